"""Rows of Python in DuckDB."""

import uuid

import duckdb

from vth.analyse.motor import insert_teksten


def test_rows_of_any_values_come_in_as_text_and_what_is_not_known_stays_so() -> None:
    id_ = uuid.UUID(int=7)
    with duckdb.connect() as con:
        con.execute("CREATE TABLE t (id VARCHAR, n INTEGER)")
        insert_teksten(con, "t", ("id", "n"), [(id_, 3), (None, None)], "id, n::INTEGER")
        assert con.execute("FROM t").fetchall() == [(str(id_), 3), (None, None)]


def test_no_rows_add_nothing() -> None:
    with duckdb.connect() as con:
        con.execute("CREATE TABLE t (a VARCHAR, b VARCHAR)")
        insert_teksten(con, "t", ("a", "b"), [])
        assert con.execute("FROM t").fetchall() == []
