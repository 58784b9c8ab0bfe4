"""Reading CSV in any reasonable encoding and with any reasonable delimiter."""

import codecs
import csv
import io
from pathlib import Path

import duckdb

from vth.analyse.motor import quote_text

from ..profiel import Leverprofiel
from .kolommen import Inlezing, Leesfout, check_kolommen, make_bron

BLOK = 2**20
SCHEIDINGEN = (";", ",", "\t", "|")
MERKEN = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# What DuckDB says of a row that it could not read, in words that the sender understands.
UITLEG = {
    "MISSING COLUMNS": "De rij heeft te weinig kolommen. Misschien is het bestand afgebroken of staat er een harde return in.",
    "TOO MANY COLUMNS": "De rij heeft te veel kolommen. Misschien staat er een scheidingsteken in een tekst zonder aanhalingstekens.",
}


def read_csv(
    con: duckdb.DuckDBPyConnection, file: Path, profiel: Leverprofiel, werkmap: Path, inlezing: Inlezing
) -> None:
    """Read a CSV file: find out its encoding and delimiter, then let DuckDB read it as text only."""
    with file.open("rb") as stream:
        kop = stream.read(BLOK)
    if kop[:4] == b"PK\x03\x04":
        raise Leesfout(
            "Dit is geen CSV maar een zip- of Excelbestand. Sla het op als CSV, of kies het profiel voor Excel."
        )
    codering = profiel.bestand.codering or _detect_codering(file, kop)
    if codering not in ("utf-8", "utf-8-sig"):
        inlezing.opmerkingen.append(f"Het bestand is gelezen als {codering}, niet als UTF-8.")
    schoon = _make_clean(file, kop, codering, werkmap)
    with schoon.open(encoding="utf-8", newline="") as stream:
        begin = "".join(stream.readline() for _ in range(profiel.bestand.kopregel))
    scheiding = profiel.bestand.scheiding or _detect_scheiding(begin, profiel)
    namen = _read_kop(begin, scheiding)
    kolommen = check_kolommen(namen, profiel, inlezing)
    _load(con, schoon, scheiding, namen, kolommen, profiel.bestand.kopregel)


def _detect_codering(file: Path, kop: bytes) -> str:
    """Find out the encoding: a byte order mark, zero bytes of UTF-16, valid UTF-8, else Windows-1252."""
    for merk, codering in MERKEN:
        if kop.startswith(merk):
            return codering
    if kop[1::2].count(0) > len(kop) // 4:
        return "utf-16-le"
    if kop[0::2].count(0) > len(kop) // 4:
        return "utf-16-be"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with file.open("rb") as stream:
            while blok := stream.read(BLOK):
                decoder.decode(blok)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"


def _make_clean(file: Path, kop: bytes, codering: str, werkmap: Path) -> Path:
    """Give a UTF-8 file with plain line ends and no zero bytes: the file itself when it is one already."""
    if codering == "utf-8" and not _has_oddities(file):
        return file
    doel = werkmap / "schoon.csv"
    try:
        with (
            file.open(encoding=codering, newline=None, errors="strict") as bron,
            doel.open("w", encoding="utf-8", newline="\n") as uit,
        ):
            while blok := bron.read(BLOK):
                uit.write(blok.replace("\x00", "\ufffd"))
    except (UnicodeDecodeError, UnicodeError) as fout:
        raise Leesfout(
            f"Het bestand is niet te lezen als {codering} ({fout.reason if isinstance(fout, UnicodeDecodeError) else fout}). "
            "Sla het op als UTF-8 en lever opnieuw aan."
        ) from fout
    return doel


def _has_oddities(file: Path) -> bool:
    """Tell whether the file has carriage returns or zero bytes anywhere."""
    with file.open("rb") as stream:
        while blok := stream.read(BLOK):
            if b"\r" in blok or b"\x00" in blok:
                return True
    return False


def _detect_scheiding(begin: str, profiel: Leverprofiel) -> str:
    """Choose the delimiter that makes most of the profile's columns appear in the header."""
    nodig = {k.strip().casefold() for k in profiel.list_kolommen()}

    def score(scheiding: str) -> tuple[int, int]:
        namen = [n.strip().casefold() for n in _read_kop(begin, scheiding)]
        return len(nodig & set(namen)), len(namen)

    return max(SCHEIDINGEN, key=score)


def _read_kop(begin: str, scheiding: str) -> list[str]:
    """Read the column names; a column without a name gets one."""
    regels = list(csv.reader(io.StringIO(begin), delimiter=scheiding))
    namen = [n.strip() for n in regels[-1]] if regels else []
    return [naam or f"kolom {n}" for n, naam in enumerate(namen, 1)]


def _load(
    con: duckdb.DuckDBPyConnection,
    file: Path,
    scheiding: str,
    namen: list[str],
    kolommen: dict[str, str],
    kopregel: int,
) -> None:
    """Read all rows as text; what cannot be read goes to `leesfout` with its row number."""
    uniek = _make_unique(namen)
    typen = ", ".join(f"'{quote_text(n)}': 'VARCHAR'" for n in uniek)
    con.execute("DROP TABLE IF EXISTS reject_scans; DROP TABLE IF EXISTS reject_errors")
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE gelezen AS SELECT * FROM read_csv('{quote_text(str(file))}', "
        f"delim='{scheiding}', quote='\"', escape='\"', header=false, skip={kopregel}, all_varchar=true, "
        f"auto_detect=false, columns={{{typen}}}, ignore_errors=true, store_rejects=true, max_line_size=1048576)"
    )
    _store_rejects(con, kopregel)
    # Row n of what was read stands in the file behind the refused rows before it.
    con.execute(
        "CREATE OR REPLACE TEMP TABLE verschuiving AS SELECT vanaf, max(plaatsen) AS plaatsen FROM ("
        f"SELECT rijnummer - n - {kopregel} + 1 AS vanaf, n AS plaatsen FROM ("
        "SELECT rijnummer, row_number() OVER (ORDER BY rijnummer) AS n FROM leesfout)) GROUP BY vanaf"
    )
    make_bron(
        con,
        "(SELECT *, row_number() OVER () AS nummer_ FROM gelezen) g ASOF LEFT JOIN verschuiving s ON g.nummer_ >= s.vanaf",
        {k: uniek[namen.index(v)] for k, v in kolommen.items()},
        f"g.nummer_ + coalesce(s.plaatsen, 0) + {kopregel}",
    )
    con.execute("DROP TABLE gelezen")


def _store_rejects(con: duckdb.DuckDBPyConnection, kopregel: int) -> None:
    """Move DuckDB's refused rows to `leesfout`; a quote that never ends refuses the whole file."""
    soorten = con.execute(
        "SELECT error_type::VARCHAR, line, csv_line FROM reject_errors ORDER BY line"
    ).fetchall()
    for soort, regel, tekst in soorten[:1000]:
        if soort == "UNQUOTED VALUE":
            raise Leesfout(
                f"Op rij {regel} begint een aanhalingsteken dat niet eindigt: {tekst[:60]!r}. Alles daarna is daardoor "
                "onleesbaar, of het bestand is afgebroken. Herstel de rij of maak de export opnieuw."
            )
    con.execute(
        "INSERT INTO leesfout SELECT line, coalesce(uitleg, 'De rij is niet te lezen: ' || any_value(error_message)), "
        "any_value(csv_line)[:500] FROM reject_errors r LEFT JOIN (SELECT unnest($namen) AS soort, unnest($teksten) AS uitleg) u "
        "ON u.soort = r.error_type::VARCHAR GROUP BY line, uitleg",
        {"namen": list(UITLEG), "teksten": list(UITLEG.values())},
    )


def _make_unique(namen: list[str]) -> list[str]:
    """Give doubles a number, for DuckDB does not tell case apart."""
    gezien: dict[str, int] = {}
    uniek = []
    for naam in namen:
        n = gezien[naam.casefold()] = gezien.get(naam.casefold(), 0) + 1
        uniek.append(naam if n == 1 else f"{naam}_{n}")
    return uniek
