"""The model mandate to start from: lines with how sure each is, and the table that a keeper fills in and takes in.

The text of the national model mandate is not at hand (a gap): what stands here follows from the tasks of Omgevingsbesluit 13.12
and from published registers. That a power goes in mandate is always an assumption, until an authority decides it.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path

from .begrippen import Functie
from .invoer import KOLOMMEN
from .omzetten import OMVANGVELDEN

BESTAND = Path(__file__).parent.parent / "modelmandaat" / "modelmandaat.csv"


@dataclass(frozen=True)
class Modelregel:
    """One power of the model: what it is, how far it goes, and how sure the line and its article are."""

    kenmerk: str
    titel: str
    soort: str
    regeling: str
    artikel: str
    lid: str
    besluitsoorten: str
    categorieen: str
    processtappen: str
    ondermandaat_niveaus: str
    gevoelig_terug: str
    zekerheid: str
    zekerheid_artikel: str
    bron: str
    toelichting: str


@cache
def read_modelmandaat() -> tuple[Modelregel, ...]:
    """Read the model mandate that comes with the program."""
    namen = [f.name for f in fields(Modelregel)]
    with BESTAND.open(encoding="utf-8", newline="") as file:
        return tuple(Modelregel(**{n: rij[n] for n in namen}) for rij in csv.DictReader(file))


def make_modeltabel(
    model: Sequence[Modelregel], gever: Functie, nemer: Functie, begin: date
) -> list[dict[str, str]]:
    """Make the table of a new register for one mandator and one mandatary, with the columns of an import.

    What the model cannot know stays open: consent (Awb 10:4), the decision that it stands in (10:5) and publication; a
    table without them is refused or does not hold at signing, so that nobody takes the model in unread.
    """
    rijen = []
    for regel in model:
        waarden = {k: v for k, v in vars(regel).items() if k in KOLOMMEN}
        waarden |= {k: "alle" for k in OMVANGVELDEN if k not in waarden}
        waarden |= {
            "mandaatgever": gever.organisatie,
            "mandaatgever_functie": gever.naam,
            "mandaatnemer": nemer.organisatie,
            "mandaatnemer_functie": nemer.naam,
            "ondergeschikt": "nee",
            "omvang": regel.titel,
            "begin_geldigheid": begin.isoformat(),
        }
        rijen.append({kolom: waarden.get(kolom, "") for kolom in KOLOMMEN})
    return rijen
