"""Where the log of reads stands: a database of its own beside that of the register."""

from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, models

VERWERKINGEN = ("verwerking", "verwerkingbetrokkene", "bezoek")


class Verwerkingenrouter:
    """Send the log of reads to `VERWERKINGEN_DATABASE`, and keep everything else out of there.

    On PostgreSQL that is a connection of its own to the same database, so that a read is committed whatever becomes of
    the request; there its tables are migrated with all others (`VERWERKINGEN_MIGRATIE`).
    """

    def db_for_read(self, model: type[models.Model], **hints: Any) -> str | None:
        """Name the database of the log of reads, or leave it to others."""
        return settings.VERWERKINGEN_DATABASE if _is_verwerking(model) else None

    def db_for_write(self, model: type[models.Model], **hints: Any) -> str | None:
        """Name the database of the log of reads, or leave it to others."""
        return settings.VERWERKINGEN_DATABASE if _is_verwerking(model) else None

    def allow_migrate(
        self, db: str, app_label: str, model_name: str | None = None, **hints: Any
    ) -> bool | None:
        """Make the tables of the log of reads where they belong, and no other table there."""
        if app_label == "logboek" and model_name in VERWERKINGEN:
            return db == settings.VERWERKINGEN_MIGRATIE
        return None if db == DEFAULT_DB_ALIAS else False


def _is_verwerking(model: type[models.Model]) -> bool:
    """Tell whether a table belongs to the log of reads."""
    return model._meta.app_label == "logboek" and model._meta.model_name in VERWERKINGEN
