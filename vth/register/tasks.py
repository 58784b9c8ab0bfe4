"""Work that takes longer than a page may take; the argument of a task is a key, never what was asked."""

from django_tasks import task

from . import uitvoer


@task()
def run_download(sleutel: str) -> None:
    """Make a download that is too large to make while somebody waits."""
    uitvoer.run_verzoek(sleutel)


def start_download(verzoek: uitvoer.Verzoek) -> None:
    """Put the making of a download in the queue, once."""
    if uitvoer.claim_uitvoer(verzoek):
        run_download.enqueue(verzoek.sleutel)
