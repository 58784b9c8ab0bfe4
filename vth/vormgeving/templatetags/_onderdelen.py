"""Tags of the recurring pieces: state, term, value with source, timeline, explanation and more."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from vth.tijd import klok
from vth.tijd.rules import AMSTERDAM

from .. import opmaak
from ..onderdelen import INFORMATIE, VORMEN, Bron, Fout, Gebeurtenis, Grafiek, Kenmerk, Taak, Uitleg
from ..renvooi import derive_renvooi
from ..wettelijk import as_grond, as_termijn

register = template.Library()
ONDERDELEN = "vormgeving/onderdelen/"
BIJNA_DAGEN = 7
# Capitals and digits with hyphens, at least one digit among them, and short enough for a phone.
NUMMER = re.compile(r"(?<![\w-])(?=[A-Z-]*\d)(?=[\w-]{3,24}(?![\w-]))[A-Z\d]+(?:-[A-Z\d]+)+(?![\w-])")


@register.inclusion_tag(ONDERDELEN + "toestand.html")
def toestand(code: str, woord: str = "", toelichting: str = "") -> dict[str, Any]:
    """Show a state: word, shape and colour, in that order. Unknown codes are refused."""
    if code not in VORMEN:
        raise ValueError(
            f"De toestand {code!r} bestaat niet. Een toestand is een van: {', '.join(VORMEN)}. "
            "Geef een van die codes."
        )
    vorm = VORMEN[code]
    return {"code": code, "woord": woord or vorm.woord, "vorm": vorm, "toelichting": toelichting}


@register.inclusion_tag(ONDERDELEN + "waarde_met_bron.html")
def waarde_met_bron(
    waarde: object, bron: Bron | None = None, anderen: Sequence[Bron] = (), eenheid: str = ""
) -> dict[str, Any]:
    """Show a value; behind it who said it, when, in which delivery, since when, and what others say."""
    anders = any(_differs(b, waarde) for b in anderen)
    return {"waarde": waarde, "bron": bron, "anderen": anderen, "anders": anders, "eenheid": eenheid}


def _differs(bron: Any, waarde: object) -> bool:
    """Tell whether another supplier says something else than the value shown."""
    ander = bron.get("waarde") if isinstance(bron, dict) else bron.waarde
    return str(ander) != str(waarde)


@register.inclusion_tag(ONDERDELEN + "kenmerkenlijst.html")
def kenmerkenlijst(kenmerken: Iterable[Kenmerk | tuple[str, object]]) -> dict[str, Any]:
    """Show labels and values as a description list, each value with its source where it has one."""
    return {"kenmerken": [Kenmerk(*k) if isinstance(k, tuple) else k for k in kenmerken]}


@register.inclusion_tag(ONDERDELEN + "tijdlijn.html")
def tijdlijn(
    gebeurtenissen: Iterable[Gebeurtenis], leeg: str = "", dag: date | None = None
) -> dict[str, Any]:
    """Show events newest first, whatever order they come in; terms of the law are marks of their own.

    With `dag`, the day that the page answers for, what happened after it is marked.
    """
    gesorteerd = sorted(gebeurtenissen, key=_moment, reverse=True)
    vandaag = klok.today()
    regels = [
        {
            "gebeurtenis": g,
            "is_dag": not isinstance(_read(g, "moment"), datetime),
            "komt_nog": _moment(g)[0] > vandaag,
            "later": dag is not None and _moment(g)[0] > dag,
        }
        for g in gesorteerd
    ]
    return {"regels": regels, "leeg": leeg}


def _read(ding: Any, naam: str) -> Any:
    """Read a name from a dict or an object."""
    return ding.get(naam) if isinstance(ding, dict) else getattr(ding, naam)


def _moment(gebeurtenis: Any) -> tuple[date, time]:
    """Give what an event is sorted by: its legal day, and its time there."""
    moment = _read(gebeurtenis, "moment")
    if isinstance(moment, datetime):
        lokaal = moment.astimezone(AMSTERDAM) if moment.tzinfo else moment
        return lokaal.date(), lokaal.time()
    return moment, time.min


@register.inclusion_tag(ONDERDELEN + "termijn.html")
def termijn(termijn: Any, kort: bool = False, vandaag: date | None = None) -> dict[str, Any]:
    """Show a term: what is left, the last day and why, and behind one click how that day was reached.

    Takes a Termijn, a day, or an answer of `regelgeving` (Termijnuitkomst).
    """
    t = as_termijn(termijn)
    eind = _read(t, "eind")
    dagen = (eind - (vandaag or klok.today())).days if eind else 0
    if _read(t, "voldaan_op"):
        code, woord = "goed", "voldaan"
    elif _read(t, "opgeschort_sinds") or not eind:
        code, woord = "wacht", "opgeschort"
    else:
        code = "fout" if dagen < 0 else "aandacht" if dagen <= BIJNA_DAGEN else "neutraal"
        woord = opmaak.format_resterend(dagen)
    return {"termijn": t, "code": code, "woord": woord, "kort": kort, "te_laat": dagen < 0}


@register.inclusion_tag(ONDERDELEN + "verschil.html")
def verschil(oud: object, nieuw: object) -> dict[str, Any]:
    """Show one value that became another: the old struck through, the new underlined, both named in words."""
    delen = [("was", oud), ("wordt", nieuw)]
    return {"delen": [("gelijk", nieuw)] if oud == nieuw else delen, "los": True}


@register.inclusion_tag(ONDERDELEN + "verschil.html")
def tekstverschil(oud: str, nieuw: str) -> dict[str, Any]:
    """Show word by word how one text became another, very long ones sentence by sentence."""
    return {"delen": [(s.merk.value, s.tekst) for s in derive_renvooi(oud, nieuw)], "los": False}


@register.inclusion_tag(ONDERDELEN + "uitleg.html")
def uitleg(uitleg: Uitleg, open: bool = False) -> dict[str, Any]:
    """Show what a rule proposes and the values it used with law, date and certainty; marks an `aanname`."""
    gronden = [as_grond(grond) for grond in _read(uitleg, "gronden")]
    aannames = sum(1 for grond in gronden if _read(grond, "zekerheid") == "aanname")
    return {"uitleg": uitleg, "gronden": gronden, "aannames": aannames, "open": open}


@register.inclusion_tag(ONDERDELEN + "leeg.html")
def leeg(titel: str, waarom: str = "", vult: str = "", url: str = "", knop: str = "") -> dict[str, Any]:
    """Say that there is nothing here, why, and what fills it."""
    return {"titel": titel, "waarom": waarom, "vult": vult, "url": url, "knop": knop}


@register.inclusion_tag(ONDERDELEN + "fout.html")
def fout(fouten: Sequence[Fout | str] | Fout | str, titel: str = "", focus: bool = True) -> dict[str, Any]:
    """Sum up what is wrong, take the focus, and link each error to its field; stands at the top of a page."""
    lijst = [fouten] if isinstance(fouten, str | Fout) else list(fouten)
    aantal = len(lijst)
    return {
        "focus": focus,
        "fouten": [Fout(mis=f) if isinstance(f, str) else f for f in lijst],
        "titel": titel or ("Er is 1 fout" if aantal == 1 else f"Er zijn {aantal} fouten"),
    }


@register.inclusion_tag(ONDERDELEN + "melding.html")
def melding(tekst: str, soort: str = "neutraal", titel: str = "") -> dict[str, Any]:
    """Show one message in the page: `goed`, `aandacht`, `fout` or `neutraal`, or a level of Django's own."""
    soorten = {
        "success": "goed",
        "warning": "aandacht",
        "error": "fout",
        "info": "neutraal",
        "debug": "neutraal",
    }
    code = soorten.get(soort, soort)
    klassen = {"goed": "ok", "aandacht": "warning", "fout": "error"}
    vorm = INFORMATIE if code == "neutraal" else VORMEN[code]
    return {"tekst": tekst, "titel": titel, "code": code, "klasse": klassen.get(code, "info"), "vorm": vorm}


@register.inclusion_tag(ONDERDELEN + "voortgang.html")
def voortgang(
    gedaan: int, totaal: int | None, wat: str, url: str = "", id: str = "voortgang", wacht: bool = False
) -> dict[str, Any]:
    """Show what is done and what is left; with `url` htmx asks that address for this piece until it is done.

    `wacht` says that nothing has begun yet. `totaal` None means that nobody knows yet. Without JavaScript the page itself must ask again:
    `{% ververs_zonder_script %}` in the block `extra_head`.
    """
    klaar = totaal is not None and gedaan >= totaal
    return {
        "gedaan": gedaan,
        "totaal": totaal,
        "rest": None if totaal is None else max(totaal - gedaan, 0),
        "wat": wat,
        "url": "" if klaar else url,
        "klaar": klaar,
        "wacht": wacht,
        "id": id,
        "elke": settings.VERVERST_ELKE_SECONDEN,
    }


@register.inclusion_tag(ONDERDELEN + "ververs.html")
def ververs_zonder_script(seconden: int = 10) -> dict[str, Any]:
    """Let a browser without JavaScript ask for the page again; stands in the block `extra_head`."""
    return {"seconden": seconden}


@register.inclusion_tag(ONDERDELEN + "ververs_zelf.html")
def ververs(seconden: int = 5) -> dict[str, Any]:
    """Let a page that only waits ask for itself again, with and without JavaScript; stands in the block `extra_head`.

    With JavaScript it is a script that does so: a `meta refresh` that a browser obeys by itself is no way that WCAG 2.2.1 knows.
    """
    return {"seconden": seconden}


@register.inclusion_tag(ONDERDELEN + "werklijst.html")
def werklijst(
    taken: Iterable[Taak], kies: str = "", leeg: str = "", vandaag: date | None = None
) -> dict[str, Any]:
    """Show work most urgent first, in the order given, each with the reason why it stands there.

    With `kies` (the name of the field) every line gets a box, for bulk actions of the form around it.
    """
    return {"taken": list(taken), "kies": kies, "leeg": leeg, "vandaag": vandaag}


@register.inclusion_tag(ONDERDELEN + "figuur.html")
def figuur(grafiek: Grafiek, toelichting: str = "") -> dict[str, Any]:
    """Show a chart with its source and date, and the same figures as a table one click away."""
    return {"grafiek": grafiek, "toelichting": toelichting}


@register.filter
def getal(value: object, decimalen: int | None = None) -> str:
    """Write a number with Dutch separators."""
    return opmaak.format_getal(value, decimalen)


@register.filter
def aantal(value: int, grens: int = 1000) -> str:
    """Write a capped count honestly."""
    return opmaak.format_aantal(value, grens)


@register.filter
def telling(value: int, woorden: str) -> str:
    """Write a number with what is counted, `woorden` being one and more with a comma: `1 zaak`, `12 zaken`."""
    een, meer = woorden.split(",")
    return opmaak.format_telling(value, een, meer)


@register.filter
def datum_tekst(value: date | datetime | None) -> str:
    """Write a day as `22 april 2025`."""
    return opmaak.format_datum(value)


@register.filter
def datum_weekdag(value: date | datetime | None) -> str:
    """Write a day as `di 22 april 2025`."""
    return opmaak.format_datum(value, weekdag=True)


@register.filter
def datum_iso(value: date | datetime | None) -> str:
    """Write a day as `2025-04-22`."""
    return opmaak.format_datum_iso(value)


@register.filter
def tijdstip_tekst(value: datetime | date | None) -> str:
    """Write a moment as `22 april 2025, 14:03`."""
    return opmaak.format_tijdstip(value)


@register.filter(name="bytes")
def bytes_(value: object) -> str:
    """Write a size as `1,4 MB`."""
    return opmaak.format_bytes(value)


@register.filter
def bekort(value: object, lengte: int = 80) -> str:
    """Cut a text at a word."""
    return opmaak.shorten(value, lengte)


@register.filter
def heel(value: object) -> object:
    """Keep a number such as `Z-2026-0012` on one line, in display only: who copies it gets the number itself. Safe HTML passes."""
    if not isinstance(value, str) or isinstance(value, SafeString):
        return value
    return mark_safe(NUMMER.sub(r'<span class="vth-heel">\g<0></span>', escape(value)))


@register.filter
def toon(value: object) -> object:
    """Write a value of any kind as a reader expects it; text and safe HTML pass, nothing becomes empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        return opmaak.format_tijdstip(value) if isinstance(value, datetime) else opmaak.format_datum(value)
    return opmaak.format_getal(value) if isinstance(value, int | float | Decimal) else value
