"""What every request carries: the viewer, made from the account that is logged in."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from vth.interface.probleem import ZGW
from vth.organisaties.selectors import make_viewer
from vth.tijd import klok
from vth.toegang.claim import claim_zicht
from vth.toegang.rules import NIEMAND, Viewer
from vth.toegang.tokens import find_toegang, limit_viewer
from vth.toegang.zgwclients import find_zgwtoegang
from vth.toegang.zgwjwt import JwtError, is_jwt


class HandInViewer:
    """Put `request.viewer` on each request, made once; on PostgreSQL the second lock opens for it, in one transaction."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand in the viewer and go on."""
        request.viewer = SimpleLazyObject(lambda: read_viewer(request))  # type: ignore[attr-defined]
        if connection.vendor != "postgresql" or not is_iemand(request):
            return self.get_response(request)
        with claim_zicht(request.viewer.zicht):  # type: ignore[attr-defined]
            return self.get_response(request)


def is_iemand(request: HttpRequest) -> bool:
    """Tell whether anybody shows who he is; the database is not asked for who shows nothing, and opens for nobody."""
    return "Authorization" in request.headers or request.user.is_authenticated


def read_viewer(request: HttpRequest) -> Viewer:
    """Give the viewer of whoever shows a token or is logged in, as of today; NIEMAND when there is neither.

    A token that is worth nothing gives NIEMAND, also beside a session: what was shown counts.
    """
    soort, _, token = request.headers.get("Authorization", "").partition(" ")
    if soort.lower() == "bearer":
        # The JWT of the standard is read here and nowhere else.
        if request.path.startswith(ZGW) and is_jwt(token):
            return _read_zgwviewer(request, token.strip())
        toegang = find_toegang(token.strip())
        return (
            limit_viewer(make_viewer(toegang.gebruiker, klok.today()), toegang.rechten)
            if toegang
            else NIEMAND
        )
    if not request.user.is_authenticated:
        return NIEMAND
    return make_viewer(request.user, klok.today())


def _read_zgwviewer(request: Any, token: str) -> Viewer:
    """Give the viewer of a case system at its one organisation; NIEMAND for a JWT that is refused, with the reason on the request."""
    try:
        toegang = find_zgwtoegang(token)
    except JwtError as fout:
        request.aanmeldfout = fout
        return NIEMAND
    request.zgwtoegang = toegang
    viewer = make_viewer(toegang.gebruiker, klok.today(), organisatie=toegang.organisatie)
    return limit_viewer(viewer, toegang.rechten)
