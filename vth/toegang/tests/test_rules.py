"""One decision, rendered four ways: the plain Python oracle, Django, SQL, and terms of the search index."""

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from vth.toegang.rules import (
    ALLE_ORGANISATIES,
    NIEMAND,
    VERTROUWELIJKHEDEN,
    GeenToegangError,
    Viewer,
    Zicht,
    check_bevoegd,
    check_ziet,
    decide_handeling,
    derive_niveaus,
    derive_zichttermen,
    derive_zichttermen_sql,
    list_zichttermen,
)

CODES = st.sampled_from(["OD-A", "OD_A", "OD.A", "ODA", "ODX2DXA", "GM9901", "A", "LOD-A"])
RIJEN = st.fixed_dictionaries(
    {
        "leverancier": CODES,
        "gebied": st.one_of(st.just(""), CODES),
        "vertrouwelijkheid": st.sampled_from(VERTROUWELIJKHEDEN),
    }
)
ZICHTEN = st.builds(
    Zicht,
    leveranciers=st.frozensets(CODES, max_size=3),
    gebieden=st.frozensets(CODES, max_size=3),
    niveaus=st.one_of(st.just(frozenset()), st.sampled_from(VERTROUWELIJKHEDEN).map(derive_niveaus)),
    landelijk=st.booleans(),
)


@given(zicht=ZICHTEN, rij=RIJEN)
def test_index_terms_decide_as_the_oracle(zicht: Zicht, rij: dict[str, str]) -> None:
    eigen = set(derive_zichttermen(**rij).split())
    assert bool(eigen & set(list_zichttermen(zicht))) == check_ziet(zicht, **rij)


@given(rij=RIJEN)
def test_terms_are_single_words_of_the_index(rij: dict[str, str]) -> None:
    assert all(t.isalnum() and t == t.lower() for t in derive_zichttermen(**rij).split())


@pytest.mark.django_db
@settings(max_examples=30, deadline=None)
@given(rij=RIJEN)
def test_sql_writes_the_same_terms(rij: dict[str, str]) -> None:
    with connection.cursor() as cursor:
        kolommen = ", ".join(
            f"%s AS {k}" if connection.vendor == "sqlite" else f"%s::text AS {k}" for k in rij
        )
        cursor.execute(f"SELECT {derive_zichttermen_sql('r')} FROM (SELECT {kolommen}) r", list(rij.values()))
        assert cursor.fetchone()[0] == derive_zichttermen(**rij)


def test_nobody_sees_or_does_anything() -> None:
    assert NIEMAND.zicht.is_leeg
    assert list_zichttermen(NIEMAND.zicht) == []
    assert not decide_handeling(NIEMAND, "register.read").mag


def test_claim_without_level_gives_nothing() -> None:
    assert Zicht(landelijk=True).is_leeg
    assert Zicht(niveaus=derive_niveaus("intern")).is_leeg


def test_unknown_level_gives_nothing() -> None:
    assert derive_niveaus("heel geheim") == frozenset()


def test_row_without_area_is_seen_by_its_supplier_only() -> None:
    gebied = Zicht(gebieden=frozenset({"", "GM9901"}), niveaus=derive_niveaus("intern"))
    assert not check_ziet(gebied, leverancier="OD-A", gebied="", vertrouwelijkheid="intern")


def test_act_in_anothers_name_is_refused_even_with_national_sight() -> None:
    viewer = Viewer(
        actor="Bo",
        zicht=Zicht(landelijk=True, niveaus=derive_niveaus("intern")),
        handelingen=frozenset({"aanlevering.accept"}),
        organisaties=frozenset({"OD-A"}),
    )
    check_bevoegd(viewer, "aanlevering.accept", namens="OD-A")
    with pytest.raises(GeenToegangError, match="werkt niet voor OD-B"):
        check_bevoegd(viewer, "aanlevering.accept", namens="OD-B")


def test_missing_right_is_refused_with_the_reason() -> None:
    with pytest.raises(GeenToegangError, match="heeft het recht 'x' niet"):
        check_bevoegd(Viewer(actor="Bo", organisaties=frozenset({ALLE_ORGANISATIES})), "x")
