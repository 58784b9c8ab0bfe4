"""What views share: an error of a room becomes the page that belongs to it, and a file goes out as a download."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse

from vth.toegang.rules import GeenToegangError

from .invoer import InvoerError
from .plaats import PlaatsError

INHOUDSOORTEN = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}


@contextmanager
def as_pagina(*bestaat_niet: type[Exception]) -> Iterator[None]:
    """Turn errors into pages: what does not exist for this viewer 404, no right 403, an unreadable address 400."""
    try:
        yield
    except bestaat_niet as fout:
        raise Http404(str(fout)) from fout
    except GeenToegangError as fout:
        raise PermissionDenied(str(fout)) from fout
    except (InvoerError, PlaatsError) as fout:
        raise BadRequest(str(fout)) from fout


def serve_bestand(bestand: Path, naam: str, vorm: str) -> FileResponse:
    """Send a file as a download with a name that is safe on every system."""
    veilig = re.sub(r"[^A-Za-z0-9._-]+", "-", naam).strip("-.")[:120] or "bestand"
    return FileResponse(
        bestand.open("rb"), as_attachment=True, filename=f"{veilig}.{vorm}", content_type=INHOUDSOORTEN[vorm]
    )


def is_htmx(request: HttpRequest) -> bool:
    """Tell whether htmx asks for a piece of a page."""
    return request.headers.get("HX-Request") == "true"


def reload_pagina() -> HttpResponse:
    """Tell htmx to load the whole page again, because there is more to show than the piece it asked for."""
    return HttpResponse(headers={"HX-Refresh": "true"})
