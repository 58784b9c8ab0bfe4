"""Builders with fixed values: one row of the index, as a room would write it."""

import uuid

from django.db import connection

from vth.toegang.rules import ALLE_SOORTEN, Viewer, Zicht, derive_niveaus, derive_zichttermen
from vth.zoeken.services import replace_zoekregels, select_ids

LANDELIJK = Viewer(
    "proef", Zicht(soorten=ALLE_SOORTEN, niveaus=derive_niveaus("vertrouwelijk"), landelijk=True)
)
NOORD = Viewer(
    "noord",
    Zicht(soorten=ALLE_SOORTEN, leveranciers=frozenset({"OD-NOORD"}), niveaus=derive_niveaus("intern")),
)
ZUID = Viewer(
    "zuid", Zicht(soorten=ALLE_SOORTEN, leveranciers=frozenset({"OD-ZUID"}), niveaus=derive_niveaus("intern"))
)


def make_regel(
    tekst: str,
    *,
    onderwerp: uuid.UUID | None = None,
    soort: str = "vthobject",
    titel: str = "",
    leverancier: str = "OD-NOORD",
    gebied: str = "",
    vertrouwelijkheid: str = "intern",
) -> uuid.UUID:
    """Put one thing in the index, in place of what stood there of it, and give its id."""
    id_ = onderwerp or uuid.uuid4()
    zicht = derive_zichttermen(leverancier=leverancier, gebied=gebied, vertrouwelijkheid=vertrouwelijkheid)
    sqlite = connection.vendor == "sqlite"
    tekst_, id_type = ("", "") if sqlite else ("::text", "::uuid")
    regels = (
        f"SELECT %s{tekst_} AS soort, %s{id_type} AS onderwerp, %s{tekst_} AS titel, %s{tekst_} AS tekst, "
        f"%s{tekst_} AS zicht"
    )
    params = [soort, id_.hex if sqlite else str(id_), titel or tekst[:100], tekst, zicht]
    replace_zoekregels(onderwerpen_sql=select_ids([id_]), regels_sql=regels, params=params)
    return id_
