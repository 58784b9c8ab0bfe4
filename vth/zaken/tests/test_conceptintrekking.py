"""A draft decision that is withdrawn: with a reason, never once signed, and it stays to be read with who did it."""

from typing import Any

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.logboek.models import Gebeurtenis
from vth.toegang.rules import GeenToegangError
from vth.zaken.besluiten import record_besluittekst, sign_besluit
from vth.zaken.brieven.services import record_brief
from vth.zaken.conceptintrekking import find_intrekking, is_ingetrokken_concept, withdraw_concept
from vth.zaken.documenten.rules import DocumentError
from vth.zaken.goedkeuringen import decide_goedkeuring, request_goedkeuring
from vth.zaken.models import Besluit, Goedkeuring, Zaakgebeurtenis
from vth.zaken.rules import AnderWasVoorError, ZaakError
from vth.zaken.selectors import BestaatNietError, list_te_keuren

from .builders import (
    ANNA,
    BAS,
    BESTUUR,
    BUITEN,
    approve,
    make_besluit,
    make_ondertekend,
    make_viewer,
    make_zaak,
)

pytestmark = pytest.mark.django_db
WAAROM = "De overtreder heeft intussen alles opgeruimd."
LEZER = make_viewer("gebruiker 909")


def test_a_draft_is_withdrawn_with_a_reason_and_stays_to_be_read() -> None:
    besluit = make_besluit(make_zaak())
    withdraw_concept(viewer=ANNA, besluit_id=besluit.pk, reden=WAAROM)
    besluit.refresh_from_db()
    assert besluit.staat == Besluit.Staat.INGETROKKEN and besluit.besluitdatum is None
    assert besluit.tekst and besluit.versies.count() == 1
    intrekking = find_intrekking(besluit)
    assert intrekking is not None and intrekking.reden == WAAROM and is_ingetrokken_concept(besluit)
    rij = Zaakgebeurtenis.objects.get(handeling="besluit_concept_ingetrokken")
    assert (rij.naar, rij.door, intrekking.op) == (besluit.identificatie, ANNA.actor, rij.op)
    assert Gebeurtenis.objects.filter(handeling="besluit.withdraw").count() == 1


def test_a_draft_that_waits_for_approval_or_has_it_is_withdrawn_too_and_nobody_is_asked_any_more() -> None:
    besluit = make_besluit(make_zaak())
    gevraagd = request_goedkeuring(viewer=ANNA, besluit_id=besluit.pk)
    assert list(list_te_keuren(BAS))
    withdraw_concept(viewer=ANNA, besluit_id=besluit.pk, reden=WAAROM)
    assert not list(list_te_keuren(BAS))
    with pytest.raises(ZaakError, match="vervallen"):
        decide_goedkeuring(viewer=BAS, goedkeuring_id=gevraagd.pk, akkoord=True)
    ander = approve(make_besluit(make_zaak()))
    withdraw_concept(viewer=ANNA, besluit_id=ander.pk, reden=WAAROM)
    assert Goedkeuring.objects.get(besluit=ander).uitkomst == "akkoord"
    with pytest.raises(ZaakError, match="is al ingetrokken"):
        sign_besluit(viewer=BESTUUR, besluit_id=ander.pk)


def test_what_was_signed_is_withdrawn_by_another_decision_only() -> None:
    besluit = make_ondertekend(make_zaak())
    for staat in ("ondertekend", "bekendgemaakt"):
        Besluit.objects.filter(pk=besluit.pk).update(staat=staat)
        with pytest.raises(ZaakError, match=rf"is {staat}: het is genomen.*Neem een nieuw besluit"):
            withdraw_concept(viewer=ANNA, besluit_id=besluit.pk, reden=WAAROM)
    assert not is_ingetrokken_concept(besluit) and find_intrekking(besluit) is None


def test_a_withdrawn_draft_is_not_changed_signed_sent_written_or_withdrawn_again() -> None:
    besluit = make_besluit(make_zaak())
    withdraw_concept(viewer=ANNA, besluit_id=besluit.pk, reden=WAAROM)
    with pytest.raises(ZaakError, match="al ingetrokken"):
        withdraw_concept(viewer=ANNA, besluit_id=besluit.pk, reden=WAAROM)
    with pytest.raises(ZaakError, match="tekst staat vast"):
        record_besluittekst(viewer=ANNA, besluit_id=besluit.pk, tekst="Toch.", overwegingen=[])
    with pytest.raises(DocumentError, match="concept van dit besluit is ingetrokken"):
        record_brief(viewer=ANNA, sjabloon="besluit", besluit_id=besluit.pk)


@pytest.mark.parametrize("reden", ["", "   ", "nee"])
def test_without_a_reason_a_draft_is_not_withdrawn(reden: str) -> None:
    besluit = make_besluit(make_zaak())
    with pytest.raises(ZaakError, match="Schrijf op waarom"):
        withdraw_concept(viewer=ANNA, besluit_id=besluit.pk, reden=reden)


def test_only_who_may_write_and_saw_the_last_version_withdraws() -> None:
    besluit = make_besluit(make_zaak())
    with pytest.raises(BestaatNietError):
        withdraw_concept(viewer=BUITEN, besluit_id=besluit.pk, reden=WAAROM)
    zonder = make_viewer("gebruiker 908")
    zonder = type(zonder)(**{**zonder.__dict__, "handelingen": frozenset({"register.read"})})
    with pytest.raises(GeenToegangError):
        withdraw_concept(viewer=zonder, besluit_id=besluit.pk, reden=WAAROM)
    with pytest.raises(AnderWasVoorError):
        withdraw_concept(viewer=ANNA, besluit_id=besluit.pk, reden=WAAROM, gezien=besluit.versie + 7)
    besluit.refresh_from_db()
    assert besluit.staat == Besluit.Staat.CONCEPT


def test_the_page_withdraws_a_draft_and_says_by_whom_and_why(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    besluit = make_besluit(make_zaak())
    client = log_in(client, monkeypatch, ANNA)
    hier = f"/besluiten/{besluit.pk}"
    velden: dict[str, Any] = {"reden": WAAROM, "gezien": besluit.versie}
    assert "Maak een brief" in client.get(hier).content.decode()
    leeg = client.post(f"{hier}/intrek", velden | {"reden": "nee"})
    assert leeg.status_code == 422 and "Schrijf op waarom" in leeg.content.decode()
    assert client.post(f"{hier}/intrek", velden).status_code == 302
    html = client.get(hier).content.decode()
    assert "Dit concept is ingetrokken door" in html and WAAROM in html and "Trek dit concept in" not in html
    assert "Maak een brief" not in html and "Nog niet gevraagd" not in html
    assert client.post(f"{hier}/intrek", velden).status_code == 404
    assert "Concept van een besluit ingetrokken" in client.get(f"/zaken/{besluit.zaak_id}").content.decode()
