"""The commands that keep an installation going: what waits in the queue, and what every day asks."""

import threading

import typer
from django.core.management import call_command

from vth.agenda import services as agenda
from vth.agenda.dagtaken import run_dagtaken
from vth.analyse.services import make_dagstand
from vth.handhaving import dagloop as handhaving
from vth.logboek.services import seal_gebeurtenissen
from vth.logboek.verzegelaar import start_verzegelaar
from vth.ontdubbeling.cli import say_ronde
from vth.ontdubbeling.services import record_ronde
from vth.opsporing import dagloop as opsporing
from vth.register.plekcellen import refresh_plekcellen
from vth.register.uitvoer import clear_uitvoer
from vth.tijd import klok
from vth.tijd.services import check_guard
from vth.toegang.selectors import make_systeemviewer
from vth.toezicht.ritme import boeking as ritme
from vth.vergunningen import kernnacht, meldingagenda, plichten, verouderingnacht
from vth.vergunningen.uitpapier import opruimen as papier
from vth.zaken import dagloop
from vth.zaken.documenten import opruimen

PER_ZEGEL = 5000
# The work of every day that rooms have, in the order in which it is done.
DAGTAKEN = (
    *dagloop.DAGTAKEN,
    *plichten.DAGTAKEN,
    *meldingagenda.DAGTAKEN,
    *kernnacht.DAGTAKEN,
    *papier.DAGTAKEN,
    *opruimen.DAGTAKEN,
    *verouderingnacht.DAGTAKEN,
    *ritme.DAGTAKEN,
    *handhaving.DAGTAKEN,
    *opsporing.DAGTAKEN,
    *agenda.DAGTAKEN,
)


def werker() -> None:
    """Voer uit wat in de wachtrij staat en verzegel het logboek steeds, tot u stopt met Ctrl+C."""
    check_guard()
    stop = threading.Event()
    start_verzegelaar(stop)
    try:
        call_command("db_worker")
    finally:
        stop.set()


def dagelijks() -> None:
    """Doe wat elke dag moet: termijnen en agenda bijwerken, het logboek verzegelen, oude downloads weghalen, tellen voor de kaart, de dagstand maken en ontdubbelen. Nog een keer draaien mag."""
    for verslag in run_dagtaken(DAGTAKEN, op=klok.today()):
        typer.echo(f"{verslag.aantal} {verslag.titel}{'' if verslag.gedaan else ' (vandaag al gedaan)'}.")
    typer.echo(f"{seal_alles()} regels van het logboek verzegeld.")
    typer.echo(f"{clear_uitvoer()} oude downloads weggehaald.")
    typer.echo(f"Voor de kaart opnieuw geteld: {refresh_plekcellen()} leveranciers.")
    dagstand()
    typer.echo(say_ronde(record_ronde(viewer=make_systeemviewer("vth dagelijks", op=klok.today()))))


def dagstand() -> None:
    """Maak de dagstand van vandaag: alle gedeelde tabellen als Parquet, met controlesom."""
    typer.echo(f"Dagstand: {make_dagstand(op=klok.today())}")


def seal_alles() -> int:
    """Seal all committed lines of the log, and give how many."""
    totaal = 0
    while aantal := seal_gebeurtenissen(hoogstens=PER_ZEGEL):
        totaal += aantal
    return totaal
