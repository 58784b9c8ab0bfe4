"""Work on documents that takes longer than a page may take; the arguments are ids, never content."""

from django_tasks import task

from vth.zaken.models import Documentversie

from . import lezing, voorbeeld


@task()
def run_lezing(versie_id: int) -> None:
    """Read the text of one version and draw its first pages. A file that breaks its reader does not stop the queue."""
    gelezen = lezing.read_versie(versie_id)
    voorbeeld.make_voorbeeld(gelezen.documentversie)


def enqueue_lezing(versie: Documentversie) -> None:
    """Put the reading of a version in the queue, in the transaction that makes it."""
    run_lezing.enqueue(versie.pk)
