"""Paragraphs, table rows and notes out of a Word document, with the numbers that Word counts itself. Runs apart, without Django."""

import string
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from vth.zaken.documenten.grenzen import LeesError

MEESTE_XML, MEESTE_TEKENS = 60 << 20, 3_000_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROMEINS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
LETTERS = string.ascii_lowercase
Regel = dict[str, Any]


class Nummering:
    """The lists of a document: which paragraph gets which number, counted as Word counts."""

    def __init__(self, zip_: zipfile.ZipFile) -> None:
        """Read the list settings, and which styles number."""
        self.lagen: dict[str, dict[int, tuple[str, str, int]]] = {}
        self.lijst: dict[str, str] = {}
        self.stand: dict[str, dict[int, int]] = {}
        self.stijl: dict[str, tuple[str, int]] = {}
        wortel = _read_deel(zip_, "word/numbering.xml")
        if wortel is not None:
            self._read_lijsten(wortel)
        stijlen = _read_deel(zip_, "word/styles.xml")
        for stijl in stijlen.iter(f"{W}style") if stijlen is not None else ():
            if (nummer := _get_num(stijl.find(f"{W}pPr"))) is not None:
                self.stijl[stijl.get(f"{W}styleId", "")] = nummer

    def _read_lijsten(self, wortel: ElementTree.Element) -> None:
        """Read the levels of each list."""
        for abstract in wortel.iter(f"{W}abstractNum"):
            lagen = {}
            for laag in abstract.iter(f"{W}lvl"):
                waarde = {e.tag.removeprefix(W): e.get(f"{W}val", "") for e in laag}
                start = waarde.get("start", "1")
                lagen[int(laag.get(f"{W}ilvl", "0"))] = (
                    waarde.get("numFmt", "decimal"),
                    waarde.get("lvlText", ""),
                    int(start) if start.isdigit() else 1,
                )
            self.lagen[abstract.get(f"{W}abstractNumId", "")] = lagen
        for num in wortel.iter(f"{W}num"):
            verwijzing = num.find(f"{W}abstractNumId")
            if verwijzing is not None:
                self.lijst[num.get(f"{W}numId", "")] = verwijzing.get(f"{W}val", "")

    def count(self, eigenschappen: ElementTree.Element | None) -> str:
        """Give the number that Word puts before a paragraph, and go on counting; empty for one without."""
        nummer = _get_num(eigenschappen)
        if nummer is None and eigenschappen is not None:
            stijl = eigenschappen.find(f"{W}pStyle")
            nummer = self.stijl.get(stijl.get(f"{W}val", "")) if stijl is not None else None
        if nummer is None or nummer[0] == "0":
            return ""
        lijst, niveau = self.lijst.get(nummer[0], ""), nummer[1]
        lagen = self.lagen.get(lijst, {})
        if niveau not in lagen:
            return ""
        stand = self.stand.setdefault(lijst, {})
        stand[niveau] = stand.get(niveau, lagen[niveau][2] - 1) + 1
        for dieper in [k for k in stand if k > niveau]:
            del stand[dieper]
        if lagen[niveau][0] in ("bullet", "none"):
            return "-" if lagen[niveau][0] == "bullet" else ""
        tekst = lagen[niveau][1]
        for k in range(niveau + 1):
            vorm, _, start = lagen.get(k, ("decimal", "", 1))
            tekst = tekst.replace(f"%{k + 1}", _format_nummer(stand.get(k, start), vorm))
        return tekst.strip()


def _get_num(eigenschappen: ElementTree.Element | None) -> tuple[str, int] | None:
    """Give the list and the level that settings of a paragraph name."""
    num = eigenschappen.find(f"{W}numPr") if eigenschappen is not None else None
    if num is None:
        return None
    lijst, niveau = num.find(f"{W}numId"), num.find(f"{W}ilvl")
    if lijst is None:
        return None
    laag = niveau.get(f"{W}val", "0") if niveau is not None else "0"
    return lijst.get(f"{W}val", "0"), int(laag) if laag.isdigit() else 0


def _format_nummer(n: int, vorm: str) -> str:
    """Write a number as letters or Roman, when the list asks for it."""
    if vorm in ("lowerLetter", "upperLetter"):
        letters = chr(97 + (n - 1) % 26) * (1 + (n - 1) // 26)
        return letters if vorm == "lowerLetter" else letters.upper()
    if vorm in ("lowerRoman", "upperRoman"):
        uit, rest = "", min(n, 100)
        for waarde, teken in ROMEINS:
            uit += teken * (rest // waarde)
            rest %= waarde
        return uit if vorm == "lowerRoman" else uit.upper()
    return str(n)


def read_docxregels(pad: str) -> list[Regel]:
    """Give the paragraphs and table rows of a Word document in order; a note follows the paragraph that names it."""
    with zipfile.ZipFile(pad) as zip_:
        wortel = _read_deel(zip_, "word/document.xml")
        lichaam = wortel.find(f"{W}body") if wortel is not None else None
        if lichaam is None:
            raise LeesError("het is geen Word-document dat te lezen is")
        noten = _read_noten(zip_)
        regels = list(_walk(lichaam, Nummering(zip_), noten))
        for naam in sorted(n for n in zip_.namelist() if n.startswith(("word/header", "word/footer")))[:30]:
            deel = _read_deel(zip_, naam)
            tekst = " ".join(_read_tekst(deel, []).split()) if deel is not None else ""
            if tekst:
                regels.append({"tekst": tekst, "soort": "paginarand"})
    if not any(r["tekst"].strip() for r in regels):
        raise LeesError("er staat geen tekst in; misschien zijn het alleen afbeeldingen")
    if sum(len(r["tekst"]) for r in regels) > MEESTE_TEKENS:
        raise LeesError("er staat meer tekst in dan een vergunning kan hebben; splits het bestand")
    return regels


def _read_deel(zip_: zipfile.ZipFile, naam: str) -> ElementTree.Element | None:
    """Read one XML file in a document, or None when it is not there; refuse one that would burst or defines its own signs."""
    if naam not in zip_.namelist():
        return None
    if zip_.getinfo(naam).file_size > MEESTE_XML:
        raise LeesError("het is uitgepakt te groot om te lezen")
    with zip_.open(naam) as bron:
        ruw = bron.read(MEESTE_XML + 1)
    if len(ruw) > MEESTE_XML or b"<!DOCTYPE" in ruw[:2000] or b"<!ENTITY" in ruw[:2000]:
        raise LeesError("het bevat iets dat niet in een Word-document hoort")
    return ElementTree.fromstring(ruw)


def _read_noten(zip_: zipfile.ZipFile) -> dict[str, str]:
    """Give the footnotes and endnotes by their kind and id."""
    noten = {}
    for soort in ("footnote", "endnote"):
        wortel = _read_deel(zip_, f"word/{soort}s.xml")
        for noot in wortel.iter(f"{W}{soort}") if wortel is not None else ():
            noten[f"{soort}{noot.get(f'{W}id')}"] = " ".join(_read_tekst(noot, []).split())
    return {k: v for k, v in noten.items() if v}


def _walk(lichaam: ElementTree.Element, nummering: Nummering, noten: dict[str, str]) -> Iterator[Regel]:
    """Walk paragraphs and tables in order."""
    geteld = 0
    for element in lichaam:
        genoemd: list[str] = []
        if element.tag == f"{W}p":
            tekst = _read_alinea(element, nummering, genoemd)
            if tekst.strip():
                yield {"tekst": tekst, "soort": "inhoud" if _is_inhoudsopgave(element) else ""}
        elif element.tag == f"{W}tbl":
            for rij in element.iter(f"{W}tr"):
                cellen = [_read_cel(cel, nummering, genoemd) for cel in rij.findall(f"{W}tc")]
                if any(cellen):
                    yield {"tekst": "\t".join(cellen), "cellen": cellen}
        elif element.tag == f"{W}sdt" and (inhoud := element.find(f"{W}sdtContent")) is not None:
            yield from _walk(inhoud, nummering, noten)
        for sleutel in genoemd:
            if sleutel in noten:
                geteld += 1
                yield {"tekst": f"{sleutel.lstrip(LETTERS)}) {noten[sleutel]}", "soort": "voetnoot"}


def _read_alinea(alinea: ElementTree.Element, nummering: Nummering, genoemd: list[str]) -> str:
    """Give a paragraph with the number that Word shows before it."""
    nummer = nummering.count(alinea.find(f"{W}pPr"))
    tekst = " ".join(_read_tekst(alinea, genoemd).replace("\t", " \t ").split(" "))
    tekst = "\t".join(" ".join(d.split()) for d in tekst.split("\t"))
    return f"{nummer}\t{tekst}" if nummer else tekst


def _read_cel(cel: ElementTree.Element, nummering: Nummering, genoemd: list[str]) -> str:
    """Give what stands in one cell, on one line."""
    delen = [_read_alinea(a, nummering, genoemd) for a in cel.iter(f"{W}p")]
    return " ".join(" ".join(delen).split())


def _is_inhoudsopgave(alinea: ElementTree.Element) -> bool:
    """Tell whether Word calls this paragraph a line of a table of contents."""
    stijl = alinea.find(f"{W}pPr/{W}pStyle")
    naam = (stijl.get(f"{W}val", "") if stijl is not None else "").lower()
    return naam.startswith(("toc", "inhopg", "inhoudsopgave"))


def _read_tekst(element: ElementTree.Element, genoemd: list[str]) -> str:
    """Give the text in an element as it reads now: what was struck through in revision is gone."""
    delen: list[str] = []
    for kind in element.iter():
        naam = kind.tag.removeprefix(W) if isinstance(kind.tag, str) else ""
        if naam == "t":
            delen.append(kind.text or "")
        elif naam in ("tab", "br", "cr") and not _is_instelling(kind):
            delen.append("\t" if naam == "tab" else " ")
        elif naam == "noBreakHyphen":
            delen.append("-")
        elif naam in ("footnoteReference", "endnoteReference"):
            sleutel = f"{naam.removesuffix('Reference')}{kind.get(f'{W}id')}"
            genoemd.append(sleutel)
            delen.append(f" {kind.get(f'{W}id')})")
    return "".join(delen)


def _is_instelling(element: ElementTree.Element) -> bool:
    """Tell whether a tab is a stop in the settings of a paragraph and not one in the text."""
    return bool(element.get(f"{W}pos") or element.get(f"{W}val"))
