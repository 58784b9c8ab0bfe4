"""Signals in the site: the work list, taking one in, one signal, and what one does with it."""

import uuid
from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vth.interface.inzage import note_rijen
from vth.interface.lijstuitvoer import note_and_send
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.organisaties.selectors import list_namen
from vth.tijd import klok
from vth.tijd.rules import AMSTERDAM
from vth.toegang.rules import Viewer
from vth.zaken.documenten.documentpagina import make_zaakblok
from vth.zaken.documenten.webgrens import refuse_te_groot
from vth.zaken.models import Verzoek
from vth.zaken.rules import ZaakError
from vth.zaken.selectors import BestaatNietError, get_verzoek
from vth.zaken.weergave import list_collegas

from . import incidenten, signaalforms, signalen
from .forms import GezienForm
from .invoer import NieuweControle
from .lijstbestand import make_signaallijst
from .rules import AnderWasVoorError, ToezichtError
from .selectors import list_zichtbare_signalen
from .signaalboeking import RECHT
from .signaalinvoer import NieuwIncident
from .signaallijstpagina import list_organisaties, read_signalenpagina
from .signaalpagina import Signaalpagina, make_signaalpagina
from .signaalrules import VOORVAL, SignaalError
from .signalen import Bijlage

LIJST = ("Klachten en signalen", "toezicht:signalen")
MIS = (ToezichtError, ZaakError)


def make_kruimels(*rest: tuple[str, str]) -> list[tuple[str, str]]:
    """Make the path to a page about signals."""
    return [(LIJST[0], reverse(LIJST[1])), *rest]


def check_recht(viewer: Viewer) -> None:
    """Refuse a form to who may not send it."""
    if RECHT not in viewer.handelingen:
        raise PermissionDenied(
            "U mag geen klachten en signalen innemen. Vraag uw functioneel beheerder om dit recht."
        )


def derive_status(fout: Exception) -> int:
    """Give 409 when somebody else was first, else 422."""
    return 409 if isinstance(fout, AnderWasVoorError) else 422


@login_required
@require_safe
def list_signalen(request: Vraag) -> HttpResponse:
    """Show the work list."""
    with as_pagina():
        pagina = read_signalenpagina(request.viewer, request.GET)
    note_rijen(request, "signalen.list", pagina.signalen)
    return render(request, "toezicht/signalen.html", {"pagina": pagina})


@login_required
@require_safe
def download(request: Vraag, vorm: str) -> HttpResponseBase:
    """Send the work list at the same address as a file."""
    return note_and_send(request, "signalen.download", vorm, make_signaallijst, bestand="signalen")


@refuse_te_groot
@require_http_methods(["GET", "POST"])
def add_signaal(request: Vraag) -> HttpResponse:
    """Take in a message; afterwards its questions are asked. With `verzoek` it is what a company told of itself."""
    viewer = request.viewer
    check_recht(viewer)
    verzoek = _find_verzoek(request)
    gebieden = sorted(viewer.zicht.gebieden)[:400]
    namen = list_namen(gebieden, klok.today())
    form = signaalforms.SignaalForm(
        request.POST or None,
        request.FILES or None,
        organisaties=list_organisaties(viewer),
        gebieden=sorted(((c, namen.get(c, c)) for c in gebieden), key=lambda p: p[1]),
        initial=_make_begin(request, verzoek),
    )
    if request.method == "POST" and form.is_valid():
        bestand = form.cleaned_data["bestand"]
        bijlagen = [Bijlage(bestand.name or "", bestand.chunks())] if bestand else []
        nieuw = form.make_nieuw(verzoek_id=verzoek.pk if verzoek else None)
        try:
            with as_pagina(BestaatNietError):
                signaal = signalen.record_signaal(viewer=viewer, nieuw=nieuw, bijlagen=bijlagen)
        except MIS as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, f"Bericht {signaal.kenmerk} is vastgelegd. Beantwoord nu de vragen.")
            return redirect("toezicht:signaal", signaal.pk)
    context = {"form": form, "verzoek": verzoek, "kruimels": make_kruimels(("Nieuw", ""))}
    return render(request, "toezicht/signaal_nieuw.html", context, status=422 if form.errors else 200)


def _find_verzoek(request: Vraag) -> Verzoek | None:
    """Give the verzoek that an address names, when it names one."""
    tekst = request.GET.get("verzoek", "")
    if not tekst:
        return None
    try:
        id_ = uuid.UUID(tekst)
    except ValueError:
        raise Http404("Dit verzoek bestaat niet.") from None
    with as_pagina(BestaatNietError):
        verzoek = get_verzoek(request.viewer, id_)
    note_rijen(request, "verzoek.read", [verzoek])
    return verzoek


def _make_begin(request: Vraag, verzoek: Verzoek | None) -> dict[str, Any]:
    """Fill the form with what is known: the site that one came from, and what a verzoek says."""
    begin: dict[str, Any] = {"bij": request.GET.get("object", "")[:36]}
    if verzoek is not None:
        begin |= {
            "signaalsoort": VOORVAL,
            "organisatie": verzoek.leverancier,
            "gebied": verzoek.gebied,
            "omschrijving": verzoek.omschrijving,
            "ontvangen_op": min(datetime.combine(verzoek.ontvangen_op, time(12), AMSTERDAM), klok.now()),
        }
    return begin


@login_required
@require_safe
def show_signaal(request: Vraag, signaal_id: uuid.UUID) -> HttpResponse:
    """Show one signal."""
    return _render(request, signaal_id)


def _render(
    request: Vraag, signaal_id: uuid.UUID, fout: tuple[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    """Show one signal with the forms of what the viewer may do; a look at who told it is a line in the log of reads."""
    with as_pagina(BestaatNietError, SignaalError):
        pagina = make_signaalpagina(request.viewer, signaal_id)
    documenten = make_zaakblok(request.viewer, pagina.zaak) if pagina.zaak else None
    getoond = [pagina.signaal, *(documenten.documenten if documenten else ())]
    melder = [pagina.melder.pk] if pagina.melder and pagina.melderkenmerken else []
    note_rijen(request, "signaal.read", getoond, personen=melder)
    context = {
        "pagina": pagina,
        "documenten": documenten,
        "forms": make_forms(request.viewer, pagina) | ({fout[0]: fout[1]} if fout else {}),
        "hier": reverse("toezicht:signaal", args=[signaal_id]),
        "kruimels": make_kruimels((pagina.signaal.kenmerk, "")),
    }
    return render(request, "toezicht/signaal.html", context, status=status)


def make_forms(viewer: Viewer, pagina: Signaalpagina, data: Any = None) -> dict[str, Form]:
    """Make the form of each act that this viewer may do on a signal as it stands."""
    s, mag = pagina.signaal, pagina.mogelijk
    vast: dict[str, Any] = {"gezien": s.versie}
    gemaakt: dict[str, Callable[[], Form]] = {
        "neem": lambda: GezienForm(data, initial=vast),
        "triage": lambda: signaalforms.TriageForm(
            data, vragen=pagina.vragen, initial=vast | {f"vraag_{c}": a for c, a in s.antwoorden.items()}
        ),
        "overdragen": lambda: signaalforms.OverdraagForm(
            data, collegas=[c for c in list_collegas(viewer) if c[0] != s.behandelaar], initial=vast
        ),
        "incident": lambda: signaalforms.IncidentForm(data, initial=vast),
        "bijincident": lambda: signaalforms.BijIncidentForm(
            data, incidenten=list(pagina.incidenten), initial=vast
        ),
        "controle": lambda: signaalforms.SignaalcontroleForm(
            data,
            initial=vast
            | {"onderwerp": s.bij_id, "omschrijving": f"Bericht {s.kenmerk}", "controletype": "incident"},
        ),
        "sluiten": lambda: signaalforms.SluitForm(data, initial=vast),
        "heropen": lambda: signaalforms.HeropenForm(data, initial=vast),
    }
    zonder = set() if pagina.incidenten else {"bijincident"}
    zonder |= set() if pagina.vragen else {"triage"}
    return {naam: maak() for naam, maak in gemaakt.items() if naam in mag - zonder}


@login_required
@require_POST
def act_signaal(request: Vraag, signaal_id: uuid.UUID, wat: str) -> HttpResponse:
    """Do one act on a signal; what goes wrong comes back with what was given."""
    with as_pagina(BestaatNietError, SignaalError):
        pagina = make_signaalpagina(request.viewer, signaal_id)
    if wat not in HANDELINGEN:
        raise Http404("Deze handeling bestaat niet.")
    mogelijk = make_forms(request.viewer, pagina, request.POST)
    if wat not in mogelijk:
        check_recht(request.viewer)
        messages.error(request, f"Dit kan niet (meer): dit bericht is {pagina.toestand[1]}.")
        return redirect("toezicht:signaal", signaal_id)
    form = mogelijk[wat]
    if not form.is_valid():
        return _render(request, signaal_id, (wat, form), 422)
    try:
        with as_pagina(BestaatNietError):
            melding, adres = HANDELINGEN[wat](request.viewer, signaal_id, dict(form.cleaned_data), form)
    except MIS as fout:
        form.add_error(None, str(fout))
        return _render(request, signaal_id, (wat, form), derive_status(fout))
    messages.success(request, melding)
    return redirect(adres or reverse("toezicht:signaal", args=[signaal_id]))


Uitkomst = tuple[str, str]
Velden = dict[str, Any]


def _take(viewer: Viewer, id_: uuid.UUID, velden: Velden, _: Any) -> Uitkomst:
    """Take it on."""
    signalen.assign_signaal(viewer=viewer, signaal_id=id_, naar=viewer.actor, gezien=velden["gezien"])
    return "U behandelt dit bericht.", ""


def _weigh(viewer: Viewer, id_: uuid.UUID, velden: Velden, form: Any) -> Uitkomst:
    """Answer the questions."""
    _, uitkomst = signalen.record_triage(
        viewer=viewer, signaal_id=id_, antwoorden=form.list_antwoorden(), gezien=velden["gezien"]
    )
    delen = ["De antwoorden zijn vastgelegd."]
    if uitkomst.waarom:
        delen.append(f"Spoed, want: {'; '.join(uitkomst.waarom)}.")
    if uitkomst.naar:
        delen.append(f"Gaat naar team {uitkomst.naar}.")
    return " ".join(delen), ""


def _hand_over(viewer: Viewer, id_: uuid.UUID, velden: Velden, _: Any) -> Uitkomst:
    """Hand it over."""
    signalen.assign_signaal(viewer=viewer, signaal_id=id_, **velden)
    return "Het bericht is overgedragen.", ""


def _make_incident(viewer: Viewer, id_: uuid.UUID, velden: Velden, _: Any) -> Uitkomst:
    """Record the event."""
    gezien = velden.pop("gezien")
    incident = incidenten.record_incident(
        viewer=viewer, signaal_id=id_, nieuw=NieuwIncident(**velden), gezien=gezien
    )
    return f"Incident {incident.kenmerk} is vastgelegd.", reverse("toezicht:incident", args=[incident.pk])


def _join(viewer: Viewer, id_: uuid.UUID, velden: Velden, _: Any) -> Uitkomst:
    """Bring it to an incident."""
    incident = incidenten.join_incident(
        viewer=viewer, signaal_id=id_, incident_id=uuid.UUID(velden["incident"]), gezien=velden["gezien"]
    )
    return f"Het bericht hoort nu bij incident {incident.kenmerk}.", ""


def _plan(viewer: Viewer, id_: uuid.UUID, velden: Velden, _: Any) -> Uitkomst:
    """Plan a visit."""
    gezien, zelf, onderwerp = (velden.pop(v) for v in ("gezien", "zelf", "onderwerp"))
    nieuw = NieuweControle(
        "", "", aanleiding="", onderwerpen=[onderwerp], inspecteur=viewer.actor if zelf else "", **velden
    )
    controle = signalen.plan_signaalcontrole(viewer=viewer, signaal_id=id_, nieuw=nieuw, gezien=gezien)
    return f"Controle {controle.kenmerk} is gepland.", ""


def _close(viewer: Viewer, id_: uuid.UUID, velden: Velden, _: Any) -> Uitkomst:
    """Close it; the earlier message is named by its number."""
    eerste = velden.pop("dubbel_van").strip()
    gevonden = list_zichtbare_signalen(viewer).filter(kenmerk=eerste).first() if eerste else None
    if eerste and gevonden is None:
        raise SignaalError(
            f"Bericht ‘{eerste}’ bestaat niet, of u mag het niet zien. Controleer het kenmerk."
        )
    signalen.close_signaal(
        viewer=viewer, signaal_id=id_, dubbel_van_id=gevonden.pk if gevonden else None, **velden
    )
    return "Het bericht is afgehandeld.", ""


def _reopen(viewer: Viewer, id_: uuid.UUID, velden: Velden, _: Any) -> Uitkomst:
    """Open it again."""
    signalen.reopen_signaal(viewer=viewer, signaal_id=id_, **velden)
    return "Het bericht is heropend.", ""


HANDELINGEN: dict[str, Callable[[Viewer, uuid.UUID, Velden, Any], Uitkomst]] = {
    "neem": _take,
    "triage": _weigh,
    "overdragen": _hand_over,
    "incident": _make_incident,
    "bijincident": _join,
    "controle": _plan,
    "sluiten": _close,
    "heropen": _reopen,
}
