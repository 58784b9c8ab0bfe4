"""Reports that call their parts nothing: which headings are onderwerpen is seen by what stands under them (progress, planning)."""

import re
from itertools import pairwise

from .blokken import NIVEAU_VET, Blok
from .koppen import (
    KOPNUMMER,
    ONDERWERPWOORDEN,
    PIJLERWOORDEN,
    find_deel,
    find_rol,
    read_onderwerp,
    read_pijler,
    read_woordkop,
    split_label,
)
from .tabellen import Hoofd, read_hoofd

_RAPPORT = re.compile(
    r"voortgang|halfjaar(?:bericht|verslag|rapport)|kwartaal(?:bericht|verslag|rapport)|jaarbericht|rapportage|stand van zaken|monitor\b",
    re.IGNORECASE,
)
_TABELNAAM = re.compile(r"tabel\s\d{1,2}\b", re.IGNORECASE)
_KENMERK = ("voortgang", "planning")


def find_structuur(blokken: list[Blok]) -> dict[int, str]:
    """Per line of a heading: `onderwerp` where progress or planning stands right under it, `pijler` for the heading above those."""
    uit: dict[int, str] = {}
    boven: list[Blok] = []
    eerste = find_titel(blokken)
    for blok in blokken:
        if blok.soort == "kop":
            niveau = blok.niveau
            rol = find_rol(blok.tekst)
            boven = [kop for kop in boven if kop.niveau < niveau]
            if rol in _KENMERK and boven:
                _mark(uit, boven, eerste)
            if not rol and niveau < NIVEAU_VET:
                boven.append(blok)
        elif boven and blok.soort in ("alinea", "punt") and _tells(blok.tekst):
            _mark(uit, boven, eerste)
    return uit


def _tells(tekst: str) -> bool:
    """Whether a paragraph is, or begins with, a label for progress or planning."""
    return split_label(tekst)[0] in _KENMERK or (
        len(tekst.split()) <= 4 and tekst[-1:] not in ".;," and find_rol(tekst) in _KENMERK
    )


def is_rapportnaam(tekst: str) -> bool:
    """Whether a line names a report of progress."""
    return bool(_RAPPORT.search(tekst[:300]))


def is_rapport(blokken: list[Blok]) -> bool:
    """Whether the first lines say that this is a report of progress."""
    return any(is_rapportnaam(blok.tekst) for blok in [b for b in blokken if b.tekst][:4])


def find_titel(blokken: list[Blok]) -> int:
    """The line of the first heading, which is the title of the report unless it has a number; 0 when there is none."""
    koppen = [blok for blok in blokken if blok.soort == "kop"]
    if not koppen or re.match(r"\d{1,2}\.?\d?\s", koppen[0].tekst):
        return 0
    eerste = koppen[0]
    vooraan = eerste is next(blok for blok in blokken if blok.tekst or blok.cellen)
    alleen = all(kop.niveau > eerste.niveau for kop in koppen[1:])
    return eerste.regel if vooraan or alleen or is_rapportnaam(eerste.tekst) else 0


def find_tabelkoppen(blokken: list[Blok], hoofden: dict[int, Hoofd]) -> dict[int, str]:
    """Lines right above a table of onderwerpen ("Verkeer", "Tabel 1. Verkeer"), as its pijler: two or more, in a report that has no other word for them."""
    uit: dict[int, str] = {}
    vorige: Blok | None = None
    titel = find_titel(blokken)
    for blok in blokken:
        if blok.soort == "kop" and vorige and vorige.soort == "kop" and find_rol(blok.tekst):
            continue  # "Planning" between the name and its table
        if blok.soort != "rij":
            vorige = blok
            continue
        hoofd = hoofden.get(blok.regel) or read_hoofd(blok) if vorige is not None else None
        rollen = set(hoofd.rollen) if hoofd else set()
        if (
            vorige
            and "onderwerp" in rollen
            and "pijler" not in rollen
            and rollen & {"voortgang", "planning", "mijlpaal"}
        ):
            kop = vorige.soort == "kop" or _TABELNAAM.match(vorige.tekst)
            if kop and vorige.regel != titel and not find_deel(vorige.tekst) and len(vorige.tekst) <= 100:
                uit[vorige.regel] = "pijler"
        vorige = None
    return uit if len(uit) > 1 else {}


def _mark(uit: dict[int, str], boven: list[Blok], eerste: int) -> None:
    """Mark the nearest heading as onderwerp and the one above it as pijler; the title of the report is neither."""
    if boven[-1].regel == eerste or uit.get(boven[-1].regel) == "pijler":
        return
    uit[boven[-1].regel] = "onderwerp"
    if len(boven) > 1 and boven[-2].regel != eerste and uit.get(boven[-2].regel) != "onderwerp":
        uit[boven[-2].regel] = "pijler"


def find_lijstkoppen(blokken: list[Blok]) -> dict[int, str]:
    """Lines of list items that head an onderwerp: short, numbered or above deeper items, and progress or planning stands right below."""
    uit: dict[int, str] = {}
    for plek, (blok, volgende) in enumerate(pairwise(blokken)):
        kort = blok.soort == "punt" and len(blok.tekst) <= 100 and not blok.tekst.endswith(".")
        dieper = volgende.soort == "punt" and volgende.niveau > blok.niveau
        genummerd = read_onderwerp(blok.tekst) or re.match(r"[A-Z][.)]\s", blok.tekst)
        if (
            kort
            and (genummerd or dieper)
            and not split_label(blok.tekst)[0]
            and _is_beschreven(blokken[plek + 1 : plek + 9], blok.niveau if dieper else -1)
        ):
            uit[blok.regel] = "lijst"
    return uit


def _is_beschreven(erna: list[Blok], niveau: int) -> bool:
    """Whether progress or planning stands among the labels right below a line: only who leads it and its colour may come before."""
    for blok in erna:
        if blok.soort not in ("punt", "alinea") or (blok.soort == "punt" and blok.niveau <= niveau):
            return False
        rol = split_label(blok.tekst)[0]
        if rol in _KENMERK or rol in ("mijlpaal", "risico"):
            return rol in _KENMERK
        if rol not in ("stand", "eigenaar", "label"):
            return False
    return False


def find_woordkoppen(blokken: list[Blok]) -> dict[int, str]:
    """Lines that head a main part by its word without a number ("Lijn Bewaren"), as heading or as the only cell of a row: two or more alike, in a report that numbers none."""
    per: dict[tuple[str, int], list[int]] = {}
    for blok in blokken:
        tekst = blok.tekst if blok.soort == "kop" else _read_brede_rij(blok)
        if not tekst:
            continue
        if read_pijler(tekst):
            return {}
        if gelezen := read_woordkop(tekst):
            per.setdefault((gelezen[0], blok.niveau), []).append(blok.regel)
    meest = max(per.values(), key=len, default=[])
    return dict.fromkeys(meest, "woord") if len(meest) > 1 else {}


def _read_brede_rij(blok: Blok) -> str:
    """The text of a row of which only the first cell holds something."""
    alleen = blok.soort == "rij" and len(blok.cellen) > 2 and blok.cellen[0] and not any(blok.cellen[1:])
    return " ".join(blok.cellen[0]) if alleen else ""


_WOORD = re.compile(
    KOPNUMMER
    + r"(?P<woord>[A-Z][a-zë-]{3,24}|[A-Z]{4,24})\s(?P<nummer>\d{1,2}|[A-Z]|[IVX]{1,4})(?:\s?[:.–|-]\s?|\s)(?P<titel>[A-Z].{2,100})\Z"
)
_GEEN_WOORD = frozenset(
    [
        "hoofdstuk",
        "bijlage",
        "paragraaf",
        "tabel",
        "figuur",
        "fase",
        "week",
        "kwartaal",
        "versie",
        "artikel",
        "stap",
        "sectie",
        "vraag",
        "scenario",
        "variant",
        "actie",
        "deelactie",
        "mijlpaal",
        "besluit",
        "risico",
        "product",
        "deel",
        "onderdeel",
    ]
)


def find_woord(blokken: list[Blok]) -> str:
    """The word that this report numbers its main parts with ("Bouwsteen 1", "Bouwsteen 2"): the highest heading that counts on from one.

    In a report without marked headings a short line by itself can be one. A word for onderwerpen is one when parts numbered 1.1 stand under it.
    """
    gezien: dict[tuple[int, str], set[str]] = {}
    deel = _holds_delen(blokken, "deel")
    for blok in blokken:
        los = blok.soort == "alinea" and len(blok.tekst) <= 80 and not blok.tekst.endswith((".", ",", ";"))
        treffer = _WOORD.match(blok.tekst) if blok.soort == "kop" or los else None
        if treffer and (
            treffer["woord"].casefold() not in _GEEN_WOORD or (deel and treffer["woord"].casefold() == "deel")
        ):
            niveau = blok.niveau if blok.soort == "kop" else NIVEAU_VET
            gezien.setdefault((niveau, treffer["woord"].casefold()), set()).add(treffer["nummer"])
    tellen = [
        sleutel
        for sleutel, nummers in gezien.items()
        if any({a, b} <= nummers for a, b in ("12", "AB", ("I", "II")))
    ]
    vast = [sleutel for sleutel in tellen if sleutel[1] in ("pijler", "spoor", "programmalijn", "actielijn")]
    niveau, woord = min(vast or tellen, key=lambda sleutel: sleutel[0], default=(0, ""))
    if woord in ONDERWERPWOORDEN.split("|") and woord not in PIJLERWOORDEN.split("|"):
        return woord if _holds_delen(blokken, woord) else ""
    return (
        ""
        if niveau >= NIVEAU_VET and woord not in PIJLERWOORDEN.split("|") and not _holds_delen(blokken, woord)
        else woord
    )


def _holds_delen(blokken: list[Blok], woord: str) -> bool:
    """Whether under "Werkpakket 1" and "Werkpakket 2" stand parts that are numbered 1.x and 2.x."""
    nummer, gezien = "", set()
    for blok in blokken:
        tekst = blok.tekst or (blok.cellen[0][0] if blok.cellen and blok.cellen[0] else "")
        treffer = _WOORD.match(blok.tekst) if blok.soort in ("kop", "alinea") else None
        if treffer and treffer["woord"].casefold() == woord:
            nummer = treffer["nummer"]
        elif nummer and re.match(rf"\(?{nummer}\.?\d{{1,2}}\b", tekst):
            gezien.add(nummer)
    return len(gezien) > 1
