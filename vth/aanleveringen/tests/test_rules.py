"""What decides about a delivery: thresholds, order, what may be accepted, and the score."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from vth.aanleveringen.kengetallen import derive_afstand
from vth.aanleveringen.profiel import Bestandsvorm, Leverprofiel
from vth.aanleveringen.rules import (
    SCOREDELEN,
    AanleveringError,
    Telling,
    check_drempel,
    check_peildatum,
    check_volgorde,
    decide_wacht,
    derive_score,
    derive_tot,
    explain_niet_te_aanvaarden,
)
from vth.regelgeving.selectors import find_grond
from vth.tijd.rules import OPEN_DAG

PROFIEL = Leverprofiel("proef.x", "Proef", "OD-PROEF", Bestandsvorm("csv"), ())
GEVALLEN = yaml.safe_load((Path(__file__).parent / "gevallen" / "drempels.yaml").read_text())
GEWICHTEN = {"juistheid": 0.4, "volledigheid": 0.2, "plausibiliteit": 0.2, "samenhang": 0.2}
JAN, MAART, JULI = date(2024, 1, 1), date(2024, 3, 1), date(2024, 7, 1)


def decide(gegeven: dict[str, Any]) -> str:
    """What keeps a delivery back, if anything."""
    grenzen = {k: float(gegeven[k]) for k in ("geweigerd_procent", "einden_procent") if k in gegeven}
    profiel = replace(PROFIEL, **grenzen)
    if "rijen" in gegeven:
        try:
            check_drempel(Telling(gegeven["rijen"], gegeven["geweigerd"]), profiel)
        except AanleveringError as fout:
            return str(fout)
        return ""
    return decide_wacht(gegeven["einden"], gegeven["bekend"], profiel, besloten=gegeven.get("besloten"))


@pytest.mark.parametrize("geval", GEVALLEN, ids=[g["geval"] for g in GEVALLEN])
def test_delivery_is_kept_back_when_too_much_is_wrong_or_ends(geval: dict[str, Any]) -> None:
    reden = decide(geval["gegeven"])
    assert (geval["dan"] in reden) if geval.get("dan") else reden == ""


def test_bar_of_the_house_is_two_percent_of_endings() -> None:
    assert (PROFIEL.einden_procent, PROFIEL.geweigerd_procent) == (2.0, 10.0)


def test_older_snapshot_is_refused_unless_it_is_a_correction() -> None:
    check_volgorde(MAART, MAART, correctie=False)
    check_volgorde(MAART, None, correctie=False)
    check_volgorde(JAN, MAART, correctie=True)
    with pytest.raises(AanleveringError, match=r"al een stand van vr 1 maart 2024 verwerkt.* als correctie"):
        check_volgorde(JAN, MAART, correctie=False)


def test_day_of_a_snapshot_is_one_that_was() -> None:
    check_peildatum(MAART, MAART)
    with pytest.raises(AanleveringError, match="niet uit de toekomst komen"):
        check_peildatum(JULI, MAART)
    with pytest.raises(AanleveringError, match="Schrijf het jaar met vier cijfers"):
        check_peildatum(date(24, 3, 1), MAART)


@pytest.mark.parametrize(
    ("peildatum", "correctie", "tot"),
    [(MAART, False, OPEN_DAG), (MAART, True, JULI), (JULI, True, OPEN_DAG), (date(2023, 1, 1), True, JAN)],
)
def test_correction_speaks_up_to_the_next_snapshot(peildatum: date, correctie: bool, tot: date) -> None:
    assert derive_tot(peildatum, [JULI, JAN, MAART], correctie=correctie) == tot


@pytest.mark.parametrize(
    ("ernst", "sleutel", "leegt", "reden"),
    [
        ("waarschuwing", "A1", False, ""),
        ("blokkerend", "A1", False, "Alleen een waarschuwing bij één object"),
        ("waarschuwing", None, False, "Alleen een waarschuwing bij één object"),
        ("waarschuwing", "A1", True, "niet overgenomen"),
    ],
)
def test_only_a_warning_about_one_object_whose_value_is_kept_can_be_accepted(
    ernst: str, sleutel: str | None, leegt: bool, reden: str
) -> None:
    uitleg = explain_niet_te_aanvaarden(ernst, sleutel, leegt=leegt)
    assert (reden in uitleg) if reden else uitleg == ""


def test_score_is_the_weighted_mean_of_four_shares() -> None:
    telling = Telling(rijen=100, geweigerd=20, met_waarschuwing=8, zonder_samenhang=5, volledigheid=0.5)
    assert derive_score(telling, GEWICHTEN) == {
        "juistheid": 80.0,
        "volledigheid": 50.0,
        "plausibiliteit": 90.0,
        "samenhang": 95.0,
        "totaal": 79.0,
    }


def test_delivery_of_which_nothing_was_accepted_is_not_plausible() -> None:
    score = derive_score(Telling(rijen=10, geweigerd=10, volledigheid=0.0), GEWICHTEN)
    assert (score["juistheid"], score["plausibiliteit"]) == (0.0, 0.0)


def test_weights_of_the_score_are_dated_and_marked_as_assumed() -> None:
    grond = find_grond("aanleveringen.score", geldig_op=date(2025, 1, 1))
    assert set(grond.waarde) == set(SCOREDELEN)
    assert sum(grond.waarde.values()) == pytest.approx(1)
    assert grond.as_dict()["zekerheid"] == "aanname"


@given(
    rijen=st.integers(0, 10**7),
    delen=st.lists(st.floats(0, 1), min_size=4, max_size=4),
    gewichten=st.lists(st.floats(0.01, 10), min_size=4, max_size=4),
)
def test_score_and_its_parts_are_always_between_0_and_100(
    rijen: int, delen: list[float], gewichten: list[float]
) -> None:
    geweigerd = int(rijen * delen[0])
    telling = Telling(rijen, geweigerd, int((rijen - geweigerd) * delen[1]), int(rijen * delen[2]), delen[3])
    score = derive_score(telling, dict(zip(SCOREDELEN, gewichten, strict=True)))
    assert all(0 <= w <= 100 for w in score.values())
    vier = [score[d] for d in SCOREDELEN]
    assert min(vier) - 0.1 <= score["totaal"] <= max(vier) + 0.1


VERDELINGEN = st.dictionaries(st.sampled_from("abcdef"), st.floats(0.01, 1), min_size=1).map(
    lambda v: {k: w / sum(v.values()) for k, w in v.items()}
)


@given(een=VERDELINGEN, ander=VERDELINGEN)
def test_distance_is_mutual_and_none_to_itself(een: dict[str, float], ander: dict[str, float]) -> None:
    assert derive_afstand(een, een) == 0
    assert derive_afstand(een, ander) == derive_afstand(ander, een)
    assert 0 <= derive_afstand(een, ander) <= 1
    if not set(een) & set(ander):
        assert derive_afstand(een, ander) == 1
