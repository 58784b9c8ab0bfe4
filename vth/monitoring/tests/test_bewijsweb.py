"""Evidence in the site, and the visits that saw it: brought, told when it was there, sent to who may; and what bad input does."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from vth.logboek.models import Verwerking
from vth.monitoring.bewijslezen import list_visitaties
from vth.monitoring.bewijzen import (
    accept_bewijsversie,
    cancel_bewijsstuk,
)
from vth.monitoring.models import Bewijsstuk, Bewijsversie, Ronde, Visitatie
from vth.monitoring.rules import MonitoringError
from vth.monitoring.visitaties import cancel_visitatie
from vth.toegang.models import Lidmaatschap
from vth.toegang.rules import GeenToegangError
from vth.zaken.documenten.tests.builders import make_pdf
from vth.zaken.selectors import BestaatNietError

from .builders import (
    BUUR,
    MINISTER,
    NOORD,
    OPSTELLER,
    REDEN,
    TOETSER,
    ZUID,
    get_van,
)
from .test_bewijzen import JAARREKENING, bring, visit
from .test_web import make_beelden, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def opslag(settings: Any, tmp_path: Path) -> None:
    settings.DOCUMENTEN_DIR = tmp_path / "documenten"


def test_a_visit_uses_the_same_documents_and_keeps_which_version_it_saw(ronde: Ronde):
    stuk = bring().versie.bewijsstuk
    visitatie = visit(stuk, stuk)
    accept_bewijsversie(
        viewer=OPSTELLER, bewijsstuk_id=stuk.pk, brokken=[make_pdf("B")], bestandsnaam="b.pdf"
    )
    assert [b.stukversie for b in visitatie.bewijzen.all()] == [1]
    cancel_bewijsstuk(viewer=OPSTELLER, bewijsstuk_id=stuk.pk, reden=REDEN)
    tekst = sign_in(NOORD, "zelfbeoordelaar").get(reverse("monitoring:bewijs")).content.decode()
    assert "later ingetrokken" in tekst
    assert (
        "Twee directeuren"
        not in sign_in(ZUID, "zelfbeoordelaar").get(reverse("monitoring:bewijs")).content.decode()
    )
    cancel_visitatie(viewer=OPSTELLER, visitatie_id=visitatie.pk, reden=REDEN)
    with pytest.raises(MonitoringError, match="al ingetrokken"):
        cancel_visitatie(viewer=OPSTELLER, visitatie_id=visitatie.pk, reden=REDEN)
    with pytest.raises(BestaatNietError):
        cancel_visitatie(viewer=BUUR, visitatie_id=visitatie.pk, reden=REDEN)


def test_the_diensten_named_as_visitors_read_a_visit_until_it_is_taken_back(ronde: Ronde):
    stuk = bring().versie.bewijsstuk
    visitatie = visit(stuk, bezoekende=[ZUID, ZUID])
    assert list(list_visitaties(BUUR)) == list(list_visitaties(OPSTELLER)) == [visitatie]
    zuid = sign_in(ZUID, "zelfbeoordelaar")
    tekst = zuid.get(reverse("monitoring:bewijs")).content.decode()
    assert "Twee directeuren" in tekst and "1 stuk" in tekst and stuk.titel not in tekst
    assert Verwerking.objects.filter(naam="visitatie.read").exists()
    assert (
        "Omgevingsdienst Zuid"
        in sign_in(NOORD, "zelfbeoordelaar").get(reverse("monitoring:bewijs")).content.decode()
    )
    assert zuid.get(reverse("monitoring:bewijsbestand", args=[stuk.pk, 1])).status_code == 404
    with pytest.raises(BestaatNietError):
        cancel_visitatie(viewer=BUUR, visitatie_id=visitatie.pk, reden=REDEN)
    for ander in (
        TOETSER,
        MINISTER,
        replace(MINISTER, zicht=replace(MINISTER.zicht, landelijk=True)),
        replace(BUUR, zicht=replace(BUUR.zicht, leveranciers=frozenset())),
    ):
        assert not list_visitaties(ander).exists(), ander.actor
    cancel_visitatie(viewer=OPSTELLER, visitatie_id=visitatie.pk, reden=REDEN)
    assert not list_visitaties(BUUR).exists() and list_visitaties(OPSTELLER).count() == 1
    assert "Twee directeuren" not in zuid.get(reverse("monitoring:bewijs")).content.decode()


def test_who_left_the_visiting_dienst_reads_its_visits_no_more(ronde: Ronde):
    visit(bezoekende=[ZUID])
    zuid = sign_in(ZUID, "zelfbeoordelaar")
    assert "Twee directeuren" in zuid.get(reverse("monitoring:bewijs")).content.decode()
    Lidmaatschap.objects.filter(organisatie=ZUID).update(organisatie="GM9901")
    antwoord = zuid.get(reverse("monitoring:bewijs"))
    assert "Twee directeuren" not in antwoord.content.decode()


@pytest.mark.parametrize(
    ("velden", "zegt"),
    [
        ({"bezoekende": [NOORD]}, "kan op wo 1 mei 2024 niet op bezoek"),
        ({"bezoekende": [ZUID, "GM9901"]}, "‘GM9901’ kan"),
        ({"bezoekende": ["OD-ONZIN"]}, "‘OD-ONZIN’ kan"),
        ({"dag": "2024-06-04"}, "nog niet geweest"),
        ({"bezoekers": " "}, "wie er op bezoek was"),
        ({"uitkomst": "Prima."}, "de uitkomst van de visitatie"),
    ],
)
def test_a_visit_that_cannot_be_is_refused(ronde: Ronde, velden: dict[str, Any], zegt: str):
    with pytest.raises(MonitoringError, match=zegt):
        visit(**velden)
    vreemd = bring(viewer=BUUR, dienst=ZUID).versie.bewijsstuk
    with pytest.raises(BestaatNietError):
        visit(vreemd)
    with pytest.raises(GeenToegangError):
        visit(viewer=BUUR)
    assert not Visitatie.objects.exists()


def send(client: Client, ronde: Ronde, wat: str, **velden: Any) -> Any:
    z = get_van(ronde)
    return client.post(
        reverse("monitoring:handeling", args=[z.pk, wat]), {"gezien": z.versie, **velden}, follow=True
    )


def test_evidence_is_brought_in_the_site_told_when_it_was_there_and_sent_to_who_may(ronde: Ronde):
    make_beelden()
    client = sign_in(NOORD, "zelfbeoordelaar")
    bestand = lambda: SimpleUploadedFile("jaar rekening.pdf", JAARREKENING)  # noqa: E731
    antwoord = send(client, ronde, "stuk", bestand=bestand(), titel="Jaarrekening", voor=["omzet"])
    assert "Het bewijs is toegevoegd." in antwoord.content.decode()
    antwoord = send(client, ronde, "stuk", bestand=bestand(), titel="Nog eens", voor=["ontwikkeling"])
    assert "Dit bestand was er al" in antwoord.content.decode()
    versie = Bewijsversie.objects.get()
    adres = reverse("monitoring:bewijsbestand", args=[versie.bewijsstuk_id, 1])
    brief = client.get(adres)
    assert b"".join(brief) == JAARREKENING and brief["Content-Security-Policy"].startswith(
        "default-src 'none'"
    )
    assert Verwerking.objects.filter(naam="bewijs.download").count() == 1
    for wie in (("LAB", "toetser"), (ZUID, "zelfbeoordelaar"), ("GM9901", "lezer")):
        assert sign_in(*wie).get(adres).status_code == 404
    assert Client().get(adres).status_code == 302


@pytest.mark.parametrize(
    ("velden", "zegt"),
    [
        ({"voor": ["omzet"]}, "Kies een bestand, of een stuk"),
        (
            {"voor": ["omzet"], "bestand": SimpleUploadedFile("a.pdf", JAARREKENING)},
            "Geef het bewijs een titel",
        ),
        ({"bestand": SimpleUploadedFile("a.pdf", JAARREKENING), "titel": "x"}, "verplicht"),
        ({"voor": ["omzet"], "bestand": SimpleUploadedFile("a.pdf", b""), "titel": "x"}, "leeg"),
        ({"voor": ["omzet"], "bewijsstuk_id": "00000000-0000-7000-8000-000000000000"}, "geldige keuze"),
        (
            {"voor": ["gezelligheid"], "bestand": SimpleUploadedFile("a.pdf", JAARREKENING), "titel": "x"},
            "geldige keuze",
        ),
    ],
)
def test_bad_input_in_the_form_is_told_there(ronde: Ronde, velden: dict[str, Any], zegt: str):
    antwoord = send(sign_in(NOORD, "zelfbeoordelaar"), ronde, "stuk", **velden)
    assert antwoord.status_code == 422 and zegt in antwoord.content.decode()
    assert not Bewijsstuk.objects.exists()


def test_the_page_of_evidence_does_each_act(ronde: Ronde):
    client = sign_in(NOORD, "zelfbeoordelaar")
    act = lambda wat, **velden: client.post(reverse("monitoring:bewijshandeling", args=[wat]), velden)  # noqa: E731
    assert (
        act("stuk", dienst=NOORD, titel="Stuk", bestand=SimpleUploadedFile("a.pdf", JAARREKENING)).status_code
        == 302
    )
    stuk = Bewijsstuk.objects.get()
    assert (
        act("versie", bewijsstuk_id=stuk.pk, bestand=SimpleUploadedFile("b.pdf", make_pdf("B"))).status_code
        == 302
    )
    visitatie = {"dienst": NOORD, "dag": "2024-05-01", "bezoekers": "Collega's", "uitkomst": REDEN}
    assert act("visitatie", **visitatie, bewijsstukken=[str(stuk.pk)]).status_code == 302
    weg = act("visitatieweg", visitatie_id=Visitatie.objects.get().pk, reden=REDEN)
    assert weg.status_code == 302 and Visitatie.objects.get().ingetrokken_op
    assert act("intrekken", bewijsstuk_id=stuk.pk, reden="x").status_code == 422
    assert act("intrekken", bewijsstuk_id=stuk.pk, reden=REDEN).status_code == 302
    assert act("bestaat_niet").status_code == 404
    tekst = client.get(reverse("monitoring:bewijs")).content.decode()
    assert "ingetrokken" in tekst and REDEN in tekst
    assert sign_in("LAB", "toetser").get(reverse("monitoring:bewijs")).status_code == 403
