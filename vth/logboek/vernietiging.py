"""Destruction by a reviewed list: the list stands in the log before, the statement after; both hold keys only.

A room says what may go (`list_te_vernietigen`) and lets it go (its `erase_` service, which writes a line per thing). What
was broken off halfway is carried on with the same list: what is gone is skipped, and the statement tells of the whole.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction

from .models import Gebeurtenis
from .services import record_gebeurtenis

LIJST, VERKLARING = "vernietiging.lijst", "vernietiging.verklaring"
SOORT = "vernietigingslijst"
KORT = 8


class VernietigingError(Exception):
    """A list that is not there, or that was carried out already; the message says what to do."""


@dataclass(frozen=True, order=True)
class Vernietigbaar:
    """One thing that may go: where it stands, its key, the last day it was needed, and the term that has passed."""

    kamer: str
    soort: str
    sleutel: str
    organisatie: str
    laatste_dag: date
    termijn: str


@dataclass(frozen=True)
class Vernietigingslijst:
    """A list as it stands in the log for review, with the sum by which one names it."""

    controlegetal: str
    regels: tuple[Vernietigbaar, ...]
    verklaring: Mapping[str, Any] | None = None

    @property
    def kort(self) -> str:
        """Give the beginning of the sum, which is enough to name the list."""
        return self.controlegetal[:KORT]


def derive_controlegetal(regels: Iterable[Vernietigbaar]) -> str:
    """Give one sum over what is on a list: another list has another sum."""
    sleutels = sorted(f"{r.kamer} {r.soort} {r.sleutel}" for r in regels)
    return hashlib.sha256("\n".join(sleutels).encode()).hexdigest()


@transaction.atomic
def record_vernietigingslijst(
    *, actor: str, regels: Iterable[Vernietigbaar], gronden: Mapping[str, Any]
) -> str:
    """Put a list for review into the log, once, and give its sum. `gronden` are the terms that were used."""
    gesorteerd = sorted(regels)
    controlegetal = derive_controlegetal(gesorteerd)
    if not Gebeurtenis.objects.filter(onderwerp_soort=SOORT, onderwerp_id=controlegetal).exists():
        inhoud = {
            "regels": [asdict(r) | {"laatste_dag": r.laatste_dag.isoformat()} for r in gesorteerd],
            "gronden": dict(gronden),
        }
        record_gebeurtenis(actor=actor, handeling=LIJST, onderwerp=(SOORT, controlegetal), inhoud=inhoud)
    return controlegetal


def find_vernietigingslijst(kort: str = "") -> Vernietigingslijst:
    """Give the list whose sum begins so; without it, the last one that was not carried out. Raises VernietigingError."""
    rijen = Gebeurtenis.objects.filter(onderwerp_soort=SOORT)
    lijsten = rijen.filter(handeling=LIJST).order_by("-moment", "-id")
    verklaringen = rijen.filter(handeling=VERKLARING)
    if kort and len(kort) < KORT:
        raise VernietigingError(
            f"{kort!r} is te kort om een lijst aan te wijzen. Geef ten minste {KORT} tekens."
        )
    if kort:
        lijsten = lijsten.filter(onderwerp_id__startswith=kort)
    else:
        lijsten = lijsten.exclude(onderwerp_id__in=verklaringen.values("onderwerp_id"))
    lijst = lijsten.first()
    if lijst is None:
        welke = f"lijst {kort}" if kort else "lijst die op uitvoering wacht"
        raise VernietigingError(
            f"Er is geen {welke}. Maak er een met `vth vernietig` en laat haar beoordelen."
        )
    verklaring = verklaringen.filter(onderwerp_id=lijst.onderwerp_id).first()
    return Vernietigingslijst(
        controlegetal=lijst.onderwerp_id,
        regels=tuple(
            Vernietigbaar(**r | {"laatste_dag": date.fromisoformat(r["laatste_dag"])})
            for r in lijst.inhoud["regels"]
        ),
        verklaring=verklaring.inhoud if verklaring else None,
    )


@transaction.atomic
def record_verklaring(
    *, actor: str, lijst: Vernietigingslijst, overgeslagen: Iterable[Vernietigbaar]
) -> dict[str, Any]:
    """Write the statement of destruction: how many of each kind went, by which list, and what on it did not; give it."""
    niet = sorted(overgeslagen)
    aantallen: dict[str, int] = {}
    for regel in set(lijst.regels) - set(niet):
        naam = f"{regel.kamer}.{regel.soort}"
        aantallen[naam] = aantallen.get(naam, 0) + 1
    inhoud = {
        "lijst": lijst.controlegetal,
        "vernietigd": dict(sorted(aantallen.items())),
        "overgeslagen": [f"{r.kamer} {r.soort} {r.sleutel}" for r in niet],
    }
    record_gebeurtenis(
        actor=actor, handeling=VERKLARING, onderwerp=(SOORT, lijst.controlegetal), inhoud=inhoud
    )
    return inhoud
