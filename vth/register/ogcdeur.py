"""How a question of OGC API Features comes in and its answer goes out: as JSON or as a page, to whoever may ask."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from vth.interface.aanmelding import Tempo, check_tempo, is_bekend
from vth.interface.deur import wrap_view
from vth.interface.invoer import InvoerError, Veldfout
from vth.interface.probleem import make_probleem
from vth.interface.vraag import Vraag

from .selectors import BestaatNietError

JSON, HTML = "application/json", "text/html"
VORMEN = {"json": JSON, "html": HTML}
TEMPO = Tempo(settings.API_TEMPO)


class NietAangemeldError(Exception):
    """Whoever asks is nobody."""


def ogc_view(*namen: str, aangemeld: bool = False) -> Callable[[Callable[..., HttpResponse]], Any]:
    """Make a view of OGC API Features: `namen` are the parameters that it knows beside `f`.

    With `aangemeld` only for who shows a token or is signed in. An error is a problem to a program and a page to a
    person.
    """
    mag = {methode: {"f", *namen} for methode in ("GET", "HEAD")}

    def decorate(view: Callable[..., HttpResponse]) -> Any:
        @require_safe
        @wraps(view)
        def answer(request: Vraag, *args: Any, **kwargs: Any) -> HttpResponseBase:
            soort = _choose_soort(request)
            try:
                _check_vorm(request)
                if aangemeld and not is_bekend(request):
                    raise NietAangemeldError
                if wacht := check_tempo(TEMPO, request):
                    return _refuse_tempo(wacht)
                return view(request, *args, soort=soort, **kwargs)
            except (InvoerError, BestaatNietError, NietAangemeldError) as fout:
                return _make_fout(request, fout) if soort == JSON else _show_fout(request, fout)

        return wrap_view(answer, mag)

    return decorate


def _choose_soort(request: Vraag) -> str:
    """Choose between JSON and a page: what `f` says, else what the reader likes best, else JSON."""
    if vorm := VORMEN.get(request.GET.get("f", "")):
        return vorm
    voorkeur = request.get_preferred_type(
        [JSON, "application/geo+json", "application/vnd.oai.openapi+json", HTML, "application/xhtml+xml"]
    )
    return HTML if voorkeur in (HTML, "application/xhtml+xml") else JSON


def _check_vorm(request: Vraag) -> None:
    """Refuse a form that is not there."""
    gevraagd = request.GET.get("f")
    if gevraagd is not None and gevraagd not in VORMEN:
        melding = f"‘{gevraagd[:20]}’ is er niet. Kies uit: {', '.join(VORMEN)}."
        raise InvoerError([Veldfout("f", melding, "onbekende_vorm")])


def _make_fout(request: Vraag, fout: Exception) -> HttpResponse:
    """Tell a program what is wrong."""
    if isinstance(fout, InvoerError):
        return make_probleem(400, str(fout), velden=fout.fouten)
    if isinstance(fout, NietAangemeldError):
        probleem = make_probleem(401, "Stuur een token mee: Authorization: Bearer …")
        probleem["WWW-Authenticate"] = "Bearer"
        return probleem
    return make_probleem(404, str(fout))


def _show_fout(request: Vraag, fout: Exception) -> HttpResponse:
    """Show a person what is wrong, or where to sign in."""
    if isinstance(fout, InvoerError):
        raise BadRequest(str(fout)) from fout
    if isinstance(fout, NietAangemeldError) and "Authorization" not in request.headers:
        return redirect_to_login(request.get_full_path())
    if isinstance(fout, NietAangemeldError):
        return _make_fout(request, fout)
    raise Http404(str(fout)) from fout


def _refuse_tempo(wacht: int) -> HttpResponse:
    """Tell who asks too often when to come back."""
    probleem = make_probleem(429, "Wacht even en vraag dan opnieuw; Retry-After zegt hoeveel seconden.")
    probleem["Retry-After"] = str(wacht)
    return probleem
