"""The tag that shows a report as part of a page."""

from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString

from ..rapport.blokken import Alinea, Beeld, Blok, Cel, Kop, Lijst, Rapport, Tabel

register = template.Library()


@register.inclusion_tag("zaken/rapport.html")
def rapport(rapport: Rapport) -> dict[str, Any]:
    """Show the blocks of a report; the title is that of the page. The chart of a `Beeld` brings its table along."""
    return {"blokken": [_make_blok(b) for b in rapport.blokken], "kenmerken": rapport.kenmerken}


def _make_blok(blok: Blok) -> dict[str, Any]:
    """Give one block as the template shows it."""
    match blok:
        case Kop():
            return {"soort": "kop", "tekst": blok.tekst, "niveau": blok.niveau}
        case Alinea():
            return {"soort": "alinea", "tekst": blok.tekst, "vorm": blok.soort}
        case Lijst():
            return {"soort": "lijst", "regels": blok.regels, "genummerd": blok.genummerd}
        case Tabel():
            return {"soort": "tabel", "html": write_tabel(blok) if blok.rijen else ""}
        case Beeld():
            return {"soort": "beeld", "grafiek": blok.grafiek}


def write_tabel(tabel: Tabel) -> SafeString:
    """Write a table as the component `tabel` does, for reports of hundreds of rows: every cell is text, so it is escaped and put in its place.

    The template of the component looks at every cell for a link, a state and a kind; that took longer than making the report.
    """
    titels = [escape(kop) for kop in tabel.kop]
    koppen = "".join(f'<th scope="col" role="columnheader">{titel}</th>' for titel in titels)
    begin = [
        f'<td role="cell" data-label="{titel}">'
        if plek
        else f'<th scope="row" role="rowheader" data-label="{titel}">'
        for plek, titel in enumerate(titels)
    ]
    einde = ["</td>" if plek else "</th>" for plek in range(len(titels))]
    rijen = [
        "".join(f"{b}{_show_cel(cel)}{e}" for b, cel, e in zip(begin, rij, einde, strict=True))
        for rij in tabel.rijen
    ]
    bijschrift = f"<caption>{escape(tabel.bijschrift)}</caption>\n" if tabel.bijschrift else ""
    # Each text in it went through `escape`.
    return SafeString(
        f'<table class="utrecht-table utrecht-table--html-table vth-tabel" role="table">\n{bijschrift}'
        f'<thead role="rowgroup"><tr role="row">{koppen}</tr></thead>\n<tbody role="rowgroup">\n'
        + "".join(f'<tr role="row">{rij}</tr>\n' for rij in rijen)
        + "</tbody>\n</table>"
    )


def _show_cel(cel: Cel) -> str:
    """Show a cell as HTML, its paragraphs apart; most have one, and one needs no frame."""
    if isinstance(cel, str) or len(cel) < 2:
        return escape("".join(cel))
    return "".join(f"<p>{escape(alinea)}</p>" for alinea in cel)
