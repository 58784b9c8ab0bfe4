"""The clock of a term: what must always hold, whatever the days."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vth.regelgeving.rules import Bron, Grond
from vth.regelgeving.selectors import find_grond, find_termijn, read_termijnregels
from vth.tijd.rules import OPEN_DAG
from vth.zaken.niettijdig import Dwangsomregels, derive_dwangsom
from vth.zaken.rules import ZaakError
from vth.zaken.termijnklok import (
    BEGINT,
    Klokgebeurtenis,
    Klokregels,
    Klokstand,
    Wat,
    check_gebeurtenis,
    derive_stand,
)

DAG = timedelta(days=1)
RECHT = date(2024, 1, 1)
REGULIER = Klokregels(
    find_termijn("regelgeving.omgevingsvergunning_regulier", geldig_op=RECHT),
    read_termijnregels(geldig_op=RECHT),
    find_termijn("regelgeving.omgevingsvergunning_verlenging", geldig_op=RECHT),
)
# Six months: the Algemene termijnenwet does not move its end.
LANG = Klokregels(
    find_termijn("regelgeving.beslistermijn_uitgebreid", geldig_op=RECHT), read_termijnregels(geldig_op=RECHT)
)
DAGEN = st.dates(date(2024, 1, 1), date(2027, 6, 1))


def stand(regels: Klokregels, *gebeurtenissen: Klokgebeurtenis) -> Klokstand:
    return derive_stand(regels, gebeurtenissen, na="ontvangst")


def begin(dag: date) -> Klokgebeurtenis:
    return Klokgebeurtenis(Wat.BEGIN, dag)


def eind(regels: Klokregels, *gebeurtenissen: Klokgebeurtenis) -> date:
    laatste = stand(regels, *gebeurtenissen).uitkomst.laatste_dag
    assert laatste is not None
    return laatste


@given(DAGEN, st.integers(0, 50), st.integers(1, 6))
def test_a_later_extension_never_shortens(dag: date, na: int, weken: int):
    verlengd = Klokgebeurtenis(Wat.VERLENGING, dag + na * DAG, "drukte", weken, "weken")
    assert eind(REGULIER, begin(dag), verlengd) >= eind(REGULIER, begin(dag))


def test_whether_a_term_is_extended_once_is_what_the_definition_says():
    dag = date(2025, 3, 3)
    gebeurd = [begin(dag), Klokgebeurtenis(Wat.VERLENGING, dag, "drukte", 2, "weken")]
    nog = Klokgebeurtenis(Wat.VERLENGING, dag + DAG, "advies", 2, "weken")
    with pytest.raises(ZaakError, match="al een keer verlengd"):
        check_gebeurtenis(REGULIER, gebeurd, nog, na="ontvangst")
    vaker = replace(REGULIER, eenmalig=False)
    assert check_gebeurtenis(vaker, gebeurd, nog, na="ontvangst").uitkomst.verlengd_met == ("2 weken",) * 2
    with pytest.raises(ZaakError):
        check_gebeurtenis(vaker, gebeurd, replace(nog, aantal=9), na="ontvangst")


@given(DAGEN, st.integers(1, 100), st.integers(0, 200))
def test_suspension_adds_exactly_its_days(dag: date, na: int, dagen: int):
    van = dag + na * DAG
    stil = [Klokgebeurtenis(Wat.OPSCHORTING, van), Klokgebeurtenis(Wat.HERVATTING, van + dagen * DAG)]
    met = stand(LANG, begin(dag), *stil)
    assert met.uitkomst.laatste_dag == eind(LANG, begin(dag)) + dagen * DAG
    assert met.uitkomst.opgeschort_dagen == dagen


@given(DAGEN, st.lists(st.integers(1, 20), min_size=2, max_size=8))
def test_suspensions_after_each_other_add_up(dag: date, stappen: list[int]):
    gebeurtenissen, op, samen = [begin(dag)], dag, 0
    for n, dagen in enumerate(stappen[: len(stappen) // 2 * 2]):
        op += dagen * DAG
        gebeurtenissen.append(Klokgebeurtenis(Wat.HERVATTING if n % 2 else Wat.OPSCHORTING, op))
        samen += dagen if n % 2 else 0
    assert eind(LANG, *gebeurtenissen) == eind(LANG, begin(dag)) + samen * DAG


@given(DAGEN, st.integers(1, 400), st.sampled_from([w for w in Wat if w not in BEGINT]))
def test_a_term_that_ends_before_it_starts_is_refused(dag: date, eerder: int, wat: Wat):
    with pytest.raises(ZaakError, match=r"voordat hij begint|nog niet voorbij"):
        check_gebeurtenis(
            REGULIER, [begin(dag)], Klokgebeurtenis(wat, dag - eerder * DAG, "", 1, "weken"), na="ontvangst"
        )


def declare(dag: date, naam: str) -> Klokregels:
    """Put one more day on a par with a holiday."""
    kalender = REGULIER.regels.kalender
    regel = kalender.gelijkgesteld[0]
    perioden = tuple(replace(p, waarde=(*p.waarde, {"naam": naam, "op": dag})) for p in regel.perioden)
    anders = replace(kalender, gelijkgesteld=(replace(regel, perioden=perioden),))
    return replace(REGULIER, regels=replace(REGULIER.regels, kalender=anders))


@given(DAGEN)
def test_a_holiday_declared_afterwards_moves_the_end_from_the_same_events(dag: date):
    oud = eind(REGULIER, begin(dag))
    nieuw = eind(declare(oud, "Nationale herdenking"), begin(dag))
    assert nieuw > oud or not REGULIER.regels.kalender.kent_gelijkstelling(oud)


def test_an_extension_after_the_last_day_is_refused():
    te_laat = Klokgebeurtenis(Wat.VERLENGING, date(2025, 5, 1), "drukte", 6, "weken")
    with pytest.raises(ZaakError, match="verstreken termijn kan niet meer worden verlengd"):
        check_gebeurtenis(REGULIER, [begin(date(2025, 3, 3))], te_laat, na="ontvangst")


def test_a_second_extension_is_refused():
    een = Klokgebeurtenis(Wat.VERLENGING, date(2025, 4, 1), "drukte", 2, "weken")
    with pytest.raises(ZaakError, match="al een keer verlengd"):
        check_gebeurtenis(
            REGULIER, [begin(date(2025, 3, 3)), een], replace(een, dag=date(2025, 4, 2)), na="ontvangst"
        )


def test_an_extension_longer_than_the_law_allows_is_refused():
    lang = Klokgebeurtenis(Wat.VERLENGING, date(2025, 4, 1), "drukte", 7, "weken")
    with pytest.raises(ZaakError, match="ten hoogste mag 6 weken"):
        check_gebeurtenis(REGULIER, [begin(date(2025, 3, 3))], lang, na="ontvangst")


def test_a_term_without_extension_in_the_law_has_none():
    with pytest.raises(ZaakError, match="geen verlenging"):
        check_gebeurtenis(
            LANG,
            [begin(date(2025, 3, 3))],
            Klokgebeurtenis(Wat.VERLENGING, date(2025, 4, 1), "x", 1, "weken"),
            na="ontvangst",
        )


def test_what_stands_still_cannot_be_stopped_again():
    stil = Klokgebeurtenis(Wat.OPSCHORTING, date(2025, 3, 10), "aanvulling")
    with pytest.raises(ZaakError, match="staat al stil"):
        check_gebeurtenis(
            REGULIER, [begin(date(2025, 3, 3)), stil], replace(stil, dag=date(2025, 3, 11)), na="ontvangst"
        )


def test_while_it_stands_still_there_is_no_last_day_and_the_days_left_are_told():
    stil = stand(
        REGULIER, begin(date(2025, 3, 3)), Klokgebeurtenis(Wat.OPSCHORTING, date(2025, 3, 10), "aanvulling")
    )
    assert stil.uitkomst.laatste_dag is None
    assert "nog 50 dagen over" in stil.uitkomst.samenvatting


def test_calling_a_decision_late_before_it_is_late_is_refused():
    vroeg = Klokgebeurtenis(Wat.INGEBREKESTELLING, date(2025, 4, 28))
    with pytest.raises(ZaakError, match="nog niet voorbij"):
        check_gebeurtenis(REGULIER, [begin(date(2025, 3, 3))], vroeg, na="ontvangst")


GROND = Grond(
    [23, 35, 45], "proef.bedragen", "Bedragen", "euro", RECHT, OPEN_DAG, (Bron("Awb", "4:17"),), "aanname"
)
DWANGSOM = Dwangsomregels(
    find_termijn("regelgeving.ingebrekestelling", geldig_op=RECHT),
    find_termijn("regelgeving.dwangsom_niet_tijdig_dagen", geldig_op=RECHT),
    GROND,
    find_grond("regelgeving.dwangsom_niet_tijdig_deel", geldig_op=RECHT),
    read_termijnregels(geldig_op=RECHT),
)


@pytest.mark.parametrize(
    ("op", "dagen", "bedrag"),
    [
        (date(2025, 5, 14), 0, 0),
        (date(2025, 5, 15), 1, 23),
        (date(2025, 5, 29), 15, 14 * 23 + 35),
        (date(2026, 1, 1), 42, 1442),
    ],
)
def test_what_a_late_decision_costs(op: date, dagen: int, bedrag: int):
    """The ingebrekestelling came on Wednesday 30 April 2025; two weeks later, from 15 May on, it costs."""
    geeft = derive_dwangsom(date(2025, 4, 30), besloten_op=None, op=op, regels=DWANGSOM)
    assert (geeft.dagen, geeft.bedrag, geeft.hoogstens) == (dagen, bedrag, 1442)


def test_a_decision_stops_the_penalty():
    geeft = derive_dwangsom(
        date(2025, 4, 30), besloten_op=date(2025, 5, 20), op=date(2026, 1, 1), regels=DWANGSOM
    )
    assert geeft.dagen == 5


@given(DAGEN, st.integers(0, 120), st.integers(0, 120))
def test_a_later_decision_never_costs_less(ingebreke: date, eerder: int, later: int):
    een, twee = sorted((ingebreke + eerder * DAG, ingebreke + later * DAG))
    kost = [
        derive_dwangsom(ingebreke, besloten_op=b, op=date(2030, 1, 1), regels=DWANGSOM).bedrag
        for b in (een, twee)
    ]
    assert kost[0] <= kost[1] <= 1442
