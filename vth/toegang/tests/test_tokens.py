"""Access of programs: never more than the account may, only what the token names, and only while it holds."""

import base64
import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client as Browser

from vth.logboek.models import Gebeurtenis
from vth.organisaties.selectors import make_viewer
from vth.organisaties.tests.builders import BEHEERDER, load_map, make_gebruiker
from vth.tijd import klok
from vth.toegang import tokens
from vth.toegang.models import Gebruiker, Toegangstoken
from vth.toegang.rules import NIEMAND, GeenToegangError, Viewer
from vth.toegang.tokens import (
    TokenError,
    close_client,
    close_toegangstoken,
    find_toegang,
    list_clients,
    record_client,
    record_toegangstoken,
)

pytestmark = pytest.mark.django_db
LIJST = "/api/v1/objecten"


@pytest.fixture
def gebruiker(tmp_path: Path) -> Gebruiker:
    load_map(tmp_path / "stam")
    return make_gebruiker(("OD-NOORD", "functioneel_beheerder"))


@pytest.fixture
def viewer(gebruiker: Gebruiker) -> Viewer:
    return make_viewer(gebruiker, klok.today())


def make_token(viewer: Viewer, *rechten: str, dagen: int = 30) -> tuple[Toegangstoken, str]:
    token, geheim = record_toegangstoken(
        viewer=viewer, naam="proef", rechten=rechten or ("register.read",), dagen=dagen
    )
    return token, geheim.waarde


def ask(browser: Browser, geheim: str, adres: str = LIJST) -> int:
    return browser.get(adres, headers={"Authorization": f"Bearer {geheim}"}).status_code


def test_token_opens_the_interface(client: Browser, viewer: Viewer) -> None:
    assert (client.get(LIJST).status_code, ask(client, make_token(viewer)[1])) == (401, 200)


def test_secret_is_not_kept(viewer: Viewer) -> None:
    _, geheim = make_token(viewer)
    assert geheim not in str(Toegangstoken.objects.values().get())


@pytest.mark.parametrize("vreemd", ["", "vth_", "vth_verzonnen", "onzin", "x" * 5000, "vth_\x00"])
def test_forged_token_is_refused(client: Browser, viewer: Viewer, vreemd: str) -> None:
    make_token(viewer)
    assert ask(client, vreemd) == 401


def test_token_that_is_worth_nothing_is_refused_beside_a_valid_session(
    client: Browser, gebruiker: Gebruiker
) -> None:
    client.force_login(gebruiker)
    assert (client.get(LIJST).status_code, ask(client, "vth_verzonnen")) == (200, 401)


def test_token_runs_out(client: Browser, viewer: Viewer, zet_klok: Callable[..., datetime]) -> None:
    geheim = make_token(viewer, dagen=1)[1]
    morgen = klok.now() + timedelta(days=1, seconds=1)
    zet_klok(*morgen.timetuple()[:6])
    assert find_toegang(geheim) is None


def test_withdrawn_token_is_refused(client: Browser, viewer: Viewer) -> None:
    token, geheim = make_token(viewer)
    close_toegangstoken(viewer=viewer, token_id=token.pk)
    assert ask(client, geheim) == 401


def test_token_of_a_closed_account_is_refused(client: Browser, viewer: Viewer, gebruiker: Gebruiker) -> None:
    geheim = make_token(viewer)[1]
    Gebruiker.objects.filter(pk=gebruiker.pk).update(is_active=False)
    assert ask(client, geheim) == 401


def test_nobody_withdraws_the_token_of_another(viewer: Viewer) -> None:
    token, geheim = make_token(viewer)
    ander = make_viewer(make_gebruiker(("OD-ZUID", "functioneel_beheerder")), klok.today())
    for wie in (ander, NIEMAND):
        with pytest.raises(TokenError):
            close_toegangstoken(viewer=wie, token_id=token.pk)
    with pytest.raises(TokenError):
        close_toegangstoken(viewer=viewer, token_id=uuid.uuid4())
    assert find_toegang(geheim)


def test_token_never_gives_a_right_that_its_maker_does_not_have(viewer: Viewer) -> None:
    with pytest.raises(TokenError, match=r"stamgegevens\.record"):
        make_token(viewer, "register.read", "stamgegevens.record")
    with pytest.raises(GeenToegangError):
        make_token(NIEMAND)


@pytest.mark.parametrize("dagen", [0, -1, 366, 10**9])
def test_term_of_a_token_has_an_end(viewer: Viewer, dagen: int) -> None:
    with pytest.raises(TokenError, match="dagen"):
        make_token(viewer, dagen=dagen)


def test_right_that_the_account_loses_is_lost_to_its_tokens(viewer: Viewer, gebruiker: Gebruiker) -> None:
    _, geheim = make_token(viewer, "aanlevering.decide")
    gebruiker.lidmaatschappen.update(eind=date(2024, 6, 1))
    toegang = find_toegang(geheim)
    assert toegang
    nu = tokens.limit_viewer(make_viewer(toegang.gebruiker, klok.today()), toegang.rechten)
    assert not nu.handelingen


def test_token_without_the_right_to_read_sees_only_what_its_own_suppliers_said(viewer: Viewer) -> None:
    nu = tokens.limit_viewer(viewer, {"aanlevering.accept"})
    assert (nu.zicht.leveranciers, nu.zicht.gebieden, nu.zicht.landelijk) == (
        viewer.zicht.leveranciers,
        frozenset(),
        False,
    )


def get_oauth(browser: Browser, client_id: str, geheim: str, **anders: str) -> tuple[int, str]:
    """Ask a token as a client does."""
    basic = base64.b64encode(f"{client_id}:{geheim}".encode()).decode()
    antwoord = browser.post(
        "/oauth/token",
        {"grant_type": "client_credentials", **anders},
        headers={"Authorization": f"Basic {basic}"},
    )
    return antwoord.status_code, antwoord.json().get("access_token", "")


def test_client_of_a_service_account_gets_a_token_with_its_secret(
    client: Browser, gebruiker: Gebruiker
) -> None:
    geheim = record_client(viewer=BEHEERDER, gebruiker=gebruiker, naam="koppeling", rechten=["register.read"])
    status, token = get_oauth(client, geheim.naam, geheim.waarde)
    assert (status, ask(client, token)) == (200, 200)
    assert get_oauth(client, geheim.naam, "fout")[0] == 401
    assert get_oauth(client, "vreemd", geheim.waarde)[0] == 401


def test_client_asks_no_more_than_was_agreed(client: Browser, gebruiker: Gebruiker) -> None:
    geheim = record_client(viewer=BEHEERDER, gebruiker=gebruiker, naam="koppeling", rechten=["register.read"])
    assert get_oauth(client, geheim.naam, geheim.waarde, scope="aanlevering.accept")[0] == 400


def test_only_an_administrator_makes_a_client(viewer: Viewer, gebruiker: Gebruiker) -> None:
    with pytest.raises(GeenToegangError):
        record_client(viewer=viewer, gebruiker=gebruiker, naam="koppeling", rechten=["register.read"])


@pytest.mark.parametrize(
    ("naam", "rechten", "melding"),
    [
        ("koppeling", [], "ten minste één recht"),
        ("koppeling", ["register.read", "register.alles"], "register.alles bestaat niet"),
        ("koppeling", ["register.read\naanlevering.accept"], "bestaat niet"),
        ("  ", ["register.read"], "Geef de client een naam"),
    ],
)
def test_client_that_cannot_be_is_refused(
    gebruiker: Gebruiker, naam: str, rechten: list[str], melding: str
) -> None:
    with pytest.raises(TokenError, match=melding):
        record_client(viewer=BEHEERDER, gebruiker=gebruiker, naam=naam, rechten=rechten)
    assert not list_clients()


def test_withdrawn_client_gets_no_token_and_those_it_had_are_worth_nothing(
    client: Browser, gebruiker: Gebruiker, viewer: Viewer
) -> None:
    geheim = record_client(viewer=BEHEERDER, gebruiker=gebruiker, naam="koppeling", rechten=["register.read"])
    _, token = get_oauth(client, geheim.naam, geheim.waarde)
    with pytest.raises(GeenToegangError):
        close_client(viewer=viewer, client_id=geheim.naam)
    assert ask(client, token) == 200
    close_client(viewer=BEHEERDER, client_id=geheim.naam)
    assert (ask(client, token), get_oauth(client, geheim.naam, geheim.waarde)[0]) == (401, 401)
    regel = Gebeurtenis.objects.get(handeling="client.close")
    assert (regel.onderwerp_id, regel.inhoud) == (str(gebruiker.pk), {"client": geheim.naam})
    with pytest.raises(TokenError, match="bestaat niet"):
        close_client(viewer=BEHEERDER, client_id=geheim.naam)


def test_who_asks_too_often_is_told_when_to_come_back(
    client: Browser, viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    geheim = make_token(viewer)[1]
    monkeypatch.setattr("vth.interface.aanmelding.Tempo.allow_request", lambda *_: False)
    monkeypatch.setattr("vth.interface.aanmelding.Tempo.wait", lambda *_: 3.2)
    antwoord = client.get(LIJST, headers={"Authorization": f"Bearer {geheim}"})
    assert (antwoord.status_code, antwoord["Retry-After"], antwoord.json()["code"]) == (429, "4", "te_vaak")


def test_page_shows_a_new_secret_once(client: Browser, gebruiker: Gebruiker) -> None:
    client.force_login(gebruiker)
    antwoord = client.post(
        "/account/tokens", {"naam": "<b>Excel</b>", "rechten": ["register.read"], "dagen": 30}
    )
    html = antwoord.content.decode()
    assert "vth_" in html and "&lt;b&gt;Excel&lt;/b&gt;" in html
    assert "vth_" not in client.get("/account").content.decode()


def test_page_keeps_a_form_that_cannot_be(client: Browser, gebruiker: Gebruiker) -> None:
    client.force_login(gebruiker)
    antwoord = client.post(
        "/account/tokens", {"naam": "Excel", "rechten": ["stamgegevens.record"], "dagen": 9999}
    )
    assert antwoord.status_code == 422
    assert 'value="Excel"' in antwoord.content.decode()
    assert not Toegangstoken.objects.exists()
