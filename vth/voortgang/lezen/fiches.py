"""Reports that give each onderwerp a table of its own, its fields under each other in the first column: unfolded into a heading with paragraphs."""

import re
from collections.abc import Iterable, Iterator

from .blokken import NIVEAU_VET, Blok
from .koppen import ONDERWERPWOORDEN, find_rol, split_label
from .tabellen import read_hoofd

_TITELRIJ = re.compile(
    rf"(?P<woord>{ONDERWERPWOORDEN}|naam|titel)(?:\s(?:nr\.?\s)?(?P<nummer>\d{{1,2}}(?:\.\d{{1,3}})?))?\Z",
    re.IGNORECASE,
)
_NUMMERRIJ = re.compile(r"(?:(?:project|fiche)?nummer|nr|fiche)\.?\Z", re.IGNORECASE)
_LEEG = re.compile(r"(?:-|–|n\.?v\.?t\.?|geen|x)?\.?\Z", re.IGNORECASE)
_INHOUD = frozenset(("voortgang", "planning", "risico", "label", "samenhang", "acties"))
_WEG = frozenset(("eigenaar", "stand"))
_WOORD = {
    "label": "Eerst gemeld", "risico": "Risico", "planning": "Planning", "samenhang": "Samenhang",
    "besluit": "Besluit", "product": "Product", "mijlpaal": "Mijlpaal",
}  # fmt: skip


def turn_staand(blokken: Iterable[Blok]) -> list[Blok]:
    """Give the blocks with each table that has its onderwerpen beside each other, and the fields in the first column, as a table per onderwerp."""
    uit: list[Blok] = []
    rijen: list[Blok] = []
    for blok in [*blokken, None]:
        if blok and blok.soort == "rij" and len(blok.cellen) > 2:
            if rijen and len(rijen[0].cellen) != len(blok.cellen):
                uit += _turn(rijen)
                rijen = []
            rijen.append(blok)
            continue
        uit += _turn(rijen)
        rijen = []
        uit += [blok] if blok else []
    return uit


def _turn(rijen: list[Blok]) -> list[Blok]:
    kop, *rest = rijen or [Blok("", 0)]
    rollen = {find_rol(_read(rij, 0)) for rij in rest}
    titels = [_read(kop, plek) for plek in range(1, len(kop.cellen))]
    if "" in rollen or not rollen & {"voortgang", "planning"} or len(rest) < 2:
        return rijen
    if not all(3 <= len(titel) <= 100 and not find_rol(titel) for titel in titels):
        return rijen
    return [
        Blok("rij", rij.regel, cellen=(() if rij is kop else rij.cellen[0], rij.cellen[plek]))
        for plek in range(1, len(kop.cellen))
        for rij in rijen
    ]


def unfold_fiches(blokken: Iterable[Blok]) -> list[Blok]:
    """Give the blocks with each such table as a heading and its fields as paragraphs; other tables stay as they are."""
    uit: list[Blok] = []
    rijen: list[Blok] = []
    niveau, kolommen = 1, False  # whether a table gave progress or planning a column of its own
    for blok in blokken:
        if blok.soort == "rij" and not kolommen:
            kolommen = bool((hoofd := read_hoofd(blok)) and {"voortgang", "planning"} & set(hoofd.rollen))
        if blok.soort == "rij" and not kolommen and (los := _unfold_rij(blok, min(niveau, NIVEAU_VET - 1))):
            uit.extend([*_unfold(rijen, niveau), *los])
            rijen = []
            continue
        if blok.soort == "rij" and len(blok.cellen) == 2:
            if rijen and _is_titelrij(blok) and not (len(rijen) == 1 and _is_titelrij(rijen[0])):
                uit.extend(_unfold(rijen, niveau))
                rijen = []
            rijen.append(blok)
            continue
        uit.extend(_unfold(rijen, niveau))
        rijen = []
        niveau = blok.niveau + 1 if blok.soort == "kop" and blok.niveau < NIVEAU_VET else niveau
        uit.append(blok)
    return [*uit, *_unfold(rijen, niveau)]


def _unfold_rij(rij: Blok, niveau: int) -> list[Blok]:
    """A row that tells all of one onderwerp under labels within a cell ("Stand van zaken: …", "Planning: …"): its first cell is the heading; nothing for another row."""
    gevuld = [cel for cel in rij.cellen if cel]
    if not 2 <= len(gevuld) <= 3 or len(gevuld[0]) != 1 or len(gevuld[0][0]) > 80:
        return []
    rollen = {split_label(alinea)[0] for cel in gevuld[1:] for alinea in cel}
    if len(rollen & {"voortgang", "planning", "risico"}) < 2 or not rollen & {"voortgang", "planning"}:
        return []
    alineas = [Blok("alinea", rij.regel, alinea) for cel in gevuld[1:] for alinea in cel]
    return [Blok("kop", rij.regel, gevuld[0][0].strip(" *:"), niveau), *alineas]


def _is_titelrij(rij: Blok) -> bool:
    """Whether a row gives the title: beside the word for an onderwerp, or beside an empty cell."""
    if not _read(rij, 0):
        return 3 <= len(_read(rij, 1)) <= 100 and not find_rol(_read(rij, 1))
    return bool(_TITELRIJ.match(_read(rij, 0)) and _read(rij, 1) and not find_rol(_read(rij, 1)))


def _read(rij: Blok, plek: int) -> str:
    return " ".join(rij.cellen[plek]).strip(" *:")


def _unfold(rijen: list[Blok], niveau: int) -> Iterator[Blok]:
    """Unfold the rows of one table, when it has a title and at least two fields that a report tells of an onderwerp."""
    velden = [rij for rij in rijen if find_rol(_read(rij, 0)) in _INHOUD]
    # Under a heading such a table needs no title of its own.
    zonder = niveau > 1 and all(find_rol(_read(rij, 0)) in _INHOUD | _WEG | set(_WOORD) for rij in rijen)
    if len(velden) < 2 or not (zonder or _is_titelrij(rijen[0])):
        yield from rijen
        return
    if not zonder:
        yield _make_kop(rijen, min(niveau, NIVEAU_VET - 1))
    for rij in rijen if zonder else rijen[1:]:
        rol = find_rol(_read(rij, 0))
        if rol in _WEG or _NUMMERRIJ.match(_read(rij, 0)) or _LEEG.match(_read(rij, 1)):
            continue
        label = _WOORD.get(rol) or ("Stand van zaken" if rol else "")
        for nummer, alinea in enumerate(rij.cellen[1]):
            tekst = f"{label}: {alinea}" if label and nummer == 0 else alinea
            yield Blok("alinea", rij.regel, tekst)


def _make_kop(rijen: list[Blok], niveau: int) -> Blok:
    """Make the heading: the number of the title row, or that of a row for it, before the title."""
    treffer = _TITELRIJ.match(_read(rijen[0], 0))
    if treffer is None:
        return Blok("kop", rijen[0].regel, _read(rijen[0], 1), niveau)
    los = next((_read(rij, 1) for rij in rijen[1:] if _NUMMERRIJ.match(_read(rij, 0))), "")
    nummer = treffer["nummer"] or (los if re.fullmatch(r"\d{1,2}(?:\.\d{1,3})?", los) else "")
    titel = _read(rijen[0], 1)
    return Blok("kop", rijen[0].regel, f"Project {nummer}: {titel}" if nummer else titel, niveau)
