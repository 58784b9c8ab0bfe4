"""What a case system that signs in by JWT gets back when something is wrong: the members of the standard, and a limit."""

import pytest
from django.test import Client as Browser

from vth.toegang.models import Gebruiker

from .test_zgwclients import ZAKEN, account, ask, make_client, make_jwt

pytestmark = pytest.mark.django_db
__all__ = ["account"]


def test_a_refusal_has_the_body_of_the_standard(client: Browser, account: Gebruiker):
    make_client(account)
    antwoord = ask(client, make_jwt("x" * 43))
    fout = antwoord.json()
    assert (antwoord.status_code, fout["status"], fout["code"]) == (403, 403, "invalid-jwt-signature")
    assert antwoord["Content-Type"] == "application/problem+json"
    assert {"type", "code", "title", "status", "detail", "instance"} <= set(fout)
    assert fout["instance"].startswith("urn:uuid:")


def test_wrong_input_is_told_by_the_names_of_the_standard_too(client: Browser, account: Gebruiker):
    fout = ask(client, make_jwt(make_client(account)), f"{ZAKEN}?startdatum=onzin").json()
    (vak,) = fout["invalidParams"]
    assert vak["name"] == fout["velden"][0]["veld"] == "startdatum" and vak["reason"] and vak["code"]


@pytest.mark.parametrize(
    ("methode", "adres", "status", "velden"),
    [
        ("get", f"{ZAKEN}?onzin=1", 400, {"onzin"}),
        ("get", f"{ZAKEN}?startdatum=onzin&onzin=1", 400, {"onzin", "startdatum"}),
        ("get", "/zgw/zaken/v1/bestaat-niet", 404, set()),
        ("get", f"{ZAKEN}?identificatie=%00", 400, set()),
        ("post", ZAKEN, 405, set()),
    ],
)
def test_every_error_has_the_members_of_the_standard(
    client: Browser, account: Gebruiker, methode: str, adres: str, status: int, velden: set[str]
):
    kop = {"Authorization": f"Bearer {make_jwt(make_client(account))}"}
    antwoord = getattr(client, methode)(adres, headers=kop)
    fout = antwoord.json()
    assert antwoord.status_code == status, fout
    assert {"type", "code", "title", "status", "detail", "instance"} <= set(fout)
    assert {v["name"] for v in fout.get("invalidParams", [])} == velden
    assert int(antwoord.get("Content-Length", len(antwoord.content))) == len(antwoord.content)


def test_an_address_that_shows_many_refused_jwts_has_to_wait(
    client: Browser, account: Gebruiker, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    geheim = make_client(account)
    monkeypatch.setattr("vth.interface.aanmelding.Geweigerd.allow_request", lambda *_: False)
    antwoord = ask(client, make_jwt("x" * 43))
    assert antwoord.status_code == 429 and antwoord["Retry-After"]
    assert "zaaksysteem-lindeveen is geweigerd: invalid-jwt-signature" in caplog.text
    assert ask(client, make_jwt(geheim)).status_code == 200


def test_a_refused_jwt_does_not_fall_back_on_a_session(client: Browser, account: Gebruiker):
    client.force_login(account)
    assert ask(client, make_jwt("x" * 43)).status_code == 403
