"""The pages of this room: each role through the cycle in the site, what a stranger gets, and what bad input does."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from vth.logboek.models import Verwerking
from vth.monitoring import selectors
from vth.monitoring.models import Dienstbeeld, Ronde, Verkenning
from vth.monitoring.services import do_stap, record_openstelling
from vth.monitoring.toetsen import publish_ronde
from vth.monitoring.verkennen import run_verkenning, search
from vth.organisaties.selectors import list_namen
from vth.organisaties.tests.builders import load_map, make_gebruiker
from vth.tijd import klok

from .builders import (
    BESTUUR,
    BUUR,
    CIJFERS,
    MINISTER,
    NOORD,
    OPSTELLER,
    REDEN,
    ZUID,
    check,
    fill_in,
    get_van,
    hand_in,
    judge,
)

pytestmark = pytest.mark.django_db


def sign_in(organisatie: str, rol: str) -> Client:
    client = Client()
    client.force_login(make_gebruiker((organisatie, rol)))
    return client


def make_beelden() -> None:
    for nummer, (dienst, buur) in enumerate(((NOORD, ZUID), (ZUID, NOORD))):
        Dienstbeeld.objects.create(
            dienst=dienst,
            vanaf="2020-01-01",
            x=nummer * 20_000,
            y=0,
            kolom=nummer,
            rij=0,
            buren=[buur],
            provincies=["PV99"],
            veiligheidsregios=[f"VR{nummer}"],
            bron="test",
        )


def publish(ronde: Ronde) -> Ronde:
    judge(check(ronde), "omzet")
    judge(check(ronde, BUUR, ZUID, omzet_basistaken="4000000"), "omzet")
    return publish_ronde(viewer=MINISTER, ronde_id=ronde.pk)


def send(client: Client, ronde: Ronde, wat: str, **velden: Any) -> Any:
    z = get_van(ronde)
    return client.post(reverse("monitoring:handeling", args=[z.pk, wat]), {"gezien": z.versie, **velden})


def test_the_whole_cycle_is_played_in_the_site(ronde: Ronde):
    """A service fills in and hands in, a checker asks, the ministry judges; each by its own account."""
    dienst, toetser, minister = (
        sign_in(NOORD, "zelfbeoordelaar"),
        sign_in("LAB", "toetser"),
        sign_in("LAB", "stelseloordelaar"),
    )
    Ronde.objects.update(organisatie="LAB")
    criteria = {"basistakenpakket", "omzet", "kwaliteitscriteria", "strategie", "informatie", "ontwikkeling"}
    for c in criteria:
        assert send(dienst, ronde, f"cijfers-{c}", **CIJFERS).status_code == 302
        assert send(dienst, ronde, f"bewijs-{c}", titel="Stuk", vindplaats="D-1").status_code == 302
    for wie, stap in ((dienst, "leg_voor"), (dienst, "dien_in"), (toetser, "begin_toets")):
        assert send(wie, ronde, stap).status_code == 302
    send(toetser, ronde, "vraag", criterium="omzet", vraag="Waar blijkt dit bedrag uit?")
    vraag = get_van(ronde).toetsvragen.get()
    send(dienst, ronde, "antwoord", vraag_id=vraag.pk, antwoord="Uit de jaarrekening.")
    send(toetser, ronde, "rond_toets_af")
    oordeel = {f"oordeel_{c}": "ja" for c in criteria} | {f"motivering_{c}": REDEN for c in criteria}
    assert send(minister, ronde, "oordeel", motivering=REDEN, **oordeel).status_code == 302
    tekst = dienst.get(reverse("monitoring:zelfbeoordeling", args=[get_van(ronde).pk])).content.decode()
    assert get_van(ronde).robuust and "robuust" in tekst and "Uit de jaarrekening." in tekst


@pytest.mark.parametrize(
    ("wat", "velden", "status", "zegt"),
    [
        ("cijfers-omzet", {"omzet_basistaken": "heel veel"}, 422, "geen getal"),
        ("bewijs-omzet", {"titel": "", "vindplaats": ""}, 422, "verplicht"),
        ("leg_voor", {"gezien": 999}, 409, "intussen door iemand anders"),
        ("dien_in", {}, 302, ""),
        ("bestaat_niet", {}, 404, ""),
        ("cijfers-gezelligheid", {}, 404, ""),
    ],
)
def test_bad_input_comes_back_with_what_was_given(
    ronde: Ronde, wat: str, velden: Any, status: int, zegt: str
):
    antwoord = send(sign_in(NOORD, "zelfbeoordelaar"), ronde, wat, **velden)
    assert antwoord.status_code == status
    assert zegt in antwoord.content.decode()
    assert get_van(ronde).versie == 1


def test_a_stranger_gets_the_page_of_what_does_not_exist(ronde: Ronde):
    hand_in(ronde)
    vreemd, z = sign_in(ZUID, "zelfbeoordelaar"), get_van(ronde)
    for adres in (
        reverse("monitoring:zelfbeoordeling", args=[z.pk]),
        reverse("monitoring:handeling", args=[z.pk, "leg_voor"]),
    ):
        methode = vreemd.post if adres.endswith("leg_voor") else vreemd.get
        assert methode(adres).status_code == 404
    tekst = vreemd.get(reverse("monitoring:ronde", args=[ronde.pk])).content.decode()
    assert "Omgevingsdienst Zuid" in tekst and "Omgevingsdienst Noord" not in tekst


def test_a_published_round_is_seen_by_all_as_map_and_heat_map_with_their_tables(ronde: Ronde):
    make_beelden()
    publish(ronde)
    tekst = sign_in("GM9901", "lezer").get(reverse("monitoring:ronde", args=[ronde.pk])).content.decode()
    assert "0 van 2 diensten zijn robuust" in tekst
    assert "Het land naar oordeel" in tekst and "Welke criteria zijn gehaald" in tekst
    assert tekst.count("Omzet uit basistaken") >= 3
    assert f"/monitoring/zelfbeoordelingen/{get_van(ronde, ZUID).pk}" not in tekst


def test_a_merger_by_hand_stands_in_the_address_and_is_worked_out_at_once(ronde: Ronde):
    make_beelden()
    publish(ronde)
    client = sign_in(NOORD, "bestuurder")
    adres = reverse("monitoring:fusies", args=[ronde.pk])
    assert client.get(adres).status_code == 200
    tekst = client.get(adres, {"diensten": [NOORD, ZUID]}).content.decode()
    assert "zou robuust zijn" in tekst and "€ 22.000.000 (norm € 15.000.000)" in tekst
    assert "Wat na de fusie opnieuw moet" in tekst
    assert client.get(adres, {"diensten": ["OD-NERGENS"]}).status_code == 422
    zonder = client.get(adres, {"diensten": [ZUID], "anders_opgelost": ["omzet"]}).content.decode()
    assert "zou robuust zijn" in zonder and "€ 4.000.000" not in zonder
    fout = client.get(adres, {"diensten": [NOORD], "hoogstens_diensten": "-3"})
    assert fout.status_code == 422
    assert sign_in("GM9901", "lezer").get(adres).status_code == 403


def test_who_takes_part_in_both_is_one_participant_of_the_merger(ronde: Ronde, monkeypatch: Any):
    make_beelden()
    publish(ronde)
    leden = {NOORD: frozenset({"GM9901", "PV99"}), ZUID: frozenset({"PV99"})}
    monkeypatch.setattr(selectors, "list_deelnemers_per_dienst", lambda codes, dag: leden)
    client, adres = sign_in(NOORD, "bestuurder"), reverse("monitoring:fusies", args=[ronde.pk])
    tekst = client.get(adres, {"diensten": [NOORD, ZUID]}).content.decode()
    groep = tekst.split("Hoe natuurlijk is het")[1].split("</table>")[0]
    assert ">2<" in groep and "Wie in meer dan één van deze diensten meedoet" in tekst
    assert list_namen(["PV99"], ronde.peildatum)["PV99"] in tekst.split("Wie in meer dan")[1][:300]
    alleen = client.get(adres, {"diensten": [ZUID]}).content.decode()
    assert "Wie in meer dan één" not in alleen


ZOEKVELDEN = {
    "hoogstens_diensten": 6,
    "aaneengesloten": "on",
    "gewicht_provincie": 30,
    "gewicht_veiligheidsregio": 20,
    "gewicht_reisafstand_km": 1,
    "eenmalig_per_fusie": 0,
    "eenmalig_per_fte": 0,
}


def test_a_search_is_asked_done_in_the_background_kept_and_again_gives_the_same(ronde: Ronde):
    make_beelden()
    publish(ronde)
    client = sign_in(NOORD, "bestuurder")
    adres = reverse("monitoring:fusies", args=[ronde.pk])
    assert "Zoeken naar fusies staat uit" in re.sub(
        r"\s+", " ", client.post(adres, ZOEKVELDEN).content.decode()
    )
    record_openstelling(viewer=BESTUUR, dienst=NOORD, is_open=True, besluit=REDEN)
    antwoord = client.post(adres, ZOEKVELDEN)
    verkenning = Verkenning.objects.get()
    assert antwoord.url == reverse("monitoring:verkenning", args=[verkenning.pk])
    Verkenning.objects.update(gevraagd_op=klok.now() - timedelta(minutes=6))
    assert "vth werker" in client.get(antwoord.url).content.decode()
    run_verkenning.func(str(verkenning.pk))
    verkenning.refresh_from_db()
    assert verkenning.stand == "klaar" and verkenning.grondslag["vast"] == [ZUID]
    assert [list(g.diensten) for g in search(verkenning).indelingen[0].groepen] == verkenning.uitkomst[
        "indelingen"
    ][0]
    eerder = client.get(adres).content.decode()
    assert "Uw eerdere verkenningen naast elkaar" in eerder and antwoord.url in eerder
    assert "Andere aannamen dan gewoonlijk" in eerder and ">geen<" in eerder
    assert antwoord.url not in sign_in(NOORD, "bestuurder").get(adres).content.decode()
    client.post(adres, ZOEKVELDEN | {"gewicht_provincie": 12})
    assert ": 12" in client.get(adres).content.decode()
    tekst = client.get(antwoord.url, {"indeling": "x"}).content.decode()
    assert "bewezen de beste" in tekst and "Niet iedereen kan robuust worden" not in tekst
    assert sign_in(NOORD, "bestuurder").get(antwoord.url).status_code == 404


def test_a_round_and_an_opening_are_made_in_the_site(ronde: Ronde):
    minister = sign_in("LAB", "stelseloordelaar")
    velden = {
        "naam": "Robuustheid 2025",
        "peildatum": "2024-06-01",
        "indienen_voor": "2024-12-01",
        "diensten": [NOORD],
    }
    assert minister.post(reverse("monitoring:rondenieuw"), velden).status_code == 302
    assert minister.post(reverse("monitoring:rondenieuw"), velden).status_code == 422
    assert Ronde.objects.get(naam="Robuustheid 2025").organisatie == "LAB"
    bestuurder = sign_in(NOORD, "bestuurder")
    assert (
        bestuurder.post(
            reverse("monitoring:openstellen"), {"dienst": NOORD, "is_open": "ja", "besluit": REDEN}
        ).status_code
        == 302
    )
    assert (
        bestuurder.post(
            reverse("monitoring:openstellen"), {"dienst": ZUID, "is_open": "ja", "besluit": REDEN}
        ).status_code
        == 422
    )
    assert bestuurder.get(reverse("monitoring:rondenieuw")).status_code == 403


def test_publishing_too_early_says_why(ronde: Ronde):
    Ronde.objects.update(organisatie="LAB")
    client = sign_in("LAB", "stelseloordelaar")
    antwoord = client.post(reverse("monitoring:publiceer", args=[ronde.pk]), follow=True)
    assert "nog geen oordeel" in antwoord.content.decode()
    fill_in(ronde)
    do_stap(viewer=OPSTELLER, zelfbeoordeling_id=get_van(ronde).pk, stap="leg_voor")
    assert client.get(reverse("monitoring:overzicht")).status_code == 200


def test_who_a_dienst_went_on_as_fills_in_its_self_assessment(ronde: Ronde, tmp_path: Path, zet_klok: Any):
    vreemd = sign_in(ZUID, "zelfbeoordelaar")
    assert send(vreemd, ronde, "cijfers-omzet", **CIJFERS).status_code == 404
    load_map(
        tmp_path / "fusie",
        {"opvolgingen": [{"voorganger": NOORD, "opvolger": ZUID, "datum": "2024-07-01"}]},
    )
    zet_klok(2024, 7, 1, 9)
    assert send(sign_in(ZUID, "zelfbeoordelaar"), ronde, "cijfers-omzet", **CIJFERS).status_code == 302
    assert get_van(ronde).opgaven.count() == 1


def test_a_look_at_figures_of_another_is_noted(ronde: Ronde):
    make_beelden()
    publish(ronde)
    client = sign_in(NOORD, "bestuurder")
    client.get(reverse("monitoring:fusies", args=[ronde.pk]), {"diensten": [NOORD, ZUID]})
    assert Verwerking.objects.filter(naam="zelfbeoordeling.read").count() == 1
    client.get(reverse("monitoring:fusies", args=[ronde.pk]), {"diensten": [NOORD]})
    assert Verwerking.objects.filter(naam="zelfbeoordeling.read").count() == 1
