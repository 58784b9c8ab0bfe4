"""The second lock: on PostgreSQL the database itself gives the site no row that its viewer may not see."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from vth.register.models import (
    VOORKOMENS,
    Bronobject,
    Persoonsgegeven,
    Pseudoniemsleutel,
    Relatie,
    VthObjectVoorkomen,
)
from vth.register.selectors import list_zichtbaar
from vth.tijd.services import BewakingError, check_guard, record_herkomst, warn_voorbijganger
from vth.tijd.slot import SITE, WERKER, list_sloten
from vth.tijd.tests.rollen import work_as
from vth.toegang.claim import claim_alles, claim_zicht
from vth.toegang.rules import (
    ALLE_SOORTEN,
    VERTROUWELIJKHEDEN,
    Viewer,
    Zicht,
    check_ziet,
    derive_niveaus,
)
from vth.toegang.tests.test_zicht import SOORTEN, make_alle_rijen

from .builders import make_object

pytestmark = [
    pytest.mark.usefixtures("verse_database"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="Alleen PostgreSQL heeft een tweede slot"),
]
LEVERANCIERS = ("OD-A", "OD_A", "OD,A", 'OD"A')
GEBIEDEN = ("", "GM9901", "GM9902")
ALLES = Zicht(landelijk=True, niveaus=derive_niveaus("zeer_geheim"), soorten=ALLE_SOORTEN)
NOORD = Zicht(frozenset({"OD-NOORD"}), niveaus=derive_niveaus("intern"), soorten=ALLE_SOORTEN)
ZUID = Zicht(frozenset({"OD-ZUID"}), niveaus=derive_niveaus("intern"), soorten=ALLE_SOORTEN)
ZICHTEN = st.builds(
    Zicht,
    leveranciers=st.frozensets(st.sampled_from((*LEVERANCIERS, "A")), max_size=2),
    gebieden=st.frozensets(st.sampled_from((*GEBIEDEN, "GM")), max_size=2),
    niveaus=st.one_of(
        st.sampled_from(VERTROUWELIJKHEDEN).map(derive_niveaus),
        st.frozensets(st.sampled_from(VERTROUWELIJKHEDEN)),
    ),
    landelijk=st.booleans(),
    soorten=st.one_of(st.just(ALLE_SOORTEN), st.frozensets(st.sampled_from((*SOORTEN, "zaak")), max_size=2)),
)


@pytest.fixture
def als_rol(verse_database: None) -> Iterator[Callable[[str], None]]:
    """Go on as a member of a role, to the end of the test."""
    with ExitStack() as stapel:
        yield lambda rol: stapel.enter_context(work_as(rol))


def count_rows() -> dict[str, int]:
    """Count, as whoever forgot every filter, the rows of all locked tables."""
    with connection.cursor() as cursor:
        aantallen = {}
        for slot in list_sloten():
            cursor.execute(f'SELECT count(*) FROM "{slot.tabel}"')
            aantallen[slot.tabel] = cursor.fetchone()[0]
    return aantallen


def make_gezelschap(leverancier: str) -> Bronobject:
    """Register a site with a place and a natural person."""
    plek = make_object("P", soort="geoobject", leverancier=leverancier)
    persoon = make_object(
        "N", soort="natuurlijkpersoon", inhoud={"geslachtsnaam": "Proef"}, leverancier=leverancier
    )
    return make_object("T", relaties={"locatie": [plek], "eigenaar": [persoon]}, leverancier=leverancier)


def test_without_a_claim_there_are_no_rows(als_rol: Any) -> None:
    make_gezelschap("OD-NOORD")
    assert sum(count_rows().values()) >= 8
    als_rol(SITE)
    assert set(count_rows().values()) == {0}
    with claim_zicht(Zicht()):
        assert set(count_rows().values()) == {0}


def test_a_forgotten_filter_gives_only_what_may_be_seen(als_rol: Any) -> None:
    noord, _ = make_gezelschap("OD-NOORD"), make_gezelschap("OD-ZUID")
    als_rol(SITE)
    with claim_zicht(NOORD):
        assert set(Bronobject.objects.values_list("leverancier", flat=True)) == {"OD-NOORD"}
        assert VthObjectVoorkomen.objects.get().bronobject_id == noord.pk
        assert Relatie.objects.count() == 2
        assert Persoonsgegeven.objects.count() == 1
        assert Pseudoniemsleutel.objects.count() == 0


def test_a_relation_needs_sight_of_both_sides(als_rol: Any) -> None:
    plek = make_object("P", soort="geoobject", gebied="GM9902")
    make_object("T", relaties={"locatie": [plek]}, gebied="GM9901")
    als_rol(SITE)
    with claim_zicht(Zicht(gebieden=frozenset({"GM9901"}), niveaus=NOORD.niveaus, soorten=ALLE_SOORTEN)):
        assert (Bronobject.objects.count(), Relatie.objects.count()) == (1, 0)
    with claim_zicht(NOORD):
        assert Relatie.objects.count() == 1


def test_the_claim_of_one_viewer_is_gone_for_the_next_on_the_same_connection(als_rol: Any) -> None:
    make_gezelschap("OD-NOORD"), make_gezelschap("OD-ZUID")
    als_rol(SITE)
    pid = "SELECT pg_backend_pid()"
    with connection.cursor() as cursor:
        cursor.execute(pid)
        voor = cursor.fetchone()
        with claim_zicht(NOORD):
            assert set(Bronobject.objects.values_list("leverancier", flat=True)) == {"OD-NOORD"}
        assert Bronobject.objects.count() == 0
        with pytest.raises(ZeroDivisionError), claim_zicht(NOORD):
            raise ZeroDivisionError
        assert Bronobject.objects.count() == 0
        with claim_zicht(ZUID):
            assert set(Bronobject.objects.values_list("leverancier", flat=True)) == {"OD-ZUID"}
        cursor.execute(pid)
        assert cursor.fetchone() == voor


def test_a_wider_claim_inside_does_not_outlive_its_block(als_rol: Any) -> None:
    make_gezelschap("OD-NOORD"), make_gezelschap("OD-ZUID")
    als_rol(SITE)
    with claim_zicht(NOORD):
        with claim_alles():
            assert Bronobject.objects.count() == 6
        assert Bronobject.objects.count() == 3
        with pytest.raises(ZeroDivisionError), claim_alles():
            raise ZeroDivisionError
        assert Bronobject.objects.count() == 3


def test_the_site_writes_only_what_its_claim_covers(als_rol: Any) -> None:
    noord, zuid = make_gezelschap("OD-NOORD"), make_gezelschap("OD-ZUID")
    als_rol(SITE)
    with claim_zicht(NOORD):
        assert Bronobject.objects.filter(pk=zuid.pk).update(gebied="GM9909") == 0
        assert Bronobject.objects.filter(pk=noord.pk).update(gebied="GM9909") == 1
    with pytest.raises(DatabaseError, match="row-level security"), claim_zicht(NOORD):
        herkomst = record_herkomst(leverancier="OD-ZUID", soort="handeling")
        Bronobject.objects.create(
            soort="vthobject", leverancier="OD-ZUID", sleutel="X", reeks="proef",
            vertrouwelijkheid="intern", herkomst=herkomst,
        )  # fmt: skip


def test_a_service_writes_for_the_site(als_rol: Any) -> None:
    als_rol(SITE)
    with claim_zicht(Zicht()):
        gemaakt = make_gezelschap("OD-NOORD")
        assert Bronobject.objects.count() == 0
    with claim_zicht(NOORD):
        assert Bronobject.objects.get(soort="vthobject").pk == gemaakt.pk


def test_deliveries_have_their_own_way_in(als_rol: Any) -> None:
    make_gezelschap("OD-NOORD")
    als_rol(WERKER)
    make_gezelschap("OD-ZUID")
    assert Bronobject.objects.count() == 6


@pytest.fixture
def rijen(als_rol: Any) -> dict[Any, dict[str, str]]:
    """Every combination of kind, supplier, area and confidentiality, and then a user for whom the lock holds."""
    gemaakt = make_alle_rijen(LEVERANCIERS, GEBIEDEN)
    als_rol(SITE)
    return gemaakt


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(zicht=ZICHTEN)
@example(zicht=Zicht())
@example(zicht=ALLES)
@example(zicht=Zicht(gebieden=frozenset({""}), niveaus=derive_niveaus("geheim"), soorten=ALLE_SOORTEN))
@example(zicht=Zicht(landelijk=True, niveaus=derive_niveaus("geheim")))
def test_the_lock_sees_what_the_filter_and_the_oracle_see(
    rijen: dict[Any, dict[str, str]], zicht: Zicht
) -> None:
    with claim_zicht(zicht):
        ongefilterd = set(Bronobject.objects.values_list("pk", flat=True))
        assert set(list_zichtbaar(Viewer("proef", zicht)).values_list("pk", flat=True)) == ongefilterd
    assert ongefilterd == {id_ for id_, rij in rijen.items() if check_ziet(zicht, **rij)}


def test_every_table_that_tells_of_a_record_is_locked() -> None:
    """A new table that refers to a record, or to what is said of a person, must be locked too."""
    gesloten = {slot.tabel for slot in list_sloten()}
    verwijst = {
        m._meta.db_table
        for m in (*VOORKOMENS.values(), *(r.related_model for r in Bronobject._meta.related_objects))
    }
    assert verwijst <= gesloten


@pytest.mark.parametrize(
    ("ingreep", "melding"),
    [
        ("ALTER TABLE register_bronobject DISABLE ROW LEVEL SECURITY", "row level security is uit"),
        ("DROP POLICY register_relatie_slot_zicht ON register_relatie", "register_relatie_slot_zicht .* ontbreekt"),
        ("ALTER POLICY register_relatie_slot_zicht ON register_relatie USING (true)", "slot_zicht .* is anders"),
        (f"ALTER POLICY register_relatie_slot_werk ON register_relatie TO {WERKER}, {SITE}", "slot_werk .* is anders"),
        ("CREATE POLICY erbij ON register_bronobject USING (true)", "de regel erbij hoort niet"),
        (
            "CREATE OR REPLACE FUNCTION openvth_claim(deel text) RETURNS text[] LANGUAGE sql STABLE AS 'SELECT ARRAY[''ja'']'",
            "openvth_claim ontbreekt of is anders",
        ),
    ],
)  # fmt: skip
def test_a_lock_that_was_weakened_is_named_and_put_back(ingreep: str, melding: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(ingreep)
    with pytest.raises(BewakingError, match=melding):
        check_guard()
    call_command("migrate", verbosity=0)
    check_guard()


def test_a_user_for_whom_the_lock_does_not_hold_is_named(
    als_rol: Any, caplog: pytest.LogCaptureFixture
) -> None:
    warn_voorbijganger()
    assert "geldt niet voor vth" in caplog.text
    caplog.clear()
    als_rol(SITE)
    warn_voorbijganger()
    check_guard()
    assert caplog.text == ""
