"""The writer of one thing, the writer of a staged million and the pure rule make the same timeline."""

import itertools
import sqlite3
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb
import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vth.analyse.tijdlijn import make_tijdlijnwijziging
from vth.register.models import Bronobject, Leverstatus
from vth.tijd.bulk import Staging, apply_staging, make_staging_schema, open_staging, read_staging_schema
from vth.tijd.models import Herkomst
from vth.tijd.rules import Geldigheid, Stuk, derive_tijdlijnwijziging
from vth.tijd.services import Vaststelling, record_voorkomen

from .builders import STATUSSEN, make_bronobject, make_dag, make_geldigheid, make_herkomst, record_status

Uitspraak = tuple[Geldigheid, list[Stuk]]
TABEL = Leverstatus._meta.db_table
KOLOMMEN = {
    "dicht": "bronobject_id, begin_geldigheid",
    "knip": "bronobject_id, begin_geldigheid, begin_nieuw, eind_nieuw",
    "nieuw": "bronobject_id, begin_geldigheid, eind_geldigheid, status",
}


@st.composite
def uitspraken(draw: st.DrawFn) -> Uitspraak:
    """A window, and what is said to hold inside it: disjoint pieces, with silence between some."""
    begin = draw(st.integers(0, 39))
    eind = draw(st.integers(begin + 1, 40))
    grenzen = sorted(draw(st.sets(st.integers(begin, eind), max_size=5)))
    stukken = [
        Stuk(make_geldigheid(b, e), status)
        for b, e in itertools.pairwise(grenzen)
        if (status := draw(st.sampled_from([*STATUSSEN, ""])))
    ]
    return make_geldigheid(begin, eind), stukken


def write_single(bronobject: Bronobject, uitspraak: Uitspraak, herkomst: Herkomst) -> None:
    venster, stukken = uitspraak
    gezegd = [Vaststelling(s.geldigheid, {"status": s.inhoud}) for s in stukken]
    sleutel = {"bronobject": bronobject}
    record_voorkomen(Leverstatus, sleutel=sleutel, venster=venster, vaststellingen=gezegd, herkomst=herkomst)


def write_bulk(uitspraken: Mapping[Bronobject, Uitspraak], herkomst: Herkomst, map_: Path) -> None:
    with duckdb.connect() as con:
        compare(con, uitspraken)
        rijen = {
            "dicht": con.execute("SELECT k, begin_geldigheid FROM x_sluiten").fetchall(),
            "knip": con.execute(
                "SELECT k, begin_geldigheid, begin_nieuw, eind_nieuw FROM x_knippen"
            ).fetchall(),
            "nieuw": con.execute(
                "SELECT k, begin_geldigheid, eind_geldigheid, inhoud FROM x_nieuw"
            ).fetchall(),
        }
    with stage(rijen, map_) as staging, transaction.atomic():
        apply_staging(Leverstatus, staging, herkomst)


def compare(con: duckdb.DuckDBPyConnection, uitspraken: Mapping[Bronobject, Uitspraak]) -> None:
    """Compare what is said with what is believed, in sets."""
    tijdlijn = "(k VARCHAR, begin DATE, eind DATE, inhoud VARCHAR)"
    con.execute(f"CREATE TABLE geloofd {tijdlijn}; CREATE TABLE gezegd {tijdlijn}")
    con.execute("ALTER TABLE gezegd ADD bron INT; CREATE TABLE venster (k VARCHAR, begin DATE, eind DATE)")
    for bronobject, (venster, stukken) in uitspraken.items():
        k = bronobject.pk.hex
        con.execute("INSERT INTO venster VALUES (?, ?, ?)", [k, venster.begin, venster.eind])
        for v in Leverstatus.objects.filter(bronobject=bronobject).believed():
            rij = [k, v.begin_geldigheid, v.eind_geldigheid, v.status]
            con.execute("INSERT INTO geloofd VALUES (?, ?, ?, ?)", rij)
        for s in stukken:
            rij = [k, s.geldigheid.begin, s.geldigheid.eind, s.inhoud]
            con.execute("INSERT INTO gezegd VALUES (?, ?, ?, ?, 0)", rij)
    make_tijdlijnwijziging(con, "x")


@contextmanager
def stage(tabellen: Mapping[str, Sequence[tuple[object, ...]]], map_: Path) -> Iterator[Staging]:
    """Put rows where the database can read them, in the shape in which it stores them."""
    if connection.vendor == "postgresql":
        with make_staging_schema() as plaats, connection.cursor() as cursor:
            for wat, rijen in tabellen.items():
                cursor.execute(f'CREATE TABLE {plaats}."{wat}_{TABEL}" ({with_types(KOLOMMEN[wat])})')
                for rij in rijen:
                    cursor.execute(f'INSERT INTO {plaats}."{wat}_{TABEL}" VALUES ({marks(rij, "%s")})', rij)
            yield read_staging_schema(plaats)
        return
    bestand = map_ / f"{uuid.uuid4().hex}.sqlite"
    with sqlite3.connect(bestand) as con:
        for wat, rijen in tabellen.items():
            con.execute(f'CREATE TABLE "{wat}_{TABEL}" ({KOLOMMEN[wat]})')
            for rij in rijen:
                con.execute(f'INSERT INTO "{wat}_{TABEL}" VALUES ({marks(rij, "?")})', [*map(str, rij)])
    con.close()
    with open_staging(bestand) as staging:
        yield staging


def with_types(kolommen: str) -> str:
    soort = {"bronobject_id": "uuid", "status": "text"}
    return ", ".join(f"{k} {soort.get(k, 'date')}" for k in kolommen.split(", "))


def marks(rij: Sequence[object], teken: str) -> str:
    return ", ".join([teken] * len(rij))


def list_geschiedenis(bronobject: Bronobject, rondes: Sequence[Herkomst]) -> list[tuple[object, ...]]:
    """Everything that was ever written of a record, with moments and origins as the number of the round."""
    ronde = {h.moment: n for n, h in enumerate(rondes)}
    nummer = {h.pk: n for n, h in enumerate(rondes)}
    return sorted(
        (
            ronde[v.tijdstip_registratie],
            v.begin_geldigheid,
            v.eind_geldigheid,
            v.status,
            ronde.get(v.eind_registratie, "open"),
            nummer[v.herkomst_id],
        )
        for v in Leverstatus.objects.filter(bronobject=bronobject)
    )


def derive_tijdlijn(rondes: Sequence[Uitspraak]) -> list[Stuk]:
    """What the pure rule believes after all rounds."""
    geloofd: list[Stuk] = []
    for venster, stukken in rondes:
        wijziging = derive_tijdlijnwijziging(geloofd, venster, stukken)
        geloofd = [s for s in geloofd if s not in wijziging.sluiten] + list(wijziging.toevoegen)
    return sorted(geloofd, key=lambda s: s.geldigheid)


def list_geloofd(bronobject: Bronobject) -> list[Stuk]:
    rijen = Leverstatus.objects.filter(bronobject=bronobject).believed().order_by("begin_geldigheid")
    return [Stuk(Geldigheid(v.begin_geldigheid, v.eind_geldigheid), v.status) for v in rijen]


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.lists(uitspraken(), min_size=4, max_size=4), min_size=1, max_size=8))
def test_both_writers_and_the_rule_agree(
    verse_database: None, tmp_path: Path, verhalen: list[list[Uitspraak]]
) -> None:
    begin, stempel = make_herkomst(), uuid.uuid4().hex
    een = [make_bronobject(f"{stempel}-een-{n}", herkomst=begin) for n in range(len(verhalen))]
    bulk = [make_bronobject(f"{stempel}-bulk-{n}", herkomst=begin) for n in range(len(verhalen))]
    rondes: list[Herkomst] = []
    for gezegd in zip(*verhalen, strict=True):
        rondes.append(make_herkomst())
        for bronobject, uitspraak in zip(een, gezegd, strict=True):
            write_single(bronobject, uitspraak, rondes[-1])
        write_bulk(dict(zip(bulk, gezegd, strict=True)), rondes[-1], tmp_path)
    for verhaal, a, b in zip(verhalen, een, bulk, strict=True):
        assert list_geschiedenis(a, rondes) == list_geschiedenis(b, rondes)
        assert list_geloofd(a) == derive_tijdlijn(verhaal)


@pytest.mark.django_db
def test_clipped_piece_keeps_the_origin_of_what_it_says() -> None:
    bronobject = make_bronobject()
    eerste, tweede = make_herkomst("OD-NOORD"), make_herkomst("OD-ZUID")
    record_status(bronobject, geldigheid=make_geldigheid(0, 10), herkomst=eerste)
    record_status(bronobject, geldigheid=make_geldigheid(20, 30), herkomst=tweede)
    record_status(bronobject, None, geldigheid=make_geldigheid(5, 10))
    [vroeg, laat] = Leverstatus.objects.believed().order_by("begin_geldigheid")
    assert (vroeg.eind_geldigheid, vroeg.herkomst) == (make_dag(5), eerste)
    assert laat.herkomst == tweede


def test_staged_closing_that_finds_nothing_is_an_error(verse_database: None, tmp_path: Path) -> None:
    herkomst = make_herkomst()
    dicht: list[tuple[object, ...]] = [(uuid.uuid4().hex, date(2024, 1, 1))]
    with (
        stage({"dicht": dicht}, tmp_path) as staging,
        pytest.raises(RuntimeError, match="1 voorkomens te sluiten, 0 gevonden"),
        transaction.atomic(),
    ):
        apply_staging(Leverstatus, staging, herkomst)


def test_staging_leaves_nothing_behind_when_the_write_fails(verse_database: None, tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), stage({"dicht": []}, tmp_path) as staging:
        assert staging.has(f"dicht_{TABEL}")
        raise ZeroDivisionError
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT count(*) FROM pragma_database_list WHERE name LIKE 'staging%%'")
        else:
            cursor.execute("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'staging%%'")
        assert cursor.fetchone() == (0,)
