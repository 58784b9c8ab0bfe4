"""The queue: work that is the same however often it is asked for waits there once."""

from typing import Any

from django_tasks_db.models import DBTaskResult


def enqueue_once(taak: Any) -> bool:
    """Put a task without arguments in the queue, unless one waits there that has not begun; tells whether it was put there."""
    wacht = DBTaskResult.objects.filter(task_path=taak.module_path, status="READY").exists()
    if not wacht:
        taak.enqueue()
    return not wacht
