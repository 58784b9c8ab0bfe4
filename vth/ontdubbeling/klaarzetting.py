"""Putting what a run changes where the database can read it itself, and taking it in (`tijd.bulk`)."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from django.db import connection

from vth.analyse.motor import quote_name, quote_text
from vth.analyse.services import write_staging_postgres, write_staging_sqlite
from vth.register.models import Toewijzing
from vth.register.services import record_toewijzingen
from vth.tijd.bulk import (
    Staging,
    apply_staging,
    insert_staged,
    make_staging_schema,
    open_staging,
    read_staging_schema,
)
from vth.tijd.models import Herkomst

from .models import Entiteit, Entiteitgebeurtenis, Gelijkstelling, Snede

GROEIT = tuple(
    f"{wat}_{m._meta.db_table}" for m in (Gelijkstelling, Snede, Toewijzing) for wat in ("dicht", "nieuw")
)
TABELLEN = (*GROEIT, *(f"nieuw_{m._meta.db_table}" for m in (Entiteit, Entiteitgebeurtenis)), "verplaatst")


def list_gevuld(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Give the staged tables that have rows, each with how many."""
    tellingen = {t: con.execute(f"SELECT count(*) FROM {quote_name(t)}").fetchone() for t in TABELLEN}
    return {t: rij[0] for t, rij in tellingen.items() if rij and rij[0]}


@contextmanager
def stage(con: duckdb.DuckDBPyConnection, tabellen: list[str], werkmap: Path) -> Iterator[Staging]:
    """Put staged tables beside the database; only outside a transaction."""
    if connection.vendor == "postgresql":
        with make_staging_schema() as plaats:
            write_staging_postgres(con, {t: f"FROM {quote_name(t)}" for t in tabellen}, plaats)
            yield read_staging_schema(plaats)
        return
    paden = {t: werkmap / f"{t}.parquet" for t in tabellen}
    for tabel, pad in paden.items():
        con.execute(f"COPY (FROM {quote_name(tabel)}) TO '{quote_text(str(pad))}' (FORMAT parquet)")
    bestand = werkmap / "staging.sqlite"
    write_staging_sqlite(paden, bestand)
    with open_staging(bestand) as staging:
        yield staging


def record_verschil(staging: Staging, herkomst: Herkomst) -> None:
    """Take in all that was staged, inside the transaction of the run."""
    apply_staging(Gelijkstelling, staging, herkomst)
    apply_staging(Snede, staging, herkomst)
    record_toewijzingen(staging=staging, herkomst=herkomst)
    moment = connection.ops.adapt_datetimefield_value(herkomst.moment)
    insert_staged(Entiteit, staging, {"ontstaan_op": moment})
    insert_staged(Entiteitgebeurtenis, staging, {"herkomst_id": herkomst.pk})
    if staging.has("verplaatst"):
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE ontdubbeling_entiteit SET opgegaan_in = v.opgegaan_in FROM {staging.name_table('verplaatst')} v "
                "WHERE v.id = ontdubbeling_entiteit.id"
            )
