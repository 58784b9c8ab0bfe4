"""What a value may be, and the one text by which hand and delivery are compared."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vth.begrippen.rules import Attribuut, Objecttype
from vth.begrippen.selectors import read_model, read_objecttype
from vth.register.models import VOORKOMENS
from vth.register.rules import (
    WAARDESOORTEN,
    RegisterError,
    check_inhoud,
    check_kop,
    check_waarde,
    derive_inhoud_md5,
    derive_inhoud_md5_sql,
    derive_pseudoniem,
    derive_tekst,
)

MODEL = read_model()
VTHOBJECT, VESTIGING = read_objecttype("vthobject"), read_objecttype("vestiging")
MAATREGEL = read_objecttype("handhavingsmaatregel")
TEKST = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20)
WAARDEN: dict[str, Any] = {
    "datum": st.dates(date(1900, 1, 1)),
    "getal": st.decimals(-1_000_000, 1_000_000, places=4),
    "bedrag": st.decimals(0, 1_000_000, places=2),
    "geheel": st.integers(-1000, 1000),
    "janee": st.booleans(),
    "coordinaat": st.floats(-300_000, 700_000),
    "graad": st.floats(-180, 180),
}


def get(objecttype: Objecttype, naam: str) -> Attribuut:
    attribuut = objecttype.get_attribuut(naam)
    assert attribuut
    return attribuut


def make_inhoud(objecttype: Objecttype) -> st.SearchStrategy[dict[str, Any]]:
    velden = {a.naam: st.none() | WAARDEN.get(a.soort, TEKST) for a in objecttype.attributen}
    return st.fixed_dictionaries(velden | {"voidredenen": st.none() | TEKST})


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_hash_of_a_delivery_is_the_hash_of_the_same_said_by_hand(data: st.DataObject) -> None:
    objecttype = MODEL[data.draw(st.sampled_from(sorted(MODEL)))]
    inhoud = data.draw(make_inhoud(objecttype))
    teksten = {a.naam: derive_tekst(a, inhoud[a.naam]) for a in objecttype.attributen}
    teksten["voidredenen"] = inhoud["voidredenen"] or None
    leeg = data.draw(st.sets(st.sampled_from([k for k, tekst in teksten.items() if tekst is None] or [""])))
    kolommen = ", ".join(f'?::VARCHAR AS "{k}"' for k in teksten)
    with duckdb.connect() as con:
        rij = con.execute(
            f"SELECT {derive_inhoud_md5_sql(objecttype)}, {derive_inhoud_md5_sql(objecttype, leeg=leeg)} "
            f"FROM (SELECT {kolommen})",
            list(teksten.values()),
        ).fetchone()
    assert rij == (derive_inhoud_md5(objecttype, inhoud),) * 2


def test_an_attribute_that_came_later_leaves_the_hash_of_older_rows_as_it_was() -> None:
    """The hash was computed by the version of the register that had no Seveso category."""
    bevinding, oud = read_objecttype("bevinding"), {"volgnummer": 1, "onderwerp": "bodem", "norm": "Bal 4.9"}
    assert derive_inhoud_md5(bevinding, oud) == "1dc6e5cedc5eebf8bb69fefa06857221"
    assert derive_inhoud_md5(bevinding, oud | {"sevesocategorie": ""}) == "1dc6e5cedc5eebf8bb69fefa06857221"
    met = {derive_inhoud_md5(bevinding, oud | {"sevesocategorie": c}) for c in ("1", "2", "afwijking")}
    assert len(met - {"1dc6e5cedc5eebf8bb69fefa06857221"}) == 3


@given(st.data())
def test_two_contents_have_one_hash_only_when_they_say_the_same(data: st.DataObject) -> None:
    een, ander = data.draw(make_inhoud(VESTIGING)), data.draw(make_inhoud(VESTIGING))
    teksten = [
        [derive_tekst(a, i[a.naam]) for a in VESTIGING.attributen] + [i["voidredenen"] or None]
        for i in (een, ander)
    ]
    assert (derive_inhoud_md5(VESTIGING, een) == derive_inhoud_md5(VESTIGING, ander)) is (
        teksten[0] == teksten[1]
    )


@pytest.mark.parametrize(
    ("naam", "waarde", "tekst"),
    [
        ("naam", "", None),
        ("naam", None, None),
        ("ippc", False, "nee"),
        ("capaciteit", 12, "12.0000"),
        ("capaciteit", Decimal("0.00005"), "0.0001"),
        ("capaciteit", 12.5, "12.5000"),
        ("ontstaansdatum", date(2024, 3, 1), "2024-03-01"),
    ],
)
def test_canonical_text_of_a_value(naam: str, waarde: Any, tekst: str | None) -> None:
    assert derive_tekst(get(VTHOBJECT, naam), waarde) == tekst


@pytest.mark.parametrize(("bedrag", "tekst"), [(1500, "1500.00"), (Decimal("0.1"), "0.10"), (None, None)])
def test_amount_of_money_is_exact_to_the_cent(bedrag: Any, tekst: str | None) -> None:
    attribuut = get(MAATREGEL, "dwangsombedrag")
    assert (derive_tekst(attribuut, bedrag), check_waarde(attribuut, bedrag)) == (tekst, "")


@pytest.mark.parametrize(
    ("objecttype", "naam", "waarde", "melding"),
    [
        (VTHOBJECT, "naam", 12, "dat is geen tekst"),
        (VTHOBJECT, "naam", "x" * 201, "hoogstens 200 gewone tekens"),
        (VTHOBJECT, "naam", "a\0b", "hoogstens 200 gewone tekens"),
        (VTHOBJECT, "ippc", "ja", "dat is geen ja of nee"),
        (VTHOBJECT, "capaciteit", "12", "dat is geen getal"),
        (VTHOBJECT, "capaciteit", True, "dat is geen getal"),
        (VTHOBJECT, "ontstaansdatum", "2024-03-01", "dat is geen dag"),
        (VTHOBJECT, "ontstaansdatum", datetime(2024, 3, 1, tzinfo=UTC), "dat is geen dag"),
        (VESTIGING, "kvk_nummer", "1234567", "heeft niet de vorm"),
        (VESTIGING, "sbi", "4711;x", "heeft niet de vorm"),
        (VESTIGING, "huisnummer", 0, "ligt niet tussen 1 en 99999"),
        (read_objecttype("activiteituitvoering"), "bevoegd_gezag", "Gemeente Lindeveen", "dat is geen code"),
        (read_objecttype("geoobject"), "x", 900_000.0, "ligt niet tussen -7000 en 300000"),
        (MAATREGEL, "dwangsombedrag", 12.5, "dat is geen bedrag in euro’s"),
        (MAATREGEL, "dwangsombedrag", Decimal("12.345"), "hoogstens twee decimalen"),
        (MAATREGEL, "verbeurd", Decimal("-0.01"), "ligt niet tussen 0 en"),
    ],
)
def test_value_that_cannot_be_is_named_with_what_it_should_be(
    objecttype: Objecttype, naam: str, waarde: Any, melding: str
) -> None:
    fout = check_waarde(get(objecttype, naam), waarde)
    assert melding in fout
    assert get(objecttype, naam).titel in fout


@pytest.mark.parametrize("waarde", [None, "", "01234567"])
def test_value_that_can_be_and_nothing_said_are_fine(waarde: Any) -> None:
    assert check_waarde(get(VESTIGING, "kvk_nummer"), waarde) == ""


def test_all_faults_of_a_content_are_told_at_once() -> None:
    with pytest.raises(RegisterError, match=r"Naam .*Ippc-installatie"):
        check_inhoud(VTHOBJECT, {"hoofdtype": "inrichting", "naam": 1, "ippc": "x"})


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"sleutel": " "}, "Het eigen nummer"),
        ({"sleutel": "x" * 201}, "langer dan 200"),
        ({"sleutel": "a\0"}, "Het eigen nummer"),
        ({"gebied": "GM 9901"}, "is geen code"),
        ({"gebied": "GM000000001"}, "is geen code"),
        ({"vertrouwelijkheid": "heel geheim"}, "Kies uit: openbaar"),
    ],
)
def test_record_that_nobody_could_find_or_see_is_refused(anders: dict[str, str], melding: str) -> None:
    with pytest.raises(RegisterError, match=melding):
        check_kop(**{"sleutel": "T1", "gebied": "GM9901", "vertrouwelijkheid": "intern"} | anders)


def test_every_kind_of_value_and_every_attribute_has_a_column() -> None:
    """What the model says can be kept: a kind with words for it, a column, and room for its text."""
    for naam, objecttype in MODEL.items():
        model = VOORKOMENS[naam]
        if objecttype.persoonsgegevens:
            model = model._meta.get_field("persoonsgegeven").related_model  # type: ignore[assignment]
        for attribuut in objecttype.attributen:
            assert attribuut.soort in WAARDESOORTEN
            veld = model._meta.get_field(attribuut.naam)
            assert (getattr(veld, "max_length", None) or 10**6) >= attribuut.lengte, (naam, attribuut.naam)


def test_pseudonym_tells_nothing_and_differs_per_supplier() -> None:
    een, ander = derive_pseudoniem("geheim-1", "123456782"), derive_pseudoniem("geheim-2", "123456782")
    assert een == derive_pseudoniem("geheim-1", "123456782") != ander
    assert "123456782" not in een
