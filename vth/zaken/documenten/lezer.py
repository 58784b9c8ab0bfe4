"""Program: read the text out of one file. Runs apart (`apart.run_apart`), without Django."""

import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pypdfium2 as pdfium

from .grenzen import LeesError, answer

MEESTE_BLADEN, MEESTE_TEKENS, MEESTE_XML = 3000, 2_000_000, 200 << 20
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ODT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
BESCHERMD = "het is met een wachtwoord beschermd"


def open_pdf(pad: str) -> Any:
    """Open a PDF, or say why not."""
    try:
        return pdfium.PdfDocument(pad)
    except pdfium.PdfiumError as fout:
        reden = BESCHERMD if "assword" in str(fout) else "het is geen PDF die te openen is"
        raise LeesError(reden) from fout


def read_pdf(pad: str) -> str:
    """Give the text of the pages of a PDF."""
    pdf, delen, tekens = open_pdf(pad), [], 0
    for nummer in range(min(len(pdf), MEESTE_BLADEN)):
        try:
            deel = pdf[nummer].get_textpage().get_text_range()
        except pdfium.PdfiumError:
            continue
        delen.append(deel)
        tekens += len(deel)
        if tekens > MEESTE_TEKENS:
            break
    tekst = "\n".join(delen)
    if not tekst.strip():
        raise LeesError("er staat geen tekst in; misschien is het een scan")
    return tekst


def read_xmldeel(zip_: zipfile.ZipFile, naam: str, einde: set[str]) -> str:
    """Give the text of one XML file in a document, a line per element of `einde`, never more than fits."""
    delen: list[str] = []
    tekens = 0
    with zip_.open(naam) as bron:
        if zip_.getinfo(naam).file_size > MEESTE_XML:
            raise LeesError("het is uitgepakt te groot om te lezen")
        for _, element in ElementTree.iterparse(bron):
            if element.tag in (f"{W}t", f"{W}delText"):
                delen.append(element.text or "")
            elif element.tag.startswith(ODT):
                delen[:] = [*delen, element.text or ""] if element.text else delen
            if element.tail and element.tail.strip():
                delen.append(element.tail)
            if element.tag in einde:
                delen.append("\n")
            tekens += len(delen[-1]) if delen else 0
            if element.tag != f"{W}t":
                element.clear()
            if tekens > MEESTE_TEKENS:
                break
    return "".join(delen)


def read_docx(pad: str) -> str:
    """Give the text of a Word document, with its headers, footers and notes."""
    with zipfile.ZipFile(pad) as zip_:
        namen = [n for n in zip_.namelist() if n.startswith("word/") and n.endswith(".xml")]
        wanted = ("document", "footnotes", "endnotes", "header", "footer")
        gekozen = sorted(
            (n for n in namen if n[5:].startswith(wanted)), key=lambda n: n != "word/document.xml"
        )
        return "\n".join(read_xmldeel(zip_, n, {f"{W}p", f"{W}br", f"{W}tab"}) for n in gekozen[:50])


def read_odt(pad: str) -> str:
    """Give the text of an OpenDocument text."""
    with zipfile.ZipFile(pad) as zip_, zip_.open("content.xml") as bron:
        if zip_.getinfo("content.xml").file_size > MEESTE_XML:
            raise LeesError("het is uitgepakt te groot om te lezen")
        wortel = ElementTree.parse(bron).getroot()
    alineas = [e for e in wortel.iter() if e.tag in (f"{ODT}p", f"{ODT}h")]
    return "\n".join("".join(a.itertext()) for a in alineas)[:MEESTE_TEKENS]


def read_tekst(pad: str) -> str:
    """Give a plain text in whichever of the usual ways it was written."""
    with Path(pad).open("rb") as bestand:
        ruw = bestand.read(4 * MEESTE_TEKENS)
    if ruw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return ruw.decode("utf-16", "replace")
    try:
        return ruw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ruw.decode("cp1252", "replace")


LEZERS = {"pdf": read_pdf, "docx": read_docx, "odt": read_odt, "tekst": read_tekst, "xml": read_tekst}


def read(opdracht: dict[str, Any]) -> dict[str, Any]:
    """Write the text of a file to another file."""
    try:
        tekst = LEZERS[opdracht["soort"]](opdracht["bron"])
    except (zipfile.BadZipFile, KeyError, EOFError, ElementTree.ParseError, ValueError, RuntimeError) as fout:
        raise LeesError("het bestand is beschadigd") from fout
    except NotImplementedError as fout:
        raise LeesError("het is ingepakt op een manier die niet te lezen is") from fout
    # A database keeps no NUL, and half a character is no text.
    schoon = tekst[:MEESTE_TEKENS].replace("\0", " ").encode("utf-8", "replace").decode()
    Path(opdracht["doel"]).write_text(schoon, encoding="utf-8")
    return {"tekens": len(schoon)}


def main() -> None:
    """Answer one question."""
    answer(read)
