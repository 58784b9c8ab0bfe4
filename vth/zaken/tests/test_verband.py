"""What a zaak is about and belongs to, what is done against a decision, and who is in which team: services and pages."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.organisaties.selectors import list_betrokkenheden
from vth.organisaties.tests.builders import load_map
from vth.register.services import record_object
from vth.register.tests.builders import make_object
from vth.tijd import klok
from vth.tijd.tests.builders import reken_dagen
from vth.toegang.models import Gebruiker, Lidmaatschap
from vth.toegang.rules import GeenToegangError, Viewer
from vth.zaken import dagloop
from vth.zaken.besluiten import record_bekendmaking, record_besluittekst
from vth.zaken.controle import Over
from vth.zaken.models import Besluit, Rechtsmiddelprocedure, Teamlid, Waarneming, Zaak
from vth.zaken.overdracht import (
    close_teamlid,
    close_waarneming,
    record_team,
    record_teamlid,
    record_waarneming,
)
from vth.zaken.rechtsmiddelen import record_rechtsmiddel, record_rechtsmiddeluitkomst
from vth.zaken.rules import AnderWasVoorError, Datums, ZaakError
from vth.zaken.selectors import BestaatNietError, list_zaken_van
from vth.zaken.services import record_onderwerpen, record_stap
from vth.zaken.verband import close_onderwerp, close_zaakrelatie, record_hoofdzaak

from .builders import ANNA, BUITEN, CHEF, OD, make_besluit, make_ondertekend, make_viewer, make_zaak

pytestmark = pytest.mark.django_db
BUUR = make_viewer("buur", organisatie="GM9901")


@pytest.fixture
def als(client: Client, monkeypatch: pytest.MonkeyPatch) -> Callable[[Viewer], Client]:
    return lambda viewer: log_in(client, monkeypatch, viewer)


def read(antwoord: Any) -> str:
    return antwoord.content.decode()


def test_a_subject_ends_with_a_reason_and_that_it_was_there_stays():
    site = make_object()
    zaak = make_zaak(onderwerpen=[Over(site.pk, "vthobject")])
    nummer = zaak.onderwerpen.get().pk
    with pytest.raises(ZaakError, match="Schrijf op waarom"):
        close_onderwerp(viewer=ANNA, zaak_id=zaak.pk, onderwerp_id=nummer, reden=" ")
    close_onderwerp(viewer=ANNA, zaak_id=zaak.pk, onderwerp_id=nummer, reden="verkeerd adres")
    assert zaak.onderwerpen.get().vervallen_op == klok.today()
    assert list_zaken_van(ANNA, [site.pk]) == []
    with pytest.raises(ZaakError, match="niet meer over"):
        close_onderwerp(viewer=ANNA, zaak_id=zaak.pk, onderwerp_id=nummer, reden="weer")
    record_stap(viewer=ANNA, zaak_id=zaak.pk, handeling="neem_in_behandeling")
    assert list_betrokkenheden(("bronobject", str(site.pk)))[1:] == []
    assert not make_besluit(zaak).onderwerpen.exists()
    record_onderwerpen(viewer=ANNA, zaak_id=zaak.pk, onderwerpen=[Over(site.pk, "vthobject")])
    assert list_zaken_van(ANNA, [site.pk]) == [zaak] and zaak.onderwerpen.count() == 1


def test_a_subject_that_one_may_not_see_is_not_ended():
    ver = make_object("ver", leverancier="OD-ZUID", gebied="GM9903")
    zaak = make_zaak()
    onderwerp = zaak.onderwerpen.create(bronobject=ver, rol="vthobject")
    with pytest.raises(BestaatNietError):
        close_onderwerp(viewer=ANNA, zaak_id=zaak.pk, onderwerp_id=onderwerp.pk, reden="x")
    with pytest.raises(BestaatNietError):
        close_onderwerp(viewer=ANNA, zaak_id=make_zaak().pk, onderwerp_id=onderwerp.pk, reden="x")


def test_a_zaak_becomes_a_part_and_stands_alone_again():
    hoofd, deel = make_zaak(), make_zaak("melding")
    assert record_hoofdzaak(viewer=ANNA, zaak_id=deel.pk, hoofdzaak_id=hoofd.pk).hoofdzaak == hoofd
    assert record_hoofdzaak(viewer=ANNA, zaak_id=deel.pk, hoofdzaak_id=hoofd.pk).versie == 2
    for van, naar, melding in (
        (hoofd, hoofd, "geen deel van zichzelf"),
        (make_zaak(), deel, "heeft geen deelzaken"),
        (hoofd, make_zaak(), "heeft zelf deelzaken"),
    ):
        with pytest.raises(ZaakError, match=melding):
            record_hoofdzaak(viewer=ANNA, zaak_id=van.pk, hoofdzaak_id=naar.pk)
    assert record_hoofdzaak(viewer=ANNA, zaak_id=deel.pk, hoofdzaak_id=None).hoofdzaak is None
    with pytest.raises(GeenToegangError):
        record_hoofdzaak(viewer=BUUR, zaak_id=deel.pk, hoofdzaak_id=hoofd.pk)


def test_subjects_are_found_added_and_ended_in_the_site(als: Any):
    record_object(
        viewer=Viewer("bouwer", ANNA.zicht, frozenset({"register.record"}), ANNA.organisaties),
        leverancier=OD,
        soort="vthobject",
        sleutel="Z1",
        inhoud={"naam": "Verfhandel Zonnig", "hoofdtype": "inrichting"},
        begin_geldigheid=date(2024, 1, 1),
        gebied="GM9901",
    )
    zaak = make_zaak()
    adres = f"/zaken/{zaak.pk}/onderwerpen"
    gevonden = als(ANNA).get(f"{adres}?q=zonnig").context["gevonden"]
    assert [rol for rol, _ in gevonden[0]["rollen"]] == ["vthobject"]
    velden = {"bronobject": str(gevonden[0]["id"]), "rol": "vthobject", "gezien": zaak.versie}
    assert als(ANNA).post(adres, velden).status_code == 302
    assert als(ANNA).post(adres, velden).status_code == 409
    nummer = zaak.onderwerpen.get().pk
    assert als(ANNA).post(adres, {"eraf": nummer}).status_code == 422
    assert als(ANNA).post(adres, {"eraf": nummer, "reden": "fout"}).status_code == 302
    assert "(tot " in read(als(ANNA).get(adres))
    for slecht in ({"eraf": "x"}, {"bronobject": "x"}, {"eraf": "9" * 30}):
        assert als(ANNA).post(adres, slecht).status_code == 404
    assert als(BUITEN).get(adres).status_code == 404
    assert als(BUUR).get(adres).status_code == 403


def test_zaken_are_found_tied_and_untied_in_the_site(als: Any):
    een, twee = make_zaak(), make_zaak("bezwaar", omschrijving="Bezwaar van de buren")
    verborgen = make_zaak(
        omschrijving="Bezwaar elders",
        viewer=make_viewer("x", organisatie="OD-ZUID", gebied="GM9903"),
        organisatie="OD-ZUID",
        gebied="GM9903",
    )
    adres = f"/zaken/{een.pk}/relaties"
    tekst = read(als(ANNA).get(f"{adres}?q=bezwaar"))
    assert twee.identificatie in tekst and "Bezwaar elders" not in tekst
    assert als(ANNA).post(adres, {"naar": str(verborgen.pk), "aard": "vervolg"}).status_code == 404
    assert als(ANNA).post(adres, {"naar": str(twee.pk), "aard": "onzin"}).status_code == 422
    assert als(ANNA).post(adres, {"naar": str(twee.pk), "aard": "vervolg"}).status_code == 302
    assert als(ANNA).post(adres, {"naar": str(twee.pk), "aard": "hoofdzaak"}).status_code == 302
    assert twee.identificatie in read(als(ANNA).get(adres))
    assert als(ANNA).post(adres, {"eraf": een.relaties_heen.get().pk}).status_code == 302
    assert als(ANNA).post(adres, {"aard": "geen_hoofdzaak"}).status_code == 302
    assert not een.relaties_heen.exists() and Zaak.objects.get(pk=een.pk).hoofdzaak is None
    with pytest.raises(BestaatNietError):
        close_zaakrelatie(viewer=ANNA, zaak_id=een.pk, relatie_id=1)


def make_bekend(zaak: Zaak | None = None) -> Besluit:
    """A permit that was signed and sent today."""
    besluit = make_ondertekend(zaak or make_zaak())
    datums = Datums(verzenddatum=klok.today())
    return record_bekendmaking(viewer=ANNA, besluit_id=besluit.pk, datums=datums)


def test_a_procedure_runs_until_its_outcome_and_only_then_can_a_decision_be_irrevocable():
    zaak, op = make_zaak(), klok.today()
    besluit = make_bekend(zaak)
    record_rechtsmiddel(viewer=ANNA, besluit_id=besluit.pk, ingesteld_op=op)
    record_rechtsmiddel(viewer=ANNA, besluit_id=besluit.pk, ingesteld_op=op)
    eerste, tweede = Rechtsmiddelprocedure.objects.order_by("id")
    wat: dict[str, Any] = {"viewer": ANNA, "uitkomst": "ongegrond", "afgedaan_op": op}
    with pytest.raises(ZaakError, match="loopt nog een procedure"):
        record_rechtsmiddeluitkomst(procedure_id=eerste.pk, onherroepelijk_op=op, **wat)
    record_rechtsmiddeluitkomst(procedure_id=eerste.pk, **wat)
    dagloop.update_onherroepelijk(None, op + timedelta(days=90))
    besluit.refresh_from_db()
    assert besluit.onherroepelijk_op is None
    record_rechtsmiddeluitkomst(procedure_id=tweede.pk, onherroepelijk_op=op, **wat)
    besluit.refresh_from_db()
    assert besluit.onherroepelijk_op == op
    assert zaak.gebeurtenissen.latest("volgnummer").handeling == "rechtsmiddeluitkomst"


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"uitkomst": "onzin"}, "bestaat niet"),
        ({"afgedaan_op": -timedelta(days=1)}, "Afgedaan op"),
        ({"afgedaan_op": timedelta(days=1)}, "Afgedaan op"),
        ({"onherroepelijk_op": -timedelta(days=1)}, "Onherroepelijk op"),
    ],
)
def test_an_outcome_that_cannot_be_is_refused(velden: dict[str, Any], melding: str):
    besluit = make_bekend()
    record_rechtsmiddel(viewer=ANNA, besluit_id=besluit.pk, ingesteld_op=klok.today())
    vast = {"uitkomst": "gegrond", "afgedaan_op": klok.today()}
    procedure = Rechtsmiddelprocedure.objects.get()
    with pytest.raises(ZaakError, match=melding):
        record_rechtsmiddeluitkomst(viewer=ANNA, procedure_id=procedure.pk, **(vast | reken_dagen(velden)))
    with pytest.raises(BestaatNietError):
        record_rechtsmiddeluitkomst(viewer=BUITEN, procedure_id=procedure.pk, **vast)
    record_rechtsmiddeluitkomst(viewer=ANNA, procedure_id=procedure.pk, **vast)
    with pytest.raises(ZaakError, match="al vastgelegd"):
        record_rechtsmiddeluitkomst(viewer=ANNA, procedure_id=procedure.pk, **vast)


def test_only_what_is_open_can_be_used_and_hoger_beroep_comes_after_beroep():
    besluit = make_bekend()
    with pytest.raises(ZaakError, match="staat bezwaar open"):
        record_rechtsmiddel(viewer=ANNA, besluit_id=besluit.pk, ingesteld_op=klok.today(), soort="verzet")
    with pytest.raises(ZaakError, match="Hoger beroep komt na"):
        record_rechtsmiddel(
            viewer=ANNA, besluit_id=besluit.pk, ingesteld_op=klok.today(), soort="hoger_beroep"
        )


def test_a_remedy_and_its_outcome_are_written_down_in_the_site(als: Any):
    besluit = make_bekend()
    adres = f"/besluiten/{besluit.pk}"
    dag = str(klok.today())
    assert als(ANNA).post(f"{adres}/uitkomst", {}).status_code == 404
    assert (
        als(ANNA).post(f"{adres}/rechtsmiddel", {"soort": "bezwaar", "ingesteld_op": dag}).status_code == 302
    )
    procedure = Rechtsmiddelprocedure.objects.get()
    velden = {"procedure_id": str(procedure.pk), "uitkomst": "ingetrokken", "afgedaan_op": dag}
    assert als(ANNA).post(f"{adres}/uitkomst", velden | {"afgedaan_op": "2020-01-01"}).status_code == 422
    assert als(ANNA).post(f"{adres}/uitkomst", velden).status_code == 302
    tekst = read(als(ANNA).get(adres))
    assert "ingetrokken" in tekst and "Wat ertegen is gedaan" in tekst


def test_considerations_are_changed_added_and_emptied_in_the_site(als: Any):
    besluit = make_besluit(make_zaak())
    adres = f"/besluiten/{besluit.pk}/tekst"
    velden = {
        "tekst": "Verleend.",
        "titel_0": "Geluid",
        "omschrijving_0": "Het blijft stil.",
        "aard_0": "inhoudelijk",
        "titel_1": "Inspraak",
        "omschrijving_1": "Er is gehoord.",
        "aard_1": "procedureel",
        "gezien": besluit.versie,
    }
    assert als(ANNA).post(adres, velden).status_code == 302
    assert list(besluit.overwegingen.order_by("volgnummer").values_list("titel", "omschrijving", "aard")) == [
        ("Geluid", "Het blijft stil.", "inhoudelijk"),
        ("Inspraak", "Er is gehoord.", "procedureel"),
    ]
    assert als(ANNA).post(adres, velden).status_code == 409
    weg = {
        "tekst": "Verleend.",
        "titel_0": "",
        "omschrijving_0": "",
        "titel_1": "Inspraak",
        "omschrijving_1": "",
    }
    assert als(ANNA).post(adres, weg).status_code == 422
    assert als(ANNA).post(adres, weg | {"omschrijving_1": "Er is gehoord."}).status_code == 302
    assert [o.titel for o in besluit.overwegingen.all()] == ["Inspraak"]


def test_of_two_who_write_the_second_is_told():
    besluit = make_besluit(make_zaak())
    record_besluittekst(viewer=ANNA, besluit_id=besluit.pk, tekst="Een.", overwegingen=[], gezien=1)
    with pytest.raises(AnderWasVoorError):
        record_besluittekst(viewer=CHEF, besluit_id=besluit.pk, tekst="Twee.", overwegingen=[], gezien=1)


def test_an_old_decision_is_taken_in_without_a_zaak(als: Any, tmp_path: Path):
    load_map(tmp_path)
    velden = {
        "organisatie": OD,
        "gebied": "GM9901",
        "identificatie": "1994/17",
        "besluitsoort": "omgevingsvergunning",
        "omschrijving": "Hinderwetvergunning",
        "besluitdatum": "1994-05-01",
        "vertrouwelijkheid": "intern",
    }
    fout = als(ANNA).post("/besluiten/nieuw", velden | {"verzenddatum": "1994-04-01"})
    assert fout.status_code == 422 and "pas verzonden" in read(fout) and "1994/17" in read(fout)
    assert als(ANNA).post("/besluiten/nieuw", velden).status_code == 302
    assert Besluit.objects.get().zaak is None
    assert als(ANNA).post("/besluiten/nieuw", velden).status_code == 422
    assert (
        als(Viewer("l", ANNA.zicht, frozenset({"register.read"}), ANNA.organisaties))
        .get("/besluiten/nieuw")
        .status_code
        == 403
    )


def test_the_work_list_is_narrowed_to_a_step(als: Any):
    nieuw, bezig = make_zaak(), make_zaak()
    record_stap(viewer=ANNA, zaak_id=bezig.pk, handeling="neem_in_behandeling")
    tekst = read(als(ANNA).get("/zaken/?status=in_behandeling"))
    assert bezig.identificatie in tekst and nieuw.identificatie not in tekst
    assert "Wacht op aanvulling" in tekst


def make_collega() -> Gebruiker:
    collega = Gebruiker.objects.create(username="collega", naam="Collega")
    Lidmaatschap.objects.create(
        gebruiker=collega, organisatie=OD, rol="vergunningverlener", begin=date(2024, 1, 1)
    )
    return collega


def post_team(client: Client, wat: str, **velden: Any) -> int:
    return client.post(f"/zaken/teams/{wat}", velden).status_code


def test_teams_are_kept_in_the_site(als: Any, tmp_path: Path):
    load_map(tmp_path)
    collega, chef = f"gebruiker {make_collega().pk}", als(CHEF)
    assert "nog geen team" in read(chef.get("/zaken/teams"))
    assert post_team(chef, "team", code="t1", naam="Team een", organisatie=OD) == 302
    assert post_team(chef, "team", code="t 1", naam="x", organisatie=OD) == 422
    assert post_team(chef, "lid", team="t1", lid=collega, begin="2024-01-01") == 302
    assert "Collega" in read(chef.get("/zaken/teams"))
    assert post_team(chef, "eind_lid", id=Teamlid.objects.get().pk) == 302
    assert Teamlid.objects.get().eind == klok.today()
    assert post_team(chef, "eind_lid", id=Teamlid.objects.get().pk) == 422
    assert post_team(chef, "onzin") == 404
    assert post_team(als(ANNA), "team", code="t2", naam="x", organisatie=OD) == 403


def test_who_stands_in_is_kept_in_the_site(als: Any, tmp_path: Path):
    load_map(tmp_path)
    collega, chef = f"gebruiker {make_collega().pk}", als(CHEF)
    ander = Gebruiker.objects.create(username="ander", naam="Ander")
    Lidmaatschap.objects.create(gebruiker=ander, organisatie=OD, rol="toezichthouder", begin=date(2024, 1, 1))
    velden = {"voor": collega, "begin": str(klok.today()), "eind": "2099-01-01", "reden": "verlof"}
    assert post_team(chef, "waarneming", door=collega, **velden) == 422
    assert post_team(chef, "waarneming", door=f"gebruiker {ander.pk}", **velden) == 302
    assert "verlof" in read(chef.get("/zaken/teams"))
    rij = Waarneming.objects.get()
    elders = make_viewer("e", "zaak.assign", organisatie="OD-ZUID", gebied="GM9903")
    assert post_team(als(elders), "eind_waarneming", id=rij.pk) == 422
    assert post_team(als(CHEF), "eind_waarneming", id=rij.pk) == 302
    assert not Waarneming.objects.exists()


def test_membership_and_standing_in_end_and_what_was_stays():
    record_team(viewer=CHEF, code="t1", naam="Team", organisatie=OD)
    lid = record_teamlid(viewer=CHEF, team="t1", lid=ANNA.actor, begin=date(2024, 1, 1))
    close_teamlid(viewer=CHEF, teamlid_id=lid.pk, per=date(2025, 1, 1))
    with pytest.raises(ZaakError, match="al niet meer"):
        close_teamlid(viewer=CHEF, teamlid_id=lid.pk, per=date(2025, 1, 1))
    with pytest.raises(GeenToegangError):
        close_teamlid(viewer=ANNA, teamlid_id=lid.pk, per=date(2024, 6, 1))
    rij = record_waarneming(
        viewer=CHEF, voor="a", door="b", begin=date(2024, 1, 1), eind=date(2024, 3, 1), reden="verlof"
    )
    close_waarneming(viewer=CHEF, waarneming_id=rij.pk, per=date(2024, 2, 1))
    rij.refresh_from_db()
    assert rij.eind == date(2024, 2, 1)
    with pytest.raises(ZaakError, match="al voorbij"):
        close_waarneming(viewer=CHEF, waarneming_id=rij.pk, per=date(2024, 2, 1))
