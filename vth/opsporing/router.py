"""Where criminal files stand: in a database of their own, with its own log, that no other room opens."""

from typing import Any

from django.conf import settings
from django.db import models

LABEL = "opsporing"


class Opsporingsrouter:
    """Send this room to `OPSPORING_DATABASE`, make its tables there and nowhere else, and no other tables there.

    On SQLite that is a file of its own; on PostgreSQL a connection of its own, with its own user where there is one
    (`VTH_OPSPORING_URL`), to the schema `opsporing` that is not on the path of any other connection.
    """

    def db_for_read(self, model: type[models.Model], **hints: Any) -> str | None:
        """Name the database of criminal files, or leave it to others."""
        return settings.OPSPORING_DATABASE if model._meta.app_label == LABEL else None

    def db_for_write(self, model: type[models.Model], **hints: Any) -> str | None:
        """Name the database of criminal files, or leave it to others."""
        return settings.OPSPORING_DATABASE if model._meta.app_label == LABEL else None

    def allow_migrate(
        self, db: str, app_label: str, model_name: str | None = None, **hints: Any
    ) -> bool | None:
        """Make the tables of this room where they belong, and no other table there."""
        if app_label == LABEL:
            return bool(db == settings.OPSPORING_DATABASE)
        return False if db == LABEL else None
