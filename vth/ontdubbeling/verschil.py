"""What a run changes: beside what is believed now, as tables that one short transaction takes in (`tijd.bulk`)."""

from collections.abc import Iterable
from typing import Any

import duckdb
from django.db import connection

from vth.analyse.motor import insert_teksten
from vth.tijd.guard import OPEN_POSTGRES, OPEN_SQLITE
from vth.tijd.rules import BEGIN_DAG, OPEN_DAG

ALTIJD = (
    f"DATE '{BEGIN_DAG.isoformat()}' AS begin_geldigheid, DATE '{OPEN_DAG.isoformat()}' AS eind_geldigheid"
)
PER = 50_000


def load_huidig(con: duckdb.DuckDBPyConnection) -> None:
    """Read what is believed now: `oud_paren`, `oud_sneden`, `toewijzingen` and `bekend` (every Entiteit)."""
    _load(
        con,
        "oud_paren (links VARCHAR, rechts VARCHAR, soort VARCHAR, kans DOUBLE, gewicht DOUBLE, grond VARCHAR, "
        "uitkomst VARCHAR, merk VARCHAR)",
        "SELECT links_id, rechts_id, soort, kans, gewicht, grond, uitkomst, inhoud_md5 FROM ontdubbeling_gelijkstelling "
        f"WHERE eind_registratie = '{_open()}'",
        ids=2,
    )
    _load(
        con,
        "oud_sneden (links VARCHAR, rechts VARCHAR, soort VARCHAR, reden VARCHAR, rang DOUBLE)",
        f"SELECT links_id, rechts_id, soort, reden, rang FROM ontdubbeling_snede WHERE eind_registratie = '{_open()}'",
        ids=2,
    )
    _load(
        con,
        "toewijzingen (id VARCHAR, identiteit VARCHAR)",
        f"SELECT bronobject_id, identiteit FROM register_toewijzing WHERE eind_registratie = '{_open()}'",
        ids=2,
    )
    _load(
        con,
        "bekend (identiteit VARCHAR, opgegaan_in VARCHAR)",
        "SELECT id, opgegaan_in FROM ontdubbeling_entiteit",
        ids=2,
    )


def load_beoordeeld(con: duckdb.DuckDBPyConnection, records: Iterable[tuple[Any, str, str]]) -> None:
    """Make the view `bekende` (id, leverancier, objecttype): what is compared, and what was judged without being compared.

    So a judgement holds too of records that no run compares: parts of a site, and sites that became one.
    """
    con.execute("CREATE OR REPLACE TABLE beoordeeld (id VARCHAR, leverancier VARCHAR, objecttype VARCHAR)")
    rijen = sorted({(str(id_), leverancier, soort) for id_, leverancier, soort in records})
    insert_teksten(con, "beoordeeld", ("id", "leverancier", "objecttype"), rijen)
    con.execute(
        "CREATE OR REPLACE VIEW bekende AS SELECT id, leverancier, objecttype FROM records UNION ALL "
        "FROM (FROM beoordeeld ANTI JOIN records USING (id))"
    )


def load_oordelen(con: duckdb.DuckDBPyConnection, oordelen: Iterable[tuple[Any, Any, str]]) -> None:
    """Make the table `oordelen` (links, rechts, oordeel) of what was judged and holds, of records that are compared."""
    namen = ("links", "rechts", "oordeel")
    con.execute("CREATE OR REPLACE TABLE oordelen (links VARCHAR, rechts VARCHAR, oordeel VARCHAR)")
    insert_teksten(con, "oordelen", namen, sorted({(str(a), str(b), oordeel) for a, b, oordeel in oordelen}))


def make_parenverschil(con: duckdb.DuckDBPyConnection, *, versie: str, volledig: bool) -> None:
    """Stage which Gelijkstellingen are closed and added, and complete `paren` with those that were not compared again.

    Reads `paren` (just found), `oud_paren`, `geraakt` (records that are new, changed or gone) and `records`. Records of
    two object types are no pair, and neither are two activities of another type: what is done makes an activity what it is.
    """
    con.execute(
        "CREATE OR REPLACE TABLE gevonden AS SELECT p.links, p.rechts, l.objecttype AS soort, round(p.kans, 6) AS kans, "
        "round(p.gewicht, 3) AS gewicht, p.grond, p.uitkomst, p.bewijs::VARCHAR AS bewijs, "
        "md5(concat_ws('|', round(p.kans, 6), round(p.gewicht, 3), p.grond, p.uitkomst, p.bewijs::VARCHAR, $versie)) AS merk "
        "FROM paren p JOIN records l ON l.id = p.links JOIN records r ON r.id = p.rechts "
        "WHERE l.objecttype = r.objecttype AND p.links <> p.rechts AND (l.objecttype <> 'activiteituitvoering' "
        "OR l.activiteit = r.activiteit)",
        {"versie": versie},
    )
    opnieuw = "" if volledig else " WHERE links IN (FROM geraakt) OR rechts IN (FROM geraakt)"
    con.execute(f"CREATE OR REPLACE TABLE opnieuw AS FROM oud_paren{opnieuw}")
    con.execute(
        f"CREATE OR REPLACE TABLE nieuw_ontdubbeling_gelijkstelling AS SELECT links::UUID AS links_id, "
        f"rechts::UUID AS rechts_id, soort, kans, gewicht, {_derive_rang()} AS rang, grond, bewijs, uitkomst, "
        f"$versie AS versie, merk AS inhoud_md5, {ALTIJD} FROM gevonden g "
        "ANTI JOIN oud_paren o ON o.links = g.links AND o.rechts = g.rechts AND o.merk = g.merk",
        {"versie": versie},
    )
    con.execute(
        "CREATE OR REPLACE TABLE dicht_ontdubbeling_gelijkstelling AS SELECT o.links::UUID AS links_id, "
        f"o.rechts::UUID AS rechts_id, DATE '{BEGIN_DAG.isoformat()}' AS begin_geldigheid FROM opnieuw o "
        "ANTI JOIN gevonden g ON o.links = g.links AND o.rechts = g.rechts AND o.merk = g.merk"
    )
    con.execute(
        "CREATE OR REPLACE TABLE paren AS SELECT links, rechts, soort, kans, gewicht, grond, uitkomst, "
        "bewijs::JSON AS bewijs FROM gevonden UNION ALL SELECT links, rechts, soort, kans, gewicht, grond, uitkomst, NULL "
        "FROM (FROM oud_paren ANTI JOIN opnieuw USING (links, rechts)) ANTI JOIN gevonden USING (links, rechts)"
    )


def _derive_rang() -> str:
    """Write what a person should look at first: of what waits the contradictions and then the likeliest, of what is linked the weakest.

    Activities stand behind sites and businesses: whether those are one decides more.
    """
    wacht = (
        "CASE WHEN starts_with(grond, 'tegenspraak') THEN 0 ELSE 1 END + (1 - kans) "
        "+ CASE WHEN soort = 'activiteituitvoering' THEN 0.7 ELSE 0 END"
    )
    return f"CASE WHEN uitkomst = 'te_beoordelen' THEN {wacht} ELSE kans + 1 - 1 / (1 + greatest(gewicht, 0)) END"


def make_universum(con: duckdb.DuckDBPyConnection, ids: str) -> None:
    """Complete `clusters` to all of `ids` (a SELECT of `id`), and name `huidig` beside it."""
    con.execute(f"CREATE OR REPLACE TABLE allen AS SELECT DISTINCT id FROM ({ids})")
    con.execute(
        "CREATE OR REPLACE TABLE clusters AS SELECT a.id, coalesce(c.cluster::VARCHAR, a.id) AS cluster "
        "FROM allen a LEFT JOIN clusters c ON c.id = a.id"
    )
    con.execute(
        "CREATE OR REPLACE TABLE huidig AS SELECT a.id, coalesce(t.identiteit, a.id) AS identiteit FROM allen a "
        "LEFT JOIN toewijzingen t USING (id)"
    )


def make_sneden(con: duckdb.DuckDBPyConnection) -> None:
    """Make `sneden` out of `gesneden`: of what ties two groups that are kept apart the strongest, unless it was judged two.

    Reads `clusters`, `paren`, `oordelen` and `soorten`. What a judgement keeps apart stands first, then the strongest ties.
    """
    con.execute(
        """CREATE OR REPLACE TABLE sneden AS
        SELECT g.links, g.rechts, s.objecttype AS soort, g.reden, round(CASE g.reden WHEN 'oordeel' THEN 0 ELSE 1 END
            + 1 / (1 + greatest(coalesce(p.gewicht, 0), 0))
            + CASE s.objecttype WHEN 'activiteituitvoering' THEN 0.7 ELSE 0 END, 6)::DOUBLE AS rang
        FROM gesneden g JOIN soorten s ON s.id = g.links
        JOIN clusters l ON l.id = g.links JOIN clusters r ON r.id = g.rechts
        LEFT JOIN paren p ON p.links = g.links AND p.rechts = g.rechts
        ANTI JOIN (FROM oordelen WHERE oordeel = 'verschillend') o ON o.links = g.links AND o.rechts = g.rechts
        QUALIFY row_number() OVER (PARTITION BY least(l.cluster, r.cluster), greatest(l.cluster, r.cluster)
            ORDER BY p.gewicht DESC NULLS FIRST, g.links, g.rechts) = 1"""
    )


def make_snedenverschil(con: duckdb.DuckDBPyConnection) -> None:
    """Stage which Sneden are closed and added: `sneden` beside `oud_sneden`."""
    con.execute(
        "CREATE OR REPLACE TABLE nieuw_ontdubbeling_snede AS SELECT links::UUID AS links_id, rechts::UUID AS rechts_id, "
        f"soort, reden, rang, {ALTIJD} FROM (FROM sneden EXCEPT SELECT links, rechts, soort, reden, rang FROM oud_sneden)"
    )
    con.execute(
        "CREATE OR REPLACE TABLE dicht_ontdubbeling_snede AS SELECT links::UUID AS links_id, rechts::UUID AS rechts_id, "
        f"DATE '{BEGIN_DAG.isoformat()}' AS begin_geldigheid FROM (FROM oud_sneden EXCEPT FROM sneden)"
    )


def make_identiteitverschil(con: duckdb.DuckDBPyConnection) -> None:
    """Stage the Toewijzingen, Entiteiten and events that follow from `uitkomst` (`identiteit.make_identiteiten`)."""
    con.execute(
        "CREATE OR REPLACE TABLE dicht_register_toewijzing AS SELECT u.id::UUID AS bronobject_id, "
        f"DATE '{BEGIN_DAG.isoformat()}' AS begin_geldigheid FROM uitkomst u JOIN toewijzingen t USING (id) "
        "WHERE u.nieuw <> t.identiteit"
    )
    con.execute(
        "CREATE OR REPLACE TABLE nieuw_register_toewijzing AS SELECT u.id::UUID AS bronobject_id, "
        f"u.nieuw::UUID AS identiteit, {ALTIJD} FROM uitkomst u LEFT JOIN toewijzingen t USING (id) "
        "WHERE u.nieuw <> coalesce(t.identiteit, u.id) AND u.nieuw <> u.id"
    )
    con.execute(
        "CREATE OR REPLACE TABLE nieuw_ontdubbeling_entiteit AS SELECT n.identiteit::UUID AS id, coalesce(max(s.objecttype), 'vthobject') AS soort "
        "FROM nieuwe_entiteiten n JOIN (SELECT oud AS identiteit, id FROM uitkomst UNION SELECT nieuw, id FROM uitkomst) u "
        "USING (identiteit) LEFT JOIN soorten s ON s.id = u.id GROUP BY n.identiteit"
    )
    con.execute(
        "CREATE OR REPLACE TABLE nieuw_ontdubbeling_entiteitgebeurtenis AS SELECT entiteit::UUID AS entiteit, soort, "
        "ander::UUID AS ander, bronobject::UUID AS bronobject_id FROM gebeurtenissen ORDER BY volgorde, entiteit, bronobject, ander"
    )
    con.execute(
        "CREATE OR REPLACE TABLE verplaatst AS SELECT oud::UUID AS id, nieuw::UUID AS opgegaan_in FROM weg "
        "UNION ALL SELECT identiteit::UUID, NULL FROM herleefd"
    )


def _load(con: duckdb.DuckDBPyConnection, tabel: str, sql: str, *, ids: int) -> None:
    """Read rows of the database into a table of DuckDB, piece by piece; the first `ids` columns are ids."""
    con.execute(f"CREATE OR REPLACE TABLE {tabel}")
    naam, _, rest = tabel.partition(" ")
    namen = [k.split()[0] for k in rest.strip("()").split(", ")]
    keuze = ", ".join(f"{k}::UUID::VARCHAR" if n < ids else k for n, k in enumerate(namen))
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while rijen := cursor.fetchmany(PER):
            insert_teksten(con, naam, namen, rijen, keuze)


def _open() -> str:
    """Write the open end of registration as this database stores it."""
    return OPEN_SQLITE if connection.vendor == "sqlite" else OPEN_POSTGRES
