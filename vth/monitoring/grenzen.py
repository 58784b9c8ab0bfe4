"""Borders of gemeenten that an administrator imports: a GeoJSON is refused with all that is wrong in it, simplified as one coverage, and stored with its source."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import numpy as np
import shapely
from django.db import transaction
from django.db.models import Max
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from vth.logboek.services import record_gebeurtenis
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd

from .models import Gemeentegrens
from .rules import MonitoringError

RECHT, HANDELING = "stamgegevens.record", "grens.import"
CODE = re.compile(r"GM\d{4}")
CODEVELDEN, NAAMVELDEN = ("statcode", "code", "gemeentecode", "identificatie"), ("statnaam", "naam")
WGS84 = ("CRS84", "EPSG::4326", "EPSG:4326")
# In degrees, wide around the Netherlands: what lies outside is of another place or in other coordinates.
BINNEN = (2.0, 50.0, 8.0, 54.5)
TOLERANTIE_M, HOOGSTENS_BYTES, GETOOND = 250.0, 64 << 20, 5
Ringen = list[list[list[int]]]


def read_geojson(inhoud: bytes, *, herstel: bool = False) -> dict[str, tuple[str, BaseGeometry]]:
    """Read the gemeenten of a GeoJSON by code, each with name and shape in degrees. Raises MonitoringError that names all that is wrong.

    Refused are what is no GeoJSON of areas, other coordinates than WGS84, features without a code or with one that was there, and shapes that are empty or
    cross themselves; with `herstel` the last are repaired.
    """
    kenmerken = _read_kenmerken(inhoud)
    gevonden: dict[str, tuple[str, BaseGeometry]] = {}
    fouten: list[str] = []
    for nummer, kenmerk in enumerate(kenmerken, 1):
        eigenschappen = kenmerk.get("properties") if isinstance(kenmerk, dict) else None
        velden = eigenschappen if isinstance(eigenschappen, dict) else {}
        code = next((str(velden[veld]) for veld in CODEVELDEN if velden.get(veld)), "")
        naam = next((str(velden[veld]) for veld in NAAMVELDEN if velden.get(veld)), code)
        try:
            if not CODE.fullmatch(code):
                raise ValueError(f"heeft geen code van een gemeente (zoals GM0344), maar ‘{code[:20]}’")
            if code in gevonden:
                raise ValueError(f"heeft de code {code}, die er al was")
            gevonden[code] = (naam[:100], _read_vlak(kenmerk.get("geometry"), herstel))
        except ValueError as fout:
            fouten.append(f"onderdeel {nummer} ({naam[:40] or 'zonder naam'}) {fout}")
    if fouten:
        meer = f" En nog {len(fouten) - GETOOND}." if len(fouten) > GETOOND else ""
        raise MonitoringError(
            f"Het bestand is niet ingelezen: {'; '.join(fouten[:GETOOND])}.{meer} Verbeter het bestand"
            f"{'' if herstel else ', of laat met --herstel vormen die zichzelf kruisen in orde maken'}."
        )
    return gevonden


def _read_kenmerken(inhoud: bytes) -> Sequence[Any]:
    """Read the features of a collection. Raises MonitoringError."""
    if len(inhoud) > HOOGSTENS_BYTES:
        raise MonitoringError(
            f"Het bestand telt {len(inhoud) >> 20} MB, en hoogstens {HOOGSTENS_BYTES >> 20} MB kan. Neem de gegeneraliseerde grenzen."
        )
    try:
        bron = json.loads(inhoud)
    except (ValueError, RecursionError) as fout:
        raise MonitoringError(
            f"Het bestand is geen GeoJSON: het is niet als JSON te lezen ({str(fout)[:80]})."
        ) from fout
    if not isinstance(bron, dict) or bron.get("type") != "FeatureCollection":
        wat = bron.get("type") if isinstance(bron, dict) else type(bron).__name__
        raise MonitoringError(
            f"Het bestand is geen GeoJSON met gemeenten: gevraagd is een FeatureCollection, en er staat ‘{str(wat)[:40]}’."
        )
    stelsel = bron.get("crs")
    naam = str((stelsel.get("properties") or {}).get("name", "")) if isinstance(stelsel, dict) else ""
    if stelsel is not None and not naam.endswith(WGS84):
        raise MonitoringError(
            f"Het bestand is in het coördinatenstelsel ‘{naam[:60] or str(stelsel)[:60]}’. GeoJSON is in lengte en breedte (WGS84); zet het om naar EPSG:4326."
        )
    kenmerken = bron.get("features")
    if not isinstance(kenmerken, list) or not kenmerken:
        raise MonitoringError("Het bestand bevat geen enkele gemeente.")
    return kenmerken


def _read_vlak(geometrie: Any, herstel: bool) -> BaseGeometry:
    """Read one shape. Raises ValueError that says what is wrong with it."""
    soort = geometrie.get("type") if isinstance(geometrie, dict) else None
    if soort not in ("Polygon", "MultiPolygon"):
        raise ValueError(f"is geen vlak, maar ‘{str(soort)[:40]}’")
    try:
        vlak = shapely.from_geojson(json.dumps(geometrie))
    except (shapely.GEOSException, ValueError, TypeError) as fout:
        raise ValueError("heeft een vorm die niet te lezen is") from fout
    if vlak.is_empty:
        raise ValueError("heeft een lege vorm")
    if not np.isfinite(vlak.bounds).all():
        raise ValueError("heeft een vorm met coördinaten die geen getal zijn")
    links, onder, rechts, boven = vlak.bounds
    if links < BINNEN[0] or onder < BINNEN[1] or rechts > BINNEN[2] or boven > BINNEN[3]:
        raise ValueError(
            f"ligt bij {links:.0f}, {onder:.0f} en dat zijn geen graden in Nederland (zijn het meters in RD, zet ze dan om)"
        )
    if not vlak.is_valid and herstel:
        delen = shapely.get_parts(shapely.make_valid(vlak))
        vlak = shapely.union_all([deel for deel in delen if deel.geom_type.endswith("Polygon")])
    if not vlak.is_valid or vlak.is_empty or not vlak.area:
        waarom = shapely.is_valid_reason(vlak).replace("Self-intersection", "kruist zichzelf bij ")
        raise ValueError(
            f"heeft een vorm die niet kan: {waarom if not vlak.is_valid else 'zonder oppervlak'}"
        )
    return vlak


def simplify(vlakken: Sequence[BaseGeometry]) -> NDArray[Any]:
    """Give shapes in metres (EPSG:28992), drawn with fewer points; what borders keeps bordering."""
    omzetter = Transformer.from_crs(4326, 28992, always_xy=True)
    rd = shapely.transform(
        np.array(vlakken, dtype=object), lambda punten: np.column_stack(omzetter.transform(*punten.T))
    )
    return np.asarray(shapely.coverage_simplify(shapely.set_precision(rd, 1), TOLERANTIE_M))


def _as_ringen(vlak: BaseGeometry) -> list[Ringen]:
    """Write a shape as whole metres: per part its outer ring and the holes in it."""
    delen = [deel for deel in shapely.get_parts(vlak) if deel.geom_type == "Polygon" and not deel.is_empty]
    return [
        [[[round(x), round(y)] for x, y in ring.coords] for ring in (deel.exterior, *deel.interiors)]
        for deel in delen
    ]


@transaction.atomic
@claim_alles()
def record_grenzen(
    *, viewer: Viewer, inhoud: bytes, peildatum: date, bron: str, herstel: bool = False
) -> list[Gemeentegrens]:
    """Store the borders of a day, whole or not at all; those of an earlier import of the same day stay, and no longer count.

    Raises GeenToegangError, and MonitoringError for all that `read_geojson` refuses, no source, and a day to come.
    """
    check_bevoegd(viewer, RECHT)
    if not bron.strip():
        raise MonitoringError("Zeg waar de grenzen vandaan komen; dat staat onder elke kaart.")
    if peildatum > klok.today():
        raise MonitoringError(f"De grenzen van {peildatum} gelden nog niet; vandaag is het {klok.today()}.")
    gevonden = read_geojson(inhoud, herstel=herstel)
    getekend = simplify([vlak for _, vlak in gevonden.values()])
    tekst = f"{bron.strip()}{', vormen hersteld' if herstel else ''}"[:300]
    nu = klok.now()
    grenzen = Gemeentegrens.objects.bulk_create(
        Gemeentegrens(code=code, naam=naam, peildatum=peildatum, vlakken=_as_ringen(vlak), bron=tekst, op=nu)
        for (code, (naam, _)), vlak in zip(gevonden.items(), getekend, strict=True)
    )
    record_gebeurtenis(
        actor=viewer.actor,
        handeling=HANDELING,
        onderwerp=("gemeentegrens", peildatum.isoformat()),
        inhoud={"aantal": len(grenzen), "bron": tekst},
    )
    return grenzen


def list_grenzen(op: date, bekend_op: datetime | None = None) -> dict[str, Gemeentegrens]:
    """Give the borders of a day by code: of the last import of on or before it, or else the first after it; as imported up to a moment."""
    rijen = (
        Gemeentegrens.objects.all() if bekend_op is None else Gemeentegrens.objects.filter(op__lte=bekend_op)
    )
    dagen = rijen.order_by("peildatum").values_list("peildatum", flat=True).distinct()
    dag = dagen.filter(peildatum__lte=op).last() or dagen.first()
    if dag is None:
        return {}
    laatste = rijen.filter(peildatum=dag).aggregate(op=Max("op"))["op"]
    return {grens.code: grens for grens in rijen.filter(peildatum=dag, op=laatste)}


def merge_vlakken(
    grenzen: Mapping[str, Gemeentegrens], codes: Iterable[str]
) -> list[list[list[tuple[float, float]]]]:
    """Give the shape of some gemeenten together, without the borders between them: per part its rings."""
    delen = [
        shapely.Polygon(ringen[0], ringen[1:])
        for code in sorted(codes)
        if code in grenzen
        for ringen in grenzen[code].vlakken
    ]
    if not delen:
        return []
    samen = shapely.union_all(delen)
    return [
        [list(ring.coords) for ring in (deel.exterior, *deel.interiors)]
        for deel in shapely.get_parts(samen)
        if deel.geom_type == "Polygon"
    ]
