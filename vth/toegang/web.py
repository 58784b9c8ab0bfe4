"""Signing in and out, and what a person keeps of the own account: the second factor and tokens for programs.

Django changes the session key at signing in and out, so that a planted session is worth nothing.
"""

import uuid
from typing import Any

from allauth.account.views import LoginView
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST
from requests import RequestException

from .forms import TokenForm
from .selectors import list_lidmaatschappen_nu, list_rechten
from .tokens import Geheim, TokenError, close_toegangstoken, list_toegangstokens, record_toegangstoken


class Aanmelden(LoginView):
    """Ask for user name and password, and go on to where the user was going, on this site only."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say that somebody was going somewhere, and which directory can vouch for people."""
        apps: list[dict[str, Any]] = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]  # type: ignore[assignment]
        return super().get_context_data(
            onderweg=bool(self.request.GET.get("next")), directory=apps[0] if apps else None, **kwargs
        )


def go_to_directory(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send a person to the directory; when that does not answer, the page says so and nothing is lost."""
    try:
        antwoord: HttpResponse = oidc.login(request, provider_id)
    except RequestException:
        return render(request, "socialaccount/authentication_error.html", status=503)
    return antwoord


class Afmelden(LogoutView):
    """End the session (only by POST, so that no link on another site can)."""


@login_required
def show_account(request: HttpRequest) -> HttpResponse:
    """Show a person the own account: roles, second factor and tokens."""
    return _show_account(request, TokenForm(rechten=list_rechten(request.viewer)))  # type: ignore[attr-defined]


@login_required
@require_POST
def record_token(request: HttpRequest) -> HttpResponse:
    """Make a token and show its secret, this once."""
    viewer = request.viewer  # type: ignore[attr-defined]
    form = TokenForm(request.POST, rechten=list_rechten(viewer))
    if not form.is_valid():
        return _show_account(request, form, status=422)
    try:
        _, geheim = record_toegangstoken(viewer=viewer, **form.cleaned_data)
    except TokenError as fout:
        form.add_error(None, str(fout))
        return _show_account(request, form, status=422)
    return _show_account(request, TokenForm(rechten=list_rechten(viewer)), geheim=geheim)


@login_required
@require_POST
def close_token(request: HttpRequest, token_id: uuid.UUID) -> HttpResponse:
    """Withdraw a token."""
    try:
        close_toegangstoken(viewer=request.viewer, token_id=token_id)  # type: ignore[attr-defined]
        messages.success(request, "Het token is ingetrokken. Wie het nog gebruikt, wordt geweigerd.")
    except TokenError as fout:
        messages.error(request, str(fout))
    return redirect("toegang:account")


def _show_account(
    request: Any, form: TokenForm, *, geheim: Geheim | None = None, status: int = 200
) -> HttpResponse:
    """Show the page of the account; a secret that was just made stands on it once."""
    inhoud = {
        "lidmaatschappen": list_lidmaatschappen_nu(request.user),
        "tokens": list_toegangstokens(request.viewer),
        "form": form,
        "geheim": geheim,
        "verplicht": settings.TWEEDE_FACTOR == "verplicht",
    }
    return render(request, "toegang/account.html", inhoud, status=status)
