"""`vth zoeken`: what a keeper of the installation does for the search index, of all rooms together."""

import time
from typing import Annotated

import typer

from vth.handhaving import zoekregels as handhaving
from vth.handhaving.models import Maatregel, Overtreding
from vth.register import zoekregels as register
from vth.toezicht import zoekregels as toezicht
from vth.toezicht.models import Controle, Incidentsignaal
from vth.vergunningen import zoekregels as vergunningen
from vth.zaken import zoekregels as zaken
from vth.zaken.documenten import vindbaar as documenten
from vth.zaken.models import Adviesverzoek, Besluit, Verzoek, Zaak
from vth.zoeken.herbouw import Bron, count_bron, list_vreemd, rebuild_bron, remove_weeskinderen, repair_index
from vth.zoeken.services import select_ids

# A line of progress no oftener than this.
ELKE_S = 2.0
# The text of a document is long: few of them are as much as many of another kind.
PER_DOCUMENTEN = 100
BRONNEN = (
    Bron(
        "Register",
        "register_bronobject",
        register.SOORTEN,
        lambda ids: register.write_zoekregels(select_ids(ids)),
    ),
    Bron("Zaken", "zaken_zaak", ("zaak",), lambda ids: zaken.write_zoekregels(Zaak, ids)),
    Bron("Verzoeken", "zaken_verzoek", ("verzoek",), lambda ids: zaken.write_zoekregels(Verzoek, ids)),
    Bron("Besluiten", "zaken_besluit", ("besluit",), lambda ids: zaken.write_zoekregels(Besluit, ids)),
    Bron(
        "Adviesverzoeken",
        "zaken_adviesverzoek",
        ("adviesverzoek",),
        lambda ids: zaken.write_zoekregels(Adviesverzoek, ids),
    ),
    Bron("Documenten", "zaken_document", ("document",), documenten.write_zoekregels, PER_DOCUMENTEN),
    Bron("Vergunningen", "vergunningen_vergunning", ("vergunning",), vergunningen.write_vergunningregels),
    Bron("Voorschriften", "vergunningen_voorschrift", (vergunningen.SOORT,), vergunningen.write_zoekregels),
    Bron(
        "Controles",
        "toezicht_controle",
        ("controledossier",),
        lambda ids: toezicht.write_zoekregels(ids, model=Controle),
    ),
    Bron(
        "Signalen",
        "toezicht_incidentsignaal",
        ("signaaldossier",),
        lambda ids: toezicht.write_zoekregels(ids, model=Incidentsignaal),
    ),
    Bron(
        "Overtredingen",
        "handhaving_overtreding",
        ("overtredingdossier",),
        lambda ids: handhaving.write_zoekregels(ids, model=Overtreding),
    ),
    Bron(
        "Maatregelen",
        "handhaving_maatregel",
        ("maatregeldossier",),
        lambda ids: handhaving.write_zoekregels(ids, model=Maatregel),
    ),
)
app = typer.Typer(help="Zoeken: het onderhoud van de zoekindex.", no_args_is_help=True)


@app.callback()
def _room() -> None:
    """Zoeken: het onderhoud van de zoekindex."""


@app.command()
def herbouw(
    alleen: Annotated[
        list[str] | None, typer.Option(help="Alleen deze soort, zoals Register of Zaken; mag vaker.")
    ] = None,
) -> None:
    """Maak de zoekindex opnieuw uit wat er is, in delen. Zoeken werkt intussen door; afbreken en nog een keer draaien mag."""
    namen = {bron.naam.lower(): bron for bron in BRONNEN}
    gevraagd = [naam.lower() for naam in alleen or namen]
    if vreemd := [naam for naam in gevraagd if naam not in namen]:
        bekend = ", ".join(bron.naam for bron in BRONNEN)
        raise typer.BadParameter(f"Onbekend: {', '.join(vreemd)}. Kies uit {bekend}.")
    if repair_index():
        typer.echo("De woorden van de index pasten niet bij de regels; zij zijn opnieuw gemaakt.")
    for naam in dict.fromkeys(gevraagd):
        say_herbouw(namen[naam])
    for soort, aantal in list_vreemd(BRONNEN).items():
        typer.echo(
            f"Van de soort {soort!r} staan er {aantal} regels die geen kamer schrijft; zij bleven staan."
        )
    typer.echo("De zoekindex is bij.")


def say_herbouw(bron: Bron) -> None:
    """Make the rows of one source anew, and say on the way how far it is."""
    totaal, gezegd, gedaan = count_bron(bron), time.monotonic(), 0
    for gedaan in rebuild_bron(bron):
        if time.monotonic() - gezegd >= ELKE_S:
            gezegd = time.monotonic()
            typer.echo(f"{bron.naam}: {gedaan} van {totaal} bekeken.")
    weg = remove_weeskinderen(bron)
    typer.echo(f"{bron.naam}: {gedaan} bekeken{f', {weg} verdwenen regels weggehaald' if weg else ''}.")
