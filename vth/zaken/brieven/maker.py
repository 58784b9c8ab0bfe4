"""Program: look at a template, or make a letter of it. Runs apart (`documenten.apart`), without Django."""

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import typst
from docx import Document as Word
from docxtpl import DocxTemplate
from jinja2 import TemplateError

from vth.zaken.documenten.grenzen import LeesError, answer

from .taal import inspect, make_omgeving

BRIEF = Path(__file__).with_name("sjablonen") / "brief.typ"
MEESTE_XML = 50 << 20
# What of the properties of a document the engine fills as well.
EIGENSCHAPPEN = ("author", "comments", "identifier", "language", "subject", "title")
EXTERN = re.compile(r'<Relationship\b[^>]*TargetMode="External"[^>]*>')


class Onbekend(str):
    """A value that is not known yet: shows as that, and counts as nothing in an `if`."""

    __slots__ = ()

    def __bool__(self) -> bool:
        """Count as nothing."""
        return False


def act(opdracht: dict[str, Any]) -> Any:
    """Do what is asked."""
    return {"bekijk": look, "docx": fill_docx, "pdf": fill_pdf, "voorbeeld": write_voorbeeld}[
        opdracht["wat"]
    ](opdracht)


def look(opdracht: dict[str, Any]) -> dict[str, Any]:
    """Say which fields a template asks for and what is wrong with it."""
    fouten = []
    if "bron" in opdracht:
        fouten = _list_externen(Path(opdracht["bron"]))
        teksten = _read_docx(opdracht["bron"])
    else:
        teksten = opdracht["teksten"]
    bevinding = inspect(teksten, opdracht["bekend"])
    return {"velden": bevinding.velden, "fouten": [*fouten, *bevinding.fouten]}


def _list_externen(bron: Path) -> list[str]:
    """List what a Word document would fetch from elsewhere; a link that somebody clicks is not fetched."""
    with zipfile.ZipFile(bron) as zip_:
        if sum(i.file_size for i in zip_.infolist()) > MEESTE_XML:
            raise LeesError("het is uitgepakt te groot voor een sjabloon")
        namen = [n for n in zip_.namelist() if n.endswith(".rels")]
        externen = [r for n in namen for r in EXTERN.findall(zip_.read(n).decode("utf-8", "replace"))]
    haalt = [r for r in externen if "/hyperlink" not in r]
    return (
        ["Het sjabloon haalt iets van buiten op. Haal de koppeling weg, of zet het plaatje erin."]
        if haalt
        else []
    )


def _open(bron: str) -> DocxTemplate:
    """Open a template, or say that it cannot be."""
    try:
        sjabloon = DocxTemplate(bron)
        sjabloon.init_docx()
    except (KeyError, ValueError, zipfile.BadZipFile, OSError, SyntaxError) as fout:
        raise LeesError("het is geen Worddocument dat te openen is") from fout
    return sjabloon


def _read_docx(bron: str) -> list[str]:
    """Give every text of a Word document that the engine will read: body, headers, footers, footnotes, properties."""
    sjabloon = _open(bron)
    teksten = [sjabloon.patch_xml(sjabloon.get_xml())]
    for uri in (sjabloon.HEADER_URI, sjabloon.FOOTER_URI):
        for _, deel in sjabloon.get_headers_footers(uri):
            teksten.append(sjabloon.patch_xml(sjabloon.get_part_xml(deel)))
    for deel in sjabloon.docx.part.package.parts:
        if str(deel.partname) == "/word/footnotes.xml":
            teksten.append(sjabloon.patch_xml(deel.blob.decode("utf-8", "replace")))
    eigen = sjabloon.docx.core_properties
    teksten += [str(getattr(eigen, naam) or "") for naam in EIGENSCHAPPEN]
    return teksten


def _as_waarden(ruw: Any) -> Any:
    """Give values as the engine takes them: what is not known is marked, at every depth."""
    if isinstance(ruw, dict):
        if set(ruw) == {"onbekend"}:
            return Onbekend(ruw["onbekend"])
        return {k: _as_waarden(v) for k, v in ruw.items()}
    return [_as_waarden(v) for v in ruw] if isinstance(ruw, list) else ruw


def fill_docx(opdracht: dict[str, Any]) -> dict[str, Any]:
    """Fill a Word template."""
    sjabloon = _open(opdracht["bron"])
    try:
        sjabloon.render(_as_waarden(opdracht["waarden"]), make_omgeving(), autoescape=True)
        sjabloon.save(opdracht["doel"])
    except TemplateError as fout:
        raise LeesError(f"het sjabloon is niet te vullen: {str(fout)[:200]}") from fout
    return {}


def fill_pdf(opdracht: dict[str, Any]) -> dict[str, Any]:
    """Fill the texts of a letter and lay it out as a tagged PDF (PDF/UA-1); what is filled in is data, never markup."""
    waarden, omgeving = _as_waarden(opdracht["waarden"]), make_omgeving()

    def fill(tekst: str, lokaal: dict[str, Any]) -> str:
        try:
            return omgeving.from_string(tekst).render(waarden | lokaal).strip()
        except TemplateError as fout:
            raise LeesError(f"het sjabloon is niet te vullen: {str(fout)[:200]}") from fout

    blokken = []
    for blok in opdracht["blokken"]:
        lijst = _find(waarden, blok["voor"]) if blok.get("voor") else [None]
        for o in lijst or []:
            lokaal = {} if o is None else {"o": o}
            for soort in ("kop", "tekst"):
                if soort in blok and (gevuld := fill(blok[soort], lokaal)):
                    delen = [gevuld] if soort == "kop" else [d for d in gevuld.split("\n\n") if d.strip()]
                    blokken += [{"soort": soort, "regels": d.splitlines()} for d in delen]
    kader = {naam: fill(tekst, {}) for naam, tekst in opdracht["kader"].items()}
    data = json.dumps({"kader": kader, "blokken": blokken}, ensure_ascii=False)
    try:
        pdf = typst.compile(BRIEF, sys_inputs={"data": data}, pdf_standards=["ua-1"])
    except typst.TypstError as fout:
        raise LeesError(f"de brief is niet op te maken: {str(fout)[:200]}") from fout
    Path(opdracht["doel"]).write_bytes(pdf)
    return {}


def _find(waarden: Any, code: str) -> Any:
    """Give the value of a field by its whole name."""
    for deel in code.split("."):
        waarden = waarden[deel]
    return waarden


def write_voorbeeld(opdracht: dict[str, Any]) -> dict[str, Any]:
    """Write a Word template that shows every field, to begin one's own with."""
    word = Word()
    word.add_heading("Voorbeeldsjabloon", 1)
    word.add_paragraph("Alle velden die een brief kan hebben. Haal weg wat u niet nodig hebt.")
    for naam, code, delen in opdracht["velden"]:
        if delen:
            word.add_paragraph(f"{naam}:")
            word.add_paragraph(f"{{%p for o in {code} %}}")
            word.add_paragraph("; ".join(f"{{{{ o.{deel} }}}}" for deel in delen))
            word.add_paragraph("{%p endfor %}")
        else:
            word.add_paragraph(f"{naam}: {{{{ {code} }}}}")
    word.save(opdracht["doel"])
    return {}


def main() -> None:
    """Answer one question."""
    answer(act)
