"""Comparing the object types and code lists of the project with CIm VTH FLo: every difference, each with its reason.

A difference is named by its kind and its part. An extension carries its own reason; every other difference has
one in `cim_vth_flo/afwijkingen.yaml`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .lijstvergelijking import compare_lijsten
from .rules import Attribuut, BegripError, Objecttype, Relatiesoort, Waardelijst
from .standaard import Standaard, StandaardAttribuut, StandaardRelatie
from .verschil import Verschil

# Which kinds of attribute hold a format of the standard; any other format is a list of that name.
FORMATEN = {
    "CharacterString": "tekst",
    "Integer": "geheel",
    "Date": "datum",
    "Boolean": "janee",
    "GM_MultiGeometry": "geometrie",
    "NEN3610ID": "",
}

Deel = Attribuut | Relatiesoort


@dataclass(frozen=True)
class _Vergelijking:
    """The two sides, and which object types of ours hold which object type of the standard."""

    standaard: Standaard
    model: Mapping[str, Objecttype]
    lijsten: Mapping[str, Waardelijst]
    houders: Mapping[str, tuple[str, ...]]

    def list_typen(self, objecttype: Objecttype) -> tuple[str, ...]:
        """Name the object types of the standard whose attributes belong to one of ours."""
        eigen = [naam for naam, houders in self.houders.items() if objecttype.naam in houders]
        erbij = {
            verwijzing.split(": ")[0] for deel in _list_delen(objecttype) for verwijzing in _refers(deel)
        }
        return tuple(dict.fromkeys([*eigen, *sorted(erbij & set(self.standaard.objecttypen))]))


def derive_verschillen(
    standaard: Standaard, model: Mapping[str, Objecttype], lijsten: Mapping[str, Waardelijst]
) -> tuple[Verschil, ...]:
    """List every difference, in order of kind and part; refuses a reference to what the standard does not have."""
    vergelijking = _Vergelijking(standaard, model, lijsten, _derive_houders(standaard, model))
    verschillen = [*_compare_objecttypen(vergelijking), *compare_lijsten(standaard, lijsten)]
    for objecttype in model.values():
        _check_verwijzingen(vergelijking, objecttype)
        verschillen += _compare_attributen(vergelijking, objecttype)
        verschillen += _compare_relaties(vergelijking, objecttype)
        verschillen += _list_uitbreidingen(objecttype)
    verschillen += _list_missing_relaties(vergelijking)
    return tuple(sorted(set(verschillen)))


def _derive_houders(standaard: Standaard, model: Mapping[str, Objecttype]) -> dict[str, tuple[str, ...]]:
    """Say which of our object types hold an object type of the standard: itself, as general, or as special type."""
    houders: dict[str, list[str]] = {}
    for objecttype in model.values():
        typen = [objecttype.cim, *standaard.list_specialisaties(objecttype.cim)]
        typen += (
            [standaard.generalisaties[objecttype.cim]] if objecttype.cim in standaard.generalisaties else []
        )
        for naam in typen:
            houders.setdefault(naam, []).append(objecttype.naam)
    return {naam: tuple(namen) for naam, namen in houders.items()}


def _list_delen(objecttype: Objecttype) -> tuple[Deel, ...]:
    """Give attributes and relations together."""
    return (*objecttype.attributen, *objecttype.relaties)


def _refers(deel: Deel) -> tuple[str, ...]:
    """Give what a part refers to in the standard."""
    return tuple(filter(None, (deel.cim, *deel.cim_ook)))


def _check_verwijzingen(v: _Vergelijking, objecttype: Objecttype) -> None:
    """Refuse a reference that leads nowhere."""
    bekend = {s for naam in v.list_typen(objecttype) for s in v.standaard.attributen.get(naam, {})}
    for deel in _list_delen(objecttype):
        for verwijzing in _refers(deel):
            van, _, naam = verwijzing.partition(": ")
            if (
                verwijzing in bekend
                or verwijzing in v.standaard.relaties
                or naam in v.standaard.attributen.get(van, {})
            ):
                continue
            raise BegripError(
                f"{objecttype.naam}.{deel.naam} verwijst naar {verwijzing!r} en dat staat niet in CIm VTH FLo. "
                "Neem de naam over uit cim_vth_flo/attributen.csv of relaties.csv."
            )


def _compare_objecttypen(v: _Vergelijking) -> Iterable[Verschil]:
    """Find the object types that we hold otherwise or not at all."""
    genoemd = {naam for objecttype in v.model.values() for naam in v.list_typen(objecttype)}
    lijsten = {lijst.cim for lijst in v.lijsten.values()}
    for naam in v.standaard.objecttypen:
        if naam in v.houders or naam in lijsten:
            continue
        if naam in genoemd:
            deel_van = ", ".join(o.naam for o in v.model.values() if naam in v.list_typen(o))
            yield Verschil("objecttype opgenomen", naam, "objecttype", f"deel van {deel_van}")
        else:
            aantal = len(v.standaard.list_attributen(naam))
            yield Verschil(
                "objecttype ontbreekt", naam, f"objecttype met {aantal} attributen", "niet in model/"
            )
    for naam, soort in v.standaard.overig.items():
        yield Verschil(f"{soort} ontbreekt", naam, soort, "niet in model/")
    for bijzonder, algemeen in v.standaard.generalisaties.items():
        if bijzonder in v.houders or algemeen in v.houders:
            houders = ", ".join(v.houders.get(bijzonder, v.houders.get(algemeen, ())))
            yield Verschil(
                "specialisatie plat", f"{bijzonder} is {algemeen}", "twee objecttypen", f"één: {houders}"
            )


def _compare_attributen(v: _Vergelijking, objecttype: Objecttype) -> Iterable[Verschil]:
    """Compare the attributes of the standard with those of one of our object types."""
    for naam in v.list_typen(objecttype):
        for groep, kardinaliteit in v.standaard.groepen.get(naam, {}).items():
            plaats = f"{naam}: {groep} ({objecttype.naam})"
            yield Verschil(
                "gegevensgroep plat", plaats, f"gegevensgroep [{kardinaliteit}]", "losse attributen"
            )
        for standaard in v.standaard.list_attributen(naam):
            plaats = f"{naam}: {standaard.sleutel} ({objecttype.naam})"
            houders = [
                d
                for d in objecttype.attributen
                if {standaard.sleutel, f"{naam}: {standaard.sleutel}"} & {*_refers(d)}
            ]
            if not houders:
                yield Verschil(
                    "attribuut ontbreekt", plaats, f"{standaard.formaat} [{standaard.kardinaliteit}]", "geen"
                )
                continue
            if len(houders) > 1:
                yield Verschil("gesplitst", plaats, "één attribuut", ", ".join(h.naam for h in houders))
            yield from _compare_formaat(v, standaard, houders, plaats)
            yield from _compare_kardinaliteit(_effective(v, standaard), houders, plaats)
    for attribuut in objecttype.attributen:
        if len(_refers(attribuut)) > 1:
            plaats = f"{objecttype.naam}.{attribuut.naam}"
            yield Verschil("samengevoegd", plaats, ", ".join(_refers(attribuut)), "één attribuut")


def _effective(v: _Vergelijking, attribuut: StandaardAttribuut) -> str:
    """Give the cardinality of an attribute, as part of a group that may be left out as a whole."""
    groep = v.standaard.groepen.get(attribuut.objecttype, {}).get(attribuut.groep, "1")
    if groep.startswith("0") and attribuut.kardinaliteit == "1":
        return "0..1"
    return attribuut.kardinaliteit


def _compare_formaat(
    v: _Vergelijking, standaard: StandaardAttribuut, houders: Sequence[Attribuut], plaats: str
) -> Iterable[Verschil]:
    """Compare the format of an attribute with the kinds of ours that hold it."""
    for attribuut in houders:
        soort = f"code uit {attribuut.lijst}" if attribuut.lijst else attribuut.soort
        if standaard.formaat in FORMATEN:
            past = attribuut.soort == FORMATEN[standaard.formaat]
        else:
            lijst = v.lijsten.get(attribuut.lijst)
            past = lijst is not None and lijst.cim == standaard.formaat
        if not past:
            yield Verschil("formaat", f"{plaats} als {attribuut.naam}", standaard.formaat, soort)


def _compare_kardinaliteit(kardinaliteit: str, houders: Sequence[Deel], plaats: str) -> Iterable[Verschil]:
    """Compare how many values the standard asks for with what ours asks and allows."""
    hoogste = "*" if any(h.meervoudig for h in houders) else "1"
    eigen = hoogste if any(h.verplicht for h in houders) else f"0..{hoogste}"
    eigen = "1..*" if eigen == "*" else eigen
    if eigen != kardinaliteit:
        minder = kardinaliteit.startswith("1") and eigen.startswith("0")
        meer = kardinaliteit.startswith("0") and eigen.startswith("1")
        richting = "losser" if minder else "strenger" if meer else "anders"
        yield Verschil(f"kardinaliteit {richting}", plaats, kardinaliteit, eigen)


def _compare_relaties(v: _Vergelijking, objecttype: Objecttype) -> Iterable[Verschil]:
    """Compare the relations of one of our object types with those of the standard that they stand for."""
    for deel in _list_delen(objecttype):
        relaties = [v.standaard.relaties[s] for s in _refers(deel) if s in v.standaard.relaties]
        if not relaties:
            continue
        if isinstance(deel, Attribuut):
            yield Verschil(
                "relatie als attribuut", relaties[0].sleutel, "relatie", f"{objecttype.naam}.{deel.naam}"
            )
        else:
            yield from _compare_doel(v, deel, relaties)
        if len(relaties) > 1:
            plaats = f"{objecttype.naam}.{deel.naam}"
            yield Verschil("samengevoegd", plaats, ", ".join(r.sleutel for r in relaties), "één relatie")
        for relatie in relaties:
            plaats = f"{relatie.sleutel} ({objecttype.naam})"
            yield from _compare_kardinaliteit(relatie.doel_kardinaliteit, [deel], plaats)
            if relatie.bron_kardinaliteit != "0..*":
                yield Verschil("bronkardinaliteit", plaats, relatie.bron_kardinaliteit, "0..*")


def _compare_doel(
    v: _Vergelijking, deel: Relatiesoort, relaties: Sequence[StandaardRelatie]
) -> Iterable[Verschil]:
    """Compare what a relation may lead to."""
    doelen = {houder for relatie in relaties for houder in v.houders.get(relatie.doel, ())}
    if doelen != set(deel.naar):
        yield Verschil(
            "doel",
            relaties[0].sleutel,
            ", ".join(sorted(r.doel for r in relaties)),
            ", ".join(sorted(deel.naar)),
        )


def _list_missing_relaties(v: _Vergelijking) -> Iterable[Verschil]:
    """Find the relations from object types that we hold which none of ours stands for."""
    genoemd = {naam for objecttype in v.model.values() for naam in v.list_typen(objecttype)}
    gehouden = {
        s for objecttype in v.model.values() for deel in _list_delen(objecttype) for s in _refers(deel)
    }
    for relatie in v.standaard.relaties.values():
        if relatie.bron in genoemd and relatie.sleutel not in gehouden:
            yield Verschil("relatie ontbreekt", relatie.sleutel, f"[{relatie.doel_kardinaliteit}]", "geen")


def _list_uitbreidingen(objecttype: Objecttype) -> Iterable[Verschil]:
    """List what we have and the standard has not; the reason stands with it in the model."""
    for deel in _list_delen(objecttype):
        if not _refers(deel):
            soort = "attribuut" if isinstance(deel, Attribuut) else "relatie"
            yield Verschil("uitbreiding", f"{objecttype.naam}.{deel.naam}", "geen", soort, deel.uitbreiding)
