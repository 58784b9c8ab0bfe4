"""Signing in through an organisation's own directory, end to end against a real provider in a process of its own."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.core.cache import cache
from django.test import Client as Browser
from pytest_django import Settings

from vth.organisaties.tests.builders import load_map
from vth.toegang.directoryfactor import has_tweede_factor
from vth.toegang.models import Gebruiker

from .builders import make_lidmaatschap
from .directory import CLIENT, GEHEIM, VERKLARING

pytestmark = pytest.mark.django_db
TERUG = "http://testserver/aanmelden/via/directory/terug"


@pytest.fixture(scope="module")
def map_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the provider."""
    return tmp_path_factory.mktemp("directory")


@pytest.fixture
def zeg(map_: Path) -> Iterator[Callable[..., None]]:
    """Let the directory say something more in its identity token."""
    bestand = map_ / VERKLARING
    yield lambda **verklaring: bestand.write_text(json.dumps(verklaring))
    bestand.unlink(missing_ok=True)


@pytest.fixture(scope="module")
def directory(map_: Path) -> Iterator[str]:
    """Start the provider and give its address."""
    with socket.socket() as deur:
        deur.bind(("127.0.0.1", 0))
        poort = deur.getsockname()[1]
    omgeving = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    opdracht = [sys.executable, str(Path(__file__).with_name("directory.py"))]
    opdracht += [str(poort), TERUG, str(map_)]
    with subprocess.Popen(opdracht, stdout=subprocess.PIPE, text=True, env=omgeving) as proces:
        assert proces.stdout
        assert proces.stdout.readline().strip() == "klaar"
        yield f"http://127.0.0.1:{poort}"
        proces.kill()


@pytest.fixture(autouse=True)
def aangesloten(settings: Settings, directory: str) -> None:
    cache.clear()
    app = {
        "provider_id": "directory",
        "name": "OD Proef",
        "client_id": CLIENT,
        "secret": GEHEIM,
        "settings": {"server_url": directory},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


def go_there(browser: Browser) -> str:
    """Go to the directory as a person does, and give the address with which it sends one back."""
    heen = browser.post("/aanmelden/via/directory")["Location"]
    assert parse_qs(urlsplit(heen).query)["code_challenge_method"] == ["S256"]
    antwoord = requests.get(heen, allow_redirects=False, timeout=10)
    assert antwoord.status_code == 302, antwoord.text
    assert antwoord.headers["Location"].startswith(TERUG)
    return antwoord.headers["Location"].removeprefix("http://testserver")


def test_directory_vouches_for_a_person_who_sees_nothing_without_a_role(client: Browser) -> None:
    antwoord = client.get(go_there(client))
    assert antwoord.status_code == 302
    gebruiker = Gebruiker.objects.get()
    assert client.session["_auth_user_id"] == str(gebruiker.pk)
    assert not gebruiker.has_usable_password()
    assert not gebruiker.email
    html = client.get("/account").content.decode()
    assert "U hebt nog geen rol" in html


def test_the_same_person_gets_the_same_account(client: Browser) -> None:
    client.get(go_there(client))
    ander = Browser()
    ander.get(go_there(ander))
    assert Gebruiker.objects.count() == 1


def test_account_with_the_name_of_a_person_is_not_taken_over(client: Browser) -> None:
    bestaand = Gebruiker.objects.create_user("famke", password="een-lang-wachtwoord")
    client.get(go_there(client))
    assert client.session["_auth_user_id"] != str(bestaand.pk)


def test_session_that_was_planted_before_is_not_the_one_that_is_signed_in(client: Browser) -> None:
    terug = go_there(client)
    geplant = client.session.session_key
    client.get(terug)
    assert "_auth_user_id" in client.session and client.session.session_key != geplant
    aanvaller = Browser()
    aanvaller.cookies["sessionid"] = geplant
    assert aanvaller.get("/account").status_code == 302


@pytest.mark.parametrize("verandering", ["state", "code"])
def test_answer_that_was_changed_on_the_way_signs_nobody_in(client: Browser, verandering: str) -> None:
    adres = urlsplit(go_there(client))
    vraag = {k: v[0] for k, v in parse_qs(adres.query).items()}
    vraag[verandering] = "vervalst"
    client.get(adres.path, vraag)
    assert "_auth_user_id" not in client.session
    assert not Gebruiker.objects.exists()


def test_answer_for_one_browser_is_worth_nothing_in_another(client: Browser) -> None:
    terug, ander = go_there(client), Browser()
    ander.get(terug)
    assert "_auth_user_id" not in ander.session


def test_directory_that_does_not_answer_is_said_so(client: Browser, settings: Settings) -> None:
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"] = {"server_url": "http://127.0.0.1:9"}
    antwoord = client.post("/aanmelden/via/directory")
    assert antwoord.status_code == 503
    assert "niet gelukt" in antwoord.content.decode()


AANVAARD = frozenset({"mfa", "urn:od:sterk"})
EIGEN = "/account/tweede-factor/aan"


def make_toezichthouder(browser: Browser, map_: Path) -> None:
    """Let the person of the directory have a role that must use a second factor."""
    load_map(map_)
    browser.get(go_there(browser))
    make_lidmaatschap(Gebruiker.objects.get(), rol="toezichthouder")
    browser.logout()


@pytest.mark.parametrize(
    ("aanvaard", "verklaring", "verder"),
    [
        (frozenset(), {}, True),
        (AANVAARD, {}, False),
        (AANVAARD, {"amr": ["pwd"], "acr": "0"}, False),
        (AANVAARD, {"amr": ["pwd", "mfa"]}, True),
        (AANVAARD, {"acr": "urn:od:sterk"}, True),
    ],
)
def test_who_must_use_a_second_factor_is_asked_for_ours_unless_the_directory_says_it_asked(
    client: Browser, settings: Settings, zeg: Callable[..., None], tmp_path: Path, aanvaard: frozenset[str],
    verklaring: dict[str, Any], verder: bool,
) -> None:  # fmt: skip
    settings.TWEEDE_FACTOR, settings.OIDC_TWEEDE_FACTOR = "verplicht", aanvaard
    make_toezichthouder(client, tmp_path)
    zeg(**verklaring)
    client.get(go_there(client))
    antwoord = client.get("/")
    assert (antwoord.status_code, antwoord.headers.get("Location")) == (
        (200, None) if verder else (302, EIGEN)
    )
    assert (client.get("/api/v1/objecten").status_code == 200) is verder


def test_second_factor_of_yesterday_does_not_count_for_today(
    client: Browser, settings: Settings, zeg: Callable[..., None], tmp_path: Path
) -> None:
    settings.TWEEDE_FACTOR, settings.OIDC_TWEEDE_FACTOR = "verplicht", AANVAARD
    make_toezichthouder(client, tmp_path)
    zeg(amr=["mfa"])
    client.get(go_there(client))
    assert client.get("/").status_code == 200
    zeg(amr=["pwd"])
    client.get(go_there(client))
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    "verklaring",
    [
        None,
        "mfa",
        {},
        {"amr": "pwd"},
        {"amr": [["mfa"], {"mfa": 1}, 5]},
        {"acr": ["mfa"]},
        {"acr": "MFA"},
        {"amr": None},
    ],
)
def test_what_is_no_statement_of_a_second_factor_is_none(verklaring: object) -> None:
    assert not has_tweede_factor(verklaring, AANVAARD)
    assert has_tweede_factor(verklaring, frozenset())
    assert has_tweede_factor({"amr": "mfa"}, AANVAARD)


def test_page_offers_the_directory_first(client: Browser) -> None:
    html = client.get("/aanmelden").content.decode()
    assert html.index("OD Proef") < html.index("Gebruikersnaam")
