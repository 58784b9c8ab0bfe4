"""The merger explorer: what a group would be, and that no division of the country is better than the one that is called best."""

import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vth.monitoring.fusie.blokken import list_blokken
from vth.monitoring.fusie.model import Aannamen, Eis, FusieError, check_diensten
from vth.monitoring.fusie.samen import derive_groep, derive_indeling
from vth.monitoring.fusie.zoeken import find_indelingen
from vth.monitoring.tests.landen import EISEN, make_dienst, make_land, search_traag

CIJFERS = st.fixed_dictionaries(
    {
        "omzet": st.one_of(st.none(), st.integers(2, 20)),
        "volledig": st.integers(0, 4),
        "deelnemers": st.integers(0, 4),
        "bodem": st.integers(0, 4),
    }
)


def measure(indeling):
    return len(indeling.niet_robuust), indeling.fusies, indeling.onnatuurlijk


@settings(max_examples=12, deadline=None)
@given(st.lists(CIJFERS, min_size=2, max_size=8), st.booleans(), st.integers(1, 4))
def test_no_division_is_better_than_the_best(rijen, binnen, hoogstens):
    land = make_land(*rijen)
    aannamen = Aannamen(hoogstens_diensten=hoogstens, binnen_provincie=binnen)
    uitkomst = find_indelingen(land, EISEN, aannamen, aantal=3)
    assert uitkomst.bewezen
    assert measure(uitkomst.indelingen[0]) == search_traag(land, aannamen)
    assert [measure(indeling) for indeling in uitkomst.indelingen] == sorted(
        map(measure, uitkomst.indelingen)
    )
    assert len({indeling.groepen for indeling in uitkomst.indelingen}) == len(uitkomst.indelingen)


@pytest.mark.traag
def test_ten_random_diensten_are_searched_as_brute_force_does():
    toeval = random.Random(20230622)
    land = make_land(
        *(
            {"omzet": toeval.randint(4, 16), "volledig": toeval.randint(0, 4), "bodem": toeval.randint(0, 4)}
            for _ in range(10)
        )
    )
    aannamen = Aannamen(hoogstens_diensten=10)
    assert measure(find_indelingen(land, EISEN, aannamen, aantal=1).indelingen[0]) == search_traag(
        land, aannamen
    )


@settings(max_examples=10, deadline=None)
@given(st.lists(CIJFERS, min_size=2, max_size=7), st.randoms(use_true_random=False))
def test_the_order_of_the_diensten_does_not_matter(rijen, toeval):
    land = make_land(*rijen)
    geschud = toeval.sample(land, len(land))
    assert find_indelingen(land, EISEN, Aannamen(), aantal=2) == find_indelingen(
        geschud, EISEN, Aannamen(), aantal=2
    )


@settings(max_examples=25, deadline=None)
@given(st.lists(CIJFERS, min_size=2, max_size=7))
def test_all_groups_at_once_are_judged_as_one_by_one(rijen):
    land = sorted(make_land(*rijen), key=lambda dienst: dienst.code)
    per_code = {dienst.code: dienst for dienst in land}
    eisen = [
        *EISEN,
        Eis(criterium="reserve", teller="omzet", noemer="deelnemers", norm=Decimal("4.25"), hoogstens=True),
    ]
    blokken = list_blokken(land, land, eisen, Aannamen())
    for leden, haalt, onnatuurlijk in zip(blokken.leden, blokken.haalt, blokken.onnatuurlijk, strict=True):
        groep = derive_groep(
            [d.code for d, erin in zip(land, leden, strict=True) if erin], per_code, eisen, Aannamen()
        )
        assert [uitkomst.voldoet for uitkomst in groep.uitkomsten] == list(haalt)
        assert groep.onnatuurlijk == onnatuurlijk
        assert groep.aaneengesloten


@given(CIJFERS, CIJFERS)
def test_two_robust_diensten_stay_robust_together(een, ander):
    land = make_land(een, ander)
    per_code = {dienst.code: dienst for dienst in land}
    delen = [derive_groep([code], per_code, EISEN, Aannamen()) for code in per_code]
    if all(deel.robuust for deel in delen):
        assert derive_groep(per_code, per_code, EISEN, Aannamen()).robuust


def test_a_group_adds_figures_unites_participants_and_tells_what_speaks_against_it():
    land = make_land({"omzet": 9}, {"omzet": 6}, {"omzet": 1}, {})
    groep = derive_groep(
        ["OD-00", "OD-01"],
        {d.code: d for d in land},
        EISEN,
        Aannamen(eenmalig_per_fusie=Decimal(250), omrijfactor=Decimal(1)),
    )
    assert {u.criterium: u.waarde for u in groep.uitkomsten} == {
        "omzet": 15,
        "pakket": Decimal("0.5"),
        "kwaliteit": 4,
    }
    assert groep.robuust and groep.aaneengesloten and groep.deelnemers == {"GM0", "GM1"}
    assert groep.gebroken_veiligheidsregios == frozenset() and groep.reisafstand_km == 20
    assert groep.eenmalige_kosten == 250 and groep.onnatuurlijk == 20
    assert derive_groep(
        ["OD-01", "OD-02"], {d.code: d for d in land}, EISEN, Aannamen()
    ).gebroken_veiligheidsregios == {"VR0", "VR1"}


def test_a_figure_that_was_not_told_is_no_zero():
    land = make_land({"omzet": None}, {"omzet": 40})
    groep = derive_groep(["OD-00", "OD-01"], {d.code: d for d in land}, EISEN, Aannamen())
    assert groep.niet_gehaald == ("omzet",)
    assert groep.uitkomsten[0].waarde is None and groep.uitkomsten[0].ontbreekt_bij == ("OD-00",)


def test_without_a_solution_the_nearest_comes_back_and_says_why():
    land = make_land(
        {"omzet": 40, "bodem": 5}, {"bodem": 5}, {}, {}, {}, {"omzet": 1, "volledig": 0, "deelnemers": 90}
    )
    uitkomst = find_indelingen(land, EISEN, Aannamen(hoogstens_diensten=2))
    assert uitkomst.bewezen and uitkomst.indelingen[0].niet_robuust == ("OD-05",)
    assert uitkomst.hopeloos == {"OD-05": ("pakket",)}


def test_whose_board_did_not_open_the_search_stays_as_it_is():
    land = make_land({"omzet": 9}, {"omzet": 9}, {"omzet": 9}, {"omzet": 9})
    uitkomst = find_indelingen(land, EISEN, Aannamen(), vast={"OD-00", "OD-01"})
    assert [groep.diensten for groep in uitkomst.indelingen[0].groepen] == [
        ("OD-00",),
        ("OD-01",),
        ("OD-02", "OD-03"),
    ]
    assert uitkomst.hopeloos == {}
    with pytest.raises(FusieError, match="opengesteld"):
        find_indelingen(land, EISEN, Aannamen(), vast={dienst.code for dienst in land})


def test_a_group_need_not_adjoin_only_when_that_is_assumed():
    land = make_land({"omzet": 9}, {"omzet": 30, "bodem": 9}, {"omzet": 9})
    assert find_indelingen(land, EISEN, Aannamen(hoogstens_diensten=2)).indelingen[0].niet_robuust == (
        "OD-02",
    )
    los = find_indelingen(land, EISEN, Aannamen(hoogstens_diensten=2, aaneengesloten=False)).indelingen[0]
    assert (
        los.niet_robuust == ()
        and los.groepen[0].diensten == ("OD-00", "OD-02")
        and not los.groepen[0].aaneengesloten
    )


def test_a_search_that_runs_out_of_time_does_not_claim_to_have_proven():
    uitkomst = find_indelingen(make_land(*[{}] * 9), EISEN, Aannamen(), seconden=0.0)
    assert not uitkomst.bewezen and uitkomst.indelingen == ()


@pytest.mark.parametrize(
    ("groepen", "zegt"),
    [([["OD-77"]], "OD-77 is niet bekend"), ([["OD-00"], ["OD-00", "OD-01"]], "OD-00 staat in twee groepen")],
)
def test_a_division_by_hand_that_cannot_be_is_refused(groepen, zegt):
    with pytest.raises(FusieError, match=zegt):
        derive_indeling(groepen, make_land({}, {}), EISEN, Aannamen())


def test_a_division_by_hand_leaves_the_others_by_themselves():
    indeling = derive_indeling([["OD-01", "OD-00"]], make_land({}, {}, {}), EISEN, Aannamen())
    assert [groep.diensten for groep in indeling.groepen] == [
        ("OD-00", "OD-01"),
        ("OD-02",),
    ] and indeling.fusies == 1


@pytest.mark.parametrize(
    ("land", "zegt"),
    [
        ([make_dienst(1), make_dienst(1)], "OD-01 staat er twee keer"),
        (
            [make_dienst(0, buren=frozenset({"OD-01"})), make_dienst(1, buren=frozenset())],
            "noemt OD-01 als buur",
        ),
    ],
)
def test_a_list_that_contradicts_itself_is_refused(land, zegt):
    with pytest.raises(FusieError, match=zegt):
        check_diensten(land)


@pytest.mark.parametrize(
    "fout", [{"hoogstens_diensten": 0}, {"gewicht_provincie": -1}, {"eenmalig_per_fte": Decimal(-1)}]
)
def test_an_assumption_that_cannot_be_meant_is_refused(fout):
    with pytest.raises(FusieError):
        Aannamen(**fout)


def test_more_groups_than_can_be_looked_at_are_refused_with_what_to_do(monkeypatch):
    monkeypatch.setattr("vth.monitoring.fusie.blokken.MAXIMUM", 10)
    with pytest.raises(FusieError, match="minder diensten in één fusie"):
        find_indelingen(make_land(*[{}] * 8), EISEN, Aannamen())


def test_figures_that_cannot_be_added_exactly_are_refused():
    with pytest.raises(FusieError, match="te groot of te precies"):
        find_indelingen(make_land({"omzet": "90000000000000.00001"}, {}), EISEN, Aannamen())


def test_a_criterion_that_is_solved_in_another_way_does_not_count():
    eisen = Aannamen(anders_opgelost=("pakket", "omzet")).list_eisen(EISEN)
    assert [eis.criterium for eis in eisen] == ["kwaliteit"]
    with pytest.raises(FusieError, match="geen criterium mee"):
        Aannamen(anders_opgelost=tuple(eis.criterium for eis in EISEN)).list_eisen(EISEN)
