"""The style guide: every component once, with invented content, for who builds pages and for the tests."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from . import voorbeeld
from .onderdelen import VORMEN


def list_onderdelen(request: HttpRequest) -> HttpResponse:
    """Show all components on one page."""
    kolommen, rijen = voorbeeld.make_tabel()
    eigen, anderen = voorbeeld.make_bronnen()
    gevuld = {"goed-naam": "", "goed-soort": "p", "goed-datum": "2035-04-01", "goed-uitkomst": ""}
    context = {
        "kruimels": [("Stijlgids", "")],
        "peilmoment_kiesbaar": True,
        "toestanden": [(code, vorm.woord) for code, vorm in VORMEN.items()],
        "bron": eigen,
        "anderen": anderen,
        "kenmerken": voorbeeld.make_kenmerken(),
        "gebeurtenissen": voorbeeld.make_tijdlijn(),
        "uitleg": voorbeeld.make_uitleg(),
        "termijnen": voorbeeld.make_termijnen(),
        "vandaag": voorbeeld.VANDAAG,
        "taken": voorbeeld.make_taken(),
        "kolommen": kolommen,
        "rijen": rijen,
        "filters": voorbeeld.make_filters(),
        "fouten": voorbeeld.make_fouten(),
        "form": voorbeeld.VoorbeeldForm(prefix="nieuw"),
        "fout_form": voorbeeld.VoorbeeldForm(gevuld, prefix="goed"),
        "grafieken": voorbeeld.make_grafieken(),
        "oud": "De opslag van verf is hoogstens 10.000 liter in een lekbak.",
        "nieuw": "De opslag van verf is hoogstens 12.500 liter in een vloeistofdichte lekbak.",
    }
    return render(request, "vormgeving/stijlgids.html", context)
