"""What the start page shows of rooms without a work list of one person: to sign, days of the agenda, and what waits for the archivist."""

from collections.abc import Sequence
from datetime import timedelta

from django.urls import reverse

from vth.agenda.models import Agendapunt
from vth.agenda.selectors import list_wachtend
from vth.regelgeving.selectors import find_grond
from vth.tijd import klok
from vth.toegang.rules import Viewer, decide_handeling
from vth.vormgeving.onderdelen import Taak, Termijn
from vth.vormgeving.opmaak import format_datum
from vth.zaken.besluiten import ONDERTEKENEN, needs_goedkeuring
from vth.zaken.bewaring.selectors import list_aan_de_beurt, list_open_vernietigingen
from vth.zaken.bewaring.services import BEOORDELEN, VOORSTELLEN
from vth.zaken.models import Besluit, Zaakvernietiging
from vth.zaken.selectors import list_te_tekenen

from .webagenda import derive_puntadres

MEESTE, WEEK = 8, timedelta(days=7)
# Of so many decisions it is asked whether the viewer may sign them: an authority may ask approval where the country does not.
KIJK = 50


def limit_taken(taken: Sequence[Taak], wat: str, url: str, hoogstens: int = MEESTE) -> list[Taak]:
    """Keep the first lines of a block; are there more, then the last line leads to the whole list. Nothing is counted."""
    if len(taken) <= hoogstens:
        return list(taken)
    waarom = f"Hierboven staan de eerste {hoogstens}."
    return [*taken[:hoogstens], Taak(titel=f"Meer: {wat}", url=url, waarom=waarom)]


def list_tekentaken(viewer: Viewer) -> list[Taak]:
    """List the decisions that wait for a signature and that the viewer may sign by his rights."""
    if ONDERTEKENEN not in viewer.handelingen or not (
        "besluit" in viewer.zicht.soorten or viewer.zicht.alle_soorten
    ):
        return []
    zonder = find_grond("zaken.goedkeuring", geldig_op=klok.today()).waarde["zonder"]
    besluiten = list_te_tekenen(viewer, zonder_akkoord=zonder, hoogstens=KIJK)
    klaar = [b for b in besluiten if may_sign(viewer, b)]
    return limit_taken([_make_tekentaak(b) for b in klaar], "besluiten in uw zaken", reverse("zaken:lijst"))


def may_sign(viewer: Viewer, besluit: Besluit) -> bool:
    """Tell whether the viewer's rights let him sign a decision whose text is ready: for its authority, or for the organisation that works on it."""
    eigen = besluit.bevoegd_gezag in viewer.organisaties
    namens = besluit.bevoegd_gezag if eigen else besluit.leverancier
    if not decide_handeling(viewer, ONDERTEKENEN, namens=namens).mag:
        return False
    return besluit.staat == Besluit.Staat.GOEDGEKEURD or not needs_goedkeuring(besluit)


def _make_tekentaak(besluit: Besluit) -> Taak:
    """Make the line of a decision that waits for a signature."""
    akkoord = besluit.staat == Besluit.Staat.GOEDGEKEURD
    begin = "De tekst is goedgekeurd." if akkoord else "Voor dit besluit is geen goedkeuring nodig."
    return Taak(
        titel=f"Ondertekenen: {besluit.identificatie} {besluit.omschrijving}",
        url=reverse("zaken:besluit", args=[besluit.pk]),
        waarom=f"{begin} Bij het ondertekenen gaat Open VTH na of uw mandaat dit besluit omvat.",
        toestand="wacht",
        woord="te ondertekenen",
    )


def list_agendataken(viewer: Viewer) -> list[Taak]:
    """List what the agenda asks of the viewer that stands in no work list: repairs to look at, contributions, self-assessments."""
    punten = list_wachtend(viewer, tot=klok.today() + WEEK, hoogstens=MEESTE + 1)
    return limit_taken([_make_agendataak(p) for p in punten], "uw agenda", reverse("portaal:agenda"))


def _make_agendataak(punt: Agendapunt) -> Taak:
    """Make the line of one day."""
    te_laat = punt.dag < klok.today()
    return Taak(
        titel=punt.titel,
        url=derive_puntadres(punt) or reverse("portaal:agenda"),
        waarom="De dag is voorbij." if te_laat else "Staat in uw agenda.",
        toestand="fout" if te_laat else "wacht",
        woord="te laat" if te_laat else "wacht op u",
        termijn=Termijn(punt.dag),
    )


def list_archieftaken(viewer: Viewer) -> list[Taak]:
    """List what waits for the archivist: lists to judge or to carry out, and that there are zaken whose term has passed."""
    if not {VOORSTELLEN, BEOORDELEN} & viewer.handelingen or viewer.zicht.is_leeg:
        return []
    lijsten = [
        taak
        for v in list_open_vernietigingen(viewer, hoogstens=MEESTE + 1)
        for taak in _make_lijsttaken(viewer, v)
    ]
    taken = limit_taken(lijsten, "vernietigingslijsten", f"{reverse('zaken:bewaring')}?wat=lijsten")
    if VOORSTELLEN in viewer.handelingen and list_aan_de_beurt(viewer, op=klok.today(), hoogstens=1):
        taken.append(
            Taak(
                titel="Zaken aan de beurt om te vernietigen",
                url=reverse("zaken:bewaring"),
                waarom="Hun bewaartermijn is voorbij en zij staan nog op geen vernietigingslijst.",
                toestand="wacht",
                woord="te beoordelen",
            )
        )
    return taken


def _make_lijsttaken(viewer: Viewer, vernietiging: Zaakvernietiging) -> list[Taak]:
    """Make the line of a list of destruction; nothing when it waits for somebody else than the viewer."""
    voorgelegd = vernietiging.staat == Zaakvernietiging.Staat.VOORGELEGD
    recht = BEOORDELEN if voorgelegd else VOORSTELLEN
    eigen = voorgelegd and vernietiging.opgesteld_door == viewer.actor
    if eigen or not decide_handeling(viewer, recht, namens=vernietiging.organisatie).mag:
        return []
    return [
        Taak(
            titel=f"Vernietigingslijst {vernietiging.identificatie}",
            url=reverse("zaken:vernietiging", args=[vernietiging.pk]),
            waarom=f"Gemaakt op {format_datum(vernietiging.opgesteld_op)}. "
            + (
                "Een tweede persoon moet haar beoordelen."
                if voorgelegd
                else "Zij is ondertekend en kan worden uitgevoerd."
            ),
            toestand="wacht",
            woord="te beoordelen" if voorgelegd else "uit te voeren",
        )
    ]
