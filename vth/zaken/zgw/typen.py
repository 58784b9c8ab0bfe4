"""The kinds of zaak and of decision as the Catalogi API shows them, from the same configuration that runs the files."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from vth.regelgeving.rules import RegelError
from vth.regelgeving.selectors import find_grond, find_termijn, read_regel
from vth.regelgeving.termijn import Termijn, Tijdseenheid
from vth.tijd import klok

from ..besluitboeking import SOORTEN
from ..models import Zaaksoortversie
from ..selectors import find_definitie, list_zaaksoorten
from ..zaaksoort import Stap, Zaaksoort, read_zaaksoort
from .adressen import Adressen, make_typeid

CATALOGUS = make_typeid("catalogus")
# As what the ZGW standard knows whoever a zaak is about, and who works on it.
ROLLEN = {
    "aanvrager": "initiator",
    "gemachtigde": "belanghebbende",
    "drijver": "belanghebbende",
    "overtreder": "belanghebbende",
    "belanghebbende": "belanghebbende",
    "behandelaar": "behandelaar",
}
OVERIG = "overig"
# What the standard asks of a kind of zaak and this configuration does not know.
LEEG_ZAAKTYPE: dict[str, Any] = {
    "servicenorm": None,
    "trefwoorden": [],
    "publicatieIndicatie": False,
    "publicatietekst": "",
    "verantwoordingsrelatie": [],
    "productenOfDiensten": [],
    "selectielijstProcestype": "",
    "concept": False,
    "verantwoordelijke": "",
    "eigenschappen": [],
    "besluittypen": [],
    "deelzaaktypen": [],
    "gerelateerdeZaaktypen": [],
    "zaakobjecttypen": [],
}
DUUR = {Tijdseenheid.DAGEN: "D", Tijdseenheid.WEKEN: "W", Tijdseenheid.MAANDEN: "M", Tijdseenheid.JAREN: "Y"}
Rij = dict[str, Any]


@dataclass(frozen=True)
class Soortversie:
    """One version of a kind of zaak: what was agreed, since when, and the hash by which zaken refer to it."""

    versie: str
    soort: Zaaksoort
    vanaf: date

    @property
    def id(self) -> uuid.UUID:
        """Give the UUID of the zaaktype."""
        return make_zaaktypeid(self.versie)


def make_zaaktypeid(versie: str) -> uuid.UUID:
    """Give the UUID of a version of a kind of zaak, which a zaak refers to by its hash."""
    return make_typeid("zaaktype", versie)


def list_soortversies(op: date) -> list[Soortversie]:
    """List every version of a kind of zaak that a zaak runs under, and those that hold on a day; of each kind the newest last."""
    bekend = {v.versie: v for v in Zaaksoortversie.objects.all()}
    for code in list_zaaksoorten(op):
        nieuw = find_definitie(code, geldig_op=op)
        bekend.setdefault(nieuw.versie, nieuw)
    gelezen = [
        Soortversie(v.versie, read_zaaksoort(v.zaaksoort, v.definitie), v.vanaf) for v in bekend.values()
    ]
    return sorted(gelezen, key=lambda v: (v.soort.code, v.vanaf, v.versie))


def list_besluitsoorten(op: date) -> dict[str, Rij]:
    """Give the kinds of decision of a day: code, and what is agreed of it; before the first rules, those of the first."""
    try:
        return dict(find_grond(SOORTEN, geldig_op=op).waarde)
    except RegelError:
        return dict(read_regel(SOORTEN).perioden[0].waarde)


def write_duur(termijn: Termijn | None) -> str | None:
    """Write a term as ISO 8601 does, such as P8W; nothing when there is none or it is counted in hours."""
    letter = DUUR.get(termijn.eenheid) if termijn else None
    return f"P{termijn.aantal}{letter}" if termijn and letter else None


def find_duur(regel: str, op: date) -> str | None:
    """Write how long the term of a rule is on a day; nothing where no rule covers the day."""
    try:
        return write_duur(find_termijn(regel, geldig_op=op)) if regel else None
    except RegelError:
        return None


@dataclass(frozen=True)
class Typen:
    """Writes the catalogue of one site."""

    adressen: Adressen

    def _adres(self, bron: str, id_: uuid.UUID) -> str:
        """Write an address in the Catalogi API."""
        return self.adressen.write("catalogi", bron, id_)

    def adres_zaaktype(self, versie: str) -> str:
        """Write the address of a version of a kind of zaak."""
        return self._adres("zaaktypen", make_zaaktypeid(versie))

    def adres_status(self, versie: str, stap: str) -> str:
        """Write the address of a step."""
        return self._adres("statustypen", make_typeid("statustype", versie, stap))

    def adres_resultaat(self, versie: str, code: str) -> str:
        """Write the address of a kind of outcome."""
        return self._adres("resultaattypen", make_typeid("resultaattype", versie, code))

    def adres_rol(self, versie: str, rol: str) -> str:
        """Write the address of a kind of role."""
        return self._adres("roltypen", make_typeid("roltype", versie, rol))

    def adres_besluit(self, code: str) -> str:
        """Write the address of a kind of decision."""
        return self._adres("besluittypen", make_typeid("besluittype", code))

    def adres_document(self, naam: str) -> str:
        """Write the address of a kind of document."""
        return self._adres("informatieobjecttypen", make_typeid("informatieobjecttype", naam))

    def make_catalogus(self, versies: Iterable[Soortversie], besluiten: Iterable[str]) -> Rij:
        """Write the one catalogue there is."""
        alle = list(versies)
        return {
            "url": self._adres("catalogussen", CATALOGUS),
            "domein": "VTH",
            "rsin": "",
            "contactpersoonBeheerNaam": "functioneel beheerder",
            "contactpersoonBeheerTelefoonnummer": "",
            "contactpersoonBeheerEmailadres": "",
            "zaaktypen": [self.adres_zaaktype(v.versie) for v in alle],
            "besluittypen": [self.adres_besluit(code) for code in besluiten],
            "informatieobjecttypen": [self.adres_document(n) for n in list_documenten(alle)],
            "naam": "Open VTH",
        }

    def make_zaaktype(self, v: Soortversie, eind: date | None) -> Rij:
        """Write one version of a kind of zaak; `eind` is the day on which a later one took its place."""
        hoofd = next(iter(v.soort.termijnen), None)
        return {
            "url": self.adres_zaaktype(v.versie),
            "identificatie": v.soort.code,
            "omschrijving": v.soort.naam,
            "omschrijvingGeneriek": "",
            "vertrouwelijkheidaanduiding": v.soort.vertrouwelijkheid,
            "doel": v.soort.naam,
            "aanleiding": "",
            "toelichting": "",
            "indicatieInternOfExtern": "extern",
            "handelingInitiator": "",
            "onderwerp": v.soort.taak,
            "handelingBehandelaar": "",
            "doorlooptijd": find_duur(hoofd.regel, v.vanaf) if hoofd else None,
            "opschortingEnAanhoudingMogelijk": bool(hoofd and hoofd.opschorten),
            "verlengingMogelijk": bool(hoofd and hoofd.verlenging),
            "verlengingstermijn": find_duur(hoofd.verlenging, v.vanaf) if hoofd else None,
            "referentieproces": {"naam": v.soort.naam, "link": ""},
            "catalogus": self._adres("catalogussen", CATALOGUS),
            "beginGeldigheid": v.vanaf,
            "eindeGeldigheid": eind,
            "versiedatum": v.vanaf,
            "statustypen": [self.adres_status(v.versie, s.code) for s in v.soort.stappen],
            "resultaattypen": [self.adres_resultaat(v.versie, r) for r in v.soort.resultaten],
            "informatieobjecttypen": [self.adres_document(d) for d in v.soort.documenten],
            "roltypen": [self.adres_rol(v.versie, rol) for rol in ROLLEN],
        } | LEEG_ZAAKTYPE

    def list_statustypen(self, v: Soortversie) -> list[Rij]:
        """Write the steps of a kind of zaak."""
        # The standard has one order in which the steps come; the last of ours is where it ends.
        stappen = sorted(v.soort.stappen, key=lambda s: s.eind)
        return [self._make_statustype(v, s, n) for n, s in enumerate(stappen, 1)]

    def _make_statustype(self, v: Soortversie, stap: Stap, nummer: int) -> Rij:
        """Write one step."""
        return {
            "url": self.adres_status(v.versie, stap.code),
            "omschrijving": stap.naam,
            "omschrijvingGeneriek": stap.code,
            "statustekst": "",
            "zaaktype": self.adres_zaaktype(v.versie),
            "zaaktypeIdentificatie": v.soort.code,
            "volgnummer": nummer,
            "isEindstatus": stap.eind,
            "informeren": False,
            "doorlooptijd": None,
            "toelichting": "",
        }

    def list_resultaattypen(self, v: Soortversie) -> list[Rij]:
        """Write the outcomes of a kind of zaak."""
        return [
            {
                "url": self.adres_resultaat(v.versie, code),
                "zaaktype": self.adres_zaaktype(v.versie),
                "zaaktypeIdentificatie": v.soort.code,
                "omschrijving": naam,
                "resultaattypeomschrijving": "",
                "omschrijvingGeneriek": code,
                "selectielijstklasse": "",
                "toelichting": "",
                "archiefnominatie": "",
                "archiefactietermijn": None,
                "brondatumArchiefprocedure": None,
            }
            for code, naam in v.soort.resultaten.items()
        ]

    def list_roltypen(self, v: Soortversie) -> list[Rij]:
        """Write the roles in a kind of zaak."""
        return [
            {
                "url": self.adres_rol(v.versie, rol),
                "zaaktype": self.adres_zaaktype(v.versie),
                "zaaktypeIdentificatie": v.soort.code,
                "omschrijving": rol,
                "omschrijvingGeneriek": generiek,
            }
            for rol, generiek in ROLLEN.items()
        ]

    def make_besluittype(self, code: str, agreed: Rij) -> Rij:
        """Write one kind of decision."""
        return {
            "url": self.adres_besluit(code),
            "catalogus": self._adres("catalogussen", CATALOGUS),
            "zaaktypen": [],
            "omschrijving": agreed["naam"],
            "omschrijvingGeneriek": code,
            "besluitcategorie": "",
            "reactietermijn": find_duur(str(agreed.get("termijn", "")), klok.today()),
            "publicatieIndicatie": False,
            "publicatietekst": "",
            "publicatietermijn": None,
            "toelichting": "",
            "informatieobjecttypen": [],
            "beginGeldigheid": read_regel(SOORTEN).perioden[0].geldigheid.begin,
            "eindeGeldigheid": None,
            "concept": False,
        }

    def make_informatieobjecttype(self, naam: str) -> Rij:
        """Write one kind of document."""
        return {
            "url": self.adres_document(naam),
            "catalogus": self._adres("catalogussen", CATALOGUS),
            "omschrijving": naam,
            "vertrouwelijkheidaanduiding": "zaakvertrouwelijk",
            "beginGeldigheid": read_regel(SOORTEN).perioden[0].geldigheid.begin,
            "eindeGeldigheid": None,
            "concept": False,
            "besluittypen": [],
            "informatieobjectcategorie": "",
            "trefwoord": [],
        }


def list_documenten(versies: Iterable[Soortversie]) -> list[str]:
    """List the kinds of document that any kind of zaak expects, and the one for whatever else somebody called a document."""
    return sorted({d for v in versies for d in v.soort.documenten} | {OVERIG})


def find_einden(versies: list[Soortversie]) -> dict[str, date]:
    """Give of each version that was followed by a later one of its kind the day on which that began."""
    return {v.versie: later.vanaf for v, later in pairwise(versies) if later.soort.code == v.soort.code}


def find_versie(id_: uuid.UUID | None) -> str:
    """Give the hash by which zaken refer to a zaaktype; empty, which no zaak has, for one that is not there."""
    versies = Zaaksoortversie.objects.values_list("versie", flat=True)
    return next((v for v in versies if make_zaaktypeid(v) == id_), "")


def find_besluitsoort(id_: uuid.UUID | None, op: date) -> str:
    """Give the code of a besluittype; empty, which no decision has, for one that is not there."""
    codes = list_besluitsoorten(op)
    return next((code for code in codes if make_typeid("besluittype", code) == id_), "")
