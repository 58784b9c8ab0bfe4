"""Advice between two organisations that both work here: what one asks is work of the other, and each act reaches the other side."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client

from vth.agenda.models import Agendapunt
from vth.interface.tests.builders import log_in
from vth.logboek.selectors import list_gebeurtenissen
from vth.organisaties.models import Betrokkenheid
from vth.organisaties.taakscheiding import find_bezwaren
from vth.organisaties.tests.builders import load_map
from vth.regelgeving.selectors import clear_regels
from vth.register.tests.builders import make_object
from vth.tijd import klok
from vth.toegang.models import Gebruiker, Lidmaatschap
from vth.toegang.rules import GeenToegangError, Viewer
from vth.zaken.advies.pagina import make_advieskijk
from vth.zaken.advies.rules import DEELT, Uitgebracht
from vth.zaken.advies.selectors import find_redenering, list_eigen_adviezen
from vth.zaken.advies.services import (
    accept_adviesverzoek,
    close_adviesverzoek,
    record_herinnering,
    record_opvolging,
    record_uitgebracht,
    record_uitstel,
    record_uitvoeringstoets,
)
from vth.zaken.advies.weergave import make_rijen
from vth.zaken.controle import Over
from vth.zaken.models import Adviesverzoek, Zaak
from vth.zaken.rules import AnderWasVoorError, ZaakError
from vth.zaken.selectors import BestaatNietError
from vth.zaken.services import close_zaak

from .builders import ANNA, BUITEN, OD, make_viewer, make_zaak
from .test_advies import APRIL, VRAGEN, make_advies

pytestmark = pytest.mark.django_db
ZUID = "OD-ZUID"
# Of the adviser, without any sight of where who asks works.
ZIGRID = BUITEN
LEZER = make_viewer("gebruiker 907", organisatie=ZUID, gebied="GM9903")
ANTWOORD: dict[str, Any] = {"op": APRIL, "strekking": "voorwaarden", "advies": "Ja, met een zuivering."}


@pytest.fixture(autouse=True)
def lid(tmp_path: Path) -> Lidmaatschap:
    """Somebody works here for the other organisation."""
    load_map(tmp_path)
    wie = Gebruiker.objects.create(username="zigrid", naam="Zigrid")
    return Lidmaatschap.objects.create(
        gebruiker=wie, organisatie=ZUID, rol="vergunningverlener", begin=date(2024, 1, 1)
    )


def ask(zaak: Zaak | None = None, **velden: Any) -> tuple[Adviesverzoek, Adviesverzoek]:
    """Ask advice of the other organisation; gives both records."""
    vast = {"richting": "gevraagd", "partij": ZUID, "partijnaam": ""}
    advies = make_advies(zaak, **(vast | velden))
    return advies, Adviesverzoek.objects.get(tegenhanger=advies)


def answer(ander: Adviesverzoek, *, viewer: Viewer = ZIGRID, **velden: Any) -> Adviesverzoek:
    """Give the advice at the other side."""
    uit = Uitgebracht(**({"toets": {}} | ANTWOORD | velden))
    return record_uitgebracht(viewer=viewer, advies_id=ander.pk, uit=uit)


def renew(*rijen: Adviesverzoek) -> list[Adviesverzoek]:
    """Read records again."""
    return [Adviesverzoek.objects.get(pk=rij.pk) for rij in rijen]


def test_what_is_asked_is_work_of_the_other_organisation_at_once() -> None:
    zaak = make_zaak()
    advies, ander = ask(zaak)
    assert (ander.leverancier, ander.richting, ander.partij) == (ZUID, "te_geven", OD)
    assert (ander.vraag, ander.uiterlijk_op, ander.grondslag) == (
        advies.vraag,
        advies.uiterlijk_op,
        advies.grondslag,
    )
    assert ander.zaak is None and zaak.identificatie in ander.over and zaak.omschrijving in ander.over
    assert (ander.vertrouwelijkheid, ander.gebied) == (zaak.vertrouwelijkheid, zaak.gebied)
    assert ander.behandelaar == "" and advies.behandelaar == ANNA.actor
    assert Agendapunt.objects.filter(onderwerp=ander.pk, dag=ander.uiterlijk_op, gedaan_op=None).exists()
    assert list_eigen_adviezen(ZIGRID, tot=date(2025, 3, 1), hoogstens=8) == [ander]


def test_the_answer_comes_back_in_the_zaak_that_asked() -> None:
    zaak = make_zaak()
    advies, ander = ask(zaak)
    answer(ander)
    advies, ander = renew(advies, ander)
    assert (advies.staat, advies.strekking, advies.advies) == (
        "uitgebracht",
        "voorwaarden",
        ANTWOORD["advies"],
    )
    assert (advies.uitgebracht_op, ander.staat) == (APRIL, "uitgebracht")
    assert ander.behandelaar == ZIGRID.actor and advies.behandelaar == ANNA.actor
    laatste = zaak.gebeurtenissen.latest("volgnummer")
    assert (laatste.handeling, laatste.door) == ("advies_uitgebracht", ZIGRID.actor)
    assert not Agendapunt.objects.filter(onderwerp__in=[advies.pk, ander.pk], gedaan_op=None).exists()


def test_who_answers_did_not_work_on_the_site_for_who_asks() -> None:
    site = make_object()
    zaak = make_zaak(onderwerpen=[Over(site.pk, "vthobject")])
    _, ander = ask(zaak)
    answer(ander)
    wie = set(Betrokkenheid.objects.values_list("betrokkene", "onderwerp_soort", "onderwerp_id"))
    assert {rij for rij in wie if rij[0] == ZIGRID.actor} == {
        (ZIGRID.actor, "adviesverzoek", str(ander.pk)),
    }
    assert (ANNA.actor, "bronobject", str(site.pk)) in wie
    assert (ANNA.actor, "adviesverzoek", str(ander.pk)) not in wie
    assert find_bezwaren(ZIGRID.actor, ("bronobject", str(site.pk)), "toezicht", klok.today()) == []
    assert zaak.gebeurtenissen.latest("volgnummer").door == ZIGRID.actor
    assert list_gebeurtenissen("zaak", str(zaak.pk))[0].actor == ZIGRID.actor


def test_the_adviser_reads_what_was_done_with_the_advice_and_why_not() -> None:
    advies, ander = ask(make_zaak())
    answer(ander)
    wat: dict[str, Any] = {"opvolging": "niet_gevolgd", "op": APRIL, "reden": "De zuivering is er al."}
    record_opvolging(viewer=ANNA, advies_id=advies.pk, **wat)
    (ander,) = renew(ander)
    assert (ander.staat, ander.opvolging) == ("afgerond", "niet_gevolgd")
    assert (ander.opvolging_reden, ander.opvolging_op) == (wat["reden"], APRIL)


def test_the_uitvoeringstoets_on_an_omgevingsplan_goes_and_comes_back_whole() -> None:
    advies, ander = ask(over="Omgevingsplan Lindeveen", adviessoort="omgevingsplan")
    deel = {"meetbaar": ("nee", "Er is geen meetmethode.")}
    record_uitvoeringstoets(viewer=ZIGRID, advies_id=ander.pk, toets=deel)
    assert not advies.toetspunten.exists()
    with pytest.raises(ZaakError, match="niet af"):
        answer(ander)
    answer(ander, toets={v: ("ja", "") for v in VRAGEN if v != "meetbaar"})
    antwoorden = dict(advies.toetspunten.values_list("vraag", "oordeel"))
    assert antwoorden == {v: "nee" if v == "meetbaar" else "ja" for v in VRAGEN}
    assert advies.toetspunten.get(vraag="meetbaar").toelichting == "Er is geen meetmethode."


def test_delay_a_reminder_and_a_withdrawal_reach_the_adviser() -> None:
    advies, ander = ask(make_zaak())
    wie: dict[str, Any] = {"viewer": ANNA, "advies_id": advies.pk}
    record_uitstel(uiterlijk_op=date(2025, 4, 14), reden="drukte", **wie)
    record_herinnering(op=APRIL, reden="gebeld", **wie)
    (later,) = renew(ander)
    assert (later.uiterlijk_op, later.termijnregel) == (date(2025, 4, 14), "")
    assert Agendapunt.objects.filter(onderwerp=ander.pk, dag=date(2025, 4, 14), gedaan_op=None).exists()
    close_adviesverzoek(reden="aanvraag ingetrokken", **wie)
    (weg,) = renew(ander)
    gedaan = list(weg.gebeurtenissen.order_by("volgnummer").values_list("handeling", flat=True))
    assert (weg.staat, gedaan) == ("ingetrokken", ["te_geven", "uitstel", "herinnering", "ingetrokken"])
    with pytest.raises(ZaakError, match="kan dan niet"):
        answer(ander)


def test_a_zaak_that_closes_ends_what_the_adviser_still_had_to_do() -> None:
    zaak = make_zaak("melding")
    _, ander = ask(zaak)
    close_zaak(viewer=ANNA, zaak_id=zaak.pk, resultaat="in_orde")
    assert renew(ander)[0].staat == "ingetrokken"


def test_each_side_does_its_own_part_and_is_told_who_does_the_other() -> None:
    advies, ander = ask(make_zaak())
    daar: dict[str, Any] = {"viewer": ZIGRID, "advies_id": ander.pk}
    for doe in (
        lambda: record_uitstel(uiterlijk_op=date(2025, 4, 14), reden="drukte", **daar),
        lambda: close_adviesverzoek(reden="geen tijd", **daar),
    ):
        with pytest.raises(ZaakError, match="die het advies vroeg"):
            doe()
    with pytest.raises(ZaakError, match="legt het advies zelf vast"):
        answer(advies, viewer=ANNA)
    answer(ander)
    with pytest.raises(ZaakError, match="die het advies vroeg"):
        record_opvolging(opvolging="gevolgd", op=APRIL, **daar)
    assert {rij.staat for rij in renew(advies, ander)} == {"uitgebracht"}


def test_nobody_sees_or_does_more_than_his_own_record() -> None:
    advies, ander = ask(make_zaak(gebied="GM9902"))
    with pytest.raises(BestaatNietError):
        answer(advies, viewer=ZIGRID)
    vreemd = make_viewer("gebruiker 908", organisatie="OD-OOST", gebied="GM9904")
    with pytest.raises(BestaatNietError):
        answer(ander, viewer=vreemd)
    buurman = make_viewer("gebruiker 909", organisatie="OD-OOST", gebied="GM9902")
    with pytest.raises(BestaatNietError):
        answer(ander, viewer=buurman)
    with pytest.raises(GeenToegangError):
        answer(advies, viewer=buurman)
    assert list_eigen_adviezen(vreemd, tot=date(2999, 1, 1), hoogstens=8) == []
    assert list_eigen_adviezen(buurman, tot=date(2999, 1, 1), hoogstens=8) == []


def test_one_takes_it_up_and_the_second_is_told_who_did() -> None:
    _, ander = ask(make_zaak())
    accept_adviesverzoek(viewer=ZIGRID, advies_id=ander.pk)
    assert list_eigen_adviezen(LEZER, tot=date(2999, 1, 1), hoogstens=8) == []
    with pytest.raises(ZaakError, match="heeft dit adviesverzoek al"):
        accept_adviesverzoek(viewer=LEZER, advies_id=ander.pk)
    with pytest.raises(AnderWasVoorError, match="opgepakt"):
        record_uitgebracht(viewer=LEZER, advies_id=ander.pk, uit=Uitgebracht(toets={}, **ANTWOORD), gezien=1)


@pytest.mark.parametrize(
    "velden",
    [
        {"eind": date(2024, 6, 1)},
        {"begin": date(2999, 1, 1), "eind": date(2999, 1, 2)},
        {"rol": "bestuurder"},
        {"rol": "onzin"},
        {"gebieden": ["GM9903"]},
        {"vervalt_op": datetime(2024, 6, 1, tzinfo=UTC)},
    ],
)
def test_where_nobody_can_answer_it_stays_with_who_asks(lid: Lidmaatschap, velden: dict[str, Any]) -> None:
    Lidmaatschap.objects.filter(pk=lid.pk).update(**velden)
    advies = make_advies(make_zaak(), partij=ZUID, partijnaam="")
    assert Adviesverzoek.objects.count() == 1
    assert answer(advies, viewer=ANNA).staat == "uitgebracht"


@pytest.mark.parametrize(
    "velden", [{"partijnaam": "Welstand"}, {"partij": "GM9902"}, {"richting": "te_geven", "partij": ZUID}]
)
def test_only_what_is_asked_of_who_works_here_travels(velden: dict[str, Any]) -> None:
    make_advies(make_zaak(), **velden)
    assert Adviesverzoek.objects.count() == 1


def test_what_is_more_confidential_than_anybody_there_may_see_does_not_travel() -> None:
    zaak = make_zaak()
    Zaak.objects.filter(pk=zaak.pk).update(vertrouwelijkheid="geheim")
    make_advies(zaak, partij=ZUID, viewer=make_viewer("gebruiker 910", niveau="zeer_geheim"))
    assert Adviesverzoek.objects.count() == 1


def test_no_page_of_one_side_reads_the_record_of_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    advies, ander = ask(make_zaak(gebied="GM9902"))
    monkeypatch.setattr(Adviesverzoek.objects, "filter", None)
    for viewer, eigen, mag in ((ANNA, advies, "intrekken"), (ZIGRID, ander, "uitgebracht")):
        monkeypatch.setattr("vth.zaken.advies.pagina.get_adviesverzoek", lambda _v, _id, rij=eigen: rij)
        kijk = make_advieskijk(viewer, eigen.pk)
        assert mag in kijk.kan and kijk.over_en_weer and find_redenering(eigen) is not None


def test_the_kind_of_an_own_rule_of_who_asks_has_its_name_at_both_sides(
    settings: Any, tmp_path: Path
) -> None:
    eigen: dict[str, Any] = {"id": "zaken.adviessoorten", "titel": "Soorten", "eenheid": "geen"}
    soort = {"naam": "Advies over het klimaat", "grondslag": "afspraak", "toets": False}
    soort["termijn"] = "zaken.adviestermijn"
    bron = [{"regeling": "Afspraak", "plaats": "1"}]
    periode = {
        "vanaf": date(2020, 1, 1),
        "waarde": {"klimaat": soort},
        "bron": bron,
        "zekerheid": "vastgesteld",
    }
    map_ = tmp_path / "od" / OD
    map_.mkdir(parents=True)
    (map_ / "eigen.yaml").write_text(yaml.safe_dump(eigen | {"perioden": [periode]}))
    settings.REGELS_DIR = tmp_path
    clear_regels()
    try:
        paar = ask(make_zaak(), adviessoort="klimaat")
        assert [rij["wat"].partition(":")[0] for rij in make_rijen([*paar], klok.today())] == [
            soort["naam"]
        ] * 2
    finally:
        clear_regels()


def test_every_act_that_reaches_the_other_side_names_fields_that_exist() -> None:
    bekend = {veld.name for veld in Adviesverzoek._meta.get_fields()}
    assert {veld for velden in DEELT.values() for veld in velden} <= bekend


@pytest.fixture
def als(client: Client, monkeypatch: pytest.MonkeyPatch) -> Callable[[Viewer], Client]:
    return lambda viewer: log_in(client, monkeypatch, viewer)


def test_both_sides_work_on_it_in_the_site(als: Any) -> None:
    zaak = make_zaak(gebied="GM9902")
    advies, ander = ask(zaak)
    daar, hier = f"/adviezen/{ander.pk}", f"/adviezen/{advies.pk}"
    tekst = als(ZIGRID).get(daar).content.decode()
    assert "Uw advies komt daar vanzelf aan" in tekst and "Trek het verzoek in" not in tekst
    assert ander.identificatie in als(ZIGRID).get("/adviezen/?wie=niemand").content.decode()
    assert als(ZIGRID).get(hier).status_code == 404
    assert als(ZIGRID).post(f"{daar}/oppakken", {"gezien": 1}).status_code == 302
    assert ander.identificatie not in als(ZIGRID).get("/adviezen/?wie=niemand").content.decode()
    uit = {"op": "2025-04-01", "strekking": "negatief", "advies": "Nee, dit past niet.", "gezien": 2}
    assert als(ZIGRID).post(f"{daar}/uitgebracht", uit).status_code == 302
    tekst = als(ANNA).get(hier).content.decode()
    assert "Nee, dit past niet." in tekst and "Leg vast wat ermee is gedaan" in tekst
    assert (
        als(ZIGRID).post(f"{daar}/opvolging", {"op": "2025-04-02", "opvolging": "gevolgd"}).status_code == 404
    )
