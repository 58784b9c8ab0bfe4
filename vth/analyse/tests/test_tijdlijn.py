"""The set-based timeline and the rule say the same, for any believed and any said timeline."""

import itertools
from datetime import date, timedelta

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from vth.analyse.tijdlijn import make_tijdlijnwijziging
from vth.tijd.rules import OPEN_DAG, Geldigheid, Stuk, derive_tijdlijnwijziging

DAG0 = date(2020, 1, 1)


def make_dag(n: int) -> date:
    return OPEN_DAG if n >= 40 else DAG0 + timedelta(days=n)


@st.composite
def tijdlijnen(draw: st.DrawFn, begin: int, eind: int) -> list[Stuk]:
    grenzen = sorted(draw(st.sets(st.integers(begin, eind), max_size=7)))
    paren = list(itertools.pairwise(grenzen))
    keep = draw(st.lists(st.booleans(), min_size=len(paren), max_size=len(paren)))
    return [
        Stuk(Geldigheid(make_dag(b), make_dag(e)), draw(st.sampled_from("AB")))
        for (b, e), k in zip(paren, keep, strict=True)
        if k
    ]


@st.composite
def gevallen(draw: st.DrawFn) -> tuple[list[Stuk], Geldigheid, list[Stuk]]:
    begin = draw(st.integers(0, 39))
    eind = draw(st.integers(begin + 1, 40))
    return draw(tijdlijnen(0, 40)), Geldigheid(make_dag(begin), make_dag(eind)), draw(tijdlijnen(begin, eind))


def fill(con: duckdb.DuckDBPyConnection, tabel: str, rijen: list[tuple[object, ...]], kolommen: str) -> None:
    con.execute(f"CREATE OR REPLACE TABLE {tabel} ({kolommen})")
    if rijen:
        con.executemany(f"INSERT INTO {tabel} VALUES ({', '.join('?' * len(rijen[0]))})", rijen)


@settings(max_examples=60, deadline=None)
@given(st.lists(gevallen(), min_size=1, max_size=6))
def test_sets_and_rule_agree(rijen: list[tuple[list[Stuk], Geldigheid, list[Stuk]]]) -> None:
    con = duckdb.connect()
    stuk = lambda k, s: (k, s.geldigheid.begin, s.geldigheid.eind, s.inhoud)  # noqa: E731
    fill(
        con,
        "geloofd",
        [stuk(k, s) for k, r in enumerate(rijen) for s in r[0]],
        "k INT, begin DATE, eind DATE, inhoud TEXT",
    )
    fill(
        con,
        "venster",
        [(k, r[1].begin, r[1].eind) for k, r in enumerate(rijen)],
        "k INT, begin DATE, eind DATE",
    )
    fill(
        con,
        "gezegd",
        [(*stuk(k, s), 0) for k, r in enumerate(rijen) for s in r[2]],
        "k INT, begin DATE, eind DATE, inhoud TEXT, bron INT",
    )
    make_tijdlijnwijziging(con, "x")
    dicht = set(con.execute("FROM x_sluiten").fetchall())
    erbij = set(con.execute("SELECT k, begin_geldigheid, eind_geldigheid, inhoud FROM x_nieuw").fetchall())
    erbij |= set(con.execute("SELECT k, begin_nieuw, eind_nieuw, inhoud FROM x_knippen").fetchall())
    for k, (geloofd, venster, gezegd) in enumerate(rijen):
        regel = derive_tijdlijnwijziging(geloofd, venster, gezegd)
        assert {(k, s.geldigheid.begin) for s in regel.sluiten} == {r for r in dicht if r[0] == k}
        assert {stuk(k, s) for s in regel.toevoegen} == {r for r in erbij if r[0] == k}
