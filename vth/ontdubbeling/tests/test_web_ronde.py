"""Pages that show what a run made: in a database of their own, for a run writes outside any transaction of a test."""

import pytest

from .builders import BEOORDELAAR, compare, judge, make_los, make_site
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
    assert "Dubbel bij de leverancier zelf" in tekst and "Nog geen verloop" in tekst
    smal = als(NOORD).get("/ontdubbeling/kwaliteit").content.decode()
    assert "OD-ZUID" not in smal and "OD-NOORD" in smal


def test_the_quality_desk_draws_shares_and_their_course_with_the_figures_beside_it(als):
    make_site("OD-NOORD"), make_site("OD-ZUID")
    compare()
    for n in range(4):
        make_los("OD-NOORD", f"los{n}", f"Bedrijf {n}")
    compare()
    pagina = als(BEOORDELAAR).get("/ontdubbeling/kwaliteit").context["pagina"]
    gekoppeld = {r["naam"]: r["waarde"] for r in pagina.aandelen[0].rijen}
    assert gekoppeld == {"OD-NOORD": 33.3, "OD-ZUID": 100.0}
    assert [list(r.values())[1:] for r in pagina.verloop.rijen] == [[100.0, 100.0], [33.3, 100.0]]


def test_the_pictures_hold_only_suppliers_that_one_sees_as_a_whole(als):
    make_site("OD-NOORD"), make_site("OD-ZUID")
    compare()
    make_los("OD-ZUID", "x", "Bedrijf")
    compare()
    pagina = als(NOORD).get("/ontdubbeling/kwaliteit").context["pagina"]
    assert [r["naam"] for g in pagina.aandelen for r in g.rijen] == ["OD-NOORD"] * 3
    assert "OD-ZUID" not in str(pagina.verloop)
