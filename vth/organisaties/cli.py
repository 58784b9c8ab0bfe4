"""`vth organisaties`: load reference data and borders."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from vth.tijd import klok
from vth.toegang.selectors import make_systeemviewer

from . import services
from .grensbestand import GrenzenError
from .rules import StamgegevensError

app = typer.Typer(help="Organisaties, werkgebieden en grenzen laden.", no_args_is_help=True)


@app.command()
def laad(
    map_: Annotated[
        Path | None,
        typer.Argument(metavar="MAP", help="Map met eigen CSV-bestanden; zonder map de landelijke lijst."),
    ] = None,
) -> None:
    """Laad stamgegevens; nog een keer laden wijzigt niets."""
    viewer = make_systeemviewer("vth organisaties laad", op=klok.today())
    try:
        verslag = services.record_stamgegevens(viewer=viewer, map_=map_)
    except StamgegevensError as fout:
        typer.echo(str(fout), err=True)
        raise typer.Exit(1) from None
    typer.echo(f"{verslag.organisaties} organisaties toegevoegd.")
    for tabel, aantal in verslag.rijen.items():
        typer.echo(f"{tabel}: {aantal} regels gesloten of toegevoegd.")
    for naam in verslag.overgeslagen:
        typer.echo(f"Met rust gelaten, want door de installatie zelf opgegeven: {naam}.")


@app.command()
def grenzen(
    bestand: Annotated[Path, typer.Argument(metavar="BESTAND", help="GeoJSON met gemeentegrenzen.")],
    geldig_vanaf: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], help="De dag waarop de grenzen ingaan.")
    ],
    bron: Annotated[str, typer.Option(help="Waar het bestand vandaan komt.")] = "",
    crs: Annotated[str, typer.Option(help="Coördinaatstelsel, als het bestand dat niet zelf zegt.")] = "",
) -> None:
    """Neem gemeentegrenzen over vanaf een dag; nog een keer overnemen wijzigt niets."""
    viewer = make_systeemviewer("vth organisaties grenzen", op=klok.today())
    try:
        verslag = services.import_grenzen(
            viewer=viewer, bestand=bestand, geldig_vanaf=geldig_vanaf.date(), bron=bron, crs=crs
        )
    except GrenzenError as fout:
        typer.echo(str(fout), err=True)
        raise typer.Exit(1) from None
    for waarschuwing in verslag.waarschuwingen:
        typer.echo(f"Let op: {waarschuwing}")
    if verslag.ontbrekend:
        typer.echo(f"Let op: niet in het bestand: {', '.join(verslag.ontbrekend)}.")
    typer.echo(f"{verslag.gelezen} grenzen gelezen, {verslag.rijen} regels gesloten of toegevoegd.")
