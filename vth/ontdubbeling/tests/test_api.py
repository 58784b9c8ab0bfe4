"""Pairs, judgements and lasting ids for programs: the same rules as in the site, with an error for every fault."""

import json
import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from vth.ontdubbeling.models import Koppeloordeel
from vth.register.models import Bronobject
from vth.register.tests.builders import make_object
from vth.tijd import klok

from .builders import BEOORDELAAR, judge, make_gelijkstelling, make_los, make_snede
from .test_web import KIJKER, NOORD

pytestmark = pytest.mark.django_db


def read(client: Client, adres: str, status: int = 200) -> Any:
    antwoord = client.get(f"/api/v1/{adres}")
    assert antwoord.status_code == status, antwoord.content
    return antwoord.json()


def give(client: Client, a: Bronobject, b: Bronobject, status: int = 201, **inhoud: Any) -> Any:
    """Judge through the interface."""
    antwoord = client.post(
        f"/api/v1/paren/{a.pk}/{b.pk}/oordelen", json.dumps(inhoud), content_type="application/json"
    )
    assert antwoord.status_code == status, antwoord.content
    return antwoord.json()


@pytest.fixture
def vier() -> list[Bronobject]:
    namen = (
        ("OD-NOORD", "Verfhandel"),
        ("OD-ZUID", "Lakhandel"),
        ("OD-NOORD", "Garage"),
        ("PROV", "Autopoets"),
    )
    vier = [make_los(lev, naam, naam) for lev, naam in namen]
    make_gelijkstelling(vier[0], vier[1], rang=0.4, grond="tegenspraak:kvk_vestiging")
    make_gelijkstelling(vier[2], vier[3], rang=1.3)
    return vier


def list_namen(antwoord: Any) -> list[tuple[str, str]]:
    return [(p["links"]["naam"], p["rechts"]["naam"]) for p in antwoord["paren"]]


def test_the_list_gives_the_strangest_first_and_goes_on_by_its_own_links(als, vier):
    client = als(BEOORDELAAR)
    eerste = read(client, "paren?aantal=1")
    assert list_namen(eerste) == [("Verfhandel", "Lakhandel")]
    assert (eerste["paren"][0]["grond"], eerste["paren"][0]["kans"]) == ("tegenspraak:kvk_vestiging", 0.8)
    tweede = client.get(eerste["_links"]["next"]["href"]).json()
    assert list_namen(tweede) == [("Garage", "Autopoets")] and "next" not in tweede["_links"]


def test_cut_pairs_are_a_list_of_their_own_with_what_keeps_them_apart(als, vier):
    make_gelijkstelling(vier[0], vier[3], uitkomst="gekoppeld", kans=0.99)
    make_snede(vier[0], vier[3], "leverancier")
    paar = read(als(BEOORDELAAR), "paren?uitkomst=gesneden&velden=uitkomst,reden,kans")["paren"]
    assert paar == [{"uitkomst": "gesneden", "reden": "leverancier", "kans": 0.99}]


def test_who_sees_one_of_two_records_gets_no_pair_and_cannot_judge_it(als, vier):
    client = als(NOORD)
    assert read(client, "paren")["paren"] == []
    assert read(client, f"paren/{vier[0].pk}/{vier[1].pk}", 404)["code"] == "bestaat_niet"
    assert give(client, *vier[:2], 404, keuze="gelijk")["code"] == "bestaat_niet"
    assert not Koppeloordeel.objects.exists()


def test_every_fault_in_a_question_is_told_at_once(als):
    fout = read(als(BEOORDELAAR), "paren?uitkomst=x&soort=raket&aantal=0&velden=foei", 400)
    assert {v["veld"] for v in fout["velden"]} == {"uitkomst", "soort", "aantal", "velden"}
    assert read(als(BEOORDELAAR), "paren?vanaf=x", 400)["code"] == "plaats_ongeldig"


def test_a_pair_tells_what_speaks_for_it_in_whatever_order_one_asks(als, vier):
    a, b = vier[:2]
    client = als(BEOORDELAAR)
    paar = read(client, f"paren/{b.pk}/{a.pk}")
    assert paar["bewijs"][0]["uitleg"] == "De namen zijn gelijk."
    assert paar["isEen"] is False and "gezien" not in paar
    assert paar["_links"]["self"]["href"].endswith(f"/paren/{a.pk}/{b.pk}")


def test_a_judgement_through_the_interface_holds_at_once_and_can_be_come_back_on(als, vier):
    a, b = vier[:2]
    client = als(BEOORDELAAR)
    eerste = give(client, a, b, keuze="gelijk")
    assert (eerste["keuze"], eerste["geldt"], eerste["door"]) == ("gelijk", True, "beoordelaar")
    paar = read(client, f"paren/{a.pk}/{b.pk}")
    assert paar["isEen"] is True and paar["gezien"] == eerste["id"]
    give(client, a, b, keuze="verschillend", reden="Twee hallen.", gezien=paar["gezien"])
    assert [(o["keuze"], o["geldt"]) for o in read(client, f"paren/{a.pk}/{b.pk}")["oordelen"]] == [
        ("verschillend", True),
        ("gelijk", False),
    ]


def test_who_did_not_see_the_last_judgement_is_told_of_it(als, vier):
    judge(*vier[:2])
    fout = give(als(BEOORDELAAR), *vier[:2], 409, keuze="verschillend", reden="Nee.")
    assert fout["code"] == "ander_oordeel" and "hetzelfde" in fout["detail"]
    assert Koppeloordeel.objects.count() == 1


def test_a_judgement_that_contradicts_earlier_ones_is_refused(als, vier):
    a, b, c, _ = vier
    judge(a, b), judge(b, c)
    assert give(als(BEOORDELAAR), a, c, 409, keuze="verschillend")["code"] == "tegenspraak"


def test_a_judgement_that_lacks_its_reason_is_not_accepted(als, vier):
    assert "waarom" in give(als(BEOORDELAAR), *vier[:2], 422, keuze="opvolging")["detail"]


@pytest.mark.parametrize(
    "inhoud",
    [
        {},
        {"keuze": "misschien"},
        {"keuze": "gelijk", "reden": "x" * 501},
        {"keuze": "gelijk", "reden": "\x00"},
        {"keuze": "gelijk", "reden": "\ud800"},
        {"keuze": "gelijk", "gezien": "x" * 41},
        {"keuze": "gelijk", "kuze": "gelijk"},
        {"keuze": 3},
    ],
)
def test_a_judgement_that_cannot_be_read_names_the_field(als, vier, inhoud):
    assert give(als(BEOORDELAAR), *vier[:2], 400, **inhoud)["velden"]
    assert not Koppeloordeel.objects.exists()


def test_who_may_only_look_is_refused(als, vier):
    assert give(als(KIJKER), *vier[:2], 403, keuze="gelijk")["code"] == "geen_toegang"


@pytest.mark.parametrize("wie", ["x", "00000000-0000-0000-0000-000000000000"])
def test_what_is_not_there_is_not_there(als, vier, wie):
    for adres in (f"entiteiten/{wie}", f"paren/{wie}/{vier[0].pk}", f"paren/{vier[0].pk}/{vier[0].pk}"):
        assert read(als(BEOORDELAAR), adres, 404)["code"] == "bestaat_niet"


def test_an_old_id_leads_on_and_at_an_earlier_moment_still_lived(als, vier):
    a, b = vier[:2]
    toen = klok.now().isoformat().replace("+", "%2B")
    judge(a, b)
    client = als(BEOORDELAAR)
    antwoord = client.get(f"/api/v1/entiteiten/{b.pk}?geldigOp=2026-01-01")
    assert antwoord.status_code == 307
    assert antwoord["Location"].endswith(f"/api/v1/entiteiten/{a.pk}?geldigOp=2026-01-01")
    samen = read(client, f"entiteiten/{a.pk}")
    assert [g["naam"] for g in samen["bronobjecten"]] == ["Verfhandel", "Lakhandel"]
    assert {g["soort"] for g in samen["gebeurtenissen"]} == {"ontstaan", "erbij"}
    eerder = read(client, f"entiteiten/{b.pk}?beschikbaarOp={toen}")
    assert ([g["naam"] for g in eerder["bronobjecten"]], eerder["gebeurtenissen"]) == (["Lakhandel"], [])


def test_of_a_thing_only_the_records_and_events_that_one_may_see_are_told(als, vier):
    a, b, c, d = vier
    judge(c, d), judge(a, b), judge(b, c)
    client = als(NOORD)
    deel = read(client, f"entiteiten/{a.pk}")
    assert [g["naam"] for g in deel["bronobjecten"]] == ["Verfhandel", "Garage"]
    tekst = json.dumps(deel)
    assert "Lakhandel" not in tekst and str(b.pk) not in tekst and str(d.pk) not in tekst


def test_a_natural_person_is_no_entity_for_programs_or_people(als):
    persoon = make_object("123456782", soort="natuurlijkpersoon", inhoud={"geslachtsnaam": "Osselkamp"})
    client = als(BEOORDELAAR)
    assert read(client, f"entiteiten/{persoon.pk}", 404)["code"] == "bestaat_niet"
    assert client.get(f"/ontdubbeling/entiteit/{persoon.pk}").status_code == 404


def test_an_answer_that_says_the_same_carries_the_same_mark(als, vier):
    client = als(replace(BEOORDELAAR, actor=str(uuid.uuid4())))
    merken = {client.get(f"/api/v1/entiteiten/{vier[0].pk}")["ETag"] for _ in range(2)}
    assert len(merken) == 1
