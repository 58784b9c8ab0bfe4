"""What may hang together in a programme, and what would wait for itself. Pure."""

import uuid
from collections.abc import Mapping
from typing import Any

from .beeld import Programmabeeld
from .keten import Pijl, check_kring
from .rules import VoortgangError


def check_samenhang(beeld: Programmabeeld, inhoud: Mapping[str, Any], zelf: uuid.UUID | None) -> None:
    """Refuse a connection with what is not there or with itself, and a dependency that makes a circle."""
    van, naar = (beeld.find_sleutel(str(inhoud.get(kant, ""))) for kant in ("van", "naar"))
    if van is None or naar is None:
        mist = inhoud.get("van" if van is None else "naar", "")
        raise VoortgangError(
            f"‘{str(mist)[:80]}’ staat niet in dit programma. Kies een pijler, onderwerp, actie of mijlpaal."
        )
    if van == naar:
        raise VoortgangError(f"‘{van.naam}’ kan niet met zichzelf samenhangen. Kies twee verschillende.")
    if inhoud.get("aard") != "afhankelijk":
        return
    for deel in (van, naar):
        if deel.soort not in ("onderwerp", "actie", "mijlpaal"):
            raise VoortgangError(
                f"Een {deel.soort} kan niet op iets anders wachten. Kies een onderwerp, actie of mijlpaal, of maak er een raakvlak van."
            )
    eigen = {str(pijl) for deel, pijl in beeld.iter_afhankelijk() if deel.id == zelf}
    pijlen = [pijl for pijl in beeld.pijlen if str(pijl) not in eigen]
    namen = {str(d.id): d.naam for d in beeld.delen.values()}
    check_kring([*pijlen, Pijl(str(van.id), str(naar.id))], namen)
