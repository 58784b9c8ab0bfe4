"""The letters of a strafbeschikking: the announcement with the right to be silent and to be heard, then itself with the term for verzet; kept nowhere."""

import io
from decimal import Decimal

import pypdfium2 as pdfium
import pytest
from django.test import Client
from docx import Document as Word

from vth.interface.tests.builders import log_in
from vth.opsporing.models import Opsporingslogregel, Strafbeschikking
from vth.opsporing.strafbeschikkingen import decide_strafbeschikking
from vth.opsporing.strafstuk import make_strafstuk
from vth.tijd import klok
from vth.zaken.models import Document
from vth.zaken.rapport.maken import render_markdown

from .builders import BOA, COLLEGA, JURIST, LEIDER, make_dossier, make_strafbeschikking

pytestmark = pytest.mark.django_db


def read_tekst(s: Strafbeschikking) -> str:
    """The letter as text in one line."""
    return " ".join(render_markdown(make_strafstuk(s.dossier, s)).replace("\\", "").split())


def test_the_announcement_says_what_is_intended_that_one_may_be_silent_and_what_lacks() -> None:
    s = make_strafbeschikking()
    tekst = read_tekst(s)
    assert "Aankondiging" in tekst and "Kees Kruiwagen" in tekst and "niet verplicht" in tekst
    assert f"{s.bedrag:.0f}" in tekst and s.weging.feiten[0] in tekst
    assert "verzet" not in tekst


def test_from_the_threshold_on_the_suspect_is_told_that_he_is_heard_first() -> None:
    s = make_strafbeschikking(soort="rechtspersoon")
    assert "Dat hoeft niet" in read_tekst(s) and "moeten wij u horen" not in read_tekst(s)
    Strafbeschikking.objects.filter(pk=s.pk).update(bedrag=Decimal(10000))
    s.refresh_from_db()
    tekst = read_tekst(s)
    assert "moeten wij u horen" in tekst and "Nog niet gereed om te verzenden" in tekst


def test_once_given_out_it_says_until_when_verzet_can_be_done() -> None:
    s = make_strafbeschikking()
    decide_strafbeschikking(
        viewer=LEIDER,
        dossier_id=s.dossier_id,
        strafbeschikking=s.pk,
        op=klok.today(),
        mandaat="Aanwijzing van de directeur, nummer 7",
    )
    s.refresh_from_db()
    tekst = read_tekst(s)
    assert tekst.startswith("# Bestuurlijke strafbeschikking") and "Aankondiging" not in tekst
    assert s.verzet_tot is not None and f"tot en met {s.verzet_tot.day} " in tekst
    assert "officier van justitie" in tekst and "nummer 7" in tekst and "aanname" in tekst


def test_the_file_is_made_for_who_works_on_it_and_kept_nowhere(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    s = make_strafbeschikking()
    adres = f"/opsporing/{s.dossier_id}/strafbeschikking/{s.pk}"
    log_in(client, monkeypatch, BOA)
    assert client.get(f"{adres}.pdf").status_code == 302
    client.post(f"/opsporing/{s.dossier_id}/openen", {"doel": "dagelijkse_taak"})
    assert f"{adres}.pdf" in client.get(f"/opsporing/{s.dossier_id}").content.decode()
    bestand = client.get(f"{adres}.pdf")
    assert bestand.status_code == 200 and pdfium.PdfDocument(bestand.content).is_tagged()
    word = Word(io.BytesIO(client.get(f"{adres}.docx").content))
    assert any("niet verplicht" in p.text for p in word.paragraphs)
    assert client.get(f"{adres}.exe").status_code == 404 and not Document.objects.exists()
    assert Opsporingslogregel.objects.filter(handeling="strafbeschikking.download").count() == 2
    ander = make_dossier(titel="Ander")
    assert client.get(f"/opsporing/{ander.pk}/strafbeschikking/{s.pk}.pdf").status_code == 404
    for viewer in (COLLEGA, JURIST):
        log_in(client, monkeypatch, viewer)
        assert client.get(f"{adres}.pdf").status_code == 404
