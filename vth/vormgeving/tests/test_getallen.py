"""Numbers as people type them: read in one way, and what can be read in two ways or in none is told."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from vth.vormgeving.formvelden import Geheelveld, Getalveld, Maatveld, make_bedrag
from vth.vormgeving.getallen import GetalError, read_getal, write_gelezen
from vth.vormgeving.opmaak import format_getal

GEVALLEN = yaml.safe_load(Path(__file__).with_name("getallen.yaml").read_text())
SLECHT = GEVALLEN["slecht"]


@pytest.mark.parametrize(("tekst", "getal", "getoond"), GEVALLEN["goed"])
def test_a_number_is_read_as_it_is_written_in_dutch(tekst: str, getal: str, getoond: str) -> None:
    assert read_getal(tekst) == Decimal(getal)
    assert write_gelezen(read_getal(tekst)) == getoond


@pytest.mark.parametrize("tekst", SLECHT)
def test_what_is_no_number_is_told_with_what_was_seen(tekst: str) -> None:
    with pytest.raises(GetalError, match="komma voor decimalen") as fout:
        read_getal(tekst)
    assert tekst.strip()[:40] in str(fout.value)


@given(st.decimals(-(10**9), 10**9, places=4))
def test_what_a_page_writes_is_read_back(getal: Decimal) -> None:
    assert read_getal(format_getal(getal)) == getal == read_getal(write_gelezen(getal))


@pytest.mark.parametrize("veld", [Getalveld(), Maatveld(), Geheelveld(), make_bedrag("x")])
@pytest.mark.parametrize("tekst", [t for t in SLECHT if t.strip()])
def test_no_field_takes_what_is_no_number(veld: forms.Field, tekst: str) -> None:
    with pytest.raises(forms.ValidationError):
        veld.clean(tekst)


@pytest.mark.parametrize(
    ("veld", "tekst", "waarde"),
    [
        (Getalveld(), "1.500", Decimal(1500)), (Maatveld(), "155.000", 155000.0), (Maatveld(), "7,5", 7.5), (Maatveld(), "463000.123", 463000.123),
        (Geheelveld(), "1.000", 1000), (Geheelveld(), "12,0", 12), (Geheelveld(required=False), "", None), (Maatveld(required=False), " ", None),
        (make_bedrag("x"), "1.500", Decimal(1500)), (make_bedrag("x"), "1500", Decimal(1500)), (make_bedrag("x"), "12.5", Decimal("12.5")),
        (make_bedrag("x"), "1.500,25", Decimal("1500.25")),
    ],
)  # fmt: skip
def test_every_field_reads_a_number_in_the_same_way(veld: forms.Field, tekst: str, waarde: Any) -> None:
    gelezen = veld.clean(tekst)
    assert gelezen == waarde and type(gelezen) is type(waarde)


def test_a_whole_number_is_whole_and_money_has_two_decimals() -> None:
    with pytest.raises(forms.ValidationError, match="geen heel getal"):
        Geheelveld().clean("1,5")
    with pytest.raises(forms.ValidationError, match="2 cijfers achter de komma"):
        make_bedrag("x").clean("0.500")


class Proef(forms.Form):
    getal = Getalveld()
    aantal = Geheelveld()


def test_a_form_shows_what_was_read_and_keeps_what_was_not() -> None:
    form = Proef({"getal": "1.500", "aantal": "1.5o0"})
    assert not form.is_valid() and list(form.errors) == ["aantal"]
    assert 'value="1500"' in str(form["getal"]) and 'value="1.5o0"' in str(form["aantal"])
    assert 'inputmode="numeric"' in str(form["aantal"]) and 'type="number"' not in form.as_p()
