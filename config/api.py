"""The programming interface: one document at /api/v1/openapi.json, put together from the rooms."""

from collections.abc import Callable, Mapping
from functools import cached_property, wraps
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from ninja import NinjaAPI

from vth.aanleveringen import api as aanleveringen
from vth.aanleveringen.profiel import ProfielError
from vth.aanleveringen.rules import AanleveringError
from vth.aanleveringen.selectors import BestaatNietError as AanleveringBestaatNietError
from vth.handhaving import api as handhaving
from vth.handhaving.rules import AnderWasVoorError, HandhavingError
from vth.interface.aanmelding import Tempo, list_aanmeldingen
from vth.interface.deur import wrap_adressen
from vth.interface.document import Documentgegevens, list_vraagnamen, write_document
from vth.interface.probleem import set_handlers
from vth.interface.versie import VERSIE
from vth.monitoring import api as monitoring
from vth.monitoring.rules import MonitoringError
from vth.ontdubbeling import api as ontdubbeling
from vth.ontdubbeling.rules import OordeelError
from vth.ontdubbeling.selectors import BestaatNietError as PaarBestaatNietError
from vth.regelgeving.selectors import find_grond
from vth.register import api as register
from vth.register import voedingapi
from vth.register.selectors import BestaatNietError
from vth.tijd import klok
from vth.toegang.rules import LEZEN
from vth.toezicht import controleapi, signaalapi
from vth.toezicht.rules import ToezichtError
from vth.vergunningen import api as vergunningen
from vth.voortgang import api as voortgang
from vth.voortgang.rules import AnderWasVoorError as BijdrageWasVoorError
from vth.voortgang.rules import VoortgangError
from vth.zaken.documenten import api as documenten
from vth.zaken.rules import ZaakError
from vth.zaken.selectors import BestaatNietError as ZaakBestaatNietError

LABELS = {
    "Register": "Wat het register weet, op elke dag en zoals op elk moment bekend.",
    "Aanleveringen": "Bestanden aanleveren, volgen wat ermee gebeurt, en lezen wat de toetsen vonden.",
    "Documenten": "Een document van een zaak in delen versturen, en verder gaan waar het afbrak.",
    "Vergunningen": "De vergunning zoals zij op een dag geldt, met de herkomst van elk voorschrift.",
    "Toezicht": "Controles met hun bevindingen, zoals zij zijn gepland en gedaan; nooit wie ging of wie hij sprak.",
    "Klachten en signalen": "Berichten van een ander systeem innemen, en volgen hoe zij aflopen; nooit wie ze meldde.",
    "Handhaving": "Overtredingen, maatregelen en open dwangsommen, en wat de financiële administratie erop boekt.",
    "Monitoring": "Indicatoren met hun vastgelegde cijfers, en van beoordelingsrondes de oordelen, plannen en financiering.",
    "Voortgang": "Programma's met hun onderdelen, planningen en rapportagerondes, zoals bekend op elk moment; schrijven en plannen.",
    "Ontdubbeling": "Welke gegevens over hetzelfde gaan: wat op een oordeel wacht, en onder welk nummer een ding leeft.",
}
# The right that a token must carry for what is more than reading.
RECHTEN = {
    "acceptAanlevering": "aanlevering.accept",
    "recordOordeel": "ontdubbeling.decide",
    "recordDocumentontvangst": "zaak.record",
    "readDocumentontvangst": "zaak.record",
    "recordIncidentsignaal": "signaal.record",
    "recordBetaling": "invordering.record",
    "recordBijdrage": "bijdrage.record",
    "recordPlanning": "bijdrage.record",
    "recordMiddel": "bijdrage.record",
    "recordBijdragestap": "bijdrage.record",
    "recordBijdrageoordeel": "bijdrage.approve",
    "settleTegenspraak": "bijdrage.record",
    "recordProgramma": "programma.record",
    "recordProgrammaversie": "programma.record",
    "recordDeelnemer": "programma.record",
    "endProgramma": "programma.record",
    "recordOnderdeel": "programma.record",
    "recordOnderdeelversie": "programma.record",
    "recordStatusoordeel": "programma.record",
    "recordPijlerplan": "programma.record",
    "recordRapportageronde": "programma.record",
    "recordRondestap": "programma.record",
    "listInlezingen": "programma.record",
    "recordInlezing": "programma.record",
    "listVoorstellen": "programma.record",
    "recordVoorstelbesluit": "programma.record",
    "acceptVoorstellen": "programma.record",
    "acceptDocumentdeel": "zaak.record",
    "closeDocumentontvangst": "zaak.record",
}


def allow_elsewhere(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let the document be read by a page of another site: it is public, and holds nothing of who asks."""

    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> HttpResponse:
        antwoord = view(*args, **kwargs)
        antwoord["Access-Control-Allow-Origin"] = "*"
        return antwoord

    return answer


class Interface(NinjaAPI):
    """The interface with its own document instead of the one of the library."""

    @cached_property
    def ruw(self) -> Mapping[str, Any]:
        """Give what the library makes of the views: more than a second of work, and the same as long as the process lives."""
        return NinjaAPI.get_openapi_schema(self, path_prefix="")

    def get_openapi_schema(  # type: ignore[override]
        self, *, path_prefix: str | None = None, path_params: Any = None
    ) -> dict[str, Any]:
        """Give the whole document; its paths are relative to the server that it names."""
        operaties = [o["operationId"] for wegen in self.ruw["paths"].values() for o in wegen.values()]
        return write_document(
            self.ruw,
            Documentgegevens(
                server=f"{settings.SITE_ADRES}/api/v1",
                contact=settings.API_CONTACT,
                labels=LABELS,
                rechten={o: RECHTEN.get(o, LEZEN) for o in operaties},
                handelingen=find_grond("toegang.handelingen", geldig_op=klok.today()).waarde,
            ),
        )


api = Interface(
    title="Open VTH",
    version=VERSIE,
    description="Het register door de tijd en de aanleveringen waaruit het bestaat. U ziet wat uw rol mag zien. "
    "Een fout is altijd `application/problem+json`, met alle fouten tegelijk. Wat niet bekend is en een einde dat "
    "open is, staan niet in een antwoord.",
    urls_namespace="api",
    auth=list_aanmeldingen(),
    throttle=[Tempo(settings.API_TEMPO)],
    docs_decorator=allow_elsewhere,
)
api.add_router("", register.router)
api.add_router("", voedingapi.router)
api.add_router("", aanleveringen.router)
api.add_router("", ontdubbeling.router)
api.add_router("", documenten.router)
api.add_router("", vergunningen.router)
api.add_router("", controleapi.router)
api.add_router("", signaalapi.router)
api.add_router("", handhaving.router)
api.add_router("", voortgang.router)
api.add_router("", monitoring.router)
set_handlers(
    api,
    bestaat_niet=(
        BestaatNietError,
        AanleveringBestaatNietError,
        PaarBestaatNietError,
        ZaakBestaatNietError,
    ),
    niet_aanvaard=(
        AanleveringError,
        ProfielError,
        OordeelError,
        ZaakError,
        ToezichtError,
        HandhavingError,
        VoortgangError,
        MonitoringError,
    ),
    past_niet=(AnderWasVoorError, BijdrageWasVoorError),
)


_patronen, _, _naam = api.urls
_namen = list_vraagnamen(api.ruw)
urls = (wrap_adressen(_patronen, _namen), "api", _naam)
