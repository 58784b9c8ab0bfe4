"""Builders with fixed values: a test names only what it is about."""

import csv
import json
import os
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from vth.organisaties.mandaten.services import record_mandaat
from vth.organisaties.models import Mandaat
from vth.organisaties.services import Grensverslag, Laadverslag, import_grenzen, record_stamgegevens
from vth.tijd.rules import OPEN_DAG, Geldigheid
from vth.toegang.models import Gebruiker, Lidmaatschap
from vth.toegang.rules import ALLE_ORGANISATIES, ALLE_SOORTEN, Viewer, Zicht, derive_niveaus

BEHEERDER = Viewer(
    actor="proef",
    zicht=Zicht(soorten=ALLE_SOORTEN, niveaus=derive_niveaus("vertrouwelijk"), landelijk=True),
    handelingen=frozenset({"stamgegevens.record", "mandaat.record"}),
    organisaties=frozenset({ALLE_ORGANISATIES}),
)
PROJECT = Path(__file__).parents[3]
SHARED = Path(os.environ.get("VTH_SHARED", PROJECT.parent / "shared"))

ZEKER = {"zekerheid": "vastgesteld", "bron": "proef"}
ROLLEN = {
    "beheerder": {"ziet": "vertrouwelijk", "mag": ["register.read", "register.record"]},
    "lezer": {"ziet": "intern", "mag": ["register.read"]},
    "stelselbeheerder": {"ziet": "vertrouwelijk", "landelijk": True, "mag": ["stamgegevens.record"]},
}
BASIS: dict[str, list[dict[str, Any]]] = {
    "organisaties": [
        {"code": "GM9901", "soort": "gemeente", "naam": "Lindeveen"},
        {"code": "GM9902", "soort": "gemeente", "naam": "Oosterwolde aan Zee"},
        {"code": "GM9903", "soort": "gemeente", "naam": "Zuidhaven"},
        {"code": "PV99", "soort": "provincie", "naam": "Provincie Lindeland"},
        {"code": "OD-NOORD", "soort": "omgevingsdienst", "naam": "Omgevingsdienst Noord"},
        {"code": "OD-ZUID", "soort": "omgevingsdienst", "naam": "Omgevingsdienst Zuid"},
        {"code": "RIJK", "soort": "rijksinspectie", "naam": "Inspectie"},
        {"code": "LAB", "soort": "laboratorium", "naam": "Laboratorium"},
    ],
    "werkgebieden": [
        {"organisatie": "OD-NOORD", "taak": "basistaken", "gebied": "GM9901"},
        {"organisatie": "OD-NOORD", "taak": "basistaken", "gebied": "GM9902"},
        {"organisatie": "OD-ZUID", "taak": "basistaken", "gebied": "GM9903"},
        {"organisatie": "OD-ZUID", "taak": "seveso", "gebied": "GM9901"},
        {"organisatie": "PV99", "taak": "grondgebied", "gebied": "GM9901"},
        {"organisatie": "PV99", "taak": "grondgebied", "gebied": "GM9903"},
        {"organisatie": "RIJK", "taak": "grondgebied", "gebied": "NL"},
    ],
}


def make_map(map_: Path, tabellen: Mapping[str, Sequence[Mapping[str, Any]]]) -> Path:
    """Write a folder of reference data; a row names only what it is about."""
    map_.mkdir(parents=True, exist_ok=True)
    for tabel, rijen in tabellen.items():
        periode = {} if tabel.startswith("opvolgingen") else {"begin_geldigheid": "2024-01-01"}
        vol = [{**periode, **ZEKER, **rij} for rij in rijen]
        kolommen = list(dict.fromkeys(k for rij in vol for k in rij))
        with (map_ / f"{tabel}.csv").open("w", encoding="utf-8", newline="") as file:
            schrijver = csv.DictWriter(file, kolommen)
            schrijver.writeheader()
            schrijver.writerows(vol)
    return map_


def load_map(map_: Path, tabellen: Mapping[str, Sequence[Mapping[str, Any]]] = BASIS) -> Laadverslag:
    """Write a folder and load it."""
    return record_stamgegevens(viewer=BEHEERDER, map_=make_map(map_, tabellen))


def make_gebruiker(
    *lidmaatschappen: tuple[str, str], begin: date = date(2024, 1, 1), eind: date = OPEN_DAG
) -> Gebruiker:
    """Make an account with roles (organisation, role)."""
    gebruiker = Gebruiker.objects.create(username=f"gebruiker{Gebruiker.objects.count()}")
    for organisatie, rol in lidmaatschappen:
        Lidmaatschap.objects.create(
            gebruiker=gebruiker, organisatie=organisatie, rol=rol, begin=begin, eind=eind
        )
    return gebruiker


def make_vierkant(x: float, y: float, zijde: float) -> dict[str, Any]:
    """Make a square Polygon with its lower left corner at (x, y)."""
    hoeken = [[x, y], [x + zijde, y], [x + zijde, y + zijde], [x, y + zijde], [x, y]]
    return {"type": "Polygon", "coordinates": [hoeken]}


def make_geojson(file: Path, vlakken: Mapping[str, Any], *, veld: str = "statcode", **rest: Any) -> Path:
    """Write borders as GeoJSON."""
    features = [{"type": "Feature", "properties": {veld: c}, "geometry": g} for c, g in vlakken.items()]
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features, **rest}))
    return file


def load_vierkanten(
    file: Path, vlakken: Mapping[str, Any], geldig_vanaf: date = date(2024, 1, 1)
) -> Grensverslag:
    """Import squares in RD coordinates."""
    bestand = make_geojson(file, vlakken)
    return import_grenzen(viewer=BEHEERDER, bestand=bestand, geldig_vanaf=geldig_vanaf, crs="EPSG:28992")


@cache
def read_echte_gemeenten() -> list[dict[str, str]]:
    """Read the real list of gemeenten that comes with the program."""
    file = PROJECT / "vth" / "organisaties" / "stamgegevens" / "organisaties-gemeenten.csv"
    with file.open(encoding="utf-8", newline="") as rijen:
        return list(csv.DictReader(rijen))


GOED_MANDAAT: dict[str, Any] = {
    "soort": "mandaat",
    "regeling": "Ow",
    "artikel": "5.1",
    "mandaatgever_functie": "college",
    "mandaatnemer_functie": "directeur",
    "besluitsoorten": "*",
    "activiteiten": "*",
    "categorieen": "*",
    "gebieden": "*",
    "processtappen": "*",
    "mandaatbesluit": "B-1",
    "instemming_op": date(2024, 1, 1),
    "instemming_leiding_op": date(2024, 1, 1),
    "gepubliceerd_op": date(2024, 1, 1),
}


def give_mandaat(mandaatgever: str = "GM9901", mandaatnemer: str = "OD-NOORD", **velden: Any) -> Mandaat:
    """Write a mandate of the college to the director for Ow 5.1, wholly, from 2024-02-01; a test names what it is about."""
    los = {
        "viewer": velden.pop("viewer", BEHEERDER),
        "kenmerk": velden.pop("kenmerk", "M1"),
        "ondermandaat_van": velden.pop("ondermandaat_van", ""),
    }
    geldigheid = Geldigheid(velden.pop("begin", date(2024, 2, 1)), velden.pop("eind", OPEN_DAG))
    return record_mandaat(
        mandaatgever=mandaatgever,
        mandaatnemer=mandaatnemer,
        geldigheid=geldigheid,
        inhoud=GOED_MANDAAT | velden,
        **los,
    )


def make_mandaatviewer(*organisaties: str, actor: str = "gebruiker 99") -> Viewer:
    """Make the keeper of the mandate register of some organisations, who sees their records."""
    return Viewer(
        actor=actor,
        zicht=Zicht(
            leveranciers=frozenset(organisaties), soorten=ALLE_SOORTEN, niveaus=derive_niveaus("intern")
        ),
        handelingen=frozenset({"mandaat.record", "register.read"}),
        organisaties=frozenset(organisaties),
    )
