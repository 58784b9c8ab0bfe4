"""Typing errors are put right, by words that the viewer's own rows hold and by no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vth.zoeken.rules import derive_afstand, derive_andere_begins, derive_speling, find_verbetering
from vth.zoeken.selectors import find_correctie

from .builders import LANDELIJK, NOORD, ZUID, make_regel

WOORDEN = st.text(alphabet="abcde", min_size=1, max_size=7)


@pytest.mark.parametrize(
    ("een", "ander", "afstand"),
    [
        ("tank", "tank", 0),
        ("tank", "tnak", 1),
        ("tank", "tan", 1),
        ("tank", "tanks", 1),
        ("tank", "bank", 1),
        ("ab", "ba", 1),
        ("tank", "boot", 3),
    ],
)
def test_distance_counts_letters(een: str, ander: str, afstand: int) -> None:
    assert derive_afstand(een, ander, hoogstens=2) == min(afstand, 3)


@given(een=WOORDEN, ander=WOORDEN)
def test_distance_is_the_same_both_ways_and_none_only_for_the_same(een: str, ander: str) -> None:
    heen = derive_afstand(een, ander, hoogstens=9)
    assert heen == derive_afstand(ander, een, hoogstens=9)
    assert (heen == 0) is (een == ander)


@given(een=WOORDEN, ander=WOORDEN, hoogstens=st.integers(0, 3))
def test_bound_never_hides_a_near_word(een: str, ander: str, hoogstens: int) -> None:
    echt = derive_afstand(een, ander, hoogstens=99)
    assert derive_afstand(een, ander, hoogstens=hoogstens) == min(echt, hoogstens + 1)


def test_short_words_and_numbers_are_left_as_they_are() -> None:
    assert [derive_speling(w) for w in ("bal", "12345678", "tank", "tankstation")] == [0, 0, 1, 2]
    assert find_verbetering("bal", ["bul"]) == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("vraag", "correctie"),
    [
        ("tanksation", "tankstation"),
        ("tankstaiton linde", "tankstation linde"),
        ("TANKSTÀTOIN", "tankstation"),
        ("tankstation", ""),
        ("tanksta", ""),
        ("zonnepark", ""),
        ("", ""),
        ("\x00 ' OR 1=1 --", ""),
    ],
)
def test_typing_error_is_put_right(vraag: str, correctie: str) -> None:
    make_regel("Tankstation De Linde, Dorpsstraat 12")
    assert find_correctie(LANDELIJK, vraag) == correctie


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("vraag", "correctie"),
    [
        ("Bermlaar", "bremlaar"),
        ("Rbemlaar", "bremlaar"),
        ("remlaar", "bremlaar"),
        ("xBremlaar", "bremlaar"),
        ("Brremlaar", "bremlaar"),
        ("Bemlaar", "bremlaar"),
        ("rurfschipper", "turfschipper"),
        ("tarfschipper", "turfschipper"),
        ("tfurschipper", ""),
        ("turfschipper bermlaar", "turfschipper bremlaar"),
        ("rurf", ""),
        ("gremlaa", "bremlaar"),
    ],
)
def test_typing_error_among_the_first_letters_of_a_longer_word_is_put_right(
    vraag: str, correctie: str
) -> None:
    make_regel("De Turfschipper te Bremlaar, turf en briketten")
    for n in range(3):
        make_regel(f"Berendsen {n} aan de Ruraweg")
    assert find_correctie(LANDELIJK, vraag) == correctie


@pytest.mark.django_db
def test_error_in_the_first_letter_never_proposes_what_others_have() -> None:
    make_regel("Vuurwerkopslag Krakatau", leverancier="OD-ZUID")
    assert find_correctie(ZUID, "buurwerkopslag") == "vuurwerkopslag"
    assert find_correctie(NOORD, "buurwerkopslag") == ""


@given(
    woord=st.text(alphabet="abcdefgh", min_size=6, max_size=9),
    plek=st.integers(0, 1),
    letter=st.sampled_from("abcdefgh"),
)
def test_beginning_that_was_meant_is_among_those_that_are_tried(woord: str, plek: int, letter: str) -> None:
    mis = (
        woord[:plek] + letter + woord[plek + 1 :],
        woord[:plek] + letter + woord[plek:],
        woord[:plek] + woord[plek + 1 :],
        woord[:plek] + woord[plek + 1] + woord[plek] + woord[plek + 2 :],
    )
    for getypt in mis:
        assert getypt[:4] == woord[:4] or woord[:4] in derive_andere_begins(getypt)
    assert len(derive_andere_begins(woord)) <= 108


@pytest.mark.django_db
def test_word_that_only_others_have_is_never_proposed() -> None:
    make_regel("Vuurwerkopslag Krakatau", leverancier="OD-ZUID")
    assert find_correctie(ZUID, "vuurwerkopslga") == "vuurwerkopslag"
    assert find_correctie(NOORD, "vuurwerkopslga") == ""


@pytest.mark.django_db
def test_words_that_each_exist_but_not_together_are_no_correction() -> None:
    make_regel("Tankstation Noord")
    make_regel("Bakkerij Zuid")
    assert find_correctie(LANDELIJK, "tankstatoin bakkerij") == ""
