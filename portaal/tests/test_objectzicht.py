"""What the page of a thing reads through relations is what the viewer may see of both sides, also when there are many."""

from dataclasses import replace

import pytest

from portaal.objectpagina import make_objectpagina
from vth.register import selectors
from vth.register.models import Bronobject
from vth.register.selectors import Objectbeeld, read_object
from vth.register.tests.builders import LANDELIJK, make_object
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer
from vth.toezicht.geschiedenislezen import derive_records, list_records

from .builders import ACTIVITEIT, GEMEENTE, make_activiteit, make_toewijzing

pytestmark = pytest.mark.django_db


def nu() -> Peilmoment:
    return Peilmoment(klok.today(), klok.now())


def make_delen(site: Bronobject, hier: int, elders: int) -> set[str]:
    """Parts of a site, some of them in an area that the municipality may not see; gives the names of those that it may."""
    for n in range(elders):
        make_object(f"B{n}", relaties={"deel_van": [site]}, gebied="GM9902")
    return {make_object(f"D{n}", relaties={"deel_van": [site]}).sleutel for n in range(hier)}


def make_daar(site: Bronobject) -> Bronobject:
    """An activity in a site of another supplier, as that supplier records it."""
    binnen = {"vindt_plaats_binnen": [site]}
    soort, van = "activiteituitvoering", site.leverancier
    return make_object("A2", soort=soort, leverancier=van, inhoud=ACTIVITEIT, relaties=binnen)


def read(viewer: Viewer, site: Bronobject) -> Objectbeeld:
    return read_object(viewer, site.pk, nu())


def test_what_is_out_of_sight_takes_no_place_of_what_is_seen_and_is_not_told_of(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(selectors, "MEESTE_RELATIES", 2)
    site = make_object("T1")
    delen = make_delen(site, hier=2, elders=3)
    beeld = read(GEMEENTE, site)
    assert {r.ander.sleutel for r in beeld.relaties} == delen
    assert not beeld.is_afgekapt and read(LANDELIJK, site).is_afgekapt


def test_a_group_of_a_thing_with_too_many_relations_says_that_there_are_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    site = make_object("T1")
    make_delen(site, hier=3, elders=0)
    assert not any(g.afgekapt for g in make_objectpagina(GEMEENTE, site.pk, nu()).groepen)
    monkeypatch.setattr(selectors, "MEESTE_RELATIES", 2)
    assert [g.afgekapt for g in make_objectpagina(GEMEENTE, site.pk, nu()).groepen] == [True]
    assert derive_records(read(GEMEENTE, site)) is None


def test_what_lies_in_a_record_out_of_sight_is_no_part_of_the_thing() -> None:
    een, ander = make_object("T1"), make_object("T2", leverancier="GM9902", gebied="GM9902")
    make_toewijzing(ander, een)
    hier, daar = make_activiteit(een, "A1"), make_daar(ander)
    assert list_records(GEMEENTE, [een], nu()) == {een.pk, hier.pk}
    assert list_records(LANDELIJK, [een], nu()) == {een.pk, ander.pk, hier.pk, daar.pk}
    beeld = read(GEMEENTE, een)
    assert derive_records(beeld) == {een.pk, hier.pk} if beeld.is_heel else derive_records(beeld) is None


def test_what_reading_the_thing_told_is_what_is_asked_otherwise() -> None:
    een, ander = make_object("T1"), make_object("T2", leverancier="OD-ZUID")
    make_toewijzing(ander, een)
    make_activiteit(een, "A1")
    make_daar(ander)
    make_delen(een, hier=1, elders=1)
    for viewer in (GEMEENTE, LANDELIJK):
        beeld = read(viewer, een)
        assert derive_records(beeld) == list_records(viewer, list(beeld.bronobjecten), nu())
        assert len(derive_records(beeld) or ()) == (5 if viewer is GEMEENTE else 6)
        assert derive_records(replace(beeld, is_heel=False)) is None
