"""A Word file becomes the same blocks; the line of a block is the number of its paragraph or row."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from .blokken import NIVEAU_VET, Blok, Cel, clean_kop
from .opmaak import clean_tekst, list_binnenrijen, split_cel
from .uitkomst import GeenRapport

LANGSTE_KOP = 120
HOOGSTENS_UITGEPAKT = 30_000_000
_GEEN_WORD = "Dit is geen Word-bestand dat te lezen is ({}). Bewaar de rapportage opnieuw als .docx en probeer het nog eens."


def read_word(bron: bytes, hoogstens: int) -> list[Blok]:
    """Divide a Word file in blocks; raises GeenRapport when it is none, or would fill the memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(bron)) as pak:
            omvang = sum(lid.file_size for lid in pak.infolist())
            if "word/document.xml" not in pak.namelist():
                raise GeenRapport(_GEEN_WORD.format("het document ontbreekt in het pakket"))
            tekst = pak.getinfo("word/document.xml").file_size
    except zipfile.BadZipFile as fout:
        raise GeenRapport(_GEEN_WORD.format("het pakket is stuk of van een ander soort")) from fout
    if tekst > HOOGSTENS_UITGEPAKT or omvang > 10 * HOOGSTENS_UITGEPAKT:
        raise GeenRapport(
            f"Het Word-bestand is uitgepakt {omvang / 1e6:.0f} MB; dat is te groot voor een rapportage. Bewaar het zonder bijlagen."
        )
    try:
        document = Document(io.BytesIO(bron))
        blokken = list(_list_blokken(document, hoogstens))
    except GeenRapport:
        raise
    except Exception as fout:
        # A broken package fails in as many ways as there are parts; the one who reads it in can do one thing.
        raise GeenRapport(_GEEN_WORD.format(type(fout).__name__)) from fout
    return blokken


def _list_blokken(document: Any, hoogstens: int) -> Iterator[Blok]:
    stijlen = {stijl.style_id: (stijl.name or "") for stijl in document.styles}
    regel = 0
    for element in document.element.body.iterchildren():
        delen = _read_tabel(element) if element.tag == qn("w:tbl") else [element]
        for deel in delen:
            regel += 1
            if regel > hoogstens:
                raise GeenRapport(
                    f"Het Word-bestand heeft meer dan {hoogstens} alinea's en rijen; dat is te veel voor een rapportage."
                )
            if isinstance(deel, tuple):
                yield Blok("rij", regel, cellen=deel)
            elif deel.tag == qn("w:p"):
                yield from _read_alinea(deel, regel, stijlen)


def _read_alinea(element: Any, regel: int, stijlen: dict[str, str]) -> Iterator[Blok]:
    tekst = clean_tekst(_text_of(element))
    if not tekst:
        return
    stijl = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    naam = stijlen.get(stijl.get(qn("w:val")), "").casefold() if stijl is not None else ""
    lijst = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    if naam.startswith(("heading", "kop")) and naam[-1:].isdigit():
        yield Blok("kop", regel, clean_kop(tekst), int(naam[-1]))
    elif naam in ("title", "titel"):
        yield Blok("kop", regel, tekst, 1)
    elif naam.startswith(("list", "lijst")) or lijst is not None:
        niveau = lijst.find(qn("w:ilvl")) if lijst is not None else None
        diepte = int(niveau.get(qn("w:val"))) if niveau is not None else 0
        yield Blok("punt", regel, tekst, diepte, vet=_count_vet(element))
    elif (vet := _count_vet(element)) >= len(tekst) and len(tekst) <= LANGSTE_KOP:
        yield Blok("kop", regel, clean_kop(tekst), NIVEAU_VET)
    else:
        yield Blok("alinea", regel, tekst, vet=vet)


def _count_vet(element: Any) -> int:
    """How many characters are bold with which a paragraph begins."""
    vet = ""
    for deel in element.iter(qn("w:r")):
        tekst = _text_of(deel)
        aan = deel.find(f"{qn('w:rPr')}/{qn('w:b')}")
        if tekst.strip() and (aan is None or aan.get(qn("w:val")) in ("0", "false")):
            break
        vet += tekst
    return len(clean_tekst(vet))


def _read_tabel(tabel: Any) -> Iterator[tuple[Cel, ...]]:
    """The rows of a table; a cell over more columns counts for as many, a cell that goes on from the row above is empty."""
    for rij in tabel.iterchildren(qn("w:tr")):
        cellen: list[Cel] = []
        for cel in rij.iterchildren(qn("w:tc")):
            soort = cel.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            breed = cel.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            vervolg = soort is not None and soort.get(qn("w:val")) != "restart"
            alineas = () if vervolg else split_cel("\n".join(_list_alineas(cel)))
            cellen.append(alineas)
            cellen.extend(
                () for _ in range(min(int(breed.get(qn("w:val"))), 50) - 1 if breed is not None else 0)
            )
        yield tuple(cellen)


def _list_alineas(cel: Any) -> Iterator[str]:
    """The paragraphs of a cell; each row of a table within it is one, under the words of its head."""
    binnen: set[Any] = set()
    for deel in cel.iter(qn("w:p"), qn("w:tbl")):
        if deel in binnen:
            continue
        if deel.tag == qn("w:p"):
            yield _text_of(deel)
        else:
            binnen.update(deel.iter(qn("w:p"), qn("w:tbl")))
            yield from list_binnenrijen([[" ".join(cel) for cel in rij] for rij in _read_tabel(deel)])


def _text_of(element: Any) -> str:
    """The text of a paragraph as it stands after accepted changes; a tab is a space, a break a line."""
    stukken = []
    for deel in element.iter(qn("w:t"), qn("w:tab"), qn("w:br")):
        stukken.append(deel.text or "" if deel.tag == qn("w:t") else "\n" if deel.tag == qn("w:br") else " ")
    return "".join(stukken).replace("<", "‹")
