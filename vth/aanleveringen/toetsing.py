"""Running the checks: each is one SELECT in `toetsen/`, and what it selects is wrong.

The result is the table `uitkomst` (gegevensset, toets, ernst, rijnummer, veld, waarde, grens). A row with a
blocking outcome is refused as a whole; the field of a warning whose check says `leegt: ja` is not taken over.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from vth.analyse.motor import quote_name
from vth.analyse.sqlbestand import SqlBestand, read_sqlbestand
from vth.begrippen.rules import Attribuut, Objecttype
from vth.begrippen.selectors import read_lijst

from .afbeelding import OMGEZET
from .profiel import Leverprofiel

TOETSEN = Path(__file__).parent / "toetsen"
KOP = ("id", "ernst", "bron", "melding")
# In the header of a check that looks into the register, and runs when what it holds of this supplier was read.
STAND = "stand"
GEEN_SPLITS = "\x1d"
# How a report names what a value should have been.
SOORTWOORD = {
    "datum": "bestaande datum in een afgesproken notatie",
    "getal": "getal",
    "bedrag": "bedrag in euro’s met hoogstens twee decimalen",
    "geheel": "geheel getal",
    "janee": "ja of nee",
    "coordinaat": "coördinaat in meters",
    "graad": "coördinaat in graden",
}
VORMWOORD = {
    "postcode": "vier cijfers en twee letters",
    "kvk": "acht cijfers",
    "vestigingsnummer": "twaalf cijfers",
    "rsin": "negen cijfers",
    "bsn": "negen cijfers",
    "bag": "zestien cijfers",
}
PATROONWOORD = {"[A-Za-z]": "één letter", "[0-9]{2,6}": "twee tot zes cijfers"}


@dataclass(frozen=True)
class Toets:
    """One check as it runs on one gegevensset, and on one attribute when it is made for attributes."""

    bestand: SqlBestand
    gegevensset: str
    ernst: str
    attribuut: Attribuut | None = None

    @property
    def id(self) -> str:
        """Give the name under which the check stands in reports and agreements."""
        return self.bestand.kop["id"]

    @property
    def leegt(self) -> bool:
        """Tell whether a field that fails as a warning is not taken over."""
        return self.bestand.kop.get("leegt") == "ja"


@cache
def list_bestanden() -> tuple[SqlBestand, ...]:
    """Read all checks of the house; a file without id, ernst, bron and melding is refused."""
    return tuple(read_sqlbestand(file, KOP) for file in sorted(TOETSEN.rglob("*.sql")))


def find_bestand(toets_id: str) -> SqlBestand | None:
    """Give the file of a check."""
    return next((b for b in list_bestanden() if b.kop["id"] == toets_id), None)


def leegt_veld(toets_id: str) -> bool:
    """Tell whether a value of which this check warns is not taken over."""
    bestand = find_bestand(toets_id)
    return bestand is not None and bestand.kop.get("leegt") == "ja"


def list_toetsen(profiel: Leverprofiel, objecttype: Objecttype) -> list[Toets]:
    """List the checks that run on a gegevensset of this profile, with the weight that was agreed."""
    toetsen: list[Toets] = []
    for bestand in list_bestanden():
        groep = bestand.kop["id"].split(".")[0]
        ernst = _get_ernst(profiel, objecttype.naam, bestand)
        if ernst == "uit" or bestand.kop.get("met") == STAND:
            continue
        if groep in ("elk", objecttype.naam):
            toetsen.append(Toets(bestand, objecttype.naam, ernst))
        elif groep == "veld":
            soort = bestand.kop["voor"]
            velden = [
                a for a in objecttype.attributen if _applies(soort, a) and _is_filled(profiel, objecttype, a)
            ]
            toetsen += [Toets(bestand, objecttype.naam, ernst, a) for a in velden]
    return toetsen


def list_standtoetsen(profiel: Leverprofiel, gegevensset: str) -> list[Toets]:
    """List the checks of a gegevensset that look into the register as well."""
    toetsen = [
        Toets(b, gegevensset, _get_ernst(profiel, gegevensset, b))
        for b in list_bestanden()
        if b.kop.get("met") == STAND and b.kop["id"].startswith(f"{gegevensset}.")
    ]
    return [t for t in toetsen if t.ernst != "uit"]


def run_standtoetsen(con: duckdb.DuckDBPyConnection, profiel: Leverprofiel, vast: Mapping[str, Any]) -> None:
    """Run the checks that look into the register; needs `stand_…`, references that were looked up, and makes `bestaat`.

    `bestaat` tells of each record that is referred to the first day that anything is said of it, in the register or in this file.
    """
    for gegevensset in profiel.gegevenssets:
        toetsen = list_standtoetsen(profiel, gegevensset)
        if not toetsen:
            continue
        doelen = sorted(
            {
                w.naar
                for s in profiel.stromen
                if s.gegevensset == gegevensset
                for ws in s.relaties.values()
                for w in ws
            }
        )
        delen = [
            f"SELECT '{d}' AS soort, sleutel, begin_geldigheid AS begin FROM {quote_name('c_' + d)}"
            for d in doelen
            if d in profiel.gegevenssets
        ]
        delen.append(
            "SELECT s.soort, s.sleutel, strftime(o.begin, '%Y-%m-%d') AS begin FROM stand_object o JOIN stand_sleutel s "
            "ON s.soort = o.soort AND s.k = o.k WHERE list_contains($doelen, s.soort)"
        )
        con.execute(
            "CREATE OR REPLACE TEMP TABLE bestaat AS SELECT soort, sleutel, min(begin) AS vanaf FROM "
            f"({' UNION ALL '.join(delen)}) WHERE sleutel IS NOT NULL GROUP BY soort, sleutel",
            {"doelen": doelen},
        )
        con.execute(f"CREATE OR REPLACE TEMP VIEW aanlevering AS FROM {quote_name('c_' + gegevensset)}")
        con.execute(f"CREATE OR REPLACE TEMP VIEW verwijzingen AS FROM {quote_name('r_' + gegevensset)}")
        for toets in toetsen:
            run_toets(con, toets, vast)


def list_groep(profiel: Leverprofiel, gegevensset: str, groep: str) -> list[Toets]:
    """List the checks of a group that runs after the others: on references, or on the course of deliveries."""
    toetsen = [
        Toets(b, gegevensset, _get_ernst(profiel, gegevensset, b))
        for b in list_bestanden()
        if b.kop["id"].startswith(f"{groep}.")
    ]
    return [t for t in toetsen if t.ernst != "uit"]


def _get_ernst(profiel: Leverprofiel, gegevensset: str, bestand: SqlBestand) -> str:
    """Give the weight of a check: agreed for the gegevensset, agreed for the supplier, or its own."""
    id_ = bestand.kop["id"]
    afspraak = profiel.toetsen.get(f"{gegevensset}:{id_}") or profiel.toetsen.get(id_)
    return afspraak.ernst if afspraak else bestand.kop["ernst"]


def make_uitkomst(con: duckdb.DuckDBPyConnection) -> None:
    """Make the empty table of outcomes."""
    con.execute(
        "CREATE OR REPLACE TABLE uitkomst (gegevensset VARCHAR, toets VARCHAR, ernst VARCHAR, rijnummer BIGINT, "
        "veld VARCHAR, waarde VARCHAR, grens VARCHAR)"
    )


def run_toetsen(
    con: duckdb.DuckDBPyConnection,
    profiel: Leverprofiel,
    model: Mapping[str, Objecttype],
    *,
    peildatum: date,
    ontvangen_op: date,
) -> Iterator[str]:
    """Run the checks of every gegevensset and yield its name when it is done; outcomes go to `uitkomst`.

    Needs the tables of `afbeelding`, and `codes` and `organisaties` with what is known.
    """
    for gegevensset in profiel.gegevenssets:
        make_hulptabellen(con, gegevensset, historie=profiel.historie)
        vast = {
            "peildatum": peildatum.isoformat(),
            "ontvangen_op": ontvangen_op.isoformat(),
            "sleutelpatroon": profiel.sleutelpatroon,
            "gegevensset": gegevensset,
        }
        for toets in list_toetsen(profiel, model[gegevensset]):
            run_toets(con, toets, vast)
        yield gegevensset


def run_toets(con: duckdb.DuckDBPyConnection, toets: Toets, vast: Mapping[str, Any]) -> None:
    """Run one check and keep what it selects."""
    sql, params = write_vraag(toets, vast)
    con.execute(
        f"INSERT INTO uitkomst SELECT '{toets.gegevensset}', '{toets.id}', '{toets.ernst}', rijnummer, veld, "
        f"waarde::VARCHAR, grens::VARCHAR FROM ({sql})",
        params,
    )


def write_vraag(toets: Toets, vast: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Write the SELECT that a check compiles to, with the values that it names."""
    sql = write_toets(toets)
    return sql, {k: v for k, v in {**vast, **_list_params(toets)}.items() if f"${k}" in sql}


def write_toets(toets: Toets) -> str:
    """Write the SQL of a check, with the attribute filled in."""
    if toets.attribuut is None:
        return toets.bestand.sql
    naam = toets.attribuut.naam
    ruw = f"{naam}#" if toets.attribuut.soort in OMGEZET else naam
    return toets.bestand.sql.replace("{veld}", quote_name(naam)).replace("{ruw}", quote_name(ruw))


def make_hulptabellen(con: duckdb.DuckDBPyConnection, gegevensset: str, *, historie: bool) -> None:
    """Name the tables of one gegevensset as the checks know them, and find doubles and overlaps once.

    Leaves `meervoudig_<gegevensset>` behind: the keys that stand on more than one row.
    """
    meervoudig = quote_name("meervoudig_" + gegevensset)
    con.execute(f"CREATE OR REPLACE TEMP VIEW aanlevering AS FROM {quote_name('c_' + gegevensset)}")
    con.execute(f"CREATE OR REPLACE TEMP VIEW verwijzingen AS FROM {quote_name('r_' + gegevensset)}")
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE {meervoudig} AS SELECT sleutel FROM aanlevering WHERE sleutel IS NOT NULL "
        "GROUP BY sleutel HAVING count(*) > 1"
    )
    kolommen = [rij[0] for rij in con.execute("DESCRIBE aanlevering").fetchall()]
    inhoud = ", ".join(quote_name(k) for k in kolommen if k != "rijnummer" and not k.endswith("#"))
    rijen = "array_to_string(list_sort(list(rijnummer))[:5], ', ')"
    groep = "" if not historie else ", begin_geldigheid"
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE dubbelen AS SELECT sleutel, {rijen} AS rijen FROM (SELECT rijnummer, sleutel, "
        f"begin_geldigheid, md5(row({inhoud})::VARCHAR) AS h FROM aanlevering SEMI JOIN {meervoudig} USING (sleutel)) "
        f"GROUP BY sleutel{groep} HAVING count(DISTINCT h) > 1"
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE overlappingen AS SELECT sleutel, array_to_string(list_sort(list_distinct("
        "flatten(list([rijnummer, volgende]))))[:5], ', ') AS rijen FROM (SELECT sleutel, rijnummer, lead(rijnummer) "
        "OVER w AS volgende, coalesce(eind_geldigheid, '9999-12-31') AS eind, lead(begin_geldigheid) OVER w AS begin2, "
        f"begin_geldigheid AS begin1 FROM aanlevering SEMI JOIN {meervoudig} USING (sleutel) "
        "WINDOW w AS (PARTITION BY sleutel ORDER BY begin_geldigheid, rijnummer)) "
        f"WHERE {'begin2 < eind AND begin2 > begin1' if historie else 'false'} GROUP BY sleutel"
    )


def empty_velden(
    con: duckdb.DuckDBPyConnection, profiel: Leverprofiel, model: Mapping[str, Objecttype]
) -> None:
    """Take out of the canonical tables the values of warnings that are not taken over."""
    for gegevensset in profiel.gegevenssets:
        legend = {t.id for t in list_toetsen(profiel, model[gegevensset]) if t.leegt}
        velden = con.execute(
            "SELECT DISTINCT veld FROM uitkomst WHERE gegevensset = $g AND ernst = 'waarschuwing' AND list_contains($t, toets)",
            {"g": gegevensset, "t": sorted(legend)},
        ).fetchall()
        for (veld,) in velden:
            con.execute(
                f"UPDATE {quote_name('c_' + gegevensset)} SET {quote_name(veld)} = NULL WHERE rijnummer IN (SELECT rijnummer "
                "FROM uitkomst WHERE gegevensset = $g AND veld = $v AND ernst = 'waarschuwing' AND list_contains($t, toets))",
                {"g": gegevensset, "v": veld, "t": sorted(legend)},
            )


def _applies(soort: str, attribuut: Attribuut) -> bool:
    """Tell whether a check for a kind of attribute is made for this one."""
    return {
        "omgezet": attribuut.soort in OMGEZET,
        "verplicht": attribuut.verplicht,
        "belangrijk": attribuut.belangrijk,
        "code": attribuut.soort == "code",
        "organisatie": attribuut.soort == "organisatie",
        "patroon": bool(attribuut.patroon),
        "lengte": bool(attribuut.lengte),
        "grens": attribuut.ondergrens is not None
        and attribuut.soort in ("geheel", "getal", "bedrag", "graad"),
        "datum": attribuut.soort == "datum",
        "tekst": attribuut.soort == "tekst" and attribuut.lengte > 20,
        "elfproef": attribuut.vorm in ("bsn", "rsin"),
    }[soort]


def _is_filled(profiel: Leverprofiel, objecttype: Objecttype, attribuut: Attribuut) -> bool:
    """Tell whether a stream of the profile fills the attribute: what is never delivered is not checked per row."""
    return any(attribuut.naam in s.velden for s in profiel.stromen if s.gegevensset == objecttype.naam)


def _list_params(toets: Toets) -> dict[str, Any]:
    """List the values that a check for attributes may name."""
    if toets.attribuut is None:
        return {}
    a = toets.attribuut
    return {
        "naam": a.naam,
        "soort": SOORTWOORD.get(a.soort, a.soort),
        "vorm": VORMWOORD.get(a.vorm) or PATROONWOORD.get(a.patroon, a.patroon),
        "lijst": a.lijst,
        "lijsttitel": read_lijst(a.lijst).titel if a.lijst else "",
        "patroon": a.patroon,
        "lengte": a.lengte,
        "ondergrens": a.ondergrens,
        "bovengrens": a.bovengrens,
        "splits": ";" if a.meervoudig else GEEN_SPLITS,
    }
