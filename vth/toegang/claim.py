"""Showing the second lock of PostgreSQL who is looking: a claim that holds for one transaction and no longer.

On SQLite there is no second lock, and nothing happens here.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

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
def _claim(claim: str) -> Iterator[None]:
    """Set the claim; the end of the transaction, a rollback, or else we put back what stood there."""
    if connection.vendor != "postgresql":
        yield
        return
    binnen = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting(%s, true), set_config(%s, %s, true)", [INSTELLING, INSTELLING, claim]
        )
        eerder = cursor.fetchone()[0] or ""
        yield
        if binnen:
            cursor.execute("SELECT set_config(%s, %s, true)", [INSTELLING, eerder])
