"""Lists, downloads and the API say of each row on which assumption it rests, and of no other; whatever the number of rows they ask the same."""

import csv
import io
import json
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from vth.handhaving import aannamelezen
from vth.handhaving.aannamelezen import (
    BOETE,
    LEIDRAAD,
    TELLING,
    VERJARING,
    WERKTIJD,
    ZIENSWIJZE,
    read_aannames,
)
from vth.handhaving.horen import record_voornemen
from vth.handhaving.models import Last, Maatregel, Overtreding, Verbeurte
from vth.interface.tests.builders import log_in
from vth.regelgeving.selectors import list_regels
from vth.tijd import klok

from . import builders
from .briefbuilders import make_klaar, make_verzoek
from .builders import DAG, JURIST, make_bedrijf, make_opgelegd, make_overtreding
from .test_bestuursdwang import apply, claim, cost, make_dwang
from .test_invorderen import do, forfeit

pytestmark = pytest.mark.django_db
MATRIX = "De matrix waarop de afweging rust, is niet door het bevoegd gezag vastgesteld."
ASPECT = "Dat dit kan meetellen, is niet door het bevoegd gezag vastgesteld"
# By which sentence each assumption of this room is told in lists, or why no row of a list rests on it.
REGELS: dict[str, str] = {
    "handhaving.interventiematrix": MATRIX,
    "handhaving.strategie_zwaarte": MATRIX,
    "handhaving.strategie_aspectdrempels": MATRIX,
    "handhaving.strategie_overleg": MATRIX,
    "handhaving.strategie_aspecten_aangenomen": ASPECT,
    "handhaving.leidraad": LEIDRAAD,
    "handhaving.zienswijzetermijn": ZIENSWIJZE,
    "handhaving.boetegronden": BOETE,
    "handhaving.tijdseenheid_telt": TELLING,
    "handhaving.werktijd": WERKTIJD,
    "handhaving.bewaartermijn": "geen regel: na het vernietigen van de zaak",
    "handhaving.vage_woorden": "geen regel: wat er voor ondertekening over de tekst wordt gezegd",
    "handhaving.einde_adressaat": "geen regel: waarschuwt wie de last opstelt",
    "handhaving.verjaringsalarm": "geen regel: wanneer de jurist het hoort",
    "handhaving.aanmaning_verzuim": "geen regel: wat wordt geweigerd",
    "handhaving.strategie_kleinste_aantal": "geen regel: cijfers van andere organisaties",
}


@pytest.fixture
def jurist(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    return log_in(client, monkeypatch, JURIST)


@pytest.fixture
def aangenomen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weigh by the matrix and the aspects that come with the program."""
    monkeypatch.setattr(builders, "MATRIX", {"zekerheid": "aanname"})
    monkeypatch.setattr(builders, "ASPECTEN", [{"naam": "onrust", "telt": True, "zekerheid": "aanname"}])


def say(ding: Any) -> set[str]:
    """What one row rests on; of an aspect without its name."""
    return {
        z.partition(":")[0] if z.startswith(ASPECT) else z
        for z in read_aannames([ding], op=klok.today())[ding.pk]
    }


def test_each_assumption_of_this_room_is_told_in_lists_or_reaches_none() -> None:
    aannames = {
        r.id
        for r in list_regels()
        if r.kamer == "handhaving" and any(p.zekerheid == "aanname" for p in r.perioden)
    }
    assert aannames == set(REGELS)
    gezegd = {z for z in REGELS.values() if not z.startswith("geen regel")}
    assert gezegd - {MATRIX, ASPECT} == {BOETE, LEIDRAAD, TELLING, WERKTIJD, ZIENSWIJZE}


def test_a_violation_says_how_it_was_weighed_and_by_when_it_must_be(aangenomen: None) -> None:
    assert say(make_overtreding(gewogen=False)) == {WERKTIJD}
    o = make_overtreding()
    assert say(o) == {MATRIX, ASPECT, WERKTIJD}
    Overtreding.objects.filter(pk=o.pk).update(waarom="", indicatie_handhaving=True)
    o.refresh_from_db()
    assert say(o) == {MATRIX, ASPECT}


def test_a_measure_says_what_its_term_its_amount_and_its_counting_rest_on(aangenomen: None) -> None:
    m, _ = make_opgelegd()
    Last.objects.filter(pk=m.pk).update(leidraad={"zekerheid": "aanname"})
    assert say(m) == {MATRIX, ASPECT, LEIDRAAD, TELLING}
    Last.objects.filter(pk=m.pk).update(per="dag", leidraad={"zekerheid": "vastgesteld"})
    assert say(m) == {MATRIX, ASPECT}
    boete = make_klaar("bestuurlijke_boete", boetegrond="18.11", boetebedrag=Decimal(1500))
    assert say(boete) == {MATRIX, ASPECT, BOETE}
    record_voornemen(viewer=JURIST, maatregel_id=boete.pk, op=klok.today())
    boete.refresh_from_db()
    assert say(boete) == {MATRIX, ASPECT, BOETE, ZIENSWIJZE}


def test_an_amount_says_it_of_its_measure_its_counting_and_its_limitation(aangenomen: None) -> None:
    m, wie = make_opgelegd()
    v = forfeit(m, wie.pk, 1)[0]
    kaal = say(v) - {VERJARING}
    assert kaal - {LEIDRAAD} == {MATRIX, ASPECT, TELLING}
    Last.objects.filter(pk=m.pk).update(per="dag", leidraad={})
    assert say(v) - {VERJARING} == {MATRIX, ASPECT}
    dwang, ander = make_dwang()
    cost(dwang, apply(dwang, klok.today() - DAG), "80")
    assert TELLING not in say(claim(dwang, ander, "80"))


def test_the_limitation_of_many_is_that_of_each() -> None:
    m, wie = make_opgelegd(onherroepelijk=False)
    een, twee = forfeit(m, wie.pk, 2)
    do(een, "voornemen")
    do(een, "invorderingsbeschikking")
    do(een, "uitstel_van_betaling")
    rijen = list(Verbeurte.objects.order_by("dag"))
    samen = aannamelezen.read_verjaringen(rijen, op=klok.today())
    los = {v.pk: aannamelezen.read_verjaringen([v], op=klok.today())[v.pk] for v in rijen}
    assert {k: u.as_dict() for k, u in samen.items()} == {k: u.as_dict() for k, u in los.items()}
    assert samen[een.pk].laatste_dag_als_nu_eindigt != samen[twee.pk].laatste_dag_als_nu_eindigt


def test_what_was_adopted_is_not_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    m, wie = make_opgelegd()
    v = forfeit(m, wie.pk, 1)[0]
    o = m.overtredingen.get().overtreding
    Last.objects.filter(pk=m.pk).update(leidraad={})
    assert TELLING in say(m) & say(v)
    monkeypatch.setattr("vth.regelgeving.rules.Grond.is_aanname", property(lambda self: False))
    assert say(m) == set() == say(v) - {VERJARING} and say(o) == set()


def make_rijen(aantal: int) -> None:
    """Some of everything that stands in a list."""
    bedrijf = make_bedrijf()
    for _ in range(aantal):
        m, wie = make_opgelegd()
        forfeit(m, wie.pk, 1)
        make_overtreding(wie=bedrijf)


@pytest.mark.parametrize("lees", [Overtreding, Maatregel, Verbeurte])
def test_no_question_is_asked_per_row(lees: type[Any]) -> None:
    def count() -> int:
        rijen = list(lees.objects.all())
        with CaptureQueriesContext(connection) as vragen:
            read_aannames(rijen, op=klok.today())
        return len(vragen)

    make_rijen(1)
    een = count()
    make_rijen(3)
    assert 0 < een == count() <= 4


@pytest.mark.parametrize("lijst", ["overtredingen", "maatregelen", "verbeurten"])
def test_the_api_says_it_of_every_row_and_of_one(jurist: Client, aangenomen: None, lijst: str) -> None:
    m, wie = make_opgelegd()
    forfeit(m, wie.pk, 1)
    regels = jurist.get(f"/api/v1/{lijst}").json()[lijst]
    assert regels and all(MATRIX in r["aannames"] for r in regels)
    een = jurist.get(regels[0]["_links"]["self"]["href"]).json()
    assert een["aannames"] == regels[0]["aannames"]
    beschrijving = json.dumps(jurist.get("/api/v1/openapi.json").json()["components"]["schemas"])
    assert beschrijving.count("op geen aanname rust") == 3


def test_the_api_gives_an_empty_list_for_what_rests_on_nothing(jurist: Client) -> None:
    m, _ = make_opgelegd()
    Last.objects.filter(pk=m.pk).update(per="dag", leidraad={})
    assert jurist.get(f"/api/v1/maatregelen/{m.pk}").json()["aannames"] == []


@pytest.mark.parametrize(
    ("tab", "zin"), [("overtredingen", MATRIX), ("maatregelen", TELLING), ("dwangsommen", TELLING)]
)
def test_a_file_has_a_column_and_the_page_says_it_at_its_end(
    jurist: Client, aangenomen: None, tab: str, zin: str
) -> None:
    m, wie = make_opgelegd()
    forfeit(m, wie.pk, 1)
    adres = reverse("handhaving:download", args=["csv"]) + f"?tab={tab}"
    tekst = b"".join(jurist.get(adres).streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    regels = list(csv.DictReader(io.StringIO(tekst), delimiter=";" if ";" in tekst.split("\n")[0] else ","))
    assert regels and all(zin in r["Rust op een aanname"] for r in regels)
    pagina = jurist.get(f"/handhaving/?tab={tab}").content.decode()
    assert "Wat in deze lijst op een aanname rust" in pagina and zin in pagina and "(1 regel)" in pagina


def test_a_request_has_its_column_and_rests_on_nothing_of_this_room(jurist: Client) -> None:
    make_verzoek()
    adres = reverse("handhaving:download", args=["csv"]) + "?tab=handhavingsverzoeken"
    assert jurist.get(adres).status_code == 200
    assert "Wat in deze lijst" not in jurist.get("/handhaving/?tab=handhavingsverzoeken").content.decode()
