"""`vth regelboek`: make the pages of all rules, and check that they are up to date."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings

from . import selectors, services
from .rules import RegelError

app = typer.Typer(help="Het regelboek maken en controleren.", no_args_is_help=True)

Doelmap = Annotated[
    Path | None, typer.Option("--map", help="Map van de bladzijden; zonder deze optie docs/regelboek.")
]


@app.command()
def maak(doelmap: Doelmap = None) -> None:
    """Schrijf de bladzijden van alle regels die bij het programma horen."""
    gewijzigd = _run(services.record_regelboek, doelmap)
    typer.echo(f"Gewijzigd: {', '.join(gewijzigd)}." if gewijzigd else "Het regelboek was al bij.")


@app.command()
def controleer(doelmap: Doelmap = None) -> None:
    """Lees alle regelbestanden na en zeg of het regelboek erbij past."""
    verschillen = _run(selectors.list_regelboekverschillen, doelmap)
    if verschillen:
        for verschil in verschillen:
            typer.echo(f"- {verschil}")
        typer.echo("Het regelboek past niet bij de regelbestanden. Draai `vth regelboek maak`.")
        raise typer.Exit(1)
    aantal = len(selectors.list_afwijkingen())
    typer.echo(f"Het regelboek is bij. Eigen regels van deze installatie: {aantal}.")


def _run(opdracht: Callable[..., list[str]], doelmap: Path | None) -> list[str]:
    """Carry out an order on fresh files; faults in them are told and end the command."""
    selectors.clear_regels()
    try:
        return opdracht(doelmap=doelmap or settings.BASE_DIR / "docs" / "regelboek")
    except RegelError as fout:
        typer.echo(str(fout), err=True)
        raise typer.Exit(1) from fout
