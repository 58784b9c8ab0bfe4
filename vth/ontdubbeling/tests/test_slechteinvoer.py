"""What suppliers and people send that is wrong, through the register: nothing vanishes, and nothing becomes one by mistake.

What the kernel makes of such records stands in `test_koppeling.py`; two judges at once in `test_tegelijk.py`.
"""

import uuid
from datetime import date

import pytest

from vth.ontdubbeling.models import Gelijkstelling, Koppeloordeel
from vth.ontdubbeling.selectors import get_paar, list_oordelen
from vth.register.models import Bronobject
from vth.register.selectors import find_identiteit
from vth.register.tests.builders import ADRES, make_object
from vth.tijd import klok
from vth.tijd.rules import Peilmoment

from .builders import BEOORDELAAR, compare, judge, make_los, make_site
from .test_web import adres

pytestmark = pytest.mark.usefixtures("verse_database")
PAND = (
    ("Slagerij Oosterwind", "99000021", "990000000021"),
    ("Kapsalon Zonneveld", "99000022", "990000000022"),
    ("Rijwielhandel Treur", "99000023", "990000000023"),
    ("Drukkerij Van Alphen", "99000024", "990000000024"),
)


def wie(bronobject: Bronobject) -> uuid.UUID:
    return find_identiteit(bronobject.pk, Peilmoment(klok.today(), klok.now()))


@pytest.mark.parametrize("naam", [None, "x", "-", "onbekend", "0000"])
def test_sites_without_a_name_that_says_something_are_not_made_one_by_it(naam):
    sites = []
    for leverancier, nummer in (("OD-NOORD", 3), ("OD-ZUID", 800)):
        inhoud = {"hoofdtype": "inrichting"} | ({"naam": naam} if naam else {})
        plek = make_object(
            "plek",
            soort="geoobject",
            leverancier=leverancier,
            inhoud=ADRES | {"huisnummer": nummer, "x": 230000.0 + nummer},
        )
        sites.append(make_object("1", leverancier=leverancier, inhoud=inhoud, relaties={"locatie": [plek]}))
    compare()
    assert [wie(s) for s in sites] == [s.pk for s in sites]


def test_in_a_building_with_several_firms_each_finds_its_own_record_and_no_neighbour():
    per_leverancier = {
        leverancier: [
            make_site(leverancier, f"{n}", naam=naam, kvk=kvk, vestiging=vestiging)
            for n, (naam, kvk, vestiging) in enumerate(PAND)
        ]
        for leverancier in ("OD-NOORD", "PROV")
    }
    compare()
    for a, b in zip(*per_leverancier.values(), strict=True):
        assert wie(b) == wie(a) == a.pk


def test_without_numbers_the_firms_of_one_building_are_asked_about_at_most():
    sites = [
        make_site(leverancier, f"{n}", naam=naam, kvk=None, vestiging=None)
        for leverancier, firmas in (("OD-NOORD", PAND[:2]), ("PROV", PAND[2:]))
        for n, (naam, _, _) in enumerate(firmas)
    ]
    compare()
    assert [wie(s) for s in sites] == [s.pk for s in sites]


def test_a_sole_trader_without_vestigingsnummer_is_found_at_the_other_supplier():
    a = make_site("OD-NOORD", naam="P. Bakkerhof", vestiging=None)
    b = make_site("OD-ZUID", naam="Bakkerhof P", vestiging=None)
    compare()
    assert wie(b) == a.pk


def test_a_judged_pair_of_which_one_ended_stays_judged_and_can_be_read(als):
    a, b = make_site("OD-NOORD"), make_los("OD-ZUID", "9", "Heel anders")
    compare()
    judge(a, b, reden="Gezien.")
    make_object("9", leverancier="OD-ZUID", inhoud={"naam": "Heel anders", "hoofdtype": "inrichting"}, eind=date(2025, 1, 1))  # fmt: skip
    compare()
    assert wie(b) == a.pk
    assert [o.keuze for o in list_oordelen(BEOORDELAAR)] == ["gelijk"]
    assert "Gezien." in als(BEOORDELAAR).get(adres(a, b)).content.decode()


@pytest.mark.parametrize("keuze", ["gelijk", "verschillend"])
def test_a_judged_pair_of_which_one_is_compared_no_more_stays_judged(als, keuze):
    a, b, geheel = make_site("OD-NOORD"), make_site("OD-ZUID"), make_los("OD-ZUID", "park", "Bedrijvenpark")
    compare()
    judge(a, b, keuze, reden="Gezien.")
    na_oordeel = (wie(a), wie(b))
    inhoud = {"naam": "Verfhandel Bremlaar", "hoofdtype": "inrichting"}
    make_object("1", leverancier="OD-ZUID", inhoud=inhoud, relaties={"deel_van": [geheel]})
    compare()
    compare(volledig=True)
    assert not Gelijkstelling.objects.believed().filter(links=a, rechts=b).exists()
    assert (wie(a), wie(b)) == na_oordeel
    assert get_paar(BEOORDELAAR, a.pk, b.pk).oordeel == Koppeloordeel.objects.get()
    assert als(BEOORDELAAR).get(adres(a, b)).status_code == 200
