"""Signing in: only with the right password, never to another site, never into a planted session."""

import pytest
from django.test import Client

from vth.toegang.models import Gebruiker

pytestmark = pytest.mark.django_db
WACHTWOORD = "een-lang-wachtwoord"


@pytest.fixture
def gebruiker() -> Gebruiker:
    return Gebruiker.objects.create_user("bo", password=WACHTWOORD, naam="Bo Beheerder")


def sign_in(client: Client, wachtwoord: str = WACHTWOORD, next_: str = "", naam: str = "bo") -> "object":
    return client.post("/aanmelden", {"login": naam, "password": wachtwoord, "next": next_})


def test_right_password_signs_in_and_goes_to_the_start(client: Client, gebruiker: Gebruiker) -> None:
    antwoord = sign_in(client)
    assert (antwoord.status_code, antwoord["Location"]) == (302, "/")
    assert "Bo Beheerder" in client.get("/").content.decode()


@pytest.mark.parametrize(("naam", "wachtwoord"), [("bo", "fout"), ("niemand", "fout"), ("bo", "")])
def test_wrong_password_and_unknown_name_are_refused(
    client: Client, gebruiker: Gebruiker, naam: str, wachtwoord: str
) -> None:
    antwoord = sign_in(client, wachtwoord, naam=naam)
    assert antwoord.status_code == 200
    assert "_auth_user_id" not in client.session


def test_wrong_password_and_unknown_name_and_closed_account_read_the_same(
    client: Client, gebruiker: Gebruiker
) -> None:
    Gebruiker.objects.create_user("weg", password=WACHTWOORD, is_active=False)
    pogingen = [("bo", "fout"), ("niemand", "fout"), ("weg", WACHTWOORD)]
    teksten = {
        sign_in(client, wachtwoord, naam=naam).content.decode().split("vth-fout__lijst")[1].split("</ul>")[0]
        for naam, wachtwoord in pogingen
    }
    assert len(teksten) == 1
    assert "klopt niet" in teksten.pop()


def test_goes_on_to_where_one_was_going(client: Client, gebruiker: Gebruiker) -> None:
    assert sign_in(client, next_="/register/?q=verf")["Location"] == "/register/?q=verf"


@pytest.mark.parametrize(
    "elders", ["https://elders.example/", "//elders.example", "javascript:alert(1)", "/\\elders.example"]
)
def test_never_goes_on_to_another_site(client: Client, gebruiker: Gebruiker, elders: str) -> None:
    assert sign_in(client, next_=elders)["Location"] == "/"


def test_session_key_changes_at_signing_in(client: Client, gebruiker: Gebruiker) -> None:
    client.session["geplant"] = "ja"
    sessie = client.session
    sessie.save()
    client.cookies["sessionid"] = sessie.session_key
    sign_in(client)
    assert client.session.session_key != sessie.session_key


def test_signing_out_ends_the_session_and_only_by_post(client: Client, gebruiker: Gebruiker) -> None:
    sign_in(client)
    assert client.get("/afmelden").status_code == 405
    assert "_auth_user_id" in client.session
    assert client.post("/afmelden")["Location"] == "/"
    assert "_auth_user_id" not in client.session


def test_form_without_token_is_refused_in_dutch(gebruiker: Gebruiker) -> None:
    antwoord = sign_in(Client(enforce_csrf_checks=True))
    assert antwoord.status_code == 403
    assert "verlopen" in antwoord.content.decode()


def test_page_says_why_it_is_shown(client: Client) -> None:
    assert "er voor wie is aangemeld" in client.get("/aanmelden?next=/register/").content.decode()
