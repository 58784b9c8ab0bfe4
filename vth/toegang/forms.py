"""The form to sign in with."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm


class AanmeldForm(AuthenticationForm):
    """User name and password; the answer never tells which of the two was wrong, or whether the account exists."""

    error_messages = {
        "invalid_login": "De gebruikersnaam of het wachtwoord klopt niet. Let op hoofdletters, en probeer het opnieuw.",
        "inactive": "De gebruikersnaam of het wachtwoord klopt niet. Let op hoofdletters, en probeer het opnieuw.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Gebruikersnaam"
        self.fields["password"].label = "Wachtwoord"
        self.fields["password"].widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
