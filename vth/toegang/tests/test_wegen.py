"""Sight of rows that come by stretches of an index: asked again wherever a stretch does not settle whose they are."""

import pytest

from vth.toegang.rules import Zicht, derive_zicht_sql
from vth.toegang.wegen import derive_wegzicht_sql, list_wegen

ZICHT = Zicht(
    leveranciers=frozenset({"OD-A"}),
    gebieden=frozenset({"GM0001", "GM0002"}),
    niveaus=frozenset({"openbaar"}),
    soorten=frozenset({"zaak"}),
)


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_own_stretches_leave_only_confidentiality_and_kind_to_ask(vendor: str) -> None:
    sql, params = derive_wegzicht_sql(ZICHT, "z", list_wegen(ZICHT, "z"), vendor)
    assert params == ["openbaar", "zaak"]
    assert "vertrouwelijkheid IN" in sql and "soort IN" in sql and "gebied" not in sql


@pytest.mark.parametrize(
    "wegen",
    [
        [("z.gebied", "GM0003")],
        [("z.gebied", "GM0001"), ("z.gebied", "GM0003")],
        [("z.leverancier", "GM0001")],
        [("g.gebied", "GM0001")],
        [("z.behandelaar", "iemand")],
        [("z.gebied", "")],
        [("", "")],
        [],
    ],
)
@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_any_other_stretch_keeps_the_whole_filter(wegen: list[tuple[str, str]], vendor: str) -> None:
    assert derive_wegzicht_sql(ZICHT, "z", wegen, vendor) == derive_zicht_sql(ZICHT, "z", vendor, in_rij=True)


def test_who_sees_nothing_sees_nothing_by_any_stretch() -> None:
    niets = Zicht(gebieden=frozenset({"GM0001"}))
    assert derive_wegzicht_sql(niets, "z", [("z.gebied", "GM0001")], "sqlite") == ("1 = 0", [])
