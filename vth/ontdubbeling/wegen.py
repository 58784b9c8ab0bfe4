"""Weighing pairs as Splink does (`match_weight` is the prior and what each fact adds, in log2), in one pass over the pairs.

Splink learns the model. Its own prediction would put every pair on the disk with all its parts before the weak ones go, and
the levels would be worked out a second time for the evidence; here a pair that weighs too little leaves in the same pass.
A test holds these weights beside Splink's.
"""

import math

from .model import Model
from .profiel import Profiel
from .sleutels import write_gelijk
from .vergelijkingen import (
    KOLOMMEN_IN_WEGING,
    TF_KOLOMMEN,
    VERGELIJKINGEN,
    Vergelijking,
    find_gamma,
    write_gamma,
)


def select_gewogen(profiel: Profiel, model: Model, paren: str, *, alles: bool = False) -> str:
    """Write the SELECT of `gescoord` out of `te_wegen`: both numbers, the weight, and per fact its level and what it adds.

    `paren` has both numbers. Kept is what weighs enough to be looked at, or shares a key; `alles` keeps everything.
    """
    sleutels = {k for s in profiel.sleutels for k in s.kolommen} - set(KOLOMMEN_IN_WEGING)
    kolommen = [*KOLOMMEN_IN_WEGING, *(f"tf_{k}" for k in TF_KOLOMMEN), *sorted(sleutels)]
    van_beide = ", ".join(f'l."{k}" AS "{k}_l", r."{k}" AS "{k}_r"' for k in kolommen)
    tf = ", ".join(f"greatest(tf_{k}_l, tf_{k}_r) AS tf_{k}" for k in TF_KOLOMMEN)
    gammas = ", ".join(f"{write_gamma(v)} AS gamma_{v.code}" for v in VERGELIJKINGEN)
    delen = ", ".join(f"{sql} AS {naam}" for v in VERGELIJKINGEN for naam, sql in _list_delen(v, model))
    som = " + ".join([_weigh(model.kans / (1 - model.kans)), *list_gewichtkolommen()])
    grens = math.log2(profiel.drempels.beoordelen / (1 - profiel.drempels.beoordelen))
    uit = ", ".join([*(f"gamma_{v.code}" for v in VERGELIJKINGEN), *list_gewichtkolommen()])
    return f"""
        WITH beide AS (
            SELECT nr_l, nr_r, {van_beide}
            FROM {paren} JOIN te_wegen l ON l.nr = nr_l JOIN te_wegen r ON r.nr = nr_r
        ),
        geteld AS (SELECT nr_l, nr_r, {gammas}, {tf}, {write_gelijk(profiel)} AS gelijk FROM beide),
        gewogen AS (SELECT *, {delen} FROM geteld),
        geheel AS (SELECT *, {som} AS match_weight FROM gewogen)
        SELECT nr_l, nr_r, match_weight, {uit} FROM geheel
        WHERE {"TRUE" if alles else f"match_weight >= {grens:.6f} OR gelijk"}"""


def list_gewichtkolommen() -> list[str]:
    """List the columns that add up, after the prior, to `match_weight`."""
    return [
        kolom
        for v in VERGELIJKINGEN
        for kolom in ((f"mw_{v.code}", f"mw_tf_adj_{v.code}") if v.tf else (f"mw_{v.code}",))
    ]


def _list_delen(vergelijking: Vergelijking, model: Model) -> list[tuple[str, str]]:
    """Give what a fact adds by its level, and what a rare or common value adds to that."""
    code, gewichten = vergelijking.code, model.gewichten[vergelijking.code]
    gamma = f"gamma_{code}"
    per_niveau = " ".join(
        f"WHEN {find_gamma(vergelijking, n)} THEN {_weigh(m / u)}" for n, (m, u) in gewichten.items()
    )
    delen = [(f"mw_{code}", f"CASE {gamma} {per_niveau} ELSE 0 END::DOUBLE")]
    if vergelijking.tf:
        per_waarde = " ".join(
            f"WHEN {find_gamma(vergelijking, n)} THEN coalesce({_weigh(gewichten[n][1])} - log2(tf_{kolom}), 0)"
            for n, kolom in vergelijking.tf
        )
        delen.append((f"mw_tf_adj_{code}", f"CASE {gamma} {per_waarde} ELSE 0 END::DOUBLE"))
    return delen


def _weigh(verhouding: float) -> str:
    """Write the weight of how many times more often something is seen."""
    return f"{math.log2(verhouding)!r}::DOUBLE"
