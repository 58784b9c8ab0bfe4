"""Keeping what an established decision does: the mutations of its draft as rows that only grow, with their limits and records."""

import uuid
from collections.abc import Sequence

from .eenheden import derive_basis
from .inhoud import Grenswaarde
from .models import Grenswaarderegel, Mutatie, Mutatiebereik, Ontwerpmutatie
from .models.velden import Mutatievelden

VELDEN = tuple(f.attname for f in Mutatievelden._meta.concrete_fields)


def keep_mutaties(rijen: Sequence[Ontwerpmutatie], *, corrigeert: Mutatie | None = None) -> list[Mutatie]:
    """Write the mutations of a draft for good, with the records they are for and their limits as columns."""
    mutaties = Mutatie.objects.bulk_create(
        Mutatie(
            toestemming=rij.toestemming,
            voorschrift_id=rij.voorschrift_id,
            corrigeert=corrigeert,
            **{veld: getattr(rij, veld) for veld in VELDEN},
        )
        for rij in rijen
    )
    Mutatiebereik.objects.bulk_create(
        Mutatiebereik(mutatie=m, bronobject_id=uuid.UUID(b))
        for m, rij in zip(mutaties, rijen, strict=True)
        for b in rij.bereik
    )
    Grenswaarderegel.objects.bulk_create(
        make_grenswaarderegel(m, g)
        for m in mutaties
        if m.gegevens.get("grenswaarden")
        for g in m.inhoud.grenswaarden
    )
    return mutaties


def make_grenswaarderegel(mutatie: Mutatie, grens: Grenswaarde) -> Grenswaarderegel:
    """Write one limit as columns, also in the unit in which limits are compared."""
    basis, eenheid = derive_basis(grens.waarde, grens.eenheid)
    stof, naam, vergunning = grens.stof[:60], grens.naam.lower()[:200], mutatie.toestemming.vergunning
    return Grenswaarderegel(
        mutatie=mutatie,
        stof=stof,
        naam=naam,
        sleutel=stof or naam,
        leverancier=vergunning.leverancier,
        gebied=vergunning.gebied,
        medium=grens.medium.value,
        vergelijking=grens.vergelijking.value,
        waarde=grens.waarde,
        waarde_tot=grens.waarde_tot,
        eenheid=grens.eenheid[:40],
        basiswaarde=basis,
        basiseenheid=eenheid[:40],
        middeling=grens.middeling[:60],
        emissiepunt=grens.emissiepunt[:200],
        methode=grens.methode[:200],
    )
