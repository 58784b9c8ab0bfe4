"""The quality desk as pictures: which part of a supplier's records is linked, waits or is double, and how that changes by run."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from vth.organisaties.selectors import list_namen as list_organisatienamen
from vth.register.weergave import shorten_organisatie
from vth.tijd import klok
from vth.tijd.rules import AMSTERDAM, derive_legal_day
from vth.toegang.rules import Viewer
from vth.vormgeving.grafieken import Reeks, make_kleine_lijnen, make_staafgrafiek
from vth.vormgeving.onderdelen import Grafiek

from . import selectors
from .models import Koppelronde

# What a picture can show; all of it stands in the table below it.
MEESTE_STAVEN, MEESTE_LIJNEN = 12, 9
DELEN = {
    "gekoppeld": "Gekoppeld aan een ander",
    "te_beoordelen": "Te beoordelen",
    "dubbel": "Dubbel bij de leverancier zelf",
}
BRON = "laatste ronde; alle soorten samen"
Aandelen = Mapping[str, Mapping[str, float]]


def make_aandeelgrafieken(viewer: Viewer, ronde: Koppelronde) -> tuple[Grafiek, ...]:
    """Draw for each share the suppliers of which it is the largest, of those that the viewer sees as a whole."""
    aandelen = derive_aandelen(selectors.list_cijfers(viewer, ronde))
    namen = _name(aandelen)
    grafieken = []
    for deel, titel in DELEN.items():
        hoogste = sorted(aandelen, key=lambda code: (-aandelen[code][deel], code))[:MEESTE_STAVEN]
        staven = [(namen[code], round(aandelen[code][deel], 1)) for code in hoogste]
        if staven:
            welke = f", de {MEESTE_STAVEN} hoogste" if len(aandelen) > MEESTE_STAVEN else ""
            grafieken.append(
                make_staafgrafiek(
                    f"{titel}{welke}",
                    staven,
                    eenheid="%",
                    bron=BRON,
                    datum=derive_legal_day(ronde.afgerond_op),
                )
            )
    return tuple(grafieken)


def make_verloopgrafiek(viewer: Viewer, rondes: Sequence[Koppelronde]) -> Grafiek | None:
    """Draw how the linked share of each supplier went over the runs, what changed most first; nothing before the second run."""
    oudste_eerst = list(reversed(rondes))
    per_ronde = [derive_aandelen(selectors.list_cijfers(viewer, r)) for r in oudste_eerst]
    codes = sorted({code for aandelen in per_ronde for code in aandelen})
    if len(oudste_eerst) < 2 or not codes:
        return None
    namen, plaatsen = _name(codes), _name_rondes(oudste_eerst)
    lijnen = {c: [a[c]["gekoppeld"] if c in a else None for a in per_ronde] for c in codes}
    meest = sorted(codes, key=lambda c: (-_derive_uitslag(lijnen[c]), c))[:MEESTE_LIJNEN]
    return make_kleine_lijnen(
        "Aandeel gekoppeld, per ronde",
        [Reeks(namen[c], list(zip(plaatsen, (_round(w) for w in lijnen[c]), strict=True))) for c in meest],
        eenheid="%",
        bron="de laatste ronden; wat het meest verandert eerst",
        datum=derive_legal_day(oudste_eerst[-1].afgerond_op),
    )


def derive_aandelen(cijfers: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    """Give per supplier which part of its records is linked, waits or is double, in percents; all kinds together."""
    samen: dict[str, dict[str, int]] = {}
    for c in cijfers:
        som = samen.setdefault(c["leverancier"], dict.fromkeys(("gegevens", *DELEN), 0))
        for naam in som:
            som[naam] += c[naam]
    return {
        code: {deel: 100 * som[deel] / som["gegevens"] for deel in DELEN}
        for code, som in samen.items()
        if som["gegevens"]
    }


def _name(codes: Iterable[str]) -> dict[str, str]:
    """Give the short names of suppliers."""
    alle = list(codes)
    namen = list_organisatienamen(alle, klok.today())
    return {code: shorten_organisatie(namen.get(code, code)) for code in alle}


def _name_rondes(rondes: Iterable[Koppelronde]) -> list[str]:
    """Name runs by when they were, each in its own way."""
    namen: list[str] = []
    for ronde in rondes:
        naam = f"{ronde.afgerond_op.astimezone(AMSTERDAM):%d-%m %H:%M}"
        keer = sum(n.split(" (")[0] == naam for n in namen)
        namen.append(f"{naam} ({keer + 1})" if keer else naam)
    return namen


def _derive_uitslag(waarden: Iterable[float | None]) -> float:
    """Give how far a share went up and down."""
    bekend = [w for w in waarden if w is not None]
    return max(bekend) - min(bekend) if bekend else 0.0


def _round(waarde: float | None) -> float | None:
    """Write a share with one decimal."""
    return None if waarde is None else round(waarde, 1)
