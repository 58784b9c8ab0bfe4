"""A proposal in the register: nothing enters a draft unaccepted, twice is once, and a parent comes before its child."""

import uuid
from dataclasses import replace
from datetime import date

import pytest

from vth.toegang.rules import GeenToegangError, Viewer
from vth.vergunningen.inhoud import VoorschriftError
from vth.vergunningen.models import Ontwerpmutatie, Toestemming, Voorstel, Voorstelregel
from vth.vergunningen.rules import VergunningError
from vth.vergunningen.services import remove_ontwerp
from vth.vergunningen.uitpapier.lezing import read_voorstel
from vth.vergunningen.uitpapier.opruimen import sweep_voorstellen
from vth.vergunningen.uitpapier.selectors import get_voorstel, list_voorstellen
from vth.vergunningen.uitpapier.services import (
    Bron,
    OuderError,
    accept_voorstelregel,
    accept_zekere,
    record_voorstel,
    reject_voorstelregel,
)
from vth.vergunningen.uitpapier.vorm import make_puntinhoud
from vth.zaken.documenten.tests.builders import make_document, make_docx
from vth.zaken.documenten.vernietiging import erase_documenten
from vth.zaken.models import Document
from vth.zaken.selectors import BestaatNietError
from vth.zaken.tests.builders import ANNA, make_viewer, make_zaak

from .builders import BUITEN, VERA, make_toestemming, make_vergunning

pytestmark = pytest.mark.django_db
TEKST = """VOORSCHRIFTEN

1 Lucht

1.1 De emissie van benzeen is ten hoogste 1 mg/Nm3.

1.2 De emissie wordt jaarlijks gemeten.

2 Geluid

2.2 Het is er stil.
"""
LEZER = Viewer("lezer", VERA.zicht, frozenset({"register.read"}), VERA.organisaties)


def make_concept() -> Toestemming:
    return make_toestemming(make_vergunning(), None)


def stel_voor(toestemming: Toestemming, tekst: str = TEKST) -> Voorstel:
    voorstel = record_voorstel(viewer=VERA, toestemming_id=toestemming.pk, bron=Bron(tekst=tekst))
    return read_voorstel(voorstel.pk)


def nummers(toestemming: Toestemming) -> list[str]:
    return list(toestemming.ontwerp.order_by("plaats").values_list("nummer", flat=True))


def test_a_pasted_permit_is_read_and_nothing_of_it_is_in_the_draft() -> None:
    concept = make_concept()
    voorstel = stel_voor(concept)
    assert voorstel.staat == "gelezen" and nummers(concept) == []
    regels = list(voorstel.regels.order_by("volgnummer"))
    assert [(r.nummer, r.ouder.nummer if r.ouder else "", r.zeker) for r in regels] == [
        ("1", "", True),
        ("1.1", "1", True),
        ("1.2", "1", False),
        ("2", "", True),
        ("2.2", "2", False),
    ]
    assert regels[1].gegevens["grenswaarden"][0]["stof"] == "71-43-2"
    assert read_voorstel(voorstel.pk).regels.count() == 5


def test_a_part_enters_the_draft_when_it_is_accepted_and_twice_is_once() -> None:
    concept = make_concept()
    voorstel = stel_voor(concept)
    with pytest.raises(OuderError, match=r"1\.1 staat onder 1, .* Aanvaard of verwerp eerst 1"):
        accept_voorstelregel(viewer=VERA, voorstel_id=voorstel.pk, volgnummer=2)
    accept_voorstelregel(viewer=VERA, voorstel_id=voorstel.pk, volgnummer=1)
    een = accept_voorstelregel(viewer=VERA, voorstel_id=voorstel.pk, volgnummer=2)
    versie = concept.vergunning.__class__.objects.get().versie
    nog = accept_voorstelregel(viewer=VERA, voorstel_id=voorstel.pk, volgnummer=2)
    assert (
        nog.voorschrift_id == een.voorschrift_id
        and concept.vergunning.__class__.objects.get().versie == versie
    )
    rij = Ontwerpmutatie.objects.get(nummer="1.1")
    assert rij.ouder_id == Ontwerpmutatie.objects.get(nummer="1").voorschrift_id
    assert [str(g.waarde) for g in rij.inhoud.grenswaarden] == ["1"]
    remove_ontwerp(viewer=VERA, toestemming_id=concept.pk, voorschrift_id=een.voorschrift_id)
    accept_voorstelregel(viewer=VERA, voorstel_id=voorstel.pk, volgnummer=2)
    assert nummers(concept) == ["1", "1.1"]


def test_an_adapted_part_enters_as_it_was_adapted() -> None:
    concept = make_concept()
    voorstel = stel_voor(concept)
    accept_voorstelregel(viewer=VERA, voorstel_id=voorstel.pk, volgnummer=1)
    regel = voorstel.regels.get(volgnummer=3)
    met_dag = make_puntinhoud("1.2", "", regel.tekst, regel.gegevens)
    plicht = replace(met_dag.verplichtingen[0], eerste_dag=date(2027, 1, 1), iedere_maanden=12)
    accept_voorstelregel(
        viewer=VERA, voorstel_id=voorstel.pk, volgnummer=3, inhoud=replace(met_dag, verplichtingen=(plicht,))
    )
    assert Ontwerpmutatie.objects.get(nummer="1.2").inhoud.verplichtingen == (plicht,)
    assert voorstel.regels.get(volgnummer=3).staat == "aangepast"
    with pytest.raises(VoorschriftError):
        make_puntinhoud("", "", "", {})


def test_all_that_is_sure_of_one_chapter_is_accepted_in_one_act() -> None:
    concept = make_concept()
    voorstel = stel_voor(concept)
    assert accept_zekere(viewer=VERA, voorstel_id=voorstel.pk, hoofdstuk=1) == 2
    assert accept_zekere(viewer=VERA, voorstel_id=voorstel.pk, hoofdstuk=1) == 0
    assert nummers(concept) == ["1", "1.1"]
    assert list(voorstel.regels.order_by("volgnummer").values_list("staat", flat=True)) == [
        "aanvaard",
        "aanvaard",
        "open",
        "open",
        "open",
    ]


def test_what_stands_under_a_rejected_part_moves_up_and_what_has_parts_stays() -> None:
    concept = make_concept()
    voorstel = stel_voor(concept)
    reject_voorstelregel(viewer=VERA, voorstel_id=voorstel.pk, volgnummer=1)
    accept_voorstelregel(viewer=VERA, voorstel_id=voorstel.pk, volgnummer=2)
    assert Ontwerpmutatie.objects.get().ouder_id is None
    accept_voorstelregel(viewer=VERA, voorstel_id=voorstel.pk, volgnummer=4)
    accept_voorstelregel(viewer=VERA, voorstel_id=voorstel.pk, volgnummer=5)
    with pytest.raises(VergunningError, match=r"al zijn aanvaard \(2\.2\)"):
        reject_voorstelregel(viewer=VERA, voorstel_id=voorstel.pk, volgnummer=4)
    reject_voorstelregel(viewer=VERA, voorstel_id=voorstel.pk, volgnummer=5)
    assert nummers(concept) == ["1.1", "2"]


def test_who_may_not_write_and_who_does_not_see_get_nothing_done() -> None:
    concept = make_concept()
    voorstel = stel_voor(concept)
    with pytest.raises(GeenToegangError):
        accept_voorstelregel(viewer=LEZER, voorstel_id=voorstel.pk, volgnummer=1)
    for doe in (accept_zekere, reject_voorstelregel):
        with pytest.raises(BestaatNietError):
            doe(
                viewer=BUITEN,
                voorstel_id=voorstel.pk,
                **{"hoofdstuk" if doe is accept_zekere else "volgnummer": 1},
            )
    with pytest.raises(BestaatNietError):
        record_voorstel(viewer=VERA, toestemming_id=uuid.uuid4(), bron=Bron(tekst="x"))
    assert not Voorstelregel.objects.exclude(staat="open").exists()


def test_a_document_that_one_does_not_see_shows_nothing_of_its_proposal_and_destroyed_it_is_gone() -> None:
    concept = make_concept()
    vertrouwd = make_viewer("gebruiker 911", "vergunning.record", "document.record", niveau="vertrouwelijk")
    document = make_document(
        make_zaak(), make_docx("Voorschriften", "1 Lucht", "1.1 Het is schoon."), naam="v.docx"
    )
    Document.objects.filter(pk=document.pk).update(vertrouwelijkheid="vertrouwelijk")
    document.refresh_from_db()
    bron = Bron(document_id=document.pk)
    with pytest.raises(BestaatNietError):
        record_voorstel(viewer=VERA, toestemming_id=concept.pk, bron=bron)
    voorstel = read_voorstel(record_voorstel(viewer=vertrouwd, toestemming_id=concept.pk, bron=bron).pk)
    assert [r.nummer for r in voorstel.regels.order_by("volgnummer")] == ["1", "1.1"]
    assert get_voorstel(vertrouwd, voorstel.pk) == voorstel and list_voorstellen(VERA, concept) == []
    with pytest.raises(BestaatNietError):
        get_voorstel(VERA, voorstel.pk)
    erase_documenten(Document.objects.filter(pk=document.pk))
    with pytest.raises(BestaatNietError):
        get_voorstel(vertrouwd, voorstel.pk)
    assert sweep_voorstellen(None, date(2026, 1, 1)) == 1 and not Voorstelregel.objects.exists()


def test_what_cannot_be_read_says_so_and_changes_nothing() -> None:
    concept = make_concept()
    with pytest.raises(VergunningError, match="geen tekst"):
        record_voorstel(viewer=VERA, toestemming_id=concept.pk, bron=Bron(tekst="  "))
    plaatje = make_document(make_zaak(), b"\x89PNG\r\n\x1a\n" + b"0" * 40, naam="a.png", viewer=ANNA)
    with pytest.raises(VergunningError, match=r"a\.png.* worden geen voorschriften gelezen"):
        record_voorstel(viewer=VERA, toestemming_id=concept.pk, bron=Bron(document_id=plaatje.pk))
    kapot = make_document(make_zaak(), b"%PDF-1.4\nkapot", naam="b.pdf")
    voorstel = read_voorstel(
        record_voorstel(viewer=VERA, toestemming_id=concept.pk, bron=Bron(document_id=kapot.pk)).pk
    )
    assert voorstel.staat == "niet_leesbaar" and "geen PDF die te openen is" in voorstel.uitleg
    assert not Ontwerpmutatie.objects.exists() and not Voorstelregel.objects.exists()
