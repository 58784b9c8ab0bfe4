"""Two judges at once, in two connections: one judgement stands, the other judge is told, and nothing is half done."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from vth.ontdubbeling.models import Koppeloordeel
from vth.ontdubbeling.rules import AnderOordeelError, KringError
from vth.register.models import Bronobject

from .builders import judge, make_los

pytestmark = pytest.mark.usefixtures("verse_database")


def judge_together(*oordelen: tuple[Bronobject, Bronobject, str]) -> list[str]:
    """Let each judge in a connection of its own, all at the same moment; give how it ended for each."""
    slag = Barrier(len(oordelen))

    def doe(oordeel: tuple[Bronobject, Bronobject, str]) -> str:
        try:
            slag.wait(10)
            judge(*oordeel)
        except (AnderOordeelError, KringError) as fout:
            return type(fout).__name__
        finally:
            connection.close()
        return "vastgelegd"

    with ThreadPoolExecutor(len(oordelen)) as pool:
        return sorted(pool.map(doe, oordelen))


def test_of_two_judgements_of_one_pair_one_stands():
    a, b = make_los("OD-NOORD", "1", "Verf"), make_los("OD-ZUID", "1", "Lak")
    assert judge_together((a, b, "gelijk"), (a, b, "verschillend")) == ["AnderOordeelError", "vastgelegd"]
    assert Koppeloordeel.objects.count() == 1


def test_three_judgements_that_contradict_each_other_never_all_stand():
    a, b, c = (make_los(lev, "1", lev) for lev in ("OD-NOORD", "OD-ZUID", "PROV"))
    uitkomst = judge_together((a, b, "gelijk"), (b, c, "gelijk"), (a, c, "verschillend"))
    assert uitkomst == ["KringError", "vastgelegd", "vastgelegd"]
