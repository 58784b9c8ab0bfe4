"""Reading the register at a moment: what held, what was known, who said it, and what one may see."""

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from vth.register.models import Bronobject, Leverstatus, Toewijzing
from vth.register.overzicht import list_zichtbare_plaatsen
from vth.register.selectors import (
    BestaatNietError,
    Filter,
    find_bronobjecten,
    find_identiteit,
    get_bronobject,
    list_namen,
    list_objecten,
    read_object,
)
from vth.tijd import klok
from vth.tijd.models import Herkomst
from vth.tijd.rules import OPEN_DAG, OPEN_TIJDSTIP, Peilmoment
from vth.toegang.rules import ALLE_SOORTEN, NIEMAND, Viewer, Zicht, derive_niveaus

from .builders import LANDELIJK, make_object

pytestmark = pytest.mark.django_db
JAN, MAART = date(2024, 1, 1), date(2024, 3, 1)


def nu(dag: date | None = None) -> Peilmoment:
    return Peilmoment(dag or klok.today(), klok.now())


def make_viewer(niveau: str = "intern", *, leverancier: str = "", gebied: str = "") -> Viewer:
    zicht = Zicht(
        soorten=ALLE_SOORTEN,
        leveranciers=frozenset({leverancier} - {""}),
        gebieden=frozenset({gebied} - {""}),
        niveaus=derive_niveaus(niveau),
    )
    return Viewer(actor="proef", zicht=zicht, handelingen=frozenset({"register.read"}))


def wijs_toe(bronobject: Bronobject, identiteit: uuid.UUID) -> None:
    """Judge that a record is about another thing, as `ontdubbeling` will."""
    herkomst = Herkomst.objects.create(
        leverancier="OVT", soort="handeling", moment=datetime(2025, 1, 1, tzinfo=UTC)
    )
    Toewijzing.objects.create(
        bronobject=bronobject,
        identiteit=identiteit,
        begin_geldigheid=date(1, 1, 1),
        eind_geldigheid=OPEN_DAG,
        tijdstip_registratie=herkomst.moment,
        eind_registratie=OPEN_TIJDSTIP,
        herkomst=herkomst,
    )


def test_value_on_a_day_is_what_held_then() -> None:
    site = make_object(inhoud={"naam": "Verf", "hoofdtype": "inrichting"})
    make_object(inhoud={"naam": "Verfhandel", "hoofdtype": "inrichting"}, begin=MAART)
    assert read_object(LANDELIJK, site.pk, nu(date(2024, 2, 29))).naam == "Verf"
    assert read_object(LANDELIJK, site.pk, nu(MAART)).naam == "Verfhandel"


def test_value_says_since_when_it_holds_unchanged() -> None:
    site = make_object(inhoud={"naam": "Verf", "hoofdtype": "inrichting"})
    make_object(inhoud={"naam": "Verf", "hoofdtype": "inrichting", "ippc": True}, begin=MAART)
    sinds = {w.attribuut.naam: w.sinds for w in read_object(LANDELIJK, site.pk, nu()).waarden}
    assert (sinds["naam"], sinds["ippc"]) == (JAN, MAART)


def test_what_was_known_before_a_later_registration_stays_readable() -> None:
    site = make_object(inhoud={"naam": "Verf", "hoofdtype": "inrichting"})
    toen = klok.now()
    make_object(inhoud={"naam": "Anders", "hoofdtype": "inrichting"})
    assert read_object(LANDELIJK, site.pk, Peilmoment(MAART, toen)).naam == "Verf"
    assert read_object(LANDELIJK, site.pk, nu(MAART)).naam == "Anders"


def test_thing_that_has_ended_is_shown_in_its_last_state() -> None:
    site = make_object(eind=MAART)
    beeld = read_object(LANDELIJK, site.pk, nu())
    assert (beeld.bestaat, beeld.naam, beeld.laatste_dag) == (False, "Tankstation De Linde", MAART)


def test_thing_before_it_was_known_is_there_without_values() -> None:
    site = make_object()
    beeld = read_object(LANDELIJK, site.pk, Peilmoment(JAN, datetime(2000, 1, 1, tzinfo=UTC)))
    assert (beeld.bestaat, beeld.waarden) == (False, ())


@pytest.mark.parametrize("id_", [uuid.uuid4(), "geen-uuid", ""])
def test_what_is_not_there_does_not_exist(id_: object) -> None:
    with pytest.raises(BestaatNietError):
        read_object(LANDELIJK, id_, nu())  # type: ignore[arg-type]
    with pytest.raises(BestaatNietError):
        get_bronobject(LANDELIJK, id_)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("viewer", "ziet"),
    [
        (make_viewer(leverancier="OD-NOORD"), True),
        (make_viewer(gebied="GM9901"), True),
        (make_viewer(gebied="GM9902"), False),
        (make_viewer("openbaar", gebied="GM9901"), False),
        (NIEMAND, False),
    ],
)
def test_sight_decides_whether_a_thing_exists(viewer: Viewer, ziet: bool) -> None:
    site = make_object()
    assert bool(list_objecten(viewer, Filter())) is ziet
    if ziet:
        assert get_bronobject(viewer, site.pk) == site
    else:
        with pytest.raises(BestaatNietError):
            get_bronobject(viewer, site.pk)


def test_relation_to_what_one_may_not_see_is_not_shown() -> None:
    geheim = make_object("G1", soort="geoobject", gebied="GM9902")
    site = make_object(relaties={"locatie": [geheim]})
    assert len(read_object(LANDELIJK, site.pk, nu()).relaties) == 1
    assert read_object(make_viewer(gebied="GM9901"), site.pk, nu()).relaties == ()


def test_relation_names_both_sides() -> None:
    plek = make_object("G1", soort="geoobject")
    site = make_object(relaties={"locatie": [plek]})
    (relatie,) = read_object(LANDELIJK, site.pk, nu()).relaties
    assert (relatie.eigen, relatie.ander, relatie.heen) == (site, plek, True)
    assert list_zichtbare_plaatsen(LANDELIJK, [site], nu())[site.pk].woonplaats == "Lindeveen"


def test_records_of_one_thing_are_shown_together_the_founding_one_first() -> None:
    site = make_object()
    ander = make_object("X9", leverancier="OD-ZUID", inhoud={"naam": "De Linde", "hoofdtype": "inrichting"})
    wijs_toe(ander, site.pk)
    namen = [w.waarde for w in read_object(LANDELIJK, site.pk, nu()).waarden if w.attribuut.naam == "naam"]
    assert namen == ["Tankstation De Linde", "De Linde"]
    assert find_identiteit(ander.pk, nu()) == site.pk
    assert read_object(LANDELIJK, ander.pk, nu()).identiteit == site.pk


def test_of_one_thing_only_the_records_one_may_see_count() -> None:
    site = make_object()
    ander = make_object("X9", leverancier="OD-ZUID", gebied="GM9902")
    wijs_toe(ander, site.pk)
    beeld = read_object(make_viewer(gebied="GM9902"), site.pk, nu())
    assert beeld.bronobjecten == (ander,)


def test_status_of_delivering_is_read_at_the_moment() -> None:
    site = make_object()
    Leverstatus.objects.create(
        bronobject=site,
        status="niet_meer_aangeleverd",
        begin_geldigheid=MAART,
        tijdstip_registratie=klok.now(),
        herkomst=site.herkomst,
    )
    assert read_object(LANDELIJK, site.pk, nu(JAN)).statussen == ()
    assert len(read_object(LANDELIJK, site.pk, nu()).statussen) == 1


def test_list_gives_one_more_than_asked_and_goes_on_and_back() -> None:
    sites = sorted((make_object(f"T{n}") for n in range(5)), key=lambda b: b.pk)
    eerste = list_objecten(LANDELIJK, Filter(), hoogstens=2)
    assert eerste == sites[:3]
    verder = list_objecten(LANDELIJK, Filter(na=str(sites[1].pk)), hoogstens=2)
    assert verder == sites[2:5]
    terug = list_objecten(LANDELIJK, Filter(voor=str(sites[4].pk)), hoogstens=2)
    assert terug == sites[1:4]


def test_list_is_narrowed_by_kind_supplier_area_and_words() -> None:
    noord, zuid = make_object("N"), make_object("Z", leverancier="OD-ZUID", gebied="GM9903")
    plek = make_object("P", soort="geoobject")
    assert list_objecten(LANDELIJK, Filter(leverancier="OD-ZUID")) == [zuid]
    assert list_objecten(LANDELIJK, Filter(gebied="GM9901")) == [noord]
    assert list_objecten(LANDELIJK, Filter(soort="geoobject")) == [plek]
    assert list_objecten(LANDELIJK, Filter(soort="")) == sorted([noord, zuid], key=lambda b: b.pk)
    assert list_objecten(LANDELIJK, Filter(vraag="linde", leverancier="OD-ZUID")) == [zuid]


def test_words_are_paged_forward_and_back_in_order_of_relevance() -> None:
    for n in range(5):
        make_object(f"T{n}")
    filter_ = Filter(vraag="tankstation")
    alles = list_objecten(LANDELIJK, filter_, hoogstens=50)
    assert list_objecten(LANDELIJK, replace(filter_, na=str(alles[1].pk)), hoogstens=2) == alles[2:5]
    assert list_objecten(LANDELIJK, replace(filter_, voor=str(alles[4].pk)), hoogstens=2) == alles[1:4]
    assert list_objecten(LANDELIJK, replace(filter_, na=str(uuid.uuid4())), hoogstens=2) == alles[:3]


def test_natural_person_is_not_named_in_a_list_and_not_found_by_name() -> None:
    inhoud = {"geslachtsnaam": "Veenstra", "voorletters": "J."}
    persoon = make_object("123456782", soort="natuurlijkpersoon", inhoud=inhoud)
    assert list_namen([persoon], nu()) == {persoon.pk: "natuurlijk persoon"}
    assert list_objecten(LANDELIJK, Filter(soort="natuurlijkpersoon", vraag="veenstra")) == []
    assert list_objecten(LANDELIJK, Filter(soort="")) == []


def test_records_are_found_by_the_suppliers_own_numbers_within_sight() -> None:
    site = make_object("T1")
    make_object("T1", leverancier="OD-ZUID")
    gevraagd = [("vthobject", "T1"), ("geoobject", "T1"), ("vthobject", "T2")]
    assert find_bronobjecten(LANDELIJK, "OD-NOORD", gevraagd) == {("vthobject", "T1"): site.pk}
    assert find_bronobjecten(NIEMAND, "OD-NOORD", gevraagd) == {}
