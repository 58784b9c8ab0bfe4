"""A delivery that is only tried: read, translated and checked, and nothing of it is kept; for who makes a leverprofiel."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
from django.db import transaction

from vth.begrippen.rules import Objecttype
from vth.tijd import klok

from . import verslag, verwerking
from .models import Aanlevering
from .profiel import Leverprofiel
from .rules import Telling
from .selectors import Bevindingregel
from .verwerking import Verwerking

VOORBEELDEN = 2


@dataclass(frozen=True)
class Proefuitkomst:
    """What the checks found in a file that was tried, and how its first good rows were understood."""

    telling: Telling
    opmerkingen: tuple[str, ...]
    regels: tuple[Bevindingregel, ...]
    voorbeelden: tuple[tuple[str, Mapping[str, str]], ...]


def check_proeflevering(profiel: Leverprofiel, bestand: Path, *, peildatum: date) -> Proefuitkomst:
    """Try a file by a profile: all checks on rows, fields and references, and nothing is registered or kept.

    The register is only read, to know which references lead somewhere. Raises Leesfout and AanleveringError.
    """
    proef = Aanlevering(
        leverancier_id=profiel.leverancier,
        profiel=profiel.id,
        reeks=profiel.reeks or profiel.id,
        peildatum=peildatum,
        ontvangen_op=klok.now(),
    )
    with _keep_nothing(proef, bestand) as werkmap, verwerking.open_werk(werkmap) as con:
        werk = Verwerking(con, proef, profiel, werkmap)
        telling = verwerking.check_bestand(werk, lambda *_: None)
        verslag.make_verslag(con, profiel, werk.model)
        rijen = con.execute(
            f"SELECT {', '.join(verslag.KOLOMMEN)} FROM verslag ORDER BY volgnummer"
        ).fetchall()
        return Proefuitkomst(
            telling=telling,
            opmerkingen=tuple(proef.opmerkingen),
            regels=tuple(Bevindingregel(*rij) for rij in rijen),
            voorbeelden=tuple(_list_voorbeelden(con, profiel, werk.model)),
        )


@contextmanager
def _keep_nothing(proef: Aanlevering, bestand: Path) -> Iterator[Path]:
    """Lend the file a place to work in, and leave neither files nor rows behind."""
    map_ = verslag.get_map(proef)
    try:
        with transaction.atomic():
            werkmap = verwerking.make_werkmap(proef)
            shutil.copyfile(bestand, map_ / "bestand")
            yield werkmap
            transaction.set_rollback(True)
    finally:
        shutil.rmtree(map_, ignore_errors=True)


def _list_voorbeelden(
    con: duckdb.DuckDBPyConnection, profiel: Leverprofiel, model: Mapping[str, Objecttype]
) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Give, per gegevensset, how the first accepted rows read: title of the field and value, filled ones only."""
    for gegevensset in profiel.gegevenssets:
        vraag = con.execute(
            f"SELECT * FROM c_{gegevensset} ANTI JOIN geweigerd USING (rijnummer) WHERE sleutel IS NOT NULL "
            f"ORDER BY rijnummer LIMIT {VOORBEELDEN}"
        )
        namen = [k[0] for k in vraag.description or ()]
        bekend = {a.naam for a in model[gegevensset].attributen} | set(verslag.VASTE_TITELS)
        for rij in vraag.fetchall():
            waarden = {n: w for n, w in zip(namen, rij, strict=True) if n in bekend and w is not None}
            yield (
                gegevensset,
                {verslag.get_veldtitel(model[gegevensset], n): str(w) for n, w in waarden.items()},
            )
