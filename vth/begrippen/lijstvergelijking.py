"""Comparing code lists with the enumerations and reference lists of CIm VTH FLo, and object types held as a list."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from .rules import Waardelijst
from .standaard import Standaard
from .verschil import Verschil

# Where a code list keeps what an element of a reference list of the standard holds.
ELEMENTEN = {
    "Naam": "naam",
    "Toelichting": "definitie",
    "Definitie": "definitie",
    "Begindatum geldigheid": "begin",
    "Einddatum geldigheid": "eind",
    "Indicatie vastgesteld": "zekerheid",
    "Naam subtype": "naam",
    "Naam hoofdtype": "hoofdtype",
    "Zwaarte": "zwaarte",
}

# Where a code list keeps the attributes of an object type that it stands for.
ATTRIBUTEN = {
    "Activiteit-identificatie": "code",
    "Activiteitnaam": "naam",
    "Activiteitengroep": "groep",
    "Indicatie ImOw-activiteit": "imow",
}


def compare_lijsten(standaard: Standaard, lijsten: Mapping[str, Waardelijst]) -> Iterable[Verschil]:
    """Compare enumerations and reference lists with our code lists."""
    for naam, waarden in standaard.enumeraties.items():
        yield from _compare_enumeratie(naam, waarden, [x for x in lijsten.values() if x.cim == naam])
    for naam, elementen in standaard.referentielijsten.items():
        eigen = [lijst for lijst in lijsten.values() if lijst.cim == naam]
        if not eigen:
            yield Verschil("lijst ontbreekt", naam, "referentielijst", "geen")
        for lijst in eigen:
            yield Verschil(
                "waarden eigen", f"{naam} ({lijst.id})", "geen waarden", f"{len(lijst.codes)} waarden"
            )
        kolommen = {
            "naam",
            "definitie",
            "begin",
            "eind",
            "zekerheid",
            *(k for lijst in eigen for k in lijst.extra),
        }
        for element in elementen:
            if ELEMENTEN[element] not in kolommen:
                yield Verschil("element ontbreekt", f"{naam}: {element}", "referentie-element", "geen")
    for lijst in lijsten.values():
        if lijst.cim in standaard.objecttypen:
            yield from _compare_objecttype(standaard, lijst)
        if not lijst.cim:
            yield Verschil("uitbreiding", f"waardelijst {lijst.id}", "geen", "waardelijst", lijst.definitie)


def _compare_objecttype(standaard: Standaard, lijst: Waardelijst) -> Iterable[Verschil]:
    """Compare the attributes and relations of an object type with the columns of the list that stands for it."""
    yield Verschil("objecttype als lijst", lijst.cim, "objecttype", f"waardelijst {lijst.id}")
    for attribuut in standaard.list_attributen(lijst.cim):
        plaats = f"{lijst.cim}: {attribuut.naam} (lijst {lijst.id})"
        kolom = ATTRIBUTEN.get(attribuut.naam, "")
        if kolom not in {"code", "naam", *lijst.extra}:
            yield Verschil(
                "attribuut ontbreekt", plaats, f"{attribuut.formaat} [{attribuut.kardinaliteit}]", "geen"
            )
        elif kolom in lijst.extra and not all(w.extra[kolom] for w in lijst.waarden):
            yield Verschil("kardinaliteit losser", plaats, attribuut.kardinaliteit, "0..1")
    for relatie in standaard.relaties.values():
        if relatie.bron == lijst.cim:
            yield Verschil("relatie ontbreekt", relatie.sleutel, f"[{relatie.doel_kardinaliteit}]", "geen")


def _compare_enumeratie(
    naam: str, waarden: Mapping[str, str], eigen: Sequence[Waardelijst]
) -> Iterable[Verschil]:
    """Compare the values of one enumeration by name, and by code where the standard has codes."""
    if not eigen:
        yield Verschil("lijst ontbreekt", naam, f"enumeratie met {len(waarden)} waarden", "geen")
        return
    onze = {waarde.naam: waarde for lijst in eigen for waarde in lijst.waarden}
    plat = {_plain(waarde): waarde for waarde in onze}
    for waarde, code in waarden.items():
        gevonden = plat.get(_plain(waarde))
        if gevonden is None:
            yield Verschil("waarde ontbreekt", f"{naam}: {waarde}", waarde, "geen")
        elif gevonden != waarde:
            yield Verschil("spelling", f"{naam}: {waarde}", waarde, gevonden)
        if gevonden and code and onze[gevonden].code != code:
            yield Verschil("code", f"{naam}: {waarde}", code, onze[gevonden].code)
    for waarde in sorted(set(plat) - {_plain(w) for w in waarden}):
        yield Verschil("waarde erbij", f"{naam}: {plat[waarde]}", "geen", plat[waarde])


def _plain(tekst: str) -> str:
    """Compare without accents and capitals."""
    return unicodedata.normalize("NFKD", tekst).encode("ascii", "ignore").decode().lower()
