"""Words that were broken over two lines and kept their hyphen: whole again where the report itself writes them whole, or where Dutch has no hyphen."""

import re
from collections.abc import Iterable

from .blokken import Blok

_WOORD = re.compile(r"[a-zà-ÿ]{8,}")
_GEBROKEN = re.compile(r"(?<![\w-])([A-Za-zà-ÿ]{3,})-([a-zà-ÿ]{3,})(?![\w-])")
# A compound is never parted after these: what follows belongs to the same word ("veiligheids-agenda").
_TUSSEN_S = re.compile(r"\w{2,}(?:heids|ings|teits|schaps|atie)\Z", re.IGNORECASE)
_REEKS = frozenset(("en", "of", "als"))


def list_woorden(blokken: Iterable[Blok]) -> frozenset[str]:
    """The long words of a report as it writes them without a hyphen."""
    teksten = (t for b in blokken for t in (b.tekst, *(a for cel in b.cellen for a in cel)))
    return frozenset(woord for tekst in teksten for woord in _WOORD.findall(tekst.casefold()))


def join_gebroken(titel: str, woorden: frozenset[str]) -> str:
    """Write a title with its broken words whole; a hyphen that belongs stays."""

    def join(treffer: re.Match[str]) -> str:
        links, rechts = treffer.groups()
        heel = f"{links}{rechts}"
        botst = links[-1] in "aeiou" and rechts[0] in "aeiou"
        los = heel.casefold() in woorden or (_TUSSEN_S.match(links) and not botst)
        return heel if los and rechts not in _REEKS else treffer.group()

    return _GEBROKEN.sub(join, titel)
