"""What the bytes of a file are, whatever it is called; and whether what is packed in it may be unpacked."""

import zipfile
from pathlib import Path

from .rules import DocumentError, Zipdeel, check_zip

KOP = 1 << 16
# The first bytes that tell a kind, in the order in which they are looked at.
TEKENS: tuple[tuple[bytes, str], ...] = (
    (b"\x7fELF", "programma"),
    (b"\xca\xfe\xba\xbe", "programma"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"AC10", "dwg"),
    (b"{\\rtf", "rtf"),
)
OFFICE = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
OPENDOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
WIT = b" \t\r\n\x0c"


def sniff_soort(pad: Path) -> str:
    """Tell what a file is by its bytes: a code of `rules.SOORTEN` or of `rules.NOOIT`.

    Raises DocumentError for a ZIP that is damaged or would burst.
    """
    with pad.open("rb") as bestand:
        kop = bestand.read(KOP)
    if not kop:
        return "leeg"
    # Readers accept what stands before the mark of a PDF; so do we, as long as it is near.
    if b"%PDF-" in kop[:1024]:
        return "pdf"
    if kop[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _sniff_zip(pad)
    # A table of text may begin with the same two letters.
    if kop[:2] == b"MZ" and b"\0" in kop:
        return "programma"
    if kop[:4] == b"RIFF" and kop[8:12] == b"WEBP":
        return "webp"
    if kop[4:8] == b"ftyp":
        return "mp4"
    gevonden = next((soort for begin, soort in TEKENS if kop.startswith(begin)), "")
    return gevonden or _sniff_tekst(kop)


def _sniff_tekst(kop: bytes) -> str:
    """Tell what kind of text it is, or that it is none."""
    if kop[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "tekst"
    if any(c < 32 and c not in b"\t\n\r\x0c\x1b" for c in kop):
        return "onbekend"
    begin = kop.removeprefix(b"\xef\xbb\xbf").lstrip(WIT)[:200].lower()
    if begin.startswith((b"<!doctype html", b"<html", b"<script")):
        return "html"
    if begin.startswith(b"<?xml"):
        return "html" if b"<html" in kop.lower() else "xml"
    return "tekst"


def list_zipdelen(pad: Path) -> list[Zipdeel]:
    """List what is packed in a ZIP, by its own list. Raises DocumentError when that cannot be read."""
    try:
        with zipfile.ZipFile(pad) as zip_:
            return [Zipdeel(i.filename, i.compress_size, i.file_size) for i in zip_.infolist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError) as fout:
        raise DocumentError(
            "Het bestand is beschadigd: de lijst van wat erin zit is niet te lezen. Sla het opnieuw op en probeer het nog eens."
        ) from fout


def _sniff_zip(pad: Path) -> str:
    """Tell which kind of document a ZIP is; refuse one that would burst, or that carries a macro."""
    delen = list_zipdelen(pad)
    check_zip(delen)
    namen = {d.naam for d in delen}
    if any(naam.lower().rsplit("/", 1)[-1] in ("vbaproject.bin", "vbadata.xml") for naam in namen):
        return "macro"
    if "[Content_Types].xml" in namen:
        return next((s for begin, s in OFFICE if any(n.startswith(begin) for n in namen)), "onbekend")
    if "mimetype" in namen:
        try:
            with zipfile.ZipFile(pad) as zip_, zip_.open("mimetype") as bestand:
                return OPENDOCUMENT.get(bestand.read(100).strip(), "zip")
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError):
            return "onbekend"
    return "zip"
