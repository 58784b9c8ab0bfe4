"""Reports that call their parts nothing: which headings are onderwerpen is seen by what stands under them (progress, planning)."""

from .blokken import NIVEAU_VET, Blok
from .koppen import find_rol, split_label

_KENMERK = ("voortgang", "planning")


def find_structuur(blokken: list[Blok]) -> dict[int, str]:
    """Per line of a heading: `onderwerp` where progress or planning stands right under it, `pijler` for the heading above those."""
    uit: dict[int, str] = {}
    boven: list[Blok] = []
    eerste = next((blok.regel for blok in blokken if blok.soort == "kop"), 0)
    for blok in blokken:
        if blok.soort == "kop":
            niveau = blok.niveau
            rol = find_rol(blok.tekst)
            boven = [kop for kop in boven if kop.niveau < niveau]
            if rol in _KENMERK and boven:
                _mark(uit, boven, eerste)
            if not rol and niveau < NIVEAU_VET:
                boven.append(blok)
        elif boven and blok.soort in ("alinea", "punt") and split_label(blok.tekst)[0] in _KENMERK:
            _mark(uit, boven, eerste)
    return uit


def _mark(uit: dict[int, str], boven: list[Blok], eerste: int) -> None:
    """Mark the nearest heading as onderwerp and the one above it as pijler; the title of the report is neither."""
    if boven[-1].regel == eerste or uit.get(boven[-1].regel) == "pijler":
        return
    uit[boven[-1].regel] = "onderwerp"
    if len(boven) > 1 and boven[-2].regel != eerste and uit.get(boven[-2].regel) != "onderwerp":
        uit[boven[-2].regel] = "pijler"
