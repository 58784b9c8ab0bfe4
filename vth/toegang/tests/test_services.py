"""Accounts and roles: made, given and taken back, each with its line in the log, and only by who may."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.test import Client

from vth.logboek.models import Gebeurtenis
from vth.tijd.rules import OPEN_DAG
from vth.toegang.models import Gebruiker, Lidmaatschap
from vth.toegang.rules import NIEMAND, GeenToegangError
from vth.toegang.selectors import (
    BestaatNietError,
    list_actornamen,
    list_gebruikers,
    list_lidmaatschappen,
)
from vth.toegang.services import (
    GebruikerError,
    close_gebruiker,
    close_lidmaatschap,
    record_gebruiker,
    record_lidmaatschap,
)
from vth.toegang.tijdelijk import RolError

from .builders import BEHEERDER, WACHTWOORD, make_gebruiker, make_lidmaatschap

pytestmark = pytest.mark.django_db
JAN, MAART, MEI = date(2024, 1, 1), date(2024, 3, 1), date(2024, 5, 1)


def list_handelingen() -> list[str]:
    return list(Gebeurtenis.objects.order_by("moment", "id").values_list("handeling", flat=True))


def test_account_can_sign_in_and_its_password_is_nowhere_to_be_read() -> None:
    gebruiker = make_gebruiker()
    assert authenticate(username="bo", password=WACHTWOORD) == gebruiker
    assert WACHTWOORD not in str(Gebruiker.objects.values()) + str(Gebeurtenis.objects.values())


def test_same_name_again_changes_the_account_and_makes_no_second() -> None:
    make_gebruiker()
    make_gebruiker(" bo ", naam="Bo de Vries", wachtwoord="een-heel-ander-woord")
    assert str(Gebruiker.objects.get()) == "Bo de Vries"
    assert authenticate(username="bo", password=WACHTWOORD) is None
    assert list_handelingen() == ["gebruiker.record"] * 2


def test_other_password_ends_the_sessions(client: Client) -> None:
    make_gebruiker()
    client.login(username="bo", password=WACHTWOORD)
    assert "Bo Beheerder" in client.get("/").content.decode()
    make_gebruiker(wachtwoord="een-heel-ander-woord")
    assert "Bo Beheerder" not in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("gebruikersnaam", "naam", "wachtwoord"),
    [
        ("bo", "Bo", "kort"),
        ("bo", "Bo", "passwordpassword"[:8]),
        ("bo", "Bo", "1234567890123"[:10]),
        ("", "Bo", WACHTWOORD),
        ("b o", "Bo", WACHTWOORD),
        ("bo\0", "Bo", WACHTWOORD),
        ("b" * 151, "Bo", WACHTWOORD),
        ("bo", "B" * 151, WACHTWOORD),
    ],
)
def test_account_that_cannot_be_is_refused_and_not_made(
    gebruikersnaam: str, naam: str, wachtwoord: str
) -> None:
    with pytest.raises(GebruikerError):
        make_gebruiker(gebruikersnaam, naam=naam, wachtwoord=wachtwoord)
    assert not Gebruiker.objects.exists()
    assert list_handelingen() == []


def test_refused_password_leaves_the_old_one() -> None:
    make_gebruiker()
    with pytest.raises(GebruikerError, match="ten minste 12 tekens"):
        make_gebruiker(wachtwoord="kort")
    assert authenticate(username="bo", password=WACHTWOORD)


def test_closed_account_cannot_sign_in_and_who_is_signed_in_is_out(client: Client) -> None:
    make_gebruiker()
    client.login(username="bo", password=WACHTWOORD)
    close_gebruiker(viewer=BEHEERDER, gebruikersnaam="bo")
    assert authenticate(username="bo", password=WACHTWOORD) is None
    assert "Bo Beheerder" not in client.get("/").content.decode()
    close_gebruiker(viewer=BEHEERDER, gebruikersnaam="bo")
    assert list_handelingen() == ["gebruiker.record", "gebruiker.close"]
    assert make_gebruiker().is_active


def test_unknown_account_is_named() -> None:
    with pytest.raises(BestaatNietError, match="'niemand' bestaat niet"):
        close_gebruiker(viewer=BEHEERDER, gebruikersnaam="niemand")


def test_role_holds_from_its_begin_up_to_its_end() -> None:
    gebruiker = make_gebruiker()
    lidmaatschap = make_lidmaatschap(gebruiker, begin=JAN, eind=MAART)
    per_dag = [
        list_lidmaatschappen(gebruiker, op=dag) for dag in (date(2023, 12, 31), JAN, date(2024, 2, 29), MAART)
    ]
    assert per_dag == [[], [lidmaatschap], [lidmaatschap], []]


def test_giving_the_same_role_again_changes_nothing_and_writes_no_line() -> None:
    gebruiker = make_gebruiker()
    assert make_lidmaatschap(gebruiker) == make_lidmaatschap(gebruiker)
    assert list_handelingen() == ["gebruiker.record", "lidmaatschap.record"]


def test_role_that_exists_with_another_end_is_refused_instead_of_silently_kept() -> None:
    gebruiker = make_gebruiker()
    make_lidmaatschap(gebruiker)
    with pytest.raises(RolError, match="begint al op ma 1 januari 2024 en loopt zonder einde"):
        make_lidmaatschap(gebruiker, eind=MAART)
    assert Lidmaatschap.objects.get().eind == OPEN_DAG


@pytest.mark.parametrize("rol", ["baas", "", "Lezer"])
def test_unknown_role_is_refused_with_what_there_is(rol: str) -> None:
    with pytest.raises(RolError, match=r"Kies uit: .*lezer"):
        make_lidmaatschap(make_gebruiker(), rol=rol)


def test_role_before_there_were_roles_is_refused() -> None:
    with pytest.raises(Exception, match="geldt pas vanaf"):
        make_lidmaatschap(make_gebruiker(), begin=date(2000, 1, 1))


def test_period_without_a_day_is_refused() -> None:
    with pytest.raises(RolError, match="geen enkele dag"):
        make_lidmaatschap(make_gebruiker(), begin=MAART, eind=MAART)


def test_ended_role_keeps_the_earliest_end() -> None:
    lidmaatschap = make_lidmaatschap(make_gebruiker())
    for eind in (MEI, MAART, MEI):
        close_lidmaatschap(viewer=BEHEERDER, lidmaatschap_id=lidmaatschap.pk, eind=eind)
    lidmaatschap.refresh_from_db()
    assert lidmaatschap.eind == MAART
    assert list_handelingen()[-2:] == ["lidmaatschap.close"] * 2


def test_role_that_was_never_meant_goes_and_the_log_still_tells_of_it() -> None:
    gebruiker = make_gebruiker()
    lidmaatschap = make_lidmaatschap(gebruiker, begin=MAART)
    close_lidmaatschap(viewer=BEHEERDER, lidmaatschap_id=lidmaatschap.pk, eind=MAART)
    assert list_lidmaatschappen(gebruiker, op=MAART) == []
    assert Gebeurtenis.objects.get(handeling="lidmaatschap.close").inhoud["rol"] == "lezer"


def test_unknown_role_number_is_named() -> None:
    with pytest.raises(RolError, match="Lidmaatschap 12 bestaat niet"):
        close_lidmaatschap(viewer=BEHEERDER, lidmaatschap_id=12, eind=MAART)


def test_list_shows_every_account_with_the_roles_that_are_left() -> None:
    bo, piet = make_gebruiker(), make_gebruiker("piet")
    nu = make_lidmaatschap(bo)
    make_lidmaatschap(bo, rol="toezichthouder", eind=MAART)
    assert list_gebruikers(op=MEI) == [(bo, [nu]), (piet, [])]


@pytest.mark.parametrize(
    "viewer",
    [NIEMAND, replace(BEHEERDER, handelingen=frozenset({"register.read", "register.record"}))],
    ids=["niemand", "zonder recht"],
)
def test_who_may_not_changes_nothing(viewer: Any) -> None:
    gebruiker = make_gebruiker()
    lidmaatschap = make_lidmaatschap(gebruiker)
    pogingen: list[tuple[Any, dict[str, Any]]] = [
        (record_gebruiker, {"gebruikersnaam": "x", "naam": "x", "wachtwoord": WACHTWOORD}),
        (close_gebruiker, {"gebruikersnaam": "bo"}),
        (
            record_lidmaatschap,
            {"gebruiker": gebruiker, "organisatie": "OD-ZUID", "rol": "lezer", "begin": JAN},
        ),
        (close_lidmaatschap, {"lidmaatschap_id": lidmaatschap.pk, "eind": MAART}),
        (close_lidmaatschap, {"lidmaatschap_id": 0, "eind": MAART}),
    ]
    voor = (list_gebruikers(op=JAN), list_handelingen())
    for dienst, wat in pogingen:
        with pytest.raises(GeenToegangError):
            dienst(viewer=viewer, **wat)
    assert (list_gebruikers(op=JAN), list_handelingen()) == voor


def test_administrator_of_one_organisation_gives_no_roles_at_another() -> None:
    eigen = replace(BEHEERDER, organisaties=frozenset({"OD-NOORD"}))
    gebruiker = make_gebruiker()
    anders = make_lidmaatschap(gebruiker, organisatie="OD-ZUID")
    with pytest.raises(GeenToegangError, match="werkt niet voor OD-ZUID"):
        record_lidmaatschap(
            viewer=eigen, gebruiker=gebruiker, organisatie="OD-ZUID", rol="lezer", begin=MAART
        )
    with pytest.raises(GeenToegangError, match="werkt niet voor OD-ZUID"):
        close_lidmaatschap(viewer=eigen, lidmaatschap_id=anders.pk, eind=MAART)
    assert record_lidmaatschap(
        viewer=eigen, gebruiker=gebruiker, organisatie="OD-NOORD", rol="lezer", begin=MAART
    )


def test_actor_is_called_by_the_name_of_its_account_and_keeps_its_text_without_one() -> None:
    gebruiker = make_gebruiker()
    actors = [f"gebruiker {gebruiker.pk}", "gebruiker 99999", "gebruiker x", str(gebruiker.pk), "vth demo"]
    namen = list_actornamen(actors)
    assert namen[actors[0]] == str(gebruiker)
    assert [namen[a] for a in actors[1:]] == actors[1:]
    assert list_actornamen([]) == {}
