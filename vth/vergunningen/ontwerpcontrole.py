"""Whether a draft can be established: everything that would be refused, for who writes it and for the act itself."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date

from .boeking import Rij, describe_gebreken, read_werkingen
from .models import Ontwerpmutatie, Toestemming
from .ontwerprules import Ontwerpdagen, list_dagbezwaren, list_vervangbezwaren
from .rules import VergunningError, Werking, list_nieuwe_gebreken
from .selectors import list_nummers


def check_mutatiedagen(toestemming: Toestemming, rijen: Sequence[Rij], dag: date) -> None:
    """Refuse mutations that would work before their decision was taken, or never. Raises VergunningError that names each."""
    if bezwaren := _list_dagen(toestemming, rijen, dag):
        raise VergunningError(" ".join(bezwaren))


def check_vervangen(rijen: Sequence[Ontwerpmutatie], voor: Sequence[Werking], na: Sequence[Werking]) -> None:
    """Refuse what would replace a voorschrift that does not stand, or that goes on. Raises VergunningError that names each."""
    if bezwaren := list_vervangbezwaren(_find_vervangt(rijen), voor, na):
        raise VergunningError(" ".join(bezwaren))


def list_bezwaren(
    toestemming: Toestemming, rijen: Sequence[Ontwerpmutatie], werkingen: Sequence[Werking], dag: date
) -> list[str]:
    """Say what would be refused if a draft were established on a day; nothing when it can be. `werkingen` are those of the draft."""
    bestaand = read_werkingen(toestemming.vergunning)
    na = [*bestaand, *werkingen]
    return [
        *_list_dagen(toestemming, rijen, dag),
        *describe_gebreken(list_nieuwe_gebreken(bestaand, na), na),
        *list_vervangbezwaren(_find_vervangt(rijen), bestaand, na),
    ]


def _list_dagen(toestemming: Toestemming, rijen: Sequence[Rij], dag: date) -> list[str]:
    """Say of which mutations the days cannot be."""
    besluit = toestemming.besluit
    nummers = list_nummers(rij.voorschrift_id for rij in rijen if not rij.nummer)
    return list_dagbezwaren(
        [Ontwerpdagen(_name(rij, nummers), rij.vanaf, rij.tot) for rij in rijen],
        besluitdatum=toestemming.besluitdatum or (besluit.besluitdatum if besluit else None),
        ingangsdatum=dag,
        vervaldatum=toestemming.vervaldatum,
    )


def _name(rij: Rij, nummers: Mapping[uuid.UUID, str]) -> str:
    """Name a mutation: by the number that its voorschrift gets or has, or by its place where it has none."""
    nummer = rij.nummer or nummers.get(rij.voorschrift_id)
    return f"Voorschrift {nummer}" if nummer else f"Volgnummer {rij.volgnummer}"


def _find_vervangt(rijen: Sequence[Ontwerpmutatie]) -> dict[uuid.UUID, uuid.UUID]:
    """Give for each new voorschrift of a draft that which it replaces."""
    return {
        rij.voorschrift_id: rij.voorschrift.vervangt_id
        for rij in rijen
        if rij.soort == "van_kracht" and rij.voorschrift.vervangt_id
    }
