"""Builders with fixed values: a test names only what it is about."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from vth.register.models import Bronobject
from vth.register.services import record_object
from vth.tijd.rules import OPEN_DAG
from vth.toegang.rules import ALLE_ORGANISATIES, ALLE_SOORTEN, Viewer, Zicht, derive_niveaus

LANDELIJK = Viewer(
    actor="proef",
    zicht=Zicht(soorten=ALLE_SOORTEN, niveaus=derive_niveaus("vertrouwelijk"), landelijk=True),
    handelingen=frozenset({"register.record", "register.read", "register.erase"}),
    organisaties=frozenset({ALLE_ORGANISATIES}),
)
TANKSTATION = {"naam": "Tankstation De Linde", "hoofdtype": "inrichting"}
ADRES = {
    "soort": "adresseerbaar_object",
    "openbare_ruimte": "Dorpsstraat",
    "huisnummer": 12,
    "postcode": "9901AB",
    "woonplaats": "Lindeveen",
    "gemeente": "GM9901",
    "x": 230000.0,
    "y": 580000.0,
}


def make_object(
    sleutel: str = "T1",
    *,
    soort: str = "vthobject",
    leverancier: str = "OD-NOORD",
    inhoud: Mapping[str, Any] | None = None,
    begin: date = date(2024, 1, 1),
    eind: date = OPEN_DAG,
    relaties: Mapping[str, Sequence[Bronobject]] | None = None,
    gebied: str = "GM9901",
) -> Bronobject:
    """Register one record by hand."""
    standaard = {"vthobject": TANKSTATION, "geoobject": ADRES}.get(soort, {})
    return record_object(
        viewer=LANDELIJK,
        leverancier=leverancier,
        soort=soort,
        sleutel=sleutel,
        inhoud=standaard if inhoud is None else inhoud,
        begin_geldigheid=begin,
        eind_geldigheid=eind,
        relaties=relaties,
        gebied=gebied,
    )
