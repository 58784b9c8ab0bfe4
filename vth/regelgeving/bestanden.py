"""Reading rule files from disk: those shipped with each room, and those of an installation that go before them."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from .rules import LANDELIJK, LANDELIJK_EIGEN, Regel, RegelError, make_regel

KAMERS_DIR = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, eq=False)
class Regelset:
    """All rules that an installation knows: the shipped ones by id, the overriding ones by layer and id."""

    landelijk: Mapping[str, Regel]
    afwijkingen: Mapping[tuple[str, str], Regel] = field(default_factory=dict)

    def read(self, id_: str) -> Regel:
        """Give a shipped rule; raises RegelError that names the nearest ids when there is none."""
        if id_ in self.landelijk:
            return self.landelijk[id_]
        raise RegelError(
            f"Regel {id_} staat in geen enkel regelbestand.{_suggest(id_, self.landelijk)} Verbeter de id, of voeg "
            f"de regel toe in vth/{id_.partition('.')[0]}/regels/."
        )

    def list_stapel(
        self, id_: str, *, bevoegd_gezag: str = "", omgevingsdienst: str = ""
    ) -> tuple[Regel, ...]:
        """List the files that speak of one rule, in the order in which they go before each other."""
        volgorde = list_volgorde(bevoegd_gezag=bevoegd_gezag, omgevingsdienst=omgevingsdienst)
        eigen = (self.afwijkingen.get((laag, id_)) for laag in volgorde)
        return (*(regel for regel in eigen if regel), self.read(id_))


def list_volgorde(*, bevoegd_gezag: str = "", omgevingsdienst: str = "") -> tuple[str, ...]:
    """List the layers in the order in which they are asked: bevoegd gezag, OD, this installation, the country."""
    gezag = (f"gezag {bevoegd_gezag}",) if bevoegd_gezag else ()
    dienst = (f"od {omgevingsdienst}",) if omgevingsdienst else ()
    return (*gezag, *dienst, LANDELIJK_EIGEN, LANDELIJK)


def read_regelset(kamers_dir: Path, regels_dir: Path | None = None) -> Regelset:
    """Read every rule file of the rooms and of `regels_dir`, the installation's own folder.

    Raises RegelError with all faults of all files at once, so that one round of repair is enough.
    """
    fouten: list[str] = []
    landelijk: dict[tuple[str, str], Regel] = {}
    for pad in sorted(kamers_dir.glob("*/regels/*")):
        naam = pad.relative_to(kamers_dir.parent).as_posix()
        fouten += _read_into(landelijk, pad, naam, kamer=pad.parent.parent.name, laag=LANDELIJK)
    shipped = {id_: regel for (_, id_), regel in landelijk.items()}
    afwijkingen: dict[tuple[str, str], Regel] = {}
    if regels_dir is not None:
        for pad, laag in _list_eigen_bestanden(regels_dir, fouten):
            fouten += _read_into(afwijkingen, pad, pad.as_posix(), laag=laag)
        fouten += [
            f for regel in afwijkingen.values() if not fouten for f in _check_afwijking(regel, shipped)
        ]
    if fouten:
        raise RegelError(*fouten)
    return Regelset(shipped, afwijkingen)


def _list_eigen_bestanden(regels_dir: Path, fouten: list[str]) -> Iterator[tuple[Path, str]]:
    """Walk over an installation's own files with their layer; what is not read is a fault, not a silence."""
    if not regels_dir.is_dir():
        fouten.append(
            f"De map {regels_dir} bestaat niet. Maak de map, of maak de instelling VTH_REGELS leeg."
        )
        return
    for pad in sorted(p for p in regels_dir.rglob("*") if p.suffix in (".yaml", ".yml")):
        delen = pad.relative_to(regels_dir).parts
        if len(delen) == 3 and delen[0] in ("gezag", "od"):
            yield pad, f"{delen[0]} {delen[1]}"
        elif len(delen) == 2 and delen[0] == "landelijk":
            yield pad, LANDELIJK_EIGEN
        else:
            fouten.append(
                f"{pad}: dit bestand wordt op deze plaats niet gelezen. Zet het in gezag/<code>/, od/<code>/ of "
                f"landelijk/ onder {regels_dir}."
            )


def _read_into(
    doel: dict[tuple[str, str], Regel], pad: Path, naam: str, *, laag: str, kamer: str = ""
) -> list[str]:
    """Read the rules of one file into `doel`; give what is wrong."""
    if pad.suffix != ".yaml":
        return [f"{naam}: een regelbestand eindigt op .yaml. Hernoem het bestand, of haal het uit deze map."]
    try:
        blokken = [b for b in yaml.load_all(pad.read_text(encoding="utf-8"), Loader=_Lezer) if b is not None]
    except (yaml.YAMLError, ValueError) as fout:
        uitleg = " ".join(str(fout).split())
        return [f"{naam}: het bestand is niet als YAML te lezen ({uitleg}). Herstel de genoemde regel."]
    fouten = [] if blokken else [f"{naam}: het bestand is leeg. Zet er een regel in, of verwijder het."]
    for blok in blokken:
        try:
            regel = make_regel(blok, naam, kamer=kamer, laag=laag)
        except RegelError as fout:
            fouten += fout.fouten
            continue
        if eerder := doel.get((laag, regel.id)):
            fouten.append(
                f"{naam}: regel {regel.id} staat ook in {eerder.plaats}. Een id komt in een laag één keer voor. "
                "Voeg de perioden samen in één bestand, of geef een van de twee een andere id."
            )
        doel[laag, regel.id] = regel
    return fouten


def _check_afwijking(regel: Regel, shipped: Mapping[str, Regel]) -> list[str]:
    """Find an overriding rule that overrides nothing, or that counts in another unit."""
    basis = shipped.get(regel.id)
    if basis is None:
        return [
            f"{regel.plaats}: regel {regel.id} bestaat landelijk niet; dit bestand zou nooit gebruikt worden."
            f"{_suggest(regel.id, shipped)} Verbeter de id."
        ]
    if basis.eenheid != regel.eenheid:
        return [
            f"{regel.plaats}: regel {regel.id} is in {regel.eenheid}, landelijk in {basis.eenheid}. Wie de waarde "
            f"gebruikt rekent in {basis.eenheid}. Reken de waarde om en zet eenheid: {basis.eenheid}"
        ]
    return []


def _suggest(id_: str, ids: Mapping[str, Any]) -> str:
    """Name the ids that look like the one asked for."""
    nabij = difflib.get_close_matches(id_, ids, n=3)
    return f" Bedoeld is misschien {' of '.join(nabij)}." if nabij else ""


class _Lezer(yaml.CSafeLoader):
    """YAML without surprises: a key that stands twice in one block is a fault, not a silent choice."""


def _construct_blok(lezer: _Lezer, knoop: yaml.MappingNode) -> dict[Any, Any]:
    """Build a block, refusing double keys."""
    gezien: set[Any] = set()
    for sleutelknoop, _ in knoop.value:
        sleutel = lezer.construct_object(sleutelknoop, deep=True)
        if sleutel in gezien:
            raise yaml.YAMLError(f"'{sleutel}' staat twee keer in één blok, {sleutelknoop.start_mark}")
        gezien.add(sleutel)
    return lezer.construct_mapping(knoop, deep=True)


def _construct_dag(lezer: _Lezer, knoop: yaml.ScalarNode) -> date:
    """Build a day, naming the place when the calendar does not have it."""
    try:
        return lezer.construct_yaml_timestamp(knoop)
    except ValueError as fout:
        raise yaml.YAMLError(f"{knoop.value} bestaat niet als datum, {knoop.start_mark}") from fout


_Lezer.add_constructor("tag:yaml.org,2002:map", _construct_blok)
_Lezer.add_constructor("tag:yaml.org,2002:timestamp", _construct_dag)
