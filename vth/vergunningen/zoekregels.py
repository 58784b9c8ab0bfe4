"""What can be found of voorschriften: number, title and words, as the decisions that are believed now give them.

Written in the transaction of the act that changes what works. Of a voorschrift with a past or a future all its words stand in the
index; who searches sees it as it stands on a day, and only when it does.
"""

import uuid
from collections.abc import Collection
from typing import Any

from django.db import connection
from django.urls import reverse

from vth.tijd.rules import OPEN_TIJDSTIP
from vth.toegang.rules import Viewer, derive_zichttermen_sql
from vth.zoeken.services import replace_zoekregels, select_ids
from vth.zoeken.vondsten import Vondst, register_vondsten

from .selectors import list_zichtbaar

SOORT = "voorschrift"
_WIE = "SELECT id FROM vergunningen_voorschrift"


def write_zoekregels(ids: Collection[uuid.UUID] | None = None) -> int:
    """Bring the index up to date for some voorschriften, or for all of them; inside a transaction.

    One that no decision gives words any more can no longer be found. Gives how many rows stand there now.
    """
    if ids is not None and not ids:
        return 0
    wie = _WIE if ids is None else select_ids(ids)
    op: Any = OPEN_TIJDSTIP
    if connection.vendor == "sqlite":
        op = connection.ops.adapt_datetimefield_value(op)
    return replace_zoekregels(onderwerpen_sql=wie, regels_sql=_write_regels(wie), params=[op])


def _write_regels(wie: str) -> str:
    """Write the question that gives the rows of some voorschriften."""
    woorden = "w.nummer || ' ' || w.titel || ' ' || w.tekst"
    samen = (
        f"group_concat(DISTINCT {woorden})"
        if connection.vendor == "sqlite"
        else f"string_agg(DISTINCT {woorden}, ' ')"
    )
    return f"""
WITH w AS (
  SELECT k.voorschrift_id, k.vergunning_id, m.nummer, m.titel, m.tekst,
    row_number() OVER (PARTITION BY k.voorschrift_id ORDER BY k.rang DESC, k.begin_geldigheid DESC) AS nr
  FROM vergunningen_mutatiewerking k JOIN vergunningen_mutatie m ON m.id = k.mutatie_id
  WHERE k.voorschrift_id IN ({wie}) AND k.eind_registratie = %s AND k.soort <> 'vervallen'
)
SELECT '{SOORT}' AS soort, w.voorschrift_id AS onderwerp,
  max(CASE WHEN w.nr = 1 THEN substr(v.kenmerk || ' ' || w.nummer || ' ' || w.titel, 1, 300) ELSE '' END) AS titel,
  v.kenmerk || ' ' || v.titel || ' ' || {samen} AS tekst, {derive_zichttermen_sql("v")} AS zicht
FROM w JOIN vergunningen_vergunning v ON v.id = w.vergunning_id
GROUP BY w.voorschrift_id, v.id, v.kenmerk, v.titel, v.vertrouwelijkheid, v.leverancier, v.gebied
"""


def write_vergunningregels(ids: Collection[uuid.UUID] | None = None) -> int:
    """Bring the index up to date for some permits, or for all: found by their kenmerk and title; inside a transaction."""
    if ids is not None and not ids:
        return 0
    wie = "SELECT id FROM vergunningen_vergunning" if ids is None else select_ids(ids)
    regels = (
        "SELECT v.soort AS soort, v.id AS onderwerp, substr(v.kenmerk || ' ' || v.titel, 1, 300) AS titel, "
        f"v.kenmerk || ' ' || v.titel AS tekst, {derive_zichttermen_sql('v')} AS zicht "
        f"FROM vergunningen_vergunning v WHERE v.id IN ({wie})"
    )
    return replace_zoekregels(onderwerpen_sql=wie, regels_sql=regels)


def read_vergunningen(viewer: Viewer, ids: Collection[uuid.UUID]) -> list[Vondst]:
    """Give permits by their ids as they are shown among what was found."""
    return [
        Vondst(
            id=v.pk,
            soort=v.soort,
            soortnaam="Vergunning",
            naam=v.kenmerk,
            toelichting=v.titel,
            leverancier=v.leverancier,
            adres=reverse("vergunningen:vergunning", args=[v.pk]),
        )
        for v in list_zichtbaar(viewer).filter(pk__in=ids)
    ]


register_vondsten("vergunning", read_vergunningen)
