"""The index made anew: in parts, each whole; whoever searches finds the old or the new, and what is broken off goes on the next time."""

import uuid
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import pytest
from django.db import DatabaseError, connection, transaction

from vth.zoeken.herbouw import Bron, list_vreemd, rebuild_bron, remove_weeskinderen, repair_index
from vth.zoeken.models import Zoekregel
from vth.zoeken.selectors import find_treffers
from vth.zoeken.services import remove_zoekregels

from .builders import LANDELIJK, make_regel
from .test_services import check_index

DINGEN = [uuid.UUID(int=n) for n in range(1, 6)]


def find(vraag: str) -> set[uuid.UUID]:
    return {t.onderwerp for t in find_treffers(LANDELIJK, vraag)}


@pytest.fixture
def tabel(verse_database: None) -> str:
    """A room with five things, of which the index knows old words; in a database where others can look as well."""
    soort = "char(32)" if connection.vendor == "sqlite" else "uuid"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE dingen (id {soort} PRIMARY KEY)")
        for ding in DINGEN:
            cursor.execute("INSERT INTO dingen VALUES (%s)", [ding.hex])
    for ding in DINGEN:
        make_regel("oude woorden", onderwerp=ding, soort="ding")
    return "dingen"


def schrijf(ids: Collection[uuid.UUID]) -> None:
    for id_ in ids:
        make_regel("nieuwe woorden", onderwerp=id_, soort="ding")


def make_bron(tabel: str, **anders: object) -> Bron:
    return Bron(
        **{"naam": "Dingen", "tabel": tabel, "soorten": ("ding",), "schrijf": schrijf, "per_deel": 2} | anders
    )  # type: ignore[arg-type]


def test_all_things_are_written_in_parts_and_each_is_found_all_the_while(tabel: str) -> None:
    gedaan = []
    for aantal in rebuild_bron(make_bron(tabel)):
        gedaan.append(aantal)
        assert find("nieuwe") == set(DINGEN[:aantal])
        assert find("woorden") == set(DINGEN)
    assert gedaan == [2, 4, 5]
    assert find("oude") == set()
    check_index()


def test_once_more_changes_nothing(tabel: str) -> None:
    bron = make_bron(tabel)
    for _ in range(2):
        assert [*rebuild_bron(bron)][-1] == 5 and remove_weeskinderen(bron) == 0
    assert find("nieuwe") == set(DINGEN) and Zoekregel.objects.count() == 5
    check_index()


def test_thing_that_was_never_in_the_index_comes_in(tabel: str) -> None:
    remove_zoekregels(DINGEN[1:3])
    assert [*rebuild_bron(make_bron(tabel))][-1] == 5
    assert find("nieuwe") == set(DINGEN)


def test_part_that_is_broken_off_is_as_it_was_and_the_next_time_all_is_done(tabel: str) -> None:
    def breek(ids: Collection[uuid.UUID]) -> None:
        remove_zoekregels(ids)
        if DINGEN[2] in ids:
            raise RuntimeError
        schrijf(ids)

    with pytest.raises(RuntimeError):
        list(rebuild_bron(make_bron(tabel, schrijf=breek)))
    assert (find("nieuwe"), find("oude")) == (set(DINGEN[:2]), set(DINGEN[2:]))
    assert [*rebuild_bron(make_bron(tabel))] == [2, 4, 5]
    assert find("nieuwe") == set(DINGEN)
    check_index()


def test_rows_of_what_is_gone_go_and_those_of_another_kind_stay(tabel: str) -> None:
    for _ in range(3):
        make_regel("verdwenen", soort="ding")
    anders = make_regel("verdwenen", soort="iets")
    assert remove_weeskinderen(make_bron(tabel)) == 3
    assert find("verdwenen") == {anders} and find("oude") == set(DINGEN)
    check_index()


def test_kind_that_no_source_has_is_told_and_left(tabel: str) -> None:
    anders = make_regel("verdwenen", soort="iets")
    assert list_vreemd([make_bron(tabel)]) == {"iets": 1}
    assert find("verdwenen") == {anders}


def test_room_without_things_is_no_error(tabel: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM dingen")
    bron = make_bron(tabel)
    assert [*rebuild_bron(bron)] == []
    assert remove_weeskinderen(bron) == 5 and find("woorden") == set()


@contextmanager
def elders(werk: Callable[[], object]) -> Iterator[None]:
    """Begin a piece of work on another connection, and wait for its end afterwards; what it raises is raised here."""

    def run() -> None:
        try:
            werk()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as ander:
        toekomst = ander.submit(run)
        yield
        toekomst.result(timeout=30)


def test_who_searches_during_a_part_finds_what_was_there(tabel: str) -> None:
    gezien: list[set[uuid.UUID]] = []

    def kijk(ids: Collection[uuid.UUID]) -> None:
        remove_zoekregels(ids)
        with elders(lambda: gezien.append(find("woorden"))):
            pass
        schrijf(ids)

    assert [*rebuild_bron(make_bron(tabel, schrijf=kijk))] == [2, 4, 5]
    assert gezien == [set(DINGEN)] * 3


def test_act_on_the_same_thing_during_a_part_waits_and_has_the_last_word(tabel: str) -> None:
    """Without the lock PostgreSQL refuses that act its row: it does not see the one that the part wrote."""
    begonnen, klaar = Event(), Event()

    def schrijf_langzaam(ids: Collection[uuid.UUID]) -> None:
        schrijf(ids)
        begonnen.set()
        klaar.wait(0.5)

    def handel() -> None:
        begonnen.wait(10)
        with transaction.atomic():
            make_regel("eigen", onderwerp=DINGEN[0], soort="ding")
        klaar.set()

    with elders(handel):
        list(rebuild_bron(make_bron(tabel, schrijf=schrijf_langzaam, per_deel=5)))
    assert (find("eigen"), find("nieuwe")) == ({DINGEN[0]}, set(DINGEN[1:]))
    check_index()


@pytest.mark.django_db
def test_index_that_does_not_fit_its_rows_is_made_anew() -> None:
    onderwerp = make_regel("Verfhandel")
    assert repair_index() is False
    if connection.vendor == "postgresql":
        return
    Zoekregel.objects.filter(onderwerp=onderwerp).update(tekst="Bakkerij")
    with pytest.raises(DatabaseError), transaction.atomic():
        check_index()
    assert repair_index() is True
    assert (find("verfhandel"), find("bakkerij")) == (set(), {onderwerp})
    check_index()
