"""`vth lever` and `vth aanleveringen`: deliver a file from the machine itself, carry on what waits, try a leverprofiel.

A script reads the exit code: 0 registered, 1 refused or failed, 2 the command cannot be carried out as it was given,
3 waits for a person to decide, 4 waits for another delivery of the same supplier.
"""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from vth.interface.inlezen import Leesfout
from vth.register.stand import StandBezetError
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.toegang.selectors import make_systeemviewer

from . import selectors, services
from .cliweergave import make_proeftekst, make_toetstekst, make_verschiltabel, write_leesbaar
from .models import Aanlevering
from .proeflevering import check_proeflevering
from .profiel import Leverprofiel, ProfielError
from .profielbestanden import list_basisprofielen, read_profielbestand
from .rules import AanleveringError

app = typer.Typer(help="Aanleveringen bekijken en afmaken, en leverprofielen proberen.", no_args_is_help=True)
console = Console()
BLOK = 2**20
GEWEIGERD, OPDRACHT, WACHT, BEZET = 1, 2, 3, 4
CODES = {Aanlevering.Staat.VERWERKT.value: 0, Aanlevering.Staat.WACHT.value: WACHT}
TE_DOEN = (Aanlevering.Staat.ONTVANGEN, Aanlevering.Staat.BEZIG, Aanlevering.Staat.MISLUKT)

Bestand = Annotated[Path, typer.Argument(help="Het bestand met uw gegevens.")]
Profiel = Annotated[
    str, typer.Option(help="Het leverprofiel, zie `vth aanleveringen profielen`; of een bestand .yaml.")
]
Peildatum = Annotated[
    str, typer.Option(help="De dag waarover het bestand gaat, zoals 2025-04-22; leeg is vandaag.")
]


def lever(
    bestand: Bestand,
    profiel: Annotated[str, typer.Option(help="Het leverprofiel, zie `vth aanleveringen profielen`.")],
    peildatum: Peildatum = "",
    correctie: Annotated[bool, typer.Option("--correctie", help="Verbetert een stand van vroeger.")] = False,
) -> None:
    """Lever een bestand aan: toets het, zeg wat eraan mankeert en registreer wat goed is."""
    with _explain():
        aanlevering = services.accept_aanlevering(
            viewer=_make_viewer(),
            profiel_id=profiel,
            brokken=_read(_check_bestand(bestand)),
            bestandsnaam=bestand.name,
            peildatum=_read_dag(peildatum),
            correctie=correctie,
        )
    show_uitkomst(_process(aanlevering))


def show_uitkomst(aanlevering: Aanlevering) -> None:
    """Say what became of a delivery, and end with its exit code."""
    typer.secho(f"Aanlevering {aanlevering.pk}: {aanlevering.get_staat_display()}", bold=True)
    for regel in filter(None, [aanlevering.uitleg, *aanlevering.opmerkingen]):
        typer.echo(write_leesbaar(regel))
    if verschil := aanlevering.tellingen.get("verschil"):
        console.print(make_verschiltabel(verschil))
    if tellingen := list(aanlevering.toetstellingen.order_by("ernst", "-aantal")[:25]):
        for regel in make_toetstekst(tellingen, selectors.list_voorbeelden(aanlevering)):
            typer.echo(regel)
    if aanlevering.staat == Aanlevering.Staat.WACHT:
        typer.echo(
            f"Beslis in de site, of met: vth aanleveringen besluit {aanlevering.pk} --akkoord --reden …"
        )
    if code := CODES.get(aanlevering.staat, GEWEIGERD):
        raise typer.Exit(code)


@app.command()
def profielen(
    basis: Annotated[
        bool, typer.Option("--basis", help="Noem de basisprofielen, waarop u een eigen profiel bouwt.")
    ] = False,
) -> None:
    """Noem de leverprofielen die er zijn, en wat er mis is met profielen die niet te gebruiken zijn."""
    if basis:
        for b in list_basisprofielen():
            stand = "te gebruiken" if b.is_bekend else "kolommen nog niet bekend"
            typer.echo(f"{b.id:36} {b.bestandsnaam:30} kamer {b.kamer:14} {stand}")
        return
    for profiel in selectors.list_profielen():
        typer.echo(f"{profiel.id:40} {profiel.leverancier:14} {profiel.titel}")
    if fouten := selectors.list_profielfouten():
        _stop("\n\n".join(["", *fouten]), GEWEIGERD)


@app.command()
def profiel(
    bestand: Annotated[Path, typer.Argument(help="Het leverprofiel dat u maakt, een bestand .yaml.")],
) -> None:
    """Controleer een leverprofiel dat u maakt, en noem de kolommen die uw bestand dan moet hebben."""
    with _explain():
        gemaakt = read_profielbestand(_check_bestand(bestand))
    typer.echo(f"Het profiel {gemaakt.id} van {gemaakt.leverancier} is te gebruiken.")
    typer.echo(f"Het vult: {', '.join(gemaakt.gegevenssets)}.")
    typer.echo(f"Kolommen in uw bestand: {', '.join(gemaakt.list_kolommen())}.")


@app.command()
def proef(
    bestand: Bestand,
    profiel: Profiel,
    peildatum: Peildatum = "",
    regels: Annotated[int, typer.Option(help="Hoeveel bevindingen u wilt zien.")] = 20,
) -> None:
    """Probeer een bestand met een leverprofiel: alle toetsen lopen, en er wordt niets bewaard of geregistreerd."""
    with _explain():
        uitkomst = check_proeflevering(
            _find_profiel(profiel),
            _check_bestand(bestand),
            peildatum=_read_dag(peildatum) or klok.today(),
        )
    for regel in make_proeftekst(uitkomst, hoogstens=regels):
        typer.echo(regel)
    if uitkomst.telling.geweigerd:
        raise typer.Exit(GEWEIGERD)


@app.command()
def lijst(
    hoogstens: Annotated[int, typer.Option(min=1, max=1000, help="Hoeveel aanleveringen u wilt zien.")] = 20,
) -> None:
    """Noem de laatste aanleveringen."""
    for a in selectors.list_aanleveringen(_make_viewer())[:hoogstens]:
        naam = write_leesbaar(a.bestandsnaam)
        typer.echo(
            f"{a.pk} {a.ontvangen_op:%Y-%m-%d %H:%M} {a.leverancier_id:14} {a.get_staat_display():20} {naam}"
        )


@app.command()
def verwerk(
    aanlevering_id: Annotated[
        str, typer.Argument(help="Alleen deze aanlevering; zonder nummer alles wat nog niet klaar is.")
    ] = "",
) -> None:
    """Maak af wat ontvangen is, waarvan het werk is afgebroken, of wat door een storing is mislukt."""
    with _explain():
        een = selectors.get_aanlevering(_make_viewer(), aanlevering_id) if aanlevering_id else None
    wachtend = [een] if een else Aanlevering.objects.filter(staat__in=TE_DOEN).order_by("ontvangen_op")
    codes = [_try_again(aanlevering) for aanlevering in wachtend]
    if any(codes):
        raise typer.Exit(max(codes))


@app.command()
def besluit(
    aanlevering_id: Annotated[str, typer.Argument(help="Het nummer van de aanlevering die wacht.")],
    akkoord: Annotated[bool, typer.Option("--akkoord/--weiger", help="Doorgaan of weigeren.")],
    reden: Annotated[str, typer.Option(help="Waarom u dit besluit neemt.")],
) -> None:
    """Beslis over een aanlevering die op een mens wacht."""
    with _explain():
        aanlevering = services.decide_aanlevering(
            viewer=_make_viewer(), aanlevering_id=aanlevering_id, akkoord=akkoord, reden=reden
        )
    if akkoord:
        show_uitkomst(_process(aanlevering))
    else:
        typer.echo("De aanlevering is geweigerd; er is niets gewijzigd.")


def _try_again(aanlevering: Aanlevering) -> int:
    """Process one delivery and say in one line what became of it; gives its exit code."""
    try:
        klaar = services.process_aanlevering(aanlevering.pk)
    except StandBezetError as fout:
        typer.echo(f"{aanlevering.pk}: {fout}")
        return BEZET
    except Exception:  # the service noted and logged it; the others must go on
        aanlevering.refresh_from_db()
        klaar = aanlevering
    typer.echo(f"{klaar.pk}: {klaar.get_staat_display()}. {write_leesbaar(klaar.uitleg)}".strip())
    return CODES.get(klaar.staat, GEWEIGERD)


def _process(aanlevering: Aanlevering) -> Aanlevering:
    """Process a delivery and show how far it is."""
    kolommen = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*kolommen, console=console, transient=True) as balk:
        taak = balk.add_task("begint", total=6)

        def meld(stap: str, gedaan: int, totaal: int) -> None:
            balk.update(taak, description=stap, completed=gedaan, total=totaal)

        try:
            return services.process_aanlevering(aanlevering.pk, meld=meld)
        except StandBezetError as fout:
            tekst = f"{fout} Maak haar daarna af met: vth aanleveringen verwerk {aanlevering.pk}"
            _stop(tekst, BEZET)
        except Exception:  # the service noted and logged it
            aanlevering.refresh_from_db()
            return aanlevering


@contextmanager
def _explain() -> Iterator[None]:
    """End with a message and an exit code for what people can do something about."""
    try:
        yield
    except (ProfielError, selectors.BestaatNietError) as fout:
        _stop(str(fout), OPDRACHT)
    except (AanleveringError, Leesfout) as fout:
        _stop(str(fout), GEWEIGERD)


def _stop(melding: str, code: int) -> NoReturn:
    """Say why it ends, to where errors go."""
    typer.echo(write_leesbaar(melding), err=True)
    raise typer.Exit(code)


def _find_profiel(naam: str) -> Leverprofiel:
    """Give a profile by its id, or by the file that somebody is making."""
    if naam.endswith((".yaml", ".yml")):
        return read_profielbestand(_check_bestand(Path(naam)))
    return selectors.read_profiel(naam)


def _check_bestand(bestand: Path) -> Path:
    """Refuse what is no file that can be read."""
    try:
        with bestand.open("rb"):
            return bestand
    except IsADirectoryError:
        _stop(f"{bestand} is een map. Noem een bestand.", OPDRACHT)
    except FileNotFoundError:
        _stop(f"{bestand} bestaat niet. Controleer de naam en de map.", OPDRACHT)
    except OSError:
        _stop(f"{bestand} is niet te lezen. Controleer of u het mag openen.", OPDRACHT)


def _read_dag(tekst: str) -> date | None:
    """Read a day; nothing when none was given."""
    try:
        return date.fromisoformat(tekst) if tekst else None
    except ValueError:
        _stop(f"{tekst!r} is geen dag. Schrijf jaar, maand en dag, zoals 2025-04-22.", OPDRACHT)


def _make_viewer() -> Viewer:
    """Make the viewer of who sits at the machine."""
    return make_systeemviewer(f"opdrachtregel ({getpass.getuser()})", op=klok.today())


def _read(bestand: Path) -> Iterator[bytes]:
    """Read a file in pieces."""
    with bestand.open("rb") as stream:
        while blok := stream.read(BLOK):
            yield blok
