"""`vth toegang`: accounts and roles, for who administers an installation on the machine itself."""

import getpass
from datetime import date, datetime
from typing import Annotated

import typer

from vth.tijd import klok
from vth.tijd.rules import AMSTERDAM, OPEN_DAG

from . import selectors, services, tokens, zgwclients
from .models import Lidmaatschap
from .rules import Viewer
from .tijdelijk import Voorwaarden, write_gebieden, write_tijdstip

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
    soort: Annotated[str, typer.Option(help="vast, vervanging of piket.")] = "vast",
    vervalt_op: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], help="Wanneer een vervanging of piket vanzelf vervalt, in Nederlandse tijd: 2026-01-31T08:00."),
    ] = None,
    gebied: Annotated[list[str] | None, typer.Option(help="Alleen voor deze gemeente, met haar code; mag vaker.")] = None,
    reden: Annotated[str, typer.Option(help="Waarom; verplicht bij vervanging en piket.")] = "",
) -> None:  # fmt: skip
    """Geef een account een rol bij een organisatie, vanaf een dag (vandaag) tot een dag (tot nader order).

    Met --soort vervanging of piket vervalt de rol vanzelf, op het tijdstip dat u met --vervalt-op geeft.
    """
    lidmaatschap = services.record_lidmaatschap(
        viewer=_make_viewer(),
        gebruiker=selectors.get_gebruiker(gebruikersnaam),
        organisatie=organisatie,
        rol=naam,
        begin=_read_dag(begin, klok.today()),
        eind=_read_dag(eind, OPEN_DAG),
        voorwaarden=Voorwaarden(
            soort=soort,
            vervalt_op=vervalt_op.replace(tzinfo=AMSTERDAM) if vervalt_op else None,
            gebieden=frozenset(gebied or ()),
            reden=reden,
        ),
    )
    typer.echo(
        f"{lidmaatschap.pk}: {lidmaatschap}, vanaf {lidmaatschap.begin}{_write_grenzen(lidmaatschap)}."
    )


def _write_grenzen(lidmaatschap: Lidmaatschap) -> str:
    """Write until when and where a role holds, as far as that is not for good and everywhere."""
    tot = "" if lidmaatschap.eind == OPEN_DAG else f" tot {lidmaatschap.eind}"
    if lidmaatschap.vervalt_op:
        tot = f", {lidmaatschap.soort} tot {write_tijdstip(lidmaatschap.vervalt_op)}"
    return tot + (f", alleen {write_gebieden(lidmaatschap.gebieden)}" if lidmaatschap.gebieden else "")


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
            typer.echo(
                f"  {regel.pk:5}  {regel.rol} bij {regel.organisatie}, vanaf {regel.begin}{_write_grenzen(regel)}"
            )


@app.command()
def rollen() -> None:
    """Noem de rollen die er vandaag zijn, met wat zij mogen."""
    for code, regel in sorted(selectors.read_rollen(op=klok.today()).items()):
        typer.echo(f"{code}: {regel['naam']}; ziet tot en met {regel['ziet']}; mag {', '.join(regel['mag'])}")


@app.command()
def client(
    gebruikersnaam: Gebruikersnaam,
    naam: Annotated[str, typer.Option(help="Hoe mensen het systeem noemen dat de client gebruikt.")],
    recht: Annotated[list[str], typer.Option(help="Een recht, zoals register.read; mag vaker.")],
) -> None:
    """Maak een client waarmee een systeem namens een account tokens haalt; het geheim wordt één keer getoond."""
    geheim = tokens.record_client(
        viewer=_make_viewer(), gebruiker=selectors.get_gebruiker(gebruikersnaam), naam=naam, rechten=recht
    )
    typer.echo(f"client: {geheim.naam}\ngeheim: {geheim.waarde}")
    typer.echo("Bewaar het geheim nu: het wordt niet nog een keer getoond.", err=True)


@app.command()
def clients() -> None:
    """Noem de clients, met hun account en rechten."""
    for c in tokens.list_clients():
        typer.echo(f"{c.pk}  {c.owner.username}  {c.name}  {', '.join(c.get_scopes())}")


@app.command(name="sluit-client")
def sluit_client(
    client_id: Annotated[str, typer.Argument(help="De client, zie `vth toegang clients`.", metavar="CLIENT")],
) -> None:
    """Trek een client in: zijn geheim en alle tokens die ermee zijn gehaald, zijn meteen niets meer waard."""
    naam = tokens.close_client(viewer=_make_viewer(), client_id=client_id)
    typer.echo(f"De client {naam!r} is ingetrokken.")


@app.command(name="zgw-client")
def zgw_client(
    client_id: Annotated[str, typer.Argument(help="Hoe het zaaksysteem zich noemt, zoals zaaksysteem-noord.", metavar="CLIENT")],
    organisatie: Annotated[str, typer.Argument(help="De code van de organisatie waarvan het is, zoals OD-DCMR.")],
    gebruikersnaam: Annotated[str, typer.Argument(help="Het technische account van het zaaksysteem.")],
    naam: Annotated[str, typer.Option(help="Hoe mensen het zaaksysteem noemen.")],
    recht: Annotated[list[str], typer.Option(help="Een recht, zoals register.read; mag vaker.")],
) -> None:  # fmt: skip
    """Maak een client waarmee een zaaksysteem zich met een JWT aanmeldt bij /zgw/; het geheim wordt één keer getoond."""
    geheim = zgwclients.record_zgwclient(
        viewer=_make_viewer(),
        client_id=client_id,
        naam=naam,
        gebruiker=selectors.get_gebruiker(gebruikersnaam),
        organisatie=organisatie,
        rechten=recht,
    )
    typer.echo(f"client: {geheim.naam}\ngeheim: {geheim.waarde}")
    typer.echo("Bewaar het geheim nu: het wordt niet nog een keer getoond.", err=True)


@app.command(name="zgw-clients")
def zgw_clients() -> None:
    """Noem de zaaksystemen die zich met een JWT aanmelden, met hun organisatie, account en rechten."""
    for c in zgwclients.list_zgwclients():
        typer.echo(
            f"{c.client_id}  {c.organisatie}  {c.gebruiker.username}  {c.naam}  {', '.join(c.rechten)}"
        )


@app.command(name="sluit-zgw-client")
def sluit_zgw_client(
    client_id: Annotated[
        str, typer.Argument(help="De client, zie `vth toegang zgw-clients`.", metavar="CLIENT")
    ],
) -> None:
    """Trek een client van een zaaksysteem in: al zijn JWT's zijn meteen niets meer waard."""
    client = zgwclients.close_zgwclient(viewer=_make_viewer(), client_id=client_id)
    typer.echo(f"De client {client} is ingetrokken.")
