"""Numbers of voorschriften as people write them, and which of them can follow which. Pure."""

import re
from dataclasses import dataclass

Sleutel = tuple[int | str, ...]
ROMEINS = (
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
    "XVII",
    "XVIII",
    "XIX",
    "XX",
)

WOORD = r"(?:(?P<woord>Voorschrift|Vs|Hoofdstuk|Paragraaf|Afdeling|Artikel|Art|§)\.?\s*)"
NUMMER = r"(?P<nummer>(?<=[a-z§.] )[IVX]{1,5}(?![A-Za-z0-9])|[A-Z](?:\.?\d{1,3})?(?:\.\d{1,3})*(?:\.[a-z])?|\d{1,3}(?:\.\d{1,3})*(?:\.?[a-z])?)"
KANDIDAAT = re.compile(rf"^\s*{WOORD}?{NUMMER}(?P<punt>[.:)]?)(?:\s+(?P<rest>\S.*))?$", re.DOTALL)
LETTER = re.compile(r"^\s*\(?(?P<letter>[a-z])[.)](?:\s+(?P<rest>\S.*))?$", re.DOTALL)
EENHEIDACHTIG = re.compile(
    r"^(?:[nµumkg]?g/|mg\b|kg\b|g\b|ton\b|m[23³²]?\b|cm\b|mm\b|dB|%|°|uur\b|dagen\b|weken\b|maanden\b|jaar\b|liter\b|l/|"
    r"januari|februari|maart|april|mei\b|juni|juli|augustus|september|oktober|november|december|mag\b|en\b|tot\b|t/m\b|x\b|×)"
)
VERWIJST_DOOR = re.compile(
    r"(?:\b(?:voorschrift(?:en)?|artikel(?:en)?|paragraaf|paragrafen|hoofdstuk(?:ken)?|bijlage|tabel|figuur|punt|norm|onder|en|of|t/m|met|dan|"
    r"de|het|in|van|maximaal|hoogste|minste|bronnen?|schoorsteen|klasse|PGS|NEN(?:-\w+)*|CPR)|[,(/])\s*$",
    re.IGNORECASE,
)
MODAAL = re.compile(
    r"\b(?:moet(?:en)?|mag|mogen|dient|dienen|wordt|worden|is|zijn|heeft|hebben|bedraagt|voldoet|voldoen|kan|kunnen|zorgt|bevat)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Kandidaat:
    """A line that begins like a voorschrift: the number as written, its parts, and the words after it."""

    geschreven: str
    sleutel: Sleutel
    rest: str
    woord: str = ""
    letter: bool = False

    @property
    def nummer(self) -> str:
        """Give the number as it stands in the decision, without a word before it."""
        return self.geschreven.removeprefix(self.woord).strip() if self.woord else self.geschreven

    @property
    def sterk(self) -> bool:
        """Tell whether the number alone says that it is one: it has parts, or a word before it."""
        return bool(self.woord) or len(self.sleutel) > 1


def read_kandidaat(tekst: str) -> Kandidaat | None:
    """Read the number at the begin of a line, or None when it does not begin with one."""
    if (treffer := LETTER.match(tekst)) is not None:
        return Kandidaat(f"{treffer['letter']}.", (treffer["letter"],), treffer["rest"] or "", letter=True)
    treffer = KANDIDAAT.match(tekst)
    if treffer is None:
        return None
    nummer, woord = treffer["nummer"], treffer["woord"] or ""
    # A single capital is a chapter only with a dot behind it: `A. ALGEMEEN`, and not `B vitamine`.
    if len(nummer) == 1 and nummer.isalpha() and not (treffer["punt"] == "." or woord):
        return None
    if treffer["punt"] == ")" and not woord and nummer.isdigit():
        return None
    if woord and re.fullmatch(r"[IVX]+", nummer):
        return Kandidaat(f"{woord} {nummer}", (nummer,), _clean(treffer["rest"]), woord)
    return Kandidaat(
        f"{woord} {nummer}".strip() if woord else nummer,
        split_nummer(nummer),
        _clean(treffer["rest"]),
        woord,
    )


def _clean(rest: str | None) -> str:
    """Give the words after a number without the dash that parts them."""
    return re.sub(r"^(?:[-–—:]\s+)", "", (rest or "").strip())


def split_nummer(nummer: str) -> Sleutel:
    """Split a number into its parts: `2.3a` and `2.3.a` are the same."""
    delen = re.findall(r"\d+|[A-Za-z]+", nummer)
    return tuple(int(d) if d.isdigit() else d for d in delen)


def write_nummer(sleutel: Sleutel) -> str:
    """Write a number in full."""
    return ".".join(str(d) for d in sleutel)


def is_titel(tekst: str) -> bool:
    """Tell whether words read as a heading: short, a capital or digit first, no end of a sentence, nobody has to do something."""
    kaal = tekst.strip()
    return (
        0 < len(kaal) <= 100
        and (kaal[0].isupper() or kaal[0].isdigit())
        and kaal[-1] not in ".;:,"
        and not MODAAL.search(kaal)
    )


def is_vervolg_van_zin(vorige: str) -> bool:
    """Tell whether a line ends in the middle of naming something, so that a number after it is no new voorschrift."""
    return VERWIJST_DOOR.search(vorige.rstrip()) is not None


def get_volgende(deel: int | str) -> int | str:
    """Give what comes after one part of a number."""
    if isinstance(deel, int):
        return deel + 1
    if is_romeins(deel) and (deel in ROMEINS[:-1]):
        return ROMEINS[ROMEINS.index(deel) + 1]
    return chr(ord(deel[-1]) + 1)


def is_romeins(deel: int | str) -> bool:
    """Tell whether a part of a number is Roman with more than one sign, or the first one."""
    return isinstance(deel, str) and deel in ROMEINS


def is_eerste(deel: int | str) -> bool:
    """Tell whether a part of a number is the first of its kind."""
    return deel in (1, "A", "a", "I")


def get_orde(sleutel: Sleutel) -> tuple[tuple[int, int | str], ...]:
    """Give a number in a form that can be put in order."""
    return tuple(
        (0, d) if isinstance(d, int) else (1, ROMEINS.index(d)) if is_romeins(d) else (2, d) for d in sleutel
    )


def list_ontbrekend(vorige: Sleutel | None, nu: Sleutel) -> list[str]:
    """List the numbers that were skipped between two brothers, at most three by name; `vorige` is None for the first child."""
    laatste = nu[-1]
    if vorige is None:
        verwacht: int | str = 1 if isinstance(laatste, int) else ("A" if laatste.isupper() else "a")
        verwacht = "I" if is_romeins(laatste) else verwacht
    else:
        verwacht = get_volgende(vorige[-1])
    uit: list[str] = []
    while type(verwacht) is type(laatste) and get_orde((verwacht,)) < get_orde((laatste,)) and len(uit) < 3:
        uit.append(write_nummer((*nu[:-1], verwacht)))
        verwacht = get_volgende(verwacht)
    return uit
