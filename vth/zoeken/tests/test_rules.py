"""How a question of a person becomes a question to the index."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vth.zoeken.rules import derive_fts5, derive_woorden, derive_zichtquery


@pytest.mark.parametrize(
    ("vraag", "woorden"),
    [
        ("Café Zoë", ["cafe", "zoe"]),
        ("  De   LINDE ", ["de", "linde"]),
        ("9901 AB", ["9901", "ab"]),
        ("'t Hoekje (bv)", ["t", "hoekje", "bv"]),
        ("a_b-c.d/e", ["a", "b", "c", "d", "e"]),
        ("m²", ["m²"]),
        ("a" * 5000, ["a" * 100]),
        ("\0\"'*", []),
        ("", []),
    ],
)
def test_question_is_split_into_plain_words(vraag: str, woorden: list[str]) -> None:
    assert derive_woorden(vraag) == woorden


def test_no_more_than_eight_words_are_asked() -> None:
    assert derive_woorden(" ".join(map(str, range(20)))) == [str(n) for n in range(8)]


@given(st.text(max_size=60))
def test_words_hold_nothing_that_an_index_could_read_as_an_operator(vraag: str) -> None:
    assert all(woord.isalnum() and woord for woord in derive_woorden(vraag))


def test_query_asks_for_every_word_and_for_one_sight_term() -> None:
    assert (
        derive_fts5(["de", "lin"], [["a", "b"]])
        == '{tekst} : ("de" * AND "lin" *) AND {zicht} : ("a" OR "b")'
    )
    assert derive_zichtquery([["a", "b"]]) == "('=a' | '=b')"


def test_each_group_of_terms_must_hold() -> None:
    assert derive_zichtquery([["a", "b"], ["c"]]) == "('=a' | '=b') & ('=c')"
    assert derive_fts5(["de"], [["a"], ["c"]]) == '{tekst} : ("de" *) AND {zicht} : ("a") AND {zicht} : ("c")'
