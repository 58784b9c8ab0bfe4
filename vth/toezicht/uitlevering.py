"""Visits and findings of one organisation over a period, as the files that a national delivery needs: read, never written.

`controle.csv` and `bevinding.csv` have the columns of the profiles `openvth.controle` and `openvth.bevinding` of `aanleveringen`, so that what goes out here can be
delivered there, or here again, and changes nothing. `locaties.json` holds the same, put together per site. Everything is read set-based at one moment, under the viewer's
sight, and put together in DuckDB.
"""

import tempfile
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
from django.conf import settings
from django.db import connection

from vth.analyse.motor import insert_teksten, open_duckdb, quote_name, quote_text
from vth.begrippen.rules import Objecttype
from vth.begrippen.selectors import read_objecttype
from vth.interface.uitvoer import write_uitvoer
from vth.register.models import VOORKOMENS
from vth.tijd.rules import OPEN_DAG, Peilmoment
from vth.toegang.rules import Viewer, derive_zicht_sql

from .rules import ToezichtError

BESTANDEN = {"controle": "csv", "bevinding": "csv", "locaties": "json"}
# Several keys in one cell are parted by this; the profiles know it.
TUSSEN = "|"
ONBEKEND = "waardeOnbekend"
# So many visits go out at most, and so long is a period at most: beyond that it is done in pieces.
MEESTE, MEESTE_DAGEN, PER = 250_000, 3_700, 10_000


@dataclass(frozen=True)
class Uitlevervraag:
    """What is asked: of whom, over which days (both count), as it was known at which moment."""

    organisatie: str
    van: date
    tot: date
    peilmoment: Peilmoment


@dataclass(frozen=True)
class Uitlevering:
    """A file that was made, and how many visits and findings are in the set."""

    bestand: Path
    controles: int
    bevindingen: int


def check_vraag(vraag: Uitlevervraag) -> None:
    """Refuse a period that ends before it begins, or that is too long for one file. Raises ToezichtError."""
    if vraag.tot < vraag.van:
        raise ToezichtError(
            f"De periode eindigt op {vraag.tot}, voor zij op {vraag.van} begint. Verwissel de datums."
        )
    if (vraag.tot - vraag.van).days > MEESTE_DAGEN:
        raise ToezichtError(
            f"De periode is langer dan {MEESTE_DAGEN} dagen. Lever uit in stukken van hoogstens tien jaar."
        )


def make_uitlevering(viewer: Viewer, vraag: Uitlevervraag, naam: str) -> Uitlevering:
    """Make one of BESTANDEN and give its place; whoever asked removes it after it was sent.

    Raises ToezichtError for a period that cannot be, and for more than MEESTE visits.
    """
    check_vraag(vraag)
    Path(settings.VAR_DIR).mkdir(parents=True, exist_ok=True)
    doel = Path(settings.VAR_DIR) / f"uitlevering-{uuid.uuid4().hex}.{BESTANDEN[naam]}"
    with tempfile.TemporaryDirectory(prefix="uitlever-", dir=settings.VAR_DIR) as map_:
        with open_duckdb(Path(map_)) as con:
            tellingen = _load(con, viewer, vraag)
            bron = Path(map_) / "bron.parquet"
            sql = _select_locaties() if naam == "locaties" else f"SELECT * FROM uit_{naam} ORDER BY nummer"
            con.execute(f"COPY ({sql}) TO '{quote_text(str(bron))}' (FORMAT parquet)")
        write_uitvoer(bron, doel, BESTANDEN[naam])
    return Uitlevering(doel, *tellingen)


def list_kolommen(soort: str) -> list[str]:
    """List the columns of a file: the key, what is said, the references, and the period that it holds."""
    objecttype = read_objecttype(soort)
    return [
        "nummer",
        *(a.naam for a in objecttype.attributen),
        *(r.naam for r in objecttype.relaties),
        "begin_geldigheid",
        "eind_geldigheid",
    ]


def _load(con: duckdb.DuckDBPyConnection, viewer: Viewer, vraag: Uitlevervraag) -> tuple[int, int]:
    """Read what is asked into `uit_controle` and `uit_bevinding`; gives how many there are of each."""
    keuze, params = _select_controles(viewer, vraag)
    aantallen = []
    for soort in ("controle", "bevinding"):
        if soort == "bevinding":
            keuze, params = _select_bevindingen(viewer, vraag, keuze, params)
        objecttype = read_objecttype(soort)
        velden = [a.naam for a in objecttype.attributen]
        kolommen = ("id", "nummer", *velden, "begin_geldigheid", "eind_geldigheid", "voidredenen")
        _read(
            con,
            f"l_{soort}",
            kolommen,
            f"SELECT {', '.join(f'k.{_name_bron(k)}' for k in kolommen)} FROM ({keuze}) k",
            params,
        )
        _read(
            con,
            f"v_{soort}",
            ("id", "relatie", "naar_soort", "naar"),
            *_select_relaties(viewer, vraag, keuze, params),
        )
        con.execute(f"CREATE TABLE uit_{soort} AS {_write_uit(objecttype)}")
        rij = con.execute(f"SELECT count(*) FROM uit_{soort}").fetchone()
        assert rij
        aantallen.append(int(rij[0]))
        if soort == "controle" and aantallen[0] > MEESTE:
            raise ToezichtError(
                f"In deze periode zijn er meer dan {MEESTE} controles. Kies een kortere periode en lever uit in stukken."
            )
    return aantallen[0], aantallen[1]


def _name_bron(kolom: str) -> str:
    """Give the name in the register of a column that goes out."""
    return {"id": "bronobject_id", "nummer": "sleutel"}.get(kolom, kolom)


def _select_controles(viewer: Viewer, vraag: Uitlevervraag) -> tuple[str, list[Any]]:
    """Write the question for the last state of each controle of the organisation in the period that the viewer may see."""
    zicht, mag = derive_zicht_sql(viewer.zicht, "b", connection.vendor, in_rij=True)
    op = connection.ops.adapt_datetimefield_value(vraag.peilmoment.beschikbaar_op)
    tabel = VOORKOMENS["controle"]._meta.db_table
    return (
        "SELECT x.* FROM (SELECT c.*, b.sleutel, coalesce(c.controledatum, c.begin_geldigheid) AS dag, "
        "row_number() OVER (PARTITION BY c.bronobject_id ORDER BY c.begin_geldigheid DESC) AS rang "
        f"FROM register_bronobject b JOIN {tabel} c ON c.bronobject_id = b.id WHERE b.leverancier = %s AND b.soort = 'controle' "
        f"AND c.tijdstip_registratie <= %s AND c.eind_registratie > %s AND {zicht}) x "
        f"WHERE x.rang = 1 AND x.dag >= %s AND x.dag <= %s LIMIT {MEESTE + 1}",
        [vraag.organisatie, op, op, *mag, vraag.van.isoformat(), vraag.tot.isoformat()],
    )


def _select_bevindingen(
    viewer: Viewer, vraag: Uitlevervraag, controles: str, params: list[Any]
) -> tuple[str, list[Any]]:
    """Write the question for the last state of each finding of those controles that the viewer may see."""
    zicht, mag = derive_zicht_sql(viewer.zicht, "b", connection.vendor, in_rij=True)
    op = connection.ops.adapt_datetimefield_value(vraag.peilmoment.beschikbaar_op)
    tabel = VOORKOMENS["bevinding"]._meta.db_table
    return (
        "SELECT x.* FROM (SELECT v.*, b.sleutel, row_number() OVER (PARTITION BY v.bronobject_id ORDER BY v.begin_geldigheid DESC) AS rang "
        f"FROM (SELECT DISTINCT r.van_id FROM register_relatie r WHERE r.soort = 'uitkomst_van' AND r.tijdstip_registratie <= %s "
        f"AND r.eind_registratie > %s AND r.naar_id IN (SELECT bronobject_id FROM ({controles}) k)) r "
        f"JOIN register_bronobject b ON b.id = r.van_id JOIN {tabel} v ON v.bronobject_id = b.id "
        f"WHERE v.tijdstip_registratie <= %s AND v.eind_registratie > %s AND {zicht}) x WHERE x.rang = 1",
        [op, op, *params, op, op, *mag],
    )


def _select_relaties(
    viewer: Viewer, vraag: Uitlevervraag, keuze: str, params: list[Any]
) -> tuple[str, list[Any]]:
    """Write the question for the references of what was chosen, as they hold at the end of it; to what the viewer may see."""
    zicht, mag = derive_zicht_sql(viewer.zicht, "n", connection.vendor, in_rij=True)
    op = connection.ops.adapt_datetimefield_value(vraag.peilmoment.beschikbaar_op)
    return (
        "SELECT r.van_id, r.soort, n.soort, n.sleutel FROM register_relatie r JOIN register_bronobject n ON n.id = r.naar_id "
        f"JOIN ({keuze}) k ON k.bronobject_id = r.van_id WHERE r.tijdstip_registratie <= %s AND r.eind_registratie > %s "
        f"AND r.begin_geldigheid < k.eind_geldigheid AND r.eind_geldigheid >= k.eind_geldigheid AND {zicht}",
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
    """Write the SELECT of one file: values as they are kept, unknown ones as such, references as keys in one cell."""
    velden = [
        f"CASE WHEN l.{quote_name(a.naam)} IS NULL AND regexp_matches(l.voidredenen, '(^| ){a.naam}:{ONBEKEND}( |$)') "
        f"THEN '{ONBEKEND}' ELSE l.{quote_name(a.naam)} END AS {quote_name(a.naam)}"
        for a in objecttype.attributen
    ]
    relaties = [
        f"string_agg(v.naar, '{TUSSEN}' ORDER BY v.naar) FILTER (v.relatie = '{r.naam}') AS {quote_name(r.naam)}"
        for r in objecttype.relaties
    ]
    namen = ", ".join(f"v.{quote_name(r.naam)}" for r in objecttype.relaties)
    soort = objecttype.naam
    return (
        f"WITH v AS (SELECT id, {', '.join(relaties)} FROM v_{soort} v GROUP BY id) "
        f"SELECT l.nummer, {', '.join(velden)}, {namen}, l.begin_geldigheid, "
        f"nullif(l.eind_geldigheid, '{OPEN_DAG}') AS eind_geldigheid FROM l_{soort} l LEFT JOIN v ON v.id = l.id"
    )


def _select_locaties() -> str:
    """Write the SELECT of the file per site: each site with its visits, each visit with its findings; visits of no site stand last."""
    bevinding = _pack("b", "bevinding", zonder=("uitkomst_van",))
    controle = _pack("c", "controle", zonder=("controle_van",))
    return (
        f"WITH b AS (SELECT uitkomst_van AS controle, list({bevinding} ORDER BY try_cast(b.volgnummer AS INTEGER), b.nummer) AS bevindingen "
        "FROM uit_bevinding b GROUP BY uitkomst_van), "
        f"c AS (SELECT unnest(coalesce(string_split(c.controle_van, '{TUSSEN}'), [NULL])) AS locatie, c.controledatum AS dag, c.nummer, "
        f"struct_insert({controle}, bevindingen := coalesce(b.bevindingen, [])) AS controle FROM uit_controle c LEFT JOIN b ON b.controle = c.nummer) "
        "SELECT locatie, list(controle ORDER BY dag, nummer) AS controles FROM c GROUP BY locatie ORDER BY locatie NULLS LAST"
    )


def _pack(alias: str, soort: str, zonder: tuple[str, ...]) -> str:
    """Write a row as one value with names."""
    velden = ", ".join(
        f"{quote_name(k)} := {alias}.{quote_name(k)}" for k in list_kolommen(soort) if k not in zonder
    )
    return f"struct_pack({velden})"


def describe_bestanden() -> Mapping[str, str]:
    """Say for each file what it holds, for the page on which they are asked."""
    return {
        "controle": "Eén regel per controle, met de nummers van de objecten, activiteiten en eerdere controles waar zij bij hoort.",
        "bevinding": "Eén regel per bevinding, met het nummer van haar controle.",
        "locaties": "Dezelfde controles en bevindingen, per locatie bij elkaar.",
    }
