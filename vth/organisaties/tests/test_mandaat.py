"""Mandates, who worked on what, and what the database itself refuses."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import DatabaseError, connection, transaction

from vth.logboek.models import Gebeurtenis
from vth.organisaties import selectors, services
from vth.organisaties.models import Betrokkenheid, Mandaat, Opvolging, Organisatie, OrganisatieVoorkomen
from vth.organisaties.rules import MandaatError, check_mandaat
from vth.tijd.guard import list_guard_differences
from vth.tijd.rules import Geldigheid
from vth.toegang.rules import NIEMAND, GeenToegangError

from .builders import BEHEERDER, load_map

BEGIN, EIND = date(2024, 2, 1), date(2025, 2, 1)
GEVALLEN = yaml.safe_load((Path(__file__).parent / "gevallen" / "mandaat.yaml").read_text())


@pytest.fixture
def basis(db: None, tmp_path: Path) -> Path:
    load_map(tmp_path / "basis")
    return tmp_path


def give(mandaatgever: str = "GM9901", mandaatnemer: str = "OD-NOORD", **rest: Any) -> Mandaat:
    wie = {"viewer": rest.pop("viewer", BEHEERDER), "ondermandaat_van": rest.pop("ondermandaat_van", None)}
    inhoud = {
        "soort": "mandaat",
        "regeling": "Omgevingswet",
        "artikel": "5.1",
        "mandaatgever_rol": "college van burgemeester en wethouders",
        "mandaatnemer_rol": "directeur",
        **rest,
    }
    return services.record_mandaat(
        mandaatgever=mandaatgever,
        mandaatnemer=mandaatnemer,
        geldigheid=Geldigheid(BEGIN),
        inhoud=inhoud,
        **wie,
    )


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: geval["geval"])
def test_mandaat_follows_the_awb(geval: dict[str, Any]) -> None:
    partijen = {k: tuple(geval["gegeven"][k]) for k in ("mandaatgever", "mandaatnemer")}
    melding = check_mandaat(**geval["gegeven"] | partijen)
    assert geval["fout"] in melding if "fout" in geval else melding == ""


def test_mandaat_holds_from_its_begin_until_it_is_withdrawn(basis: Path) -> None:
    mandaat = give(omvang="milieubelastende activiteiten", instemming_op=BEGIN)
    services.close_mandaat(viewer=BEHEERDER, mandaat_id=mandaat.pk, per=EIND)
    op = [date(2024, 1, 31), BEGIN, date(2025, 1, 31), EIND]
    assert [len(selectors.list_mandaten(dag, mandaatnemer="OD-NOORD")) for dag in op] == [0, 1, 1, 0]
    assert selectors.list_mandaten(BEGIN, mandaatgever="GM9901")[0].omvang == "milieubelastende activiteiten"
    assert [
        g.handeling for g in Gebeurtenis.objects.filter(onderwerp_soort="mandaat").order_by("moment")
    ] == [
        "mandaat.record",
        "mandaat.close",
    ]


@pytest.mark.parametrize("mag", [True, False])
def test_ondermandaat_is_refused_unless_the_mandaat_allows_it(basis: Path, mag: bool) -> None:
    boven = give(ondermandaat_toegestaan=mag)
    if mag:
        assert give("OD-NOORD", "OD-ZUID", ondermandaat_van=boven.pk).ondermandaat_van == boven
    else:
        with pytest.raises(MandaatError, match="10:9"):
            give("OD-NOORD", "OD-ZUID", ondermandaat_van=boven.pk)


def test_ondermandaat_of_somebody_elses_mandaat_is_refused(basis: Path) -> None:
    boven = give(ondermandaat_toegestaan=True)
    with pytest.raises(MandaatError, match="10:9"):
        give("OD-ZUID", "LAB", ondermandaat_van=boven.pk)


def test_unknown_organisation_kind_or_right_is_refused(basis: Path) -> None:
    with pytest.raises(MandaatError, match="OD-WEST bestaat niet"):
        give(mandaatnemer="OD-WEST")
    with pytest.raises(MandaatError, match="'gunst'"):
        give(soort="gunst")
    with pytest.raises(GeenToegangError):
        give(viewer=NIEMAND)


def test_betrokkenheid_names_the_account_by_key(basis: Path) -> None:
    services.record_betrokkenheid(viewer=BEHEERDER, onderwerp=("zaak", "Z1"), handeling="zaak.record")
    assert [b.betrokkene for b in selectors.list_betrokkenheden(("zaak", "Z1"))] == ["proef"]
    assert selectors.list_betrokkenheden(("zaak", "Z2")) == []


def test_identity_succession_and_involvement_are_never_changed(basis: Path) -> None:
    paar = {"voorganger": "OD-NOORD", "opvolger": "OD-ZUID", "datum": "2025-01-01"}
    load_map(basis / "fusie", {"opvolgingen": [paar]})
    services.record_betrokkenheid(viewer=BEHEERDER, onderwerp=("zaak", "Z1"), handeling="zaak.record")
    give()
    for rijen, anders in (
        (Organisatie.objects.filter(code="LAB"), {"soort": "overig"}),
        (Opvolging.objects.all(), {"datum": BEGIN}),
        (Betrokkenheid.objects.all(), {"handeling": "anders"}),
        (Mandaat.objects.all(), {"mandaatnemer": "OD-ZUID"}),
        (OrganisatieVoorkomen.objects.all(), {"naam": "anders"}),
    ):
        with pytest.raises(DatabaseError, match="wacht"), transaction.atomic():
            rijen.update(**anders)
        with pytest.raises(DatabaseError, match="wacht"), transaction.atomic():
            rijen._raw_delete("default")


def test_all_tables_are_guarded(db: None) -> None:
    assert list_guard_differences(connection) == []
