"""Answers of the programming interface: JSON without open ends, and links to the pages around."""

import hashlib
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import orjson
from django.http import HttpRequest, HttpResponse

from vth.tijd.rules import OPEN_DAG, OPEN_TIJDSTIP

from .stelsel import write_kop

WEG, DIEP = (OPEN_DAG, OPEN_TIJDSTIP), (dict, list, tuple)


def make_antwoord(
    inhoud: Mapping[str, Any],
    *,
    status: int = 200,
    location: str = "",
    stelsel: str = "",
    vluchtig: Collection[str] = (),
) -> HttpResponse:
    """Write an answer; what is not known and an end that is open are left out.

    `stelsel` tells in which coordinates its geometry is. Members named in `vluchtig` differ each time that one asks,
    as the moment does: they do not count for the mark of the answer.
    """
    vol = drop_leeg({**inhoud})
    antwoord = HttpResponse(
        orjson.dumps(vol, default=write_waarde), status=status, content_type="application/json"
    )
    if location:
        antwoord["Location"] = location
    if stelsel:
        antwoord["Content-Crs"] = write_kop(stelsel)
    if vluchtig:
        vast = {naam: waarde for naam, waarde in vol.items() if naam not in vluchtig}
        antwoord["ETag"] = write_merk(orjson.dumps(vast, default=write_waarde) + stelsel.encode())
    return antwoord


def write_merk(inhoud: bytes) -> str:
    """Write the mark of some content; weak, for it tells of the content and not of how it was packed."""
    return f'W/"{hashlib.sha256(inhoud).hexdigest()[:32]}"'


def drop_leeg(waarde: Any) -> Any:
    """Leave out members without a value and open ends, at every depth."""
    # By the class itself: asking the abstract ones took a third of the time of writing a list.
    if isinstance(waarde, dict):
        return {k: drop_leeg(v) if isinstance(v, DIEP) else v for k, v in waarde.items() if not _is_leeg(v)}
    if isinstance(waarde, (list, tuple)):
        return [drop_leeg(v) if isinstance(v, DIEP) else v for v in waarde]
    return waarde


def _is_leeg(waarde: Any) -> bool:
    """Tell whether a member says nothing."""
    return waarde is None or (isinstance(waarde, date) and waarde in WEG)


def make_links(request: HttpRequest, *, vorige: str = "", volgende: str = "") -> dict[str, Any]:
    """Make the links of a page of a list: itself, and the pages before and after it."""
    vraag = {k: v for k, v in request.GET.items() if k != "vanaf"}
    links = {"self": {"href": request.build_absolute_uri()}}
    for naam, plaats in (("prev", vorige), ("next", volgende)):
        if plaats:
            adres = f"{request.path}?{urlencode({**vraag, 'vanaf': plaats})}"
            links[naam] = {"href": request.build_absolute_uri(adres)}
    return links


def as_camel(naam: str) -> str:
    """Write the name of a field as the interface does: `seveso_niveau` becomes `sevesoNiveau`."""
    kop, *rest = naam.split("_")
    return kop + "".join(deel.capitalize() for deel in rest)


def write_waarde(waarde: Any) -> Any:
    """Write an exact number as a number."""
    if isinstance(waarde, Decimal):
        return int(waarde) if waarde == waarde.to_integral_value() else float(waarde)
    raise TypeError(f"{type(waarde).__name__} kan niet in een antwoord")
