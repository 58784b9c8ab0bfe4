"""`vth logboek`: seal and check the log."""

import typer

from . import selectors, services

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
