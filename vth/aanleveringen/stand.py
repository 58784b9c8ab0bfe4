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
from django.conf import settings

from vth.analyse.motor import insert_teksten, quote_name, quote_text
from vth.analyse.services import derive_sha256
from vth.register.stand import read_nummers
from vth.register.standlezen import STANDKOLOMMEN, list_stand

from .models import Aanlevering

TYPEN = {
    "sleutel": "soort VARCHAR, k UUID, sleutel VARCHAR, reeks VARCHAR, gebied VARCHAR, vertrouwelijkheid VARCHAR",
    "object": "soort VARCHAR, k UUID, begin DATE, eind DATE, inhoud VARCHAR",
    "relatie": "van_soort VARCHAR, van UUID, soort VARCHAR, naar UUID, begin DATE, eind DATE",
    "status": "soort VARCHAR, k UUID, begin DATE, eind DATE, inhoud VARCHAR",
}
ZONDER_KOPIE = ("natuurlijkpersoon",)


def load_stand(
    con: duckdb.DuckDBPyConnection, leverancier: str, soorten: Iterable[str], werkmap: Path
) -> dict[str, int]:
    """Name `stand_sleutel`, `stand_object`, `stand_relatie` and `stand_status` for these kinds; gives the numbers they are of.

    A copy is read where it lies, under a name of its own in `werkmap`: another delivery may put a newer one in its place.
    """
    nummers = read_nummers(leverancier, list(soorten))
    delen: dict[str, list[str]] = {}
    for deel, typen in TYPEN.items():
        con.execute(f"CREATE OR REPLACE TABLE gelezen_{deel} ({typen})")
        delen[deel] = [f"FROM gelezen_{deel}"]
    for soort, nummer in nummers.items():
        if nummer == 0:
            continue
        if kopie := _find_kopie(leverancier, soort, nummer):
            for deel in TYPEN:
                eigen = _link(kopie / f"{deel}.parquet", werkmap / f"stand_{soort}_{deel}.parquet")
                delen[deel].append(f"FROM read_parquet('{quote_text(str(eigen))}')")
        else:
            _load_from_register(con, leverancier, soort)
    for deel, bronnen in delen.items():
        con.execute(f"CREATE OR REPLACE VIEW stand_{deel} AS {' UNION ALL '.join(bronnen)}")
    return nummers


def _link(bestand: Path, naam: Path) -> Path:
    """Give a file a second name, so that it stays when the first is removed."""
    naam.unlink(missing_ok=True)
    try:
        naam.hardlink_to(bestand)
    except OSError:
        shutil.copy(bestand, naam)
    return naam


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
            insert_teksten(con, f"gelezen_{deel}", kolommen, rijen)


def make_na_relatie(con: duckdb.DuckDBPyConnection, gegevenssets: Iterable[str]) -> None:
    """Name the relations as they will be after this delivery: `na_relatie`, and per gegevensset `na_relatie_<naam>`."""
    delen = []
    for soort in gegevenssets:
        sluiten, knippen, nieuw = (
            quote_name(f"r_{soort}_{stap}") for stap in ("sluiten", "knippen", "nieuw")
        )
        delen.append(f"FROM {quote_name('na_relatie_' + soort)}")
        con.execute(
            f"CREATE OR REPLACE VIEW {quote_name('na_relatie_' + soort)} AS SELECT '{soort}' AS van_soort, van, soort, naar, begin, eind "
            f"FROM (SELECT r.van, r.soort, r.naar, r.begin, r.eind FROM (FROM stand_relatie WHERE van_soort = '{soort}') r "
            f"ANTI JOIN {sluiten} d ON r.van = d.k.van AND r.soort = d.k.soort AND r.naar = d.k.naar AND r.begin = d.begin_geldigheid "
            f"UNION ALL SELECT k.van, k.soort, k.naar, begin_nieuw, eind_nieuw FROM {knippen} "
            f"UNION ALL SELECT k.van, k.soort, k.naar, begin_geldigheid, eind_geldigheid FROM {nieuw})"
        )
    namen = ", ".join(f"'{g}'" for g in gegevenssets)
    delen.append(f"FROM stand_relatie WHERE van_soort NOT IN ({namen})")
    con.execute(f"CREATE OR REPLACE VIEW na_relatie AS {' UNION ALL '.join(delen)}")


def write_stand(
    con: duckdb.DuckDBPyConnection, aanlevering: Aanlevering, soorten: Iterable[str]
) -> dict[str, Any]:
    """Keep the state as it will be after this delivery; gives per kind the folder and checksum to commit.

    Reads the staging tables of `verschil`; made before the transaction, worthless when that does not happen.
    """
    uitkomst = {}
    for soort in soorten:
        if soort in ZONDER_KOPIE:
            continue
        naam = f"{aanlevering.leverancier_id}/{soort}/{aanlevering.id}"
        map_ = settings.AANLEVERINGEN_DIR / "standen" / naam
        map_.mkdir(parents=True, exist_ok=True)
        for deel, sql in _select_na(soort).items():
            con.execute(f"COPY ({sql}) TO '{quote_text(str(map_ / deel))}.parquet' (FORMAT parquet)")
        uitkomst[soort] = {"map": naam, "sha256": derive_kopie_sha256(map_)}
    return uitkomst


def _select_na(soort: str) -> dict[str, str]:
    """Write the SELECTs of one kind that apply closings, clippings and additions as the register will do it."""

    def select(voor: str, deel: str) -> str:
        sluiten, knippen, nieuw = (
            quote_name(f"{voor}_{soort}_{stap}") for stap in ("sluiten", "knippen", "nieuw")
        )
        return (
            f"SELECT '{soort}' AS soort, k, begin, eind, inhoud FROM (SELECT t.k, t.begin, t.eind, t.inhoud "
            f"FROM (FROM stand_{deel} WHERE soort = '{soort}') t ANTI JOIN {sluiten} d ON t.k = d.k AND t.begin = d.begin_geldigheid "
            f"UNION ALL SELECT k, begin_nieuw, eind_nieuw, inhoud FROM {knippen} "
            f"UNION ALL SELECT k, begin_geldigheid, eind_geldigheid, inhoud FROM {nieuw})"
        )

    return {
        "sleutel": "SELECT s.soort, s.k, s.sleutel, s.reeks, coalesce(z.gebied, s.gebied) AS gebied, "
        "coalesce(z.vertrouwelijkheid, s.vertrouwelijkheid) AS vertrouwelijkheid "
        f"FROM (FROM stand_sleutel WHERE soort = '{soort}') s LEFT JOIN zicht z ON z.id = s.k UNION ALL "
        f"SELECT soort, id, sleutel, reeks, gebied, vertrouwelijkheid FROM nieuw_register_bronobject WHERE soort = '{soort}'",
        "object": select("o", "object"),
        "relatie": f"FROM {quote_name('na_relatie_' + soort)}",
        "status": select("s", "status"),
    }


def remove_old_kopieen(leverancier: str, soort: str, *, keep: str) -> None:
    """Remove older copies of one supplier and kind, after a delivery was committed."""
    map_ = settings.AANLEVERINGEN_DIR / "standen" / leverancier / soort
    for oud in map_.iterdir() if map_.exists() else ():
        if oud.name != keep:
            shutil.rmtree(oud, ignore_errors=True)
