"""Reading thousands of rows quickly: columns as the text they are written in, and each value made once.

Of thousands of rows most share their ids and days, and after an act nearly all are what they were: making each value again took most of the time.
What is kept here is what a text means, which never changes; the rows themselves are read anew each time.
"""

import json
import uuid
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import CharField
from django.db.models.functions import Cast

from .beeld import Deel, Gepland
from .wanneer import Wanneer

# Some programmes of five hundred topics, each with its milestones.
MEEST = 20_000
get_id = lru_cache(maxsize=2 * MEEST)(uuid.UUID)
get_dag = lru_cache(maxsize=MEEST)(date.fromisoformat)


@lru_cache(maxsize=MEEST)
def get_inhoud(tekst: str) -> Mapping[str, Any]:
    """Give the fields of a part; parts that say the same share them."""
    gelezen: Mapping[str, Any] = json.loads(tekst)
    return gelezen


@lru_cache(maxsize=MEEST)
def make_deel(
    id_: str,
    soort: str,
    sleutel: str,
    ouder: str | None,
    titel: str,
    inhoud: str,
    partij: str,
    versie: int,
    bekend_op: str,
    zin: str,
    sinds: str,
) -> Deel:
    """Make a part of what its row says."""
    return Deel(
        get_id(id_),
        soort,
        sleutel,
        get_id(ouder) if ouder else None,
        titel,
        get_inhoud(inhoud),
        partij,
        versie,
        get_dag(sinds),
        get_dag(bekend_op),
        zin,
    )


@lru_cache(maxsize=MEEST)
def make_wanneer(soort: str, tekst: str, van: str | None, tot: str | None) -> Wanneer:
    """Make a planned time of what its row says."""
    return Wanneer(soort, tekst, get_dag(van) if van else None, get_dag(tot) if tot else None)


@lru_cache(maxsize=MEEST)
def make_gepland(
    nummer: int, stand: str, bekend_op: str, soort: str, tekst: str, van: str | None, tot: str | None
) -> Gepland:
    """Make a planning of what its row says."""
    return Gepland(nummer, make_wanneer(soort, tekst, van, tot), stand, get_dag(bekend_op))


def as_tekst(*velden: str) -> dict[str, Cast]:
    """Ask columns as the text they are written in, under their own name with `_t` behind it."""
    return {f"{veld.replace('__', '_')}_t": Cast(veld, CharField()) for veld in velden}
