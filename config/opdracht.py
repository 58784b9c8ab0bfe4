"""The `vth` command: one sub-command per room that has a `cli.py`, and the few that concern the whole house."""

import os
import sys
from importlib import import_module
from importlib.util import find_spec

import typer

KAMERS = {
    "logboek": "vth.logboek.cli",
    "regelboek": "vth.regelgeving.cli",
    "begrippen": "vth.begrippen.cli",
    "organisaties": "vth.organisaties.cli",
    "toegang": "vth.toegang.cli",
    "aanleveringen": "vth.aanleveringen.cli",
    "ontdubbel": "vth.ontdubbeling.cli",
    "zaken": "vth.zaken.cli",
    "vergunningen": "vth.vergunningen.cli",
    "checklist": "vth.toezicht.lijst.cli",
    "voortgang": "vth.voortgang.cli",
}


def make_app() -> typer.Typer:
    """Put the commands of all rooms together."""
    app = typer.Typer(
        help="Open VTH: aanleveren, toetsen, één register door de tijd.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
    )
    for naam, module in KAMERS.items():
        if find_spec(module):
            app.add_typer(import_module(module).app, name=naam)
    from portaal import cli as portaal
    from portaal.vernietiging import vernietig
    from vth.aanleveringen import cli as aanleveringen

    app.command("lever")(aanleveringen.lever)
    app.command("voorbeeld")(portaal.voorbeeld)
    app.command("demo")(portaal.demo)
    app.command("migreer")(portaal.migreer)
    app.command("controleer")(portaal.controleer)
    app.command("dagelijks")(portaal.dagelijks)
    app.command("vernietig")(vernietig)
    app.command("dagstand")(portaal.dagstand)
    app.command("start")(portaal.start)
    app.command("werker")(portaal.werker)
    return app


def main() -> None:
    """Run the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
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
    from vth.toegang.services import GebruikerError, RolError
    from vth.toezicht.lijst.vorm import LijstError
    from vth.voortgang.rules import VoortgangError

    bekend = (
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
        VernietigingError,
        VoortgangError,
    )
    try:
        make_app()()
    except bekend as fout:
        print(fout, file=sys.stderr)
        sys.exit(1)
