"""Reading the register for linking: what is believed of one supplier's records, as plain columns, set-based."""

from collections.abc import Iterator
from typing import Any

from django.db import connection

from vth.tijd.guard import OPEN_POSTGRES, OPEN_SQLITE

from .models import Stand

PERIODE = "v.begin_geldigheid, v.eind_geldigheid"
ADRES = "v.openbare_ruimte, v.huisnummer, v.huisletter, v.huisnummertoevoeging, v.postcode, v.woonplaats"
# What is read of each kind beside its id and period. Natural persons are not linked and not read here.
KOPPELVELDEN = {
    "vthobject": "v.naam, v.eu_registry_id, v.ontstaansdatum, v.beeindigingsdatum",
    "activiteituitvoering": "v.omschrijving, v.activiteit, v.ontstaansdatum, v.beeindigingsdatum",
    "geoobject": f"v.soort, v.identificatie, {ADRES}, v.x, v.y",
    "vestiging": f"v.naam, v.verkorte_naam, v.kvk_nummer, v.vestigingsnummer, {ADRES}, v.bag_nummeraanduiding, v.land, "
    "v.datum_aanvang, v.datum_beeindiging",
    "nietnatuurlijkpersoon": f"v.naam, v.verkorte_naam, v.kvk_nummer, v.rsin, {ADRES}, v.bag_nummeraanduiding, v.land, "
    "v.datum_aanvang, v.datum_beeindiging",
}
KOPPELRELATIES = ("deel_van", "drijver", "locatie", "verantwoordelijke", "vindt_plaats_binnen")


def list_koppelkolommen(deel: str) -> list[str]:
    """Name the columns that `list_koppelgegevens` gives for one kind of record, or for `relatie`."""
    if deel == "relatie":
        return ["van", "soort", "naar", "begin", "eind"]
    velden = [veld.strip().removeprefix("v.") for veld in KOPPELVELDEN[deel].split(",")]
    return ["id", *velden, "begin", "eind"]


def list_koppelgegevens(leverancier: str, deel: str, *, per: int = 50_000) -> Iterator[list[tuple[Any, ...]]]:
    """Read, in pieces, all that is believed of one supplier's records of one kind, or (`relatie`) of how they hang together.

    Whole timelines: what a record was called before tells as much as what it is called now. No viewer: it is asked by
    the comparison of the whole, never by a page.
    """
    open_ = OPEN_SQLITE if connection.vendor == "sqlite" else OPEN_POSTGRES
    params: list[Any] = [leverancier]
    if deel == "relatie":
        marks = ", ".join(["%s"] * len(KOPPELRELATIES))
        sql = (
            f"SELECT v.van_id, v.soort, v.naar_id, {PERIODE} FROM register_bronobject b JOIN register_relatie v "
            f"ON v.van_id = b.id WHERE b.leverancier = %s AND v.soort IN ({marks})"
        )
        params += KOPPELRELATIES
    else:
        sql = (
            f"SELECT b.id, {KOPPELVELDEN[deel]}, {PERIODE} FROM register_bronobject b "
            f"JOIN register_{deel}voorkomen v ON v.bronobject_id = b.id WHERE b.leverancier = %s AND b.soort = %s"
        )
        params.append(deel)
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"{sql} AND v.eind_registratie = '{open_}'", params)
        while rijen := cursor.fetchmany(per):
            yield rijen


def read_standen() -> dict[str, dict[str, int]]:
    """Give of each supplier the number of each kind of record (`stand`): what changed since is told by these alone."""
    standen: dict[str, dict[str, int]] = {}
    rijen = Stand.objects.filter(nummer__gt=0).order_by("leverancier", "soort")
    for leverancier, soort, nummer in rijen.values_list("leverancier", "soort", "nummer"):
        standen.setdefault(leverancier, {})[soort] = nummer
    return standen
