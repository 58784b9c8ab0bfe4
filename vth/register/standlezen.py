"""Reading the register for deliveries: all that is believed of one supplier, set-based."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.models import Count

from .models import VOORKOMENS, Bronobject, Stand

STANDKOLOMMEN = {
    "sleutel": ("soort", "k", "sleutel", "reeks", "gebied", "vertrouwelijkheid"),
    "object": ("soort", "k", "begin", "eind", "inhoud"),
    "relatie": ("van_soort", "van", "soort", "naar", "begin", "eind"),
    "status": ("soort", "k", "begin", "eind", "inhoud"),
}


def list_stand(
    leverancier: str, soort: str, deel: str, *, per: int = 50_000
) -> Iterator[list[tuple[Any, ...]]]:
    """Read, in pieces, what the register knows (`sleutel`) and believes of one supplier's records of one kind.

    `deel` is `sleutel`, `object`, `relatie` or `status`; the columns stand in STANDKOLOMMEN. For natural persons the
    hash is that of what stands in Persoonsgegeven.
    """
    tabel = VOORKOMENS[soort]._meta.db_table
    if soort == "natuurlijkpersoon":
        inhoud, extra = "p.inhoud_md5", "JOIN register_persoonsgegeven p ON p.id = v.persoonsgegeven_id"
    else:
        inhoud, extra = "v.inhoud_md5", ""
    sql = {
        "sleutel": "SELECT b.soort, b.id, b.sleutel, b.reeks, b.gebied, b.vertrouwelijkheid FROM register_bronobject b",
        "object": f"SELECT b.soort, b.id, v.begin_geldigheid, v.eind_geldigheid, {inhoud} "
        f'FROM register_bronobject b JOIN "{tabel}" v ON v.bronobject_id = b.id {extra}',
        "relatie": "SELECT b.soort, v.van_id, v.soort, v.naar_id, v.begin_geldigheid, v.eind_geldigheid "
        "FROM register_bronobject b JOIN register_relatie v ON v.van_id = b.id",
        "status": "SELECT b.soort, v.bronobject_id, v.begin_geldigheid, v.eind_geldigheid, v.status "
        "FROM register_bronobject b JOIN register_leverstatus v ON v.bronobject_id = b.id",
    }[deel]
    open_ = "9999-12-31 00:00:00" if connection.vendor == "sqlite" else "9999-12-31 00:00:00+00"
    geloofd = "" if deel == "sleutel" else f" AND v.eind_registratie = '{open_}'"
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"{sql} WHERE b.leverancier = %s AND b.soort = %s{geloofd}", [leverancier, soort])
        while rijen := cursor.fetchmany(per):
            yield rijen


def find_bekende_sleutels(soort: str, sleutels: list[str], *, niet_van: str) -> dict[str, int]:
    """Count, per other supplier, how many of these keys it uses for the same kind of record; for one warning only.

    Tells nothing about the records themselves. Ask with a sample: at most a thousand keys are looked at.
    """
    monster = sleutels[:1000]
    # Supplier by supplier, for only with the supplier before it is a key found by its index.
    anderen = list(
        Stand.objects.filter(soort=soort).exclude(leverancier=niet_van).values_list("leverancier", flat=True)
    )
    if not monster or not anderen:
        return {}
    rijen = Bronobject.objects.filter(leverancier__in=anderen, soort=soort, sleutel__in=monster)
    return dict(rijen.values("leverancier").annotate(aantal=Count("pk")).values_list("leverancier", "aantal"))


def as_uuid(waarde: Any) -> uuid.UUID:
    """Give an id as the database returned it as a UUID, whichever database it was."""
    return waarde if isinstance(waarde, uuid.UUID) else uuid.UUID(str(waarde))
