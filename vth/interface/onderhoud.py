"""Telling people beforehand that the site will be read-only for a moment, and refusing writes while it is.

The announcement is a file below VAR_DIR: the database itself may be the thing that is locked.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vth.tijd import klok

from .probleem import PROGRAMMAS, make_probleem

HOUDBAAR = timedelta(minutes=10)
VEILIG = ("GET", "HEAD", "OPTIONS")


def _get_bestand() -> Path:
    """Give the place of the announcement."""
    return Path(settings.VAR_DIR) / "onderhoud.json"


@contextmanager
def announce_onderhoud(*, lang: bool) -> Iterator[None]:
    """Make the site read-only while a long write goes on; does nothing for a short one."""
    if not lang:
        yield
        return
    bestand = _get_bestand()
    bestand.parent.mkdir(parents=True, exist_ok=True)
    bestand.write_text(json.dumps({"sinds": klok.now().isoformat()}))
    try:
        yield
    finally:
        bestand.unlink(missing_ok=True)


def read_onderhoud() -> datetime | None:
    """Give since when the site is read-only, or None; an announcement of a process that died runs out by itself."""
    try:
        sinds = datetime.fromisoformat(json.loads(_get_bestand().read_text())["sinds"])
    except (OSError, ValueError, KeyError):
        return None
    return sinds if klok.now() - sinds < HOUDBAAR else None


class RefuseWritesDuringOnderhoud:
    """Answer a write during maintenance with 503 and when to try again; reading goes on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let reads pass, and writes when no maintenance is announced."""
        if request.method in VEILIG or read_onderhoud() is None:
            return self.get_response(request)
        if request.path.startswith(PROGRAMMAS):
            antwoord = make_probleem(
                503, "Er wordt een grote aanlevering verwerkt. Probeer het na Retry-After opnieuw."
            )
        else:
            antwoord = render(request, "interface/onderhoud.html", status=503)
        antwoord["Retry-After"] = "60"
        return antwoord
