"""Signing in and out. Django changes the session key at both, so that a planted session is worth nothing."""

from typing import Any

from django.contrib.auth.views import LoginView, LogoutView

from .forms import AanmeldForm


class Aanmelden(LoginView):
    """Ask for user name and password, and go on to where the user was going, on this site only."""

    authentication_form = AanmeldForm
    template_name = "toegang/aanmelden.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say that somebody was going somewhere, so that the page can say why it is shown."""
        return super().get_context_data(onderweg=bool(self.get_redirect_url()), **kwargs)


class Afmelden(LogoutView):
    """End the session (only by POST, so that no link on another site can)."""
