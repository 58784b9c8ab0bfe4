"""Dagstand, staging and SQL files."""

import json
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.db import connection

from vth.analyse import services
from vth.analyse.motor import load_extension, open_duckdb, quote_name, quote_text
from vth.analyse.services import derive_sha256, make_dagstand, write_staging_postgres, write_staging_sqlite
from vth.analyse.sqlbestand import SqlBestandError, read_sqlbestand
from vth.analyse.tabellen import AnalyseError, list_dagstandtabellen, register_dagstandtabel
from vth.logboek.models import Zegel
from vth.logboek.services import record_gebeurtenis, seal_gebeurtenissen
from vth.register.tests.builders import make_object
from vth.tijd.bulk import make_staging_schema


def write(pad: Path, tekst: str) -> Path:
    pad.write_text(tekst)
    return pad


def test_duckdb_is_pinned_bounded_and_offline(tmp_path: Path) -> None:
    with open_duckdb(tmp_path) as con:
        load_extension(con, "postgres_scanner")
        stand = dict(con.execute("SELECT name, value FROM duckdb_settings()").fetchall())
    assert duckdb.__version__ == "1.5.5"
    assert stand["autoinstall_known_extensions"] == "false"
    assert stand["temp_directory"].startswith(str(tmp_path))


def test_names_and_texts_are_quoted() -> None:
    con = duckdb.connect()
    vreemd = "a\"b'c; DROP TABLE x"
    con.execute(f"CREATE TABLE {quote_name(vreemd)} AS SELECT '{quote_text(vreemd)}' AS w")
    assert con.execute(f"FROM {quote_name(vreemd)}").fetchone() == (vreemd,)


def test_sql_file_has_a_head_and_one_select(tmp_path: Path) -> None:
    bestand = read_sqlbestand(
        write(tmp_path / "goed.sql", "-- id: x\n-- melding: een\n--    twee\nSELECT 1;\n"), ("id",)
    )
    assert bestand.kop == {"id": "x", "melding": "een twee"}
    assert bestand.sql == "SELECT 1"


def test_semicolon_in_a_text_or_a_comment_is_no_second_statement(tmp_path: Path) -> None:
    tekst = "-- id: x\nSELECT 'a;b' AS w -- en; klaar\n"
    assert read_sqlbestand(write(tmp_path / "goed.sql", tekst)).sql.startswith("SELECT 'a;b'")


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        ("SELECT 1", "ontbreekt id"),
        ("-- id: x\nDELETE FROM y", "niet precies één SELECT"),
        ("-- id: x\nSELECT 1; SELECT 2", "niet precies één SELECT"),
        ("-- id: x\nSELECT 1; DROP TABLE y;", "niet precies één SELECT"),
        ("-- id: x\nSELECT ';' AS a; SELECT 2", "niet precies één SELECT"),
        ("-- id: x\n", "niet precies één SELECT"),
    ],
)
def test_sql_file_of_another_form_is_refused(tekst: str, melding: str, tmp_path: Path) -> None:
    with pytest.raises(SqlBestandError, match=melding):
        read_sqlbestand(write(tmp_path / "fout.sql", tekst), ("id",))


@pytest.mark.parametrize("klein", [0, 2**20])
def test_staging_has_the_values_as_django_stores_them(
    klein: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "KLEIN", klein)
    bron = tmp_path / "a.parquet"
    duckdb.sql(
        "COPY (SELECT '0190a1b2-0000-7000-8000-000000000001'::UUID AS id, DATE '2024-02-29' AS dag, true AS ja, "
        f"1.5::DECIMAL(18,4) AS getal, NULL::VARCHAR AS niets) TO '{bron}'"
    )
    write_staging_sqlite({"nieuw_x": bron}, tmp_path / "s.sqlite")
    rij = sqlite3.connect(tmp_path / "s.sqlite").execute("SELECT * FROM nieuw_x").fetchone()
    assert rij == ("0190a1b2000070008000000000000001", "2024-02-29", 1, 1.5, None)


def test_little_is_written_as_much_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bron = tmp_path / "a.parquet"
    duckdb.sql(
        "COPY (SELECT 'é''\n' AS tekst, 'ab'::BLOB AS bytes, 9223372036854775807 AS groot, 3::SMALLINT AS klein, "
        "0.1::DOUBLE AS getal, 12::TINYINT AS heel, gen_random_uuid() AS id, DATE '0044-03-15' AS dag, false AS nee "
        f"UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL) TO '{bron}'"
    )
    gelezen = []
    for klein in (0, 2**20):
        monkeypatch.setattr(services, "KLEIN", klein)
        write_staging_sqlite({"nieuw_x": bron, "geraakt": bron}, doel := tmp_path / f"{klein}.sqlite")
        with sqlite3.connect(doel) as bestand:
            namen = ", ".join(
                f"{k}, typeof({k})" for (_, k, *_) in bestand.execute("PRAGMA table_info(nieuw_x)")
            )
            gelezen.append(
                bestand.execute(
                    f"SELECT {namen} FROM nieuw_x UNION ALL SELECT {namen} FROM geraakt"
                ).fetchall()
            )
    assert gelezen[0] == gelezen[1] and len(gelezen[0]) == 4


def test_a_value_that_would_be_stored_otherwise_is_left_to_the_other_process(tmp_path: Path) -> None:
    duckdb.sql("SELECT now() AS moment").write_parquet(str(tmp_path / "a.parquet"))
    assert not services._write_klein({"nieuw_x": tmp_path / "a.parquet"}, tmp_path / "s.sqlite")
    write_staging_sqlite({"nieuw_x": tmp_path / "a.parquet"}, tmp_path / "s.sqlite")
    assert sqlite3.connect(tmp_path / "s.sqlite").execute("SELECT count(*) FROM nieuw_x").fetchall() == [(1,)]


def test_folder_with_a_quote_in_its_name_works(tmp_path: Path) -> None:
    (map_ := tmp_path / "d'Oude map").mkdir()
    duckdb.sql("SELECT 1 AS n").write_parquet(str(map_ / "a.parquet"))
    write_staging_sqlite({"nieuw_x": map_ / "a.parquet"}, map_ / "s.sqlite")
    assert sqlite3.connect(map_ / "s.sqlite").execute("SELECT n FROM nieuw_x").fetchall() == [(1,)]


def test_dagstand_in_a_folder_with_a_quote_in_its_name(
    verse_database: None, settings: Any, tmp_path: Path
) -> None:
    settings.DAGSTAND_DIR = tmp_path / "d'Oude map" / "dagstand"
    assert (make_dagstand(op=date(2024, 5, 1)) / "manifest.json").exists()


def test_failed_staging_is_told(tmp_path: Path) -> None:
    with pytest.raises(AnalyseError, match="Er is niets in het register gewijzigd"):
        write_staging_sqlite({"x": tmp_path / "bestaat_niet.parquet"}, tmp_path / "s.sqlite")


def test_dagstand_has_checksums_and_the_place_in_the_log(verse_database: None, settings: Any) -> None:
    record_gebeurtenis(actor="Bo", handeling="proef")
    seal_gebeurtenissen()
    map_ = make_dagstand(op=date(2024, 5, 1))
    manifest = json.loads((map_ / "manifest.json").read_text())
    assert manifest["logboek_tot"] == 1
    assert set(manifest["bestanden"]) == {f"{m._meta.db_table}.parquet" for m in list_dagstandtabellen()}
    assert all(derive_sha256(map_ / naam) == som for naam, som in manifest["bestanden"].items())


def test_dagstand_of_the_same_state_is_the_same_and_replaces_the_old(verse_database: None) -> None:
    een = json.loads((make_dagstand(op=date(2024, 5, 1)) / "manifest.json").read_text())
    twee = json.loads((make_dagstand(op=date(2024, 5, 1)) / "manifest.json").read_text())
    assert een == twee
    assert connection.is_usable()


def test_dagstand_is_made_from_a_snapshot_and_never_from_the_live_file(
    verse_database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two SQLite libraries on one file drop each other's locks (`docs/adr/0014`)."""
    if connection.vendor != "sqlite":
        pytest.skip("alleen SQLite heeft één bestand")
    bronnen: list[Path] = []
    run = services._run_child

    def note(opdracht: str, inhoud: dict[str, Any]) -> None:
        bronnen.append(Path(inhoud["bron"]))
        assert bronnen[-1].exists()
        run(opdracht, inhoud)

    monkeypatch.setattr(services, "_run_child", note)
    make_dagstand(op=date(2024, 5, 1))
    [bron] = bronnen
    assert bron.resolve() != Path(connection.settings_dict["NAME"]).resolve()
    assert not bron.exists()


def test_dagstand_holds_what_was_committed_last(verse_database: None) -> None:
    make_object("T1")
    make_object("T2")
    map_ = make_dagstand(op=date(2024, 5, 1))
    sleutels = duckdb.read_parquet(str(map_ / "register_bronobject.parquet")).project("sleutel").fetchall()
    assert sorted(sleutels) == [("T1",), ("T2",)]


def test_dagstand_that_fails_leaves_the_old_one(
    verse_database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    een = make_dagstand(op=date(2024, 5, 1))
    voor = (een / "manifest.json").read_text()

    def fail(*_: object) -> None:
        raise AnalyseError("vol")

    monkeypatch.setattr(services, "_run_child", fail)
    with pytest.raises(AnalyseError):
        make_dagstand(op=date(2024, 5, 1))
    assert (een / "manifest.json").read_text() == voor
    assert [f.name for f in een.parent.iterdir()] == [een.name]


def test_persons_are_not_in_the_dagstand() -> None:
    assert not any("persoonsgegeven" in m._meta.db_table for m in list_dagstandtabellen())


def test_a_column_to_leave_behind_that_is_not_there_is_refused() -> None:
    with pytest.raises(AnalyseError, match="heeft geen kolom bestaat_niet"):
        register_dagstandtabel(Zegel, zonder=["bestaat_niet"])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="schrijft naar PostgreSQL")
@pytest.mark.parametrize("moment", ["NULL::INTEGER", "TIMESTAMPTZ '2024-02-29 12:00:00+00'"])
@pytest.mark.parametrize("weinig", [0, 5000])
def test_staging_on_postgres_is_the_same_either_way(
    weinig: int, moment: str, verse_database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "WEINIG_RIJEN", weinig)
    bron = (
        "SELECT chr(233) || chr(10) || chr(9) || chr(92) AS tekst, DATE '0044-03-15' AS dag, true AS ja, 0.1::DOUBLE AS getal, "
        "'0190a1b2-0000-7000-8000-000000000001'::UUID AS id, 9223372036854775807 AS groot, 1.5::DECIMAL(18,4) AS bedrag, "
        f"{moment} AS moment UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL"
    )
    with open_duckdb(tmp_path) as con, make_staging_schema() as plaats, connection.cursor() as cursor:
        write_staging_postgres(con, {"nieuw_x": bron, "geraakt": "SELECT 1 AS id WHERE false"}, plaats)
        cursor.execute(f'SELECT *, moment::text FROM "{plaats}".nieuw_x ORDER BY tekst')
        een, leeg = cursor.fetchall()
    assert een[:4] == ("é\n\t\\", date(44, 3, 15), True, 0.1)
    assert [str(w) for w in een[4:7]] == [
        "0190a1b2-0000-7000-8000-000000000001",
        "9223372036854775807",
        "1.5000",
    ]
    assert een[8] == (None if moment.startswith("NULL") else "2024-02-29 12:00:00+00")
    assert set(leeg) == {None}
