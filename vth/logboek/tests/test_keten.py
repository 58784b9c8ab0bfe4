"""The sealed log: a changed, removed or reordered line is found and named."""

import re
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from vth.logboek import selectors
from vth.logboek.cli import app
from vth.logboek.models import Gebeurtenis, Zegel
from vth.logboek.rules import Regel, check_keten, derive_hash
from vth.logboek.selectors import list_breuken
from vth.logboek.services import ZegelError, record_gebeurtenis, seal_gebeurtenissen

NU = datetime(2026, 1, 1, tzinfo=UTC)


def make_keten(aantal: int = 5) -> list[Gebeurtenis]:
    regels = [
        record_gebeurtenis(actor="Bo", handeling="proef", inhoud={"n": n, "é": None}) for n in range(aantal)
    ]
    seal_gebeurtenissen()
    return regels


def tamper(sql: str, *params: Any) -> None:
    """Change the table as somebody would who can go round the guard."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'logboek_gebeurtenis'"
            )
            for (naam,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{naam}"')
        else:
            cursor.execute("ALTER TABLE logboek_gebeurtenis DISABLE TRIGGER USER")
        cursor.execute(sql, params)


@pytest.mark.django_db
def test_sealing_numbers_lines_in_order_once() -> None:
    make_keten(3)
    make_keten(2)
    nummers = Gebeurtenis.objects.order_by("moment", "id").values_list("volgnummer", flat=True)
    assert list(nummers) == [1, 2, 3, 4, 5]
    assert seal_gebeurtenissen() == 0
    assert list_breuken() == []


@pytest.mark.django_db
def test_a_line_that_is_not_written_stops_the_sealing_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    make_keten(2)
    record_gebeurtenis(actor="Bo", handeling="proef")
    lees = selectors.read_regels
    weg = "01900000-0000-7000-8000-000000000000"
    monkeypatch.setattr(
        "vth.logboek.services.read_regels", lambda rijen: [replace(r, id=weg) for r in lees(rijen)]
    )
    with pytest.raises(ZegelError, match="Van 1 regels van het logboek zijn er 0 verzegeld"):
        seal_gebeurtenissen()
    assert Zegel.objects.get().volgnummer == 2


@pytest.mark.django_db
def test_unsealed_lines_are_not_a_breach() -> None:
    make_keten()
    record_gebeurtenis(actor="Bo", handeling="proef")
    assert list_breuken() == []


@pytest.mark.django_db
@pytest.mark.parametrize("kolom", ["actor", "handeling", "organisatie", "onderwerp_id"])
def test_database_refuses_to_change_or_remove_a_line(kolom: str) -> None:
    [regel, *_] = make_keten()
    with pytest.raises(DatabaseError, match="wacht"), transaction.atomic():
        Gebeurtenis.objects.filter(pk=regel.pk).update(**{kolom: "anders"})
    with pytest.raises(DatabaseError, match="wacht"), transaction.atomic():
        Gebeurtenis.objects.filter(pk=regel.pk)._raw_delete("default")


@pytest.mark.django_db
def test_sealed_line_is_never_sealed_again() -> None:
    [regel, *_] = make_keten()
    for anders in ({"hash": "0"}, {"volgnummer": 99}, {"volgnummer": None}):
        with pytest.raises(DatabaseError, match="verzegelde"), transaction.atomic():
            Gebeurtenis.objects.filter(pk=regel.pk).update(**anders)


def test_changed_line_is_named(verse_database: None) -> None:
    make_keten()
    tamper("UPDATE logboek_gebeurtenis SET actor = 'Iemand anders' WHERE volgnummer = 3")
    [breuk] = list_breuken()
    assert breuk.volgnummer == 3
    assert "gewijzigd" in breuk.uitleg


def test_removed_line_is_named(verse_database: None) -> None:
    make_keten()
    tamper("DELETE FROM logboek_gebeurtenis WHERE volgnummer = 2")
    assert "Regel 2 ontbreekt" in list_breuken()[0].uitleg


def test_removed_end_is_named(verse_database: None) -> None:
    make_keten()
    tamper("DELETE FROM logboek_gebeurtenis WHERE volgnummer >= 4")
    assert "Regels 4 tot en met 5 ontbreken" in list_breuken()[0].uitleg


def test_reordered_lines_are_named(verse_database: None) -> None:
    make_keten()
    for nummer, doel in ((2, -2), (3, 2), (-2, 3)):
        tamper("UPDATE logboek_gebeurtenis SET volgnummer = %s WHERE volgnummer = %s", doel, nummer)
    assert {b.volgnummer for b in list_breuken()} >= {2, 3}


def test_replaced_end_is_found_by_the_seal(verse_database: None) -> None:
    make_keten()
    Zegel.objects.update(hash="f" * 64)
    assert "Het zegel noemt regel 5" in list_breuken()[0].uitleg


def swap(een: int, ander: int) -> None:
    """Let two lines change places, each with its own hash."""
    for nummer, doel in ((een, -een), (ander, een), (-een, ander)):
        tamper("UPDATE logboek_gebeurtenis SET volgnummer = %s WHERE volgnummer = %s", doel, nummer)


VERVALSINGEN: dict[str, tuple[Callable[[], None], str]] = {
    "gewijzigd": (
        lambda: tamper("UPDATE logboek_gebeurtenis SET handeling = 'x' WHERE volgnummer = 1"),
        r"Regel 1 \(.*\) is gewijzigd",
    ),
    "andere inhoud": (
        lambda: tamper("UPDATE logboek_gebeurtenis SET inhoud = '{\"n\": 9}' WHERE volgnummer = 5"),
        r"Regel 5 \(.*\) is gewijzigd",
    ),
    "ander moment": (
        lambda: tamper(
            "UPDATE logboek_gebeurtenis SET moment = '2020-01-01 00:00:00+00:00' WHERE volgnummer = 2"
        ),
        r"Regel 2 \(.*\) is gewijzigd",
    ),
    "verwijderd": (
        lambda: tamper("DELETE FROM logboek_gebeurtenis WHERE volgnummer IN (2, 3)"),
        "Regels 2 tot en met 3 ontbreken",
    ),
    "einde verwijderd": (
        lambda: tamper("DELETE FROM logboek_gebeurtenis WHERE volgnummer = 5"),
        "Regel 5 ontbreekt",
    ),
    "verwisseld": (lambda: swap(2, 4), r"Regel 2 \(.*\) is gewijzigd of van plaats verwisseld"),
    "zegel teruggezet": (
        lambda: tamper("UPDATE logboek_zegel SET volgnummer = 3"),
        "Het zegel noemt regel 3, de laatste regel is 5",
    ),
}


@pytest.mark.parametrize("soort", VERVALSINGEN)
def test_command_names_what_was_tampered_with_and_fails(verse_database: None, soort: str) -> None:
    vervals, melding = VERVALSINGEN[soort]
    make_keten()
    goed = CliRunner().invoke(app, ["controleer"])
    assert (goed.exit_code, "heel" in goed.output) == (0, True)
    vervals()
    fout = CliRunner().invoke(app, ["controleer"])
    assert fout.exit_code == 1
    assert re.search(melding, fout.output)
    assert "reservekopie" in fout.output


def test_command_seals_everything_in_batches(verse_database: None) -> None:
    for n in range(3):
        record_gebeurtenis(actor="Bo", handeling="proef", inhoud={"n": n})
    assert CliRunner().invoke(app, ["verzegel"]).output == "3 regels verzegeld.\n"
    assert [seal_gebeurtenissen(hoogstens=2), Gebeurtenis.objects.filter(volgnummer=None).count()] == [0, 0]


@pytest.mark.django_db
def test_act_that_fails_leaves_no_line() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        record_gebeurtenis(actor="Bo", handeling="proef")
        raise RuntimeError
    assert not Gebeurtenis.objects.exists()


@pytest.mark.django_db
def test_line_that_arrives_with_an_earlier_moment_gets_a_later_number(zet_klok: Callable[..., Any]) -> None:
    zet_klok(2026, 1, 2)
    [eerst] = make_keten(1)
    zet_klok(2026, 1, 1)
    [later] = make_keten(1)
    nummers = dict(Gebeurtenis.objects.values_list("pk", "volgnummer"))
    assert (nummers[eerst.pk], nummers[later.pk]) == (1, 2)
    assert list_breuken() == []


def test_sealing_does_not_wait_for_a_transaction_that_is_still_open(verse_database: None) -> None:
    """What a slow transaction wrote first and commits last is sealed last, and nothing is missed."""
    if connection.vendor != "postgresql":
        pytest.skip("Op SQLite schrijft er altijd één tegelijk")
    geschreven, klaar = threading.Event(), threading.Event()

    def write_slowly() -> None:
        with transaction.atomic():
            record_gebeurtenis(actor="traag", handeling="proef")
            geschreven.set()
            klaar.wait(10)
        connection.close()

    draad = threading.Thread(target=write_slowly)
    draad.start()
    assert geschreven.wait(10)
    record_gebeurtenis(actor="snel", handeling="proef")
    assert seal_gebeurtenissen() == 1
    klaar.set()
    draad.join()
    assert seal_gebeurtenissen() == 1
    assert list(Gebeurtenis.objects.order_by("volgnummer").values_list("actor", flat=True)) == [
        "snel",
        "traag",
    ]
    assert list_breuken() == []


@given(
    st.lists(
        st.dictionaries(st.text(max_size=3), st.none() | st.integers() | st.text(max_size=3)), max_size=6
    ),
    st.data(),
)
def test_any_other_content_is_found_in_the_line_that_has_it(
    inhouden: list[dict[str, Any]], data: st.DataObject
) -> None:
    keten: list[Regel] = []
    for n, inhoud in enumerate(inhouden, 1):
        regel = Regel(str(n), NU, "Bo", "", "proef", "", "", inhoud, n, "")
        keten.append(replace(regel, hash=derive_hash(regel, n, keten[-1].hash if keten else "")))
    laatste = (len(keten), keten[-1].hash if keten else "")
    assert check_keten(keten, *laatste) == []
    if keten:
        plek = data.draw(st.integers(0, len(keten) - 1))
        keten[plek] = replace(keten[plek], inhoud=keten[plek].inhoud | {"erbij": True})
        assert [b.volgnummer for b in check_keten(keten, *laatste)] == [plek + 1]


@pytest.mark.django_db
def test_a_line_that_is_sealed_while_the_log_is_read_is_no_breach(monkeypatch: pytest.MonkeyPatch) -> None:
    make_keten(3)
    lees = selectors.read_regels

    def read_and_go_on(rijen: Any) -> list[Regel]:
        gelezen = lees(rijen)
        monkeypatch.setattr(selectors, "read_regels", lees)
        make_keten(2)
        return gelezen

    monkeypatch.setattr(selectors, "read_regels", read_and_go_on)
    assert list_breuken() == []
    assert Zegel.objects.get().volgnummer == 5
    assert list_breuken() == []


@pytest.mark.django_db
def test_a_log_longer_than_one_grasp_is_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "PER_GREEP", 2)
    make_keten(5)
    assert list_breuken() == []
    Zegel.objects.update(hash="f" * 64)
    assert [b.volgnummer for b in list_breuken()] == [5]


def test_a_line_behind_the_seal_is_named(verse_database: None) -> None:
    make_keten(3)
    record_gebeurtenis(actor="Bo", handeling="proef")
    tamper("UPDATE logboek_gebeurtenis SET volgnummer = 4, hash = %s WHERE volgnummer IS NULL", "f" * 64)
    assert [b.volgnummer for b in list_breuken()] == [4, 4]
