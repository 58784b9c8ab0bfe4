"""`vth toegang`: accounts and roles, for who administers an installation on the machine itself."""

import getpass
from datetime import date, datetime
from typing import Annotated

import typer

from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG

from . import selectors, services
from .rules import Viewer

app = typer.Typer(help="Accounts en rollen beheren.", no_args_is_help=True)

Gebruikersnaam = Annotated[str, typer.Argument(help="De naam waarmee men zich aanmeldt.")]
Dag = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Een dag, zoals 2026-01-31.")]


def _make_viewer() -> Viewer:
    """Act as the person at the keyboard of this machine."""
    return selectors.make_systeemviewer(f"opdrachtregel ({getpass.getuser()})", op=klok.today())


def _read_dag(tekst: datetime | None, anders: date) -> date:
    """Give the day that was named, else the usual one."""
    return tekst.date() if tekst else anders


@app.command()
def gebruiker(
    gebruikersnaam: Gebruikersnaam,
    naam: Annotated[str, typer.Option(help="Hoe mensen deze persoon of dit systeem noemen.")] = "",
    wachtwoord: Annotated[
        str,
        typer.Option(
            envvar="VTH_WACHTWOORD", prompt="Wachtwoord", hide_input=True, confirmation_prompt=True,
            help="Ten minste 12 tekens; laat weg om het ongezien in te typen.",
        ),
    ] = "",
) -> None:  # fmt: skip
    """Maak een account, of geef een bestaand account een andere naam en een nieuw wachtwoord."""
    account = services.record_gebruiker(
        viewer=_make_viewer(), gebruikersnaam=gebruikersnaam, naam=naam, wachtwoord=wachtwoord
    )
    typer.echo(f"Het account {account.username} is klaar. Zonder rol ziet het niets: zie `vth toegang rol`.")


@app.command()
def rol(
    gebruikersnaam: Gebruikersnaam,
    organisatie: Annotated[str, typer.Argument(help="De code van de organisatie, zoals OD-DCMR.")],
    naam: Annotated[str, typer.Argument(help="De rol, zie `vth toegang rollen`.", metavar="ROL")],
    begin: Dag = None,
    eind: Dag = None,
) -> None:
    """Geef een account een rol bij een organisatie, vanaf een dag (vandaag) tot een dag (tot nader order)."""
    lidmaatschap = services.record_lidmaatschap(
        viewer=_make_viewer(),
        gebruiker=selectors.get_gebruiker(gebruikersnaam),
        organisatie=organisatie,
        rol=naam,
        begin=_read_dag(begin, klok.today()),
        eind=_read_dag(eind, OPEN_DAG),
    )
    typer.echo(f"{lidmaatschap.pk}: {lidmaatschap}, vanaf {lidmaatschap.begin}.")


@app.command()
def beeindig(
    nummer: Annotated[int, typer.Argument(help="Het nummer van de rol in `vth toegang lijst`.")],
    eind: Dag = None,
) -> None:
    """Neem een rol terug; op de genoemde dag (vandaag) geldt zij al niet meer."""
    lidmaatschap = services.close_lidmaatschap(
        viewer=_make_viewer(), lidmaatschap_id=nummer, eind=_read_dag(eind, klok.today())
    )
    if lidmaatschap.pk is None:
        typer.echo(f"{lidmaatschap} is teruggenomen.")
    else:
        typer.echo(f"{lidmaatschap} eindigt op {lidmaatschap.eind}.")


@app.command()
def sluit(gebruikersnaam: Gebruikersnaam) -> None:
    """Sluit een account: aanmelden kan niet meer, en wie is aangemeld ziet niets meer."""
    account = services.close_gebruiker(viewer=_make_viewer(), gebruikersnaam=gebruikersnaam)
    typer.echo(f"Het account {account.username} is gesloten. `vth toegang gebruiker` opent het weer.")


@app.command()
def lijst() -> None:
    """Noem de accounts met hun rollen."""
    for account, lidmaatschappen in selectors.list_gebruikers(op=klok.today()):
        toestand = "" if account.is_active else " (gesloten)"
        typer.echo(f"{account.username}{toestand}  {account.naam}")
        for regel in lidmaatschappen:
            tot = "" if regel.eind == OPEN_DAG else f" tot {regel.eind}"
            typer.echo(f"  {regel.pk:5}  {regel.rol} bij {regel.organisatie}, vanaf {regel.begin}{tot}")


@app.command()
def rollen() -> None:
    """Noem de rollen die er vandaag zijn, met wat zij mogen."""
    for code, regel in sorted(selectors.read_rollen(op=klok.today()).items()):
        typer.echo(f"{code}: {regel['naam']}; ziet tot en met {regel['ziet']}; mag {', '.join(regel['mag'])}")
