"""Programs read violations, measures and money under the one filter, and the financial administration books exactly once."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from vth.handhaving.models import Betaling, Maatregel, Verbeurte
from vth.interface.tests.builders import log_in
from vth.organisaties.selectors import make_viewer as make_accountviewer
from vth.organisaties.tests.builders import load_map, make_gebruiker
from vth.tijd import klok
from vth.toegang.tokens import record_toegangstoken
from vth.zaken.tests.builders import OD, make_viewer

from .builders import BUITEN, DAG, JURIST, make_bedrijf, make_opgelegd, make_overtreding
from .test_bestuursdwang import apply, claim, cost, make_dwang
from .test_invorderen import forfeit

pytestmark = pytest.mark.django_db
API = "/api/v1"


@pytest.fixture
def jurist(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    return log_in(client, monkeypatch, JURIST)


def read(client: Client, adres: str, status: int = 200) -> Any:
    antwoord = client.get(adres if adres.startswith("http") else f"{API}{adres}")
    assert antwoord.status_code == status, antwoord.content.decode()
    return antwoord.json()


def book(client: Client, v: Verbeurte, status: int = 201, **velden: Any) -> Any:
    vast = {"kenmerk": "F-1", "soort": "betaling", "bedrag": "400.10", "dag": klok.today().isoformat()}
    adres = f"{API}/verbeurten/{v.pk}/betalingen"
    antwoord = client.post(adres, vast | velden, content_type="application/json")
    assert antwoord.status_code == status, antwoord.content.decode()
    if status != 201:
        assert antwoord["Content-Type"] == "application/problem+json"
    return antwoord.json()


def test_one_file_is_read_from_violation_to_payment(jurist: Client) -> None:
    m, wie = make_opgelegd()
    v = forfeit(m, wie.pk, 1)[0]
    o = m.overtredingen.get().overtreding
    [regel] = read(jurist, "/overtredingen")["overtredingen"]
    assert regel["id"] == str(o.pk) and "normen" not in regel
    vol = read(jurist, regel["_links"]["self"]["href"])
    assert (vol["normen"], vol["maatregelen"]) == (["Bal 4.1141"], [str(m.pk)])
    assert vol["overtreders"] == [str(wie.bronobject_id)]
    maatregel = read(jurist, f"/maatregelen/{m.pk}")
    assert maatregel["last"]["adressaten"] == [
        {"object": str(wie.bronobject_id), "bedrag": "1000.00", "maximum": "5000.00"}
    ]
    assert maatregel["bedragen"]["open"] == "1000.00"
    [open_] = read(jurist, "/verbeurten")["verbeurten"]
    assert (open_["id"], open_["maatregel"], open_["open"]) == (str(v.pk), str(m.pk), "1000.00")


def test_lists_go_by_keyset_and_what_is_new_stands_last(jurist: Client) -> None:
    bedrijf = make_bedrijf()
    ids = [str(make_overtreding(wie=bedrijf, gewogen=False).pk) for _ in range(3)]
    eerste = read(jurist, "/overtredingen?aantal=2")
    verder = read(jurist, eerste["_links"]["next"]["href"])
    gezien = [o["id"] for b in (eerste, verder) for o in b["overtredingen"]]
    assert gezien == ids and "next" not in verder["_links"]
    assert read(jurist, "/overtredingen?staat=beeindigd")["overtredingen"] == []
    assert [o["id"] for o in read(jurist, "/overtredingen?gebied=GM9901")["overtredingen"]] == ids
    for vraag in (
        "/overtredingen?staat=weg",
        "/maatregelen?aantal=0",
        "/verbeurten?tot=morgen",
        "/maatregelen?vanaf=x",
    ):
        assert read(jurist, vraag, 400)["velden"]


def test_open_amounts_of_every_kind_stand_in_the_order_in_which_they_lapse(jurist: Client) -> None:
    m, wie = make_opgelegd()
    forfeit(m, wie.pk, 2)
    dwang, ander = make_dwang()
    cost(dwang, apply(dwang, klok.today() - DAG), "80")
    claim(dwang, ander, "80")
    rijen = read(jurist, "/verbeurten")["verbeurten"]
    assert [r["aard"] for r in rijen] == ["dwangsom", "dwangsom", "kosten"]
    assert [r["laatsteDag"] for r in rijen] == sorted(r["laatsteDag"] for r in rijen)
    een = read(jurist, "/verbeurten?aantal=1")
    assert read(jurist, een["_links"]["next"]["href"])["verbeurten"][0]["id"] == rijen[1]["id"]
    assert len(read(jurist, f"/verbeurten?tot={rijen[1]['laatsteDag']}")["verbeurten"]) == 2


def test_the_same_booking_twice_is_one_and_what_cannot_be_is_a_problem(jurist: Client) -> None:
    m, wie = make_opgelegd()
    v = forfeit(m, wie.pk, 1)[0]
    assert book(jurist, v)["betaald"] == book(jurist, v)["betaald"] == "400.10"
    assert Betaling.objects.count() == 1
    for velden, status, reden in (
        ({"bedrag": "1.00"}, 422, "al gebruikt"),
        ({"kenmerk": "F-2", "bedrag": "-5"}, 422, "groter dan nul"),
        ({"kenmerk": "F-2", "bedrag": "0.00"}, 422, "groter dan nul"),
        ({"kenmerk": "F-2", "bedrag": "600.00"}, 422, "staat nog open"),
        ({"kenmerk": "F-2", "valuta": "USD"}, 422, "in euro"),
        ({"kenmerk": "F-2", "dag": (v.dag - DAG).isoformat()}, 422, "verschuldigd sinds"),
        ({"kenmerk": "F-2", "dag": (klok.today() + DAG).isoformat()}, 422, "vandaag"),
        ({"kenmerk": "F-2", "soort": "kado"}, 422, "bestaat niet"),
        ({"kenmerk": "F-2", "soort": "kwijtschelding"}, 422, "waarom is kwijtgescholden"),
        ({"kenmerk": " "}, 422, "nummer van de boeking"),
    ):
        assert reden in book(jurist, v, status, **velden)["detail"], velden
    for velden in (
        {"bedrag": "1e3"},
        {"bedrag": "0.001"},
        {"bedrag": "NaN"},
        {"bedrag": 5.5},
        {"dag": "gisteren"},
    ):
        assert book(jurist, v, 400, kenmerk="F-3", **velden)["velden"]
    assert book(jurist, v, kenmerk="F-4", bedrag="599.90")["staat"] == "betaald"
    v.refresh_from_db()
    assert v.betaald == Decimal("1000.00") and read(jurist, "/verbeurten")["verbeurten"] == []


def test_others_read_and_book_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    m, wie = make_opgelegd()
    v = forfeit(m, wie.pk, 1)[0]
    log_in(client, monkeypatch, BUITEN)
    for adres in ("/overtredingen", "/maatregelen", "/verbeurten"):
        assert read(client, adres)[adres[1:]] == []
    read(client, f"/verbeurten/{v.pk}", 404)
    book(client, v, 404)
    log_in(client, monkeypatch, make_viewer("gebruiker 946"))
    book(client, v, 403)
    assert not Betaling.objects.exists() and Maatregel.objects.count() == 1


def test_token_without_the_right_to_book_books_nothing(client: Client, tmp_path: Path) -> None:
    load_map(tmp_path / "stam")
    m, wie = make_opgelegd()
    v = forfeit(m, wie.pk, 1)[0]
    gebruiker = make_gebruiker((OD, "handhavingsjurist"))
    for rechten, status in ((("register.read",), 403), (("register.read", "invordering.record"), 201)):
        viewer = make_accountviewer(gebruiker, klok.today())
        _, geheim = record_toegangstoken(viewer=viewer, naam=str(status), rechten=rechten, dagen=1)
        client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {geheim.waarde}"
        book(client, v, status)
