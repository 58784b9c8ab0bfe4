"""The source as blocks in its own order: headings, paragraphs, list items and table rows, each with its line; nothing is interpreted here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .koppen import split_label
from .opmaak import clean_tekst, split_cel

Cel = tuple[str, ...]  # the paragraphs of one cell


@dataclass(frozen=True, slots=True)
class Blok:
    """One block: its kind (`kop`, `alinea`, `punt`, `rij`), the line it begins on, and its text or cells."""

    soort: str
    regel: int
    tekst: str = ""
    niveau: int = 0
    cellen: tuple[Cel, ...] = ()
    regels: tuple[tuple[int, int], ...] = ()  # where in the text each later line begins
    vet: int = 0  # how many characters at its beginning are bold, where more follows that is not


_KOP = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)[\s#]*\Z")
_PUNT = re.compile(r"(\s*)(?:[-*+•▪◦–]\s+|(?=(?:\d{1,2}|[A-Za-z])[.)]\s))(\S.*)")
_VET = re.compile(r"\s*(?:\*\*|__)([^*_]{2,120})(?:\*\*|__)\s*:?\s*\Z")
_VETPUNT = re.compile(r"\s*(?:\d{1,2}[.)]|[-*+•])\s+\*\*[^*]{2,90}\*\*[^\w]*\Z")
_VETBEGIN = re.compile(r"(?:\*\*|__)(?P<naam>[^*_|]{2,80})(?:\*\*|__)(?=[^\w*_]{0,4}\w)")
_JAAR = re.compile(r"\b20\d\d\Z")
_LIDWOORD = re.compile(r"(?:De|Het|Dit|Deze)\s")
_CITAAT = re.compile(r"\A {0,3}>{1,3} ?")
_STREEP = re.compile(r"[\s|:\-–—=+]*-{2,}[\s|:\-–—=+]*\Z")
_STREEP_ONDER = re.compile(r"={3,}|-{3,}|~{3,}|\^{3,}|_{3,}|\*{3,}|#{3,}|[.]{4,}")
_TEKENS = re.compile(r"\A(?:[\U0001F300-\U0001FAFF\u2600-\u27BF\u25A0-\u25FF\u2B1B\u2B1C\u2B24\uFE0F]\s*)+")
# A bold line by itself heads what follows, below any heading that is marked as one.
NIVEAU_VET = 7
KORT = 45


def read_blokken(tekst: str) -> list[Blok]:
    """Divide Markdown or plain text in blocks; a table may have pipes or tabs."""
    uit: list[Blok] = []
    open_alinea: list[tuple[int, str]] = []
    vette_punten: set[int] = (
        set()
    )  # items that are one bold name: what stands under them is no part of the name
    for regel, lijn in enumerate(tekst.split("\n"), 1):
        lijn = _CITAAT.sub("", lijn)
        blok = _read_lijn(regel, lijn)
        if open_alinea and _STREEP_ONDER.fullmatch(lijn.strip()) and len(open_alinea) == 1:
            eerste, woorden = open_alinea.pop()
            uit.append(Blok("kop", eerste, clean_kop(woorden), _level_of(lijn)))
        elif uit and not open_alinea and _underlines(lijn, regel, uit[-1]):
            uit[-1] = Blok("kop", uit[-1].regel, clean_kop(uit[-1].tekst), _level_of(lijn))
        elif blok is None:
            if open_alinea and _is_nieuw(open_alinea[-1][1], lijn):
                uit.extend(_close(open_alinea))
            los = regel - 1 in vette_punten
            if (
                open_alinea
                or los
                or not (uit and uit[-1].soort == "punt" and lijn[:1] in " \t" and lijn.strip())
            ):
                _add_lijn(open_alinea, uit, regel, lijn)
            else:
                uit[-1] = _join(uit[-1], regel, clean_tekst(lijn))
        else:
            uit.extend(_close(open_alinea))
            if blok.soort:
                uit.append(blok)
            if blok.soort == "punt" and _VETPUNT.match(lijn):
                vette_punten.add(regel)
    uit.extend(_close(open_alinea))
    return uit


def _level_of(streep: str) -> int:
    """How deep a heading stands by the line under it: the heavier the line, the higher."""
    return {"=": 1, "#": 1, "*": 1, "-": 2, "_": 2}.get(streep.strip()[0], 3)


def _underlines(lijn: str, regel: int, blok: Blok) -> bool:
    """Whether a line is drawn under a numbered line, that is no list item then but a heading."""
    return (
        blok.soort == "punt"
        and blok.regel == regel - 1
        and bool(_STREEP_ONDER.fullmatch(lijn.strip()))
        and bool(re.match(r"(?:\d{1,2}|[A-Za-z])[.)]\s", blok.tekst))
        and len(lijn.strip()) * 2 >= len(blok.tekst)
    )


def clean_kop(tekst: str) -> str:
    """A heading without its marks, and without the coloured dots and signs before it."""
    schoon = clean_tekst(tekst)
    return _TEKENS.sub("", schoon) or schoon


def _is_nieuw(vorige: str, lijn: str) -> bool:
    """Whether a line begins a paragraph although none was closed: the line before was too short to have been wrapped, or it begins with a label."""
    kaal = vorige.strip()
    if not lijn.strip():
        return False
    kort = len(kaal) < KORT or (kaal[-1] in ".:!?" and len(lijn.strip()) < KORT)
    # After a year no sentence goes on with "De" or "Het".
    kort = kort or bool(_JAAR.search(kaal[-5:]) and _LIDWOORD.match(lijn))
    return kort or bool((schoon := clean_tekst(lijn[:80]))[:1].isupper() and split_label(schoon)[0])


def _add_lijn(open_alinea: list[tuple[int, str]], uit: list[Blok], regel: int, lijn: str) -> None:
    """Keep a line of running text; an empty line, or two spaces at the end of one, closes the paragraph."""
    if lijn.strip():
        open_alinea.append((regel, lijn))
    if not lijn.strip() or lijn.endswith("  "):
        uit.extend(_close(open_alinea))


def _read_lijn(regel: int, lijn: str) -> Blok | None:
    """What one line is by itself; None for running text and empty lines, a block without kind for a rule between rows."""
    if _STREEP.fullmatch(lijn) and ("|" in lijn or "\t" in lijn):
        return Blok("", regel)
    if (cellen := _split_cellen(lijn)) is not None:
        return Blok("rij", regel, cellen=tuple(split_cel(cel) for cel in cellen))
    if kop := _KOP.match(lijn):
        return Blok("kop", regel, clean_kop(kop[2]), len(kop[1])) if kop[2] else None
    if lijn.startswith("\t") and lijn.strip():
        return Blok("punt", regel, clean_tekst(lijn.strip().lstrip("-*•")), 0)
    if vet := _VET.match(lijn):
        return Blok("kop", regel, clean_kop(vet[1]), NIVEAU_VET)
    if punt := _PUNT.match(lijn):
        diepte = len(punt[1].expandtabs(4)) // 2
        kaal = re.sub(r"^\[[ xX]\]\s", "", punt[2])
        return Blok("punt", regel, clean_tekst(kaal), diepte, vet=_count_vet(kaal))
    return None


def _count_vet(lijn: str) -> int:
    """How long the bold words are with which a line begins; 0 where it begins with none."""
    treffer = _VETBEGIN.match(lijn)
    return len(clean_tekst(treffer["naam"])) if treffer else 0


def _split_cellen(lijn: str) -> list[str] | None:
    """The cells of a table row of pipes or tabs; None when the line is no row."""
    kaal = lijn.strip()
    if lijn.count("\t") >= 2 and "|" not in kaal[:1]:
        return lijn.split("\t")
    if kaal.count("|") >= 2 or (kaal.startswith("|") and kaal.count("|") > 1):
        lijf = kaal[1:] if kaal.startswith("|") else lijn
        lijf = lijf.rstrip()
        return re.split(r"(?<!\\)\|", lijf[:-1] if lijf.endswith("|") and kaal.startswith("|") else lijf)
    return None


def _close(open_alinea: list[tuple[int, str]]) -> Iterator[Blok]:
    """Make one block of the lines of a paragraph."""
    if open_alinea:
        eerste, woorden = open_alinea[0]
        blok = Blok("alinea", eerste, clean_tekst(woorden), vet=_count_vet(woorden.lstrip()))
        for regel, lijn in open_alinea[1:]:
            blok = _join(blok, regel, clean_tekst(lijn))
        open_alinea.clear()
        if blok.tekst:
            yield blok


def _join(blok: Blok, regel: int, erbij: str) -> Blok:
    tekst = f"{blok.tekst} {erbij}".strip()
    return Blok(
        blok.soort,
        blok.regel,
        tekst,
        blok.niveau,
        regels=(*blok.regels, (len(tekst) - len(erbij), regel)),
        vet=blok.vet,
    )
