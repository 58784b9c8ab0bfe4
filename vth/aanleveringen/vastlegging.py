"""Writing a compared delivery into the register: staged outside, then one short transaction.

Until that transaction commits the register is as it was; afterwards it is as it should be. There is no between.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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

# From this many staged rows on a write may lock out others for more than ten seconds, and says so beforehand.
AANKONDIGEN_VANAF = 500_000


class StandVerouderdError(Exception):
    """The register was changed between comparing and writing: compare again."""


def record_verschil(
    con: duckdb.DuckDBPyConnection,
    aanlevering: Aanlevering,
    soorten: list[str],
    nummers: dict[str, int],
    werkmap: Path,
) -> None:
    """Write what `verschil` staged, together with the delivery's own row and its line in the log.

    `soorten` are the kinds of record of which anything is written, `nummers` those that the comparison was made at;
    raises StandVerouderdError when they are not right any more.
    """
    kopieen = write_stand(con, aanlevering, soorten)
    tabellen = _list_tabellen(con)
    aantal = sum(_count(con, t) for t in tabellen)
    con.execute("CHECKPOINT")
    with _stage(con, tabellen, werkmap) as staging, announce_onderhoud(lang=aantal >= AANKONDIGEN_VANAF):
        _write(aanlevering, staging, soorten, nummers, kopieen)
    for soort in kopieen:
        remove_old_kopieen(aanlevering.leverancier_id, soort, keep=str(aanlevering.id))


@transaction.atomic
def _write(
    aanlevering: Aanlevering,
    staging: Staging,
    soorten: list[str],
    nummers: dict[str, int],
    kopieen: dict[str, dict[str, object]],
) -> None:
    """The transaction itself."""
    if read_nummers(aanlevering.leverancier_id, list(nummers)) != nummers:
        raise StandVerouderdError
    herkomst = record_herkomst(leverancier=aanlevering.leverancier_id, soort=Herkomst.Soort.AANLEVERING)
    nieuw = record_levering(
        staging=staging, herkomst=herkomst, leverancier=aanlevering.leverancier_id, soorten=soorten
    )
    aanlevering.herkomst = herkomst
    aanlevering.stand = {s: k | {"nummer": nieuw[s]} for s, k in kopieen.items()}
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
    if connection.vendor == "postgresql":
        with make_staging_schema() as plaats:
            write_staging_postgres(con, {t: t for t in tabellen}, plaats)
            yield read_staging_schema(plaats)
        return
    paden = {}
    for tabel in tabellen:
        paden[tabel] = werkmap / f"{tabel}.parquet"
        con.execute(f"COPY {quote_name(tabel)} TO '{quote_text(str(paden[tabel]))}' (FORMAT parquet)")
    bestand = werkmap / "staging.sqlite"
    write_staging_sqlite(paden, bestand)
    with open_staging(bestand) as staging:
        yield staging


def _list_tabellen(con: duckdb.DuckDBPyConnection) -> list[str]:
    """List the staging tables that have rows, and `geraakt` always."""
    modellen: list[type[Model]] = [*VOORKOMENS.values(), Relatie, Leverstatus]
    namen = [f"{wat}_{m._meta.db_table}" for m in modellen for wat in ("dicht", "knip", "nieuw")]
    namen += [f"nieuw_{m._meta.db_table}" for m in (Bronobject, Persoonsgegeven, Zoekregel)] + ["zicht"]
    bestaat = {rij[0] for rij in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    return [n for n in namen if n in bestaat and _count(con, n)] + ["geraakt"]


def _count(con: duckdb.DuckDBPyConnection, tabel: str) -> int:
    """Count the rows of a table."""
    rij = con.execute(f"SELECT count(*) FROM {quote_name(tabel)}").fetchone()
    assert rij
    return int(rij[0])
