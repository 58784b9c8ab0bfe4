"""After a draft decision was withdrawn handhaving goes on: the measure, its costs, its claims and what was asked about its last."""

from decimal import Decimal

import pytest
from django.test import Client

from vth.handhaving.bestuursdwang import Kostenbeschikking, record_kostenbeschikking
from vth.handhaving.dagloop import update_vervolg
from vth.handhaving.lastverzoeken import Lastbeslissing, decide_lastverzoek
from vth.handhaving.maatregelen import assign_besluit, draft_besluit, record_motivering
from vth.handhaving.models import Lastadressaat, Maatregel, Verbeurte, Vervolgbesluit
from vth.handhaving.rules import HandhavingError
from vth.handhaving.vervolgbesluiten import (
    record_invorderbesluit,
    record_kostenbesluit,
    record_lastbesluit,
)
from vth.interface.tests.builders import log_in
from vth.tijd import klok
from vth.zaken.conceptintrekking import withdraw_concept
from vth.zaken.models import Besluit

from .briefbuilders import (
    REDEN,
    make_concept,
    make_invorderbesluit,
    make_kostenbesluit,
    make_lastbesluit,
)
from .builders import JURIST
from .test_invorderen import do

pytestmark = pytest.mark.django_db
WAAROM = "Er stond een verkeerd bedrag in dit concept."


def withdraw(besluit: Besluit) -> None:
    """Withdraw a draft."""
    withdraw_concept(viewer=JURIST, besluit_id=besluit.pk, reden=WAAROM)


def make_kosten() -> Kostenbeschikking:
    """Claim the costs, from who had to obey."""
    wie = Lastadressaat.objects.get()
    return Kostenbeschikking(wie.pk, Decimal("812.50"), klok.today(), REDEN)


def test_costs_are_recorded_by_hand_once_the_draft_was_withdrawn() -> None:
    vervolg = make_kostenbesluit()
    with pytest.raises(HandhavingError, match="trek dan het concept in"):
        record_kostenbeschikking(viewer=JURIST, maatregel_id=vervolg.maatregel_id, nieuw=make_kosten())
    withdraw(vervolg.besluit)
    assert record_kostenbeschikking(viewer=JURIST, maatregel_id=vervolg.maatregel_id, nieuw=make_kosten())
    assert Verbeurte.objects.count() == 1


def test_another_cost_decision_comes_instead() -> None:
    vervolg = make_kostenbesluit()
    withdraw(vervolg.besluit)
    nieuw = record_kostenbesluit(viewer=JURIST, maatregel_id=vervolg.maatregel_id, kosten=make_kosten())
    assert nieuw.besluit_id != vervolg.besluit_id and Vervolgbesluit.objects.count() == 2


def test_what_was_forfeited_is_claimed_by_hand_or_by_another_decision() -> None:
    vervolg = make_invorderbesluit()
    ids = [v.pk for v in Verbeurte.objects.all()]
    with pytest.raises(HandhavingError, match="trek dat concept in"):
        record_invorderbesluit(viewer=JURIST, verbeurten=ids, motivering=REDEN)
    withdraw(vervolg.besluit)
    nieuw = record_invorderbesluit(viewer=JURIST, verbeurten=ids[:1], motivering=REDEN)
    withdraw(nieuw.besluit)
    do(Verbeurte.objects.get(pk=ids[0]), "invorderingsbeschikking")
    assert Verbeurte.objects.get(pk=ids[0]).ingevorderd_op == klok.today()


def test_what_was_asked_about_a_last_is_decided_again() -> None:
    vervolg = make_lastbesluit()
    m, verzoek, dag = vervolg.maatregel, vervolg.lastverzoek, klok.today()
    assert verzoek is not None
    weg = Lastbeslissing("afgewezen", dag, REDEN)
    with pytest.raises(HandhavingError, match="trek dat concept in"):
        record_lastbesluit(viewer=JURIST, maatregel_id=m.pk, verzoek_id=verzoek.pk, beslissing=weg)
    withdraw(vervolg.besluit)
    nieuw = record_lastbesluit(viewer=JURIST, maatregel_id=m.pk, verzoek_id=verzoek.pk, beslissing=weg)
    withdraw(nieuw.besluit)
    decide_lastverzoek(viewer=JURIST, maatregel_id=m.pk, verzoek_id=verzoek.pk, beslissing=weg)
    assert verzoek.besluit.uitkomst == "afgewezen"


def test_a_withdrawn_draft_does_nothing_at_night() -> None:
    withdraw(make_invorderbesluit().besluit)
    assert update_vervolg(None, klok.today()) == 0
    assert not Verbeurte.objects.exclude(ingevorderd_op=None).exists()


def test_the_measure_itself_gets_another_decision(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    m, besluit = make_concept("last_onder_dwangsom")
    with pytest.raises(HandhavingError, match="al een besluit in voorbereiding"):
        draft_besluit(viewer=JURIST, maatregel_id=m.pk)
    withdraw(besluit)
    html = log_in(client, monkeypatch, JURIST).get(f"/handhaving/maatregelen/{m.pk}").content.decode()
    assert "is ingetrokken. Stel een nieuw besluit op." in html and "Stel het besluit op" in html
    record_motivering(viewer=JURIST, maatregel_id=m.pk, motivering="Om een andere reden dan eerst.")
    nieuw = draft_besluit(viewer=JURIST, maatregel_id=m.pk)
    assert nieuw.pk != besluit.pk and "andere reden" in nieuw.overwegingen.get().omschrijving
    with pytest.raises(HandhavingError, match="concept dat is ingetrokken"):
        assign_besluit(viewer=JURIST, maatregel_id=m.pk, besluit_id=besluit.pk)
    assert Maatregel.objects.get(pk=m.pk).besluit_id == nieuw.pk
