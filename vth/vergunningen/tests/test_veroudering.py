"""Which signs tell that a permit is out of date, how heavy they are together, and when they can change by themselves."""

import uuid
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from vth.regelgeving.rules import freeze
from vth.regelgeving.selectors import find_grond
from vth.vergunningen.inhoud import make_inhoud
from vth.vergunningen.veroudering import (
    Activiteit,
    Geldend,
    Toets,
    Vergunningbeeld,
    Verouderingsregels,
    derive_gewicht,
    derive_vlaggen,
    derive_volgende_dag,
)
from vth.vergunningen.verouderingsregels import REGELS

GEVALLEN = yaml.safe_load((Path(__file__).parent / "gevallen/veroudering.yaml").read_text(encoding="utf-8"))
ZZS = {"71-43-2": ("benzeen",), "106-89-8": ("1-chloor-2,3-epoxypropaan", "epichloorhydrine")}


def make_regels(op: date = date(2026, 11, 26), eigen: Any = ()) -> Verouderingsregels:
    """Take the rules of the country, with a short list of substances."""
    gronden = {naam: find_grond(id_, geldig_op=max(op, date(2024, 1, 1))) for naam, id_ in REGELS.items()}
    gronden["eigen"] = replace(gronden["eigen"], waarde=freeze(list(eigen)))
    return Verouderingsregels(**gronden, zzs=ZZS)


def make_beeld(gegeven: dict[str, Any]) -> Vergunningbeeld:
    """Make a permit of a case."""
    voorschriften = []
    for nr, (nummer, sinds, tekst, *grens) in enumerate(gegeven["voorschriften"]):
        inhoud = make_inhoud(nummer, "", tekst, {"grenswaarden": grens})
        voorschriften.append(Geldend(uuid.UUID(int=nr), inhoud, sinds))
    toetsen = [Toets(dag, type_, bool(rest)) for dag, type_, *rest in gegeven["toetsen"]]
    activiteiten = [Activiteit("stal", tuple(gegeven.get("rie", ())))]
    activiteiten += [Activiteit("opslag", weg=weg) for weg in gegeven.get("weg", ())]
    return Vergunningbeeld(voorschriften, toetsen, activiteiten)


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda g: g["geval"])
def test_a_permit_gives_the_signs_of_its_case(geval):
    gegeven, beeld = geval["gegeven"], make_beeld(geval["gegeven"])
    regels = make_regels(gegeven["op"], gegeven.get("eigen", ()))
    assert sorted(v.code for v in derive_vlaggen(beeld, regels, gegeven["op"])) == geval["dan"]
    if "volgende" in geval:
        assert derive_volgende_dag(beeld, regels, gegeven["op"]) == geval["volgende"]


def test_nothing_changes_between_a_day_and_the_next_day_that_was_foretold():
    """Every case, on the day before the next one: the signs are still those of its own day."""
    for geval in GEVALLEN:
        beeld, op = make_beeld(geval["gegeven"]), geval["gegeven"]["op"]
        regels = make_regels(op, geval["gegeven"].get("eigen", ()))
        volgende = derive_volgende_dag(beeld, regels, op)
        laat = date.fromordinal(volgende.toordinal() - 1) if volgende else date(2100, 1, 1)
        nu, dan = (derive_vlaggen(beeld, regels, dag) for dag in (op, laat))
        assert [(v.code, v.gewicht, v.reden) for v in nu] == [(v.code, v.gewicht, v.reden) for v in dan]


def test_many_small_signs_of_one_kind_never_outweigh_another_kind_twice_as_heavy():
    beeld = make_beeld(next(g for g in GEVALLEN if g["dan"] == ["verwijzing_weg"])["gegeven"])
    vlag = derive_vlaggen(beeld, make_regels(), date(2026, 11, 26))[0]
    assert derive_gewicht([vlag]) == vlag.gewicht < derive_gewicht([vlag] * 50) < 2 * vlag.gewicht


def test_a_sign_tells_what_was_seen():
    beeld = make_beeld(next(g for g in GEVALLEN if g["dan"] == ["tegenspraak"])["gegeven"])
    vlag = derive_vlaggen(beeld, make_regels(), date(2026, 11, 26))[0]
    assert vlag.reden == (
        "Voor tolueen in E1 gelden verschillende grenzen: voorschrift 1.1 zegt 20 mg/Nm3; voorschrift 1.2 zegt 0,01 g/Nm3."
    )
    assert vlag.voorschriften == (uuid.UUID(int=0), uuid.UUID(int=1))
