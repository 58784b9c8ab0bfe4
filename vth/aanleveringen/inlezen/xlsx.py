"""Reading XLSX: the values as they were last computed, with what a sheet hides told to the sender."""

import csv
import re
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import duckdb
from python_calamine import CalamineError, CalamineWorkbook

from ..profiel import Leverprofiel
from .csv import _load
from .kolommen import Inlezing, Leesfout, check_kolommen

GROOTSTE_BYTES = 4 * 1024**3
GROOTSTE_FACTOR = 400
VERBORGEN = re.compile(rb'<(?:row|col)\b[^>]*\bhidden="(?:1|true)"')
FORMULE = re.compile(rb"<f[ >/]")
SAMENGEVOEGD = re.compile(rb"<mergeCell ")


def read_xlsx(
    con: duckdb.DuckDBPyConnection, file: Path, profiel: Leverprofiel, werkmap: Path, inlezing: Inlezing
) -> None:
    """Read one sheet of an Excel file (the agreed one, or the first) as text."""
    _check_zip(file)
    try:
        boek = CalamineWorkbook.from_path(str(file))
        blad = profiel.bestand.blad or boek.sheet_names[0]
        if blad not in boek.sheet_names:
            raise Leesfout(f"Het werkblad {blad!r} ontbreekt. Gevonden zijn: {', '.join(boek.sheet_names)}.")
        rijen = boek.get_sheet_by_name(blad).iter_rows()
    except (CalamineError, IndexError) as fout:
        raise Leesfout(
            f"Het Excelbestand is niet te openen ({fout}). Sla het opnieuw op als .xlsx."
        ) from fout
    _tell_hidden(file, boek.sheet_names.index(blad), inlezing)
    doel = werkmap / "blad.csv"
    namen: list[str] = []
    with doel.open("w", encoding="utf-8", newline="") as uit:
        schrijver = csv.writer(uit, delimiter=";", lineterminator="\n")
        for n, rij in enumerate(rijen, 1):
            waarden = [_as_text(w) for w in rij]
            if n == profiel.bestand.kopregel:
                namen = [w.strip() or f"kolom {k}" for k, w in enumerate(waarden, 1)]
            elif n > profiel.bestand.kopregel:
                schrijver.writerow(waarden)
    if not namen:
        raise Leesfout(
            f"Het werkblad {blad!r} heeft geen kopregel. Zet de kolomnamen op rij {profiel.bestand.kopregel}."
        )
    kolommen = check_kolommen(namen, profiel, inlezing)
    _load(con, doel, ";", namen, kolommen, 0)
    con.execute("UPDATE bron SET rijnummer = rijnummer + $kop", {"kop": profiel.bestand.kopregel})
    leeg = " AND ".join(f'"{k}" IS NULL' for k in kolommen)
    con.execute(f"DELETE FROM bron WHERE {leeg}")


def _check_zip(file: Path) -> None:
    """Refuse what is not a zip, and a small file that unpacks to an enormous one."""
    try:
        with zipfile.ZipFile(file) as zip_:
            uitgepakt = sum(i.file_size for i in zip_.infolist())
    except (zipfile.BadZipFile, OSError) as fout:
        raise Leesfout(
            "Dit is geen heel .xlsx-bestand. Misschien is het afgebroken of is het een ander soort bestand."
        ) from fout
    if uitgepakt > GROOTSTE_BYTES or uitgepakt > GROOTSTE_FACTOR * file.stat().st_size:
        raise Leesfout(
            f"Het bestand is uitgepakt {uitgepakt / 1e6:.0f} MB en dat is verdacht veel. Lever het aan als CSV of Parquet."
        )


def _tell_hidden(file: Path, nummer: int, inlezing: Inlezing) -> None:
    """Tell the sender of formulas, merged cells and hidden rows or columns: a person would not see them all."""
    with zipfile.ZipFile(file) as zip_:
        naam = f"xl/worksheets/sheet{nummer + 1}.xml"
        if naam not in zip_.namelist():
            return
        aantallen = {"formule": 0, "samengevoegd": 0, "verborgen": 0}
        staart = b""
        with zip_.open(naam) as stream:
            while blok := stream.read(2**20):
                tekst = staart + blok
                einde = tekst.rfind(b"<")
                staart, tekst = tekst[einde:], tekst[:einde]
                aantallen["formule"] += len(FORMULE.findall(tekst))
                aantallen["samengevoegd"] += len(SAMENGEVOEGD.findall(tekst))
                aantallen["verborgen"] += len(VERBORGEN.findall(tekst))
    if n := aantallen["formule"]:
        inlezing.opmerkingen.append(
            f"{n} cellen bevatten een formule. De laatst berekende waarde is gebruikt."
        )
    if n := aantallen["samengevoegd"]:
        inlezing.opmerkingen.append(
            f"{n} groepen cellen zijn samengevoegd. Alleen de eerste cel van een groep heeft een waarde."
        )
    if n := aantallen["verborgen"]:
        inlezing.opmerkingen.append(f"{n} rijen of kolommen zijn verborgen. Ze zijn wel gelezen.")


def _as_text(waarde: Any) -> str:
    """Give a cell as text: whole numbers without decimals, days in ISO form, yes and no in Dutch."""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, float):
        return str(int(waarde)) if waarde.is_integer() and abs(waarde) < 1e15 else repr(waarde)
    if isinstance(waarde, datetime):
        return waarde.date().isoformat() if waarde.time() == time() else waarde.isoformat(sep=" ")
    if isinstance(waarde, date):
        return waarde.isoformat()
    if isinstance(waarde, timedelta):
        return str(waarde)
    return "" if waarde is None else str(waarde)
