"""How the strategy is used: where violations stand, what is chosen there and how often is departed from it, counted by the database.

Of another organisation than the viewer's own small numbers are left out, also from the totals: what is taken away from a total would still tell them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from vth.tijd.rules import AMSTERDAM
from vth.toegang.rules import ALLE_ORGANISATIES, Viewer, derive_zicht_q

from ..models import Afweging
from .matrix import STRAF, Plaats, Zwaarte


@dataclass(frozen=True)
class Telling:
    """So many violations of one service and team, at one place, with one choice; `afwijkend` when a departure was motivated.

    `voorgesteld` are the places that inspectors proposed, as B3; empty when none did.
    """

    organisatie: str
    team: str
    plaats: Plaats
    gekozen: tuple[str, ...]
    afwijkend: bool
    aantal: int
    voorgesteld: tuple[str, ...] = ()


@dataclass
class Groep:
    """The weighings of one service or team at one place, or of all: what was chosen, how often it departed, and how often the place was the proposed one."""

    aantal: int = 0
    afwijkend: int = 0
    strafrecht: int = 0
    met_voorstel: int = 0
    voorstel_gevolgd: int = 0
    gekozen: Counter[str] = field(default_factory=Counter)

    def add(self, telling: Telling, zwaarte: Zwaarte) -> None:
        """Count one more kind of weighing."""
        self.aantal += telling.aantal
        self.afwijkend += telling.aantal if telling.afwijkend else 0
        for code in telling.gekozen:
            self.gekozen[code] += telling.aantal
        if telling.voorgesteld:
            self.met_voorstel += telling.aantal
            self.voorstel_gevolgd += telling.aantal if str(telling.plaats) in telling.voorgesteld else 0
        if zwaarte.derive_bereik(telling.gekozen, STRAF)[1]:
            self.strafrecht += telling.aantal

    def share(self, deel: int) -> float | None:
        """Give a part of it in percent; None of nothing."""
        return round(100 * deel / self.aantal, 1) if self.aantal else None


@dataclass(frozen=True)
class Gebruik:
    """The use of the strategy in a period: all of it per place, and per service or team. `weggelaten` says whether small numbers were left out."""

    tellingen: tuple[Telling, ...]
    weggelaten: bool

    @property
    def aantal(self) -> int:
        """Count all weighings that are shown."""
        return sum(t.aantal for t in self.tellingen)


def read_gebruik(viewer: Viewer, *, van: date, tot: date, kleinste: int, organisatie: str = "") -> Gebruik:
    """Count the weighings that hold, made from the first day up to the last, of what the viewer may see; of one service or all.

    Of a service that the viewer does not work for a place counts only when it has at least `kleinste` there.
    """
    rijen = list_geldend(viewer, van=van, tot=tot)
    if organisatie:
        rijen = rijen.filter(overtreding__leverancier=organisatie)
    wijkt_af = ExpressionWrapper(~Q(afwijking=""), BooleanField())
    wie, wat = ("overtreding__leverancier", "overtreding__team"), ("gekozen", "wijkt_af", "voorgesteld")
    gegroepeerd = rijen.annotate(wijkt_af=wijkt_af).order_by().values_list(*wie, "gevolg", "gedrag", *wat)
    tellingen = [
        Telling(org, team, Plaats(gevolg, gedrag), tuple(gekozen), afwijkend, aantal, tuple(voorgesteld))
        for org, team, gevolg, gedrag, gekozen, afwijkend, voorgesteld, aantal in gegroepeerd.annotate(
            aantal=Count("pk")
        )
    ]
    return hide_klein(tellingen, viewer.organisaties, kleinste)


def list_geldend(viewer: Viewer, *, van: date, tot: date) -> QuerySet[Afweging]:
    """Give of each violation that the viewer may see the weighing that holds, when it was made on these days (the last not)."""
    begin, eind = (datetime.combine(dag, time(), AMSTERDAM) for dag in (van, tot))
    later = Afweging.objects.filter(
        overtreding=OuterRef("overtreding"), volgnummer__gt=OuterRef("volgnummer")
    )
    rijen = Afweging.objects.filter(derive_zicht_q(viewer.zicht, "overtreding__"), op__gte=begin, op__lt=eind)
    return rijen.filter(~Exists(later)).exclude(overtreding__staat="vervallen")


def hide_klein(tellingen: Iterable[Telling], eigen: Iterable[str], kleinste: int) -> Gebruik:
    """Leave out what another organisation has fewer than `kleinste` of at a place; its teams are no business of others."""
    mag, alles = set(eigen) - {ALLE_ORGANISATIES}, list(tellingen)
    per: Counter[tuple[str, Plaats]] = Counter()
    for t in alles:
        per[t.organisatie, t.plaats] += t.aantal
    over = [t for t in alles if t.organisatie in mag or per[t.organisatie, t.plaats] >= kleinste]
    return Gebruik(tuple(over), weggelaten=len(over) < len(alles))


def group_plaatsen(gebruik: Gebruik, zwaarte: Zwaarte) -> dict[Plaats, Groep]:
    """Put the weighings together by place."""
    uit: dict[Plaats, Groep] = defaultdict(Groep)
    for t in gebruik.tellingen:
        uit[t.plaats].add(t, zwaarte)
    return dict(uit)


def sum_alles(gebruik: Gebruik, zwaarte: Zwaarte) -> Groep:
    """Put all weighings together."""
    alles = Groep()
    for t in gebruik.tellingen:
        alles.add(t, zwaarte)
    return alles


def group_gelijk(gebruik: Gebruik, zwaarte: Zwaarte, *, per_team: str = "") -> dict[Plaats, dict[str, Groep]]:
    """Put the weighings at one place side by side: those of services, or of the teams of the service `per_team`.

    Only places where there is something to compare.
    """
    uit: dict[Plaats, dict[str, Groep]] = defaultdict(lambda: defaultdict(Groep))
    for t in gebruik.tellingen:
        if not per_team:
            uit[t.plaats][t.organisatie].add(t, zwaarte)
        elif t.organisatie == per_team:
            uit[t.plaats][t.team].add(t, zwaarte)
    return {plaats: dict(groepen) for plaats, groepen in sorted(uit.items()) if len(groepen) > 1}


def derive_spreiding(groepen: Mapping[str, Groep]) -> float:
    """Say how differently groups choose at one place: the largest difference, in percent points, in how often they choose one intervention."""
    codes = {c for g in groepen.values() for c in g.gekozen}
    verschillen = [
        _derive_verschil([g.share(g.gekozen[code]) or 0 for g in groepen.values()]) for code in codes
    ]
    return max(verschillen, default=0.0)


def _derive_verschil(delen: Sequence[float]) -> float:
    """Give the distance between the highest and the lowest."""
    return round(max(delen) - min(delen), 1)
