"""Every bench that measures one installation in one process, a small size of each in the same installation: to see that they work.

`python -m bench.klein [--database sqlite|postgresql]`. Making an installation costs more than measuring it at this size.
"""

import sys
from collections.abc import Sequence
from typing import Any

from . import (
    documenten,
    fusie,
    handhaving,
    indicatoren,
    logregels,
    ritme,
    toezicht,
    vergunningen,
    verouderd,
    voorschriftzoeken,
    voortgang,
    voortganglezen,
    zaken,
)

BENCHES = {
    "zaken": (zaken.measure, 700),
    "documenten": (documenten.measure, 500),
    "logregels": (logregels.measure, 300),
    "vergunningen": (vergunningen.measure, 60),
    "verouderd": (verouderd.measure, 40),
    "voorschriftzoeken": (voorschriftzoeken.measure, 200),
    "toezicht": (toezicht.measure, 100),
    "ritme": (ritme.measure, 100),
    "fusie": (fusie.measure, 12),
    "indicatoren": (indicatoren.measure, 2000),
    "handhaving": (handhaving.measure, 200),
    "voortgang": (voortgang.measure, 6),
    "voortganglezen": (voortganglezen.measure, 20),
}


def main(argumenten: Sequence[str] | None = None) -> int:
    """Measure each, and print."""
    return zaken.run(argumenten, "bench.klein", __doc__, measure, omvang=1, vragen=3)


def measure(omvang: int, vragen: int) -> dict[str, Any]:
    """Do all measurements of all of them, each as if it were alone; `omvang` is how many times their small size."""
    from django.db import transaction

    uit: dict[str, Any] = {}
    for naam, (meet, klein) in BENCHES.items():
        with transaction.atomic():
            uit[naam] = meet(klein * omvang, vragen)
            transaction.set_rollback(True)
    return uit


if __name__ == "__main__":
    sys.exit(main())
