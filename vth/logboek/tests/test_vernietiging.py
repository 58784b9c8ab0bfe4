"""The list for review and the statement: once each, with keys only, and named by what is on it."""

from dataclasses import replace
from datetime import date

import pytest

from vth.logboek.models import Gebeurtenis
from vth.logboek.selectors import list_breuken
from vth.logboek.services import seal_gebeurtenissen
from vth.logboek.vernietiging import (
    LIJST,
    VERKLARING,
    Vernietigbaar,
    VernietigingError,
    derive_controlegetal,
    find_vernietigingslijst,
    record_verklaring,
    record_vernietigingslijst,
)

pytestmark = pytest.mark.django_db
EEN = Vernietigbaar("register", "natuurlijkpersoon", "sleutel-1", "OD-NOORD", date(2019, 3, 1), "5 jaren")
TWEE = replace(EEN, kamer="aanleveringen", soort="aanlevering", sleutel="sleutel-2")


def record(*regels: Vernietigbaar) -> str:
    return record_vernietigingslijst(actor="Bo", regels=regels, gronden={"register OD-NOORD": {"waarde": 5}})


def test_sum_names_what_is_on_the_list_whatever_the_order() -> None:
    assert derive_controlegetal([EEN, TWEE]) == derive_controlegetal([TWEE, EEN])
    assert derive_controlegetal([EEN]) != derive_controlegetal([EEN, TWEE])


def test_same_list_stands_in_the_log_once_and_reads_back_whole() -> None:
    assert record(EEN, TWEE) == record(TWEE, EEN)
    assert Gebeurtenis.objects.filter(handeling=LIJST).count() == 1
    lijst = find_vernietigingslijst()
    assert (lijst.regels, lijst.verklaring) == ((TWEE, EEN), None)
    assert find_vernietigingslijst(lijst.kort) == find_vernietigingslijst(lijst.controlegetal) == lijst


def test_last_list_that_waits_is_the_one_to_carry_out() -> None:
    eerste, tweede = record(EEN), record(EEN, TWEE)
    assert find_vernietigingslijst().controlegetal == tweede
    record_verklaring(actor="Bo", lijst=find_vernietigingslijst(tweede), overgeslagen=[])
    assert find_vernietigingslijst().controlegetal == eerste
    assert find_vernietigingslijst(tweede).verklaring


@pytest.mark.parametrize(
    ("kort", "melding"),
    [("", "Er is geen lijst die op"), ("abc", "te kort"), ("0" * 8, "geen lijst 00000000")],
)
def test_list_that_is_not_there_is_told_with_what_to_do(kort: str, melding: str) -> None:
    if len(kort) < 8:
        record_verklaring(actor="Bo", lijst=find_vernietigingslijst(record(EEN)), overgeslagen=[])
    with pytest.raises(VernietigingError, match=melding):
        find_vernietigingslijst(kort)


def test_statement_counts_what_went_and_names_what_did_not() -> None:
    lijst = find_vernietigingslijst(record(EEN, TWEE, replace(TWEE, sleutel="sleutel-3")))
    verklaring = record_verklaring(actor="Bo", lijst=lijst, overgeslagen=[EEN])
    assert verklaring == {
        "lijst": lijst.controlegetal,
        "vernietigd": {"aanleveringen.aanlevering": 2},
        "overgeslagen": ["register natuurlijkpersoon sleutel-1"],
    }
    regel = Gebeurtenis.objects.get(handeling=VERKLARING)
    assert (regel.actor, regel.onderwerp_id, regel.inhoud) == ("Bo", lijst.controlegetal, verklaring)


def test_list_and_statement_are_sealed_like_any_line() -> None:
    record_verklaring(actor="Bo", lijst=find_vernietigingslijst(record(EEN)), overgeslagen=[])
    assert seal_gebeurtenissen() == 2
    assert list_breuken() == []
