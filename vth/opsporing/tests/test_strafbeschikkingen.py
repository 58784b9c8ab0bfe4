"""The bestuurlijke strafbeschikking from weighing to verzet."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from vth.opsporing.rules import OpsporingError
from vth.opsporing.strafbeschikkingen import (
    is_op_tijd,
    list_gebreken,
    record_gehoord,
    record_strafbeschikking,
    record_verzet,
)
from vth.tijd import klok
from vth.tijd.tests.builders import reken_dagen
from vth.toegang.rules import GeenToegangError

from .builders import (
    BOA,
    DAG,
    LEIDER,
    do_handeling,
    geef_uit,
    make_dossier,
    make_procesverbaal,
    make_strafbeschikking,
    make_verdachte,
    weeg,
)

pytestmark = pytest.mark.django_db
Klok = Callable[..., datetime]
HOOG = {"feiten": ["BO002", "BO056"], "bedrag": "2000"}


def test_weighing_keeps_the_rules_it_used_with_their_source() -> None:
    dossier = make_dossier()
    weging = weeg(dossier, make_verdachte(dossier))
    per = {g["regel_id"]: g for g in weging.gronden}
    assert per["opsporing.feiten"]["waarde"] == {
        "BO012": {
            "omschrijving": "bedrijfsafval onrechtmatig afgeven, ten hoogste 10 m³",
            "artikel": "Wm 10.37",
            "natuurlijk_persoon": 750,
            "rechtspersoon": 3000,
        }
    }
    assert per["opsporing.contra_indicaties"]["zekerheid"] == "aanname"


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"feitdatum": date(2024, 12, 31)}, "regels/feiten.yaml"),
        ({"feitdatum": DAG}, "nog niet geweest"),
        ({"feiten": ["BO999"]}, "staat niet op de lijst"),
        ({"motivering": "ok"}, "leeg of te kort"),
        ({"overleg": "01a20bc4-4925-4011-9917-878f2fe477e5"}, "overleg staat niet in het dossier"),
    ],
)
def test_bad_weighings_are_refused(velden: dict[str, Any], fout: str) -> None:
    dossier = make_dossier()
    with pytest.raises(OpsporingError, match=fout):
        weeg(dossier, make_verdachte(dossier), **reken_dagen(velden))


def test_without_a_weighing_or_against_it_there_is_none() -> None:
    dossier = make_dossier()
    verdachte = make_verdachte(dossier)
    vraag: dict[str, Any] = {
        "viewer": BOA,
        "dossier_id": dossier.pk,
        "verdachte": verdachte.pk,
        "bedrag": Decimal(750),
    }
    with pytest.raises(OpsporingError, match="nog niet gewogen"):
        record_strafbeschikking(**vraag)
    weeg(dossier, verdachte, twijfel=True)
    with pytest.raises(OpsporingError, match="parketsecretaris"):
        record_strafbeschikking(**vraag)
    weeg(dossier, verdachte, contra_indicaties=["herhaling"])
    with pytest.raises(OpsporingError, match="maak een proces-verbaal"):
        record_strafbeschikking(**vraag)


def test_doubt_goes_away_by_consultation() -> None:
    dossier = make_dossier()
    verdachte = make_verdachte(dossier)
    overleg = do_handeling(dossier, "overleg", met="de parketsecretaris", tekst="Het mag.")
    assert weeg(dossier, verdachte, twijfel=True).uitkomst == "overleg"
    assert weeg(dossier, verdachte, twijfel=True, overleg=overleg.pk).uitkomst == "strafbeschikking"
    anders = do_handeling(dossier, "waarneming")
    with pytest.raises(OpsporingError, match="overleg staat niet"):
        weeg(dossier, verdachte, twijfel=True, overleg=anders.pk)


@pytest.mark.parametrize("bedrag", ["749", "3000", "0"])
def test_another_amount_than_the_tariff_is_refused(bedrag: str) -> None:
    with pytest.raises(OpsporingError, match="De bedragen staan vast"):
        make_strafbeschikking(bedrag=bedrag)


def test_a_legal_person_does_not_get_the_tariff_of_a_natural_one() -> None:
    with pytest.raises(OpsporingError, match="€ 750 is het tarief van een natuurlijk persoon"):
        make_strafbeschikking(soort="rechtspersoon", bedrag="750")


def test_a_second_one_for_the_same_person_is_refused_and_the_weighing_stands() -> None:
    s = make_strafbeschikking()
    verdachte = s.weging.verdachte
    with pytest.raises(OpsporingError, match="al een strafbeschikking opgesteld"):
        record_strafbeschikking(
            viewer=BOA, dossier_id=s.dossier_id, verdachte=verdachte.pk, bedrag=Decimal(750)
        )
    with pytest.raises(OpsporingError, match="weging staat vast"):
        weeg(s.dossier, verdachte)


def test_above_the_threshold_it_does_not_go_out_unheard() -> None:
    s = make_strafbeschikking(**HOOG)
    with pytest.raises(OpsporingError, match="eerst gehoord"):
        geef_uit(s)
    record_gehoord(
        viewer=BOA, dossier_id=s.dossier_id, strafbeschikking=s.pk, op=klok.today(), verslag="Hij erkent het."
    )
    assert geef_uit(s).verzenddatum == klok.today()


def test_hearing_is_after_the_fact_and_not_to_come() -> None:
    s = make_strafbeschikking(**HOOG)
    vast: dict[str, Any] = {
        "viewer": BOA,
        "dossier_id": s.dossier_id,
        "strafbeschikking": s.pk,
        "verslag": "Hij erkent het.",
    }
    for op, fout in ((klok.today() + DAG, "nog niet geweest"), (klok.today() - 9 * DAG, "Het feit is van")):
        with pytest.raises(OpsporingError, match=fout):
            record_gehoord(op=op, **vast)
    with pytest.raises(OpsporingError, match="leeg of te kort"):
        record_gehoord(op=klok.today(), **(vast | {"verslag": ""}))


def test_who_was_heard_was_cautioned() -> None:
    dossier = make_dossier()
    verdachte = make_verdachte(dossier)
    weeg(dossier, verdachte)
    s = record_strafbeschikking(
        viewer=BOA, dossier_id=dossier.pk, verdachte=verdachte.pk, bedrag=Decimal(750)
    )
    assert list_gebreken(s) == []
    s = record_gehoord(
        viewer=BOA, dossier_id=dossier.pk, strafbeschikking=s.pk, op=klok.today(), verslag="Hij erkent het."
    )
    assert "zonder cautie" in list_gebreken(s)[0]


def test_a_boa_does_not_give_it_out_whatever_else_he_is() -> None:
    s = make_strafbeschikking()
    with pytest.raises(GeenToegangError):
        geef_uit(s, viewer=BOA)
    with pytest.raises(OpsporingError, match="nooit naar een boa"):
        geef_uit(s, viewer=replace(LEIDER, rollen=frozenset({"boa", "opsporingsleider"})))
    with pytest.raises(OpsporingError, match="zelf onderzoek gedaan"):
        geef_uit(s, viewer=replace(LEIDER, actor=BOA.actor))


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"mandaat": ""}, "Het mandaat"),
        ({"op": 2 * DAG}, "ligt niet tussen"),
        ({"op": -2 * DAG}, "ligt niet tussen"),
    ],
)
def test_it_goes_out_with_a_mandate_on_a_day_that_can_be(velden: dict[str, Any], fout: str) -> None:
    with pytest.raises(OpsporingError, match=fout):
        geef_uit(make_strafbeschikking(), **reken_dagen(velden))


def test_what_went_out_changes_no_more() -> None:
    s = make_strafbeschikking()
    geef_uit(s)
    with pytest.raises(OpsporingError, match="Wat is verzonden, verandert niet"):
        geef_uit(s)
    with pytest.raises(OpsporingError, match="Wat is verzonden, verandert niet"):
        record_gehoord(
            viewer=BOA,
            dossier_id=s.dossier_id,
            strafbeschikking=s.pk,
            op=klok.today(),
            verslag="Toch gehoord.",
        )


@pytest.mark.parametrize(("dag", "op_tijd"), [(14, True), (15, True), (17, True), (18, False), (31, False)])
def test_verzet_is_in_time_up_to_and_with_the_last_day(zet_klok: Klok, dag: int, op_tijd: bool) -> None:
    """Sent on Saturday 1 March 2025: fourteen days end on Saturday the 15th, and run on to Monday the 17th."""
    zet_klok(2025, 3, 1, 12)
    s = geef_uit(make_strafbeschikking(feitdatum=date(2025, 2, 28)))
    assert s.verzet_tot == date(2025, 3, 17)
    assert [stap["tekst"] for stap in s.verzettermijn["stappen"]]
    zet_klok(2025, 4, 1, 12)
    s = record_verzet(viewer=BOA, dossier_id=s.dossier_id, strafbeschikking=s.pk, op=date(2025, 3, dag))
    assert is_op_tijd(s) is op_tijd


def test_verzet_that_cannot_be_is_refused(zet_klok: Klok) -> None:
    zet_klok(2025, 3, 3, 12)
    s = make_strafbeschikking(feitdatum=date(2025, 3, 1))
    vast: dict[str, Any] = {"viewer": BOA, "dossier_id": s.dossier_id, "strafbeschikking": s.pk}
    with pytest.raises(OpsporingError, match="nog niet verzonden"):
        record_verzet(op=date(2025, 3, 3), **vast)
    geef_uit(s)
    for dag in (2, 4):
        with pytest.raises(OpsporingError, match="kan niet"):
            record_verzet(op=date(2025, 3, dag), **vast)
    record_verzet(op=date(2025, 3, 3), **vast)
    with pytest.raises(OpsporingError, match="staat al vast"):
        record_verzet(op=date(2025, 3, 3), **vast)


def test_who_made_the_procesverbaal_does_not_sign() -> None:
    s = make_strafbeschikking()
    make_procesverbaal(s.dossier, dicht=False)
    with pytest.raises(OpsporingError, match="zelf onderzoek gedaan"):
        geef_uit(s, viewer=replace(LEIDER, actor=BOA.actor))
