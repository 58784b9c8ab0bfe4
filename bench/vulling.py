"""A register of any size, set-based and the same each time: sites with a place, of all suppliers and municipalities.

Every row passes the guard, and the index of words is made by the code that makes it for a delivery. Half of the sites is
open to everybody and half internal. A municipality is a block of the country, with one service for all of it; coordinates
lie spread over their block, in degrees and roughly in RD.
"""

import time
from collections.abc import Callable

from django.db import connection, transaction

from vth.register.models import Bronobject, Stand
from vth.register.plekcellen import refresh_plekcellen
from vth.register.zoekregels import write_zoekregels
from vth.tijd.services import record_herkomst

GEMEENTEN, DIENSTEN = 342, 26
# So many blocks of the country lie side by side.
BREED = 19
PER = 50_000
OPEN_DAG, OPEN = "9999-12-31", {"sqlite": "9999-12-31 00:00:00", "postgresql": "9999-12-31 00:00:00+00"}
KOPPEN = {"s": "01900000000070008000", "p": "01900000000070008100"}
NAMEN = (
    "Tankstation",
    "Garage",
    "Melkveebedrijf",
    "Bakkerij",
    "Verfhandel",
    "Betoncentrale",
    "Loods",
    "Slagerij",
)


def fill_register(omvang: int, meld: Callable[[str], None] = print) -> None:
    """Write `omvang` sites, each with its place, and what can be found of them."""
    begin = time.perf_counter()
    herkomst = record_herkomst(leverancier="BENCH", soort="aanlevering")
    moment = str(connection.ops.adapt_datetimefield_value(herkomst.moment))
    for van in range(0, omvang, PER):
        reeks = _write_reeks(van, min(van + PER, omvang))
        # The rows first, and what can be found of them once the database knows how many there are.
        with transaction.atomic(), connection.cursor() as cursor:
            for sql in _list_inserts(herkomst.pk, moment):
                cursor.execute(sql.replace("REEKS", reeks))
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("ANALYZE")
            tot = min(van + PER, omvang) - 1
            write_zoekregels(
                f"SELECT id FROM register_bronobject WHERE id BETWEEN '{make_id(van)}' AND '{make_id(tot)}'",
                nieuw=True,
            )
        meld(f"{min(van + PER, omvang)} objecten na {time.perf_counter() - begin:.0f} s")
    leveranciers = Bronobject.objects.order_by("leverancier").values_list("leverancier", flat=True).distinct()
    Stand.objects.bulk_create(
        Stand(leverancier=lev, soort=soort, nummer=1)
        for lev in leveranciers
        for soort in ("vthobject", "geoobject")
    )
    refresh_plekcellen()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    meld(f"geteld voor de kaart na {time.perf_counter() - begin:.0f} s")


def _write_reeks(van: int, tot: int) -> str:
    """Write a SELECT of the numbers `n` from `van` up to `tot`."""
    if connection.vendor == "postgresql":
        return f"SELECT n::bigint AS n FROM generate_series({van}, {tot - 1}) n"
    return f"WITH RECURSIVE r(n) AS (SELECT {van} UNION ALL SELECT n + 1 FROM r WHERE n < {tot - 1}) SELECT n FROM r"


def make_id(n: int) -> str:
    """Make the id of site number n."""
    return f"{KOPPEN['s']}{n:012x}"


def _write_id(soort: str) -> str:
    """Write the id of site (`s`) or place (`p`) number n: ordered, as identifiers by time are."""
    kop = KOPPEN[soort]
    if connection.vendor == "postgresql":
        return f"('{kop}' || lpad(to_hex(n), 12, '0'))::uuid"
    return f"('{kop}' || printf('%012x', n))"


def _list_inserts(herkomst: int, moment: str) -> list[str]:
    """List the statements that write records, what they say, and where they are."""
    open_ = OPEN[connection.vendor]
    vier = f"'2024-01-01', '{OPEN_DAG}', '{moment}', '{open_}', {herkomst}"
    vier_namen = "begin_geldigheid, eind_geldigheid, tijdstip_registratie, eind_registratie, herkomst_id"
    site, plek = _write_id("s"), _write_id("p")
    nummer = f"(n % {GEMEENTEN})"
    gemeente = _write_code("GM", f"{nummer} + 1", 4)
    dienst = _write_code("OD-", f"{nummer} % {DIENSTEN} + 1", 2)
    oost = f"(({nummer} % {BREED} + ((n * 7919) % 100003) / 100003.0) / {BREED})"
    noord = f"(({nummer} / {BREED} + ((n * 104729) % 99991) / 99991.0) / {GEMEENTEN // BREED})"
    kop = f"{dienst}, 'bench', {gemeente}, CASE WHEN n % 2 = 0 THEN 'openbaar' ELSE 'intern' END, {herkomst}"
    bron = "INSERT INTO register_bronobject (id, soort, sleutel, leverancier, reeks, gebied, vertrouwelijkheid, herkomst_id) "
    naam = (
        "CASE n % 8 "
        + " ".join(f"WHEN {i} THEN '{w}'" for i, w in enumerate(NAMEN))
        + " END || ' nummer ' || n"
    )
    return [
        f"{bron} SELECT {site}, 'vthobject', 'S' || n, {kop} FROM (REEKS) x",
        f"{bron} SELECT {plek}, 'geoobject', 'P' || n, {kop} FROM (REEKS) x",
        "INSERT INTO register_vthobjectvoorkomen (bronobject_id, naam, hoofdtype, inhoud_md5, "
        f"{vier_namen}) SELECT {site}, {naam}, 'inrichting', '', {vier} FROM (REEKS) x",
        "INSERT INTO register_geoobjectvoorkomen (bronobject_id, soort, openbare_ruimte, huisnummer, woonplaats, gemeente, "
        f"lengtegraad, breedtegraad, x, y, inhoud_md5, {vier_namen}) SELECT {plek}, 'ander_geoobject', "
        f"'Proefstraat ' || (n % 997), n % 200 + 1, 'Plaats ' || (n % 342), {gemeente}, 3.4 + 3.7 * {oost}, "
        f"50.8 + 2.7 * {noord}, 13000 + 265000 * {oost}, 306000 + 313000 * {noord}, '', {vier} FROM (REEKS) x",
        f"INSERT INTO register_relatie (van_id, soort, naar_id, {vier_namen}) "
        f"SELECT {site}, 'locatie', {plek}, {vier} FROM (REEKS) x",
    ]


def _write_code(kop: str, getal: str, breedte: int) -> str:
    """Write a code: a prefix and a number with zeros before it."""
    if connection.vendor == "postgresql":
        return f"'{kop}' || lpad(({getal})::text, {breedte}, '0')"
    return f"'{kop}' || printf('%0{breedte}d', {getal})"
