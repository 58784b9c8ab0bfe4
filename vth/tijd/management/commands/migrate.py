"""Django's `migrate`, followed by the guard: a migration on SQLite drops triggers without a word."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from vth.tijd.guard import put_guard_back


class Command(migrate.Command):
    """Migrate, then put back what guards the register tables."""

    def handle(self, *args: Any, **options: Any) -> str | None:
        """Run Django's own command and compare the guard with the models afterwards."""
        result = super().handle(*args, **options)
        if options["plan"] or options["check_unapplied"]:
            return result
        gemaakt = put_guard_back(connections[options["database"]])
        if gemaakt and options["verbosity"] > 0:
            self.stdout.write(f"Bewaking teruggezet: {len(gemaakt)} onderdelen.")
        return result
