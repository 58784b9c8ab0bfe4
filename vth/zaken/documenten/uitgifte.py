"""Sending the bytes of a document: never to be shown by a browser itself, and nothing in them may run."""

from typing import Protocol

from django.http import FileResponse

from .bewaarplaats import get_opslag
from .rules import SOORTEN

# What somebody else wrote never runs here, whatever a browser makes of it.
AFGESLOTEN = "default-src 'none'; sandbox"
FORMATEN = {s.formaat for s in SOORTEN}


class Bewaard(Protocol):
    """What is sent: a version of a document, of this room or of one above."""

    @property
    def sha256(self) -> str:
        """The bytes."""

    @property
    def bestandsomvang(self) -> int:
        """How many there are."""

    @property
    def formaat(self) -> str:
        """The media type."""

    @property
    def bestandsnaam(self) -> str:
        """The name that is safe to save under."""


def send_versie(versie: Bewaard) -> FileResponse:
    """Make the answer that sends one version. Raises FileNotFoundError when its bytes are not in the store."""
    # The media type is one of ours by the bytes, not one that somebody sent.
    soort = versie.formaat if versie.formaat in FORMATEN else "application/octet-stream"
    bestand = get_opslag().open(versie.sha256)
    antwoord = FileResponse(bestand, as_attachment=True, filename=versie.bestandsnaam, content_type=soort)
    antwoord["Content-Length"] = str(versie.bestandsomvang)
    return seal(antwoord)


def seal(antwoord: FileResponse) -> FileResponse:
    """Let nothing in an answer run, and let no other site use it."""
    antwoord["Content-Security-Policy"] = AFGESLOTEN
    antwoord["X-Content-Type-Options"] = "nosniff"
    antwoord["Cross-Origin-Resource-Policy"] = "same-origin"
    return antwoord
