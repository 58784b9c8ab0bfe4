"""Reading a permit takes longer than a page may take; the argument is an id, never content."""

from django_tasks import task

from . import lezing


@task()
def run_voorstel(voorstel_id: str) -> None:
    """Read the source of one proposal. A file that breaks its reader does not stop the queue."""
    lezing.read_voorstel(voorstel_id)
