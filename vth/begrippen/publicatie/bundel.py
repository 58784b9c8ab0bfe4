"""All published files together, and which of them on disk are no longer what the source says."""

from pathlib import Path

from .begrippenkader import make_begrippenkader
from .informatiemodel import make_informatiemodel
from .inhoud import make_inhoud
from .registerschema import make_registerschema
from .teksten import make_conformiteit, make_gegevenswoordenboek, make_waardelijst_csv


def make_bundel() -> dict[str, str]:
    """Give the content of every published file by its path; the same source always gives the same content."""
    inhoud = make_inhoud()
    bundel = {
        "begrippenkader.ttl": make_begrippenkader(inhoud),
        "conformiteit.md": make_conformiteit(inhoud),
        "gegevenswoordenboek.md": make_gegevenswoordenboek(inhoud),
        "informatiemodel.ttl": make_informatiemodel(inhoud),
        "register.schema.json": make_registerschema(inhoud),
    }
    bundel |= {
        f"waardelijsten/{id_}.csv": make_waardelijst_csv(lijst) for id_, lijst in inhoud.lijsten.items()
    }
    return bundel


def write_bundel(map_: Path) -> int:
    """Write every published file into a folder and take away lists that are published no longer; give how many."""
    bundel = make_bundel()
    for verouderd in _list_lijsten(map_) - set(bundel):
        (map_ / verouderd).unlink()
    for naam, tekst in bundel.items():
        file = map_ / naam
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(tekst, encoding="utf-8", newline="\n")
    return len(bundel)


def list_stale(map_: Path) -> list[str]:
    """Name every file that is missing or differs from the source, and every list that is published no longer."""
    bundel = make_bundel()
    verschilt = {naam for naam, tekst in bundel.items() if _read(map_ / naam) != tekst.encode()}
    return sorted(verschilt | _list_lijsten(map_) - set(bundel))


def _read(file: Path) -> bytes:
    """Give what stands in a file; nothing when there is none."""
    return file.read_bytes() if file.is_file() else b""


def _list_lijsten(map_: Path) -> set[str]:
    """Name the files of code lists in a folder; other files there are not ours to judge."""
    return {file.relative_to(map_).as_posix() for file in map_.glob("waardelijsten/*.csv")}
