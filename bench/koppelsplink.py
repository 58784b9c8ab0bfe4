"""What ours is measured against: a plain Splink model, exact keys, and Splink alone with our own model as the floor of time."""

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from vth.ontdubbeling.model import Gewichten, Model, bound, derive_met_u, list_trainregels, read_gewichten
from vth.ontdubbeling.profiel import Profiel
from vth.ontdubbeling.vergelijkingen import VERGELIJKINGEN, make_instellingen

PLAT = """SELECT id AS unique_id, leverancier AS source_dataset, upper(naam) AS naam, upper(straat) AS straat,
    left(postcode, 5) AS postcode, upper(plaats) AS plaats, x, y FROM records"""


def make_gewone_splink(con: duckdb.DuckDBPyConnection) -> None:
    """Make `paren` as the tutorial of Splink would: fields as they are, its own comparisons, trained on the data."""
    con.execute(f"CREATE OR REPLACE TABLE plat AS {PLAT}")
    instellingen = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("naam", [0.95, 0.88, 0.7]),
            cl.JaroWinklerAtThresholds("straat", [0.95, 0.88]),
            cl.ExactMatch("postcode"),
            cl.ExactMatch("plaats").configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=[
            "l.postcode = r.postcode and l.source_dataset <> r.source_dataset",
            "l.naam = r.naam and l.source_dataset <> r.source_dataset",
            "l.straat = r.straat and l.source_dataset <> r.source_dataset",
        ],
    )
    linker = Linker(DuckDBAPI(con).register("plat"), instellingen, log_level=None)
    linker.training.estimate_probability_two_random_records_match([block_on("naam", "postcode")], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for regel in (block_on("naam"), block_on("postcode", "straat")):
        linker.training.estimate_parameters_using_expectation_maximisation(regel)
    uitkomst = linker.inference.predict(threshold_match_probability=0.2, warning_mode="never")
    con.execute(
        f"""CREATE OR REPLACE TABLE paren AS SELECT least(unique_id_l, unique_id_r) AS links,
        greatest(unique_id_l, unique_id_r) AS rechts, match_probability AS kans, 'gekoppeld' AS uitkomst FROM {uitkomst.physical_name}"""
    )


def make_sleutelparen(con: duckdb.DuckDBPyConnection) -> None:
    """Make `paren` of what is exactly the same: name and postcode, or street and postcode."""
    con.execute(f"CREATE OR REPLACE TABLE plat AS {PLAT}")
    con.execute(
        """CREATE OR REPLACE TABLE paren AS
        SELECT DISTINCT l.unique_id AS links, r.unique_id AS rechts, 1.0 AS kans, 'gekoppeld' AS uitkomst
        FROM plat l JOIN plat r ON l.postcode = r.postcode AND (l.naam = r.naam OR l.straat = r.straat)
        WHERE l.unique_id[1] = 'G' AND r.unique_id[1] = 'T'"""
    )


def train_kaal(con: duckdb.DuckDBPyConnection, profiel: Profiel, kans: float) -> Gewichten:
    """Learn as Splink does by itself on `voorbereid` as it is; ours learns the same of fewer rows and columns."""
    begin = {
        v.code: {n.code: tuple(profiel.begin[v.code][n.code]) for n in v.niveaus} for v in VERGELIJKINGEN
    }
    con.execute(
        f"CREATE OR REPLACE TABLE steekproef AS SELECT * FROM voorbereid ORDER BY md5(id), id LIMIT {profiel.grenzen['steekproef']}"
    )
    toeval = _open(con, "steekproef", begin, kans)
    toeval.training.estimate_u_using_random_sampling(max_pairs=1e12, min_count_per_level=None, num_chunks=1)
    gezien = {v: {n: u for n, (_, u) in niveaus.items()} for v, niveaus in read_gewichten(toeval).items()}
    met_u = derive_met_u(profiel, begin, gezien)
    linker = _open(con, "voorbereid", met_u, kans)
    for regel in list_trainregels(con, profiel):
        linker.training.estimate_parameters_using_expectation_maximisation(
            regel,
            max_pairs=profiel.grenzen["paren"],
            estimate_without_term_frequencies=True,
            fix_u_probabilities=True,
        )
    return bound(met_u, read_gewichten(linker))


def _open(con: duckdb.DuckDBPyConnection, tabel: str, gewichten: Gewichten, kans: float) -> Linker:
    """Open Splink on a table with all its columns."""
    instellingen = SettingsCreator.from_path_or_dict(make_instellingen(dict(gewichten), kans))
    return Linker(DuckDBAPI(con).register(tabel), instellingen, log_level=None)


def run_kale_splink(con: duckdb.DuckDBPyConnection, profiel: Profiel, model: Model) -> int:
    """Train, predict and cluster with Splink alone on `voorbereid`: the same comparisons, the same blocks, no evidence."""
    gewichten = train_kaal(con, profiel, model.kans)
    instellingen = make_instellingen(gewichten, model.kans)
    instellingen["retain_intermediate_calculation_columns"] = False
    instellingen["blocking_rules_to_generate_predictions"] = [
        {"blocking_rule": "l.blokken = r.blokken", "arrays_to_explode": ["blokken"]}
    ]
    linker = Linker(
        DuckDBAPI(con).register("voorbereid"), SettingsCreator.from_path_or_dict(instellingen), log_level=None
    )
    uitkomst = linker.inference.predict(
        threshold_match_probability=profiel.drempels.beoordelen, warning_mode="never"
    )
    linker.clustering.cluster_pairwise_predictions_at_threshold(
        uitkomst, threshold_match_probability=profiel.drempels.koppelen
    )
    rij = con.execute(f"SELECT count(*) FROM {uitkomst.physical_name}").fetchone()
    return int(rij[0]) if rij else 0
