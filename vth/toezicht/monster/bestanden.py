"""The files of this installation: profiles of laboratories and analysis packages, ours and its own, of which its own go first."""

from datetime import date
from pathlib import Path

from django.conf import settings

from .bemonstering import MonsterError
from .labprofiel import PROFIELEN, Labprofiel, read_labprofielen
from .pakket import PAKKETTEN, Analysepakket, list_geldige_pakketten


def list_labprofielen() -> dict[str, Labprofiel]:
    """Give the profiles by id; an own one takes the place of ours. Raises MonsterError for files that are wrong or a folder that is not there."""
    eigen = _find_eigen("labprofielen")
    return dict(read_labprofielen(PROFIELEN)) | (read_labprofielen(eigen) if eigen else {})


def list_pakketten(op: date) -> list[Analysepakket]:
    """Give the packages that a new sample can get on a day; an own one takes the place of ours. Raises MonsterError as above."""
    eigen = _find_eigen("pakketten")
    per_id = {p.id: p for p in list_geldige_pakketten(op, PAKKETTEN)}
    per_id |= {p.id: p for p in list_geldige_pakketten(op, eigen)} if eigen else {}
    return sorted(per_id.values(), key=lambda p: (p.branche, p.id))


def _find_eigen(deel: str) -> Path | None:
    """Give the installation's own folder of one kind, when it has one. Raises MonsterError when the setting leads nowhere."""
    if not settings.MONSTERS_DIR:
        return None
    map_ = Path(settings.MONSTERS_DIR)
    if not map_.is_dir():
        raise MonsterError(
            f"VTH_MONSTERS wijst naar {map_} en die map bestaat niet. Maak de map, of haal VTH_MONSTERS weg."
        )
    return map_ / deel if (map_ / deel).is_dir() else None
