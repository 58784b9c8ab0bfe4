"""Errors of the programming interface, all in one shape: `application/problem+json` (RFC 9457), in Dutch.

Members: `status`, `title`, `detail`, `code` (stable, for programs) and, for wrong input, `velden`: every fault at once.
"""

import logging
import math
import uuid
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import orjson
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from vth.toegang.rules import GeenToegangError
from vth.toegang.zgwjwt import JwtError

from .invoer import InvoerError, TijdreizenError, Veldfout
from .plaats import PlaatsError
from .stelsel import StelselError
from .versie import VERSIE

logger = logging.getLogger("vth.interface")
# What a body may be larger than its file: the other fields and the edges between them.
RAND_BYTES = 64 * 1024
INHOUDSOORT = "application/problem+json"
# Where only programs come, and where a browser comes as well.
ZGW = "/zgw/"
PROGRAMMAS, BEIDE = ("/api/", ZGW), "/ogc/"
TITELS = {
    400: ("ongeldige_vraag", "De vraag is niet te lezen"),
    401: ("niet_aangemeld", "U bent niet aangemeld"),
    403: ("geen_toegang", "U mag dit niet"),
    404: ("bestaat_niet", "Dit bestaat niet, of u mag het niet zien"),
    405: ("methode_bestaat_niet", "Dit kan niet op dit adres"),
    406: ("niet_te_geven", "Zo kan het antwoord niet worden gegeven"),
    409: ("past_niet_bij_toestand", "Dit past niet bij hoe het er nu voor staat"),
    412: ("voorwaarde_klopt_niet", "De voorwaarde in de vraag klopt niet"),
    413: ("te_groot", "Het bestand is te groot"),
    422: ("niet_aanvaard", "Dit is niet aanvaard"),
    429: ("te_vaak", "U vraagt te veel in korte tijd"),
    500: ("fout_in_open_vth", "Er ging iets mis in Open VTH zelf"),
    503: ("onderhoud", "Open VTH is even alleen-lezen"),
}
# What pydantic calls a fault, and what people read; {waarde} is what was given.
MELDINGEN = {
    "missing": "Dit veld is verplicht.",
    "extra_forbidden": "Dit veld bestaat niet. Haal het weg.",
    "date": "‘{waarde}’ is geen dag. Schrijf jaar, maand en dag, zoals 2025-04-22.",
    "datetime": "‘{waarde}’ is geen moment. Schrijf het als 2025-04-22T14:03:00+02:00.",
    "int": "‘{waarde}’ is geen geheel getal.",
    "float": "‘{waarde}’ is geen getal.",
    "bool": "‘{waarde}’ is geen ja of nee. Schrijf true of false.",
    "uuid": "‘{waarde}’ is geen identificatie.",
    "enum": "‘{waarde}’ is geen van de waarden die kunnen: {mag}.",
    "literal": "‘{waarde}’ is geen van de waarden die kunnen: {mag}.",
    "greater": "‘{waarde}’ is te klein; het kleinste is {mag}.",
    "less": "‘{waarde}’ is te groot; het grootste is {mag}.",
    "string": "‘{waarde}’ is te lang, te kort, of geen tekst.",
    "value": "‘{waarde}’ kan hier niet.",
}


def wants_probleem(request: HttpRequest) -> bool:
    """Tell whether an error goes out as a problem and not as a page: to a program, by where it asks and what it accepts."""
    if request.path.startswith(PROGRAMMAS):
        return True
    # The address is not taken apart: that may be what failed.
    vraag = request.META.get("QUERY_STRING", "").split("&")
    pagina = "text/html" in request.headers.get("Accept", "") or "f=html" in vraag
    return request.path.startswith(BEIDE) and not pagina


def make_probleem(
    status: int, detail: str = "", *, code: str = "", velden: Iterable[Veldfout] = ()
) -> HttpResponse:
    """Make the answer of one error."""
    standaard, titel = TITELS.get(status, ("fout", "Dit ging niet goed"))
    inhoud: dict[str, Any] = {
        "status": status,
        "title": titel,
        "detail": detail or titel + ".",
        "code": code or standaard,
    }
    if fouten := [{"veld": v.veld, "code": v.code, "melding": v.melding} for v in velden]:
        inhoud["velden"] = fouten
    antwoord = HttpResponse(orjson.dumps(inhoud), status=status, content_type=INHOUDSOORT)
    antwoord["API-Version"] = VERSIE
    return antwoord


def set_handlers(
    api: NinjaAPI,
    *,
    bestaat_niet: Sequence[type[Exception]] = (),
    niet_aanvaard: Sequence[type[Exception]] = (),
    past_niet: Sequence[type[Exception]] = (),
) -> None:
    """Let an API answer each error as a problem; rooms upstairs name which of their errors mean what."""

    def handle(soort: type[Exception], maak: Callable[[Any], HttpResponse]) -> None:
        api.add_exception_handler(soort, lambda _request, fout: maak(fout))

    # One answer for what is not there and for what may not be seen: nobody learns which of the two it is.
    verborgen: list[type[Exception]] = [Http404, *bestaat_niet]
    for soort in verborgen:
        handle(soort, lambda _fout: make_probleem(404, "Controleer de identificatie en of u bent aangemeld."))
    for soort in niet_aanvaard:
        handle(soort, lambda fout: make_probleem(422, str(fout)))
    for soort in past_niet:
        handle(soort, lambda fout: make_probleem(409, str(fout)))
    handle(GeenToegangError, lambda fout: make_probleem(403, str(fout)))
    handle(InvoerError, lambda fout: make_probleem(400, str(fout), velden=fout.fouten))
    handle(PlaatsError, lambda f: make_probleem(400, str(f), code="plaats_ongeldig", velden=f.fouten))
    handle(StelselError, lambda fout: make_probleem(406, str(fout)))
    handle(TijdreizenError, lambda f: make_probleem(403, str(f), code="TijdreizenNietOndersteund"))
    handle(ValidationError, lambda fout: _make_invoerprobleem([_read_fout(f) for f in fout.errors]))
    handle(JwtError, lambda fout: make_probleem(403, str(fout), code=fout.code))
    handle(AuthenticationError, lambda _fout: make_probleem(401, "Meld u aan en vraag opnieuw."))
    handle(HttpError, _make_httpprobleem)
    _set_lichaamhandlers(handle)
    handle(Exception, _make_onverwacht)


class AddZgwleden:
    """Add to every error at `/zgw/` what the standard asks beside ours, whoever made it: the door, a page or a middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add `type`, `instance`, and `invalidParams` for wrong input."""
        antwoord = self.get_response(request)
        soort = antwoord.headers.get("Content-Type", "")
        if not request.path.startswith(ZGW) or not soort.startswith(INHOUDSOORT):
            return antwoord
        inhoud = orjson.loads(antwoord.content)
        inhoud |= {"type": "about:blank", "instance": f"urn:uuid:{uuid.uuid4()}"}
        if velden := inhoud.get("velden"):
            inhoud["invalidParams"] = [
                {"name": v["veld"], "code": v["code"], "reason": v["melding"]} for v in velden
            ]
        antwoord.content = orjson.dumps(inhoud)
        if "Content-Length" in antwoord:
            antwoord["Content-Length"] = str(len(antwoord.content))
        return antwoord


def _set_lichaamhandlers(handle: Callable[[type[Exception], Callable[[Any], HttpResponse]], None]) -> None:
    """Let a body that cannot be read be the fault of who sent it."""
    handle(RequestDataTooBig, lambda _fout: make_probleem(413, "Het lichaam van de vraag is te groot."))
    for soort in (MultiPartParserError, UnreadablePostError, SuspiciousOperation):
        handle(
            soort,
            lambda _fout: make_probleem(
                400,
                "Het lichaam van de vraag is niet te lezen. Stuur het als multipart/form-data.",
                code="lichaam",
            ),
        )


def _make_invoerprobleem(velden: Sequence[Veldfout]) -> HttpResponse:
    """Answer input that cannot be read, with every fault."""
    tekst = "Er is 1 veld" if len(velden) == 1 else f"Er zijn {len(velden)} velden"
    return make_probleem(400, f"{tekst} niet te gebruiken; zie `velden`.", velden=velden)


def _make_httpprobleem(fout: HttpError) -> HttpResponse:
    """Answer an error of the library; the only 403 it gives is a missing CSRF token."""
    if fout.status_code == 403:
        detail = "Het CSRF-token ontbreekt of klopt niet. Stuur de waarde van de cookie csrftoken mee als X-CSRFToken."
        return make_probleem(403, detail, code="csrf")
    if isinstance(fout, Throttled):
        probleem = make_probleem(429, "Wacht even en vraag dan opnieuw; Retry-After zegt hoeveel seconden.")
        probleem["Retry-After"] = str(math.ceil(fout.wait or 1))
        return probleem
    return make_probleem(fout.status_code if fout.status_code in TITELS else 400)


def _make_onverwacht(fout: Exception) -> HttpResponse:
    """Answer what nobody foresaw: the reason goes to the log of the machine, not to who asks."""
    logger.error("onverwachte fout in de interface", exc_info=fout)
    return make_probleem(
        500, "Er is niets gewijzigd. Probeer het later opnieuw, of meld het aan de beheerder."
    )


def _read_fout(fout: dict[str, Any]) -> Veldfout:
    """Read one fault of pydantic as a Dutch sentence about a field."""
    plek = [
        str(deel) for deel in fout["loc"] if deel not in ("query", "path", "body", "form", "file", "header")
    ]
    soort = str(fout["type"])
    sleutel = next((s for s in (soort, *MELDINGEN) if s in MELDINGEN and soort.startswith(s)), "value")
    context = fout.get("ctx") or {}
    mag = (
        context.get("expected")
        or context.get("ge")
        or context.get("gt")
        or context.get("le")
        or context.get("lt")
    )
    waarde = str(fout.get("input", ""))[:60] if soort != "missing" else ""
    melding = MELDINGEN[sleutel].format(waarde=waarde, mag=str(mag).replace(" or ", " of "))
    return Veldfout(".".join(plek[-1:]) or "vraag", melding, soort)
