"""What a page hands to a component: plain values with names, decided elsewhere.

Templates read attributes and keys alike, so a room may also hand over its own object or a dict with the same
names; these classes are the contract in words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

# A page that was asked for a moment ago still shows how it is now.
NOG_NU = timedelta(minutes=1)
ToestandCode = Literal["goed", "aandacht", "fout", "bezig", "neutraal", "wacht"]


class Vorm(NamedTuple):
    """The shape of a state on a grid of 16, and the words that a state has when the page gives none."""

    vlak: str
    lijn: str
    woord: str


# Each outline differs from every other one, so that a state can be told apart without its colour.
VORMEN: dict[str, Vorm] = {
    "goed": Vorm("M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z", "M4.6 8.2l2.3 2.3 4.5-4.8", "in orde"),
    "aandacht": Vorm("M8 1l7.3 13.5H.7z", "M8 6v4M8 12.2v.3", "let op"),
    "fout": Vorm("M5 1h6l4 4v6l-4 4H5l-4-4V5z", "M5.3 5.3l5.4 5.4M10.7 5.3l-5.4 5.4", "fout"),
    "bezig": Vorm("M1 3h9l5 5-5 5H1l4-5z", "", "bezig"),
    "neutraal": Vorm("M1.5 1.5h13v13h-13z", "M4.5 8h7", "geen oordeel"),
    "wacht": Vorm("M3 1h10v3L9 8l4 4v3H3v-3l4-4-4-4z", "", "wacht"),
    "aanname": Vorm("M8 .5L15.5 8 8 15.5.5 8zM8 4L4 8l4 4 4-4z", "", "aanname"),
}
INFORMATIE = Vorm("M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z", "M8 7.4v4M8 4.4v.3", "informatie")


@dataclass(frozen=True)
class Bron:
    """Who said a value, when, in which delivery, since when it holds; `waarde` only for other suppliers.

    `regel` says why this value stands before those of others, `zekerheid` how certain that rule is, `regel_url` where it stands.
    """

    leverancier: str
    moment: datetime | date | None = None
    sinds: date | None = None
    aanlevering: str = ""
    url: str = ""
    waarde: object = None
    melden: str = ""
    regel: str = ""
    zekerheid: str = ""
    regel_url: str = ""


@dataclass(frozen=True)
class Kenmerk:
    """One line of a description list: a label and a value, with its unit and its source where it has them."""

    label: str
    waarde: object
    bron: Bron | None = None
    anderen: Sequence[Bron] = ()
    eenheid: str = ""


@dataclass(frozen=True)
class Gebeurtenis:
    """One event on a timeline: a sentence a stranger understands, who did it, and where it was read.

    `verder` are more sentences of the same act on the same day. The link (`url`) stands on the source, or without a
    source on the sentence. `soort` is `gebeurtenis` or `termijn`; a term of the law is a mark of its own, also in the future.
    """

    moment: datetime | date
    zin: str
    actor: str = ""
    bron: str = ""
    url: str = ""
    soort: Literal["gebeurtenis", "termijn"] = "gebeurtenis"
    verder: Sequence[str] = ()


@dataclass(frozen=True)
class Termijn:
    """A term: the last day (none while it stands still), why in a few words, how by steps, and the law."""

    eind: date | None
    reden: str = ""
    redenering: Sequence[str] = ()
    grondslag: str = ""
    url: str = ""
    voldaan_op: date | None = None
    opgeschort_sinds: date | None = None
    zekerheid: Literal["vastgesteld", "afgeleid", "aanname"] = "vastgesteld"


@dataclass(frozen=True)
class Grond:
    """One value that a rule used: which, from which law, in force since when, and how certain it is."""

    naam: str
    waarde: object
    bron: str = ""
    url: str = ""
    vanaf: date | None = None
    zekerheid: Literal["vastgesteld", "afgeleid", "aanname"] = "vastgesteld"


@dataclass(frozen=True)
class Uitleg:
    """What a rule proposes, in one sentence why, and the values it used."""

    uitkomst: str
    waarom: str = ""
    gronden: Sequence[Grond] = ()
    toestand: ToestandCode = "neutraal"


@dataclass(frozen=True)
class Fout:
    """What was given, what is wrong with it, what to do; `veld` is the HTML id that the summary links to."""

    mis: str
    doe: str = ""
    gegeven: object = ""
    veld: str = ""


@dataclass(frozen=True)
class Kolom:
    """One column of a table: its key in the rows, its heading, and how its values are written.

    Numbers that stand under each other have the same `decimalen`. An `adres` of a page may break anywhere.
    """

    naam: str
    titel: str
    soort: Literal["tekst", "getal", "datum", "tijdstip", "bytes", "toestand", "adres"] = "tekst"
    sorteerbaar: bool = False
    decimalen: int | None = None


@dataclass(frozen=True)
class Filterveld:
    """One field of a filter bar: its query parameter, its label, and its choices as (code, label); `leeg` is what no choice means."""

    naam: str
    label: str
    keuzes: Sequence[tuple[str, str]] = ()
    soort: Literal["keuze", "tekst", "datum"] = "keuze"
    hint: str = ""
    leeg: str = "Alle"


def make_volgordeveld(volgordes: Mapping[str, str]) -> Filterveld:
    """Make the field for the order of a list, of those that it can stand in; the first is the one without a choice."""
    (_, eerste), *anders = volgordes.items()
    return Filterveld("sorteer", "Volgorde", anders, leeg=eerste)


@dataclass(frozen=True)
class Taak:
    """One line of a work list: what, why it stands where it stands, and its term and state."""

    titel: str
    url: str
    waarom: str
    toestand: ToestandCode | Literal[""] = ""
    woord: str = ""
    termijn: Termijn | None = None
    id: str = ""


@dataclass(frozen=True)
class Grafiek:
    """A chart as SVG for a wide and for a narrow page, and the same figures as a table."""

    titel: str
    breed: str
    smal: str
    kolommen: Sequence[Kolom] = ()
    rijen: Sequence[Mapping[str, object]] = field(default_factory=tuple)
    bron: str = ""
    datum: date | None = None
