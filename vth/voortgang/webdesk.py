"""The desks in the site: what a report proposes, and statements that do not agree."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.toegang.rules import decide_handeling
from vth.vormgeving.opmaak import format_telling
from vth.zaken.webformulier import Gedaan, handle_formulier

from . import voorstellen
from .deskpagina import Deskpagina, make_deskpagina
from .forms import AllesForm, InleesForm, TegenspraakForm
from .inlezen import accept_rapport
from .overnemen import read_wachtkeuze
from .rules import BEHEREN, VoortgangError
from .selectors import get_tegenspraak
from .web import WEG, find_programma, make_kruimels


def _get_pagina(request: Vraag, inlezing_id: uuid.UUID) -> Deskpagina:
    with as_pagina(*WEG):
        return make_deskpagina(request.viewer, inlezing_id, request.GET)


@login_required
@require_http_methods(["GET", "POST"])
def add_inlezing(request: Vraag, programma_id: uuid.UUID) -> HttpResponse:
    """Read a report that exists already into proposals, and go to its desk."""
    programma = find_programma(request, programma_id)
    if not decide_handeling(request.viewer, BEHEREN, namens=programma.organisatie).mag:
        raise PermissionDenied("U mag geen rapport inlezen. Vraag uw functioneel beheerder om dit recht.")

    def read(velden: dict[str, Any]) -> Gedaan:
        verslag = accept_rapport(
            viewer=request.viewer,
            programma=programma,
            bestandsnaam=velden["bestand"].name,
            inhoud=velden["bestand"].read(),
            ronde=velden["ronde"],
        )
        zin = (
            f"{verslag.voorstellen} voorstellen, {verslag.twijfels} met twijfel."
            if verslag.nieuw
            else "Dit rapport was al ingelezen."
        )
        return zin, reverse("voortgang:inlezing", args=[verslag.inlezing.pk])

    return handle_formulier(
        request,
        InleesForm(request.POST, request.FILES) if request.method == "POST" else InleesForm(),
        read,
        weigert=(VoortgangError,),
        titel="Lees een rapport in",
        knop="Lees in",
        kruimels=make_kruimels(programma, ("Inlezen", "")),
    )


@login_required
@require_safe
def show_inlezing(request: Vraag, inlezing_id: uuid.UUID) -> HttpResponse:
    """Show the desk of a report that was read."""
    pagina = _get_pagina(request, inlezing_id)
    context = {
        "pagina": pagina,
        "form": AllesForm(delen=list(pagina.delen)),
        "hier": reverse("voortgang:inlezing", args=[inlezing_id]),
        "kruimels": make_kruimels(pagina.inlezing.programma, (pagina.inlezing.bestandsnaam, "")),
    }
    return render(request, "voortgang/inlezing.html", context)


@login_required
@require_POST
def act_inlezing(request: Vraag, inlezing_id: uuid.UUID, wat: str) -> HttpResponse:
    """Accept, reject or put back one proposal (`nummer`), or accept all of a part; what could not is told on the desk."""
    pagina = _get_pagina(request, inlezing_id)
    adres = reverse("voortgang:inlezing", args=[inlezing_id])
    try:
        messages.success(request, _do(request, pagina, wat))
    except VoortgangError as fout:
        messages.error(request, str(fout))
    terug = request.POST.get("terug", "")
    return redirect(f"{adres}?{terug}" if terug else adres)


def _do(request: Vraag, pagina: Deskpagina, wat: str) -> str:
    vast: dict[str, Any] = {"viewer": request.viewer, "inlezing_id": pagina.inlezing.pk}
    if wat == "alles":
        form = AllesForm(request.POST, delen=list(pagina.delen))
        if not form.is_valid():
            raise VoortgangError("Dit deel staat niet in het rapport. Kies een deel uit de lijst.")
        gedaan, niet = voorstellen.accept_alles(**vast, **form.cleaned_data)
        for zin in niet[:5]:
            messages.warning(request, zin)
        meer = f" {len(niet)} {'kon' if len(niet) == 1 else 'konden'} niet." if niet else ""
        return f"{format_telling(gedaan, 'voorstel is', 'voorstellen zijn')} overgenomen.{meer}"
    nummer = request.POST.get("nummer", "")
    vast["nummer"] = int(nummer) if nummer.isdecimal() and len(nummer) < 9 else 0
    if wat == "neem":
        wacht = read_wachtkeuze(request.POST.get("wacht", ""), request.POST.get("dagen", ""))
        return f"Overgenomen: {voorstellen.accept_voorstel(**vast, wacht=wacht)}."
    if wat == "weiger":
        voorstellen.refuse_voorstel(**vast, reden=request.POST.get("reden", ""))
        return "Het voorstel is afgewezen; het blijft met uw reden zichtbaar."
    if wat == "terugzetten":
        voorstellen.reopen_voorstel(**vast)
        return "Het voorstel wacht weer op een besluit."
    raise VoortgangError("Deze handeling bestaat niet.")


@login_required
@require_POST
def settle(request: Vraag, tegenspraak_id: uuid.UUID) -> HttpResponse:
    """Say which of two statements holds."""
    with as_pagina(*WEG):
        tegenspraak = get_tegenspraak(request.viewer, tegenspraak_id)
    form = TegenspraakForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Kies wat er klopt, en schrijf op waarom.")
    else:
        with as_pagina(*WEG):
            try:
                voorstellen.settle_tegenspraak(
                    viewer=request.viewer, tegenspraak_id=tegenspraak_id, **form.cleaned_data
                )
                messages.success(request, "De tegenspraak is beslecht.")
            except VoortgangError as fout:
                messages.error(request, str(fout))
    return redirect("voortgang:beeld", tegenspraak.programma_id, "tegenspraken")
