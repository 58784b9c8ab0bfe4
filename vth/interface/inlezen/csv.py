"""Reading CSV in any reasonable encoding and with any reasonable delimiter."""

import csv
import io
import re
from pathlib import Path

import duckdb

from vth.analyse.motor import quote_name, quote_text

from .afspraak import Leesafspraak
from .codering import Keuze, choose_codering, make_clean
from .kolommen import Inlezing, Leesfout, check_kolommen, make_bron

SCHEIDINGEN = (";", ",", "\t", "|")
TEKENS = {";": "een puntkomma", ",": "een komma", "\t": "een tab", "|": "een rechte streep"}
# What DuckDB says of a row that it could not read, in words that the sender understands.
UITLEG = {
    "MISSING COLUMNS": "De rij heeft te weinig kolommen. Misschien is het bestand afgebroken of staat er een harde return in.",
    "TOO MANY COLUMNS": "De rij heeft te veel kolommen. Misschien staat er een scheidingsteken in een tekst zonder aanhalingstekens.",
    "LINE SIZE OVER MAXIMUM": "De rij is langer dan 1 MB. Misschien ontbreekt ergens een einde van een regel of een aanhalingsteken.",
    "INVALID ENCODING": "In de rij staan letters in een andere codering dan in de rest van het bestand. Exporteer als UTF-8.",
}
ANDERS = (
    "De rij is niet te lezen. Controleer aanhalingstekens en scheidingstekens, en lever de rij opnieuw aan."
)


def read_csv(
    con: duckdb.DuckDBPyConnection, file: Path, profiel: Leesafspraak, werkmap: Path, inlezing: Inlezing
) -> None:
    """Read a CSV file: find out its encoding and delimiter, then let DuckDB read it as text only."""
    with file.open("rb") as stream:
        if stream.read(4) == b"PK\x03\x04":
            raise Leesfout(
                "Dit is geen CSV maar een zip- of Excelbestand. Sla het op als CSV, of kies het profiel voor Excel."
            )
    keuze = choose_codering(file, profiel.bestand.codering, inlezing)
    begin, kopregel = _read_begin(file, keuze, profiel.bestand.kopregel)
    scheiding = profiel.bestand.scheiding or _detect_scheiding(begin, profiel)
    namen = _read_kop(begin, scheiding)
    _refuse_scheiding(begin, namen, scheiding, profiel)
    kolommen = check_kolommen(namen, profiel, inlezing)
    schoon = make_clean(file, keuze, werkmap, scheiding * (len(namen) - 1))
    load_tekst(con, schoon, scheiding, namen, kolommen, kopregel, inlezing)


def _read_begin(file: Path, keuze: Keuze, kopregel: int) -> tuple[str, int]:
    """Read up to and with the line of the header; Excel may put a line `sep=;` before all others."""
    wijze = "replace" if keuze.vervang else "strict"
    try:
        with file.open(encoding=keuze.codering, newline=None, errors=wijze) as stream:
            regels = [stream.readline() for _ in range(kopregel)]
            if re.fullmatch(r"sep=.\n", regels[0]):
                regels.append(stream.readline())
    except UnicodeError as fout:
        raise Leesfout(
            f"Het bestand is niet te lezen als {keuze.codering}. Sla het op als UTF-8 en lever opnieuw aan."
        ) from fout
    return "".join(regels).replace("\x00", "\ufffd"), len(regels)


def _refuse_scheiding(begin: str, namen: list[str], scheiding: str, profiel: Leesafspraak) -> None:
    """Refuse a file that is parted by another character than was agreed, and say which."""
    nodig = {k.strip().casefold() for k in profiel.list_kolommen()}
    if nodig <= {n.casefold() for n in namen}:
        return
    anders = _detect_scheiding(begin, profiel)
    if anders != scheiding and nodig <= {n.casefold() for n in _read_kop(begin, anders)}:
        raise Leesfout(
            f"De kolommen zijn gescheiden met {TEKENS.get(anders, anders)}, en niet met {TEKENS.get(scheiding, scheiding)} zoals "
            "afgesproken. Exporteer met het afgesproken teken, of laat het leverprofiel aanpassen."
        )


def _detect_scheiding(begin: str, profiel: Leesafspraak) -> str:
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


def load_tekst(
    con: duckdb.DuckDBPyConnection,
    file: Path,
    scheiding: str,
    namen: list[str],
    kolommen: dict[str, str],
    kopregel: int,
    inlezing: Inlezing,
) -> None:
    """Read all rows as text; what cannot be read goes to `leesfout` with its row number, and empty rows are skipped."""
    uniek = _make_unique(namen)
    typen = ", ".join(f"'{quote_text(n)}': 'VARCHAR'" for n in uniek)
    con.execute("DROP TABLE IF EXISTS reject_scans; DROP TABLE IF EXISTS reject_errors")
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE gelezen AS SELECT * FROM read_csv('{quote_text(str(file))}', "
        f"delim='{quote_text(scheiding)}', quote='\"', escape='\"', header=false, skip={kopregel}, all_varchar=true, "
        f"auto_detect=false, columns={{{typen}}}, ignore_errors=true, store_rejects=true, max_line_size=1048576)"
    )
    _store_rejects(con, kopregel)
    # Row n of what was read stands in the file behind the refused rows before it. No column of a supplier has these names.
    con.execute(
        'CREATE OR REPLACE TEMP TABLE verschuiving AS SELECT vanaf AS "vth#vanaf", max(plaatsen) AS "vth#plaatsen" FROM ('
        f"SELECT rijnummer - n - {kopregel} + 1 AS vanaf, n AS plaatsen FROM ("
        "SELECT rijnummer, row_number() OVER (ORDER BY rijnummer) AS n FROM leesfout)) GROUP BY vanaf"
    )
    gevuld = " OR ".join(f"g.{quote_name(n)} IS NOT NULL" for n in uniek)
    make_bron(
        con,
        '(SELECT *, row_number() OVER () AS "vth#nummer" FROM gelezen) g ASOF LEFT JOIN verschuiving s '
        f'ON g."vth#nummer" >= s."vth#vanaf" WHERE {gevuld}',
        {k: uniek[namen.index(v)] for k, v in kolommen.items()},
        f'g."vth#nummer" + coalesce(s."vth#plaatsen", 0) + {kopregel}',
    )
    rij = con.execute("SELECT (SELECT count(*) FROM gelezen) - (SELECT count(*) FROM bron)").fetchone()
    if rij and rij[0]:
        wat = "1 lege rij is" if rij[0] == 1 else f"{rij[0]} lege rijen zijn"
        inlezing.opmerkingen.append(f"{wat} overgeslagen.")
    con.execute("DROP TABLE gelezen")


def _store_rejects(con: duckdb.DuckDBPyConnection, kopregel: int) -> None:
    """Move DuckDB's refused rows to `leesfout`; a quote that is wrong makes every row behind it doubtful."""
    eerste = con.execute(
        "SELECT line, csv_line FROM reject_errors WHERE error_type::VARCHAR = 'UNQUOTED VALUE' ORDER BY line LIMIT 1"
    ).fetchone()
    if eerste:
        raise Leesfout(
            f"Op rij {eerste[0]} klopt een aanhalingsteken niet: {eerste[1][:60]!r}. Het eindigt niet, of er staat nog tekst achter. "
            "Alles daarna is daardoor onzeker, of het bestand is afgebroken. Herstel de rij of maak de export opnieuw."
        )
    con.execute(
        "INSERT INTO leesfout SELECT line, coalesce(any_value(uitleg), $anders), any_value(csv_line)[:500] FROM reject_errors r "
        "LEFT JOIN (SELECT unnest($namen) AS soort, unnest($teksten) AS uitleg) u ON u.soort = r.error_type::VARCHAR GROUP BY line",
        {"namen": list(UITLEG), "teksten": list(UITLEG.values()), "anders": ANDERS},
    )


def _make_unique(namen: list[str]) -> list[str]:
    """Give doubles a number, for DuckDB does not tell case apart."""
    gezien: dict[str, int] = {}
    uniek = []
    for naam in namen:
        n = gezien[naam.casefold()] = gezien.get(naam.casefold(), 0) + 1
        uniek.append(naam if n == 1 else f"{naam}_{n}")
    return uniek
