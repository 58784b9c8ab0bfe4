"""What hangs together is one, as far as people let it; and it does not matter in which order anything came."""

import random
from itertools import combinations

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vth.ontdubbeling.clusters import Clustering, make_clusters

from .koppelbouw import JANSEN, add_records, link, list_paren, open_records

Paar = tuple[str, str]


def cluster(
    paren: dict[str, float], oordelen: dict[str, str], ids: str = "abcdef", leveranciers: str | None = None
) -> tuple[Clustering, list[set[str]]]:
    """Cluster records of one letter: `paren` holds `ab: weight`, `oordelen` holds `ab: gelijk|verschillend`."""
    with duckdb.connect() as con:
        con.execute("CREATE TABLE records (id VARCHAR, leverancier VARCHAR)")
        con.executemany(
            "INSERT INTO records VALUES (?, ?)", [[i, (leveranciers or ids)[n]] for n, i in enumerate(ids)]
        )
        con.execute("CREATE TABLE paren (links VARCHAR, rechts VARCHAR, gewicht DOUBLE, uitkomst VARCHAR)")
        con.execute("CREATE TABLE oordelen (links VARCHAR, rechts VARCHAR, oordeel VARCHAR)")
        for tabel, rijen in (
            ("paren VALUES (?, ?, ?, 'gekoppeld')", [[p[0], p[1], g] for p, g in paren.items()]),
            ("oordelen VALUES (?, ?, ?)", [[p[0], p[1], o] for p, o in oordelen.items()]),
        ):
            if rijen:
                con.executemany(f"INSERT INTO {tabel}", rijen)
        uitkomst = make_clusters(con)
        groepen: dict[str, set[str]] = {}
        for id_, groep in con.execute("SELECT id, cluster FROM clusters").fetchall():
            groepen.setdefault(groep, set()).add(id_)
        assert all(groep == min(leden) for groep, leden in groepen.items())
    return uitkomst, sorted(groepen.values(), key=min)


def test_what_hangs_together_over_others_is_one() -> None:
    assert cluster({"ab": 9, "bc": 8}, {}, "abcd")[1] == [{"a", "b", "c"}, {"d"}]


def test_two_that_a_person_says_differ_are_parted_at_the_weakest() -> None:
    uitkomst, groepen = cluster({"ab": 9, "bc": 4, "cd": 9}, {"ad": "verschillend"}, "abcd")
    assert groepen == [{"a", "b"}, {"c", "d"}]
    assert uitkomst.gesneden == (("b", "c"),)


def test_what_a_person_says_is_the_same_holds_without_a_score() -> None:
    assert cluster({}, {"ab": "gelijk"}, "abc")[1] == [{"a", "b"}, {"c"}]


def test_a_later_judge_who_contradicts_two_earlier_ones_shows_as_a_cut() -> None:
    uitkomst, groepen = cluster({}, {"ab": "gelijk", "bc": "gelijk", "ac": "verschillend"}, "abc")
    assert len(groepen) == 2
    assert len(uitkomst.gesneden) == 1


def test_a_judgement_about_a_record_that_is_gone_does_nothing() -> None:
    assert cluster({"ab": 9}, {"az": "verschillend", "bz": "gelijk"}, "ab")[1] == [{"a", "b"}]


def test_two_of_one_supplier_do_not_become_one_through_a_third() -> None:
    uitkomst, groepen = cluster({"ac": 9, "bc": 5}, {}, "abc", leveranciers="XXY")
    assert groepen == [{"a", "c"}, {"b"}]
    assert uitkomst.gesneden == (("b", "c"),)


def test_two_of_one_supplier_that_are_linked_themselves_are_one() -> None:
    assert cluster({"ac": 9, "bc": 5, "ab": 7}, {}, "abc", leveranciers="XXY")[1] == [{"a", "b", "c"}]


def test_a_person_may_join_two_of_one_supplier() -> None:
    assert cluster({"ac": 9, "bc": 5}, {"ab": "gelijk"}, "abc", leveranciers="XXY")[1] == [{"a", "b", "c"}]


LETTERS = "abcdefg"
PAREN = st.dictionaries(
    st.sampled_from(["".join(p) for p in combinations(LETTERS, 2)]), st.integers(1, 4), max_size=10
)
OORDELEN = st.dictionaries(
    st.sampled_from(["".join(p) for p in combinations(LETTERS, 2)]),
    st.sampled_from(["gelijk", "verschillend"]),
    max_size=5,
)


@given(paren=PAREN, oordelen=OORDELEN, volgorde=st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_rows_does_not_matter_and_a_difference_always_holds(
    paren: dict[str, float], oordelen: dict[str, str], volgorde: random.Random
) -> None:
    uitkomst, groepen = cluster(paren, oordelen, LETTERS, "XYXYXYZ")
    geschud = dict(volgorde.sample(list(paren.items()), len(paren)))
    oordelen_geschud = dict(volgorde.sample(list(oordelen.items()), len(oordelen)))
    assert (uitkomst, groepen) == cluster(geschud, oordelen_geschud, LETTERS, "XYXYXYZ")
    for paar, oordeel in oordelen.items():
        if oordeel == "verschillend":
            assert not any(set(paar) <= groep for groep in groepen)


NAMEN = ("Bakkerij Jansen", "Jansen Bakkerij BV", "Garage de Vries", "De Vries Garage", "Kwekerij Zon")
RECORD = st.fixed_dictionaries(
    {
        "naam": st.sampled_from(NAMEN),
        "huisnummer": st.sampled_from(["12", "12-A", "14"]),
        "kvk": st.sampled_from([None, "12345678", "87654321"]),
        "vestiging": st.sampled_from([None, "000012345678"]),
        "leverancier": st.sampled_from(["OD", "GEM", "RIJK"]),
    }
)


@pytest.mark.traag
@given(records=st.lists(RECORD, min_size=2, max_size=9), volgorde=st.randoms(use_true_random=False))
@settings(max_examples=6, deadline=None)
def test_increments_in_any_order_give_what_one_full_run_gives(
    records: list[dict[str, str]], volgorde: random.Random
) -> None:
    alle = [{**JANSEN, **r, "id": f"r{n}"} for n, r in enumerate(records)]
    with open_records(*alle) as con:
        model = link(con).model
        ineens = con.execute("SELECT * FROM paren ORDER BY links, rechts").fetchall()
        groepen = make_clusters(con) and con.execute("FROM clusters ORDER BY ALL").fetchall()
    with open_records() as con:
        link(con, model=model)
        verzameld: dict[Paar, tuple[object, ...]] = {}
        for record in volgorde.sample(alle, len(alle)):
            add_records(con, [record])
            link(con, nieuw=[str(record["id"])], model=model)
            verzameld |= {(r[0], r[1]): r for r in con.execute("FROM paren").fetchall()}
        assert [verzameld[p] for p in sorted(verzameld)] == ineens
        con.execute("CREATE OR REPLACE TABLE paren AS SELECT * FROM paren LIMIT 0")
        if verzameld:
            con.executemany("INSERT INTO paren VALUES (?, ?, ?, ?, ?, ?, ?, ?)", list(verzameld.values()))
        assert len(list_paren(con)) == len(verzameld)
        make_clusters(con)
        assert con.execute("FROM clusters ORDER BY ALL").fetchall() == groepen
