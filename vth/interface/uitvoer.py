"""Writing a table as a file that people and programs open, without a cell that runs.

A cell that begins like a formula is shown by a spreadsheet as its outcome, and a formula can send data away. In CSV such
a text gets an apostrophe before it; in XLSX every text is written as text; JSON and Parquet are data and stay as they are.
A number with a sign is no formula and stays a number.
"""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb
import xlsxwriter
from django.conf import settings

from vth.analyse.motor import open_duckdb, quote_name, quote_text

VORMEN = {"xlsx": "Excel", "csv": "CSV", "json": "JSON", "parquet": "Parquet"}
FORMULE = r"^[\t\r\n]|^\s*[=+\-@＝＋－＠]"
GETAL = r"^\s*[+-]?([0-9]+([.,][0-9]+)*)?\s*$"
RIJEN_PER_BLAD = 1_048_575
CEL_MAX = 32_767
PER = 10_240


def write_uitvoer(bron: Path, doel: Path, vorm: str, *, koppen: Mapping[str, str] | None = None) -> None:
    """Write the Parquet file `bron` as `doel` in one of the VORMEN; there is either a whole file or none.

    `koppen` chooses the columns and their headings in CSV and XLSX; without it all columns keep their names.
    """
    doel.parent.mkdir(parents=True, exist_ok=True)
    with _open_werk() as (con, werkmap):
        con.execute(f"CREATE VIEW bron AS FROM read_parquet('{quote_text(str(bron))}')")
        kolommen = _list_kolommen(con, koppen)
        klaar = werkmap / f"klaar.{vorm}"
        if vorm == "xlsx":
            _write_xlsx(con, klaar, kolommen)
        elif vorm == "csv":
            _write_csv(con, klaar, werkmap / "deel", kolommen)
        else:
            opties = {"json": "FORMAT json, ARRAY true", "parquet": f"FORMAT parquet, ROW_GROUP_SIZE {PER}"}[
                vorm
            ]
            namen = ", ".join(quote_name(k) for k, _, _ in kolommen)
            con.execute(f"COPY (SELECT {namen} FROM bron) TO '{quote_text(str(klaar))}' ({opties})")
        klaar.replace(doel)


@contextmanager
def _open_werk() -> "Iterator[tuple[duckdb.DuckDBPyConnection, Path]]":
    """Open a DuckDB with a folder of its own, on the disk where downloads are kept."""
    Path(settings.VAR_DIR).mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="uitvoer-", dir=settings.VAR_DIR) as naam,
        open_duckdb(Path(naam)) as con,
    ):
        # With one thread rows go out as they come in; several keep what must wait for its turn.
        con.execute("SET threads = 1")
        yield con, Path(naam)


def _list_kolommen(
    con: duckdb.DuckDBPyConnection, koppen: Mapping[str, str] | None
) -> list[tuple[str, str, bool]]:
    """List the columns that go out: name, heading, and whether it holds text."""
    rijen = con.execute("DESCRIBE bron").fetchall()
    soorten = {naam: soort == "VARCHAR" for naam, soort, *_ in rijen}
    return [(naam, kop, soorten[naam]) for naam, kop in (koppen or {n: n for n in soorten}).items()]


def write_veilig(kolom: str) -> str:
    """Write the SQL of a text that no spreadsheet runs."""
    return (
        f"CASE WHEN regexp_matches({kolom}, '{FORMULE}') AND NOT regexp_matches({kolom}, '{GETAL}') "
        f"THEN '''' || {kolom} ELSE {kolom} END"
    )


def _write_csv(
    con: duckdb.DuckDBPyConnection, doel: Path, deel: Path, kolommen: list[tuple[str, str, bool]]
) -> None:
    """Write CSV as a Dutch spreadsheet opens it: semicolons, UTF-8 with its mark."""
    lijst = ", ".join(
        f"{write_veilig(quote_name(naam)) if is_tekst else quote_name(naam)} AS k{n}"
        for n, (naam, _, is_tekst) in enumerate(kolommen)
    )
    titels = ", ".join(f"'{quote_text(kop)}' AS k{n}" for n, (_, kop, _) in enumerate(kolommen))
    veilig = ", ".join(f"{write_veilig(f'k{n}')} AS k{n}" for n in range(len(kolommen)))
    with doel.open("wb") as uit:
        uit.write(b"\xef\xbb\xbf")
        for sql in (f"SELECT {veilig} FROM (SELECT {titels})", f"SELECT {lijst} FROM bron"):
            con.execute(
                f"COPY ({sql}) TO '{quote_text(str(deel))}' (FORMAT csv, HEADER false, DELIMITER ';')"
            )
            with deel.open("rb") as stuk:
                shutil.copyfileobj(stuk, uit)


def _write_xlsx(con: duckdb.DuckDBPyConnection, doel: Path, kolommen: list[tuple[str, str, bool]]) -> None:
    """Write XLSX row by row in constant memory; what does not fit on one sheet goes on on the next."""
    opties = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "tmpdir": str(doel.parent),
    }
    namen = ", ".join(quote_name(naam) for naam, _, _ in kolommen)
    with xlsxwriter.Workbook(str(doel), opties) as boek:
        blad, rij, vet = None, RIJEN_PER_BLAD, boek.add_format({"bold": True})
        uitkomst = con.execute(f"SELECT {namen} FROM bron")
        while True:
            stuk = uitkomst.fetchmany(PER)
            for waarden in stuk or ([] if blad else [()]):
                if rij >= RIJEN_PER_BLAD:
                    blad, rij = boek.add_worksheet(), 0
                    blad.freeze_panes(1, 0)
                    for kolom, (_, kop, _) in enumerate(kolommen):
                        blad.write_string(0, kolom, kop[:CEL_MAX], vet)
                rij += 1
                for kolom, waarde in enumerate(waarden):
                    if isinstance(waarde, int | float) and not isinstance(waarde, bool):
                        blad.write_number(rij, kolom, waarde)  # type: ignore[union-attr]
                    elif waarde is not None:
                        blad.write_string(rij, kolom, str(waarde)[:CEL_MAX])  # type: ignore[union-attr]
            if not stuk:
                return
