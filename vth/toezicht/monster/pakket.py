"""Analysis packages: what a laboratory is asked for in one branch, as files that a professional can write. Pure but for reading.

A package asks; what a value may be is a limit, and stands in a permit or in `regels/`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from vth.regelgeving.rules import ZEKERHEDEN
from vth.vergunningen.eenheden import find_eenheid

from .bemonstering import MonsterError
from .parameter import Parameter, find_parameter, list_cas

PAKKETTEN = Path(__file__).with_name("pakketten")
VERPLICHT = ("id", "naam", "branche", "versie", "vanaf", "bron", "zekerheid", "parameters")
MOGELIJK = ("toelichting",)
REGEL = ("naam", "cas", "groep", "methode", "rapportagegrens", "eenheid", "toelichting")


@dataclass(frozen=True)
class Pakketregel:
    """One thing that the laboratory is asked for; without `rapportagegrens` it was not agreed how low it must measure."""

    parameter: Parameter
    eenheid: str
    methode: str = ""
    rapportagegrens: Decimal | None = None
    toelichting: str = ""


@dataclass(frozen=True)
class Analysepakket:
    """What is asked in one branch, in one version."""

    id: str
    naam: str
    branche: str
    versie: str
    vanaf: date
    bron: str
    zekerheid: str
    regels: tuple[Pakketregel, ...]
    toelichting: str = ""

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Give what is asked, as a sample has it."""
        return tuple(r.parameter for r in self.regels)


@cache
def read_pakketten(map_: Path = PAKKETTEN) -> dict[tuple[str, str], Analysepakket]:
    """Read every package by id and version. Raises MonsterError with every fault of every file."""
    pakketten: dict[tuple[str, str], Analysepakket] = {}
    fouten: list[str] = []
    for file in sorted(map_.glob("*.yaml")):
        try:
            blokken = [
                b
                for b in yaml.load_all(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
                if b is not None
            ]
        except (yaml.YAMLError, UnicodeDecodeError) as fout:
            fouten.append(
                f"{file.name}: niet als YAML te lezen ({' '.join(str(fout).split())}). Herstel die regel."
            )
            continue
        for blok in blokken:
            nieuw = list_pakketfouten(blok, file.name)
            fouten += nieuw
            if nieuw:
                continue
            pakket = make_pakket(blok)
            if (pakket.id, pakket.versie) in pakketten:
                fouten.append(
                    f"{file.name}: pakket {pakket.id} versie {pakket.versie} staat er al. Een gewijzigd pakket krijgt een nieuwe versie."
                )
            pakketten[pakket.id, pakket.versie] = pakket
    if fouten:
        raise MonsterError(*fouten)
    return pakketten


def list_geldige_pakketten(op: date, map_: Path = PAKKETTEN) -> list[Analysepakket]:
    """Give the version of each package that a new sample gets on a day, in order of branch."""
    laatste: dict[str, Analysepakket] = {}
    for pakket in sorted(read_pakketten(map_).values(), key=lambda p: (p.vanaf, p.versie)):
        if pakket.vanaf <= op:
            laatste[pakket.id] = pakket
    return sorted(laatste.values(), key=lambda p: (p.branche, p.id))


def list_pakketfouten(blok: Any, plaats: str) -> list[str]:
    """List what is wrong with a package as it was read, for who wrote it; empty is good."""
    if not isinstance(blok, Mapping):
        return [f"{plaats}: hier staat geen pakket. Begin met id, naam, branche en versie."]
    fouten = [
        f"{plaats}: '{s}' ontbreekt of is leeg. Vul het in." for s in VERPLICHT if blok.get(s) in (None, "")
    ]
    fouten += [
        f"{plaats}: '{s}' is geen bekende sleutel. Bekend zijn: {', '.join((*VERPLICHT, *MOGELIJK))}."
        for s in blok
        if s not in (*VERPLICHT, *MOGELIJK)
    ]
    if fouten:
        return fouten
    plek = f"{plaats} ({blok['id']})"
    if blok["zekerheid"] not in ZEKERHEDEN:
        fouten.append(
            f"{plek}: de zekerheid is {blok['zekerheid']!r}. Mogelijk zijn {', '.join(ZEKERHEDEN)}."
        )
    if not isinstance(blok["vanaf"], date):
        fouten.append(f"{plek}: 'vanaf' is {blok['vanaf']!r}, geen datum. Schrijf jaar-maand-dag.")
    if not isinstance(blok["parameters"], list):
        return [*fouten, f"{plek}: 'parameters' is geen lijst. Zet elke stof op een eigen regel."]
    fouten += [
        f for n, r in enumerate(blok["parameters"], 1) for f in _list_regelfouten(r, f"{plek}, parameter {n}")
    ]
    return fouten or _list_dubbel(blok["parameters"], plek)


def _list_regelfouten(regel: Any, plek: str) -> Iterator[str]:
    """Find what is wrong with one line of a package."""
    if not isinstance(regel, Mapping) or not regel.get("naam"):
        yield f"{plek}: er is geen naam. Schrijf naam, groep, methode en eenheid."
        return
    for sleutel in regel:
        if sleutel not in REGEL:
            yield f"{plek}: '{sleutel}' is geen bekende sleutel. Bekend zijn: {', '.join(REGEL)}."
    parameter = find_parameter(regel["naam"], str(regel.get("cas") or ""))
    if parameter is None:
        yield (
            f"{plek}: {regel['naam']!r} is geen bekende stof. Gebruik een naam uit de lijst stof, of voeg de stof toe aan "
            "parameters.yaml."
        )
    elif regel.get("cas") and regel["cas"] != parameter.cas:
        yield f"{plek}: {regel['naam']!r} heeft CAS-nummer {regel['cas']}, maar in de lijst {parameter.cas or 'geen nummer'}. Verbeter een van beide."
    elif regel.get("cas") and regel["cas"] not in list_cas():
        yield f"{plek}: CAS-nummer {regel['cas']} staat niet in de lijst stof. Laat het weg, of vul de lijst aan."
    if find_eenheid(str(regel.get("eenheid") or "")) is None:
        yield f"{plek}: de eenheid {regel.get('eenheid')!r} is niet bekend. Schrijf bijvoorbeeld mg/l of µg/l."
    if regel.get("rapportagegrens") is not None and _as_getal(regel["rapportagegrens"]) is None:
        yield f"{plek}: de rapportagegrens {regel['rapportagegrens']!r} is geen getal groter dan 0. Schrijf bijvoorbeeld '0.05'."


def _list_dubbel(rijen: list[Mapping[str, Any]], plek: str) -> list[str]:
    """Find a parameter that is asked twice."""
    gezien: dict[str, str] = {}
    fouten = []
    for regel in rijen:
        parameter = find_parameter(regel["naam"], str(regel.get("cas") or ""))
        assert parameter is not None
        if eerder := gezien.get(parameter.sleutel):
            fouten.append(f"{plek}: {regel['naam']!r} en {eerder!r} zijn dezelfde stof. Haal er een weg.")
        gezien[parameter.sleutel] = regel["naam"]
    return fouten


def make_pakket(blok: Mapping[str, Any]) -> Analysepakket:
    """Make a package of what `list_pakketfouten` finds nothing wrong with."""
    return Analysepakket(
        id=blok["id"],
        naam=blok["naam"],
        branche=blok["branche"],
        versie=str(blok["versie"]),
        vanaf=blok["vanaf"],
        bron=blok["bron"],
        zekerheid=blok["zekerheid"],
        toelichting=(blok.get("toelichting") or "").strip(),
        regels=tuple(_make_regel(r) for r in blok["parameters"]),
    )


def _make_regel(regel: Mapping[str, Any]) -> Pakketregel:
    """Make one line of a package."""
    gevonden = find_parameter(regel["naam"], str(regel.get("cas") or ""))
    eenheid = find_eenheid(regel["eenheid"])
    assert gevonden is not None and eenheid is not None
    return Pakketregel(
        parameter=Parameter(gevonden.naam, gevonden.cas, regel.get("groep") or gevonden.groep),
        eenheid=eenheid.code,
        methode=regel.get("methode") or "",
        rapportagegrens=_as_getal(regel.get("rapportagegrens")),
        toelichting=regel.get("toelichting") or "",
    )


def _as_getal(waarde: object) -> Decimal | None:
    """Read a number greater than 0, or nothing."""
    try:
        getal = Decimal(str(waarde))
    except InvalidOperation:
        return None
    return getal if getal.is_finite() and getal > 0 else None
