"""How a milestone, a topic and a pijler stand by the rule, in both legends."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vth.voortgang.rules import VoortgangError
from vth.voortgang.status import (
    BEELDSTANDEN,
    DEELS_AF,
    DEELS_STERK,
    ERNST,
    NIET_IN_BRON,
    STANDEN,
    STERK,
    VOLGENS,
    WIJKT_AF,
    Drempels,
    Mijlpaalvraag,
    Uitkomst,
    count_kwartalen,
    derive_beeldstand,
    derive_merken,
    derive_mijlpaal,
    derive_samen,
)
from vth.voortgang.wanneer import Wanneer, read_wanneer

DREMPELS = Drempels(2, WIJKT_AF)
EINDE, OP = date(2024, 9, 30), date(2023, 12, 31)


def stand(basis: str, nu: str, stand: str = "gepland", op: date = OP, **velden: object) -> Uitkomst:
    vraag = Mijlpaalvraag(
        "Handreiking",
        read_wanneer(basis) if basis else None,
        read_wanneer(nu) if nu else None,
        stand,
        **velden,
    )  # type: ignore[arg-type]
    return derive_mijlpaal(vraag, op=op, einde=EINDE, drempels=DREMPELS)


@pytest.mark.parametrize(
    ("basis", "nu", "hoe", "verwacht", "zegt"),
    [
        ("Q1 van 2024", "Q1 van 2024", "gepland", VOLGENS, "zoals in het pijlerplan"),
        ("Q1 van 2024", "Q4 van 2023", "gepland", VOLGENS, "zoals in het pijlerplan"),
        ("Q1 van 2024", "Q2 van 2024", "gepland", WIJKT_AF, "1 kwartaal later"),
        ("Q4 van 2023", "Q2 van 2024", "bijgesteld", STERK, "2 kwartalen later"),
        ("Q3 van 2024", "Q4 van 2024", "gepland", STERK, "na het einde van het programma"),
        ("Q4 van 2024", "Q1 van 2025", "gepland", WIJKT_AF, "1 kwartaal later"),
        ("Q2 van 2023", "Q2 van 2023", "gepland", WIJKT_AF, "nog niet als gehaald gemeld"),
        ("Q1 van 2024", "Q1 van 2024", "niet gehaald", WIJKT_AF, "niet gehaald"),
        ("Q2 van 2023", "Q4 van 2023", "gehaald", VOLGENS, "is gehaald"),
        ("Q1 van 2024", "", "opnieuw te plannen", WIJKT_AF, "nog geen nieuwe planning"),
        ("Q1 van 2024", "Q1 van 2024", "opnieuw te plannen", WIJKT_AF, "geldt niet meer"),
        ("Q1 van 2024", "", "gepland", NIET_IN_BRON, "geen planning bekend"),
        ("", "doorlopend", "gepland", NIET_IN_BRON, "loopt door"),
        ("", "Q5 van 2024", "gepland", NIET_IN_BRON, "geen planning bekend"),
        ("", "Q1 van 2024", "gepland", NIET_IN_BRON, "niet in een pijlerplan"),
        ("", "Q1 van 2023", "gepland", WIJKT_AF, "nog niet als gehaald gemeld"),
        ("", "Q1 van 2024", "bijgesteld", WIJKT_AF, "volgens de bron bijgesteld"),
        ("doorlopend", "Q1 van 2024", "gepland", NIET_IN_BRON, "niet in een pijlerplan"),
        ("", "", "niet in bron", NIET_IN_BRON, "geen planning bekend"),
    ],
)
def test_a_milestone_stands_by_its_baseline_and_says_why(
    basis: str, nu: str, hoe: str, verwacht: str, zegt: str
):
    uitkomst = stand(basis, nu, hoe)
    assert (uitkomst.stand, zegt in uitkomst.reden) == (verwacht, True), uitkomst.reden


def test_what_it_waits_for_makes_it_deviate():
    uitkomst = stand("Q1 van 2024", "Q1 van 2024", wacht_tot=date(2024, 6, 30), wacht_op="Register")
    assert uitkomst.stand == WIJKT_AF and "wacht op ‘Register’" in uitkomst.reden


def test_a_state_that_does_not_exist_is_refused():
    with pytest.raises(VoortgangError, match="bestaat niet"):
        stand("Q1 van 2024", "Q1 van 2024", "prima")


@pytest.mark.parametrize(
    ("standen", "beeld"),
    [
        ([], NIET_IN_BRON),
        ([NIET_IN_BRON], NIET_IN_BRON),
        ([VOLGENS, NIET_IN_BRON], VOLGENS),
        ([VOLGENS, WIJKT_AF], DEELS_AF),
        ([VOLGENS, STERK], DEELS_AF),
        ([WIJKT_AF, STERK], DEELS_STERK),
        ([STERK, STERK], STERK),
        ([DEELS_AF, STERK], DEELS_AF),
        ([DEELS_STERK, STERK], DEELS_STERK),
    ],
)
def test_the_picture_has_five_states_and_knows_not_in_source(standen: list[str], beeld: str):
    assert derive_beeldstand(standen) == beeld


UITKOMSTEN = st.lists(
    st.builds(Uitkomst, st.sampled_from(STANDEN), st.just("x"), st.booleans(), beeld=st.just("")), max_size=6
)


@given(UITKOMSTEN)
def test_the_whole_is_as_bad_as_its_worst_known_part_and_the_order_does_not_matter(delen: list[Uitkomst]):
    samen = derive_samen(delen)
    bekend = [u.stand for u in delen if u.stand != NIET_IN_BRON]
    if not bekend:
        assert samen.stand == NIET_IN_BRON
    elif not all(u.afgerond for u in delen):
        assert ERNST[samen.stand] == max(ERNST[s] for s in bekend)
    assert samen.beeldstand in BEELDSTANDEN
    assert derive_samen(delen[::-1]).stand == samen.stand
    assert samen.afgerond == (bool(bekend) and all(u.afgerond for u in delen))


def test_markers_stand_beside_the_state():
    assert derive_merken(Uitkomst(VOLGENS, "x", afgerond=True), nieuw=True, risicos=2) == (
        "nieuw",
        "afgerond",
        "risico",
    )
    assert derive_merken(Uitkomst(VOLGENS, "x"), nieuw=False, risicos=0) == ()


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_quarters_count_the_same_both_ways(een: date, ander: date):
    assert count_kwartalen(een, ander) == -count_kwartalen(ander, een)


@pytest.mark.parametrize(
    "rij",
    [
        {},
        {"sterk_vanaf_kwartalen": 0, "zonder_planning": WIJKT_AF},
        {"sterk_vanaf_kwartalen": 2, "zonder_planning": "volgens"},
        {"sterk_vanaf_kwartalen": "x", "zonder_planning": WIJKT_AF},
    ],
)
def test_a_rule_that_cannot_be_used_is_refused(rij: dict[str, object]):
    with pytest.raises(VoortgangError, match=r"voortgang\.status"):
        Drempels.read(rij)


def test_a_planned_time_keeps_its_words():
    assert read_wanneer("Q5 van 2024") == Wanneer("onbekend", "Q5 van 2024")
