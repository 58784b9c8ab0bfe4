"""Comparing in the queue: after a delivery, once however many deliveries came in. The arguments hold nothing."""

from django_tasks import task
from django_tasks_db.models import DBTaskResult

from vth.tijd import klok
from vth.toegang.selectors import make_systeemviewer

from . import services

ACTOR = "vth ontdubbel"


@task()
def run_ronde() -> None:
    """Compare what is new in the register with the whole."""
    services.record_ronde(viewer=make_systeemviewer(ACTOR, op=klok.today()))


def enqueue_ronde() -> bool:
    """Put a run in the queue, unless one waits there that has not begun; tells whether it was put there."""
    wacht = DBTaskResult.objects.filter(task_path=run_ronde.module_path, status="READY").exists()
    if not wacht:
        run_ronde.enqueue()
    return not wacht
