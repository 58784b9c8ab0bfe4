"""What other pages show of zaken: on the start page what is urgent, on the page of a thing what runs about it."""

import uuid
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.urls import reverse

from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.onderdelen import Kolom, Taak
from vth.zaken.advies.selectors import list_eigen_adviezen
from vth.zaken.advies.weergave import make_adviestaak
from vth.zaken.goedkeuringen import GOEDKEUREN
from vth.zaken.lijstpagina import make_taak
from vth.zaken.models import Zaak
from vth.zaken.selectors import list_te_keuren, list_zaken_van
from vth.zaken.weergave import Namen, get_toestand
from vth.zaken.werklijst import Werkfilter, list_werk

from .terugblik import Terugblik

MEESTE, WEEK = 8, timedelta(days=7)
ZAAKKOLOMMEN = (
    Kolom("identificatie", "Zaak"),
    Kolom("omschrijving", "Omschrijving"),
    Kolom("soort", "Soort"),
    Kolom("begonnen", "Begonnen", "datum"),
    Kolom("toestand", "Toestand", "toestand"),
)


def list_zaaktaken(viewer: Viewer) -> list[Taak]:
    """List the viewer's own zaken that are late or nearly so, the advice he waits for or must give, and the texts that wait for his approval."""
    if not ("zaak" in viewer.zicht.soorten or viewer.zicht.alle_soorten):
        return []
    op = klok.today()
    eigen: list[Zaak] = []
    for termijn in ("te_laat", "week"):
        eigen += list_werk(viewer, Werkfilter(op, viewer.actor, termijn=termijn), hoogstens=MEESTE)[:MEESTE]
    namen = Namen(eigen)
    adviezen = list_eigen_adviezen(viewer, tot=op + WEEK, hoogstens=MEESTE)
    return [
        *(make_taak(z, namen, op) for z in eigen),
        *(make_adviestaak(a, op) for a in adviezen),
        *_list_keurtaken(viewer),
    ]


def _list_keurtaken(viewer: Viewer) -> list[Taak]:
    """List the texts that wait for the viewer's approval."""
    if GOEDKEUREN not in viewer.handelingen:
        return []
    gevraagd = list_te_keuren(viewer, hoogstens=MEESTE)
    namen = list_actornamen(g.gevraagd_door for g in gevraagd)
    return [
        Taak(
            titel=f"Goedkeuren: {g.besluit.identificatie} {g.besluit.omschrijving}",
            url=reverse("zaken:besluit", args=[g.besluit_id]),
            waarom=f"{namen[g.gevraagd_door]} vraagt of deze tekst zo kan.",
            toestand="wacht",
            woord="wacht op goedkeuring",
        )
        for g in gevraagd
    ]


def list_zaakrijen(
    viewer: Viewer, ids: Iterable[uuid.UUID], terug: Terugblik | None = None
) -> tuple[dict[str, Any], ...]:
    """List the zaken about a thing that the viewer may see, newest first: as they are, or as they were on a day looked back at."""
    op = klok.today()
    zaken = list_zaken_van(viewer, ids, peilmoment=terug.peilmoment if terug else None)[:100]
    namen = Namen(zaken)
    return tuple(
        {
            "url": reverse("zaken:zaak", args=[z.pk]),
            "identificatie": z.identificatie,
            "omschrijving": z.omschrijving,
            "soort": namen.get_soort(z).naam,
            "begonnen": z.startdatum,
            "toestand": _tell_toen(z, terug) if terug else get_toestand(z, namen.get_stap(z), op),
        }
        for z in zaken
    )


def _tell_toen(zaak: Zaak, terug: Terugblik) -> tuple[str, str]:
    """Tell whether a zaak ran on a day looked back at; in which step it was then is told by its own page."""
    return ("goed", "afgesloten") if terug.is_voorbij(zaak.einddatum) else ("bezig", "liep")
