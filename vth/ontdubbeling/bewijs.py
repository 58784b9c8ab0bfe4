"""The evidence of a pair: per fact the level, the sentence, what both said, and what it adds to the weight.

The weights of the lines and the weight of the prior add up to the weight of the pair: that is the waterfall.
"""

from .normalisatie_sql import quote
from .profiel import Profiel
from .vergelijkingen import VERGELIJKINGEN, Vergelijking

TOONT = {
    "naam": "toont_naam_{k}",
    "adres": "toont_adres_{k}",
    "kenmerk": "nullif(concat_ws(' / ', kvk_{k}, vestiging_{k}), '')",
    "activiteit": "nullif(array_to_string(activiteit_{k}, ', '), '')",
    "tijd": "concat(coalesce(begin_{k}::VARCHAR, 'onbekend'), ' tot ', coalesce(eind_{k}::VARCHAR, 'nu'))",
    "herkomst": "leverancier_{k}",
}
VORM = (
    "vergelijking := {v}, niveau := {n}, uitleg := {u}, gewicht := round({g}, 4), links := {l}, rechts := {r}"
)


def write_bewijs(profiel: Profiel) -> str:
    """Write the JSON list of evidence of a pair with the columns of both records."""
    regels = ", ".join([*(_write_regel(v) for v in VERGELIJKINGEN), _write_sleutelregel(profiel)])
    return f"to_json(list_filter([{regels}], lambda e: e IS NOT NULL))"


def _write_regel(vergelijking: Vergelijking) -> str:
    """Write one line; NULL where there was nothing to compare."""
    gamma = f"gamma_{vergelijking.code}"
    laatste = len(vergelijking.niveaus) - 1
    niveaus = " ".join(f"WHEN {laatste - i} THEN {quote(n.code)}" for i, n in enumerate(vergelijking.niveaus))
    zinnen = " ".join(
        f"WHEN {laatste - i} THEN {quote(n.uitleg)}" for i, n in enumerate(vergelijking.niveaus)
    )
    tf = f" + mw_tf_adj_{vergelijking.code}" if vergelijking.tf else ""
    toont = TOONT[vergelijking.code]
    inhoud = VORM.format(
        v=quote(vergelijking.titel),
        n=f"CASE {gamma} {niveaus} END",
        u=f"CASE {gamma} {zinnen} END",
        g=f"mw_{vergelijking.code}{tf}",
        l=toont.format(k="l"),
        r=toont.format(k="r"),
    )
    return f"CASE WHEN {gamma} >= 0 THEN struct_pack({inhoud}) END"


def _write_sleutelregel(profiel: Profiel) -> str:
    """Write the line of an exact key: what its trust adds to what the facts came to."""
    if not profiel.sleutels:
        return "NULL"
    titels = " ".join(f"WHEN {quote(s.code)} THEN {quote(s.titel)}" for s in profiel.sleutels)
    waarden = " ".join(
        f"WHEN {quote(s.code)} THEN concat_ws(' / ', {', '.join(f'{k}_{{k}}' for k in s.kolommen)})"
        for s in profiel.sleutels
    )
    inhoud = VORM.format(
        v="'Sleutel'",
        n="sleutel",
        u=f"concat('Dezelfde sleutel: ', CASE sleutel {titels} END, CASE WHEN tegenspraak = sleutel "
        "THEN '; maar naam en plek spreken haar tegen.' ELSE '.' END)",
        g="erbij",
        l=f"CASE sleutel {waarden.format(k='l')} END",
        r=f"CASE sleutel {waarden.format(k='r')} END",
    )
    return f"CASE WHEN sleutel IS NOT NULL THEN struct_pack({inhoud}) END"
