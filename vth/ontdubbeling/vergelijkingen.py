"""What two records are compared on: independent facts, each with levels from strong to weak.

Postcode, house number, street and distance are one fact, the address (`techniek.md`, trap 10): counted apart, firms in
one building look the same. Columns are those of the table `voorbereid`.
"""

from dataclasses import dataclass
from typing import Any

AFSTAND = "sqrt(power(x_l - x_r, 2) + power(y_l - y_r, 2))"


@dataclass(frozen=True)
class Niveau:
    """One level of agreement: its condition on the columns of both, and the sentence a judge reads."""

    code: str
    sql: str
    uitleg: str


@dataclass(frozen=True)
class Vergelijking:
    """One independent fact; `leeg` is when there is nothing to compare, `tf` which level weighs rare values heavier."""

    code: str
    titel: str
    leeg: str
    niveaus: tuple[Niveau, ...]
    tf: tuple[tuple[str, str], ...] = ()
    toont: str = "NULL"


NAAM = Vergelijking(
    code="naam",
    titel="Naam",
    leeg="naam_kern_l IS NULL OR naam_kern_r IS NULL",
    niveaus=(
        Niveau("gelijk", "naam_kern_l = naam_kern_r", "Dezelfde naam, los van rechtsvorm en woordvolgorde."),
        Niveau(
            "eerder", "list_has_any(kernen_l, kernen_r)", "De een heet zoals de ander eerder of ook heet."
        ),
        Niveau(
            "omvat",
            "(list_has_all(eigen_l, eigen_r) OR list_has_all(eigen_r, eigen_l))"
            " AND (list_has_any(zeldzaam_l, zeldzaam_r) OR len(list_intersect(eigen_l, eigen_r)) >= 2)",
            "Alle woorden van de ene naam staan in de andere.",
        ),
        Niveau(
            "lijkt",
            # The bound stands in the function too: a name that cannot reach it is given up at once.
            "jaro_winkler_similarity(naam_kern_l, naam_kern_r, 0.92) >= 0.92"
            " OR jaro_winkler_similarity(naam_dicht_l, naam_dicht_r, 0.92) >= 0.92",
            "De namen zijn bijna gelijk geschreven.",
        ),
        Niveau(
            "deelt_meer",
            "len(list_intersect(zeldzaam_l, zeldzaam_r)) >= 2",
            "De namen delen twee of meer woorden die weinig voorkomen.",
        ),
        Niveau(
            "deelt_een",
            "list_has_any(zeldzaam_l, zeldzaam_r)",
            "De namen delen een woord dat weinig voorkomt.",
        ),
        Niveau(
            "deelt_gewoon_meer",
            "len(list_intersect(eigen_l, eigen_r)) >= 2",
            "De namen delen twee of meer woorden, maar gewone.",
        ),
        Niveau("deelt_gewoon", "list_has_any(woorden_l, woorden_r)", "De namen delen alleen gewone woorden."),
        Niveau("anders", "ELSE", "De namen hebben niets gemeen."),
    ),
    tf=(("gelijk", "naam_kern"),),
    toont="naam",
)
ADRES = Vergelijking(
    code="adres",
    titel="Adres en plaats",
    leeg="(adres_l IS NULL OR adres_r IS NULL) AND (adres2_l IS NULL OR adres2_r IS NULL)"
    " AND (x_l IS NULL OR x_r IS NULL)"
    " AND (gebied_l IS NULL OR gebied_r IS NULL) AND (plaats_l IS NULL OR plaats_r IS NULL)",
    niveaus=(
        Niveau("zelfde", "adres_l = adres_r", "Hetzelfde adres, toevoeging meegerekend."),
        Niveau(
            "huisnummer",
            "basis_l = basis_r OR adres2_l = adres2_r"
            f" OR (nummer_l = nummer_r AND straat_l = straat_r AND {AFSTAND} <= 5000)"
            f" OR (nummer_l = nummer_r AND length(nummer_l) >= 3 AND {AFSTAND} <= 500)",
            "Hetzelfde huisnummer; de toevoeging, de schrijfwijze of de postcode verschilt.",
        ),
        Niveau("vlakbij", f"{AFSTAND} <= 100", "Minder dan honderd meter uit elkaar."),
        Niveau(
            "straat",
            "straat_l = straat_r AND (plaats_l = plaats_r OR gebied_l = gebied_r)",
            "Dezelfde straat; het huisnummer verschilt of ontbreekt.",
        ),
        Niveau("buurt", f"{AFSTAND} <= 500", "Minder dan vijfhonderd meter uit elkaar."),
        Niveau("omgeving", f"{AFSTAND} <= 2000 OR postcode_l = postcode_r", "In dezelfde omgeving."),
        Niveau(
            "plaats",
            f"(plaats_l = plaats_r OR gebied_l = gebied_r) AND coalesce({AFSTAND} <= 20000, TRUE)",
            "In dezelfde plaats of hetzelfde postcodegebied.",
        ),
        Niveau("ver", "ELSE", "Op een andere plek."),
    ),
    tf=(("zelfde", "adres"), ("huisnummer", "basis")),
    toont="adres",
)
KENMERK = Vergelijking(
    code="kenmerk",
    titel="Inschrijving",
    leeg="(kvk_l IS NULL OR kvk_r IS NULL) AND (vestiging_l IS NULL OR vestiging_r IS NULL)",
    niveaus=(
        Niveau(
            "vestiging",
            "vestiging_l = vestiging_r AND coalesce(kvk_l = kvk_r, TRUE)",
            "Hetzelfde vestigingsnummer.",
        ),
        Niveau(
            "kvk_anders",
            "kvk_l = kvk_r AND vestiging_l <> vestiging_r",
            "Hetzelfde KvK-nummer, een andere vestiging.",
        ),
        Niveau("kvk", "kvk_l = kvk_r", "Hetzelfde KvK-nummer; een vestigingsnummer ontbreekt."),
        Niveau("anders", "ELSE", "Een ander KvK-nummer."),
    ),
    tf=(("kvk", "kvk"),),
    toont="kenmerk",
)
ACTIVITEIT = Vergelijking(
    code="activiteit",
    titel="Activiteit",
    leeg="len(activiteit_l) = 0 OR len(activiteit_r) = 0",
    niveaus=(
        Niveau("gelijk", "list_has_any(activiteit_l, activiteit_r)", "Een zelfde activiteit."),
        Niveau(
            "groep", "list_has_any(activiteitgroep_l, activiteitgroep_r)", "Activiteiten van dezelfde groep."
        ),
        Niveau("anders", "ELSE", "Andere activiteiten."),
    ),
    toont="activiteit",
)
TIJD = Vergelijking(
    code="tijd",
    titel="Tijd",
    leeg="begin_l IS NULL AND eind_l IS NULL OR begin_r IS NULL AND eind_r IS NULL",
    niveaus=(
        Niveau("na_elkaar", "eind_l <= begin_r OR eind_r <= begin_l", "De een eindigde voor de ander begon."),
        Niveau("samen", "ELSE", "Zij bestonden in dezelfde tijd."),
    ),
    toont="tijd",
)
HERKOMST = Vergelijking(
    code="herkomst",
    titel="Leverancier",
    leeg="leverancier_l IS NULL OR leverancier_r IS NULL",
    niveaus=(
        Niveau("zelfde", "leverancier_l = leverancier_r", "Beide van dezelfde leverancier."),
        Niveau("ander", "ELSE", "Van twee leveranciers."),
    ),
    toont="leverancier",
)
VERGELIJKINGEN = (NAAM, ADRES, KENMERK, ACTIVITEIT, TIJD, HERKOMST)


# What the levels above are worked out of, of both records; of the lists only whether what they hold is the same counts.
LIJSTEN = ("kernen", "woorden", "eigen", "zeldzaam", "activiteit", "activiteitgroep")
KOLOMMEN_IN_WEGING = (
    *("leverancier", "kvk", "vestiging", "naam_kern", "naam_dicht", *LIJSTEN, "begin", "eind"),
    *("adres", "adres2", "basis", "straat", "nummer", "postcode", "gebied", "plaats", "x", "y"),
)
TF_KOLOMMEN = tuple(sorted({kolom for v in VERGELIJKINGEN for _, kolom in v.tf}))
# What a decision and its evidence need of both records, apart from those levels.
KOLOMMEN_IN_BEWIJS = (
    *("id", "soort", "leverancier", "toont_naam", "toont_adres", "bag", "eu_id", "kvk", "vestiging"),
    *("nummers", "activiteit", "begin", "eind", "druk_pand"),
)


def select_te_wegen(bron: str) -> str:
    """Write the SELECT of what is weighed of the records in `bron`; of words their hash, for those only need to be the same."""
    kolommen = [
        f"list_transform({k}, lambda w: hash(w)) AS {k}" if k in LIJSTEN else k for k in KOLOMMEN_IN_WEGING
    ]
    return f"SELECT nr, bag, eu_id, {', '.join(kolommen)}, {', '.join(f'tf_{k}' for k in TF_KOLOMMEN)} FROM {bron}"


def write_gamma(vergelijking: Vergelijking) -> str:
    """Write which level a pair stands on, counted as Splink does."""
    codes = [n.code for n in vergelijking.niveaus]
    gevallen = " ".join(
        f"WHEN {n.sql} THEN {find_gamma(vergelijking, n.code)}"
        for n in vergelijking.niveaus
        if n.sql != "ELSE"
    )
    return f"CASE WHEN {vergelijking.leeg} THEN -1 {gevallen} ELSE {find_gamma(vergelijking, codes[-1])} END"


def find_code(vergelijking: Vergelijking, gamma: int) -> str:
    """Give the level that Splink counts as `gamma`: -1 is nothing to compare, the strongest level is highest."""
    return "leeg" if gamma < 0 else vergelijking.niveaus[len(vergelijking.niveaus) - 1 - gamma].code


def find_gamma(vergelijking: Vergelijking, code: str) -> int:
    """Give what Splink counts for a level."""
    codes = [n.code for n in vergelijking.niveaus]
    return -1 if code == "leeg" else len(codes) - 1 - codes.index(code)


def make_instellingen(gewichten: dict[str, Any], kans: float, *, tf: bool = True) -> dict[str, Any]:
    """Write the settings of Splink out of the weights per level and the prior probability of a match.

    Without `tf` nothing is said of rare values: learning does not look at them, and Splink would count them all.
    """
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "nr",
        "probability_two_random_records_match": kans,
        "blocking_rules_to_generate_predictions": [{"blocking_rule": 'l."basis" = r."basis"'}],
        "comparisons": [_make_vergelijking(v, gewichten[v.code], tf=tf) for v in VERGELIJKINGEN],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True,
        "max_iterations": 25,
    }


def _make_vergelijking(vergelijking: Vergelijking, gewichten: dict[str, Any], *, tf: bool) -> dict[str, Any]:
    """Write one comparison as Splink takes it."""
    zeldzaam = dict(vergelijking.tf) if tf else {}
    niveaus: list[dict[str, Any]] = [
        {"sql_condition": vergelijking.leeg, "label_for_charts": "leeg", "is_null_level": True}
    ]
    for niveau in vergelijking.niveaus:
        m, u = gewichten[niveau.code]
        inhoud = {
            "sql_condition": niveau.sql,
            "label_for_charts": niveau.code,
            "m_probability": m,
            "u_probability": u,
        }
        if niveau.code in zeldzaam:
            inhoud |= {
                "tf_adjustment_column": zeldzaam[niveau.code],
                "disable_tf_exact_match_detection": True,
            }
        niveaus.append(inhoud)
    return {"output_column_name": vergelijking.code, "comparison_levels": niveaus}
