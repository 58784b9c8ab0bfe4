"""What memberships add up to: never more than each of them gives."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from config.middleware import HandInViewer
from vth.organisaties.rules import Aanspraak, derive_aanspraak, derive_viewer
from vth.organisaties.selectors import make_viewer
from vth.tijd import klok
from vth.toegang.rules import (
    NIEMAND,
    VERTROUWELIJKHEDEN,
    Grond,
    Viewer,
    check_ziet,
    decide_handeling,
    decide_inzage,
)

from .builders import ROLLEN, load_map, make_gebruiker

OP = date(2024, 6, 1)
CODES = ("OD-NOORD", "OD-ZUID", "GM9901", "RIJK")


GRONDEN = [
    Grond("taken", "Taken", "Toezicht houden", "artikel 1", frozenset({"vthobject", "natuurlijkpersoon"})),
    Grond("kijken", "Kijken", "Weten wat er is", "artikel 2", frozenset({"vestiging"})),
]


@pytest.fixture
def basis(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vth.organisaties.selectors.read_rollen", lambda **_: ROLLEN)
    per_rol = {"beheerder": GRONDEN, "stelselbeheerder": GRONDEN, "lezer": GRONDEN[1:]}
    monkeypatch.setattr("vth.organisaties.selectors.read_gronden", lambda **_: per_rol)
    load_map(tmp_path)


def is_niets(viewer: Viewer) -> bool:
    return viewer.zicht.is_leeg and not viewer.handelingen and not viewer.organisaties and not viewer.rollen


def test_account_without_membership_sees_nothing(basis: None) -> None:
    assert is_niets(make_viewer(make_gebruiker(), OP))


def test_membership_that_ended_yesterday_gives_nothing(basis: None) -> None:
    gebruiker = make_gebruiker(("OD-NOORD", "beheerder"), eind=OP)
    assert is_niets(make_viewer(gebruiker, OP))
    assert not is_niets(make_viewer(gebruiker, OP - timedelta(days=1)))


@pytest.mark.parametrize("lidmaatschap", [("OD-NOORD", "tovenaar"), ("OD-ONBEKEND", "beheerder")])
def test_unknown_role_or_organisation_gives_nothing(basis: None, lidmaatschap: tuple[str, str]) -> None:
    assert is_niets(make_viewer(make_gebruiker(lidmaatschap), OP))


def test_account_that_is_switched_off_sees_nothing(basis: None) -> None:
    gebruiker = make_gebruiker(("OD-NOORD", "beheerder"))
    gebruiker.is_active = False
    assert is_niets(make_viewer(gebruiker, OP))


def test_membership_gives_sight_of_own_records_and_own_area(basis: None) -> None:
    viewer = make_viewer(make_gebruiker(("OD-NOORD", "beheerder"), ("OD-NOORD", "lezer")), OP)
    assert viewer.zicht.leveranciers == {"OD-NOORD"}
    assert viewer.zicht.gebieden == {"GM9901", "GM9902"}
    assert max(viewer.zicht.niveaus, key=VERTROUWELIJKHEDEN.index) == "vertrouwelijk"
    assert (viewer.organisatie, viewer.zicht.landelijk) == ("OD-NOORD", False)
    assert viewer.handelingen == {"register.read", "register.record"}


def test_actor_is_a_key_and_never_a_name(basis: None) -> None:
    gebruiker = make_gebruiker(("OD-NOORD", "lezer"))
    gebruiker.naam = "Jansen"
    assert make_viewer(gebruiker, OP).actor == f"gebruiker {gebruiker.pk}"


@pytest.mark.parametrize(("rol", "landelijk"), [("lezer", True), ("beheerder", False)])
def test_national_body_sees_all_to_read_but_not_to_write(basis: None, rol: str, landelijk: bool) -> None:
    viewer = make_viewer(make_gebruiker(("RIJK", rol)), OP)
    assert viewer.zicht.landelijk is landelijk
    assert viewer.zicht.gebieden == {"GM9901", "GM9902", "GM9903"}
    assert not decide_handeling(viewer, "register.record", namens="OD-NOORD").mag


def test_role_can_be_national_by_itself(basis: None) -> None:
    assert make_viewer(make_gebruiker(("GM9901", "stelselbeheerder")), OP).zicht.landelijk


def test_successor_sees_what_its_predecessor_delivered(basis: None, tmp_path: Path) -> None:
    paar = {"voorganger": "OD-NOORD", "opvolger": "OD-ZUID", "datum": "2025-01-01"}
    load_map(tmp_path / "fusie", {"opvolgingen": [paar]})
    viewer = make_viewer(make_gebruiker(("OD-ZUID", "beheerder")), date(2025, 1, 1))
    assert viewer.zicht.leveranciers == {"OD-ZUID", "OD-NOORD"}
    assert viewer.organisaties == {"OD-ZUID"}


def test_narrowed_role_sees_its_gemeenten_only(basis: None) -> None:
    gebruiker = make_gebruiker(("OD-NOORD", "beheerder"))
    gebruiker.lidmaatschappen.update(gebieden=["GM9902", "GM9903"])
    zicht = make_viewer(gebruiker, OP).zicht
    assert (zicht.gebieden, zicht.leveranciers) == ({"GM9902"}, frozenset())


def test_replacement_and_on_call_duty_end_by_themselves(
    basis: None, zet_klok: Callable[..., datetime]
) -> None:
    gebruiker = make_gebruiker(("OD-NOORD", "beheerder"))
    zet_klok(2025, 3, 1, 8)
    gebruiker.lidmaatschappen.update(soort="piket", vervalt_op=datetime(2025, 3, 2, 8, tzinfo=UTC))
    assert not make_viewer(gebruiker, date(2025, 3, 1)).zicht.is_leeg
    zet_klok(2025, 3, 2, 8)
    assert make_viewer(gebruiker, date(2025, 3, 2)).zicht.is_leeg


def test_role_without_a_ground_sees_nothing_of_a_kind(basis: None) -> None:
    toezicht = make_viewer(make_gebruiker(("OD-NOORD", "beheerder")), OP)
    lezer = make_viewer(make_gebruiker(("OD-NOORD", "lezer")), OP)
    assert [decide_inzage(v, "natuurlijkpersoon").mag for v in (toezicht, lezer)] == [True, False]
    assert "geen doel en grondslag" in decide_inzage(lezer, "natuurlijkpersoon").reden
    assert decide_inzage(toezicht, "vthobject").grond
    assert not decide_inzage(NIEMAND, "vthobject").mag


@st.composite
def aanspraken(draw: st.DrawFn) -> list[Aanspraak]:
    """A few claims, one per organisation, from roles known and unknown."""
    gekozen = draw(st.lists(st.sampled_from(CODES), unique=True, max_size=3))
    return [
        derive_aanspraak(
            code,
            draw(st.sets(st.sampled_from([*ROLLEN, "tovenaar"]))),
            ROLLEN,
            leveranciers=frozenset({code}),
            gebieden=frozenset({f"gebied-{code}"}),
            landelijk=code == "RIJK",
            gronden={rol: draw(st.lists(st.sampled_from(GRONDEN), max_size=2)) for rol in ROLLEN},
        )
        for code in gekozen
    ]


@given(
    claims=aanspraken(),
    leverancier=st.sampled_from(CODES),
    gebied=st.sampled_from(CODES),
    niveau=st.sampled_from(VERTROUWELIJKHEDEN),
)
def test_joined_viewer_sees_no_row_that_no_single_claim_shows(
    claims: list[Aanspraak], leverancier: str, gebied: str, niveau: str
) -> None:
    rij: dict[str, Any] = {
        "soort": "vthobject",
        "leverancier": leverancier,
        "gebied": f"gebied-{gebied}",
        "vertrouwelijkheid": niveau,
    }
    los = [derive_viewer("proef", [claim], gebruiker_id=None) for claim in claims]
    if check_ziet(derive_viewer("proef", claims, gebruiker_id=None).zicht, **rij):
        assert any(check_ziet(viewer.zicht, **rij) for viewer in los)


@given(
    claims=aanspraken(),
    namens=st.sampled_from(CODES),
    handeling=st.sampled_from(["register.read", "register.record", "stamgegevens.record"]),
)
def test_joined_viewer_does_nothing_for_an_organisation_that_does_not_let_it(
    claims: list[Aanspraak], namens: str, handeling: str
) -> None:
    los = [derive_viewer("proef", [claim], gebruiker_id=None) for claim in claims]
    if decide_handeling(derive_viewer("proef", claims, gebruiker_id=None), handeling, namens=namens).mag:
        assert any(decide_handeling(viewer, handeling, namens=namens).mag for viewer in los)


def hand_in(gebruiker: Any) -> Viewer:
    request = RequestFactory().get("/")
    request.user = gebruiker
    HandInViewer(lambda r: r.viewer)(request)
    return request.viewer  # type: ignore[attr-defined, no-any-return]


def test_request_without_account_is_nobody() -> None:
    assert hand_in(AnonymousUser()) == NIEMAND


def test_request_carries_the_viewer_of_today_made_once(basis: None, monkeypatch: pytest.MonkeyPatch) -> None:
    dagen: list[date] = []
    monkeypatch.setattr("config.middleware.make_viewer", lambda _, op: dagen.append(op) or NIEMAND)
    viewer = hand_in(make_gebruiker())
    if connection.vendor == "sqlite":
        # On PostgreSQL the second lock opens for the viewer before the page begins.
        assert dagen == []
    assert (viewer.actor, viewer.actor) == (NIEMAND.actor, NIEMAND.actor)
    assert dagen == [klok.today()]
