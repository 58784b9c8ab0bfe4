"""Make the files of the measuring permits out of their sources: Word with automatic numbers, or PDF with page edges.

A source has one paragraph per line. Signs at its begin: `=0` heading, `#3` automatic number of level 3, `#a` automatic
letter, `..` line of a table of contents, `|` row of a table, `~` footnote at the foot, `%pagina` new page, `@` the page.
"""

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import typst
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

HIER = Path(__file__).parent
NOOT = re.compile(r"\[\^([^\]]*)\]")
NIVEAUS = (("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"), ("lowerLetter", "%4."))


def split_bron(tekst: str) -> Iterator[tuple[str, str]]:
    """Give each line of a source as its sign and what it says."""
    for regel in filter(None, map(str.strip, tekst.splitlines())):
        if treffer := re.match(r"(=\d|#\d|#a|\.\.|\||~|@\w+|%\w+)\s?(.*)", regel):
            yield treffer[1], treffer[2]
        else:
            yield "", regel


def make_docx(tekst: str, doel: Path) -> None:
    """Write a Word document whose numbers are in its list settings, as Word writes them."""
    document = Document()
    num_id = _add_nummering(document)
    rijen: list[list[str]] = []
    noten: list[str] = []
    for teken, inhoud in [*split_bron(tekst), ("%eind", "")]:
        if teken != "|" and rijen:
            _add_tabel(document, rijen)
            rijen = []
        if teken == "|":
            rijen.append(inhoud.split("|"))
        elif teken == "@koptekst":
            document.sections[0].header.paragraphs[0].text = inhoud
        elif not teken.startswith(("%", "@")):
            _add_alinea(document, teken, inhoud, num_id, noten)
    document.core_properties.author = "Open VTH"
    document.save(str(doel))
    if noten:
        _add_noten(doel, noten)


def _add_noten(doel: Path, noten: list[str]) -> None:
    """Add the part with footnotes, which python-docx does not write."""
    regels = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:t>{escape(noot)}</w:t></w:r></w:p></w:footnote>'
        for n, noot in enumerate(noten, 1)
    )
    met = doel.with_suffix(".tmp")
    with zipfile.ZipFile(doel) as oud, zipfile.ZipFile(met, "w", zipfile.ZIP_DEFLATED) as nieuw:
        for deel in oud.infolist():
            inhoud = oud.read(deel).decode("utf-8", "surrogateescape")
            if deel.filename == "[Content_Types].xml":
                soort = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
                inhoud = inhoud.replace(
                    "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{soort}"/></Types>'
                )
            if deel.filename == "word/_rels/document.xml.rels":
                soort = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
                inhoud = inhoud.replace(
                    "</Relationships>",
                    f'<Relationship Id="rIdNoten" Type="{soort}" Target="footnotes.xml"/></Relationships>',
                )
            nieuw.writestr(deel, inhoud.encode("utf-8", "surrogateescape"))
        nieuw.writestr("word/footnotes.xml", f"<w:footnotes {nsdecls('w')}>{regels}</w:footnotes>")
    met.replace(doel)


def _add_alinea(document: Any, teken: str, inhoud: str, num_id: str, noten: list[str]) -> None:
    """Add one paragraph, with its style or its automatic number."""
    alinea = document.add_paragraph()
    if teken.startswith("="):
        alinea.style = document.styles[f"Heading {int(teken[1]) + 1}"]
    if teken == "..":
        alinea.style = document.styles["TOC Heading"] if "toc 1" not in document.styles else "toc 1"
    alinea.add_run(NOOT.sub("", inhoud))
    if treffer := NOOT.search(inhoud):
        noten.append(treffer[1])
        verwijzing = OxmlElement("w:footnoteReference")
        verwijzing.set(qn("w:id"), str(len(noten)))
        alinea.add_run()._r.append(verwijzing)
    if teken.startswith("#"):
        niveau = "3" if teken == "#a" else str(int(teken[1]) - 1)
        eigenschap = alinea._p.get_or_add_pPr().get_or_add_numPr()
        for naam, waarde in (("w:ilvl", niveau), ("w:numId", num_id)):
            element = OxmlElement(naam)
            element.set(qn("w:val"), waarde)
            eigenschap.append(element)


def _add_nummering(document: Any) -> str:
    """Add a list of four levels to the settings of a document; gives its number."""
    lagen = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{vorm}"/><w:lvlText w:val="{tekst}"/></w:lvl>'
        for i, (vorm, tekst) in enumerate(NIVEAUS)
    )
    wortel = document.part.numbering_part.element
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{lagen}</w:abstractNum>')
    wortel.insert(0, abstract)
    wortel.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    return "77"


def _add_tabel(document: Any, rijen: list[list[str]]) -> None:
    """Add a table."""
    tabel = document.add_table(rows=len(rijen), cols=max(map(len, rijen)))
    for rij, cellen in zip(tabel.rows, rijen, strict=True):
        for cel, tekst in zip(rij.cells, cellen, strict=False):
            cel.text = tekst


def make_pdf(tekst: str, doel: Path) -> None:
    """Write a PDF with page edges; `@smal` in a narrow justified column with words broken at line ends."""
    delen = list(split_bron(tekst))
    pagina = {t[1:]: inhoud for t, inhoud in delen if t.startswith("@")}
    doel.write_bytes(typst.compile(_write_typst(delen, pagina).encode()))


def _write_typst(delen: list[tuple[str, str]], pagina: dict[str, str]) -> str:
    """Write the source of a PDF; what the permit says is a quoted text, never markup."""
    voet = json.dumps(pagina.get("voettekst", ""), ensure_ascii=False)
    kop = json.dumps(pagina.get("koptekst", ""), ensure_ascii=False)
    rand = "6.2cm" if "smal" in pagina else "2.5cm"
    uit = [
        f'#set page(paper: "a4", margin: (x: {rand}, y: 2.5cm), header: text(size: 8pt, {kop}), footer: context text('
        f'size: 8pt, {voet}.replace("{{blad}}", str(counter(page).get().first())).replace("{{bladen}}", '
        "str(counter(page).final().first()))))",
        f'#set text(lang: "nl", size: 10pt, hyphenate: {"true" if "smal" in pagina else "false"})',
        f"#set par(justify: {'true' if 'smal' in pagina else 'false'})",
    ]
    rijen: list[str] = []
    for teken, inhoud in [*delen, ("%eind", "")]:
        if teken != "|" and rijen:
            kolommen = max(len(r.split("|")) for r in rijen)
            cellen = [json.dumps(c, ensure_ascii=False) for r in rijen for c in _fill(r, kolommen)]
            uit.append(f"#table(columns: {kolommen}, {', '.join(cellen)})")
            rijen = []
        if teken == "|":
            rijen.append(inhoud)
        elif teken == "%pagina":
            uit.append("#pagebreak()")
        elif not teken.startswith(("@", "%")):
            letter = 'weight: "bold", ' if teken.startswith("=") else "size: 8pt, " if teken == "~" else ""
            uit.append(f"#par(text({letter}{json.dumps(inhoud, ensure_ascii=False)}))")
    return "\n\n".join(uit)


def _fill(rij: str, kolommen: int) -> list[str]:
    """Give the cells of a row, filled up to the width of the table."""
    cellen = rij.split("|")
    return cellen + [""] * (kolommen - len(cellen))


def main() -> None:
    """Make every file anew."""
    for bron in sorted(HIER.glob("*.txt")):
        tekst = bron.read_text(encoding="utf-8")
        soort = ".docx" if "\n#1 " in tekst or "@word" in tekst else ".pdf"
        maak = make_docx if soort == ".docx" else make_pdf
        maak(tekst, bron.with_suffix(soort))


if __name__ == "__main__":
    main()
