"""A place in a list is ours, unchanged, and of that list; anything else is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vth.interface.plaats import Plaats, PlaatsError, make_plaats, read_plaats


@given(st.text(max_size=80), st.sampled_from(["na", "voor"]))
def test_place_that_was_given_out_is_read_back(sleutel: str, richting: str) -> None:
    assert read_plaats("lijst", make_plaats("lijst", richting, sleutel)) == Plaats(richting, sleutel)


def test_no_place_is_the_beginning() -> None:
    assert read_plaats("lijst", "") is None


@given(st.text(min_size=1, max_size=60))
def test_invented_place_is_refused(tekst: str) -> None:
    with pytest.raises(PlaatsError, match="begin van de lijst"):
        read_plaats("lijst", tekst)


def test_place_of_another_list_is_refused() -> None:
    with pytest.raises(PlaatsError):
        read_plaats("lijst", make_plaats("andere lijst", "na", "7"))


@given(st.integers(min_value=0, max_value=40), st.characters(categories=["L", "N"]))
def test_place_with_one_other_character_is_refused(plek: int, teken: str) -> None:
    goed = make_plaats("lijst", "na", "01a20bc4")
    stuk = goed[:plek] + teken + goed[plek + 1 :]
    if stuk != goed:
        with pytest.raises(PlaatsError):
            read_plaats("lijst", stuk)
