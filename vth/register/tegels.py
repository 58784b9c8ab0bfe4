"""Vector tiles of the register: what lies in one square of the map, within the filter of the list beside it.

From NAMENZOOM on a tile carries points with names, as long as there are few enough; else, and above it, counts per cell
and nothing else. Tiles are square in Web Mercator; within a tile latitude is drawn by that projection.
"""

import hashlib
import math
from dataclasses import astuple, dataclass
from typing import Any

import mapbox_vector_tile
import shapely
from django.core.cache import caches
from django.db import connection
from django.db.models import Count, Sum

from vth.interface.invoer import InvoerError, Veldfout
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, derive_zichtclaim

from .kaartlezen import Kader, Punt, list_punten, write_plekken
from .models import Stand
from .overzicht import MET_PLEK
from .plekcellen import list_getelde, split_leveranciers
from .selectors import Filter

NAMENZOOM, DIEPST = 9, 14
PUNTEN_PER_TEGEL = 3_000
CELLEN, MAAT = 32, 4096
# Up to this layer cells are no smaller than what was counted before (`plekcellen`).
GETELD_TOT = 9
BEWAAR_S = 600


@dataclass(frozen=True)
class Tegel:
    """One square of the map by its address, as every map of the web counts them."""

    zoom: int
    kolom: int
    rij: int

    @property
    def kader(self) -> Kader:
        """Give its box in degrees."""
        n = 2**self.zoom
        noord, zuid = (
            math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * rij / n))))
            for rij in (self.rij, self.rij + 1)
        )
        return Kader(self.kolom / n * 360 - 180, zuid, (self.kolom + 1) / n * 360 - 180, noord)

    def place(self, lengtegraad: float, breedtegraad: float) -> tuple[int, int]:
        """Give where a point lies in the tile, from its upper left corner."""
        n = 2**self.zoom
        x = (lengtegraad + 180) / 360 * n - self.kolom
        y = (1 - math.asinh(math.tan(math.radians(breedtegraad))) / math.pi) / 2 * n - self.rij
        return int(x * MAAT), int(y * MAAT)


@dataclass(frozen=True)
class Cel:
    """How many places lie in a cell of a tile, and their middle."""

    aantal: int
    lengtegraad: float
    breedtegraad: float

    def add(self, ander: "Cel") -> "Cel":
        """Give both as one, its middle where the places of both are on average."""
        samen = self.aantal + ander.aantal
        lengtegraad, breedtegraad = (
            (eigen * self.aantal + zijn * ander.aantal) / samen
            for eigen, zijn in (
                (self.lengtegraad, ander.lengtegraad),
                (self.breedtegraad, ander.breedtegraad),
            )
        )
        return Cel(samen, lengtegraad, breedtegraad)


def read_tegel(zoom: int, kolom: int, rij: int) -> Tegel:
    """Make the address of a tile. Raises InvoerError for one that does not lie on the map."""
    if zoom > DIEPST or max(kolom, rij) >= 2**zoom:
        melding = f"Tegel {zoom}/{kolom}/{rij} ligt niet op de kaart: er zijn {DIEPST + 1} lagen, en in laag z 2^z bij 2^z tegels."
        raise InvoerError([Veldfout("tegel", melding[:300], "geen_tegel")])
    return Tegel(zoom, kolom, rij)


def derive_merk(viewer: Viewer, filter_: Filter, tegel: Tegel) -> str:
    """Give the mark of a tile: the same as long as the viewer's sight, the filter, the day and the register are."""
    stand = Stand.objects.aggregate(nummer=Sum("nummer"), rijen=Count("pk"))
    delen = (derive_zichtclaim(viewer.zicht), astuple(filter_), astuple(tegel), sorted(stand.items()))
    return hashlib.sha256(repr((*delen, klok.today())).encode()).hexdigest()


def read_inhoud(viewer: Viewer, filter_: Filter, tegel: Tegel, merk: str) -> tuple[bytes, int]:
    """Give the tile and how many places it shows; kept in this process under its mark, which names the sight."""
    bewaard: tuple[bytes, int] | None = caches["snel"].get(f"tegel:{merk}")
    if bewaard is None:
        bewaard = _make_inhoud(viewer, filter_, tegel)
        caches["snel"].set(f"tegel:{merk}", bewaard, BEWAAR_S)
    return bewaard


def _make_inhoud(viewer: Viewer, filter_: Filter, tegel: Tegel) -> tuple[bytes, int]:
    """Make a tile: points where they fit, else counts."""
    if tegel.zoom >= NAMENZOOM:
        punten, meer = list_punten(viewer, filter_, tegel.kader, hoogstens=PUNTEN_PER_TEGEL)
        if not meer:
            return _encode(tegel, [(p, {"id": str(p.id), "naam": p.naam}) for p in punten]), len(punten)
    cellen = list_cellen(viewer, filter_, tegel)
    inhoud = _encode(tegel, [(c, {"aantal": c.aantal}) for c in cellen])
    return inhoud, sum(c.aantal for c in cellen)


def list_cellen(viewer: Viewer, filter_: Filter, tegel: Tegel) -> list[Cel]:
    """Count the places within the filter in each cell of a tile.

    From afar with what was counted before (`plekcellen`), and only of suppliers who wrote since from the records.
    """
    if tegel.zoom > GETELD_TOT or filter_.vraag:
        return _merge(_count_cellen(viewer, filter_, tegel.kader, None), tegel.kader)
    goed, oud = split_leveranciers(klok.today())
    if filter_.leverancier:
        goed, oud = (sorted({filter_.leverancier} & set(deel)) for deel in (goed, oud))
    cellen = _count_cellen(viewer, filter_, tegel.kader, oud) if oud else []
    if goed:
        soorten = [filter_.soort] if filter_.soort else MET_PLEK
        cellen += [
            Cel(*rij) for rij in list_getelde(viewer, goed, soorten, filter_.gebied, astuple(tegel.kader))
        ]
    return _merge(cellen, tegel.kader)


def _merge(cellen: list[Cel], kader: Kader) -> list[Cel]:
    """Take together what lies in one cell of the tile."""
    samen: dict[tuple[int, int], Cel] = {}
    for cel in cellen:
        plek = (
            int((cel.lengtegraad - kader.west) * CELLEN / (kader.oost - kader.west)),
            int((cel.breedtegraad - kader.zuid) * CELLEN / (kader.noord - kader.zuid)),
        )
        samen[plek] = samen[plek].add(cel) if plek in samen else cel
    return list(samen.values())


def _count_cellen(viewer: Viewer, filter_: Filter, kader: Kader, leveranciers: list[str] | None) -> list[Cel]:
    """Count the places in each cell of a box from the records, of all suppliers or of some."""
    floor = "CAST(%s AS integer)" if connection.vendor == "sqlite" else "floor(%s)"
    kolom, rij = (
        floor % f"(g.{as_} - ({begin!r})) * {CELLEN} / {eind - begin!r}"
        for as_, begin, eind in (
            ("lengtegraad", kader.west, kader.oost),
            ("breedtegraad", kader.zuid, kader.noord),
        )
    )
    sql, params = write_plekken(
        viewer,
        filter_,
        kader,
        "SELECT count(*), avg(g.lengtegraad), avg(g.breedtegraad)",
        staart=f"GROUP BY {kolom}, {rij}",
        leveranciers=leveranciers,
    )
    with claim_alles(), connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [Cel(*rij) for rij in cursor.fetchall()]


def _encode(tegel: Tegel, plekken: list[tuple[Punt | Cel, dict[str, Any]]]) -> bytes:
    """Write a tile with one layer."""
    features = [
        {
            "geometry": shapely.Point(*tegel.place(plek.lengtegraad, plek.breedtegraad)),
            "properties": eigenschappen,
        }
        for plek, eigenschappen in plekken
    ]
    opties = {"y_coord_down": True, "extents": MAAT}
    inhoud: bytes = mapbox_vector_tile.encode(
        [{"name": "plekken", "features": features}], default_options=opties
    )
    return inhoud
