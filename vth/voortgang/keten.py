"""What waits for what: circles refused, what a shift pushes along, how much room there is, and the critical chain. Pure."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vth.regelgeving.dagen import as_dagtekst

from .rules import VoortgangError


@dataclass(frozen=True, slots=True)
class Knoop:
    """Something that is done by a day (`tot`), or of which that is not known."""

    id: str
    naam: str
    tot: date | None


@dataclass(frozen=True, slots=True)
class Pijl:
    """That `naar` can be done at the earliest so many days after `van`."""

    van: str
    naar: str
    dagen: int = 0


@dataclass(frozen=True, slots=True)
class Schuif:
    """That something is pushed: from which day to which, by what it waits for (empty for what was moved itself)."""

    id: str
    was: date
    wordt: date
    door: str


def add_kwartalen(dag: date, aantal: int) -> date:
    """Give the same day so many quarters later; the last day of a month stays the last day."""
    maand = dag.year * 12 + dag.month - 1 + 3 * aantal
    jaar, nummer = divmod(maand, 12)
    if not 1 <= jaar <= 9998:
        raise VoortgangError(
            f"{aantal} kwartalen na {as_dagtekst(dag)} is geen jaar waarmee Open VTH rekent. Kies minder kwartalen."
        )
    laatste = monthrange(jaar, nummer + 1)[1]
    is_laatste = dag.day == monthrange(dag.year, dag.month)[1]
    return date(jaar, nummer + 1, laatste if is_laatste else min(dag.day, laatste))


def find_kring(pijlen: Iterable[Pijl]) -> tuple[str, ...]:
    """Find a circle in what waits for what: its nodes in order, the first again at the end; empty where there is none."""
    volgend: dict[str, list[str]] = defaultdict(list)
    for pijl in pijlen:
        volgend[pijl.van].append(pijl.naar)
    klaar: set[str] = set()
    for begin in list(volgend):
        if begin in klaar:
            continue
        pad, op_pad, stapel = [begin], {begin}, [iter(volgend[begin])]
        while stapel:
            naar = next(stapel[-1], None)
            if naar is None:
                stapel.pop()
                op_pad.discard(pad[-1])
                klaar.add(pad.pop())
            elif naar in op_pad:
                return (*pad[pad.index(naar) :], naar)
            elif naar not in klaar:
                pad.append(naar)
                op_pad.add(naar)
                stapel.append(iter(volgend.get(naar, ())))
    return ()


def check_kring(pijlen: Iterable[Pijl], namen: Mapping[str, str]) -> None:
    """Refuse what waits for itself. Raises VoortgangError that shows the circle."""
    kring = find_kring(pijlen)
    if kring:
        pad = " → ".join(f"‘{namen.get(k, k)}’" for k in kring)
        raise VoortgangError(
            f"Dit kan niet, want dan wacht iets op zichzelf: {pad}. Haal een van deze afhankelijkheden weg."
        )


def list_volgorde(knopen: Iterable[Knoop], pijlen: Sequence[Pijl]) -> list[str]:
    """Put nodes so that each comes after what it waits for. Raises VoortgangError for a circle."""
    lijst = list(knopen)
    check_kring(pijlen, {k.id: k.naam for k in lijst})
    graad = {k.id: 0 for k in lijst}
    volgend: dict[str, list[str]] = defaultdict(list)
    for pijl in pijlen:
        if pijl.van in graad and pijl.naar in graad:
            graad[pijl.naar] += 1
            volgend[pijl.van].append(pijl.naar)
    rij = [k for k, n in graad.items() if n == 0]
    for id_ in rij:
        for naar in volgend[id_]:
            graad[naar] -= 1
            if graad[naar] == 0:
                rij.append(naar)
    return rij


def derive_verwacht(knopen: Iterable[Knoop], pijlen: Sequence[Pijl]) -> dict[str, tuple[date, str]]:
    """Give for each node with a known day when it can be done at the earliest, and by what it waits when that is later than planned.

    A node without a day of its own is done when what it waits for is; when that is not known either, it is left out.
    """
    lijst = list(knopen)
    dag = {k.id: k.tot for k in lijst}
    komt: dict[str, list[Pijl]] = defaultdict(list)
    for pijl in pijlen:
        komt[pijl.naar].append(pijl)
    uit: dict[str, tuple[date, str]] = {}
    for id_ in list_volgorde(lijst, pijlen):
        tot, door = dag[id_], ""
        for pijl in komt[id_]:
            if pijl.van in uit:
                vroegst = uit[pijl.van][0] + timedelta(days=pijl.dagen)
                if tot is None or vroegst > tot:
                    tot, door = vroegst, pijl.van
        if tot is not None:
            uit[id_] = (tot, door)
    return uit


def derive_schuiven(
    knopen: Iterable[Knoop], pijlen: Sequence[Pijl], id_: str, kwartalen: int
) -> list[Schuif]:
    """Say what moves when one node moves by some quarters: itself first, then all that is pushed later than it would be without, by day.

    Raises VoortgangError for a node that is not there or has no day.
    """
    lijst = list(knopen)
    per_id = {k.id: k for k in lijst}
    if id_ not in per_id or per_id[id_].tot is None:
        raise VoortgangError("Deze mijlpaal heeft geen dag in de planning. Kies er een die dat wel heeft.")
    voor = derive_verwacht(lijst, pijlen)
    eigen = per_id[id_]
    assert eigen.tot is not None
    anders = [k if k.id != id_ else Knoop(k.id, k.naam, add_kwartalen(eigen.tot, kwartalen)) for k in lijst]
    na = derive_verwacht(anders, pijlen)
    schuiven = [
        Schuif(k, voor[k][0], na[k][0], "" if k == id_ else na[k][1])
        for k in na
        if k in voor and (k == id_ or na[k][0] != voor[k][0])
    ]
    return sorted(schuiven, key=lambda s: (s.id != id_, s.wordt, s.id))


def derive_ruimte(knopen: Iterable[Knoop], pijlen: Sequence[Pijl], einde: date) -> dict[str, int]:
    """Give how many days each node can still slip before something passes the end; below zero when it does already."""
    lijst = list(knopen)
    verwacht = derive_verwacht(lijst, pijlen)
    gaat: dict[str, list[Pijl]] = defaultdict(list)
    for pijl in pijlen:
        gaat[pijl.van].append(pijl)
    uiterlijk: dict[str, date] = {}
    for id_ in reversed(list_volgorde(lijst, pijlen)):
        grenzen = [uiterlijk[p.naar] - timedelta(days=p.dagen) for p in gaat[id_] if p.naar in uiterlijk]
        uiterlijk[id_] = min([einde, *grenzen])
    return {id_: (uiterlijk[id_] - dag).days for id_, (dag, _) in verwacht.items()}


def find_kritieke_keten(knopen: Iterable[Knoop], pijlen: Sequence[Pijl], einde: date) -> tuple[str, ...]:
    """Find the chain through what has the least room, from what begins it to what ends it; empty where nothing waits for anything.

    Before and after it the chain goes where the room is least; of chains that are as tight, the longest.
    """
    lijst = list(knopen)
    ruimte = derive_ruimte(lijst, pijlen, einde)
    voor: dict[str, list[str]] = defaultdict(list)
    na: dict[str, list[str]] = defaultdict(list)
    for pijl in pijlen:
        if pijl.van in ruimte and pijl.naar in ruimte:
            voor[pijl.naar].append(pijl.van)
            na[pijl.van].append(pijl.naar)
    gebonden = sorted({*voor, *na}, key=lambda k: (ruimte[k], k))
    if not gebonden:
        return ()
    krapst = [k for k in gebonden if ruimte[k] == ruimte[gebonden[0]]]
    return max((_extend(k, voor, na, ruimte) for k in krapst), key=len)


def _extend(
    begin: str, voor: Mapping[str, list[str]], na: Mapping[str, list[str]], ruimte: Mapping[str, int]
) -> tuple[str, ...]:
    """Follow a chain from one node both ways, each time to where the room is least."""
    keten = [begin]
    while eerder := voor.get(keten[0]):
        keten.insert(0, min(eerder, key=lambda k: (ruimte[k], k)))
    while later := na.get(keten[-1]):
        keten.append(min(later, key=lambda k: (ruimte[k], k)))
    return tuple(keten)
