"""A destroyed document: nothing of its content is left, anywhere; that it was there stays."""

import os
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.logboek.models import Gebeurtenis
from vth.toegang.rules import GeenToegangError
from vth.zaken.documenten.bewaarplaats import get_opslag
from vth.zaken.documenten.rules import DocumentError
from vth.zaken.documenten.tasks import run_lezing
from vth.zaken.documenten.vernietiging import erase_document
from vth.zaken.models import Document
from vth.zaken.services import close_zaak
from vth.zaken.tests.builders import ANNA, CHEF, make_zaak
from vth.zoeken.selectors import find_treffers

from .builders import make_document, make_pdf

pytestmark = pytest.mark.django_db
ARCHIVARIS = replace(ANNA, actor="gebruiker 930", handelingen=frozenset({"register.read", "document.erase"}))


def make_oud(settings: Any) -> None:
    """Let the bytes have come in an hour ago."""
    for pad in (Path(settings.DOCUMENTEN_DIR) / "inhoud").rglob("*"):
        os.utime(pad, (time.time() - 3600, time.time() - 3600))


def erase(document: Document, capture: Any) -> None:
    with capture(execute=True):
        erase_document(viewer=ARCHIVARIS, document_id=document.pk, grond="lijst 1")


def test_nothing_of_a_destroyed_document_is_left_but_that_it_was_there(
    settings: Any, client: Client, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
):
    zaak = make_zaak()
    document = make_document(zaak, make_pdf("Zeldzaam"), titel="Zeldzaam stuk")
    versie = document.versies.get()
    run_lezing.func(versie.pk)
    close_zaak(viewer=CHEF, zaak_id=zaak.pk, resultaat="ingetrokken")
    make_oud(settings)
    erase(document, django_capture_on_commit_callbacks)
    erase(document, django_capture_on_commit_callbacks)
    assert not get_opslag().has(versie.sha256) and find_treffers(ANNA, "zeldzaam") == []
    assert not [p for p in Path(settings.DOCUMENTEN_DIR).rglob("*") if p.is_file()]
    log_in(client, monkeypatch, ANNA)
    pagina = client.get(f"/documenten/{document.pk}").content.decode()
    assert "Dit document is vernietigd" in pagina and "eldzaam" not in pagina
    assert client.get(f"/documenten/{document.pk}/versies/1/download").status_code == 404
    regel = Gebeurtenis.objects.get(handeling="document.erase")
    assert regel.inhoud["sha256"] == [versie.sha256] and "eldzaam" not in str(regel.inhoud)


def test_bytes_that_another_document_has_too_stay(settings: Any, django_capture_on_commit_callbacks: Any):
    zaak, ander = make_zaak(), make_zaak()
    weg, blijft = make_document(zaak), make_document(ander)
    close_zaak(viewer=CHEF, zaak_id=zaak.pk, resultaat="ingetrokken")
    make_oud(settings)
    erase(weg, django_capture_on_commit_callbacks)
    assert get_opslag().has(blijft.versies.get().sha256)


def test_documents_of_an_open_zaak_and_without_the_right_are_not_destroyed():
    document = make_document(make_zaak())
    with pytest.raises(DocumentError, match="nog open"):
        erase_document(viewer=ARCHIVARIS, document_id=document.pk, grond="x")
    with pytest.raises(GeenToegangError):
        erase_document(viewer=ANNA, document_id=document.pk, grond="x")
