"""The table of transitions, the days of a decision, who approves, and what a definition must hold."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vth.zaken.rules import (
    Datums,
    Overgang,
    ZaakError,
    check_datums,
    check_goedkeurder,
    check_overgang,
    check_resultaat,
    list_mogelijk,
)
from vth.zaken.selectors import find_definitie, list_zaaksoorten
from vth.zaken.zaaksoort import list_fouten, read_zaaksoort

TABEL = (
    Overgang("ontvangen", "neem", "bezig", "zaak.record", "Awb", "Neem in behandeling"),
    Overgang("bezig", "sluit", "dicht", "zaak.record", "Awb", "Sluit", resultaat=True),
    Overgang("dicht", "heropen", "bezig", "zaak.reopen", "ZGW", "Heropen"),
)
DAG = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))


def test_an_act_that_is_not_in_the_table_is_refused_with_what_can_be_done():
    with pytest.raises(ZaakError, match="U kunt nu: Neem in behandeling"):
        check_overgang(TABEL, "ontvangen", "sluit", {"zaak.record"})


def test_an_act_without_the_right_names_the_right_and_the_law():
    with pytest.raises(ZaakError, match=r"vraagt het recht zaak.reopen \(ZGW\)"):
        check_overgang(TABEL, "dicht", "heropen", {"zaak.record"})


@given(
    st.sets(st.sampled_from(["zaak.record", "zaak.reopen"])), st.sampled_from(["ontvangen", "bezig", "dicht"])
)
def test_more_rights_never_allow_less(rechten: set[str], stap: str):
    assert set(list_mogelijk(TABEL, stap, rechten)) <= set(
        list_mogelijk(TABEL, stap, rechten | {"zaak.record"})
    )


@pytest.mark.parametrize(("rij", "resultaat"), [(TABEL[1], ""), (TABEL[1], "onzin"), (TABEL[0], "verleend")])
def test_a_result_belongs_to_closing_and_to_nothing_else(rij: Overgang, resultaat: str):
    with pytest.raises(ZaakError, match="resultaat"):
        check_resultaat(rij, resultaat, ["verleend"])


def test_a_decision_is_not_sent_before_it_is_taken():
    with pytest.raises(ZaakError, match="verzenddatum 1 maart 2025 ligt voor besluitdatum 2 maart 2025"):
        check_datums(Datums(besluitdatum=date(2025, 3, 2), verzenddatum=date(2025, 3, 1)))


@given(DAG, DAG)
def test_days_in_order_are_always_accepted(een: date | None, twee: date | None):
    eerst, later = sorted((een, twee)) if een and twee else (een, twee)
    check_datums(Datums(besluitdatum=eerst, verzenddatum=later, ter_inzage_vanaf=later, ter_inzage_tot=later))


def test_who_wrote_a_text_never_approves_it_not_even_for_another():
    with pytest.raises(ZaakError, match="tweede persoon"):
        check_goedkeurder("a", opstellers={"a"}, gevraagd_aan="b", vervangt={"b"})


def test_who_stands_in_approves_for_the_one_who_was_asked():
    assert check_goedkeurder("c", opstellers={"a"}, gevraagd_aan="b", vervangt={"b"}) == "b"


def test_who_does_not_stand_in_is_refused():
    with pytest.raises(ZaakError, match="aan iemand anders gevraagd"):
        check_goedkeurder("c", opstellers={"a"}, gevraagd_aan="b", vervangt=set())


@pytest.mark.parametrize("code", sorted(list_zaaksoorten(date(2026, 1, 1))))
def test_every_kind_of_zaak_is_whole_and_can_be_closed_from_every_step(code: str):
    definitie = find_definitie(code, geldig_op=date(2026, 1, 1)).definitie
    soort = read_zaaksoort(code, definitie)
    kan_dicht = {s.code for s in soort.stappen if s.eind}
    for _ in soort.stappen:
        kan_dicht |= {o.van for o in soort.overgangen if o.naar in kan_dicht}
    assert kan_dicht == {s.code for s in soort.stappen}


def break_definitie(**anders: object) -> list[str]:
    w = json.loads(find_definitie("melding", geldig_op=date(2026, 1, 1)).definitie)
    return list_fouten("melding", {**w, **anders})


def test_a_definition_that_leads_nowhere_is_refused():
    fouten = break_definitie(
        overgangen=[{"van": "ontvangen", "handeling": "x", "naar": "nergens", "wie": "y", "wet": "z"}]
    )
    assert any("'nergens', die er niet is" in f for f in fouten)
    assert any("in_behandeling is niet te bereiken" in f for f in fouten)


def test_a_definition_with_a_misspelt_key_is_refused():
    assert "termijn: geen bekende sleutel" in break_definitie(termijn=[])[0]


def test_a_kind_does_not_exist_before_its_law():
    with pytest.raises(ZaakError, match="bestaat op 31 december 2023 niet"):
        find_definitie("aanvraag_regulier", geldig_op=date(2023, 12, 31))
