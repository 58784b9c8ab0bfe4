"""Advice asked and given: by when, what is refused, who is told, what stays, and what two at once leave behind."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from vth.agenda.models import Agendapunt
from vth.interface.tests.builders import log_in
from vth.logboek.selectors import list_gebeurtenissen
from vth.organisaties.tests.builders import load_map
from vth.toegang.models import Gebruiker, Lidmaatschap
from vth.toegang.rules import NIEMAND, GeenToegangError, Viewer
from vth.zaken.advies.rules import NieuwAdviesverzoek, Uitgebracht
from vth.zaken.advies.selectors import find_redenering
from vth.zaken.advies.services import (
    close_adviesverzoek,
    record_adviesverzoek,
    record_herinnering,
    record_opvolging,
    record_uitgebracht,
    record_uitstel,
    record_uitvoeringstoets,
)
from vth.zaken.models import Adviesgebeurtenis, Adviesverzoek, Zaak
from vth.zaken.overdracht import record_overdracht_van
from vth.zaken.rules import AnderWasVoorError, ZaakError
from vth.zaken.selectors import BestaatNietError
from vth.zaken.services import close_zaak

from .builders import ANNA, BAS, BUITEN, CHEF, OD, make_besluit, make_viewer, make_zaak

pytestmark = pytest.mark.django_db
MAART, APRIL = date(2025, 3, 3), date(2025, 4, 1)
VRAGEN = ("duidelijk", "meetbaar", "toezicht", "handhaving", "gegevens", "samenhang", "overgang")


def make_advies(zaak: Zaak | None = None, *, viewer: Viewer = ANNA, **velden: Any) -> Adviesverzoek:
    """Ask advice of a commission on Monday 3 March 2025; without a zaak we are asked, about an omgevingsplan."""
    vast: dict[str, Any] = {
        "richting": "gevraagd",
        "adviessoort": "advies",
        "vraag": "Past dit bij de lozing?",
        "gevraagd_op": MAART,
        "partijnaam": "Welstandscommissie",
    }
    los = {
        "richting": "te_geven",
        "adviessoort": "omgevingsplan",
        "over": "Omgevingsplan Lindeveen",
        "organisatie": OD,
        "gebied": "GM9901",
    }
    nieuw = NieuwAdviesverzoek(**(vast | ({} if zaak else los) | velden))
    return record_adviesverzoek(viewer=viewer, nieuw=nieuw, zaak_id=zaak.pk if zaak else None)


def give(advies: Adviesverzoek, /, **velden: Any) -> Adviesverzoek:
    vast: dict[str, Any] = {"op": APRIL, "strekking": "positief", "advies": "Het past.", "toets": {}}
    return record_uitgebracht(viewer=ANNA, advies_id=advies.pk, uit=Uitgebracht(**(vast | velden)))


def list_agenda(advies: Adviesverzoek) -> list[tuple[date, str, str]]:
    open_ = Agendapunt.objects.filter(onderwerp=advies.pk, gedaan_op=None).order_by("dag")
    return list(open_.values_list("dag", "aard", "rol"))


def test_advice_in_a_zaak_is_due_by_the_rule_of_its_kind_with_the_reasoning_and_its_days():
    zaak = make_zaak()
    advies = make_advies(zaak)
    assert (advies.uiterlijk_op, advies.termijnregel) == (date(2025, 3, 31), "zaken.adviestermijn")
    uitkomst = find_redenering(advies)
    assert uitkomst is not None and uitkomst.zekerheid == "aanname"
    assert list_agenda(advies) == [
        (date(2025, 3, 24), "herinnering", "behandelaar"),
        (date(2025, 3, 31), "termijn", "behandelaar"),
        (date(2025, 4, 1), "te_laat", "teamleider"),
    ]
    assert zaak.gebeurtenissen.order_by("-volgnummer")[0].handeling == "advies_gevraagd"
    assert (advies.leverancier, advies.vertrouwelijkheid) == (zaak.leverancier, zaak.vertrouwelijkheid)


def test_an_own_last_day_has_its_ground():
    advies = make_advies(make_zaak(), uiterlijk_op=date(2025, 3, 10), grondslag="spoedafspraak")
    assert (advies.uiterlijk_op, advies.grondslag, advies.termijnregel) == (
        date(2025, 3, 10),
        "spoedafspraak",
        "",
    )


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"uiterlijk_op": date(2025, 3, 2), "grondslag": "x"}, "eindigt niet voordat hij begint"),
        ({"uiterlijk_op": date(2025, 3, 10)}, "heeft een grond"),
        ({"gevraagd_op": date(2999, 1, 1)}, "in de toekomst"),
        ({"vraag": "  "}, "waarover advies"),
        ({"vraag": "x" * 4001}, "Maak haar korter"),
        ({"partijnaam": " "}, "andere kant"),
        ({"partij": OD}, "Kies een andere organisatie"),
        ({"partij": "GM0000"}, "bestaat de organisatie"),
        ({"adviessoort": "onzin"}, "Kies uit: advies"),
        ({"richting": "onzin"}, "advies vraagt of geeft"),
    ],
)
def test_what_cannot_be_asked_is_refused(velden: dict[str, Any], melding: str):
    with pytest.raises(ZaakError, match=melding):
        make_advies(make_zaak(), **velden)
    assert not Adviesverzoek.objects.exists()


def test_without_a_zaak_it_must_be_about_something():
    with pytest.raises(ZaakError, match="omgevingsplan"):
        make_advies(over=" ")


def test_in_a_closed_zaak_nothing_is_asked():
    zaak = make_zaak("melding")
    close_zaak(viewer=ANNA, zaak_id=zaak.pk, resultaat="in_orde")
    with pytest.raises(ZaakError, match="Heropen haar eerst"):
        make_advies(zaak)


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"op": date(2025, 3, 2)}, "Uitgebracht op 2 maart 2025 kan niet"),
        ({"op": date(2999, 1, 1)}, "kan niet"),
        ({"advies": " "}, "Schrijf op wat het advies is"),
        ({"strekking": "geen_advies", "advies": ""}, "waarom er geen is"),
        ({"strekking": "misschien"}, "bestaat niet"),
        ({"advies": "x" * 20_001}, "als document"),
        ({"toets": {"duidelijk": ("ja", "")}}, "geen uitvoeringstoets"),
    ],
)
def test_an_advice_that_cannot_be_is_refused(velden: dict[str, Any], melding: str):
    advies = make_advies(make_zaak())
    with pytest.raises(ZaakError, match=melding):
        give(advies, **velden)
    advies.refresh_from_db()
    assert (advies.staat, advies.versie) == ("loopt", 1)


def test_a_late_advice_is_told_and_no_day_is_left_in_the_agenda():
    advies = give(make_advies(make_zaak()))
    assert advies.staat == "uitgebracht" and list_agenda(advies) == []
    regel = list_gebeurtenissen("adviesverzoek", str(advies.pk))[0]
    assert (regel.handeling, regel.inhoud["te_laat"]) == ("advies.uitgebracht", True)


def test_departing_from_an_advice_asks_a_reason_and_names_the_decision_of_its_own_zaak():
    zaak = make_zaak()
    advies = give(make_advies(zaak), strekking="negatief")
    wat: dict[str, Any] = {"viewer": ANNA, "advies_id": advies.pk, "op": APRIL}
    with pytest.raises(ZaakError, match="Schrijf op waarom"):
        record_opvolging(opvolging="niet_gevolgd", **wat)
    with pytest.raises(ZaakError, match="valt daarbuiten"):
        record_opvolging(opvolging="gevolgd", **wat | {"op": date(2025, 3, 31)})
    with pytest.raises(ZaakError, match="andere zaak"):
        record_opvolging(opvolging="gevolgd", besluit_id=make_besluit(make_zaak()).pk, **wat)
    besluit = make_besluit(zaak)
    klaar = record_opvolging(opvolging="niet_gevolgd", reden="Ander inzicht.", besluit_id=besluit.pk, **wat)
    assert (klaar.staat, klaar.besluit, klaar.opvolging_reden) == ("afgerond", besluit, "Ander inzicht.")


def test_nothing_is_followed_before_it_is_there_and_nothing_is_given_twice():
    advies = make_advies(make_zaak())
    with pytest.raises(ZaakError, match="kan dan niet"):
        record_opvolging(viewer=ANNA, advies_id=advies.pk, opvolging="gevolgd", op=APRIL)
    give(advies)
    with pytest.raises(ZaakError, match="kan dan niet"):
        give(advies)


def test_delay_makes_a_term_longer_and_never_shorter():
    advies = make_advies(make_zaak())
    wat: dict[str, Any] = {"viewer": ANNA, "advies_id": advies.pk}
    with pytest.raises(ZaakError, match="geen uitstel"):
        record_uitstel(uiterlijk_op=date(2025, 3, 31), reden="drukte", **wat)
    with pytest.raises(ZaakError, match="waarom er uitstel"):
        record_uitstel(uiterlijk_op=date(2025, 4, 14), reden=" ", **wat)
    later = record_uitstel(uiterlijk_op=date(2025, 4, 14), reden="drukte bij de commissie", **wat)
    assert later.grondslag == "drukte bij de commissie" and find_redenering(later) is None
    assert (date(2025, 4, 14), "termijn", "behandelaar") in list_agenda(later)


def test_an_adviser_is_reminded_and_oneself_is_not():
    advies, eigen = make_advies(make_zaak()), make_advies()
    record_herinnering(viewer=ANNA, advies_id=advies.pk, op=APRIL, reden="gebeld")
    assert advies.gebeurtenissen.filter(handeling="herinnering").count() == 1
    with pytest.raises(ZaakError, match="niemand om te herinneren"):
        record_herinnering(viewer=ANNA, advies_id=eigen.pk, op=APRIL)
    with pytest.raises(ZaakError, match="kan niet"):
        record_herinnering(viewer=ANNA, advies_id=advies.pk, op=date(2025, 3, 1))


def test_withdrawn_is_over():
    advies = make_advies(make_zaak())
    with pytest.raises(ZaakError, match="niet meer nodig"):
        close_adviesverzoek(viewer=ANNA, advies_id=advies.pk, reden=" ")
    weg = close_adviesverzoek(viewer=ANNA, advies_id=advies.pk, reden="aanvraag ingetrokken")
    assert weg.staat == "ingetrokken" and list_agenda(weg) == []


def test_our_advice_on_an_omgevingsplan_has_its_whole_uitvoeringstoets():
    advies = make_advies()
    assert advies.uiterlijk_op == date(2025, 4, 14)
    deel = {"duidelijk": ("ja", ""), "meetbaar": ("nee", "Er is geen meetmethode.")}
    record_uitvoeringstoets(viewer=ANNA, advies_id=advies.pk, toets=deel)
    with pytest.raises(ZaakError, match=r"niet af\. Beantwoord nog: Is er toezicht"):
        give(advies)
    rest = {v: ("ja", "") for v in VRAGEN if v not in deel}
    assert give(advies, strekking="voorwaarden", toets=rest).staat == "uitgebracht"
    assert advies.toetspunten.count() == len(VRAGEN)


@pytest.mark.parametrize(
    ("toets", "melding"),
    [
        ({"meetbaar": ("nee", " ")}, "Licht toe"),
        ({"meetbaar": ("wellicht", "")}, "bestaat niet"),
        ({"onzin": ("ja", "")}, "geen vraag onzin"),
    ],
)
def test_an_uitvoeringstoets_that_cannot_be_is_refused(toets: dict[str, tuple[str, str]], melding: str):
    advies = make_advies()
    with pytest.raises(ZaakError, match=melding):
        record_uitvoeringstoets(viewer=ANNA, advies_id=advies.pk, toets=toets)


def test_who_gives_no_advice_needs_no_uitvoeringstoets():
    uit = give(make_advies(), strekking="geen_advies", advies="Er is geen capaciteit voor.")
    assert uit.strekking == "geen_advies"


def test_of_two_the_second_is_told_what_the_first_did():
    advies = make_advies(make_zaak())
    give(advies)
    with pytest.raises(AnderWasVoorError, match="deed ‘uitgebracht’"):
        close_adviesverzoek(viewer=BAS, advies_id=advies.pk, reden="te laat", gezien=1)


def test_what_was_asked_lapses_when_the_zaak_closes():
    zaak = make_zaak("melding")
    advies, gegeven = make_advies(zaak), give(make_advies(zaak))
    dicht = close_zaak(viewer=ANNA, zaak_id=zaak.pk, resultaat="in_orde")
    advies.refresh_from_db()
    gegeven.refresh_from_db()
    assert (advies.staat, gegeven.staat) == ("ingetrokken", "uitgebracht")
    assert list_agenda(advies) == [] and dicht.gebeurtenissen.latest("volgnummer").handeling == "sluit"


def test_who_may_not_see_or_act_does_nothing():
    advies = make_advies(make_zaak())
    with pytest.raises(BestaatNietError):
        close_adviesverzoek(viewer=BUITEN, advies_id=advies.pk, reden="x")
    with pytest.raises(GeenToegangError):
        close_adviesverzoek(viewer=make_viewer("buur", organisatie="GM9901"), advies_id=advies.pk, reden="x")
    with pytest.raises(GeenToegangError):
        make_advies(organisatie="OD-ZUID")


def test_what_was_done_is_never_changed():
    make_advies(make_zaak())
    for doe in (lambda r: r.update(door="x"), lambda r: r.delete()):
        with pytest.raises(DatabaseError, match="wacht"), transaction.atomic():
            doe(Adviesgebeurtenis.objects.all())


def test_who_leaves_leaves_no_advice_behind(tmp_path: Path):
    load_map(tmp_path)
    collega = Gebruiker.objects.create(username="collega", naam="Collega")
    Lidmaatschap.objects.create(
        gebruiker=collega, organisatie=OD, rol="vergunningverlener", begin=date(2024, 1, 1)
    )
    in_zaak, los = make_advies(make_zaak()), make_advies()
    naar = f"gebruiker {collega.pk}"
    assert record_overdracht_van(viewer=CHEF, van=ANNA.actor, naar=naar, reden="uit dienst") == 2
    assert set(Adviesverzoek.objects.values_list("behandelaar", flat=True)) == {naar}
    voor = Agendapunt.objects.filter(onderwerp__in=[in_zaak.pk, los.pk]).exclude(voor="")
    assert set(voor.values_list("voor", flat=True)) == {naar}


@pytest.fixture
def als(client: Client, monkeypatch: pytest.MonkeyPatch) -> Callable[[Viewer], Client]:
    return lambda viewer: log_in(client, monkeypatch, viewer)


def read(antwoord: Any) -> str:
    return antwoord.content.decode()


def test_advice_is_asked_received_and_followed_in_the_site(als: Any):
    zaak = make_zaak()
    velden = {
        "richting": "gevraagd",
        "adviessoort": "lozing",
        "partijnaam": "Team water",
        "vraag": "Mag dit?",
        "gevraagd_op": "2025-03-03",
    }
    assert als(ANNA).post(f"/zaken/{zaak.pk}/advies", velden).status_code == 302
    advies = Adviesverzoek.objects.get()
    adres = f"/adviezen/{advies.pk}"
    assert "Hoe is deze dag bepaald?" in read(als(ANNA).get(adres))
    assert advies.identificatie in read(als(ANNA).get(f"/zaken/{zaak.pk}"))
    uit = {"op": "2025-04-01", "strekking": "negatief", "advies": "Nee.", "gezien": 1}
    assert als(ANNA).post(f"{adres}/uitgebracht", uit).status_code == 302
    niet = {"op": "2025-04-02", "opvolging": "niet_gevolgd", "gezien": 2}
    antwoord = als(ANNA).post(f"{adres}/opvolging", niet)
    assert antwoord.status_code == 422 and "Schrijf op waarom" in read(antwoord)
    assert als(ANNA).post(f"{adres}/opvolging", niet | {"reden": "Ander inzicht."}).status_code == 302
    assert als(ANNA).post(f"{adres}/opvolging", niet).status_code == 404


def test_an_act_on_what_changed_says_so(als: Any):
    advies = make_advies(make_zaak())
    give(advies)
    antwoord = als(ANNA).post(
        f"/adviezen/{advies.pk}/opvolging", {"op": "2025-04-02", "opvolging": "gevolgd", "gezien": 1}
    )
    assert antwoord.status_code == 409 and "deed ‘uitgebracht’" in read(antwoord)


def test_the_uitvoeringstoets_is_filled_in_in_the_site(als: Any):
    advies = make_advies()
    toets = {"toets_meetbaar": "nee", "toelichting_meetbaar": "Geen methode.", "gezien": 1}
    assert als(ANNA).post(f"/adviezen/{advies.pk}/toets", toets).status_code == 302
    tekst = read(als(ANNA).get(f"/adviezen/{advies.pk}"))
    assert "Geen methode." in tekst and "nog geen antwoord" in tekst


def test_the_register_shows_what_is_late_and_who_may_not_see_sees_nothing(als: Any):
    laat, gedaan = make_advies(make_zaak()), give(make_advies(make_zaak()))
    tekst = read(als(ANNA).get("/adviezen/?stand=te_laat&rol=gevraagd"))
    assert laat.identificatie in tekst and gedaan.identificatie not in tekst
    for viewer in (NIEMAND, BUITEN):
        assert laat.identificatie not in read(als(viewer).get("/adviezen/"))
        assert als(viewer).get(f"/adviezen/{laat.pk}").status_code == 404
    assert als(ANNA).get("/adviezen/?stand=onzin").status_code == 400
    assert als(ANNA).get("/adviezen/?vanaf=onzin").status_code == 400
    assert "past bij deze filters" in read(als(ANNA).get("/adviezen/?soort=lozing"))


def test_the_register_goes_on_where_the_page_ended(als: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("vth.zaken.advies.lijst.PER_BLADZIJ", 2)
    zaak = make_zaak()
    nummers = [make_advies(zaak).identificatie for _ in range(5)]
    gezien, adres = [], "/adviezen/"
    while adres:
        antwoord = als(ANNA).get(adres)
        gezien += [n for n in nummers if n in read(antwoord)]
        volgende = antwoord.context["pagina"].volgende
        adres = f"/adviezen/?vanaf={volgende}" if volgende else ""
    assert sorted(gezien) == nummers and len(gezien) == len(set(gezien))


@pytest.mark.parametrize("vorm", ["csv", "xlsx", "parquet"])
def test_the_register_goes_along_as_a_file(als: Any, vorm: str):
    make_advies(make_zaak(), partijnaam="=1+1")
    antwoord = als(ANNA).get(f"/adviezen/download.{vorm}")
    inhoud = b"".join(antwoord.streaming_content)
    assert antwoord.status_code == 200 and inhoud
    if vorm == "csv":
        assert "'=1+1" in inhoud.decode("utf-8-sig")
    assert als(ANNA).get("/adviezen/download.pdf").status_code == 404
