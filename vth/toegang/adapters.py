"""Where Open VTH differs from allauth: no sign-up, secrets sealed in the database, accounts of an own directory."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from .directoryfactor import keep_directoryfactor

KLOPT_NIET = "De gebruikersnaam of het wachtwoord klopt niet. Let op hoofdletters, en probeer het opnieuw."
TE_VAAK = "Er is te vaak geprobeerd. Wacht vijf minuten en probeer het dan opnieuw."


class Accountadapter(DefaultAccountAdapter):
    """Accounts are made by an administrator; the answer never tells whether an account exists."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": KLOPT_NIET,
        "account_inactive": KLOPT_NIET,
        "too_many_login_attempts": TE_VAAK,
        "rate_limited": TE_VAAK,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for himself."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing at signing in and out: the page itself shows it."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send nothing: Open VTH keeps no mail address of who works with it."""


class Directoryadapter(DefaultSocialAccountAdapter):
    """Accounts that an organisation's own directory vouches for; they may do nothing until somebody gives a role."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Make an account at first sight: the directory decides who exists, memberships decide who may what."""
        return True

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never ask the person anything: the directory knows."""
        return True

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Keep whether the directory asked for a second factor; who must have one and has none is asked for ours."""
        keep_directoryfactor(request, sociallogin)

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        """Name the account after the directory and its number there, so that no existing account is taken over."""
        gebruiker = super().populate_user(request, sociallogin, data)
        account = sociallogin.account
        gebruiker.username = f"{account.provider}-{hashlib.sha256(account.uid.encode()).hexdigest()[:24]}"
        gebruiker.naam = str(data.get("name") or data.get("username") or "")[:150]
        gebruiker.email = ""
        sociallogin.email_addresses = list[EmailAddress]()
        return gebruiker

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> Any:
        """Keep the account under the name given above."""
        gebruiker = sociallogin.user
        gebruiker.set_unusable_password()
        sociallogin.save(request)
        return gebruiker


class Tweedefactoradapter(DefaultMFAAdapter):
    """The second factor: its secrets are encrypted with the key of the installation."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "De code klopt niet. Neem de nieuwste code.",
    }

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """Name the account in the authenticator app."""
        return user.get_username()

    def encrypt(self, text: str) -> str:
        """Seal a secret before it goes to the database."""
        return _make_fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret that `encrypt` sealed."""
        return _make_fernet().decrypt(encrypted_text.encode()).decode()


def _make_fernet() -> Fernet:
    """Derive the key from the secret of the installation, apart from its other uses."""
    sleutel = hashlib.sha256(b"vth.toegang.tweedefactor" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(sleutel))
