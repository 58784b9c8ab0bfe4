"""Reading thousands of rows quickly: columns as the text they are written in, and each value made once."""

import json
import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import CharField
from django.db.models.functions import Cast


class Lezing:
    """Reads the columns of many rows as text, each value made once: of thousands of rows most share their ids and days, and making each again took most of the time."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._ids: dict[str, uuid.UUID] = {}
        self._dagen: dict[str, date] = {}
        self._inhoud: dict[str, Mapping[str, Any]] = {}

    def get_id(self, tekst: str) -> uuid.UUID:
        """Give an identification."""
        gevonden = self._ids.get(tekst)
        if gevonden is None:
            gevonden = self._ids[tekst] = uuid.UUID(tekst)
        return gevonden

    def get_dag(self, tekst: str) -> date:
        """Give a day."""
        gevonden = self._dagen.get(tekst)
        if gevonden is None:
            gevonden = self._dagen[tekst] = date.fromisoformat(tekst)
        return gevonden

    def get_inhoud(self, tekst: str) -> Mapping[str, Any]:
        """Give the fields of a part; parts that say the same share them."""
        gevonden = self._inhoud.get(tekst)
        if gevonden is None:
            gevonden = self._inhoud[tekst] = json.loads(tekst)
        return gevonden


def as_tekst(*velden: str) -> dict[str, Cast]:
    """Ask columns as the text they are written in, under their own name with `_t` behind it."""
    return {f"{veld.replace('__', '_')}_t": Cast(veld, CharField()) for veld in velden}
