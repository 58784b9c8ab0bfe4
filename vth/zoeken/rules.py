"""How a question of a person becomes a question to the index."""

import re
import unicodedata

WOORD = re.compile(r"[^\W_]+")
# PostgreSQL reads a/b as a file, a.nl as a host and 2024-12 as a negative number; without these signs all are words.
LEESTEKENS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
MEESTE_WOORDEN, WOORDLENGTE = 8, 100


def derive_woorden(vraag: str) -> list[str]:
    """Split a question into at most eight words of the index: lower case, without accents, letters and digits only.

    Of a word longer than a hundred characters the beginning is asked.
    """
    vlak = unicodedata.normalize("NFD", vraag.lower())
    vlak = "".join(c for c in vlak if not unicodedata.combining(c))
    return [woord[:WOORDLENGTE] for woord in WOORD.findall(vlak)[:MEESTE_WOORDEN]]


def derive_fts5(woorden: list[str], termgroepen: list[list[str]]) -> str:
    """Write an FTS5 query: every word is the beginning of a word in the text, and of each group one term holds."""
    tekst = " AND ".join(f'"{woord}" *' for woord in woorden)
    groepen = [" OR ".join(f'"{term}"' for term in groep) for groep in termgroepen]
    return " AND ".join([f"{{tekst}} : ({tekst})", *(f"{{zicht}} : ({groep})" for groep in groepen)])


def derive_zichtquery(termgroepen: list[list[str]]) -> str:
    """Write a PostgreSQL tsquery that asks for one term of each group; terms stand in the index behind a `=`.

    No word of a text can hold that sign, so nobody opens a row by writing a sight term in a name.
    """
    groepen = [" | ".join(f"'={term}'" for term in groep) for groep in termgroepen]
    return " & ".join(f"({groep})" for groep in groepen)


def derive_vlak_sql(uitdrukking: str) -> str:
    """Write the PostgreSQL expression of a text without accents and without signs, for a query with parameters."""
    tekens = LEESTEKENS.replace("'", "''").replace("%", "%%")
    return f"translate(unaccent({uitdrukking}), '{tekens}', '{' ' * len(LEESTEKENS)}')"
