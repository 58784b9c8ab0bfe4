"""Letters of this room in the site: about a measure, or about one amount that is owed under it; how one is made is the same as everywhere."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.zaken.brieven.briefformulier import Briefvraag, handle_brief
from vth.zaken.selectors import BestaatNietError

from .brieven.kamer import make_maatregelonderwerp, make_verbeurteonderwerp
from .models import Maatregel
from .selectors import get_maatregel, get_verbeurte, list_zichtbare_maatregelen
from .web import make_kruimels


@login_required
@require_http_methods(["GET", "POST"])
def make_maatregelbrief(request: Vraag, maatregel_id: uuid.UUID) -> HttpResponse:
    """Make a letter about a measure; one that carries a decision is made at that decision."""
    with as_pagina(BestaatNietError):
        m = get_maatregel(request.viewer, maatregel_id)
    vraag = Briefvraag(
        zaak_id=_get_zaak(m),
        onderwerp=make_maatregelonderwerp(m),
        rijen=[m],
        kruimels=make_kruimels((m.kenmerk, reverse("handhaving:maatregel", args=[m.pk]))),
    )
    return handle_brief(request, vraag)


@login_required
@require_http_methods(["GET", "POST"])
def make_verbeurtebrief(request: Vraag, verbeurte_id: uuid.UUID) -> HttpResponse:
    """Make a letter about one amount that is owed."""
    with as_pagina(BestaatNietError):
        v = get_verbeurte(request.viewer, verbeurte_id)
        m = list_zichtbare_maatregelen(request.viewer).filter(last__adressaten=v.adressaat_id).first()
    if m is None:
        raise Http404("De maatregel waar dit bij hoort, bestaat niet of u mag haar niet zien.")
    vraag = Briefvraag(
        zaak_id=_get_zaak(m),
        onderwerp=make_verbeurteonderwerp(v, m),
        rijen=[m, v],
        kruimels=make_kruimels(
            (m.kenmerk, reverse("handhaving:maatregel", args=[m.pk])),
            (f"{v.dag:%d-%m-%Y}", reverse("handhaving:verbeurte", args=[v.pk])),
        ),
    )
    return handle_brief(request, vraag)


def _get_zaak(m: Maatregel) -> uuid.UUID:
    """Give the zaak in which letters about a measure live. Raises Http404 for a measure that was delivered without one."""
    if m.zaak_id is None:
        raise Http404("Deze maatregel heeft hier geen zaak. Alleen in een zaak wordt een brief gemaakt.")
    return m.zaak_id
