"""Zaken and decisions in the shape of the ZGW APIs (Zaken 1.7, Besluiten 1.1): every member is there, null where nothing is known."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from vth.register.models import Bronobject
from vth.tijd.rules import OPEN_DAG

from ..models import Besluit, Document, Documentversie, Zaak, Zaakgebeurtenis, Zaakonderwerp
from .adressen import Adressen, make_rijid
from .lezen import DINGEN, Bijlagen
from .typen import OVERIG, ROLLEN, Typen

Rij = dict[str, Any]
# What the standard calls a record of ours that is somebody.
BETROKKENEN = {
    "vestiging": "vestiging",
    "nietnatuurlijkpersoon": "niet_natuurlijk_persoon",
    "natuurlijkpersoon": "natuurlijk_persoon",
}


@dataclass(frozen=True)
class Vormen:
    """Writes zaken and decisions with the addresses of one site."""

    adressen: Adressen

    @property
    def typen(self) -> Typen:
        """Give the catalogue."""
        return Typen(self.adressen)

    def adres_zaak(self, id_: uuid.UUID) -> str:
        """Write the address of a zaak."""
        return self.adressen.write("zaken", "zaken", id_)

    def make_zaak(self, zaak: Zaak, bij: Bijlagen) -> Rij:
        """Write one zaak with what hangs to it."""
        over, bewaring = bij.onderwerpen.get(zaak.pk, []), bij.bewaring.get(zaak.pk)
        return self._make_kern(zaak) | {
            "archiefnominatie": bewaring.wijze if bewaring else None,
            "archiefactiedatum": bewaring.vernietigen_op if bewaring else None,
            "archiefstatus": "overgedragen" if bewaring and bewaring.overgebracht_op else "nog_te_archiveren",
            "verlenging": self._make_verlenging(zaak, bij),
            "opschorting": {"indicatie": zaak.pk in bij.opgeschort, "reden": bij.opgeschort.get(zaak.pk, "")},
            "hoofdzaak": self.adres_zaak(zaak.hoofdzaak_id) if zaak.hoofdzaak_id in bij.zichtbaar else None,
            "deelzaken": [self.adres_zaak(id_) for id_ in bij.delen.get(zaak.pk, [])],
            "relevanteAndereZaken": [
                {"url": self.adres_zaak(id_), "aardRelatie": aard}
                for id_, aard in bij.relaties.get(zaak.pk, [])
            ],
            "rollen": [
                *([self._adres("rollen", zaak.pk)] if zaak.behandelaar else []),
                *(self._adres_rij("rollen", o.pk) for o, b in over if b.soort not in DINGEN),
            ],
            "status": self._adres_rij("statussen", bij.status[zaak.pk]) if zaak.pk in bij.status else None,
            "zaakobjecten": [self._adres_rij("zaakobjecten", o.pk) for o, b in over if b.soort in DINGEN],
            "resultaat": self._adres("resultaten", zaak.pk) if zaak.resultaat else None,
            "zaakinformatieobjecten": [
                self._adres("zaakinformatieobjecten", id_) for id_ in bij.documenten.get(zaak.pk, [])
            ],
        }

    def _make_kern(self, zaak: Zaak) -> Rij:
        """Write what stands in the zaak itself."""
        return {
            "url": self.adres_zaak(zaak.pk),
            "uuid": str(zaak.pk),
            "identificatie": zaak.identificatie,
            "bronorganisatie": zaak.leverancier,
            "omschrijving": zaak.omschrijving,
            "toelichting": zaak.toelichting,
            "zaaktype": self.typen.adres_zaaktype(zaak.zaaksoortversie_id),
            "registratiedatum": zaak.registratiedatum,
            "verantwoordelijkeOrganisatie": zaak.bevoegd_gezag,
            "startdatum": zaak.startdatum,
            "einddatum": zaak.einddatum,
            "einddatumGepland": zaak.einddatum_gepland,
            "uiterlijkeEinddatumAfdoening": None if zaak.laatste_dag == OPEN_DAG else zaak.laatste_dag,
            "publicatiedatum": None,
            "communicatiekanaal": "",
            "productenOfDiensten": [],
            "vertrouwelijkheidaanduiding": zaak.vertrouwelijkheid,
            "betalingsindicatie": "",
            "betalingsindicatieWeergave": "",
            "laatsteBetaaldatum": None,
            "zaakgeometrie": None,
            "selectielijstklasse": "",
            "eigenschappen": [],
            "kenmerken": [],
        }

    def _make_verlenging(self, zaak: Zaak, bij: Bijlagen) -> Rij | None:
        """Write how a term was extended."""
        if zaak.pk not in bij.verlengd:
            return None
        reden, duur = bij.verlengd[zaak.pk]
        return {"reden": reden, "duur": duur}

    def make_status(self, zaak: Zaak, gebeurtenis: Zaakgebeurtenis, *, laatste: bool) -> Rij:
        """Write one step that a zaak came to."""
        return {
            "url": self._adres_rij("statussen", gebeurtenis.pk),
            "uuid": str(make_rijid("statussen", gebeurtenis.pk)),
            "zaak": self.adres_zaak(zaak.pk),
            "statustype": self.typen.adres_status(zaak.zaaksoortversie_id, gebeurtenis.naar),
            "datumStatusGezet": gebeurtenis.op,
            "statustoelichting": gebeurtenis.reden,
            "indicatieLaatstGezetteStatus": laatste,
            "gezetdoor": None,
            "zaakinformatieobjecten": [],
        }

    def make_resultaat(self, zaak: Zaak) -> Rij:
        """Write the outcome of a zaak that has one; it has the UUID of the zaak."""
        return {
            "url": self._adres("resultaten", zaak.pk),
            "uuid": str(zaak.pk),
            "zaak": self.adres_zaak(zaak.pk),
            "resultaattype": self.typen.adres_resultaat(zaak.zaaksoortversie_id, zaak.resultaat),
            "toelichting": "",
        }

    def make_behandelaar(self, zaak: Zaak, naam: str) -> Rij:
        """Write who works on a zaak as a role; it has the UUID of the zaak."""
        wie = {
            "identificatie": zaak.behandelaar,
            "achternaam": naam,
            "voorletters": "",
            "voorvoegselAchternaam": "",
        }
        return self._make_rol(zaak, self._adres("rollen", zaak.pk), zaak.pk, "behandelaar") | {
            "betrokkene": "",
            "betrokkeneType": "medewerker",
            "betrokkeneIdentificatie": wie,
        }

    def make_rol(self, zaak: Zaak, onderwerp: Zaakonderwerp, record: Bronobject) -> Rij:
        """Write who a zaak is about in a role; who that is stands at the address of the record."""
        id_ = make_rijid("rollen", onderwerp.pk)
        return self._make_rol(zaak, self._adres("rollen", id_), id_, onderwerp.rol) | {
            "betrokkene": self.adressen.write_object(record.pk),
            "betrokkeneType": BETROKKENEN[record.soort],
            "betrokkeneIdentificatie": None,
        }

    def _make_rol(self, zaak: Zaak, adres: str, id_: uuid.UUID, rol: str) -> Rij:
        """Write what every role has."""
        return {
            "url": adres,
            "uuid": str(id_),
            "zaak": self.adres_zaak(zaak.pk),
            "afwijkendeNaamBetrokkene": "",
            "roltype": self.typen.adres_rol(zaak.zaaksoortversie_id, rol),
            "omschrijving": rol,
            "omschrijvingGeneriek": ROLLEN[rol],
            "roltoelichting": rol,
            "registratiedatum": None,
            "indicatieMachtiging": "gemachtigde" if rol == "gemachtigde" else "",
            "contactpersoonRol": None,
            "statussen": [],
        }

    def make_zaakobject(self, zaak: Zaak, onderwerp: Zaakonderwerp, record: Bronobject) -> Rij:
        """Write a site or an activity that a zaak is about."""
        return {
            "url": self._adres_rij("zaakobjecten", onderwerp.pk),
            "uuid": str(make_rijid("zaakobjecten", onderwerp.pk)),
            "zaak": self.adres_zaak(zaak.pk),
            "object": self.adressen.write_object(record.pk),
            "zaakobjecttype": None,
            "objectType": "overige",
            "objectTypeOverige": record.soort,
            "objectTypeOverigeDefinitie": None,
            "relatieomschrijving": onderwerp.get_rol_display(),
        }

    def make_besluit(self, besluit: Besluit, *, zaak_zichtbaar: bool) -> Rij:
        """Write a decision that was taken."""
        return {
            "url": self.adressen.write("besluiten", "besluiten", besluit.pk),
            "identificatie": besluit.identificatie,
            "verantwoordelijkeOrganisatie": besluit.bevoegd_gezag,
            "besluittype": self.typen.adres_besluit(besluit.besluitsoort),
            "zaak": self.adres_zaak(besluit.zaak_id) if besluit.zaak_id and zaak_zichtbaar else "",
            "datum": besluit.besluitdatum,
            "toelichting": besluit.omschrijving,
            "bestuursorgaan": besluit.bevoegd_gezag,
            "ingangsdatum": besluit.ingangsdatum,
            "vervaldatum": besluit.vervaldatum,
            "vervalreden": "",
            "vervalredenWeergave": "",
            "publicatiedatum": besluit.publicatiedatum,
            "verzenddatum": besluit.verzenddatum,
            "uiterlijkeReactiedatum": besluit.rechtsmiddel_tot,
        }

    def make_zaakinformatieobject(self, document: Document) -> Rij:
        """Write that a document belongs to a zaak; it has the UUID of the document."""
        return {
            "url": self._adres("zaakinformatieobjecten", document.pk),
            "uuid": str(document.pk),
            "informatieobject": self.adressen.write(
                "documenten", "enkelvoudiginformatieobjecten", document.pk
            ),
            "zaak": self._adres("zaken", document.zaak_id) if document.zaak_id else "",
            "aardRelatieWeergave": "Hoort bij, omgekeerd: kent",
            "titel": document.titel,
            "beschrijving": document.beschrijving,
            "registratiedatum": document.geregistreerd_op,
            "vernietigingsdatum": None,
            "status": None,
        }

    def make_besluitinformatieobject(self, document: Document) -> Rij:
        """Write that a document belongs to a decision; it has the UUID of the document."""
        besluit = (
            self.adressen.write("besluiten", "besluiten", document.besluit_id) if document.besluit_id else ""
        )
        return {
            "url": self.adressen.write("besluiten", "besluitinformatieobjecten", document.pk),
            "informatieobject": self.adressen.write(
                "documenten", "enkelvoudiginformatieobjecten", document.pk
            ),
            "besluit": besluit,
        }

    def make_document(self, document: Document, versie: Documentversie, bekend: Collection[str]) -> Rij:
        """Write a document with its last version; `inhoud` is where its bytes are, `bekend` are the kinds of the catalogue."""
        url = self.adressen.write("documenten", "enkelvoudiginformatieobjecten", document.pk)
        return {
            "url": url,
            "identificatie": document.identificatie,
            "bronorganisatie": document.leverancier,
            "creatiedatum": document.creatiedatum,
            "titel": document.titel,
            "vertrouwelijkheidaanduiding": document.vertrouwelijkheid,
            "auteur": document.auteur,
            "status": document.status,
            "formaat": versie.formaat,
            "taal": "nld",
            "versie": versie.volgnummer,
            "beginRegistratie": versie.op,
            "bestandsnaam": versie.bestandsnaam,
            "inhoud": f"{url}/download?versie={versie.volgnummer}",
            "bestandsomvang": versie.bestandsomvang,
            "link": "",
            "beschrijving": document.beschrijving,
            "ontvangstdatum": document.ontvangstdatum,
            "verzenddatum": document.verzenddatum,
            "indicatieGebruiksrecht": None,
            "ondertekening": None,
            "integriteit": {"algoritme": "sha_256", "waarde": versie.sha256, "datum": versie.op.date()},
            "informatieobjecttype": self.typen.adres_document(
                document.documentsoort if document.documentsoort in bekend else OVERIG
            ),
            "locked": False,
            "bestandsdelen": [],
            "trefwoorden": [],
        }

    def _adres(self, bron: str, id_: uuid.UUID) -> str:
        """Write an address in the Zaken API."""
        return self.adressen.write("zaken", bron, id_)

    def _adres_rij(self, bron: str, nummer: int) -> str:
        """Write the address of a row that has only a number."""
        return self._adres(bron, make_rijid(bron, nummer))
