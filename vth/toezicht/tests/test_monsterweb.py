"""The pages of samples, results, what is due and the day plan: each act from the page itself, each refusal told, nothing for who may not."""

import html
import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.tijd import klok
from vth.tijd.rules import AMSTERDAM
from vth.toezicht.models import (
    Bevinding,
    Bodemenergiestand,
    Controle,
    Lablevering,
    Monster,
    Toezichtrisico,
    Verslagopenbaar,
)
from vth.toezicht.ritme.boeking import update_ritme
from vth.vormgeving.opmaak import format_datum
from vth.zaken.tests.builders import OD

from .builders import BUITEN, TINE, begin, make_controle, make_locatie, rond_af, vind
from .test_monsterdienst import KOP, neem

pytestmark = pytest.mark.django_db


@pytest.fixture
def tine(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Sign in the inspector of the builders."""
    return log_in(client, monkeypatch, TINE)


def test_from_bottle_to_finding(tine: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    controle = begin(make_controle())
    adres = f"/monsters/nieuw/{controle.pk}"
    assert "Analysepakket" in tine.get(adres).content.decode()
    nu = (klok.now() - timedelta(minutes=5)).astimezone(AMSTERDAM).strftime("%Y-%m-%dT%H:%M")
    velden = {
        "nummer": "M-1",
        "punt": "put",
        "medium": "water",
        "wijze": "steek",
        "begin": nu,
        "eind": nu,
        "route": "vuilwaterriool",
    }
    assert "Kies een analysepakket" in tine.post(adres, velden).content.decode()
    goed = tine.post(adres, velden | {"pakket": "lozing.fotografie", "branche": "fotografie"})
    plek = f"/monsters/{Monster.objects.get().pk}"
    assert goed["Location"] == plek
    bestand = SimpleUploadedFile("lab.csv", f"{KOP}\nM-1;zilver;;5;mg/l;;;\nM-8;zilver;;5;mg/l;;;\n".encode())
    gelezen = tine.post(
        "/laboratorium/", {"organisatie": OD, "profiel": "voorbeeldlab.csv", "bestand": bestand}
    )
    levering = Lablevering.objects.get()
    assert gelezen["Location"] == f"/laboratorium/{levering.pk}"
    verslag = tine.get(gelezen["Location"]).content.decode()
    assert "Monster M-8 is hier niet bekend" in verslag and plek in verslag
    assert tine.get(f"/laboratorium/{levering.pk}/bestand").content.startswith(b"Monsternummer")
    check_pagina(tine, plek)
    buiten = log_in(Client(), monkeypatch, BUITEN)
    assert {buiten.get(a).status_code for a in (plek, adres, f"/laboratorium/{levering.pk}")} == {404}


def check_pagina(tine: Client, plek: str) -> None:
    """See on the page of a sample that too much was found, and make a finding of it."""
    pagina = tine.get(plek).content.decode()
    assert "voldoet niet aan de grens van 4 mg/l" in pagina and "<svg" in pagina
    (bron,) = re.findall(r'name="bevinding" value="([^"]+)"', pagina)
    assert tine.post(plek, {"bevinding": "onzin"}).status_code == 422
    tine.post(plek, {"bevinding": bron})
    assert Bevinding.objects.get().resultaat == "overtreden" and "staat er" in tine.get(plek).content.decode()
    overdracht = tine.post(plek, {"houder": "koerier", "op": "2001-01-01T10:00"})
    assert overdracht.status_code == 422 and "loopt terug" in overdracht.content.decode()


def test_a_file_that_cannot_be_read_says_why_and_keeps_the_form(tine: Client) -> None:
    leeg = SimpleUploadedFile("lab.csv", b"a;b\n1;2\n")
    antwoord = tine.post(
        "/laboratorium/", {"organisatie": OD, "profiel": "voorbeeldlab.csv", "bestand": leeg}
    )
    assert antwoord.status_code == 422 and "ontbreekt kolom" in antwoord.content.decode()
    assert not Lablevering.objects.exists()


def test_what_is_due_says_why_and_an_appraisal_moves_it(tine: Client) -> None:
    locatie = make_locatie(ippc=True)
    update_ritme(None, klok.today())
    lijst = tine.get("/toezicht/termijnen").content.decode()
    assert "dagen te laat" in lijst and "niet beoordeeld" in lijst
    plek = f"/toezicht/termijnen/{locatie.pk}"
    assert plek in lijst and "nog nooit bezocht" in tine.get(plek).content.decode()
    assert "Geen termijn past" in tine.get("/toezicht/termijnen?wie=mijn").content.decode()
    make_controle(locatie)
    assert plek in tine.get("/toezicht/termijnen?wie=mijn&wanneer=laat&soort=routine_ippc").content.decode()
    assert tine.get("/toezicht/termijnen?soort=onzin").status_code == 400
    assert tine.post(plek, {"risico": "beperkt", "motivering": ""}).status_code == 422
    tine.post(plek, {"risico": "beperkt", "motivering": "Goede naleving, gecertificeerd."})
    assert Toezichtrisico.objects.get().risico == "beperkt"
    assert "niet beoordeeld en" not in tine.get("/toezicht/termijnen").content.decode()
    controle = begin(make_controle(locatie))
    vind(controle)
    rond_af(controle)
    pagina = tine.get(plek).content.decode()
    assert "Verslag openbaar" in pagina and f'href="/objecten/{locatie.pk}"' in pagina
    assert f"na de controle van {format_datum(controle.controledatum)}" in pagina
    morgen = (klok.today() + timedelta(days=1)).isoformat()
    assert tine.post(plek, {"controle": str(controle.pk), "openbaar_op": morgen}).status_code == 422
    tine.post(plek, {"controle": str(controle.pk), "openbaar_op": klok.today().isoformat()})
    assert Verslagopenbaar.objects.get().controle == controle


def test_a_day_plan_is_proposed_changed_and_written(tine: Client) -> None:
    een, twee = make_controle(make_locatie("L-1"), uren=2), make_controle(make_locatie("L-2"), uren=2)
    dag = klok.today() + timedelta(days=1)
    vraag = {"dag": dag.isoformat(), "uren": "3"}
    pagina = tine.get(f"/toezicht/dagplan?{urlencode(vraag)}").content.decode()
    assert "geen plaats bekend" in pagina and f"vast={een.pk}" in pagina
    assert f'href="/toezicht/{een.pk}"' in pagina
    adres = f"/toezicht/dagplan?{urlencode(vraag | {'vast': str(een.pk), 'weg': str(twee.pk)})}"
    assert "Door u vastgezet" in tine.get(adres).content.decode()
    assert tine.post(adres).status_code == 302
    assert {c.gepland_op for c in Controle.objects.all()} == {dag, None}
    fout = tine.get(f"/toezicht/dagplan?{urlencode(vraag | {'vast': 'onzin'})}")
    assert fout.status_code == 422 and "niet meer worden gekozen" in fout.content.decode()
    assert neem(begin(een)).nummer == "M-1"


def test_a_ground_energy_system_is_recorded_checked_and_never_overwritten_unseen(tine: Client) -> None:
    plek = f"/bodemenergie/{make_locatie().pk}"
    assert "Nog niets bekend" in tine.get(plek).content.decode()
    velden = {
        "gezien": "0",
        "gemeld_op": "2024-03-20",
        "begin_boring": "2024-04-01",
        "bodemvermogen_kw": "69,5",
        "geen_negatieve_interferentie": "unknown",
    }
    mis = tine.post(plek, velden | {"jaren": "2025; veel", "lussen": "120"})
    assert (
        mis.status_code == 422
        and "is geen jaar" in mis.content.decode()
        and "heeft 1 delen" in mis.content.decode()
    )
    assert tine.post(plek, velden | {"jaren": "2025; 10; 9; ; 2026-02-01; 8 31,5"}).status_code == 302
    pagina = tine.get(plek).content.decode()
    assert "te laat" in pagina and "31,5 °C in 2025" in pagina and "vanaf 70 kW" in pagina
    oud = tine.post(plek, velden)
    assert oud.status_code == 422 and "Iemand anders" in oud.content.decode()
    assert Bodemenergiestand.objects.get().gegevens["jaren"][0]["retourtemperaturen"] == ["8", "31.5"]


def test_of_a_ground_energy_system_nothing_is_no_first_version(tine: Client) -> None:
    plek = f"/bodemenergie/{make_locatie().pk}"
    leeg = tine.post(plek, {"gezien": "0", "geen_negatieve_interferentie": "unknown"})
    assert leeg.status_code == 422 and "Er is niets ingevuld" in leeg.content.decode()
    assert not Bodemenergiestand.objects.exists()


def test_of_a_ground_energy_system_that_it_hinders_another_is_a_first_version(tine: Client) -> None:
    plek = f"/bodemenergie/{make_locatie().pk}"
    assert tine.post(plek, {"gezien": "0", "geen_negatieve_interferentie": "false"}).status_code == 302
    assert Bodemenergiestand.objects.get().gegevens["geen_negatieve_interferentie"] is False


def test_a_ground_energy_page_shows_all_that_is_known_and_leads_to_its_site(tine: Client) -> None:
    locatie = make_locatie()
    plek = f"/bodemenergie/{locatie.pk}"
    velden = {"gezien": "0", "geen_negatieve_interferentie": "false", "reden": "Nagekomen jaaropgave."}
    velden |= {"middelpunt_x": "101000,5", "middelpunt_y": "451000", "situatietekening": "on"}
    velden |= {"jaren": "2024; 10; 9; 3; 2025-02-01; 8\n2025; 12,5; 11; ; ; 7 8,5"}
    assert tine.post(plek, velden).status_code == 302
    pagina = html.unescape(tine.get(plek).content.decode())
    for woorden in ("x 101.000,5, y 451.000", "ontvangen", "ja, er is hinder", "Nagekomen jaaropgave."):
        assert woorden in pagina
    assert pagina.index("2025</th>") < pagina.index("2024</th>") and "7 8,5" in pagina and "12,5" in pagina
    assert f'href="/objecten/{locatie.pk}"' in pagina


def test_a_ground_energy_form_reads_numbers_as_every_form_and_gives_back_what_it_kept(tine: Client) -> None:
    """What is sent back unchanged is the same system: a point that was kept is never read as one between thousands."""
    plek = f"/bodemenergie/{make_locatie().pk}"
    velden = {"geen_negatieve_interferentie": "unknown", "bodemvermogen_kw": "1.500", "spf": "4.125"}
    velden |= {"middelpunt_x": "101.000,5", "middelpunt_y": "451000.25", "warmtevraag_mwh": "0.500"}
    velden |= {"lussen": "120; 1.240,5; 101000.125; 451.001", "jaren": "2025; 1.500; 1,125; ; ; 8 9.5 -0,125"}
    assert tine.post(plek, velden | {"gezien": "0"}).status_code == 302
    gegevens = Bodemenergiestand.objects.get().gegevens
    assert [gegevens[n] for n in ("bodemvermogen_kw", "spf", "warmtevraag_mwh")] == ["1500", "4125", "0.500"]
    assert gegevens["middelpunt"] == ["101000.5", "451000.25"]
    assert gegevens["lussen"] == [["120", "1240.5", "101000.125", "451001"]]
    assert gegevens["jaren"][0]["koude_mwh"] == "1.125"
    form = tine.get(plek).context["form"]
    begin = {naam: form[naam].value() for naam in form.fields}
    terug = {naam: waarde for naam, waarde in begin.items() if waarde not in (None, "", False)}
    assert terug["lussen"] == "120; 1240,5; 101000,125; 451001" and "1,125" in terug["jaren"]
    assert tine.post(plek, terug | {"geen_negatieve_interferentie": "unknown"}).status_code == 302
    assert Bodemenergiestand.objects.order_by("versie").last().gegevens == gegevens  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("velden", "woorden"),
    [
        ({"spf": "1.50,5"}, "‘1.50,5’ is geen getal"),
        ({"lussen": "120; veel; 1; 2"}, "Bij regel 1: ‘veel’ is geen getal"),
        ({"jaren": "2025; 1e3; 1; ; ; "}, "Bij regel 1, warmte: ‘1e3’ is geen getal"),
        ({"jaren": "2025; 1; 1; ; ; 8 9.5.1"}, "Bij regel 1, temperatuur: ‘9.5.1’"),
        ({"middelpunt_x": "101000"}, "Vul x en y in"),
        ({"middelpunt_x": "NaN", "middelpunt_y": "1"}, "‘NaN’ is geen getal"),
    ],
)
def test_what_is_no_number_is_told_at_its_field_and_nothing_is_kept(
    tine: Client, velden: dict[str, str], woorden: str
) -> None:
    vast = {"gezien": "0", "geen_negatieve_interferentie": "unknown"}
    antwoord = tine.post(f"/bodemenergie/{make_locatie().pk}", vast | velden)
    assert antwoord.status_code == 422 and woorden in html.unescape(antwoord.content.decode())
    assert not Bodemenergiestand.objects.exists()
