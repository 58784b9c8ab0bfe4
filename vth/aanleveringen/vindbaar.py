"""The search index of a delivery: rows of new records made here, set-based; ids of known ones to be made again.

A new record is described wholly by what is staged, unless it refers to a record that was there already. Its index row
is made by the register's own SELECT, on views that carry the names of the register's tables.
"""

from collections.abc import Sequence

import duckdb

from vth.analyse.motor import quote_name
from vth.register.zoekregels import derive_zoekregels_sql, list_bronkolommen


def stage_zoekregels(con: duckdb.DuckDBPyConnection, gegevenssets: Sequence[str]) -> None:
    """Stage `nieuw_zoeken_zoekregel` and `geraakt` from the other staging tables of `verschil`."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE verbonden AS SELECT DISTINCT r.k.van AS id FROM r_nieuw r "
        "SEMI JOIN nieuwe_sleutel v ON v.k = r.k.van ANTI JOIN nieuwe_sleutel n ON n.k = r.k.naar"
    )
    _make_views(con)
    zelfstandig = "SELECT k AS id FROM nieuwe_sleutel s ANTI JOIN verbonden v ON v.id = s.k"
    regels = derive_zoekregels_sql(zelfstandig, "duckdb", gegevenssets)
    con.execute(f"CREATE OR REPLACE TABLE nieuw_zoeken_zoekregel AS {regels}")
    # Of what is new, only what refers to known records is left; of what is known, what goes through the timeline.
    delen = ["SELECT id AS k FROM verbonden", "SELECT id FROM zicht"]
    for soort in gegevenssets:
        delen += [f"SELECT k FROM {quote_name(f'ao_{soort}_{stap}')}" for stap in ("nieuw", "sluiten")]
        delen += [f"SELECT k.van FROM {quote_name(f'ar_{soort}_{stap}')}" for stap in ("nieuw", "sluiten")]
    con.execute(f"CREATE OR REPLACE TABLE geraakt AS SELECT k AS id FROM ({' UNION '.join(delen)})")


def _make_views(con: duckdb.DuckDBPyConnection) -> None:
    """Put what is staged under the names of the register's tables; what this delivery does not fill is empty."""
    bestaat: dict[str, set[str]] = {}
    for tabel, kolom in con.execute("SELECT table_name, column_name FROM duckdb_columns()").fetchall():
        bestaat.setdefault(tabel, set()).add(kolom)
    for tabel, kolommen in list_bronkolommen().items():
        gevuld = bestaat.get(f"nieuw_{tabel}", set())
        leeg = [
            f"NULL::{'UUID' if k.endswith('id') else 'VARCHAR'} AS {quote_name(k)}"
            for k in kolommen
            if k not in gevuld
        ]
        if gevuld:
            keuze, bron = ["*", *leeg], f"FROM {quote_name('nieuw_' + tabel)}"
        else:
            keuze, bron = [*leeg, "NULL::DATE AS begin_geldigheid"], "WHERE false"
        con.execute(f"CREATE OR REPLACE TEMP VIEW {tabel} AS SELECT {', '.join(keuze)} {bron}")
