"""The programming interface: one document at /api/v1/openapi.json, put together from the rooms."""

from django.conf import settings
from ninja import NinjaAPI

from vth.aanleveringen import api as aanleveringen
from vth.aanleveringen.profiel import ProfielError
from vth.aanleveringen.rules import AanleveringError
from vth.aanleveringen.selectors import BestaatNietError as AanleveringBestaatNietError
from vth.interface.aanmelding import Tempo, list_aanmeldingen
from vth.interface.probleem import as_problemen, set_handlers
from vth.register import api as register
from vth.register.selectors import BestaatNietError

api = NinjaAPI(
    title="Open VTH",
    version="1.0.0",
    description="Het register door de tijd en de aanleveringen waaruit het bestaat. U ziet wat uw rol mag zien. "
    "Een fout is altijd application/problem+json.",
    urls_namespace="api",
    auth=list_aanmeldingen(),
    throttle=[Tempo(settings.API_TEMPO)],
)
api.add_router("", register.router)
api.add_router("", aanleveringen.router)
set_handlers(
    api,
    bestaat_niet=(BestaatNietError, AanleveringBestaatNietError),
    niet_aanvaard=(AanleveringError, ProfielError),
)

_patronen, _, _naam = api.urls
urls = (as_problemen(_patronen, versie=api.version), "api", _naam)
