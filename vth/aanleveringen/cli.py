"""`vth lever` and `vth aanleveringen`: deliver a file from the machine itself, and carry on what is waiting."""

import getpass
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from vth.register.stand import StandBezetError
from vth.tijd import klok
from vth.toegang.selectors import make_systeemviewer

from . import selectors, services
from .models import Aanlevering

app = typer.Typer(help="Aanleveringen bekijken en afmaken.", no_args_is_help=True)
console = Console()
BLOK = 2**20


def lever(
    bestand: Annotated[
        Path, typer.Argument(help="Het bestand dat u aanlevert.", exists=True, dir_okay=False)
    ],
    profiel: Annotated[str, typer.Option(help="Het leverprofiel, zie `vth aanleveringen profielen`.")],
    peildatum: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="De dag waarover het bestand gaat.")
    ] = None,
    correctie: Annotated[bool, typer.Option(help="Verbetert een stand van vroeger.")] = False,
) -> None:
    """Lever een bestand aan: toets het, zeg wat eraan mankeert en registreer wat goed is."""
    viewer = make_systeemviewer(f"opdrachtregel ({getpass.getuser()})", op=klok.today())
    aanlevering = services.accept_aanlevering(
        viewer=viewer,
        profiel_id=profiel,
        brokken=_read(bestand),
        bestandsnaam=bestand.name,
        peildatum=peildatum.date() if peildatum else None,
        correctie=correctie,
    )
    show_uitkomst(_process(aanlevering))


def _read(bestand: Path) -> Iterator[bytes]:
    """Read a file in pieces."""
    with bestand.open("rb") as stream:
        while blok := stream.read(BLOK):
            yield blok


def _process(aanlevering: Aanlevering) -> Aanlevering:
    """Process a delivery and show how far it is."""
    kolommen = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*kolommen, console=console, transient=True) as balk:
        taak = balk.add_task("begint", total=6)

        def meld(stap: str, gedaan: int, totaal: int) -> None:
            balk.update(taak, description=stap, completed=gedaan, total=totaal)

        return services.process_aanlevering(aanlevering.pk, meld=meld)


def show_uitkomst(aanlevering: Aanlevering) -> None:
    """Say what became of a delivery; the exit code is 0 when it was registered, 2 when it waits, else 1."""
    console.print(
        f"Aanlevering {aanlevering.pk}: {aanlevering.get_staat_display()}", style="bold", highlight=False
    )
    for regel in filter(None, [aanlevering.uitleg, *aanlevering.opmerkingen]):
        console.print(regel, highlight=False, markup=False)
    if verschil := aanlevering.tellingen.get("verschil"):
        tabel = Table(
            "gegevensset", "nieuw", "gewijzigd", "beëindigd", "niet meer aangeleverd", "ongewijzigd"
        )
        for naam, t in verschil.items():
            waarden = (
                t[k] for k in ("nieuw", "gewijzigd", "beeindigd", "niet_meer_aangeleverd", "ongewijzigd")
            )
            tabel.add_row(naam, *(f"{w:,}".replace(",", ".") for w in waarden))
        console.print(tabel)
    _show_toetsen(aanlevering)
    if aanlevering.staat != Aanlevering.Staat.VERWERKT:
        raise typer.Exit(2 if aanlevering.staat == Aanlevering.Staat.WACHT else 1)


def _show_toetsen(aanlevering: Aanlevering) -> None:
    """Show what the checks found, with the first example of each."""
    tellingen = list(aanlevering.toetstellingen.order_by("ernst", "-aantal")[:25])
    if not tellingen:
        return
    tabel = Table("ernst", "toets", "aantal", "eerste voorbeeld")
    for t in tellingen:
        eerste = selectors.list_verslag(aanlevering, toets=t.toets, veld=t.veld, ernst=t.ernst, hoogstens=1)
        voorbeeld = f"rij {eerste[0].rijnummer}: {eerste[0].tekst}" if eerste else ""
        tabel.add_row(t.ernst, f"{t.toets} {t.veld}".strip(), str(t.aantal), voorbeeld)
    console.print(tabel)


@app.command()
def profielen() -> None:
    """Noem de leverprofielen die er zijn."""
    for profiel in selectors.list_profielen():
        typer.echo(f"{profiel.id:40} {profiel.leverancier:14} {profiel.titel}")


@app.command()
def lijst(hoogstens: int = 20) -> None:
    """Noem de laatste aanleveringen."""
    viewer = make_systeemviewer("opdrachtregel", op=klok.today())
    for a in selectors.list_aanleveringen(viewer)[:hoogstens]:
        typer.echo(
            f"{a.pk} {a.ontvangen_op:%Y-%m-%d %H:%M} {a.leverancier_id:14} {a.get_staat_display():20} {a.bestandsnaam}"
        )


@app.command()
def verwerk() -> None:
    """Maak af wat ontvangen is of waarvan het werk is afgebroken."""
    wachtend = Aanlevering.objects.filter(staat__in=[Aanlevering.Staat.ONTVANGEN, Aanlevering.Staat.BEZIG])
    for aanlevering in wachtend.order_by("ontvangen_op"):
        try:
            klaar = _process(aanlevering)
            typer.echo(f"{klaar.pk}: {klaar.get_staat_display()}")
        except StandBezetError as fout:
            typer.echo(str(fout))


@app.command()
def besluit(
    aanlevering_id: str,
    reden: Annotated[str, typer.Option(help="Waarom u dit besluit neemt.")],
    akkoord: Annotated[bool, typer.Option("--akkoord/--weiger", help="Doorgaan of weigeren.")] = True,
) -> None:
    """Beslis over een aanlevering die op een mens wacht."""
    viewer = make_systeemviewer(f"opdrachtregel ({getpass.getuser()})", op=klok.today())
    aanlevering = services.decide_aanlevering(
        viewer=viewer, aanlevering_id=aanlevering_id, akkoord=akkoord, reden=reden
    )
    if akkoord:
        show_uitkomst(_process(aanlevering))
