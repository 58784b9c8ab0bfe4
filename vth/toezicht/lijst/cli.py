"""`vth checklist`: check a checklist that somebody wrote, and try it out before it is used."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from vth.tijd.klok import today

from .antwoord import Antwoord, make_antwoord, read_antwoord
from .rules import Lijststand, Locatiefeiten, derive_stand
from .selectors import list_checklists, read_bestand
from .voorwaarde import KENMERKEN
from .vorm import ANTWOORDNAMEN, Checklist, Vraag, Vraagsoort, list_antwoorden
from .vormlezer import read_vorm

app = typer.Typer(help="Checklists nalezen en uitproberen.", no_args_is_help=True)

Bestand = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, help="Het YAML-bestand van de checklist.")
]


@app.command()
def toets(bestand: Bestand) -> None:
    """Lees een checklist na en noem alles wat eraan mankeert, met de plek en wat u eraan doet."""
    lezing = read_bestand(bestand.read_bytes(), bestand.name, dag=today())
    for melding in lezing.meldingen:
        typer.echo(f"- {melding}")
    if lezing.lijst is None:
        typer.echo(f"De checklist is niet te gebruiken: {len(lezing.fouten)} fouten.")
        raise typer.Exit(1)
    vragen = [v for _, v in lezing.lijst.iter_vragen()]
    typer.echo(
        f"{lezing.lijst.titel} ({lezing.lijst.code}, versie {lezing.lijst.versie}) is te gebruiken: {len(vragen)} vragen, "
        f"waarvan {sum(bool(v.bevinding) for v in vragen)} een norm toetsen."
    )


@app.command()
def lijst() -> None:
    """Noem de checklists van deze installatie."""
    for checklist in list_checklists(dag=today()):
        typer.echo(f"{checklist.code:24} {checklist.versie:8} {checklist.titel}")


@app.command()
def proef(
    bestand: Bestand,
    antwoorden: Annotated[
        Path | None, typer.Option(help="YAML met `vraag: antwoord`; zonder wordt om elk antwoord gevraagd.")
    ] = None,
    activiteit: Annotated[
        list[str] | None, typer.Option(help="Activiteit van de locatie, zoals 3.8.4; mag vaker.")
    ] = None,
    objecttype: Annotated[list[str] | None, typer.Option(help="Type van het object; mag vaker.")] = None,
    kenmerk: Annotated[
        list[str] | None, typer.Option(help="Kenmerk van de locatie, zoals ippc=ja; mag vaker.")
    ] = None,
) -> None:
    """Loop een checklist door zoals bij een bezoek, en laat zien welke bevindingen eruit komen. Er wordt niets bewaard."""
    lezing = read_bestand(bestand.read_bytes(), bestand.name, dag=today())
    if lezing.lijst is None:
        typer.echo("\n".join(f"- {m}" for m in lezing.fouten), err=True)
        raise typer.Exit(1)
    kenmerken = dict(k.split("=", 1) for k in kenmerk or () if "=" in k)
    if vreemd := [k for k, w in kenmerken.items() if w not in KENMERKEN.get(k, ())]:
        typer.echo(
            f"Het kenmerk {vreemd[0]} bestaat niet met die waarde. Kies uit: {', '.join(KENMERKEN)}.",
            err=True,
        )
        raise typer.Exit(1)
    feiten = Locatiefeiten(tuple(activiteit or ()), tuple(objecttype or ()), kenmerken)
    if antwoorden is None:
        gegeven = ask_antwoorden(lezing.lijst, feiten, today())
    else:
        vorm = read_vorm(antwoorden.read_bytes(), antwoorden.name)
        if not isinstance(vorm, dict):
            typer.echo(str(vorm), err=True)
            raise typer.Exit(1)
        gegeven = {str(id_): make_antwoord(a) for id_, a in vorm.items()}
    typer.echo("\n".join(say_stand(lezing.lijst, derive_stand(lezing.lijst, feiten, gegeven, dag=today()))))


def ask_antwoorden(checklist: Checklist, feiten: Locatiefeiten, dag: date) -> dict[str, Antwoord]:
    """Ask every question that is to be asked, one after the other; an empty answer leaves it open."""
    gegeven: dict[str, Antwoord] = {}
    gehad: set[str] = set()
    while True:
        zichtbaar = derive_stand(checklist, feiten, gegeven, dag=dag).zichtbaar
        vraag = next((v for _, v in checklist.iter_vragen() if v.id in zichtbaar and v.id not in gehad), None)
        if vraag is None:
            return gegeven
        gehad.add(vraag.id)
        while True:
            typer.echo(f"\n{vraag.tekst}\n  {vraag.hulp}")
            tekst = typer.prompt(say_keuzes(vraag), default="", show_default=False)
            meer = vraag.soort in (Vraagsoort.MEERKEUZE, Vraagsoort.FOTO, Vraagsoort.MONSTER)
            waarde = (
                [d.strip() for d in tekst.split(",")]
                if meer and tekst and tekst not in ("nvt", "onbekend")
                else tekst
            )
            gegeven[vraag.id] = Antwoord(waarde=waarde)
            if not (fout := read_antwoord(vraag, gegeven[vraag.id], dag=dag).fout):
                break
            typer.echo(f"  {fout}")


def say_keuzes(vraag: Vraag) -> str:
    """Say how a question can be answered."""
    if vraag.soort in (Vraagsoort.JA_NEE, Vraagsoort.KEUZE, Vraagsoort.MEERKEUZE):
        return ", ".join(f"{a} ({vraag.keuzes.get(a) or ANTWOORDNAMEN[a]})" for a in list_antwoorden(vraag))
    return f"{vraag.soort}{f' in {vraag.eenheid}' if vraag.eenheid else ''}"


def say_stand(checklist: Checklist, stand: Lijststand) -> Iterator[str]:
    """Say what came of the answers: how far, what is wrong, what lacks, and the findings."""
    yield f"{checklist.titel}: {stand.beantwoord} van {stand.totaal} vragen beantwoord."
    yield from (f"- fout: {f.vraag}: {f.melding}" for f in stand.fout)
    yield from (f"- ontbreekt: {g.vraag}: {g.wat}" for g in stand.ontbreekt)
    yield from (f"- telt niet: {id_}" for id_ in stand.telt_niet)
    for voorstel in stand.voorstellen:
        norm = voorstel.norm
        yield f"- {voorstel.resultaat}: {voorstel.toelichting} [{' '.join(filter(None, (norm.soort, norm.plaats, norm.omschrijving)))}; {norm.zekerheid}]"
