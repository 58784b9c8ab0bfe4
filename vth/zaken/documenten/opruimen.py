"""What no row tells of any more goes: bytes left over from a crash, and files that came in half and were not finished."""

import time
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from vth.agenda.dagtaken import Dagtaak
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.zaken.models import Briefsjabloonversie, Documentontvangst, Documentversie

from .bewaarplaats import get_opslag
from .gebruik import find_elders_gebruikt
from .opslag import get_werkmap
from .voorbeeld import drop_voorbeeld

# Whoever takes in a document has put its bytes this long ago at most when the row is written.
RUST_SECONDEN = 24 * 3600
PARTIJ = 500


def sweep_opslag(*, begin: str = "", rust: int = RUST_SECONDEN) -> int:
    """Remove bytes that no document has, once they have lain still long enough; gives how many went.

    With `begin` only a part of the store is looked at, by the first character of the hash.
    """
    voor = time.time() - rust
    opslag, weg = get_opslag(), 0
    namen = opslag.list_oud(voor, begin)
    while partij := list(islice(namen, PARTIJ)):
        for sha256 in set(partij) - find_gebruikt(partij):
            if opslag.remove(sha256, voor):
                drop_voorbeeld(sha256)
                weg += 1
    return weg


@claim_alles()
def find_gebruikt(hashes: list[str]) -> set[str]:
    """Give which bytes belong to a document that was not destroyed, to a template, or to a thing of a room above; whoever may see it.

    Asked after a commit and by the night, when nobody looks: the second lock would say that nobody has them, and they would be thrown away.
    """
    documenten = Documentversie.objects.filter(sha256__in=hashes, document__vernietigd_op=None)
    sjablonen = Briefsjabloonversie.objects.filter(sha256__in=hashes)
    eigen = {*documenten.values_list("sha256", flat=True), *sjablonen.values_list("sha256", flat=True)}
    return eigen | find_elders_gebruikt(hashes)


def sweep_ontvangsten() -> int:
    """Remove what came in half and was not finished in time, rows and bytes; gives how many."""
    verlopen = Documentontvangst.objects.filter(
        staat=Documentontvangst.Staat.BEZIG, vervalt_op__lte=klok.now()
    )
    ids = list(verlopen.values_list("pk", flat=True))
    for id_ in ids:
        (get_werkmap() / f"{id_}.ontvangst").unlink(missing_ok=True)
    Documentontvangst.objects.filter(pk__in=ids, staat=Documentontvangst.Staat.BEZIG).delete()
    return len(ids)


def sweep_werkmap(*, rust: int = RUST_SECONDEN) -> int:
    """Remove files that were set down and never taken in: their process died."""
    oud = [pad for pad in _list_los() if pad.stat().st_mtime < time.time() - rust]
    for pad in oud:
        pad.unlink(missing_ok=True)
    return len(oud)


def _list_los() -> Iterator[Path]:
    """List what was set down outside a reception."""
    yield from get_werkmap().glob("*.deel")
    yield from (p for p in get_werkmap().glob("*/*") if p.is_file())


def _sweep(_van: date | None, tot: date) -> int:
    """Do the sweeping of a day: of the store a sixteenth, for a leftover is only room that is taken."""
    return sweep_ontvangsten() + sweep_werkmap() + sweep_opslag(begin=f"{tot.toordinal() % 16:x}")


DAGTAKEN = (Dagtaak("zaken.documenten_opruimen", "resten van documenten opgeruimd", _sweep),)
