"""Reading what OGC API Features can be asked: limit, bbox, datetime and coordinates, with every fault at once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from vth.interface.invoer import InvoerError, Veldfout, collect_fouten
from vth.interface.plaats import read_plaats
from vth.interface.stelsel import CRS84, NAMEN, RD, STELSELS, transform_kader
from vth.tijd import klok
from vth.tijd.rules import AMSTERDAM, BEGIN_DAG, OPEN_DAG, derive_legal_day

LIJST, STANDAARD, HOOGSTENS = "ogc.items", 100, 1000
DAG = re.compile(r"\d{4}-\d{2}-\d{2}")
# Wider than any Dutch coordinate, so that a box in the wrong order or unit is told and not searched.
GRENZEN = {CRS84: (-180.0, -90.0, 180.0, 90.0), RD: (-1e6, -1e6, 1e6, 1e6)}


@dataclass(frozen=True)
class Vlak:
    """A box in degrees; one that crosses the date line has its west east of its east."""

    west: float
    zuid: float
    oost: float
    noord: float

    def contains(self, lengtegraad: float, breedtegraad: float) -> bool:
        """Tell whether a point lies in the box or on its edge."""
        if not self.zuid <= breedtegraad <= self.noord:
            return False
        if self.west <= self.oost:
            return self.west <= lengtegraad <= self.oost
        return lengtegraad >= self.west or lengtegraad <= self.oost


@dataclass(frozen=True)
class Itemvraag:
    """What features are asked: how many, where, from which days, after which one, and in which coordinates."""

    hoogstens: int
    vlak: Vlak | None
    van: date
    tot: date
    na: str
    stelsel: str


def read_itemvraag(vraag: Mapping[str, str], collectie: str) -> Itemvraag:
    """Read a question for features. Raises InvoerError with every fault.

    Without `datetime` the features of today are meant.
    """
    with collect_fouten() as read:
        hoogstens = read(_read_limit, vraag.get("limit", ""))
        stelsel = read(read_crs, "crs", vraag.get("crs", ""))
        bbox_crs = read(read_crs, "bbox-crs", vraag.get("bbox-crs", ""))
        dagen = read(_read_datetime, vraag.get("datetime", ""))
        plaats = read(read_plaats, f"{LIJST}.{collectie}", vraag.get("vanaf", ""))
        vlak = read(_read_bbox, vraag.get("bbox", ""), bbox_crs or CRS84)
    van, tot = dagen
    return Itemvraag(hoogstens, vlak, van, tot, plaats.sleutel if plaats else "", stelsel)


def read_crs(naam: str, tekst: str) -> str:
    """Read the address of a coordinate system. Raises InvoerError (OGC API Features part 2 asks 400 here)."""
    if not tekst:
        return CRS84
    if stelsel := NAMEN.get(tekst.strip("<>[]").lower()):
        return stelsel
    melding = f"‘{tekst[:80]}’ is er niet. Kies uit: {', '.join(STELSELS)}."
    raise InvoerError([Veldfout(naam, melding, "onbekend_stelsel")])


def _read_limit(tekst: str) -> int:
    """Read how many features are asked; more than can be given is given as many as can be."""
    if not tekst:
        return STANDAARD
    if not tekst.isascii() or not tekst.isdigit() or int(tekst[:12]) < 1:
        melding = f"‘{tekst[:20]}’ kan niet. Vraag 1 tot en met {HOOGSTENS} objecten."
        raise InvoerError([Veldfout("limit", melding, "buiten_grens")])
    return min(int(tekst[:12]), HOOGSTENS)


def _read_bbox(tekst: str, stelsel: str) -> Vlak | None:
    """Read a box of four numbers, or six of which the heights do not count."""
    if not tekst:
        return None
    try:
        getallen = [float(deel) for deel in tekst.split(",")]
        if len(getallen) == 6:
            getallen = [*getallen[:2], *getallen[3:5]]
        west, zuid, oost, noord = getallen
    except ValueError:
        raise InvoerError([_make_bboxfout(tekst)]) from None
    links, onder, rechts, boven = GRENZEN[stelsel]
    binnen = links <= west <= rechts and links <= oost <= rechts and onder <= zuid <= noord <= boven
    if not binnen or (stelsel == RD and west > oost):
        raise InvoerError([_make_bboxfout(tekst)])
    if stelsel == RD:
        west, zuid, oost, noord = transform_kader((west, zuid, oost, noord), naar=CRS84)
    return Vlak(west, zuid, oost, noord)


def _make_bboxfout(tekst: str) -> Veldfout:
    """Say how a box is written."""
    melding = (
        f"‘{tekst[:80]}’ is geen kader. Schrijf west, zuid, oost en noord: 5.1,52.0,5.3,52.2 in graden, of in meters "
        f"met bbox-crs={RD}."
    )
    return Veldfout("bbox", melding, "geen_kader")


def _read_datetime(tekst: str) -> tuple[date, date]:
    """Read a moment or an interval as its first and last Dutch day; an open side is written `..` or left out."""
    if not tekst:
        return (vandaag := klok.today()), vandaag
    delen = tekst.split("/")
    try:
        if len(delen) == 1:
            return (dag := _read_dag(delen[0])), dag
        van, tot = delen
        begin = BEGIN_DAG if van in ("", "..") else _read_dag(van)
        eind = OPEN_DAG - timedelta(days=1) if tot in ("", "..") else _read_dag(tot)
        if begin > eind or tekst in ("/", "../..", "../", "/.."):
            raise ValueError
    except (ValueError, OverflowError):
        melding = (
            f"‘{tekst[:60]}’ is geen moment of tijdvak. Schrijf 2025-04-22, 2025-04-22T14:03:00Z, of "
            "2025-01-01/2025-12-31 met .. voor een open kant."
        )
        raise InvoerError([Veldfout("datetime", melding, "geen_tijd")]) from None
    return begin, eind


def _read_dag(tekst: str) -> date:
    """Read a day, or the Dutch day of a moment. Raises ValueError."""
    if DAG.fullmatch(tekst):
        dag = date.fromisoformat(tekst)
    else:
        moment = datetime.fromisoformat(tekst.replace(" ", "+"))
        dag = derive_legal_day(moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM))
    if dag >= OPEN_DAG:
        raise ValueError
    return dag
