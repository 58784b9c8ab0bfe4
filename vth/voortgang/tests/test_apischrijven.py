"""Everything by program: what the pages can do, by the same rules, with all faults at once, and nothing of another organisation."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from vth.voortgang.models import Deelname, Inlezing, Programma, Rapportageronde, Tegenspraak

from .builders import BUREAU, NOORD, REDEN, add_mijlpaal, add_onderwerp, get_bijdrage, get_deel, make_ronde
from .test_api import API, ask, make_koppen, send
from .test_voorstellen import lees
from .test_web import fill

pytestmark = pytest.mark.django_db
TEKSTEN = Path(__file__).parent / "lezen"
ALLES = ("register.read", "programma.record", "bijdrage.record", "bijdrage.approve")
NIETS = "00000000-0000-7000-8000-000000000000"


@pytest.fixture
def bureau() -> dict[str, str]:
    return make_koppen(BUREAU, "programmabureau", *ALLES)


def make(client: Client, koppen: dict[str, str], adres: str, status: int = 201, **velden: Any) -> Any:
    antwoord = send(client, koppen, adres, **velden)
    assert antwoord.status_code == status, antwoord.content
    return antwoord.json()


def test_a_programme_is_begun_changed_ended_and_resumed(client: Client, programma: Programma, bureau: Any):
    pad = f"/programmas/{programma.pk}"
    een = make(client, bureau, f"{pad}/versies", naam="Anders", einddatum="2025-03-31", reden=REDEN, versie=1)
    assert een["naam"] == "Anders" and [v["versie"] for v in een["versies"]] == [1, 2]
    make(client, bureau, f"{pad}/versies", 409, naam="X", einddatum="2025-03-31", reden=REDEN, versie=1)
    assert "PV99" in make(client, bureau, f"{pad}/deelnemers", organisatie="PV99", reden=REDEN)["deelnemers"]
    weg = make(client, bureau, f"{pad}/deelnemers", organisatie="PV99", doetMee=False, reden=REDEN)
    assert "PV99" not in weg["deelnemers"] and not Deelname.objects.filter(leverancier="PV99")
    assert "geeindigdOp" in make(client, bureau, f"{pad}/einde", reden=REDEN)
    assert "geeindigdOp" not in make(client, bureau, f"{pad}/einde", geeindigd=False, reden=REDEN)
    assert ask(client, bureau, pad)["naam"] == "Anders"
    twee = make(client, bureau, "/programmas", 422, code="ibp-vth", organisatie=BUREAU)
    assert "is er al" in twee["detail"]
    fout = make(client, bureau, f"{pad}/versies", 400, einddatum="gisteren")
    assert {v["veld"] for v in fout["velden"]} >= {"naam", "einddatum", "reden"}


@pytest.mark.parametrize(
    ("soort", "ouder", "inhoud"),
    [
        ("risico", "p1.o1", {"kans": 4, "impact": 5, "maatregel": "Werven"}),
        ("product", "p1", {"stand": "af"}),
        ("tryout", "", {"einde": "Q1 van 2024"}),
        ("onderzoek", "", {"stand": "loopt"}),
        ("besluit", "p1.o1", {"aard": "agendapunt", "orgaan": "stuurgroep", "datum": "2024-01-16"}),
        ("samenhang", "", {"van": "p1.o1", "naar": "p2.o1", "aard": "afhankelijk", "dagen": 10}),
        ("reviewactie", "p1", {"vervolg": "x"}),
    ],
)
def test_every_kind_of_part_is_added_changed_and_ended(
    client: Client, programma: Programma, bureau: Any, soort: str, ouder: str, inhoud: dict[str, Any]
):
    add_onderwerp("1", "p1")
    add_onderwerp("1", "p2")
    velden = {"soort": soort, "titel": "Een", "inhoud": inhoud} | (
        {"ouder": str(get_deel(ouder).pk)} if ouder else {}
    )
    nieuw = make(client, bureau, f"/programmas/{programma.pk}/onderdelen", **velden)
    assert nieuw["inhoud"] == inhoud and nieuw["versie"] == 1
    pad = f"/onderdelen/{nieuw['id']}"
    twee = make(client, bureau, f"{pad}/versies", titel="Twee", inhoud=inhoud, reden=REDEN, versie=1)
    assert twee["titel"] == "Twee" and ask(client, bureau, pad)["versie"] == 2
    make(client, bureau, f"{pad}/versies", 409, titel="Drie", inhoud=inhoud, reden=REDEN, versie=1)
    make(client, bureau, f"{pad}/versies", titel="Twee", inhoud=inhoud, reden=REDEN, vervallen=True)
    weg = ask(client, bureau, f"/programmas/{programma.pk}/onderdelen", soort=soort)["onderdelen"]
    assert weg == []


def test_all_faults_of_a_part_are_told_at_once(client: Client, programma: Programma, bureau: Any):
    add_onderwerp()
    pad = f"/programmas/{programma.pk}/onderdelen"
    inhoud = {"kans": 9, "impact": "veel", "kleur": "rood"}
    fout = make(client, bureau, pad, 400, soort="risico", titel=" ", inhoud=inhoud)
    velden = [v["veld"] for v in fout["velden"]]
    assert velden == ["titel", "inhoud.impact", "inhoud.kans", "inhoud.kleur"]
    assert fout["code"] == "ongeldige_vraag" and all(v["melding"] for v in fout["velden"])
    assert "bestaat niet" in make(client, bureau, pad, 400, soort="maan", titel="x")["velden"][0]["melding"]
    kring = {"aard": "afhankelijk", "van": "p1.o1", "naar": "p1.o1"}
    assert "zichzelf" in make(client, bureau, pad, 422, soort="samenhang", titel="x", inhoud=kring)["detail"]
    eigenaar = make_koppen(NOORD, "onderwerpeigenaar", "register.read", "bijdrage.record")
    ouder = str(get_deel("p1.o1").pk)
    make(client, eigenaar, pad, soort="risico", titel="Te weinig mensen", ouder=ouder)
    make(client, eigenaar, pad, 403, soort="besluit", titel="Kader", ouder=ouder)


def test_status_baseline_money_and_agenda_by_program(client: Client, programma: Programma, bureau: Any):
    fill(programma)
    onderwerp, pijler = get_deel("p1.o1").pk, get_deel("p1").pk
    pad = f"/onderdelen/{onderwerp}/oordelen"
    assert make(client, bureau, pad, stand="volgens", motivering=REDEN)["stand"] == "volgens"
    make(client, bureau, pad, 422, stand="prima", motivering=REDEN)
    oordelen = ask(client, bureau, pad)["oordelen"]
    assert [("ronde" in o, o.get("stand")) for o in oordelen] == [(True, None), (False, "volgens")]
    assert make(client, bureau, f"/onderdelen/{pijler}/pijlerplannen", besluit=REDEN)["soort"] == "pijler"
    geld = {"regeling": "SPUK", "deelnemer": NOORD, "toegekend": "2000", "besteed": "12.345"}
    make(client, bureau, f"/onderdelen/{onderwerp}/middelen", 422, **geld)
    make(client, bureau, f"/onderdelen/{onderwerp}/middelen", **geld | {"besteed": "12.34"})
    (post,) = ask(client, bureau, f"/programmas/{programma.pk}/middelen")["middelen"]
    assert (post["toegekend"], post["over"]) == ("2000.00", "1987.66")
    (agenda,) = ask(client, bureau, f"/programmas/{programma.pk}/agenda")["agenda"]
    assert agenda["orgaan"] == "stuurgroep" and agenda["punten"][0]["titel"] == "Kader vaststellen"


def test_the_whole_cycle_of_a_round_by_program(client: Client, programma: Programma, bureau: Any):
    add_onderwerp()
    add_mijlpaal("Handreiking", "p1.o1")
    ronde = make(
        client,
        bureau,
        f"/programmas/{programma.pk}/rondes",
        naam="December 2023",
        peildatum="2023-12-31",
        indienenVoor="2024-01-20",
    )
    pad, eigenaar = f"/rondes/{ronde['id']}", make_koppen(NOORD, "onderwerpeigenaar", *ALLES[:3:2])
    for b in ronde["bijdragen"]:
        wie = eigenaar if b["onderdeel"] == str(get_deel("p1.o1").pk) else bureau
        make(client, wie, f"/bijdragen/{b['id']}", voortgang="Het gaat goed.", versie=0)
    eigen = f"/bijdragen/{get_bijdrage(Rapportageronde.objects.get()).pk}"
    make(client, eigenaar, f"{eigen}/stappen", 400, stap="keur_goed")
    assert make(client, eigenaar, f"{eigen}/stappen", stap="dien_in")["stand"] == "ingediend"
    make(client, bureau, f"{eigen}/oordelen", 422, stap="geef_terug")
    assert (
        make(client, bureau, f"{eigen}/oordelen", stap="geef_terug", reden=REDEN)["stand"] == "teruggegeven"
    )
    make(client, eigenaar, f"{eigen}/stappen", stap="dien_in")
    assert make(client, bureau, f"{pad}/stappen", stap="dien_in")["aantal"] > 0
    make(client, bureau, f"{pad}/stappen", 422, stap="vergrendel")
    ander = make_koppen(BUREAU, "programmabureau", *ALLES)
    assert make(client, ander, f"{pad}/stappen", stap="keur_goed")["niet"] == []
    make(client, ander, f"{pad}/stappen", stap="vergrendel")
    assert ask(client, bureau, pad)["stand"] == "vergrendeld" and ask(client, bureau, eigen)["voortgang"]
    make(client, bureau, f"{pad}/stappen", stap="heropen", reden=REDEN)


def test_the_report_is_read_as_blocks_and_as_a_file(client: Client, programma: Programma, bureau: Any):
    ronde = fill(programma)
    rapport = ask(client, bureau, f"/rondes/{ronde.pk}/rapport")
    soorten = {b["soort"] for b in rapport["blokken"]}
    assert soorten >= {"kop", "alinea", "tabel", "beeld"} and "<svg" not in str(rapport)
    antwoord = client.get(f"{API}/rondes/{ronde.pk}/rapport/download", {"vorm": "md"}, headers=bureau)
    assert (
        antwoord["Content-Type"].startswith("text/markdown")
        and "Handreiking klaar" in antwoord.content.decode()
    )
    assert (
        client.get(f"{API}/rondes/{ronde.pk}/rapport/download", {"vorm": "x"}, headers=bureau).status_code
        == 400
    )
    rijen = ask(client, bureau, f"/rondes/{ronde.pk}/gegevens", aantal=3)
    assert len(rijen["gegevens"]) == 3 and "next" in rijen["_links"]


def test_a_report_is_read_in_and_decided_by_program(client: Client, programma: Programma, bureau: Any):
    make_ronde()
    inhoud = (TEKSTEN / "inregelen" / "koppen.md").read_bytes()
    pad = f"{API}/programmas/{programma.pk}/inlezingen"
    for velden, status in (({}, 400), ({"bestand": SimpleUploadedFile("rapport.exe", b"x")}, 422)):
        assert client.post(pad, velden, headers=bureau).status_code == status
    velden = {"bestand": SimpleUploadedFile("rapport.md", inhoud), "ronde": "Juni 2023"}
    assert client.post(pad, velden, headers=bureau).status_code == 201
    inlezing = Inlezing.objects.get()
    (een,) = ask(client, bureau, f"/programmas/{programma.pk}/inlezingen")["inlezingen"]
    assert een["id"] == str(inlezing.pk)
    blad = ask(client, bureau, f"/inlezingen/{inlezing.pk}/voorstellen", aantal=2)
    assert [v["nummer"] for v in blad["voorstellen"]] == [1, 2] and "next" in blad["_links"]
    hier = f"/inlezingen/{inlezing.pk}/voorstellen"
    assert make(client, bureau, f"{hier}/1", besluit="weiger", reden=REDEN)["stand"] == "afgewezen"
    assert make(client, bureau, f"{hier}/1", besluit="terugzetten")["stand"] == "open"
    assert make(client, bureau, f"{hier}/1", besluit="neem")["stand"] == "overgenomen"
    fout = make(client, bureau, f"{hier}/1", 400, besluit="misschien", wacht="iedereen")
    assert [v["veld"] for v in fout["velden"]] == ["besluit", "wacht"]
    make(client, bureau, f"{hier}/99999", 422, besluit="neem")
    assert make(client, bureau, f"/inlezingen/{inlezing.pk}/overname", metTwijfel=True)["aantal"] > 3
    assert ask(client, bureau, hier, stand="open", aantal=200)["voorstellen"] == []


def test_contradictions_are_listed_and_settled_once(client: Client, programma: Programma, bureau: Any):
    tegen = Tegenspraak.objects.create(
        programma=programma, kenmerk="0" * 64, uitleg="Oneens", eerste_zin="a", eerste_bron="x",
        tweede_zin="b", tweede_bron="y", op="2024-01-01T00:00Z", door="proef",
    )  # fmt: skip
    gezien = {
        t["id"] for t in ask(client, bureau, f"/programmas/{programma.pk}/tegenspraken")["tegenspraken"]
    }
    assert str(tegen.pk) in gezien
    pad = f"/tegenspraken/{tegen.pk}/besluit"
    make(client, bureau, pad, 422, gekozen="beide", reden=REDEN)
    assert make(client, bureau, pad, gekozen="eerste", reden=REDEN)["gekozen"] == "eerste"
    make(client, bureau, pad, 409, gekozen="tweede", reden=REDEN)


def test_nothing_of_another_organisation_is_read_or_written(client: Client, programma: Programma):
    ronde = fill(programma)
    inlezing, _ = lees(ronde)
    vreemd, p, o = make_koppen("PV99", "programmabureau", *ALLES), programma.pk, get_deel("p1.o1").pk
    b, dag = get_bijdrage(ronde).pk, str(date(2024, 1, 1))
    lezen = [f"/programmas/{p}{r}" for r in ("", "/middelen", "/agenda", "/inlezingen", "/tegenspraken")]
    lezen += [f"/rondes/{ronde.pk}{r}" for r in ("", "/rapport", "/rapport/download", "/gegevens")]
    lezen += [f"/onderdelen/{o}/oordelen", f"/bijdragen/{b}", f"/inlezingen/{inlezing.pk}/voorstellen"]
    for adres in lezen:
        neutraal = client.get(API + adres, headers=vreemd)
        assert neutraal.status_code == 404, adres
    schrijven: list[tuple[str, dict[str, Any]]] = [
        (f"/programmas/{p}/versies", {"naam": "x", "einddatum": dag, "reden": REDEN}),
        (f"/programmas/{p}/deelnemers", {"organisatie": "PV99", "reden": REDEN}),
        (f"/programmas/{p}/einde", {"reden": REDEN}),
        (f"/programmas/{p}/onderdelen", {"soort": "risico", "titel": "x"}),
        (f"/programmas/{p}/rondes", {"naam": "x", "peildatum": dag, "indienenVoor": dag}),
        (f"/onderdelen/{o}/versies", {"titel": "x", "reden": REDEN}),
        (f"/onderdelen/{o}/oordelen", {"stand": "volgens", "motivering": REDEN}),
        (f"/onderdelen/{o}/pijlerplannen", {"besluit": REDEN}),
        (f"/onderdelen/{o}/middelen", {"regeling": "x", "deelnemer": "x", "toegekend": "1", "besteed": "0"}),
        (f"/rondes/{ronde.pk}/stappen", {"stap": "heropen", "reden": REDEN}),
        (f"/bijdragen/{b}/stappen", {"stap": "dien_in"}),
        (f"/bijdragen/{b}/oordelen", {"stap": "keur_goed"}),
        (f"/inlezingen/{inlezing.pk}/voorstellen/1", {"besluit": "neem"}),
        (f"/inlezingen/{inlezing.pk}/overname", {}),
        (f"/tegenspraken/{NIETS}/besluit", {"gekozen": "geen", "reden": REDEN}),
    ]
    for adres, velden in schrijven:
        make(client, vreemd, adres, 404, **velden)
