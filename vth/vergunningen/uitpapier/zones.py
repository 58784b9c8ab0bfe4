"""Which lines of a permit can hold voorschriften at all: not the edges of pages, the contents, or what stands around. Pure."""

import re
from collections import defaultdict
from collections.abc import Sequence

from .nummers import is_vervolg_van_zin, read_kandidaat
from .punt import Bronregel

RAND, INHOUD, VOOR, NA, KOP, IN = "paginarand", "inhoudsopgave", "voor", "na", "tussenkop", ""

BLADNUMMER = re.compile(
    r"^(?:[-–—]?\s*\d{1,5}\s*[-–—]?|(?:pagina|blad(?:zijde)?|pag\.?|p\.)\s*\d+(?:\s*(?:van|/)\s*\d+)?|\d+\s*(?:van|/)\s*\d+)$",
    re.IGNORECASE,
)
INHOUDSKOP = re.compile(r"^inhoud(?:sopgave)?\s*:?$", re.IGNORECASE)
INHOUDSREGEL = re.compile(r"^.{2,120}?(?:\s*\.\s*\.\s*\.[. ]*|\t|\s{2,}|\s)\s*\d{1,4}\s*$")
INHOUDSREGEL_STERK = re.compile(r"^.{2,120}?(?:\s*\.\s*\.\s*\.[. ]*|\t|\s{3,})\s*\d{1,4}\s*$")
BEGINKOP = re.compile(
    r"^(?:bijlage\s*\w{0,3}\s*[:.–-]?\s*)?(?:\d+\.?\s+|[IVX]+\.?\s+)?(?:de\s+)?(?:vergunning|maatwerk)?voorschriften\b[^.;]{0,90}:?$",
    re.IGNORECASE,
)
EINDKOP = re.compile(
    r"^(?:\d+\.?\s+|[IVX]+\.?\s+)?(?:overwegingen|considerans|begrippen(?:lijst)?|begripsbepalingen|definities|toelichting|ondertekening|motivering|"
    r"procedure(?:le aspecten|el)?|rechtsmiddelen|beroep(?:sclausule)?|bezwaar(?: en beroep)?|mededelingen|bijlagen?(?:\s+\w{1,3})?(?:\s*[:.–-]\s*[^.;]{0,80})?|"
    r"inwerkingtreding|verzending(?: en terinzagelegging)?|besluit|hoogachtend|literatuur(?:lijst)?|afkortingen)\s*[:,]?$",
    re.IGNORECASE,
)
# How a decision is signed: place and day, or in whose name.
ONDERTEKENING = re.compile(
    r"^(?:[A-Z][\w' -]{2,30},\s+(?:de\s+)?\d{1,2}\s+[a-z]{3,9}\s+\d{4}\.?|(?i:namens\s.{3,90}|hoogachtend),?|(?i:aldus\s+(?:besloten|vastgesteld)).{0,80})$"
)


def find_paginaranden(regels: Sequence[Bronregel]) -> set[int]:
    """Find what stands at the top or foot of pages again and again, and the numbers of pages."""
    per_blad: dict[int, list[Bronregel]] = defaultdict(list)
    for regel in regels:
        if regel.blad is not None:
            per_blad[regel.blad].append(regel)
    randen: dict[str, list[Bronregel]] = defaultdict(list)
    for blad in per_blad.values():
        for regel in {r.plek: r for r in (*blad[:2], *blad[-2:])}.values():
            randen[_strip_bladnummer(regel.tekst)].append(regel)
    uit = {r.plek for r in regels if r.soort == RAND}
    if len(per_blad) < 2:
        return uit
    for kaal, rijen in randen.items():
        bladen = len({r.blad for r in rijen})
        if bladen >= 2 and (not kaal or bladen * 2 >= len(per_blad) or bladen >= 4):
            uit |= {r.plek for r in rijen}
    return uit


def _strip_bladnummer(tekst: str) -> str:
    """Give a line without the number of its page, so that the same edge looks the same."""
    kaal = " ".join(tekst.split())
    if BLADNUMMER.match(kaal):
        return ""
    return re.sub(
        r"\s*(?:[-–|]\s*)?(?:pagina|blad(?:zijde)?|pag\.?)\s*\d+(?:\s*(?:van|/)\s*\d+)?\s*$|\s\d+\s*(?:van|/)\s*\d+$",
        "",
        kaal,
        flags=re.IGNORECASE,
    )


def find_inhoudsopgave(regels: Sequence[Bronregel]) -> set[int]:
    """Find the table of contents: what the file calls so, and lines after its heading or beside each other that end in a page."""
    uit = {r.plek for r in regels if r.soort == "inhoud"}
    in_opgave = False
    reeks: list[int] = []
    for regel in regels:
        tekst = regel.tekst.strip()
        if INHOUDSKOP.match(tekst):
            uit.add(regel.plek)
            in_opgave = True
            continue
        is_regel = not regel.cellen and INHOUDSREGEL.match(tekst) and not tekst.endswith(".")
        # The list of contents ends at the first line that names no page.
        in_opgave = in_opgave and bool(is_regel or regel.plek in uit)
        if in_opgave:
            uit.add(regel.plek)
        if INHOUDSREGEL_STERK.match(tekst) and not regel.cellen and not _is_waarde(tekst):
            reeks.append(regel.plek)
            continue
        if len(reeks) >= 3:
            uit |= set(reeks)
        reeks = []
    return uit | (set(reeks) if len(reeks) >= 3 else set())


def _is_waarde(tekst: str) -> bool:
    """Tell whether a line ends in a value rather than a page: it has a comma, a unit or a comparison before it."""
    return bool(re.search(r"[≤<>]|\b(?:hoogste|maximaal|dan|tot)\s*\d+\s*$|,\d+\s*$", tekst))


def derive_zones(regels: Sequence[Bronregel]) -> list[str]:
    """Say of each line what it is: `IN` can hold a voorschrift, every other value is the kind of rest that it is."""
    zones = [IN] * len(regels)
    for plek in find_paginaranden(regels):
        zones[plek] = RAND
    for plek in find_inhoudsopgave(regels):
        zones[plek] = zones[plek] or INHOUD
    open_ = [r for r in regels if zones[r.plek] == IN]
    koppen = {i for i, r in enumerate(open_) if BEGINKOP.match(r.tekst.strip()) and _opens(open_, i)}
    genoemd = {i for i, r in enumerate(open_) if _is_genoemd(r)}
    begin = None if koppen else min(genoemd) if len(genoemd) > 1 else _find_eerste(open_)
    toestand = VOOR
    for i, regel in enumerate(open_):
        if i == begin or i in koppen or (i in genoemd and toestand == NA):
            toestand = IN
            if i in koppen:
                zones[regel.plek] = KOP
                continue
        elif toestand == IN and _is_eind(open_, i):
            toestand = NA
        zones[regel.plek] = toestand
    return zones


def _is_genoemd(regel: Bronregel) -> bool:
    """Tell whether a line calls itself a voorschrift: `Voorschrift 3 - Meten`; such a line never stands among other text."""
    kandidaat = read_kandidaat(regel.tekst) if not regel.cellen and (regel.los or regel.heel) else None
    return kandidaat is not None and kandidaat.woord.lower() == "voorschrift"


def _opens(regels: Sequence[Bronregel], i: int) -> bool:
    """Tell whether a heading is followed soon by a line with a number."""
    return any(
        (k := read_kandidaat(r.tekst if not r.cellen else r.cellen[0])) is not None and not k.letter
        for r in regels[i + 1 : i + 9]
    )


def _find_eerste(regels: Sequence[Bronregel]) -> int | None:
    """Find where voorschriften begin when no heading says so: at the first number that is a first one."""
    for i, regel in enumerate(regels):
        kandidaat = read_kandidaat(regel.cellen[0] if regel.cellen else regel.tekst)
        if (
            kandidaat is None
            or kandidaat.letter
            or (i and not regel.los and is_vervolg_van_zin(regels[i - 1].tekst))
        ):
            continue
        if kandidaat.woord.lower() in ("voorschrift", "vs") or (
            kandidaat.rest and all(d in (1, "A", "I") for d in kandidaat.sleutel)
        ):
            return i
    return None


def _is_eind(regels: Sequence[Bronregel], i: int) -> bool:
    """Tell whether a line is the heading of something after the voorschriften, and not a chapter of them."""
    tekst = regels[i].tekst.strip()
    if not (regels[i].los or regels[i].heel) or len(tekst) > 100 or tekst[0].isdigit():
        return False
    return EINDKOP.match(tekst) is not None or ONDERTEKENING.match(tekst) is not None
