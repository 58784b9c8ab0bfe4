"""Writing the regelboek."""

from pathlib import Path

from . import selectors
from .regelboek import derive_bladzijden


def record_regelboek(*, doelmap: Path) -> list[str]:
    """Write the regelboek of all rules that come with the program; give the names of the pages that changed.

    Pages that this program made for a room without rules are removed; other files are left alone.
    """
    doelmap.mkdir(parents=True, exist_ok=True)
    gewijzigd = []
    for naam, tekst in derive_bladzijden(selectors.list_regels()).items():
        pad = doelmap / naam
        if not pad.exists() or pad.read_text(encoding="utf-8") != tekst:
            pad.write_text(tekst, encoding="utf-8")
            gewijzigd.append(naam)
    for pad in selectors.list_overbodige_bladzijden(doelmap):
        pad.unlink()
        gewijzigd.append(pad.name)
    return sorted(gewijzigd)
