"""`vth zaken`: what a keeper of the installation does for the files as a whole."""

import typer
from django.db import transaction

from .zoekregels import VINDBAAR, write_zoekregels

app = typer.Typer(help="Zaken: het onderhoud.", no_args_is_help=True)


@app.callback()
def _room() -> None:
    """Zaken: het onderhoud."""


@app.command()
def zoekregels() -> None:
    """Schrijf opnieuw wat er van zaken, verzoeken en besluiten te vinden is; nog een keer wijzigt niets."""
    for model in VINDBAAR:
        with transaction.atomic():
            typer.echo(f"{model.__name__}: {write_zoekregels(model)} te vinden.")
