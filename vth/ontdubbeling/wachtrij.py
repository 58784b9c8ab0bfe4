"""Comparing in the queue: after a delivery, once however many deliveries came in. The arguments hold nothing."""

from django_tasks import task

from vth.interface.rij import enqueue_once
from vth.tijd import klok
from vth.toegang.selectors import make_systeemviewer

from . import services

ACTOR = "vth ontdubbel"


@task()
def run_ronde() -> None:
    """Compare what is new in the register with the whole."""
    services.record_ronde(viewer=make_systeemviewer(ACTOR, op=klok.today()))


def enqueue_ronde() -> bool:
    """Put a run in the queue, once; tells whether it was put there."""
    return enqueue_once(run_ronde)
