"""The delivery out in the site, the same for every room: choose of whom and over which period, and take the files along."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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

from .uitlevering import Uitlevering, UitleveringError, Uitlevervraag, check_vraag


@dataclass(frozen=True)
class Deur:
    """What a room lets out: its files by name and form, how one is made, what each holds, where it is asked, and what is noted of it."""

    titel: str
    intro: str
    bestanden: Mapping[str, str]
    uitleg: Mapping[str, str]
    maak: Callable[[Viewer, Uitlevervraag, str], Uitlevering]
    adres: str
    kruimel: tuple[str, str]
    handeling: str
    soorten: tuple[str, ...]


class UitleverForm(forms.Form):
    """Of whom, over which days; `op` is the moment of which all files of one set are."""

    organisatie = forms.CharField(
        label="Organisatie", max_length=40, help_text="De code van wie het werk deed, zoals OD-DCMR."
    )
    van = make_dag("Vanaf")
    tot = make_dag("Tot en met")
    op = forms.DateTimeField(required=False, widget=forms.HiddenInput)


def make_views(deur: Deur) -> tuple[Callable[..., HttpResponse], Callable[..., HttpResponseBase]]:
    """Make the two views of a door: the question with its links, and one file."""

    @login_required
    @require_safe
    def show_uitlevering(request: Vraag) -> HttpResponse:
        """Ask what goes out, and link to the files of it."""
        return _show_vraag(request, deur)

    @login_required
    @require_safe
    def send_uitlevering(request: Vraag, naam: str, vorm: str) -> HttpResponseBase:
        """Make one file and send it."""
        return _send_bestand(request, naam, vorm, deur)

    return show_uitlevering, send_uitlevering


def _show_vraag(request: Vraag, deur: Deur) -> HttpResponse:
    """Ask what goes out, and link to the files of it."""
    viewer = _check_ziet(request)
    form = UitleverForm(request.GET) if "van" in request.GET else UitleverForm(initial=_derive_begin(viewer))
    bestanden, status = [], 200
    if form.is_bound and form.is_valid():
        try:
            vraag = _make_vraag(form.cleaned_data)
            check_vraag(vraag)
            bestanden = _list_links(vraag, deur)
        except UitleveringError as fout:
            form.add_error(None, str(fout))
    if form.is_bound and form.errors:
        status = 422
    naam, adres = deur.kruimel
    context = {
        "form": form,
        "bestanden": bestanden,
        "deur": deur,
        "kruimels": [(naam, reverse(adres)), ("Lever uit", "")],
    }
    return render(request, "register/uitlevering.html", context, status=status)


def _send_bestand(request: Vraag, naam: str, vorm: str, deur: Deur) -> HttpResponseBase:
    """Make one file and send it; what goes along is noted, whoever said it."""
    viewer = _check_ziet(request)
    if deur.bestanden.get(naam) != vorm:
        raise Http404("Dit bestand bestaat niet.")
    form = UitleverForm(request.GET)
    if not form.is_valid():
        raise BadRequest("Noem een organisatie en een eerste en laatste dag.")
    vraag = _make_vraag(form.cleaned_data)
    try:
        klaar = deur.maak(viewer, vraag, naam)
    except UitleveringError as fout:
        raise BadRequest(str(fout)) from fout
    note_inzage(
        request,
        deur.handeling,
        leveranciers=[vraag.organisatie],
        soorten=list(deur.soorten),
        aantal=klaar.aantal,
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


def _list_links(vraag: Uitlevervraag, deur: Deur) -> list[dict[str, str]]:
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
    return [
        {
            "naam": f"{naam}.{vorm}",
            "url": f"{reverse(deur.adres, args=[naam, vorm])}?{zoek}",
            "uitleg": deur.uitleg[naam],
            "wie": wie,
        }
        for naam, vorm in deur.bestanden.items()
    ]
