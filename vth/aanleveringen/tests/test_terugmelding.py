"""Doubt about a value reaches who is the source of truth there, has a term, and gets one answer."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from django.test import Client

from vth.aanleveringen.models import Terugmelding
from vth.aanleveringen.selectors import BestaatNietError
from vth.aanleveringen.terugmeldingen import (
    TerugmeldingError,
    answer_terugmelding,
    find_antwoordtermijn,
    get_terugmelding,
    list_te_beantwoorden,
    list_terugmeldingen,
    record_terugmelding,
)
from vth.aanleveringen.terugmeldpagina import make_termijn
from vth.interface.tests.builders import log_in
from vth.logboek.models import Gebeurtenis
from vth.organisaties.tests.builders import load_map
from vth.register.models import Bronobject
from vth.register.selectors import BestaatNietError as ObjectBestaatNietError
from vth.register.tests.builders import make_object
from vth.toegang.rules import ALLE_SOORTEN, NIEMAND, GeenToegangError, Viewer, Zicht, derive_niveaus

pytestmark = pytest.mark.django_db
MELDER = Viewer(
    actor="gebruiker 1",
    zicht=Zicht(gebieden=frozenset({"GM9901"}), niveaus=derive_niveaus("intern"), soorten=ALLE_SOORTEN),
    handelingen=frozenset({"terugmelding.record"}),
    organisaties=frozenset({"GM9901"}),
)
HOUDER = Viewer(
    actor="gebruiker 2",
    zicht=Zicht(gebieden=frozenset({"GM9901"}), niveaus=derive_niveaus("intern"), soorten=ALLE_SOORTEN),
    handelingen=frozenset({"terugmelding.answer", "terugmelding.record"}),
    organisaties=frozenset({"OD-NOORD"}),
)
BUITEN = replace(HOUDER, actor="gebruiker 3", organisaties=frozenset({"OD-ZUID"}))


@pytest.fixture
def site(tmp_path: Path, zet_klok: Callable[..., datetime]) -> Bronobject:
    zet_klok(2025, 3, 3, 9)
    load_map(tmp_path / "stam")
    return make_object("T1", leverancier="PV99")


@pytest.fixture
def vraag(site: Bronobject) -> Terugmelding:
    return record_terugmelding(
        viewer=MELDER, bronobject_id=site.pk, veld="naam", toelichting="Er staat een ander bord."
    )


def test_question_goes_to_the_bronhouder_and_not_to_who_happened_to_say_it(vraag: Terugmelding) -> None:
    assert (vraag.bronhouder, vraag.gemeld_namens) == ("OD-NOORD", "GM9901")
    assert (vraag.waarde, vraag.termijn) == ("Tankstation De Linde", date(2025, 3, 31))
    assert list(list_te_beantwoorden(HOUDER)) == [vraag]
    assert list(list_te_beantwoorden(MELDER)) == []


def test_asker_and_bronhouder_see_it_and_nobody_else(vraag: Terugmelding) -> None:
    assert [list(list_terugmeldingen(v)) for v in (MELDER, HOUDER)] == [[vraag], [vraag]]
    for wie in (BUITEN, NIEMAND):
        with pytest.raises(BestaatNietError):
            get_terugmelding(wie, vraag.pk)


def test_answer_is_given_once_and_kept(vraag: Terugmelding) -> None:
    gegeven = answer_terugmelding(
        viewer=HOUDER, terugmelding_id=vraag.pk, staat="verbeterd", antwoord="Klopt, dank u."
    )
    assert (gegeven.staat, gegeven.antwoord, gegeven.beantwoord_door) == (
        "verbeterd",
        "Klopt, dank u.",
        "gebruiker 2",
    )
    with pytest.raises(TerugmeldingError, match="al beantwoord"):
        answer_terugmelding(viewer=HOUDER, terugmelding_id=vraag.pk, staat="juist", antwoord="Toch niet.")
    assert list(list_te_beantwoorden(HOUDER)) == []
    assert {g.handeling for g in Gebeurtenis.objects.all()} >= {"terugmelding.record", "terugmelding.answer"}


def test_only_the_bronhouder_answers(vraag: Terugmelding) -> None:
    with pytest.raises(GeenToegangError):
        answer_terugmelding(viewer=MELDER, terugmelding_id=vraag.pk, staat="juist", antwoord="Zelf gedaan.")
    with pytest.raises(BestaatNietError):
        answer_terugmelding(viewer=BUITEN, terugmelding_id=vraag.pk, staat="juist", antwoord="Hoi.")


def test_same_person_asks_once_until_it_is_answered(vraag: Terugmelding, site: Bronobject) -> None:
    with pytest.raises(TerugmeldingError, match="openstaan"):
        record_terugmelding(viewer=MELDER, bronobject_id=site.pk, veld="naam", toelichting="Nog eens.")
    answer_terugmelding(viewer=HOUDER, terugmelding_id=vraag.pk, staat="juist", antwoord="Klopt.")
    record_terugmelding(viewer=MELDER, bronobject_id=site.pk, veld="naam", toelichting="Toch niet.")


@pytest.mark.parametrize(("veld", "toelichting"), [("bestaatniet", "x"), ("naam", "   ")])
def test_question_about_nothing_or_without_words_is_refused(
    site: Bronobject, veld: str, toelichting: str
) -> None:
    with pytest.raises(TerugmeldingError):
        record_terugmelding(viewer=MELDER, bronobject_id=site.pk, veld=veld, toelichting=toelichting)


def test_what_one_may_not_see_cannot_be_asked_about(site: Bronobject) -> None:
    ver = replace(MELDER, zicht=replace(MELDER.zicht, gebieden=frozenset({"GM0000"})))
    for id_, wie in ((site.pk, ver), (uuid.uuid4(), MELDER)):
        with pytest.raises(ObjectBestaatNietError):
            record_terugmelding(viewer=wie, bronobject_id=id_, veld="naam", toelichting="x")


def test_pages_ask_and_answer(site: Bronobject, monkeypatch: pytest.MonkeyPatch) -> None:
    melder, houder = log_in(Client(), monkeypatch, MELDER), None
    adres = f"/terugmeldingen/nieuw/{site.pk}/naam"
    assert melder.post(adres, {"toelichting": ""}).status_code == 422
    vraag_url = melder.post(adres, {"toelichting": "<script>x</script>"})["Location"]
    assert "&lt;script&gt;" in melder.get(vraag_url).content.decode()
    assert "Beantwoord</button>" not in melder.get(vraag_url).content.decode()
    houder = log_in(Client(), monkeypatch, HOUDER)
    assert "wacht op antwoord" in houder.get("/terugmeldingen/").content.decode()
    houder.post(vraag_url, {"staat": "juist", "antwoord": "De naam klopt."})
    assert "De naam klopt." in houder.get(vraag_url).content.decode()


def test_question_past_its_term_says_so(
    vraag: Terugmelding, monkeypatch: pytest.MonkeyPatch, zet_klok: Callable[..., datetime]
) -> None:
    zet_klok(2025, 4, 1, 9)
    assert "te laat" in log_in(Client(), monkeypatch, HOUDER).get("/terugmeldingen/").content.decode()


def test_term_on_the_page_is_that_of_the_rule_and_no_text(
    site: Bronobject, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    anders = replace(find_antwoordtermijn(date(2025, 3, 3)), waarde=9, zekerheid="vastgesteld")
    monkeypatch.setattr("vth.aanleveringen.terugmeldingen.find_grond", lambda id_, *, geldig_op: anders)
    html = log_in(client, monkeypatch, MELDER).get(f"/terugmeldingen/nieuw/{site.pk}/naam").content.decode()
    assert "antwoordt binnen 9 dagen" in html
    vraag = record_terugmelding(viewer=MELDER, bronobject_id=site.pk, veld="naam", toelichting="Ander bord.")
    assert vraag.termijn == date(2025, 3, 12)
    assert (make_termijn(vraag).reden, make_termijn(vraag).zekerheid) == (
        "9 dagen na de melding",
        "vastgesteld",
    )
