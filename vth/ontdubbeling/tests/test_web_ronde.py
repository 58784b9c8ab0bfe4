"""Pages that show what a run made: in a database of their own, for a run writes outside any transaction of a test."""

import pytest

from .builders import BEOORDELAAR, compare, judge, make_site
from .test_web import NOORD, adres

pytestmark = pytest.mark.usefixtures("verse_database")


def test_any_two_records_of_one_kind_are_explained_also_below_the_bar(als):
    a = make_site("OD-NOORD")
    b = make_site("OD-ZUID", naam="Zwembad", kvk="99000055", vestiging="990000000055", huisnummer=3, postcode="9955ZZ", openbare_ruimte="Kade", x=251500.0, y=583000.0)  # fmt: skip
    client = als(BEOORDELAAR)
    assert "Nog niet vergeleken" in client.get(adres(a, b)).content.decode()
    compare()
    tekst = client.get(adres(a, b)).content.decode()
    assert "onder de grens" in tekst and "Hoe het gewicht ontstaat" in tekst


def test_the_quality_desk_shows_precision_recall_and_who_has_doubles(als):
    a, b = make_site("OD-NOORD"), make_site("OD-ZUID")
    make_site("OD-NOORD", "dubbel")
    compare()
    judge(a, b)
    tekst = als(BEOORDELAAR).get("/ontdubbeling/kwaliteit").content.decode()
    assert "100%" in tekst and "Dubbel bij zichzelf" in tekst and "De vreemdste koppelingen" in tekst
    smal = als(NOORD).get("/ontdubbeling/kwaliteit").content.decode()
    assert "OD-ZUID" not in smal and "OD-NOORD" in smal
