"""Which tables the dagstand holds: said by the rooms at import of their models, so nothing heavy is loaded here."""

from collections.abc import Collection

from django.db import models

_dagstandtabellen: dict[type[models.Model], frozenset[str]] = {}


class AnalyseError(Exception):
    """A step outside the database that failed; the message is for the person who asked for it."""


def register_dagstandtabel(model: type[models.Model], *, zonder: Collection[str] = ()) -> None:
    """Let a room put a table into the dagstand, at import of its models: what is not named here never leaves.

    `zonder` are the columns that stay behind: free text and accounts. Raises AnalyseError for one that is not there.
    """
    kolommen = {veld.column for veld in model._meta.concrete_fields}
    if onbekend := set(zonder) - kolommen:
        raise AnalyseError(
            f"{model.__name__} heeft geen kolom {', '.join(sorted(onbekend))} om achter te laten."
        )
    _dagstandtabellen.setdefault(model, frozenset(zonder))


def list_dagstandtabellen() -> list[type[models.Model]]:
    """List the tables that the dagstand holds."""
    return sorted(_dagstandtabellen, key=lambda m: m._meta.db_table)


def list_achtergebleven(model: type[models.Model]) -> frozenset[str]:
    """List the columns of a table that stay behind."""
    return _dagstandtabellen[model]
