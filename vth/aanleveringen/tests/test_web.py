"""Delivering in the site: what is shown to whom, that nothing a supplier wrote runs, and that every form keeps what was given."""

import re
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_tasks_db.models import DBTaskResult

from vth.aanleveringen import services, tasks, uitvoer
from vth.aanleveringen.models import Aanlevering, Aanvaarding
from vth.register.models import Leverstatus, Stand, VthObjectVoorkomen
from vth.register.stand import claim_stand
from vth.tijd import klok
from vth.toegang.rules import ALLE_SOORTEN, NIEMAND, Viewer, Zicht, derive_niveaus
from vth.vormgeving.tests.builders import VIJANDIG, read_html

from .builders import BEHEERDER, lever, make_csv, make_site
from .test_afbraak import receive
from .test_profiel import GOED, write_profiel

pytestmark = pytest.mark.usefixtures("verse_database")
Als = Callable[[Viewer], Client]
LIJST, NIEUW = "/aanleveringen/", "/aanleveringen/nieuw"
MAART = date(2024, 3, 1)
BUUR = Viewer(
    "Buur",
    Zicht(soorten=ALLE_SOORTEN, leveranciers=frozenset({"OD-BUUR"}), niveaus=derive_niveaus("vertrouwelijk")),
    BEHEERDER.handelingen,
    frozenset({"OD-BUUR"}),
)
LEZER = replace(BEHEERDER, handelingen=frozenset({"register.read"}))
LAAG = replace(LEZER, zicht=replace(BEHEERDER.zicht, niveaus=derive_niveaus("openbaar")))
TIEN = [make_site(f"A{n}") for n in range(10)]


def deliver_naamloos(**anders: str) -> Aanlevering:
    """Twenty sites; the third has no name, the fifth an impossible day."""
    rijen = [make_site(f"A{n}") for n in range(20)]
    rijen[2] |= {"NAAM": ""} | anders
    rijen[4]["SINDS"] = "31-02-2024"
    return lever(rijen)


def wait_for_person() -> Aanlevering:
    lever(TIEN)
    return lever(TIEN[:3], peildatum=MAART)


def read(client: Client, adres: str, status: int = 200) -> str:
    """A page as it is shown: well-formed, and with the status that belongs to it."""
    antwoord = client.get(adres)
    html = antwoord.content.decode()
    assert antwoord.status_code == status, html
    read_html(html)
    return html


def post(client: Client, adres: str, status: int = 302, **velden: Any) -> Any:
    antwoord = client.post(adres, velden)
    assert antwoord.status_code == status, antwoord.content.decode()
    return antwoord


def make_upload(rijen: list[dict[str, str]] = TIEN, naam: str = "sites.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(naam, make_csv(rijen).encode())


# Who sees what


def list_adressen(a: Aanlevering) -> list[str]:
    """Every page that is about one delivery."""
    eigen = [f"{LIJST}{a.pk}", f"{LIJST}{a.pk}/voortgang", f"{LIJST}{a.pk}/toetsverslag"]
    eigen += [f"{LIJST}{a.pk}/toetsverslag/1", f"{LIJST}{a.pk}/download/toetsverslag.xlsx"]
    return [*eigen, f"{LIJST}{a.pk}/download/geweigerd.csv", f"{LIJST}score/OD-PROEF/proef.sites"]


def test_who_is_not_signed_in_is_asked_to(client: Client) -> None:
    a = deliver_naamloos()
    for adres in [LIJST, NIEUW, f"{LIJST}vergelijking", f"{LIJST}aanvaardingen", *list_adressen(a)]:
        antwoord = client.get(adres)
        assert antwoord.status_code == 302
        assert antwoord["Location"].startswith("/aanmelden?next=")


def test_other_organisation_finds_nothing(als: Als) -> None:
    a, client = deliver_naamloos(), als(BUUR)
    assert "Er is nog niets aangeleverd" in read(client, LIJST)
    for adres in list_adressen(a):
        assert a.bestandsnaam not in read(client, adres, 404)


def test_account_without_a_role_reads_whom_to_ask(als: Als) -> None:
    deliver_naamloos()
    html = read(als(NIEMAND), LIJST)
    assert "sites.csv" not in html and "functioneel beheerder" in html
    assert client_status(als(NIEMAND), f"{LIJST}vergelijking") == 404


def client_status(client: Client, adres: str) -> int:
    return client.get(adres).status_code


def test_who_may_not_see_the_rows_sees_how_it_went_and_no_row(als: Als) -> None:
    a, client = deliver_naamloos(), als(LAAG)
    html = read(client, f"{LIJST}{a.pk}")
    assert "De rijen zelf zijn alleen te lezen voor wie deze gegevens mag zien" in html
    assert "31-02-2024" not in html and "/download/" not in html
    for deel in ("toetsverslag", "toetsverslag/1", "download/toetsverslag.json", "download/geweigerd.json"):
        assert client_status(client, f"{LIJST}{a.pk}/{deel}") == 404


def test_page_of_what_does_not_exist_reads_as_one_that_may_not_be_seen(als: Als) -> None:
    for adres in list_adressen(Aanlevering(pk=uuid.UUID(int=1)))[:6]:
        read(als(BEHEERDER), adres, 404)


# The list


def test_list_shows_what_came_in_with_its_state_and_score(als: Als) -> None:
    deliver_naamloos()
    html = read(als(BEHEERDER), LIJST)
    assert "sites.csv" in html and "verwerkt" in html
    assert 'href="/aanleveringen/nieuw"' in html and 'href="/aanleveringen/aanvaardingen"' in html


def test_list_is_paged_and_keeps_the_filter(als: Als, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vth.aanleveringen.lijstpagina.PER_BLADZIJ", 2)
    for n in range(5):
        receive([make_site(f"A{n}")])
    client, gezien, adres = als(BEHEERDER), [], f"{LIJST}?staat=ontvangen"
    while adres:
        html = read(client, adres)
        gezien += re.findall(r'href="/aanleveringen/([0-9a-f-]{36})"', html)
        verder = re.search(r'href="(\?[^"]*)" rel="next"', html)
        adres = f"{LIJST}{verder[1].replace('&amp;', '&')}" if verder else ""
        assert not adres or "staat=ontvangen" in adres
    assert len(gezien) == len(set(gezien)) == 5


@pytest.mark.parametrize("vraag", ["staat=soms", "vanaf=onzin", "staat=" + "x" * 2000])
def test_address_that_cannot_be_read_is_told(vraag: str, als: Als) -> None:
    read(als(BEHEERDER), f"{LIJST}?{vraag}", 400)


@pytest.mark.parametrize(
    "vraag", ["leverancier=bestaatniet", "reeks=%00", "reeks='; DROP TABLE x;--", "onzin=1"]
)
def test_nonsense_in_an_address_never_breaks(vraag: str, als: Als) -> None:
    assert client_status(als(BEHEERDER), f"{LIJST}?{vraag}") in (200, 400)


# Delivering


def test_file_is_taken_in_and_put_in_the_queue(als: Als) -> None:
    antwoord = post(
        als(BEHEERDER), NIEUW, profiel="proef.sites", bestand=make_upload(), peildatum="2024-01-01"
    )
    a = Aanlevering.objects.get()
    assert antwoord["Location"] == f"{LIJST}{a.pk}"
    assert (a.staat, a.peildatum, a.ingediend_door) == ("ontvangen", date(2024, 1, 1), "Bo Beheerder")
    [taak] = DBTaskResult.objects.all()
    assert taak.args_kwargs["args"] == [str(a.pk)]
    tasks.run_aanlevering.func(str(a.pk))
    assert VthObjectVoorkomen.objects.count() == 10


def test_delivery_behind_another_is_tried_again_later() -> None:
    a = receive(TIEN)
    claim_stand("OD-PROEF", ["vthobject"], "een-ander")
    tasks.run_aanlevering.func(str(a.pk))
    assert DBTaskResult.objects.get().run_after > klok.now()


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"profiel": ""}, "Kies een afspraak"),
        ({"profiel": "lindeland.pv99.risicobedrijven"}, "Met deze afspraak mag u niet aanleveren"),
        ({"peildatum": "morgen"}, "Dit is geen dag"),
        ({"peildatum": "2999-01-01"}, "uit de toekomst"),
        ({"bestand": SimpleUploadedFile("leeg.csv", b"")}, "Dit bestand is leeg"),
        ({"bestand": ""}, "Kies een bestand"),
    ],
)
def test_form_that_cannot_be_used_says_why_and_keeps_what_was_given(
    velden: dict[str, Any], melding: str, als: Als
) -> None:
    gegeven = {"profiel": "proef.sites", "bestand": make_upload(), "peildatum": "2024-01-01"} | velden
    html = post(als(BEHEERDER), NIEUW, 400, **gegeven).content.decode()
    assert melding in html
    assert not Aanlevering.objects.exists()
    if "peildatum" not in velden:
        assert 'value="2024-01-01"' in html


def test_file_that_is_too_large_is_refused_before_it_is_read(als: Als, settings: Any) -> None:
    settings.AANLEVERING_MAX_BYTES = 100
    client = als(BEHEERDER)
    groot = SimpleUploadedFile("groot.csv", b"x" * 200_000)
    html = post(client, NIEUW, 413, profiel="proef.sites", bestand=groot).content.decode()
    assert "Er is niets opgeslagen" in html
    klein = {"profiel": "proef.sites", "bestand": make_upload(), "peildatum": "2024-01-01"}
    assert "groter dan" in post(client, NIEUW, 400, **klein).content.decode()
    assert not Aanlevering.objects.exists()


def test_who_may_deliver_nothing_reads_whom_to_ask(als: Als) -> None:
    assert "U kunt niets aanleveren" in read(als(LEZER), NIEUW)
    post(als(LEZER), NIEUW, 400, profiel="proef.sites", bestand=make_upload(), peildatum="2024-01-01")
    assert not Aanlevering.objects.exists()


def test_form_from_another_site_is_refused(als: Als) -> None:
    client = als(BEHEERDER)
    client.handler.enforce_csrf_checks = True
    post(client, NIEUW, 403, profiel="proef.sites", bestand=make_upload(), peildatum="2024-01-01")
    assert not Aanlevering.objects.exists()


def test_faulty_profile_of_somebody_else_does_not_close_the_page(
    als: Als, tmp_path: Any, settings: Any
) -> None:
    (tmp_path / "kapot.yaml").write_text("id: [")
    settings.PROFIELEN_DIR = str(tmp_path)
    assert "Lever aan" in read(als(replace(BEHEERDER, organisaties=frozenset({"NEA"}))), NIEUW)


# Progress


def test_progress_is_shown_and_the_page_comes_back_when_it_is_done(als: Als) -> None:
    a, client = receive(TIEN), als(BEHEERDER)
    adres = f"{LIJST}{a.pk}/voortgang"
    assert "U hoeft niets te doen" in read(client, f"{LIJST}{a.pk}")
    deel = client.get(adres, headers={"HX-Request": "true"})
    assert deel.status_code == 200 and b"vindt u de stand terug" in deel.content
    assert client.get(adres)["Location"] == f"{LIJST}{a.pk}"
    services.process_aanlevering(a.pk)
    assert client.get(adres, headers={"HX-Request": "true"}).headers.get("HX-Refresh") == "true"


def test_steps_are_told_while_they_are_done() -> None:
    a, stappen = receive(TIEN), []
    services.process_aanlevering(
        a.pk, meld=lambda stap, gedaan, totaal: stappen.append((stap, gedaan, totaal))
    )
    assert stappen == [
        (stap, n, 6)
        for n, stap in enumerate(
            ("lezen", "vertalen", "toetsen", "vergelijken", "verslag maken", "vastleggen")
        )
    ]


def test_page_says_when_nothing_is_at_work(als: Als, zet_klok: Callable[..., datetime]) -> None:
    zet_klok(2025, 6, 1, 12)
    a, client, zin = receive(TIEN), als(BEHEERDER), "Er wordt nu niet aan dit bestand gewerkt"
    assert zin not in read(client, f"{LIJST}{a.pk}")
    zet_klok(2025, 6, 1, 13)
    assert zin in read(client, f"{LIJST}{a.pk}")
    claim_stand("OD-PROEF", ["vthobject"], f"{a.pk}.abc")
    Aanlevering.objects.update(staat="bezig")
    assert zin not in read(client, f"{LIJST}{a.pk}")
    Stand.objects.update(bezet_tot=klok.now() - timedelta(minutes=1))
    assert zin in read(client, f"{LIJST}{a.pk}")


# One delivery and its report


def test_page_says_what_must_be_done_and_what_changed(als: Als) -> None:
    html = read(als(BEHEERDER), f"{LIJST}{deliver_naamloos().pk}")
    assert "Verbeter de geweigerde rijen bij de bron en lever opnieuw aan." in html
    assert "Wat er in het register veranderde" in html
    assert "31-02-2024" in html and "/download/geweigerd.xlsx" in html


def test_page_says_of_which_day_the_next_is_expected(als: Als, tmp_path: Path, settings: Any) -> None:
    settings.PROFIELEN_DIR = str(tmp_path)
    write_profiel(tmp_path, GOED | {"interval_dagen": 91})
    a = lever("NR;NAAM\nA1;Verf\n", profiel="proef.goed")
    gelezen = read_html(read(als(BEHEERDER), f"{LIJST}{a.pk}")).tekst
    assert re.search(r"Volgende verwacht\s*1 april 2024", gelezen)


def test_report_is_filtered_and_links_to_what_it_is_about(als: Als) -> None:
    a, client = deliver_naamloos(), als(BEHEERDER)
    html = read(client, f"{LIJST}{a.pk}/toetsverslag")
    assert "31-02-2024" in html and "Naam is leeg" in html
    assert re.search(r'href="/objecten/[0-9a-f-]{36}">A2<', html)
    html = read(client, f"{LIJST}{a.pk}/toetsverslag?ernst=blokkerend")
    assert "31-02-2024" in html and "Naam is leeg" not in html
    assert "Geen regel past bij deze filters" in read(client, f"{LIJST}{a.pk}/toetsverslag?toets=x'--")
    read(client, f"{LIJST}{a.pk}/toetsverslag?vanaf=onzin", 400)


def test_nothing_a_supplier_wrote_runs_on_a_page(als: Als) -> None:
    naam = '"' + VIJANDIG.replace('"', '""') + '"'
    rijen = [make_site(f"A{n}", NAAM=naam if n == 3 else "Naam") for n in range(20)]
    a, client = lever(rijen), als(BEHEERDER)
    for adres in (f"{LIJST}{a.pk}", f"{LIJST}{a.pk}/toetsverslag", f"{LIJST}{a.pk}/toetsverslag/1"):
        pagina = read_html(read(client, adres))
        assert VIJANDIG in pagina.tekst
        assert all(s.get("src", "").startswith("/static/") for s in pagina.list("script"))
        assert not pagina.list("img")
        assert not [a for _, namen in pagina.elementen for a in namen if a.startswith("on") or a == "style"]


@pytest.mark.parametrize("vorm", ["xlsx", "csv", "json", "parquet"])
def test_report_and_refused_rows_are_downloaded(vorm: str, als: Als) -> None:
    a, client = deliver_naamloos(), als(BEHEERDER)
    for soort in ("toetsverslag", "geweigerd"):
        antwoord = client.get(f"{LIJST}{a.pk}/download/{soort}.{vorm}")
        assert antwoord.status_code == 200
        assert f"{soort}-OD-PROEF-proef.sites-2024-01-01.{vorm}" in antwoord["Content-Disposition"]
        assert b"".join(antwoord.streaming_content)


@pytest.mark.parametrize("deel", ["toetsverslag.exe", "bestand.csv", "werk.json"])
def test_other_files_of_a_delivery_cannot_be_downloaded(deel: str, als: Als) -> None:
    assert client_status(als(BEHEERDER), f"{LIJST}{deliver_naamloos().pk}/download/{deel}") == 404


def test_large_download_is_waited_for_on_a_page(als: Als, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uitvoer, "DIRECT", 0)
    a, client = deliver_naamloos(), als(BEHEERDER)
    assert "wordt gemaakt" in read(client, f"{LIJST}{a.pk}/download/toetsverslag.xlsx", 202)
    tasks.run_uitvoer.func(str(a.pk), "toetsverslag", "xlsx")
    assert client_status(client, f"{LIJST}{a.pk}/download/toetsverslag.xlsx") == 200


# Deciding


@pytest.mark.parametrize(
    ("besluit", "staat", "taken"), [("doorgaan", "ontvangen", 1), ("weigeren", "geweigerd", 0)]
)
def test_decision_is_taken_with_a_reason(besluit: str, staat: str, taken: int, als: Als) -> None:
    a, client = wait_for_person(), als(BEHEERDER)
    assert "Beslis of deze aanlevering mag doorgaan." in read(client, f"{LIJST}{a.pk}")
    html = post(client, f"{LIJST}{a.pk}/besluit", 400, besluit=besluit, reden="").content.decode()
    assert "Schrijf op waarom." in html
    post(client, f"{LIJST}{a.pk}/besluit", besluit=besluit, reden="Zeven zijn verhuisd")
    a.refresh_from_db()
    assert (a.staat, a.besluit) == (staat, "Zeven zijn verhuisd")
    assert DBTaskResult.objects.count() == taken
    assert "Zeven zijn verhuisd (Bo Beheerder)" in read(client, f"{LIJST}{a.pk}")


@pytest.mark.parametrize("besluit", ["", "misschien", "Doorgaan"])
def test_decision_that_is_neither_is_none(besluit: str, als: Als) -> None:
    a, client = wait_for_person(), als(BEHEERDER)
    html = post(client, f"{LIJST}{a.pk}/besluit", 400, besluit=besluit, reden="Zomaar").content.decode()
    assert "Kies of de aanlevering mag doorgaan of wordt geweigerd" in html and "Zomaar" in html
    a.refresh_from_db()
    assert a.staat == Aanlevering.Staat.WACHT


def test_who_may_not_decide_sees_no_form_and_is_refused(als: Als) -> None:
    a, client = wait_for_person(), als(LEZER)
    assert "Laat doorgaan" not in read(client, f"{LIJST}{a.pk}")
    post(client, f"{LIJST}{a.pk}/besluit", 403, besluit="doorgaan", reden="x")
    post(als(BUUR), f"{LIJST}{a.pk}/besluit", 404, besluit="doorgaan", reden="x")
    assert not Leverstatus.objects.exists()


# Accepting


def test_warning_is_accepted_on_its_page_and_withdrawn_in_the_list(als: Als) -> None:
    a, client = deliver_naamloos(), als(BEHEERDER)
    adres = f"{LIJST}{a.pk}/toetsverslag/1"
    assert "Schrijf op waarom de waarde klopt" in post(client, adres, 400, reden="").content.decode()
    post(client, adres, reden="Heeft geen naam")
    [aanvaarding] = Aanvaarding.objects.all()
    assert "Aanvaard door Bo Beheerder" in read(client, f"{LIJST}{a.pk}/toetsverslag")
    assert "Trek de aanvaarding in" in read(client, adres)
    html = read(client, f"{LIJST}aanvaardingen")
    assert "Heeft geen naam" in html and "Velden: Belangrijk gegeven is leeg (Naam)" in html
    post(client, f"{LIJST}aanvaardingen/{aanvaarding.pk}/intrekken")
    html = read(client, f"{LIJST}aanvaardingen?stand=ingetrokken")
    assert "Ingetrokken. Bij de volgende aanlevering" in html and "Heeft geen naam" in html
    assert "Geen aanvaarding past" in read(client, f"{LIJST}aanvaardingen?stand=geldig")


def test_line_that_cannot_be_accepted_says_so(als: Als) -> None:
    a, client = deliver_naamloos(), als(BEHEERDER)
    assert "Deze regel kan niet aanvaard worden" in read(client, f"{LIJST}{a.pk}/toetsverslag/2")
    antwoord = post(client, f"{LIJST}{a.pk}/toetsverslag/2", 400, reden="x")
    assert not Aanvaarding.objects.exists() and antwoord


def test_accepted_warnings_are_paged(als: Als, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vth.aanleveringen.aanvaardingpagina.PER_BLADZIJ", 2)
    a = deliver_naamloos()
    for n in range(5):
        Aanvaarding.objects.create(
            leverancier=a.leverancier, gegevensset="vthobject", sleutel=f"A{n}", toets="veld.vulling",
            reden="Goed", door="Bo", op=klok.now(),
        )  # fmt: skip
    client, gezien, adres = als(BEHEERDER), [], f"{LIJST}aanvaardingen"
    while adres:
        html = read(client, adres)
        gezien += re.findall(r">(A\d)<", html)
        verder = re.search(r'href="(\?[^"]*)" rel="next"', html)
        adres = f"{LIJST}aanvaardingen{verder[1].replace('&amp;', '&')}" if verder else ""
    assert gezien == ["A4", "A3", "A2", "A1", "A0"]


def test_page_of_accepted_warnings_is_for_who_may_accept(als: Als) -> None:
    assert client_status(als(LEZER), f"{LIJST}aanvaardingen") == 404
    read(als(BEHEERDER), f"{LIJST}aanvaardingen?stand=soms", 400)
    assert "Er is nog niets aanvaard" in read(als(BUUR), f"{LIJST}aanvaardingen")


# Score and comparison


def test_score_is_shown_with_its_parts_and_from_the_second_with_its_trend(als: Als) -> None:
    deliver_naamloos()
    adres, client = f"{LIJST}score/OD-PROEF/proef.sites", als(BEHEERDER)
    html = read(client, adres)
    assert "Juistheid" in html and "Een verloop is te zien vanaf de tweede aanlevering" in html
    lever(TIEN * 2, peildatum=MAART, correctie=False)
    assert "<svg" in read(client, adres)
    read(client, f"{LIJST}score/OD-PROEF/bestaatniet", 404)


def test_comparison_shows_a_gegevensset_and_refuses_another(als: Als) -> None:
    deliver_naamloos()
    client = als(BEHEERDER)
    assert "OD-PROEF" in read(client, f"{LIJST}vergelijking")
    assert "nog geen aanlevering verwerkt" in read(client, f"{LIJST}vergelijking?gegevensset=toestemming")
    read(client, f"{LIJST}vergelijking?gegevensset=bedrijven", 400)
