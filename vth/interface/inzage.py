"""Noting every look at data of another before it is shown (Logboek Dataverwerkingen, `afspraken.md` 4).

A view says what it is about to show (`note_inzage`); the middleware writes the line and only then lets the answer go.
When the line cannot be written, nothing is shown.
"""

import logging
import uuid
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Protocol

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vth.logboek.verwerkingen import Inzage, make_spoor, record_verwerking
from vth.tijd import klok
from vth.toegang.rules import ALLE_ORGANISATIES, Viewer, decide_inzage
from vth.toegang.zgwclients import Zgwtoegang

from .probleem import make_probleem, wants_probleem

logger = logging.getLogger("vth.interface")
GEEN_REGEL = "Wie er kijkt wordt vastgelegd, en dat lukt nu niet. Daarom wordt er niets getoond. Probeer het over een minuut opnieuw."


def note_inzage(
    request: Any,
    naam: str,
    *,
    leveranciers: Iterable[str],
    soorten: Iterable[str],
    aantal: int,
    personen: Iterable[uuid.UUID] = (),
    altijd: bool = False,
) -> None:
    """Say that a request is about to show something, unless it is only what the viewer's own suppliers said.

    Natural persons, and with `altijd` everything (a download), are noted whoever said it.
    """
    van, over, viewer = set(leveranciers), set(personen), request.viewer
    if not aantal or not (altijd or over or van - viewer.zicht.leveranciers):
        return
    request.inzagen.append(Inzage(naam, aantal, van, set(soorten), over))


class Getoond(Protocol):
    """What of a row the log of reads asks: who said it, and which kind it is; a line of a list, or a record itself."""

    @property
    def leverancier(self) -> str:
        """Give who said it."""

    @property
    def soort(self) -> str:
        """Give which kind of record it is."""


def note_rijen(
    request: Any,
    naam: str,
    rijen: Iterable[Getoond],
    *,
    personen: Iterable[uuid.UUID] = (),
    altijd: bool = False,
) -> None:
    """Note a list, or records shown without more, as `note_inzage`; a natural person is in no list by name."""
    getoond = list(rijen)
    note_inzage(
        request,
        naam,
        leveranciers={r.leverancier for r in getoond},
        soorten={r.soort for r in getoond},
        aantal=len(getoond),
        personen=personen,
        altijd=altijd,
    )


class RecordInzagen:
    """Write what was noted to the log of reads before the answer leaves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        """Let the request be answered, and hold the answer back until its lines are committed."""
        request.inzagen, begin = [], klok.now()
        antwoord = self.get_response(request)
        if not request.inzagen:
            return antwoord
        try:
            for inzage in request.inzagen:
                _record(request, inzage, begin, gelukt=antwoord.status_code < 400)
        except DatabaseError:
            logger.exception("een regel van het verwerkingenlogboek is niet geschreven")
            antwoord.close()
            return _refuse(request)
        return antwoord


def _record(request: Any, inzage: Inzage, begin: datetime, *, gelukt: bool) -> None:
    """Write one line, under the first ground that covers a kind of data that was shown."""
    viewer: Viewer = request.viewer
    elders: Zgwtoegang | None = getattr(request, "zgwtoegang", None)
    gronden = [b.grond.id for s in sorted(inzage.soorten) if (b := decide_inzage(viewer, s)).grond]
    record_verwerking(
        spoor=make_spoor(request.headers.get("traceparent", "")),
        inzage=inzage,
        activiteit=gronden[0] if gronden else "onbekend",
        actor=viewer.actor,
        organisatie=",".join(sorted(viewer.organisaties - {ALLE_ORGANISATIES})),
        vraag=request.get_full_path(),
        begin=begin,
        eind=klok.now(),
        gelukt=gelukt,
        client=elders.client_id if elders else None,
        eindgebruiker=elders.eindgebruiker if elders else None,
    )


def _refuse(request: HttpRequest) -> HttpResponse:
    """Answer that nothing is shown."""
    if wants_probleem(request):
        return make_probleem(503, GEEN_REGEL, code="niet_vastgelegd")
    return render(request, "interface/niet_vastgelegd.html", {"reden": GEEN_REGEL}, status=503)
