"""Writing the index: what was replaced or removed leaves no trace in it, and a broken act leaves all as it was."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from vth.zoeken.models import Zoekregel
from vth.zoeken.selectors import find_treffers
from vth.zoeken.services import insert_staged_zoekregels, remove_zoekregels, replace_zoekregels, select_ids

from .builders import LANDELIJK, NOORD, ZUID, make_regel

pytestmark = pytest.mark.django_db


def find(vraag: str) -> list[uuid.UUID]:
    return [t.onderwerp for t in find_treffers(LANDELIJK, vraag)]


def check_index() -> None:
    """On SQLite: let FTS5 itself compare the index with the rows that it is made of."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO zoeken_fts(zoeken_fts, rank) VALUES ('integrity-check', 1)")


def test_replaced_row_is_found_by_its_new_words_only() -> None:
    onderwerp = make_regel("Verfhandel")
    make_regel("Bakkerij", onderwerp=onderwerp)
    assert (find("verfhandel"), find("bakkerij")) == ([], [onderwerp])
    assert Zoekregel.objects.count() == 1
    check_index()


def test_replaced_sight_counts_at_once() -> None:
    onderwerp = make_regel("Verfhandel")
    make_regel("Verfhandel", onderwerp=onderwerp, leverancier="OD-ZUID")
    assert find_treffers(NOORD, "verfhandel") == []
    assert [t.onderwerp for t in find_treffers(ZUID, "verfhandel")] == [onderwerp]


def test_removed_row_is_not_found_and_others_stay() -> None:
    weg, blijft = make_regel("Verfhandel"), make_regel("Verfhandel")
    remove_zoekregels([weg])
    assert find("verfhandel") == [blijft]
    check_index()


def test_removing_what_is_not_there_changes_nothing() -> None:
    blijft = make_regel("Verfhandel")
    remove_zoekregels([uuid.uuid4()])
    assert find("verfhandel") == [blijft]
    check_index()


def test_last_row_replaced_time_and_again_keeps_the_index_whole() -> None:
    onderwerp = make_regel("Verfhandel")
    for naam in ("Bakkerij", "Slagerij", "Verfhandel", "Slagerij"):
        remove_zoekregels([onderwerp])
        make_regel(naam, onderwerp=onderwerp)
    assert (find("slagerij"), find("verfhandel"), find("bakkerij")) == ([onderwerp], [], [])
    check_index()


def test_several_rows_are_replaced_in_one_act_and_counted() -> None:
    ids = [make_regel(f"Site {n}") for n in range(3)]
    regels = (
        "SELECT soort, onderwerp, 'Nieuw' AS titel, 'nieuwe naam' AS tekst, zicht FROM zoeken_zoekregel_oud"
    )
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE zoeken_zoekregel_oud AS SELECT * FROM zoeken_zoekregel")
    assert replace_zoekregels(onderwerpen_sql=select_ids(ids), regels_sql=regels) == 3
    assert (set(find("nieuwe")), find("site")) == (set(ids), [])
    check_index()


def test_act_that_is_broken_off_leaves_the_index_as_it_was() -> None:
    onderwerp = make_regel("Verfhandel")
    with pytest.raises(RuntimeError), transaction.atomic():
        make_regel("Bakkerij", onderwerp=onderwerp)
        raise RuntimeError
    assert (find("verfhandel"), find("bakkerij")) == ([onderwerp], [])
    check_index()


def test_thing_stands_in_the_index_once() -> None:
    make_regel("Verfhandel")
    regels = "SELECT soort, onderwerp, titel, tekst, zicht FROM zoeken_zoekregel"
    with pytest.raises(IntegrityError), transaction.atomic():
        replace_zoekregels(onderwerpen_sql="", regels_sql=regels, nieuw=True)


def test_staged_rows_are_added_and_found() -> None:
    onderwerp = make_regel("Verfhandel")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE klaar AS SELECT * FROM zoeken_zoekregel")
    remove_zoekregels([onderwerp])
    assert insert_staged_zoekregels("klaar") == 1
    assert find("verfhandel") == [onderwerp]
    check_index()


def test_however_many_ids_at_once_and_none_at_all() -> None:
    onderwerpen = [make_regel(f"brug {n}") for n in range(3)]
    remove_zoekregels([])
    assert len(find_treffers(LANDELIJK, "brug")) == 3
    remove_zoekregels([*onderwerpen, *(uuid.uuid4() for _ in range(2000))])
    assert find_treffers(LANDELIJK, "brug") == []
