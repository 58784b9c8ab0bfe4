"""The lists of visits and of signals as a file: exactly what each shows, in its order."""

from collections.abc import Mapping

from vth.interface.lijstuitvoer import MEESTE, Lijst, cut_meeste
from vth.tijd.rules import OPEN_DAG
from vth.toegang.rules import Viewer
from vth.vormgeving.opmaak import format_tijdstip_iso

from .lijstpagina import list_gevraagd, read_werkfilter
from .models import Controle, Incidentsignaal
from .signaallijstpagina import list_gevraagde_signalen, read_signaalfilter
from .signaalwoorden import Signaalnamen
from .signaalwoorden import get_toestand as get_signaaltoestand
from .weergave import Namen, get_toestand

CONTROLEKOPPEN = {
    "kenmerk": "Controle",
    "omschrijving": "Omschrijving",
    "type": "Type",
    "grond": "Waarom",
    "stand": "Stand",
    "toezichthouder": "Toezichthouder",
    "team": "Team",
    "gemeente": "Gemeente",
    "gepland_op": "Gepland op",
    "laatste_dag": "Laatste dag",
    "id": "Id",
    "gemeentecode": "Gemeentecode",
}
CONTROLEDAGEN = ("gepland_op", "laatste_dag")
SIGNAALKOPPEN = {
    "kenmerk": "Bericht",
    "soort": "Soort",
    "categorie": "Categorie",
    "stand": "Stand",
    "ontvangen_op": "Ontvangen op",
    "plek": "Plek",
    "gemeente": "Gemeente",
    "behandelaar": "Behandelaar",
    "team": "Team",
    "id": "Id",
    "gemeentecode": "Gemeentecode",
}


def make_controlelijst(viewer: Viewer, vraag: Mapping[str, str]) -> Lijst:
    """Make the list of visits that an address asks for. Raises InvoerError for what does not exist."""
    wie, filter_ = read_werkfilter(viewer, vraag)
    controles, meer = cut_meeste(list_gevraagd(viewer, wie, filter_, hoogstens=MEESTE))
    namen = Namen(controles)
    regels = (_make_controleregel(c, namen) for c in controles)
    return Lijst(CONTROLEKOPPEN, regels, controles, meer, CONTROLEDAGEN)


def _make_controleregel(controle: Controle, namen: Namen) -> dict[str, object]:
    """Make the line of one visit."""
    return {
        "kenmerk": controle.kenmerk,
        "omschrijving": controle.omschrijving,
        "type": namen.get_type(controle),
        "grond": controle.grond,
        "stand": get_toestand(controle, namen.dag)[1],
        "toezichthouder": namen.get_inspecteur(controle),
        "team": controle.team,
        "gemeente": namen.get_waar(controle),
        "gepland_op": controle.gepland_op,
        "laatste_dag": None if controle.laatste_dag == OPEN_DAG else controle.laatste_dag,
        "id": str(controle.pk),
        "gemeentecode": controle.gebied,
    }


def make_signaallijst(viewer: Viewer, vraag: Mapping[str, str]) -> Lijst:
    """Make the list of signals that an address asks for; who told them is not in it. Raises InvoerError for what does not exist."""
    wie, filter_ = read_signaalfilter(viewer, vraag)
    signalen, meer = cut_meeste(list_gevraagde_signalen(viewer, wie, filter_, hoogstens=MEESTE))
    namen = Signaalnamen(signalen)
    return Lijst(SIGNAALKOPPEN, (_make_signaalregel(s, namen) for s in signalen), signalen, meer)


def _make_signaalregel(signaal: Incidentsignaal, namen: Signaalnamen) -> dict[str, object]:
    """Make the line of one signal."""
    return {
        "kenmerk": signaal.kenmerk,
        "soort": namen.get_soort(signaal),
        "categorie": namen.get_categorie(signaal),
        "stand": get_signaaltoestand(signaal)[1],
        "ontvangen_op": format_tijdstip_iso(signaal.ontvangen_op),
        "plek": signaal.plek,
        "gemeente": namen.get_waar(signaal),
        "behandelaar": namen.get_behandelaar(signaal),
        "team": signaal.team,
        "id": str(signaal.pk),
        "gemeentecode": signaal.gebied,
    }
