"""Work that takes longer than a page may take; the arguments of a task are ids and codes, never content."""

from datetime import timedelta
from typing import Any

from django_tasks import task

from vth.ontdubbeling.wachtrij import enqueue_ronde
from vth.register.stand import StandBezetError
from vth.register.wachtrij import enqueue_plekcellen
from vth.tijd import klok
from vth.toegang.rules import Viewer

from . import services, uitvoer
from .models import Aanlevering

WACHT = timedelta(seconds=10)


@task()
def run_aanlevering(aanlevering_id: str) -> None:
    """Carry a delivery to its end, and have what it brought counted for the map and compared with the whole.

    When another of the same supplier is at work, it tries again a little later.
    """
    try:
        aanlevering = services.process_aanlevering(aanlevering_id)
    except StandBezetError:
        run_aanlevering.using(run_after=klok.now() + WACHT).enqueue(aanlevering_id)
        return
    if aanlevering.staat == Aanlevering.Staat.VERWERKT:
        enqueue_plekcellen()
        enqueue_ronde()


@task()
def run_uitvoer(aanlevering_id: str, soort: str, vorm: str) -> None:
    """Make a download that is too large to make while somebody waits."""
    uitvoer.make_uitvoer(Aanlevering.objects.get(pk=aanlevering_id), soort, vorm)


def start_uitvoer(aanlevering: Aanlevering, soort: str, vorm: str) -> None:
    """Put the making of a download in the queue, once."""
    if uitvoer.claim_uitvoer(aanlevering, soort, vorm):
        run_uitvoer.enqueue(str(aanlevering.pk), soort, vorm)


def accept_and_enqueue(**wat: Any) -> Aanlevering:
    """Take in a file as `services.accept_aanlevering` and put its processing in the queue."""
    aanlevering = services.accept_aanlevering(**wat)
    run_aanlevering.enqueue(str(aanlevering.pk))
    return aanlevering


def decide_and_enqueue(*, viewer: Viewer, aanlevering_id: Any, akkoord: bool, reden: str) -> Aanlevering:
    """Decide about a waiting delivery as `services.decide_aanlevering`; one that may go on goes into the queue."""
    aanlevering = services.decide_aanlevering(
        viewer=viewer, aanlevering_id=aanlevering_id, akkoord=akkoord, reden=reden
    )
    if akkoord:
        run_aanlevering.enqueue(str(aanlevering.pk))
    return aanlevering
