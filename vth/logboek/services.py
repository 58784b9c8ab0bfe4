"""Writing a line with the act, and sealing committed lines afterwards."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import DatabaseError, connection, transaction

from vth.tijd import klok

from .models import Gebeurtenis, Zegel
from .rules import derive_hash
from .selectors import read_regels


class ZegelError(DatabaseError):
    """Lines that were to be sealed and were not written: nothing of the batch is kept, and the sealer tries again."""


def record_gebeurtenis(
    *,
    actor: str,
    handeling: str,
    organisatie: str = "",
    onderwerp: tuple[str, str] = ("", ""),
    inhoud: Mapping[str, Any] | None = None,
) -> Gebeurtenis:
    """Write the line of one act in the caller's transaction: the act and its line stand or fall together.

    `onderwerp` is (kind, id). `inhoud` is JSON; a natural person appears in it by key only.
    """
    soort, id_ = onderwerp
    return Gebeurtenis.objects.create(
        moment=klok.now(),
        actor=actor,
        organisatie=organisatie,
        handeling=handeling,
        onderwerp_soort=soort,
        onderwerp_id=str(id_),
        inhoud=dict(inhoud or {}),
    )


@transaction.atomic
def seal_gebeurtenissen(*, hoogstens: int = 5000) -> int:
    """Number and hash the committed lines that are not sealed yet, oldest first; give how many.

    Run by one task at a time: the row of the Zegel is locked. What a slow transaction commits later gets a
    later number, so that whoever reads by number misses nothing.
    """
    Zegel.objects.get_or_create(pk=1)
    zegel = Zegel.objects.select_for_update().get(pk=1)
    open_regels = read_regels(
        Gebeurtenis.objects.filter(volgnummer=None).order_by("moment", "id")[:hoogstens]
    )
    zegels = []
    for regel in open_regels:
        zegel.volgnummer += 1
        zegel.hash = derive_hash(regel, zegel.volgnummer, zegel.hash)
        zegels.append((regel.id, zegel.volgnummer, zegel.hash))
    _write_zegels(zegels)
    # While there is more than fits in one batch, nothing after its last line is numbered yet.
    zegel.definitief_tot = open_regels[-1].moment if len(open_regels) == hoogstens else klok.now()
    zegel.save()
    return len(open_regels)


def _write_zegels(zegels: Sequence[tuple[str, int, str]]) -> None:
    """Write of each line its number and its hash, all in one go: one statement a line costs more than the hashing."""
    if not zegels:
        return
    tabel = connection.ops.quote_name(Gebeurtenis._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            rijen = [(nummer, hash_, id_.replace("-", "")) for id_, nummer, hash_ in zegels]
            cursor.executemany(f"UPDATE {tabel} SET volgnummer = %s, hash = %s WHERE id = %s", rijen)
        else:
            cursor.execute(_write_update(tabel), [list(kolom) for kolom in zip(*zegels, strict=True)])
        if cursor.rowcount != len(zegels):
            raise ZegelError(
                f"Van {len(zegels)} regels van het logboek zijn er {cursor.rowcount} verzegeld. Er is niets verzegeld; "
                "kijk of de tabel nog is zoals Open VTH haar maakte."
            )


def _write_update(tabel: str) -> str:
    """Write the statement that seals many lines in PostgreSQL; ids, numbers and hashes are each one parameter."""
    return f"""UPDATE {tabel} g SET volgnummer = z.volgnummer, hash = z.hash
        FROM unnest(%s::uuid[], %s::bigint[], %s::text[]) AS z (id, volgnummer, hash) WHERE g.id = z.id"""
