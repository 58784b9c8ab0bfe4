"""The forms of signing in: the words of the house around what allauth checks."""

from collections.abc import Sequence
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms

from .tokens import LANGSTE_DAGEN


class AanmeldForm(LoginForm):
    """User name and password; the answer never tells which of the two was wrong, or whether the account exists."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Gebruikersnaam"
        self.fields["login"].widget = forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none"}
        )
        self.fields["password"].label = "Wachtwoord"
        self.fields["password"].help_text = ""
        self.fields["password"].widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})

    def clean(self) -> dict[str, Any] | None:
        """Answer for a closed account as for one that does not exist."""
        ingevuld: dict[str, Any] | None = super().clean()
        if self.user and not self.user.is_active:
            raise get_adapter().validation_error("username_password_mismatch")
        return ingevuld


class CodeForm(AuthenticateForm):
    """The code of the authenticator app, or one of the recovery codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Code uit uw app, of een herstelcode"
        self.fields["code"].widget = _make_codeveld()


class AanzetForm(ActivateTOTPForm):
    """The first code, which proves that the app has the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Code uit uw app"
        self.fields["code"].widget = _make_codeveld()


class TokenForm(forms.Form):
    """What a token is for, what it may, and how long."""

    naam = forms.CharField(
        label="Waarvoor is het token?", max_length=100, help_text="Zoals: export naar Excel."
    )
    rechten = forms.MultipleChoiceField(label="Wat mag het?", widget=forms.CheckboxSelectMultiple)
    dagen = forms.IntegerField(
        label="Hoeveel dagen geldt het?",
        min_value=1,
        max_value=LANGSTE_DAGEN,
        initial=90,
        help_text="Hoogstens een jaar.",
    )

    def __init__(self, *args: Any, rechten: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rechten"].choices = rechten  # type: ignore[attr-defined]


def _make_codeveld() -> forms.TextInput:
    """Make the control for a code that is used once."""
    return forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True})
