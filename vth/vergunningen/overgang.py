"""1 January 2024: a permit of the old law passed into the new. As an event that a person can follow, correct and read back.

What becomes of each voorschrift is a choice: it stays, becomes maatwerk beside the general rules, or lapses; and which of the
activities it is for since the inrichting is no more. That the law asks this is known (`feiten/beleid.md`: the Activiteitenbesluit
went into the Bal); per voorschrift it is a judgement, so it comes as a draft and nothing passes by itself.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from django.db import transaction

from vth.regelgeving.rules import Grond
from vth.regelgeving.selectors import find_grond
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd

from .boeking import SCHRIJVEN
from .consolidatie import Standregel, read_bereik, read_stand
from .controle import Mutatievoorstel, NieuweToestemming
from .inhoud import Voorschrifttype
from .models import Toestemming, Vergunning
from .rules import GEWIJZIGD, VERVALLEN, VergunningError
from .selectors import get_vergunning
from .services import record_ontwerpen, record_toestemming

REGEL = "vergunningen.overgang_omgevingswet"


class Lot(StrEnum):
    """What becomes of a voorschrift."""

    BLIJFT = "blijft"
    MAATWERK = "maatwerk"
    VERVALT = "vervalt"


@dataclass(frozen=True)
class Overgangskeuze:
    """What becomes of one voorschrift, and which records it is for since then: None as it was, empty the whole permit."""

    lot: Lot
    bereik: Sequence[uuid.UUID] | None = None


def read_overganggrond() -> Grond:
    """Give the rule of the passage as it is today, with its source and how certain it is."""
    return find_grond(REGEL, geldig_op=klok.today())


def read_overgang() -> tuple[date, str]:
    """Give the day of the passage and the ground that a toestemming of it names, by the rule of today."""
    waarde = read_overganggrond().waarde
    return date.fromisoformat(str(waarde["dag"])), str(waarde["grondslag"])


@transaction.atomic
@claim_alles()
def record_overgang(
    *,
    viewer: Viewer,
    vergunning_id: uuid.UUID,
    keuzes: Mapping[uuid.UUID, Overgangskeuze],
    activiteiten: Sequence[uuid.UUID] = (),
) -> Toestemming:
    """Make the passage of a permit into the new law as a draft; a voorschrift without a choice stays as it is.

    It is followed, changed and established like any other draft. Raises GeenToegangError, BestaatNietError, and VergunningError
    for a permit of which nothing stood on that day, that passed already, or a choice about what did not stand.
    """
    vergunning = get_vergunning(viewer, vergunning_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=vergunning.leverancier)
    dag, grondslag = read_overgang()
    if (
        Toestemming.objects.filter(vergunning=vergunning, grondslag=grondslag)
        .exclude(staat="vervallen")
        .exists()
    ):
        raise VergunningError(
            f"De overgang van vergunning {vergunning.kenmerk} is al vastgelegd. Wijzig of corrigeer die."
        )
    stand = _read_vooravond(vergunning, dag, keuzes)
    toestemming = record_toestemming(
        viewer=viewer,
        vergunning_id=vergunning_id,
        nieuw=NieuweToestemming(
            kenmerk=f"{vergunning.kenmerk} overgang",
            onderwerp="Overgang naar de Omgevingswet",
            toestemmingtype="wijziging",
            grondslag=grondslag,
            activiteiten=activiteiten,
        ),
    )
    voorstellen = _list_voorstellen(stand, keuzes)
    if voorstellen:
        record_ontwerpen(viewer=viewer, toestemming_id=toestemming.pk, voorstellen=voorstellen)
    return toestemming


def _list_voorstellen(
    stand: Mapping[uuid.UUID, Standregel], keuzes: Mapping[uuid.UUID, Overgangskeuze]
) -> list[Mutatievoorstel]:
    """Make of each choice what it does to its voorschrift; the words stay as they are."""
    voorstellen, al = [], read_bereik(regel.mutatie_id for regel in stand.values())
    for v, keuze in keuzes.items():
        regel = stand[v]
        if keuze.lot is Lot.VERVALT:
            voorstellen.append(Mutatievoorstel(VERVALLEN, voorschrift_id=v))
        elif keuze.lot is Lot.MAATWERK or keuze.bereik is not None:
            soort = Voorschrifttype.MAATWERK if keuze.lot is Lot.MAATWERK else regel.inhoud.voorschrifttype
            inhoud = replace(regel.inhoud, voorschrifttype=soort)
            voorstellen.append(
                Mutatievoorstel(
                    GEWIJZIGD,
                    inhoud,
                    voorschrift_id=v,
                    ouder_id=regel.ouder_id,
                    plaats=regel.plaats,
                    bereik=sorted(al.get(regel.mutatie_id, ())) if keuze.bereik is None else keuze.bereik,
                )
            )
    return voorstellen


def _read_vooravond(
    vergunning: Vergunning, dag: date, keuzes: Mapping[uuid.UUID, Overgangskeuze]
) -> dict[uuid.UUID, Standregel]:
    """Give what stood the day before; refuse a permit of which nothing did, and a choice about something else."""
    vooravond = Peilmoment(dag - timedelta(days=1), klok.now() + timedelta(minutes=1))
    stand = {r.voorschrift_id: r for r in read_stand(vergunning.pk, vooravond)}
    if not stand:
        raise VergunningError(
            f"Van vergunning {vergunning.kenmerk} gold niets op de dag ervoor. Er gaat niets over."
        )
    if vreemd := [v for v in keuzes if v not in stand]:
        raise VergunningError(f"Voorschrift {vreemd[0]} gold niet op de dag ervoor. Kies uit wat toen gold.")
    return stand
