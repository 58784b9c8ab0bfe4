"""A table of mandates from a file (CSV or Excel): read as text, every cell looked at, every fault with its row and column."""

import tempfile
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models

from vth.analyse.motor import open_duckdb, quote_name
from vth.interface.inlezen import Bestandsvorm, Leesfout, Tabelafspraak, read_bestand
from vth.tijd.rules import OPEN_DAG, Geldigheid, TijdError
from vth.vormgeving.getallen import read_getal

from ..models import MandaatVoorkomen
from .omzetten import OMVANGVELDEN
from .toetsing import Mandaatrij, Rijfout, as_dag

GROOTSTE_BYTES, MEESTE_RIJEN = 10_000_000, 5000
VORMEN = {".csv": "csv", ".xlsx": "xlsx"}
SLEUTEL = ("kenmerk", "mandaatgever", "mandaatnemer", "ondermandaat_van")
DAGEN = ("instemming_op", "instemming_leiding_op", "gepubliceerd_op")
JANEE = ("gevoelig_terug", "ondergeschikt")
TEKSTEN = (
    "soort",
    "mandaatgever_functie",
    "mandaatnemer_functie",
    "regeling",
    "artikel",
    "lid",
    *OMVANGVELDEN,
    "omvang",
    "beperkingen",
    "instructies",
    "mandaatbesluit",
    "publicatie",
)
KOLOMMEN = (
    "kenmerk",
    "mandaatgever",
    "mandaatgever_functie",
    "mandaatnemer",
    "mandaatnemer_functie",
    "soort",
    "regeling",
    "artikel",
    "lid",
    *OMVANGVELDEN,
    "hoogste_bedrag_euro",
    "gevoelig_terug",
    "ondermandaat_niveaus",
    "ondermandaat_van",
    "ondergeschikt",
    "instemming_op",
    "instemming_leiding_op",
    "mandaatbesluit",
    "publicatie",
    "gepubliceerd_op",
    "omvang",
    "beperkingen",
    "instructies",
    "begin_geldigheid",
    "eind_geldigheid",
)


def read_mandaattabel(bestand: Path, naam: str) -> tuple[list[Mandaatrij], list[Rijfout]]:
    """Read a table of mandates: its rows, and a fault for each cell that cannot be; a row with a fault is not among the rows.

    `naam` is what the file was called, by which its form is known. Raises Leesfout for a file that cannot be read at all.
    """
    vorm = VORMEN.get(Path(naam).suffix.casefold())
    if vorm is None:
        raise Leesfout(f"{naam[:60]!r} is geen CSV of Excelbestand. Sla de tabel op als .csv of .xlsx.")
    if bestand.stat().st_size > GROOTSTE_BYTES:
        raise Leesfout(
            "Het bestand is groter dan 10 MB. Een mandaatregister is kleiner; kies de goede tabel."
        )
    fouten: list[Rijfout] = []
    rijen = []
    for nummer, cellen in _iter_cellen(bestand, vorm, fouten):
        rij = make_rij(nummer, cellen, fouten)
        if rij is not None:
            rijen.append(rij)
    return rijen, fouten


def _iter_cellen(bestand: Path, vorm: str, fouten: list[Rijfout]) -> Iterable[tuple[int, dict[str, str]]]:
    """Read the rows of a file as text by column, with their number; rows that cannot be read are faults."""
    Path(settings.VAR_DIR).mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="mandaat-", dir=settings.VAR_DIR) as map_,
        open_duckdb(Path(map_)) as con,
    ):
        try:
            read_bestand(con, bestand, Tabelafspraak(Bestandsvorm(vorm), KOLOMMEN), Path(map_))
        except Leesfout as fout:
            raise Leesfout(str(fout).replace(", of laat het leverprofiel aanpassen", "")) from fout
        fouten += [
            Rijfout(nummer, "rij", uitleg)
            for nummer, uitleg in con.execute("SELECT rijnummer, uitleg FROM leesfout").fetchall()
        ]
        namen = ", ".join(quote_name(k) for k in KOLOMMEN)
        rijen = con.execute(
            f"SELECT rijnummer, {namen} FROM bron ORDER BY rijnummer LIMIT {MEESTE_RIJEN + 1}"
        ).fetchall()
    if len(rijen) > MEESTE_RIJEN:
        raise Leesfout(f"De tabel heeft meer dan {MEESTE_RIJEN} rijen. Neem haar in delen in.")
    return [
        (int(nummer), {k: (w or "").strip() for k, w in zip(KOLOMMEN, waarden, strict=True)})
        for nummer, *waarden in rijen
    ]


def make_rij(nummer: int, cellen: Mapping[str, str], fouten: list[Rijfout]) -> Mandaatrij | None:
    """Make a row out of its cells; what cannot be goes to `fouten`, and then there is no row."""
    voor = len(fouten)

    def read(kolom: str, lees: Callable[[str], Any], leeg: Any) -> Any:
        if not (tekst := cellen.get(kolom, "")):
            return leeg
        try:
            return lees(tekst)
        except (ValueError, InvalidOperation):
            fouten.append(Rijfout(nummer, kolom, LEESWIJZER[lees].format(tekst[:40])))
            return leeg

    inhoud: dict[str, Any] = {k: cellen.get(k, "") for k in TEKSTEN}
    inhoud["soort"] = inhoud["soort"].casefold()
    inhoud |= {k: read(k, as_dag, None) for k in DAGEN}
    inhoud |= {k: read(k, as_janee, False) for k in JANEE}
    inhoud["hoogste_bedrag_euro"] = read("hoogste_bedrag_euro", as_bedrag, None)
    inhoud["ondermandaat_niveaus"] = read("ondermandaat_niveaus", as_geheel, 0)
    begin, eind = read("begin_geldigheid", as_dag, None), read("eind_geldigheid", as_dag, OPEN_DAG)
    if begin is None and not cellen.get("begin_geldigheid"):
        fouten.append(
            Rijfout(
                nummer, "begin_geldigheid", "De eerste dag waarop het mandaat geldt ontbreekt. Vul haar in."
            )
        )
    fouten += [Rijfout(nummer, k, m) for k, m in _iter_te_lang(cellen)]
    if len(fouten) > voor:
        return None
    try:
        geldigheid = Geldigheid(begin, eind)
    except TijdError as fout:
        fouten.append(Rijfout(nummer, "eind_geldigheid", str(fout)))
        return None
    sleutel = {k: cellen.get(k, "") for k in SLEUTEL}
    return Mandaatrij(rij=nummer, geldigheid=geldigheid, inhoud=inhoud, **sleutel)


def as_janee(tekst: str) -> bool:
    """Read yes or no; raises ValueError for anything else."""
    waarden = {
        "ja": True,
        "j": True,
        "true": True,
        "1": True,
        "nee": False,
        "n": False,
        "false": False,
        "0": False,
    }
    if tekst.casefold() not in waarden:
        raise ValueError(tekst)
    return waarden[tekst.casefold()]


def as_bedrag(tekst: str) -> Decimal:
    """Read an amount as `10000`, `10.000,50` or `10000.50`; raises ValueError for anything else."""
    bedrag = read_getal(tekst.replace("€", "").replace(" ", ""))
    if bedrag >= 10**12:
        raise ValueError(tekst)
    return bedrag.quantize(Decimal("0.01"))


def as_geheel(tekst: str) -> int:
    """Read a whole number, also as a spreadsheet writes it (`1.0`); raises ValueError for anything else."""
    getal = Decimal(tekst)
    if not getal.is_finite() or getal != int(getal):
        raise ValueError(tekst)
    return int(getal)


LEESWIJZER: dict[Callable[[str], Any], str] = {
    as_dag: "{!r} is geen dag. Schrijf een dag als 2026-04-22 of 22-04-2026.",
    as_janee: "{!r} is geen ja of nee.",
    as_bedrag: "{!r} is geen bedrag. Schrijf een bedrag als 10000 of 10.000,50.",
    as_geheel: "{!r} is geen heel getal.",
}


def _iter_te_lang(cellen: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """List the cells that hold more than the register keeps."""
    lengtes = {"kenmerk": 60} | {
        f.name: f.max_length for f in MandaatVoorkomen._meta.local_fields if isinstance(f, models.CharField)
    }
    for kolom, lengte in lengtes.items():
        if lengte and len(cellen.get(kolom, "")) > lengte:
            yield kolom, f"De tekst is {len(cellen[kolom])} tekens lang; er past {lengte}. Maak haar korter."
