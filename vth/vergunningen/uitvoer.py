"""The consolidated permit to take along: as data (JSON), as a tagged PDF and as a Word document, with moment and address in it."""

import json
import tempfile
from pathlib import Path
from typing import Any

from vth.tijd.rules import AMSTERDAM, Peilmoment
from vth.toegang.rules import Viewer
from vth.vormgeving.opmaak import format_datum
from vth.zaken.documenten.apart import ApartError, run_apart

from .consolidatie import Standregel, read_stand
from .models import Vergunning
from .rules import VergunningError
from .vergunningpagina import Vergunningpagina, make_vergunningpagina

VORMEN = {
    "json": "application/json",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
SECONDEN = 60
# Headings of a document go no deeper than this.
DIEPST = 6


def make_bestand(
    viewer: Viewer, vergunning: Vergunning, peilmoment: Peilmoment, vorm: str, adres: str
) -> bytes:
    """Make the file of a permit as it stands at a moment, within what the viewer may see. Raises VergunningError when it fails."""
    if vorm == "json":
        return json.dumps(as_json(vergunning, peilmoment, adres), ensure_ascii=False, indent=1).encode()
    data = _make_document(make_vergunningpagina(viewer, vergunning.pk, peilmoment), adres)
    with tempfile.TemporaryDirectory(prefix="vth-vergunning-") as map_:
        bron, doel = Path(map_) / "bron.json", Path(map_) / f"uit.{vorm}"
        bron.write_text(json.dumps(data, ensure_ascii=False))
        opdracht = {"wat": vorm, "bron": str(bron), "doel": str(doel)}
        try:
            run_apart("vth.vergunningen.drukker", opdracht, seconden=SECONDEN)
        except ApartError as fout:
            raise VergunningError(
                f"Het bestand is niet gemaakt: {fout}. Probeer het opnieuw, of kies een andere vorm."
            ) from fout
        return doel.read_bytes()


def as_json(vergunning: Vergunning, peilmoment: Peilmoment, adres: str) -> dict[str, Any]:
    """Give a permit at a moment as plain values: each voorschrift with its address, its parent and its origin."""
    stand = read_stand(vergunning.pk, peilmoment)
    basis = adres.rsplit("/vergunningen/", 1)[0]
    return {
        "id": adres,
        "kenmerk": vergunning.kenmerk,
        "titel": vergunning.titel,
        "bevoegdGezag": vergunning.bevoegd_gezag,
        "geldigOp": peilmoment.geldig_op.isoformat(),
        "beschikbaarOp": peilmoment.beschikbaar_op.isoformat(),
        "voorschriften": [_as_regel(r, basis) for r in stand],
    }


def _as_regel(r: Standregel, basis: str) -> dict[str, Any]:
    """Give one voorschrift as plain values, with permanent addresses."""
    return {
        "id": f"{basis}/voorschriften/{r.voorschrift_id}",
        "versie": f"{basis}/voorschriften/{r.voorschrift_id}/versies/{r.mutatie_id}",
        "toestemming": f"{basis}/toestemmingen/{r.toestemming_id}",
        "onder": f"{basis}/voorschriften/{r.ouder_id}" if r.ouder_id else None,
        "nummer": r.nummer,
        "titel": r.titel,
        "tekst": r.tekst,
        "voorschrifttype": r.voorschrifttype,
        "openbaar": r.openbaar,
        "sinds": r.sinds.isoformat(),
        **{k: list(r.gegevens.get(k, ())) for k in ("grenswaarden", "verplichtingen", "verwijzingen")},
    }


def _make_document(pagina: Vergunningpagina, adres: str) -> dict[str, Any]:
    """Give a permit as its document shows it."""
    op = pagina.peilmoment
    bekend = op.beschikbaar_op.astimezone(AMSTERDAM)
    voet = f"Zoals geldig op {format_datum(op.geldig_op)}, bekend op {bekend:%d-%m-%Y %H:%M}. {adres}"
    return {
        "titel": f"{pagina.vergunning.kenmerk} {pagina.vergunning.titel}",
        "gezag": pagina.vergunning.bevoegd_gezag,
        "voet": voet,
        "kenmerken": [
            *({"naam": k.label, "waarde": str(k.waarde)} for k in pagina.kenmerken),
            {"naam": "Toestand", "waarde": pagina.toestand[1]},
        ],
        "voorschriften": [
            {
                "niveau": min(b.regel.diepte + 3, DIEPST),
                "kop": f"{b.regel.nummer} {b.regel.titel}".strip(),
                "tekst": b.regel.tekst,
                "regels": [*b.grenzen, *b.plichten],
                "herkomst": b.herkomst,
            }
            for b in pagina.voorschriften
        ],
        "besluiten": [f"{b['kenmerk']} ({b['type']}): {b['onderwerp']}" for b in pagina.besluiten],
    }
