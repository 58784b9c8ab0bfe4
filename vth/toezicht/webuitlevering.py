"""The delivery out of visits and findings in the site."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from vth.interface.vraag import Vraag
from vth.register.uitleverdeur import Deur, send_bestand, show_vraag

from .uitlevering import BESTANDEN, describe_bestanden, make_uitlevering

DEUR = Deur(
    titel="Lever controles uit",
    intro="Kies van wie en over welke periode. U krijgt de controles en bevindingen die u mag zien, zoals Open VTH ze ook weer inleest.",
    bestanden=BESTANDEN,
    uitleg=describe_bestanden(),
    maak=make_uitlevering,
    adres="toezichtuit:bestand",
    kruimel=("Toezicht", "toezicht:lijst"),
    handeling="toezicht.uitlevering",
    soorten=("controle", "bevinding"),
)


@login_required
@require_safe
def show_uitlevering(request: Vraag) -> HttpResponse:
    """Ask what goes out, and link to the files of it."""
    return show_vraag(request, DEUR)


@login_required
@require_safe
def send_uitlevering(request: Vraag, naam: str, vorm: str) -> HttpResponseBase:
    """Make one file and send it."""
    return send_bestand(request, naam, vorm, DEUR)
