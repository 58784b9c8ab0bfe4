"""The toetsverslag: every finding with what was seen, why it is wrong and what to do; kept as Parquet with the delivery.

The text is written when the checks have run, so that a report always says what it said then.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from django.conf import settings

from vth.analyse.motor import quote_name, quote_text
from vth.begrippen.rules import Objecttype

from .models import Aanlevering, Aanvaarding, Toetstelling
from .profiel import Leverprofiel
from .toetsing import find_bestand

KOLOMMEN = (
    "volgnummer",
    "rijnummer",
    "gegevensset",
    "sleutel",
    "toets",
    "ernst",
    "veld",
    "waarde",
    "grens",
    "tekst",
)
# Fields of every gegevensset, which the model does not name.
VASTE_TITELS = {
    "sleutel": "Eigen nummer",
    "begin_geldigheid": "Begin van de geldigheid",
    "eind_geldigheid": "Einde van de geldigheid",
}


def get_map(aanlevering: Aanlevering) -> Path:
    """Give the folder in which the bytes and the report of a delivery are kept."""
    return Path(settings.AANLEVERINGEN_DIR) / str(aanlevering.pk)


def make_verslag(
    con: duckdb.DuckDBPyConnection,
    profiel: Leverprofiel,
    model: Mapping[str, Objecttype],
) -> None:
    """Make the view `verslag` from `uitkomst` and `leesfout`, with key and text."""
    _load_teksten(con, profiel, model)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE gevonden AS SELECT '' AS gegevensset, 'bestand.rij_onleesbaar' AS toets, "
        "'blokkerend' AS ernst, rijnummer, NULL::VARCHAR AS sleutel, '' AS veld, tekst AS waarde, uitleg AS grens FROM leesfout"
    )
    # A step at a time: of a million rows that are all wrong, joining and sorting at once would not fit.
    for gegevensset in ("", *profiel.gegevenssets):
        sleutels = (
            f"(SELECT rijnummer, min(sleutel) AS sleutel FROM {quote_name('c_' + gegevensset)} "
            "SEMI JOIN uitkomst USING (rijnummer) GROUP BY rijnummer)"
            if gegevensset
            else "(SELECT NULL::BIGINT AS rijnummer, NULL::VARCHAR AS sleutel)"
        )
        con.execute(
            "INSERT INTO gevonden SELECT u.gegevensset, u.toets, u.ernst, u.rijnummer, s.sleutel, u.veld, u.waarde, u.grens "
            f"FROM (FROM uitkomst WHERE gegevensset = $g) u LEFT JOIN {sleutels} s ON s.rijnummer = u.rijnummer",
            {"g": gegevensset},
        )
    # A sort can go beyond its memory; a window over all rows cannot. So the place in the table is the number.
    con.execute(
        "CREATE OR REPLACE TABLE bevinding AS FROM gevonden ORDER BY rijnummer NULLS FIRST, gegevensset, toets, veld"
    )
    con.execute("DROP TABLE gevonden")
    con.execute(
        "CREATE OR REPLACE VIEW verslag AS SELECT a.rowid + 1 AS volgnummer, "
        "a.rijnummer, a.gegevensset, a.sleutel, a.toets, a.ernst, a.veld, a.waarde, a.grens, "
        # What the supplier wrote comes last, so that nothing in it is taken for a place to fill in.
        "replace(replace(replace(replace(coalesce(t.tekst, '{grens}'), '{grens}', coalesce(a.grens, '')), "
        "'{kaal}', coalesce(a.waarde, '')), '{veld}', a.veld), '{waarde}', coalesce('‘' || a.waarde[:120] || '’', 'niets')) AS tekst "
        "FROM bevinding a LEFT JOIN teksten t ON t.toets = a.toets AND t.ernst = a.ernst AND t.gegevensset = a.gegevensset AND t.veld = a.veld"
    )


def write_verslag(con: duckdb.DuckDBPyConnection, map_: Path) -> None:
    """Keep the report beside the delivered bytes."""
    con.execute(f"COPY (FROM verslag) TO '{quote_text(str(map_ / 'verslag.parquet'))}' (FORMAT parquet)")


def write_geweigerd(con: duckdb.DuckDBPyConnection, map_: Path) -> None:
    """Keep the refused rows as they were delivered, beside the delivered bytes."""
    con.execute(
        "COPY (SELECT b.* FROM bron b SEMI JOIN geweigerd g ON g.rijnummer = b.rijnummer ORDER BY b.rijnummer) "
        f"TO '{quote_text(str(map_ / 'geweigerd.parquet'))}' (FORMAT parquet)"
    )


def make_toetstellingen(con: duckdb.DuckDBPyConnection, aanlevering: Aanlevering) -> list[Toetstelling]:
    """Count the findings per check and field; nothing is saved yet."""
    rijen = con.execute(
        "SELECT gegevensset, toets, ernst, coalesce(veld, ''), count(*) FROM verslag GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    return [
        Toetstelling(aanlevering=aanlevering, gegevensset=g, toets=t, ernst=e, veld=v, aantal=n)
        for g, t, e, v, n in rijen
    ]


def _load_teksten(
    con: duckdb.DuckDBPyConnection, profiel: Leverprofiel, model: Mapping[str, Objecttype]
) -> None:
    """Put the sentence of each check and field that found something into a table, with the field's title filled in."""
    gevonden = con.execute(
        "SELECT DISTINCT toets, ernst, gegevensset, coalesce(veld, '') FROM uitkomst"
    ).fetchall()
    rijen = []
    for toets, ernst, gegevensset, veld in gevonden:
        kop = _get_kop(toets)
        tekst = kop.get("melding_licht", kop["melding"]) if ernst == "waarschuwing" else kop["melding"]
        titel = get_veldtitel(model[gegevensset], veld)
        rijen.append((toets, ernst, gegevensset, veld, tekst.replace("{titel}", titel)))
    kolommen = ("toets", "ernst", "gegevensset", "veld", "tekst")
    load_table(con, "teksten", kolommen, rijen)
    con.execute("UPDATE uitkomst SET veld = '' WHERE veld IS NULL")


def _get_kop(toets: str) -> Mapping[str, str]:
    """Give the header of a check."""
    bestand = find_bestand(toets)
    assert bestand, toets
    return bestand.kop


def get_veldtitel(objecttype: Objecttype | None, veld: str) -> str:
    """Give the Dutch title of a field or relation; the name itself when nobody knows it."""
    iets = (objecttype.get_attribuut(veld) or objecttype.get_relatie(veld)) if objecttype else None
    return iets.titel if iets else VASTE_TITELS.get(veld, veld)


def drop_aanvaard(
    con: duckdb.DuckDBPyConnection, profiel: Leverprofiel, aanvaardingen: Iterable[Aanvaarding]
) -> None:
    """Take out of `uitkomst` the warnings that were accepted for their object: they count nowhere any more."""
    rijen = [(a.gegevensset, a.sleutel, a.toets, a.veld) for a in aanvaardingen]
    if not rijen:
        return
    load_table(con, "aanvaard", ("gegevensset", "sleutel", "toets", "veld"), rijen)
    for gegevensset in profiel.gegevenssets:
        con.execute(
            f"DELETE FROM uitkomst USING {quote_name('c_' + gegevensset)} c, aanvaard v "
            "WHERE uitkomst.ernst = 'waarschuwing' AND uitkomst.gegevensset = $g AND v.gegevensset = $g "
            "AND c.rijnummer = uitkomst.rijnummer AND v.sleutel = c.sleutel AND v.toets = uitkomst.toets "
            "AND v.veld = coalesce(uitkomst.veld, '')",
            {"g": gegevensset},
        )


def load_table(
    con: duckdb.DuckDBPyConnection, naam: str, kolommen: tuple[str, ...], rijen: list[tuple[Any, ...]]
) -> None:
    """Make a table of text from rows."""
    gekanteld = list(zip(*rijen, strict=True)) if rijen else [()] * len(kolommen)
    con.register("rijen_", pa.table([pa.array(k, pa.string()) for k in gekanteld], names=list(kolommen)))
    con.execute(f"CREATE OR REPLACE TABLE {naam} AS FROM rijen_")
    con.unregister("rijen_")
