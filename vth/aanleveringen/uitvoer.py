"""Downloads of a delivery: the toetsverslag and the refused rows, kept beside the delivery once they are made."""

import time
from pathlib import Path

from django.db.models import Sum

from vth.interface.uitvoer import VORMEN, write_uitvoer

from .models import Aanlevering
from .verslag import get_map

# What can be downloaded: the file it is made from, and the columns with their headings (none: as they are).
SOORTEN = ("toetsverslag", "geweigerd")
BRONNEN = {"toetsverslag": "verslag.parquet", "geweigerd": "geweigerd.parquet"}
KOPPEN = {
    "volgnummer": "Volgnummer",
    "rijnummer": "Rij in het bestand",
    "gegevensset": "Gegevensset",
    "sleutel": "Uw nummer",
    "ernst": "Ernst",
    "veld": "Veld",
    "waarde": "Waarde",
    "tekst": "Wat er mis is en wat u doet",
    "toets": "Toets",
    "grens": "Vergeleken met",
}
# Making a sheet of so many lines takes about three seconds; more is work for the queue.
DIRECT = 50_000
BEZIG_SECONDEN = 600


def has_bron(aanlevering: Aanlevering, soort: str) -> bool:
    """Tell whether there is something to download."""
    return (get_map(aanlevering) / BRONNEN[soort]).exists()


def find_uitvoer(aanlevering: Aanlevering, soort: str, vorm: str) -> Path | None:
    """Give the download when it was made since the report was; a report that was made anew needs a new one."""
    bestand, bron = _get_bestand(aanlevering, soort, vorm), get_map(aanlevering) / BRONNEN[soort]
    if bestand.exists() and bron.exists() and bestand.stat().st_mtime_ns >= bron.stat().st_mtime_ns:
        return bestand
    return None


def make_uitvoer(aanlevering: Aanlevering, soort: str, vorm: str) -> Path:
    """Make the download, unless it is there already, and give its place."""
    if bestand := find_uitvoer(aanlevering, soort, vorm):
        return bestand
    doel = _get_bestand(aanlevering, soort, vorm)
    koppen = KOPPEN if soort == "toetsverslag" else None
    write_uitvoer(get_map(aanlevering) / BRONNEN[soort], doel, vorm, koppen=koppen)
    return doel


def claim_uitvoer(aanlevering: Aanlevering, soort: str, vorm: str) -> bool:
    """Tell whether nobody is making this download yet, and note that now somebody is; a claim runs out by itself."""
    merk = _get_bestand(aanlevering, soort, f"{vorm}.bezig")
    merk.parent.mkdir(parents=True, exist_ok=True)
    if merk.exists() and time.time() - merk.stat().st_mtime < BEZIG_SECONDEN:
        return False
    merk.touch()
    return True


def is_direct(aanlevering: Aanlevering, soort: str, vorm: str) -> bool:
    """Tell whether a download is made quickly enough to wait for."""
    return vorm != "xlsx" or count_regels(aanlevering, soort) <= DIRECT


def count_regels(aanlevering: Aanlevering, soort: str) -> int:
    """Give how many lines a download has, from what was counted when the report was made."""
    if soort == "geweigerd":
        return int(aanlevering.tellingen.get("geweigerd") or 0)
    return int(aanlevering.toetstellingen.aggregate(n=Sum("aantal"))["n"] or 0)


def name_uitvoer(aanlevering: Aanlevering, soort: str) -> str:
    """Name a download after its delivery."""
    return f"{soort}-{aanlevering.leverancier_id}-{aanlevering.reeks}-{aanlevering.peildatum.isoformat()}"


def _get_bestand(aanlevering: Aanlevering, soort: str, vorm: str) -> Path:
    """Give the place of a download; only the known kinds and forms have one."""
    assert soort in SOORTEN and vorm.removesuffix(".bezig") in VORMEN
    return get_map(aanlevering) / "uitvoer" / f"{soort}.{vorm}"
