"""Reading meldingen: only what the viewer may see of the verzoeken they are, and the rules that they are judged by."""

import uuid
from datetime import date

from django.db.models import QuerySet

from vth.regelgeving.rules import Grond
from vth.regelgeving.selectors import find_grond
from vth.toegang.rules import Viewer, derive_zicht_q
from vth.zaken.models import Verzoek
from vth.zaken.selectors import get_zichtbaar, list_zichtbare_verzoeken

from .models import Melding

GEGEVENS, WACHTTIJD = "vergunningen.melding_gegevens", "vergunningen.melding_wachttijd"


def list_zichtbare_meldingen(viewer: Viewer) -> QuerySet[Melding]:
    """Give the meldingen of which the viewer may see the verzoek."""
    return Melding.objects.filter(derive_zicht_q(viewer.zicht, "verzoek__")).select_related("verzoek__zaak")


def get_melding(viewer: Viewer, verzoek_id: uuid.UUID | str) -> Melding:
    """Give one melding by its verzoek; raises BestaatNietError when it is not there for this viewer."""
    return get_zichtbaar(list_zichtbare_meldingen(viewer), verzoek_id, "Melding")


def find_open_verzoek(viewer: Viewer, verzoek_id: uuid.UUID) -> Verzoek | None:
    """Give a verzoek that is a melding and that nobody took as one yet, when the viewer may see it."""
    rijen = list_zichtbare_verzoeken(viewer).filter(pk=verzoek_id, type=Verzoek.Type.MELDING, melding=None)
    return rijen.first()


def list_meldingen(
    viewer: Viewer, *, na: uuid.UUID | None = None, open_: bool = False, hoogstens: int = 50
) -> list[Melding]:
    """List meldingen, the newest first, one more than `hoogstens` when there are; `open_` are those that are not complete."""
    rijen = list_zichtbare_meldingen(viewer)
    if na is not None:
        rijen = rijen.filter(pk__lt=na)
    if open_:
        rijen = rijen.filter(volledig_op=None)
    return list(rijen.order_by("-pk")[: hoogstens + 1])


def list_gegevens(verzoek: Verzoek, dag: date) -> dict[str, str]:
    """Give what a melding must hold for its authority on a day: code and name."""
    return {str(c): str(n) for c, n in find_regel(GEGEVENS, verzoek, dag).waarde.items()}


def read_wachttijd(verzoek: Verzoek, dag: date) -> Grond:
    """Give how long an activity waits after a complete melding, by the rule of its authority on a day."""
    return find_regel(WACHTTIJD, verzoek, dag)


def find_regel(regel: str, verzoek: Verzoek, dag: date) -> Grond:
    """Give a rule of the authority of a verzoek on a day."""
    return find_grond(
        regel, geldig_op=dag, bevoegd_gezag=verzoek.bevoegd_gezag, omgevingsdienst=verzoek.leverancier
    )
