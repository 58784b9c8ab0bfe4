"""Program: read a permit as a proposal. Runs apart (`zaken.documenten.apart`), with no more of Django than one setting."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import yaml
from django.conf import settings

from vth.zaken.documenten.grenzen import LeesError, answer
from vth.zaken.documenten.lezer import read_odt, read_tekst

from .boom import make_voorstel
from .docxlezer import read_docxregels
from .nummers import read_kandidaat
from .pdflezer import read_pdfregels
from .punt import Voorstelboom, make_bronregels
from .structuur import make_structuurvoorstel
from .vorm import as_plain

MEESTE_RIJEN = 20_000


def read_tekstregels(pad: str) -> list[dict[str, Any]]:
    """Give the lines of a plain text; a form feed begins a page."""
    return split_tekst(read_tekst(pad))


def read_odtregels(pad: str) -> list[dict[str, Any]]:
    """Give the paragraphs of an OpenDocument text."""
    return [{"tekst": r} for r in read_odt(pad).splitlines() if r.strip()]


def split_tekst(tekst: str) -> list[dict[str, Any]]:
    """Give the lines of a text with their page, and whether there was white above."""
    uit: list[dict[str, Any]] = []
    for blad, deel in enumerate(tekst.split("\f"), 1):
        los = True
        for regel in deel.splitlines():
            if regel.strip():
                uit.append({"tekst": regel.rstrip(), "los": los, "blad": blad} | _find_cellen(regel))
            los = not regel.strip()
    if not uit:
        raise LeesError("er staat geen tekst in")
    return uit


def _find_cellen(regel: str) -> dict[str, Any]:
    """Give the cells of a line with tabs; a tab after a number only sets it apart."""
    cellen = [" ".join(c.split()) for c in regel.strip("\n").split("\t")]
    met_nummer = (
        len(cellen) == 2 and cellen[0].rstrip(".):").replace(".", "").isalnum() and len(cellen[0]) <= 12
    )
    return {"cellen": cellen} if len(cellen) > 1 and not (met_nummer and read_kandidaat(cellen[0])) else {}


def read_structuur(pad: str, vorm: str) -> list[dict[str, Any]]:
    """Give the rows of a structured file (CSV, JSON or YAML): one per voorschrift, with its fields by name."""
    tekst = read_tekst(pad)
    if vorm == "csv":
        scheiding = ";" if tekst.splitlines()[0].count(";") >= tekst.splitlines()[0].count(",") else ","
        rijen: Any = list(csv.DictReader(io.StringIO(tekst), delimiter=scheiding))
    else:
        rijen = json.loads(tekst) if vorm == "json" else yaml.safe_load(tekst)
    if isinstance(rijen, dict):
        rijen = rijen.get("voorschriften")
    if not isinstance(rijen, list) or not rijen or not all(isinstance(r, dict) for r in rijen):
        raise LeesError(
            "er staat geen lijst van voorschriften in; geef een lijst met per voorschrift een nummer en een tekst"
        )
    if len(rijen) > MEESTE_RIJEN:
        raise LeesError(
            f"er staan {len(rijen)} voorschriften in en ten hoogste {MEESTE_RIJEN} worden gelezen; splits het bestand"
        )
    return [{str(k): v for k, v in rij.items() if k is not None} for rij in rijen]


LEZERS: dict[str, Callable[[str], list[dict[str, Any]]]] = {
    "pdf": read_pdfregels,
    "docx": read_docxregels,
    "odt": read_odtregels,
    "tekst": read_tekstregels,
    "csv": lambda pad: read_structuur(pad, "csv"),
    "json": lambda pad: read_structuur(pad, "json"),
    "yaml": lambda pad: read_structuur(pad, "yaml"),
}


def read(opdracht: dict[str, Any]) -> dict[str, Any]:
    """Write the proposal that a file gives to another file."""
    if not settings.configured:
        settings.configure(LIJSTEN_DIR=opdracht.get("lijsten", ""))
    try:
        boom = read_boom(opdracht["soort"], opdracht["bron"])
    except (zipfile.BadZipFile, KeyError, EOFError, IndexError, ElementTree.ParseError, RuntimeError) as fout:
        raise LeesError("het bestand is beschadigd") from fout
    except NotImplementedError as fout:
        raise LeesError("het is ingepakt op een manier die niet te lezen is") from fout
    except (ValueError, csv.Error, yaml.YAMLError) as fout:
        raise LeesError(f"het is niet te lezen als {opdracht['soort']} ({str(fout)[:150]})") from fout
    schoon = json.dumps(as_plain(boom), ensure_ascii=False).replace("\\u0000", " ")
    Path(opdracht["doel"]).write_text(schoon.encode("utf-8", "replace").decode(), encoding="utf-8")
    return {"punten": len(boom.punten)}


def read_boom(soort: str, pad: str) -> Voorstelboom:
    """Read a file of a kind as a proposal. Raises LeesError, and what its reader raises for a broken one."""
    rijen = LEZERS[soort](pad)
    if soort in ("csv", "json", "yaml"):
        return make_structuurvoorstel(rijen)
    boom = make_voorstel(make_bronregels(rijen, heel=soort in ("docx", "odt")))
    vragen = tuple(r["vraag"] for r in rijen if r.get("vraag"))
    return replace(boom, vragen=(*vragen, *boom.vragen))


def main() -> None:
    """Answer one question."""
    answer(read)
