"""What a list of addresses stands for, written out beside it (`expand`): as far as it is in the catalogue, which everybody may read."""

from collections.abc import Mapping
from typing import Any

from vth.interface.invoer import InvoerError, Veldfout

from .antwoord import Rij

# So deep, and no deeper: types name each other in a circle.
DIEPST = 3
Boom = dict[str, Any]


def read_expand(tekst: str, kan: str) -> Boom:
    """Read what is to be written out as a tree of names; `kan` is the one member of these rows that can be. Raises InvoerError."""
    boom: Boom = {}
    for pad in (p.strip() for p in tekst.split(",") if p.strip()):
        delen = pad.split(".")
        if delen[0] != kan or len(delen) > DIEPST:
            melding = f"‘{pad[:60]}’ kan niet worden uitgeschreven. Kies {kan}, of wat daarin staat, ten hoogste {DIEPST} diep."
            raise InvoerError([Veldfout("expand", melding, "onbekend")])
        tak = boom
        for deel in delen:
            tak = tak.setdefault(deel, {})
    return boom


def add_expand(rij: Rij, boom: Boom, typen: Mapping[str, Rij]) -> Rij:
    """Give a row with what its addresses stand for in `_expand`. Raises InvoerError for a name that it has not."""
    if not boom:
        return rij
    uit: Rij = {}
    for naam, tak in boom.items():
        if naam not in rij:
            melding = f"‘{naam[:60]}’ bestaat hier niet. Laat het weg uit expand."
            raise InvoerError([Veldfout("expand", melding, "onbekend")])
        waarde = rij[naam]
        gevonden = [
            add_expand(typen[a], tak, typen)
            for a in (waarde if isinstance(waarde, list) else [waarde])
            if a in typen
        ]
        uit[naam] = gevonden if isinstance(waarde, list) else next(iter(gevonden), None)
    return rij | {"_expand": uit}
