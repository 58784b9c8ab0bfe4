"""The bodies that a milestone goes to: those its sentence names, or the sentence after it."""

import re

from ..wanneer import Wanneer
from .besluiten import ORGAAN

_VOORGELEGD = re.compile(
    r"(?:(?:het|de)\s(?P<wat>\w{5,})|dit|deze|die)\b(?=.{0,160}\b(?:wordt|worden|gaat|gaan)\b).{0,240}\b(?:voorgelegd|aangeboden|gestuurd|ingebracht|geagendeerd|besluitvorming|vaststelling)\b",
    re.IGNORECASE,
)


def find_forum(zin: str, tijd: tuple[int, int, Wanneer] | None = None) -> str:
    """The bodies that a sentence names, in its order; with a time only those of the part between semicolons that it stands in."""
    if tijd:
        begin = zin.rfind(";", 0, tijd[0]) + 1
        zin = zin[begin : next((plek for plek in (zin.find(";", tijd[1]),) if plek >= 0), len(zin))]
    namen = [t.group().lower().replace("tweede kamer", "Tweede Kamer") for t in ORGAAN.finditer(zin)]
    return " en ".join(dict.fromkeys(namen))


def find_later_forum(zin: str, vorige: str) -> str:
    """The bodies to which a sentence without a time brings what the sentence before planned; empty when it is about something else.

    It must say so of the same thing: "het advies" after a sentence about an advice, or "dit".
    """
    treffer = _VOORGELEGD.match(zin)
    if treffer is None or (treffer["wat"] and treffer["wat"].casefold() not in vorige.casefold()):
        return ""
    return find_forum(zin)
