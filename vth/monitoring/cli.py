"""`vth monitoring`: import the borders of gemeenten, so that maps show the country as it is."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from vth.organisaties.selectors import list_codes
from vth.tijd.klok import today
from vth.toegang.selectors import make_systeemviewer

from .grenzen import HOOGSTENS_BYTES, RECHT, record_grenzen
from .rules import MonitoringError

app = typer.Typer(help="Robuustheid: grenzen van gemeenten inlezen.", no_args_is_help=True)


@app.callback()
def main() -> None:
    """Robuustheid van omgevingsdiensten."""


@app.command()
def grenzen(
    bestand: Annotated[Path, typer.Argument(help="GeoJSON van gemeenten, met hun code (GM0344), in WGS84.")],
    dag: Annotated[str, typer.Option(help="De dag waarvan de grenzen zijn, zoals 2025-01-01.")],
    bron: Annotated[str, typer.Option(help="Waar het bestand vandaan komt; staat onder elke kaart.")],
    herstel: Annotated[bool, typer.Option(help="Maak vormen die zichzelf kruisen in orde.")] = False,
) -> None:
    """Lees de grenzen van gemeenten in; kaarten van omgevingsdiensten worden daaruit getekend."""
    if not bestand.is_file():
        raise MonitoringError(f"{bestand} is geen bestand. Controleer de naam.")
    if bestand.stat().st_size > HOOGSTENS_BYTES:
        raise MonitoringError(
            f"{bestand} is groter dan {HOOGSTENS_BYTES >> 20} MB. Neem de gegeneraliseerde grenzen."
        )
    try:
        peildatum = date.fromisoformat(dag)
    except ValueError as fout:
        raise MonitoringError(
            f"‘{dag[:20]}’ is geen dag. Schrijf jaar, maand en dag, zoals 2025-01-01."
        ) from fout
    viewer = make_systeemviewer("vth monitoring", op=today()).with_handeling(RECHT)
    gemaakt = record_grenzen(
        viewer=viewer, inhoud=bestand.read_bytes(), peildatum=peildatum, bron=bron, herstel=herstel
    )
    typer.echo(f"{len(gemaakt)} gemeenten ingelezen, met hun grenzen van {peildatum}.")
    mist = sorted(list_codes(peildatum, soort="gemeente") - {grens.code for grens in gemaakt})
    if mist:
        typer.echo(
            f"Het register kent op die dag {len(mist)} gemeenten die niet in het bestand staan: {', '.join(mist[:20])}."
        )
