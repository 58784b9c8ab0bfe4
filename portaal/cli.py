"""The commands of the whole house: migrate, check, start and work; and the invented region in any size."""

import os
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.core.management import CommandError, call_command
from rich.console import Console

from voorbeelden.demo import DemoError, make_demo, place_regels
from voorbeelden.generator import STANDAARD_OMVANG, VoorbeeldError, make_voorbeeld
from voorbeelden.wereld import read_gegevens
from vth.agenda import services as agenda
from vth.agenda.dagtaken import run_dagtaken
from vth.analyse.services import make_dagstand
from vth.begrippen import cli as begrippen
from vth.handhaving import dagloop as handhaving
from vth.interface.loket import list_serveropties
from vth.logboek.services import seal_gebeurtenissen
from vth.logboek.verzegelaar import start_verzegelaar
from vth.ontdubbeling.cli import say_ronde
from vth.ontdubbeling.services import record_ronde
from vth.opsporing import dagloop as opsporing
from vth.opsporing.eigen import grant_rol, make_schema
from vth.regelgeving import cli as regelgeving
from vth.register.plekcellen import refresh_plekcellen
from vth.register.uitvoer import clear_uitvoer
from vth.tijd import klok
from vth.tijd.services import check_guard
from vth.toegang.selectors import make_systeemviewer
from vth.toezicht.ritme import boeking as ritme
from vth.vergunningen import meldingagenda, plichten, verouderingnacht
from vth.vergunningen.uitpapier import opruimen as papier
from vth.zaken import dagloop
from vth.zaken.documenten import opruimen

console = Console()
PER_ZEGEL = 5000
ADRES, POORT = "127.0.0.1", 8000
WERKERS = 2
# The work of every day that rooms have, in the order in which it is done.
DAGTAKEN = (
    *dagloop.DAGTAKEN,
    *plichten.DAGTAKEN,
    *meldingagenda.DAGTAKEN,
    *papier.DAGTAKEN,
    *opruimen.DAGTAKEN,
    *verouderingnacht.DAGTAKEN,
    *ritme.DAGTAKEN,
    *handhaving.DAGTAKEN,
    *opsporing.DAGTAKEN,
    *agenda.DAGTAKEN,
)


def voorbeeld(
    map_: Annotated[Path, typer.Option("--map", help="De map waarin de bestanden komen.")],
    omvang: Annotated[
        int, typer.Option(help="Het aantal inrichtingen van OD Veenrand; de rest groeit mee.")
    ] = STANDAARD_OMVANG,
    leverancier: Annotated[str, typer.Option(help="Alleen deze leverancier, zoals OD-VEENRAND.")] = "",
    soort: Annotated[str, typer.Option(help="Alleen dit soort bestand, zoals inrichtingen.")] = "",
    peildatum: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Alleen de levering van deze dag.")
    ] = None,
    wijzig: Annotated[
        float, typer.Option(help="Maak ook de volgende levering, waarin zoveel procent van de rijen wijzigt.")
    ] = 0,
) -> None:
    """Maak de leveringen van de verzonnen regio Lindeland, zo groot als u wilt."""
    map_.mkdir(parents=True, exist_ok=True)
    try:
        paden = make_voorbeeld(
            map_,
            omvang=omvang,
            leverancier=leverancier,
            soort=soort,
            peildatum=peildatum.date() if peildatum else None,
            wijzig_procent=wijzig,
        )
    except VoorbeeldError as fout:
        typer.echo(str(fout), err=True)
        raise typer.Exit(1) from None
    for pad in paden:
        typer.echo(f"{pad} ({pad.stat().st_size / 1e6:.1f} MB)")


def demo(
    starten: Annotated[bool, typer.Option("--starten/--niet-starten", help="Start daarna de site.")] = True,
) -> None:
    """Laad de verzonnen regio met demo-accounts, en start de site. Nog een keer draaien wijzigt niets."""
    migreer()
    if not place_regels():
        typer.echo(
            f"De regels van de gezagen in Lindeland tellen niet: deze installatie leest {settings.REGELS_DIR}."
        )
    try:
        with console.status("Lindeland wordt geladen") as balk:
            verslag = make_demo(meld=lambda wat: balk.update(f"Lindeland: {wat}"))
    except DemoError as fout:
        typer.echo(str(fout), err=True)
        raise typer.Exit(1) from None
    _seal()
    # The accounts of the demo have no telephone.
    os.environ.setdefault("VTH_TWEEDE_FACTOR", "vrij")
    typer.echo(f"{len(verslag.geleverd)} bestanden aangeleverd, {verslag.overgeslagen} waren er al.")
    typer.echo(say_ronde(verslag.ronde))
    show_accounts()
    if starten:
        start()


def show_accounts() -> None:
    """Show where the site is and with which accounts one can look."""
    typer.echo("\nDemo-accounts (alleen voor de demo):")
    for account in read_gegevens("accounts"):
        wie = f"{account['rol'].replace('_', ' ')} bij {account['organisatie']}"
        typer.echo(f"  {account['gebruiker']:22}{account['wachtwoord']:24}{wie}")
    typer.echo(f"Adres van de site: http://{ADRES}:{POORT}/")


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


def werker() -> None:
    """Voer uit wat in de wachtrij staat en verzegel het logboek steeds, tot u stopt met Ctrl+C."""
    check_guard()
    stop = threading.Event()
    start_verzegelaar(stop)
    try:
        call_command("db_worker")
    finally:
        stop.set()


def dagelijks() -> None:
    """Doe wat elke dag moet: termijnen en agenda bijwerken, het logboek verzegelen, oude downloads weghalen, tellen voor de kaart, de dagstand maken en ontdubbelen. Nog een keer draaien mag."""
    for verslag in run_dagtaken(DAGTAKEN, op=klok.today()):
        typer.echo(f"{verslag.aantal} {verslag.titel}{'' if verslag.gedaan else ' (vandaag al gedaan)'}.")
    typer.echo(f"{_seal()} regels van het logboek verzegeld.")
    typer.echo(f"{clear_uitvoer()} oude downloads weggehaald.")
    typer.echo(f"Voor de kaart opnieuw geteld: {refresh_plekcellen()} leveranciers.")
    dagstand()
    typer.echo(say_ronde(record_ronde(viewer=make_systeemviewer("vth dagelijks", op=klok.today()))))


def dagstand() -> None:
    """Maak de dagstand van vandaag: alle gedeelde tabellen als Parquet, met controlesom."""
    typer.echo(f"Dagstand: {make_dagstand(op=klok.today())}")


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


def _seal() -> int:
    """Seal all committed lines of the log, and give how many."""
    totaal = 0
    while aantal := seal_gebeurtenissen(hoogstens=PER_ZEGEL):
        totaal += aantal
    return totaal
