"""The APIs for zaakgericht werken, each at its own base as VNG writes it: /zgw/zaken/v1, /zgw/documenten/v1 and so on.

Their document is that of the standard; what is read of it, and what is not, stands in `docs/handleiding/zgw.md`.
"""

from django.conf import settings
from ninja import NinjaAPI

from vth.interface.aanmelding import Tempo, list_aanmeldingen
from vth.interface.deur import wrap_adressen
from vth.interface.document import list_vraagnamen
from vth.interface.probleem import set_handlers
from vth.zaken.selectors import BestaatNietError
from vth.zaken.zgw import besluitenapi, catalogiapi, documentenapi, zakenapi

zgw = NinjaAPI(
    title="Open VTH: zaakgericht werken",
    urls_namespace="zgw",
    auth=list_aanmeldingen(),
    throttle=[Tempo(settings.API_TEMPO)],
    openapi_url=None,
    docs_url=None,
)
zgw.add_router("/zaken/v1", zakenapi.router)
zgw.add_router("/besluiten/v1", besluitenapi.router)
zgw.add_router("/documenten/v1", documentenapi.router)
zgw.add_router("/catalogi/v1", catalogiapi.router)
set_handlers(zgw, bestaat_niet=[BestaatNietError])

_patronen, _, _naam = zgw.urls
urls = (wrap_adressen(_patronen, list_vraagnamen(zgw.get_openapi_schema(path_prefix=""))), "zgw", _naam)
