"""Delivering by a program: bring a file, follow it, read the report; every fault is a problem with what to do."""

import io
import json
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_tasks_db.models import DBTaskResult

from vth.aanleveringen import tasks, uitvoer
from vth.aanleveringen.models import Aanlevering
from vth.register.models import VthObjectVoorkomen
from vth.toegang.rules import NIEMAND, Viewer

from .builders import BEHEERDER, lever, make_site
from .test_afbraak import receive
from .test_web import BUUR, LAAG, LEZER, TIEN, deliver_naamloos, make_upload

pytestmark = pytest.mark.usefixtures("verse_database")
Als = Callable[[Viewer], Client]
LIJST = "/api/v1/aanleveringen"


def get(client: Client, adres: str, status: int = 200, **vraag: Any) -> dict[str, Any]:
    antwoord = client.get(adres, vraag)
    assert antwoord.status_code == status, antwoord.content
    verwacht = "application/json" if status < 400 else "application/problem+json"
    assert antwoord["Content-Type"].startswith(verwacht)
    return antwoord.json()


def post(client: Client, status: int, **velden: Any) -> Any:
    antwoord = client.post(LIJST, {"profiel": "proef.sites", "bestand": make_upload()} | velden)
    assert antwoord.status_code == status, antwoord.content
    return antwoord


def read_velden(antwoord: Any) -> dict[str, str]:
    """Which fields were refused, and with what words."""
    assert antwoord["Content-Type"] == "application/problem+json"
    return {v["veld"]: v["melding"] for v in antwoord.json()["velden"]}


# Bringing


def test_file_is_brought_followed_and_its_report_read(als: Als) -> None:
    client = als(BEHEERDER)
    rijen = [make_site(f"A{n}", NAAM="" if n == 2 else "Naam") for n in range(20)]
    antwoord = post(client, 202, bestand=make_upload(rijen), peildatum="2024-01-01")
    adres = antwoord["Location"].removeprefix("http://testserver")
    assert get(client, adres)["staat"] == "ontvangen"
    [taak] = DBTaskResult.objects.all()
    tasks.run_aanlevering.func(*taak.args_kwargs["args"])
    detail = get(client, adres)
    assert (detail["staat"], detail["rijen"], detail["geweigerd"]) == ("verwerkt", 20, 0)
    assert detail["verschil"]["vthobject"]["nieuw"] == 20
    assert detail["verschil"]["vthobject"]["nietMeerAangeleverd"] == 0
    assert detail["scoredelen"]["juistheid"] == 100
    [regel] = get(client, detail["_links"]["toetsverslag"]["href"])["regels"]
    assert (regel["rijnummer"], regel["toets"], regel["ernst"]) == (4, "veld.vulling", "waarschuwing")
    assert get(client, f"/api/v1/objecten/{regel['objectId']}")
    assert VthObjectVoorkomen.objects.count() == 20


@pytest.mark.parametrize(
    ("velden", "veld", "melding"),
    [
        ({"bestand": ""}, "bestand", "Kies een bestand"),
        ({"bestand": SimpleUploadedFile("leeg.csv", b"")}, "bestand", "leeg"),
        ({"profiel": ""}, "profiel", "Kies een afspraak"),
        ({"profiel": "nea.ets"}, "profiel", "mag u niet aanleveren"),
        ({"profiel": "baseline.inspectie"}, "profiel", "mag u niet aanleveren"),
        ({"peildatum": "31-02-2024"}, "peildatum", "geen dag"),
        ({"correctie": "misschien"}, "correctie", "Schrijf true of false"),
    ],
)
def test_field_that_cannot_be_used_is_named(
    velden: dict[str, Any], veld: str, melding: str, als: Als
) -> None:
    antwoord = post(als(BEHEERDER), 400, **velden)
    assert melding in read_velden(antwoord)[veld]
    assert not Aanlevering.objects.exists()


def test_every_fault_is_told_at_once(als: Als) -> None:
    antwoord = post(als(BEHEERDER), 400, profiel="x", peildatum="x", correctie="x")
    assert set(read_velden(antwoord)) == {"profiel", "peildatum", "correctie"}


def test_day_in_the_future_is_not_accepted(als: Als) -> None:
    assert "uit de toekomst" in post(als(BEHEERDER), 422, peildatum="2999-01-01").json()["detail"]


@pytest.mark.parametrize("viewer", [BUUR, LEZER], ids=["buur", "lezer"])
def test_who_may_not_deliver_for_a_supplier_leaves_nothing(viewer: Viewer, als: Als) -> None:
    assert "profiel" in read_velden(post(als(viewer), 400))
    assert not Aanlevering.objects.exists()


def test_who_is_not_signed_in_is_refused(client: Client) -> None:
    a = deliver_naamloos()
    assert post(client, 401)["Content-Type"] == "application/problem+json"
    for adres in (LIJST, f"{LIJST}/{a.pk}", f"{LIJST}/{a.pk}/toetsverslag"):
        get(client, adres, 401)


def test_delivery_from_another_site_is_refused(als: Als) -> None:
    client = als(BEHEERDER)
    client.handler.enforce_csrf_checks = True
    assert post(client, 403).json()["code"] == "csrf"
    assert not Aanlevering.objects.exists()


def test_file_that_is_too_large_is_refused_before_it_is_read(als: Als, settings: Any) -> None:
    settings.AANLEVERING_MAX_BYTES = 100
    antwoord = post(als(BEHEERDER), 413, bestand=SimpleUploadedFile("groot.csv", b"x" * 200_000))
    assert antwoord["Content-Type"] == "application/problem+json"
    assert not Aanlevering.objects.exists()


# Reading


def test_list_hangs_together_in_both_directions(als: Als) -> None:
    verwacht = [str(receive([make_site(f"A{n}")]).pk) for n in range(5)][::-1]
    client, gezien, adres = als(BEHEERDER), [], f"{LIJST}?aantal=2&staat=ontvangen"
    while adres:
        bladzij = get(client, adres)
        gezien += [a["id"] for a in bladzij["aanleveringen"]]
        laatste, adres = bladzij, bladzij["_links"].get("next", {}).get("href")
    assert gezien == verwacht
    terug = get(client, laatste["_links"]["prev"]["href"])
    assert [a["id"] for a in terug["aanleveringen"]] == verwacht[2:4]


def test_list_is_filtered(als: Als) -> None:
    lever(TIEN)
    receive(TIEN)
    client = als(BEHEERDER)

    def count(**vraag: str) -> int:
        return len(get(client, LIJST, **vraag)["aanleveringen"])

    assert (count(), count(staat="verwerkt"), count(leverancier="OD-ANDER"), count(reeks="proef.sites")) == (
        2,
        1,
        0,
        2,
    )


@pytest.mark.parametrize(
    "vraag",
    [{"staat": "soms"}, {"aantal": "0"}, {"aantal": "veel"}, {"aantal": "201"}, {"vanaf": "onzin"}],
)
def test_question_that_cannot_be_read_is_a_problem(vraag: dict[str, str], als: Als) -> None:
    probleem = get(als(BEHEERDER), LIJST, 400, **vraag)
    assert probleem["status"] == 400 and probleem["detail"]


ONZIN = ["", "0", "\0", "'", "a" * 3000, "💥", "../../etc", str(uuid.UUID(int=0)), "NaN", "\u202e"]


@pytest.mark.parametrize("onzin", ONZIN)
def test_nonsense_never_breaks(onzin: str, als: Als) -> None:
    a, client = deliver_naamloos(), als(BEHEERDER)
    velden = ("leverancier", "staat", "reeks", "aantal", "vanaf", "toets", "ernst", "veld", "vorm", "x")
    for adres in (LIJST, f"{LIJST}/{a.pk}/toetsverslag", f"{LIJST}/{a.pk}/toetsverslag/download"):
        for veld in velden:
            assert client.get(adres, {veld: onzin}).status_code in (200, 400)
    for adres in (f"{LIJST}/{onzin}x", f"{LIJST}/{onzin}x/toetsverslag"):
        assert client.get(adres).status_code in (400, 404)


def test_other_organisation_finds_nothing(als: Als) -> None:
    a, client = deliver_naamloos(), als(BUUR)
    assert get(client, LIJST)["aanleveringen"] == []
    for deel in ("", "/toetsverslag", "/toetsverslag/download"):
        assert get(client, f"{LIJST}/{a.pk}{deel}", 404)["code"] == "bestaat_niet"
    assert get(als(NIEMAND), LIJST)["aanleveringen"] == []


def test_who_may_not_see_the_rows_reads_counts_and_no_report(als: Als) -> None:
    a, client = deliver_naamloos(), als(LAAG)
    assert get(client, f"{LIJST}/{a.pk}")["geweigerd"] == 1
    for deel in ("/toetsverslag", "/toetsverslag/download"):
        get(client, f"{LIJST}/{a.pk}{deel}", 404)


def test_report_is_paged_and_filtered(als: Als) -> None:
    rijen = [make_site(f"A{n}", NAAM="", CAP="12,5") for n in range(5)]
    a, client = lever(rijen), als(BEHEERDER)
    gezien, adres = [], f"{LIJST}/{a.pk}/toetsverslag?aantal=2&toets=veld.vulling"
    while adres:
        bladzij = get(client, adres)
        gezien += [r["rijnummer"] for r in bladzij["regels"]]
        adres = bladzij["_links"].get("next", {}).get("href")
    assert gezien == [2, 3, 4, 5, 6]
    assert get(client, f"{LIJST}/{a.pk}/toetsverslag", ernst="blokkerend")["regels"] == []


def test_refused_delivery_says_why(als: Als) -> None:
    a = lever([make_site("A1", SINDS="nooit")])
    detail = get(als(BEHEERDER), f"{LIJST}/{a.pk}")
    assert detail["staat"] == "geweigerd" and "Er is niets gewijzigd" in detail["uitleg"]
    assert "verschil" not in detail
    assert detail["toetsuitkomsten"][0]["toets"] == "veld.omzetten"


def test_progress_is_told(als: Als) -> None:
    a, client, gezien = receive(TIEN), als(BEHEERDER), []
    tasks.services.process_aanlevering(
        a.pk, meld=lambda *_: gezien.append(get(client, f"{LIJST}/{a.pk}")["voortgang"])
    )
    assert [v["gedaan"] for v in gezien] == [0, 1, 2, 3, 4, 5]
    assert gezien[2] == {"stap": "toetsen", "gedaan": 2, "totaal": 6}


# Downloading


@pytest.mark.parametrize("vorm", ["json", "csv", "xlsx", "parquet"])
def test_whole_report_is_downloaded(vorm: str, als: Als) -> None:
    antwoord = als(BEHEERDER).get(f"{LIJST}/{deliver_naamloos().pk}/toetsverslag/download", {"vorm": vorm})
    inhoud = b"".join(antwoord.streaming_content)
    assert antwoord.status_code == 200 and inhoud
    if vorm == "json":
        assert [r["toets"] for r in json.load(io.BytesIO(inhoud))] == ["veld.vulling", "veld.omzetten"]


def test_form_that_does_not_exist_and_report_that_is_not_there_are_told(als: Als) -> None:
    client = als(BEHEERDER)
    goed, leeg = deliver_naamloos(), lever(b"", peildatum=date(2024, 2, 1))
    probleem = get(client, f"{LIJST}/{goed.pk}/toetsverslag/download", 400, vorm="docx")
    assert "Kies uit: xlsx, csv, json, parquet" in probleem["velden"][0]["melding"]
    get(client, f"{LIJST}/{leeg.pk}/toetsverslag/download", 404)
    assert get(client, f"{LIJST}/{leeg.pk}/toetsverslag")["regels"] == []


def test_large_report_is_asked_for_again(als: Als, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uitvoer, "DIRECT", 0)
    a, client = deliver_naamloos(), als(BEHEERDER)
    adres = f"{LIJST}/{a.pk}/toetsverslag/download?vorm=xlsx"
    for _ in range(2):
        antwoord = client.get(adres)
        assert (antwoord.status_code, antwoord["Retry-After"]) == (202, "10")
    [taak] = DBTaskResult.objects.all()
    tasks.run_uitvoer.func(*taak.args_kwargs["args"])
    assert client.get(adres).status_code == 200


def test_viewer_of_the_whole_country_sees_deliveries_of_all(als: Als) -> None:
    deliver_naamloos()
    landelijk = replace(LEZER, zicht=replace(LEZER.zicht, landelijk=True, leveranciers=frozenset()))
    assert len(get(als(landelijk), LIJST)["aanleveringen"]) == 1
