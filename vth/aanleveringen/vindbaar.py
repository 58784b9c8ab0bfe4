"""The search index of a delivery: rows of new records made here, set-based; ids of known ones to be made again.

A new record is described wholly by what is staged, unless it refers to a record that was there already. Its index row
is made by the register's own SELECT, on views that carry the names of the register's tables.
"""

from collections.abc import Iterable

import duckdb

from vth.analyse.motor import quote_name
from vth.register.zoekregels import derive_zoekregels_sql, list_bronkolommen


def stage_zoekregels(con: duckdb.DuckDBPyConnection, gegevenssets: Iterable[str]) -> None:
    """Stage `nieuw_zoeken_zoekregel` and `geraakt` from the other staging tables of `verschil`."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE zelfstandig AS SELECT k AS id FROM sleutel WHERE nieuw "
        "EXCEPT SELECT r.k.van FROM r_nieuw r ANTI JOIN (SELECT k FROM sleutel WHERE nieuw) n ON n.k = r.k.naar"
    )
    _make_views(con)
    regels = derive_zoekregels_sql("SELECT id FROM zelfstandig", "duckdb")
    con.execute(f"CREATE OR REPLACE TABLE nieuw_zoeken_zoekregel AS {regels}")
    delen = [f"SELECT k FROM {quote_name(f'o_{g}_{s}')}" for g in gegevenssets for s in ("nieuw", "sluiten")]
    delen += [f"SELECT k.van AS k FROM r_{s}" for s in ("nieuw", "sluiten")] + ["SELECT id AS k FROM zicht"]
    con.execute(
        f"CREATE OR REPLACE TABLE geraakt AS SELECT x.k AS id FROM ({' UNION '.join(delen)}) x "
        "ANTI JOIN zelfstandig z ON z.id = x.k"
    )


def _make_views(con: duckdb.DuckDBPyConnection) -> None:
    """Put what is staged under the names of the register's tables; what this delivery does not fill is empty."""
    bestaat = {rij[0] for rij in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    for tabel, kolommen in list_bronkolommen().items():
        if f"nieuw_{tabel}" in bestaat:
            bron = f"FROM nieuw_{tabel}"
        else:
            leeg = ", ".join(
                f"NULL::{'UUID' if k.endswith('id') else 'VARCHAR'} AS {quote_name(k)}" for k in kolommen
            )
            bron = f"SELECT {leeg}, NULL::DATE AS begin_geldigheid WHERE false"
        con.execute(f"CREATE OR REPLACE TEMP VIEW {tabel} AS {bron}")
