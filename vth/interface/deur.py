"""The door of the interface: what holds for every question and answer, whichever room gives it.

A body that is too large and a name in the address that means nothing are refused; an answer tells the version, carries
a mark with which it need not be sent twice, and an error has the shape of a problem.
"""

import difflib
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import wraps
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, re_path
from django.utils.cache import get_conditional_response, patch_vary_headers

from .antwoord import write_merk
from .invoer import Veldfout
from .probleem import INHOUDSOORT, RAND_BYTES, make_probleem
from .versie import VERSIE

LEZEND = ("GET", "HEAD")
SPAARZAAM = tuple((methode, 200) for methode in LEZEND)
INHOUD = ("application/json", "application/geo+json")
# Which names an address may carry, per method; None means that nobody looks.
Namen = Mapping[str, Collection[str]] | None


def wrap_adressen(
    urls: Sequence[URLPattern | URLResolver], namen: Mapping[str, Mapping[str, Collection[str]]]
) -> list[URLPattern | URLResolver]:
    """Put the door before every view, and a problem on every address that is not there.

    `namen` gives per path of the document and method which names its address may carry.
    """
    for patroon in urls:
        if isinstance(patroon, URLPattern):
            pad = "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(patroon.pattern))
            patroon.callback = wrap_view(patroon.callback, namen.get(pad))
    return [*urls, re_path("", wrap_view(_show_niets))]


def wrap_view(view: Callable[..., HttpResponseBase], namen: Namen = None) -> Callable[..., HttpResponseBase]:
    """Put the door before one view."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        vreemd = _list_vreemd(request, namen)
        # A question that only reads is put all the same, so that all that is wrong with it is told at once.
        if vreemd and request.method not in LEZEND:
            antwoord: HttpResponseBase = _make_ongeldig(vreemd)
        else:
            antwoord = _refuse_te_groot(request) or view(request, *args, **kwargs)
            antwoord = _add_vreemd(_as_probleem(_spare(request, antwoord)), vreemd)
        antwoord["API-Version"] = VERSIE
        return antwoord

    return answer


def _show_niets(_request: HttpRequest) -> HttpResponse:
    """Answer an address that does not exist."""
    return make_probleem(
        404, "Dit adres bestaat niet. De adressen staan in openapi.json; geen ervan eindigt op een /."
    )


def _list_vreemd(request: HttpRequest, namen: Namen) -> list[Veldfout]:
    """List the names in the address that mean nothing here: a filter that is not read would seem to have worked."""
    if namen is None:
        return []
    mag = sorted(namen.get(str(request.method), ()))
    return [_make_vreemd(naam, mag) for naam in request.GET if naam not in mag][:10]


def _make_ongeldig(fouten: Sequence[Veldfout]) -> HttpResponse:
    """Answer a question that cannot be read, with every fault."""
    return make_probleem(400, " ".join(f.melding for f in fouten), velden=fouten)


def _make_vreemd(naam: str, mag: Sequence[str]) -> Veldfout:
    """Say of a name that it means nothing, and which one may have been meant."""
    lijkt = difflib.get_close_matches(naam[:60], mag, 1)
    wat = f"Bedoelt u ‘{lijkt[0]}’? " if lijkt else ""
    keus = f"Kies uit: {', '.join(mag)}." if mag else "Dit adres kent er geen."
    return Veldfout(naam[:60], f"De parameter ‘{naam[:60]}’ bestaat niet. {wat}{keus}", "onbekende_parameter")


def _add_vreemd(antwoord: HttpResponseBase, vreemd: Sequence[Veldfout]) -> HttpResponseBase:
    """Tell what means nothing together with what else is wrong; who may not ask is told that first."""
    if not vreemd or antwoord.status_code in (401, 403, 413, 429) or antwoord.status_code >= 500:
        return antwoord
    ook: list[dict[str, str]] = []
    if antwoord.status_code == 400 and isinstance(antwoord, HttpResponse):
        ook = orjson.loads(antwoord.content).get("velden", [])
    return _make_ongeldig([*vreemd, *(Veldfout(v["veld"], v["melding"], v["code"]) for v in ook)])


def _as_probleem(antwoord: HttpResponseBase) -> HttpResponseBase:
    """Give an error without the shape of a problem that shape."""
    soort = antwoord.headers.get("Content-Type", "")
    if antwoord.status_code < 400 or soort.startswith(INHOUDSOORT):
        return antwoord
    probleem = make_probleem(antwoord.status_code)
    if "Allow" in antwoord.headers:
        probleem["Allow"] = antwoord.headers["Allow"]
    return probleem


def _spare(request: HttpRequest, antwoord: HttpResponseBase) -> HttpResponseBase:
    """Mark an answer with its content, and send nothing to who has the same already (RFC 9110, If-None-Match)."""
    soort = antwoord.headers.get("Content-Type", "").split(";")[0]
    spaarzaam = (request.method, antwoord.status_code) in SPAARZAAM and soort in INHOUD
    # A file is not read a second time to mark it.
    if not spaarzaam or not isinstance(antwoord, HttpResponse):
        return antwoord
    patch_vary_headers(antwoord, ("Accept", "Accept-Crs", "Authorization", "Cookie"))
    if "ETag" not in antwoord.headers:
        antwoord["ETag"] = write_merk(antwoord.content)
    return get_conditional_response(request, etag=antwoord["ETag"], response=antwoord) or antwoord


def _refuse_te_groot(request: HttpRequest) -> HttpResponse | None:
    """Refuse a body that is larger than a delivery may be, before anything reads it."""
    grens = settings.AANLEVERING_MAX_BYTES + RAND_BYTES
    lengte = request.META.get("CONTENT_LENGTH") or "0"
    if lengte.isdigit() and int(lengte) <= grens:
        return None
    return make_probleem(413, f"Een aanlevering is hoogstens {settings.AANLEVERING_MAX_BYTES // 2**20} MB.")
