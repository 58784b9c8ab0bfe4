"""Reading a folder of reference data: CSV files, one row per state, the columns named after the tables' fields."""

import csv
import hashlib
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.db import models

from vth.begrippen.rules import ZEKERHEDEN
from vth.regelgeving.dagen import as_dagtekst
from vth.tijd.models import Voorkomen, list_inhoudskolommen, list_sleutelkolommen
from vth.tijd.rules import BEGIN_DAG, Geldigheid
from vth.tijd.services import Vaststelling

from .models import Bronhouderschap, Deelneming, Opvolging, Organisatie, OrganisatieVoorkomen, Werkgebied
from .rules import StamgegevensError, check_code
from .tijdlijnen import Opgave

# The part of a file's name before the first hyphen says which table it fills: organisaties-gemeenten.csv.
TIJDLIJNTABELLEN: dict[str, type[Voorkomen]] = {
    "organisaties": OrganisatieVoorkomen,
    "werkgebieden": Werkgebied,
    "deelnemingen": Deelneming,
    "bronhouderschappen": Bronhouderschap,
}
TABELLEN: dict[str, type[models.Model]] = {**TIJDLIJNTABELLEN, "opvolgingen": Opvolging}
TIJD = ("begin_geldigheid", "eind_geldigheid")
NIET_IN_BESTAND = {"id", "tijdstip_registratie", "eind_registratie", "herkomst", "ingetrokken_op"}
HOOGSTENS_FOUTEN = 30


@dataclass(frozen=True)
class Stamrij:
    """One row of a file: where it stands, and its values by database column."""

    plaats: str
    waarden: Mapping[str, Any]


@dataclass
class Stamgegevens:
    """What a folder says: the rows per table, and the SHA-256 of each file."""

    rijen: dict[str, list[Stamrij]] = field(default_factory=lambda: defaultdict(list))
    bestanden: dict[str, str] = field(default_factory=dict)
    fouten: list[str] = field(default_factory=list)


def read_stamgegevens(map_: Path) -> Stamgegevens:
    """Read all CSV files of a folder.

    Raises StamgegevensError that names every row that cannot be read, when there is one; nothing is half loaded.
    """
    stam = Stamgegevens()
    bestanden = sorted(map_.glob("*.csv"))
    if not bestanden:
        raise StamgegevensError(
            f"In {map_} staan geen CSV-bestanden. Geef de map met organisaties.csv en dergelijke."
        )
    for bestand in bestanden:
        _read_bestand(bestand, stam)
    refuse_fouten(map_.name, stam.fouten)
    return stam


def refuse_fouten(naam: str, fouten: list[str]) -> None:
    """Raise StamgegevensError with the faults, when there are any."""
    if fouten:
        meer = f"\n- en nog {len(fouten) - HOOGSTENS_FOUTEN}" if len(fouten) > HOOGSTENS_FOUTEN else ""
        raise StamgegevensError(
            f"De stamgegevens {naam} zijn niet geladen; er is niets gewijzigd. Fouten: {len(fouten)}.\n- "
            + "\n- ".join(fouten[:HOOGSTENS_FOUTEN])
            + meer
        )


def list_kolommen(tabel: str) -> dict[str, models.Field]:
    """Give the columns of a file for this table by name, with the field that each fills."""
    kolommen = {f.name: f for f in TABELLEN[tabel]._meta.concrete_fields if f.name not in NIET_IN_BESTAND}
    if tabel == "organisaties":
        kolommen = {
            "code": kolommen.pop("organisatie"),
            "soort": Organisatie._meta.get_field("soort"),
        } | kolommen
    if tabel == "opvolgingen":
        ingetrokken = models.BooleanField(default=False)
        ingetrokken.set_attributes_from_name("ingetrokken")
        kolommen["ingetrokken"] = ingetrokken
    return kolommen


def list_opgaven(tabel: str, stam: Stamgegevens) -> list[Opgave]:
    """Give what the rows of a table say: of each key that is named the whole timeline.

    A row whose end equals its begin never held: so an earlier statement is withdrawn. Raises StamgegevensError for
    states that overlap, and for a later state whose begin is said to be unknown.
    """
    model = TIJDLIJNTABELLEN[tabel]
    sleutels, inhoud = list_sleutelkolommen(model), list_inhoudskolommen(model)
    per_sleutel: dict[tuple[Any, ...], list[Stamrij]] = defaultdict(list)
    for rij in stam.rijen[tabel]:
        per_sleutel[tuple(rij.waarden[k] for k in sleutels)].append(rij)
    opgaven = []
    for sleutel, rijen in per_sleutel.items():
        rijen.sort(key=lambda r: r.waarden["begin_geldigheid"])
        stam.fouten += _list_tijdfouten(rijen)
        gezegd = [
            Vaststelling(
                Geldigheid(r.waarden["begin_geldigheid"], r.waarden["eind_geldigheid"]),
                {k: r.waarden[k] for k in inhoud},
            )
            for r in rijen
            if r.waarden["begin_geldigheid"] != r.waarden["eind_geldigheid"]
        ]
        opgaven.append(Opgave(dict(zip(sleutels, sleutel, strict=True)), Geldigheid(BEGIN_DAG), gezegd))
    refuse_fouten(tabel, stam.fouten)
    return opgaven


def _list_tijdfouten(rijen: list[Stamrij]) -> list[str]:
    """Say what cannot be in the timeline of one thing: two states on a day, or a later one without a begin."""
    fouten = []
    for een, twee in pairwise(rijen):
        if not twee.waarden["begin_bekend"]:
            fouten.append(
                f"{twee.plaats}: begin_bekend is nee, maar er is een eerdere toestand ({een.plaats}). Vul ja in, of "
                "verwijder de eerdere."
            )
        if een.waarden["eind_geldigheid"] > twee.waarden["begin_geldigheid"]:
            fouten.append(
                f"{twee.plaats}: deze periode overlapt die van {een.plaats}. Op één dag geldt maar één toestand. "
                "Geef de eerdere een einde."
            )
    return fouten


def _read_bestand(bestand: Path, stam: Stamgegevens) -> None:
    """Read one file into `stam`, with its faults."""
    tabel = bestand.stem.split("-")[0]
    if tabel not in TABELLEN:
        stam.fouten.append(
            f"{bestand.name} hoort bij geen tabel. Begin de naam met {', '.join(TABELLEN)} (voor het eerste streepje)."
        )
        return
    bytes_ = bestand.read_bytes()
    stam.bestanden[bestand.name] = hashlib.sha256(bytes_).hexdigest()
    try:
        tekst = bytes_.decode("utf-8-sig")
    except UnicodeDecodeError:
        stam.fouten.append(f"{bestand.name} is geen UTF-8. Sla het bestand op als CSV UTF-8.")
        return
    kop = tekst.split("\n", 1)[0]
    lezer = csv.DictReader(io.StringIO(tekst), delimiter=";" if kop.count(";") > kop.count(",") else ",")
    kolommen = list_kolommen(tabel)
    if fout := _check_kop(bestand.name, kolommen, lezer.fieldnames or ()):
        stam.fouten.append(fout)
        return
    for waarden in lezer:
        rij = Stamrij(
            f"{bestand.name} regel {lezer.line_num}",
            dict(_read_rij(waarden, kolommen, stam.fouten, f"{bestand.name} regel {lezer.line_num}")),
        )
        if len(rij.waarden) == len(kolommen):
            _check_periode(rij, stam.fouten)
            stam.rijen[tabel].append(rij)


def _check_kop(naam: str, kolommen: Mapping[str, models.Field], kop: Any) -> str:
    """Say which columns are missing or unknown, or nothing; a column that may be empty may be missing."""
    mist = [k for k, f in kolommen.items() if k not in kop and not f.blank and not f.has_default()]
    vreemd = [k for k in kop if k not in kolommen]
    if mist or vreemd:
        return (
            f"{naam}: ontbrekende kolommen: {', '.join(mist) or 'geen'}; onbekende kolommen: "
            f"{', '.join(map(str, vreemd)) or 'geen'}. De kolommen zijn: {', '.join(kolommen)}."
        )
    return ""


def _read_rij(
    waarden: Mapping[str, Any], kolommen: Mapping[str, models.Field], fouten: list[str], plaats: str
) -> Iterator[tuple[str, Any]]:
    """Give the values of one row by database column, and put what cannot be read into `fouten`."""
    for naam, veld in kolommen.items():
        tekst = (waarden.get(naam) or "").strip()
        try:
            yield str(veld.column), _read_waarde(naam, veld, tekst)
        except ValueError as fout:
            fouten.append(f"{plaats}, {naam}: {fout}")
    if None in waarden:
        fouten.append(
            f"{plaats}: er staan meer velden dan kolommen. Zet tekst met een scheidingsteken tussen aanhalingstekens."
        )


def _read_waarde(naam: str, veld: models.Field, tekst: str) -> Any:
    """Read one value for its field; raises ValueError with the reason in Dutch."""
    if not tekst:
        if veld.has_default():
            return veld.get_default()
        if veld.blank:
            return ""
        raise ValueError("er staat niets. Vul een waarde in.")
    if isinstance(veld, models.DateField):
        return _read_dag(tekst)
    if isinstance(veld, models.BooleanField):
        return _choose(tekst, {"ja": True, "nee": False})
    if (isinstance(veld, models.ForeignKey) or naam == "gebied") and (fout := check_code(tekst)):
        raise ValueError(fout)
    if naam == "zekerheid":
        return _choose(tekst, {z: z for z in ZEKERHEDEN})
    if veld.choices:
        return _choose(tekst, {str(k): str(k) for k, _ in veld.choices})
    if veld.max_length and len(tekst) > veld.max_length:
        raise ValueError(
            f"de tekst heeft {len(tekst)} tekens; er passen er {veld.max_length}. Kort de tekst in."
        )
    return tekst


def _read_dag(tekst: str) -> date:
    """Read a calendar day."""
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        raise ValueError(f"{tekst!r} is geen datum. Schrijf de datum als 2024-01-31.") from None


def _choose(tekst: str, keuzes: Mapping[str, Any]) -> Any:
    """Read one of some words."""
    if tekst not in keuzes:
        raise ValueError(f"{tekst!r} kan hier niet. Kies uit: {', '.join(keuzes)}.")
    return keuzes[tekst]


def _check_periode(rij: Stamrij, fouten: list[str]) -> None:
    """Refuse a period that ends before it begins."""
    begin, eind = (rij.waarden.get(k) for k in TIJD)
    if begin and eind and eind < begin:
        fouten.append(
            f"{rij.plaats}: het einde {as_dagtekst(eind)} ligt voor het begin {as_dagtekst(begin)}. Controleer beide datums."
        )
