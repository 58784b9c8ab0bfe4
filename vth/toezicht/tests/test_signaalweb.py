"""Signals in the site: the list in its order a page at a time, one signal with its acts, the figures, and a trial of questions."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.logboek.models import Verwerking
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.toezicht import signaallijstpagina
from vth.toezicht.models import Incidentsignaal
from vth.toezicht.signaalcijfers import list_tellingen
from vth.toezicht.signaallijst import Signaalfilter, list_mogelijk_dubbel, list_open
from vth.toezicht.signaallijstpagina import read_signalenpagina

from .builders import BUITEN, OD, TINE, make_locatie
from .signaalbuilders import BUURVROUW, make_signaal, sluit
from .test_signaalrules import GEUR

pytestmark = pytest.mark.django_db


def geleden(uren: float) -> Any:
    """Give a moment in the past."""
    return klok.now() - timedelta(hours=uren)


def test_the_urgent_come_first_then_the_oldest_and_no_page_skips_or_repeats_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Walked two at a time, over the border between what is urgent and what is not."""
    monkeypatch.setattr(signaallijstpagina, "PER_BLADZIJ", 2)
    for uren, spoed in ((1, False), (9, False), (3, True), (5, False), (2, True), (7, True)):
        make_signaal(ontvangen_op=geleden(uren), spoed=spoed, omschrijving=str(uren))
    sluit(make_signaal(ontvangen_op=geleden(99), spoed=True))
    gezien, vanaf = [], ""
    for _ in range(3):
        pagina = read_signalenpagina(TINE, {"wie": "alles", "vanaf": vanaf})
        gezien += [int(s.omschrijving) for s in pagina.signalen]
        vanaf = pagina.volgende
    assert (gezien, vanaf, pagina.aantal) == ([7, 3, 2, 9, 5, 1], "", 6)


def test_what_ended_goes_page_by_page_the_last_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two came in at the same moment, so that the id decides too; what is open is not among them."""
    monkeypatch.setattr(signaallijstpagina, "PER_BLADZIJ", 2)
    toen = geleden(5)
    dicht = [sluit(make_signaal(ontvangen_op=m)) for m in (geleden(9), toen, toen, toen, geleden(1))]
    make_signaal(ontvangen_op=geleden(2))
    gezien, vanaf = [], ""
    for _ in range(3):
        pagina = read_signalenpagina(TINE, {"wie": "dicht", "vanaf": vanaf})
        gezien += [s.pk for s in pagina.signalen]
        vanaf = pagina.volgende
    verwacht = [s.pk for s in sorted(dicht, key=lambda s: (s.ontvangen_op, s.pk), reverse=True)]
    assert (gezien, vanaf, pagina.aantal) == (verwacht, "", 5)


def test_a_list_narrows_and_tells_nothing_to_another_service() -> None:
    """By whom, category and gemeente; a stranger sees none, whatever he asks."""
    make_signaal()
    stof = make_signaal(signaalcategorie="stof")
    assert list_open(TINE, Signaalfilter(signaalcategorie="stof")) == [stof]
    assert len(list_open(TINE, Signaalfilter(niemand=True, gebied="GM9901"))) == 2
    assert list_open(TINE, Signaalfilter(behandelaar=TINE.actor)) == []
    for filter_ in (Signaalfilter(), Signaalfilter(gebied="GM9901"), Signaalfilter(behandelaar="")):
        assert list_open(BUITEN, filter_) == []


def test_messages_about_one_event_are_proposed() -> None:
    """The same place and category within a day; one that was called a repetition is not proposed again."""
    eerste = make_signaal(x=150_000.0, y=450_000.0, ontvangen_op=geleden(5))
    tweede = make_signaal(x=150_100.0, y=450_000.0)
    make_signaal(signaalcategorie="stof", x=150_000.0, y=450_000.0)
    assert list_mogelijk_dubbel(TINE, tweede) == [eerste]
    sluit(eerste, "dubbel", dubbel_van_id=tweede.pk)
    assert list_mogelijk_dubbel(TINE, tweede) == []


def test_each_outcome_is_counted_by_month_and_category() -> None:
    """Only of the organisation that is asked, and only what the viewer may see."""
    nu = klok.now()
    make_signaal(ontvangen_op=nu)
    for afloop in ("ongegrond", "niet_na_te_gaan", "ongegrond"):
        sluit(make_signaal(ontvangen_op=nu), afloop, toelichting="Er was niets.")
    dag = klok.today()
    vraag = {"van": dag, "tot": dag + timedelta(days=1)}
    tellingen = {(t.afloop, t.signaalcategorie): t.aantal for t in list_tellingen(TINE, OD, **vraag)}
    assert tellingen == {("", "geur"): 1, ("ongegrond", "geur"): 2, ("niet_na_te_gaan", "geur"): 1}
    assert list_tellingen(TINE, OD, **vraag)[0].maand == dag.replace(day=1)
    assert list_tellingen(BUITEN, OD, **vraag) == []


def test_a_signal_is_taken_in_weighed_and_closed_in_the_site(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A look at who told it is noted; a form that was already overtaken comes back with what was given."""
    log_in(client, monkeypatch, TINE)
    antwoord = client.post("/signalen/nieuw", make_invoer(bestand=SimpleUploadedFile("x.jpg", b"tekst")))
    assert antwoord.status_code == 422 and "Kwakelpad 13" in antwoord.content.decode()
    antwoord = client.post("/signalen/nieuw", make_invoer())
    s = Incidentsignaal.objects.get()
    hier = f"/signalen/{s.pk}"
    assert antwoord["Location"] == hier and s.melder.naam == BUURVROUW.naam
    assert "Kwakelpad 13" in client.get(hier).content.decode()
    assert Verwerking.objects.filter(naam="signaal.read").exists()
    assert client.post(f"{hier}/triage", {"gezien": 1, "vraag_klachten": "ja"}).status_code == 302
    te_laat = client.post(f"{hier}/sluiten", {"gezien": 1, "afloop": "bevestigd"})
    assert te_laat.status_code == 409 and "intussen door iemand anders" in te_laat.content.decode()
    naar = {"gezien": 2, "omschrijving": "Een vat liep leeg.", "incidenteffect": "hinder"}
    incident = client.post(f"{hier}/incident", naar)["Location"]
    assert s.kenmerk in client.get(incident).content.decode()
    assert client.post(f"{hier}/sluiten", {"afloop": "dubbel", "dubbel_van": "S1-1"}).status_code == 422
    assert client.post(f"{hier}/sluiten", {"gezien": 3, "afloop": "bevestigd"}).status_code == 302
    assert client.post(f"{incident}/sluiten", {"gezien": 1}).status_code == 302
    for adres in (hier, incident, "/incidenten/", "/signalen/?wie=dicht", "/signalen/cijfers"):
        assert client.get(adres).status_code == 200, adres


def make_invoer(**velden: Any) -> dict[str, Any]:
    """Fill the form of a message."""
    nu = klok.now() - timedelta(hours=3)
    vast: dict[str, Any] = {
        "organisatie": OD,
        "gebied": "GM9901",
        "signaalsoort": "klacht",
        "signaalcategorie": "geur",
        "omschrijving": "Een scherpe lucht.",
        "bij": make_locatie(str(uuid.uuid4())).pk,
        "ontvangen_op": nu.strftime("%Y-%m-%dT%H:%M"),
        **{f"melder_{v}": w for v, w in vars(BUURVROUW).items() if w},
    }
    return vast | velden


def test_a_stranger_finds_nothing_and_a_reader_does_not_see_who_told_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page of a message that one may not see is not there; who only reads sees no reporter and no act."""
    s = make_signaal(melder=BUURVROUW)
    log_in(client, monkeypatch, BUITEN)
    for adres in (f"/signalen/{s.pk}", f"/signalen/{s.pk}/sluiten"):
        assert client.get(adres).status_code in (404, 405) and client.post(adres).status_code in (404, 405)
    log_in(client, monkeypatch, Viewer("lezer", TINE.zicht, organisaties=frozenset({OD})))
    tekst = client.get(f"/signalen/{s.pk}").content.decode()
    assert "scherpe lucht" in tekst and BUURVROUW.naam not in tekst and "Handel af" not in tekst
    assert client.get("/signalen/nieuw").status_code == client.get("/signalen/triage").status_code == 403


def test_other_questions_are_tried_on_real_messages_and_nothing_changes(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two of three would go to the piket; the file is that of the rules of an organisation."""
    for antwoorden in ({"nu": "ja", "gas": "ja"}, {"nu": "ja", "gas": "ja"}, {}):
        make_signaal(antwoorden=antwoorden)
    bron = [{"regeling": "proef", "plaats": "proef"}]
    periode = {"vanaf": klok.today(), "bron": bron, "zekerheid": "aanname", "waarde": {"geur": GEUR}}
    regel = {"id": "toezicht.triage", "titel": "Proef", "eenheid": "geen", "perioden": [periode]}
    log_in(client, monkeypatch, TINE)
    velden = {"organisatie": OD, "van": klok.today() - timedelta(days=1), "tot": klok.today()}
    bestand = SimpleUploadedFile("triage.yaml", yaml.safe_dump(regel).encode())
    tekst = client.post("/signalen/triage", velden | {"bestand": bestand}).content.decode()
    assert "2 berichten zouden anders gaan" in tekst and "spoed, piket" in tekst
    assert set(Incidentsignaal.objects.values_list("team", flat=True)) == {""}
    mis = client.post("/signalen/triage", velden | {"bestand": SimpleUploadedFile("x.yaml", b"id: [")})
    assert mis.status_code == 422 and "niet als YAML te lezen" in mis.content.decode()


def test_another_system_takes_a_message_in_and_follows_it_without_learning_who_told_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sent twice it is one; what cannot be is a problem in words, and a system of another service finds nothing."""
    adres, eigen = "/api/v1/incidentsignalen", str(uuid.uuid4())
    log_in(client, monkeypatch, TINE)
    bericht = {
        "id": eigen,
        "organisatie": OD,
        "gebied": "GM9901",
        "signaalsoort": "klacht",
        "signaalcategorie": "afval",
        "omschrijving": "Vaten in de berm.",
        "ontvangenOp": geleden(1).isoformat(),
        "plek": "Kanaalweg",
        "antwoorden": {"drugs": "ja"},
        "melder": vars(BUURVROUW),
    }
    antwoorden = [client.post(adres, bericht, "application/json") for _ in "tw"]
    assert [a.status_code for a in antwoorden] == [201, 201] and Incidentsignaal.objects.count() == 1
    teksten = [client.get(f"{adres}/{eigen}").content.decode(), client.get(adres).content.decode()]
    assert all(BUURVROUW.naam not in t and '"spoed":true' in t for t in teksten)
    assert "berm" in teksten[0] and "berm" not in teksten[1]
    mis = client.post(adres, bericht | {"id": None, "plek": "", "x": 1e308, "y": 2.0}, "application/json")
    assert mis.status_code == 422 and "ligt niet in Nederland" in mis.json()["detail"]
    log_in(client, monkeypatch, BUITEN)
    assert client.get(f"{adres}/{eigen}").status_code == 404
    assert client.get(adres).json()["incidentsignalen"] == []
    assert client.post(adres, bericht, "application/json").status_code == 403
