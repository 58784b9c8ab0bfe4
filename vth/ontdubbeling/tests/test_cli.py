"""`vth ontdubbel`: what somebody at the machine reads, and what a script reads in the exit code."""

import pytest
from django_tasks_db.models import DBTaskResult
from typer.testing import CliRunner

from config.opdracht import make_app
from vth.ontdubbeling.models import Koppelronde
from vth.ontdubbeling.wachtrij import enqueue_ronde, run_ronde

from .builders import compare, judge, make_los, make_site

pytestmark = pytest.mark.usefixtures("verse_database")


def run(*woorden: object) -> tuple[int, str]:
    uitkomst = CliRunner().invoke(make_app(), ["ontdubbel", *(str(w) for w in woorden)])
    assert uitkomst.exception is None or isinstance(uitkomst.exception, SystemExit), uitkomst.exception
    return uitkomst.exit_code, uitkomst.output


def test_a_run_says_what_it_did_and_a_second_one_that_there_is_nothing_new():
    make_site("OD-NOORD"), make_site("OD-ZUID")
    assert "2 paren gekoppeld" in run()[1]
    assert "niets nieuws" in run()[1]
    assert "alles met alles" in run("--volledig")[1]


def test_two_records_are_explained_line_by_line():
    a, b = make_site("OD-NOORD"), make_site("OD-ZUID")
    assert "Nog niet vergeleken" in run("leg-uit", a.pk, b.pk)[1]
    compare()
    judge(a, b)
    code, tekst = run("leg-uit", b.pk, a.pk)
    assert code == 0
    assert "vooraf" in tekst and "Naam" in tekst and "kans dat het één is" in tekst and "hetzelfde" in tekst


@pytest.mark.parametrize("ander", ["geen-nummer", "01a20bc4-4925-7011-9917-878f2fe477e5", "zelf"])
def test_what_is_no_pair_is_refused_with_what_to_do(ander):
    a = make_los("OD-NOORD", "1", "Verf")
    code, tekst = run("leg-uit", a.pk, a.pk if ander == "zelf" else ander)
    assert code == 1
    assert "nummer" in tekst or "bestaat niet" in tekst or "vormen een paar" in tekst


def test_however_many_deliveries_come_in_one_run_waits_in_the_queue():
    assert [enqueue_ronde() for _ in range(3)] == [True, False, False]
    assert DBTaskResult.objects.count() == 1


def test_a_run_from_the_queue_compares():
    make_site("OD-NOORD"), make_site("OD-ZUID")
    run_ronde.func()
    assert Koppelronde.objects.get().volledig
