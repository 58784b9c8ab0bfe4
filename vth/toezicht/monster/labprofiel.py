"""How a laboratory writes its results, as a file: columns, decimal sign, units, and how it writes what it could not measure. Pure but for reading."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from vth.interface.inlezen import Bestandsvorm
from vth.vergunningen.eenheden import find_eenheid

from .bemonstering import MonsterError
from .parameter import find_parameter

PROFIELEN = Path(__file__).with_name("labprofielen")
VELDEN = (
    "monster",
    "parameter",
    "cas",
    "teken",
    "waarde",
    "eenheid",
    "onzekerheid",
    "methode",
    "analysedatum",
)
NODIG = ("monster", "parameter", "waarde")
VERPLICHT = ("id", "naam", "bestand", "kolommen")
MOGELIJK = (
    "decimaalteken",
    "datumvorm",
    "eenheid",
    "onzekerheid",
    "onder",
    "boven",
    "niet_gemeten",
    "parameters",
    "toelichting",
)
VORM = ("soort", "codering", "scheiding", "blad", "kopregel")
SOORTEN = ("csv", "xlsx")


@dataclass(frozen=True)
class Labprofiel:
    """What was agreed with one laboratory about its file.

    `kolommen` names the column of each field; `eenheid` is the unit where there is no column for it; `onder` and `boven` are the
    ways to write that a value is below or above what can be measured; `niet_gemeten` says that there is no result at all.
    """

    id: str
    naam: str
    bestand: Bestandsvorm
    kolommen: Mapping[str, str]
    decimaalteken: str = ","
    datumvorm: str = "%Y-%m-%d"
    eenheid: str = ""
    onzekerheid: str = "procent"
    onder: tuple[str, ...] = ("<",)
    boven: tuple[str, ...] = (">",)
    niet_gemeten: tuple[str, ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)

    def list_kolommen(self) -> list[str]:
        """List every column that the file must have, for the readers of `interface`."""
        return list(self.kolommen.values())


@cache
def read_labprofielen(map_: Path = PROFIELEN) -> dict[str, Labprofiel]:
    """Read the profile of every laboratory. Raises MonsterError with every fault of every file."""
    profielen: dict[str, Labprofiel] = {}
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
            nieuw = list(list_profielfouten(blok, file.name))
            fouten += nieuw
            if nieuw:
                continue
            profiel = make_labprofiel(blok)
            if profiel.id in profielen:
                fouten.append(
                    f"{file.name}: profiel {profiel.id} staat er al. Geef een van beide een andere id."
                )
            profielen[profiel.id] = profiel
    if fouten:
        raise MonsterError(*fouten)
    return profielen


def list_profielfouten(blok: Any, plaats: str) -> Iterator[str]:
    """List what is wrong with a profile as it was read, for who wrote it."""
    if not isinstance(blok, Mapping):
        yield f"{plaats}: hier staat geen profiel. Begin met id, naam, bestand en kolommen."
        return
    ontbreekt = [s for s in VERPLICHT if not blok.get(s)]
    yield from (f"{plaats}: '{s}' ontbreekt of is leeg. Vul het in." for s in ontbreekt)
    for sleutel in blok:
        if sleutel not in (*VERPLICHT, *MOGELIJK):
            yield f"{plaats}: '{sleutel}' is geen bekende sleutel. Bekend zijn: {', '.join((*VERPLICHT, *MOGELIJK))}."
    if not ontbreekt:
        yield from _list_inhoudfouten(blok, f"{plaats} ({blok['id']})")


def _list_inhoudfouten(blok: Mapping[str, Any], plek: str) -> Iterator[str]:
    """List what is wrong with the parts of a profile."""
    vorm, kolommen = blok["bestand"], blok["kolommen"]
    if not isinstance(vorm, Mapping) or vorm.get("soort") not in SOORTEN or set(vorm) - set(VORM):
        yield f"{plek}: bestand is {vorm!r}. Geef soort ({' of '.join(SOORTEN)}) en zo nodig {', '.join(VORM[1:])}."
    if not isinstance(kolommen, Mapping) or set(kolommen) - set(VELDEN) or not set(NODIG) <= set(kolommen):
        yield f"{plek}: kolommen moet {', '.join(NODIG)} noemen en mag verder hebben: {', '.join(v for v in VELDEN if v not in NODIG)}."
        return
    if len(set(kolommen.values())) < len(kolommen):
        yield f"{plek}: één kolom staat bij twee velden. Geef elk veld zijn eigen kolom."
    if "eenheid" not in kolommen and find_eenheid(str(blok.get("eenheid") or "")) is None:
        yield f"{plek}: er is geen kolom met de eenheid en geen bekende vaste eenheid ({blok.get('eenheid')!r}). Geef een van beide."
    if blok.get("decimaalteken", ",") not in (",", "."):
        yield f"{plek}: het decimaalteken is {blok['decimaalteken']!r}. Kies een komma of een punt."
    if blok.get("onzekerheid", "procent") not in ("procent", "absoluut"):
        yield f"{plek}: de onzekerheid is {blok['onzekerheid']!r}. Kies procent of absoluut."
    for geschreven, naam in (blok.get("parameters") or {}).items():
        if find_parameter(str(naam)) is None:
            yield f"{plek}: {geschreven!r} staat voor {naam!r}, maar dat is geen bekende stof. Gebruik een naam uit de lijst stof of parameters.yaml."


def make_labprofiel(blok: Mapping[str, Any]) -> Labprofiel:
    """Make a profile of what `list_profielfouten` finds nothing wrong with."""
    standaard: dict[str, Any] = {f.name: f.default for f in fields(Labprofiel)}

    def words(naam: str) -> tuple[str, ...]:
        return tuple(str(w) for w in blok.get(naam, standaard[naam]))

    return Labprofiel(
        id=blok["id"],
        naam=blok["naam"],
        bestand=Bestandsvorm(**blok["bestand"]),
        kolommen={v: str(blok["kolommen"][v]) for v in VELDEN if v in blok["kolommen"]},
        decimaalteken=blok.get("decimaalteken", ","),
        datumvorm=blok.get("datumvorm", "%Y-%m-%d"),
        eenheid=blok.get("eenheid", ""),
        onzekerheid=blok.get("onzekerheid", "procent"),
        onder=words("onder"),
        boven=words("boven"),
        niet_gemeten=words("niet_gemeten"),
        parameters={str(k): str(v) for k, v in (blok.get("parameters") or {}).items()},
    )
