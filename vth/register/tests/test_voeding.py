"""The feed tells of every record that was made, changed or ended, once per act, to whoever may see it, and misses nothing."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vth.logboek.models import Gebeurtenis
from vth.logboek.services import record_gebeurtenis, seal_gebeurtenissen
from vth.register import voeding
from vth.register.bijstelling import close_object, record_zicht
from vth.register.models import Bronobject, VthObjectVoorkomen
from vth.register.services import erase_persoonsgegevens
from vth.register.voeding import Voedingsplaats, find_eind, read_voeding
from vth.tijd.models import Herkomst
from vth.tijd.services import record_herkomst
from vth.toegang.rules import ALLE_SOORTEN, NIEMAND, Viewer, Zicht, derive_niveaus

from .builders import LANDELIJK, TANKSTATION, make_object

pytestmark = pytest.mark.django_db
EERST = Voedingsplaats(0)
NIVEAUS = derive_niveaus("intern")
HIER = Viewer("hier", Zicht(soorten=ALLE_SOORTEN, gebieden=frozenset({"GM9901"}), niveaus=NIVEAUS))
DAAR = Viewer("daar", Zicht(soorten=ALLE_SOORTEN, gebieden=frozenset({"GM9902"}), niveaus=NIVEAUS))


def read_alles(
    viewer: Viewer = LANDELIJK, plaats: Voedingsplaats = EERST, *, per: int = 100
) -> tuple[list[tuple[str, uuid.UUID]], Voedingsplaats]:
    """Follow the feed to its end, page by page."""
    gezien: list[tuple[str, uuid.UUID]] = []
    meer = True
    while meer:
        bladzij = read_voeding(viewer, plaats, hoogstens=per)
        assert len(bladzij.gebeurtenissen) <= per
        assert bladzij.plaats != plaats or not bladzij.meer, "de lezer komt niet verder"
        gezien += [(g.soort, g.onderwerp) for g in bladzij.gebeurtenissen]
        plaats, meer = bladzij.plaats, bladzij.meer
    return gezien, plaats


def change(naam: str, **rest: Any) -> Bronobject:
    return make_object(inhoud={**TANKSTATION, "naam": naam}, **rest)


def test_record_that_is_made_changed_and_ended_is_told_three_times() -> None:
    site = make_object()
    change("Anders", begin=date(2024, 6, 1))
    change("Anders", begin=date(2024, 6, 1), eind=date(2025, 1, 1))
    seal_gebeurtenissen()
    assert read_alles()[0] == [("gemaakt", site.pk), ("gewijzigd", site.pk), ("beeindigd", site.pk)]


def test_what_is_not_sealed_is_not_told_yet_and_said_to_wait() -> None:
    make_object()
    bladzij = read_voeding(LANDELIJK, EERST, hoogstens=10)
    assert (bladzij.gebeurtenissen, bladzij.meer, bladzij.definitief_tot) == ((), False, None)
    assert bladzij.onverzegeld_s >= 0 and Gebeurtenis.objects.filter(volgnummer=None).exists()
    seal_gebeurtenissen()
    bladzij = read_voeding(LANDELIJK, bladzij.plaats, hoogstens=10)
    assert len(bladzij.gebeurtenissen) == 1 and bladzij.definitief_tot and bladzij.onverzegeld_s == 0


def test_what_changed_is_named() -> None:
    plaats = make_object("G1", soort="geoobject")
    site = make_object()
    make_object(relaties={"locatie": [plaats]})
    seal_gebeurtenissen()
    wat = [
        g.wat for g in read_voeding(LANDELIJK, EERST, hoogstens=10).gebeurtenissen if g.onderwerp == site.pk
    ]
    assert wat == [("waarden",), ("relaties",)]


def test_reader_sees_only_what_it_may_see() -> None:
    hier, daar = make_object("T1", gebied="GM9901"), make_object("T2", gebied="GM9902")
    seal_gebeurtenissen()
    assert [read_alles(v)[0] for v in (HIER, DAAR, NIEMAND)] == [
        [("gemaakt", hier.pk)],
        [("gemaakt", daar.pk)],
        [],
    ]


def test_record_that_moves_comes_into_one_sight_and_leaves_another() -> None:
    site = make_object(gebied="GM9901")
    seal_gebeurtenissen()
    waar = find_eind()
    make_object(gebied="GM9902")
    seal_gebeurtenissen()
    assert read_alles(HIER, waar)[0] == [("verdwenen", site.pk)]
    assert read_alles(DAAR, waar)[0] == [("verschenen", site.pk)]
    assert read_alles(LANDELIJK, waar)[0] == [("gewijzigd", site.pk)]


def test_what_other_rooms_put_right_is_told_as_ended_and_as_gone_from_sight() -> None:
    ooit, stil = make_object("T1"), make_object("T2")
    seal_gebeurtenissen()
    waar = find_eind()
    close_object(viewer=LANDELIJK, bronobject_id=ooit.pk, vanaf=date(2024, 1, 1))
    vast = {"leverancier": "OD-NOORD", "soort": "vthobject", "vertrouwelijkheid": "vertrouwelijk"}
    record_zicht(viewer=LANDELIJK, ids=[stil.pk], **vast)
    seal_gebeurtenissen()
    assert read_alles(HIER, waar)[0] == [("beeindigd", ooit.pk), ("verdwenen", stil.pk)]


def test_reader_that_begins_now_reads_only_what_comes() -> None:
    make_object("T1")
    seal_gebeurtenissen()
    begin = find_eind()
    later = make_object("T2")
    seal_gebeurtenissen()
    assert read_alles(LANDELIJK, begin)[0] == [("gemaakt", later.pk)]


def test_erasure_of_a_person_is_told_so_that_copies_are_erased() -> None:
    persoon = make_object("P1", soort="natuurlijkpersoon", inhoud={"geslachtsnaam": "Linde"})
    erase_persoonsgegevens(viewer=LANDELIJK, bronobject_id=persoon.pk, grond="proef")
    seal_gebeurtenissen()
    assert read_alles()[0] == [("gemaakt", persoon.pk), ("gewist", persoon.pk)]


def test_act_of_another_supplier_in_the_same_microsecond_is_kept_apart() -> None:
    make_object("T1", leverancier="OD-NOORD")
    eerste = Herkomst.objects.get()
    ander = make_object("T2", leverancier="OD-ZUID")
    tweede = Herkomst.objects.latest("pk")
    assert set(voeding.list_geraakt(tweede, None, hoogstens=10)) == {ander.pk}
    assert eerste.pk != tweede.pk


@pytest.mark.parametrize("per", [1, 2, 3, 7])
def test_pages_of_any_size_tell_the_same(per: int) -> None:
    for n in range(4):
        make_object(f"T{n}")
        change(f"Anders {n}", sleutel=f"T{n}", begin=date(2025, 1, 1))
    record_gebeurtenis(actor="proef", handeling="gebruiker.record")
    seal_gebeurtenissen()
    assert read_alles(per=per)[0] == read_alles()[0]
    assert len(read_alles(per=per)[0]) == 8


def test_long_stretch_without_anything_is_read_in_bounded_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voeding, "NUMMERS_PER_VRAAG", 3)
    for _ in range(8):
        record_gebeurtenis(actor="proef", handeling="gebruiker.record")
    site = make_object()
    seal_gebeurtenissen()
    eerste = read_voeding(LANDELIJK, EERST, hoogstens=10)
    assert (eerste.gebeurtenissen, eerste.meer, eerste.plaats.volgnummer) == ((), True, 3)
    assert read_alles()[0] == [("gemaakt", site.pk)]


def make_levering(aantal: int, begin: int = 0) -> set[uuid.UUID]:
    """One act that makes many records, as a delivery does."""
    herkomst = record_herkomst(leverancier="OD-NOORD", soort=Herkomst.Soort.AANLEVERING)
    zicht = {"gebied": "GM9901", "vertrouwelijkheid": "intern", "reeks": "proef", "herkomst": herkomst}
    records = [
        Bronobject(soort="vthobject", leverancier="OD-NOORD", sleutel=f"L{begin + n}", **zicht)
        for n in range(aantal)
    ]
    Bronobject.objects.bulk_create(records)
    VthObjectVoorkomen.objects.bulk_create(
        VthObjectVoorkomen(
            bronobject=b,
            naam="Object",
            inhoud_md5="",
            begin_geldigheid=date(2024, 1, 1),
            tijdstip_registratie=herkomst.moment,
            herkomst=herkomst,
        )
        for b in records
    )
    record_gebeurtenis(actor="proef", handeling="aanlevering.record", inhoud={"herkomst": herkomst.pk})
    seal_gebeurtenissen()
    return {b.pk for b in records}


def test_large_act_is_read_page_by_page_at_a_fixed_cost() -> None:
    kosten = []
    for aantal in (30, 300):
        begin = find_eind()
        records = make_levering(aantal, begin=aantal)
        gezien, _ = read_alles(LANDELIJK, begin, per=7)
        assert (len(gezien), {id_ for _, id_ in gezien}) == (aantal, records)
        with CaptureQueriesContext(connection) as vragen:
            read_voeding(LANDELIJK, begin, hoogstens=7)
        kosten.append(len(vragen))
    assert kosten[0] == kosten[1]


def test_looker_of_a_small_area_reads_a_large_act_in_bounded_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voeding, "RECORDS_PER_VRAAG", 10)
    make_levering(25)
    eerste = read_voeding(DAAR, EERST, hoogstens=100)
    assert (eerste.gebeurtenissen, eerste.meer) == ((), True)
    assert read_alles(DAAR)[0] == []
    assert len(read_alles(HIER)[0]) == 25


@pytest.mark.skipif(connection.vendor != "sqlite", reason="het plan van PostgreSQL hangt van de omvang af")
def test_rows_of_an_act_are_found_by_index() -> None:
    make_levering(3)
    sql, params = voeding._write_geraakt(Herkomst.objects.get(), None, 10)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        plan = [str(rij[3]) for rij in cursor.fetchall()]
    assert [regel for regel in plan if regel.startswith("SCAN register_")] == []
    assert any("USING COVERING INDEX vthobject_herkomst" in regel for regel in plan)
    assert any("USING COVERING INDEX vthobject_gesloten" in regel for regel in plan)


STAP = st.sampled_from(["maak", "wijzig", "beeindig", "anders", "verzegel", "lees"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stappen=st.lists(st.tuples(STAP, st.integers(0, 3)), min_size=1, max_size=14), per=st.integers(1, 5))
def test_whoever_follows_sees_exactly_what_was_done(stappen: list[tuple[str, int]], per: int) -> None:
    """Whatever is done, sealed and read in whatever order, the pages together tell each act on each record once."""
    plaats, gezien, gedaan = find_eind(), list[tuple[int, uuid.UUID]](), 0
    for soort, n in [*stappen, ("verzegel", 0), ("lees", 0)]:
        if soort == "verzegel":
            seal_gebeurtenissen()
        elif soort == "lees":
            meer = True
            while meer:
                bladzij = read_voeding(LANDELIJK, plaats, hoogstens=per)
                gezien += [(g.volgnummer, g.onderwerp) for g in bladzij.gebeurtenissen]
                plaats, meer = bladzij.plaats, bladzij.meer
        else:
            gedaan += _act(soort, n)
    assert len(gezien) == len(set(gezien)) == gedaan
    assert [nummer for nummer, _ in gezien] == sorted(nummer for nummer, _ in gezien)


_teller = iter(range(10**9))


def _act(soort: str, n: int) -> int:
    """Do something to record n that changes it, and give how many records that touched."""
    inhoud = {**TANKSTATION, "naam": f"Stand {next(_teller)}"}
    eind = {"eind": date(2030, 1, 1)} if soort == "beeindig" else {}
    make_object(f"T{n}", inhoud=inhoud, begin=date(2024, 1, 1 + n), **eind)
    return 1


def test_moments_of_events_are_those_of_the_acts(zet_klok: Callable[..., Any]) -> None:
    moment = zet_klok(2025, 5, 1, 12)
    make_object()
    seal_gebeurtenissen()
    assert [g.moment for g in read_voeding(LANDELIJK, EERST, hoogstens=1).gebeurtenissen] == [moment]
