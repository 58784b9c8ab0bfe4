"""Builders with fixed values: one complaint of a neighbour, who gives her name."""

from datetime import timedelta
from typing import Any

from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.toezicht.models import Incidentsignaal
from vth.toezicht.signaalinvoer import Melder, NieuwSignaal
from vth.toezicht.signalen import close_signaal, record_signaal
from vth.zaken.tests.builders import OD

from .builders import TINE

BUURVROUW = Melder("Xandra Zwanenburg-Qureshi", "06-98765432", "xandra@voorbeeld.example", "Kwakelpad 13")


def make_signaal(*, viewer: Viewer = TINE, **velden: Any) -> Incidentsignaal:
    """Take in a complaint of an hour ago."""
    los = {naam: velden.pop(naam) for naam in ("bijlagen", "id_") if naam in velden}
    vast: dict[str, Any] = {
        "organisatie": OD,
        "gebied": "GM9901",
        "signaalsoort": "klacht",
        "signaalcategorie": "geur",
        "omschrijving": "Sinds vanmorgen hangt er een scherpe lucht.",
        "ontvangen_op": klok.now() - timedelta(hours=1),
        "plek": "Kanaalweg 3, Lindeveen",
    }
    return record_signaal(viewer=viewer, nieuw=NieuwSignaal(**(vast | velden)), **los)


def sluit(
    signaal: Incidentsignaal, afloop: str = "bevestigd", *, viewer: Viewer = TINE, **velden: Any
) -> Incidentsignaal:
    """Close a signal."""
    return close_signaal(viewer=viewer, signaal_id=signaal.pk, afloop=afloop, **velden)
