"""`vth vernietig`: what has outlived its term, first as a list for review, then carried out with a statement in the log."""

import csv
import getpass
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from vth.aanleveringen import vernietiging as aanleveringen
from vth.aanleveringen.selectors import BestaatNietError as AanleveringBestaatNietError
from vth.aanleveringen.selectors import get_aanlevering
from vth.handhaving import vernietiging as handhaving
from vth.logboek.vernietiging import (
    Vernietigbaar,
    Vernietigingslijst,
    find_vernietigingslijst,
    record_verklaring,
    record_vernietigingslijst,
)
from vth.regelgeving.dagen import as_dagtekst
from vth.register import vernietiging as register
from vth.register.selectors import BestaatNietError, get_bronobject
from vth.register.services import erase_persoonsgegevens, erase_resten
from vth.tijd import klok
from vth.toegang.rules import Viewer, check_bevoegd
from vth.toegang.selectors import make_systeemviewer
from vth.toezicht import signaalvernietiging as melders
from vth.toezicht import vernietiging as toezicht
from vth.vergunningen import vernietiging as vergunningen
from vth.zaken.advies import vernietiging as adviezen
from vth.zaken.bewaring import meegaan
from vth.zaken.bewaring.meegaan import Meegaand
from vth.zaken.selectors import BestaatNietError as ZaakBestaatNietError

HOOGSTENS = 5000
TOON = 40
HANDELING = "vernietiging.record"


@dataclass(frozen=True)
class Kamer:
    """What one room lets go: how it is listed, whether it still may go, how it goes, and the term by which."""

    list_te_vernietigen: Callable[..., list[Vernietigbaar]]
    mag_nog: Callable[[Viewer, str, date], bool]
    erase: Callable[[Viewer, str, str], int]
    find_termijn: Callable[[str, date], Any]
    wat: str


def _make_kamer(dossiers: Meegaand, wat: str) -> Kamer:
    """Let what a room keeps of a destroyed zaak go by the one way of all such rooms."""
    return Kamer(
        partial(meegaan.list_te_vernietigen, dossiers),
        lambda viewer, sleutel, op: meegaan.is_te_vernietigen(dossiers, viewer, sleutel, op=op),
        lambda viewer, sleutel, grond: meegaan.erase_dossiers(
            wat=dossiers, viewer=viewer, zaak_id=sleutel, grond=grond
        ),
        partial(meegaan.find_termijn, dossiers),
        wat,
    )


# The reviewed list of rooms: a room that keeps what must go one day is added here, with its test.
KAMERS: dict[str, Kamer] = {
    "aanleveringen": Kamer(
        aanleveringen.list_te_vernietigen,
        lambda viewer, sleutel, op: aanleveringen.is_te_vernietigen(get_aanlevering(viewer, sleutel), op=op),
        lambda viewer, sleutel, grond: aanleveringen.erase_aanleveringsbestanden(
            viewer=viewer, aanlevering_id=sleutel, grond=grond
        ),
        aanleveringen.find_termijn,
        "aangeleverde bestanden, met wat toetsverslagen eruit aanhalen",
    ),
    "register": Kamer(
        register.list_te_vernietigen,
        lambda viewer, sleutel, op: register.is_te_vernietigen(get_bronobject(viewer, sleutel), op=op),
        lambda viewer, sleutel, grond: erase_persoonsgegevens(
            viewer=viewer, bronobject_id=sleutel, grond=grond
        ),
        register.find_termijn,
        "gegevens van natuurlijke personen zonder rol",
    ),
    "toezicht": Kamer(
        melders.list_te_vernietigen,
        lambda viewer, sleutel, op: melders.is_te_vernietigen(viewer, sleutel, op=op),
        lambda viewer, sleutel, grond: melders.erase_melders(viewer=viewer, melder_id=sleutel, grond=grond),
        melders.find_termijn,
        "gegevens van wie een klacht of signaal meldde",
    ),
    "adviezen": Kamer(
        adviezen.list_te_vernietigen,
        lambda viewer, sleutel, op: adviezen.is_te_vernietigen(viewer, sleutel, op=op),
        lambda viewer, sleutel, grond: adviezen.erase_advies(viewer=viewer, advies_id=sleutel, grond=grond),
        adviezen.find_termijn,
        "adviesverzoeken zonder zaak",
    ),
    "toezichtdossiers": _make_kamer(
        toezicht.DOSSIERS, "controles, signalen en incidenten waarvan de zaak is vernietigd"
    ),
    "handhaving": _make_kamer(handhaving.DOSSIERS, "dossiers van handhaving waarvan de zaak is vernietigd"),
    "meldingen": _make_kamer(vergunningen.MELDINGEN, "oordelen over meldingen waarvan de zaak is vernietigd"),
    "informatie": _make_kamer(
        vergunningen.INFORMATIE, "oordelen over informatie waarvan de zaak is vernietigd"
    ),
}


def vernietig(
    uitvoeren: Annotated[
        bool,
        typer.Option("--uitvoeren", help="Vernietig wat op een beoordeelde lijst staat. Dit kan niet terug."),
    ] = False,
    lijst: Annotated[
        str,
        typer.Option(help="Het begin van het controlegetal van de beoordeelde lijst; leeg is de laatste."),
    ] = "",
    bewaar: Annotated[
        Path | None, typer.Option(help="Schrijf de hele lijst als CSV, voor wie haar beoordeelt.")
    ] = None,
    ja: Annotated[bool, typer.Option("--ja", help="Vraag niet om een bevestiging.")] = False,
) -> None:
    """Toon wat zijn bewaartermijn voorbij is, en vernietig het met --uitvoeren nadat iemand de lijst heeft beoordeeld."""
    viewer = make_systeemviewer(
        f"opdrachtregel ({getpass.getuser()})", op=klok.today(), rol="archiefbeheerder"
    )
    if not uitvoeren:
        show_voorstel(viewer, bewaar)
        return
    gevonden = find_vernietigingslijst(lijst)
    show_lijst(gevonden.regels, bewaar)
    if gevonden.verklaring is None and not ja:
        typer.confirm(
            f"Is lijst {gevonden.kort} beoordeeld en akkoord? Vernietigen kan niet terug", abort=True
        )
    show_verklaring(carry_out(viewer, gevonden))


def show_voorstel(viewer: Viewer, bewaar: Path | None) -> None:
    """Show what may go today, and keep the list in the log so that exactly this can be carried out."""
    regels = make_lijst(viewer, klok.today())
    if not regels:
        typer.echo("Er is niets dat zijn bewaartermijn voorbij is.")
        return
    controlegetal = record_vernietigingslijst(
        actor=viewer.actor, regels=regels, gronden=list_gronden(regels, klok.today())
    )
    show_lijst(regels, bewaar)
    if len(regels) == HOOGSTENS:
        typer.echo(f"Er is meer: een lijst heeft hoogstens {HOOGSTENS} regels. De rest komt op de volgende.")
    kort = controlegetal[:8]
    typer.echo(
        f"\nLijst {kort} (controlegetal {controlegetal}) staat in het logboek; er is niets vernietigd. Laat haar "
        f"beoordelen, en draai daarna `vth vernietig --uitvoeren --lijst {kort}`."
    )


def make_lijst(viewer: Viewer, op: date) -> list[Vernietigbaar]:
    """Put together what the rooms let go on a day, at most so much as fits on one list."""
    regels: list[Vernietigbaar] = []
    for kamer in KAMERS.values():
        if ruimte := HOOGSTENS - len(regels):
            regels += kamer.list_te_vernietigen(viewer, op=op, hoogstens=ruimte)
    return sorted(regels)


def list_gronden(regels: list[Vernietigbaar], op: date) -> dict[str, Any]:
    """Give the terms that a list rests on, with their sources, for the log."""
    paren = sorted({(r.kamer, r.organisatie) for r in regels})
    return {f"{kamer} {code}": KAMERS[kamer].find_termijn(code, op).as_dict() for kamer, code in paren}


def carry_out(viewer: Viewer, lijst: Vernietigingslijst) -> dict[str, Any]:
    """Let everything on a reviewed list go, and give the statement; a list that was carried out gives the same again.

    What is on the list but no longer may go (a person has a role again) is left alone and named. Broken off halfway,
    the same list is carried on: what went before counts as gone.
    """
    check_bevoegd(viewer, HANDELING)
    if lijst.verklaring is not None:
        return dict(lijst.verklaring)
    op = klok.today()
    overgeslagen = []
    for regel in lijst.regels:
        if may_go(viewer, regel, op):
            KAMERS[regel.kamer].erase(
                viewer, regel.sleutel, f"lijst {lijst.controlegetal}; termijn {regel.termijn}"
            )
        else:
            overgeslagen.append(regel)
    erase_resten()
    return record_verklaring(actor=viewer.actor, lijst=lijst, overgeslagen=overgeslagen)


def may_go(viewer: Viewer, regel: Vernietigbaar, op: date) -> bool:
    """Tell whether what stands on a list may still go; what the viewer may not see any more may not."""
    try:
        return KAMERS[regel.kamer].mag_nog(viewer, regel.sleutel, op)
    except (AanleveringBestaatNietError, BestaatNietError, ZaakBestaatNietError):
        return False


def show_lijst(regels: Sequence[Vernietigbaar], bewaar: Path | None) -> None:
    """Show how much of what goes by which term, and the first lines; the whole list goes to a file."""
    op = klok.today()
    for naam, kamer in KAMERS.items():
        eigen = [r for r in regels if r.kamer == naam]
        for organisatie in sorted({r.organisatie for r in eigen}):
            grond = kamer.find_termijn(organisatie, op)
            aantal = sum(r.organisatie == organisatie for r in eigen)
            aanname = " (AANNAME: nog niet met een selectielijst vergeleken)" if grond.is_aanname else ""
            typer.echo(
                f"{aantal} keer {kamer.wat} van {organisatie}: {grond.waarde} {grond.eenheid}{aanname}"
            )
    for regel in regels[:TOON]:
        typer.echo(
            f"  {regel.soort} {regel.sleutel} van {regel.organisatie}, laatst nodig op {as_dagtekst(regel.laatste_dag)}"
        )
    if len(regels) > TOON:
        typer.echo(f"  … en nog {len(regels) - TOON}; met --bewaar staan zij alle in een bestand.")
    if bewaar is not None:
        with bewaar.open("w", encoding="utf-8", newline="") as uit:
            schrijver = csv.writer(uit, delimiter=";")
            schrijver.writerow([f.name for f in fields(Vernietigbaar)])
            schrijver.writerows(astuple(r) for r in regels)
        typer.echo(f"De hele lijst staat in {bewaar}.")


def show_verklaring(verklaring: Mapping[str, Any]) -> None:
    """Show the statement as it stands in the log."""
    typer.echo("Verklaring van vernietiging")
    typer.echo(f"  lijst {verklaring['lijst']}")
    for soort, aantal in verklaring["vernietigd"].items():
        typer.echo(f"  vernietigd: {aantal} keer {soort}")
    for regel in verklaring["overgeslagen"]:
        typer.echo(f"  niet vernietigd, want weer nodig of niet meer te zien: {regel}")
    typer.echo(
        "Deze verklaring staat in het logboek. Vernietig ook de reservekopieën van voor vandaag op hun termijn."
    )
