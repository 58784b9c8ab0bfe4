"""How decisions make a permit: which mutation works when, what stands on a day, and what cannot be. Pure.

A mutation works in the periods that its decision, a term of its own, a condition and a court leave it. On a day the voorschriften
are what is left when all mutations that work that day are gone through in the order of their rang. What no longer works takes
nothing away: what stood before it stands again.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from vth.tijd.rules import OPEN_DAG, Geldigheid
from vth.vormgeving.opmaak import format_datum

VAN_KRACHT, GEWIJZIGD, VERVALLEN = "van_kracht", "gewijzigd", "vervallen"
# A decision does at most so many things; the first has number 1.
LAATSTE = 999_999
K = TypeVar("K", bound=Hashable)


class VergunningError(Exception):
    """What was asked of a permit cannot be: says what was seen, why it is wrong and what to do."""


@dataclass(frozen=True)
class Werking:
    """One mutation in one period in which it works, with its place in the tree."""

    voorschrift: UUID
    soort: str
    rang: str
    periode: Geldigheid
    nummer: str = ""
    ouder: UUID | None = None
    plaats: int = 0


class Ingreepsoort(StrEnum):
    """What can happen to a toestemming other than by a later one."""

    SCHORSING = "schorsing"
    VERNIETIGING = "vernietiging"
    INSTANDLATING = "instandlating"
    HERROEPING = "herroeping"
    VOORWAARDE = "voorwaarde"


@dataclass(frozen=True)
class Ingreepdeel:
    """An ingreep as it bears on one mutation."""

    soort: Ingreepsoort
    begin: date
    eind: date | None = None


class Gebreksoort(StrEnum):
    """What of a permit cannot be on a day."""

    BESTAAT_NIET = "bestaat_niet"
    BESTAAT_AL = "bestaat_al"
    ZONDER_OUDER = "zonder_ouder"
    KRING = "kring"
    NUMMER_DUBBEL = "nummer_dubbel"


class Opvolgsoort(StrEnum):
    """How it ends that a voorschrift runs as it does."""

    GEWIJZIGD = "gewijzigd"
    VERVALLEN = "vervallen"
    HERLEEFT = "herleeft"
    EINDIGT = "eindigt"


@dataclass(frozen=True)
class Opvolging:
    """Until which day a voorschrift runs as it does, how that ends, and the mutation (its rang) that it is by, if by one."""

    dag: date
    soort: Opvolgsoort
    rang: str = ""


@dataclass(frozen=True)
class Gebrek:
    """One thing that cannot be: of which voorschrift, by which mutation (its rang), and under which number."""

    soort: Gebreksoort
    voorschrift: UUID
    rang: str
    nummer: str


def derive_rang(vanaf: date, besluitdatum: date, volgorde: int, volgnummer: int) -> str:
    """Give the order of a mutation as a text that sorts: the day it was to work from, then the day its decision was taken.

    Of decisions of one day `volgorde` decides, within a decision `volgnummer`: so the order in which they were registered
    makes no difference. Raises VergunningError for numbers that do not fit.
    """
    if not 0 <= volgorde < 1000 or not 0 <= volgnummer <= LAATSTE:
        raise VergunningError(
            f"De volgorde {volgorde} of het volgnummer {volgnummer} past niet. Gebruik 0 tot en met 999 voor de volgorde van "
            "besluiten van één dag, en 0 tot en met 999999 binnen een besluit."
        )
    return f"{vanaf.isoformat()}/{besluitdatum.isoformat()}/{volgorde:03d}/{volgnummer:06d}"


def derive_besluitrangen(ingangsdatum: date, besluitdatum: date | None, volgorde: int) -> tuple[str, str]:
    """Give the places in the order of a permit just before and just after what one decision does with its own day."""
    genomen = besluitdatum or ingangsdatum
    return derive_rang(ingangsdatum, genomen, volgorde, 0), derive_rang(
        ingangsdatum, genomen, volgorde, LAATSTE
    )


def derive_vanaf(
    ingangsdatum: date, vanaf: date | None, ingrepen: Sequence[Ingreepdeel], *, voorwaarde: bool
) -> date | None:
    """Give the first day on which a mutation was to work; None as long as its condition was not met."""
    begin = vanaf or ingangsdatum
    if not voorwaarde:
        return begin
    vervuld = [i.begin for i in ingrepen if i.soort is Ingreepsoort.VOORWAARDE]
    return max(begin, min(vervuld)) if vervuld else None


def derive_perioden(
    begin: date | None, eind: date | None, ingrepen: Iterable[Ingreepdeel]
) -> list[Geldigheid]:
    """Give the periods in which a mutation works: from `begin` to `eind`, less what a court suspended.

    One that was annulled or revoked never worked (it counts from the first day on), unless the court let what it did stand
    (Awb 8:72, third lid: INSTANDLATING). `begin` None gives nothing.
    """
    delen = list(ingrepen)
    if begin is None or any(i.soort in (Ingreepsoort.VERNIETIGING, Ingreepsoort.HERROEPING) for i in delen):
        return []
    eind = eind or OPEN_DAG
    stil = sorted((i.begin, i.eind or OPEN_DAG) for i in delen if i.soort is Ingreepsoort.SCHORSING)
    perioden, van = [], begin
    for stil_begin, stil_eind in stil:
        if van < (tot := min(stil_begin, eind)):
            perioden.append(Geldigheid(van, tot))
        van = max(van, stil_eind)
    if van < eind:
        perioden.append(Geldigheid(van, eind))
    return perioden


def derive_stand(werkingen: Iterable[Werking], dag: date) -> dict[UUID, Werking]:
    """Give what stands on a day: per voorschrift the mutation that its words come from.

    A voorschrift stands when the last that made or ended it, made it; then the last mutation of it says what it is.
    """
    stand: dict[UUID, Werking] = {}
    for w in sorted((w for w in werkingen if w.periode.contains(dag)), key=_rang):
        if w.soort == VERVALLEN:
            stand.pop(w.voorschrift, None)
        elif w.soort == VAN_KRACHT or w.voorschrift in stand:
            stand[w.voorschrift] = w
    return stand


def group_werkingen(werkingen: Iterable[Werking]) -> dict[UUID, list[Werking]]:
    """Give per voorschrift what works on it: what that is on a day follows from these alone."""
    per_voorschrift: dict[UUID, list[Werking]] = defaultdict(list)
    for w in werkingen:
        per_voorschrift[w.voorschrift].append(w)
    return per_voorschrift


def derive_opvolging(werkingen: Iterable[Werking], dag: date) -> dict[UUID, Opvolging]:
    """Give what comes after each voorschrift that stands on a day, of those that do not run so for good.

    Another text, an earlier one that stands again, a decision that ends it, or nothing: it only runs out.
    """
    uit = {}
    for v, rijen in group_werkingen(w for w in werkingen if w.periode.eind > dag).items():
        grenzen = {d for w in rijen for d in (w.periode.begin, w.periode.eind) if dag < d < OPEN_DAG}
        if grenzen and (nu := derive_stand(rijen, dag).get(v)):
            opvolgingen = (_find_opvolging(rijen, nu, grens) for grens in sorted(grenzen))
            if eerste := next((o for o in opvolgingen if o), None):
                uit[v] = eerste
    return uit


def _find_opvolging(rijen: Sequence[Werking], nu: Werking, dag: date) -> Opvolging | None:
    """Tell what of one voorschrift is otherwise on a later day; nothing when it still runs by the same mutation."""
    dan = derive_stand(rijen, dag).get(nu.voorschrift)
    if dan is None:
        einden = [
            w.rang for w in rijen if w.soort == VERVALLEN and w.rang > nu.rang and w.periode.contains(dag)
        ]
        return Opvolging(
            dag, Opvolgsoort.VERVALLEN if einden else Opvolgsoort.EINDIGT, max(einden, default="")
        )
    if dan.rang == nu.rang:
        return None
    return Opvolging(dag, Opvolgsoort.GEWIJZIGD if dan.rang > nu.rang else Opvolgsoort.HERLEEFT, dan.rang)


def list_gebreken(werkingen: Iterable[Werking], dag: date) -> set[Gebrek]:
    """List what cannot be on a day: mutations of what is not there or there already, orphans, circles, a number twice."""
    gebreken: set[Gebrek] = set()
    stand: dict[UUID, Werking] = {}
    for w in sorted((w for w in werkingen if w.periode.contains(dag)), key=_rang):
        if w.soort == VAN_KRACHT and w.voorschrift in stand:
            gebreken.add(Gebrek(Gebreksoort.BESTAAT_AL, w.voorschrift, w.rang, w.nummer))
        if w.soort != VAN_KRACHT and w.voorschrift not in stand:
            gebreken.add(Gebrek(Gebreksoort.BESTAAT_NIET, w.voorschrift, w.rang, w.nummer))
            continue
        if w.soort == VERVALLEN:
            del stand[w.voorschrift]
        else:
            stand[w.voorschrift] = w
    return gebreken | _list_boomgebreken(stand)


def _list_boomgebreken(stand: Mapping[UUID, Werking]) -> set[Gebrek]:
    """List what is wrong with a tree: parents that do not stand, circles, and numbers that stand twice."""
    gebreken = set()
    for v, w in stand.items():
        if w.ouder is not None and w.ouder not in stand:
            gebreken.add(Gebrek(Gebreksoort.ZONDER_OUDER, v, w.rang, w.nummer))
    for v in list_kringen({v: w.ouder for v, w in stand.items()}):
        gebreken.add(Gebrek(Gebreksoort.KRING, v, stand[v].rang, stand[v].nummer))
    tel = Counter(w.nummer for w in stand.values())
    # Of two with one number the later is the one that is wrong.
    eerst: set[str] = set()
    for w in sorted(stand.values(), key=_rang):
        if tel[w.nummer] > 1 and w.nummer in eerst:
            gebreken.add(Gebrek(Gebreksoort.NUMMER_DUBBEL, w.voorschrift, w.rang, w.nummer))
        eerst.add(w.nummer)
    return gebreken


def list_kringen(ouders: Mapping[K, K | None]) -> set[K]:
    """List the voorschriften that stand under themselves, however long the way round."""
    klaar: set[K] = set()
    kringen: set[K] = set()
    for begin in ouders:
        pad: list[K] = []
        hier: K | None = begin
        gezien: set[K] = set()
        while hier is not None and hier in ouders and hier not in klaar:
            if hier in gezien:
                kringen.update(pad[pad.index(hier) :])
                break
            pad.append(hier)
            gezien.add(hier)
            hier = ouders[hier]
        klaar.update(pad)
    return kringen


def list_nieuwe_gebreken(voor: Sequence[Werking], na: Sequence[Werking]) -> list[tuple[date, Gebrek]]:
    """List what an act would make impossible that was possible before it, with the first day on which that is so.

    Looked at are the days on which something changes, from the first day that the two differ.
    """
    anders = set(voor) ^ set(na)
    if not anders:
        return []
    eerste = min(w.periode.begin for w in anders)
    dagen = {eerste} | {d for w in na for d in (w.periode.begin, w.periode.eind) if eerste <= d < OPEN_DAG}
    gevonden: dict[Gebrek, date] = {}
    for dag in sorted(dagen):
        for gebrek in list_gebreken(na, dag) - list_gebreken(voor, dag):
            gevonden.setdefault(gebrek, dag)
    return sorted(
        ((dag, g) for g, dag in gevonden.items()), key=lambda paar: (paar[0], paar[1].rang, paar[1].soort)
    )


def derive_melding(gebrek: Gebrek, dag: date, *, soort: str, eerder: bool) -> str:
    """Say in plain Dutch what is wrong and what to do.

    `soort` is what the mutation does, `eerder` whether the voorschrift stood on another day than this one.
    """
    wie = f"Voorschrift {gebrek.nummer}" if gebrek.nummer else "Een voorschrift"
    match gebrek.soort:
        case Gebreksoort.BESTAAT_AL:
            return f"{wie} geldt op {format_datum(dag)} al. Kies 'gewijzigd', of laat het eerst vervallen."
        case Gebreksoort.BESTAAT_NIET if eerder:
            return (
                f"{wie} geldt op {format_datum(dag)} niet: het is dan vervallen of nog niet van kracht, en kan niet worden "
                f"{soort if soort == GEWIJZIGD else 'ingetrokken'}. Controleer de ingangsdatum en de volgorde van de besluiten."
            )
        case Gebreksoort.BESTAAT_NIET:
            return f"{wie} is nooit van kracht geworden en kan op {format_datum(dag)} niet wijzigen of vervallen. Kies 'van kracht'."
        case Gebreksoort.ZONDER_OUDER:
            return (
                f"{wie} blijft op {format_datum(dag)} over onder een voorschrift dat dan niet geldt. Laat het ook vervallen, of geef het een "
                "andere plek."
            )
        case Gebreksoort.KRING:
            return (
                f"{wie} staat op {format_datum(dag)} onder zichzelf. Kies een ander bovenliggend voorschrift."
            )
        case Gebreksoort.NUMMER_DUBBEL:
            return f"Het nummer {gebrek.nummer} staat er op {format_datum(dag)} twee keer. Geef een van beide een ander nummer."


def derive_boom(ouders: Mapping[K, K | None], sleutel: Callable[[K], Any]) -> list[tuple[K, int]]:
    """Put voorschriften in the order in which they are read, brothers by `sleutel`, with how deep each stands.

    One whose parent does not stand is read at the top level, so that nothing is left out; so is one in a circle.
    """
    uit = _walk(ouders, sleutel, set())
    if len(uit) == len(ouders):
        return uit
    return _walk(ouders, sleutel, list_kringen(ouders))


def _walk(ouders: Mapping[K, K | None], sleutel: Callable[[K], Any], boven: set[K]) -> list[tuple[K, int]]:
    """Read a tree from its top, with what stands in `boven` at the top as well."""
    kinderen: dict[K | None, list[K]] = defaultdict(list)
    for v, ouder in ouders.items():
        kinderen[ouder if ouder in ouders and v not in boven else None].append(v)
    for rij in kinderen.values():
        rij.sort(key=sleutel)
    uit: list[tuple[K, int]] = []
    stapel = [(v, 0) for v in reversed(kinderen[None])]
    while stapel:
        v, diepte = stapel.pop()
        uit.append((v, diepte))
        if v in kinderen:
            stapel.extend((kind, diepte + 1) for kind in reversed(kinderen[v]))
    return uit


def _rang(w: Werking) -> str:
    """Give what to sort by."""
    return w.rang
