"""`vth toegang`: an administrator makes an account, gives a role and takes it back, with messages that say what to do."""

import base64
import re

import pytest
from django.test import Client
from typer.testing import CliRunner

from vth.toegang.cli import app
from vth.toegang.models import Gebruiker, Lidmaatschap
from vth.toegang.selectors import BestaatNietError
from vth.toegang.services import GebruikerError
from vth.toegang.tijdelijk import RolError
from vth.toegang.tokens import TokenError

from .builders import WACHTWOORD

pytestmark = pytest.mark.django_db


def run(*woorden: str, invoer: str = "", wachtwoord: str = WACHTWOORD) -> str:
    uitkomst = CliRunner().invoke(app, woorden, input=invoer, env={"VTH_WACHTWOORD": wachtwoord})
    if uitkomst.exception:
        raise uitkomst.exception
    return uitkomst.output


def test_account_gets_a_role_and_loses_it_again() -> None:
    assert "Zonder rol ziet het niets" in run("gebruiker", "bo", "--naam", "Bo Beheerder")
    run("rol", "bo", "OD-NOORD", "lezer", "--begin", "2024-01-01")
    nummer = str(Lidmaatschap.objects.get().pk)
    assert "lezer bij OD-NOORD, vanaf 2024-01-01" in run("lijst")
    assert "eindigt op 2024-03-01" in run("beeindig", nummer, "--eind", "2024-03-01")
    assert "lezer" not in run("lijst")
    assert "teruggenomen" in run("beeindig", nummer, "--eind", "2024-01-01")
    assert not Lidmaatschap.objects.exists()


def test_closed_account_is_marked_in_the_list() -> None:
    run("gebruiker", "bo")
    assert "gesloten" in run("sluit", "bo")
    assert "bo (gesloten)" in run("lijst")


def test_password_is_asked_twice_and_never_shown() -> None:
    uitvoer = run("gebruiker", "bo", invoer=f"{WACHTWOORD}\n{WACHTWOORD}\n", wachtwoord="")
    assert WACHTWOORD not in uitvoer
    assert Gebruiker.objects.get().check_password(WACHTWOORD)


def test_list_of_roles_says_what_each_may() -> None:
    assert "lezer: Lezer; ziet tot en met intern; mag register.read" in run("rollen")


def test_client_gets_its_secret_once_works_and_is_withdrawn(client: Client) -> None:
    run("gebruiker", "bo")
    uitvoer = run(
        "client", "bo", "--naam", "Zaaksysteem", "--recht", "register.read", "--recht", "besluit.record"
    )
    id_, geheim = re.findall(r"^(?:client|geheim): (\S+)$", uitvoer, re.MULTILINE)
    basic = base64.b64encode(f"{id_}:{geheim}".encode()).decode()

    def ask() -> int:
        return client.post(
            "/oauth/token", {"grant_type": "client_credentials"}, headers={"Authorization": f"Basic {basic}"}
        ).status_code

    assert ask() == 200
    lijst = run("clients")
    assert f"{id_}  bo  Zaaksysteem  besluit.record, register.read" in lijst and geheim not in lijst
    assert "'Zaaksysteem' is ingetrokken" in run("sluit-client", id_)
    assert (ask(), run("clients")) == (401, "")


def test_case_system_gets_a_client_its_secret_once_and_loses_it() -> None:
    run("gebruiker", "bo")
    run("rol", "bo", "OD-NOORD", "lezer", "--begin", "2024-01-01")
    uitvoer = run(
        "zgw-client", "zaak-noord", "OD-NOORD", "bo", "--naam", "Zaaksysteem", "--recht", "register.read"
    )
    (geheim,) = re.findall(r"^geheim: (\S+)$", uitvoer, re.MULTILINE)
    lijst = run("zgw-clients")
    assert lijst == "zaak-noord  OD-NOORD  bo  Zaaksysteem  register.read\n" and geheim not in lijst
    assert "zaak-noord (Zaaksysteem) is ingetrokken" in run("sluit-zgw-client", "zaak-noord")
    assert run("zgw-clients") == ""


@pytest.mark.parametrize(
    ("woorden", "fout"),
    [
        (("rol", "niemand", "OD-NOORD", "lezer"), BestaatNietError),
        (("rol", "bo", "OD-NOORD", "baas"), RolError),
        (("beeindig", "99"), RolError),
        (("sluit", "niemand"), BestaatNietError),
        (("gebruiker", "b o"), GebruikerError),
        (("client", "niemand", "--naam", "x", "--recht", "register.read"), BestaatNietError),
        (("client", "bo", "--naam", "x", "--recht", "alles"), TokenError),
        (("sluit-client", "niets"), TokenError),
        (("zgw-client", "zaak", "OD-A", "bo", "--naam", "x", "--recht", "register.read"), TokenError),
        (("zgw-client", "zaak", "OD-A", "niemand", "--naam", "x", "--recht", "x"), BestaatNietError),
        (("sluit-zgw-client", "niets"), TokenError),
    ],
)
def test_what_cannot_be_is_an_error_that_the_command_shows(
    woorden: tuple[str, ...], fout: type[Exception]
) -> None:
    run("gebruiker", "bo")
    with pytest.raises(fout):
        run(*woorden)
