"""Public registers as `records`: where a name, an address and a place stand in each. No truth comes along."""

from pathlib import Path

import duckdb
import numpy as np
import pyproj

from vth.ontdubbeling.voorbereiding import make_records


def load_ghgrp_tri(con: duckdb.DuckDBPyConnection, data: Path, *, geschiedenis: bool) -> None:
    """Fill `records` with GHGRP (ids G…) and TRI (ids T…); with `geschiedenis` also what TRI's yearly snapshots know.

    Those give a facility's earlier names and its NAICS codes. Columns with an FRS id are not read here.
    """
    make_records(con)
    con.execute(
        f"""CREATE TABLE bron AS
        SELECT 'G' || "Facility Id" AS id, 'GHGRP' AS leverancier, "Facility Name" AS naam, "Address" AS straat,
            "Zip Code" AS postcode, "City" || ' ' || "State" AS plaats, TRY_CAST("Latitude" AS DOUBLE) AS lat,
            TRY_CAST("Longitude" AS DOUBLE) AS lon, list_filter(["Primary NAICS Code"], lambda n: n IS NOT NULL) AS activiteit
        FROM (FROM read_csv('{data}/koppelen/ghgrp_2016.csv', all_varchar = true)
              QUALIFY row_number() OVER (PARTITION BY "Facility Id" ORDER BY sheet) = 1)
        UNION ALL
        SELECT 'T' || TRIFID, 'TRI', FACILITY_NAME, STREET, ZIP_CODE, CITY || ' ' || STUSPS, TRY_CAST(LATITUDE AS DOUBLE),
            TRY_CAST(LONGITUDE AS DOUBLE), [] FROM '{data}/koppelen/tri.parquet'"""
    )
    add_plek(con, 5070)
    con.execute(
        f"""CREATE TABLE jaren AS SELECT 'T' || FacilityID AS id, list(DISTINCT FacilityName ORDER BY FacilityName) AS namen,
            list(DISTINCT NAICS ORDER BY NAICS) FILTER (NAICS IS NOT NULL AND year >= 2010) AS codes
        FROM '{data}/us_tri_1988_2018.parquet' WHERE {geschiedenis} GROUP BY ALL"""
    )
    activiteit = "coalesce(j.codes, b.activiteit)" if geschiedenis else "[]::VARCHAR[]"
    con.execute(
        f"""INSERT INTO records BY NAME SELECT b.id, 'vthobject' AS soort, leverancier, naam, coalesce(j.namen, []) AS namen,
            straat, postcode, plaats, 'US' AS land, x, y, {activiteit} AS activiteit
        FROM bron b LEFT JOIN plek USING (id) LEFT JOIN jaren j ON j.id = b.id"""
    )


def load_frs(con: duckdb.DuckDBPyConnection, data: Path) -> None:
    """Make the truth: `waar(links, rechts)`, and `frs(id, nummer)` of the records that carry an FRS id."""
    con.execute(
        f"""CREATE OR REPLACE TABLE frs AS
        SELECT DISTINCT 'G' || "Facility Id" AS id, "FRS Id" AS nummer
            FROM read_csv('{data}/koppelen/ghgrp_2016.csv', all_varchar = true) WHERE "FRS Id" IS NOT NULL
        UNION ALL SELECT 'T' || TRIFID, EPA_REGISTRY_ID FROM '{data}/koppelen/tri.parquet' WHERE EPA_REGISTRY_ID IS NOT NULL"""
    )
    con.execute(
        f"""CREATE OR REPLACE TABLE waar AS SELECT DISTINCT 'G' || ghgrp_id AS links, 'T' || tri_id AS rechts
        FROM read_csv('{data}/koppelen/waarheid_ghgrp_tri.csv', all_varchar = true)"""
    )


def load_nederland(con: duckdb.DuckDBPyConnection, data: Path) -> None:
    """Fill `records` with the ETS installations (ids E…) and the newest row of each IED site (ids I…)."""
    make_records(con)
    con.execute(
        f"""CREATE TABLE bron AS
        SELECT 'E' || id AS id, 'NEA' AS leverancier, name AS naam, addressmain AS straat, postalcode AS postcode, city AS plaats,
            TRY_CAST(latitudegoogle AS DOUBLE) AS lat, TRY_CAST(longitudegoogle AS DOUBLE) AS lon
        FROM read_csv('{data}/nl_ets_installaties.csv', all_varchar = true)
        UNION ALL
        SELECT 'I' || local_id, 'RIVM', name, NULL, NULL, NULL, TRY_CAST(lat AS DOUBLE), TRY_CAST(lon AS DOUBLE)
        FROM (FROM read_csv('{data}/nl_ied_locaties.csv', all_varchar = true) WHERE feature = 'ProductionSite'
              QUALIFY row_number() OVER (PARTITION BY local_id ORDER BY reporting_year DESC, name) = 1)"""
    )
    add_plek(con, 28992)
    con.execute(
        """INSERT INTO records BY NAME SELECT b.id, 'vthobject' AS soort, leverancier, naam, []::VARCHAR[] AS namen, straat, postcode,
            plaats, 'NL' AS land, x, y, []::VARCHAR[] AS activiteit FROM bron b LEFT JOIN plek USING (id)"""
    )


def add_plek(con: duckdb.DuckDBPyConnection, crs: int) -> None:
    """Make `plek(id, x, y)` of the coordinates in `bron`, in metres."""
    rijen = con.execute(
        "SELECT id, lat, lon FROM bron WHERE lat IS NOT NULL AND lon IS NOT NULL ORDER BY id"
    ).fetchnumpy()
    omzetten = pyproj.Transformer.from_crs(4326, crs, always_xy=True)
    x, y = omzetten.transform(np.asarray(rijen["lon"], float), np.asarray(rijen["lat"], float))
    con.register("_plek", {"id": np.asarray(rijen["id"], dtype=object), "x": x, "y": y})
    con.execute("CREATE TABLE plek AS SELECT id, x, y FROM _plek WHERE isfinite(x) AND isfinite(y)")
    con.unregister("_plek")
