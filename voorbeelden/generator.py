"""The deliveries of Lindeland at any size: the same world and the same mistakes in the same proportions.

Nothing is drawn at random and nothing depends on the day: everything follows from the number of a site (`sql/`). Rows
are made and written in pieces, so that memory does not grow with the size.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from vth.analyse.motor import quote_name, quote_text
from vth.analyse.sqlbestand import read_sqlbestand

from .leveringen import (
    EERSTE_PEILDATUM,
    Levering,
    derive_kwartaal,
    find_vorige,
    list_foutplekken,
    list_leveringen,
    list_verhaalrijen,
)
from .schrijvers import EERSTE_WERKBLADRIJ, write_csv, write_geojson, write_json, write_parquet, write_xlsx
from .wereld import list_cellen, list_celplekken, make_harten, read_gegevens

SQL = Path(__file__).parent / "sql"
STANDAARD_OMVANG = 120
STUK = 50_000
KWARTALEN = 12
# A worksheet holds 1,048,576 rows; with parts there are about seven for every five sites.
GROOTSTE_WERKBLAD = 1_200_000

WEERGAVEN = ("plek", "stand", "veenrand_plek", "veenrand_activiteit", "kustland_plek")
BRONNEN = {
    "OD-VEENRAND/inrichtingen": "veenrand_inrichtingen",
    "OD-VEENRAND/activiteiten": "veenrand_activiteiten",
    "OD-VEENRAND/gronden": "veenrand_gronden",
    "OD-KUSTLAND/objecten": "kustland_objecten",
    "OD-KUSTLAND/activiteiten": "kustland_activiteiten",
    "OD-KUSTLAND/bodem": "kustland_bodem",
    "OD-KUSTLAND/natuurlijkpersoon": "kustland_natuurlijkpersoon",
    "OD-KUSTLAND/handhaving": "kustland_handhaving",
    "PV99/risicobedrijven": "provincie_risicobedrijven",
    "WS9901/lozingen": "waterschap_lozingen",
}
# What the veenrand calls second activities in its own system.
EIGEN_CODES = {
    "3.2.1": "STOOK", "3.2.5": "KOEL", "3.2.7": "OPSL-GAS", "3.2.8": "OPSL-TANK", "3.2.9": "OPSL-GEV",
    "3.2.13": "OPSL-AFV", "3.3.1": "BRZO",
}  # fmt: skip


CSVVORM = {"scheiding": ",", "codering": "utf-8", "regeleinde": "\n"}
CSVVORMEN = {
    "OD-VEENRAND": {"scheiding": ";", "codering": "windows-1252", "regeleinde": "\r\n"},
    "WS9901": {"scheiding": ",", "codering": "utf-8-sig", "regeleinde": "\n"},
}
EERSTE_RIJ = {"csv": 2, "xlsx": EERSTE_WERKBLADRIJ}
HULPKOLOMMEN = ("volgorde", "sleutel", "fout")
ALLES = "* EXCLUDE (volgorde, sleutel, fout)"


class VoorbeeldError(Exception):
    """A size or choice for which no deliveries can be made."""


@dataclass
class Lezing:
    """Reading one file of the world row by row; `meld` hears which mistakes come by, and where."""

    con: duckdb.DuckDBPyConnection
    bron: str
    hoogste: int
    eerste_rij: int = 1
    meld: Callable[[int, str, str], None] = lambda rij, sleutel, fout: None

    @property
    def kolommen(self) -> tuple[str, ...]:
        """Give the columns of the file itself."""
        namen = [rij[0] for rij in self.con.execute(f"DESCRIBE {self.bron}").fetchall()]
        return tuple(n for n in namen if n not in HULPKOLOMMEN)

    def iter_tabellen(self, keuze: str) -> Iterator[pa.Table]:
        """Give the rows in order, `STUK` sites at a time."""
        rij = self.eerste_rij
        for van in range(1, self.hoogste + 1, STUK):
            _set(self.con, van=van, tot=min(van + STUK, self.hoogste + 1))
            tabel = self.con.execute(
                f"SELECT sleutel, fout, {keuze} FROM {self.bron} ORDER BY volgorde"
            ).to_arrow_table()
            self._note_fouten(tabel, rij)
            rij += tabel.num_rows
            if tabel.num_rows:
                yield tabel

    def iter_rijen(self) -> Iterator[dict[str, Any]]:
        """Give the rows one by one."""
        for tabel in self.iter_tabellen(ALLES):
            yield from tabel.to_pylist()

    def iter_regels(self, scheiding: str) -> Iterator[str]:
        """Give the rows as CSV, many lines at a time; only what needs quotes has them."""
        velden = ", ".join(_quote_csv(kolom, scheiding) for kolom in self.kolommen)
        for tabel in self.iter_tabellen(f"concat_ws('{scheiding}', {velden}) AS regel"):
            yield "\n".join(tabel["regel"].to_pylist())

    def _note_fouten(self, tabel: pa.Table, rij: int) -> None:
        """Note the mistakes of a piece."""
        for n in pc.indices_nonzero(pc.not_equal(tabel["fout"], "")).to_pylist():
            self.meld(rij + n, tabel["sleutel"][n].as_py(), tabel["fout"][n].as_py())


def _quote_csv(kolom: str, scheiding: str) -> str:
    """Write the SQL of one value in CSV."""
    naam = f"coalesce({quote_name(kolom)}, '')"
    return (
        f"CASE WHEN contains({naam}, '{scheiding}') OR contains({naam}, '\"') "
        f"THEN '\"' || replace({naam}, '\"', '\"\"') || '\"' ELSE {naam} END"
    )


def make_voorbeeld(
    map_: Path,
    *,
    omvang: int = STANDAARD_OMVANG,
    leverancier: str = "",
    soort: str = "",
    peildatum: date | None = None,
    wijzig_procent: float = 0,
) -> list[Path]:
    """Write the deliveries of a world in which OD Veenrand has `omvang` sites, and give the files.

    `leverancier`, `soort` and `peildatum` choose among them. With `wijzig_procent` each chosen file is followed by one
    for the next quarter that is the same, but for so many percent of its sites. `fouten.csv` tells which mistake stands
    where, and `waarheid.csv` which records are of the same site. Raises VoorbeeldError.
    """
    gekozen = [
        levering
        for levering in list_leveringen()
        if leverancier in ("", levering.leverancier)
        and soort in ("", levering.soort)
        and peildatum in (None, levering.peildatum)
    ]
    _check_keuze(gekozen, omvang, wijzig_procent)
    with open_wereld(omvang) as con, (map_ / "fouten.csv").open("w", encoding="utf-8", newline="") as lijst:
        schrijver = csv.writer(lijst, lineterminator="\n")
        schrijver.writerow(["bestand", "rij", "sleutel", "fout", "toetsen"])
        for levering in gekozen:
            _write_levering(con, map_, levering, schrijver.writerow)
        paden = [map_ / levering.pad for levering in gekozen]
        for levering in gekozen if wijzig_procent else []:
            paden.append(_write_wijziging(con, map_, levering, wijzig_procent))
        paden += [map_ / "fouten.csv", _write_waarheid(con, map_)]
    return paden


def _check_keuze(gekozen: list[Levering], omvang: int, wijzig_procent: float) -> None:
    """Refuse what cannot be made, with what could."""
    if omvang < 1:
        raise VoorbeeldError(f"De omvang is {omvang}. Geef ten minste 1 inrichting.")
    if not gekozen:
        keuze = sorted({f"{x.leverancier} {x.soort} {x.peildatum}" for x in list_leveringen()})
        raise VoorbeeldError("Zo'n levering bestaat niet. Kies uit:\n- " + "\n- ".join(keuze))
    if not 0 <= wijzig_procent <= 100:
        raise VoorbeeldError(f"Er kan geen {wijzig_procent}% wijzigen. Geef een getal van 0 tot 100.")
    if omvang > GROOTSTE_WERKBLAD and any(levering.vorm == "xlsx" for levering in gekozen):
        raise VoorbeeldError(
            f"Bij {omvang} inrichtingen past de levering van OD Kustland niet op één werkblad. Kies een andere leverancier "
            "met --leverancier, of een kleinere omvang."
        )


@contextmanager
def open_wereld(omvang: int) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a DuckDB in which the world of this size can be asked for, piece by piece."""
    with duckdb.connect(config={"memory_limit": "1GB"}) as con:
        con.execute("SET enable_progress_bar = false")
        _load_tabellen(con)
        kust = omvang * 3 // 4
        getallen = {
            "omvang": omvang,
            "omvang_k": kust,
            "omvang_b": kust * 3 // 4,
            "omvang_p": min(kust // 4, 4000),
            "rest_zonder_kvk": next(f.rest for f in list_foutplekken() if f.fout == "kvk_ontbreekt"),
        }
        _set(
            con,
            **getallen,
            van=1,
            tot=1,
            k=0,
            vorige_k=-1,
            wijzig=0,
            correctie=False,
            peildatum=EERSTE_PEILDATUM,
        )
        for naam in (*WEERGAVEN, *BRONNEN.values(), "waarheid"):
            con.execute(f"CREATE VIEW {naam} AS {read_sqlbestand(SQL / f'{naam}.sql', ('id', 'korrel')).sql}")
        yield con


def _load_tabellen(con: duckdb.DuckDBPyConnection) -> None:
    """Put cells, branches, story and mistakes into tables, and lists of words into variables."""
    harten = make_harten()
    namen = {g["code"]: g["naam"] for g in read_gegevens("gebied")["gemeenten"]}
    cellen = [
        {
            "nr": nr,
            "gemeente": c.gemeente,
            "gemeentenaam": namen[c.gemeente],
            "woonplaats": c.woonplaats,
            "pc4": c.pc4,
            "kern": c.kern,
            "hart_x": harten[c.gemeente][0],
            "hart_y": harten[c.gemeente][1],
            **{
                f"{as_}_{hoek}": punt[n]
                for hoek, punt in zip(("zw", "zo", "nw", "no"), c.hoeken, strict=True)
                for n, as_ in enumerate("xy")
            },
        }
        for nr, c in enumerate(list_cellen())
    ]
    leeg = {"tweede": "", "rie": "", "ippc": "nee", "seveso": "", "water": "nee"}
    branches = [leeg | b | {"branche": b["code"]} for b in read_gegevens("branches")]
    tabellen: dict[str, list[dict[str, Any]]] = {
        "cel": cellen,
        "branche": [{k: v for k, v in b.items() if k not in ("code", "deel")} for b in branches],
        "verhaal": list_verhaalrijen(KWARTALEN),
        "fout": [
            {"fout": f.fout, "bestand": f.bestand, "rest": f.rest, "tot": f.tot, "serie": f.serie}
            for f in list_foutplekken()
        ],
        "eigen_code": [{"paragraaf": p, "eigen_code": c} for p, c in EIGEN_CODES.items()],
    }
    for naam, rijen in tabellen.items():
        con.register("rijen_", pa.Table.from_pylist(rijen))
        con.execute(f"CREATE TABLE {naam} AS FROM rijen_")
        con.unregister("rijen_")
    woorden = dict(read_gegevens("namen"))
    woorden["branches"] = [b["code"] for b in branches for _ in range(b["deel"])]
    _set(con, **woorden, cellen_v=list_celplekken("V"), cellen_k=list_celplekken("K"))


def _set(con: duckdb.DuckDBPyConnection, **waarden: Any) -> None:
    """Set variables that the SQL reads."""
    for naam, waarde in waarden.items():
        con.execute(f"SET VARIABLE {quote_name(naam)} = {_literal(waarde)}")


def _literal(waarde: Any) -> str:
    """Write a value as an SQL literal."""
    match waarde:
        case bool() | int():
            return str(waarde)
        case date():
            return f"DATE '{waarde}'"
        case list():
            return f"[{', '.join(_literal(w) for w in waarde)}]"
    return f"'{quote_text(str(waarde))}'"


def _write_levering(
    con: duckdb.DuckDBPyConnection,
    map_: Path,
    levering: Levering,
    note: Callable[[Sequence[Any]], Any] = lambda regel: None,
) -> None:
    """Write one delivery, and note each mistake that stands in it."""
    toetsen = {
        f.fout: " ".join(f"{g}:{t}" for g, t, _ in f.toetsen)
        for f in list_foutplekken()
        if f.bestand == levering.bestand
    }
    hoogste = _count(con, "omvang")
    _set(
        con,
        k=derive_kwartaal(levering.peildatum),
        vorige_k=find_vorige(levering),
        peildatum=levering.peildatum,
        correctie=levering.bijzonder == "correctie",
    )
    lezing = Lezing(
        con,
        BRONNEN[levering.bestand],
        max(1, hoogste // 2) if levering.bijzonder == "half" else hoogste,
        EERSTE_RIJ.get(levering.vorm, 1),
        lambda rij, sleutel, fout: note([levering.pad, rij, sleutel, fout, toetsen[fout]]),
    )
    (map_ / levering.pad).parent.mkdir(parents=True, exist_ok=True)
    _write_vorm(map_ / levering.pad, levering, lezing)


def _write_vorm(file: Path, levering: Levering, lezing: Lezing) -> None:
    """Write rows in the form of the delivery."""
    kop = {"leverancier": levering.leverancier, "peildatum": str(levering.peildatum)}
    match levering.vorm:
        case "csv":
            vorm = CSVVORMEN.get(levering.leverancier, CSVVORM)
            write_csv(file, lezing.kolommen, lezing.iter_regels(vorm["scheiding"]), **vorm)
        case "xlsx":
            write_xlsx(file, lezing.kolommen, lezing.iter_rijen(), levering.peildatum)
        case "json":
            write_json(file, kop, lezing.iter_rijen())
        case "geojson":
            write_geojson(file, kop, lezing.iter_rijen())
        case "parquet":
            write_parquet(file, (t.drop_columns(["sleutel", "fout"]) for t in lezing.iter_tabellen(ALLES)))


def _write_wijziging(
    con: duckdb.DuckDBPyConnection, map_: Path, levering: Levering, wijzig_procent: float
) -> Path:
    """Write a delivery once more for the next quarter, with so many percent of its sites changed."""
    maand = levering.peildatum.month + 3
    volgende = date(levering.peildatum.year + maand // 13, (maand - 1) % 12 + 1, levering.peildatum.day)
    doel = replace(levering, peildatum=volgende)
    with TemporaryDirectory(dir=map_) as werk:
        _set(con, wijzig=round(wijzig_procent * 100))
        _write_levering(con, Path(werk), levering)
        _set(con, wijzig=0)
        return (Path(werk) / levering.pad).replace(map_ / doel.pad)


def _write_waarheid(con: duckdb.DuckDBPyConnection, map_: Path) -> Path:
    """Write which records are of which real site."""
    _set(con, k=KWARTALEN - 1, vorige_k=-1, correctie=False)
    lezing = Lezing(con, "waarheid", _count(con, "omvang"))
    file = map_ / "waarheid.csv"
    write_csv(file, lezing.kolommen, lezing.iter_regels(","), **CSVVORM)
    return file


def _count(con: duckdb.DuckDBPyConnection, naam: str) -> int:
    """Read a variable that is a number."""
    rij = con.execute(f"SELECT getvariable('{naam}')").fetchone()
    assert rij
    return int(rij[0])
