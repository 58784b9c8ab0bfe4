"""`vth logboek`: seal and check the log, and export the log of reads."""

from datetime import UTC, datetime, time
from pathlib import Path
from typing import Annotated

import orjson
import typer

from . import selectors, services
from .verwerkingen import list_verwerkingen, make_spans

app = typer.Typer(help="Het logboek verzegelen en controleren.", no_args_is_help=True)


@app.command()
def verzegel() -> None:
    """Nummer en hash de regels die nog niet verzegeld zijn."""
    totaal = 0
    while aantal := services.seal_gebeurtenissen():
        totaal += aantal
    typer.echo(f"{totaal} regels verzegeld.")


@app.command()
def controleer() -> None:
    """Lees de hele keten na en noem elke gewijzigde, verwijderde of verwisselde regel."""
    breuken = selectors.list_breuken()
    for breuk in breuken:
        typer.echo(breuk.uitleg)
    if breuken:
        raise typer.Exit(1)
    typer.echo("Het logboek is heel.")


@app.command()
def verwerkingen(
    bestand: Annotated[Path, typer.Argument(help="Het bestand waarin de regels komen (NDJSON).")],
    vanaf: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="De eerste dag (UTC).")],
    tot: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="De dag na de laatste (UTC).")],
    adres: Annotated[
        str, typer.Option(help="Waar deze installatie haar verwerkingsactiviteiten uitlegt.")
    ] = "/id/verwerkingsactiviteit#",
) -> None:
    """Schrijf wie naar gegevens van een ander keek, in de vorm van Logboek Dataverwerkingen."""
    rijen = list_verwerkingen(
        vanaf=datetime.combine(vanaf, time(), UTC), tot=datetime.combine(tot, time(), UTC)
    )
    aantal = 0
    with bestand.open("wb") as uit:
        for span in make_spans(rijen, adres=adres):
            uit.write(orjson.dumps(span) + b"\n")
            aantal += 1
    typer.echo(f"{aantal} regels geschreven in {bestand}.")
