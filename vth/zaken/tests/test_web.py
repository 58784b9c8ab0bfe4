"""The pages of this room: what they show, what they refuse, and that a form that fails keeps what was given."""

import html
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.organisaties.tests.builders import load_map
from vth.register.tests.builders import make_object
from vth.toegang.models import Gebruiker, Lidmaatschap
from vth.toegang.rules import NIEMAND, Viewer
from vth.zaken.controle import Over
from vth.zaken.models import Besluit, Zaak
from vth.zaken.services import close_zaak

from .builders import ANNA, BAS, BESTUUR, BUITEN, CHEF, OD, make_besluit, make_viewer, make_zaak

pytestmark = pytest.mark.django_db


@pytest.fixture
def als(client: Client, monkeypatch: pytest.MonkeyPatch) -> Callable[[Viewer], Client]:
    return lambda viewer: log_in(client, monkeypatch, viewer)


def read(antwoord: Any) -> str:
    return antwoord.content.decode()


def test_the_work_list_shows_what_is_mine_the_most_urgent_first(als: Any):
    later, eerst = (
        make_zaak(omschrijving="later"),
        make_zaak(omschrijving="eerst", startdatum=date(2025, 2, 3)),
    )
    make_zaak(omschrijving="van bas", viewer=BAS)
    tekst = read(als(ANNA).get("/zaken/"))
    assert tekst.index(eerst.identificatie) < tekst.index(later.identificatie)
    assert "van bas" not in tekst
    assert "van bas" in read(als(ANNA).get("/zaken/?wie=alles"))


@pytest.mark.parametrize(
    ("wie", "leeg"),
    [
        ("mijn", "U hebt geen open zaken"),
        ("team", "Uw team heeft geen"),
        ("alles", "Er zijn geen open zaken"),
        ("dicht", "geen gesloten zaken"),
    ],
)
def test_an_empty_list_says_why_it_is_empty(als: Any, wie: str, leeg: str):
    assert leeg in read(als(ANNA).get(f"/zaken/?wie={wie}"))


def test_a_filter_that_does_not_exist_is_refused(als: Any):
    assert als(ANNA).get("/zaken/?wie=onzin").status_code == 400
    assert als(ANNA).get("/zaken/?termijn=onzin").status_code == 400
    assert als(ANNA).get("/zaken/?vanaf=onzin").status_code == 400


def test_closed_zaken_go_page_by_page_the_last_first(als: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("vth.zaken.lijstpagina.PER_BLADZIJ", 2)
    zaken = [make_zaak("melding") for _ in range(5)]
    kenmerken = {zaak.identificatie for zaak in zaken}
    for zaak in zaken:
        close_zaak(viewer=ANNA, zaak_id=zaak.pk, resultaat="in_orde")
    # Two days, so that the day and the id both decide.
    Zaak.objects.filter(pk__in=[zaken[0].pk, zaken[3].pk]).update(einddatum=date(2025, 3, 4))
    client, adres, gelezen = als(ANNA), "/zaken/?wie=dicht", []
    while adres:
        tekst = read(client.get(adres))
        assert "5 gesloten zaken" in tekst
        gelezen.append([k for k in re.findall(r">([^<>]+)(?:</span>)?</a>", tekst) if k in kenmerken])
        gevonden = re.search(r'href="([^"]+)" rel="next"', tekst)
        adres = f"/zaken/{html.unescape(gevonden[1])}" if gevonden else ""
    laatst, eerst = [zaken[n].identificatie for n in (1, 2, 4)], [zaken[n].identificatie for n in (0, 3)]
    assert [len(bladzij) for bladzij in gelezen] == [2, 2, 1]
    assert [z for bladzij in gelezen for z in bladzij] == [*laatst, *eerst]


def test_who_is_nobody_sees_nothing(als: Any):
    zaak = make_zaak()
    assert zaak.identificatie not in read(als(NIEMAND).get("/zaken/?wie=alles"))
    assert als(NIEMAND).get(f"/zaken/{zaak.pk}").status_code == 404
    assert als(BUITEN).get(f"/zaken/{zaak.pk}").status_code == 404


def test_a_zaak_shows_its_term_with_the_reasoning_a_picture_and_what_can_be_done(als: Any):
    zaak = make_zaak()
    tekst = read(als(ANNA).get(f"/zaken/{zaak.pk}"))
    assert "Hoe is deze dag bepaald?" in tekst and "<svg" in tekst
    assert "Neem in behandeling" in tekst and "Leg een ingebrekestelling vast" in tekst
    lezer = make_viewer("lezer")
    alleen_lezen = Viewer("lezer", lezer.zicht, frozenset({"register.read"}), lezer.organisaties)
    assert "Neem in behandeling" not in read(als(alleen_lezen).get(f"/zaken/{zaak.pk}"))


def test_a_subject_that_may_not_be_seen_is_counted_and_not_named(als: Any):
    ver = make_object(
        "ver",
        leverancier="OD-ZUID",
        gebied="GM9903",
        inhoud={"naam": "Geheim terrein", "hoofdtype": "inrichting"},
    )
    beide = Viewer("b", make_viewer("b").zicht, ANNA.handelingen, ANNA.organisaties)
    zaak = make_zaak()
    zaak.onderwerpen.create(bronobject=ver, rol="vthobject")
    tekst = read(als(beide).get(f"/zaken/{zaak.pk}"))
    assert "1 gegevens mag u niet zien" in tekst and "Geheim terrein" not in tekst


def test_a_step_that_cannot_be_keeps_the_reason_and_says_what_can(als: Any):
    zaak = make_zaak()
    antwoord = als(ANNA).post(
        f"/zaken/{zaak.pk}/stap", {"handeling": "besluit", "reden": "mijn reden", "gezien": 1}
    )
    assert antwoord.status_code == 422
    assert "U kunt nu: Neem in behandeling" in read(antwoord) and "mijn reden" in read(antwoord)


def test_a_step_on_a_zaak_that_changed_says_so(als: Any):
    zaak = make_zaak("melding")
    close_zaak(viewer=CHEF, zaak_id=zaak.pk, resultaat="in_orde")
    antwoord = als(ANNA).post(
        f"/zaken/{zaak.pk}/stap", {"handeling": "sluit", "resultaat": "in_orde", "gezien": 1}
    )
    assert antwoord.status_code == 409
    assert "deed ‘sluit’" in read(antwoord)


def test_a_step_is_taken(als: Any):
    zaak = make_zaak()
    antwoord = als(ANNA).post(f"/zaken/{zaak.pk}/stap", {"handeling": "neem_in_behandeling", "gezien": 1})
    assert antwoord.status_code == 302
    assert Zaak.objects.get(pk=zaak.pk).status == "in_behandeling"


def test_a_term_is_extended_in_the_site_and_a_bad_extension_says_why(als: Any, zet_klok: Any):
    zet_klok(2025, 4, 1, 9)
    zaak = make_zaak()
    velden = {"aantal": 9, "eenheid": "weken", "bekendgemaakt_op": "2025-04-01", "reden": "advies"}
    antwoord = als(ANNA).post(f"/zaken/{zaak.pk}/termijn/beslistermijn/verlenging", velden)
    assert antwoord.status_code == 422 and "ten hoogste mag 6 weken" in read(antwoord)
    antwoord = als(ANNA).post(f"/zaken/{zaak.pk}/termijn/beslistermijn/verlenging", velden | {"aantal": 6})
    assert antwoord.status_code == 302
    assert Zaak.objects.get(pk=zaak.pk).laatste_dag == date(2025, 6, 10)
    assert als(ANNA).get(f"/zaken/{zaak.pk}/termijn/beslistermijn/onzin").status_code == 404
    assert als(ANNA).get(f"/zaken/{zaak.pk}/termijn/onzin/verlenging").status_code == 404


def test_a_zaak_is_opened_in_the_site(als: Any, tmp_path: Any):
    load_map(tmp_path)
    velden = {
        "zaaksoort": "melding",
        "organisatie": OD,
        "gebied": "GM9901",
        "omschrijving": "Tank",
        "startdatum": "2025-03-03",
    }
    antwoord = als(ANNA).post("/zaken/nieuw", velden)
    assert antwoord.status_code == 302
    assert Zaak.objects.get().omschrijving == "Tank"
    assert als(ANNA).post("/zaken/nieuw", velden | {"startdatum": "2999-01-01"}).status_code == 422


def test_chosen_zaken_are_handed_over_and_without_a_reason_nothing_goes(als: Any, tmp_path: Any):
    load_map(tmp_path)
    collega = Gebruiker.objects.create(username="collega", naam="Collega")
    Lidmaatschap.objects.create(
        gebruiker=collega, organisatie=OD, rol="vergunningverlener", begin=date(2024, 1, 1)
    )
    zaken = [make_zaak(), make_zaak()]
    velden = {"zaak": [str(z.pk) for z in zaken], "naar": f"gebruiker {collega.pk}", "vraag": "wie=mijn"}
    assert als(ANNA).post("/zaken/overdracht", velden).status_code == 422
    assert als(ANNA).post("/zaken/overdracht", velden | {"reden": "ziek"}).status_code == 302
    assert set(Zaak.objects.values_list("behandelaar", flat=True)) == {f"gebruiker {collega.pk}"}


def test_everything_of_who_leaves_is_handed_over_from_the_list(als: Any, tmp_path: Any):
    load_map(tmp_path)
    collega = Gebruiker.objects.create(username="collega", naam="Collega")
    Lidmaatschap.objects.create(
        gebruiker=collega, organisatie=OD, rol="vergunningverlener", begin=date(2024, 1, 1)
    )
    for _ in range(3):
        make_zaak()
    tekst = read(als(CHEF).get(f"/zaken/?wie=alles&behandelaar={ANNA.actor}"))
    assert f"Draag alles van {ANNA.actor} over" in tekst
    velden = {
        "naar": f"gebruiker {collega.pk}",
        "reden": "uit dienst",
        "alles_van": ANNA.actor,
        "vraag": "wie=alles",
    }
    assert als(CHEF).post("/zaken/overdracht", velden).status_code == 302
    assert set(Zaak.objects.values_list("behandelaar", flat=True)) == {f"gebruiker {collega.pk}"}


@pytest.mark.parametrize("vorm", ["csv", "xlsx", "parquet"])
def test_the_list_goes_along_as_a_file(als: Any, vorm: str):
    make_zaak(omschrijving="=1+1")
    antwoord = als(ANNA).get(f"/zaken/download.{vorm}?wie=alles")
    inhoud = b"".join(antwoord.streaming_content)  # type: ignore[attr-defined]
    assert antwoord.status_code == 200 and inhoud
    if vorm == "csv":
        assert "'=1+1" in inhoud.decode("utf-8-sig")
    assert als(ANNA).get("/zaken/download.pdf").status_code == 404


def test_a_decision_goes_from_draft_to_sent_in_the_site(als: Any):
    zaak = make_zaak()
    soort = {"besluitsoort": "omgevingsvergunning", "omschrijving": "Vergunning", "tekst": "Verleend."}
    assert als(ANNA).post(f"/zaken/{zaak.pk}/opstellen", soort).status_code == 302
    besluit = Besluit.objects.get()
    adres = f"/besluiten/{besluit.pk}"
    assert als(ANNA).post(f"{adres}/vraag", {"aan": ""}).status_code == 302
    assert als(BAS).post(f"{adres}/oordeel", {"akkoord": "nee"}).status_code == 422
    assert als(BAS).post(f"{adres}/oordeel", {"akkoord": "ja"}).status_code == 302
    assert als(BESTUUR).post(f"{adres}/onderteken", {}).status_code == 302
    besluit.refresh_from_db()
    dag = str(besluit.besluitdatum)
    assert als(ANNA).post(f"{adres}/bekendmaking", {"verzenddatum": dag}).status_code == 302
    tekst = read(als(ANNA).get(adres))
    assert "6 weken na verzending" in tekst and "Ondertekend voor het eigen bestuursorgaan" in tekst


def test_what_changed_since_it_was_put_forward_is_shown(als: Any):
    besluit = make_besluit(make_zaak())
    adres = f"/besluiten/{besluit.pk}"
    als(ANNA).post(f"{adres}/vraag", {"aan": ""})
    als(ANNA).post(f"{adres}/tekst", {"tekst": "De vergunning wordt geweigerd."})
    tekst = read(als(ANNA).get(adres))
    assert "(vervallen: </span>verleend<" in tekst and "(nieuw: </span>geweigerd<" in tekst


def test_an_act_that_is_not_open_is_not_there(als: Any):
    besluit = make_besluit(make_zaak())
    assert als(ANNA).post(f"/besluiten/{besluit.pk}/onderteken", {}).status_code == 404
    assert als(BUITEN).get(f"/besluiten/{besluit.pk}").status_code == 404


def test_the_page_of_a_site_and_the_start_page_show_its_zaken(als: Any):
    site = make_object()
    zaak = make_zaak(onderwerpen=[Over(site.pk, "vthobject")])
    assert zaak.identificatie in read(als(ANNA).get(f"/objecten/{site.pk}"))
    assert zaak.identificatie in read(als(ANNA).get("/"))
