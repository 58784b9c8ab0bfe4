"""How often names, addresses, numbers and words occur, measured once and kept with the model.

An increment must weigh with the same figures as the full run, so they are frozen: what is common is decided when the
model is made, not when a record happens to come in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import duckdb
import pyarrow as pa

from .profiel import Profiel, Sleutel
from .voorbereiding import list_delen

# Values that occur less often are all as rare as the rarest; with few records nothing may look common by chance.
VAAK = 5
MINSTENS = 100_000
ARROW = {"VARCHAR": pa.string(), "DOUBLE": pa.float64(), "BIGINT": pa.int64(), "UBIGINT": pa.uint64()}
TF_KOLOMMEN = ("naam_kern", "adres", "basis", "kvk")


@dataclass(frozen=True)
class Frequenties:
    """What was frozen: number of records, share of common values per column, common words, and blocks that are too full."""

    aantal: int
    waarden: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    gewone_woorden: tuple[str, ...] = ()
    druk: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    te_vol: tuple[str, ...] = ()


def measure_frequenties(con: duckdb.DuckDBPyConnection, profiel: Profiel) -> Frequenties:
    """Measure the frequencies of the records in `kaal`; which blocks are too full is measured after (`blokken`)."""
    aantal = _fetch_getal(con, "SELECT count(*) FROM kaal")
    noemer = max(aantal, MINSTENS)
    waarden = {
        kolom: dict(
            con.execute(
                f"""SELECT {kolom}, round(count(*) / {noemer}, 9) FROM kaal WHERE {kolom} IS NOT NULL
                GROUP BY 1 HAVING count(*) >= {VAAK} ORDER BY 1"""
            ).fetchall()
        )
        for kolom in TF_KOLOMMEN
    }
    grens = max(aantal * profiel.grenzen["woord"] // 1000, profiel.grenzen["woord_minstens"])
    woorden = con.execute(
        f"""SELECT woord FROM (SELECT unnest(alle_woorden) AS woord FROM kaal)
        GROUP BY 1 HAVING count(*) > {grens} ORDER BY 1"""
    ).fetchall()
    druk = {s.code: _find_druk(con, s, profiel.grenzen["sleutel"]) for s in profiel.sleutels}
    return Frequenties(aantal, waarden, tuple(w for (w,) in woorden), druk)


def write_sleutelwaarde(sleutel: Sleutel) -> str:
    """Write a key's value as one text; NULL where a part is missing."""
    return " || '|' || ".join(sleutel.kolommen)


def _find_druk(con: duckdb.DuckDBPyConnection, sleutel: Sleutel, grens: int) -> tuple[str, ...]:
    """List the values of a key that more records carry than one real thing can have."""
    waarde = write_sleutelwaarde(sleutel)
    rijen = con.execute(
        f"SELECT {waarde} AS w FROM kaal WHERE w IS NOT NULL GROUP BY w HAVING count(*) > {grens} ORDER BY w"
    ).fetchall()
    return tuple(w for (w,) in rijen)


def store_frequenties(con: duckdb.DuckDBPyConnection, frequenties: Frequenties) -> None:
    """Put frozen frequencies in the connection as tables `tf_<column>` and `gewone_woorden`."""
    for kolom in TF_KOLOMMEN:
        make_tabel(
            con,
            f"vast_{kolom}",
            ("waarde VARCHAR", "deel DOUBLE"),
            frequenties.waarden.get(kolom, {}).items(),
        )
    make_tabel(con, "gewone_woorden", ("woord VARCHAR",), ((w,) for w in frequenties.gewone_woorden))
    druk = ((code, w) for code, waarden in frequenties.druk.items() for w in waarden)
    make_tabel(con, "druk", ("code VARCHAR", "waarde VARCHAR"), druk)
    make_tabel(con, "te_vol", ("blok VARCHAR",), ((b,) for b in frequenties.te_vol))


def make_tabel(
    con: duckdb.DuckDBPyConnection, naam: str, kolommen: tuple[str, ...], rijen: Iterable[tuple[object, ...]]
) -> None:
    """Make a table of rows that stand in memory."""
    con.execute(f"CREATE OR REPLACE TEMP TABLE {naam} ({', '.join(kolommen)})")
    namen, typen = zip(*(k.split() for k in kolommen), strict=True)
    per_kolom = [pa.array(k, ARROW[t]) for k, t in zip(zip(*rijen, strict=True), typen, strict=False)]
    if per_kolom:
        con.register("_rijen", pa.table(per_kolom, names=namen))
        con.execute(f"INSERT INTO {naam} FROM _rijen")
        con.unregister("_rijen")


def weigh(
    con: duckdb.DuckDBPyConnection, profiel: Profiel, frequenties: Frequenties, nieuw: str | None = None
) -> None:
    """Make `voorbereid` of `kaal` with the frozen frequencies beside each row; with `nieuw` only of those ids anew.

    A value that is not among the frozen ones is rare.
    """
    store_frequenties(con, frequenties)
    druk = "".join(
        f", {write_sleutelwaarde(s)} IN (SELECT waarde FROM druk WHERE code = '{s.code}') AS druk_{s.code}"
        for s in profiel.sleutels
    )
    zelden = 1.0 / max(frequenties.aantal, MINSTENS)
    tf = ", ".join(
        f"CASE WHEN k.{kolom} IS NOT NULL THEN coalesce(v_{kolom}.deel, {zelden!r}) END AS tf_{kolom}"
        for kolom in TF_KOLOMMEN
    )
    joins = " ".join(
        f"LEFT JOIN vast_{kolom} v_{kolom} ON v_{kolom}.waarde = k.{kolom}" for kolom in TF_KOLOMMEN
    )
    vraag = f"""
        WITH deel AS (SELECT * FROM kaal WHERE nr BETWEEN ? AND ?),
             zeldzaam AS (
                 SELECT nr, list_sort(list(woord)) AS zoekwoorden,
                     list_sort(list(woord) FILTER (NOT contains(coalesce(plaats, ''), woord))) AS zeldzaam
                 FROM (SELECT nr, plaats, unnest(alle_woorden) AS woord FROM deel) ANTI JOIN gewone_woorden USING (woord)
                 WHERE length(woord) > 1 GROUP BY nr
             )
        SELECT k.*, list_filter(woorden, lambda w: NOT contains(coalesce(plaats, ''), w)) AS eigen,
            CASE WHEN regexp_matches(naam_kern, '[0-9]') THEN
                list_transform(list_filter(woorden, lambda w: regexp_matches(w, '^[a-z]?[0-9]{{1,3}}[a-z]?$')), lambda w: ltrim(w, '0'))
                ELSE [] END AS nummers,
            coalesce(z.zeldzaam, []) AS zeldzaam, coalesce(z.zoekwoorden, []) AS zoekwoorden, v_basis.waarde IS NOT NULL AS druk_pand, {tf}{druk}
        FROM deel k LEFT JOIN zeldzaam z ON z.nr = k.nr {joins}"""
    if nieuw:
        con.execute(f"DELETE FROM voorbereid WHERE id IN (SELECT id FROM {nieuw})")
    else:
        con.execute(f"CREATE OR REPLACE TABLE voorbereid AS {vraag} LIMIT 0", [0, 0])
    for deel in list_delen(con, "kaal"):
        con.execute(f"INSERT INTO voorbereid BY NAME {vraag}", list(deel))
    con.execute("DROP TABLE kaal")


def _fetch_getal(con: duckdb.DuckDBPyConnection, vraag: str) -> int:
    """Give the one number that a question answers."""
    rij = con.execute(vraag).fetchone()
    return int(rij[0]) if rij else 0
