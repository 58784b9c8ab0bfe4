"""The tables of criminal investigation. They refer outward by id only: nothing outside knows of them, not even the database."""

from .afdoening import (
    Overdracht,
    Overdrachtuitkomst,
    Procesverbaal,
    Strafbeschikking,
    Strafweging,
)
from .dossier import (
    Dossierlid,
    Opsporingsdossier,
    Opsporingshandeling,
    Persoonsoort,
    Verdachte,
)
from .logregel import Opsporingsanker, Opsporingslogregel
from .slot import list_wachtdelen

__all__ = [
    "Dossierlid",
    "Opsporingsanker",
    "Opsporingsdossier",
    "Opsporingshandeling",
    "Opsporingslogregel",
    "Overdracht",
    "Overdrachtuitkomst",
    "Persoonsoort",
    "Procesverbaal",
    "Strafbeschikking",
    "Strafweging",
    "Verdachte",
    "list_wachtdelen",
]
