"""The room in the site, as a boa works in it: open a file for a purpose, act, and read what was done."""

import io
from typing import Any

import pypdfium2 as pdfium
import pytest
from django.test import Client
from django.urls import reverse
from docx import Document as Word

from vth.interface.tests.builders import log_in
from vth.opsporing.models import (
    Opsporingsdossier,
    Opsporingslogregel,
    Overdracht,
    Overdrachtuitkomst,
    Procesverbaal,
    Strafbeschikking,
)
from vth.opsporing.processenverbaal import record_procesverbaal
from vth.tijd import klok
from vth.toezicht.models import Controle
from vth.toezicht.tests.builders import begin, make_controle, vind

from .builders import (
    BOA,
    DAG,
    JURIST,
    LEIDER,
    OD,
    ONBEKEND,
    do_handeling,
    make_dossier,
    make_procesverbaal,
    make_strafbeschikking,
    make_verdachte,
    weeg,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def boa(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Look as a boa."""
    return log_in(client, monkeypatch, BOA)


def open_(client: Client, dossier: Opsporingsdossier, doel: str = "dagelijkse_taak") -> str:
    """Open a file for a purpose and give its page."""
    antwoord = client.post(f"/opsporing/{dossier.pk}/openen", {"doel": doel}, follow=True)
    assert antwoord.status_code == 200
    return antwoord.content.decode()


def do(client: Client, dossier: Opsporingsdossier, wat: str, **velden: Any) -> Any:
    """Do one act of the page."""
    return client.post(f"/opsporing/{dossier.pk}/{wat}", velden, follow=True)


def moment(geleden: Any = DAG) -> str:
    """Write a moment as a browser sends it."""
    return (klok.now() - geleden).strftime("%Y-%m-%dT%H:%M")


def test_list_holds_my_files_only_and_says_what_this_is(boa: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Er is geen dossier" in boa.get("/opsporing").content.decode()
    make_dossier(titel="Een geheim onderzoek")
    assert "Een geheim onderzoek" in boa.get("/opsporing").content.decode()
    assert "Een geheim onderzoek" not in boa.get("/opsporing?staat=gesloten").content.decode()
    assert boa.get("/opsporing?staat=zoek").status_code == 400
    assert boa.get("/opsporing?vanaf=verzonnen").status_code == 400
    log_in(boa, monkeypatch, LEIDER)
    assert "Een geheim onderzoek" in boa.get("/opsporing").content.decode()


def test_list_goes_on_where_a_page_ends(boa: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vth.opsporing.weblijst.PER_BLADZIJ", 2)
    for n in range(5):
        make_dossier(titel=f"Onderzoek {n}")
    gezien, adres = [], "/opsporing"
    while adres:
        antwoord = boa.get(adres)
        gezien += [t.titel for t in antwoord.context["taken"]]
        volgende = antwoord.context["volgende"]
        adres = f"/opsporing?vanaf={volgende}" if volgende else ""
    assert gezien == [f"Onderzoek {n}" for n in (4, 3, 2, 1, 0)]


def test_a_purpose_is_asked_before_anything_is_shown(boa: Client) -> None:
    dossier = make_dossier(titel="Een geheim onderzoek")
    html = boa.get(f"/opsporing/{dossier.pk}").content.decode()
    assert "Waarvoor opent u dit dossier?" in html and "Een geheim onderzoek" not in html
    assert boa.post(f"/opsporing/{dossier.pk}/openen", {"doel": "zomaar"}).status_code == 422
    assert do(boa, dossier, "sluit", reden="Klaar met het onderzoek.").redirect_chain
    assert Opsporingsdossier.objects.get().staat == "open"
    assert "Een geheim onderzoek" in open_(boa, dossier)


def test_every_look_is_written_before_it_is_shown(boa: Client) -> None:
    dossier = make_dossier()
    open_(boa, dossier)
    boa.get(f"/opsporing/{dossier.pk}")
    regels = Opsporingslogregel.objects.filter(handeling="dossier.read")
    assert [(r.actor, r.doel) for r in regels] == [(BOA.actor, "dagelijkse_taak")] * 2
    assert "dossier ingezien" in boa.get(f"/opsporing/{dossier.pk}").content.decode()


def test_a_file_is_opened_from_a_controle_with_its_caution_as_the_moment(boa: Client) -> None:
    controle = begin(make_controle(viewer=BOA), viewer=BOA)
    cautie = klok.now()
    Controle.objects.filter(pk=controle.pk).update(cautie_op=cautie)
    assert (
        f'href="/opsporing/nieuw?controle={controle.pk}"'
        in boa.get(f"/toezicht/{controle.pk}").content.decode()
    )
    adres = f"/opsporing/nieuw?controle={controle.pk}"
    form = boa.get(adres).context["form"]
    assert abs((form.initial["verdenking_op"] - cautie).total_seconds()) < 1
    velden = {
        "organisatie": OD,
        "titel": "Puin in de berm",
        "doel": "dagelijkse_taak",
        "verdenking_op": moment(),
        "verdenking_grond": "Er lag puin.",
    }
    antwoord = boa.post(adres, velden, follow=True)
    assert antwoord.status_code == 200
    dossier = Opsporingsdossier.objects.get()
    assert dossier.controle == controle.pk
    assert "In de controle is de cautie gegeven" in antwoord.content.decode()


def test_what_the_controle_found_stands_under_supervision(boa: Client) -> None:
    controle = begin(make_controle(viewer=BOA), klok.today() - 3 * DAG, viewer=BOA)
    vind(controle, "overtreden", aandachtspunt="Puin in de berm", viewer=BOA)
    dossier = make_dossier(controle=controle.pk)
    do_handeling(dossier, "waarneming", tekst="Daarna gezien.")
    open_(boa, dossier)
    pagina = boa.get(f"/opsporing/{dossier.pk}").context["pagina"]
    assert [r["tekst"] for r in pagina.toezicht] == ["Puin in de berm"]
    assert [r["tekst"] for r in pagina.opsporing] == ["Daarna gezien."]


def test_no_file_is_opened_about_what_one_does_not_see(boa: Client) -> None:
    for vraag in (f"controle={ONBEKEND}", "controle=x", f"overtreding={ONBEKEND}"):
        assert boa.get(f"/opsporing/nieuw?{vraag}").status_code == 404


def test_a_colleague_of_supervision_sees_no_link(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    controle = begin(make_controle(viewer=BOA), viewer=BOA)
    html = log_in(client, monkeypatch, JURIST).get(f"/toezicht/{controle.pk}").content.decode()
    assert "opsporing" not in html.lower()


def test_the_way_from_suspect_to_caution(boa: Client) -> None:
    dossier = make_dossier()
    open_(boa, dossier)
    do(boa, dossier, "verdachte", persoonsoort="natuurlijk_persoon", naam="Kees Kruiwagen")
    wie = dossier.verdachten.get()
    gezegd = {"verdachte": wie.pk, "op": moment(), "tekst": "Ik was het."}
    mis = do(boa, dossier, "handeling", soort="verklaring_verdachte", **gezegd)
    assert mis.status_code == 422 and "geen cautie" in mis.content.decode()
    do(boa, dossier, "handeling", soort="cautie", op=moment(), verdachte=wie.pk)
    do(boa, dossier, "handeling", soort="verklaring_verdachte", **gezegd)
    assert [h.soort for h in dossier.handelingen.order_by("volgnummer")] == ["cautie", "verklaring_verdachte"]


def test_the_way_from_weighing_to_strafbeschikking(boa: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = make_dossier()
    wie = make_verdachte(dossier)
    open_(boa, dossier)
    feit = {"feitdatum": (klok.today() - DAG).isoformat(), "feiten": ["BO012"], "gering": "on"}
    do(boa, dossier, "weging", verdachte=wie.pk, eenvoudig="on", motivering="Klein en eenmalig.", **feit)
    assert boa.get(f"/opsporing/{dossier.pk}").context["forms"]["strafbeschikking"].initial["bedrag"] == 750
    do(boa, dossier, "strafbeschikking", verdachte=wie.pk, bedrag="750")
    s = Strafbeschikking.objects.get()
    uit = {"strafbeschikking": s.pk, "op": klok.today().isoformat(), "mandaat": "Mandaatregister 12"}
    do(boa, dossier, "geef_uit", **uit)
    s.refresh_from_db()
    assert s.verzenddatum is None, "een boa geeft niet uit"
    open_(log_in(boa, monkeypatch, LEIDER), dossier, "leiding")
    html = do(boa, dossier, "geef_uit", **uit).content.decode()
    s.refresh_from_db()
    assert s.verzenddatum == klok.today() and "Op de kalender eindigt de termijn" in html


def test_the_page_shows_what_is_assumed_and_from_which_law(boa: Client) -> None:
    html = open_(boa, make_strafbeschikking().dossier)
    assert "BWBR0049103" in html and "aanname" in html


def test_the_way_from_contra_indication_to_outcome(boa: Client) -> None:
    dossier = make_dossier()
    weeg(dossier, make_verdachte(dossier), contra_indicaties=["herhaling"])
    assert "Maak een proces-verbaal voor het Functioneel Parket" in open_(boa, dossier)
    do(boa, dossier, "procesverbaal", titel="PV puin", tekst="Ik zag een hoop puin.")
    pv = Procesverbaal.objects.get()
    adres = f"/opsporing/{dossier.pk}/procesverbaal/{pv.pk}"
    vragen = boa.get(adres).context["form"].punten
    assert boa.post(f"{adres}/sluit").status_code == 422
    nagekeken = {"tekst": pv.tekst} | {f"punt_{v}": "ja" for v in vragen}
    assert boa.post(f"{adres}/kwaliteit", nagekeken | {"gezien": 99}).status_code == 409
    boa.post(f"{adres}/kwaliteit", nagekeken)
    boa.post(f"{adres}/sluit")
    deel = {
        "aan": "functioneel_parket",
        "grond": "contra_indicatie",
        "procesverbaal": pv.pk,
        "stukken": "PV\nFoto's",
        "op": klok.today().isoformat(),
    }
    do(boa, dossier, "overdracht", **deel)
    o = Overdracht.objects.get()
    do(boa, dossier, "uitkomst", overdracht=o.pk, soort="sepot", dag=klok.today().isoformat())
    assert Overdrachtuitkomst.objects.get().soort == "sepot"
    assert "niet vervolgd" in boa.get(f"/opsporing/{dossier.pk}").content.decode()


def test_a_proces_verbaal_as_a_document_with_its_annex(boa: Client) -> None:
    """What concerns another suspect is not in it; that it was taken is written; without a purpose nothing leaves."""
    dossier = make_dossier()
    eigen, ander = make_verdachte(dossier), make_verdachte(dossier, naam="Andere Persoon")
    weeg(dossier, eigen, contra_indicaties=["herhaling"])
    do_handeling(dossier, "waarneming", verdachte=eigen.pk, tekst="Ik zag hoe het puin werd gestort.")
    do_handeling(dossier, "waarneming", verdachte=ander.pk, tekst="Dit gaat over de ander.")
    pv = record_procesverbaal(
        viewer=BOA, dossier_id=dossier.pk, titel="PV puin", tekst="Ik zag een hoop puin.", verdachte=eigen.pk
    )
    adres = f"/opsporing/{dossier.pk}/procesverbaal/{pv.pk}"
    assert boa.get(f"{adres}.pdf").status_code == 302
    open_(boa, dossier)
    assert f"{adres}.pdf" in boa.get(adres).content.decode()
    assert boa.get(f"{adres}.md").status_code == 404
    word = Word(io.BytesIO(boa.get(f"{adres}.docx").content))
    tekst = " ".join([a.text for a in word.paragraphs] + [c.text for c in word.tables[0]._cells])
    assert "Ik zag een hoop puin." in tekst and "hoe het puin werd gestort" in tekst and "concept" in tekst
    assert "de ander" not in tekst and "Andere Persoon" not in tekst
    assert pdfium.PdfDocument(boa.get(f"{adres}.pdf").content).is_tagged()
    assert Opsporingslogregel.objects.filter(handeling="procesverbaal.download").count() == 2


def test_who_was_second_is_told_on_the_page(boa: Client) -> None:
    dossier = make_dossier()
    open_(boa, dossier)
    antwoord = do(boa, dossier, "sluit", reden="Klaar met het onderzoek.", gezien=0)
    assert antwoord.status_code == 409 and "intussen door iemand anders" in antwoord.content.decode()


def test_an_act_that_does_not_exist_or_not_now(boa: Client) -> None:
    dossier = make_dossier()
    open_(boa, dossier)
    assert boa.post(f"/opsporing/{dossier.pk}/verbrand").status_code == 404
    assert "Dit kan hier niet" in do(boa, dossier, "uitkomst").content.decode()
    pv = make_procesverbaal(dossier)
    assert boa.post(f"/opsporing/{dossier.pk}/procesverbaal/{pv.pk}/verbrand").status_code == 404
    assert boa.get(f"/opsporing/{dossier.pk}/procesverbaal/{ONBEKEND}").status_code == 404


def test_a_form_from_elsewhere_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    client = log_in(Client(enforce_csrf_checks=True), monkeypatch, BOA)
    dossier = make_dossier()
    assert client.post(f"/opsporing/{dossier.pk}/openen", {"doel": "dagelijkse_taak"}).status_code == 403


def test_room_stands_in_the_navigation_of_who_works_in_it(
    boa: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert f'href="{reverse("opsporing:lijst")}"' in boa.get("/").content.decode()
    log_in(boa, monkeypatch, JURIST)
    assert "psporing" not in boa.get("/").content.decode()


@pytest.mark.parametrize(("geleden", "fase"), [(0, "opsporing"), (1, "toezicht"), (2, "toezicht")])
def test_a_finding_stands_in_the_phase_of_its_day(boa: Client, geleden: int, fase: str) -> None:
    """The suspicion is of yesterday: what was found on that very day is told to be of that day."""
    controle = begin(make_controle(viewer=BOA), klok.today() - geleden * DAG, viewer=BOA)
    vind(controle, "overtreden", aandachtspunt="Puin in de berm", viewer=BOA)
    dossier = make_dossier(controle=controle.pk, verdenking_op=klok.now() - DAG)
    open_(boa, dossier)
    pagina = boa.get(f"/opsporing/{dossier.pk}").context["pagina"]
    (rij,) = getattr(pagina, fase)
    assert ("op de dag van de verdenking" in rij["wat"]) is (geleden == 1)
