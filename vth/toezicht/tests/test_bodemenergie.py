"""Closed ground energy systems against the articles of the Bal."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from vth.toezicht.monster.bodemenergie import (
    Bodemenergiesysteem,
    Bodemlus,
    Jaaropgave,
    check_systeem,
)
from vth.toezicht.monster.regelset import read_bodemenergieregels

OP = date(2026, 5, 1)
GEVALLEN = yaml.safe_load(Path(__file__).with_name("gevallen").joinpath("bodemenergie.yaml").read_text())
GOED: dict[str, Any] = {
    "bro_id": "voorbeeld-1",
    "middelpunt": (Decimal(101000), Decimal(451000)),
    "lussen": (Bodemlus(Decimal(120), Decimal(240), Decimal(101001), Decimal(451001)),),
    "situatietekening": True,
    "gemeld_op": date(2024, 3, 1),
    "gegevens_op": date(2024, 3, 1),
    "begin_boring": date(2024, 4, 1),
    "begin_ondergronds": date(2024, 4, 2),
    "begin_bovengronds": date(2024, 4, 3),
    "uitvoerders": (
        ("boring", "Boor BV", "BRL SIKB 2100"),
        ("ondergronds", "Lus BV", "BRL SIKB 11000"),
        ("bovengronds", "Pomp BV", "BRL KvINL 6000-21/00"),
    ),
    "circulatievloeistof": "water",
    "geen_negatieve_interferentie": True,
    "spf": Decimal(4),
    "bodemvermogen_kw": Decimal(80),
    "warmtevraag_mwh": Decimal(100),
    "koudevraag_mwh": Decimal(100),
    "in_gebruik_op": date(2024, 5, 1),
}


def make_systeem(gegeven: dict[str, Any]) -> Bodemenergiesysteem:
    anders = dict(gegeven)
    retour = tuple(Decimal(t) for t in anders.pop("retour", ()))
    jaren = [(*j, None, None)[:5] for j in anders.pop("jaren", ())]
    opgaven = tuple(
        Jaaropgave(j, Decimal(w), Decimal(k), Decimal(e) if e else None, (), op) for j, w, k, op, e in jaren
    )
    if retour:
        opgaven = (Jaaropgave(2025, Decimal(1), Decimal(1), retourtemperaturen=retour),)
    for veld in ("bodemvermogen_kw", "uitvoerders"):
        if anders.get(veld):
            anders[veld] = (
                Decimal(anders[veld]) if veld == "bodemvermogen_kw" else tuple(map(tuple, anders[veld]))
            )
    return Bodemenergiesysteem(**GOED | anders, jaren=opgaven)


@pytest.mark.parametrize("geval", [pytest.param(g, id=g["geval"]) for g in GEVALLEN])
def test_a_system_is_checked_article_by_article(geval: dict[str, Any]) -> None:
    punten = check_systeem(make_systeem(geval["gegeven"]), read_bodemenergieregels(OP), op=OP)
    assert [p.oordeel.value for p in punten if p.artikel == geval["artikel"]] == geval["dan"]
    assert all(p.uitleg.endswith(".") for p in punten)
