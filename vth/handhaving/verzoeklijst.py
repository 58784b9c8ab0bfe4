"""The work list of requests to enforce: those that are still to be decided, by the term of their zaak, a page at a time by its index.

Only what the viewer may see of both: the term stands with the zaak, what is asked with the request.
"""

from typing import Any

from django.db import connection

from vth.toegang.rules import Viewer, derive_zicht_sql
from vth.toegang.wegen import derive_wegzicht_sql, list_wegen, write_bladzij, write_na
from vth.zaken.models import Zaak
from vth.zaken.werklijst import Plek, count_rijen, fetch_rijen

from .models import Handhavingsverzoek
from .selectors import list_zichtbare_verzoeken
from .werklijst import Werkfilter

ZAAKSOORT = "handhavingsverzoek"


def list_verzoekwerk(
    viewer: Viewer, filter_: Werkfilter, *, na: Plek | None = None, hoogstens: int = 50
) -> list[Handhavingsverzoek]:
    """List the requests that are to be decided in order of their last day, or the other way round, one more than `hoogstens` when there are."""
    if viewer.zicht.is_leeg:
        return []
    zaken = fetch_rijen(Zaak, *derive_verzoek_sql(viewer, filter_, na, hoogstens + 1))
    rijen = list_zichtbare_verzoeken(viewer).filter(zaak_id__een_van=[z.pk for z in zaken])
    per_zaak = {v.zaak_id: v for v in rijen.select_related("verzoek", "zaak")}
    return [per_zaak[zaak.pk] for zaak in zaken if zaak.pk in per_zaak]


def count_verzoekwerk(viewer: Viewer, filter_: Werkfilter, *, grens: int) -> int:
    """Count up to `grens`."""
    if viewer.zicht.is_leeg:
        return 0
    return count_rijen(*derive_verzoek_sql(viewer, filter_, None, grens))


def derive_verzoek_sql(
    viewer: Viewer, filter_: Werkfilter, na: Plek | None, hoogstens: int
) -> tuple[str, list[Any]]:
    """Write the question for one page: ids and last days of zaken in order, each part by the index of whose work it is."""
    vendor = connection.vendor
    wegen = [("z.behandelaar", filter_.jurist)] if filter_.jurist else list_wegen(viewer.zicht, "z")
    zaak, params = derive_wegzicht_sql(viewer.zicht, "z", wegen, vendor)
    verzoek, meer = derive_zicht_sql(viewer.zicht, "h", vendor, in_rij=True)
    tabel = Handhavingsverzoek._meta.db_table
    delen = ["z.einddatum IS NULL", "z.zaaksoort = %s", f"({zaak})"]
    delen.append(f"EXISTS (SELECT 1 FROM {tabel} h WHERE h.zaak_id = z.id AND ({verzoek}))")
    params = [ZAAKSOORT, *params, *meer]
    if filter_.tot is not None:
        delen.append("z.laatste_dag <= %s")
        params.append(filter_.tot)
    if na is not None:
        voorbij, waarden = write_na("z", "laatste_dag", (na.laatste_dag, na.id), vendor=vendor, af=filter_.af)
        delen.append(voorbij)
        params += waarden
    return write_bladzij(
        wegen,
        tabel=Zaak._meta.db_table,
        alias="z",
        kolom="laatste_dag",
        vast=" AND ".join(delen),
        params=params,
        hoogstens=hoogstens,
        vendor=vendor,
        af=filter_.af,
    )
