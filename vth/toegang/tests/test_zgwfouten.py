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


def test_a_refused_jwt_does_not_fall_back_on_a_session(client: Browser, account: Gebruiker):
    client.force_login(account)
    assert ask(client, make_jwt("x" * 43)).status_code == 403
