"""Finding one decision of a permit by what somebody writes: its number, its own address, or its kenmerk."""

import re
from collections.abc import Sequence

from .models import Toestemming
from .rules import VergunningError

_NUMMER = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
# As this installation gives it: the whole address, or the path of it.
_ADRES = re.compile(rf"(?:https?://[^/\s]+)?/toestemmingen/({_NUMMER})/?(?:[?#].*)?", re.IGNORECASE)


def find_besluit(toestemmingen: Sequence[Toestemming], gezocht: str) -> Toestemming:
    """Find the one among established toestemmingen of a permit that is meant.

    Raises VergunningError for none, for a kenmerk that several have, and for nothing.
    """
    gevraagd = gezocht.strip()
    adres = _ADRES.fullmatch(gevraagd)
    nummer = (adres[1] if adres else gevraagd).lower()
    gevonden = [t for t in toestemmingen if str(t.pk) == nummer]
    gevonden = gevonden or [t for t in toestemmingen if t.kenmerk == gevraagd]
    gevonden = gevonden or [t for t in toestemmingen if t.kenmerk.casefold() == gevraagd.casefold()]
    if len(gevonden) > 1:
        raise VergunningError(
            f"Het kenmerk ‘{gevraagd[:60]}’ hebben {len(gevonden)} toestemmingen van deze vergunning. Geef het nummer: "
            f"{', '.join(str(t.pk) for t in gevonden[:5])}."
        )
    if not gevonden:
        wat = f"‘{gevraagd[:60]}’ is geen" if gevraagd else "Er ontbreekt een"
        raise VergunningError(
            f"{wat} vastgestelde toestemming van deze vergunning. Geef vanBesluit en totBesluit allebei, elk met het nummer, het kenmerk of "
            "het adres van de toestemming."
        )
    return gevonden[0]
