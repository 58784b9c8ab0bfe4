"""What a zaak is about and what it belongs to, in the site: found by search, added, and ended."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.register.selectors import list_namen
from vth.register.zoekpagina import make_cellen, read_zoekpagina
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import check_bevoegd

from .controle import Over
from .models import Zaak, Zaakrelatie
from .models.velden import Onderwerp
from .rules import AnderWasVoorError, ZaakError
from .selectors import BestaatNietError, find_zaken, get_zaak, list_zichtbaar, list_zichtbare_onderwerpen
from .services import RECHT, record_onderwerpen, record_zaakrelatie
from .verband import close_onderwerp, close_zaakrelatie, record_hoofdzaak
from .weergave import Namen

PER = 20
# As what a record of a kind can be in a zaak; of another kind nothing.
ROLLEN: dict[str, tuple[str, ...]] = {
    "vthobject": ("vthobject",),
    "activiteituitvoering": ("activiteituitvoering",),
    **dict.fromkeys(
        ("natuurlijkpersoon", "nietnatuurlijkpersoon", "vestiging"),
        ("aanvrager", "gemachtigde", "drijver", "overtreder", "belanghebbende"),
    ),
}
ROLNAMEN = dict(Onderwerp.Rol.choices)


@login_required
@require_http_methods(["GET", "POST"])
def change_onderwerpen(request: Vraag, zaak_id: uuid.UUID) -> HttpResponse:
    """Show what a zaak is about, find what else it is about, and add or end one."""
    zaak = _open(request, zaak_id)
    fout, status = _try(request, zaak, _do_onderwerp) if request.method == "POST" else ("", 200)
    if request.method == "POST" and not fout:
        return redirect("zaken:onderwerpen", zaak_id)
    with as_pagina():
        gevonden = _find_records(request) if request.GET.get("q") else []
    onderwerpen = _list_onderwerpen(request, zaak)
    context = {
        "zaak": zaak,
        "onderwerpen": onderwerpen,
        "gevonden": gevonden,
        "q": request.GET.get("q", "")[:200],
        "fout": fout,
        "kruimels": _make_kruimels(zaak, "Waar het over gaat"),
    }
    return render(request, "zaken/onderwerpen.html", context, status=status)


def _try(request: Vraag, zaak: Zaak, doe: Callable[[Vraag, Zaak], None]) -> tuple[str, int]:
    """Do what a form asks; gives what is wrong with it and the status that goes with that, or nothing."""
    try:
        with as_pagina(BestaatNietError):
            doe(request, zaak)
    except ZaakError as error:
        return str(error), 409 if isinstance(error, AnderWasVoorError) else 422
    messages.success(request, "Vastgelegd.")
    return "", 200


def _open(request: Vraag, zaak_id: uuid.UUID) -> Zaak:
    """Give a zaak that the viewer may handle; the look is noted."""
    with as_pagina(BestaatNietError):
        zaak = get_zaak(request.viewer, zaak_id)
        check_bevoegd(request.viewer, RECHT, namens=zaak.leverancier)
    note_rijen(request, "zaak.read", [zaak])
    return zaak


def _read_uuid(post: QueryDict, naam: str) -> uuid.UUID:
    """Read an id of a form. Raises Http404 for what is none."""
    try:
        return uuid.UUID(post.get(naam, ""))
    except ValueError:
        raise Http404("Dit bestaat niet.") from None


def _read_nummer(post: QueryDict, naam: str) -> int:
    """Read a number of a form. Raises Http404 for what is none."""
    tekst = post.get(naam, "")
    if not (tekst.isascii() and tekst.isdigit() and len(tekst) < 19):
        raise Http404("Dit bestaat niet.")
    return int(tekst)


def _do_onderwerp(request: Vraag, zaak: Zaak) -> None:
    """Add a record in a role, or end one."""
    post = request.POST
    gezien = _read_nummer(post, "gezien") if post.get("gezien") else None
    wat: dict[str, Any] = {"viewer": request.viewer, "zaak_id": zaak.pk, "gezien": gezien}
    if post.get("eraf"):
        onderwerp = _read_nummer(post, "eraf")
        close_onderwerp(onderwerp_id=onderwerp, reden=post.get("reden", "")[:1000], **wat)
    else:
        over = Over(_read_uuid(post, "bronobject"), post.get("rol", "")[:40])
        record_onderwerpen(onderwerpen=[over], **wat)


def _find_records(request: Vraag) -> list[dict[str, Any]]:
    """Find records by the words of the register, each with the roles that it can have."""
    bladzij = read_zoekpagina(request.viewer, request.GET, per=PER).bladzij
    note_rijen(request, "objecten.list", bladzij.regels)
    return [
        make_cellen(r)
        | {
            "id": r.id,
            "url": reverse("portaal:object", args=[r.id]),
            "rollen": [(rol, ROLNAMEN[rol]) for rol in ROLLEN.get(r.soort, ())],
        }
        for r in bladzij.regels
    ]


def _list_onderwerpen(request: Vraag, zaak: Zaak) -> list[dict[str, Any]]:
    """List what the zaak is or was about, as far as the viewer may see it."""
    paren = list_zichtbare_onderwerpen(request.viewer, zaak.onderwerpen.order_by("pk")[:200])
    records = [b for _, b in paren]
    note_rijen(request, "objecten.list", records)
    namen = list_namen(records, Peilmoment(klok.today(), klok.now()))
    return [
        {
            "id": o.pk,
            "url": reverse("portaal:object", args=[b.pk]),
            "naam": namen[b.pk],
            "rol": o.get_rol_display(),
            "vervallen_op": o.vervallen_op,  # type: ignore[attr-defined]
        }
        for o, b in paren
    ]


@login_required
@require_http_methods(["GET", "POST"])
def change_relaties(request: Vraag, zaak_id: uuid.UUID) -> HttpResponse:
    """Show what a zaak belongs to, find another zaak, and tie them or undo that."""
    zaak = _open(request, zaak_id)
    fout, status = _try(request, zaak, _do_relatie) if request.method == "POST" else ("", 200)
    if request.method == "POST" and not fout:
        return redirect("zaken:relaties", zaak_id)
    vraag = request.GET.get("q", "")[:100]
    gevonden = [z for z in find_zaken(request.viewer, vraag, hoogstens=PER) if z.pk != zaak.pk]
    note_rijen(request, "zaken.list", gevonden)
    namen = Namen(gevonden)
    context = {
        "zaak": zaak,
        "hoofdzaak": list_zichtbaar(request.viewer).filter(deelzaken=zaak).first(),
        "relaties": _list_relaties(request, zaak),
        "gevonden": [(z, namen.get_soort(z).naam) for z in gevonden],
        "aarden": Zaakrelatie.Aard.choices,
        "q": vraag,
        "fout": fout,
        "kruimels": _make_kruimels(zaak, "Andere zaken"),
    }
    return render(request, "zaken/relaties.html", context, status=status)


def _do_relatie(request: Vraag, zaak: Zaak) -> None:
    """Tie a zaak to another, make it a part of another, or undo one of those."""
    post, viewer = request.POST, request.viewer
    if post.get("eraf"):
        close_zaakrelatie(viewer=viewer, zaak_id=zaak.pk, relatie_id=_read_nummer(post, "eraf"))
    elif post.get("aard") in ("hoofdzaak", "geen_hoofdzaak"):
        naar = _read_uuid(post, "naar") if post["aard"] == "hoofdzaak" else None
        record_hoofdzaak(viewer=viewer, zaak_id=zaak.pk, hoofdzaak_id=naar)
    else:
        naar = _read_uuid(post, "naar")
        record_zaakrelatie(viewer=viewer, van_id=zaak.pk, naar_id=naar, aard=post.get("aard", "")[:20])


def _list_relaties(request: Vraag, zaak: Zaak) -> list[dict[str, Any]]:
    """List the zaken that this one was tied to, as far as the viewer may see them."""
    rijen = list(zaak.relaties_heen.order_by("pk")[:200])
    zien = list_zichtbaar(request.viewer).in_bulk([r.naar_id for r in rijen])
    return [
        {"id": r.pk, "zaak": zien[r.naar_id], "aard": r.get_aard_display()}
        for r in rijen
        if r.naar_id in zien
    ]


def _make_kruimels(zaak: Zaak, laatste: str) -> list[tuple[str, str]]:
    """Make the way from the list to a page of a zaak."""
    return [
        ("Zaken", reverse("zaken:lijst")),
        (zaak.identificatie, reverse("zaken:zaak", args=[zaak.pk])),
        (laatste, ""),
    ]
