"""Records of the register of one organisation over a period, as the files that a national delivery needs: read, never written.

A file has the columns of the profile `openvth.<soort>` of `aanleveringen`, so that what goes out can be delivered elsewhere, or here again, and changes nothing.
Everything is read set-based at one moment, under the viewer's sight, and put together in DuckDB. Which kinds go out together, and which rows of them, the rooms say.
"""

import tempfile
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
from django.conf import settings
from django.db import connection

from vth.analyse.motor import insert_teksten, open_duckdb, quote_name, quote_text
from vth.begrippen.rules import Attribuut, Objecttype, Relatiesoort
from vth.begrippen.selectors import read_objecttype
from vth.interface.uitvoer import write_uitvoer
from vth.tijd.rules import OPEN_DAG, Peilmoment
from vth.toegang.rules import Viewer, derive_zicht_sql

from .models import VOORKOMENS

# Several keys in one cell are parted by this; the profiles know it.
TUSSEN = "|"
ONBEKEND = "waardeOnbekend"
MENS = "natuurlijkpersoon"
# So many things go out at most, and so long is a period at most: beyond that it is done in pieces.
MEESTE, MEESTE_DAGEN, PER = 250_000, 3_700, 10_000
Keuze = tuple[str, list[Any]]


class UitleveringError(Exception):
    """A delivery out that cannot be; the message says what was asked, why that is wrong and what to do."""


@dataclass(frozen=True)
class Uitlevervraag:
    """What is asked: of whom, over which days (both count), as it was known at which moment."""

    organisatie: str
    van: date
    tot: date
    peilmoment: Peilmoment


@dataclass(frozen=True)
class Uitlevering:
    """A file that was made, and how many things are in the set."""

    bestand: Path
    aantal: int


def check_vraag(vraag: Uitlevervraag) -> None:
    """Refuse a period that ends before it begins, or that is too long for one file. Raises UitleveringError."""
    if vraag.tot < vraag.van:
        raise UitleveringError(
            f"De periode eindigt op {vraag.tot}, voor zij op {vraag.van} begint. Verwissel de datums."
        )
    if (vraag.tot - vraag.van).days > MEESTE_DAGEN:
        raise UitleveringError(
            f"De periode is langer dan {MEESTE_DAGEN} dagen. Lever uit in stukken van hoogstens tien jaar."
        )


def make_bestand(
    vraag: Uitlevervraag, vorm: str, laad: Callable[[duckdb.DuckDBPyConnection], int], select: str
) -> Uitlevering:
    """Make one file of what `laad` reads into DuckDB and give its place; whoever asked removes it after it was sent. Raises UitleveringError."""
    check_vraag(vraag)
    Path(settings.VAR_DIR).mkdir(parents=True, exist_ok=True)
    doel = Path(settings.VAR_DIR) / f"uitlevering-{uuid.uuid4().hex}.{vorm}"
    with tempfile.TemporaryDirectory(prefix="uitlever-", dir=settings.VAR_DIR) as map_:
        with open_duckdb(Path(map_)) as con:
            aantal = laad(con)
            bron = Path(map_) / "bron.parquet"
            con.execute(f"COPY ({select}) TO '{quote_text(str(bron))}' (FORMAT parquet)")
        write_uitvoer(bron, doel, vorm)
    return Uitlevering(doel, aantal)


def list_kolommen(soort: str) -> list[str]:
    """List the columns of a file: the key, what is said, the references (a column for each kind that they lead to), and the period that it holds."""
    objecttype = read_objecttype(soort)
    return [
        "nummer",
        *(a.naam for a in objecttype.attributen),
        *(kolom for r in objecttype.relaties for kolom, _ in _list_relatiekolommen(r)),
        "begin_geldigheid",
        "eind_geldigheid",
    ]


def _list_relatiekolommen(relatie: Relatiesoort) -> list[tuple[str, str]]:
    """List the columns of one kind of reference, each with the kind that it leads to; one that leads to one kind has one."""
    if len(relatie.naar) == 1:
        return [(relatie.naam, relatie.naar[0])]
    return [(f"{relatie.naam}_{naar}", naar) for naar in relatie.naar]


def select_laatste(viewer: Viewer, vraag: Uitlevervraag, soort: str, dag: str, extra: str = "") -> Keuze:
    """Write the question for the last state of each thing of the organisation whose `dag` is in the period, that the viewer may see."""
    zicht, mag = derive_zicht_sql(viewer.zicht, "b", connection.vendor, in_rij=True)
    op = connection.ops.adapt_datetimefield_value(vraag.peilmoment.beschikbaar_op)
    tabel = VOORKOMENS[soort]._meta.db_table
    return (
        f"SELECT x.* FROM (SELECT c.*, b.sleutel, coalesce(c.{dag}, c.begin_geldigheid) AS dag, "
        "row_number() OVER (PARTITION BY c.bronobject_id ORDER BY c.begin_geldigheid DESC) AS rang "
        f"FROM register_bronobject b JOIN {tabel} c ON c.bronobject_id = b.id WHERE b.leverancier = %s AND b.soort = '{soort}' "
        f"AND c.tijdstip_registratie <= %s AND c.eind_registratie > %s AND {zicht}) x "
        f"WHERE x.rang = 1 AND x.dag >= %s AND x.dag <= %s{extra} LIMIT {MEESTE + 1}",
        [vraag.organisatie, op, op, *mag, vraag.van.isoformat(), vraag.tot.isoformat()],
    )


def load_soort(
    con: duckdb.DuckDBPyConnection, viewer: Viewer, vraag: Uitlevervraag, soort: str, keuze: Keuze
) -> int:
    """Read what was chosen of a kind into `uit_<soort>`; gives how many there are. Raises UitleveringError for more than MEESTE."""
    objecttype = read_objecttype(soort)
    kolommen = (
        "id",
        "nummer",
        *(a.naam for a in objecttype.attributen),
        "begin_geldigheid",
        "eind_geldigheid",
        "voidredenen",
    )
    sql, params = keuze
    namen = ", ".join(f"k.{_name_bron(k)}" for k in kolommen)
    _read(con, f"l_{soort}", kolommen, f"SELECT {namen} FROM ({sql}) k", params)
    _read(con, f"v_{soort}", ("id", "relatie", "naar_soort", "naar"), *_select_relaties(viewer, vraag, keuze))
    con.execute(f"CREATE TABLE uit_{soort} AS {_write_uit(objecttype)}")
    rij = con.execute(f"SELECT count(*) FROM uit_{soort}").fetchone()
    assert rij
    if rij[0] > MEESTE:
        raise UitleveringError(
            f"In deze periode is er meer dan {MEESTE} keer een {soort}. Kies een kortere periode en lever uit in stukken."
        )
    return int(rij[0])


def _name_bron(kolom: str) -> str:
    """Give the name in the register of a column that goes out."""
    return {"id": "bronobject_id", "nummer": "sleutel"}.get(kolom, kolom)


def _select_relaties(viewer: Viewer, vraag: Uitlevervraag, keuze: Keuze) -> Keuze:
    """Write the question for the references of what was chosen, as they hold at the end of it; to what the viewer may see.

    A natural person is never among them: what his supplier calls him is not kept, so that nobody else could read it back.
    """
    zicht, mag = derive_zicht_sql(viewer.zicht, "n", connection.vendor, in_rij=True)
    op = connection.ops.adapt_datetimefield_value(vraag.peilmoment.beschikbaar_op)
    sql, params = keuze
    return (
        "SELECT r.van_id, r.soort, n.soort, n.sleutel FROM register_relatie r JOIN register_bronobject n ON n.id = r.naar_id "
        f"JOIN ({sql}) k ON k.bronobject_id = r.van_id WHERE r.tijdstip_registratie <= %s AND r.eind_registratie > %s "
        f"AND r.begin_geldigheid < k.eind_geldigheid AND r.eind_geldigheid >= k.eind_geldigheid AND n.soort <> '{MENS}' AND {zicht}",
        [*params, op, op, *mag],
    )


def _read(
    con: duckdb.DuckDBPyConnection, tabel: str, kolommen: tuple[str, ...], sql: str, params: list[Any]
) -> None:
    """Read the answer of the register into a table of texts, a piece at a time."""
    con.execute(f"CREATE TABLE {tabel} ({', '.join(f'{quote_name(k)} VARCHAR' for k in kolommen)})")
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        while rijen := cursor.fetchmany(PER):
            insert_teksten(con, tabel, kolommen, rijen)


def _write_uit(objecttype: Objecttype) -> str:
    """Write the SELECT of one file: values as the profiles read them, unknown ones as such, references as keys in one cell."""
    velden = [
        f"CASE WHEN l.{quote_name(a.naam)} IS NULL AND regexp_matches(l.voidredenen, '(^| ){a.naam}:{ONBEKEND}( |$)') "
        f"THEN '{ONBEKEND}' ELSE {_write_waarde(a)} END AS {quote_name(a.naam)}"
        for a in objecttype.attributen
    ]
    kolommen = [(r.naam, *deel) for r in objecttype.relaties for deel in _list_relatiekolommen(r)]
    relaties = [
        f"string_agg(v.naar, '{TUSSEN}' ORDER BY v.naar) FILTER (v.relatie = '{relatie}' AND v.naar_soort = '{naar}') AS {quote_name(kolom)}"
        for relatie, kolom, naar in kolommen
    ]
    namen = ", ".join(f"v.{quote_name(kolom)}" for _, kolom, _ in kolommen)
    soort = objecttype.naam
    return (
        f"WITH v AS (SELECT id, {', '.join(relaties)} FROM v_{soort} v GROUP BY id) "
        f"SELECT l.nummer, {', '.join(velden)}, {namen}, l.begin_geldigheid, "
        f"nullif(l.eind_geldigheid, '{OPEN_DAG}') AS eind_geldigheid FROM l_{soort} l LEFT JOIN v ON v.id = l.id"
    )


def _write_waarde(attribuut: Attribuut) -> str:
    """Write one value as text: an amount with its cents, yes and no in words; the two databases keep both differently."""
    veld = f"l.{quote_name(attribuut.naam)}"
    if attribuut.soort == "bedrag":
        return f"CAST(CAST({veld} AS DECIMAL(14, 2)) AS VARCHAR)"
    if attribuut.soort == "janee":
        return f"CASE WHEN {veld} IS NULL THEN NULL WHEN lower({veld}) IN ('1', 'true', 't') THEN 'ja' ELSE 'nee' END"
    return veld
