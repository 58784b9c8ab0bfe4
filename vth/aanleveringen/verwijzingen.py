"""Looking up references of which the row knows only the first parts of the key, set-based, before they are checked.

Such a reference becomes one to the whole key where exactly one record begins so, or where the profile says which one comes first. What was found
stands in `gezocht_<gegevensset>`, for the checks that tell of it row by row.
"""

import duckdb

from vth.analyse.motor import quote_name

from .profiel import Leverprofiel, Verwijzing


def resolve_verwijzingen(con: duckdb.DuckDBPyConnection, profiel: Leverprofiel) -> None:
    """Look up all references by a part of a key in `r_<gegevensset>`; needs `stand_sleutel` and the tables of `afbeelding`.

    A record is looked for in the register and in this file, refused rows too: that a row cannot refer to one of those is told afterwards. What is
    found nowhere keeps the part as it was given.
    """
    for gegevensset in profiel.gegevenssets:
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE {_name_gezocht(gegevensset)} (rijnummer BIGINT, relatie VARCHAR, gegeven VARCHAR, "
            "aantal BIGINT, gekozen VARCHAR, kandidaten VARCHAR)"
        )
        for relatie, verwijzing in _list_delen(profiel, gegevensset):
            _resolve(con, profiel, gegevensset, relatie, verwijzing)


def show_gezocht(con: duckdb.DuckDBPyConnection, gegevensset: str) -> None:
    """Name what was looked up for a gegevensset as the checks know it."""
    con.execute(f"CREATE OR REPLACE TEMP VIEW gezocht AS FROM {_name_gezocht(gegevensset)}")


def _name_gezocht(gegevensset: str) -> str:
    """Name the table with what was looked up."""
    return quote_name("gezocht_" + gegevensset)


def _list_delen(profiel: Leverprofiel, gegevensset: str) -> list[tuple[str, Verwijzing]]:
    """List the kinds of relation with a reference by a part of a key, each once."""
    gevonden = {
        (naam, v.naar, v.voorkeur): v
        for s in profiel.stromen
        if s.gegevensset == gegevensset
        for naam, vs in s.relaties.items()
        for v in vs
        if v.deel
    }
    return [(naam, v) for (naam, _, _), v in gevonden.items()]


def _resolve(
    con: duckdb.DuckDBPyConnection,
    profiel: Leverprofiel,
    gegevensset: str,
    relatie: str,
    verwijzing: Verwijzing,
) -> None:
    """Look up one kind of reference: every key is known by each of its beginnings, so that the join is by equality."""
    rijen, eigen = quote_name("r_" + gegevensset), quote_name("c_" + verwijzing.naar)
    hier = (
        f"UNION SELECT sleutel FROM {eigen} WHERE sleutel IS NOT NULL" if verwijzing.naar in profiel.gegevenssets else ""
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE keuze AS WITH gevraagd AS (SELECT DISTINCT naar_sleutel AS gegeven "
        f"FROM {rijen} WHERE soort = $relatie AND naar_soort = $naar), "
        f"bekend AS (SELECT sleutel FROM stand_sleutel WHERE soort = $naar {hier}), "
        "begin AS (SELECT sleutel, string_split(sleutel, '/') AS delen, unnest(range(1, len(string_split(sleutel, '/')) + 1)) AS n FROM bekend), "
        "kandidaat AS (SELECT g.gegeven, b.sleutel, nullif(list_position($voorkeur::VARCHAR[], array_to_string(b.delen[b.n + 1:], '/')), 0) AS rang "
        "FROM begin b JOIN gevraagd g ON array_to_string(b.delen[1:b.n], '/') = g.gegeven) "
        "SELECT gegeven, count(*) AS aantal, CASE WHEN count(*) = 1 THEN min(sleutel) ELSE arg_min(sleutel, rang) FILTER (rang IS NOT NULL) END AS gekozen, "
        "array_to_string(list_sort(list(sleutel))[:5], ', ') AS kandidaten FROM kandidaat GROUP BY gegeven",
        {"relatie": relatie, "naar": verwijzing.naar, "voorkeur": list(verwijzing.voorkeur)},
    )
    waar = f"{rijen}.soort = $relatie AND {rijen}.naar_soort = $naar AND {rijen}.naar_sleutel = k.gegeven"
    vast = {"relatie": relatie, "naar": verwijzing.naar}
    con.execute(
        f"INSERT INTO {_name_gezocht(gegevensset)} SELECT {rijen}.rijnummer, $relatie, k.gegeven, k.aantal, k.gekozen, k.kandidaten "
        f"FROM {rijen} JOIN keuze k ON {waar}",
        vast,
    )
    con.execute(f"UPDATE {rijen} SET naar_sleutel = k.gekozen FROM keuze k WHERE {waar} AND k.gekozen IS NOT NULL", vast)
