"""What a list of addresses stands for, written out beside it (`expand`): as far as it is in the catalogue, which everybody may read."""

from collections.abc import Mapping, Sequence
from typing import Any

from vth.interface.invoer import InvoerError, Veldfout

from .antwoord import Rij

# So deep, and no deeper: types name each other in a circle.
DIEPST = 3
# The kind of types that a member with one address names.
ENKEL = {
    "catalogus": "catalogussen",
    "zaaktype": "zaaktypen",
    "informatieobjecttype": "informatieobjecttypen",
}
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


def check_expand(boom: Boom, bron: str, typen: Mapping[str, Sequence[Rij]]) -> None:
    """Refuse a name that types of this kind have not, whether or not a row has such a type. Raises InvoerError.

    `typen` has the types by their kind; what a member names is of the kind of that name.
    """
    for naam, tak in boom.items():
        if not any(naam in rij for rij in typen[bron]):
            melding = f"‘{naam[:60]}’ bestaat hier niet. Laat het weg uit expand."
            raise InvoerError([Veldfout("expand", melding, "onbekend")])
        daarin = ENKEL.get(naam, naam)
        if tak and daarin not in typen:
            melding = f"In ‘{naam[:60]}’ staat niets dat kan worden uitgeschreven. Laat weg wat er in expand achter staat."
            raise InvoerError([Veldfout("expand", melding, "onbekend")])
        if tak:
            check_expand(tak, daarin, typen)


def check_lijst(boom: Boom) -> None:
    """Refuse what would write a great part of the catalogue at every row of a list. Raises InvoerError."""
    for naam, tak in boom.items():
        if naam == "catalogus" and tak:
            melding = (
                f"In een lijst wordt ‘{next(iter(tak))[:60]}’ uit de catalogus niet bij elke rij uitgeschreven. Vraag een van de "
                "rijen, of lees de catalogus zelf."
            )
            raise InvoerError([Veldfout("expand", melding, "onbekend")])
        check_lijst(tak)
