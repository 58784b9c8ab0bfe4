"""A file of a laboratory, from its bytes to results and a report per row. Set-based: DuckDB does the rows, Python the distinct names and units.

Nothing disappears: each row becomes a result, or comes back with what was seen, why it is wrong and what to do.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from vth.analyse.motor import insert_teksten, open_duckdb, quote_name
from vth.analyse.sqlbestand import SqlBestand, read_sqlbestand
from vth.interface.inlezen import Leesfout, read_bestand
from vth.vergunningen.eenheden import find_eenheid
from vth.vergunningen.stoffen import find_grootheid

from .bemonstering import MonsterError
from .labprofiel import VELDEN, Labprofiel
from .parameter import Parameter, find_parameter, list_cas

HIER = Path(__file__).parent
KOP = ("id", "ernst", "bron", "melding")
MEEST_GETOOND = 200
DECIMAALWOORD = {",": "komma", ".": "punt"}


@dataclass(frozen=True)
class Bekendmonster:
    """What is known here of a sample that a file may be about: its number, its day, what was asked and in which base unit."""

    nummer: str
    genomen_op: date
    gevraagd: tuple[tuple[Parameter, str], ...] = ()


@dataclass(frozen=True)
class Labuitslag:
    """One result that may be taken over; `getal` and `eenheid` as given, `basiswaarde` in the unit in which values compare."""

    rijnummer: int
    monster: str
    sleutel: str
    naam: str
    cas: str
    teken: str
    getal: Decimal
    eenheid: str
    onzekerheid: Decimal | None
    methode: str
    dag: date | None
    basiswaarde: Decimal
    basis: str
    geschreven: str


# Gives what is known here of samples with some numbers, and the results that were delivered of them before.
Bekend = Callable[[Sequence[str]], tuple[Iterable[Bekendmonster], Iterable[Labuitslag]]]


@dataclass(frozen=True)
class Labmelding:
    """What is to be said of one row; without `rijnummer` it is about the whole file."""

    toets: str
    ernst: str
    rijnummer: int | None
    veld: str
    waarde: str
    melding: str


@dataclass
class Labverslag:
    """What became of a file: how many rows, what was taken over, and everything that is to be said."""

    rijen: int = 0
    opmerkingen: list[str] = field(default_factory=list)
    uitslagen: list[Labuitslag] = field(default_factory=list)
    meldingen: list[Labmelding] = field(default_factory=list)

    @property
    def geweigerd(self) -> int:
        """Count the rows that were refused."""
        return len({m.rijnummer for m in self.meldingen if m.ernst == "blokkerend" and m.rijnummer})


def read_labbestand(
    file: Path,
    profiel: Labprofiel,
    *,
    werkmap: Path,
    bekend: Bekend,
    ontvangen_op: date,
    correctie: bool = False,
) -> Labverslag:
    """Read a file of results against the samples that are known and the results that were delivered before: `bekend` gives both.

    With `correctie` a result that differs from an earlier one may be taken over (beside it). Raises MonsterError for a file of which
    nothing can be read: empty, another form, columns missing.
    """
    with open_duckdb(werkmap) as con:
        try:
            inlezing = read_bestand(con, file, profiel, werkmap)
        except Leesfout as fout:
            raise MonsterError(str(fout)) from fout
        _make_labbron(con, profiel)
        nummers = con.execute("SELECT DISTINCT monster FROM labbron WHERE monster IS NOT NULL").fetchall()
        _load_bekend(con, *bekend([nummer for (nummer,) in nummers]))
        _load_vertalingen(con, profiel)
        vast = _list_waarden(profiel, ontvangen_op, correctie)
        _run(con, HIER / "stappen" / "labregel.sql", "labregel", vast)
        verslag = Labverslag(inlezing.rijen, list(inlezing.opmerkingen))
        verslag.meldingen = _run_toetsen(con, vast)
        _run(con, HIER / "stappen" / "labuitslag.sql", "labuitslag", vast)
        verslag.uitslagen = [Labuitslag(*rij) for rij in con.execute("FROM labuitslag").fetchall()]
        return verslag


@cache
def list_labtoetsen() -> tuple[SqlBestand, ...]:
    """Read the checks on a file of results; one without id, ernst, bron and melding is refused."""
    return tuple(read_sqlbestand(f, KOP) for f in sorted((HIER / "toetsen").glob("*.sql")))


def _load_bekend(
    con: duckdb.DuckDBPyConnection, monsters: Iterable[Bekendmonster], eerder: Iterable[Labuitslag]
) -> None:
    """Load what is known here: samples, what was asked of them, and results of before."""
    lijst = list(monsters)
    con.execute("CREATE TABLE monsterbekend (nummer VARCHAR, genomen_op DATE)")
    insert_teksten(
        con,
        "monsterbekend",
        ("nummer", "genomen_op"),
        [(m.nummer, m.genomen_op) for m in lijst],
        "nummer, CAST(genomen_op AS DATE)",
    )
    con.execute("CREATE TABLE gevraagd (nummer VARCHAR, sleutel VARCHAR, naam VARCHAR, basis VARCHAR)")
    insert_teksten(
        con,
        "gevraagd",
        ("nummer", "sleutel", "naam", "basis"),
        [(m.nummer, p.sleutel, p.naam, basis) for m in lijst for p, basis in m.gevraagd],
    )
    con.execute(
        "CREATE TABLE eerder (nummer VARCHAR, sleutel VARCHAR, teken VARCHAR, basiswaarde DECIMAL(33, 12), basis VARCHAR, "
        "geschreven VARCHAR)"
    )
    insert_teksten(
        con,
        "eerder",
        ("nummer", "sleutel", "teken", "basiswaarde", "basis", "geschreven"),
        [(u.monster, u.sleutel, u.teken, u.basiswaarde, u.basis, u.geschreven) for u in eerder],
        "nummer, sleutel, teken, CAST(basiswaarde AS DECIMAL(33, 12)), basis, geschreven",
    )


def _make_labbron(con: duckdb.DuckDBPyConnection, profiel: Labprofiel) -> None:
    """Give the columns of the file our names; what the laboratory does not have is empty, and so is what holds only spaces."""
    keuze = ", ".join(
        f"nullif(trim({quote_name(profiel.kolommen[v])}), '') AS {v}"
        if v in profiel.kolommen
        else f"CAST(NULL AS VARCHAR) AS {v}"
        for v in VELDEN
    )
    con.execute(f"CREATE TABLE labbron AS SELECT rijnummer, {keuze} FROM bron")


def _load_vertalingen(con: duckdb.DuckDBPyConnection, profiel: Labprofiel) -> None:
    """Find the substance of each way in which one is written, and the unit of each way in which that is; once per writing."""
    namen = con.execute("SELECT DISTINCT parameter, cas FROM labbron").fetchall()
    con.execute(
        "CREATE TABLE parametervertaling (geschreven VARCHAR, cas_geschreven VARCHAR, sleutel VARCHAR, naam VARCHAR, cas_eigen VARCHAR, "
        "cas_fout BOOLEAN, eigen_eenheid VARCHAR)"
    )
    insert_teksten(
        con,
        "parametervertaling",
        ("geschreven", "cas_geschreven", "sleutel", "naam", "cas_eigen", "cas_fout", "eigen_eenheid"),
        [_translate_parameter(naam, cas, profiel) for naam, cas in namen],
        "geschreven, cas_geschreven, sleutel, naam, cas_eigen, CAST(cas_fout AS BOOLEAN), eigen_eenheid",
    )
    eenheden = con.execute(
        "SELECT DISTINCT eenheid FROM labbron WHERE eenheid IS NOT NULL UNION SELECT eigen_eenheid FROM parametervertaling "
        "WHERE eigen_eenheid IS NOT NULL UNION SELECT $vast",
        {"vast": profiel.eenheid},
    ).fetchall()
    con.execute(
        "CREATE TABLE eenheidvertaling (geschreven VARCHAR, code VARCHAR, basis VARCHAR, factor DECIMAL(18, 9), plus DECIMAL(18, 6))"
    )
    gevonden = [(tekst, e) for (tekst,) in eenheden if tekst and (e := find_eenheid(tekst)) is not None]
    insert_teksten(
        con,
        "eenheidvertaling",
        ("geschreven", "code", "basis", "factor", "plus"),
        [(tekst, e.code, e.basis, e.factor, e.plus) for tekst, e in gevonden],
        "geschreven, code, basis, CAST(factor AS DECIMAL(18, 9)), CAST(plus AS DECIMAL(18, 6))",
    )


def _translate_parameter(
    naam: str | None, cas: str | None, profiel: Labprofiel
) -> tuple[str | None, str | None, str | None, str | None, str | None, bool, str | None]:
    """Give the substance of one way to write it, whether its number says another, and the unit that it has without saying (pH)."""
    bedoeld = profiel.parameters.get(naam or "", naam or "")
    parameter = find_parameter(bedoeld, cas or "")
    if parameter is None:
        return naam, cas, None, None, None, False, None
    anders = bool(cas and parameter.cas and cas != parameter.cas and cas in list_cas())
    grootheid = find_grootheid(bedoeld)
    eigen = grootheid.eenheid if grootheid and grootheid.eenheid else None
    return naam, cas, parameter.sleutel, parameter.naam, parameter.cas, anders, eigen


def _list_waarden(profiel: Labprofiel, ontvangen_op: date, correctie: bool) -> dict[str, Any]:
    """Give the values that the SQL files ask for."""
    getal = rf"[0-9]+({re.escape(profiel.decimaalteken)}[0-9]+)?"
    if profiel.bestand.soort == "xlsx" and profiel.decimaalteken == ",":
        # In a spreadsheet a number is a number, whatever the laboratory's decimal sign: it comes as text with a point. It never comes as
        # `1.200`, for it has no zeros at its end: that is a text that somebody typed, and may be twelve hundred. `0.050` and `1200.500`
        # are texts too, but no thousands.
        getal += r"|[0-9]+\.([0-9]{1,2}|[0-9]{2}[1-9]|[0-9]{4,})|(0|[0-9]{4,})\.[0-9]+"
    return {
        "onder": _make_patroon(profiel.onder),
        "boven": _make_patroon(profiel.boven),
        "getal": rf"^[-+]?({getal})(e[-+]?[0-9]{{1,2}})?$",
        "niet_gemeten": [w.lower() for w in profiel.niet_gemeten] or ["\0"],
        "datumvorm": profiel.datumvorm,
        "eenheid": profiel.eenheid,
        "procent": profiel.onzekerheid == "procent",
        "decimaalwoord": DECIMAALWOORD[profiel.decimaalteken],
        "ontvangen_op": ontvangen_op.isoformat(),
        "correctie": correctie,
    }


def _make_patroon(woorden: Sequence[str]) -> str:
    """Make the pattern that finds one of some words at the begin of a value."""
    keuze = "|".join(re.escape(w.lower()) for w in sorted(woorden, key=len, reverse=True))
    return rf"^\s*({keuze})\s*" if keuze else r"^\b\B"


def _run(con: duckdb.DuckDBPyConnection, file: Path, tabel: str, vast: dict[str, Any]) -> None:
    """Make a table of what one SQL file selects."""
    bestand = read_sqlbestand(file)
    gevraagd = {n: w for n, w in vast.items() if re.search(rf"\${n}\b", bestand.sql)}
    con.execute(f"CREATE TABLE {quote_name(tabel)} AS {bestand.sql}", gevraagd)


def _run_toetsen(con: duckdb.DuckDBPyConnection, vast: dict[str, Any]) -> list[Labmelding]:
    """Run the checks; what they select stands in `uitkomst` for the step after, and comes back in the order of the file."""
    con.execute(
        "CREATE TABLE uitkomst (toets VARCHAR, ernst VARCHAR, overnemen BOOLEAN, rijnummer BIGINT, veld VARCHAR, waarde VARCHAR, "
        "grens VARCHAR)"
    )
    per_id = {}
    for bestand in list_labtoetsen():
        kop = per_id[bestand.kop["id"]] = bestand.kop
        overnemen = kop["ernst"] != "blokkerend" and kop.get("overnemen") != "nee"
        gevraagd = {n: w for n, w in vast.items() if re.search(rf"\${n}\b", bestand.sql)}
        con.execute(
            f"INSERT INTO uitkomst SELECT $toets_, $ernst_, $overnemen_, rijnummer, veld, waarde, grens FROM ({bestand.sql})",
            gevraagd | {"toets_": kop["id"], "ernst_": kop["ernst"], "overnemen_": overnemen},
        )
    rijen = con.execute(
        "SELECT toets, ernst, rijnummer, veld, coalesce(waarde, '')[:$lengte], coalesce(grens, '') FROM uitkomst "
        "ORDER BY rijnummer NULLS LAST, toets, veld",
        {"lengte": MEEST_GETOOND},
    ).fetchall()
    return [_make_melding(*rij, tekst=per_id[rij[0]]["melding"]) for rij in rijen]


def _make_melding(
    toets: str, ernst: str, rijnummer: int | None, veld: str, waarde: str, grens: str, *, tekst: str
) -> Labmelding:
    """Fill the sentence of a check."""
    # Not format(): a value may hold braces.
    melding = re.sub(
        r"\{(veld|waarde|grens)\}", lambda t: {"veld": veld, "waarde": waarde, "grens": grens}[t[1]], tekst
    )
    return Labmelding(toets, ernst, rijnummer, veld, waarde, melding)
