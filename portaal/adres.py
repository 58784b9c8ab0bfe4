"""The addresses of things with the moment that is looked at, so that a reader who looks back stays in that day."""

import uuid
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse

from vth.tijd import klok
from vth.tijd.rules import AMSTERDAM, Peilmoment
from vth.vormgeving.onderdelen import NOG_NU


def derive_objectadres(id_: uuid.UUID, peilmoment: Peilmoment) -> str:
    """Give the address of the page of one thing at a moment; without a moment when that is now."""
    return add_peilmoment(reverse("portaal:object", args=[id_]), peilmoment)


def add_peilmoment(adres: str, peilmoment: Peilmoment) -> str:
    """Put a moment behind an address, as the form of the peilmoment does; nothing when it is now."""
    vraag = {}
    if peilmoment.geldig_op != klok.today():
        vraag["geldigOp"] = peilmoment.geldig_op.isoformat()
    if peilmoment.beschikbaar_op < klok.now() - NOG_NU:
        vraag["beschikbaarOp"] = write_moment(peilmoment.beschikbaar_op)
    return f"{adres}?{urlencode(vraag)}" if vraag else adres


def write_moment(moment: datetime) -> str:
    """Write a moment as it stands in an address, in Dutch legal time and to the microsecond."""
    return moment.astimezone(AMSTERDAM).isoformat()
