"""Which visits to make on a day: by weight, term and hours, with why for each that is in and each that is not. Pure and deterministic.

The plan proposes; the inspector pins and drops, and what he chose stays. What must be done is in, even when it does not fit: then the
plan says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from math import hypot

from vth.regelgeving.rules import Grond


class Keuze(StrEnum):
    """What became of a visit that could be made."""

    VASTGEZET = "vastgezet"
    VERPLICHT = "verplicht"
    GEKOZEN = "gekozen"
    WEGGELATEN = "weggelaten"
    PAST_NIET = "past_niet"
    ZONDER_PLAATS = "zonder_plaats"


ERIN = (Keuze.VASTGEZET, Keuze.VERPLICHT, Keuze.GEKOZEN)


class DagplanError(Exception):
    """A plan that cannot be made: says what was seen, why it is wrong and what to do."""


@dataclass(frozen=True)
class Plek:
    """A place in metres (EPSG:28992)."""

    x: float
    y: float


@dataclass(frozen=True)
class Kandidaat:
    """A visit that could be made: how long it takes on the spot, how heavy it weighs, until when it is in time, and where it is."""

    id: str
    naam: str
    uren: float
    gewicht: float = 1.0
    uiterlijk: date | None = None
    plek: Plek | None = None
    is_verplicht: bool = False


@dataclass(frozen=True)
class Dagvraag:
    """What is asked: the day, the hours there are, where one starts and ends, and what the inspector pinned or dropped."""

    dag: date
    uren: float
    vertrek: Plek
    vastgezet: frozenset[str] = frozenset()
    weggelaten: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Dagkeuze:
    """What became of one candidate, and why."""

    kandidaat: Kandidaat
    keuze: Keuze
    uitleg: str

    @property
    def is_erin(self) -> bool:
        """Tell whether it is in the plan."""
        return self.keuze in ERIN


@dataclass(frozen=True)
class Dagplan:
    """The plan: the visits in the order of the route, all choices with their reason, and the hours it takes."""

    route: tuple[Kandidaat, ...]
    keuzes: tuple[Dagkeuze, ...]
    uren: float
    reisuren: float
    waarschuwingen: tuple[str, ...] = ()


def make_dagplan(kandidaten: Sequence[Kandidaat], vraag: Dagvraag, regel: Grond) -> Dagplan:
    """Make the plan of a day. Raises DagplanError for hours below 0, for two candidates with one id, and for a pin on nothing."""
    _check(kandidaten, vraag)
    keuzes: dict[str, Dagkeuze] = {}
    route: list[Kandidaat] = []
    open_: list[Kandidaat] = []
    for k in sorted(kandidaten, key=lambda k: k.id):
        if keuze := _decide_vooraf(k, vraag):
            keuzes[k.id] = keuze
            if keuze.is_erin:
                route = _insert(route, k, vraag.vertrek)
        else:
            open_.append(k)
    verplicht = _count_uren(route, vraag, regel)
    route = _fill(route, open_, keuzes, vraag, regel)
    for k in open_:
        if k.id not in keuzes:
            keuzes[k.id] = Dagkeuze(k, Keuze.PAST_NIET, _say_past_niet(k, route, vraag, regel))
    uren = _count_uren(route, vraag, regel)
    return Dagplan(
        tuple(route),
        tuple(keuzes[k.id] for k in sorted(kandidaten, key=lambda k: k.id)),
        uren,
        _count_reisuren(route, vraag, regel),
        tuple(_list_waarschuwingen(kandidaten, vraag, verplicht)),
    )


def derive_urgentie(kandidaat: Kandidaat, dag: date, regel: Grond) -> tuple[float, str]:
    """Give what a visit counts for on a day: its weight by the factor of its term, and that in words."""
    if kandidaat.uiterlijk is None:
        return kandidaat.gewicht, f"gewicht {_say(kandidaat.gewicht)}, geen termijn"
    over = (kandidaat.uiterlijk - dag).days
    factor = next((Decimal(t["factor"]) for t in regel.waarde["termijn"] if over <= t["dagen"]), Decimal(1))
    wanneer = f"{-over} dagen te laat" if over < 0 else f"nog {over} dagen"
    return (
        kandidaat.gewicht * float(factor),
        f"gewicht {_say(kandidaat.gewicht)} maal {_say(float(factor))}, want {wanneer} (uiterlijk {kandidaat.uiterlijk:%d-%m-%Y})",
    )


def _check(kandidaten: Sequence[Kandidaat], vraag: Dagvraag) -> None:
    """Refuse what no plan can be made of."""
    namen = [k.id for k in kandidaten]
    if not 0 <= vraag.uren <= 24:
        raise DagplanError(
            f"Het aantal uren is {vraag.uren}. Een dag heeft 0 tot en met 24 uren. Verbeter het aantal."
        )
    if dubbel := sorted({n for n in namen if namen.count(n) > 1}):
        raise DagplanError(f"Het bezoek {', '.join(dubbel)} staat er twee keer in. Haal er een weg.")
    if fout := sorted(k.id for k in kandidaten if k.uren <= 0 or k.gewicht < 0):
        raise DagplanError(f"Bij {', '.join(fout)} zijn de uren of het gewicht niet groter dan 0. Vul ze in.")
    if vreemd := sorted((vraag.vastgezet | vraag.weggelaten) - set(namen)):
        raise DagplanError(
            f"Het bezoek {', '.join(vreemd)} kan niet meer worden gekozen. Het is gedaan, of het ligt niet bij u. Ververs de lijst."
        )
    if beide := sorted(vraag.vastgezet & vraag.weggelaten):
        raise DagplanError(f"Het bezoek {', '.join(beide)} is vastgezet en weggelaten. Kies een van de twee.")


def _decide_vooraf(k: Kandidaat, vraag: Dagvraag) -> Dagkeuze | None:
    """Decide what needs no weighing: pinned, dropped, mandatory, or nowhere to be found on the map."""
    if k.id in vraag.vastgezet:
        return Dagkeuze(k, Keuze.VASTGEZET, "Door u vastgezet.")
    if k.id in vraag.weggelaten:
        rest = " Dit bezoek is verplicht: plan het op een andere dag." if k.is_verplicht else ""
        return Dagkeuze(k, Keuze.WEGGELATEN, f"Door u weggelaten.{rest}")
    if k.is_verplicht:
        tot = f" Uiterlijk {k.uiterlijk:%d-%m-%Y}." if k.uiterlijk else ""
        return Dagkeuze(k, Keuze.VERPLICHT, f"Dit bezoek moet vandaag.{tot}")
    if k.plek is None:
        return Dagkeuze(
            k,
            Keuze.ZONDER_PLAATS,
            "Van dit object is geen plaats bekend; de reis is niet te berekenen. Zet het zelf vast, of vul de locatie aan.",
        )
    return None


def _fill(
    route: list[Kandidaat],
    open_: Sequence[Kandidaat],
    keuzes: dict[str, Dagkeuze],
    vraag: Dagvraag,
    regel: Grond,
) -> list[Kandidaat]:
    """Add, one by one, the visit that is worth most per hour it costs here, as long as one fits."""
    rest = list(open_)
    bezet = _count_uren(route, vraag, regel)
    while rest:
        kansen = []
        for k in rest:
            met = _insert(route, k, vraag.vertrek)
            uren = _count_uren(met, vraag, regel)
            if uren <= vraag.uren:
                kost = max(uren - bezet, 0.01)
                kansen.append((-derive_urgentie(k, vraag.dag, regel)[0] / kost, k.id, k, met, uren))
        if not kansen:
            break
        _, _, k, route, uren = min(kansen, key=lambda kans: kans[:2])
        woorden = derive_urgentie(k, vraag.dag, regel)[1]
        keuzes[k.id] = Dagkeuze(
            k, Keuze.GEKOZEN, f"{_begin(woorden)}; kost hier {_say(uren - bezet)} uur met de reis."
        )
        rest.remove(k)
        bezet = uren
    return route


def _insert(route: Sequence[Kandidaat], nieuw: Kandidaat, vertrek: Plek) -> list[Kandidaat]:
    """Give the route with one more visit, at the place where it is the least way round; one without a place comes last."""
    if nieuw.plek is None:
        return [*route, nieuw]
    pogingen = ([*route[:n], nieuw, *route[n:]] for n in range(len(route) + 1))
    return min(pogingen, key=lambda r: _measure(r, vertrek))


def _measure(route: Sequence[Kandidaat], vertrek: Plek) -> float:
    """Give the length of a round in metres as the crow flies."""
    plekken = [vertrek, *(k.plek for k in route if k.plek), vertrek]
    return sum(hypot(a.x - b.x, a.y - b.y) for a, b in pairwise(plekken))


def _count_reisuren(route: Sequence[Kandidaat], vraag: Dagvraag, regel: Grond) -> float:
    """Give the hours on the way."""
    km = _measure(route, vraag.vertrek) / 1000 * float(regel.waarde["omwegfactor"])
    return km / regel.waarde["snelheid_km_per_uur"]


def _count_uren(route: Sequence[Kandidaat], vraag: Dagvraag, regel: Grond) -> float:
    """Give the hours of a round: on the spot and on the way."""
    return sum(k.uren for k in route) + _count_reisuren(route, vraag, regel)


def _say_past_niet(k: Kandidaat, route: Sequence[Kandidaat], vraag: Dagvraag, regel: Grond) -> str:
    """Say how many hours a visit would cost, and how many are left."""
    bezet = _count_uren(route, vraag, regel)
    kost = _count_uren(_insert(route, k, vraag.vertrek), vraag, regel) - bezet
    woorden = derive_urgentie(k, vraag.dag, regel)[1]
    return f"Past niet meer: kost {_say(kost)} uur met de reis, er is {_say(max(vraag.uren - bezet, 0))} uur over. {_begin(woorden)}."


def _list_waarschuwingen(kandidaten: Sequence[Kandidaat], vraag: Dagvraag, verplicht: float) -> list[str]:
    """List what the inspector must know of this plan."""
    uit = []
    if verplicht > vraag.uren:
        uit.append(
            f"Wat verplicht of vastgezet is kost {_say(verplicht)} uur; u hebt {_say(vraag.uren)} uur. Zet iets op een andere dag."
        )
    if zonder := [
        k.naam
        for k in kandidaten
        if k.plek is None and (k.is_verplicht or k.id in vraag.vastgezet) and k.id not in vraag.weggelaten
    ]:
        uit.append(f"Van {', '.join(zonder)} is geen plaats bekend; de reis ernaartoe is niet meegerekend.")
    return uit


def _begin(zin: str) -> str:
    """Begin a sentence with a capital."""
    return zin[:1].upper() + zin[1:]


def _say(uren: float) -> str:
    """Write a number as people here do."""
    return f"{uren:.1f}".replace(".", ",").removesuffix(",0")
