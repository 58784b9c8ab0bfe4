"""`vth ontdubbel`: compare the register, and say why two records are or are not one."""

import uuid
from typing import Annotated

import typer
from django.conf import settings
from rich.console import Console

from vth.register.selectors import BestaatNietError as ObjectBestaatNietError
from vth.tijd import klok
from vth.toegang.selectors import make_systeemviewer

from . import selectors, services
from .models import Koppelronde
from .profiel import read_profiel
from .uitlegging import read_uitlegging
from .weergave import Namen, name_grond, name_kans

app = typer.Typer(help="Zoek uit welke gegevens over hetzelfde gaan.", invoke_without_command=True)
console = Console()
ACTOR = "vth ontdubbel"


@app.callback()
def vergelijk(
    context: typer.Context,
    volledig: Annotated[
        bool, typer.Option(help="Vergelijk alles opnieuw met alles, ook wat niet is gewijzigd.")
    ] = False,
) -> None:
    """Vergelijk wat nieuw of gewijzigd is met het hele register. Nog een keer draaien wijzigt niets."""
    if context.invoked_subcommand:
        return
    with console.status("Ontdubbelen") as balk:
        ronde = services.record_ronde(
            viewer=make_systeemviewer(ACTOR, op=klok.today()),
            volledig=volledig,
            meld=lambda wat: balk.update(f"Ontdubbelen: {wat}"),
        )
    typer.echo(say_ronde(ronde))


def say_ronde(ronde: Koppelronde | None) -> str:
    """Say in one sentence what a run did."""
    if ronde is None:
        return "Er is niets nieuws om te vergelijken; er is niets gewijzigd."
    t = ronde.tellingen
    hoe = "alles met alles" if ronde.volledig else "wat nieuw was met alles"
    return (
        f"Vergeleken ({hoe}): {t['vergeleken']} van {t['gegevens']} gegevens. {t['gekoppeld']} paren gekoppeld, "
        f"{t['te_beoordelen']} te beoordelen, {t['verhuisd']} gegevens kregen een ander nummer."
    )


@app.command("leg-uit")
def leg_uit(
    a: Annotated[str, typer.Argument(help="Het nummer (uuid) van het ene gegeven.")],
    b: Annotated[str, typer.Argument(help="Het nummer (uuid) van het andere gegeven.")],
) -> None:
    """Zeg waarom twee gegevens wel of niet over hetzelfde gaan."""
    try:
        beeld = selectors.get_paar(make_systeemviewer(ACTOR, op=klok.today()), uuid.UUID(a), uuid.UUID(b))
    except ValueError:
        typer.echo(
            f"{a} of {b} is geen nummer. Geef twee uuid's, zoals op de bladzijde van een object.", err=True
        )
        raise typer.Exit(1) from None
    except (selectors.BestaatNietError, ObjectBestaatNietError) as fout:
        typer.echo(str(fout), err=True)
        raise typer.Exit(1) from None
    namen = Namen([beeld.links, beeld.rechts])
    for letter, r in (("A", beeld.links), ("B", beeld.rechts)):
        typer.echo(f"{letter}: {namen.get_naam(r)} ({namen.get_leverancier(r.leverancier)}, {r.sleutel})")
    if oordeel := beeld.oordeel:
        typer.echo(
            f"Beoordeeld op {oordeel.op:%d-%m-%Y}: {oordeel.get_keuze_display()}. {oordeel.reden}".strip()
        )
    _show_uitleg(beeld)


def _show_uitleg(beeld: selectors.Paarbeeld) -> None:
    """Show the evidence, line by line, and what it comes to."""
    uitleg = read_uitlegging(beeld)
    if uitleg is None:
        typer.echo(
            "Nog niet vergeleken: een van beide kwam binnen na de laatste ronde. Draai `vth ontdubbel`."
        )
        return
    begin = uitleg.gewicht - sum(s.gewicht for s in uitleg.stappen)
    typer.echo(f"{begin:+8.1f}  vooraf: zo onwaarschijnlijk is het dat twee willekeurige gegevens één zijn")
    for stap in uitleg.stappen:
        typer.echo(
            f"{stap.gewicht:+8.1f}  {stap.vergelijking}: {stap.uitleg} ({stap.links or '-'} | {stap.rechts or '-'})"
        )
    grond = name_grond(uitleg.grond, read_profiel(settings.KOPPELPROFIEL))
    typer.echo(
        f"{uitleg.gewicht:+8.1f}  samen; kans dat het één is {name_kans(uitleg.kans)} ({grond}): {uitleg.uitkomst.replace('_', ' ')}"
    )
