"""Documents for programs: in parts, again, and what a refusal tells."""

import base64
import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.zaken.documenten.ontvangst import DEEL_HOOGSTENS
from vth.zaken.models import Document
from vth.zaken.tests.builders import ANNA, BUITEN, make_zaak

from .builders import make_document, make_pdf

pytestmark = pytest.mark.django_db
BEGIN = "/api/v1/documentontvangsten"
INHOUD = make_pdf("In delen.", bladen=3)


@pytest.fixture
def als(client: Client, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Client]:
    return lambda viewer=ANNA: log_in(client, monkeypatch, viewer)


def write_digest(deel: bytes) -> str:
    return f"sha-256=:{base64.b64encode(hashlib.sha256(deel).digest()).decode()}:"


def begin(client: Client, **velden: Any) -> Any:
    lichaam = {"bestandsnaam": "rapport.pdf", "bestandsomvang": len(INHOUD)} | velden
    return client.post(BEGIN, lichaam, content_type="application/json")


def send(client: Client, adres: str, vanaf: int, deel: bytes, *, digest: str = "") -> Any:
    return client.put(
        f"{adres}/deel?vanaf={vanaf}",
        deel,
        content_type="application/octet-stream",
        headers={"Content-Digest": digest or write_digest(deel)},
    )


def finish(client: Client, adres: str, som: str = "") -> Any:
    lichaam = {"sha256": som or hashlib.sha256(INHOUD).hexdigest()}
    return client.post(f"{adres}/klaar", lichaam, content_type="application/json")


def test_a_program_sends_a_document_in_parts_and_goes_on_where_it_broke_off(als: Any):
    begonnen = begin(als(), zaakId=str(make_zaak().pk), titel="Rapport")
    assert begonnen.status_code == 201, begonnen.content
    adres = begonnen.json()["_links"]["self"]["href"].removeprefix("http://testserver")
    assert begonnen["Location"].endswith(adres)
    assert send(als(), adres, 0, INHOUD[:400]).json()["ontvangen"] == 400
    assert send(als(), adres, 0, INHOUD[:400]).json()["ontvangen"] == 400
    verder = als().get(adres).json()["ontvangen"]
    assert send(als(), adres, verder, INHOUD[verder:]).json()["ontvangen"] == len(INHOUD)
    klaar, nog_eens = finish(als(), adres), finish(als(), adres)
    assert klaar.status_code == nog_eens.status_code == 201 and klaar.json() == nog_eens.json()
    assert klaar.json()["sha256"] == hashlib.sha256(INHOUD).hexdigest()
    assert Document.objects.get().titel == "Rapport"


def test_a_part_that_does_not_fit_is_told_which_is_expected(als: Any):
    adres = begin(als(), zaakId=str(make_zaak().pk), titel="Rapport").json()["_links"]["self"]["href"]
    send(als(), adres, 0, INHOUD[:400])
    for antwoord in (
        send(als(), adres, 500, INHOUD[500:600]),
        send(als(), adres, 400, INHOUD[400:], digest=write_digest(b"anders")),
        send(als(), adres, 400, b"x" * (DEEL_HOOGSTENS + 1)),
        finish(als(), adres),
    ):
        assert antwoord.status_code == 409 and antwoord["Upload-Offset"] == "400"
        assert antwoord.json()["code"] == "deel_past_niet"
    assert send(als(), adres, 400, INHOUD[400:]).status_code == 200
    assert finish(als(), adres, "0" * 64)["Upload-Offset"] == "0"


@pytest.mark.parametrize("digest", ["onzin", "sha-256=:AAAA:", "md5=:AAAA:", "sha-256=:====:"])
def test_a_part_without_a_readable_hash_is_refused(als: Any, digest: str):
    adres = begin(als(), zaakId=str(make_zaak().pk), titel="Rapport").json()["_links"]["self"]["href"]
    assert send(als(), adres, 0, INHOUD, digest=digest).status_code == 400
    assert send(als(), adres, "x", INHOUD).status_code == 400  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("velden", "status"),
    [
        ({"bestandsomvang": 2 << 30}, 422),
        ({"bestandsomvang": 0}, 422),
        ({"bestandsomvang": -1}, 400),
        ({"zaakId": "onzin"}, 400),
        ({"zaakId": "018f0000-0000-7000-8000-000000000000"}, 404),
        ({"titel": ""}, 422),
        ({"bestandsnaam": "x" * 6000}, 400),
        ({"vertrouwelijkheid": "openbaar"}, 422),
    ],
)
def test_what_cannot_be_taken_in_is_refused_before_it_is_sent(als: Any, velden: dict[str, Any], status: int):
    zaak = make_zaak()
    antwoord = begin(als(), **({"zaakId": str(zaak.pk), "titel": "Rapport"} | velden))
    assert antwoord.status_code == status, antwoord.content
    assert antwoord["Content-Type"].startswith("application/problem+json")


def test_a_program_sends_the_next_version_of_a_document(als: Any):
    document = make_document(make_zaak())
    adres = begin(als(), documentId=str(document.pk)).json()["_links"]["self"]["href"]
    send(als(), adres, 0, INHOUD)
    assert finish(als(), adres).json()["versie"] == 2


def test_another_finds_nothing_of_what_comes_in(als: Any):
    zaak = make_zaak()
    adres = begin(als(), zaakId=str(zaak.pk), titel="Rapport").json()["_links"]["self"]["href"]
    assert als(BUITEN).get(adres).status_code == 404
    assert send(als(BUITEN), adres, 0, INHOUD).status_code == 404
    assert begin(als(BUITEN), zaakId=str(zaak.pk), titel="x").status_code == 404
