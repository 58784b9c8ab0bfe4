"""Whether a text is a report of progress: its first lines say so, or what it tells shows it."""

import re

from ..wanneer import find_wanneers
from .blokken import Blok
from .losse import is_rapport

_KOP = re.compile(
    r"\b(?:tussenstand|terugkoppeling|update|overzicht|situatie (?:op|per)|rapport|verslag|bericht|terugblik|terugblikken|stand (?:per|op)|peildatum|verslagperiode|waar staan we|voortgaan"
    r"|hoe (?:staat|staan|gaat|loopt)\b.{0,60}(?:voor|met|erbij)?|wat (?:we|wij) de(?:den|ed)|programma\w*|kwartaal|halfjaar|uitvoering(?:sprogramma)?)\b",
    re.IGNORECASE,
)
# Papers that hold times and words of planning too, and tell of no programme how it stands.
_ANDERS = re.compile(
    r"\b(?:notulen|agenda|vergadering|persbericht|nieuwsbrief|offerte|aanbesteding|bestek|plan van aanpak|projectplan|programmaplan|beleidsplan|handboek|handleiding|instructie|readme|changelog|release ?notes|wijzigingslog"
    r"|installatie|curriculum|cv|sollicitatie|vacature|roman|hoofdstuk \d|recept|contract|overeenkomst|verordening|besluit van|wet van|dienstregeling|reisverslag|wedstrijdverslag|dagboek|geschiedenis|programmaboekje|concert|festival|cursus|lesprogramma)\b",
    re.IGNORECASE,
)
_STAND = re.compile(
    r"\b(?:op (?:schema|koers|tijd)|volgens (?:de )?planning|vertraagd|vertraging|loopt (?:\w+ )?(?:achter|voor|uit|door)|gereed|afgerond|opgeleverd|bijgesteld|uitgesteld|doorgeschoven|verschoven|stilgelegd|(?:nog )?niet gestart|in uitvoering|stagneert|gerealiseerd)\b",
    re.IGNORECASE,
)
MINSTENS_STAND, MINSTENS_TIJD = 2, 3
HOOGSTENS_BLOKKEN, HOOGSTENS_TEKENS = 600, 400


def is_verslag(blokken: list[Blok]) -> bool:
    """Whether this is a report of progress: by its title, or by a first page that may head one and what it tells: how things stand, and when what is done."""
    if is_rapport(blokken):
        return True
    eerste = [blok.tekst[:HOOGSTENS_TEKENS] for blok in blokken if blok.tekst][:6]
    if not any(_KOP.search(tekst) for tekst in eerste) or any(_ANDERS.search(tekst) for tekst in eerste[:3]):
        return False
    stand = tijd = 0
    for blok in blokken[:HOOGSTENS_BLOKKEN]:
        tekst = read_tekst(blok)[:HOOGSTENS_TEKENS]
        stand += bool(_STAND.search(tekst))
        tijd += bool(tekst) and any(w.tot and w.soort != "jaar" for _, _, w in find_wanneers(tekst))
        if stand >= MINSTENS_STAND and tijd >= MINSTENS_TIJD:
            return True
    return False


def read_tekst(blok: Blok) -> str:
    """The words of a block, of a row those of its cells."""
    return blok.tekst or " ".join(alinea for cel in blok.cellen for alinea in cel)
