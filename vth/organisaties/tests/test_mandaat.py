"""Writing the mandate register: what is refused, what stands after it, and who may."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import DatabaseError, connection, transaction

from vth.logboek.models import Gebeurtenis
from vth.organisaties import selectors, services
from vth.organisaties.mandaten import selectors as mandaatlezen
from vth.organisaties.mandaten import services as mandaatschrijven
from vth.organisaties.mandaten.rijen import MandaatrijenError
from vth.organisaties.models import (
    Betrokkenheid,
    Mandaat,
    Mandaatingreep,
    MandaatVoorkomen,
    Opvolging,
    Organisatie,
    OrganisatieVoorkomen,
)
from vth.organisaties.rules import MandaatError
from vth.tijd.guard import list_guard_differences
from vth.tijd.rules import Geldigheid
from vth.toegang.rules import NIEMAND, GeenToegangError

from .builders import BEHEERDER, give_mandaat, load_map, make_mandaatviewer

BEGIN, EIND = date(2024, 2, 1), date(2025, 2, 1)
GEVALLEN = yaml.safe_load((Path(__file__).parent / "gevallen" / "mandaatrij.yaml").read_text())


@pytest.fixture
def basis(db: None, tmp_path: Path) -> Path:
    load_map(tmp_path / "basis")
    return tmp_path


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: geval["geval"])
def test_row_follows_the_awb(basis: Path, geval: dict[str, Any]) -> None:
    if "fout" not in geval:
        assert give_mandaat(**geval.get("rij", {})).kenmerk == "M1"
        return
    with pytest.raises(MandaatrijenError) as fout:
        give_mandaat(**geval["rij"])
    kolom, deel = geval["fout"]
    assert any(f.kolom == kolom and deel in f.melding for f in fout.value.fouten), fout.value
    assert not Mandaat.objects.exists()


def test_mandaat_holds_from_its_begin_until_it_is_withdrawn(basis: Path) -> None:
    mandaat = give_mandaat(omvang="milieubelastende activiteiten")
    mandaatschrijven.close_mandaat(viewer=BEHEERDER, mandaat_id=mandaat.pk, per=EIND, reden="besluit 12")
    op = [date(2024, 1, 31), BEGIN, date(2025, 1, 31), EIND]
    gevonden = [len(selectors.list_mandaten(dag, mandaatnemer="OD-NOORD")) for dag in op]
    assert gevonden == [0, 1, 1, 0]
    assert selectors.list_mandaten(BEGIN, mandaatgever="GM9901")[0].omvang == "milieubelastende activiteiten"
    regels = Gebeurtenis.objects.filter(onderwerp_soort="mandaat").order_by("moment")
    assert [g.handeling for g in regels] == ["mandaat.record", "mandaat.intrekking"]
    assert [i.reden for i in Mandaatingreep.objects.all()] == ["besluit 12"]


def test_withdrawing_asks_a_reason_and_something_to_withdraw(basis: Path) -> None:
    mandaat = give_mandaat()
    for per, reden in ((EIND, " "), (date(2024, 1, 1), "besluit 12")):
        with pytest.raises(MandaatError):
            mandaatschrijven.close_mandaat(viewer=BEHEERDER, mandaat_id=mandaat.pk, per=per, reden=reden)
    assert len(selectors.list_mandaten(EIND)) == 1


def test_same_mandaat_again_writes_nothing(basis: Path) -> None:
    give_mandaat()
    regels = Gebeurtenis.objects.count()
    give_mandaat(mandaatgever_functie="  College ", gebieden="alle")
    assert MandaatVoorkomen.objects.count() == 1 and Gebeurtenis.objects.count() == regels


def test_change_keeps_what_held_before(basis: Path) -> None:
    give_mandaat()
    give_mandaat(begin=EIND, gebieden="GM9902")
    gebieden = [selectors.list_mandaten(dag)[0].gebieden for dag in (BEGIN, date(2025, 1, 31), EIND)]
    assert gebieden == ["*", "*", "GM9902"]


def test_number_stands_for_one_mandate(basis: Path) -> None:
    give_mandaat()
    with pytest.raises(MandaatrijenError, match="ander kenmerk"):
        give_mandaat(mandaatnemer="OD-ZUID")


def test_ondermandaat_hangs_under_a_mandate_that_was_got(basis: Path) -> None:
    boven = give_mandaat(ondermandaat_niveaus=1)
    onder = {"mandaatgever": "OD-NOORD", "mandaatgever_functie": "directeur", "kenmerk": "O1"}
    assert give_mandaat(**onder, mandaatnemer="OD-ZUID", ondermandaat_van="M1").ondermandaat_van == boven
    with pytest.raises(MandaatrijenError, match="10:9"):
        give_mandaat(
            **onder | {"mandaatgever": "OD-ZUID", "kenmerk": "O2"}, mandaatnemer="LAB", ondermandaat_van="M1"
        )


def test_only_who_gave_or_got_may_write(basis: Path) -> None:
    with pytest.raises(GeenToegangError):
        give_mandaat(viewer=NIEMAND)
    with pytest.raises(GeenToegangError):
        give_mandaat(viewer=make_mandaatviewer("OD-ZUID"))
    assert give_mandaat(viewer=make_mandaatviewer("OD-NOORD"))
    assert give_mandaat(viewer=make_mandaatviewer("GM9901"), kenmerk="M2")


def test_nobody_writes_a_mandate_for_a_function_of_his_own(basis: Path) -> None:
    keeper = make_mandaatviewer("OD-NOORD")
    mandaatschrijven.record_functievervulling(
        viewer=BEHEERDER,
        organisatie="OD-NOORD",
        functie="Directeur",
        betrokkene=keeper.actor,
        geldigheid=Geldigheid(BEGIN),
    )
    with pytest.raises(MandaatError, match="legt een ander vast"):
        give_mandaat(viewer=keeper)
    with pytest.raises(MandaatError, match="legt een ander vast"):
        mandaatschrijven.record_functievervulling(
            viewer=keeper,
            organisatie="OD-NOORD",
            functie="jurist",
            betrokkene=keeper.actor,
            geldigheid=Geldigheid(BEGIN),
        )


def test_function_is_held_until_somebody_else_holds_it(basis: Path) -> None:
    wie = {"organisatie": "OD-NOORD", "functie": "directeur", "betrokkene": "gebruiker 7"}
    schrijf = mandaatschrijven.record_functievervulling
    assert schrijf(viewer=BEHEERDER, **wie, geldigheid=Geldigheid(BEGIN)) == 1
    assert schrijf(viewer=BEHEERDER, **wie, geldigheid=Geldigheid(BEGIN)) == 0
    assert mandaatschrijven.close_functievervulling(viewer=BEHEERDER, **wie, per=EIND) == 2
    houders = [mandaatlezen.list_functies("gebruiker 7", dag) for dag in (BEGIN, EIND)]
    assert [len(h) for h in houders] == [1, 0]


@pytest.mark.parametrize(
    ("soort", "onderwerp", "inhoud"),
    [
        ("algemene_instructie", ("zaak", "Z1"), "Meld elk besluit."),
        ("bijzondere_instructie", ("", ""), "Wacht."),
        ("bijzondere_instructie", ("zaak", "Z1"), ""),
        ("terugname", ("zaak", ""), ""),
        ("intrekking", ("", ""), ""),
    ],
)
def test_act_of_the_mandator_that_says_too_little_is_refused(
    basis: Path, soort: str, onderwerp: tuple[str, str], inhoud: str
) -> None:
    mandaat = give_mandaat()
    with pytest.raises(MandaatError):
        mandaatschrijven.record_mandaatingreep(
            viewer=BEHEERDER,
            mandaat_id=mandaat.pk,
            soort=soort,
            op=BEGIN,
            reden="r",
            inhoud=inhoud,
            onderwerp=onderwerp,
        )
    assert not Mandaatingreep.objects.exists()


def test_betrokkenheid_names_the_account_by_key(basis: Path) -> None:
    services.record_betrokkenheid(viewer=BEHEERDER, onderwerp=("zaak", "Z1"), handeling="zaak.record")
    assert [b.betrokkene for b in selectors.list_betrokkenheden(("zaak", "Z1"))] == ["proef"]
    assert selectors.list_betrokkenheden(("zaak", "Z2")) == []


def test_identity_succession_and_involvement_are_never_changed(basis: Path) -> None:
    paar = {"voorganger": "OD-NOORD", "opvolger": "OD-ZUID", "datum": "2025-01-01"}
    load_map(basis / "fusie", {"opvolgingen": [paar]})
    services.record_betrokkenheid(viewer=BEHEERDER, onderwerp=("zaak", "Z1"), handeling="zaak.record")
    mandaat = give_mandaat()
    mandaatschrijven.record_mandaatingreep(
        viewer=BEHEERDER,
        mandaat_id=mandaat.pk,
        soort="terugname",
        op=BEGIN,
        reden="r",
        onderwerp=("zaak", "Z1"),
    )
    for rijen, anders in (
        (Organisatie.objects.filter(code="LAB"), {"soort": "overig"}),
        (Opvolging.objects.all(), {"datum": BEGIN}),
        (Betrokkenheid.objects.all(), {"handeling": "anders"}),
        (Mandaat.objects.all(), {"mandaatnemer": "OD-ZUID"}),
        (MandaatVoorkomen.objects.all(), {"gebieden": "GM9901"}),
        (Mandaatingreep.objects.all(), {"reden": "anders"}),
        (OrganisatieVoorkomen.objects.all(), {"naam": "anders"}),
    ):
        with pytest.raises(DatabaseError, match="wacht"), transaction.atomic():
            rijen.update(**anders)
        with pytest.raises(DatabaseError, match="wacht"), transaction.atomic():
            rijen._raw_delete("default")


def test_all_tables_are_guarded(db: None) -> None:
    assert list_guard_differences(connection) == []
