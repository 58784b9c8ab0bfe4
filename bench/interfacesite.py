"""The site of `bench.interface`: the product itself, looked at by viewers of a fixed sight, and one page by hand.

Who looks stands in a header instead of in an account, so that signing in is not measured. `/bench/hand` is the page that
the list of the interface is compared with: the same rows and members by `.values()` and orjson, and nothing else.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

import orjson  # noqa: E402
from django.contrib import auth  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402

from config import middleware, urls  # noqa: E402
from config.wsgi import application as application  # noqa: E402
from vth.register.models import (  # noqa: E402
    Bronobject,
    GeoObjectVoorkomen,
    Leverstatus,
    Relatie,
    VthObjectVoorkomen,
)
from vth.tijd import klok  # noqa: E402
from vth.tijd.rules import Peilmoment  # noqa: E402
from vth.toegang.models import Gebruiker  # noqa: E402
from vth.toegang.rules import (  # noqa: E402
    ALLE_SOORTEN,
    NIEMAND,
    VERTROUWELIJKHEDEN,
    Grond,
    Viewer,
    Zicht,
    derive_niveaus,
    derive_zicht_q,
)

from .vulling import GEMEENTEN  # noqa: E402

SOORTEN = frozenset(
    {"vthobject", "geoobject", "vestiging", "activiteituitvoering", "zaak", "controle", "bevinding"}
)
HANDMATIG = "/bench/hand"


def make_zicht(gemeenten: int) -> Zicht:
    """Make the sight of somebody with so many municipalities."""
    codes = frozenset(f"GM{n:04}" for n in range(1, gemeenten + 1))
    return Zicht(gebieden=codes, niveaus=derive_niveaus("zaakvertrouwelijk"), soorten=SOORTEN)


ALLES = Zicht(landelijk=True, niveaus=frozenset(VERTROUWELIJKHEDEN), soorten=ALLE_SOORTEN)
ZICHTEN = {
    "1": make_zicht(1),
    "10": make_zicht(10),
    "342": make_zicht(GEMEENTEN),
    "alles": ALLES,
    "geen": Zicht(),
}


def read_viewer(request: HttpRequest) -> Viewer:
    """Give the viewer that the header names."""
    zicht = ZICHTEN.get(request.headers.get("Authorization", "").removeprefix("Bearer "))
    if zicht is None:
        return NIEMAND
    grond = Grond("bench", "bench", "meten", "geen", frozenset(zicht.soorten))
    return Viewer("bench", zicht, handelingen=frozenset({"register.read"}), gronden=(grond,))


def show_handmatig(request: HttpRequest) -> HttpResponse:
    """Give the first page of the list as somebody in a hurry would write it."""
    zicht = request.viewer.zicht  # type: ignore[attr-defined]
    nu = Peilmoment(klok.today(), klok.now())
    rijen = list(
        Bronobject.objects.filter(derive_zicht_q(zicht), soort="vthobject")
        .order_by("pk")
        .values("id", "soort", "leverancier", "sleutel", "gebied")[:101]
    )
    ids = [r["id"] for r in rijen]
    namen = dict(
        VthObjectVoorkomen.objects.filter(bronobject_id__in=ids)
        .seen_at(nu)
        .values_list("bronobject_id", "naam")
    )
    status = dict(
        Leverstatus.objects.filter(bronobject_id__in=ids).seen_at(nu).values_list("bronobject_id", "status")
    )
    waar = dict(
        Relatie.objects.filter(van_id__in=ids, soort="locatie").seen_at(nu).values_list("van_id", "naar_id")
    )
    plaatsen = {
        p.pop("bronobject_id"): p
        for p in GeoObjectVoorkomen.objects.filter(bronobject_id__in=waar.values())
        .seen_at(nu)
        .values("bronobject_id", "openbare_ruimte", "huisnummer", "woonplaats", "lengtegraad", "breedtegraad")
    }
    objecten = [
        r
        | {
            "naam": namen.get(r["id"]),
            "toestand": status.get(r["id"]),
            "plaats": plaatsen.get(waar.get(r["id"])),
        }
        for r in rijen[:100]
    ]
    return HttpResponse(orjson.dumps({"objecten": objecten}), content_type="application/json")


middleware.read_viewer = read_viewer
# Who looks shows it in a header of his own.
middleware.is_iemand = lambda _request: True
# Pages for who signed in ask Django; it is nobody in particular.
auth.get_user = lambda _request: Gebruiker(username="bench")
urls.urlpatterns.append(path(HANDMATIG.lstrip("/"), show_handmatig))
