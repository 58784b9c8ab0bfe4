"""What the lawyer positioned stays what it was: nothing of a criminal file reaches the measure, and the measure makes no decision with a number."""

from datetime import timedelta

import pytest
from django.test import Client

from vth.handhaving.selectors import read_instrumenten
from vth.handhaving.tests.builders import JURIST, make_maatregel, make_overtreding
from vth.interface.tests.builders import log_in, strip_wisselend
from vth.register.models import Bronobject
from vth.tijd import klok
from vth.zaken.models import Besluit

from .builders import BOA, make_dossier, make_strafbeschikking

STRAFRECHT = ("bestuurlijke_strafbeschikking", "proces_verbaal")
pytestmark = pytest.mark.django_db


def test_instruments_of_criminal_law_make_no_decision() -> None:
    straf = {c: i for c, i in read_instrumenten(klok.today()).items() if i["spoor"] == "strafrecht"}
    assert set(straf) == set(STRAFRECHT)
    assert {i["besluit"] for i in straf.values()} == {""}


@pytest.mark.parametrize("instrument", STRAFRECHT)
def test_measure_and_violation_say_the_same_with_and_without_a_file(
    client: Client, monkeypatch: pytest.MonkeyPatch, instrument: str
) -> None:
    overtreding = make_overtreding()
    maatregel = make_maatregel(overtreding, instrument)
    nu = klok.now()
    log_in(client, monkeypatch, JURIST)
    paden = (
        f"/handhaving/overtredingen/{overtreding.pk}",
        f"/handhaving/maatregelen/{maatregel.pk}",
        "/handhaving/?tab=maatregelen",
    )
    voor = [strip_wisselend(client.get(pad).content.decode()) for pad in paden]
    aantal = Besluit.objects.count(), Bronobject.objects.count()
    make_strafbeschikking(make_dossier(overtreding=overtreding.pk, verdenking_op=nu - timedelta(days=2)))
    assert [strip_wisselend(client.get(pad).content.decode()) for pad in paden] == voor
    assert (Besluit.objects.count(), Bronobject.objects.count()) == aantal


def test_only_a_boa_is_led_on_from_a_violation(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    overtreding = make_overtreding()
    pad, link = (
        f"/handhaving/overtredingen/{overtreding.pk}",
        f"/opsporing/nieuw?overtreding={overtreding.pk}",
    )
    assert link not in log_in(client, monkeypatch, JURIST).get(pad).content.decode()
    assert link in log_in(client, monkeypatch, BOA).get(pad).content.decode()
    assert overtreding.kenmerk in client.get(link).content.decode()
