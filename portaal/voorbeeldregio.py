"""The commands of the invented region: its deliveries in any size, and the demo with its accounts."""

import os
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from rich.console import Console

from voorbeelden.demo import DemoError, make_demo, place_regels
from voorbeelden.generator import STANDAARD_OMVANG, VoorbeeldError, make_voorbeeld
from voorbeelden.wereld import read_gegevens
from vth.ontdubbeling.cli import say_ronde

from .cli import ADRES, POORT, migreer, start
from .werk import seal_alles

console = Console()


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
    seal_alles()
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
