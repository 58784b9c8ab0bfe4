"""What goes to an archive: one zaak as a zip, with all that is recorded of it, an index as CSV and a sum over every file.

The names are our own; what a receiving archive asks can be made out of it. The same zaak gives the same bytes. Of its documents
come all versions, as far as whoever makes it may see them.
"""

import csv
import hashlib
import io
import uuid
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

import orjson
from django.conf import settings
from django.db.models import Model

from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd

from ..documenten.bewaarplaats import get_opslag
from ..documenten.selectors import list_zichtbare_documenten
from ..documenten.vernietiging import derive_van_zaken
from ..models import Document, Documentversie, Zaak
from ..rules import ZaakError
from ..selectors import get_zaak, list_zichtbare_onderwerpen, read_soort
from .services import BEWAREN

VERSIE = "1"
VAST = (1980, 1, 1, 0, 0, 0)


def make_pakket(viewer: Viewer, zaak_id: uuid.UUID) -> tuple[Zaak, Path]:
    """Write the package of a closed zaak; gives the zaak and the file, which the caller removes.

    Raises BestaatNietError, GeenToegangError, and ZaakError for a zaak that is open or destroyed, or of which the viewer
    does not see every document: half a file is no file to an archive.
    """
    zaak = get_zaak(viewer, zaak_id)
    check_bevoegd(viewer, BEWAREN, namens=zaak.leverancier)
    if zaak.einddatum is None or zaak.vernietigd_op is not None:
        raise ZaakError("Alleen van een gesloten zaak die er nog is, is een pakket te maken.")
    _check_alles_te_zien(viewer, zaak)
    map_ = Path(settings.VAR_DIR)
    map_.mkdir(parents=True, exist_ok=True)
    doel = map_ / f"pakket-{uuid.uuid4().hex}.zip"
    nieuw = doel.with_suffix(".deel")
    try:
        with zipfile.ZipFile(nieuw, "w", zipfile.ZIP_DEFLATED) as zip_:
            _write(zip_, viewer, zaak)
        nieuw.replace(doel)
    finally:
        nieuw.unlink(missing_ok=True)
    return zaak, doel


def _check_alles_te_zien(viewer: Viewer, zaak: Zaak) -> None:
    """Refuse a package that would not be whole."""
    van_zaak = derive_van_zaken([zaak.pk])
    with claim_alles():
        alle = Document.objects.filter(van_zaak).count()
    if list_zichtbare_documenten(viewer).filter(van_zaak).count() < alle:
        raise ZaakError(
            f"Bij zaak {zaak.identificatie} horen documenten die u niet mag zien; het pakket zou niet volledig zijn. Laat het maken "
            "door iemand die ze wel ziet."
        )


def _write(zip_: zipfile.ZipFile, viewer: Viewer, zaak: Zaak) -> None:
    """Write all files of a package, and last the sums over them."""
    regels = [("bestand", "bytes", "sha256")]

    def add(naam: str, inhoud: bytes) -> None:
        zip_.writestr(zipfile.ZipInfo(naam, VAST), inhoud, zipfile.ZIP_DEFLATED)
        regels.append((naam, str(len(inhoud)), hashlib.sha256(inhoud).hexdigest()))

    opties = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS
    add("zaak.json", orjson.dumps(read_metagegevens(viewer, zaak), option=opties))
    for naam, versie in _list_versies(viewer, zaak):
        with get_opslag().open(versie.sha256) as bron:
            regels.append((naam, *_add_bestand(zip_, naam, bron)))
    tekst = io.StringIO()
    csv.writer(tekst, delimiter=";", lineterminator="\n").writerows(regels)
    zip_.writestr(zipfile.ZipInfo("inhoud.csv", VAST), tekst.getvalue().encode(), zipfile.ZIP_DEFLATED)


def _list_versies(viewer: Viewer, zaak: Zaak) -> Iterator[tuple[str, Documentversie]]:
    """Give each version of the documents of a zaak under its name in the package."""
    documenten = list_zichtbare_documenten(viewer).filter(derive_van_zaken([zaak.pk]), vernietigd_op=None)
    versies = Documentversie.objects.filter(document__in=documenten).select_related("document")
    for versie in versies.order_by("document__identificatie", "volgnummer"):
        naam = f"{versie.document.identificatie}/{versie.volgnummer}-{versie.bestandsnaam}"
        yield f"documenten/{naam}", versie


def _add_bestand(zip_: zipfile.ZipFile, naam: str, bron: BinaryIO) -> tuple[str, str]:
    """Copy one file into a package piece by piece; gives its size and its sum."""
    som, aantal = hashlib.sha256(), 0
    info = zipfile.ZipInfo(naam, VAST)
    info.compress_type = zipfile.ZIP_DEFLATED
    with zip_.open(info, "w", force_zip64=True) as uit:
        while stuk := bron.read(1 << 20):
            uit.write(stuk)
            som.update(stuk)
            aantal += len(stuk)
    return str(aantal), som.hexdigest()


def read_metagegevens(viewer: Viewer, zaak: Zaak) -> dict[str, Any]:
    """Give all that is recorded of a zaak as plain values; of what it is about only what the viewer may see, by key."""
    bewaring = getattr(zaak, "bewaring", None)
    return {
        "vorm": f"Open VTH zaakpakket {VERSIE}",
        "zaak": _as_dict(zaak),
        "zaaksoort": {"versie": zaak.zaaksoortversie_id, "naam": read_soort(zaak).naam},
        "bewaring": _as_dict(bewaring) if bewaring else {},
        "onderwerpen": [
            {"rol": o.rol, "id": str(b.pk), "soort": b.soort, "leverancier": b.leverancier}
            for o, b in list_zichtbare_onderwerpen(viewer, zaak.onderwerpen.order_by("pk"))
        ],
        "gebeurtenissen": _list(zaak.gebeurtenissen.order_by("volgnummer")),
        "termijnen": [
            _as_dict(t) | {"gebeurtenissen": _list(t.gebeurtenissen.order_by("volgnummer"))}
            for t in zaak.termijnen.order_by("code")
        ],
        "verzoeken": _list(zaak.verzoeken.order_by("pk")),
        "besluiten": [
            _as_dict(b)
            | {
                "overwegingen": _list(b.overwegingen.order_by("volgnummer")),
                "versies": _list(b.versies.order_by("volgnummer")),
                "goedkeuringen": _list(b.goedkeuringen.order_by("pk")),
                "procedures": _list(b.procedures.order_by("pk")),
            }
            for b in zaak.besluiten.order_by("pk")
        ],
        "adviezen": _list(zaak.adviesverzoeken.order_by("pk")),
        "documenten": [
            _as_dict(d) | {"versies": _list(d.versies.order_by("volgnummer"))}
            for d in list_zichtbare_documenten(viewer).filter(derive_van_zaken([zaak.pk])).order_by("pk")
        ],
    }


def _list(rijen: Iterable[Model]) -> list[dict[str, Any]]:
    """Give rows as plain values."""
    return [_as_dict(rij) for rij in rijen]


def _as_dict(rij: Model) -> dict[str, Any]:
    """Give every column of a row as JSON can hold it."""
    return {f.attname: _as_plain(getattr(rij, f.attname)) for f in rij._meta.concrete_fields}


def _as_plain(waarde: Any) -> Any:
    """Write days, moments and ids as text."""
    if isinstance(waarde, date | datetime):
        return waarde.isoformat()
    return str(waarde) if isinstance(waarde, uuid.UUID) else waarde
