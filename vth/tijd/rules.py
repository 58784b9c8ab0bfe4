"""Half-open periods, the reader's peilmoment, and what a new statement does to a believed timeline."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from .dagtekst import write_dag

OPEN_DAG = date(9999, 12, 31)
OPEN_TIJDSTIP = datetime(9999, 12, 31, tzinfo=UTC)
BEGIN_DAG = date(1, 1, 1)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class TijdError(Exception):
    """A period or moment that cannot be."""


@dataclass(frozen=True, order=True)
class Geldigheid:
    """When something held in the world: `begin` in, `eind` out, as in the BAG; an open end is OPEN_DAG."""

    begin: date
    eind: date = OPEN_DAG

    def __post_init__(self) -> None:
        """Refuse a period without a single day."""
        if self.eind <= self.begin:
            raise TijdError(
                f"De geldigheid loopt van {write_dag(self.begin, weekdag=True)} tot {write_dag(self.eind, weekdag=True)}. Het einde moet na het begin liggen. "
                "Controleer beide datums."
            )

    def __str__(self) -> str:
        """Write it in a sentence: `1 januari 2024 tot 1 maart 2024`, or `1 januari 2024 zonder einde`."""
        einde = "zonder einde" if self.eind == OPEN_DAG else f"tot {write_dag(self.eind)}"
        return f"{write_dag(self.begin)} {einde}"

    def contains(self, dag: date) -> bool:
        """Tell whether `dag` lies inside; the day of `eind` does not."""
        return self.begin <= dag < self.eind

    def overlaps(self, ander: "Geldigheid") -> bool:
        """Tell whether the two share a day; touching periods do not."""
        return self.begin < ander.eind and ander.begin < self.eind


@dataclass(frozen=True)
class Peilmoment:
    """The two questions of a reader: what held on `geldig_op`, as the register knew it at `beschikbaar_op`."""

    geldig_op: date
    beschikbaar_op: datetime

    def __post_init__(self) -> None:
        """Refuse a moment without time zone: it would mean something else in summer than in winter."""
        if self.beschikbaar_op.tzinfo is None:
            raise TijdError(
                f"Het tijdstip {self.beschikbaar_op} heeft geen tijdzone. Zonder tijdzone is niet te zeggen "
                "welk moment bedoeld is. Geef het tijdstip met Z of +01:00."
            )


@dataclass(frozen=True)
class Stuk:
    """One piece of a timeline: a period and what was said of it (anything that can be compared, e.g. a hash)."""

    geldigheid: Geldigheid
    inhoud: object


@dataclass(frozen=True)
class Tijdlijnwijziging:
    """What must happen to the believed pieces: which are closed and which are added; both sorted."""

    sluiten: tuple[Stuk, ...]
    toevoegen: tuple[Stuk, ...]


def derive_legal_day(tijdstip: datetime) -> date:
    """Give the Dutch calendar day of an instant: the day that counts in law (Europe/Amsterdam)."""
    if tijdstip.tzinfo is None:
        raise TijdError(f"Het tijdstip {tijdstip} heeft geen tijdzone. Geef het met Z of +01:00.")
    return tijdstip.astimezone(AMSTERDAM).date()


def derive_tijdlijnwijziging(
    geloofd: Iterable[Stuk], venster: Geldigheid, gezegd: Sequence[Stuk]
) -> Tijdlijnwijziging:
    """Work a new statement about `venster` into the believed timeline of one object.

    Inside the window the statement replaces what was believed; outside it nothing changes. A piece of the
    window that the statement leaves open has ended. Pieces that touch and say the same across the edge of the
    window become one, so that saying the same again changes nothing.

    Raises TijdError when pieces of `gezegd` overlap or stick out of `venster`.
    """
    oud = sorted(geloofd, key=_begin)
    _check_gezegd(venster, gezegd)
    geraakt = [stuk for stuk in oud if stuk.geldigheid.overlaps(venster)]
    links = [s for s in geraakt if s.geldigheid.begin < venster.begin]
    rechts = [s for s in geraakt if s.geldigheid.eind > venster.eind]
    nieuw = sorted(gezegd, key=_begin)
    if links and nieuw and _joins(links[0].inhoud, nieuw[0], begin=venster.begin):
        nieuw[0] = _stretch(nieuw[0], begin=links.pop().geldigheid.begin)
    if rechts and nieuw and _joins(rechts[-1].inhoud, nieuw[-1], eind=venster.eind):
        nieuw[-1] = _stretch(nieuw[-1], eind=rechts.pop().geldigheid.eind)
    doel = [
        *(Stuk(Geldigheid(s.geldigheid.begin, venster.begin), s.inhoud) for s in links),
        *nieuw,
        *(Stuk(Geldigheid(venster.eind, s.geldigheid.eind), s.inhoud) for s in rechts),
    ]
    return Tijdlijnwijziging(
        sluiten=tuple(s for s in geraakt if s not in doel),
        toevoegen=tuple(s for s in doel if s not in geraakt),
    )


def _begin(stuk: Stuk) -> date:
    """Give the day to sort by."""
    return stuk.geldigheid.begin


def _check_gezegd(venster: Geldigheid, gezegd: Sequence[Stuk]) -> None:
    """Refuse pieces that overlap each other or stick out of the window."""
    vorige: Stuk | None = None
    for stuk in sorted(gezegd, key=_begin):
        if stuk.geldigheid.begin < venster.begin or stuk.geldigheid.eind > venster.eind:
            raise TijdError(
                f"De periode {stuk.geldigheid} valt buiten {venster}. Pas het venster of de periode aan."
            )
        if vorige and vorige.geldigheid.overlaps(stuk.geldigheid):
            raise TijdError(
                f"De perioden {vorige.geldigheid} en {stuk.geldigheid} overlappen elkaar. Op één dag kan maar één "
                "toestand gelden. Pas een van de twee aan."
            )
        vorige = stuk


def _joins(inhoud: object, stuk: Stuk, *, begin: date | None = None, eind: date | None = None) -> bool:
    """Tell whether `stuk` touches the given edge of the window and says the same as the piece beyond it."""
    touches = stuk.geldigheid.begin == begin or stuk.geldigheid.eind == eind
    return touches and stuk.inhoud == inhoud


def _stretch(stuk: Stuk, *, begin: date | None = None, eind: date | None = None) -> Stuk:
    """Give the piece with another begin or end."""
    oud = stuk.geldigheid
    return replace(stuk, geldigheid=Geldigheid(begin or oud.begin, eind or oud.eind))
