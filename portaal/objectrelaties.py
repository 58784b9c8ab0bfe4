"""What one thing has to do with others, in the groups in which people ask for it."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from vth.begrippen.selectors import find_label, read_objecttype
from vth.register.geschiedenis import list_relatiebegin
from vth.register.models import Bronobject
from vth.register.overzicht import find_geldend, list_tijdlijnen, list_toestanden
from vth.register.selectors import Objectbeeld, Relatiebeeld, find_identiteiten, list_relaties
from vth.register.weergave import Toestand, derive_naam
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer
from vth.vormgeving.onderdelen import Kolom
from vth.vormgeving.opmaak import shorten

from .adres import derive_objectadres

NAAM, SINDS = Kolom("naam", "Naam"), Kolom("sinds", "Sinds", "datum")
NUMMERS = (Kolom("kvk_nummer", "KvK-nummer"), Kolom("vestigingsnummer", "Vestigingsnummer"))
TOESTAND = Kolom("toestand", "Toestand", "toestand")
ROLLEN = ("drijver", "verantwoordelijke", "eigenaar", "uitvoerder", "houder", "melder")
# What tells best what kind of thing something is, the first that is known.
SOORTCODES = (
    ("subtype", "vthobject_subtype"),
    ("hoofdtype", "vthobject_hoofdtype"),
    ("toestemmingsoort", "toestemmingsoort"),
    ("controletype", "controletype"),
    ("resultaat", "resultaat_bevinding"),
    ("signaalsoort", "signaalsoort"),
    ("incidenteffect", "incidenteffect"),
    ("handhavingsinstrument", "handhavingsinstrument"),
    ("afloop", "verzoekafloop"),
)
GRONDEN = ("legitimeert", "betreft", "betreft_vthobject")
VERZOEKEN = ("verzoek_bij", "verzoek_bij_activiteit", "mogelijk_begaan_door")

# Per group: its heading, which relations are in it (kind, and whether it leads away from this thing), its columns.
GROEPEN: tuple[tuple[str, tuple[tuple[str, bool], ...], tuple[Kolom, ...]], ...] = (
    (
        "Deel van",
        (("deel_van", True), ("maakt_deel_uit_van", True)),
        (NAAM, Kolom("wat", "Wat"), SINDS, TOESTAND),
    ),
    ("Vindt plaats binnen", (("vindt_plaats_binnen", True),), (NAAM, Kolom("wat", "Wat"), SINDS, TOESTAND)),
    ("Gebruikt", (("gebruikt", True),), (NAAM, Kolom("wat", "Wat"), SINDS, TOESTAND)),
    (
        "Activiteiten",
        (("vindt_plaats_binnen", False), ("gebruikt", False)),
        (
            Kolom("activiteit", "Activiteit"),
            Kolom("omschrijving", "Omschrijving"),
            Kolom("status", "Status"),
            Kolom("bevoegd_gezag", "Bevoegd gezag"),
            SINDS,
            TOESTAND,
        ),
    ),
    (
        "Onderdelen",
        (("deel_van", False), ("maakt_deel_uit_van", False)),
        (NAAM, Kolom("wat", "Wat"), SINDS, TOESTAND),
    ),
    (
        "Betrokkenen",
        tuple((rol, True) for rol in ROLLEN),
        (NAAM, Kolom("rol", "Rol"), *NUMMERS, SINDS, TOESTAND),
    ),
    (
        "Rollen",
        tuple((rol, False) for rol in ROLLEN),
        (NAAM, Kolom("rol", "Rol hier"), Kolom("wat", "Wat"), SINDS, TOESTAND),
    ),
    (
        "Toestemmingen en meldingen",
        tuple((soort, False) for soort in GRONDEN),
        (NAAM, Kolom("wat", "Wat"), Kolom("voor", "Voor"), SINDS, TOESTAND),
    ),
    ("Gaat over", tuple((soort, True) for soort in GRONDEN), (NAAM, Kolom("wat", "Wat"), SINDS, TOESTAND)),
    (
        "Controle van",
        (("controle_van", True), ("controle_van_activiteit", True)),
        (NAAM, Kolom("wat", "Wat"), SINDS),
    ),
    ("Hercontrole van", (("hercontrole_van", True),), (NAAM, Kolom("wat", "Wat"), SINDS)),
    ("Hercontroles", (("hercontrole_van", False),), (NAAM, Kolom("wat", "Wat"), SINDS)),
    ("Bevindingen", (("uitkomst_van", False),), (NAAM, Kolom("norm", "Norm"), Kolom("wat", "Resultaat"))),
    (
        "Bevinding bij",
        (
            ("uitkomst_van", True),
            ("bevinding_bij", True),
            ("bevinding_bij_activiteit", True),
            ("getoetst_aan", True),
        ),
        (NAAM, Kolom("rol", "Hoe"), Kolom("wat", "Wat")),
    ),
    (
        "Incident",
        (
            ("incident_bij", True),
            ("veroorzaakt_bij", True),
            ("veroorzaakt_door", True),
            ("gemeld_met", True),
            ("vanwege_incident", True),
        ),
        (NAAM, Kolom("rol", "Hoe"), Kolom("wat", "Wat"), SINDS),
    ),
    (
        "Incidenten",
        (
            ("incident_bij", False),
            ("veroorzaakt_bij", False),
            ("veroorzaakt_door", False),
            ("gemeld_met", False),
        ),
        (NAAM, Kolom("wat", "Wat"), SINDS),
    ),
    (
        "Aanleiding",
        (("vanwege_melding", True), ("vanwege_overtreding", True), ("vanwege_verzoek", True)),
        (NAAM, Kolom("rol", "Hoe"), Kolom("wat", "Wat"), SINDS),
    ),
    (
        "Controles naar aanleiding hiervan",
        tuple((f"vanwege_{wat}", False) for wat in ("incident", "melding", "overtreding", "verzoek")),
        (NAAM, Kolom("wat", "Wat"), SINDS),
    ),
    (
        "Overtreding bij",
        (
            ("overtreding_bij", True),
            ("overtreding_bij_activiteit", True),
            ("begaan_door", True),
            ("voorschrift_van", True),
            ("vanwege_bevinding", True),
        ),
        (NAAM, Kolom("rol", "Hoe"), Kolom("wat", "Wat")),
    ),
    (
        "Overtredingen",
        (
            ("overtreding_bij", False),
            ("overtreding_bij_activiteit", False),
            ("begaan_door", False),
            ("voorschrift_van", False),
            ("vanwege_bevinding", False),
        ),
        (NAAM, Kolom("norm", "Norm"), SINDS, TOESTAND),
    ),
    (
        "Maatregel tegen",
        (("ter_bestrijding_van", True), ("opgelegd_aan", True)),
        (NAAM, Kolom("rol", "Hoe"), Kolom("wat", "Wat"), SINDS),
    ),
    (
        "Maatregelen",
        (("ter_bestrijding_van", False), ("opgelegd_aan", False)),
        (NAAM, Kolom("wat", "Instrument"), Kolom("status", "Status"), SINDS),
    ),
    (
        "Verzoek over",
        tuple((soort, True) for soort in VERZOEKEN),
        (NAAM, Kolom("rol", "Hoe"), Kolom("wat", "Wat")),
    ),
    (
        "Handhavingsverzoeken",
        tuple((soort, False) for soort in VERZOEKEN),
        (NAAM, Kolom("wat", "Afloop"), SINDS, TOESTAND),
    ),
    ("Wat hier ligt", (("locatie", False),), (NAAM, Kolom("wat", "Wat"), SINDS, TOESTAND)),
)


@dataclass(frozen=True)
class Groep:
    """One group of relations as a table; `afgekapt` tells that there are more than are shown."""

    titel: str
    kolommen: tuple[Kolom, ...]
    rijen: tuple[Mapping[str, Any], ...]
    afgekapt: bool = False


def list_groepen(opzoek: "Opzoek", get_naam: Callable[[str], str]) -> tuple[Groep, ...]:
    """List the groups that have something in them; of a site also what legitimates its activities. `get_naam` names an organisation by its code."""
    groepen = []
    for titel, soorten, kolommen in GROEPEN:
        rijen = tuple(opzoek.make_rij(r, get_naam) for r in opzoek.relaties if (r.soort, r.heen) in soorten)
        if rijen:
            gevuld = {naam for rij in rijen for naam, waarde in rij.items() if waarde}
            toon = tuple(k for n, k in enumerate(kolommen) if not n or k.naam in gevuld)
            groepen.append(Groep(titel, toon, rijen, afgekapt=opzoek.afgekapt))
    return tuple(groepen)


def _take_together(relaties: list[Relatiebeeld], peilmoment: Peilmoment) -> list[Relatiebeeld]:
    """Name one thing once in each relation, also when several suppliers tell of it; its own page has them all."""
    identiteiten = find_identiteiten({r.ander.pk for r in relaties}, peilmoment)
    return list({(r.soort, r.heen, identiteiten[r.ander.pk]): r for r in reversed(relaties)}.values())[::-1]


def _list_gronden(viewer: Viewer, beeld: Objectbeeld) -> list[Relatiebeeld]:
    """List what legitimates the activities of a site."""
    activiteiten = [r.ander.pk for r in beeld.relaties if (r.soort, r.heen) == ("vindt_plaats_binnen", False)]
    if beeld.objecttype.naam != "vthobject" or not activiteiten:
        return []
    bekend = {r.ander.pk for r in beeld.relaties if r.soort in GRONDEN}
    relaties = list_relaties(viewer, activiteiten, beeld.peilmoment)
    return [r for r in relaties if r.soort in GRONDEN and not r.heen and r.ander.pk not in bekend]


class Opzoek:
    """The relations of one thing and what is known of their other sides, read once for the whole page.

    `tijdlijnen` has every other side, `relaties` names one thing once; `codes` are the organisations that its rows name.
    """

    def __init__(self, viewer: Viewer, beeld: Objectbeeld) -> None:
        self.peilmoment = peilmoment = beeld.peilmoment
        self.eigen = {b.pk for b in beeld.bronobjecten}
        self.afgekapt = beeld.is_afgekapt
        alle = [*beeld.relaties, *_list_gronden(viewer, beeld)]
        self.relaties = _take_together(alle, peilmoment)
        self.begin = list_relatiebegin(self.relaties, peilmoment)
        bronobjecten = list({r.ander.pk: r.ander for r in alle}.values())
        self.tijdlijnen = list_tijdlijnen(bronobjecten, peilmoment)
        self.toestanden: dict[uuid.UUID, Toestand] = list_toestanden(
            bronobjecten, self.tijdlijnen, peilmoment
        )
        self.geldend = {id_: find_geldend(tijdlijn, peilmoment) for id_, tijdlijn in self.tijdlijnen.items()}
        codes = {getattr(v, "bevoegd_gezag", None) for v in self.geldend.values()} - {None, ""}
        self.codes = frozenset(str(code) for code in codes)

    def make_rij(self, relatie: Relatiebeeld, get_naam: Callable[[str], str]) -> dict[str, Any]:
        """Make the row of one relation; it has a cell for every column that a group may show."""
        ander, dag = relatie.ander, self.peilmoment.geldig_op
        v: Any = self.geldend.get(ander.pk)
        toestand = self.toestanden[ander.pk]
        naam = shorten(derive_naam(ander.soort, ander.sleutel, v, dag), 120)
        via = relatie.eigen
        kant = (via.pk, ander.pk, relatie.soort) if relatie.heen else (ander.pk, via.pk, relatie.soort)
        voor = (
            "" if via.pk in self.eigen else derive_naam(via.soort, via.sleutel, self.geldend.get(via.pk), dag)
        )
        return {
            "url": derive_objectadres(ander.pk, self.peilmoment),
            "naam": naam,
            "wat": self._describe(ander, v),
            "rol": relatie.titel,
            "norm": getattr(v, "norm", None) or "",
            "kvk_nummer": getattr(v, "kvk_nummer", None) or "",
            "vestigingsnummer": getattr(v, "vestigingsnummer", None) or "",
            "activiteit": find_label("activiteit", v.activiteit, dag)
            if getattr(v, "activiteit", None)
            else naam,
            "omschrijving": shorten(getattr(v, "omschrijving", None) or "", 160),
            "status": self._write_status(ander, v),
            "bevoegd_gezag": get_naam(str(v.bevoegd_gezag)) if getattr(v, "bevoegd_gezag", None) else "",
            "voor": shorten(voor, 80),
            "sinds": self.begin.get(kant, relatie.begin),
            "toestand": (toestand.code, toestand.woord),
        }

    def _describe(self, ander: Bronobject, v: Any) -> str:
        """Say what the other side is: its most telling code, else the name of its kind."""
        for veld, lijst in SOORTCODES:
            if code := getattr(v, veld, None):
                return self._label(lijst, code)
        return read_objecttype(ander.soort).titel

    def _write_status(self, ander: Bronobject, v: Any) -> str:
        """Write how far the other side is, of a kind that has a status."""
        attribuut = read_objecttype(ander.soort).get_attribuut("status")
        return self._label(attribuut.lijst, getattr(v, "status", None)) if attribuut else ""

    def _label(self, lijst: str, code: str | None) -> str:
        """Give the label of a code; empty without a code."""
        return find_label(lijst, code, self.peilmoment.geldig_op) if code else ""
