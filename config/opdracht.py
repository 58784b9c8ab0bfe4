"""The `vth` command: one sub-command per room that has a `cli.py`, and the few that concern the whole house."""

import os
import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command, get_group

KAMERS = {
    "logboek": "vth.logboek.cli",
    "regelboek": "vth.regelgeving.cli",
    "begrippen": "vth.begrippen.cli",
    "organisaties": "vth.organisaties.cli",
    "toegang": "vth.toegang.cli",
    "aanleveringen": "vth.aanleveringen.cli",
    "ontdubbel": "vth.ontdubbeling.cli",
    "zoeken": "portaal.zoekindex",
    "vergunningen": "vth.vergunningen.cli",
    "checklist": "vth.toezicht.lijst.cli",
    "voortgang": "vth.voortgang.cli",
}
OPDRACHTEN = {
    "lever": "vth.aanleveringen.cli",
    "voorbeeld": "portaal.voorbeeldregio",
    "demo": "portaal.voorbeeldregio",
    "migreer": "portaal.cli",
    "controleer": "portaal.cli",
    "dagelijks": "portaal.werk",
    "vernietig": "portaal.vernietiging",
    "dagstand": "portaal.werk",
    "start": "portaal.cli",
    "werker": "portaal.werk",
}


class Huis(TyperGroup):
    """All commands by name; a room is loaded when one of its commands is asked, for all rooms together take a second."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Name the rooms, then what concerns the whole house."""
        return [*KAMERS, *OPDRACHTEN]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Load one command, or all those of one room."""
        if cmd_name in KAMERS:
            groep = get_group(import_module(KAMERS[cmd_name]).app)
            groep.name = cmd_name
            return groep
        if cmd_name not in OPDRACHTEN:
            return None
        app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        app.command(cmd_name)(getattr(import_module(OPDRACHTEN[cmd_name]), cmd_name))
        return get_command(app)


def make_app() -> typer.Typer:
    """Put the commands of all rooms together."""
    app = typer.Typer(cls=Huis, no_args_is_help=True, pretty_exceptions_enable=False)
    app.callback(help="Open VTH: aanleveren, toetsen, één register door de tijd.")(lambda: None)
    return app


def list_bekend() -> tuple[type[Exception], ...]:
    """Give the errors that tell a user what to do: their sentence is the answer, without the way to it."""
    from vth.aanleveringen.profiel import ProfielError
    from vth.aanleveringen.rules import AanleveringError
    from vth.aanleveringen.selectors import BestaatNietError
    from vth.logboek.vernietiging import VernietigingError
    from vth.ontdubbeling.profiel import KoppelprofielError
    from vth.ontdubbeling.rules import OordeelError
    from vth.regelgeving.rules import RegelError
    from vth.register.stand import StandBezetError
    from vth.tijd.services import BewakingError
    from vth.toegang.selectors import BestaatNietError as AccountBestaatNietError
    from vth.toegang.services import GebruikerError
    from vth.toegang.tijdelijk import RolError
    from vth.toegang.tokens import TokenError
    from vth.toezicht.lijst.vorm import LijstError
    from vth.voortgang.rules import VoortgangError

    return (
        AanleveringError,
        AccountBestaatNietError,
        BestaatNietError,
        BewakingError,
        GebruikerError,
        KoppelprofielError,
        LijstError,
        OordeelError,
        ProfielError,
        RegelError,
        RolError,
        StandBezetError,
        TokenError,
        VernietigingError,
        VoortgangError,
    )


def main() -> None:
    """Run the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    try:
        make_app()()
    except Exception as fout:
        if not isinstance(fout, list_bekend()):
            raise
        print(fout, file=sys.stderr)
        sys.exit(1)
