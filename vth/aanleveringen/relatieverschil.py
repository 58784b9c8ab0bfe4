"""What a delivery changes in the relations of its records: those of a delivered record are what its row says."""

from datetime import date

import duckdb

from vth.analyse.motor import quote_name
from vth.analyse.tijdlijn import make_tijdlijnwijziging

from .afbeelding import list_relatiesoorten
from .klaarzetting import name_stappen
from .profiel import Leverprofiel

SLEUTEL = "struct_pack(van := x.van, soort := x.soort, naar := x.naar) AS k"
ZELFDE = "ON r.van = g.van AND r.soort = g.soort AND r.naar = g.naar"


def make_relaties(con: duckdb.DuckDBPyConnection, profiel: Leverprofiel, gegevensset: str, tot: date) -> None:
    """Compare the relations of one gegevensset; leaves `r_<gegevensset>_` sluiten, knippen and nieuw."""
    gezegd, soorten = quote_name("gr_" + gegevensset), list_relatiesoorten(profiel, gegevensset)
    eenmaal = "" if _is_eenmaal(profiel, gegevensset) else "DISTINCT"
    con.execute(
        f"CREATE OR REPLACE TABLE {gezegd} AS SELECT {eenmaal} g.k AS van, r.soort, n.k AS naar, g.begin, g.eind, g.nieuw "
        f"FROM {quote_name('r_' + gegevensset)} r JOIN {quote_name('g_' + gegevensset)} g "
        "ON g.rijnummer = r.rijnummer AND g.sleutel = r.sleutel "
        "JOIN vindbaar n ON n.soort = r.naar_soort AND n.sleutel = r.naar_sleutel WHERE g.begin < $e",
        {"e": tot},
    )
    _make_anders(con, profiel, gegevensset, soorten, tot)
    alleen = "SEMI JOIN anders a ON a.van = x.van AND a.soort = x.soort AND a.naar = x.naar"
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE gezegd AS SELECT {SLEUTEL}, x.begin, x.eind, '' AS inhoud, 0 AS bron "
        f"FROM {gezegd} x {alleen}"
    )
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE geloofd AS SELECT {SLEUTEL}, x.begin, x.eind, '' AS inhoud FROM stand_relatie x {alleen}"
    )
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE venster AS SELECT {SLEUTEL}, v.begin, v.eind FROM anders x "
        f"JOIN {quote_name('venster_' + gegevensset)} v ON v.k = x.van"
    )
    make_tijdlijnwijziging(con, f"ar_{gegevensset}")
    nieuw = f"SELECT {SLEUTEL}, x.begin, x.eind, '' AS inhoud, 0 AS bron FROM {gezegd} x WHERE x.nieuw"
    name_stappen(con, "r", gegevensset, nieuw)


def _make_anders(
    con: duckdb.DuckDBPyConnection, profiel: Leverprofiel, gegevensset: str, soorten: list[str], tot: date
) -> None:
    """Find the relations of known records that must go through the timeline.

    What is said for the whole window just as it is believed stays out, and so does what had ended before the window.
    """
    gezegd = f"(FROM {quote_name('gr_' + gegevensset)} WHERE NOT nieuw)"
    van_hier = "FROM stand_relatie WHERE van_soort = $van AND list_contains($soorten, soort)"
    # Of one relation at most one period stands at the end of the window, so this finds each said relation once.
    bekend = (
        ""
        if profiel.historie
        else f"LEFT JOIN ({van_hier} AND begin < $e AND eind >= $e) r {ZELFDE} "
        "WHERE r.van IS NULL OR g.eind <> $e OR r.begin > g.begin"
    )
    waarden = {"van": gegevensset, "soorten": soorten}
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE verzwegen AS SELECT r.van, r.soort, r.naar, r.eind FROM ({van_hier}) r "
        f"ANTI JOIN {gezegd} g {ZELFDE}",
        waarden,
    )
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE anders AS SELECT g.van, g.soort, g.naar FROM {gezegd} g {bekend} "
        "UNION SELECT r.van, r.soort, r.naar FROM verzwegen r "
        f"SEMI JOIN {quote_name('venster_' + gegevensset)} v ON r.van = v.k AND r.eind > v.begin",
        {} if profiel.historie else waarden | {"e": tot},
    )


def _is_eenmaal(profiel: Leverprofiel, gegevensset: str) -> bool:
    """Tell whether a row can name a relation only once: one kind, one reference, not a list."""
    return all(
        len(verwijzingen) == 1 and not verwijzingen[0].splits
        for s in profiel.stromen
        if s.gegevensset == gegevensset
        for verwijzingen in s.relaties.values()
    )
