"""Figures about signals, and what another set of triage questions would have done with them: counted by the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import yaml
from django.db.models import Count
from django.db.models.functions import TruncMonth

from vth.regelgeving.rules import RegelError, make_regel
from vth.tijd import klok
from vth.tijd.rules import AMSTERDAM
from vth.toegang.rules import Viewer

from .models import Incidentsignaal
from .selectors import list_zichtbare_signalen
from .signaalinvoer import TRIAGE, find_triage, list_categorieen
from .signaalrules import SignaalError, Triage, Triageuitkomst, check_triage, derive_triage, read_triage

OPEN = ""
GROOTSTE_BESTAND = 200_000


class _Lezer(yaml.SafeLoader):
    """Reads plain YAML: a part that stands for another part could unfold without end."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Refuse a reference."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("een verwijzing met * wordt niet gelezen; schrijf het deel uit")
        return super().compose_node(parent, index)


@dataclass(frozen=True)
class Telling:
    """So many signals of one month, category and outcome; an empty outcome is still open."""

    maand: date
    signaalcategorie: str
    afloop: str
    aantal: int


@dataclass(frozen=True)
class Proefregel:
    """So many signals of one category, with the same answers, that would go elsewhere or become urgent or not."""

    signaalcategorie: str
    antwoorden: Mapping[str, str]
    nu: Triageuitkomst
    dan: Triageuitkomst
    aantal: int


@dataclass(frozen=True)
class Triageproef:
    """What a proposed file would do with the signals of a period: those that change, how many stay, and how many say too little."""

    regels: tuple[Proefregel, ...]
    gelijk: int
    zonder_antwoord: int

    @property
    def anders(self) -> int:
        """Count the signals that change."""
        return sum(r.aantal for r in self.regels)


def list_tellingen(viewer: Viewer, organisatie: str, *, van: date, tot: date) -> list[Telling]:
    """Count the signals of one organisation per month, category and outcome, from the first day up to the last; those the viewer may see."""
    rijen = _list_periode(viewer, organisatie, van, tot).annotate(
        maand=TruncMonth("ontvangen_op", tzinfo=AMSTERDAM)
    )
    per = rijen.values("maand", "signaalcategorie", "afloop").order_by("maand", "signaalcategorie", "afloop")
    return [
        Telling(r["maand"].date(), r["signaalcategorie"], r["afloop"], r["aantal"])
        for r in per.annotate(aantal=Count("pk"))
    ]


def _list_periode(viewer: Viewer, organisatie: str, van: date, tot: date) -> Any:
    """Give the signals of one organisation that came in on these days."""
    begin, eind = (datetime.combine(dag, time(), AMSTERDAM) for dag in (van, tot))
    return list_zichtbare_signalen(viewer).filter(
        leverancier=organisatie, ontvangen_op__gte=begin, ontvangen_op__lt=eind
    )


def read_voorstel(inhoud: bytes, op: date) -> Mapping[str, Any]:
    """Read a proposed triage file, the same as goes into VTH_REGELS. Raises SignaalError with everything that is wrong with it."""
    if len(inhoud) > GROOTSTE_BESTAND:
        raise SignaalError(
            f"Het bestand is groter dan {GROOTSTE_BESTAND // 1000} kB. Zo veel vragen stelt niemand; kies het goede bestand."
        )
    try:
        blok = yaml.load(inhoud.decode("utf-8-sig"), Loader=_Lezer)
        regel = make_regel(blok, "het bestand")
        waarde = regel.op(op).waarde
    except (UnicodeDecodeError, yaml.YAMLError, ValueError, RecursionError) as fout:
        uitleg = " ".join(str(fout).split())[:300]
        raise SignaalError(
            f"Het bestand is niet als YAML te lezen ({uitleg}). Herstel de genoemde regel."
        ) from fout
    except RegelError as fout:
        raise SignaalError(f"Het bestand kan niet worden gebruikt. {fout}"[:2000]) from fout
    if regel.id != TRIAGE:
        raise SignaalError(
            f"Dit is regel {regel.id}. De vragen van de triage staan in een bestand met `id: {TRIAGE}`."
        )
    if fouten := check_triage(waarde, list_categorieen(op)):
        raise SignaalError("Met dit bestand kan niet worden gewogen. " + " ".join(fouten[:10]))
    return waarde


def make_proef(
    viewer: Viewer, organisatie: str, voorstel: Mapping[str, Any], *, van: date, tot: date
) -> Triageproef:
    """Weigh the signals of a period by a proposed file and by what holds now, and give what would differ; nothing is written.

    The database counts each combination of category and answers once, so that a year is as quick as a day.
    """
    combinaties = _list_periode(viewer, organisatie, van, tot).values("signaalcategorie", "antwoorden")
    regels, gelijk, zonder = [], 0, 0
    geldend: dict[str, Triage] = {}
    for rij in combinaties.order_by().annotate(aantal=Count("pk")):
        categorie, antwoorden, aantal = rij["signaalcategorie"], rij["antwoorden"], rij["aantal"]
        if not antwoorden:
            zonder += aantal
            continue
        if categorie not in geldend:
            geldend[categorie] = find_triage(organisatie, categorie, klok.today())
        nu = derive_triage(geldend[categorie], antwoorden)
        dan = derive_triage(read_triage(voorstel, categorie), antwoorden)
        if (nu.spoed, nu.naar) == (dan.spoed, dan.naar):
            gelijk += aantal
        else:
            regels.append(Proefregel(categorie, antwoorden, nu, dan, aantal))
    regels.sort(key=lambda r: (-r.aantal, r.signaalcategorie, sorted(r.antwoorden.items())))
    return Triageproef(tuple(regels), gelijk, zonder)


def list_voorbeelden(
    viewer: Viewer, organisatie: str, regels: Sequence[Proefregel], *, van: date, tot: date, per: int = 3
) -> dict[int, list[Incidentsignaal]]:
    """Give of each line of a trial the last few signals that it is about, by the number of the line."""
    periode = _list_periode(viewer, organisatie, van, tot)
    return {
        nr: list(
            periode.filter(signaalcategorie=r.signaalcategorie, antwoorden=dict(r.antwoorden)).order_by(
                "-ontvangen_op"
            )[:per]
        )
        for nr, r in enumerate(regels)
    }
