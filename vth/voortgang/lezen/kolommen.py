"""Tables of which the heads are words that nobody knew: what their columns hold tells which part each plays, when the text is a report of progress."""

import re
from collections.abc import Iterator

from ..wanneer import find_wanneers
from .blokken import Blok
from .koppen import find_deel, read_onderwerp
from .tabellen import Hoofd, read_hoofd
from .verslag import is_verslag

_STAND = re.compile(
    r"(?:op (?:schema|koers|tijd)|volgens (?:de )?planning|vertraagd|loopt(?: \w+)?|gereed|klaar|afgerond|opgeleverd|uitgesteld|stilgelegd|(?:nog )?niet gestart|nog starten|in uitvoering|bezig|achter(?:stand)?|aandacht|groen|oranje|geel|rood|goed|matig|slecht|[\U0001F300-\U0001FAFF\u2600-\u27BF\u25A0-\u25FF\u2B1B\u2B1C\uFE0F\s]+)[.!]?\Z",
    re.IGNORECASE,
)
_NADER = re.compile(r"(?:n\.?\s?[tn]\.?\s?b\.?|nader te bepalen|onbekend|-|–)\Z", re.IGNORECASE)
_WIE = re.compile(
    r"\b(?:wie|trekker|eigenaar|naam|leider|verantwoordelijke?|aanspreekpunt|contact|afdeling|team|door)\b",
    re.IGNORECASE,
)
MINSTENS_RIJEN = 2
LANG_TEKST = 30


def list_tabellen(blokken: list[Blok]) -> Iterator[list[Blok]]:
    """The tables: rows that follow each other and are as wide."""
    rijen: list[Blok] = []
    for blok in [*blokken, Blok("", 0)]:
        if blok.soort != "rij" or (rijen and len(blok.cellen) != len(rijen[0].cellen)):
            if len(rijen) > MINSTENS_RIJEN:
                yield rijen
            rijen = []
        if blok.soort == "rij":
            rijen.append(blok)


def find_hoofden(blokken: list[Blok]) -> dict[int, Hoofd]:
    """Per line of a first row: the columns as their cells show them, for tables of which the head itself tells of no onderwerp."""
    if not is_verslag(blokken):
        return {}
    uit = {}
    onder = _list_onder_tekst(blokken)
    for rijen in list_tabellen(blokken):
        bekend = read_hoofd(rijen[0])
        if rijen[0].regel in onder and (bekend is None or "voortgang" not in bekend.rollen):
            continue
        if (bekend is None or "onderwerp" not in bekend.rollen) and (hoofd := _infer(rijen, bekend)):
            uit[rijen[0].regel] = hoofd
    return uit


def _list_onder_tekst(blokken: list[Blok]) -> set[int]:
    """The first lines of tables that stand under a heading with running text about it: their rows are its steps. One such table is the way of no report."""
    uit, kop, tekst, vorige = set(), False, False, ""
    for blok in blokken:
        if blok.soort == "kop":
            kop, tekst = True, False
        elif blok.soort == "alinea":
            tekst = tekst or (blok.tekst[-1] == "." and len(blok.tekst.split()) > 2)
        elif blok.soort == "rij" and vorige != "rij" and kop and tekst:
            uit.add(blok.regel)
        vorige = blok.soort
    return uit if len(uit) > 1 else set()


def find_groepen(blokken: list[Blok], hoofden: dict[int, Hoofd]) -> dict[int, str]:
    """Lines of rows of which one short cell is all they hold, between rows of onderwerpen: they head what follows, as its pijler."""
    uit: dict[int, str] = {}
    for rijen in list_tabellen(blokken):
        hoofd = hoofden.get(rijen[0].regel) or read_hoofd(rijen[0])
        if hoofd is None or "onderwerp" not in hoofd.rollen or "pijler" in hoofd.rollen:
            continue
        alleen = [n for n, rij in enumerate(rijen) if _is_groep(rij)]
        # A table whose groups do not begin right below its head, or stand below each other, is built up otherwise.
        if alleen[:1] == [1] and all(n + 1 < len(rijen) and n + 1 not in alleen for n in alleen):
            uit |= {rijen[n].regel: "pijler" for n in alleen}
    return uit


def read_groep(rij: Blok) -> tuple[str, str]:
    """The number and the title of the pijler that a row of a group names."""
    tekst = next(" ".join(cel) for cel in rij.cellen if cel)
    kop = read_onderwerp(tekst)
    return (kop.nummer, kop.titel) if kop else ("", tekst)


def _is_groep(rij: Blok) -> bool:
    gevuld = [" ".join(cel) for cel in rij.cellen if cel]
    # A cell over all columns may be written once in each.
    tekst = gevuld[0] if gevuld else ""
    return (
        len(rij.cellen) > 2
        and len(set(gevuld)) == 1
        and (len(gevuld) == 1 or len(gevuld) == len(rij.cellen))
        and 3 <= len(tekst) <= 80
        and tekst[0].isupper() | tekst[0].isdigit()
        and tekst[-1] not in ".;,"
        and not find_wanneers(tekst)
        and not _STAND.match(tekst)
    )


def _infer(rijen: list[Blok], bekend: Hoofd | None) -> Hoofd | None:
    """Read the columns by their cells; None where no column holds names, or none tells how or when."""
    kop = [" ".join(cel) for cel in rijen[0].cellen]
    if len(kop) < 2 or any(len(w) > 60 or find_wanneers(w) for w in kop) or sum(map(bool, kop)) < 2:
        return None
    rest = [rij for rij in rijen[1:] if not _is_groep(rij)]
    kolommen = [[" ".join(rij.cellen[n]) for rij in rest] for n in range(len(kop))]
    rollen = [_read_kolom(woord, cellen) for woord, cellen in zip(kop, kolommen, strict=True)]
    if bekend:
        rollen = [
            oud if oud not in ("", "?", "pijler", "mijlpaal", "tijd") else nieuw
            for oud, nieuw in zip(bekend.rollen, rollen, strict=True)
        ]
        if set(bekend.rollen) & {"product", "besluit", "datum", "risico", "gevolg"}:
            return None
    namen = [n for n, rol in enumerate(rollen) if rol == "naam"]
    if (
        not namen
        or not {"planning", "voortgang"} & set(rollen)
        or len(set(rollen) & {"planning", "stand", "voortgang"}) < 2
    ):
        return None
    best = max(namen, key=lambda n: (not _WIE.search(kop[n]), len(set(kolommen[n])), -n))
    rollen = ["pijler" if n < best and _is_groepkolom(kolommen[n]) else rol for n, rol in enumerate(rollen)]
    rollen = [
        "onderwerp" if n == best else "eigenaar" if rol == "naam" else rol for n, rol in enumerate(rollen)
    ]
    return Hoofd(rollen, kop)


def _is_groepkolom(cellen: list[str]) -> bool:
    """Whether a column holds the names of groups: each above empty cells or the same name again."""
    namen = {cel for cel in cellen if cel}
    vult = bool(cellen) and bool(cellen[0]) and 1 < len(namen) * 3 <= len(cellen) * 2
    return vult and all(
        len(n) <= 80 and n[0].isalnum() and not _STAND.match(n) and not find_wanneers(n) for n in namen
    )


def _read_kolom(woord: str, cellen: list[str]) -> str:
    """What most cells of a column are: a time, a word for how it stands, running text, or a short name."""
    gevuld = [cel for cel in cellen if cel and not _NADER.match(cel)]
    if find_deel(woord) == "risico":
        return "risico"
    if not gevuld:
        return "?"
    tijd = sum(len(cel) <= 60 and any(w.tot for _, _, w in find_wanneers(cel)) for cel in gevuld)
    stand = sum(bool(_STAND.match(cel)) for cel in gevuld)
    lang = sum((cel[-1] in ".!" and len(cel.split()) > 2) or len(cel) > 3 * LANG_TEKST for cel in gevuld)
    namen = sum(len(cel) <= 80 and cel[0].isalnum() and any(t.isalpha() for t in cel) for cel in gevuld)
    for rol, aantal in (("planning", tijd), ("stand", stand), ("voortgang", lang)):
        if aantal * 3 >= len(gevuld) * 2:
            return rol
    if 3 * lang >= len(gevuld) and lang:
        return "voortgang"
    if all(re.fullmatch(r"[\d.]{1,6}", cel) for cel in gevuld):
        return "nr"
    passend = namen == len(gevuld) and (len(gevuld) == len(cellen) or bool(read_onderwerp(gevuld[0])))
    return "naam" if passend or (namen == len(gevuld) and _WIE.search(woord)) else "?"
