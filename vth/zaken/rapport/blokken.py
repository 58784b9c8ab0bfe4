"""What a report is made of: plain values, so that the same report is a page, a PDF, a Word document and Markdown."""

from dataclasses import dataclass
from typing import Any, Literal

from vth.vormgeving.onderdelen import Grafiek
from vth.vormgeving.opmaak import format_cel

# A cell is a text, or several paragraphs.
Cel = str | tuple[str, ...]
HOOGSTE_KOP, LAAGSTE_KOP = 2, 6


@dataclass(frozen=True, slots=True)
class Kop:
    """A heading; the title of the report is level 1, so 2 is the highest."""

    tekst: str
    niveau: int = HOOGSTE_KOP

    def __post_init__(self) -> None:
        """Refuse a level that a report does not have."""
        if not HOOGSTE_KOP <= self.niveau <= LAAGSTE_KOP:
            raise ValueError(f"Een kop van niveau {self.niveau} kan niet: het is 2 tot en met 6.")


@dataclass(frozen=True, slots=True)
class Alinea:
    """A paragraph; a `kader` stands apart (a risk, a warning), `zacht` is a note."""

    tekst: str
    soort: Literal["gewoon", "kader", "zacht"] = "gewoon"


@dataclass(frozen=True, slots=True)
class Lijst:
    """A list of lines."""

    regels: tuple[str, ...]
    genummerd: bool = False


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table: headings, rows of as many cells, and how wide each column is against the others (all alike when empty)."""

    kop: tuple[str, ...]
    rijen: tuple[tuple[Cel, ...], ...]
    bijschrift: str = ""
    breedtes: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a row that does not fit its headings."""
        if any(len(rij) != len(self.kop) for rij in self.rijen) or len(self.breedtes) not in (
            0,
            len(self.kop),
        ):
            raise ValueError(f"De tabel '{self.bijschrift}' heeft rijen die niet bij haar koppen passen.")


@dataclass(frozen=True, slots=True)
class Beeld:
    """A chart; its table stands under it, and stands for it where a picture cannot be."""

    grafiek: Grafiek


Blok = Kop | Alinea | Lijst | Tabel | Beeld


@dataclass(frozen=True, slots=True)
class Rapport:
    """A whole report. `kenmerken` are labels with values under the title, `voet` stands at the foot of each page."""

    titel: str
    blokken: tuple[Blok, ...]
    kenmerken: tuple[tuple[str, str], ...] = ()
    organisatie: str = ""
    voet: str = ""


def list_regels(tekst: str) -> tuple[Alinea, ...]:
    """Give each line of a text as a paragraph."""
    return tuple(Alinea(regel.strip()) for regel in tekst.split("\n") if regel.strip())


def make_tabel(grafiek: Grafiek) -> Tabel:
    """Give the figures of a chart as a table of a report."""
    rijen = tuple(
        tuple(format_cel(k.soort, _read(rij, k.naam), k.decimalen) for k in grafiek.kolommen)
        for rij in grafiek.rijen
    )
    return Tabel(tuple(k.titel for k in grafiek.kolommen), rijen, grafiek.titel)


def list_alineas(cel: Cel) -> tuple[str, ...]:
    """Give the paragraphs of a cell."""
    return (cel,) if isinstance(cel, str) else cel


def make_gegevens(rapport: Rapport) -> dict[str, Any]:
    """Give a report as plain values, as the programs that lay it out read it."""
    return {
        "titel": rapport.titel,
        "organisatie": rapport.organisatie,
        "voet": rapport.voet,
        "kenmerken": [{"naam": naam, "waarde": waarde} for naam, waarde in rapport.kenmerken],
        "blokken": [_make_blok(blok) for blok in rapport.blokken],
    }


def _make_blok(blok: Blok) -> dict[str, Any]:
    """Give one block as plain values."""
    match blok:
        case Kop():
            return {"soort": "kop", "tekst": blok.tekst, "niveau": blok.niveau}
        case Alinea():
            return {"soort": "alinea", "tekst": blok.tekst, "vorm": blok.soort}
        case Lijst():
            return {"soort": "lijst", "regels": list(blok.regels), "genummerd": blok.genummerd}
        case Tabel():
            return _make_tabel(blok)
    g = blok.grafiek
    return {
        "soort": "beeld",
        "titel": g.titel,
        "svg": str(g.breed),
        "tabel": _make_tabel(make_tabel(g)) if g.kolommen else None,
    }


def _make_tabel(tabel: Tabel) -> dict[str, Any]:
    """Give a table as plain values."""
    return {
        "soort": "tabel",
        "kop": list(tabel.kop),
        "rijen": [[list(list_alineas(cel)) for cel in rij] for rij in tabel.rijen],
        "bijschrift": tabel.bijschrift,
        "breedtes": list(tabel.breedtes) or [1] * len(tabel.kop),
    }


def _read(rij: Any, naam: str) -> Any:
    return rij.get(naam) if hasattr(rij, "get") else getattr(rij, naam, None)
