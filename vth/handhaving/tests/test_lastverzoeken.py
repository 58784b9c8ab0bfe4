"""Requests about a last in force (Awb 5:34): decided in time, with effect from a day, and nothing that the law does not allow."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client

from vth.agenda.models import Agendapunt
from vth.handhaving.lastrules import derive_jaar_om
from vth.handhaving.lastverzoekdag import record_lastverzoekdag
from vth.handhaving.lastverzoeken import (
    Lastbeslissing,
    NieuwLastverzoek,
    decide_lastverzoek,
    record_lastverzoek,
)
from vth.handhaving.maatregelpagina import make_maatregelpagina
from vth.handhaving.models import (
    Lastadressaat,
    Lastbedrag,
    Lastschorsing,
    Lastverzoek,
    Lastverzoekdag,
    Maatregel,
    Verbeurte,
)
from vth.handhaving.rules import HandhavingError
from vth.handhaving.selectors import find_bedragen
from vth.interface.tests.builders import log_in
from vth.regelgeving.selectors import find_termijn
from vth.register.models import HandhavingsmaatregelVoorkomen
from vth.tijd import klok
from vth.toegang.rules import GeenToegangError
from vth.toezicht.tests.builders import TINE
from vth.zaken.selectors import BestaatNietError

from .builders import BUITEN, DAG, JURIST, make_bedrijf, make_opgelegd
from .test_invorderen import forfeit
from .test_web import post

GEVALLEN = yaml.safe_load((Path(__file__).parent / "gevallen" / "opheffing.yaml").read_text(encoding="utf-8"))


def ask(maatregel: Maatregel, wie: int, **velden: Any) -> Lastverzoek:
    vast: dict[str, Any] = {
        "adressaat_id": wie,
        "vraag": "verminderen",
        "grond": "onmogelijk",
        "ontvangen_op": klok.today(),
        "toelichting": "De inzamelaar komt niet.",
    }
    nieuw = NieuwLastverzoek(**(vast | velden))
    return record_lastverzoek(viewer=JURIST, maatregel_id=maatregel.pk, nieuw=nieuw)


def decide(maatregel: Maatregel, verzoek: Lastverzoek, uitkomst: str, **velden: Any) -> None:
    vast: dict[str, Any] = {"besloten_op": klok.today(), "motivering": "Het kan inderdaad niet eerder."}
    if uitkomst != "afgewezen":
        vast["vanaf"] = klok.today()
    decide_lastverzoek(
        viewer=JURIST,
        maatregel_id=maatregel.pk,
        verzoek_id=verzoek.pk,
        beslissing=Lastbeslissing(uitkomst=uitkomst, **(vast | velden)),
    )
    maatregel.refresh_from_db()


@pytest.mark.parametrize("geval", [pytest.param(g, id=g["geval"]) for g in GEVALLEN])
def test_from_when_a_last_was_in_force_for_a_year(geval: dict[str, Any]) -> None:
    termijn = find_termijn("regelgeving.opheffing_last", geldig_op=geval["opgelegd"])
    perioden = [(van, tot) for van, tot in geval.get("geschorst", [])]
    assert derive_jaar_om(geval["opgelegd"], perioden, termijn) == geval["om"]


@pytest.mark.django_db
def test_a_request_has_its_own_term_and_stands_in_the_agenda_until_it_is_decided() -> None:
    maatregel, wie = make_opgelegd()
    verzoek = ask(maatregel, wie.pk)
    assert verzoek.beslissen_voor >= klok.today() + 56 * DAG and "4:13" in str(verzoek.termijn["gronden"])
    punten = Agendapunt.objects.filter(onderwerp=maatregel.pk, sleutel="lastverzoek:1", gedaan_op=None)
    assert punten.count() == 1
    with pytest.raises(HandhavingError, match="nog niet beslist"):
        ask(maatregel, wie.pk)
    decide(maatregel, verzoek, "afgewezen")
    assert punten.count() == 0 and maatregel.staat == "lopend"
    with pytest.raises(HandhavingError, match="al over beslist"):
        decide(maatregel, verzoek, "afgewezen")


@pytest.mark.django_db
def test_a_lower_amount_holds_from_its_day_and_the_old_one_stays_known() -> None:
    maatregel, wie = make_opgelegd()
    begin = maatregel.last.begunstiging_tot + DAG
    forfeit(maatregel, wie.pk, 1)
    verzoek = ask(maatregel, wie.pk, ontvangen_op=begin)
    with pytest.raises(HandhavingError, match="al verbeurd naar het oude bedrag"):
        decide(maatregel, verzoek, "verlaagd", vanaf=begin, bedrag=Decimal(400), maximum=Decimal(1900))
    decide(maatregel, verzoek, "verlaagd", vanaf=begin + 7 * DAG, bedrag=Decimal(400), maximum=Decimal(1900))
    assert [v.bedrag for v in forfeit(maatregel, wie.pk, 5)] == [400, 400, 100]
    maatregel.refresh_from_db()
    assert maatregel.staat == "uitgewerkt"
    oud, nieuw = find_bedragen(wie, begin + 6 * DAG), find_bedragen(wie, begin + 7 * DAG)
    assert (oud.bedrag, oud.maximum, nieuw.bedrag, nieuw.maximum) == (1000, 5000, 400, 1900)
    assert Lastbedrag.objects.get().op.date() <= klok.today()
    kern = HandhavingsmaatregelVoorkomen.objects.believed().filter(bronobject=maatregel.bronobject)
    assert kern.order_by("-begin_geldigheid")[0].dwangsommaximum == 1900


@pytest.mark.django_db
def test_lifted_for_all_ends_it_and_for_one_only_him() -> None:
    maatregel, wie = make_opgelegd()
    twee = Lastadressaat.objects.create(
        last=maatregel.last,
        bronobject=make_bedrijf("B-2", "Pand BV"),
        bedrag=Decimal(10),
        maximum=Decimal(20),
    )
    begin = maatregel.last.begunstiging_tot + DAG
    decide(maatregel, ask(maatregel, wie.pk, vraag="opheffen", ontvangen_op=begin), "opgeheven", vanaf=begin)
    assert maatregel.staat == "lopend"
    let_op = [a["let_op"] for a in make_maatregelpagina(JURIST, maatregel.pk).adressaten]
    assert sorted(bool(zin) for zin in let_op) == [False, True] and "opgeheven vanaf" in "".join(let_op)
    with pytest.raises(HandhavingError, match="opgeheven"):
        forfeit(maatregel, wie.pk)
    assert len(forfeit(maatregel, twee.pk)) == 2
    decide(maatregel, ask(maatregel, twee.pk, vraag="opheffen"), "opgeheven")
    assert (maatregel.staat, maatregel.afgerond_op) == ("ingetrokken", klok.today())
    assert Verbeurte.objects.filter(staat="open").count() == 2


@pytest.mark.django_db
def test_suspended_on_request_is_a_suspension_of_who_asked() -> None:
    maatregel, wie = make_opgelegd()
    van = maatregel.last.begunstiging_tot + DAG
    verzoek = ask(maatregel, wie.pk, vraag="opschorten", ontvangen_op=van)
    decide(maatregel, verzoek, "geschorst", vanaf=van, tot=van + 13 * DAG, kenmerk="B-7")
    rij = Lastschorsing.objects.get()
    assert (rij.instantie, rij.adressaat_id, rij.tot) == ("bestuursorgaan", wie.pk, van + 13 * DAG)
    assert forfeit(maatregel, wie.pk, 3)[0].vanaf == van + 14 * DAG


@pytest.mark.django_db
def test_a_year_without_forfeiture_lifts_and_nothing_less_does() -> None:
    maatregel, wie = make_opgelegd(weken_geleden=60)
    op = maatregel.opgelegd_op
    assert op is not None
    jaar = op + timedelta(days=366)
    verzoek = ask(maatregel, wie.pk, vraag="opheffen", grond="zonder_verbeurte", ontvangen_op=op)
    with pytest.raises(HandhavingError, match=r"nog geen 1 jaar.*5:34"):
        decide(maatregel, verzoek, "opgeheven", besloten_op=jaar - DAG, vanaf=jaar - DAG)
    with pytest.raises(HandhavingError, match="tweede lid"):
        decide(maatregel, verzoek, "geschorst")
    weken = forfeit(maatregel, wie.pk, 1)
    with pytest.raises(HandhavingError, match="is verbeurd"):
        decide(maatregel, verzoek, "opgeheven")
    Verbeurte.objects.filter(pk=weken[0].pk).update(staat="vernietigd")
    decide(maatregel, verzoek, "opgeheven", besloten_op=jaar, vanaf=jaar)
    assert maatregel.staat == "ingetrokken"


@pytest.mark.django_db
def test_what_cannot_be_asked_is_refused() -> None:
    maatregel, wie = make_opgelegd()
    op = maatregel.opgelegd_op
    assert op is not None
    slecht: list[tuple[dict[str, Any], str]] = [
        ({"vraag": "kwijtschelden"}, "kan niet worden gevraagd"),
        ({"grond": "zonder_verbeurte"}, "alleen worden opgeheven"),
        ({"vraag": "opheffen", "grond": "zomaar"}, "Op deze grond"),
        ({"ontvangen_op": op - DAG}, "is opgelegd op"),
        ({"ontvangen_op": klok.today() + DAG}, "vandaag is het"),
        ({"toelichting": ""}, "Schrijf op waarom"),
        ({"wie": 999_999}, "geen adressaat"),
    ]
    for velden, reden in slecht:
        with pytest.raises(HandhavingError, match=reden):
            ask(maatregel, velden.pop("wie", wie.pk), **velden)
    nieuw = NieuwLastverzoek(wie.pk, "opheffen", "onmogelijk", op, "Het kan niet.")
    with pytest.raises(BestaatNietError):
        record_lastverzoek(viewer=BUITEN, maatregel_id=maatregel.pk, nieuw=nieuw)
    with pytest.raises(GeenToegangError):
        record_lastverzoek(viewer=TINE, maatregel_id=maatregel.pk, nieuw=nieuw)
    Maatregel.objects.filter(pk=maatregel.pk).update(instrument="last_onder_bestuursdwang")
    with pytest.raises(HandhavingError, match="last onder dwangsom"):
        ask(maatregel, wie.pk)


@pytest.mark.django_db
def test_what_cannot_be_decided_is_refused() -> None:
    maatregel, wie = make_opgelegd()
    verzoek = ask(maatregel, wie.pk)
    lager = {"bedrag": Decimal(400), "maximum": Decimal(2000)}
    slecht: list[tuple[str, dict[str, Any], str]] = [
        ("weggelachen", {}, "bestaat niet"),
        ("afgewezen", {"motivering": ""}, "waarom zo is beslist"),
        ("afgewezen", lager, "verandert er niets"),
        ("afgewezen", {"besloten_op": klok.today() - DAG}, "Beslist op"),
        ("verlaagd", {}, "hoort een nieuw bedrag"),
        ("verlaagd", {"vanaf": None, **lager}, "geen dag"),
        ("verlaagd", {"vanaf": klok.today() + DAG, **lager}, "tot en met vandaag"),
        ("verlaagd", lager | {"bedrag": Decimal(1001)}, "geen verlaging"),
        ("verlaagd", lager | {"maximum": Decimal(6000)}, "geen verlaging"),
        ("verlaagd", lager | {"maximum": Decimal(300)}, "niet lager dan het bedrag"),
        ("verlaagd", {"bedrag": Decimal(1000), "maximum": Decimal(5000)}, "geen verlaging"),
        ("verlaagd", lager | {"bedrag": Decimal("-1")}, "groter dan nul"),
        ("opgeheven", {"tot": klok.today()}, "Alleen een schorsing"),
        ("geschorst", lager, "Alleen bij verlagen"),
    ]
    for uitkomst, velden, reden in slecht:
        with pytest.raises(HandhavingError, match=reden):
            decide(maatregel, verzoek, uitkomst, **velden)
    assert not Lastbedrag.objects.exists() and not Lastschorsing.objects.exists()


@pytest.mark.django_db
def test_a_request_is_taken_in_and_decided_by_the_page(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    maatregel, wie = make_opgelegd()
    log_in(client, monkeypatch, JURIST)
    naar = f"/handhaving/maatregelen/{maatregel.pk}"
    vraag = {
        "adressaat_id": wie.pk,
        "vraag": "verminderen",
        "grond": "onmogelijk",
        "ontvangen_op": klok.today(),
    }
    post(client, f"{naar}/lastverzoek", **vraag, toelichting="De inzamelaar komt niet.")
    pagina = client.get(naar).content.decode()
    assert "nog niet beslist" in pagina and "De inzamelaar komt niet." in pagina
    besluit: dict[str, Any] = {"verzoek_id": Lastverzoek.objects.get().pk, "uitkomst": "verlaagd"}
    besluit |= {"besloten_op": klok.today(), "vanaf": klok.today(), "motivering": "Deels onmogelijk."}
    fout = post(client, f"{naar}/lastverzoek_besluit", 422, **besluit, bedrag="2000,00", maximum="9000,00")
    assert "geen verlaging" in fout and "2000,00" in fout
    post(client, f"{naar}/lastverzoek_besluit", **besluit, bedrag="500,50", maximum="2000,00")
    pagina = client.get(naar).content.decode()
    assert "€ 500,50" in pagina and "Verlaagde dwangsommen" in pagina


def put_right(maatregel: Maatregel, verzoek: Lastverzoek, **velden: Any) -> Lastverzoekdag:
    vast: dict[str, Any] = {
        "viewer": JURIST,
        "ontvangen_op": klok.today() - DAG,
        "reden": "Het lag bij de post.",
    }
    return record_lastverzoekdag(maatregel_id=maatregel.pk, verzoek_id=verzoek.pk, **(vast | velden))


@pytest.mark.django_db
def test_the_day_of_a_request_about_a_last_is_put_right_and_the_term_with_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    maatregel, wie = make_opgelegd()
    verzoek = ask(maatregel, wie.pk)
    nieuw = put_right(maatregel, verzoek)
    verzoek = Lastverzoek.objects.get()
    assert verzoek.ontvangen_op == klok.today() and verzoek.stand == nieuw
    assert nieuw.beslissen_voor <= verzoek.beslissen_voor
    assert Agendapunt.objects.get(sleutel="lastverzoek:1").dag == nieuw.beslissen_voor
    put_right(maatregel, verzoek, ontvangen_op=klok.today() - 2 * DAG, reden="Toch nog een dag eerder.")
    [rij] = make_maatregelpagina(JURIST, maatregel.pk).verzoeken
    assert rij["ontvangen"] == klok.today() - 2 * DAG
    assert "Het lag bij de post." in rij["waarom"] and "Toch nog een dag eerder." in rij["waarom"]
    log_in(client, monkeypatch, JURIST)
    velden = {"verzoek_id": verzoek.pk, "ontvangen_op": str(klok.today()), "reden": "Het was toch vandaag."}
    naar = f"/handhaving/maatregelen/{maatregel.pk}"
    post(client, f"{naar}/lastverzoekdag", **velden)
    fout = post(client, f"{naar}/lastverzoekdag", 422, **velden)
    assert "Beslis " in fout and "die er al staat" in fout
    assert "Het was toch vandaag." in client.get(naar).content.decode()


@pytest.mark.django_db
def test_a_day_of_receipt_that_cannot_be_is_refused() -> None:
    maatregel, wie = make_opgelegd()
    verzoek = ask(maatregel, wie.pk, ontvangen_op=klok.today() - 3 * DAG)
    decide(maatregel, verzoek, "afgewezen", besloten_op=klok.today() - 2 * DAG)
    slecht: list[tuple[dict[str, Any], type[Exception], str]] = [
        ({"reden": ""}, HandhavingError, "waaruit de goede dag blijkt"),
        ({"ontvangen_op": klok.today() - 3 * DAG}, HandhavingError, "die er al staat"),
        ({"ontvangen_op": klok.today() + DAG}, HandhavingError, "is ingeboekt op"),
        ({"ontvangen_op": klok.today() - 9999 * DAG}, HandhavingError, "is opgelegd op"),
        ({"ontvangen_op": klok.today() - DAG}, HandhavingError, "is beslist op"),
        ({"viewer": TINE}, GeenToegangError, "maatregel.record"),
        ({"viewer": BUITEN}, BestaatNietError, "bestaat niet"),
    ]
    for velden, soort, zin in slecht:
        with pytest.raises(soort, match=zin):
            put_right(maatregel, verzoek, **velden)
    with pytest.raises(HandhavingError, match="bestaat niet"):
        record_lastverzoekdag(
            viewer=JURIST, maatregel_id=maatregel.pk, verzoek_id=0, ontvangen_op=klok.today(), reden="Zomaar."
        )
    assert not Lastverzoekdag.objects.exists()
