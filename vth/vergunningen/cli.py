"""`vth vergunningen`: how well permits are read from paper."""

from typing import Annotated

import typer

from .uitpapier.meting import SOORTEN, Meting, measure_goud

app = typer.Typer(help="Vergunningen: wat er vandaag geldt.", no_args_is_help=True)


@app.callback()
def main() -> None:
    """Vergunningen: wat er vandaag geldt."""


@app.command()
def goud(
    fouten: Annotated[bool, typer.Option(help="Noem ook wat is gemist en wat is verzonnen.")] = False,
) -> None:
    """Meet hoe goed vergunningen van papier worden gelezen, op vergunningen die daarvoor zijn geschreven."""
    for meting in measure_goud():
        typer.echo(say_meting(meting))
        if fouten:
            for wat, gevonden in (("gemist", meting.gemist), ("verzonnen", meting.verzonnen)):
                for soort, waarde in gevonden:
                    typer.echo(f"  {wat}: {soort} {' | '.join(str(w) for w in waarde)[:160]}")


def say_meting(meting: Meting) -> str:
    """Say the scores of one permit as a table."""
    kop = f"{meting.naam}{' (achtergehouden)' if meting.achtergehouden else ''}: {meting.omschrijving}"
    regels = [
        kop,
        f"  {'':22}{'precisie':>9}{'opbrengst':>11}{'goed':>6}{'voorgesteld':>13}{'werkelijk':>11}",
    ]
    for soort in SOORTEN:
        s = meting.scores[soort]
        regels.append(
            f"  {soort:22}{s.precisie:9.2f}{s.opbrengst:11.2f}{s.goed:6}{s.voorgesteld:13}{s.werkelijk:11}"
        )
    if meting.eerste:
        regels.append(
            f"  eerste meting, voordat de lezer op deze vergunning was aangepast: {say_eerste(meting)}"
        )
    return "\n".join(regels)


def say_eerste(meting: Meting) -> str:
    """Say what the reader found of a permit that it had never seen: precision and recall of each kind."""
    return "; ".join(f"{soort} {p}/{o}" for soort, (p, o) in meting.eerste["scores"].items())
