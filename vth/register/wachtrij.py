"""Counting for the map in the queue: after a delivery, once however many deliveries came in."""

from django_tasks import task

from vth.interface.rij import enqueue_once

from .plekcellen import refresh_plekcellen


@task()
def run_plekcellen() -> None:
    """Count again the places of suppliers who wrote."""
    refresh_plekcellen()


def enqueue_plekcellen() -> bool:
    """Put a count in the queue, once; tells whether it was put there."""
    return enqueue_once(run_plekcellen)
