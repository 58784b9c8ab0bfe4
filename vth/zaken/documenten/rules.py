"""What a document may be and be called, and how confidential: pure, on values that are handed in."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from vth.toegang.rules import VERTROUWELIJKHEDEN
from vth.zaken.rules import ZaakError

NAAM_HOOGSTENS, GEGEVEN_HOOGSTENS, STAM_HOOGSTENS = 120, 5000, 100
# Categories of characters that nobody sees: control, format (RTL override among them), surrogates, line separators.
ONZICHTBAAR = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
GERESERVEERD = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)$")
MEEST_UITGEPAKT, MEESTE_DELEN, MEESTE_VERHOUDING = 1 << 30, 10_000, 200
KLEIN = 1 << 20


class DocumentError(ZaakError):
    """A document that cannot be taken in or changed; the message says why, and what can be done."""


class DeelError(DocumentError):
    """A part of a file that does not fit what is there already; `verwacht` is the offset that is expected next."""

    def __init__(self, melding: str, verwacht: int) -> None:
        super().__init__(melding)
        self.verwacht = verwacht


@dataclass(frozen=True)
class Bestandssoort:
    """One kind of file that is taken in: its media type, and the endings that a name of it may have."""

    code: str
    naam: str
    formaat: str
    extensies: tuple[str, ...]


SOORTEN = (
    Bestandssoort("pdf", "PDF", "application/pdf", ("pdf",)),
    Bestandssoort(
        "docx",
        "Word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ("docx",),
    ),
    Bestandssoort(
        "xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ("xlsx",)
    ),
    Bestandssoort(
        "pptx",
        "PowerPoint",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ("pptx",),
    ),
    Bestandssoort("odt", "OpenDocument-tekst", "application/vnd.oasis.opendocument.text", ("odt",)),
    Bestandssoort(
        "ods", "OpenDocument-rekenblad", "application/vnd.oasis.opendocument.spreadsheet", ("ods",)
    ),
    Bestandssoort("zip", "ZIP", "application/zip", ("zip",)),
    Bestandssoort("ole", "Office van voor 2007", "application/x-ole-storage", ("doc", "xls", "ppt", "msg")),
    Bestandssoort("rtf", "RTF", "application/rtf", ("rtf",)),
    Bestandssoort("png", "PNG-afbeelding", "image/png", ("png",)),
    Bestandssoort("jpeg", "JPEG-afbeelding", "image/jpeg", ("jpg", "jpeg")),
    Bestandssoort("gif", "GIF-afbeelding", "image/gif", ("gif",)),
    Bestandssoort("tiff", "TIFF-afbeelding", "image/tiff", ("tif", "tiff")),
    Bestandssoort("webp", "WebP-afbeelding", "image/webp", ("webp",)),
    Bestandssoort("mp4", "video", "video/mp4", ("mp4", "m4v", "mov")),
    Bestandssoort("dwg", "AutoCAD-tekening", "image/vnd.dwg", ("dwg",)),
    Bestandssoort("xml", "XML", "application/xml", ("xml", "gml")),
    Bestandssoort(
        "tekst", "tekst", "text/plain", ("txt", "csv", "md", "json", "geojson", "yaml", "yml", "eml", "log")
    ),
)
PER_CODE: Mapping[str, Bestandssoort] = {s.code: s for s in SOORTEN}
PER_EXTENSIE: Mapping[str, Bestandssoort] = {e: s for s in SOORTEN for e in s.extensies}
# What a file can be that is never taken in, in words.
NOOIT = {
    "programma": "een programma",
    "macro": "een document met een macro",
    "html": "een webpagina",
    "leeg": "leeg",
    "onbekend": "van een soort die Open VTH niet kent",
}


@dataclass(frozen=True)
class Bestandsnaam:
    """What a file was called by whoever brought it, what it is called here, and the ending of that."""

    gegeven: str
    veilig: str
    extensie: str


def derive_bestandsnaam(gegeven: str) -> Bestandsnaam:
    """Give the name under which a file is shown and saved: no path, nothing invisible, not too long, the ending kept.

    Raises DocumentError for no name, or one that is longer than any system makes.
    """
    if len(gegeven) > GEGEVEN_HOOGSTENS:
        raise DocumentError(
            f"De bestandsnaam telt {len(gegeven)} tekens, en dat zijn er meer dan {GEGEVEN_HOOGSTENS}. Geef het bestand een kortere naam."
        )
    zichtbaar = "".join(c for c in gegeven if unicodedata.category(c) not in ONZICHTBAAR)
    naam = re.split(r"[/\\]", zichtbaar)[-1]
    naam = re.sub(r'[<>:"|?*]+', "-", " ".join(unicodedata.normalize("NFC", naam).split())).strip(" .")
    stam, punt, extensie = naam.rpartition(".")
    if not punt or not stam:
        stam, extensie = naam, ""
    stam = stam[:STAM_HOOGSTENS].strip(" .") or "document"
    if GERESERVEERD.match(stam):
        stam = f"_{stam}"
    extensie = extensie.lower()
    veilig = f"{stam}.{extensie}"[:NAAM_HOOGSTENS] if extensie else stam
    bewaard = gegeven.replace("\0", "␀").encode("utf-8", "replace").decode()
    return Bestandsnaam(bewaard, veilig, extensie)


def check_soort(naam: Bestandsnaam, gevonden: str) -> Bestandssoort:
    """Give the kind of a file, from what its name says and what its bytes are. Raises DocumentError where those differ."""
    zegt = PER_EXTENSIE.get(naam.extensie)
    if zegt is None:
        keuze = ", ".join(sorted(PER_EXTENSIE))
        raise DocumentError(
            f"‘{naam.veilig}’ eindigt niet op een soort bestand die Open VTH bewaart. Dat zijn: {keuze}. Zet het bestand om, of "
            "doe het in een ZIP."
        )
    if gevonden in NOOIT:
        raise DocumentError(
            f"‘{naam.veilig}’ is {NOOIT[gevonden]}, en dat bewaart Open VTH niet. Lever het aan als PDF."
        )
    # Text that begins as XML is text all the same; XML always begins as text.
    passend = gevonden == zegt.code or (zegt.code == "tekst" and gevonden == "xml")
    if not passend:
        wat = PER_CODE[gevonden]
        raise DocumentError(
            f"‘{naam.veilig}’ heet {zegt.naam}, maar is {wat.naam}. Geef het bestand de naam die bij zijn inhoud hoort "
            f"(zoals .{wat.extensies[0]}), of zet het om."
        )
    return zegt


def check_omvang(bytes_: int, hoogstens: int) -> None:
    """Refuse a file without content, or one that is larger than a document may be. Raises DocumentError."""
    if bytes_ <= 0:
        raise DocumentError("Het bestand is leeg: het telt 0 bytes. Kies het bestand opnieuw.")
    if bytes_ > hoogstens:
        raise DocumentError(
            f"Het bestand telt {bytes_ / 2**20:.0f} MB, en een document is hoogstens {hoogstens / 2**20:.0f} MB. Verklein het, of "
            "verdeel het over meer documenten."
        )


@dataclass(frozen=True)
class Zipdeel:
    """One file within a ZIP as its own list tells: how large it is packed and unpacked."""

    naam: str
    ingepakt: int
    uitgepakt: int


def check_zip(delen: Collection[Zipdeel]) -> None:
    """Refuse a ZIP that unpacks to far more than it is, or to more files than anybody reads. Raises DocumentError."""
    totaal = sum(d.uitgepakt for d in delen)
    verdacht = [
        d for d in delen if d.uitgepakt > KLEIN and d.uitgepakt > MEESTE_VERHOUDING * max(d.ingepakt, 1)
    ]
    if len(delen) > MEESTE_DELEN or totaal > MEEST_UITGEPAKT or verdacht:
        raise DocumentError(
            f"Dit bestand pakt uit tot {totaal / 2**20:.0f} MB in {len(delen)} delen, veel meer dan een gewoon document. Het wordt niet "
            "bewaard. Maak het document opnieuw, of lever het aan als PDF."
        )


def derive_niveau(gevraagd: str, minstens: Collection[str]) -> str:
    """Give how confidential a document is: as asked, else as what it belongs to. Raises DocumentError for less than that."""
    bodem = max(minstens, key=VERTROUWELIJKHEDEN.index)
    if not gevraagd:
        return bodem
    if gevraagd not in VERTROUWELIJKHEDEN:
        raise DocumentError(
            f"De vertrouwelijkheid {gevraagd[:40]!r} bestaat niet. Kies uit: {', '.join(VERTROUWELIJKHEDEN)}."
        )
    if VERTROUWELIJKHEDEN.index(gevraagd) < VERTROUWELIJKHEDEN.index(bodem):
        raise DocumentError(
            f"Het document zou {gevraagd.replace('_', ' ')} worden, en waar het bij hoort is {bodem.replace('_', ' ')}. Een document is "
            "nooit minder vertrouwelijk dan zijn zaak. Kies hetzelfde of meer, of zeg dat er delen van openbaar kunnen."
        )
    return gevraagd
