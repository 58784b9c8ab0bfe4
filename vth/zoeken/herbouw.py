"""Making the search index anew from what the rooms hold: part by part, so that whoever searches finds the old rows or the new ones, never none."""

import uuid
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from django.db import DatabaseError, connection, transaction

from vth.toegang.claim import claim_alles

from .selectors import as_uuid
from .services import remove_zoekregels

PER_DEEL = 2000


@dataclass(frozen=True)
class Bron:
    """Where rows of the index come from: a table, the kinds of thing in it, and how its room writes the rows of some ids of it.

    Of an id that has nothing to find (any more) the room lets nothing be found.
    """

    naam: str
    tabel: str
    soorten: tuple[str, ...]
    schrijf: Callable[[Collection[uuid.UUID]], object]
    per_deel: int = PER_DEEL


def count_bron(bron: Bron) -> int:
    """Count the things that will be looked at."""
    with claim_alles(), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {bron.tabel}")
        aantal: int = cursor.fetchone()[0]
    return aantal


def rebuild_bron(bron: Bron) -> Iterator[int]:
    """Write the rows of all things of a table again, in parts; gives after each part how many things were looked at.

    Each part is a transaction of its own: what is broken off was done up to its last part, and once more changes nothing.
    """
    na: uuid.UUID | None = None
    gedaan = 0
    while True:
        with transaction.atomic(), claim_alles():
            _shut_writers_out()
            ids = _list_ids(bron, na)
            if ids:
                bron.schrijf(ids)
        if not ids:
            return
        na, gedaan = ids[-1], gedaan + len(ids)
        yield gedaan


def remove_weeskinderen(bron: Bron) -> int:
    """Let nothing be found of things that are no longer in their table; gives how many rows went."""
    weg, na = 0, 0
    soorten = ", ".join(["%s"] * len(bron.soorten))
    while True:
        with transaction.atomic(), claim_alles(), connection.cursor() as cursor:
            _shut_writers_out()
            cursor.execute(
                f"SELECT r.id, r.onderwerp FROM zoeken_zoekregel r WHERE r.id > %s AND r.soort IN ({soorten}) "
                f"AND NOT EXISTS (SELECT 1 FROM {bron.tabel} t WHERE t.id = r.onderwerp) ORDER BY r.id LIMIT %s",
                [na, *bron.soorten, bron.per_deel],
            )
            rijen = cursor.fetchall()
            remove_zoekregels([as_uuid(onderwerp) for _, onderwerp in rijen])
        if not rijen:
            return weg
        na, weg = rijen[-1][0], weg + len(rijen)


def list_vreemd(bronnen: Sequence[Bron]) -> dict[str, int]:
    """Count the rows of kinds that no source has, which nobody writes again."""
    bekend = {soort for bron in bronnen for soort in bron.soorten}
    with connection.cursor() as cursor:
        cursor.execute("SELECT soort, count(*) FROM zoeken_zoekregel GROUP BY soort ORDER BY soort")
        return {soort: aantal for soort, aantal in cursor.fetchall() if soort not in bekend}


def repair_index() -> bool:
    """Let SQLite compare its words with the rows that they are of, and make them anew when they differ; tells whether they did.

    PostgreSQL keeps the words in the row itself: there nothing can differ.
    """
    if connection.vendor != "sqlite":
        return False
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO zoeken_fts(zoeken_fts, rank) VALUES ('integrity-check', 1)")
    except DatabaseError:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO zoeken_fts(zoeken_fts) VALUES ('rebuild')")
        return True
    return False


def _list_ids(bron: Bron, na: uuid.UUID | None) -> list[uuid.UUID]:
    """List the next ids of a table."""
    sqlite = connection.vendor == "sqlite"
    vanaf, params = ("", []) if na is None else ("WHERE id > %s", [na.hex if sqlite else na])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {bron.tabel} {vanaf} ORDER BY id LIMIT %s", [*params, bron.per_deel])
        return [as_uuid(id_) for (id_,) in cursor.fetchall()]


def _shut_writers_out() -> None:
    """Let acts that write in the index wait for the end of this part, and this part for theirs; whoever reads goes on.

    Otherwise on PostgreSQL an act that removes the old row of a thing does not see the new one, and cannot write its own. SQLite has one writer.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE zoeken_zoekregel IN SHARE ROW EXCLUSIVE MODE")
