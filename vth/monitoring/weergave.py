"""How this room says its states and figures."""

from datetime import timedelta
from decimal import Decimal

from vth.organisaties.selectors import list_namen
from vth.regelgeving.dagen import as_dagtekst
from vth.register.weergave import shorten_organisatie
from vth.vormgeving.onderdelen import Uitleg
from vth.vormgeving.opmaak import format_getal
from vth.vormgeving.wettelijk import make_grond

from .fusie.model import Criteriumuitkomst
from .kader import VELD, Kader
from .models import Gebiedoordeel, Ronde, Zelfbeoordeling
from .rules import Meting

S = Zelfbeoordeling.Stand
TOESTANDEN = {
    S.UITGENODIGD: "bezig",
    S.BIJ_BESTUUR: "wacht",
    S.INGEDIEND: "wacht",
    S.IN_TOETS: "bezig",
    S.GETOETST: "wacht",
}
HANDELINGEN = {
    "nodig_uit": "De dienst is uitgenodigd.",
    "opgave": "Er zijn cijfers opgegeven.",
    "bewijs": "Er is bewijs toegevoegd.",
    "bewijs_ingetrokken": "Bewijs is ingetrokken.",
    "leg_voor": "De zelfbeoordeling is aan het bestuur voorgelegd.",
    "haal_terug": "De zelfbeoordeling is van het bestuur teruggehaald.",
    "dien_in": "De zelfbeoordeling is ingediend.",
    "begin_toets": "De technische toets is begonnen.",
    "gebiedoordeel": "De toetser beoordeelde een deskundigheidsgebied.",
    "toetsvraag": "De toetser stelde een vraag.",
    "antwoord": "De dienst beantwoordde een vraag.",
    "stuur_terug": "De zelfbeoordeling is teruggestuurd om aan te vullen.",
    "rond_toets_af": "De technische toets is afgerond.",
    "oordeel": "Het oordeel is vastgelegd.",
    "herzie": "Het oordeel is herzien.",
    "bezetting": "De lijst van de bezetting is opgenomen.",
    "financiering": "De lijst van de financiering is opgenomen.",
    "gebieduitleg": "Een tekort in een deskundigheidsgebied is uitgelegd.",
    "planmaatregel": "Er kwam een maatregel in het plan van aanpak.",
    "planning": "De planning van een maatregel veranderde.",
    "planmaatregel_klaar": "Een maatregel is klaar.",
    "plan_ingediend": "Het plan van aanpak is ingeleverd.",
    "plan_getoetst": "Het plan van aanpak is getoetst.",
}

# How the matrix of criteria writes what it orders: met above not met.
GEHAALD = {1.0: "ja", 0.0: "nee"}


def get_toestand(zelfbeoordeling: Zelfbeoordeling) -> tuple[str, str]:
    """Say how it stands: the verdict where there is one."""
    if zelfbeoordeling.robuust is not None:
        return ("goed", "robuust") if zelfbeoordeling.robuust else ("fout", "niet robuust")
    return TOESTANDEN[S(zelfbeoordeling.stand)], zelfbeoordeling.get_stand_display()


def get_gebiedtoestand(oordeel: Gebiedoordeel | None) -> tuple[str, str]:
    """Say what the checker found of a field of expertise."""
    if oordeel is None:
        return "neutraal", "nog niet beoordeeld"
    u = Gebiedoordeel.Uitkomst(oordeel.uitkomst)
    return {u.VOLDOET: "goed", u.UITLEG_VOLSTAAT: "aandacht"}.get(u, "fout"), str(u.label)


def name_gebied(kader: Kader, code: str) -> str:
    """Give the name of a field of expertise; one that this kader does not know goes by its code."""
    meting = kader.metingen.get(VELD + code)
    return meting.naam.removeprefix("mensen voor ") if meting else code


def say_termijn(ronde: Ronde) -> str:
    """Say until when a round takes in, as the last day on which one can."""
    return f"Indienen kan tot en met {as_dagtekst(ronde.indienen_voor - timedelta(days=1))}."


def format_waarde(waarde: Decimal | None, meting: Meting | None) -> str:
    """Write a figure as a reader expects it, with its unit."""
    if waarde is None:
        return "niet ingevuld"
    eenheid = meting.eenheid if meting else "aantal"
    if eenheid == "ja_nee":
        return "ja" if waarde else "nee"
    cijfers = format_getal(waarde, 0 if waarde == waarde.to_integral_value() else 2)
    return f"€ {cijfers}" if eenheid == "euro" else f"{cijfers} fte" if eenheid == "fte" else cijfers


def say_uitkomst(uitkomst: Criteriumuitkomst, kader: Kader, noemer: str | None) -> str:
    """Say a figure against its norm: a share in percents, an amount as it is."""
    if uitkomst.waarde is None:
        return "onbekend"
    if noemer == "diensten":
        return "ja" if uitkomst.voldoet else "nee"
    if noemer is None:
        meting = kader.metingen.get(uitkomst.teller)
        return f"{format_waarde(uitkomst.waarde, meting)} (norm {format_waarde(uitkomst.norm, meting)})"
    return f"{format_getal(uitkomst.waarde * 100, 1)}% (norm {format_getal(uitkomst.norm * 100, 1)}%)"


def name_diensten(codes: set[str], ronde: Ronde) -> dict[str, str]:
    """Give the names of diensten on the day of a round; a code that has none stands for itself."""
    namen = list_namen(codes, ronde.peildatum)
    return {code: namen.get(code, code) for code in codes}


def name_tegel(naam: str) -> str:
    """Write the name of a dienst as a tile has room for: `Veenrand`."""
    return shorten_organisatie(naam).removeprefix("OD ")


def make_uitleg(kader: Kader, uitkomst: str) -> Uitleg:
    """Say on which rules a page rests, each with its source and how sure it is."""
    return Uitleg(
        uitkomst=uitkomst,
        waarom=f"Toetsingskader {kader.versie}, kwaliteitscriteria {kader.kwaliteitscriteria}.",
        gronden=[make_grond(grond, grond.toelichting) for grond in kader.gronden],
    )
