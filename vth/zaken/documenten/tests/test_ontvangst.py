"""A file in parts: going on after a break, the same part again, parts that do not fit, and what lapses."""

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from vth.tijd import klok
from vth.zaken.documenten.ontvangst import (
    DEEL_HOOGSTENS,
    Aankondiging,
    accept_deel,
    close_ontvangst,
    get_ontvangst,
    record_ontvangst,
)
from vth.zaken.documenten.opruimen import sweep_ontvangsten
from vth.zaken.documenten.plek import NieuwDocument
from vth.zaken.documenten.rules import DeelError, DocumentError
from vth.zaken.models import Document, Documentontvangst, Zaak
from vth.zaken.selectors import BestaatNietError
from vth.zaken.services import close_zaak
from vth.zaken.tests.builders import ANNA, BAS, BUITEN, CHEF, make_zaak

from .builders import make_document, make_pdf

pytestmark = pytest.mark.django_db
INHOUD = make_pdf("Deel na deel.", bladen=3)


def derive_som(inhoud: bytes) -> str:
    return hashlib.sha256(inhoud).hexdigest()


def begin(zaak: Zaak, **velden: Any) -> Documentontvangst:
    """Announce the file for a zaak."""
    vast = {"bestandsnaam": "rapport.pdf", "bestandsomvang": len(INHOUD)}
    nieuw = NieuwDocument("In delen", zaak_id=zaak.pk)
    return record_ontvangst(viewer=ANNA, aankondiging=Aankondiging(**({"nieuw": nieuw} | vast | velden)))


def send(ontvangst: Documentontvangst, vanaf: int, deel: bytes, *, som: str = "") -> int:
    """Send one part; gives how much is there."""
    return accept_deel(
        viewer=ANNA,
        ontvangst_id=ontvangst.pk,
        vanaf=vanaf,
        brokken=[deel],
        sha256=som or derive_som(deel),
    ).ontvangen


def finish(ontvangst: Documentontvangst, som: str = "") -> Any:
    return close_ontvangst(viewer=ANNA, ontvangst_id=ontvangst.pk, sha256=som or derive_som(INHOUD))


def test_a_file_in_parts_becomes_a_document_once():
    ontvangst = begin(make_zaak())
    assert send(ontvangst, 0, INHOUD[:300]) == 300
    assert send(ontvangst, 300, INHOUD[300:]) == len(INHOUD)
    versie = finish(ontvangst)
    assert (versie.sha256, versie.document.titel) == (derive_som(INHOUD), "In delen")
    assert finish(ontvangst) == versie and Document.objects.count() == 1
    with pytest.raises(DeelError, match="al helemaal ontvangen"):
        send(ontvangst, 0, INHOUD)


def test_a_file_in_parts_becomes_the_next_version_of_a_document():
    document = make_document(make_zaak())
    aankondiging = Aankondiging("nieuw.pdf", len(INHOUD), document_id=document.pk, reden="verbeterd")
    ontvangst = record_ontvangst(viewer=ANNA, aankondiging=aankondiging)
    send(ontvangst, 0, INHOUD)
    versie = finish(ontvangst)
    assert (versie.document_id, versie.volgnummer, versie.reden) == (document.pk, 2, "verbeterd")


def test_the_same_part_again_changes_nothing():
    ontvangst = begin(make_zaak())
    send(ontvangst, 0, INHOUD[:300])
    assert send(ontvangst, 0, INHOUD[:300]) == 300
    assert send(ontvangst, 100, INHOUD[100:200]) == 300
    send(ontvangst, 300, INHOUD[300:])
    assert finish(ontvangst)


@pytest.mark.parametrize(
    ("vanaf", "deel", "fout"),
    [
        (400, INHOUD[400:500], "begint bij byte 400, en verwacht wordt het deel vanaf byte 300"),
        (0, b"anders", "begint bij byte 0"),
        (200, INHOUD[200:400], "begint bij byte 200"),
        (-1, INHOUD[:10], "begint bij byte -1"),
        (300, INHOUD[300:] + b"x", "aangekondigd waren er"),
        (300, b"", "0 bytes"),
    ],
)
def test_a_part_that_does_not_fit_is_told_what_is_expected(vanaf: int, deel: bytes, fout: str):
    ontvangst = begin(make_zaak())
    send(ontvangst, 0, INHOUD[:300])
    with pytest.raises(DeelError, match=fout) as fouten:
        send(ontvangst, vanaf, deel)
    assert fouten.value.verwacht == 300
    assert send(ontvangst, 300, INHOUD[300:]) == len(INHOUD)
    assert finish(ontvangst)


def test_a_part_that_came_in_damaged_is_refused():
    ontvangst = begin(make_zaak())
    with pytest.raises(DeelError, match="kwam beschadigd aan"):
        send(ontvangst, 0, INHOUD[:300], som="0" * 64)
    with pytest.raises(DeelError, match="hoogstens 16 MB"):
        send(ontvangst, 0, b"x" * (DEEL_HOOGSTENS + 1))
    assert get_ontvangst(ANNA, ontvangst.pk).ontvangen == 0


def test_finishing_too_early_or_with_another_hash_says_what_is_expected():
    ontvangst = begin(make_zaak())
    send(ontvangst, 0, INHOUD[:300])
    with pytest.raises(DeelError, match="300 van") as fout:
        finish(ontvangst)
    assert fout.value.verwacht == 300
    send(ontvangst, 300, INHOUD[300:])
    with pytest.raises(DeelError, match="onderweg iets veranderd") as fout:
        finish(ontvangst, "0" * 64)
    assert fout.value.verwacht == 0
    send(ontvangst, 0, INHOUD)
    assert finish(ontvangst)


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"bestandsomvang": 0}, "0 bytes"),
        ({"bestandsomvang": 2 << 30}, "hoogstens 1024 MB"),
        ({"bestandsnaam": "x" * 6000}, "kortere naam"),
        ({"nieuw": None}, "Zeg wat het bestand wordt"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_before_it_is_sent(velden: dict[str, Any], fout: str):
    zaak = make_zaak()
    with pytest.raises(DocumentError, match=fout):
        begin(zaak, **velden)


def test_what_is_refused_at_the_end_is_refused_with_the_same_words():
    ontvangst = begin(make_zaak(), bestandsnaam="rapport.png")
    send(ontvangst, 0, INHOUD)
    with pytest.raises(DocumentError, match="heet PNG-afbeelding, maar is PDF"):
        finish(ontvangst)


def test_only_who_began_goes_on():
    ontvangst = begin(make_zaak())
    for ander in (BAS, BUITEN):
        with pytest.raises(BestaatNietError):
            get_ontvangst(ander, ontvangst.pk)


def test_a_zaak_that_closes_meanwhile_takes_nothing_in():
    zaak = make_zaak()
    ontvangst = begin(zaak)
    send(ontvangst, 0, INHOUD)
    close_zaak(viewer=CHEF, zaak_id=zaak.pk, resultaat="ingetrokken")
    with pytest.raises(DocumentError, match="gesloten"):
        finish(ontvangst)
    with pytest.raises(DocumentError, match="gesloten"):
        begin(zaak)


def test_what_is_not_finished_in_time_lapses_and_is_swept_away(settings: Any, zet_klok: Any):
    zet_klok(2025, 4, 1, 9)
    ontvangst, klaar = begin(make_zaak()), begin(make_zaak())
    send(ontvangst, 0, INHOUD[:300])
    send(klaar, 0, INHOUD)
    finish(klaar)
    assert sweep_ontvangsten() == 0
    zet_klok(2025, 4, 8, 9)
    with pytest.raises(DocumentError, match="verlopen"):
        send(ontvangst, 300, INHOUD[300:])
    assert sweep_ontvangsten() == 1
    assert list(Documentontvangst.objects.all()) == [klaar]
    assert not list((Path(settings.DOCUMENTEN_DIR) / "onderweg").glob("*.ontvangst"))
    assert klok.now() - klaar.begonnen_op == timedelta(days=7)
