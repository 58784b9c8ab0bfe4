"""Asking for the second factor of whoever may see what is confidential."""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from .directoryfactor import is_bevestigd
from .rules import Viewer, needs_tweede_factor

# Where no page can be shown, but only an error.
PROGRAMMA = ("/api/", "/zgw/")
# Where one must be able to come to set up the second factor, or to leave.
VRIJ = ("/aanmelden", "/afmelden", "/account", "/static/")


class AskTweedeFactor:
    """Lead an account that must use a second factor and has none to where it is set up; a program is not asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on, or lead to the page of the second factor."""
        if settings.TWEEDE_FACTOR == "verplicht" and self._must_ask(request):
            if request.path.startswith(PROGRAMMA):
                raise PermissionDenied("Zet eerst uw tweede factor aan, op de bladzijde van uw account.")
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    def _must_ask(self, request: Any) -> bool:
        """Tell whether this person must first set up a second factor."""
        if not request.user.is_authenticated or request.path.startswith(VRIJ) or is_via_directory(request):
            return False
        viewer: Viewer = request.viewer
        return needs_tweede_factor(viewer.zicht) and not is_mfa_enabled(request.user)


def is_via_directory(request: Any) -> bool:
    """Tell whether the person signed in through the organisation's directory, with the second factor asked there."""
    return any(is_bevestigd(request, r) for r in get_authentication_records(request, request.user))
