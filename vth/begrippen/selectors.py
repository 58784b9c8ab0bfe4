"""Reading the shared language: object types, code lists and concepts, from the files of the project and of an authority."""

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from .begrip import derive_bron, make_begrippen, make_bronnen
from .conformiteit import derive_verschillen
from .rules import (
    Begrip,
    BegripError,
    Bron,
    Objecttype,
    Waarde,
    Waardelijst,
    derive_label,
    derive_onbekende_woorden,
    derive_woordenlijst,
    make_objecttype,
)
from .standaard import TABELLEN, Standaard, make_standaard
from .verschil import Afwijking, Verschil, check_afwijkingen, make_afwijkingen
from .waardelijst import Lijstbestand, make_lijsten

KAMER = Path(__file__).parent


@cache
def read_model() -> dict[str, Objecttype]:
    """Give all object types of the register by name, in the order of their files."""
    model = {}
    for file in sorted((KAMER / "model").glob("*.yaml")):
        objecttype = make_objecttype(_read_yaml(file), file.name)
        model[objecttype.naam] = objecttype
    return model


def read_objecttype(naam: str) -> Objecttype:
    """Give one object type; raises BegripError for a name that does not exist."""
    if naam not in (model := read_model()):
        raise BegripError(f"Het objecttype {naam!r} bestaat niet. Kies uit: {', '.join(model)}.")
    return model[naam]


def list_lijsten() -> tuple[Waardelijst, ...]:
    """Give all code lists in order of id, with what the installation's own files add or replace."""
    return tuple(read_lijsten(settings.LIJSTEN_DIR).values())


def read_lijst(id_: str) -> Waardelijst:
    """Give one code list; raises BegripError for an id that does not exist."""
    lijsten = read_lijsten(settings.LIJSTEN_DIR)
    if id_ not in lijsten:
        raise BegripError(f"De waardelijst {id_!r} bestaat niet. Kies uit: {', '.join(lijsten)}.")
    return lijsten[id_]


def list_waarden(lijst: str, geldig_op: date) -> tuple[Waarde, ...]:
    """Give the values of a list that may be used on a day, in the order of the list."""
    return tuple(w for w in read_lijst(lijst).waarden if w.holds_on(geldig_op))


def find_label(lijst: str, code: str, geldig_op: date) -> str:
    """Give what people read for a code on a day; an unknown code comes back itself, marked as unknown."""
    return derive_label(read_lijst(lijst), code, geldig_op)


@cache
def read_lijsten(eigen: str) -> Mapping[str, Waardelijst]:
    """Give all code lists by id; `eigen` is the folder with the installation's own files, or empty."""
    if eigen and not Path(eigen).is_dir():
        raise BegripError(
            f"LIJSTEN_DIR wijst naar {eigen} en die map bestaat niet. Maak de map, of haal VTH_LIJSTEN weg."
        )
    return make_lijsten(_list_bestanden(KAMER / "lijsten"), _list_bestanden(Path(eigen)) if eigen else ())


@cache
def list_begrippen() -> tuple[Begrip, ...]:
    """Give all concepts of the glossary, in order of id."""
    bestanden = sorted((KAMER / "begrippen").glob("*.yaml"))
    return make_begrippen(((file.name, _read_yaml(file)) for file in bestanden), read_model())


def read_begrip(id_: str) -> Begrip:
    """Give one concept; raises BegripError for an id that does not exist."""
    if begrip := next((b for b in list_begrippen() if b.id == id_), None):
        return begrip
    raise BegripError(
        f"Het begrip {id_!r} bestaat niet. Zoek het op in docs/begrippen/gegevenswoordenboek.md."
    )


def list_woorden() -> set[str]:
    """Give every word that names of models and fields may be made of, in small letters without accents."""
    return set(_woorden())


def list_onbekende_woorden(naam: str) -> tuple[str, ...]:
    """Name the words of a class or field name that the shared language does not have."""
    return derive_onbekende_woorden(naam, _woorden())


@cache
def _woorden() -> frozenset[str]:
    """Collect the words of the glossary, the object types, the ids of code lists and the loose words."""
    namen = list(" ".join(_read_yaml(KAMER / "woorden.yaml").values()).split())
    for begrip in list_begrippen():
        namen += [begrip.id, begrip.naam, begrip.meervoud, *begrip.synoniemen]
    for objecttype in read_model().values():
        namen += [objecttype.naam, objecttype.meervoud]
        namen += [a.naam for a in objecttype.attributen] + [r.naam for r in objecttype.relaties]
    return derive_woordenlijst([*namen, *read_lijsten("")])


@cache
def read_bronnen() -> Mapping[str, Bron]:
    """Give the known sources by their short name."""
    return make_bronnen(_read_yaml(KAMER / "bronnen.yaml"), "bronnen.yaml")


def find_bron(tekst: str) -> Bron:
    """Give the source that a text stands for: a short name, an address, or the text itself."""
    return derive_bron(tekst, read_bronnen())


@cache
def read_standaard() -> Standaard:
    """Give the tables of CIm VTH FLo 1.0.1."""
    return make_standaard({naam: _read_csv(KAMER / "cim_vth_flo" / f"{naam}.csv") for naam in TABELLEN})


@cache
def list_verschillen() -> tuple[Verschil, ...]:
    """Give every difference between the object types and code lists of the project and the standard."""
    return derive_verschillen(read_standaard(), read_model(), read_lijsten(""))


@cache
def list_afwijkingen() -> tuple[Afwijking, ...]:
    """Give the reasons for the differences; refuses a reason without difference and a difference without reason."""
    afwijkingen = make_afwijkingen(_read_yaml(KAMER / "cim_vth_flo" / "afwijkingen.yaml"), "afwijkingen.yaml")
    check_afwijkingen(list_verschillen(), afwijkingen)
    return afwijkingen


def read_kader() -> Mapping[str, Any]:
    """Give what the published forms say of themselves: title, base address, version, date."""
    kader: Mapping[str, Any] = _read_yaml(KAMER / "kader.yaml")
    return kader


def _list_bestanden(map_: Path) -> Iterable[Lijstbestand]:
    """Read the files of lists in one folder; the rows of a big one stand beside it as CSV."""
    for file in sorted(map_.glob("*.yaml")):
        kop = dict(_read_yaml(file))
        rijen = list(kop.pop("waarden", ()))
        if csvbestand := kop.pop("bestand", ""):
            rijen += _read_csv(map_ / csvbestand)
        yield Lijstbestand(file.name, kop, rijen)


def _read_csv(file: Path) -> list[dict[str, str]]:
    """Read a CSV file with a header; refuses a row that is longer or shorter than the header."""
    if not file.is_file():
        raise BegripError(f"Het bestand {file.name} bestaat niet. Zet het in {file.parent}.")
    with file.open(encoding="utf-8", newline="") as tekst:
        rijen = list(csv.DictReader(tekst))
    for nummer, rij in enumerate(rijen, start=2):
        if None in rij or None in rij.values():
            raise BegripError(
                f"{file.name}, regel {nummer}: het aantal kolommen past niet bij de kop. Controleer de komma's."
            )
    return rijen


def _read_yaml(file: Path) -> Any:
    """Read a YAML file; refuses one that is not a mapping."""
    try:
        inhoud = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except yaml.YAMLError as fout:
        raise BegripError(
            f"{file.name}: dit is geen geldige YAML ({fout}). Controleer komma's en aanhalingstekens."
        ) from fout
    if not isinstance(inhoud, dict):
        raise BegripError(
            f"{file.name}: het bestand is leeg of heeft geen namen. Begin met bijvoorbeeld `id: …`."
        )
    return inhoud
