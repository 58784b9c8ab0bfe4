"""Tags of lists: table, sortable heading, keyset pager, filter bar."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from .. import opmaak
from ..onderdelen import Filterveld, Kolom
from ._adres import PLAATS, derive_adres, list_verborgen, read_query
from ._cellen import iter_rijen

register = template.Library()
ONDERDELEN = "vormgeving/onderdelen/"
SORTEER = "sorteer"
# The forms in which a list goes along, and how many lines at most, as `interface` writes them.
MEENEEMVORMEN = {"csv": "CSV", "xlsx": "Excel", "parquet": "Parquet"}
MEENEEMGRENS = 10_000


@register.inclusion_tag(ONDERDELEN + "kop.html", takes_context=True)
def kop(
    context: Context, naam: str, titel: str, soort: str = "tekst", sorteerbaar: bool = True
) -> dict[str, Any]:
    """Write one heading of a hand-written table; sortable ones are links that keep all filters."""
    nu = read_query(context).get(SORTEER, "")
    richting = {naam: "ascending", f"-{naam}": "descending"}.get(nu, "")
    volgende = f"-{naam}" if richting == "ascending" else naam
    return {
        "titel": titel,
        "soort": soort,
        "richting": richting,
        "url": derive_adres(context, [PLAATS], **{SORTEER: volgende}) if sorteerbaar else "",
    }


@register.inclusion_tag(ONDERDELEN + "tabel.html", takes_context=True)
def tabel(
    context: Context, kolommen: Sequence[Kolom], rijen: Iterable[Any], bijschrift: str = "", leeg: str = ""
) -> dict[str, Any]:
    """Write a table that becomes cards on a phone. The first column heads its row and links to its `url`.

    A row is a dict or an object with the names of the columns. A cell of kind `toestand` is a code, or a code
    and a word.
    """
    koppen = [kop(context, k.naam, k.titel, k.soort, k.sorteerbaar) for k in kolommen]
    return {
        "koppen": koppen,
        "rijen": list(iter_rijen(kolommen, rijen)),
        "bijschrift": bijschrift,
        "leeg": leeg,
    }


@register.inclusion_tag(ONDERDELEN + "bladeren.html", takes_context=True)
def bladeren(
    context: Context,
    aantal: int,
    wat: str,
    een: str,
    vorige: str = "",
    volgende: str = "",
    grens: int = 1000,
) -> dict[str, Any]:
    """Say how many there are, honestly, and link to the next and previous page of a keyset list.

    `wat` is what the list holds, `een` what one of them is called: `1 zaak`, `12 zaken`.
    `vorige` and `volgende` are the places that the list itself gives, opaque to this room; empty means none.
    """
    return {
        "telling": opmaak.format_telling(aantal, een, wat, grens),
        "wat": wat,
        "vorige": derive_adres(context, **{PLAATS: vorige}) if vorige else "",
        "volgende": derive_adres(context, **{PLAATS: volgende}) if volgende else "",
        "eerste": derive_adres(context, [PLAATS]) if vorige else "",
    }


@register.inclusion_tag(ONDERDELEN + "meenemen.html", takes_context=True)
def meenemen(context: Context, adres: str, wat: str, vraag: str | None = None) -> dict[str, Any]:
    """Offer the list as files: all its pages, with its filters and in its order. `adres` names the address that takes a form.

    `vraag` is what was asked where the page's own address does not say so: after a form that went wrong.
    """
    achter = derive_adres(context, [PLAATS]) if vraag is None else f"?{vraag}"
    return {
        "wat": wat,
        "meeste": opmaak.format_getal(MEENEEMGRENS),
        "bestanden": [
            (naam, f"{reverse(adres, args=[vorm])}{achter}".rstrip("?"))
            for vorm, naam in MEENEEMVORMEN.items()
        ],
    }


@register.inclusion_tag(ONDERDELEN + "filterbalk.html", takes_context=True)
def filterbalk(context: Context, velden: Sequence[Filterveld], knop: str = "Pas toe") -> dict[str, Any]:
    """Show the filters of a list as a form that works without JavaScript, each active one with a way out.

    Text to look for comes first; on a phone the other fields stand behind one click.
    """
    query = read_query(context)
    namen = [veld.naam for veld in velden]
    actief = [
        {
            "label": v.label,
            "waarde": _name_keuze(v, str(query[v.naam])),
            "url": derive_adres(context, [PLAATS, v.naam]),
        }
        for v in velden
        if query.get(v.naam)
    ]
    return {
        "zoekvelden": [_fill(veld, query) for veld in velden if veld.soort == "tekst"],
        "keuzevelden": [_fill(veld, query) for veld in velden if veld.soort != "tekst"],
        "actief": actief,
        "wis_url": derive_adres(context, [PLAATS, *namen]),
        "verborgen": list_verborgen(context, namen),
        "knop": knop,
    }


def _fill(veld: Filterveld, query: Mapping[str, Any]) -> dict[str, Any]:
    """Put beside a field what the address says of it."""
    return {"veld": veld, "waarde": query.get(veld.naam, "")}


def _name_keuze(veld: Filterveld, waarde: str) -> str:
    """Give the label of a chosen code; an unknown code stays what was typed."""
    return dict(veld.keuzes).get(waarde, waarde)
