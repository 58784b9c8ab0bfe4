"""`vth begrippen`: publish the shared language, and check that what is published is up to date."""

from pathlib import Path
from typing import NoReturn

import typer
from django.conf import settings

from .publicatie.bundel import list_stale, write_bundel
from .rules import BegripError

app = typer.Typer(help="De gedeelde taal: begrippen, model en waardelijsten.", no_args_is_help=True)

MAP = typer.Option(
    None, "--map", help="De map met de gepubliceerde bestanden.", show_default="docs/begrippen"
)


@app.command()
def maak(map_: Path | None = MAP) -> None:
    """Maak de gepubliceerde bestanden opnieuw uit de bron."""
    try:
        aantal = write_bundel(_derive_map(map_))
    except BegripError as fout:
        _stop(fout)
    typer.echo(f"{aantal} bestanden geschreven in {_derive_map(map_)}.")


@app.command()
def controleer(map_: Path | None = MAP) -> None:
    """Zeg of de gepubliceerde bestanden bij de bron passen, en noem elk bestand dat dat niet doet."""
    try:
        verouderd = list_stale(_derive_map(map_))
    except BegripError as fout:
        _stop(fout)
    for naam in verouderd:
        typer.echo(f"{naam} past niet bij de bron. Draai `vth begrippen maak`.")
    if verouderd:
        raise typer.Exit(1)
    typer.echo("De gepubliceerde bestanden passen bij de bron.")


def _derive_map(map_: Path | None) -> Path:
    """Give the folder that was asked for, or the one of the project."""
    return map_ or settings.BASE_DIR / "docs" / "begrippen"


def _stop(fout: BegripError) -> NoReturn:
    """Say what is wrong with the source and stop."""
    typer.echo(str(fout))
    raise typer.Exit(1) from fout
