"""What of a proposed voorschrift is data: its limits, obligations and citations, and what must be asked about them. Pure."""

import re
from collections.abc import Sequence

from ..inhoud import Plichtsoort
from .plichten import list_plichten
from .punt import Gelezen, Plichtvoorstel, Voorstelpunt
from .tabelgrenzen import has_tabel, list_tabelgrenzen
from .tekstgrenzen import list_tekstgrenzen, set_methode
from .verwijzingen import NORM, list_verwijzingen

METHODE = re.compile(
    rf"\b(?:gemeten|bepaald|meting|bepaling|geanalyseerd)\b[^.;]{{0,60}}\b(?:volgens|conform|overeenkomstig)\b[^.;]{{0,30}}?({NORM.pattern})"
)
# A note holds for what carries its sign (`tabelgrenzen`).
NOOT = re.compile(r"(?m)^\s*(?:\d{1,2}\)|[¹²³*])\s.*$")


def read_inhoud(
    titel: str, tekst: str, rijen: Sequence[Sequence[str]], boven: Voorstelpunt | None
) -> Gelezen:
    """Read a voorschrift; a part with a letter stands under the words of the one above it."""
    zonder_tabel = "\n".join(r for r in tekst.split("\n") if "\t" not in r) if has_tabel(rijen) else tekst
    aanhef = boven.tekst if boven is not None and not boven.tekst.rstrip().endswith((".", ";")) else ""
    grenzen, vragen = list_tekstgrenzen(
        zonder_tabel, aanhef=aanhef, titel=titel or (boven.titel if boven else "")
    )
    if has_tabel(rijen):
        uit_tabel, vragen_tabel = list_tabelgrenzen(rijen, zonder_tabel)
        grenzen, vragen = [*grenzen, *uit_tabel], [*vragen, *vragen_tabel]
        if not uit_tabel and not vragen_tabel:
            vragen.append("Uit de tabel zijn geen grenswaarden gelezen. Staan er grenswaarden in?")
    methoden = {m[1] for m in METHODE.finditer(NOOT.sub("", zonder_tabel))}
    if len(methoden) == 1:
        grenzen = set_methode(grenzen, methoden.pop())
    plichten = list_plichten(zonder_tabel)
    return Gelezen(
        grenswaarden=tuple(dict.fromkeys(grenzen)),
        plichten=tuple(plichten),
        verwijzingen=list_verwijzingen(f"{titel}\n{tekst}"),
        vragen=tuple(dict.fromkeys([*vragen, *_ask_dagen(plichten)])),
    )


def _ask_dagen(plichten: Sequence[Plichtvoorstel]) -> list[str]:
    """Ask from which day an obligation comes back, when the text does not say."""
    return [
        f"Vanaf welke dag geldt de plicht tot {p.soort.value} (iedere {p.iedere_maanden} maanden)? De tekst noemt geen eerste dag."
        for p in plichten
        if p.iedere_maanden and p.eerste_dag is None and p.soort is not Plichtsoort.ANDERS
    ]
