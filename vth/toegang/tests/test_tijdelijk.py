"""Replacement and on-call duty: given for a reason, ended by themselves, and never wider or longer than meant."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from vth.logboek.models import Gebeurtenis
from vth.organisaties.selectors import make_viewer
from vth.organisaties.tests.builders import load_map
from vth.toegang.cli import app
from vth.toegang.models import Lidmaatschap
from vth.toegang.rules import GeenToegangError
from vth.toegang.selectors import list_gebruikers, list_lidmaatschappen
from vth.toegang.services import record_lidmaatschap
from vth.toegang.tijdelijk import REDEN_MAX, RolError, Voorwaarden

from .builders import BEHEERDER, make_gebruiker, make_lidmaatschap

pytestmark = pytest.mark.django_db
DAG = date(2025, 3, 1)
TOT = datetime(2025, 3, 2, 8, tzinfo=UTC)
PIKET = Voorwaarden("piket", TOT, reden="Weekenddienst")


@pytest.fixture(autouse=True)
def op_een_dag(zet_klok: Callable[..., datetime], tmp_path: Path) -> None:
    zet_klok(2025, 3, 1, 8)
    load_map(tmp_path)


def give(
    voorwaarden: Voorwaarden, *, rol: str = "lezer", begin: date = DAG, organisatie: str = "OD-NOORD"
) -> Lidmaatschap:
    gebruiker = Lidmaatschap._meta.get_field("gebruiker").related_model.objects.filter(username="bo").first()
    return record_lidmaatschap(
        viewer=BEHEERDER, gebruiker=gebruiker or make_gebruiker(), organisatie=organisatie, rol=rol, begin=begin,
        voorwaarden=voorwaarden,
    )  # fmt: skip


def test_on_call_duty_ends_by_itself_at_the_moment(zet_klok: Callable[..., datetime]) -> None:
    gebruiker = give(PIKET).gebruiker
    zet_klok(2025, 3, 2, 7, 59)
    assert not make_viewer(gebruiker, date(2025, 3, 2)).zicht.is_leeg
    assert list_gebruikers(op=date(2025, 3, 2))[0][1]
    zet_klok(2025, 3, 2, 8)
    assert make_viewer(gebruiker, date(2025, 3, 2)).zicht.is_leeg
    assert (
        list_lidmaatschappen(gebruiker, op=date(2025, 3, 2))
        == list_gebruikers(op=date(2025, 3, 2))[0][1]
        == []
    )
    assert Lidmaatschap.objects.get().verleend_door == BEHEERDER.actor


def test_log_tells_on_which_terms_it_was_given() -> None:
    give(replace(PIKET, gebieden=frozenset({"GM9902"})))
    regel = Gebeurtenis.objects.get(handeling="lidmaatschap.record")
    assert (regel.actor, regel.organisatie) == (BEHEERDER.actor, "OD-NOORD")
    assert regel.inhoud == {
        "organisatie": "OD-NOORD", "rol": "lezer", "begin": "2025-03-01", "eind": "2025-03-03", "soort": "piket",
        "vervalt_op": TOT.isoformat(), "gebieden": ["GM9902"], "reden": "Weekenddienst",
    }  # fmt: skip


def test_role_for_some_municipalities_sees_no_other() -> None:
    gebruiker = give(Voorwaarden(gebieden=frozenset({"GM9902"}))).gebruiker
    assert make_viewer(gebruiker, DAG).zicht.gebieden == {"GM9902"}


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"vervalt_op": None}, "vervalt vanzelf"),
        ({"vervalt_op": datetime(2025, 3, 2, 8)}, "Nederlandse tijd"),
        ({"vervalt_op": datetime(2025, 3, 1, 8, tzinfo=UTC)}, "al voorbij"),
        ({"vervalt_op": datetime(2025, 3, 17, tzinfo=UTC)}, "hoogstens 15 dagen"),
        ({"soort": "vervanging", "vervalt_op": datetime(2025, 7, 1, tzinfo=UTC)}, "hoogstens 92 dagen"),
        ({"reden": "  "}, "hoort een reden"),
        ({"reden": "x" * (REDEN_MAX + 1)}, "hoogstens 300"),
        ({"soort": "vast"}, "vervalt niet op een tijdstip"),
        ({"soort": "baas"}, "Kies uit: vast, piket, vervanging"),
        ({"gebieden": frozenset({"GM9902", "GM9903"})}, "'GM9903' hoort niet bij het gebied van OD-NOORD"),
        ({"gebieden": frozenset({"Lindeveen"})}, "'Lindeveen' hoort niet .* GM9901, GM9902"),
        ({"gebieden": frozenset({""})}, "'' hoort niet"),
    ],
)
def test_terms_that_cannot_be_are_refused_and_leave_nothing(anders: dict[str, object], melding: str) -> None:
    with pytest.raises(RolError, match=melding):
        give(replace(PIKET, **anders))  # type: ignore[arg-type]
    assert not Lidmaatschap.objects.exists()
    assert not Gebeurtenis.objects.filter(handeling="lidmaatschap.record").exists()


def test_last_moment_that_is_allowed_is_allowed_and_a_duty_may_be_planned() -> None:
    give(replace(PIKET, vervalt_op=datetime(2025, 3, 16, 22, tzinfo=UTC)))
    give(replace(PIKET, vervalt_op=datetime(2025, 6, 9, 6, tzinfo=UTC)), begin=date(2025, 6, 1))
    with pytest.raises(RolError, match="begint op zo 1 juni 2025 en vervalt al"):
        give(PIKET, begin=date(2025, 6, 1))


def test_second_duty_on_one_day_is_another_and_the_same_again_is_not() -> None:
    eerste = give(PIKET)
    assert give(PIKET) == eerste
    assert give(replace(PIKET, vervalt_op=TOT + timedelta(hours=1))) != eerste
    with pytest.raises(RolError, match="begint al"):
        give(replace(PIKET, gebieden=frozenset({"GM9901"})))


@pytest.mark.parametrize("eerst", [Voorwaarden(), Voorwaarden(gebieden=frozenset({"GM9901"}))])
def test_narrow_role_beside_another_that_would_widen_it_is_refused(eerst: Voorwaarden) -> None:
    give(eerst)
    with pytest.raises(RolError, match="al de rol 'lezer' voor"):
        give(Voorwaarden(gebieden=frozenset({"GM9902"})), rol="toezichthouder")


def test_role_of_which_the_duty_ran_out_is_in_nobodys_way(zet_klok: Callable[..., datetime]) -> None:
    give(PIKET)
    zet_klok(2025, 3, 2, 9)
    assert give(Voorwaarden(gebieden=frozenset({"GM9902"})), rol="toezichthouder", begin=date(2025, 3, 2))


def test_role_for_the_whole_country_cannot_be_narrowed() -> None:
    with pytest.raises(RolError, match="hele land"):
        give(Voorwaarden(gebieden=frozenset({"GM9902"})), rol="stelselbeheerder")


@pytest.mark.parametrize("voorwaarden", [Voorwaarden(), PIKET])
def test_nobody_gives_himself_a_role_or_one_beyond_the_own_organisation(voorwaarden: Voorwaarden) -> None:
    gebruiker = make_gebruiker()
    wie = {"gebruiker": gebruiker, "rol": "lezer", "begin": DAG, "voorwaarden": voorwaarden}
    eigen = replace(BEHEERDER, organisaties=frozenset({"OD-NOORD"}))
    zelf = replace(eigen, gebruiker_id=gebruiker.pk)
    with pytest.raises(GeenToegangError, match="zichzelf"):
        record_lidmaatschap(viewer=zelf, organisatie="OD-NOORD", **wie)  # type: ignore[arg-type]
    with pytest.raises(GeenToegangError, match="werkt niet voor OD-ZUID"):
        record_lidmaatschap(viewer=eigen, organisatie="OD-ZUID", **wie)  # type: ignore[arg-type]
    assert not Lidmaatschap.objects.exists()


def test_command_gives_a_duty_in_dutch_time_and_the_list_tells_it() -> None:
    make_gebruiker()
    woorden = ["rol", "bo", "OD-NOORD", "lezer", "--begin", "2025-03-01", "--soort", "piket", "--vervalt-op"]
    woorden += ["2025-03-02T09:00", "--gebied", "GM9901", "--reden", "Weekenddienst"]
    uitkomst = CliRunner().invoke(app, woorden)
    assert "piket tot 2025-03-02 09:00, alleen GM9901" in uitkomst.output, uitkomst.exception
    assert Lidmaatschap.objects.get().vervalt_op == TOT
    assert "piket tot 2025-03-02 09:00, alleen GM9901" in CliRunner().invoke(app, ["lijst"]).output


def test_role_for_good_is_kept_beside_a_duty() -> None:
    gebruiker = make_gebruiker()
    make_lidmaatschap(gebruiker, begin=DAG)
    give(PIKET, rol="toezichthouder")
    assert {m.rol for m in list_lidmaatschappen(gebruiker, op=DAG)} == {"lezer", "toezichthouder"}
