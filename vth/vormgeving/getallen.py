"""Numbers as people type them, read in one way in every room: a comma before decimals, a point between groups of three."""

import re
from decimal import Decimal

LANGSTE = 40
DUIZENDTALLEN = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
KOMMA = re.compile(r"[+-]?[0-9]+(?:,[0-9]+)?")
# As programs write it. What could be thousands is thousands: `1.500` is 1500, and 12.5, 0.500 and 1500.500 can only be decimals.
PUNT = re.compile(r"[+-]?(?:0|[1-9][0-9]*)\.[0-9]+")


class GetalError(ValueError):
    """Text that is no number; the message says what was seen, why that is wrong and how to write it."""


def read_getal(tekst: str) -> Decimal:
    """Read a number as it is written in Dutch: `1500`, `1.500`, `1.500,25`, `0,5`, and also `12.5`.

    Points between groups of three are thousands, so `1.500` is fifteen hundred, everywhere. A lone point that cannot part thousands begins
    the decimals. Raises GetalError for all else, so `1.50,5`, `1.5000,2`, `1e3`, `1 500` and nothing at all.
    """
    kaal = tekst.strip()
    if len(kaal) <= LANGSTE:
        if DUIZENDTALLEN.fullmatch(kaal):
            return Decimal(kaal.replace(".", "").replace(",", "."))
        if KOMMA.fullmatch(kaal):
            return Decimal(kaal.replace(",", "."))
        if PUNT.fullmatch(kaal):
            return Decimal(kaal)
    gezien = kaal if len(kaal) <= LANGSTE else f"{kaal[:LANGSTE]}…"
    raise GetalError(
        f"‘{gezien}’ is geen getal. Schrijf het met een komma voor decimalen; een punt mag alleen tussen duizendtallen: 0,5 of 1500 of 1.500,25."
    )


def write_gelezen(getal: Decimal) -> str:
    """Write a number as it was read, without points, so that who typed `1.500` sees `1500`."""
    return f"{getal:f}".replace(".", ",")
