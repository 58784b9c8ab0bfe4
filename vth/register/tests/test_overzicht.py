"""Lists and the map: names, places and states in a fixed number of queries, and never more than one may see."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vth.interface.invoer import InvoerError
from vth.register import overzicht
from vth.register.kaartlezen import Kader, list_punten
from vth.register.overzicht import (
    count_objecten,
    list_leveranciers,
    list_recent,
    make_filter,
    read_bladzij,
)
from vth.register.selectors import Filter
from vth.toegang.rules import ALLE_SOORTEN, NIEMAND, Viewer, Zicht, derive_niveaus

from .builders import ADRES, LANDELIJK, make_object

pytestmark = pytest.mark.django_db
WERELD = Kader(-180, -90, 180, 90)
PLEK = ADRES | {"lengtegraad": 6.5, "breedtegraad": 53.2}
BUUR = Viewer(
    "buur", Zicht(soorten=ALLE_SOORTEN, gebieden=frozenset({"GM9901"}), niveaus=derive_niveaus("intern"))
)


def make_site(sleutel: str = "T1", **anders: object) -> object:
    plek = make_object(f"G{sleutel}", soort="geoobject", inhoud=PLEK, **anders)  # type: ignore[arg-type]
    return make_object(sleutel, relaties={"locatie": [plek]}, **anders)  # type: ignore[arg-type]


def test_line_has_name_place_supplier_and_state() -> None:
    make_site()
    (regel,) = read_bladzij(LANDELIJK, Filter()).regels
    assert (regel.naam, regel.plaats) == ("Tankstation De Linde", "Dorpsstraat 12, 9901 AB Lindeveen")
    assert (regel.leverancier, regel.toestand.woord, regel.soortnaam) == ("OD-NOORD", "bestaat", "VTH-object")


def test_page_costs_the_same_whatever_it_holds() -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as vragen:
            read_bladzij(LANDELIJK, Filter())
        return len(vragen)

    make_site("T0")
    een = count()
    for n in range(1, 12):
        make_site(f"T{n}")
    assert count() == een


def test_pages_hang_together_forward_and_back() -> None:
    for n in range(5):
        make_object(f"T{n}")
    eerste = read_bladzij(LANDELIJK, Filter(), per=2)
    assert (eerste.meer_voor, eerste.meer_na, len(eerste.regels)) == (False, True, 2)
    tweede = read_bladzij(LANDELIJK, Filter(na=str(eerste.regels[-1].id)), per=2)
    assert (tweede.meer_voor, tweede.meer_na) == (True, True)
    derde = read_bladzij(LANDELIJK, Filter(na=str(tweede.regels[-1].id)), per=2)
    assert (derde.meer_voor, derde.meer_na, len(derde.regels)) == (True, False, 1)
    terug = read_bladzij(LANDELIJK, Filter(voor=str(derde.regels[0].id)), per=2)
    assert terug.regels == tweede.regels
    assert read_bladzij(LANDELIJK, Filter(voor=str(tweede.regels[0].id)), per=2).meer_voor is False


def test_nobody_counts_beyond_the_bound() -> None:
    for n in range(4):
        make_object(f"T{n}")
    assert count_objecten(LANDELIJK, Filter(), grens=3) == 3
    assert count_objecten(LANDELIJK, Filter(vraag="linde"), grens=3) == 3
    assert count_objecten(NIEMAND, Filter()) == 0
    assert read_bladzij(LANDELIJK, Filter(), tel=False).aantal == 0


def test_place_that_one_may_not_see_is_not_in_the_list() -> None:
    plek = make_object("G1", soort="geoobject", inhoud=PLEK, gebied="GM9902")
    make_object(relaties={"locatie": [plek]})
    (regel,) = read_bladzij(BUUR, Filter()).regels
    assert (regel.plaats, regel.lengtegraad) == ("", None)
    assert list_punten(BUUR, Filter(), WERELD) == ([], False)


def test_activity_without_a_place_is_placed_at_its_site() -> None:
    site = make_site()
    inhoud = {"activiteit": "bal-3.6.2", "status": "uitvoering", "bevoegd_gezag": "GM9901"}
    make_object("A1", soort="activiteituitvoering", inhoud=inhoud, relaties={"vindt_plaats_binnen": [site]})  # type: ignore[list-item]
    (regel,) = read_bladzij(LANDELIJK, Filter(soort="activiteituitvoering")).regels
    assert regel.plaats == "Dorpsstraat 12, 9901 AB Lindeveen"
    assert "tuinbouw" in regel.naam


def test_ended_record_is_in_the_list_with_its_state() -> None:
    make_object(eind=date(2024, 3, 1))
    assert read_bladzij(LANDELIJK, Filter()).regels[0].toestand.woord == "beëindigd"


def test_points_lie_in_the_box_and_within_the_filter() -> None:
    make_site("N")
    make_site("Z", leverancier="OD-ZUID")
    punten, meer = list_punten(LANDELIJK, Filter(leverancier="OD-ZUID"), WERELD)
    assert [(p.naam, p.lengtegraad, p.breedtegraad) for p in punten] == [("Tankstation De Linde", 6.5, 53.2)]
    assert not meer
    assert list_punten(LANDELIJK, Filter(), Kader(0, 0, 1, 1)) == ([], False)
    assert len(list_punten(LANDELIJK, Filter(soort="", vraag="linde"), WERELD)[0]) == 2
    assert list_punten(LANDELIJK, Filter(vraag="bestaatniet"), WERELD)[0] == []


def test_map_says_that_there_are_more_points_than_it_gives() -> None:
    make_site("N")
    make_site("Z")
    punten, meer = list_punten(LANDELIJK, Filter(), WERELD, hoogstens=1)
    assert (len(punten), meer) == (1, True)


def test_place_of_former_days_is_not_on_the_map() -> None:
    oud = make_object("G1", soort="geoobject", inhoud=PLEK)
    make_object(relaties={"locatie": [oud]})
    make_object(begin=date(2024, 3, 1), relaties={"locatie": []})
    assert list_punten(LANDELIJK, Filter(), WERELD)[0] == []


def test_what_was_last_written_is_listed_within_sight() -> None:
    make_object("T1", gebied="GM9902")
    make_object("T2")
    assert [w.naam for w in list_recent(LANDELIJK)] == ["Tankstation De Linde"] * 2
    assert len(list_recent(BUUR)) == 1
    assert list_recent(BUUR, kijk_terug=0) == []
    assert list_recent(NIEMAND) == []


def test_suppliers_are_those_that_wrote_something() -> None:
    make_object()
    assert list_leveranciers() == [("OD-NOORD", "OD-NOORD")]


def test_unknown_kind_is_refused_and_other_unknowns_find_nothing() -> None:
    with pytest.raises(InvoerError, match="Kies uit: vthobject"):
        make_filter({"soort": "geoobject"})
    make_object()
    assert read_bladzij(LANDELIJK, make_filter({"leverancier": "x", "gemeente": "y"})).regels == ()
    assert overzicht.make_filter({"q": " a "}).vraag == "a"
