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
    """Make the table `verslag` from `uitkomst` and `leesfout`, with key and text."""
    _load_teksten(con, profiel, model)
    sleutels = " UNION ALL ".join(
        f"SELECT '{g}' AS gegevensset, rijnummer, sleutel FROM c_{g}" for g in profiel.gegevenssets
    )
    con.execute(
        "CREATE OR REPLACE TABLE verslag AS WITH alles AS ("
        "SELECT u.gegevensset, u.toets, u.ernst, u.rijnummer, s.sleutel, u.veld, u.waarde, u.grens FROM uitkomst u "
        f"LEFT JOIN (SELECT gegevensset, rijnummer, min(sleutel) AS sleutel FROM ({sleutels}) "
        "SEMI JOIN uitkomst USING (gegevensset, rijnummer) GROUP BY ALL) s "
        "ON s.gegevensset = u.gegevensset AND s.rijnummer = u.rijnummer "
        "UNION ALL SELECT '', 'bestand.rij_onleesbaar', 'blokkerend', rijnummer, NULL, '', tekst, uitleg FROM leesfout) "
        "SELECT row_number() OVER (ORDER BY a.rijnummer NULLS FIRST, a.gegevensset, a.toets, a.veld) AS volgnummer, "
        "a.rijnummer, a.gegevensset, a.sleutel, a.toets, a.ernst, a.veld, a.waarde, a.grens, "
        # What the supplier wrote comes last, so that nothing in it is taken for a place to fill in.
        "replace(replace(replace(replace(coalesce(t.tekst, '{grens}'), '{grens}', coalesce(a.grens, '')), "
        "'{kaal}', coalesce(a.waarde, '')), '{veld}', a.veld), '{waarde}', coalesce('‘' || a.waarde[:120] || '’', 'niets')) AS tekst "
        "FROM alles a LEFT JOIN teksten t ON t.toets = a.toets AND t.ernst = a.ernst AND t.gegevensset = a.gegevensset AND t.veld = a.veld "
        "ORDER BY volgnummer"
    )


def write_verslag(con: duckdb.DuckDBPyConnection, map_: Path) -> None:
    """Keep the report, and the refused rows as they were delivered, beside the delivered bytes."""
    con.execute(f"COPY verslag TO '{quote_text(str(map_ / 'verslag.parquet'))}' (FORMAT parquet)")
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
