"""How pairs and judgements are said: words for codes, and what a list shows of them."""

import json
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from vth.begrippen.selectors import read_objecttype
from vth.organisaties.selectors import list_namen as list_organisatienamen
from vth.register.models import Bronobject
from vth.register.selectors import list_namen
from vth.register.weergave import shorten_organisatie
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.vormgeving.opmaak import format_getal, shorten

from .models import Gelijkstelling, Koppeloordeel, Snede
from .profiel import Profiel
from .waterval import Stap

Keuze = Koppeloordeel.Keuze
TOESTANDEN = {
    Keuze.GELIJK: ("goed", "hetzelfde"),
    Keuze.OPVOLGING: ("goed", "zelfde plek, nieuwe drijver"),
    Keuze.VERSCHILLEND: ("neutraal", "niet hetzelfde"),
    Keuze.WEET_NIET: ("wacht", "weet niet"),
}
TEGENSPRAKEN = {
    "vestiging": "twee vestigingen van één bedrijf",
    "tijd": "het een begon nadat het ander eindigde",
    "naam": "alleen de plek komt overeen",
    "nummer": "de namen hebben elk een ander nummer",
    "plek": "de naam lijkt, de plek niet",
}


def name_grond(grond: str, profiel: Profiel) -> str:
    """Say on which ground a pair stands."""
    soort, _, wat = grond.partition(":")
    sleutels = {s.code: s.titel for s in profiel.sleutels}
    if soort == "sleutel":
        return f"zelfde {sleutels.get(wat, wat)}"
    if soort == "tegenspraak":
        if wat in sleutels:
            return f"zelfde {sleutels[wat]}, maar naam en plek spreken dat tegen"
        return TEGENSPRAKEN.get(wat, f"tegenspraak: {wat}")
    return "gelijkenis"


def name_kans(kans: float) -> str:
    """Write a probability as people read it: never as certain as 100%."""
    if kans >= 0.999:
        return "meer dan 99,9%"
    if kans < 0.001:
        return "minder dan 0,1%"
    return f"{format_getal(round(kans * 100, 1))}%"


def read_stappen(bewijs: str) -> list[Stap]:
    """Read the evidence of a pair as it was kept."""
    return [
        Stap(
            str(b["vergelijking"]),
            str(b.get("uitleg") or b.get("niveau") or ""),
            float(b["gewicht"]),
            str(b.get("links") or ""),
            str(b.get("rechts") or ""),
        )
        for b in json.loads(bewijs or "[]")
    ]


def make_paaradres(links: uuid.UUID, rechts: uuid.UUID, vraag: str = "") -> str:
    """Give the address of a pair; `vraag` keeps the list that one came from."""
    adres = reverse("ontdubbeling:paar", args=[links, rechts])
    return f"{adres}?{vraag}" if vraag else adres


class Namen:
    """The names of records and of their suppliers, looked up once for a page; natural persons are not named."""

    def __init__(self, bronobjecten: Iterable[Bronobject]) -> None:
        alle = list(bronobjecten)
        dag = klok.today()
        self._records: Mapping[uuid.UUID, str] = list_namen(alle, Peilmoment(dag, klok.now()))
        self._leveranciers = list_organisatienamen({b.leverancier for b in alle}, dag)

    def get_naam(self, bronobject: Bronobject) -> str:
        """Give what people call a record."""
        return shorten(self._records.get(bronobject.pk, bronobject.sleutel), 80)

    def describe(self, bronobject: Bronobject) -> str:
        """Give the name of a record with whose it is."""
        return f"{self.get_naam(bronobject)} ({self.get_leverancier(bronobject.leverancier)})"

    def name_paar(self, links: Bronobject, rechts: Bronobject) -> str:
        """Name two records; with whose they are when their names do not tell them apart."""
        een, twee = self.get_naam(links), self.get_naam(rechts)
        return f"{self.describe(links)} en {self.describe(rechts)}" if een == twee else f"{een} en {twee}"

    def get_leverancier(self, leverancier: str) -> str:
        """Give the short name of a supplier."""
        return shorten_organisatie(self._leveranciers.get(leverancier, leverancier))


def make_rij(paar: Gelijkstelling, namen: Namen, profiel: Profiel, vraag: str) -> dict[str, Any]:
    """Make the row of a table out of a pair."""
    return {
        "url": make_paaradres(paar.links_id, paar.rechts_id, vraag),
        "links": namen.describe(paar.links),
        "rechts": namen.describe(paar.rechts),
        "soort": read_objecttype(paar.soort).titel,
        "grond": name_grond(paar.grond, profiel),
        "kans": name_kans(paar.kans),
    }


def make_snederij(
    snede: Snede, gelijkstelling: Gelijkstelling | None, namen: Namen, vraag: str
) -> dict[str, Any]:
    """Make the row of a table out of a pair that was cut; `gelijkstelling` is what the run made of it."""
    return {
        "url": make_paaradres(snede.links_id, snede.rechts_id, vraag),
        "links": namen.describe(snede.links),
        "rechts": namen.describe(snede.rechts),
        "soort": read_objecttype(snede.soort).titel,
        "reden": snede.get_reden_display(),
        "kans": name_kans(gelijkstelling.kans) if gelijkstelling else "door een mens hetzelfde genoemd",
    }
