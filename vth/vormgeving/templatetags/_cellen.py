"""The rows of a table as HTML: written here and not cell by cell in the template, which took most of the time of a page with a long list."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

from .. import opmaak
from ..onderdelen import Kolom
from ._onderdelen import ONDERDELEN, heel, toestand, toon

KLASSEN = {
    "getal": "vth-getal",
    "bytes": "vth-getal",
    "datum": "vth-nowrap",
    "tijdstip": "vth-nowrap",
    "adres": "vth-breekt",
}


def iter_rijen(kolommen: Sequence[Kolom], rijen: Iterable[Any]) -> Iterator[SafeString]:
    """Give the cells of each row; the first heads its row and links to its `url`. Whatever is not safe HTML is escaped."""
    openingen = [_open_cel(kolom, eerste=n == 0) for n, kolom in enumerate(kolommen)]
    for rij in rijen:
        delen = []
        for n, kolom in enumerate(kolommen):
            inhoud, is_tekst = _write_cel(kolom, _read(rij, kolom.naam))
            if n == 0 and is_tekst and (url := _read(rij, "url")):
                inhoud = f'<a href="{conditional_escape(url)}">{inhoud}</a>'
            delen.append(f"{openingen[n]}{inhoud}{'</td>' if n else '</th>'}")
        yield mark_safe("".join(delen))


def _open_cel(kolom: Kolom, *, eerste: bool) -> str:
    """Open a cell that carries its heading, for the cards on a phone."""
    kop, klasse = escape(kolom.titel), KLASSEN.get(kolom.soort, "")
    if eerste:
        klasse = "vth-getal" if kolom.soort == "getal" else ""
    rol = 'th scope="row" role="rowheader"' if eerste else 'td role="cell"'
    return f'<{rol} data-label="{kop}"' + (f' class="{klasse}">' if klasse else ">")


def _read(rij: Any, naam: str) -> Any:
    """Read a cell from a dict or an object; what is not there is empty."""
    return rij.get(naam) if isinstance(rij, Mapping) else getattr(rij, naam, None)


def _write_cel(kolom: Kolom, waarde: Any) -> tuple[str, bool]:
    """Write one cell the way its column asks, and tell whether it is text; the other is a state, which is no link."""
    if kolom.soort == "toestand" and waarde:
        return _write_toestand(*((waarde, "") if isinstance(waarde, str) else waarde)), False
    # As in a template: what can be called is called.
    tekst: Any = (
        heel(toon(waarde() if callable(waarde) else waarde))
        if kolom.soort in ("tekst", "adres")
        else opmaak.format_cel(kolom.soort, waarde, kolom.decimalen)
    )
    return conditional_escape(tekst), True


@lru_cache(maxsize=500, typed=True)
def _write_toestand(code: str, woord: str) -> str:
    """Write a state with its own template, once: the same few come in every row."""
    return render_to_string(f"{ONDERDELEN}toestand.html", toestand(code, woord))
