"""From the rows of the register to what the check is handed, and back: codes with a space between are a scope."""

import re
from collections.abc import Iterable, Mapping

from vth.tijd.rules import Geldigheid

from ..models import Functievervulling, Mandaatingreep, MandaatVoorkomen
from .begrippen import (
    Bevoegdheid,
    Functie,
    Ingreep,
    Mandaatregel,
    Mandaatsoort,
    Omvang,
    Vervulling,
    make_codes,
)

OMVANGVELDEN = ("besluitsoorten", "activiteiten", "categorieen", "gebieden", "processtappen")
SCHEIDING = re.compile(r"[\s,;]+")


def make_functienaam(tekst: str) -> str:
    """Write a function as the register compares it: small letters, single spaces."""
    return " ".join(tekst.split()).casefold()


def read_codes(tekst: str) -> frozenset[str]:
    """Read a scope as it is stored or typed: codes, `*` or `alle`."""
    codes = [deel for deel in SCHEIDING.split(tekst) if deel]
    return make_codes("*" if code.casefold() == "alle" else code for code in codes)


def write_codes(codes: Iterable[str]) -> str:
    """Write a scope as it is stored: sorted, so that the same scope is the same text."""
    return " ".join(sorted(codes))


def make_mandaatregel(rij: MandaatVoorkomen, namen: Mapping[str, str]) -> Mandaatregel:
    """Make what the check looks at out of a row with its mandate; `namen` are those of organisations, by code."""
    soort: Mandaatsoort = rij.soort  # type: ignore[assignment]
    mandaat = rij.mandaat
    return Mandaatregel(
        id=str(mandaat.pk),
        kenmerk=mandaat.kenmerk or str(mandaat.pk)[:8],
        soort=soort,
        gever=make_functie(mandaat.mandaatgever_id, rij.mandaatgever_functie, namen),
        nemer=make_functie(mandaat.mandaatnemer_id, rij.mandaatnemer_functie, namen),
        bevoegdheid=Bevoegdheid(rij.regeling, rij.artikel, rij.lid),
        geldigheid=Geldigheid(rij.begin_geldigheid, rij.eind_geldigheid),
        omvang=Omvang(
            **{veld: read_codes(getattr(rij, veld)) for veld in OMVANGVELDEN},
            hoogste_bedrag_euro=rij.hoogste_bedrag_euro,
            gevoelig_terug=rij.gevoelig_terug,
        ),
        ondermandaat_van=str(mandaat.ondermandaat_van_id or ""),
        ondermandaat_niveaus=rij.ondermandaat_niveaus,
        ondergeschikt=rij.ondergeschikt,
        instemming_op=rij.instemming_op,
        instemming_leiding_op=rij.instemming_leiding_op,
        mandaatbesluit=rij.mandaatbesluit,
        instructies=rij.instructies,
        beperkingen=rij.beperkingen,
        gepubliceerd_op=rij.gepubliceerd_op,
    )


def make_functie(organisatie: str, naam: str, namen: Mapping[str, str]) -> Functie:
    """Make a function that is written with the name of its organisation."""
    return Functie(organisatie, naam, namen.get(organisatie, ""))


def make_vervulling(rij: Functievervulling, namen: Mapping[str, str]) -> Vervulling:
    """Make what the check looks at out of who holds a function."""
    return Vervulling(
        make_functie(rij.organisatie_id, rij.functie, namen),
        rij.betrokkene,
        Geldigheid(rij.begin_geldigheid, rij.eind_geldigheid),
        rij.plaatsvervanger,
    )


def make_ingreep(rij: Mandaatingreep) -> Ingreep:
    """Make what the check looks at out of what a mandator did."""
    return Ingreep(
        rij.soort, str(rij.mandaat_id), rij.op, (rij.onderwerp_soort, rij.onderwerp_id), rij.inhoud
    )
