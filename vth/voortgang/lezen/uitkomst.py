"""What reading a report gives: proposals, each with the sentence it came from, and what was not understood."""

from dataclasses import dataclass, field

from ..wanneer import Wanneer

# The kinds of record a report can tell of, and the fields each may have.
SOORTEN = {
    "rapport": ("titel", "periode", "programma", "einde"),
    "pijler": ("nummer", "titel"),
    "onderwerp": ("nummer", "titel", "eerst_gemeld", "doel"),
    "actie": ("letter", "titel", "eerst_gemeld"),
    "voortgang": ("tekst",),
    "planning": ("tekst",),
    "mijlpaal": ("titel", "wanneer", "was", "stand", "forum"),
    "risico": ("tekst", "gevolg", "maatregel"),
    "besluit": ("orgaan", "datum", "onderwerp", "aard"),
    "product": ("titel", "stand"),
    "tryout": ("titel", "tekst", "einde"),
    "onderzoek": ("titel", "tekst", "stand"),
    "samenhang": ("van", "naar", "tekst"),
    "legenda": ("tekst", "groep"),
}
STANDEN = ("gepland", "gehaald", "niet gehaald", "bijgesteld", "opnieuw te plannen", "niet in bron")


@dataclass(frozen=True, slots=True)
class Vindplaats:
    """Where something stands: the line of the source (from 1), the sentence as written, and the heading of its column or part."""

    regel: int
    zin: str
    kolom: str = ""


@dataclass(frozen=True, slots=True)
class Voorstel:
    """One proposed record: its kind, a key that is the same each time this source is read, the key of what it hangs under, and its fields."""

    soort: str
    sleutel: str  # "p2", "p2.o4", "p2.o4.A", "p2.o4.B.1", "p2.o4.A#m1", "r", ...
    ouder: str
    velden: dict[str, str | int | Wanneer | None]
    vindplaats: Vindplaats
    twijfel: str = ""  # why a person should look at it, in Dutch; empty when the text is plain


@dataclass(frozen=True, slots=True)
class Melding:
    """What is odd about the source, said to the person who reads it in: what was seen, why that is odd, what was done with it."""

    regel: int
    tekst: str


@dataclass(frozen=True, slots=True)
class Gelezen:
    """A whole report as read, in the order of the source."""

    voorstellen: tuple[Voorstel, ...]
    onbegrepen: tuple[Vindplaats, ...] = ()
    meldingen: tuple[Melding, ...] = field(default=())


class GeenRapport(ValueError):
    """The source is no progress report; the text says what was looked for and not found."""


@dataclass(frozen=True, slots=True)
class Tegenspraak:
    """Two statements that cannot both hold: the kind, the key of what they are about, both places, and why in Dutch.

    Kinds: `tijd`, `aantal`, `klaar en gepland`, `al voorbij`; with the report before also `oude planning`, `stil verschoven`,
    `eerst gemeld` and `verdwenen` (there the second place, or for `verdwenen` the first, is in the report before).
    """

    soort: str
    sleutel: str
    eerste: Vindplaats
    tweede: Vindplaats
    uitleg: str
