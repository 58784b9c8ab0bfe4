"""What the law asks, case by case, as a jurist reads it."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from vth.opsporing.rules import (
    Handelingbeeld,
    OpsporingError,
    Strafbeeld,
    Weegbeeld,
    check_bedrag,
    check_handeling,
    check_ondertekenaar,
    check_uitkomst,
    decide_route,
    derive_fase,
    derive_gebreken,
    derive_tarief,
    list_pv_gebreken,
    needs_horen,
)
from vth.opsporing.selectors import read_regels
from vth.opsporing.strafbeschikkingen import derive_verzet

GEVALLEN = Path(__file__).parent / "gevallen"
OP = date(2025, 6, 2)
NU = datetime(2025, 6, 2, 12, 0, tzinfo=UTC)
UUR = timedelta(hours=1)


def read_gevallen(naam: str) -> Any:
    """Give the cases of a file as parameters."""
    return [
        pytest.param(g["gegeven"], g["dan"], id=g["geval"])
        for g in yaml.safe_load((GEVALLEN / naam).read_text())
    ]


@pytest.mark.parametrize(("gegeven", "dan"), read_gevallen("strafbeschikking.yaml"))
def test_route_amount_and_hearing(gegeven: dict[str, Any], dan: dict[str, Any]) -> None:
    regels = read_regels(OP)
    beeld = Weegbeeld(
        gegeven["soort"],
        gegeven["feiten"],
        gegeven.get("gering", True),
        gegeven.get("eenvoudig", True),
        gegeven.get("contra", ()),
        gegeven.get("twijfel", False),
        gegeven.get("overlegd", False),
    )
    if "fout" in dan:
        with pytest.raises(OpsporingError, match=dan["fout"]):
            decide_route(beeld, regels)
        return
    bedrag = derive_tarief(beeld.feiten, beeld.persoonsoort, regels)
    assert (decide_route(beeld, regels), bedrag) == (dan["route"], dan["bedrag"])
    assert needs_horen(bedrag, beeld.persoonsoort, regels) is dan["horen"]


@pytest.mark.parametrize(("gegeven", "dan"), read_gevallen("bedrag.yaml"))
def test_the_amount_is_fixed(gegeven: dict[str, Any], dan: dict[str, Any]) -> None:
    vraag = (Decimal(gegeven["bedrag"]), gegeven["feiten"], gegeven["soort"], read_regels(OP))
    if "fout" not in dan:
        return check_bedrag(*vraag)
    with pytest.raises(OpsporingError, match=dan["fout"]):
        check_bedrag(*vraag)


@pytest.mark.parametrize(("gegeven", "dan"), read_gevallen("verzet.yaml"))
def test_last_day_of_verzet(gegeven: dict[str, Any], dan: dict[str, Any]) -> None:
    uitkomst = derive_verzet(gegeven["verzonden"])
    assert uitkomst.laatste_dag == dan["laatste_dag"]
    assert uitkomst.stappen


@pytest.mark.parametrize(
    ("soort", "bedrag", "horen"),
    [
        ("natuurlijk_persoon", "1999.99", False),
        ("natuurlijk_persoon", "2000", True),
        ("natuurlijk_persoon", "2000.01", True),
        ("rechtspersoon", "9999.99", False),
        ("rechtspersoon", "10000", True),
        ("rechtspersoon", "10000.01", True),
    ],
)
def test_hearing_begins_at_the_threshold_itself(soort: str, bedrag: str, horen: bool) -> None:
    assert needs_horen(Decimal(bedrag), soort, read_regels(OP)) is horen


@pytest.mark.parametrize("op", [date(2024, 12, 31), date(2015, 1, 1)])
def test_before_the_law_existed_nothing_is_guessed(op: date) -> None:
    with pytest.raises(
        OpsporingError, match=r"geldt pas vanaf wo 1 januari 2025.*vth/opsporing/regels/feiten.yaml"
    ):
        read_regels(op)


def test_tariff_has_all_that_was_read_and_says_where_the_words_lack() -> None:
    feiten = read_regels(OP).feiten.waarde
    assert len(feiten) == 38
    assert {c for c, f in feiten.items() if not f["omschrijving"]} == {
        "BO016",
        "BO017",
        "BO026",
        "BO031",
        "BO032",
    }
    assert all(0 < f["natuurlijk_persoon"] < f["rechtspersoon"] for f in feiten.values())


@pytest.mark.parametrize(("verschil", "fase"), [(-1, "toezicht"), (0, "opsporing"), (1, "opsporing")])
def test_from_the_suspicion_on_it_is_investigation(verschil: int, fase: str) -> None:
    assert derive_fase(NU + timedelta(seconds=verschil), NU) == fase


@pytest.mark.parametrize(
    ("soort", "op", "cauties", "fout"),
    [
        ("verklaring_verdachte", NU - UUR, [], "kreeg daarvoor geen cautie"),
        ("verklaring_verdachte", NU - UUR, [NU - UUR / 2], "kreeg daarvoor geen cautie"),
        ("verklaring_verdachte", NU - UUR, [NU - UUR], ""),
        ("verklaring_verdachte", NU - UUR, [NU - 2 * UUR], ""),
        ("cautie", NU - 4 * UUR, [], "begint pas om"),
        ("cautie", NU - 3 * UUR, [], ""),
        ("waarneming", NU + UUR, [], "nog niet geweest"),
        ("waarneming", NU, [], ""),
    ],
)
def test_caution_goes_before_questions(soort: str, op: datetime, cauties: list[datetime], fout: str) -> None:
    beeld = Handelingbeeld(soort, op, verdachte="v", tekst="Ik deed het.")
    vast: dict[str, Any] = {"verdenking_op": NU - 3 * UUR, "cauties": cauties, "nu": NU}
    if not fout:
        return check_handeling(beeld, **vast)
    with pytest.raises(OpsporingError, match=fout):
        check_handeling(beeld, **vast)


@pytest.mark.parametrize(
    ("beeld", "fout"),
    [
        (Handelingbeeld("verklaring_verdachte", NU, tekst="Ik deed het."), "geen verdachte gekozen"),
        (Handelingbeeld("cautie", NU), "geen verdachte gekozen"),
        (Handelingbeeld("waarneming", NU, tekst="  "), "niet wat er is gezien"),
    ],
)
def test_an_act_says_whom_and_what(beeld: Handelingbeeld, fout: str) -> None:
    with pytest.raises(OpsporingError, match=fout):
        check_handeling(beeld, verdenking_op=NU, cauties=(), nu=NU)


def test_all_that_lacks_is_told_at_once() -> None:
    beeld = Strafbeeld("natuurlijk_persoon", ["BO002", "BO056"], Decimal(2100), verdacht_gehoord=True)
    gebreken = derive_gebreken(beeld, read_regels(OP))
    assert [
        w
        for w in ("zonder cautie", "eerst gehoord", "De bedragen staan vast")
        if any(w in g for g in gebreken)
    ]
    assert len(gebreken) == 3
    assert derive_gebreken(Strafbeeld("natuurlijk_persoon", ["BO012"], Decimal(750)), read_regels(OP)) == []


def test_who_investigated_and_who_is_a_boa_do_not_sign() -> None:
    check_ondertekenaar("c", {"opsporingsleider"}, {"a", "b"})
    with pytest.raises(OpsporingError, match="nooit naar een boa"):
        check_ondertekenaar("c", {"opsporingsleider", "boa"}, set())
    with pytest.raises(OpsporingError, match="zelf onderzoek gedaan"):
        check_ondertekenaar("a", {"opsporingsleider"}, {"a"})


PUNTEN = {
    "feit": {"vraag": "Welk feit?", "mag_niet_van_toepassing": False},
    "cautie": {"vraag": "De cautie?", "mag_niet_van_toepassing": True},
}


@pytest.mark.parametrize(
    ("antwoorden", "aantal"),
    [
        ({}, 2),
        ({"feit": {"oordeel": "ja"}, "cautie": {"oordeel": "ja"}}, 0),
        ({"feit": {"oordeel": "ja"}, "cautie": {"oordeel": "nvt", "toelichting": "Niets gevraagd."}}, 0),
        ({"feit": {"oordeel": "ja"}, "cautie": {"oordeel": "nvt", "toelichting": " "}}, 1),
        ({"feit": {"oordeel": "nvt", "toelichting": "Zo maar."}, "cautie": {"oordeel": "nee"}}, 2),
    ],
)
def test_quality_list_lets_nothing_through(antwoorden: dict[str, dict[str, str]], aantal: int) -> None:
    assert len(list_pv_gebreken(antwoorden, PUNTEN)) == aantal


@pytest.mark.parametrize(
    ("dag", "bestaat", "fout"),
    [
        (date(2025, 5, 31), False, "volgt op de overdracht"),
        (date(2025, 6, 1), False, ""),
        (date(2025, 6, 2), False, ""),
        (date(2025, 6, 3), False, "nog niet geweest"),
        (date(2025, 6, 2), True, "staat al vast"),
    ],
)
def test_outcome_comes_after_the_handover_and_once(dag: date, bestaat: bool, fout: str) -> None:
    if not fout:
        return check_uitkomst(dag, date(2025, 6, 1), bestaat, vandaag=OP)
    with pytest.raises(OpsporingError, match=fout):
        check_uitkomst(dag, date(2025, 6, 1), bestaat, vandaag=OP)
