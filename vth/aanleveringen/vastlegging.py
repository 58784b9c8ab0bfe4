"""Writing a compared delivery into the register: staged outside, then one short transaction.

Until that transaction commits the register is as it was; afterwards it is as it should be. There is no between.
"""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
from django.db import connection, transaction
from django.db.models import Model

from vth.analyse.motor import quote_name, quote_text
from vth.analyse.services import write_staging_postgres, write_staging_sqlite
from vth.interface.onderhoud import announce_onderhoud
from vth.logboek.services import record_gebeurtenis
from vth.register.models import VOORKOMENS, Bronobject, Leverstatus, Persoonsgegeven, Relatie
from vth.register.services import record_levering
from vth.register.stand import read_nummers
from vth.tijd import klok
from vth.tijd.bulk import Staging, make_staging_schema, open_staging, read_staging_schema
from vth.tijd.models import Herkomst
from vth.tijd.services import record_herkomst
from vth.zoeken.models import Zoekregel

from .models import Aanlevering
from .stand import remove_old_kopieen, write_stand
from .verslag import get_map, write_verslag

# From this many staged rows on a write may lock out others for more than ten seconds, and says so beforehand.
AANKONDIGEN_VANAF = 500_000


VOORKOMENMODELLEN: tuple[type[Model], ...] = (*VOORKOMENS.values(), Relatie, Leverstatus)
# Tables of rows to add of which columns may be parted off.
VERDEELDE_MODELLEN: tuple[type[Model], ...] = (Bronobject, Persoonsgegeven, *VOORKOMENMODELLEN)
VERDEELD = tuple(f"nieuw_{m._meta.db_table}" for m in VERDEELDE_MODELLEN)


class StandVerouderdError(Exception):
    """The register was changed between comparing and writing: compare again."""


def record_verschil(
    con: duckdb.DuckDBPyConnection,
    aanlevering: Aanlevering,
    soorten: list[str],
    nummers: dict[str, int],
    werkmap: Path,
) -> None:
    """Write what `verschil` staged, together with the report, the delivery's own row and its line in the log.

    `soorten` are the kinds of record of which anything is written, `nummers` those that the comparison was made at;
    raises StandVerouderdError when they are not right any more.
    """
    tabellen = _list_tabellen(con)
    aantal = sum(_count(con, t) for t in tabellen)
    # State and report are written while the database is busy with the rest; the transaction waits for them.
    with con.cursor() as cursor, ThreadPoolExecutor(1) as terzijde:
        kopieen = terzijde.submit(_write_bestanden, cursor, aanlevering, soorten)
        with _stage(con, tabellen, werkmap) as staging, announce_onderhoud(lang=aantal >= AANKONDIGEN_VANAF):
            _write(aanlevering, staging, soorten, nummers, kopieen)
    for soort in kopieen.result():
        remove_old_kopieen(aanlevering.leverancier_id, soort, keep=str(aanlevering.id))


def _write_bestanden(
    con: duckdb.DuckDBPyConnection, aanlevering: Aanlevering, soorten: list[str]
) -> dict[str, dict[str, Any]]:
    """Write the report and the kept state; gives per kind the folder and checksum of the latter."""
    write_verslag(con, get_map(aanlevering))
    return write_stand(con, aanlevering, soorten)


@transaction.atomic
def _write(
    aanlevering: Aanlevering,
    staging: Staging,
    soorten: list[str],
    nummers: dict[str, int],
    kopieen: Future[dict[str, Any]],
) -> None:
    """The transaction itself."""
    if read_nummers(aanlevering.leverancier_id, list(nummers)) != nummers:
        raise StandVerouderdError
    herkomst = record_herkomst(leverancier=aanlevering.leverancier_id, soort=Herkomst.Soort.AANLEVERING)
    nieuw = record_levering(
        staging=staging, herkomst=herkomst, leverancier=aanlevering.leverancier_id, soorten=soorten
    )
    aanlevering.herkomst = herkomst
    aanlevering.stand = {s: k | {"nummer": nieuw[s]} for s, k in kopieen.result().items()}
    aanlevering.staat = Aanlevering.Staat.VERWERKT
    aanlevering.afgerond_op = klok.now()
    aanlevering.save()
    record_gebeurtenis(
        actor=aanlevering.ingediend_door,
        organisatie=aanlevering.leverancier_id,
        handeling="aanlevering.record",
        onderwerp=("aanlevering", str(aanlevering.pk)),
        inhoud={
            "sha256": aanlevering.sha256,
            "verschil": aanlevering.tellingen["verschil"],
            "herkomst": herkomst.pk,
        },
    )


@contextmanager
def _stage(con: duckdb.DuckDBPyConnection, tabellen: list[str], werkmap: Path) -> Iterator[Staging]:
    """Put the staged rows where the database can read them itself."""
    bronnen: dict[str, str] = {}
    for tabel in tabellen:
        bronnen |= _split_vast(con, tabel) if tabel in VERDEELD else {tabel: f"FROM {quote_name(tabel)}"}
    if connection.vendor == "postgresql":
        with make_staging_schema() as plaats:
            write_staging_postgres(con, bronnen, plaats)
            yield read_staging_schema(plaats)
        return
    paden = {}
    for tabel, sql in bronnen.items():
        paden[tabel] = werkmap / f"{tabel}.parquet"
        con.execute(f"COPY ({sql}) TO '{quote_text(str(paden[tabel]))}' (FORMAT parquet)")
    bestand = werkmap / "staging.sqlite"
    write_staging_sqlite(paden, bestand)
    with open_staging(bestand) as staging:
        yield staging


def _split_vast(con: duckdb.DuckDBPyConnection, tabel: str) -> dict[str, str]:
    """Write the SELECTs that part a table to be added: what differs per row, and once what is the same in all.

    A supplier fills a third of the columns, and some of those with one value: it is these cells that take the time.
    """
    kolommen = [str(rij[0]) for rij in con.execute(f"DESCRIBE {quote_name(tabel)}").fetchall()]
    tellingen = ", ".join(
        f"count({k}), count({k}) = count(*) AND min({k}) = max({k})" for k in map(quote_name, kolommen)
    )
    rij = con.execute(f"SELECT {tellingen} FROM {quote_name(tabel)}").fetchone()
    assert rij
    # The first column is the key: it always stands in the rows themselves.
    gevuld = [k for k, aantal in zip(kolommen, rij[::2], strict=True) if aantal or k == kolommen[0]]
    vast = [k for k, zelfde in zip(kolommen[1:], rij[3::2], strict=True) if zelfde]
    delen = {
        tabel: f"SELECT {', '.join(quote_name(k) for k in gevuld if k not in vast)} FROM {quote_name(tabel)}"
    }
    if vast:
        keuze = ", ".join(map(quote_name, vast))
        delen[tabel.replace("nieuw_", "vast_", 1)] = f"SELECT {keuze} FROM {quote_name(tabel)} LIMIT 1"
    return delen


def _list_tabellen(con: duckdb.DuckDBPyConnection) -> list[str]:
    """List the staging tables that have rows, and `geraakt` always."""
    namen = [f"{wat}_{m._meta.db_table}" for m in VOORKOMENMODELLEN for wat in ("dicht", "knip")]
    namen += [*VERDEELD, f"nieuw_{Zoekregel._meta.db_table}", "zicht"]
    bestaat = {rij[0] for rij in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    return [n for n in namen if n in bestaat and _count(con, n)] + ["geraakt"]


def _count(con: duckdb.DuckDBPyConnection, tabel: str) -> int:
    """Count the rows of a table."""
    rij = con.execute(f"SELECT count(*) FROM {quote_name(tabel)}").fetchone()
    assert rij
    return int(rij[0])
