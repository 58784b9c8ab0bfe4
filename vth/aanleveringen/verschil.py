"""What a delivery changes: compared, set-based, with what the register holds of this supplier.

Works on the canonical tables of `afbeelding`, the table `geweigerd` (rijnummer) and the tables of `stand`. Most
records are new, or say what they said: these are told apart at once, and only the others go through the timeline.
Leaves behind, per gegevensset and together, `o_` (records), `r_` (relations) and `s_` (status) with the steps
`sluiten`, `knippen` and `nieuw`, and the staging tables that `tijd.bulk` describes.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

import duckdb

from vth.analyse.motor import quote_name
from vth.analyse.tijdlijn import make_tijdlijnwijziging
from vth.begrippen.rules import Objecttype
from vth.register.models import Leverstatus
from vth.register.rules import derive_inhoud_md5_sql

from .klaarzetting import name_stappen, stage_verschil
from .profiel import Leverprofiel
from .relatieverschil import make_relaties
from .typering import list_leeg
from .vindbaar import stage_zoekregels


@dataclass
class Verschil:
    """How many records the delivery makes new, changes, ends or leaves, per gegevensset; and which are written at all."""

    tellingen: dict[str, dict[str, int]] = field(default_factory=dict)
    geraakt: list[str] = field(default_factory=list)

    @property
    def einden(self) -> int:
        """Count the records that end or are not delivered any more because of this delivery."""
        return sum(t["beeindigd"] + t["niet_meer_aangeleverd"] for t in self.tellingen.values())

    @property
    def bekend(self) -> int:
        """Count the records that could have ended."""
        return sum(t["bekend"] for t in self.tellingen.values())


def make_verschil(
    con: duckdb.DuckDBPyConnection,
    profiel: Leverprofiel,
    model: Mapping[str, Objecttype],
    *,
    peildatum: date,
    tot: date,
    met_einden: Collection[str],
) -> Verschil:
    """Make the staging tables for this delivery and count what changes.

    The delivery speaks about the period from `peildatum` to `tot` (open, or the next snapshot for a correction).
    Only records of the gegevenssets in `met_einden` can end: of the others some refused row has no id, and might be
    about any of the absent ones.
    """
    verschil = Verschil()
    venster = {"p": peildatum, "e": tot}
    for gegevensset in profiel.gegevenssets:
        _make_overtollig(con, profiel, gegevensset)
    _make_sleutels(con, profiel)
    leeg = {g: list_leeg(con, model[g]) for g in profiel.gegevenssets}
    for gegevensset in profiel.gegevenssets:
        _make_goed(con, model[gegevensset], leeg[gegevensset], tot)
    _name_sleutels(con, profiel)
    for gegevensset in profiel.gegevenssets:
        einden = gegevensset in met_einden and profiel.levering == "volledig"
        _make_afwezig(con, profiel, gegevensset, venster, zoek=einden)
        _make_objecten(con, profiel, gegevensset, venster)
        make_relaties(con, profiel, gegevensset, tot)
        _make_status(con, profiel, gegevensset, venster)
        verschil.tellingen[gegevensset] = _count(con, gegevensset, venster)
    stage_verschil(con, profiel, model, leeg)
    stage_zoekregels(con, profiel.gegevenssets)
    verschil.geraakt = [g for g in profiel.gegevenssets if _is_geraakt(con, g)]
    return verschil


def _is_geraakt(con: duckdb.DuckDBPyConnection, soort: str) -> bool:
    """Tell whether anything is written for a gegevensset: a record, a relation, a status or who may see it."""
    tabellen = [quote_name(f"{voor}_{soort}_{stap}") for voor in "ors" for stap in ("nieuw", "sluiten")]
    bestaat = " OR ".join(f"EXISTS (FROM {t})" for t in tabellen)
    rij = con.execute(
        f"SELECT {bestaat} OR EXISTS (FROM zicht z SEMI JOIN sleutel s ON s.k = z.id AND s.soort = $s)",
        {"s": soort},
    ).fetchone()
    assert rij
    return bool(rij[0])


def _make_overtollig(con: duckdb.DuckDBPyConnection, profiel: Leverprofiel, gegevensset: str) -> None:
    """Find the rows that are left out because an earlier row is about the same key (and period)."""
    per = "sleutel, begin_geldigheid" if profiel.historie else "sleutel"
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE {quote_name('overtollig_' + gegevensset)} AS SELECT rowid AS nr "
        f"FROM {quote_name('c_' + gegevensset)} SEMI JOIN {quote_name('meervoudig_' + gegevensset)} USING (sleutel) "
        f"ANTI JOIN geweigerd USING (rijnummer) QUALIFY row_number() OVER (PARTITION BY {per} ORDER BY rijnummer) > 1"
    )


def _make_sleutels(con: duckdb.DuckDBPyConnection, profiel: Leverprofiel) -> None:
    """Give every record that the register does not know yet an id: `nieuwe_sleutel`; with the known ones, `vindbaar`.

    New ids follow the order of the keys, so that the indexes on ids and on keys grow at their end alike.
    """
    eenmaal = "DISTINCT" if profiel.historie else ""
    delen = " UNION ALL ".join(
        f"SELECT {eenmaal} '{g}' AS soort, c.sleutel FROM {quote_name('c_' + g)} c ANTI JOIN geweigerd w "
        f"ON c.rijnummer = w.rijnummer ANTI JOIN {quote_name('overtollig_' + g)} o ON c.rowid = o.nr WHERE c.sleutel IS NOT NULL"
        for g in profiel.gegevenssets
    )
    con.execute(
        "CREATE OR REPLACE TABLE nieuwe_sleutel AS SELECT soort, sleutel, uuidv7() AS k FROM (SELECT d.soort, d.sleutel "
        f"FROM ({delen}) d ANTI JOIN stand_sleutel s ON d.soort = s.soort AND d.sleutel = s.sleutel ORDER BY ALL)"
    )
    con.execute(
        "CREATE OR REPLACE VIEW vindbaar AS SELECT soort, sleutel, k, false AS nieuw FROM stand_sleutel UNION ALL "
        "SELECT soort, sleutel, k, true FROM nieuwe_sleutel"
    )


def _make_goed(
    con: duckdb.DuckDBPyConnection, objecttype: Objecttype, leeg: Collection[str], tot: date
) -> None:
    """Keep the rows that were not refused, one per key (and period), with their id and the hash of what they say.

    `bron` is the place of the row in the canonical table, where its content stays; `eind` is at most `tot`.
    """
    soort = objecttype.naam
    con.execute(
        f"CREATE OR REPLACE TABLE {quote_name('g_' + soort)} AS SELECT s.k, s.nieuw, c.rijnummer, c.sleutel, "
        f"c.begin_geldigheid::DATE AS begin, least(coalesce(c.eind_geldigheid::DATE, $e), $e) AS eind, "
        f"{derive_inhoud_md5_sql(objecttype, leeg=leeg)} AS inhoud, c.rowid AS bron FROM {quote_name('c_' + soort)} c "
        "JOIN (SELECT k, nieuw, sleutel AS sleutel_ FROM vindbaar WHERE soort = $soort) s ON s.sleutel_ = c.sleutel "
        f"ANTI JOIN geweigerd w ON c.rijnummer = w.rijnummer ANTI JOIN {quote_name('overtollig_' + soort)} o ON c.rowid = o.nr",
        {"soort": soort, "e": tot},
    )


def _name_sleutels(con: duckdb.DuckDBPyConnection, profiel: Leverprofiel) -> None:
    """Name all records that the delivery speaks about, each once: `sleutel`."""
    eenmaal = "DISTINCT" if profiel.historie else ""
    delen = " UNION ALL ".join(
        f"SELECT {eenmaal} '{g}' AS soort, sleutel, k, nieuw FROM {quote_name('g_' + g)}"
        for g in profiel.gegevenssets
    )
    con.execute(f"CREATE OR REPLACE VIEW sleutel AS {delen}")


def _make_afwezig(
    con: duckdb.DuckDBPyConnection,
    profiel: Leverprofiel,
    gegevensset: str,
    venster: dict[str, date],
    *,
    zoek: bool,
) -> None:
    """Find the records that this full delivery should have had: believed on its day, of its own series."""
    con.execute(
        f"CREATE OR REPLACE TABLE {quote_name('afwezig_' + gegevensset)} AS SELECT s.k FROM stand_sleutel s "
        f"ANTI JOIN {quote_name('c_' + gegevensset)} c ON s.sleutel = c.sleutel "
        "SEMI JOIN (SELECT k FROM stand_object WHERE soort = $soort AND begin <= $p AND eind > $p) o ON o.k = s.k "
        "WHERE $zoek AND s.soort = $soort AND s.reeks = $reeks",
        {"zoek": zoek, "soort": gegevensset, "reeks": profiel.reeks, "p": venster["p"]},
    )


def _make_objecten(
    con: duckdb.DuckDBPyConnection, profiel: Leverprofiel, soort: str, venster: dict[str, date]
) -> None:
    """Compare what is said of the records themselves."""
    p, e = (f"DATE '{venster[x]}'" for x in "pe")
    goed = f"(FROM {quote_name('g_' + soort)} WHERE begin < {e})"
    begin, per = ("min(begin) AS begin", "GROUP BY k") if profiel.historie else ("begin", "")
    einde = (
        f"UNION ALL SELECT k, {p}, {e} FROM {quote_name('afwezig_' + soort)}"
        if profiel.afwezig == "beeindigd"
        else ""
    )
    con.execute(
        f"CREATE OR REPLACE VIEW {quote_name('venster_' + soort)} AS SELECT k, {begin}, {e} AS eind FROM {goed} {per} {einde}"
    )
    # One state per record, believed already for all of its window: that record is done. At most one state of a record
    # stands at the end of the window, so this finds each said state once.
    bekend = (
        ""
        if profiel.historie
        else (
            f"LEFT JOIN (FROM stand_object WHERE begin < {e} AND eind >= {e}) o ON o.k = g.k "
            f"WHERE o.inhoud IS DISTINCT FROM g.inhoud OR g.eind <> {e} OR o.begin > g.begin"
        )
    )
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE gezegd AS SELECT g.k, g.begin, g.eind, g.inhoud, g.bron "
        f"FROM (FROM {goed} WHERE NOT nieuw) g {bekend}"
    )
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE venster AS SELECT k, min(begin) AS begin, {e} AS eind FROM gezegd GROUP BY k {einde}"
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE geloofd AS SELECT s.k, s.begin, s.eind, s.inhoud FROM stand_object s SEMI JOIN venster v ON s.k = v.k"
    )
    make_tijdlijnwijziging(con, f"ao_{soort}")
    name_stappen(con, "o", soort, f"SELECT k, begin, eind, inhoud, bron FROM {goed} WHERE nieuw")


def _make_status(
    con: duckdb.DuckDBPyConnection, profiel: Leverprofiel, gegevensset: str, venster: dict[str, date]
) -> None:
    """Compare which records are kept up to date: refused, absent, or delivered as they should be."""
    canoniek, goed = quote_name("c_" + gegevensset), quote_name("g_" + gegevensset)
    absent = (
        ""
        if profiel.afwezig == "beeindigd"
        else (f"UNION ALL SELECT k, $meer AS inhoud FROM {quote_name('afwezig_' + gegevensset)}")
    )
    params = {"bij": Leverstatus.Status.NIET_BIJGEWERKT.value, "soort": gegevensset}
    con.execute(
        "CREATE OR REPLACE TEMP TABLE achter AS SELECT s.k, $bij AS inhoud FROM stand_sleutel s "
        f"SEMI JOIN (FROM {canoniek} SEMI JOIN geweigerd USING (rijnummer)) c ON s.sleutel = c.sleutel "
        f"ANTI JOIN {goed} g ON s.k = g.k WHERE s.soort = $soort {absent}",
        params | ({"meer": Leverstatus.Status.NIET_MEER_AANGELEVERD.value} if absent else {}),
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE gezegd AS SELECT k, $p::DATE AS begin, $e::DATE AS eind, inhoud, 0 AS bron FROM achter",
        venster,
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE geloofd AS SELECT k, begin, eind, inhoud FROM stand_status WHERE soort = $soort",
        {"soort": gegevensset},
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE venster AS SELECT k, $p::DATE AS begin, $e::DATE AS eind FROM "
        f"(SELECT k FROM achter UNION SELECT g.k FROM geloofd g SEMI JOIN {quote_name('venster_' + gegevensset)} v ON g.k = v.k)",
        venster,
    )
    make_tijdlijnwijziging(con, f"as_{gegevensset}")
    name_stappen(con, "s", gegevensset)


def _count(con: duckdb.DuckDBPyConnection, soort: str, venster: dict[str, date]) -> dict[str, int]:
    """Count what happens to the records of one gegevensset."""
    anders = {f"{v}{s}": quote_name(f"a{v}_{soort}_{s}") for v in "ors" for s in ("nieuw", "sluiten")}
    rij = con.execute(
        "SELECT (SELECT count(*) FROM nieuwe_sleutel WHERE soort = $s), "
        f"(SELECT count(*) FROM (SELECT k FROM {anders['onieuw']} UNION SELECT k FROM {anders['osluiten']} "
        f"UNION SELECT k.van FROM {anders['rnieuw']} UNION SELECT k.van FROM {anders['rsluiten']}) x "
        "SEMI JOIN sleutel b ON x.k = b.k), "
        f"(SELECT count(DISTINCT k) FROM {anders['osluiten']} SEMI JOIN {quote_name('afwezig_' + soort)} USING (k)), "
        f"(SELECT count(*) FROM {anders['snieuw']} WHERE inhoud = 'niet_meer_aangeleverd'), "
        f"(SELECT count(*) FROM {anders['snieuw']} WHERE inhoud = 'niet_bijgewerkt'), "
        "(SELECT count(*) FROM sleutel WHERE soort = $s), "
        "(SELECT count(*) FROM stand_object WHERE soort = $s AND begin <= $p AND eind > $p)",
        {"s": soort, "p": venster["p"]},
    ).fetchone()
    assert rij
    namen = (
        "nieuw",
        "gewijzigd",
        "beeindigd",
        "niet_meer_aangeleverd",
        "niet_bijgewerkt",
        "aangeleverd",
        "bekend",
    )
    telling = dict(zip(namen, map(int, rij), strict=True))
    telling["ongewijzigd"] = telling["aangeleverd"] - telling["nieuw"] - telling["gewijzigd"]
    return telling
