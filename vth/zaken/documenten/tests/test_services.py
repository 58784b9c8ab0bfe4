"""A document: where it belongs, its versions, its sight, and that it stands fast when its zaak is closed."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from vth.logboek.models import Gebeurtenis
from vth.toegang.rules import GeenToegangError, Viewer, derive_niveaus
from vth.zaken.controle import NieuwVerzoek
from vth.zaken.documenten.bewaarplaats import get_opslag
from vth.zaken.documenten.plek import NieuwDocument
from vth.zaken.documenten.rules import DocumentError
from vth.zaken.documenten.selectors import get_document, list_verwacht, list_zaakdocumenten
from vth.zaken.documenten.services import Gegevens, accept_document, record_documentgegevens
from vth.zaken.models import Document, Documentversie, Zaak
from vth.zaken.rules import AnderWasVoorError, ZaakError
from vth.zaken.selectors import BestaatNietError
from vth.zaken.services import assign_verzoek, close_zaak, record_verzoek, reopen_zaak
from vth.zaken.tests.builders import ANNA, BUITEN, CHEF, OD, make_besluit, make_viewer, make_zaak

from .builders import add_versie, make_document, make_pdf

pytestmark = pytest.mark.django_db
MEER = make_viewer("gebruiker 910", niveau="vertrouwelijk")


def list_bestanden(settings: Any) -> list[Path]:
    return [p for p in (Path(settings.DOCUMENTEN_DIR) / "inhoud").rglob("*") if p.is_file()]


def test_a_document_has_the_place_and_the_sight_of_its_zaak(settings: Any):
    zaak = make_zaak()
    document = make_document(zaak, documentsoort="Aanvraag")
    assert (document.leverancier, document.gebied) == (zaak.leverancier, zaak.gebied)
    assert document.vertrouwelijkheid == zaak.vertrouwelijkheid
    assert document.documentsoort == "aanvraag"
    versie = document.versies.get()
    assert get_opslag().open(versie.sha256).read() == make_pdf()
    assert (versie.volgnummer, versie.formaat, versie.scan) == (1, "application/pdf", "niet_gescand")
    assert zaak.gebeurtenissen.filter(handeling="document", naar=document.identificatie).exists()
    assert Gebeurtenis.objects.filter(handeling="document.record").count() == 1


def test_what_is_expected_of_a_zaak_is_there_or_missing():
    zaak = make_zaak()
    make_document(zaak, documentsoort="aanvraag")
    assert list_verwacht(ANNA, zaak) == [
        ("aanvraag", True),
        ("ontvangstbevestiging", False),
        ("besluit", False),
    ]


def test_same_bytes_twice_are_stored_once_and_are_no_new_version(settings: Any):
    zaak = make_zaak()
    een, _twee = make_document(zaak), make_document(zaak, titel="Nog eens")
    assert len(list_bestanden(settings)) == 1
    assert add_versie(een, make_pdf()).volgnummer == 1
    assert add_versie(een, make_pdf("Anders.")).volgnummer == 2
    assert een.versies.count() == 2 and len(list_bestanden(settings)) == 2


def test_a_version_never_changes_and_never_goes():
    versie = make_document(make_zaak()).versies.get()
    rijen = Documentversie.objects.filter(pk=versie.pk)
    for doe in (lambda: rijen._raw_delete("default"), lambda: Documentversie.objects.update(sha256="0" * 64)):
        with pytest.raises(DatabaseError, match="wacht:"), transaction.atomic():
            doe()


def test_documents_stand_fast_when_the_zaak_closes_and_open_when_it_reopens():
    zaak = make_zaak()
    document = make_document(zaak)
    close_zaak(viewer=CHEF, zaak_id=zaak.pk, resultaat="ingetrokken")
    with pytest.raises(DocumentError, match=r"gesloten op .* documenten staan vast"):
        add_versie(document, make_pdf("later"))
    with pytest.raises(DocumentError, match="gesloten"):
        make_document(zaak)
    with pytest.raises(DocumentError, match="gesloten"):
        record_documentgegevens(viewer=ANNA, document_id=document.pk, gegevens=Gegevens(titel="x"))
    reopen_zaak(viewer=CHEF, zaak_id=zaak.pk, reden="bezwaar")
    assert add_versie(document, make_pdf("later")).volgnummer == 2


def test_a_definitive_document_gets_no_other_version():
    document = make_document(make_zaak(), status="definitief")
    with pytest.raises(DocumentError, match="definitief"):
        add_versie(document, make_pdf("later"))
    with pytest.raises(DocumentError, match="definitief"):
        record_documentgegevens(
            viewer=ANNA, document_id=document.pk, gegevens=Gegevens(status="in_bewerking")
        )


def test_a_document_is_more_confidential_than_its_zaak_or_as_much_and_never_less():
    zaak = make_zaak()
    geheim = make_document(zaak, viewer=MEER, vertrouwelijkheid="vertrouwelijk")
    assert list_zaakdocumenten(ANNA, zaak) == []
    with pytest.raises(BestaatNietError):
        get_document(ANNA, geheim.pk)
    for niveau in ("openbaar", "intern"):
        with pytest.raises(DocumentError, match="nooit minder vertrouwelijk dan zijn zaak"):
            make_document(zaak, vertrouwelijkheid=niveau)
    with pytest.raises(DocumentError, match="nooit minder"):
        record_documentgegevens(
            viewer=MEER, document_id=geheim.pk, gegevens=Gegevens(vertrouwelijkheid="intern")
        )
    with pytest.raises(DocumentError, match="bestaat niet"):
        make_document(zaak, vertrouwelijkheid="onzin")
    with pytest.raises(ZaakError, match="ziet zelf geen"):
        make_document(zaak, vertrouwelijkheid="geheim")


def test_who_sees_no_documents_of_another_area_adds_none(settings: Any):
    zaak = make_zaak()
    document = make_document(zaak)
    with pytest.raises(BestaatNietError):
        make_document(zaak, viewer=BUITEN)
    with pytest.raises(BestaatNietError):
        add_versie(document, make_pdf("x"), viewer=BUITEN)
    lezer = replace(ANNA, handelingen=frozenset({"register.read"}))
    with pytest.raises(GeenToegangError):
        make_document(zaak, viewer=lezer)
    ander: Viewer = replace(ANNA, organisaties=frozenset({"OD-ZUID"}))
    with pytest.raises(GeenToegangError):
        add_versie(document, make_pdf("x"), viewer=ander)
    assert len(list_bestanden(settings)) == 1


def test_a_kind_of_data_without_a_ground_is_not_seen():
    document = make_document(make_zaak())
    zonder = replace(ANNA, zicht=replace(ANNA.zicht, soorten=frozenset({"zaak", "besluit"})))
    with pytest.raises(BestaatNietError):
        get_document(zonder, document.pk)


def test_a_document_of_a_decision_belongs_to_its_zaak():
    zaak = make_zaak()
    besluit = make_besluit(zaak)
    document = make_document(zaak, besluit_id=besluit.pk, zaak_id=None)
    assert document.zaak_id == zaak.pk
    with pytest.raises(DocumentError, match="andere zaak"):
        make_document(make_zaak(), besluit_id=besluit.pk)
    with pytest.raises(DocumentError, match="hoort bij een zaak"):
        accept_document(viewer=ANNA, nieuw=NieuwDocument("x"), brokken=[make_pdf()], bestandsnaam="a.pdf")


def test_documents_of_a_verzoek_come_along_to_its_zaak():
    dag = date(2025, 3, 3)
    nieuw = NieuwVerzoek(OD, "GM9901", "V1", "melding", dag, dag, vertrouwelijkheid="intern")
    verzoek = record_verzoek(viewer=ANNA, nieuw=nieuw)
    document = make_document(make_zaak(), zaak_id=None, verzoek_id=verzoek.pk)
    assert (document.zaak_id, document.vertrouwelijkheid) == (None, "intern")
    zaak: Zaak = make_zaak()
    assign_verzoek(viewer=ANNA, verzoek_id=verzoek.pk, zaak_id=zaak.pk)
    document.refresh_from_db()
    assert (document.zaak_id, document.vertrouwelijkheid) == (zaak.pk, "zaakvertrouwelijk")


def test_of_two_who_change_one_document_the_second_is_told():
    document = make_document(make_zaak())
    gezien = document.versie
    record_documentgegevens(
        viewer=ANNA, document_id=document.pk, gegevens=Gegevens(titel="Eerst"), gezien=gezien
    )
    for doe in (
        lambda: record_documentgegevens(
            viewer=ANNA, document_id=document.pk, gegevens=Gegevens(titel="Later"), gezien=gezien
        ),
        lambda: add_versie(document, make_pdf("x"), gezien=gezien),
    ):
        with pytest.raises(AnderWasVoorError, match="intussen gewijzigd"):
            doe()
    assert Document.objects.get().titel == "Eerst"


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"titel": "  "}, "heeft een titel"),
        ({"status": "onzin"}, "bestaat niet"),
        ({"creatiedatum": date(2999, 1, 1)}, "nog niet geweest"),
        ({"ontvangstdatum": date(2025, 1, 1), "verzenddatum": date(2025, 1, 1)}, "niet allebei"),
    ],
)
def test_what_cannot_be_told_of_a_document_is_refused(settings: Any, velden: dict[str, Any], fout: str):
    with pytest.raises(DocumentError, match=fout):
        make_document(make_zaak(), **velden)
    assert list_bestanden(settings) == []


def test_what_is_told_of_a_document_can_be_changed():
    document = make_document(make_zaak())
    record_documentgegevens(
        viewer=MEER,
        document_id=document.pk,
        gegevens=Gegevens(titel=" Nieuw ", openbare_delen=True, vertrouwelijkheid="vertrouwelijk"),
    )
    document.refresh_from_db()
    assert (document.titel, document.openbare_delen) == ("Nieuw", True)
    assert document.vertrouwelijkheid in derive_niveaus("vertrouwelijk") - derive_niveaus("zaakvertrouwelijk")
