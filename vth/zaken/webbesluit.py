"""Decisions in the site: draft one, read it with how it came to be, and what one does with it."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.organisaties.mandaten.omzetten import read_codes
from vth.organisaties.mandaten.selectors import find_besluitsoort, list_bevoegdheden
from vth.organisaties.selectors import list_namen
from vth.regelgeving.selectors import find_grond
from vth.tijd import klok
from vth.toegang.rules import ALLE_ORGANISATIES, VERTROUWELIJKHEDEN
from vth.vormgeving.opmaak import format_datum

from . import besluiten, forms, goedkeuringen
from .besluitboeking import DATUMVELDEN, Overwegingstekst
from .besluitpagina import Besluitpagina, make_besluitpagina
from .brieven.ontbreekt import list_gemis
from .conceptintrekking import withdraw_concept
from .controle import BestaandBesluit, Omvang
from .documenten.documentpagina import make_besluitblok
from .models import Besluit
from .rechtsmiddelen import record_rechtsmiddel, record_rechtsmiddeluitkomst
from .rules import AnderWasVoorError, Datums, ZaakError
from .selectors import BestaatNietError, get_zaak
from .weergave import list_collegas

# Forms that stand in a fold which opens and tells what is wrong by itself.
UITKLAP = ("rechtsmiddel", "uitkomst", "intrek")


@login_required
@require_http_methods(["GET", "POST"])
def add_besluit(request: Vraag, zaak_id: uuid.UUID) -> HttpResponse:
    """Draft a decision in a zaak."""
    with as_pagina(BestaatNietError):
        zaak = get_zaak(request.viewer, zaak_id)
    note_rijen(request, "zaak.read", [zaak])
    soorten = find_grond(
        "zaken.besluitsoorten",
        geldig_op=klok.today(),
        bevoegd_gezag=zaak.bevoegd_gezag,
        omgevingsdienst=zaak.leverancier,
    ).waarde
    form = forms.BesluitForm(request.POST or None, soorten=[(c, s["naam"]) for c, s in soorten.items()])
    if request.method == "POST" and form.is_valid():
        velden = dict(form.cleaned_data)
        titel, tekst = velden.pop("overweging_titel"), velden.pop("overweging")
        overwegingen = [Overwegingstekst(titel, tekst)] if titel or tekst else []
        try:
            with as_pagina(BestaatNietError):
                besluit = besluiten.record_besluit(
                    viewer=request.viewer, zaak_id=zaak_id, overwegingen=overwegingen, **velden
                )
        except ZaakError as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, f"Besluit {besluit.identificatie} is opgesteld.")
            return redirect("zaken:besluit", besluit.pk)
    kruimels = [
        ("Zaken", reverse("zaken:lijst")),
        (zaak.identificatie, reverse("zaken:zaak", args=[zaak.pk])),
        ("Besluit", ""),
    ]
    context = {"form": form, "titel": "Stel een besluit op", "knop": "Stel op", "kruimels": kruimels}
    return render(request, "zaken/formulier.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def show_besluit(request: Vraag, besluit_id: uuid.UUID) -> HttpResponse:
    """Show one decision."""
    return _render(request, besluit_id)


def _render(
    request: Vraag, besluit_id: uuid.UUID, fout: tuple[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    """Show one decision with the forms of what the viewer may do; one that went wrong keeps what was given."""
    with as_pagina(BestaatNietError):
        pagina = make_besluitpagina(request.viewer, besluit_id)
    documenten = make_besluitblok(request.viewer, pagina.besluit)
    note_rijen(request, "besluit.read", [pagina.besluit, *documenten.documenten])
    formulieren = make_forms(request, pagina) | ({fout[0]: fout[1]} if fout else {})
    zaak = [("Zaak", pagina.zaak_url)] if pagina.zaak_url else []
    context = {
        "pagina": pagina,
        "documenten": documenten,
        "gemis": list_gemis(request.viewer, pagina.besluit),
        "forms": formulieren,
        "fout": fout[1] if fout and fout[0] not in UITKLAP else None,
        "kruimels": [("Zaken", reverse("zaken:lijst")), *zaak, (pagina.besluit.identificatie, "")],
    }
    return render(request, "zaken/besluit.html", context, status=status)


def make_forms(request: Vraag, pagina: Besluitpagina, data: Any = None) -> dict[str, Form]:
    """Make the form of each act that this viewer may do on a decision as it stands."""
    besluit, mag = pagina.besluit, pagina.mag
    vast = {"gezien": besluit.versie}
    gemaakt: dict[str, Form] = {}
    if "schrijven" in mag and besluit.staat in besluiten.OPEN:
        over = [(o.titel, o.omschrijving, o.aard) for o in pagina.overwegingen]
        gemaakt["tekst"] = forms.TekstForm(data, overwegingen=over, initial=vast | {"tekst": besluit.tekst})
        gemaakt["opmerking"] = forms.OpmerkForm(data)
        gemaakt["intrek"] = forms.IntrekForm(data, initial=vast, auto_id="id_intrek_%s")
        if besluit.staat == "concept":
            collegas = [c for c in list_collegas(request.viewer) if c[0] != request.viewer.actor]
            gemaakt["vraag"] = forms.VraagForm(data, collegas=collegas, initial=vast)
    if "goedkeuren" in mag and pagina.open_:
        gemaakt["oordeel"] = forms.KeurForm(data)
    if "ondertekenen" in mag:
        gemaakt["onderteken"] = _make_ondertekenform(besluit, data)
    if "schrijven" in mag and besluit.staat in ("ondertekend", "bekendgemaakt"):
        gemaakt["bekendmaking"] = forms.BekendForm(data, initial=vast)
        gemaakt |= _make_rechtsmiddelforms(pagina, data)
    return gemaakt


def _make_rechtsmiddelforms(pagina: Besluitpagina, data: Any) -> dict[str, Form]:
    """Make the forms of what is done against a decision, and of how that ended."""
    besluit, gemaakt = pagina.besluit, dict[str, Form]()
    if besluit.rechtsmiddel != Besluit.Rechtsmiddel.GEEN:
        gemaakt["rechtsmiddel"] = forms.RechtsmiddelForm(
            data,
            rechtsmiddel=besluit.rechtsmiddel,
            initial={"gezien": besluit.versie},
            auto_id="id_rechtsmiddel_%s",
        )
    lopend = [
        (str(p["id"]), f"{p['soort']} van {format_datum(p['ingesteld'])}")
        for p in pagina.procedures
        if p["loopt"]
    ]
    if lopend:
        gemaakt["uitkomst"] = forms.UitkomstForm(data, lopend=lopend, auto_id="id_uitkomst_%s")
    return gemaakt


def _make_ondertekenform(besluit: Besluit, data: Any) -> forms.OndertekenForm:
    """Make the form to sign; where the kind of decision has no fixed article it asks which power is used."""
    op = klok.today()
    soort = find_besluitsoort(besluit.besluitsoort, op, besluit.bevoegd_gezag)
    machten = [] if soort.artikel else list_bevoegdheden(besluit.bevoegd_gezag, besluit.besluitsoort, op)
    return forms.OndertekenForm(
        data,
        initial={"gezien": besluit.versie},
        op_bezwaar=soort.op_bezwaar,
        bevoegdheden=[(f"{m.regeling}|{m.artikel}|{m.lid}", str(m)) for m in machten],
    )


@login_required
@require_POST
def act_besluit(request: Vraag, besluit_id: uuid.UUID, wat: str) -> HttpResponse:
    """Do one act on a decision."""
    with as_pagina(BestaatNietError):
        pagina = make_besluitpagina(request.viewer, besluit_id)
    form = make_forms(request, pagina, request.POST).get(wat)
    if form is None:
        raise Http404("Deze handeling kan hier nu niet.")
    if not form.is_valid():
        return _render(request, besluit_id, (wat, form), 422)
    try:
        with as_pagina(BestaatNietError):
            DOE[wat](request, pagina, form.cleaned_data)
    except ZaakError as fout:
        form.add_error(None, str(fout))
        return _render(request, besluit_id, (wat, form), 409 if isinstance(fout, AnderWasVoorError) else 422)
    messages.success(request, "Vastgelegd.")
    return redirect("zaken:besluit", besluit_id)


def _change_tekst(request: Vraag, pagina: Besluitpagina, velden: dict[str, Any]) -> None:
    """Change the text and its considerations."""
    overwegingen = [Overwegingstekst(*o) for o in velden.pop("overwegingen")]
    besluiten.record_besluittekst(
        viewer=request.viewer, besluit_id=pagina.besluit.pk, overwegingen=overwegingen, **velden
    )


def _ask(request: Vraag, pagina: Besluitpagina, velden: dict[str, Any]) -> None:
    """Ask for approval."""
    goedkeuringen.request_goedkeuring(viewer=request.viewer, besluit_id=pagina.besluit.pk, **velden)


def _judge(request: Vraag, pagina: Besluitpagina, velden: dict[str, Any]) -> None:
    """Approve, or send back."""
    if pagina.open_ is not None:
        goedkeuringen.decide_goedkeuring(
            viewer=request.viewer,
            goedkeuring_id=pagina.open_.pk,
            akkoord=velden["akkoord"] == "ja",
            opmerking=velden["opmerking"],
        )


def _comment(request: Vraag, pagina: Besluitpagina, velden: dict[str, Any]) -> None:
    """Comment on the text."""
    goedkeuringen.record_opmerking(viewer=request.viewer, besluit_id=pagina.besluit.pk, **velden)


def _sign(request: Vraag, pagina: Besluitpagina, velden: dict[str, Any]) -> None:
    """Sign it."""
    omvang = Omvang(
        categorieen=tuple(read_codes(velden["categorieen"])),
        bedrag_euro=velden["bedrag_euro"],
        gevoelig=velden["gevoelig"],
        gezag_besloot=velden["gezag_besloot"],
        bezwaar_tegen=velden.get("bezwaar_tegen", "").strip(),
        bevoegdheid=_read_bevoegdheid(velden.get("bevoegdheid", "")),
    )
    besluiten.sign_besluit(
        viewer=request.viewer, besluit_id=pagina.besluit.pk, gezien=velden["gezien"], omvang=omvang
    )


def _read_bevoegdheid(tekst: str) -> tuple[str, str, str]:
    """Read a power as the form writes it."""
    delen = [*tekst.split("|"), "", "", ""]
    return delen[0], delen[1], delen[2]


def _withdraw(request: Vraag, pagina: Besluitpagina, velden: dict[str, Any]) -> None:
    """Withdraw the draft."""
    withdraw_concept(viewer=request.viewer, besluit_id=pagina.besluit.pk, **velden)


def _publish(request: Vraag, pagina: Besluitpagina, velden: dict[str, Any]) -> None:
    """Say when it was made known."""
    gezien = velden.pop("gezien")
    besluiten.record_bekendmaking(
        viewer=request.viewer, besluit_id=pagina.besluit.pk, datums=Datums(**velden), gezien=gezien
    )


def _object(request: Vraag, pagina: Besluitpagina, velden: dict[str, Any]) -> None:
    """Note that a remedy was used."""
    record_rechtsmiddel(viewer=request.viewer, besluit_id=pagina.besluit.pk, **velden)


def _end(request: Vraag, pagina: Besluitpagina, velden: dict[str, Any]) -> None:
    """Note how it ended."""
    record_rechtsmiddeluitkomst(viewer=request.viewer, **velden)


@login_required
@require_http_methods(["GET", "POST"])
def add_bestaand(request: Vraag) -> HttpResponse:
    """Take in a decision that was taken elsewhere or long ago, without a zaak."""
    viewer, op = request.viewer, klok.today()
    if besluiten.SCHRIJVEN not in viewer.handelingen:
        raise PermissionDenied(
            "U mag geen besluiten vastleggen. Vraag uw functioneel beheerder om dit recht."
        )
    eigen, gebieden = sorted(viewer.organisaties - {ALLE_ORGANISATIES}), sorted(viewer.zicht.gebieden)[:400]
    namen = list_namen([*eigen, *gebieden], op)
    soorten = find_grond("zaken.besluitsoorten", geldig_op=op).waarde
    niveaus = [n for n in VERTROUWELIJKHEDEN if n in viewer.zicht.niveaus]
    keuzes = {
        "organisatie": [(c, namen.get(c, c)) for c in eigen],
        "gebied": sorted(((c, namen.get(c, c)) for c in gebieden), key=lambda p: p[1]),
        "besluitsoort": [(c, s["naam"]) for c, s in soorten.items()],
        "vertrouwelijkheid": [(n, n.replace("_", " ")) for n in niveaus],
    }
    form = forms.BestaandForm(request.POST or None, keuzes=keuzes)
    if request.method == "POST" and form.is_valid():
        velden = dict(form.cleaned_data)
        dagen = {v: velden.pop(v) for v in DATUMVELDEN if v in velden}
        try:
            with as_pagina(BestaatNietError):
                bekend = BestaandBesluit(datums=Datums(**dagen), **velden)
                besluit = besluiten.record_bestaand_besluit(viewer=viewer, bekend=bekend)
        except ZaakError as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, f"Besluit {besluit.identificatie} is vastgelegd.")
            return redirect("zaken:besluit", besluit.pk)
    kruimels = [("Zaken", reverse("zaken:lijst")), ("Bestaand besluit", "")]
    context = {
        "form": form,
        "titel": "Leg een bestaand besluit vast",
        "knop": "Leg vast",
        "kruimels": kruimels,
    }
    return render(request, "zaken/formulier.html", context, status=422 if form.errors else 200)


DOE: dict[str, Callable[[Vraag, Besluitpagina, dict[str, Any]], None]] = {
    "tekst": _change_tekst,
    "vraag": _ask,
    "oordeel": _judge,
    "opmerking": _comment,
    "onderteken": _sign,
    "intrek": _withdraw,
    "bekendmaking": _publish,
    "rechtsmiddel": _object,
    "uitkomst": _end,
}
