"""What a delivery changes: compared, set-based, with what the register holds of this supplier.

Works on the canonical tables of `afbeelding`, the table `geweigerd` (rijnummer) and the tables of `stand`:
`stand_object` (soort, k, sleutel, reeks, gebied, vertrouwelijkheid, begin, eind, inhoud), `stand_relatie` (van,
soort, naar, begin, eind) and `stand_status` (k, begin, eind, inhoud). Leaves behind the staging tables that
`tijd.bulk` describes, ready to be written.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

import duckdb

from vth.analyse.motor import quote_name
from vth.analyse.tijdlijn import make_tijdlijnwijziging
from vth.begrippen.rules import Objecttype
from vth.register.models import VOORKOMENS, Bronobject, Leverstatus, Persoonsgegeven, Relatie
from vth.register.rules import derive_inhoud_md5_sql

from .afbeelding import list_relatiesoorten
from .profiel import Leverprofiel
from .typering import list_typed
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
        _make_goed(con, profiel, model[gegevensset])
    _make_sleutels(con, profiel)
    for gegevensset in profiel.gegevenssets:
        einden = gegevensset in met_einden and profiel.levering == "volledig"
        _make_afwezig(con, profiel, gegevensset, venster, zoek=einden)
        _make_objecten(con, profiel, model[gegevensset], venster)
        _make_relaties(con, profiel, gegevensset, venster)
        _make_status(con, profiel, gegevensset, venster)
        verschil.tellingen[gegevensset] = _count(con, gegevensset, venster)
    _unite(con, profiel, "o")
    _stage_relaties(con, profiel)
    _stage_status(con, profiel)
    _stage_bronobjecten(con, profiel)
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


def _make_goed(con: duckdb.DuckDBPyConnection, profiel: Leverprofiel, objecttype: Objecttype) -> None:
    """Keep the rows that were not refused, one per key (and period), with the hash of what they say.

    `nr` is the place of the row in the canonical table, where its content stays.
    """
    bron = quote_name("c_" + objecttype.naam)
    per = "sleutel, begin_geldigheid" if profiel.historie else "sleutel"
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE overtollig AS SELECT rowid AS nr FROM {bron} SEMI JOIN (SELECT sleutel FROM {bron} "
        f"GROUP BY sleutel HAVING count(*) > 1) m USING (sleutel) ANTI JOIN geweigerd USING (rijnummer) "
        f"QUALIFY row_number() OVER (PARTITION BY {per} ORDER BY rijnummer) > 1"
    )
    con.execute(
        f"CREATE OR REPLACE TABLE {quote_name('g_' + objecttype.naam)} AS SELECT c.rowid AS nr, c.rijnummer, c.sleutel, "
        f"c.begin_geldigheid, c.eind_geldigheid, {derive_inhoud_md5_sql(objecttype)} AS inhoud FROM {bron} c "
        "ANTI JOIN geweigerd w ON c.rijnummer = w.rijnummer ANTI JOIN overtollig o ON c.rowid = o.nr "
        "WHERE c.sleutel IS NOT NULL"
    )


def _make_sleutels(con: duckdb.DuckDBPyConnection, profiel: Leverprofiel) -> None:
    """Give every record of the delivery its id: the one it has in the register, or a new one."""
    delen = " UNION ALL ".join(
        f"SELECT DISTINCT '{g}' AS soort, sleutel FROM {quote_name('g_' + g)}" for g in profiel.gegevenssets
    )
    con.execute(
        "CREATE OR REPLACE TABLE stand_sleutel AS SELECT soort, sleutel, any_value(k) AS k, any_value(reeks) AS reeks, "
        "any_value(gebied) AS gebied, any_value(vertrouwelijkheid) AS vertrouwelijkheid FROM stand_object GROUP BY soort, sleutel"
    )
    con.execute(
        f"CREATE OR REPLACE TABLE sleutel AS SELECT d.soort, d.sleutel, coalesce(s.k, uuidv7()) AS k, s.k IS NULL AS nieuw "
        f"FROM ({delen}) d LEFT JOIN stand_sleutel s ON d.soort = s.soort AND d.sleutel = s.sleutel"
    )
    con.execute(
        "CREATE OR REPLACE TABLE vindbaar AS SELECT soort, sleutel, k FROM sleutel UNION ALL "
        "SELECT s.soort, s.sleutel, s.k FROM stand_sleutel s ANTI JOIN sleutel d ON s.soort = d.soort AND s.sleutel = d.sleutel"
    )


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
        f"CREATE OR REPLACE TABLE {quote_name('afwezig_' + gegevensset)} AS SELECT DISTINCT s.k FROM stand_object s "
        f"ANTI JOIN {quote_name('c_' + gegevensset)} c ON s.sleutel = c.sleutel "
        "WHERE $zoek AND s.soort = $soort AND s.reeks = $reeks AND s.begin <= $p AND s.eind > $p",
        {"zoek": zoek, "soort": gegevensset, "reeks": profiel.reeks, "p": venster["p"]},
    )


def _make_objecten(
    con: duckdb.DuckDBPyConnection, profiel: Leverprofiel, objecttype: Objecttype, venster: dict[str, date]
) -> None:
    """Compare what is said of the records themselves, and stage their voorkomens."""
    soort = objecttype.naam
    goed = quote_name("g_" + soort)
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE gezegd AS SELECT s.k, g.begin_geldigheid::DATE AS begin, "
        "least(coalesce(g.eind_geldigheid::DATE, $e), $e) AS eind, g.inhoud, g.nr AS bron "
        f"FROM {goed} g JOIN sleutel s ON s.soort = $soort AND s.sleutel = g.sleutel WHERE g.begin_geldigheid::DATE < $e",
        {"soort": soort, "e": venster["e"]},
    )
    einde = (
        f"UNION ALL SELECT k, $p, $e FROM {quote_name('afwezig_' + soort)}"
        if profiel.afwezig == "beeindigd"
        else ""
    )
    params = {"e": venster["e"]} | ({"p": venster["p"]} if einde else {})
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE venster AS SELECT k, min(begin) AS begin, $e AS eind FROM gezegd GROUP BY k {einde}",
        params,
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE geloofd AS SELECT s.k, s.begin, s.eind, s.inhoud FROM stand_object s "
        "SEMI JOIN venster v ON s.k = v.k WHERE s.soort = $soort",
        {"soort": soort},
    )
    con.execute(f"CREATE OR REPLACE TABLE {quote_name('venster_' + soort)} AS FROM venster")
    make_tijdlijnwijziging(con, f"o_{soort}")
    _stage_objecten(con, objecttype)


def _stage_objecten(con: duckdb.DuckDBPyConnection, objecttype: Objecttype) -> None:
    """Stage the voorkomens of one object type; of natural persons the values go to their own table."""
    soort, model = objecttype.naam, VOORKOMENS[objecttype.naam]
    tabel = model._meta.db_table
    _stage_dicht(con, f"o_{soort}", tabel, "k AS bronobject_id")
    nieuw, bron = quote_name(f"o_{soort}_nieuw"), quote_name("c_" + soort)
    if not objecttype.persoonsgegevens:
        kolommen = ", ".join(["n.inhoud AS inhoud_md5", "c.voidredenen", *list_typed(model, objecttype, "c")])
        con.execute(
            f"CREATE OR REPLACE TABLE {quote_name('nieuw_' + tabel)} AS SELECT n.k AS bronobject_id, {kolommen}, "
            f"n.begin_geldigheid, n.eind_geldigheid FROM {nieuw} n JOIN {bron} c ON c.rowid = n.bron ORDER BY n.k"
        )
        return
    con.execute(f"CREATE OR REPLACE TEMP TABLE persoon AS SELECT *, uuid() AS id FROM {nieuw}")
    kolommen = ", ".join(list_typed(Persoonsgegeven, objecttype, "c"))
    con.execute(
        f"CREATE OR REPLACE TABLE {quote_name('nieuw_' + Persoonsgegeven._meta.db_table)} AS SELECT p.id, "
        f"p.inhoud AS inhoud_md5, {kolommen} FROM persoon p JOIN {bron} c ON c.rowid = p.bron"
    )
    con.execute(
        f"CREATE OR REPLACE TABLE {quote_name('nieuw_' + tabel)} AS SELECT p.k AS bronobject_id, '' AS inhoud_md5, "
        "c.voidredenen, p.id AS persoonsgegeven_id, p.begin_geldigheid, p.eind_geldigheid "
        f"FROM persoon p JOIN {bron} c ON c.rowid = p.bron"
    )


def _make_relaties(
    con: duckdb.DuckDBPyConnection, profiel: Leverprofiel, gegevensset: str, venster: dict[str, date]
) -> None:
    """Compare the relations of the records: those of a delivered record are what its row says, no more and no less."""
    vensters = quote_name("venster_" + gegevensset)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE gezegde_relatie AS SELECT s.k AS van, r.soort, n.k AS naar, "
        "g.begin_geldigheid::DATE AS begin, least(coalesce(g.eind_geldigheid::DATE, $e), $e) AS eind "
        f"FROM {quote_name('r_' + gegevensset)} r JOIN {quote_name('g_' + gegevensset)} g ON g.rijnummer = r.rijnummer "
        "JOIN sleutel s ON s.soort = $soort AND s.sleutel = g.sleutel "
        "JOIN vindbaar n ON n.soort = r.naar_soort AND n.sleutel = r.naar_sleutel WHERE g.begin_geldigheid::DATE < $e",
        {"soort": gegevensset, "e": venster["e"]},
    )
    # What was said before just so, to the end of the window, need not go through the timeline.
    con.execute(
        "CREATE OR REPLACE TEMP TABLE relatie_zelfde AS SELECT g.van, g.soort, g.naar FROM gezegde_relatie g "
        "JOIN stand_relatie r ON r.van = g.van AND r.soort = g.soort AND r.naar = g.naar "
        "WHERE r.begin <= g.begin AND r.eind >= $e AND g.eind = $e AND NOT $historie",
        {"e": venster["e"], "historie": profiel.historie},
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE relatie_anders AS SELECT DISTINCT g.van, g.soort, g.naar FROM gezegde_relatie g "
        "ANTI JOIN relatie_zelfde z ON z.van = g.van AND z.soort = g.soort AND z.naar = g.naar "
        "UNION SELECT r.van, r.soort, r.naar FROM (SELECT * FROM stand_relatie WHERE list_contains($soorten, soort)) r "
        f"SEMI JOIN {vensters} v ON r.van = v.k "
        "ANTI JOIN gezegde_relatie g ON r.van = g.van AND r.soort = g.soort AND r.naar = g.naar",
        {"soorten": list_relatiesoorten(profiel, gegevensset)},
    )
    sleutel = "struct_pack(van := x.van, soort := x.soort, naar := x.naar) AS k"
    alleen = "SEMI JOIN relatie_anders a ON a.van = x.van AND a.soort = x.soort AND a.naar = x.naar"
    for doel, bron, extra in (
        ("gezegd", "(SELECT DISTINCT * FROM gezegde_relatie)", ", 0 AS bron"),
        ("geloofd", "stand_relatie", ""),
    ):
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE {doel} AS SELECT {sleutel}, x.begin, x.eind, '' AS inhoud{extra} FROM {bron} x {alleen}"
        )
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE venster AS SELECT {sleutel}, v.begin, v.eind FROM relatie_anders x JOIN {vensters} v ON v.k = x.van"
    )
    make_tijdlijnwijziging(con, f"r_{gegevensset}")


def _make_status(
    con: duckdb.DuckDBPyConnection, profiel: Leverprofiel, gegevensset: str, venster: dict[str, date]
) -> None:
    """Compare which records are kept up to date: refused, absent, or delivered as they should be."""
    absent = (
        ""
        if profiel.afwezig == "beeindigd"
        else (f"UNION ALL SELECT k, $meer AS inhoud FROM {quote_name('afwezig_' + gegevensset)}")
    )
    params = {"bij": Leverstatus.Status.NIET_BIJGEWERKT.value, "soort": gegevensset}
    con.execute(
        "CREATE OR REPLACE TEMP TABLE achter AS SELECT s.k, $bij AS inhoud FROM stand_sleutel s "
        f"SEMI JOIN {quote_name('c_' + gegevensset)} c ON s.sleutel = c.sleutel "
        f"ANTI JOIN {quote_name('g_' + gegevensset)} g ON s.sleutel = g.sleutel WHERE s.soort = $soort {absent}",
        params | ({"meer": Leverstatus.Status.NIET_MEER_AANGELEVERD.value} if absent else {}),
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE gezegd AS SELECT k, $p::DATE AS begin, $e::DATE AS eind, inhoud, 0 AS bron FROM achter",
        venster,
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE geloofd AS SELECT t.k, t.begin, t.eind, t.inhoud FROM stand_status t "
        "SEMI JOIN stand_object o ON o.k = t.k AND o.soort = $soort",
        {"soort": gegevensset},
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE venster AS SELECT k, $p::DATE AS begin, $e::DATE AS eind FROM "
        f"(SELECT k FROM achter UNION SELECT g.k FROM geloofd g SEMI JOIN {quote_name('venster_' + gegevensset)} v ON g.k = v.k)",
        venster,
    )
    make_tijdlijnwijziging(con, f"s_{gegevensset}")


def _count(con: duckdb.DuckDBPyConnection, soort: str, venster: dict[str, date]) -> dict[str, int]:
    """Count what happens to the records of one gegevensset."""
    nieuw, dicht = quote_name(f"o_{soort}_nieuw"), quote_name(f"o_{soort}_sluiten")
    relaties = [quote_name(f"r_{soort}_{stap}") for stap in ("nieuw", "sluiten")]
    rij = con.execute(
        "SELECT (SELECT count(*) FROM sleutel WHERE soort = $s AND nieuw), "
        f"(SELECT count(*) FROM (SELECT k FROM {nieuw} UNION SELECT k FROM {dicht} UNION SELECT k.van FROM {relaties[0]} "
        f"UNION SELECT k.van FROM {relaties[1]}) x SEMI JOIN sleutel b ON x.k = b.k AND NOT b.nieuw), "
        f"(SELECT count(DISTINCT k) FROM {dicht} SEMI JOIN {quote_name('afwezig_' + soort)} USING (k)), "
        f"(SELECT count(*) FROM {quote_name(f's_{soort}_nieuw')} WHERE inhoud = 'niet_meer_aangeleverd'), "
        f"(SELECT count(*) FROM {quote_name(f's_{soort}_nieuw')} WHERE inhoud = 'niet_bijgewerkt'), "
        "(SELECT count(*) FROM sleutel WHERE soort = $s), "
        "(SELECT count(DISTINCT k) FROM stand_object WHERE soort = $s AND begin <= $p AND eind > $p)",
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


def _stage_dicht(con: duckdb.DuckDBPyConnection, van: str, tabel: str, sleutel: str) -> None:
    """Stage closings and clippings of one register table."""
    con.execute(
        f"CREATE OR REPLACE TABLE {quote_name('dicht_' + tabel)} AS SELECT {sleutel}, begin_geldigheid FROM {quote_name(van + '_sluiten')}"
    )
    con.execute(
        f"CREATE OR REPLACE TABLE {quote_name('knip_' + tabel)} AS SELECT {sleutel}, begin_geldigheid, begin_nieuw, eind_nieuw "
        f"FROM {quote_name(van + '_knippen')}"
    )


def _unite(con: duckdb.DuckDBPyConnection, profiel: Leverprofiel, voor: str) -> None:
    """Put the timelines of all gegevenssets together under one name."""
    for stap in ("sluiten", "knippen", "nieuw"):
        delen = " UNION ALL ".join(f"FROM {quote_name(f'{voor}_{g}_{stap}')}" for g in profiel.gegevenssets)
        con.execute(f"CREATE OR REPLACE VIEW {quote_name(f'{voor}_{stap}')} AS {delen}")


def _stage_relaties(con: duckdb.DuckDBPyConnection, profiel: Leverprofiel) -> None:
    """Stage the relations of all gegevenssets."""
    _unite(con, profiel, "r")
    tabel = Relatie._meta.db_table
    sleutel = "k.van AS van_id, k.soort AS soort, k.naar AS naar_id"
    _stage_dicht(con, "r", tabel, sleutel)
    con.execute(
        f"CREATE OR REPLACE TABLE {quote_name('nieuw_' + tabel)} AS SELECT {sleutel}, begin_geldigheid, eind_geldigheid "
        "FROM r_nieuw ORDER BY van_id, soort"
    )


def _stage_status(con: duckdb.DuckDBPyConnection, profiel: Leverprofiel) -> None:
    """Stage the status of all gegevenssets."""
    _unite(con, profiel, "s")
    tabel = Leverstatus._meta.db_table
    _stage_dicht(con, "s", tabel, "k AS bronobject_id")
    con.execute(
        f"CREATE OR REPLACE TABLE {quote_name('nieuw_' + tabel)} AS SELECT k AS bronobject_id, inhoud AS status, "
        "begin_geldigheid, eind_geldigheid FROM s_nieuw"
    )


def _stage_bronobjecten(con: duckdb.DuckDBPyConnection, profiel: Leverprofiel) -> None:
    """Stage the new records, and for known ones the area that decides who sees them where it changes."""
    _make_gebied(con, profiel)
    con.execute(
        f"CREATE OR REPLACE TABLE {quote_name('nieuw_' + Bronobject._meta.db_table)} AS SELECT s.k AS id, s.soort, "
        "$leverancier AS leverancier, s.sleutel, $reeks AS reeks, coalesce(a.gebied, '') AS gebied, "
        "$niveau AS vertrouwelijkheid FROM sleutel s LEFT JOIN gebied a ON a.k = s.k WHERE s.nieuw ORDER BY s.k",
        {"leverancier": profiel.leverancier, "reeks": profiel.reeks, "niveau": profiel.vertrouwelijkheid},
    )
    con.execute(
        "CREATE OR REPLACE TABLE zicht AS SELECT s.k AS id, coalesce(a.gebied, t.gebied) AS gebied, "
        "$niveau AS vertrouwelijkheid FROM sleutel s JOIN stand_sleutel t ON t.k = s.k LEFT JOIN gebied a ON a.k = s.k "
        "WHERE coalesce(a.gebied, t.gebied) <> t.gebied OR t.vertrouwelijkheid <> $niveau",
        {"niveau": profiel.vertrouwelijkheid},
    )


def _make_gebied(con: duckdb.DuckDBPyConnection, profiel: Leverprofiel) -> None:
    """Derive the municipality of each delivered record: of a place its own, of others that of what they refer to.

    Places come first, then what lies there, then what happens in it; a betrokkene gets that of what refers to it.
    """
    con.execute("CREATE OR REPLACE TABLE gebied (k UUID, gebied VARCHAR)")
    if "geoobject" in profiel.gegevenssets:
        con.execute(
            "INSERT INTO gebied SELECT s.k, max(c.gemeente) FROM g_geoobject g JOIN c_geoobject c ON c.rowid = g.nr "
            "JOIN sleutel s ON s.soort = 'geoobject' AND s.sleutel = g.sleutel WHERE c.gemeente IS NOT NULL GROUP BY s.k"
        )
    gezegd = (
        "(SELECT k.van AS van, k.soort AS soort, k.naar AS naar FROM r_nieuw "
        "UNION ALL SELECT van, soort, naar FROM stand_relatie WHERE eind = DATE '9999-12-31')"
    )
    plaats = "(SELECT k, gebied FROM gebied UNION SELECT k, gebied FROM stand_sleutel WHERE gebied <> '')"
    stappen = [
        ("van", "naar", ("locatie",)),
        ("van", "naar", ("deel_van", "vindt_plaats_binnen", "betreft_vthobject")),
        ("van", "naar", ("legitimeert", "betreft")),
        ("naar", "van", ("verantwoordelijke", "drijver", "eigenaar", "uitvoerder", "houder", "melder")),
    ]
    for wie, waar, soorten in stappen:
        con.execute(
            f"INSERT INTO gebied SELECT r.{wie}, min(p.gebied) FROM {gezegd} r JOIN {plaats} p ON p.k = r.{waar} "
            f"SEMI JOIN sleutel s ON s.k = r.{wie} ANTI JOIN gebied al ON al.k = r.{wie} "
            f"WHERE list_contains($soorten, r.soort) GROUP BY r.{wie}",
            {"soorten": list(soorten)},
        )
