"""Signing in beyond a password: attempts that are counted, a second factor, and an own directory."""

import re
from datetime import date
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from vth.organisaties.tests.builders import load_map
from vth.toegang.models import Gebruiker, Lidmaatschap

pytestmark = pytest.mark.django_db
WACHTWOORD = "een-lang-wachtwoord"


@pytest.fixture(autouse=True)
def lege_tellers(db: None) -> None:
    cache.clear()


@pytest.fixture
def gebruiker() -> Gebruiker:
    return Gebruiker.objects.create_user("bo", password=WACHTWOORD, naam="Bo Beheerder")


def sign_in(client: Client, wachtwoord: str = WACHTWOORD) -> "object":
    return client.post("/aanmelden", {"login": "bo", "password": wachtwoord})


def make_code(geheim: str) -> str:
    """Compute the code that an authenticator app shows now."""
    return str(format_hotp_value(hotp_value(geheim, next(iter(yield_hotp_counters_from_time())))))


def test_sixth_attempt_is_refused_even_with_the_right_password(client: Client, gebruiker: Gebruiker) -> None:
    for _ in range(5):
        sign_in(client, "fout")
    antwoord = sign_in(client)
    assert "te vaak geprobeerd" in antwoord.content.decode()  # type: ignore[attr-defined]
    assert "_auth_user_id" not in client.session


def test_attempts_on_one_account_do_not_lock_another(client: Client, gebruiker: Gebruiker) -> None:
    Gebruiker.objects.create_user("cor", password=WACHTWOORD)
    for _ in range(5):
        sign_in(client, "fout")
    client.post("/aanmelden", {"login": "cor", "password": WACHTWOORD})
    assert "_auth_user_id" in client.session


def activate(client: Client) -> str:
    """Set up the second factor as a person does, and give its secret."""
    assert client.get("/account/tweede-factor/aan")["Location"].startswith("/aanmelden/bevestig")
    client.post("/aanmelden/bevestig", {"password": WACHTWOORD})
    pagina = client.get("/account/tweede-factor/aan").content.decode()
    geheim = re.search(r"<code>([A-Z2-7]+)</code>", pagina)
    assert geheim
    antwoord = client.post("/account/tweede-factor/aan", {"code": make_code(geheim[1])})
    assert antwoord.status_code == 302
    return geheim[1]


def test_password_alone_is_not_enough_once_the_second_factor_is_on(
    client: Client, gebruiker: Gebruiker
) -> None:
    sign_in(client)
    geheim = activate(client)
    client.post("/afmelden")
    assert sign_in(client)["Location"] == "/aanmelden/code"  # type: ignore[index]
    assert "_auth_user_id" not in client.session
    assert "klopt niet" in client.post("/aanmelden/code", {"code": "000000"}).content.decode()
    cache.clear()
    client.post("/aanmelden/code", {"code": make_code(geheim)})
    assert client.session["_auth_user_id"] == str(gebruiker.pk)


def test_recovery_code_works_once(client: Client, gebruiker: Gebruiker) -> None:
    sign_in(client)
    activate(client)
    code = re.findall(r"<code>(\d{8})</code>", client.get("/account/herstelcodes").content.decode())[0]
    for gelukt in (True, False):
        client.post("/afmelden")
        cache.clear()
        sign_in(client)
        client.post("/aanmelden/code", {"code": code})
        assert ("_auth_user_id" in client.session) is gelukt


def test_secret_of_the_second_factor_is_not_readable_in_the_database(
    client: Client, gebruiker: Gebruiker
) -> None:
    sign_in(client)
    geheim = activate(client)
    assert geheim not in str(Authenticator.objects.get(type=Authenticator.Type.TOTP).data)


@pytest.mark.parametrize(("rol", "gevraagd"), [("toezichthouder", True), ("lezer", False)])
def test_who_sees_what_is_confidential_must_set_up_a_second_factor(
    client: Client, gebruiker: Gebruiker, settings: Settings, tmp_path: Path, rol: str, gevraagd: bool
) -> None:
    settings.TWEEDE_FACTOR = "verplicht"
    load_map(tmp_path / "stam")
    Lidmaatschap.objects.create(gebruiker=gebruiker, organisatie="OD-NOORD", rol=rol, begin=date(2024, 1, 1))
    sign_in(client)
    antwoord = client.get("/register/")
    assert (antwoord.status_code == 302 and antwoord["Location"] == "/account/tweede-factor/aan") is gevraagd
