"""How a question of a person becomes a question to the index."""

import re
import string
import unicodedata
from collections.abc import Iterable, Sequence

WOORD = re.compile(r"[^\W_]+")
# PostgreSQL reads a/b as a file, a.nl as a host and 2024-12 as a negative number; without these signs all are words.
LEESTEKENS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
MEESTE_WOORDEN, WOORDLENGTE, LANGSTE_TERM = 8, 100, 300
BEGINLETTERS = 5


def derive_woorden(vraag: str) -> list[str]:
    """Split a question into at most eight words of the index: lower case, without accents, letters and digits only.

    Of a word longer than a hundred characters the beginning is asked.
    """
    return [woord[:WOORDLENGTE] for woord in derive_alle_woorden(vraag)[:MEESTE_WOORDEN]]


def derive_alle_woorden(tekst: str) -> list[str]:
    """Split a text into the words of the index."""
    vlak = unicodedata.normalize("NFD", tekst.lower())
    return WOORD.findall("".join(c for c in vlak if not unicodedata.combining(c)))


def derive_fts5(woorden: list[str], termgroepen: list[list[str]], een_van: Sequence[str] = ()) -> str:
    """Write an FTS5 query: every word is the beginning of a word in the text, so is one of `een_van`, and of each group one term holds."""
    keuze = " OR ".join(f'"{woord}" *' for woord in een_van)
    tekst = " AND ".join([*(f'"{woord}" *' for woord in woorden), *([f"({keuze})"] if keuze else [])])
    groepen = [" OR ".join(f'"{term}"' for term in groep) for groep in termgroepen]
    return " AND ".join([f"{{tekst}} : ({tekst})", *(f"{{zicht}} : ({groep})" for groep in groepen)])


def derive_zichtquery(termgroepen: list[list[str]]) -> str:
    """Write a PostgreSQL tsquery that asks for one term of each group; terms stand in the index behind a `=`.

    No word of a text can hold that sign, so nobody opens a row by writing a sight term in a name. A term is short: of a longer one, which nobody has, the
    beginning is asked, for PostgreSQL refuses a word of more than 2 kB.
    """
    groepen = [" | ".join(f"'={term[:LANGSTE_TERM]}'" for term in groep) for groep in termgroepen]
    return " & ".join(f"({groep})" for groep in groepen)


def derive_vlak_sql(uitdrukking: str) -> str:
    """Write the PostgreSQL expression of a text without accents and without signs, for a query with parameters."""
    tekens = LEESTEKENS.replace("'", "''").replace("%", "%%")
    return f"translate(unaccent({uitdrukking}), '{tekens}', '{' ' * len(LEESTEKENS)}')"


def derive_afstand(een: str, ander: str, *, hoogstens: int) -> int:
    """Count the letters to change, add, leave out or swap with their neighbour; more than `hoogstens` is not told apart.

    The optimal string alignment distance (Damerau 1964, Levenshtein 1966).
    """
    if abs(len(een) - len(ander)) > hoogstens:
        return hoogstens + 1
    voorvorige: list[int] = []
    vorige = list(range(len(ander) + 1))
    for i, a in enumerate(een, 1):
        rij = [i]
        for j, b in enumerate(ander, 1):
            stap = min(vorige[j] + 1, rij[j - 1] + 1, vorige[j - 1] + (a != b))
            if i > 1 and j > 1 and a == ander[j - 2] and een[i - 2] == b:
                stap = min(stap, voorvorige[j - 2] + 1)
            rij.append(stap)
        if min(rij) > hoogstens:
            return hoogstens + 1
        voorvorige, vorige = vorige, rij
    return min(vorige[-1], hoogstens + 1)


def derive_speling(woord: str) -> int:
    """Give how many letters may be wrong in a word: none in a short one or a number, one, and two in a long one."""
    if len(woord) < 4 or any(c.isdigit() for c in woord):
        return 0
    return 1 if len(woord) < 7 else 2


def derive_andere_begins(woord: str) -> tuple[str, ...]:
    """List the beginnings (of four letters) that a word may have had when one of its first letters was typed wrong.

    Two neighbours were swapped, a letter stands there that should not, one is missing, or one is another letter. Some hundred, whatever the word.
    """
    a, b, c, d, e = tuple(woord[:BEGINLETTERS])
    gevonden = [b + a + c + d, a + c + b + d, b + c + d + e, a + c + d + e]
    for letter in string.ascii_lowercase:
        gevonden += [letter + b + c + d, a + letter + c + d, letter + a + b + c, a + letter + b + c]
    return tuple(dict.fromkeys(begin for begin in gevonden if begin != woord[:4]))


def find_verbetering(woord: str, bekend: Iterable[str]) -> str:
    """Give the known word that is nearest to what was typed, or nothing; of two as near the first in the alphabet.

    A known word may go on: `tanksta` is the beginning of `tankstation`, with no letter wrong.
    """
    speling = derive_speling(woord)
    beste = ("", speling + 1)
    for kandidaat in sorted(set(bekend)):
        afstand = derive_afstand(woord, kandidaat, hoogstens=speling)
        if afstand < beste[1]:
            beste = (kandidaat, afstand)
    return beste[0]
