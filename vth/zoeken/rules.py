"""How a question of a person becomes a question to the index."""

import re
import unicodedata

WOORD = re.compile(r"[^\W_]+")


def derive_woorden(vraag: str) -> list[str]:
    """Split a question into at most eight words of the index: lower case, without accents, letters and digits only."""
    vlak = unicodedata.normalize("NFKD", vraag.lower())
    vlak = "".join(c for c in vlak if not unicodedata.combining(c))
    return WOORD.findall(vlak)[:8]


def derive_fts5(woorden: list[str], termen: list[str]) -> str:
    """Write an FTS5 query: every word is the beginning of a word in the text, and one sight term holds."""
    tekst = " AND ".join(f'"{woord}" *' for woord in woorden)
    zicht = " OR ".join(f'"{term}"' for term in termen)
    return f"{{tekst}} : ({tekst}) AND {{zicht}} : ({zicht})"


def derive_tsquery(woorden: list[str], termen: list[str]) -> str:
    """Write a PostgreSQL tsquery that asks the same."""
    tekst = " & ".join(f"'{woord}':*" for woord in woorden)
    zicht = " | ".join(f"'{term}'" for term in termen)
    return f"({tekst}) & ({zicht})"
