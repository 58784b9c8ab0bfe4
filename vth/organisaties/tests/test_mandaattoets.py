"""The mandate check: the cases of a jurist, and what must hold whatever the register holds."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from vth.organisaties.mandaten import toets_mandaat
from vth.organisaties.mandaten.begrippen import ALLE, Mandaatregel, Omvang, Register
from vth.tijd.rules import Geldigheid, TijdError

from .mandaatbouw import make_besluit, make_moment, make_regel, make_register, make_vervulling

GEVALLEN = yaml.safe_load((Path(__file__).parent / "gevallen" / "mandaattoets.yaml").read_text())
MOMENT = make_moment(date(2026, 5, 1))
FUNCTIES = ("college @ GM9901", "directeur @ OD-NOORD", "teamleider @ OD-NOORD", "jurist @ OD-NOORD")
GEBIEDEN = ("GM9901", "GM9902")


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda g: g["geval"])
def test_signing_follows_the_awb(geval: dict[str, Any]) -> None:
    oordeel = toets_mandaat(
        make_besluit(**geval.get("besluit", {})),
        "piet",
        make_register(geval),
        make_moment(geval.get("moment", date(2026, 5, 1))),
    )
    dan = geval["dan"]
    assert oordeel.mag is dan["mag"], oordeel.reden
    assert oordeel.artikel == dan.get("artikel", oordeel.artikel)
    assert dan.get("reden", "") in oordeel.reden
    assert dan.get("ondertekening", "") in oordeel.ondertekening
    assert [s.kenmerk for s in oordeel.keten] == dan.get("keten", [])
    assert dan.get("waarschuwing", "") in " ".join(oordeel.waarschuwingen)
    assert dan.get("voorwaarde", "") in " ".join(oordeel.voorwaarden)
    assert not (dan.get("geen_voorwaarden") and oordeel.voorwaarden)
    if "wie_wel" in dan:
        assert [f"{w.functie.naam} @ {w.functie.organisatie}" for w in oordeel.wie_wel] == dan["wie_wel"]


def test_refusal_always_says_why_on_which_article_and_who_may() -> None:
    for geval in (g for g in GEVALLEN if not g["dan"]["mag"]):
        besluit = make_besluit(**geval.get("besluit", {}))
        oordeel = toets_mandaat(besluit, "piet", make_register(geval), MOMENT)
        assert oordeel.mag or (oordeel.reden and oordeel.artikel.startswith("Awb 10:"))
        assert oordeel.mag or oordeel.wie_wel[-1].functie == besluit.gezag


def test_moment_without_zone_is_refused() -> None:
    with pytest.raises(TijdError):
        toets_mandaat(make_besluit(), "piet", make_register({}), datetime(2026, 5, 1, 12))


def test_verdict_can_be_kept_as_json_text() -> None:
    oordeel = toets_mandaat(make_besluit(), "piet", make_register({}), MOMENT)
    assert oordeel.as_dict()["keten"][0]["kenmerk"] == "M1"
    assert oordeel.as_dict()["op"] == "2026-05-01"


@st.composite
def regels(draw: st.DrawFn) -> list[Mandaatregel]:
    """A handful of mandates: mostly whole chains from the college down, some tied to anything, circles among them."""
    uit: list[Mandaatregel] = []
    for n in range(draw(st.integers(1, 6))):
        los = draw(st.integers(0, 3)) == 0
        boven = draw(st.sampled_from(uit)) if uit and draw(st.booleans()) else None
        regel = make_regel(
            kenmerk=f"M{n}",
            van=draw(st.sampled_from(FUNCTIES))
            if los
            else f"{boven.nemer.naam} @ {boven.nemer.organisatie}"
            if boven
            else FUNCTIES[0],
            aan=draw(st.sampled_from(FUNCTIES)),
            onder=draw(st.sampled_from(["", *(f"M{i}" for i in range(6))]))
            if los
            else boven.id
            if boven
            else "",
            niveaus=draw(st.integers(0, 3)),
            begin=draw(st.sampled_from([date(2026, 4, 1), date(2026, 4, 1), date(2026, 5, 2)])),
        )
        gebieden = draw(
            st.sampled_from([ALLE, ALLE, frozenset(GEBIEDEN), frozenset(GEBIEDEN[:1]), frozenset()])
        )
        grens = draw(st.sampled_from([None, None, Decimal(0), Decimal(100)]))
        uit.append(replace(regel, omvang=Omvang(gebieden=gebieden, hoogste_bedrag_euro=grens)))
    return uit


BESLUITEN = st.builds(
    lambda gebied, bedrag: make_besluit(gebied=gebied, soort="last_dwangsom", bedrag=bedrag),
    st.sampled_from([*GEBIEDEN, ""]),
    st.sampled_from([0, 50, 500]),
)
WIE = (*(make_vervulling("piet", f) for f in FUNCTIES[1:3]), make_vervulling("els", FUNCTIES[3]))


def mag(regels: list[Mandaatregel], besluit: Any, wie: str) -> bool:
    return toets_mandaat(besluit, wie, Register(tuple(regels), WIE), MOMENT).mag


@given(regels(), BESLUITEN, st.sampled_from(["piet", "els"]), st.data())
def test_removing_any_mandate_never_allows_more(
    lijst: list[Mandaatregel], besluit: Any, wie: str, data: st.DataObject
) -> None:
    weg = data.draw(st.integers(0, len(lijst) - 1))
    assert mag(lijst, besluit, wie) or not mag(lijst[:weg] + lijst[weg + 1 :], besluit, wie)


@given(regels(), BESLUITEN, st.sampled_from(["piet", "els"]), st.data())
def test_a_narrower_scope_never_allows_more(
    lijst: list[Mandaatregel], besluit: Any, wie: str, data: st.DataObject
) -> None:
    n = data.draw(st.integers(0, len(lijst) - 1))
    oud = lijst[n].omvang
    smal = data.draw(
        st.sampled_from(
            [
                replace(oud, gebieden=oud.gebieden & frozenset(GEBIEDEN[:1])),
                replace(oud, gebieden=frozenset(GEBIEDEN[:1]) if oud.gebieden == ALLE else oud.gebieden),
                replace(oud, hoogste_bedrag_euro=min(Decimal(10), oud.hoogste_bedrag_euro or Decimal(10))),
                replace(oud, processtappen=frozenset({"toezicht"})),
                replace(oud, gevoelig_terug=True),
            ]
        )
    )
    smaller = [*lijst[:n], replace(lijst[n], omvang=smal), *lijst[n + 1 :]]
    assert mag(lijst, besluit, wie) or not mag(smaller, besluit, wie)


@given(regels(), BESLUITEN, st.sampled_from(["piet", "els"]), st.data())
def test_a_shorter_period_or_fewer_levels_never_allow_more(
    lijst: list[Mandaatregel], besluit: Any, wie: str, data: st.DataObject
) -> None:
    n = data.draw(st.integers(0, len(lijst) - 1))
    eind = data.draw(st.dates(date(2026, 4, 2), date(2026, 6, 1)))
    assume(eind > lijst[n].geldigheid.begin)
    korter = replace(lijst[n], geldigheid=Geldigheid(lijst[n].geldigheid.begin, eind))
    minder = replace(lijst[n], ondermandaat_niveaus=max(lijst[n].ondermandaat_niveaus - 1, 0))
    for ander in (korter, minder):
        assert mag(lijst, besluit, wie) or not mag([*lijst[:n], ander, *lijst[n + 1 :]], besluit, wie)


@given(regels(), BESLUITEN)
def test_whoever_may_is_named_among_who_may_and_nobody_else(lijst: list[Mandaatregel], besluit: Any) -> None:
    register = Register(tuple(lijst), WIE)
    for wie in ("piet", "els"):
        oordeel = toets_mandaat(besluit, wie, register, MOMENT)
        ander = toets_mandaat(besluit, "niemand", register, MOMENT)
        genoemd = {b for w in ander.wie_wel for b in w.betrokkenen}
        assert oordeel.mag is (wie in genoemd)


@given(regels(), BESLUITEN)
def test_chain_runs_from_the_authority_to_the_function_of_the_signer(
    lijst: list[Mandaatregel], besluit: Any
) -> None:
    oordeel = toets_mandaat(besluit, "piet", Register(tuple(lijst), WIE), MOMENT)
    if not oordeel.mag:
        return
    assert oordeel.keten[0].van == besluit.gezag and oordeel.keten[-1].aan == oordeel.functie
    assert all(a.aan == b.van for a, b in zip(oordeel.keten, oordeel.keten[1:], strict=False))
