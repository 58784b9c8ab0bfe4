"""Django's `migrate`, followed by the guard: a migration on SQLite drops triggers without a word."""

from typing import Any

from django.apps import apps
from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS, connections, router

from vth.tijd.guard import put_guard_back


class Command(migrate.Command):
    """Migrate, then put back what guards the register tables."""

    def handle(self, *args: Any, **options: Any) -> str | None:
        """Run Django's own command and compare the guard with the models afterwards."""
        alias, result = options["database"], None
        for keuze in _list_keuzes(alias, options["app_label"]):
            result = super().handle(*args, **options | keuze)
        if options["plan"] or options["check_unapplied"]:
            return result
        gemaakt = put_guard_back(connections[alias])
        if gemaakt and options["verbosity"] > 0:
            self.stdout.write(f"Bewaking teruggezet: {len(gemaakt)} onderdelen.")
        return result


def _list_keuzes(alias: str, app_label: str | None) -> list[dict[str, Any]]:
    """Give how often to run and for which app: a database with the tables of one room goes through that room's migrations only.

    Walking those of all rooms there makes nothing, and takes as long as the register itself.
    """
    if app_label or alias == DEFAULT_DB_ALIAS:
        return [{}]
    hier = {m._meta.app_label for m in apps.get_models() if router.allow_migrate_model(alias, m)}
    return [{"app_label": label, "run_syncdb": False} for label in sorted(hier)]
