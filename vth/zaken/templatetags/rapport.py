"""The tag that shows a report as part of a page."""

from typing import Any

from django import template
from django.utils.html import format_html_join

from vth.vormgeving.onderdelen import Kolom

from ..rapport.blokken import Beeld, Cel, Rapport, Tabel, make_gegevens

register = template.Library()


@register.inclusion_tag("zaken/rapport.html")
def rapport(rapport: Rapport) -> dict[str, Any]:
    """Show the blocks of a report; the title is that of the page. The chart of a `Beeld` brings its table along."""
    gegevens = make_gegevens(rapport)
    for waarde, blok in zip(gegevens["blokken"], rapport.blokken, strict=True):
        if isinstance(blok, Tabel):
            waarde["kolommen"] = [Kolom(str(i), kop) for i, kop in enumerate(blok.kop)]
            waarde["rijen"] = [{str(i): _show_cel(cel) for i, cel in enumerate(rij)} for rij in blok.rijen]
        elif isinstance(blok, Beeld):
            waarde["grafiek"] = blok.grafiek
    return gegevens | {"kenmerken": rapport.kenmerken}


def _show_cel(cel: Cel) -> str:
    """Show a cell, its paragraphs apart; most have one, and one needs no frame."""
    if isinstance(cel, str) or len(cel) < 2:
        return "".join(cel)
    return format_html_join("", "<p>{}</p>", ((alinea,) for alinea in cel))
