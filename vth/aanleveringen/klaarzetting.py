"""Putting a compared delivery ready to be written: the staging tables of `tijd.bulk`, typed and in order."""

from collections.abc import Collection, Mapping

import duckdb

from vth.analyse.motor import quote_name
from vth.begrippen.rules import Objecttype
from vth.register.models import VOORKOMENS, Bronobject, Leverstatus, Persoonsgegeven, Relatie

from .gebieden import make_gebied, make_zicht
from .profiel import Leverprofiel
from .stand import make_na_relatie
from .typering import list_typed

STAPPEN = ("sluiten", "knippen", "nieuw")


def name_stappen(con: duckdb.DuckDBPyConnection, voor: str, soort: str, nieuw_sql: str = "") -> None:
    """Name what happens to one gegevensset: what the timeline made of known records, and beside it what is new.

    `nieuw_sql` selects the pieces (k, begin, eind, inhoud, bron) of records that the register does not know yet.
    """
    for stap in STAPPEN:
        bron = f"FROM {quote_name(f'a{voor}_{soort}_{stap}')}"
        if stap == "nieuw" and nieuw_sql:
            bron += f" UNION ALL {nieuw_sql}"
        con.execute(f"CREATE OR REPLACE VIEW {quote_name(f'{voor}_{soort}_{stap}')} AS {bron}")


def stage_verschil(
    con: duckdb.DuckDBPyConnection,
    profiel: Leverprofiel,
    model: Mapping[str, Objecttype],
    leeg: Mapping[str, Collection[str]],
) -> None:
    """Make the staging tables of records, relations, status and sight from what the comparison left behind.

    `leeg` names, per gegevensset, the attributes that the supplier fills nowhere.
    """
    for voor in "ors":
        _unite(con, profiel, voor)
    for gegevensset in profiel.gegevenssets:
        _stage_objecten(con, model[gegevensset], leeg[gegevensset])
    _stage_relaties(con)
    _stage_status(con)
    make_na_relatie(con, profiel.gegevenssets)
    make_gebied(con, profiel)
    _stage_bronobjecten(con, profiel)
    make_zicht(con, profiel)


def _unite(con: duckdb.DuckDBPyConnection, profiel: Leverprofiel, voor: str) -> None:
    """Put the timelines of all gegevenssets together under one name."""
    for stap in STAPPEN:
        delen = " UNION ALL ".join(f"FROM {quote_name(f'{voor}_{g}_{stap}')}" for g in profiel.gegevenssets)
        con.execute(f"CREATE OR REPLACE VIEW {quote_name(f'{voor}_{stap}')} AS {delen}")


def _stage_objecten(con: duckdb.DuckDBPyConnection, objecttype: Objecttype, leeg: Collection[str]) -> None:
    """Stage the voorkomens of one object type; of natural persons the values go to their own table.

    What the supplier fills nowhere is not staged at all: it stays empty.
    """
    soort, model = objecttype.naam, VOORKOMENS[objecttype.naam]
    tabel = model._meta.db_table
    _stage_dicht(con, f"o_{soort}", tabel, "k AS bronobject_id")
    nieuw, bron = quote_name(f"o_{soort}_nieuw"), quote_name("c_" + soort)
    gevuld = [a for a in objecttype.attributen if a.naam not in leeg]
    if not objecttype.persoonsgegevens:
        kolommen = ", ".join(["n.inhoud AS inhoud_md5", "c.voidredenen", *list_typed(model, gevuld, "c")])
        con.execute(
            f"CREATE OR REPLACE TABLE {quote_name('nieuw_' + tabel)} AS SELECT n.k AS bronobject_id, {kolommen}, "
            f"n.begin_geldigheid, n.eind_geldigheid FROM {nieuw} n JOIN {bron} c ON c.rowid = n.bron ORDER BY n.k"
        )
        return
    con.execute(f"CREATE OR REPLACE TEMP TABLE persoon AS SELECT *, uuid() AS id FROM {nieuw}")
    kolommen = ", ".join(["p.id", "p.inhoud AS inhoud_md5", *list_typed(Persoonsgegeven, gevuld, "c")])
    con.execute(
        f"CREATE OR REPLACE TABLE {quote_name('nieuw_' + Persoonsgegeven._meta.db_table)} AS SELECT {kolommen} "
        f"FROM persoon p JOIN {bron} c ON c.rowid = p.bron"
    )
    con.execute(
        f"CREATE OR REPLACE TABLE {quote_name('nieuw_' + tabel)} AS SELECT p.k AS bronobject_id, '' AS inhoud_md5, "
        "c.voidredenen, p.id AS persoonsgegeven_id, p.begin_geldigheid, p.eind_geldigheid "
        f"FROM persoon p JOIN {bron} c ON c.rowid = p.bron"
    )


def _stage_dicht(con: duckdb.DuckDBPyConnection, van: str, tabel: str, sleutel: str) -> None:
    """Stage closings and clippings of one register table."""
    con.execute(
        f"CREATE OR REPLACE TABLE {quote_name('dicht_' + tabel)} AS SELECT {sleutel}, begin_geldigheid FROM {quote_name(van + '_sluiten')}"
    )
    con.execute(
        f"CREATE OR REPLACE TABLE {quote_name('knip_' + tabel)} AS SELECT {sleutel}, begin_geldigheid, begin_nieuw, eind_nieuw "
        f"FROM {quote_name(van + '_knippen')}"
    )


def _stage_relaties(con: duckdb.DuckDBPyConnection) -> None:
    """Stage the relations of all gegevenssets."""
    tabel = Relatie._meta.db_table
    sleutel = "k.van AS van_id, k.soort AS soort, k.naar AS naar_id"
    _stage_dicht(con, "r", tabel, sleutel)
    con.execute(
        f"CREATE OR REPLACE TABLE {quote_name('nieuw_' + tabel)} AS SELECT {sleutel}, begin_geldigheid, eind_geldigheid "
        "FROM r_nieuw ORDER BY van_id, soort"
    )


def _stage_status(con: duckdb.DuckDBPyConnection) -> None:
    """Stage the status of all gegevenssets."""
    tabel = Leverstatus._meta.db_table
    _stage_dicht(con, "s", tabel, "k AS bronobject_id")
    con.execute(
        f"CREATE OR REPLACE TABLE {quote_name('nieuw_' + tabel)} AS SELECT k AS bronobject_id, inhoud AS status, "
        "begin_geldigheid, eind_geldigheid FROM s_nieuw"
    )


def _stage_bronobjecten(con: duckdb.DuckDBPyConnection, profiel: Leverprofiel) -> None:
    """Stage the new records, in the order of their keys, with the municipality that decides who sees them."""
    con.execute(
        f"CREATE OR REPLACE TABLE {quote_name('nieuw_' + Bronobject._meta.db_table)} AS SELECT s.k AS id, s.soort, "
        "$leverancier AS leverancier, s.sleutel, $reeks AS reeks, coalesce(a.gebied, '') AS gebied, "
        "$niveau AS vertrouwelijkheid FROM nieuwe_sleutel s LEFT JOIN gebied a ON a.k = s.k",
        {"leverancier": profiel.leverancier, "reeks": profiel.reeks, "niveau": profiel.vertrouwelijkheid},
    )
