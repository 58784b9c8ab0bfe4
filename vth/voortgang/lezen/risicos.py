"""What a risk says: itself, what it leads to, what is done about it; and sentences of running text that tell of one."""

import re

_GEVOLG = re.compile(
    r"\bgevolg\s?:\s*(.+?)(?=\s*\b(?:beheers|tegen)?maatregel\s?:|\Z)|\b(?:waardoor|daardoor)\s(.{3,300}?)(?:\.|\Z)",
    re.IGNORECASE,
)
_MAATREGEL = re.compile(r"\b(?:beheers|tegen)?maatregel(?:en)?\s?:\s*(.+)\Z", re.IGNORECASE)
_ZIN = re.compile(
    r"(?:(?:het |een )?(?:grootste|belangrijkste|voornaamste|grote|belangrijk) risico\b|er (?:is|bestaat|blijft)(?: nog)? (?:een|het) (?:\w+ )?risico\b|risico dat\b|(?:een|het) (?:\w+ )?risico (?:(?:voor|bij|in|van) (?:\w+ ){1,4})?(?:is|bestaat|blijft|vormt)\b)(?! (?:afgewend|weg|verdwenen|beperkt|klein))",
    re.IGNORECASE,
)


def is_risicozin(zin: str) -> bool:
    """Whether a sentence of running text tells of a risk: it opens with one that is or that remains."""
    return bool(_ZIN.match(zin))


def read_risico(tekst: str) -> dict[str, str | None]:
    """The text of a risk, with its consequence and its measure where it names them."""
    gevolg, maatregel = _GEVOLG.search(tekst), _MAATREGEL.search(tekst)
    return {
        "tekst": tekst,
        "gevolg": next((g for g in gevolg.groups() if g), None) if gevolg else None,
        "maatregel": maatregel[1] if maatregel else None,
    }
