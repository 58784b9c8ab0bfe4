"""Program: lay out a report as a tagged PDF, or write it as a Word document. Runs apart (`documenten.apart`), without Django."""

import io
import json
from pathlib import Path
from typing import Any

import typst
from docx import Document as Word
from docx.shared import Cm

from vth.zaken.documenten.grenzen import LeesError, answer

SJABLOON = Path(__file__).with_name("sjablonen") / "rapport.typ"
# A picture for Word: this wide on the page, this sharp.
BREEDTE_CM, PUNTEN_PER_DUIM = 16, 180
BLAD_VAN_BEELD = (
    '#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'
)


def act(opdracht: dict[str, Any]) -> Any:
    """Do what is asked."""
    data = json.loads(Path(opdracht["bron"]).read_text())
    return {"pdf": print_pdf, "docx": write_docx}[opdracht["wat"]](data, Path(opdracht["doel"]))


def print_pdf(data: dict[str, Any], doel: Path) -> dict[str, Any]:
    """Lay a report out as a tagged PDF (PDF/UA-1)."""
    tekst = json.dumps(data, ensure_ascii=False)
    doel.write_bytes(_compile(SJABLOON, {"data": tekst}, pdf_standards=["ua-1"]))
    return {}


def write_docx(data: dict[str, Any], doel: Path) -> dict[str, Any]:
    """Write a report as a Word document with headings, tables and pictures, so that it can be worked on."""
    word = Word()
    word.core_properties.title, word.core_properties.language = data["titel"], "nl-NL"
    word.core_properties.author = data["organisatie"]
    word.add_heading(data["titel"], 1)
    for k in data["kenmerken"]:
        word.add_paragraph(f"{k['naam']}: {k['waarde']}")
    for blok in data["blokken"]:
        _add_blok(word, blok)
    word.sections[0].footer.paragraphs[0].text = data["voet"]
    word.save(str(doel))
    return {}


def _add_blok(word: Any, blok: dict[str, Any]) -> None:
    """Write one block."""
    match blok["soort"]:
        case "kop":
            word.add_heading(blok["tekst"], blok["niveau"])
        case "alinea":
            stijl = {"kader": "Intense Quote", "zacht": "Caption"}.get(blok["vorm"])
            word.add_paragraph(blok["tekst"], style=stijl)
        case "lijst":
            for regel in blok["regels"]:
                word.add_paragraph(regel, style="List Number" if blok["genummerd"] else "List Bullet")
        case "tabel":
            _add_tabel(word, blok)
        case "beeld":
            word.add_paragraph(blok["titel"], style="Caption")
            beeld = word.add_picture(io.BytesIO(_draw(blok["svg"])), width=Cm(BREEDTE_CM))
            beeld._inline.docPr.set("descr", blok["titel"])
            if blok["tabel"]:
                _add_tabel(word, blok["tabel"])


def _add_tabel(word: Any, tabel: dict[str, Any]) -> None:
    """Write a table; its first row heads it on every page."""
    if tabel["bijschrift"]:
        word.add_paragraph(tabel["bijschrift"], style="Caption")
    rijen = [[[kop] for kop in tabel["kop"]], *tabel["rijen"]]
    blad = word.add_table(rows=len(rijen), cols=len(tabel["kop"]), style="Table Grid")
    deel = BREEDTE_CM / sum(tabel["breedtes"])
    for cellen, rij in zip(blad.rows, rijen, strict=True):
        for cel, alineas, breedte in zip(cellen.cells, rij, tabel["breedtes"], strict=True):
            cel.width = Cm(deel * breedte)
            cel.text = "\n".join(alineas)
    kop = blad.rows[0]
    kop._tr.get_or_add_trPr().append(kop._tr.makeelement(_name("tblHeader")))
    for cel in kop.cells:
        for deel_ in cel.paragraphs[0].runs:
            deel_.bold = True


def _name(naam: str) -> str:
    """Name an element of Word."""
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{naam}"


def _draw(svg: str) -> bytes:
    """Give a drawing as a picture of points, for what shows no SVG."""
    return _compile(BLAD_VAN_BEELD.encode(), {"svg": svg}, format="png", ppi=PUNTEN_PER_DUIM)


def _compile(bron: Path | bytes, invoer: dict[str, str], **opties: Any) -> bytes:
    """Have something laid out. Raises LeesError when that fails."""
    try:
        uit = typst.compile(bron, sys_inputs=invoer, **opties)
    except typst.TypstError as fout:
        raise LeesError(f"het rapport is niet op te maken: {str(fout)[:200]}") from fout
    return bytes(uit if isinstance(uit, bytes) else uit[0])


def main() -> None:
    """Answer one question."""
    answer(act)
