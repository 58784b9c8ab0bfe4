"""Reading XLSX: the values as they were last computed, with what a sheet hides told to the sender."""

import csv
import html
import re
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import duckdb
from python_calamine import CalamineError, CalamineWorkbook

from .afspraak import Leesafspraak
from .csv import load_tekst
from .kolommen import Inlezing, Leesfout, check_kolommen

GROOTSTE_BYTES = 4 * 1024**3
GROOTSTE_FACTOR = 400
# What is looked for in the XML of a sheet, and what the sender is told of it.
SPOREN = {
    "formule": re.compile(rb"<f[ >/]"),
    "leeg": re.compile(rb"(?:</f>|<f\b[^>]*/>)(?:<v></v>|<v ?/>)?</c>"),
    "fout": re.compile(rb'<c\b[^>]*\bt="e"'),
    "samengevoegd": re.compile(rb"<mergeCell "),
    "verborgen": re.compile(rb'<(?:row|col)\b[^>]*\bhidden="(?:1|true)"'),
}
OPMERKINGEN = {
    "formule": ("1 cel bevat", "{n} cellen bevatten", "een formule. De laatst berekende waarde is gebruikt."),
    "leeg": (
        "1 formule heeft",
        "{n} formules hebben",
        "geen berekende waarde en is als leeg gelezen. Open het bestand in Excel, sla het op en lever opnieuw aan.",
    ),
    "fout": (
        "1 cel bevat",
        "{n} cellen bevatten",
        "een fout, zoals #N/B of #DEEL/0!, en is als leeg gelezen. Herstel dat.",
    ),
    "samengevoegd": (
        "1 groep cellen is",
        "{n} groepen cellen zijn",
        "samengevoegd. Alleen de eerste cel van een groep heeft een waarde.",
    ),
    "verborgen": (
        "1 rij of kolom is",
        "{n} rijen of kolommen zijn",
        "verborgen. Wat erin staat, is wel gelezen.",
    ),
}


def read_xlsx(
    con: duckdb.DuckDBPyConnection, file: Path, profiel: Leesafspraak, werkmap: Path, inlezing: Inlezing
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
    _tell_hidden(file, blad, inlezing)
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
    load_tekst(con, doel, ";", namen, kolommen, 0, inlezing)
    con.execute("UPDATE bron SET rijnummer = rijnummer + $kop", {"kop": profiel.bestand.kopregel})


def _check_zip(file: Path) -> None:
    """Refuse what is not a zip, and a small file that unpacks to an enormous one."""
    try:
        with zipfile.ZipFile(file) as zip_:
            uitgepakt = sum(i.file_size for i in zip_.infolist())
    except (zipfile.BadZipFile, OSError) as fout:
        raise Leesfout(
            "Dit is geen heel .xlsx-bestand. Misschien is het afgebroken, heeft het een wachtwoord of is het een ander "
            "soort bestand (zoals .xls). Sla het op als .xlsx zonder wachtwoord."
        ) from fout
    if uitgepakt > GROOTSTE_BYTES or uitgepakt > GROOTSTE_FACTOR * file.stat().st_size:
        raise Leesfout(
            f"Het bestand is uitgepakt {uitgepakt / 1e6:.0f} MB en dat is verdacht veel. Lever het aan als CSV of Parquet."
        )


def _tell_hidden(file: Path, blad: str, inlezing: Inlezing) -> None:
    """Tell the sender what a person would not see: formulas, errors, merged cells, hidden rows and columns."""
    aantallen = dict.fromkeys(SPOREN, 0)
    with zipfile.ZipFile(file) as zip_:
        naam = _find_blad(zip_, blad)
        if naam not in zip_.namelist():
            return
        staart = b""
        with zip_.open(naam) as stream:
            while blok := stream.read(2**20):
                tekst = staart + blok
                einde = max(tekst.rfind(b"<c "), tekst.rfind(b"<row "), 0)
                staart, tekst = tekst[einde:], tekst[:einde]
                for soort, spoor in SPOREN.items():
                    aantallen[soort] += len(spoor.findall(tekst))
        for soort, spoor in SPOREN.items():
            aantallen[soort] += len(spoor.findall(staart))
    for soort, aantal in aantallen.items():
        if aantal:
            enkel, meer, rest = OPMERKINGEN[soort]
            inlezing.opmerkingen.append(f"{enkel if aantal == 1 else meer.format(n=aantal)} {rest}")


def _find_blad(zip_: zipfile.ZipFile, blad: str) -> str:
    """Find where in the file a sheet is kept: its name leads to an id, and the id to a place."""
    try:
        boek = zip_.read("xl/workbook.xml").decode()
        wegen = zip_.read("xl/_rels/workbook.xml.rels").decode()
    except (KeyError, UnicodeDecodeError):
        return ""
    for kop in re.findall(r"<sheet\b[^>]*>", boek):
        kenmerken = dict(re.findall(r'([\w:]+)="([^"]*)"', kop))
        if html.unescape(kenmerken.get("name", "")) == blad:
            for weg in re.findall(r"<Relationship\b[^>]*>", wegen):
                doel = dict(re.findall(r'(\w+)="([^"]*)"', weg))
                if doel.get("Id") == kenmerken.get("r:id"):
                    return "xl/" + doel.get("Target", "").removeprefix("/xl/")
    return ""


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
