"""One decision in five places: whatever the claims, the oracle, Django, SQL and the real search index agree on every row."""

import itertools
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from vth.register.models import Bronobject
from vth.register.selectors import find_zichtbaar, list_zichtbare_ids
from vth.register.services import write_zoekregels
from vth.tijd.services import record_herkomst
from vth.toegang.lijst import derive_lijst
from vth.toegang.rules import (
    ALLE_SOORTEN,
    VERTROUWELIJKHEDEN,
    Viewer,
    Zicht,
    check_ziet,
    derive_niveaus,
    derive_zicht_q,
    derive_zicht_sql,
)
from vth.zoeken.selectors import find_treffers

pytestmark = pytest.mark.django_db
# Codes that differ only in a sign, or in a letter that stands for one, or that hold another code.
LEVERANCIERS = ("OD-A", "OD_A", "OD.A", "ODA", "ODX2DXA", "LOD-A", "GM9901")
SOORTEN = ("vthobject", "vestiging")
GEBIEDEN = ("", "GM9901", "GM9902", "OD-A", "A")
CODES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
NIVEAUS = st.one_of(
    st.sampled_from(VERTROUWELIJKHEDEN).map(derive_niveaus),
    st.frozensets(st.sampled_from(VERTROUWELIJKHEDEN)),
)
# So many that every rendering goes the way of who has much.
VEEL = frozenset(f"GM{n:04}" for n in range(1, 400))
ZICHTEN = st.builds(
    Zicht,
    leveranciers=st.frozensets(st.sampled_from((*LEVERANCIERS, "ONBEKEND")), max_size=3),
    gebieden=st.builds(
        frozenset.union,
        st.frozensets(st.sampled_from((*GEBIEDEN, "GM0000")), max_size=3),
        st.sampled_from((frozenset[str](), VEEL)),
    ),
    niveaus=NIVEAUS,
    landelijk=st.booleans(),
    soorten=st.one_of(st.just(ALLE_SOORTEN), st.frozensets(st.sampled_from((*SOORTEN, "zaak")), max_size=2)),
)


def make_alle_rijen(
    leveranciers: tuple[str, ...] = LEVERANCIERS, gebieden: tuple[str, ...] = GEBIEDEN
) -> dict[Any, dict[str, str]]:
    """Every combination of kind, supplier, area and confidentiality as a record in the register: what decides, by id."""
    herkomst = record_herkomst(leverancier="PROEF", soort="handeling")
    alle = [
        Bronobject(
            soort=soort, leverancier=lev, gebied=gebied, vertrouwelijkheid=niveau,
            sleutel=f"rij {gebied} {niveau}", reeks="proef", herkomst=herkomst,
        )
        for soort, lev, gebied, niveau in itertools.product(SOORTEN, leveranciers, gebieden, VERTROUWELIJKHEDEN)
    ]  # fmt: skip
    Bronobject.objects.bulk_create(alle)
    namen = ("soort", "leverancier", "gebied", "vertrouwelijkheid")
    return {b.pk: {naam: getattr(b, naam) for naam in namen} for b in alle}


@pytest.fixture
def rijen(db: None) -> dict[Any, dict[str, str]]:
    """All of them, in the search index too."""
    gemaakt = make_alle_rijen()
    write_zoekregels("SELECT id FROM register_bronobject")
    return gemaakt


def list_by_sql(zicht: Zicht) -> set[str]:
    """Ask the database with the SQL rendering."""
    sql, params = derive_zicht_sql(zicht, "b", connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT b.id FROM register_bronobject b WHERE {sql}", params)
        return {str(id_).replace("-", "") for (id_,) in cursor.fetchall()}


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(zicht=ZICHTEN)
@example(zicht=Zicht())
@example(zicht=Zicht(landelijk=True, soorten=ALLE_SOORTEN))
@example(zicht=Zicht(gebieden=frozenset({""}), niveaus=derive_niveaus("geheim"), soorten=ALLE_SOORTEN))
@example(
    zicht=Zicht(frozenset({"OD-A"}), niveaus=derive_niveaus("zeer_geheim"), soorten=frozenset({"vestiging"}))
)
@example(zicht=Zicht(landelijk=True, niveaus=derive_niveaus("zeer_geheim"), soorten=ALLE_SOORTEN))
@example(zicht=Zicht(landelijk=True, niveaus=derive_niveaus("zeer_geheim")))
@example(zicht=Zicht(gebieden=VEEL | {"GM9901"}, niveaus=derive_niveaus("intern"), soorten=ALLE_SOORTEN))
def test_every_rendering_sees_what_the_oracle_sees(rijen: dict[Any, dict[str, str]], zicht: Zicht) -> None:
    orakel = {id_ for id_, rij in rijen.items() if check_ziet(zicht, **rij)}
    assert set(Bronobject.objects.filter(derive_zicht_q(zicht)).values_list("pk", flat=True)) == orakel
    assert list_by_sql(zicht) == {id_.hex for id_ in orakel}
    viewer = Viewer("proef", zicht)
    assert set(find_zichtbaar(viewer, rijen)) == list_zichtbare_ids(viewer, rijen) == orakel
    for gewogen in (True, False):
        gevonden = find_treffers(viewer, "rij", hoogstens=1000, gewogen=gewogen)
        assert {t.onderwerp for t in gevonden} == orakel


def test_question_of_who_has_much_is_as_long_as_that_of_who_has_one() -> None:
    een, veel = (Zicht(gebieden=g, niveaus=derive_niveaus("intern")) for g in (frozenset({"GM0001"}), VEEL))
    sql = [derive_zicht_sql(replace(z, soorten=ALLE_SOORTEN), "b", connection.vendor) for z in (een, veel)]
    assert sql[0][0] == sql[1][0]
    assert len(sql[0][1]) == len(sql[1][1])


@given(
    codes=st.frozensets(CODES, max_size=4),
    ander=CODES,
)
def test_list_of_codes_holds_its_codes_and_no_other_whatever_signs_they_have(
    codes: frozenset[str], ander: str
) -> None:
    voorwaarde, waarde = derive_lijst(codes, connection.vendor)
    for code in codes | {ander}:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 WHERE %s {voorwaarde}", [code, waarde])
            assert bool(cursor.fetchall()) is (code in codes)


@given(zicht=ZICHTEN)
def test_less_claim_never_sees_more(zicht: Zicht) -> None:
    """Taking a level, a supplier, an area or a kind away takes rows away, and never adds one."""
    minder = [
        replace(zicht, niveaus=frozenset(sorted(zicht.niveaus)[1:])),
        replace(zicht, leveranciers=frozenset()),
        replace(zicht, gebieden=frozenset()),
        replace(zicht, landelijk=False),
        replace(zicht, soorten=frozenset(sorted(zicht.soorten)[1:])),
    ]
    for soort, lev, gebied, niveau in itertools.product(SOORTEN, LEVERANCIERS, GEBIEDEN, VERTROUWELIJKHEDEN):
        rij = {"soort": soort, "leverancier": lev, "gebied": gebied, "vertrouwelijkheid": niveau}
        if not check_ziet(zicht, **rij):
            assert not any(check_ziet(m, **rij) for m in minder)
