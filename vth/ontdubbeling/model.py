"""The trained model as data: weights per level, the prior, and the frozen frequencies.

Increments use the model of the full run, so that both weigh the same. Training is deterministic: chance agreement comes
from a sample chosen by md5 of the ids, agreement among true pairs from expectation maximisation (Splink), and both are
rounded, for threads add up in another order each time.
"""

import hashlib
import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

import duckdb
from splink import DuckDBAPI, Linker, SettingsCreator

from .frequenties import Frequenties
from .profiel import Profiel
from .vergelijkingen import (
    KOLOMMEN_IN_WEGING,
    VERGELIJKINGEN,
    find_code,
    make_instellingen,
    select_te_wegen,
    write_gamma,
)

# A level that the sample shows less often than this keeps the chance of the profile.
GEZIEN = 100
# So many pairs must share a number before it teaches in place of the name.
RUIM = 500
# What is trained may differ this many times from the profile, each way: a guard against a model that learned something else.
SPEELRUIMTE = 4.0
CIJFERS = 5
# Splink tells of every level that it did not see; a run says itself what its model is.
logging.getLogger("splink").setLevel(logging.ERROR)

Gewichten = dict[str, dict[str, tuple[float, float]]]


@dataclass(frozen=True)
class Model:
    """What one run learned and the next must use; `getraind` says whether it learned or took the profile's figures."""

    profiel: str
    kans: float
    gewichten: Gewichten
    frequenties: Frequenties
    getraind: bool

    @property
    def versie(self) -> str:
        """Give a short name that changes with any figure, for beside what was decided with it."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()[:12]

    def to_json(self) -> str:
        """Write the model as text, always the same for the same model."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_model(tekst: str) -> Model:
    """Read a model as `to_json` wrote it. Raises KeyError or ValueError for what is not a model."""
    inhoud = json.loads(tekst)
    f = inhoud["frequenties"]
    gewichten = {
        v: {n: (m, u) for n, (m, u) in niveaus.items()} for v, niveaus in inhoud["gewichten"].items()
    }
    druk = {code: tuple(waarden) for code, waarden in f["druk"].items()}
    frequenties = Frequenties(
        f["aantal"], f["waarden"], tuple(f["gewone_woorden"]), druk, tuple(map(str, f["te_vol"]))
    )
    return Model(inhoud["profiel"], inhoud["kans"], gewichten, frequenties, inhoud["getraind"])


def make_model(con: duckdb.DuckDBPyConnection, profiel: Profiel, frequenties: Frequenties) -> Model:
    """Make the model of the records in `voorbereid`: trained where there are enough, else the profile's own figures."""
    gewichten: Gewichten = {
        v.code: {n.code: tuple(profiel.begin[v.code][n.code]) for n in v.niveaus} for v in VERGELIJKINGEN
    }
    kans = _estimate_kans(con, profiel, frequenties)
    genoeg = profiel.trainen and frequenties.aantal >= profiel.grenzen["trainen"]
    if genoeg:
        gewichten = train(con, profiel, gewichten, kans)
    return Model(profiel.id, kans, gewichten, frequenties, bool(genoeg))


def open_linker(
    con: duckdb.DuckDBPyConnection, tabel: str, gewichten: Mapping[str, Any], kans: float
) -> Linker:
    """Open Splink on a table with the columns of `te_wegen` to learn, beginning with these weights."""
    instellingen = SettingsCreator.from_path_or_dict(make_instellingen(dict(gewichten), kans, tf=False))
    # The settings are our own, so Splink need not look whether each column exists.
    return Linker(DuckDBAPI(con).register(tabel), instellingen, validate_settings=False, log_level=None)


def drop_splink(con: duckdb.DuckDBPyConnection) -> None:
    """Drop the tables that Splink leaves behind; they hold the memory of a whole run."""
    rijen = con.execute(
        "SELECT table_name FROM duckdb_tables() WHERE starts_with(table_name, '__splink__')"
    ).fetchall()
    for (tabel,) in rijen:
        con.execute(f'DROP TABLE IF EXISTS "{tabel}"')


def train(con: duckdb.DuckDBPyConnection, profiel: Profiel, begin: Gewichten, kans: float) -> Gewichten:
    """Learn the weights from the records in `voorbereid`, beginning with those of the profile."""
    con.execute(
        "CREATE OR REPLACE TABLE steekproef AS "
        + select_te_wegen(f"(FROM voorbereid ORDER BY md5(id), id LIMIT {profiel.grenzen['steekproef']})")
    )
    con.execute(f"CREATE OR REPLACE TABLE leerstof AS {select_te_wegen(_select_deelt(profiel))}")
    met_u = derive_met_u(profiel, begin, measure_toeval(con))
    linker = open_linker(con, "leerstof", met_u, kans)
    for regel in list_trainregels(con, profiel):
        linker.training.estimate_parameters_using_expectation_maximisation(
            regel,
            max_pairs=profiel.grenzen["paren"],
            estimate_without_term_frequencies=True,
            fix_u_probabilities=True,
        )
    con.execute("DROP TABLE steekproef")
    con.execute("DROP TABLE leerstof")
    drop_splink(con)
    return bound(met_u, read_gewichten(linker))


def measure_toeval(con: duckdb.DuckDBPyConnection) -> dict[str, dict[str, float]]:
    """Measure per fact how often two records of `steekproef` stand on each level: what Splink would, in one pass."""
    van_beide = ", ".join(f"l.{k} AS {k}_l, r.{k} AS {k}_r" for k in KOLOMMEN_IN_WEGING)
    gammas = ", ".join(f"{write_gamma(v)} AS {v.code}" for v in VERGELIJKINGEN)
    patronen = con.execute(
        f"""SELECT {", ".join(v.code for v in VERGELIJKINGEN)}, count(*) FROM (
            SELECT {gammas} FROM (SELECT {van_beide} FROM steekproef l JOIN steekproef r ON l.nr < r.nr)
        ) GROUP BY ALL"""
    ).fetchall()
    toeval = {}
    for plaats, v in enumerate(VERGELIJKINGEN):
        tel = {n.code: sum(p[-1] for p in patronen if find_code(v, p[plaats]) == n.code) for n in v.niveaus}
        toeval[v.code] = {n: aantal / max(sum(tel.values()), 1) for n, aantal in tel.items()}
    return toeval


def derive_met_u(profiel: Profiel, begin: Gewichten, toeval: Mapping[str, Mapping[str, float]]) -> Gewichten:
    """Give the weights with chance agreement as the sample shows it, where it shows a level often enough."""
    paren = profiel.grenzen["steekproef"] ** 2 / 2
    return {
        v: {n: (m, toeval[v][n] if toeval[v][n] * paren >= GEZIEN else u) for n, (m, u) in niveaus.items()}
        for v, niveaus in begin.items()
    }


def _select_deelt(profiel: Profiel) -> str:
    """Write the SELECT of the records that share something with another in which is learned; of the others is nothing to learn."""
    delen = " OR ".join(
        f"{k} IN (SELECT {k} FROM voorbereid WHERE {k} IS NOT NULL GROUP BY 1 HAVING count(*) > 1)"
        for keuze in profiel.trainen
        for k in keuze
    )
    return f"(FROM voorbereid WHERE {delen})"


def list_trainregels(con: duckdb.DuckDBPyConnection, profiel: Profiel) -> list[str]:
    """List the blocks in which there is something to learn: pairs of two suppliers, or of one where there is only one.

    Pairs within a supplier are nearly all two things with much in common (branches of a chain), and teach the wrong lesson.
    Of each choice in the profile the first column that enough pairs share counts, of its last one a few are enough.
    """
    rij = con.execute("SELECT count(DISTINCT leverancier) FROM voorbereid").fetchone()
    tussen = bool(rij and rij[0] > 1)
    ander = " AND l.leverancier <> r.leverancier" if tussen else ""
    regels = []
    for keuze in profiel.trainen:
        genoeg = [*(RUIM for _ in keuze[1:]), GEZIEN]
        kolommen = (k for k, n in zip(keuze, genoeg, strict=True) if _count_paren(con, k, tussen=tussen) >= n)
        regels += [f"l.{kolom} = r.{kolom}{ander}" for kolom in islice(kolommen, 1)]
    return regels


def _count_paren(con: duckdb.DuckDBPyConnection, kolom: str, *, tussen: bool) -> float:
    """Count the pairs that share a column, `tussen` suppliers only."""
    per_leverancier = (
        f"SELECT {kolom}, leverancier, count(*) AS n FROM voorbereid WHERE {kolom} IS NOT NULL GROUP BY ALL"
    )
    paren = "sum(n) ** 2 - sum(n * n)" if tussen else "sum(n) ** 2 - sum(n)"
    rij = con.execute(
        f"SELECT coalesce(sum(paren), 0) / 2 FROM (SELECT {paren} AS paren FROM ({per_leverancier}) GROUP BY {kolom})"
    ).fetchone()
    return float(rij[0]) if rij else 0.0


def read_gewichten(linker: Linker) -> Gewichten:
    """Read m and u per level out of Splink; a level that it saw nothing of has what it began with."""
    gewichten: Gewichten = {}
    for vergelijking in linker.misc.save_model_to_json()["comparisons"]:
        gewichten[vergelijking["output_column_name"]] = {
            n["label_for_charts"]: (n.get("m_probability") or 0.0, n.get("u_probability") or 0.0)
            for n in vergelijking["comparison_levels"]
            if not n.get("is_null_level")
        }
    return gewichten


def bound(begin: Gewichten, geleerd: Gewichten) -> Gewichten:
    """Keep what was learned within reach of where it began, and round it."""

    def within(wat: float, vanaf: float) -> float:
        return _round(min(max(wat, vanaf / SPEELRUIMTE), min(vanaf * SPEELRUIMTE, 0.9999)))

    return {
        v: {n: (within(geleerd[v][n][0], m), _round(u)) for n, (m, u) in niveaus.items()}
        for v, niveaus in begin.items()
    }


def _round(getal: float) -> float:
    """Round to a number of significant digits, so that the last bits of a sum do not matter."""
    return float(f"{getal:.{CIJFERS}g}")


def _estimate_kans(con: duckdb.DuckDBPyConnection, profiel: Profiel, frequenties: Frequenties) -> float:
    """Estimate how probable it is that two records drawn at random are one: from pairs with one name and one address."""
    rij = con.execute(
        "SELECT sum(n * (n - 1) / 2) FROM (SELECT count(*) AS n FROM voorbereid WHERE basis IS NOT NULL "
        "AND naam_kern IS NOT NULL GROUP BY soort, naam_kern, basis)"
    ).fetchone()
    zeker = float(rij[0] or 0) if rij else 0.0
    aantal = max(frequenties.aantal, profiel.grenzen["trainen"])
    verwacht = max(zeker / profiel.grenzen["gevonden"] * 100, aantal / 20)
    return _round(verwacht / (aantal * (aantal - 1) / 2))
