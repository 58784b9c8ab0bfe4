"""A case system signs in by the JWT of the ZGW standard: the token says who, the roles of one account at one organisation say what."""

import base64
import json
import math
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import jwt
import pytest
from django.db.models import ProtectedError
from django.test import Client as Browser
from django.test import RequestFactory

from config.middleware import read_viewer
from vth.logboek.models import Gebeurtenis, Verwerking
from vth.organisaties.tests.builders import BEHEERDER, load_map, make_gebruiker
from vth.tijd import klok
from vth.toegang.models import Gebruiker, Zgwclient
from vth.toegang.rules import GeenToegangError
from vth.toegang.services import close_gebruiker
from vth.toegang.tokens import TokenError
from vth.toegang.zgwclients import close_zgwclient, find_zgwtoegang, list_zgwclients, record_zgwclient
from vth.toegang.zgwjwt import JWT_MAX, JwtError
from vth.zaken.tests.builders import BUITEN, make_viewer, make_zaak

pytestmark = pytest.mark.django_db
ZAKEN = "/zgw/zaken/v1/zaken"
WEG = object()


@pytest.fixture
def account(tmp_path: Path, zet_klok: Callable[..., datetime]) -> Gebruiker:
    load_map(tmp_path / "stam")
    zet_klok(2026, 11, 28, 9)
    return make_gebruiker(("GM9901", "vergunningverlener"), ("OD-ZUID", "vergunningverlener"))


def make_client(account: Gebruiker, **velden: Any) -> str:
    """Make a client of the gemeente and give its secret."""
    vast: dict[str, Any] = {"client_id": "zaaksysteem-lindeveen", "naam": "Zaaksysteem"}
    vast |= {"organisatie": "GM9901", "rechten": ["register.read"], "gebruiker": account}
    return record_zgwclient(viewer=BEHEERDER, **(vast | velden)).waarde


def make_claims(**velden: Any) -> dict[str, Any]:
    """Make the claims of the standard, of this moment; WEG leaves one out."""
    vast = {
        "iss": "zaaksysteem-lindeveen",
        "iat": int(klok.now().timestamp()),
        "client_id": "zaaksysteem-lindeveen",
        "user_id": "jdv",
        "user_representation": "J. de Vries",
    }
    return {naam: waarde for naam, waarde in (vast | velden).items() if waarde is not WEG}


def make_jwt(geheim: str, *, alg: str = "HS256", **velden: Any) -> str:
    return jwt.encode(make_claims(**velden), geheim, algorithm=alg)


def ask(browser: Browser, token: str, adres: str = ZAKEN) -> Any:
    return browser.get(adres, headers={"Authorization": f"Bearer {token}"})


def refuse(token: str) -> str:
    """Give the code with which a token is refused."""
    with pytest.raises(JwtError) as fout:
        find_zgwtoegang(token)
    return fout.value.code


def test_a_case_system_reads_the_zaken_of_its_own_organisation_only(client: Browser, account: Gebruiker):
    hier = make_zaak()
    make_zaak(viewer=BUITEN, organisatie="OD-ZUID", gebied="GM9903")
    antwoord = ask(client, make_jwt(make_client(account)))
    assert antwoord.status_code == 200, antwoord.content
    assert [z["identificatie"] for z in antwoord.json()["results"]] == [hier.identificatie]


def test_who_sat_at_the_case_system_stands_in_the_log_of_reads(client: Browser, account: Gebruiker):
    make_zaak()
    ask(client, make_jwt(make_client(account)))
    regel = Verwerking.objects.get()
    assert (regel.actor, regel.organisatie) == (f"gebruiker {account.pk}", "GM9901")
    assert (regel.client, regel.eindgebruiker) == ("zaaksysteem-lindeveen", "jdv")
    assert "Vries" not in str(Verwerking.objects.values().get())


def test_the_client_may_no_more_than_its_own_rights_and_the_roles_of_the_account(account: Gebruiker):
    geheim = make_client(account, rechten=["register.read", "stamgegevens.record"])
    request: Any = RequestFactory().get(ZAKEN, headers={"Authorization": f"Bearer {make_jwt(geheim)}"})
    viewer = read_viewer(request)
    assert viewer.handelingen == {"register.read"} and viewer.organisaties == {"GM9901"}


def test_a_client_without_the_right_to_read_is_not_made_and_opens_nothing(
    client: Browser, account: Gebruiker, monkeypatch: pytest.MonkeyPatch
):
    make_zaak(viewer=BUITEN, organisatie="OD-ZUID", gebied="GM9903")
    velden: dict[str, Any] = {"organisatie": "OD-ZUID", "rechten": ["zaak.record"]}
    with pytest.raises(TokenError, match=r"Zonder het recht register\.read"):
        make_client(account, **velden)
    monkeypatch.setattr("vth.toegang.zgwclients._check_client", lambda *_: None)
    antwoord = ask(client, make_jwt(make_client(account, **velden)))
    assert (antwoord.status_code, antwoord.json()["code"]) == (403, "invalid-client-identifier")


@pytest.mark.parametrize("adres", ["/api/v1/objecten", "/ogc/v1/collections/vthobjecten/items", "/zaken/"])
def test_the_jwt_opens_nothing_but_the_zgw_apis(client: Browser, account: Gebruiker, adres: str):
    assert ask(client, make_jwt(make_client(account)), adres).status_code in (302, 401)


@pytest.mark.parametrize("api", ["zaken/v1/zaken", "besluiten/v1/besluiten", "catalogi/v1/zaaktypen"])
def test_the_jwt_opens_every_zgw_api(client: Browser, account: Gebruiker, api: str):
    assert ask(client, make_jwt(make_client(account)), f"/zgw/{api}").status_code == 200


@pytest.mark.parametrize(
    ("velden", "code"),
    [
        ({"client_id": "iemand-anders"}, "invalid-jwt-signature"),
        ({"client_id": WEG}, "missing-client-identifier"),
        ({"client_id": ""}, "missing-client-identifier"),
        ({"client_id": 7}, "missing-client-identifier"),
        ({"client_id": "zaak\x00systeem"}, "missing-client-identifier"),
        ({"iss": WEG}, "jwt-missing-claim"),
        ({"iat": WEG}, "jwt-missing-claim"),
        ({"user_id": WEG}, "jwt-missing-claim"),
        ({"user_representation": None}, "jwt-missing-claim"),
        ({"user_id": " "}, "jwt-missing-claim"),
        ({"user_id": ""}, "jwt-missing-claim"),
        ({"user_id": 12}, "jwt-invalid-claim"),
        ({"user_representation": ["J. de Vries"]}, "jwt-invalid-claim"),
        ({"user_representation": "x" * 256}, "jwt-invalid-claim"),
        ({"user_id": "jdv\x00"}, "jwt-invalid-claim"),
        ({"user_representation": "\ud800"}, "jwt-invalid-claim"),
        ({"user_representation": "J.\nregel erbij"}, "jwt-invalid-claim"),
        ({"aud": "een-ander"}, "jwt-decode-error"),
    ],
)
def test_a_jwt_without_what_the_standard_asks_is_refused(
    account: Gebruiker, velden: dict[str, Any], code: str
):
    assert refuse(make_jwt(make_client(account), **velden)) == code


@pytest.mark.parametrize(
    ("velden", "code"),
    [
        ({"iat": 0}, ""),
        ({"iat": 0.5}, ""),
        ({"iat": 60}, ""),
        ({"iat": 61}, "jwt-not-yet-valid"),
        ({"iat": -3659}, ""),
        ({"iat": -3660}, "jwt-expired"),
        ({"exp": 3600}, ""),
        ({"exp": -60}, "jwt-expired"),
        ({"iat": -3700, "exp": 99_999}, "jwt-expired"),
        ({"nbf": 60}, ""),
        ({"nbf": 61}, "jwt-not-yet-valid"),
    ],
)
def test_a_jwt_holds_an_hour_and_clocks_may_differ_a_minute(
    account: Gebruiker, velden: dict[str, float], code: str
):
    nu = klok.now().timestamp()
    token = make_jwt(make_client(account), **{naam: nu + verschil for naam, verschil in velden.items()})
    assert (refuse(token) if code else find_zgwtoegang(token).eindgebruiker) == (code or "jdv")


@pytest.mark.parametrize("naam", ["iat", "exp", "nbf"])
@pytest.mark.parametrize("waarde", ["gisteren", True, math.nan, [], 10**400, math.inf, -math.inf, -(10**400)])
def test_a_moment_that_is_none_never_opens_and_never_fails(account: Gebruiker, naam: str, waarde: Any):
    token = sign_tekst(make_client(account), json.dumps(make_claims(**{naam: waarde})))
    if (naam, waarde) in [
        (n, w) for n, ws in (("exp", (10**400, math.inf)), ("nbf", (-math.inf, -(10**400)))) for w in ws
    ]:
        assert find_zgwtoegang(token)
    else:
        assert refuse(token) in ("jwt-invalid-claim", "jwt-not-yet-valid", "jwt-expired", "jwt-decode-error")


def test_milliseconds_are_named_as_the_likely_mistake(account: Gebruiker):
    token = make_jwt(make_client(account), iat=int(klok.now().timestamp() * 1000))
    with pytest.raises(JwtError, match="geen milliseconden"):
        find_zgwtoegang(token)


def encode(deel: Any) -> str:
    """Write a part of a JWT."""
    tekst = deel if isinstance(deel, bytes) else json.dumps(deel).encode()
    return base64.urlsafe_b64encode(tekst).rstrip(b"=").decode()


def sign_tekst(geheim: str, inhoud: str) -> str:
    """Sign a payload as it is, also one that the library would not write."""
    return jwt.api_jws.encode(inhoud.encode(), geheim, algorithm="HS256")


@pytest.mark.parametrize("alg", ["none", "NONE", "RS256", "HS384", "HS512", "", None, 5, ["HS256"]])
def test_only_hs256_is_read(account: Gebruiker, alg: Any):
    geheim = make_client(account)
    vals = f"{encode({'typ': 'JWT', 'alg': alg})}.{encode(make_claims())}."
    for token in (vals, vals + "AAAA", vals + make_jwt(geheim).rpartition(".")[2]):
        assert refuse(token) in ("jwt-algorithm", "jwt-decode-error")


@pytest.mark.parametrize("alg", ["HS384", "HS512"])
def test_a_good_signature_of_another_kind_is_refused(account: Gebruiker, alg: str):
    assert refuse(make_jwt(make_client(account), alg=alg)) == "jwt-algorithm"


def test_a_payload_that_was_changed_is_refused(account: Gebruiker):
    kop, _, teken = make_jwt(make_client(account)).split(".")
    assert refuse(f"{kop}.{encode(make_claims(user_id='baas'))}.{teken}") == "invalid-jwt-signature"
    assert refuse(f"{kop}.{encode(make_claims())}.") == "invalid-jwt-signature"


@pytest.mark.parametrize(
    "token",
    ["..", "a.b.c", "é.é.é", "x" * JWT_MAX + "..", f"{encode({'alg': 'HS256'})}.{encode(b'[' * 5000)}.AA"],
)
def test_what_is_no_jwt_is_refused(client: Browser, account: Gebruiker, token: str):
    make_client(account)
    assert refuse(token) == "jwt-decode-error"
    assert ask(client, token.encode("utf-8").decode("latin-1")).status_code == 403


@pytest.mark.parametrize("inhoud", ["[]", "7", '"tekst"', "null", "{", ""])
def test_a_payload_that_is_no_set_of_claims_is_refused(account: Gebruiker, inhoud: str):
    assert refuse(sign_tekst(make_client(account), inhoud)) == "jwt-decode-error"


def test_who_does_not_know_the_secret_learns_nothing_of_the_client(account: Gebruiker):
    make_client(account)
    close_zgwclient(viewer=BEHEERDER, client_id="zaaksysteem-lindeveen")
    make_client(account, client_id="zaaksysteem-2")
    antwoorden = set()
    for client_id in ("zaaksysteem-lindeveen", "zaaksysteem-2", "bestaat-niet"):
        with pytest.raises(JwtError) as fout:
            find_zgwtoegang(make_jwt("x" * 43, client_id=client_id, iat=WEG))
        antwoorden.add((str(fout.value), fout.value.code))
    assert len(antwoorden) == 1


def test_an_ended_client_and_a_closed_account_open_nothing(account: Gebruiker):
    geheim = make_client(account)
    assert find_zgwtoegang(make_jwt(geheim))
    close_gebruiker(viewer=BEHEERDER, gebruikersnaam=account.username)
    assert refuse(make_jwt(geheim)) == "invalid-client-identifier"
    Gebruiker.objects.update(is_active=True)
    close_zgwclient(viewer=BEHEERDER, client_id="zaaksysteem-lindeveen")
    assert refuse(make_jwt(geheim)) == "invalid-jwt-signature"
    assert list_zgwclients() == [] and Zgwclient.objects.get().geheim == ""


def test_a_role_that_ended_takes_the_sight_along(client: Browser, account: Gebruiker):
    make_zaak()
    token = make_jwt(make_client(account))
    assert ask(client, token).json()["count"] == 1
    account.lidmaatschappen.filter(organisatie="GM9901").update(eind=klok.today())
    antwoord = ask(client, token)
    assert (antwoord.status_code, antwoord.json()["code"]) == (403, "invalid-client-identifier")


def test_an_account_with_which_somebody_signed_in_later_is_no_longer_a_case_system(account: Gebruiker):
    token = make_jwt(make_client(account))
    Gebruiker.objects.filter(pk=account.pk).update(last_login=klok.now())
    assert refuse(token) == "invalid-client-identifier"


@pytest.mark.parametrize(
    ("veld", "waarde"), [("organisatie", "OD-ZUID"), ("rechten", ["register.read", "zaak.record"])]
)
def test_who_writes_in_the_database_cannot_let_a_client_do_more(account: Gebruiker, veld: str, waarde: Any):
    token = make_jwt(make_client(account))
    Zgwclient.objects.update(**{veld: waarde})
    assert refuse(token) == "invalid-jwt-signature"


def test_who_writes_in_the_database_cannot_give_a_client_another_account(account: Gebruiker):
    token = make_jwt(make_client(account))
    ander = Gebruiker.objects.create(username="ander")
    Zgwclient.objects.update(gebruiker=ander)
    assert refuse(token) == "invalid-jwt-signature"


def test_an_account_of_a_client_is_not_deleted(account: Gebruiker):
    make_client(account)
    with pytest.raises(ProtectedError):
        account.delete()


def test_a_thief_of_the_database_has_no_secret_and_cannot_move_one(account: Gebruiker, settings: Any):
    geheim = make_client(account)
    assert geheim not in str(Zgwclient.objects.values().get()) + str(list(Gebeurtenis.objects.values()))
    eigen = make_client(account, client_id="van-de-dief")
    Zgwclient.objects.filter(client_id="zaaksysteem-lindeveen").update(
        geheim=Zgwclient.objects.get(client_id="van-de-dief").geheim
    )
    assert refuse(make_jwt(eigen)) == refuse(make_jwt(geheim)) == "invalid-jwt-signature"
    settings.SECRET_KEY = "een andere sleutel"
    assert refuse(make_jwt(eigen, client_id="van-de-dief")) == "invalid-jwt-signature"


def test_making_and_ending_stand_in_the_log(account: Gebruiker):
    make_client(account)
    close_zgwclient(viewer=BEHEERDER, client_id="zaaksysteem-lindeveen")
    regels = list(Gebeurtenis.objects.filter(handeling__startswith="zgwclient").order_by("moment", "id"))
    assert [r.handeling for r in regels] == ["zgwclient.record", "zgwclient.close"]
    assert {(r.organisatie, r.inhoud["client"]) for r in regels} == {("GM9901", "zaaksysteem-lindeveen")}


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"client_id": "zaaksysteem-lindeveen"}, "al gebruikt"),
        ({"client_id": "ab"}, "kan niet"),
        ({"client_id": "Met Hoofdletter"}, "kan niet"),
        ({"client_id": "x" * 51}, "kan niet"),
        ({"client_id": "regel\n"}, "kan niet"),
        ({"naam": " "}, "Geef de client een naam"),
        ({"rechten": []}, "ten minste één recht"),
        ({"rechten": ["alles"]}, "bestaat niet"),
        ({"organisatie": "OD-NOORD"}, "geen rol bij 'OD-NOORD'"),
        ({"organisatie": "BESTAAT-NIET"}, "geen rol bij"),
    ],
)
def test_a_client_that_cannot_be_is_not_made(account: Gebruiker, velden: dict[str, Any], melding: str):
    make_client(account)
    with pytest.raises(TokenError, match=melding):
        make_client(account, **({"client_id": "een-tweede"} | velden))
    assert Zgwclient.objects.count() == 1


def test_an_account_of_a_person_is_not_that_of_a_case_system(account: Gebruiker):
    account.last_login = klok.now()
    with pytest.raises(TokenError, match="heeft zich iemand aangemeld"):
        make_client(account)
    account.last_login, account.is_active = None, False
    with pytest.raises(TokenError, match="gesloten"):
        make_client(account)


def test_only_an_administrator_makes_and_ends_a_client(account: Gebruiker):
    make_client(account)
    ander = make_viewer("gebruiker 901", organisatie="GM9901")
    with pytest.raises(GeenToegangError):
        record_zgwclient(
            viewer=ander,
            client_id="een-tweede",
            naam="x",
            gebruiker=account,
            organisatie="GM9901",
            rechten=["register.read"],
        )
    with pytest.raises(GeenToegangError):
        close_zgwclient(viewer=ander, client_id="zaaksysteem-lindeveen")
    with pytest.raises(TokenError, match="bestaat niet, of is al ingetrokken"):
        close_zgwclient(viewer=BEHEERDER, client_id="niets")
