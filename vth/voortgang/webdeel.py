"""One part of a programme in the site: its page, and every act on it by its own form."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.toegang.rules import Viewer
from vth.zaken.selectors import BestaatNietError
from vth.zaken.webformulier import Daad, Gedaan, do_act, handle_formulier, make_daad

from . import forms, plannen, services
from .deelpagina import Deelpagina, make_deelpagina
from .inzage import note_gezien
from .rules import SOORTEN, AnderWasVoorError, VoortgangError
from .selectors import is_bureau, read_beeld
from .services import VAN_EIGENAAR, NieuwOnderdeel
from .web import WEG, find_programma, make_kruimels
from .weergave import get_adres, list_sleutels

# What is added from the page of its parent; pijlers and chapters come with the programme.
TOE_TE_VOEGEN = tuple(s for s in SOORTEN if s not in ("hoofdstuk", "pijler", "samenhang", "partij"))
# What names its own owner; other parts have that of what they hang under.
MET_EIGENAAR = ("onderwerp", "reviewactie", "igovernance")
LOS = ("samenhang", "besluit", "risico", "tryout", "onderzoek", "partij", "mijlpaal")


def _get_pagina(request: Vraag, onderdeel_id: uuid.UUID) -> Deelpagina:
    with as_pagina(*WEG):
        pagina = make_deelpagina(request.viewer, onderdeel_id, request.GET)
    if pagina is None:
        raise Http404("Dit onderdeel was er op dit moment niet, of het is vervallen.")
    note_gezien(request, pagina.programma)
    return pagina


@login_required
@require_safe
def show_onderdeel(request: Vraag, onderdeel_id: uuid.UUID) -> HttpResponse:
    """Show one part."""
    return _render(request, onderdeel_id)


def _render(
    request: Vraag, onderdeel_id: uuid.UUID, fout: tuple[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    pagina = _get_pagina(request, onderdeel_id)
    gekozen = fout[0] if fout else request.GET.get("voegtoe", "")
    mogelijk = _list_toevoegen(pagina)
    gemaakt = _make_forms(pagina, alleen=gekozen) | ({fout[0]: fout[1]} if fout else {})
    nieuw = gemaakt.pop(gekozen, None) if gekozen in mogelijk else None
    context = {
        "pagina": pagina,
        "forms": [(naam, TITELS[naam], form) for naam, form in gemaakt.items()],
        "toevoegen": [(soort, SOORTEN[soort].naam) for soort in mogelijk],
        "nieuw": (gekozen, f"Voeg toe: {SOORTEN[gekozen].naam}", nieuw) if nieuw else None,
        "hier": reverse("voortgang:onderdeel", args=[onderdeel_id]),
        "peilmoment": pagina.peilmoment,
        "peilmoment_kiesbaar": True,
        "kruimels": make_kruimels(
            pagina.programma, *((d.naam, get_adres(d)) for d in pagina.boven), (pagina.deel.naam, "")
        ),
    }
    return render(request, "voortgang/onderdeel.html", context, status=status)


def _list_toevoegen(pagina: Deelpagina) -> list[str]:
    """List the kinds that this viewer may add under this part."""
    return [
        soort
        for soort in TOE_TE_VOEGEN
        if (pagina.is_bureau or (pagina.mag_schrijven and soort in VAN_EIGENAAR))
        and pagina.deel.soort in SOORTEN[soort].onder
    ]


def _make_forms(pagina: Deelpagina, data: Any = None, *, alleen: str = "") -> dict[str, Form]:
    """Make the form of each act that this viewer may do; of what can be added only the kind that is asked for."""
    deel, gemaakt = pagina.deel, dict[str, Form]()
    if pagina.mag_schrijven and deel.soort == "mijlpaal":
        gemaakt["planning"] = forms.PlanningForm(
            data,
            initial={"gezien": pagina.planning, "bekend_op": pagina.bekend_op},
            auto_id="planning_%s",
        )
    if alleen in _list_toevoegen(pagina):
        gemaakt[alleen] = forms.OnderdeelForm(
            data, soort=alleen, partijen=alleen in MET_EIGENAAR, auto_id=f"{alleen}_%s"
        )
    if pagina.is_bureau and deel.soort in ("pijler", "onderwerp", "actie"):
        c = pagina.configuratie
        standen = c.beeldlegenda if deel.soort == "pijler" else c.tabellegenda
        gemaakt["oordeel"] = forms.OordeelForm(data, standen=standen, auto_id="oordeel_%s")
    if pagina.is_bureau and deel.soort == "pijler":
        gemaakt["pijlerplan"] = forms.PijlerplanForm(data, auto_id="pijlerplan_%s")
    if pagina.mag_schrijven and deel.soort in ("onderwerp", "actie", "tryout"):
        gemaakt["middel"] = forms.MiddelForm(data, auto_id="middel_%s")
    if pagina.is_bureau or (pagina.mag_schrijven and deel.soort in VAN_EIGENAAR):
        gemaakt["versie"] = _make_versieform(pagina, data)
    return gemaakt


def _make_versieform(pagina: Deelpagina, data: Any) -> Form:
    deel = pagina.deel
    begin = {**deel.inhoud, "titel": deel.titel, "partij": deel.partij, "gezien": deel.versie}
    return forms.OnderdeelForm(
        data,
        soort=deel.soort,
        delen=list(pagina.delen),
        partijen=deel.soort in MET_EIGENAAR and pagina.is_bureau,
        wijzigen=True,
        initial=begin,
        auto_id="versie_%s",
    )


@login_required
@require_POST
def act_onderdeel(request: Vraag, onderdeel_id: uuid.UUID, wat: str) -> HttpResponse:
    """Do one act."""
    pagina = _get_pagina(request, onderdeel_id)

    def toon(fout: tuple[str, Form], status: int) -> HttpResponse:
        if status == 409:
            nu = _make_forms(_get_pagina(request, onderdeel_id), alleen=wat)
            if wat in nu:
                forms.renew_gezien(fout[1], nu[wat].initial["gezien"])
        return _render(request, onderdeel_id, fout, status)

    return do_act(
        request,
        wat,
        _make_forms(pagina, request.POST, alleen=wat),
        _list_daden(pagina),
        toon,
        reverse("voortgang:onderdeel", args=[onderdeel_id]),
        weigert=(VoortgangError,),
        ander_was_voor=(AnderWasVoorError,),
        bestaat_niet=(BestaatNietError,),
    )


def _list_daden(pagina: Deelpagina) -> dict[str, Daad]:
    """Give what each act does: the service with the fields of its form, and what is said of it."""
    id_ = pagina.onderdeel.pk
    daden = {soort: _as_toevoegen(pagina, soort) for soort in TOE_TE_VOEGEN}
    return daden | {
        "planning": make_daad(
            plannen.record_planning,
            "De planning is vastgelegd; de eerdere blijft zichtbaar.",
            mijlpaal_id=id_,
        ),
        "oordeel": make_daad(plannen.record_oordeel, "De status is vastgelegd.", onderdeel_id=id_),
        "pijlerplan": make_daad(
            plannen.record_pijlerplan, "Het pijlerplan is vastgesteld; het is nu de maat.", pijler_id=id_
        ),
        "middel": make_daad(plannen.record_middel, "De stand van het geld is vastgelegd.", onderdeel_id=id_),
        "versie": make_daad(
            services.record_versie,
            "De wijziging is vastgelegd; wat er stond blijft bewaard.",
            onderdeel_id=id_,
        ),
    }


def _as_toevoegen(pagina: Deelpagina, soort: str) -> Daad:
    def doe(viewer: Viewer, velden: dict[str, Any]) -> str:
        """Add a part under this one."""
        nieuw = NieuwOnderdeel(soort=soort, ouder_id=pagina.onderdeel.pk, **velden)
        services.record_onderdeel(viewer=viewer, programma_id=pagina.programma.pk, nieuw=nieuw)
        return f"Toegevoegd: {SOORTEN[soort].naam}."

    return doe


@login_required
@require_http_methods(["GET", "POST"])
def add_los(request: Vraag, programma_id: uuid.UUID, soort: str) -> HttpResponse:
    """Add a part that hangs under the programme itself."""
    programma = find_programma(request, programma_id)
    if soort not in LOS:
        raise Http404("Dit kan niet los onder een programma staan.")
    if not is_bureau(request.viewer, programma):
        raise PermissionDenied(
            "Alleen het programmabureau legt dit vast. Vraag uw functioneel beheerder om dit recht."
        )
    delen = list_sleutels(read_beeld(programma))

    def begin(velden: dict[str, Any]) -> Gedaan:
        nieuw = NieuwOnderdeel(soort=soort, **velden)
        onderdeel = services.record_onderdeel(viewer=request.viewer, programma_id=programma.pk, nieuw=nieuw)
        return f"Toegevoegd: {SOORTEN[soort].naam}.", reverse("voortgang:onderdeel", args=[onderdeel.pk])

    titel = f"Voeg toe: {SOORTEN[soort].naam}"
    return handle_formulier(
        request,
        forms.OnderdeelForm(request.POST if request.method == "POST" else None, soort=soort, delen=delen),
        begin,
        weigert=(VoortgangError,),
        titel=titel,
        knop="Voeg toe",
        kruimels=make_kruimels(programma, (titel, "")),
    )


TITELS = {
    "planning": "Verander de planning",
    "oordeel": "Stel de status vast",
    "pijlerplan": "Stel het pijlerplan vast",
    "middel": "Leg de stand van het geld vast",
    "versie": "Wijzig of beëindig",
}
