"""The commands of the whole house: migrate, check and start."""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from typing import Annotated

import typer
from django.conf import settings
from django.core.management import CommandError, call_command

from vth.begrippen import cli as begrippen
from vth.interface.loket import list_serveropties
from vth.opsporing.eigen import grant_rol, make_schema
from vth.regelgeving import cli as regelgeving
from vth.tijd.services import check_guard

ADRES, POORT = "127.0.0.1", 8000
WERKERS = 2


def migreer() -> None:
    """Breng de database bij het programma, en zet de bewaking van het register terug."""
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    make_schema()
    for alias in dict.fromkeys(["default", settings.VERWERKINGEN_MIGRATIE, settings.OPSPORING_DATABASE]):
        call_command("migrate", database=alias, verbosity=0, interactive=False)
    grant_rol()
    check_guard()
    typer.echo("De database is bij en wordt bewaakt.")


def start(
    adres: Annotated[str, typer.Option(help="Het adres waarop de site luistert.")] = ADRES,
    poort: Annotated[int, typer.Option(help="De poort waarop de site luistert.")] = POORT,
    werkers: Annotated[int, typer.Option(help="Het aantal processen.")] = WERKERS,
) -> None:
    """Start de site; eerst wordt nagegaan of de database het register bewaakt en of het adres vrij is."""
    check_guard()
    refuse_bezet(adres, poort)
    call_command("collectstatic", interactive=False, verbosity=0)
    opties = list_serveropties(adres, poort, werkers=werkers)
    opdracht = [sys.executable, "-m", "granian", *opties, "config.wsgi:application"]
    typer.echo(f"De site staat op http://{adres}:{poort}/ (stoppen met Ctrl+C).")
    os.chdir(settings.BASE_DIR)
    # Each process lets through its share of what one account may ask of the interface.
    os.environ["VTH_PROCESSEN"] = str(werkers)
    os.execv(sys.executable, opdracht)


def refuse_bezet(adres: str, poort: int) -> None:
    """Stop with a message when another program already listens there."""
    with socket.socket() as deur:
        deur.settimeout(1)
        if deur.connect_ex((adres, poort)) == 0:
            typer.echo(
                f"Op {adres}:{poort} draait al iets. Stop dat, of kies een andere poort met --poort.",
                err=True,
            )
            raise typer.Exit(1)


def controleer() -> None:
    """Controleer het programma zelf: instellingen, migraties, bewaking, regelboek en begrippen."""
    controles: dict[str, Callable[[], object]] = {
        "instellingen": lambda: call_command("check", fail_level="WARNING"),
        "migraties": lambda: call_command("makemigrations", check=True, dry_run=True, verbosity=1),
        "bewaking": check_bewaking_in_nieuwe_database,
        "regelboek": lambda: regelgeving.controleer(doelmap=None),
        "begrippen": lambda: begrippen.controleer(map_=None),
    }
    mislukt = []
    for naam, controle in controles.items():
        goed, uitvoer = _run_controle(controle)
        typer.echo(f"{'goed ' if goed else 'FOUT '} {naam}")
        if not goed:
            mislukt.append(naam)
            typer.echo(uitvoer)
    if mislukt:
        typer.echo(f"Niet in orde: {', '.join(mislukt)}.", err=True)
        raise typer.Exit(1)


def _run_controle(controle: Callable[[], object]) -> tuple[bool, str]:
    """Run one check and give whether it was passed and what it said."""
    uitvoer = StringIO()
    try:
        with redirect_stdout(uitvoer), redirect_stderr(uitvoer):
            controle()
    except (SystemExit, typer.Exit) as einde:
        code = einde.exit_code if isinstance(einde, typer.Exit) else einde.code
        return not code, uitvoer.getvalue()
    except CommandError as fout:
        return False, f"{uitvoer.getvalue()}{fout}"
    return True, uitvoer.getvalue()


def check_bewaking_in_nieuwe_database() -> None:
    """Migrate an empty SQLite database in a process of its own and see that it is guarded as the models ask."""
    with tempfile.TemporaryDirectory(prefix="vth-controle-") as map_:
        omgeving = os.environ | {"DATABASE_URL": f"sqlite:///{map_}/leeg.sqlite", "VTH_VAR": map_}
        uitkomst = subprocess.run(
            [sys.executable, "-c", "from config.opdracht import main; main()", "migreer"],
            env=omgeving,
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            check=False,
        )
    if uitkomst.returncode != 0:
        raise CommandError(uitkomst.stderr.strip() or uitkomst.stdout.strip())
