"""The pages with one form of this room: who may send them, and which refusals are told in the form."""

from functools import partial

from django.core.exceptions import PermissionDenied

from vth.interface.vraag import Vraag
from vth.zaken import webformulier
from vth.zaken.selectors import BestaatNietError

from .boeking import SCHRIJVEN, VASTSTELLEN
from .inhoud import VoorschriftError
from .rules import VergunningError

RECHTEN = {SCHRIJVEN: "in vergunningen schrijven", VASTSTELLEN: "in vergunningen vaststellen en verbeteren"}
Gedaan = webformulier.Gedaan
GECORRIGEERD = "De correctie is vastgelegd. Wat eerder bekend was, blijft te lezen."
handle_formulier = partial(
    webformulier.handle_formulier, weigert=(VergunningError, VoorschriftError, BestaatNietError)
)


def check_recht(request: Vraag, recht: str) -> None:
    """Refuse a page with a form that the viewer may not send. Raises PermissionDenied with whom to ask."""
    if recht not in request.viewer.handelingen:
        raise PermissionDenied(
            f"U mag niet {RECHTEN[recht]}. Vraag uw functioneel beheerder om het recht {recht}."
        )
