"""The doors for the app in the field: its shell, its service worker, what is taken along, and what is sent. JSON, with what to do."""

import json
import uuid
from collections.abc import Callable
from functools import cache, wraps
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.staticfiles import finders
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vth.interface.inzage import note_rijen
from vth.interface.vraag import Vraag
from vth.tijd import klok
from vth.toegang.rules import GeenToegangError
from vth.toezicht.lijst.feiten import list_records, list_regels
from vth.toezicht.lijst.vorm import LijstError
from vth.toezicht.rules import ToezichtError
from vth.toezicht.selectors import get_controle
from vth.zaken.documenten.rules import DeelError, DocumentError
from vth.zaken.selectors import BestaatNietError

from .fotos import accept_fotodeel, close_foto, count_ontvangen
from .pakket import derive_let_op, list_mijn_bezoeken, make_pakket
from .rules import VeldError, Veldinvoer
from .services import accept_stuk

MODULES = tuple(f"toezicht/{n}.js" for n in ("veld", "bouw", "foto", "lijst", "opslag", "vragen", "zend"))
STIJLEN = ("vormgeving/thema.css", "toezicht/vragen.css", "toezicht/veld.css")
BROK = 1 << 16
Deur = Callable[..., HttpResponse]


def answer(view: Deur) -> Deur:
    """Answer a device: nobody signed in is 401, what is refused 422 with the reason; nothing is ever sent to another page."""

    @wraps(view)
    def wrapped(request: Vraag, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return JsonResponse({"reden": "U bent niet aangemeld."}, status=401)
        try:
            return view(request, *args, **kwargs)
        except DeelError as fout:
            return JsonResponse({"reden": str(fout), "ontvangen": fout.verwacht}, status=409)
        except (
            VeldError,
            ToezichtError,
            DocumentError,
            LijstError,
            GeenToegangError,
            BestaatNietError,
        ) as fout:
            return JsonResponse({"reden": str(fout)}, status=422)

    return wrapped


@login_required
@require_safe
def show_schil(request: Vraag) -> HttpResponse:
    """Show the app; everything in it comes from the device."""
    return render(request, "toezicht/veld.html", {"stijlen": STIJLEN, "actor": request.viewer.actor})


@cache
def read_versie() -> str:
    """Work out a version of the app that changes with any of its files."""
    som = sha256()
    for naam in (*STIJLEN, *MODULES):
        pad = finders.find(naam)
        som.update(Path(pad).read_bytes() if isinstance(pad, str) else naam.encode())
    return som.hexdigest()[:12]


@require_safe
def send_dienst(request: Vraag) -> HttpResponse:
    """Send the service worker: what the app is made of, under a version that changes with any of it."""
    bestanden = [reverse("veld:start"), reverse("veld:manifest")]
    bestanden += [static(naam) for naam in ("vormgeving/open-vth.svg", *STIJLEN, *MODULES)]
    context = {"bestanden": json.dumps(bestanden), "basis": reverse("veld:start"), "versie": read_versie()}
    tekst = render_to_string("toezicht/dienst.js", context)
    return HttpResponse(tekst, content_type="text/javascript; charset=utf-8")


@require_safe
def send_manifest(request: Vraag) -> HttpResponse:
    """Send what makes the app installable."""
    manifest = {
        "name": "Open VTH op bezoek",
        "short_name": "Op bezoek",
        "lang": "nl",
        "start_url": reverse("veld:start"),
        "scope": reverse("veld:start"),
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#223c61",
        "icons": [
            {
                "src": static("vormgeving/open-vth.svg"),
                "sizes": "any",
                "type": "image/svg+xml",
                "purpose": "any",
            }
        ],
    }
    return HttpResponse(json.dumps(manifest), content_type="application/manifest+json")


@answer
@require_safe
def send_tijd(request: Vraag) -> HttpResponse:
    """Say what time it is here, and give what a form needs to come in."""
    return JsonResponse({"nu": round(klok.now().timestamp() * 1000), "csrf": get_token(request)})


@answer
@require_safe
def list_bezoeken(request: Vraag) -> HttpResponse:
    """List what this inspector still has to do."""
    return JsonResponse({"bezoeken": list_mijn_bezoeken(request.viewer)})


@gzip_page
@answer
@require_POST
def take_along(request: Vraag, controle_id: uuid.UUID) -> HttpResponse:
    """Give everything of one visit that is needed at the place; pressed, for it goes over the line of a phone."""
    controle = get_controle(request.viewer, controle_id)
    regels = list_regels(request.viewer, controle)
    note_rijen(request, "controle.meenemen", [controle, *list_records(regels)], altijd=True)
    return JsonResponse(make_pakket(request.viewer, controle, regels))


@answer
@require_safe
def send_stand(request: Vraag, controle_id: uuid.UUID) -> HttpResponse:
    """Say what happened to a visit meanwhile."""
    controle = get_controle(request.viewer, controle_id)
    return JsonResponse({"staat": controle.staat, "let_op": derive_let_op(request.viewer, controle)})


@answer
@require_http_methods(["PUT"])
def receive_stuk(request: Vraag, stuk_id: uuid.UUID) -> HttpResponse:
    """Take in one piece."""
    ontvangen = accept_stuk(viewer=request.viewer, invoer=read_invoer(request.body, stuk_id))
    return JsonResponse({"klaar": ontvangen.klaar, "stand": ontvangen.stand})


def read_invoer(tekst: bytes, stuk_id: uuid.UUID) -> Veldinvoer:
    """Read what a device sent. Raises VeldError for what cannot be read."""
    try:
        vorm = json.loads(tekst)
        return Veldinvoer(
            id=stuk_id,
            controle_id=uuid.UUID(vorm["controle"]),
            soort=str(vorm["soort"]),
            inhoud=dict(vorm["inhoud"]),
            toestel=str(vorm["toestel"]),
            toesteltijd=int(vorm["toesteltijd"]),
            klokverschil=int(vorm["klokverschil"]),
            vraag=str(vorm.get("vraag") or ""),
            lijst_id=uuid.UUID(vorm["lijst"]) if vorm.get("lijst") else None,
        )
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as fout:
        raise VeldError(
            f"Dit stuk is niet te lezen ({type(fout).__name__}). Werk de app bij; het stuk blijft op het toestel."
        ) from fout


@answer
@require_http_methods(["GET", "PUT", "POST"])
def receive_foto(request: Vraag, stuk_id: uuid.UUID) -> HttpResponse:
    """Say how much of a photo is here, take in a part, or finish it."""
    som = request.headers.get("X-Sha256", "")
    if request.method == "POST":
        close_foto(viewer=request.viewer, stuk_id=stuk_id, sha256=som)
        return JsonResponse({"klaar": True})
    if request.method == "PUT":
        try:
            vanaf = int(request.GET.get("vanaf", ""))
        except ValueError as fout:
            raise VeldError("Het adres zegt niet vanaf welke byte. Werk de app bij.") from fout
        brokken = iter(lambda: request.read(BROK), b"")
        ontvangen = accept_fotodeel(
            viewer=request.viewer, stuk_id=stuk_id, vanaf=vanaf, brokken=brokken, sha256=som
        )
        return JsonResponse({"ontvangen": ontvangen})
    return JsonResponse({"ontvangen": count_ontvangen(request.viewer, stuk_id)})
