"""Information on an activity: in time or not by the rule, complete or not by a person, and nothing waits for it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import Error, transaction
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.logboek.models import Gebeurtenis
from vth.regelgeving.selectors import find_grond
from vth.toegang.rules import GeenToegangError
from vth.vergunningen.informatie import (
    Plicht,
    accept_informatie,
    record_informatieoordeel,
    take_informatie,
)
from vth.vergunningen.informatielezen import list_informatie
from vth.vergunningen.informatierules import derive_informatie
from vth.vergunningen.meldingrules import MeldingError
from vth.vergunningen.models import Activiteitinformatie, Informatieoordeel
from vth.zaken.models import Zaak
from vth.zaken.rules import ZaakError
from vth.zaken.selectors import BestaatNietError
from vth.zaken.services import record_verzoek
from vth.zaken.tests.builders import make_zaak

from .builders import BUITEN, VERA
from .test_melding import make_melding

GEVALLEN = yaml.safe_load((Path(__file__).parent / "gevallen/informatie.yaml").read_text(encoding="utf-8"))
TERMIJN = find_grond("vergunningen.informatie_termijn", geldig_op=date(2026, 3, 2))
M9, M30, A6 = date(2026, 3, 9), date(2026, 3, 30), date(2026, 4, 6)
PLICHT = Plicht("Bal 3.288", "begin", M30)


def accept(plicht: Plicht = PLICHT, **velden: Any) -> Activiteitinformatie:
    """Take in information that came in on Monday 2 March 2026."""
    velden = {"type": "informatie", "verzoeknummer": "I-1", "omschrijving": "Opslag in hal 2"} | velden
    return accept_informatie(viewer=VERA, nieuw=make_melding(**velden), plicht=plicht)


def judge(informatie: Activiteitinformatie, ontbreekt: dict[str, str], **velden: Any) -> Activiteitinformatie:
    vast: dict[str, Any] = {"dag": M9, "begin_op": M30}
    return record_informatieoordeel(
        viewer=VERA, verzoek_id=informatie.pk, ontbreekt=ontbreekt, **(vast | velden)
    )


@pytest.fixture
def vera(zet_klok: Any, client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    zet_klok(2026, 3, 20)
    return log_in(client, monkeypatch, VERA)


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda g: g["geval"])
def test_weeks_are_counted_back_from_the_begin(geval):
    uitkomst = derive_informatie(weken=TERMIJN.waarde, **geval["gegeven"])
    assert {"uiterlijk": uitkomst.uiterlijk, "dagen_te_laat": uitkomst.dagen_te_laat} == geval["dan"]
    assert uitkomst.te_laat == ("te laat" in uitkomst.uitleg)


@pytest.mark.django_db
def test_each_judgement_stays_and_a_later_begin_makes_it_in_time(zet_klok):
    zet_klok(2026, 3, 20)
    informatie = accept(Plicht("Bal 3.288", "begin", date(2026, 3, 16)))
    assert informatie.uiterlijk == date(2026, 2, 16) and list_informatie(VERA, stand="te_laat")
    onvolledig = judge(informatie, {"begrenzing": "Geen tekening."}, begin_op=date(2026, 3, 16))
    assert onvolledig.volledig_op is None and list_informatie(VERA, stand="onvolledig")
    heel = judge(informatie, {}, begin_op=A6)
    assert (heel.volledig_op, heel.uiterlijk) == (M9, M9)
    assert not list_informatie(VERA, stand="te_laat") and not list_informatie(VERA, stand="open")
    assert [(o.begin_op, len(o.ontbreekt)) for o in heel.oordelen.order_by("volgnummer")] == [
        (date(2026, 3, 16), 1),
        (A6, 0),
    ]
    assert Zaak.objects.get().zaaksoort == "informatie"
    assert {g.handeling for g in Gebeurtenis.objects.all()} >= {"informatie.accept", "informatie.oordeel"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("plicht", "velden", "fout"),
    [
        (Plicht(" "), {}, "Noem het artikel"),
        (Plicht("x" * 61), {}, "hooguit 60"),
        (Plicht("Bal 3.288", "soms"), {}, "Kies begin of wijziging"),
        (PLICHT, {"type": "melding"}, "is een melding, geen informatie"),
        (PLICHT, {"type": "onzin"}, "is een onzin, geen informatie"),
    ],
)
def test_what_is_no_information_is_refused_and_leaves_nothing(zet_klok, plicht, velden, fout):
    zet_klok(2026, 3, 20)
    with pytest.raises(MeldingError, match=fout):
        accept(plicht, **velden)
    assert not Activiteitinformatie.objects.exists() and not Zaak.objects.exists()


@pytest.mark.django_db
def test_a_judgement_that_cannot_be_is_refused(zet_klok):
    zet_klok(2026, 3, 20)
    informatie = accept()
    judge(informatie, {}, gezien=0)
    with pytest.raises(MeldingError, match="Iemand anders"):
        judge(informatie, {}, gezien=0)
    for dag in (date(2026, 3, 1), date(2026, 3, 21)):
        with pytest.raises(MeldingError, match="valt daarbuiten"):
            judge(informatie, {}, dag=dag)
    with pytest.raises(MeldingError, match="Vul die dag in"):
        judge(informatie, {}, begin_op=None)
    with pytest.raises(MeldingError, match="Deze informatie hoeft schoenmaat niet"):
        judge(informatie, {"schoenmaat": "43"})
    assert judge(informatie, {"begin": "Geen dag."}, begin_op=None).uiterlijk is None
    with pytest.raises(ZaakError, match="al eerder geregistreerd"):
        accept()
    with pytest.raises(Error), transaction.atomic():
        Informatieoordeel.objects.update(dag=M30)


@pytest.mark.django_db
def test_who_may_not_see_it_finds_and_changes_nothing(zet_klok, client, monkeypatch):
    zet_klok(2026, 3, 20)
    informatie = accept()
    with pytest.raises(BestaatNietError):
        record_informatieoordeel(viewer=BUITEN, verzoek_id=informatie.pk, ontbreekt={}, dag=M9, begin_op=M30)
    with pytest.raises(GeenToegangError):
        accept_informatie(viewer=BUITEN, nieuw=make_melding(type="informatie"), plicht=PLICHT)
    assert list_informatie(BUITEN) == []
    buiten = log_in(client, monkeypatch, BUITEN)
    assert buiten.get(f"/vergunningen/informatie/{informatie.pk}").status_code == 404
    assert "I-1" not in buiten.get("/vergunningen/informatie").content.decode()


@pytest.mark.django_db
def test_information_is_taken_from_its_zaak_and_judged_in_the_site(vera: Client) -> None:
    zaak = make_zaak("informatie", startdatum=date(2026, 3, 2))
    nieuw = make_melding(type="informatie", verzoeknummer="I-7")
    verzoek = record_verzoek(viewer=VERA, nieuw=nieuw, zaak_id=zaak.pk)
    adres = f"/vergunningen/informatie/{verzoek.pk}"
    assert adres in vera.get(f"/zaken/{zaak.pk}").content.decode()
    assert vera.post(adres, {"artikel": "", "voor": "begin"}).status_code == 422
    assert vera.post(adres, {"artikel": "Bal 3.110", "voor": "begin"}).status_code == 302
    assert "onbekend of het op tijd is" in vera.get(adres).content.decode()
    oordeel = {"dag": "2026-03-09", "begin_op": "2026-03-20", "gemis_begrenzing": "Geen grens.", "gezien": 0}
    assert vera.post(adres, oordeel).status_code == 302
    assert "Onvolledig, te laat" in (tekst := vera.get(adres).content.decode()) and "Geen grens." in tekst
    assert "10 dagen te laat" in tekst
    assert vera.post(adres, oordeel).status_code == 422
    assert adres in vera.get("/vergunningen/informatie?stand=te_laat").content.decode()
    assert adres not in vera.get("/vergunningen/informatie?stand=open").content.decode()
    assert take_informatie(viewer=VERA, verzoek_id=verzoek.pk, plicht=PLICHT).artikel == "Bal 3.110"


@pytest.mark.django_db
def test_information_is_taken_in_by_a_form(vera: Client) -> None:
    velden = {"organisatie": "OD-NOORD", "gebied": "GM9901", "verzoeknummer": "I-9", "omschrijving": "Hal 2"}
    velden |= {"indiendatum": "2026-03-02", "ontvangen_op": "2026-03-02", "artikel": "Bal 3.288"}
    assert vera.post("/vergunningen/informatie/nieuw", velden).status_code == 422
    klaar = vera.post("/vergunningen/informatie/nieuw", velden | {"voor": "begin", "begin_op": "2026-03-30"})
    assert klaar.status_code == 302, klaar.context["form"].errors
    assert "op tijd" in vera.get(klaar["Location"]).content.decode()
