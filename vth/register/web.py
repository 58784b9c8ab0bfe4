"""Looking for records: the list, the points and borders of the map, and the permanent address of each thing."""

import uuid

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from vth.interface.invoer import InvoerError, Veldfout
from vth.interface.inzage import note_inzage, note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.uitvoer import VORMEN as VORMNAMEN
from vth.interface.vraag import Vraag
from vth.organisaties.gemeenten import list_grenzen
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.zoeken.selectors import find_correctie
from vth.zoeken.vondsten import Vondst, find_vondsten

from . import kaartlezen, overzicht, tegels
from .models import VOORKOMENS
from .persoonvinden import list_personen
from .samen import Samen, fold_regels, make_samenrij
from .selectors import Filter, find_identiteit
from .uitvoer import VORMEN
from .weergave import NATUURLIJK_PERSOON
from .zoekpagina import KOLOMMEN, Zoekpagina, read_zoekpagina

GRENSTOLERANTIE_M = 250.0
# How many letters before there is anything to show, and how many records then.
KORTSTE_VRAAG, DIRECT = 2, 7
# Of what other rooms have so many are shown beside the list, and below the search box.
VONDSTEN, DIRECTE_VONDSTEN = 10, 3


@require_safe
def list_objecten(request: Vraag) -> HttpResponse:
    """Show the records that an address asks for, a page at a time."""
    with as_pagina():
        pagina = read_zoekpagina(request.viewer, request.GET)
    regels = pagina.bladzij.regels
    note_rijen(request, "objecten.list", regels)
    vondsten, meer = _find_vondsten(request, pagina)
    # Who looks for words wants the thing; who goes through the register wants every record.
    nu = Peilmoment(klok.today(), klok.now())
    samen = fold_regels(regels, nu) if pagina.filter.vraag else [Samen(r) for r in regels]
    # Rows that were folded into one are still counted as what suppliers said, of which there are then two or more.
    gevouwen = len(samen) < len(regels)
    context = {
        "pagina": pagina,
        "kolommen": KOLOMMEN,
        "rijen": [make_samenrij(s) for s in samen],
        "wat": "gegevens van leveranciers" if gevouwen else pagina.wat,
        "een": pagina.een,
        "zoekterm": pagina.filter.vraag,
        "vondsten": vondsten,
        "meer_vondsten": meer,
        "blind": request.viewer.zicht.is_leeg,
        "vormen": [(vorm, VORMNAMEN[vorm]) for vorm in VORMEN],
    }
    return render(request, "register/zoeken.html", context)


def _find_vondsten(request: Vraag, pagina: Zoekpagina) -> tuple[list[Vondst], bool]:
    """Find what other rooms have with these words, on the first page of a question that is not narrowed to records."""
    filter_ = pagina.filter
    anders = filter_.soort not in ("", NATUURLIJK_PERSOON) or filter_.leverancier or filter_.gebied
    if not filter_.vraag or anders or pagina.vorige:
        return [], False
    vondsten, meer = find_vondsten(request.viewer, filter_.vraag, hoogstens=VONDSTEN)
    note_rijen(request, "vondsten.list", vondsten, personen=list_personen(vondsten))
    return vondsten, meer


@require_safe
def list_direct(request: Vraag) -> HttpResponse:
    """Give the first few records that fit what is being typed, as a list below the search box."""
    vraag = request.GET.get("q", "").strip()[:200]
    if len(vraag) < KORTSTE_VRAAG or request.viewer.zicht.is_leeg:
        return HttpResponse("")
    bladzij = overzicht.read_bladzij(request.viewer, Filter(soort="", vraag=vraag), per=DIRECT, tel=False)
    note_rijen(request, "objecten.list", bladzij.regels)
    vondsten, _ = find_vondsten(
        request.viewer, vraag, hoogstens=DIRECTE_VONDSTEN, zonder={NATUURLIJK_PERSOON}
    )
    note_rijen(request, "vondsten.list", vondsten)
    context = {
        "vondsten": vondsten,
        "regels": fold_regels(bladzij.regels, Peilmoment(klok.today(), klok.now())),
        "vraag": vraag,
        "meer": bladzij.meer_na,
        "correctie": "" if bladzij.regels or vondsten else find_correctie(request.viewer, vraag),
    }
    return render(request, "register/direct.html", context)


@require_safe
def list_punten(request: Vraag) -> HttpResponse:
    """Give the records of a filter in a box as GeoJSON, at most PUNTGRENS; `meer` says that there are more."""
    with as_pagina():
        filter_, kader = overzicht.make_filter(request.GET), read_kader(request.GET.get("bbox", ""))
        punten, meer = kaartlezen.list_punten(request.viewer, filter_, kader)
    # A map shows many of many; of whom they are is not looked up again for the log.
    note_inzage(request, "kaart.list", leveranciers=["*"], soorten=overzicht.MET_PLEK, aantal=len(punten))
    features = [
        {
            "type": "Feature",
            "properties": {"id": str(p.id), "naam": p.naam},
            "geometry": {"type": "Point", "coordinates": [p.lengtegraad, p.breedtegraad]},
        }
        for p in punten
    ]
    inhoud = {"type": "FeatureCollection", "meer": meer, "grens": kaartlezen.PUNTGRENS, "features": features}
    return JsonResponse(inhoud, content_type="application/geo+json")


@require_safe
def read_tegel(request: Vraag, zoom: int, kolom: int, rij: int) -> HttpResponse:
    """Give one vector tile of what a filter finds; one that did not change is not sent again."""
    with as_pagina():
        filter_, tegel = overzicht.make_filter(request.GET), tegels.read_tegel(zoom, kolom, rij)
    merk = tegels.derive_merk(request.viewer, filter_, tegel)
    antwoord = get_conditional_response(request, etag=f'"{merk}"')
    if antwoord is None:
        inhoud, aantal = tegels.read_inhoud(request.viewer, filter_, tegel, merk)
        note_inzage(request, "kaart.list", leveranciers=["*"], soorten=overzicht.MET_PLEK, aantal=aantal)
        antwoord = HttpResponse(inhoud, content_type="application/vnd.mapbox-vector-tile")
    antwoord["ETag"] = f'"{merk}"'
    antwoord["Cache-Control"] = "private, no-cache"
    return antwoord


def read_kader(tekst: str) -> kaartlezen.Kader:
    """Read `bbox` (west, south, east, north in degrees); without it the whole world. Raises InvoerError."""
    if not tekst:
        return kaartlezen.Kader(-180.0, -90.0, 180.0, 90.0)
    try:
        west, zuid, oost, noord = (float(deel) for deel in tekst.split(","))
        if not (-180 <= west <= oost <= 180 and -90 <= zuid <= noord <= 90):
            raise ValueError
    except ValueError as fout:
        melding = (
            f"‘{tekst[:60]}’ is geen kader. Schrijf west, zuid, oost en noord in graden: 5.1,52.0,5.3,52.2."
        )
        raise InvoerError([Veldfout("bbox", melding)]) from fout
    return kaartlezen.Kader(west, zuid, oost, noord)


@require_safe
def list_gemeentegrenzen(request: Vraag) -> HttpResponse:
    """Give the borders of the municipalities of today as GeoJSON, coarse, for the background of a map."""
    antwoord = JsonResponse(
        list_grenzen(klok.today(), tolerantie_m=GRENSTOLERANTIE_M), content_type="application/geo+json"
    )
    antwoord["Cache-Control"] = "private, max-age=3600"
    return antwoord


@require_safe
def redirect_identificatie(request: Vraag, soort: str, id_: uuid.UUID) -> HttpResponse:
    """Send the permanent address of a thing on to its page, with the moment that was asked for.

    Answers the same whether the thing exists or not; its page decides who sees it.
    """
    if soort not in VOORKOMENS:
        raise Http404(f"De soort {soort!r} bestaat niet. Kies uit: {', '.join(VOORKOMENS)}.")
    identiteit = find_identiteit(id_, Peilmoment(klok.today(), klok.now()))
    adres = reverse("portaal:object", args=[identiteit])
    return redirect(f"{adres}?{request.GET.urlencode()}" if request.GET else adres)
