"""Addresses and context for the tests of this room alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from vth.vormgeving import voorbeeld


def list_navigatie(request: HttpRequest) -> dict:
    namen = [
        "Werkvoorraad",
        "Register",
        "Aanleveringen",
        "Vergunningen",
        "Toezicht",
        "Handhaving",
        "Stijlgids",
    ]
    return {"navigatie": [{"titel": n, "url": f"#{n}", "actief": n == "Stijlgids"} for n in namen]}


def noem_account(request: HttpRequest) -> dict:
    links = [{"titel": "Mijn gegevens", "url": "#mij"}]
    return {
        "account": {
            "naam": "J. Voorbeeld",
            "organisatie": "Omgevingsdienst Noordermark",
            "rollen": ["toezichthouder"],
            "links": links,
        }
    }


def zoek(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.GET.get("q", ""))


def toon_toen(request: HttpRequest) -> HttpResponse:
    context = {
        "peilmoment": voorbeeld.make_peilmoment(),
        "peilmoment_kiesbaar": True,
        "naam": "<b>Kwast</b> & Zn",
    }
    return render(request, "vormgeving/proef_toen.html", context)


def toon_fout(request: HttpRequest) -> HttpResponse:
    form = voorbeeld.VoorbeeldForm({"naam": ""})
    return render(request, "vormgeving/proef_fout.html", {"form": form})


urlpatterns = [
    path("", include("vth.vormgeving.urls")),
    path("toen", toon_toen),
    path("fout", toon_fout),
    path("zoek", include(([path("", zoek, name="zoeken")], "register"))),
]
