"""One run: read what there is, compare what is new with the whole, and take in what follows in one short transaction.

Until that transaction commits everything is as it was, and afterwards as it should be. What stands beside the database
(the lines that were compared, `vergeleken`, and what the kernel made of them, `staat`) is named after the run, and counts only when that run was committed.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
from django.conf import settings
from django.db import transaction

from vth.analyse.motor import open_duckdb, quote_text
from vth.interface.onderhoud import announce_onderhoud
from vth.logboek.services import record_gebeurtenis
from vth.register.koppellezen import read_standen
from vth.tijd import klok
from vth.tijd.bulk import Staging
from vth.tijd.models import Herkomst
from vth.tijd.services import record_herkomst
from vth.toegang.rules import Viewer

from . import klaarzetting, verschil
from .clusters import make_clusters
from .identiteit import make_identiteiten
from .koppeling import keep_staat, link_records, load_staat
from .lezen import get_map, load_records
from .model import Model, read_model
from .models import Koppelmodel, Koppeloordeel, Koppelronde
from .oordelen import list_beoordeeld, list_geldend, lock_oordelen
from .profiel import Profiel, read_profiel
from .selectors import find_ronde
from .telling import count_uitkomst

Meld = Callable[[str], None]
# In whose name ids are given: no supplier says which thing its record is about.
NAMENS = "ontdubbeling"
# From this many staged rows on a write may lock out others for more than ten seconds, and says so beforehand.
AANKONDIGEN_VANAF = 500_000
# How many times more records there may be than when the model was made.
GROEI = 1.5


class RondeVerouderdError(Exception):
    """Somebody judged, or another run was done, while this one was comparing: compare again."""


def run_ronde(viewer: Viewer, *, volledig: bool, meld: Meld) -> Koppelronde | None:
    """Do one run; gives nothing when there was nothing to compare, and then nothing was written."""
    profiel, standen, laatste = read_profiel(settings.KOPPELPROFIEL), read_standen(), find_ronde()
    merk, begin = read_merk(), klok.now()
    vorige = None if volledig else _find_bruikbare(laatste, profiel)
    if vorige and vorige.nummers == standen:
        return None
    get_map().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="ronde-", dir=get_map()) as map_, open_duckdb(Path(map_)) as con:
        meld("het register lezen")
        load_records(con, standen)
        if not _make_geraakt(con, vorige) and not volledig:
            return None
        meld("vergelijken")
        model, vorige = _link(con, profiel, vorige)
        meld("samennemen")
        _make_uitkomst(con, versie=model.versie, volledig=vorige is None)
        ronde = Koppelronde(
            profiel=profiel.id,
            profiel_md5=derive_profiel_md5(profiel),
            volledig=vorige is None,
            begonnen_op=begin,
            nummers=standen,
            drempels={"koppelen": profiel.drempels.koppelen, "beoordelen": profiel.drempels.beoordelen},
            tellingen=count_uitkomst(con) | _keep_maat(con, vorige),
        )
        meld("vastleggen")
        _record(con, viewer, ronde, model, merk, Path(map_))
    _remove_old(ronde)
    return ronde


def _link(
    con: duckdb.DuckDBPyConnection, profiel: Profiel, vorige: Koppelronde | None
) -> tuple[Model, Koppelronde | None]:
    """Make `paren`: of what is new by the model of the last run, or of all with a new model; tells which it became.

    A model that was made of far fewer records, or whose blocks have outgrown it, is made again.
    """
    rij = con.execute("SELECT count(*) FROM records").fetchone()
    if vorige and rij and rij[0] <= GROEI * vorige.tellingen["gegevens_model"]:
        load_staat(con, _get_staat(vorige))
        koppeling = link_records(con, profiel, nieuw="nieuw", model=read_model(vorige.koppelmodel.inhoud))
        if not koppeling.afgekapt:
            return koppeling.model, vorige
    con.execute("CREATE OR REPLACE TABLE nieuw AS SELECT id FROM records ORDER BY id")
    return link_records(con, profiel).model, None


def _keep_maat(con: duckdb.DuckDBPyConnection, vorige: Koppelronde | None) -> dict[str, int]:
    """Give of how many records the model was made."""
    rij = con.execute("SELECT count(*) FROM records").fetchone()
    return {"gegevens_model": vorige.tellingen["gegevens_model"] if vorige else rij[0] if rij else 0}


def derive_profiel_md5(profiel: Profiel) -> str:
    """Give the hash of a profile: with another one, thresholds among it, everything is compared again."""
    return hashlib.md5(json.dumps(profiel.inhoud, sort_keys=True, default=str).encode()).hexdigest()


def _find_bruikbare(laatste: Koppelronde | None, profiel: Profiel) -> Koppelronde | None:
    """Give the last run when a next one can go on from it."""
    if laatste is None or not _get_vergeleken(laatste).exists():
        return None
    zelfde = (laatste.profiel, laatste.profiel_md5) == (profiel.id, derive_profiel_md5(profiel))
    return laatste if zelfde else None


def read_merk() -> tuple[Any, Any]:
    """Give what changes when somebody judges or another run is done."""
    oordeel = Koppeloordeel.objects.order_by("-op", "-pk").values_list("pk", flat=True).first()
    return Koppelronde.objects.order_by("-afgerond_op").values_list("pk", flat=True).first(), oordeel


def _get_vergeleken(ronde: Koppelronde) -> Path:
    """Give the file with the lines that a run compared."""
    return get_map() / "vergeleken" / f"{ronde.pk}.parquet"


def _get_staat(ronde: Koppelronde) -> Path:
    """Give the folder with what the kernel prepared in a run."""
    return get_map() / "staat" / str(ronde.pk)


def _make_geraakt(con: duckdb.DuckDBPyConnection, laatste: Koppelronde | None) -> bool:
    """Name `nieuw` (records that say something else than when they were compared) and `geraakt` (those, and those that went)."""
    if laatste is None:
        con.execute("CREATE TABLE vergeleken (id VARCHAR, merk VARCHAR)")
    else:
        pad = quote_text(str(_get_vergeleken(laatste)))
        con.execute(f"CREATE TABLE vergeleken AS FROM read_parquet('{pad}')")
    con.execute(
        "CREATE TABLE nieuw AS SELECT id FROM records ANTI JOIN vergeleken USING (id, merk) ORDER BY id"
    )
    con.execute(
        "CREATE TABLE geraakt AS SELECT id FROM nieuw UNION SELECT id FROM vergeleken ANTI JOIN records USING (id)"
    )
    return con.execute("SELECT 1 FROM geraakt LIMIT 1").fetchone() is not None


def _make_uitkomst(con: duckdb.DuckDBPyConnection, *, versie: str, volledig: bool) -> None:
    """Stage all that follows from `paren` and from what was judged."""
    verschil.load_huidig(con)
    verschil.make_parenverschil(con, versie=versie, volledig=volledig)
    verschil.load_oordelen(con, list_geldend())
    verschil.load_beoordeeld(con, list_beoordeeld())
    make_clusters(con, "oordelen", "bekende")
    verschil.make_universum(con, "SELECT id FROM bekende UNION SELECT id FROM toewijzingen")
    con.execute("CREATE TABLE soorten AS SELECT id, objecttype FROM bekende")
    verschil.make_sneden(con)
    verschil.make_snedenverschil(con)
    make_identiteiten(con)
    verschil.make_identiteitverschil(con)


def _record(
    con: duckdb.DuckDBPyConnection,
    viewer: Viewer,
    ronde: Koppelronde,
    model: Model,
    merk: tuple[Any, Any],
    werkmap: Path,
) -> None:
    """Keep what was compared and prepared, and take in what was staged."""
    bestand = _get_vergeleken(ronde)
    bestand.parent.mkdir(parents=True, exist_ok=True)
    con.execute(f"COPY (SELECT id, merk FROM records) TO '{quote_text(str(bestand))}' (FORMAT parquet)")
    _get_staat(ronde).mkdir(parents=True, exist_ok=True)
    keep_staat(con, _get_staat(ronde))
    gevuld = klaarzetting.list_gevuld(con)
    with (
        klaarzetting.stage(con, sorted(gevuld), werkmap) as staging,
        announce_onderhoud(lang=sum(gevuld.values()) >= AANKONDIGEN_VANAF),
    ):
        _write(viewer, ronde, model, merk, staging)


@transaction.atomic
def _write(viewer: Viewer, ronde: Koppelronde, model: Model, merk: tuple[Any, Any], staging: Staging) -> None:
    """The transaction itself."""
    lock_oordelen()
    if read_merk() != merk:
        raise RondeVerouderdError
    herkomst = record_herkomst(leverancier=NAMENS, soort=Herkomst.Soort.HANDELING)
    klaarzetting.record_verschil(staging, herkomst)
    ronde.koppelmodel, _ = Koppelmodel.objects.get_or_create(
        versie=model.versie,
        defaults={"profiel": ronde.profiel, "inhoud": model.to_json(), "gemaakt_op": herkomst.moment},
    )
    ronde.afgerond_op = klok.now()
    ronde.save(force_insert=True)
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=viewer.organisatie,
        handeling="ontdubbeling.record",
        onderwerp=("ronde", str(ronde.pk)),
        inhoud={k: v for k, v in ronde.tellingen.items() if isinstance(v, int)} | {"herkomst": herkomst.pk},
    )


def _remove_old(ronde: Koppelronde) -> None:
    """Remove what older runs kept beside the database, after this one was committed."""
    for oud in _get_vergeleken(ronde).parent.iterdir():
        if oud.stem != str(ronde.pk):
            oud.unlink(missing_ok=True)
    for map_ in _get_staat(ronde).parent.iterdir():
        if map_.name != str(ronde.pk):
            shutil.rmtree(map_, ignore_errors=True)
