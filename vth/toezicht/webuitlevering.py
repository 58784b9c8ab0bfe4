"""The delivery out in the site: choose whose visits over which period, and take the files along."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from vth.interface.inzage import note_inzage
from vth.interface.pagina import serve_bestand
from vth.interface.vraag import Vraag
from vth.organisaties.selectors import list_namen
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer
from vth.vormgeving.formvelden import make_dag

from . import uitlevering
from .rules import ToezichtError
from .uitlevering import BESTANDEN, Uitlevervraag


class UitleverForm(forms.Form):
    """Whose visits, over which days; `op` is the moment of which all files of one set are."""

    organisatie = forms.CharField(
        label="Organisatie", max_length=40, help_text="De code van wie de controles deed, zoals OD-DCMR."
    )
    van = make_dag("Vanaf")
    tot = make_dag("Tot en met")
    op = forms.DateTimeField(required=False, widget=forms.HiddenInput)


@login_required
@require_safe
def show_uitlevering(request: Vraag) -> HttpResponse:
    """Ask what goes out, and link to the files of it."""
    viewer = _check_ziet(request)
    form = UitleverForm(request.GET) if "van" in request.GET else UitleverForm(initial=_derive_begin(viewer))
    bestanden, status = [], 200
    if form.is_bound and form.is_valid():
        try:
            vraag = _make_vraag(form.cleaned_data)
            uitlevering.check_vraag(vraag)
            bestanden = _list_links(vraag)
        except ToezichtError as fout:
            form.add_error(None, str(fout))
    if form.is_bound and form.errors:
        status = 422
    kruimels = [("Toezicht", reverse("toezicht:lijst")), ("Lever uit", "")]
    context = {"form": form, "bestanden": bestanden, "kruimels": kruimels}
    return render(request, "toezicht/uitlevering.html", context, status=status)


@login_required
@require_safe
def send_uitlevering(request: Vraag, naam: str, vorm: str) -> HttpResponseBase:
    """Make one file and send it; what goes along is noted, whoever said it."""
    viewer = _check_ziet(request)
    if BESTANDEN.get(naam) != vorm:
        raise Http404("Dit bestand bestaat niet.")
    form = UitleverForm(request.GET)
    if not form.is_valid():
        raise BadRequest("Noem een organisatie en een eerste en laatste dag.")
    vraag = _make_vraag(form.cleaned_data)
    try:
        klaar = uitlevering.make_uitlevering(viewer, vraag, naam)
    except ToezichtError as fout:
        raise BadRequest(str(fout)) from fout
    note_inzage(
        request,
        "toezicht.uitlevering",
        leveranciers=[vraag.organisatie],
        soorten=["controle", "bevinding"],
        aantal=klaar.controles + klaar.bevindingen,
        altijd=True,
    )
    antwoord = serve_bestand(klaar.bestand, naam, vorm)
    # Whoever has it open can read it to its end.
    klaar.bestand.unlink()
    return antwoord


def _check_ziet(request: Vraag) -> Viewer:
    """Give the viewer; refuse who may see nothing."""
    if request.viewer.zicht.is_leeg:
        raise PermissionDenied("Er is niets dat u mag zien. Vraag uw functioneel beheerder om een rol.")
    return request.viewer


def _derive_begin(viewer: Viewer) -> dict[str, Any]:
    """Propose the own organisation and the year before this one."""
    jaar = klok.today().year - 1
    return {"organisatie": viewer.organisatie, "van": date(jaar, 1, 1), "tot": date(jaar, 12, 31)}


def _make_vraag(gegeven: dict[str, Any]) -> Uitlevervraag:
    """Make the question of a form; without a moment it is of now."""
    nu = klok.now()
    op: datetime = min(gegeven["op"] or nu, nu)
    return Uitlevervraag(gegeven["organisatie"], gegeven["van"], gegeven["tot"], Peilmoment(klok.today(), op))


def _list_links(vraag: Uitlevervraag) -> list[dict[str, str]]:
    """List the files of a set, all of one moment."""
    zoek = urlencode(
        {
            "organisatie": vraag.organisatie,
            "van": vraag.van.isoformat(),
            "tot": vraag.tot.isoformat(),
            "op": vraag.peilmoment.beschikbaar_op.isoformat(),
        }
    )
    wie = list_namen([vraag.organisatie], vraag.peilmoment.geldig_op)[vraag.organisatie]
    uitleg = uitlevering.describe_bestanden()
    return [
        {
            "naam": f"{naam}.{vorm}",
            "url": f"{reverse('toezichtuit:bestand', args=[naam, vorm])}?{zoek}",
            "uitleg": uitleg[naam],
            "wie": wie,
        }
        for naam, vorm in BESTANDEN.items()
    ]
