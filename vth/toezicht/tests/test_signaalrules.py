"""Weighing by questions, files of questions that cannot be used, and when two messages may be about one event; no database."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from vth.tijd.rules import AMSTERDAM
from vth.toezicht.signaalcijfers import read_voorstel
from vth.toezicht.signaalinvoer import list_categorieen
from vth.toezicht.signaalrules import (
    Signaalbeeld,
    SignaalError,
    check_triage,
    derive_triage,
    is_mogelijk_dubbel,
    read_triage,
)

GEVALLEN = yaml.safe_load((Path(__file__).parent / "gevallen" / "triage.yaml").read_text())
NU = datetime(2026, 11, 26, 12, tzinfo=AMSTERDAM)
JANEE = {"ja": "ja", "nee": "nee"}
GEUR: dict[str, Any] = {
    "vragen": [
        {"code": "nu", "vraag": "Is het er nu?", "antwoorden": dict(JANEE)},
        {
            "code": "gas",
            "vraag": "Is het gas?",
            "als": {"nu": "ja"},
            "antwoorden": dict(JANEE),
            "spoed": ["ja"],
        },
    ],
    "wegen": [{"als": {"nu": "ja", "gas": "ja"}, "naar": "piket"}, {"naar": "kantoor"}],
}


@pytest.mark.parametrize("geval", GEVALLEN, ids=[g["geval"] for g in GEVALLEN])
def test_answers_say_what_is_urgent_where_it_goes_and_what_is_asked(geval: dict[str, Any]) -> None:
    uitkomst = derive_triage(read_triage({"geur": GEUR}, "geur"), geval["gegeven"])
    assert {"spoed": uitkomst.spoed, "naar": uitkomst.naar, "open": list(uitkomst.open)} == geval["dan"]


def test_the_shipped_questions_can_be_used_for_every_category() -> None:
    pad = Path(__file__).parents[1] / "regels" / "triage.yaml"
    waarde = read_voorstel(pad.read_bytes(), NU.date())
    assert set(waarde) == set(list_categorieen(NU.date()))
    assert all(read_triage(waarde, c).vragen for c in waarde)


def wijzig(pad: tuple[Any, ...], waarde: Any) -> dict[str, Any]:
    """Change one thing in the questions."""
    kopie = yaml.safe_load(yaml.safe_dump(GEUR))
    doel = kopie
    for stap in pad[:-1]:
        doel = doel[stap]
    doel[pad[-1]] = waarde
    return {"geur": kopie}


FOUT = [
    ({"lawaai": GEUR}, "lawaai: deze categorie bestaat niet"),
    (wijzig(("vragen", 1, "als"), {"later": "ja"}), "vraag 2: `als` noemt de vraag ‘later’"),
    (wijzig(("vragen", 0, "als"), {"gas": "ja"}), "vraag 1: `als` noemt de vraag ‘gas’"),
    (wijzig(("vragen", 1, "als"), {"nu": "soms"}), "het antwoord ‘soms’"),
    (wijzig(("vragen", 1, "code"), "nu"), "deze code is al gebruikt"),
    (wijzig(("vragen", 1, "spoed"), ["soms"]), "bij `spoed` staat ‘soms’"),
    (wijzig(("vragen", 0, "antwoorden"), {"ja": "ja"}), "ten minste twee antwoorden"),
    (wijzig(("wegen", 0), {"naar": "piket"}), "weg 1 past altijd"),
    (wijzig(("wegen", 1), {"als": {}}), "`naar` welk team"),
    (wijzig(("extra",), 1), "alleen `vragen` en `wegen`"),
    ("tekst", "geen lijst van categorieën"),
]


@pytest.mark.parametrize(("waarde", "melding"), FOUT, ids=[f[1] for f in FOUT])
def test_questions_that_lead_nowhere_are_refused_with_where(waarde: Any, melding: str) -> None:
    assert any(melding in fout for fout in check_triage(waarde, {"geur"}))


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        (b"\xff\xfe", "niet als YAML"),
        (b"a: [1", "niet als YAML"),
        (b"a: &x [1]\nb: *x", "verwijzing"),
        (b"id: x", "kan niet worden gebruikt"),
        (b"x" * 200_001, "groter dan"),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(inhoud: bytes, melding: str) -> None:
    with pytest.raises(SignaalError, match=melding):
        read_voorstel(inhoud, NU.date())


HIER = Signaalbeeld("geur", NU, plek="Kanaalweg 3", bij="a", x=150_000, y=450_000)
NABIJ = [
    (Signaalbeeld("geur", NU, x=150_300, y=450_400), True),
    (Signaalbeeld("geur", NU, x=150_300, y=450_401), False),
    (Signaalbeeld("geur", NU - timedelta(hours=24), bij="a"), True),
    (Signaalbeeld("geur", NU - timedelta(hours=24, seconds=1), bij="a"), False),
    (Signaalbeeld("geluid", NU, bij="a"), False),
    (Signaalbeeld("geur", NU, plek=" KANAALWEG  3 "), True),
    (Signaalbeeld("geur", NU, plek="Kanaalweg 30"), False),
    (Signaalbeeld("geur", NU), False),
]


@pytest.mark.parametrize(("ander", "dubbel"), NABIJ)
def test_near_in_time_and_place_and_of_one_kind_may_be_one_event(ander: Signaalbeeld, dubbel: bool) -> None:
    vraag = {"meters": 500, "uren": 24}
    assert is_mogelijk_dubbel(HIER, ander, **vraag) is dubbel is is_mogelijk_dubbel(ander, HIER, **vraag)
