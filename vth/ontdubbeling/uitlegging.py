"""Why two records are or are not one: as the last run kept it, or weighed now by the same model for a pair below the bar."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

import duckdb
from django.conf import settings

from vth.analyse.motor import open_duckdb, quote_text

from .lezen import get_map
from .model import read_model
from .profiel import read_profiel
from .selectors import Paarbeeld, find_ronde
from .uitleg import explain_pair
from .waterval import Stap
from .weergave import read_stappen


@dataclass(frozen=True)
class Uitlegging:
    """What a model makes of a pair: how likely, on which ground, with what outcome, and the evidence."""

    kans: float
    gewicht: float
    grond: str
    uitkomst: str
    stappen: tuple[Stap, ...]


def read_uitlegging(beeld: Paarbeeld) -> Uitlegging | None:
    """Explain a pair; nothing when there was no run yet, or when one of the two came in after the last one."""
    if g := beeld.gelijkstelling:
        return Uitlegging(g.kans, g.gewicht, g.grond, g.uitkomst, tuple(read_stappen(g.bewijs)))
    ronde = find_ronde()
    if ronde is None:
        return None
    ids = [str(beeld.links.pk), str(beeld.rechts.pk)]
    with tempfile.TemporaryDirectory(prefix="uitleg-", dir=get_map()) as map_, open_duckdb(Path(map_)) as con:
        try:
            if not _load(con, {beeld.links.leverancier, beeld.rechts.leverancier}, ids):
                return None
        except duckdb.IOException:
            # A run put newer lines in their place just now.
            return None
        profiel, model = read_profiel(settings.KOPPELPROFIEL), read_model(ronde.koppelmodel.inhoud)
        u = explain_pair(con, profiel, *ids, model=model)
    stappen = tuple(
        Stap(b.vergelijking, b.uitleg or b.niveau, b.gewicht, b.links or "", b.rechts or "") for b in u.bewijs
    )
    return Uitlegging(u.kans, u.gewicht, u.grond, u.uitkomst, stappen)


def _load(con: duckdb.DuckDBPyConnection, leveranciers: set[str], ids: list[str]) -> bool:
    """Read the lines of two records as they were last compared; tells whether both are there."""
    bestanden = [b for lev in sorted(leveranciers) for b in (get_map() / "gegevens" / lev).glob("*.parquet")]
    if not bestanden:
        return False
    lijst = ", ".join(f"'{quote_text(str(b))}'" for b in bestanden)
    con.execute(
        f"CREATE TABLE records AS SELECT * FROM read_parquet([{lijst}]) WHERE id IN (?, ?) ORDER BY id", ids
    )
    rij = con.execute("SELECT count(*) FROM records").fetchone()
    return rij is not None and rij[0] == len(ids)
