"""A decision from draft to irrevocable: who approves, who signs, what the days do, and what stays."""

from datetime import date
from typing import Any

import pytest

from vth.toegang.rules import GeenToegangError, Viewer
from vth.zaken import dagloop
from vth.zaken.besluitboeking import Overwegingstekst, read_besluitsoort
from vth.zaken.besluiten import (
    record_bekendmaking,
    record_besluittekst,
    record_bestaand_besluit,
    sign_besluit,
)
from vth.zaken.controle import BestaandBesluit
from vth.zaken.goedkeuringen import decide_goedkeuring, record_opmerking, request_goedkeuring
from vth.zaken.models import Besluit
from vth.zaken.overdracht import record_waarneming
from vth.zaken.rechtsmiddelen import record_rechtsmiddel
from vth.zaken.rules import AnderWasVoorError, Datums, ZaakError
from vth.zaken.selectors import BestaatNietError, list_te_keuren

from .builders import (
    ANNA,
    BAS,
    BESTUUR,
    BUITEN,
    CHEF,
    OD,
    REDEN,
    approve,
    make_besluit,
    make_ondertekend,
    make_viewer,
    make_zaak,
)

pytestmark = pytest.mark.django_db


def test_nobody_approves_what_he_wrote():
    besluit = make_besluit(make_zaak())
    schrijft_en_keurt = make_viewer(ANNA.actor, "besluit.approve")
    gevraagd = request_goedkeuring(viewer=ANNA, besluit_id=besluit.pk)
    with pytest.raises(ZaakError, match="tweede persoon"):
        decide_goedkeuring(viewer=schrijft_en_keurt, goedkeuring_id=gevraagd.pk, akkoord=True)


def test_whoever_changed_a_word_is_a_writer_too():
    besluit = make_besluit(make_zaak())
    record_besluittekst(viewer=BAS, besluit_id=besluit.pk, tekst="Anders.", overwegingen=[])
    with pytest.raises(ZaakError, match="tweede persoon"):
        approve(besluit, door=BAS)


def test_without_approval_a_decision_is_not_signed():
    besluit = make_besluit(make_zaak())
    with pytest.raises(ZaakError, match="nog niet door een tweede persoon"):
        sign_besluit(viewer=BESTUUR, besluit_id=besluit.pk)


def test_a_change_after_approval_asks_for_a_new_one():
    besluit = approve(make_besluit(make_zaak()))
    record_besluittekst(viewer=ANNA, besluit_id=besluit.pk, tekst="Toch niet.", overwegingen=[REDEN])
    besluit.refresh_from_db()
    assert besluit.staat == Besluit.Staat.CONCEPT
    with pytest.raises(ZaakError, match="nog niet door een tweede persoon"):
        sign_besluit(viewer=BESTUUR, besluit_id=besluit.pk)


def test_the_same_text_again_changes_nothing():
    besluit = approve(make_besluit(make_zaak()))
    record_besluittekst(
        viewer=ANNA, besluit_id=besluit.pk, tekst="De vergunning wordt verleend.", overwegingen=[REDEN]
    )
    besluit.refresh_from_db()
    assert (besluit.staat, besluit.versies.count()) == (Besluit.Staat.GOEDGEKEURD, 1)


def test_a_decision_that_may_go_without_approval_does():
    besluit = make_besluit(make_zaak(), besluitsoort="verlenging_beslistermijn")
    assert sign_besluit(viewer=BESTUUR, besluit_id=besluit.pk).staat == Besluit.Staat.ONDERTEKEND


def test_what_is_sent_back_says_what_must_change():
    besluit = make_besluit(make_zaak())
    gevraagd = request_goedkeuring(viewer=ANNA, besluit_id=besluit.pk)
    with pytest.raises(ZaakError, match="wat er anders moet"):
        decide_goedkeuring(viewer=BAS, goedkeuring_id=gevraagd.pk, akkoord=False)
    decide_goedkeuring(
        viewer=BAS, goedkeuring_id=gevraagd.pk, akkoord=False, opmerking="Artikel 2 ontbreekt."
    )
    with pytest.raises(ZaakError, match="al beslist"):
        decide_goedkeuring(viewer=CHEF, goedkeuring_id=gevraagd.pk, akkoord=True)


def test_who_stands_in_approves_in_the_name_of_the_one_who_was_asked(zet_klok: Any):
    zet_klok(2025, 4, 1, 9)
    besluit = make_besluit(make_zaak())
    gevraagd = request_goedkeuring(viewer=ANNA, besluit_id=besluit.pk, aan=CHEF.actor)
    with pytest.raises(ZaakError, match="vervangt die persoon vandaag niet"):
        decide_goedkeuring(viewer=BAS, goedkeuring_id=gevraagd.pk, akkoord=True)
    assert list_te_keuren(BAS) == []
    periode = {"begin": date(2025, 4, 1), "eind": date(2025, 4, 8)}
    record_waarneming(viewer=CHEF, voor=CHEF.actor, door=BAS.actor, reden="vakantie", **periode)
    assert [g.pk for g in list_te_keuren(BAS)] == [gevraagd.pk]
    klaar = decide_goedkeuring(viewer=BAS, goedkeuring_id=gevraagd.pk, akkoord=True)
    assert (klaar.door, klaar.namens) == (BAS.actor, CHEF.actor)


def test_without_a_mandate_nobody_signs():
    besluit = approve(make_besluit(make_zaak()))
    zonder = make_viewer("gebruiker 910", "besluit.decide")
    with pytest.raises(ZaakError, match=r"geen mandaat van .* \(Awb 10:1 en 10:4\)"):
        sign_besluit(viewer=zonder, besluit_id=besluit.pk)
    besluit.refresh_from_db()
    assert besluit.staat == Besluit.Staat.GOEDGEKEURD


def test_the_right_to_sign_is_asked_for():
    besluit = approve(make_besluit(make_zaak()))
    with pytest.raises(GeenToegangError):
        sign_besluit(viewer=ANNA, besluit_id=besluit.pk)


def test_a_signed_text_is_not_changed():
    besluit = make_ondertekend(make_zaak())
    with pytest.raises(ZaakError, match="staat vast"):
        record_besluittekst(viewer=ANNA, besluit_id=besluit.pk, tekst="Anders.", overwegingen=[])


def publish(besluit: Besluit, **datums: date) -> Besluit:
    return record_bekendmaking(viewer=ANNA, besluit_id=besluit.pk, datums=Datums(**datums))


def test_sending_a_decision_sets_when_it_takes_effect_and_until_when_one_objects(zet_klok: Any):
    zet_klok(2025, 4, 10, 9)
    besluit = publish(make_ondertekend(make_zaak()), verzenddatum=date(2025, 4, 10))
    assert (besluit.staat, besluit.ingangsdatum) == (Besluit.Staat.BEKENDGEMAAKT, date(2025, 4, 11))
    assert (besluit.rechtsmiddel, besluit.rechtsmiddel_tot) == ("bezwaar", date(2025, 5, 22))


def test_a_decision_of_the_extended_procedure_counts_from_its_being_laid_open(zet_klok: Any):
    zet_klok(2025, 4, 14, 9)
    besluit = make_ondertekend(make_zaak(), besluitsoort="omgevingsvergunning_uitgebreid")
    besluit = publish(besluit, verzenddatum=date(2025, 4, 14), ter_inzage_vanaf=date(2025, 4, 17))
    # Six weeks after 17 April is Ascension Day, and the Friday after it was put on a par: Monday 2 June.
    assert (besluit.rechtsmiddel, besluit.rechtsmiddel_tot) == ("beroep", date(2025, 6, 2))


def test_a_decision_is_not_sent_before_it_is_taken(zet_klok: Any):
    zet_klok(2025, 4, 10, 9)
    besluit = make_ondertekend(make_zaak())
    with pytest.raises(ZaakError, match="pas verzonden als het is genomen"):
        publish(besluit, verzenddatum=date(2025, 4, 9))


@pytest.mark.parametrize(
    ("soort", "rechtsmiddel"),
    [
        ("last_onder_dwangsom", "bezwaar"),
        ("beslissing_op_bezwaar", "beroep"),
        ("strafbeschikking", "verzet"),
        ("ontwerpbesluit", "geen"),
    ],
)
def test_each_kind_of_decision_has_its_own_remedy(soort: str, rechtsmiddel: str):
    assert read_besluitsoort(soort, date(2025, 4, 1)).rechtsmiddel == rechtsmiddel


def test_a_decision_becomes_irrevocable_the_day_after_its_remedy_and_not_when_it_was_used(zet_klok: Any):
    zet_klok(2025, 4, 10, 9)
    stil, betwist = (publish(make_ondertekend(make_zaak()), verzenddatum=date(2025, 4, 10)) for _ in range(2))
    zet_klok(2025, 5, 23, 9)
    record_rechtsmiddel(viewer=ANNA, besluit_id=betwist.pk, ingesteld_op=date(2025, 5, 20))
    assert dagloop.update_onherroepelijk(None, date(2025, 5, 22)) == 0
    assert dagloop.update_onherroepelijk(None, date(2025, 5, 23)) == 1
    for besluit in (stil, betwist):
        besluit.refresh_from_db()
    assert (stil.onherroepelijk_op, betwist.onherroepelijk_op) == (date(2025, 5, 23), None)


def test_against_a_draft_nothing_is_open():
    besluit = make_ondertekend(make_zaak(), besluitsoort="ontwerpbesluit")
    with pytest.raises(ZaakError, match=r"niets apart open \(Awb 6:3\)"):
        record_rechtsmiddel(viewer=ANNA, besluit_id=besluit.pk, ingesteld_op=date(2025, 5, 20))


def make_oud(**velden: Any) -> Besluit:
    vast = {
        "organisatie": OD,
        "gebied": "GM9901",
        "identificatie": "MP-1994-12",
        "besluitsoort": "omgevingsvergunning",
    }
    vast |= {"omschrijving": "Oprichtingsvergunning", "datums": Datums(besluitdatum=date(1994, 6, 1))}
    return record_bestaand_besluit(viewer=ANNA, bekend=BestaandBesluit(**(vast | velden)))


def test_a_decision_of_1994_needs_no_zaak_and_no_law_that_nobody_wrote_down():
    besluit = make_oud(datums=Datums(besluitdatum=date(1994, 6, 1), verzenddatum=date(1994, 6, 3)))
    assert (besluit.zaak, besluit.staat, besluit.rechtsmiddel_tot) == (None, "bekendgemaakt", None)
    with pytest.raises(ZaakError, match="al vastgelegd"):
        make_oud()


@pytest.mark.parametrize(
    ("dag", "melding"), [(None, "Gegeven is geen dag"), (date(2999, 1, 1), "Gegeven is 1 januari 2999")]
)
def test_a_decision_that_was_taken_has_a_day_on_which(dag: date | None, melding: str):
    with pytest.raises(ZaakError, match=melding):
        make_oud(datums=Datums(besluitdatum=dag))


def test_two_writers_at_one_text_are_told():
    besluit = make_besluit(make_zaak())
    vast = {"besluit_id": besluit.pk, "gezien": besluit.versie, "overwegingen": []}
    record_besluittekst(viewer=ANNA, tekst="Een.", **vast)
    with pytest.raises(AnderWasVoorError, match="intussen gewijzigd"):
        record_besluittekst(viewer=BAS, tekst="Twee.", **vast)


def test_a_comment_stays_with_the_text_it_is_about():
    besluit = make_besluit(make_zaak())
    opmerking = record_opmerking(viewer=BAS, besluit_id=besluit.pk, tekst="Noem het adres.")
    record_besluittekst(viewer=ANNA, besluit_id=besluit.pk, tekst="Met adres.", overwegingen=[REDEN])
    assert opmerking.versie.volgnummer == 1
    assert [v.tekst.splitlines()[-1] for v in besluit.versies.order_by("volgnummer")] == [
        "De vergunning wordt verleend.",
        "Met adres.",
    ]


def test_a_consideration_without_words_is_refused():
    with pytest.raises(ZaakError, match="niet volledig"):
        make_besluit(make_zaak(), overwegingen=[Overwegingstekst("Geluid", " ")])


def test_who_may_not_see_a_decision_cannot_touch_it():
    besluit = make_besluit(make_zaak())
    with pytest.raises(BestaatNietError):
        record_besluittekst(viewer=BUITEN, besluit_id=besluit.pk, tekst="x", overwegingen=[])


def test_the_bevoegd_gezag_itself_signs_what_its_service_prepared():
    zicht = BESTUUR.zicht
    college = Viewer("gebruiker 906", zicht, BESTUUR.handelingen, frozenset({"GM9901"}))
    besluit = sign_besluit(viewer=college, besluit_id=approve(make_besluit(make_zaak())).pk)
    assert besluit.ondertekend_door == college.actor
