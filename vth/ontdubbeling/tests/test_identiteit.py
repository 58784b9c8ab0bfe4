"""Which id a thing keeps: always one of its own records, always one, and the same again when nothing changed."""

from collections import defaultdict

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vth.ontdubbeling.identiteit import make_identiteiten

IDS = "abcdefgh"
# Of each record the number of the group that it is in.
GROEPEN = st.lists(st.integers(0, 4), min_size=len(IDS), max_size=len(IDS))
Verdeling = dict[str, str]
# Each example opens a database of its own.
WEINIG = settings(max_examples=20)


def derive(
    groepen: list[int], huidig: Verdeling, bekend: dict[str, str | None]
) -> tuple[Verdeling, set[tuple]]:
    """Work out the ids that groups get, and what happened, from those that the records have."""
    with duckdb.connect() as con:
        con.execute("CREATE TABLE clusters (id VARCHAR, cluster VARCHAR)")
        con.executemany(
            "INSERT INTO clusters VALUES (?, ?)", [[i, f"c{g}"] for i, g in zip(IDS, groepen, strict=True)]
        )
        con.execute("CREATE TABLE huidig (id VARCHAR, identiteit VARCHAR)")
        con.executemany("INSERT INTO huidig VALUES (?, ?)", [list(paar) for paar in huidig.items()])
        con.execute("CREATE TABLE bekend (identiteit VARCHAR, opgegaan_in VARCHAR)")
        if bekend:
            con.executemany("INSERT INTO bekend VALUES (?, ?)", [list(paar) for paar in bekend.items()])
        make_identiteiten(con)
        nieuw = dict(con.execute("SELECT id, nieuw FROM uitkomst").fetchall())
        return nieuw, set(
            con.execute("SELECT entiteit, soort, ander, bronobject FROM gebeurtenissen").fetchall()
        )


EIGEN = {i: i for i in IDS}


@WEINIG
@given(st.lists(GROEPEN, min_size=1, max_size=4))
def test_whatever_happens_each_thing_has_one_id_that_is_one_of_its_records(verloop):
    huidig: Verdeling = EIGEN
    for groepen in verloop:
        huidig, _ = derive(groepen, huidig, {})
        per_groep = defaultdict(set)
        for i, g in zip(IDS, groepen, strict=True):
            per_groep[g].add(huidig[i])
        assert all(len(ids) == 1 for ids in per_groep.values())
        assert len(set.union(*per_groep.values())) == len(per_groep)
        assert all(huidig[huidig[i]] == huidig[i] for i in IDS)


@WEINIG
@given(GROEPEN, GROEPEN)
def test_the_same_groups_again_change_nothing_and_nothing_happened(eerst, daarna):
    huidig, _ = derive(daarna, derive(eerst, EIGEN, {})[0], {})
    bekend = dict.fromkeys(set(huidig.values()))
    nieuw, gebeurd = derive(daarna, huidig, bekend)
    assert (nieuw, gebeurd) == (huidig, set())


@WEINIG
@given(GROEPEN, GROEPEN)
def test_an_id_that_was_in_use_is_still_in_use_or_went_into_another(eerst, daarna):
    huidig, _ = derive(eerst, EIGEN, {})
    bekend = dict.fromkeys(i for i in IDS if list(huidig.values()).count(i) > 1)
    nieuw, gebeurd = derive(daarna, huidig, bekend)
    weg = set(bekend) - set(nieuw.values())
    assert {(e, nieuw[e]) for e in weg} == {
        (e, ander) for e, soort, ander, _ in gebeurd if soort == "opgegaan"
    }


@pytest.mark.parametrize(
    ("eerst", "daarna", "blijft"),
    [
        ([0, 0, 1, 1, 1, 2, 3, 4], [0, 0, 0, 0, 0, 2, 3, 4], "c"),
        ([0, 0, 1, 1, 2, 2, 3, 4], [0, 0, 0, 0, 2, 2, 3, 4], "a"),
    ],
    ids=["van het grootste deel", "van gelijke delen het oudste"],
)
def test_where_ids_meet_one_of_them_stays(eerst, daarna, blijft):
    nieuw, _ = derive(daarna, derive(eerst, EIGEN, {})[0], {})
    assert {nieuw[i] for i in "abcd"} == {blijft}
