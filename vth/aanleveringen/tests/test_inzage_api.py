"""A program that reads or takes along a toetsverslag leaves the line that a person on a page leaves."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from vth.logboek.models import Verwerking
from vth.toegang.rules import Viewer

from .builders import BEHEERDER
from .test_api import LIJST
from .test_web import deliver_naamloos

pytestmark = pytest.mark.usefixtures("verse_database")
ANDER = replace(BEHEERDER, zicht=replace(BEHEERDER.zicht, leveranciers=frozenset(), landelijk=True))


def test_report_of_another_read_by_a_program_is_a_line(als: Callable[[Viewer], Client]) -> None:
    a = deliver_naamloos()
    assert als(ANDER).get(f"{LIJST}/{a.pk}/toetsverslag").status_code == 200
    v = Verwerking.objects.get()
    assert (v.naam, v.leveranciers, v.aantal) == ("toetsverslag.list", [a.leverancier_id], 2)


def test_report_taken_along_is_a_line_whoever_delivered_it(als: Callable[[Viewer], Client]) -> None:
    a = deliver_naamloos()
    for viewer in (ANDER, BEHEERDER):
        assert als(viewer).get(f"{LIJST}/{a.pk}/toetsverslag/download").status_code == 200
    assert set(Verwerking.objects.values_list("naam", "aantal")) == {("toetsverslag.download", 2)}
    assert Verwerking.objects.count() == 2
