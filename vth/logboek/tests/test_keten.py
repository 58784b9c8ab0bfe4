"""The sealed log: a changed, removed or reordered line is found and named."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from typer.testing import CliRunner

from vth.logboek.cli import app
from vth.logboek.models import Gebeurtenis, Zegel
from vth.logboek.selectors import list_breuken
from vth.logboek.services import record_gebeurtenis, seal_gebeurtenissen


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
    with pytest.raises(DatabaseError, match="verzegelde"), transaction.atomic():
        Gebeurtenis.objects.filter(pk=regel.pk).update(hash="0")


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


def test_command_names_the_line_and_fails(verse_database: None) -> None:
    make_keten()
    goed = CliRunner().invoke(app, ["controleer"])
    assert (goed.exit_code, "heel" in goed.output) == (0, True)
    tamper("UPDATE logboek_gebeurtenis SET handeling = 'x' WHERE volgnummer = 1")
    fout = CliRunner().invoke(app, ["controleer"])
    assert fout.exit_code == 1
    assert "Regel 1 " in fout.output


@pytest.mark.django_db
def test_act_that_fails_leaves_no_line() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        record_gebeurtenis(actor="Bo", handeling="proef")
        raise RuntimeError
    assert not Gebeurtenis.objects.exists()
