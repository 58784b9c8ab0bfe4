"""Which lines of a report head a pijler or an onderwerp: by the words for them, else by what stands under them; and the tree that comes of it."""

from datetime import date

from .aanloop import unfold_namen
from .blokken import Blok
from .boom import Boom
from .bouw import Bouwer
from .kolommen import find_groepen, find_hoofden
from .kopboom import find_kopboom
from .losse import (
    find_lijstkoppen,
    find_structuur,
    find_tabelkoppen,
    find_woord,
    find_woordkoppen,
)
from .regelkoppen import unfold_regels
from .tabellen import Hoofd
from .verslag import is_verslag

_VRIJ = "De hoofddelen heten hier geen pijler, spoor of iets dergelijks. Zij zijn herkend aan de koppen boven voortgang en planning."

_KOLOM = "De koppen van deze tabel zijn niet bekend. Welke kolom het onderwerp, de planning en de voortgang geeft, is gezien aan wat erin staat. Kijk of dat klopt."


def build_boom(blokken: list[Blok], peil: date | None, regel: int) -> tuple[Boom | None, list[Blok]]:
    """Build the tree of a report, with the blocks it was built of; no tree when there is no onderwerp of which something is told. On `regel` is said how the parts were found."""
    boom, anders = _build_eens(blokken, peil, regel)
    if boom is None and is_verslag(blokken) and (regels := unfold_regels(blokken)):
        return _build_eens(regels, peil, regel)
    return boom, anders


def _build_eens(blokken: list[Blok], peil: date | None, regel: int) -> tuple[Boom | None, list[Blok]]:
    lijst, woord = find_lijstkoppen(blokken), find_woord(blokken)
    lijst |= {} if woord else find_woordkoppen(blokken)
    boom = _build(blokken, peil, lijst, woord)
    if not _holds_onderwerp(boom) and (hoofden := find_hoofden(blokken)):
        tabellen = _build(
            blokken, peil, find_tabelkoppen(blokken, hoofden) or find_groepen(blokken, hoofden), "", hoofden
        )
        if _holds_onderwerp(tabellen):
            tabellen.meld(min(hoofden), _KOLOM)
            return tabellen, blokken
    anders, vrij = _find_vrij(boom, blokken)
    if vrij:
        blokken = anders
        boom = _build(blokken, peil, lijst | vrij, "")
        boom.meld(regel, _VRIJ)
    return (boom if _holds_onderwerp(boom) else None), blokken


def _build(
    blokken: list[Blok],
    peil: date | None,
    vrij: dict[int, str],
    woord: str,
    hoofden: dict[int, Hoofd] | None = None,
) -> Boom:
    bouwer = Bouwer(Boom(woord=woord), peil, vrij=vrij, hoofden=hoofden or {})
    for blok in blokken:
        bouwer.add(blok)
    bouwer.boom.settle_delen()
    return bouwer.boom


def _find_vrij(boom: Boom, blokken: list[Blok]) -> tuple[list[Blok], dict[int, str]]:
    """The lines that head a pijler or onderwerp by what stands under them, where no word told so, with the blocks in which they do; none when the report was read without."""
    if _holds_onderwerp(boom):
        genoeg = any(k.soort == "pijler" for k in boom.knopen.values())
        return blokken, {} if genoeg else find_tabelkoppen(blokken, {}) or find_groepen(blokken, {})
    structuur, bomen = find_structuur(blokken), find_kopboom(blokken)
    beste = bomen if _list_lijnen(structuur) <= _list_lijnen(bomen) else structuur
    namen = unfold_namen(blokken)
    if namen and _list_lijnen(beste) <= set(namen[1]) - _list_lijnen(namen[1]):
        # What would be an onderwerp heads paragraphs that each begin with the name of one.
        return namen
    return blokken, beste


def _list_lijnen(vrij: dict[int, str]) -> set[int]:
    return {regel for regel, soort in vrij.items() if soort == "onderwerp"}


def _holds_onderwerp(boom: Boom) -> bool:
    """Whether there is an onderwerp of which something is told."""
    return any(k.soort == "onderwerp" and (k.zinnen or boom.list_acties(k)) for k in boom.knopen.values())
