"""Builders with fixed values: a small world of one site, and viewers with fixed rights."""

from datetime import date
from typing import Any

from django.db import connection

from vth.register.models import Bronobject, Toewijzing
from vth.register.tests.builders import ADRES, make_object
from vth.tijd import klok
from vth.toegang.rules import Viewer, Zicht, derive_niveaus

JAN, MAART, JULI = date(2024, 1, 1), date(2024, 3, 1), date(2024, 7, 1)
GRADEN = {"lengtegraad": 6.5, "breedtegraad": 53.2}
ACTIVITEIT = {
    "activiteit": "bal-3.6.2",
    "omschrijving": "Kas",
    "status": "uitvoering",
    "bevoegd_gezag": "GM9901",
}
TOEZICHT = Viewer(
    actor="gebruiker 7",
    zicht=Zicht(
        gebieden=frozenset({"GM9901"}),
        leveranciers=frozenset({"OD-NOORD"}),
        niveaus=derive_niveaus("intern"),
    ),
    handelingen=frozenset({"register.read"}),
    organisaties=frozenset({"OD-NOORD"}),
    rollen=frozenset({"toezichthouder"}),
)
GEMEENTE = Viewer(
    actor="gebruiker 8",
    zicht=Zicht(
        gebieden=frozenset({"GM9901"}), leveranciers=frozenset({"GM9901"}), niveaus=derive_niveaus("intern")
    ),
    handelingen=frozenset({"register.read"}),
    organisaties=frozenset({"GM9901"}),
    rollen=frozenset({"lezer"}),
)
BUUR = Viewer(
    actor="gebruiker 9", zicht=Zicht(gebieden=frozenset({"GM9902"}), niveaus=derive_niveaus("intern"))
)


def make_plek(sleutel: str = "G1", **anders: Any) -> Bronobject:
    """A place with an address and coordinates."""
    return make_object(sleutel, soort="geoobject", inhoud=ADRES | GRADEN, **anders)


def make_vestiging(sleutel: str = "V1", naam: str = "De Linde BV", **anders: Any) -> Bronobject:
    """A business with its numbers."""
    inhoud = {"naam": naam, "kvk_nummer": "01234567", "vestigingsnummer": "000012345678"}
    return make_object(sleutel, soort="vestiging", inhoud=inhoud, **anders)


def make_site(sleutel: str = "T1", **anders: Any) -> Bronobject:
    """A site at a place, run by a business."""
    return make_object(
        sleutel,
        relaties={"locatie": [make_plek(f"G-{sleutel}")], "drijver": [make_vestiging(f"V-{sleutel}")]},
        **anders,
    )


def make_activiteit(site: Bronobject, sleutel: str = "A1", **anders: Any) -> Bronobject:
    """An activity within a site."""
    return make_object(
        sleutel,
        soort="activiteituitvoering",
        inhoud=ACTIVITEIT | anders,
        relaties={"vindt_plaats_binnen": [site]},
    )


def make_toewijzing(bronobject: Bronobject, identiteit: Bronobject) -> None:
    """Judge that a record is about the same real thing as another."""
    Toewijzing.objects.create(
        bronobject=bronobject,
        identiteit=identiteit.pk,
        begin_geldigheid=JAN,
        tijdstip_registratie=klok.now(),
        herkomst=bronobject.herkomst,
    )


def read_main(html: str) -> str:
    """Cut out what stands between header and footer."""
    return html[html.index("<main") : html.index("</main>") + len("</main>")]


def count_queries(vraag: Any) -> int:
    """Count what a piece of work asks of the database."""
    connection.force_debug_cursor = True
    voor = len(connection.queries_log)
    try:
        vraag()
        return len(connection.queries_log) - voor
    finally:
        connection.force_debug_cursor = False
