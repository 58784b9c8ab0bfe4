"""What the register holds of one supplier, as tables in DuckDB: from a copy beside the register, or from the register.

After each delivery the new state is kept as Parquet, with a checksum that is committed with the delivery. It counts
only while the register's number for this supplier and kind (`register.stand`) is the one it was made at: any
other write makes it worthless, and the state is read from the register again (`afspraken.md` 5). Of natural
persons no copy is kept.
"""

import hashlib
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from django.conf import settings

from vth.analyse.motor import quote_text
from vth.analyse.services import derive_sha256
from vth.register.stand import read_nummers
from vth.register.standlezen import STANDKOLOMMEN, list_stand

from .models import Aanlevering

TYPEN = {
    "object": "soort VARCHAR, k UUID, sleutel VARCHAR, reeks VARCHAR, gebied VARCHAR, vertrouwelijkheid VARCHAR, "
    "begin DATE, eind DATE, inhoud VARCHAR",
    "relatie": "van UUID, soort VARCHAR, naar UUID, begin DATE, eind DATE",
    "status": "k UUID, begin DATE, eind DATE, inhoud VARCHAR",
}
ZONDER_KOPIE = ("natuurlijkpersoon",)


def load_stand(con: duckdb.DuckDBPyConnection, leverancier: str, soorten: Iterable[str]) -> dict[str, int]:
    """Make `stand_object`, `stand_relatie` and `stand_status` for these kinds, and give the numbers they are of."""
    nummers = read_nummers(leverancier, list(soorten))
    for deel, typen in TYPEN.items():
        con.execute(f"CREATE OR REPLACE TABLE stand_{deel} ({typen})")
    for soort, nummer in nummers.items():
        if nummer == 0:
            continue
        if kopie := _find_kopie(leverancier, soort, nummer):
            for deel in TYPEN:
                con.execute(
                    f"INSERT INTO stand_{deel} FROM read_parquet('{quote_text(str(kopie / deel))}.parquet')"
                )
        else:
            _load_from_register(con, leverancier, soort)
    return nummers


def _find_kopie(leverancier: str, soort: str, nummer: int) -> Path | None:
    """Give the folder of the copy that was made at this number, when it is there and whole."""
    rijen = Aanlevering.objects.filter(leverancier_id=leverancier, staat=Aanlevering.Staat.VERWERKT)
    for stand in rijen.exclude(stand={}).order_by("-afgerond_op").values_list("stand", flat=True)[:50]:
        gegevens: Mapping[str, Any] | None = stand.get(soort)
        if gegevens and gegevens["nummer"] == nummer:
            map_ = settings.AANLEVERINGEN_DIR / "standen" / gegevens["map"]
            return map_ if _is_whole(map_, gegevens["sha256"]) else None
    return None


def _is_whole(map_: Path, sha256: str) -> bool:
    """Compare the files of a copy with the checksum that was committed."""
    return all((map_ / f"{deel}.parquet").exists() for deel in TYPEN) and derive_kopie_sha256(map_) == sha256


def derive_kopie_sha256(map_: Path) -> str:
    """Give one checksum over the files of a copy."""
    return hashlib.sha256(
        "".join(derive_sha256(map_ / f"{deel}.parquet") for deel in TYPEN).encode()
    ).hexdigest()


def _load_from_register(con: duckdb.DuckDBPyConnection, leverancier: str, soort: str) -> None:
    """Read the state from the register itself, piece by piece."""
    for deel, kolommen in STANDKOLOMMEN.items():
        for rijen in list_stand(leverancier, soort, deel):
            teksten = [[None if w is None else str(w) for w in kolom] for kolom in zip(*rijen, strict=True)]
            stuk = pa.table([pa.array(k, pa.string()) for k in teksten], names=list(kolommen))
            con.register("stuk", stuk)
            con.execute(f"INSERT INTO stand_{deel} SELECT * FROM stuk")
            con.unregister("stuk")


def write_stand(
    con: duckdb.DuckDBPyConnection, aanlevering: Aanlevering, soorten: Iterable[str]
) -> dict[str, Any]:
    """Keep the state as it will be after this delivery; gives per kind the folder and checksum to commit.

    Reads the staging tables of `verschil`; made before the transaction, worthless when that does not happen.
    """
    _make_nieuwe_stand(con)
    uitkomst = {}
    for soort in soorten:
        if soort in ZONDER_KOPIE:
            continue
        naam = f"{aanlevering.leverancier_id}/{soort}/{aanlevering.id}"
        map_ = settings.AANLEVERINGEN_DIR / "standen" / naam
        map_.mkdir(parents=True, exist_ok=True)
        bronnen = {
            "object": f"SELECT * FROM na_object WHERE soort = '{soort}'",
            "relatie": f"SELECT r.* FROM na_relatie r SEMI JOIN na_object o ON r.van = o.k AND o.soort = '{soort}'",
            "status": f"SELECT t.* FROM na_status t SEMI JOIN na_object o ON t.k = o.k AND o.soort = '{soort}'",
        }
        for deel, sql in bronnen.items():
            con.execute(f"COPY ({sql}) TO '{quote_text(str(map_ / deel))}.parquet' (FORMAT parquet)")
        uitkomst[soort] = {"map": naam, "sha256": derive_kopie_sha256(map_)}
    return uitkomst


def _make_nieuwe_stand(con: duckdb.DuckDBPyConnection) -> None:
    """Apply closings, clippings and additions to the state, in DuckDB as the register will do it."""
    con.execute(
        "CREATE OR REPLACE TEMP VIEW na_kop AS SELECT s.k, s.soort, s.sleutel, coalesce(b.reeks, t.reeks) AS reeks, "
        "coalesce(z.gebied, b.gebied, t.gebied) AS gebied, coalesce(z.vertrouwelijkheid, b.vertrouwelijkheid, "
        "t.vertrouwelijkheid) AS vertrouwelijkheid FROM (SELECT k, soort, sleutel FROM vindbaar) s "
        "LEFT JOIN stand_sleutel t ON t.k = s.k LEFT JOIN nieuw_register_bronobject b ON b.id = s.k "
        "LEFT JOIN zicht z ON z.id = s.k"
    )
    con.execute(
        "CREATE OR REPLACE TEMP VIEW na_object AS SELECT k.soort, k.k, k.sleutel, k.reeks, k.gebied, k.vertrouwelijkheid, "
        "x.begin, x.eind, x.inhoud FROM (SELECT o.k, o.begin, o.eind, o.inhoud FROM stand_object o "
        "ANTI JOIN o_sluiten d ON o.k = d.k AND o.begin = d.begin_geldigheid "
        "UNION ALL SELECT k, begin_nieuw, eind_nieuw, inhoud FROM o_knippen "
        "UNION ALL SELECT k, begin_geldigheid, eind_geldigheid, inhoud FROM o_nieuw) x JOIN na_kop k ON k.k = x.k"
    )
    con.execute(
        "CREATE OR REPLACE TEMP VIEW na_relatie AS SELECT k.van AS van, k.soort AS soort, "
        "k.naar AS naar, begin, eind FROM (SELECT struct_pack(van := r.van, soort := r.soort, naar := r.naar) AS k, r.begin, r.eind "
        "FROM stand_relatie r ANTI JOIN r_sluiten d ON struct_pack(van := r.van, soort := r.soort, naar := r.naar) = d.k AND r.begin = d.begin_geldigheid "
        "UNION ALL SELECT k, begin_nieuw, eind_nieuw FROM r_knippen "
        "UNION ALL SELECT k, begin_geldigheid, eind_geldigheid FROM r_nieuw)"
    )
    con.execute(
        "CREATE OR REPLACE TEMP VIEW na_status AS SELECT t.k, t.begin, t.eind, t.inhoud FROM stand_status t "
        "ANTI JOIN s_sluiten d ON t.k = d.k AND t.begin = d.begin_geldigheid "
        "UNION ALL SELECT k, begin_nieuw, eind_nieuw, inhoud FROM s_knippen "
        "UNION ALL SELECT k, begin_geldigheid, eind_geldigheid, inhoud FROM s_nieuw"
    )


def remove_old_kopieen(leverancier: str, soort: str, *, keep: str) -> None:
    """Remove older copies of one supplier and kind, after a delivery was committed."""
    map_ = settings.AANLEVERINGEN_DIR / "standen" / leverancier / soort
    for oud in map_.iterdir() if map_.exists() else ():
        if oud.name != keep:
            shutil.rmtree(oud, ignore_errors=True)
