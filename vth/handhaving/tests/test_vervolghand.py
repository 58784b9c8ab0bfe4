"""A decision that was sent and does not work by itself: told once for each reason, tried again when something changed, and handled by hand with a reason."""

from decimal import Decimal

import pytest
from django.test import Client

from vth.agenda.models import Agendapunt
from vth.handhaving.bestuursdwang import NieuweKosten, record_kosten, withdraw_kosten
from vth.handhaving.dagloop import update_vervolg
from vth.handhaving.models import (
    Bestuursdwang,
    Kostenregel,
    Maatregel,
    Verbeurte,
    Vervolgbesluit,
    Vervolguitvoering,
    Vervolgwacht,
)
from vth.handhaving.rules import HandhavingError
from vth.handhaving.vervolghand import list_met_de_hand, record_met_de_hand
from vth.handhaving.vervolgwerking import list_uit_te_voeren
from vth.interface.tests.builders import log_in
from vth.logboek.models import Gebeurtenis
from vth.tijd import klok
from vth.toegang.rules import GeenToegangError
from vth.zaken.selectors import BestaatNietError

from .briefbuilders import make_invorderbesluit, make_kostenbesluit, make_lastbesluit, send_besluit
from .builders import BUITEN, DAG, JURIST, make_opgelegd
from .test_vervolgbesluiten import LEZER

pytestmark = pytest.mark.django_db
GEDAAN = "De kosten staan in de beschikking van 2024; er is betaald."


def make_wachtend() -> Vervolgbesluit:
    """A cost decision that was sent after its costs turned out to be wrong."""
    vervolg = make_kostenbesluit()
    send_besluit(vervolg.besluit)
    withdraw_kosten(
        viewer=JURIST,
        maatregel_id=vervolg.maatregel_id,
        regel_id=Kostenregel.objects.get().pk,
        reden="Was dubbel.",
    )
    return vervolg


def count_gezegd() -> int:
    """How often the log told that something waits."""
    return Gebeurtenis.objects.filter(handeling="maatregel.vervolg_wacht").count()


def test_what_waits_is_told_once_and_not_read_again_while_nothing_changed() -> None:
    vervolg = make_wachtend()
    for nacht in range(3):
        assert update_vervolg(None, klok.today() + nacht * DAG) == 0
    assert count_gezegd() == 1
    assert not list_uit_te_voeren(klok.today() + 3 * DAG)
    assert list(list_uit_te_voeren(klok.today() + 7 * DAG)) == [vervolg]
    update_vervolg(None, klok.today() + 7 * DAG)
    assert count_gezegd() == 1 and Vervolgwacht.objects.get().sinds == klok.today()


def test_another_reason_is_told_again() -> None:
    vervolg = make_wachtend()
    update_vervolg(None, klok.today())
    Maatregel.objects.filter(pk=vervolg.maatregel_id).update(staat="vernietigd", versie=99)
    update_vervolg(None, klok.today() + DAG)
    assert count_gezegd() == 2 and Vervolgwacht.objects.get().sinds == klok.today() + DAG


def test_what_was_put_right_is_carried_out_the_next_night_and_waits_no_more() -> None:
    vervolg = make_wachtend()
    update_vervolg(None, klok.today())
    goed = NieuweKosten(Bestuursdwang.objects.get().pk, "Afvoeren", Decimal("812.50"), klok.today(), "F-2")
    record_kosten(viewer=JURIST, maatregel_id=vervolg.maatregel_id, nieuw=goed)
    assert update_vervolg(None, klok.today() + DAG) == 1
    assert not Vervolgwacht.objects.exists() and Verbeurte.objects.get().aard == "kosten"
    assert not Agendapunt.objects.filter(
        onderwerp=vervolg.maatregel_id, sleutel__startswith="vervolg:", gedaan_op=None
    )


def test_a_decision_that_waits_is_handled_by_hand_with_a_reason() -> None:
    vervolg = make_wachtend()
    update_vervolg(None, klok.today())
    velden = {"maatregel_id": vervolg.maatregel_id, "besluit_id": vervolg.besluit_id}
    for reden in ("", "ja"):
        with pytest.raises(HandhavingError, match="Schrijf op wat u met de hand"):
            record_met_de_hand(viewer=JURIST, **velden, reden=reden)
    gedaan = record_met_de_hand(viewer=JURIST, **velden, reden=GEDAAN)
    assert gedaan.door == JURIST.actor and gedaan.dag == klok.today() and not Vervolgwacht.objects.exists()
    assert list_met_de_hand(vervolg.maatregel) == {vervolg.besluit.identificatie: GEDAAN}
    assert update_vervolg(None, klok.today() + 8 * DAG) == 0 and not Verbeurte.objects.exists()
    assert not Agendapunt.objects.filter(
        onderwerp=vervolg.maatregel_id, sleutel__startswith="vervolg:", gedaan_op=None
    )
    with pytest.raises(HandhavingError, match="al verwerkt"):
        record_met_de_hand(viewer=JURIST, **velden, reden=GEDAAN)


def test_what_will_work_by_itself_or_was_not_sent_is_not_handled_by_hand() -> None:
    vervolg = make_invorderbesluit()
    velden = {"maatregel_id": vervolg.maatregel_id, "besluit_id": vervolg.besluit_id, "reden": GEDAAN}
    with pytest.raises(HandhavingError, match="nog niet verzonden"):
        record_met_de_hand(viewer=JURIST, **velden)
    send_besluit(vervolg.besluit)
    with pytest.raises(HandhavingError, match="zegt zelf wat het doet"):
        record_met_de_hand(viewer=JURIST, **velden)
    assert update_vervolg(None, klok.today()) == 1


def test_only_who_may_handles_it_on_the_measure_that_it_is_of() -> None:
    vervolg = make_lastbesluit()
    send_besluit(vervolg.besluit)
    velden = {"maatregel_id": vervolg.maatregel_id, "besluit_id": vervolg.besluit_id, "reden": GEDAAN}
    for viewer, fout in ((LEZER, GeenToegangError), (BUITEN, BestaatNietError)):
        with pytest.raises(fout):
            record_met_de_hand(viewer=viewer, **velden)
    with pytest.raises(HandhavingError, match="hoort niet bij deze maatregel"):
        record_met_de_hand(viewer=JURIST, **(velden | {"maatregel_id": make_opgelegd()[0].pk}))
    assert not Vervolguitvoering.objects.exists()


def test_the_page_says_what_to_do_and_takes_it(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    vervolg = make_wachtend()
    update_vervolg(None, klok.today())
    client, hier = log_in(client, monkeypatch, JURIST), f"/handhaving/maatregelen/{vervolg.maatregel_id}"
    html = client.get(hier).content.decode()
    assert "kon niet worden verwerkt, sinds" in html and "de kosten zijn € 0" in html
    assert "Is weg wat in de weg stond" in html and "<p>Wat is verzonden" not in html
    versie = Maatregel.objects.get(pk=vervolg.maatregel_id).versie
    velden = {"besluit_id": str(vervolg.besluit_id), "reden": GEDAAN, "gezien": versie}
    assert client.post(f"{hier}/vervolg_hand", velden).status_code == 302
    html = client.get(hier).content.decode()
    assert f"met de hand verwerkt: {GEDAAN}" in html and "kon niet worden verwerkt" not in html


def test_of_an_old_decision_the_page_says_that_it_does_not_work_by_itself(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The table only grows, so an old row is made as one: without what it will do.
    monkeypatch.setattr("vth.handhaving.vervolgbesluiten.Vervolgbesluit.objects.create", make_zonder_wat)
    vervolg = make_kostenbesluit()
    send_besluit(vervolg.besluit)
    assert update_vervolg(None, klok.today()) == 0 and count_gezegd() == 0
    client, hier = log_in(client, monkeypatch, JURIST), f"/handhaving/maatregelen/{vervolg.maatregel_id}"
    html = client.get(hier).content.decode()
    assert "opgesteld voordat Open VTH bewaarde wat een besluit doet" in html
    assert "Er is een kostenbeschikking bekendgemaakt" in html
    velden = {"maatregel_id": vervolg.maatregel_id, "besluit_id": vervolg.besluit_id, "reden": GEDAAN}
    assert record_met_de_hand(viewer=JURIST, **velden)


def make_zonder_wat(**velden: object) -> Vervolgbesluit:
    """Write a row as it was before it told what it will do."""
    rij = Vervolgbesluit(**(velden | {"bedrag": None}))
    rij.save(force_insert=True)
    return rij
