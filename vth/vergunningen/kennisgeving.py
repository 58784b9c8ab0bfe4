"""The text of an official publication out of its template and what is known; what is not known refuses it by name. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

VELD = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)?)\}")


class KennisgevingError(Exception):
    """A notice that cannot be made yet; `gemis` lists what lacks, each with what fills it."""

    def __init__(self, melding: str, gemis: Sequence["Gegeven"] = ()) -> None:
        """Keep what lacks beside the message."""
        super().__init__(melding)
        self.gemis = tuple(gemis)


@dataclass(frozen=True)
class Gegeven:
    """One field of a notice: what it is called, its value, where that came from, or why it is not there and what fills it."""

    naam: str
    waarde: str = ""
    bron: str = ""
    reden: str = ""


@dataclass(frozen=True)
class Kennisgeving:
    """A notice: its heading, its paragraphs, and where each thing in it came from."""

    titel: str
    alineas: tuple[str, ...]
    gegevens: tuple[Gegeven, ...]

    @property
    def tekst(self) -> str:
        """Give the whole as plain text."""
        return "\n\n".join((self.titel, *self.alineas)) + "\n"


def make_kennisgeving(sjabloon: Mapping[str, Any], gegevens: Mapping[str, Gegeven]) -> Kennisgeving:
    """Fill a template. Raises KennisgevingError that lists everything that lacks, and for a field that does not exist."""
    teksten = (str(sjabloon["titel"]), *(str(a) for a in sjabloon["alineas"]))
    velden = list(dict.fromkeys(v for t in teksten for v in VELD.findall(t)))
    if vreemd := [v for v in velden if v not in gegevens]:
        raise KennisgevingError(
            f"De tekst van de kennisgeving vraagt naar {', '.join(vreemd)}, en dat gegeven bestaat niet. Kies uit: "
            f"{', '.join(sorted(gegevens))}."
        )
    if gemis := [gegevens[v] for v in velden if not gegevens[v].waarde]:
        namen = ", ".join(g.naam.lower() for g in gemis)
        raise KennisgevingError(
            f"De kennisgeving kan nog niet: {namen} {'ontbreekt' if len(gemis) == 1 else 'ontbreken'}.", gemis
        )

    def fill(tekst: str) -> str:
        return VELD.sub(lambda m: gegevens[m[1]].waarde, tekst)

    return Kennisgeving(
        fill(teksten[0]), tuple(fill(t) for t in teksten[1:]), tuple(gegevens[v] for v in velden)
    )
