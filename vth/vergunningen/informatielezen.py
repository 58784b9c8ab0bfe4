"""Reading information on activities: only what the viewer may see of the verzoeken they are, and the rules that they are judged by."""

import uuid
from datetime import date

from django.db.models import F, QuerySet

from vth.regelgeving.rules import Grond
from vth.toegang.rules import Viewer, derive_zicht_q
from vth.zaken.models import Verzoek
from vth.zaken.selectors import get_zichtbaar, list_zichtbare_verzoeken

from .meldinglezen import find_regel
from .models import Activiteitinformatie

GEGEVENS, TERMIJN = "vergunningen.informatie_gegevens", "vergunningen.informatie_termijn"
# How information can stand, as the list is narrowed by it.
STANDEN = {
    "open": "nog niet bekeken",
    "onvolledig": "onvolledig",
    "te_laat": "te laat",
}


def list_zichtbare_informatie(viewer: Viewer) -> QuerySet[Activiteitinformatie]:
    """Give the information of which the viewer may see the verzoek."""
    rijen = Activiteitinformatie.objects.filter(derive_zicht_q(viewer.zicht, "verzoek__"))
    return rijen.select_related("verzoek__zaak")


def get_informatie(viewer: Viewer, verzoek_id: uuid.UUID | str) -> Activiteitinformatie:
    """Give one by its verzoek; raises BestaatNietError when it is not there for this viewer."""
    return get_zichtbaar(list_zichtbare_informatie(viewer), verzoek_id, "Informatie over een activiteit")


def find_open_informatie(viewer: Viewer, verzoek_id: uuid.UUID) -> Verzoek | None:
    """Give a verzoek that is information and that nobody took as that yet, when the viewer may see it."""
    rijen = list_zichtbare_verzoeken(viewer)
    return rijen.filter(pk=verzoek_id, type=Verzoek.Type.INFORMATIE, informatie=None).first()


def list_informatie(
    viewer: Viewer, *, na: uuid.UUID | None = None, stand: str = "", hoogstens: int = 50
) -> list[Activiteitinformatie]:
    """List information, the newest first, one more than `hoogstens` when there are; `stand` is a word of `STANDEN` or empty."""
    rijen = list_zichtbare_informatie(viewer)
    if na is not None:
        rijen = rijen.filter(pk__lt=na)
    if stand == "open":
        rijen = rijen.filter(versie=0)
    elif stand == "onvolledig":
        rijen = rijen.filter(versie__gt=0, volledig_op=None)
    elif stand == "te_laat":
        rijen = rijen.filter(verzoek__ontvangen_op__gt=F("uiterlijk"))
    return list(rijen.order_by("-pk")[: hoogstens + 1])


def list_gegevens(verzoek: Verzoek, dag: date) -> dict[str, str]:
    """Give what information must hold for its authority on a day: code and name."""
    return {str(c): str(n) for c, n in find_regel(GEGEVENS, verzoek, dag).waarde.items()}


def read_termijn(verzoek: Verzoek, dag: date) -> Grond:
    """Give how long before the activity information must be there, by the rule of its authority on a day."""
    return find_regel(TERMIJN, verzoek, dag)
