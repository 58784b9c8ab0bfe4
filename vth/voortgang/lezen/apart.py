"""Program: read a report that somebody brought into proposals. Runs apart (`zaken.documenten.apart`), without Django; and reading its answer back."""

import json
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path
from typing import Any

from vth.zaken.documenten.grenzen import LeesError, answer

from ..wanneer import Wanneer, read_json
from .rapport import read_rapport
from .uitkomst import GeenRapport, Gelezen, Melding, Vindplaats, Voorstel

WANNEER = frozenset(veld.name for veld in fields(Wanneer))


def act(opdracht: dict[str, Any]) -> Any:
    """Read the file, and write what came of it where the question says."""
    try:
        gelezen = read_rapport(Path(opdracht["bron"]).read_bytes(), vorm=opdracht["vorm"])
    except GeenRapport as fout:
        raise LeesError(str(fout)) from fout
    Path(opdracht["doel"]).write_text(json.dumps(asdict(gelezen), ensure_ascii=False, default=date.isoformat))
    return {}


def read_gelezen(ruw: str) -> Gelezen:
    """Read back what the program wrote."""
    inhoud = json.loads(ruw)
    return Gelezen(
        voorstellen=tuple(_read_voorstel(v) for v in inhoud["voorstellen"]),
        onbegrepen=tuple(Vindplaats(**o) for o in inhoud["onbegrepen"]),
        meldingen=tuple(Melding(**m) for m in inhoud["meldingen"]),
    )


def _read_voorstel(rij: dict[str, Any]) -> Voorstel:
    velden = {naam: _read_waarde(waarde) for naam, waarde in rij["velden"].items()}
    return Voorstel(**rij | {"velden": velden, "vindplaats": Vindplaats(**rij["vindplaats"])})


def _read_waarde(waarde: Any) -> Any:
    """Read one value; what has the fields of a time is one."""
    if not isinstance(waarde, dict) or set(waarde) != WANNEER:
        return waarde
    return read_json(waarde)


def main() -> None:
    """Answer one question."""
    answer(act)
