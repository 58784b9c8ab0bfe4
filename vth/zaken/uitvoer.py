"""The work list as a file: exactly what the list shows."""

from collections.abc import Mapping

from vth.interface.lijstuitvoer import MEESTE, Lijst, cut_meeste
from vth.tijd.rules import OPEN_DAG
from vth.toegang.rules import Viewer

from .lijstpagina import list_gevraagd, read_werkfilter
from .models import Zaak
from .weergave import Namen

KOPPEN = {
    "identificatie": "Zaak",
    "omschrijving": "Omschrijving",
    "zaaksoort": "Soort",
    "status": "Status",
    "behandelaar": "Behandelaar",
    "team": "Team",
    "gemeente": "Gemeente",
    "startdatum": "Begonnen op",
    "laatste_dag": "Laatste dag",
    "einddatum": "Gesloten op",
    "resultaat": "Resultaat",
    "id": "Id",
    "gemeentecode": "Gemeentecode",
}
DAGEN = ("startdatum", "laatste_dag", "einddatum")


def make_lijst(viewer: Viewer, vraag: Mapping[str, str]) -> Lijst:
    """Make the list that an address asks for. Raises InvoerError for what does not exist."""
    wie, filter_ = read_werkfilter(viewer, vraag)
    zaken, meer = cut_meeste(list_gevraagd(viewer, wie, filter_, hoogstens=MEESTE))
    namen = Namen(zaken)
    return Lijst(KOPPEN, (make_regel(z, namen) for z in zaken), zaken, meer, DAGEN)


def make_regel(zaak: Zaak, namen: Namen) -> dict[str, object]:
    """Make the line of one zaak."""
    soort = namen.get_soort(zaak)
    return {
        "identificatie": zaak.identificatie,
        "omschrijving": zaak.omschrijving,
        "zaaksoort": soort.naam,
        "status": namen.get_stap(zaak),
        "behandelaar": namen.get_behandelaar(zaak),
        "team": zaak.team,
        "gemeente": namen.organisaties.get(zaak.gebied, ""),
        "startdatum": zaak.startdatum,
        "laatste_dag": None if zaak.laatste_dag == OPEN_DAG else zaak.laatste_dag,
        "einddatum": zaak.einddatum,
        "resultaat": soort.resultaten.get(zaak.resultaat, zaak.resultaat),
        "id": str(zaak.pk),
        "gemeentecode": zaak.gebied,
    }
