"""Showing the second lock of PostgreSQL who is looking: a claim that holds for one transaction and no longer.

On SQLite there is no second lock, and nothing happens here.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from vth.tijd.slot import INSTELLING

from .rules import CLAIM_ALLES, Zicht, derive_zichtclaim


@contextmanager
def claim_zicht(zicht: Zicht) -> Iterator[None]:
    """Let what is read inside see these rows and no others; one transaction, or a part of the one that is open."""
    with _claim(derive_zichtclaim(zicht)):
        yield


@contextmanager
def claim_alles() -> Iterator[None]:
    """Open the second lock for code that decides by itself, with `check_bevoegd` or `check_ziet`.

    For services that write, and for the feed, which tells of records that left the viewer's sight. Never for a page.
    """
    with _claim(CLAIM_ALLES):
        yield


@contextmanager
def _claim(claim: Mapping[str, str]) -> Iterator[None]:
    """Set the claim; the end of the transaction, a rollback, or else we put back what stood there."""
    if connection.vendor != "postgresql":
        yield
        return
    binnen = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        lees = ", ".join(["current_setting(%s, true)"] * len(claim))
        cursor.execute(f"SELECT {lees}", [INSTELLING + deel for deel in claim])
        eerder = dict(zip(claim, cursor.fetchone(), strict=True))
        _set(cursor, claim)
        yield
        if binnen:
            _set(cursor, eerder)


def _set(cursor: CursorWrapper, claim: Mapping[str, str | None]) -> None:
    """Set all parts of a claim for this transaction."""
    zet = ", ".join(["set_config(%s, %s, true)"] * len(claim))
    waarden = [w for deel, waarde in claim.items() for w in (INSTELLING + deel, waarde or "")]
    cursor.execute(f"SELECT {zet}", waarden)
