"""The rule by which one value of several stands first, as people read it: the page that every such value leads to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vth.begrippen.selectors import read_objecttype
from vth.organisaties.selectors import list_namen as list_organisatienamen
from vth.regelgeving.selectors import find_grond
from vth.tijd import klok
from vth.vormgeving.onderdelen import Grond, Uitleg
from vth.vormgeving.wettelijk import make_grond

from .gouden import REGEL
from .selectors import SOORTEN

STAPPEN = {
    "vertrouwdste": "De bron die voor dit gegeven het meest wordt vertrouwd. Is er geen aangewezen, dan is dat de bronhouder.",
    "recentste": "Anders wat het laatst is gezegd.",
    "volledigste": "Anders wat de leverancier zegt die het meeste over dit object zegt.",
}


@dataclass(frozen=True)
class Goudenpagina:
    """What the page of the rule shows: its steps in order, whom it trusts for what, and the ground."""

    titel: str
    stappen: tuple[str, ...]
    vertrouwen: tuple[tuple[str, str], ...]
    uitleg: Uitleg
    zekerheid: str
    regel_id: str
    bestand: str
    laag: str


def make_goudenpagina() -> Goudenpagina:
    """Put the page of the rule together as it holds today; it is the same for everybody."""
    grond = find_grond(REGEL, geldig_op=klok.today())
    getoond = make_grond(grond, waarde=", dan ".join(grond.waarde["volgorde"]))
    return Goudenpagina(
        titel=grond.titel,
        stappen=tuple(STAPPEN.get(stap, stap) for stap in grond.waarde["volgorde"]),
        vertrouwen=tuple(_list_vertrouwen(grond.waarde["vertrouwen"])),
        uitleg=_make_uitleg(getoond),
        zekerheid=grond.zekerheid,
        regel_id=grond.regel_id,
        bestand=grond.bestand,
        laag=grond.laag,
    )


def _make_uitleg(grond: Grond) -> Uitleg:
    """Explain on what the order rests."""
    return Uitleg("Deze volgorde geldt nu", "Wat verliest, blijft erachter staan, met wie het zegt.", [grond])


def _list_vertrouwen(vertrouwen: Mapping[str, Any]) -> list[tuple[str, str]]:
    """List per field which suppliers are trusted most, with their names."""
    titels = {a.naam: a.titel for soort in SOORTEN for a in read_objecttype(soort).attributen}
    namen = list_organisatienamen({c for codes in vertrouwen.values() for c in codes}, klok.today())
    return [
        (titels.get(veld, veld), ", dan ".join(namen.get(c, c) for c in codes))
        for veld, codes in vertrouwen.items()
    ]
