"""Reading the lists, and what another version of the kwaliteitscriteria would do to verdicts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from vth.regelgeving.selectors import read_regel

from ..fusie.samen import derive_uitkomst
from ..kader import VELD, Kader, read_kader
from ..landelijk import Stand
from ..models import Lijst, Zelfbeoordeling
from ..rules import Bevinding
from ..selectors import make_dienst
from .rules import count_bevoegd

MASSA = "monitoring.kritieke_massa"


def read_regels(z: Zelfbeoordeling, soort: Lijst.Soort) -> list[dict[str, Any]]:
    """Give the rows of the version that counts; none when there is no list."""
    laatste = z.lijsten.filter(soort=soort).order_by("-volgnummer").first()
    return laatste.regels if laatste else []


def read_per_dienst(
    zelfbeoordelingen: Iterable[Zelfbeoordeling], soort: Lijst.Soort
) -> dict[str, list[dict[str, Any]]]:
    """Give the rows that count of each of some diensten that handed a list in."""
    lijsten = Lijst.objects.filter(zelfbeoordeling__in=[z.pk for z in zelfbeoordelingen], soort=soort)
    return {
        lijst.zelfbeoordeling.dienst: lijst.regels
        for lijst in lijsten.order_by("volgnummer").select_related("zelfbeoordeling")
    }


def check_bezetting(z: Zelfbeoordeling, kader: Kader, waarden: Mapping[str, Decimal]) -> list[Bevinding]:
    """Say where a figure that was told differs from the list of staff; nothing without a list."""
    regels = read_regels(z, Lijst.Soort.BEZETTING)
    if not regels:
        return []
    aantallen = count_bevoegd(regels, kader.gebieden, kader.voorwaarden)
    return [
        Bevinding(
            kader.gebieden[gebied].criterium,
            f"{kader.metingen[VELD + gebied].naam.capitalize()}: opgegeven is {waarden.get(VELD + gebied)}, de bezettingslijst telt er {aantal}. Leg het verschil uit.",
            False,
        )
        for gebied, aantal in aantallen.items()
        if waarden.get(VELD + gebied) not in (None, aantal)
    ]


@dataclass(frozen=True)
class Gevolg:
    """What another version of the kwaliteitscriteria would do to one dienst; None where its figures do not say."""

    dienst: str
    was_gehaald: bool
    wordt_gehaald: bool | None
    was_robuust: bool
    wordt_robuust: bool | None
    onbekend: tuple[str, ...]

    @property
    def verandert(self) -> bool | None:
        """Tell whether the verdict on robustness would be another one."""
        return None if self.wordt_robuust is None else self.wordt_robuust != self.was_robuust


def list_versies() -> list[tuple[date, str]]:
    """Give the versions of the kwaliteitscriteria with the day from which each holds."""
    return [(periode.geldigheid.begin, periode.waarde["versie"]) for periode in read_regel(MASSA).perioden]


def derive_gevolgen(stand: Stand, dag: date) -> list[Gevolg]:
    """Say for each judged dienst whose figures may be seen what the kwaliteitscriteria of another day would change, all else as it was judged."""
    kader = read_kader(dag)
    eisen = list(kader.gebieden.values())
    gevolgen = []
    for dienst in stand.diensten:
        oordeel, cijfers = stand.get_oordeel(dienst), stand.cijfers.get(dienst)
        if oordeel is None or not cijfers or not eisen:
            continue
        beeld = make_dienst(dienst, "", cijfers, None)
        uitkomsten = [derive_uitkomst(eis, [beeld]) for eis in eisen]
        onbekend = tuple(u.teller.removeprefix(VELD) for u in uitkomsten if u.waarde is None)
        zakt = any(u.waarde is not None and not u.voldoet for u in uitkomsten)
        wordt = False if zakt else None if onbekend else True
        rest = all(u["voldoet"] for code, u in oordeel.criteria.items() if code != eisen[0].criterium)
        was = bool(oordeel.criteria.get(eisen[0].criterium, {}).get("voldoet"))
        robuust = False if not rest or wordt is False else wordt
        gevolgen.append(Gevolg(dienst, was, wordt, oordeel.robuust, robuust, onbekend))
    return gevolgen
