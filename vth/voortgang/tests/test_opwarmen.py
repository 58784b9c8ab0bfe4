"""Before the first page a process has read the programmes that changed last, and what it read is never more than the tables say."""

import time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vth.tijd import klok
from vth.voortgang import opwarmen, selectors
from vth.voortgang.beheer import end_programma
from vth.voortgang.models import Programma
from vth.voortgang.selectors import list_rondes, read_beeld, read_koppen, read_rondebeeld

from .builders import BUREAULID, REDEN, add_mijlpaal, add_onderwerp, make_ronde, plan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def vergeten() -> None:
    """Begin as a process does that has just started."""
    for naam in ("_read_beeld", "_read_koppen", "_read_vast"):
        getattr(selectors, naam).cache_clear()


def count(doe) -> int:
    with CaptureQueriesContext(connection) as vragen:
        doe()
    return len(vragen)


def read_alles() -> None:
    programma = Programma.objects.get()
    read_beeld(programma), read_koppen(programma)
    for ronde in list_rondes(programma):
        read_rondebeeld(ronde)


def test_after_warming_up_a_programme_is_not_read_again_until_it_changes(programma: Programma):
    mijlpaal = add_mijlpaal("Handreiking", add_onderwerp().sleutel)
    make_ronde()
    opwarmen.warm_up()
    # The programme itself and its rounds are asked each time: whether somebody wrote shows there.
    assert count(read_alles) == 2
    plan(mijlpaal, "Q1 van 2031")
    assert count(read_alles) > 2
    assert read_beeld(Programma.objects.get()).find_planning(mijlpaal.pk).wanneer.tekst == "Q1 van 2031"


def test_a_programme_that_ended_or_changed_long_ago_waits_for_its_first_page(
    programma: Programma, zet_klok: Any
):
    zet_klok(2024, 1, 16, 9)
    andere = [
        Programma.objects.create(
            code=f"ander-{n}",
            naam=f"Ander {n}",
            organisatie=programma.organisatie,
            einddatum=programma.einddatum,
        )
        for n in range(opwarmen.MEESTE_PROGRAMMAS)
    ]
    gelezen = []
    with pytest.MonkeyPatch.context() as m:
        m.setattr(opwarmen, "read_programma", gelezen.append)
        opwarmen.warm_up()
        assert set(gelezen) == set(andere)
        # Stamps of one millisecond have no order.
        time.sleep(0.002)
        programma.stempel = klok.make_uuid7()
        programma.save()
        gelezen.clear()
        opwarmen.warm_up()
        assert gelezen[0] == programma and len(gelezen) == opwarmen.MEESTE_PROGRAMMAS
        end_programma(viewer=BUREAULID, programma_id=programma.pk, reden=REDEN)
        gelezen.clear()
        opwarmen.warm_up()
        assert programma not in gelezen


def test_a_programme_whose_file_is_gone_does_not_keep_the_others_from_being_read(programma: Programma):
    Programma.objects.create(
        code="weg", naam="Weg", organisatie=programma.organisatie, einddatum=programma.einddatum
    )
    opwarmen.warm_up()
    assert count(lambda: read_beeld(Programma.objects.get(pk=programma.pk))) == 1
