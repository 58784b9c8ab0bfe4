"""The voorkomens of VTH-objecten, activiteituitvoeringen, places and what legitimates an activity."""

from django.db import models

from vth.tijd.rules import OPEN_TIJDSTIP

from .velden import Objectvoorkomen, code, codes, datum, geheel, getal, janee, list_indexen, maat, tekst


class VthObjectVoorkomen(Objectvoorkomen):
    """VTH-OBJECT: a site, installation, tank, building or the like."""

    naam = tekst(200)
    hoofdtype = code()
    subtype = code()
    locatieomschrijving = tekst(500)
    ontstaansdatum = datum()
    beeindigingsdatum = datum()
    seveso_niveau = code()
    ippc = janee()
    eu_registry_id = tekst(100)
    ets_id = tekst(50)
    capaciteit = getal()
    capaciteit_eenheid = tekst(40)

    class Meta(Objectvoorkomen.Meta):
        """Found by the act that wrote it."""

        indexes = list_indexen("vthobject")


class ActiviteituitvoeringVoorkomen(Objectvoorkomen):
    """ACTIVITEITUITVOERING: an activity carried out by somebody somewhere, with or without a site."""

    activiteit = code()
    omschrijving = tekst(500)
    kwalificatie = codes()
    status = code()
    ontstaansdatum = datum()
    beeindigingsdatum = datum()
    bevoegd_gezag = code()
    toezichtinstantie = code()
    bal_paragraaf = code()
    rie_categorie = code()
    capaciteit = getal()
    capaciteit_eenheid = tekst(40)

    class Meta(Objectvoorkomen.Meta):
        """Found by the act that wrote it."""

        indexes = list_indexen("activiteituitvoering")


class GeoObjectVoorkomen(Objectvoorkomen):
    """GEO-OBJECT: an address, building, parcel, topographic object or another place."""

    soort = code()
    identificatie = tekst(60)
    naam = tekst(200)
    type = tekst(60)
    bron = tekst(60)
    openbare_ruimte = tekst(120)
    huisnummer = geheel()
    huisletter = tekst(1)
    huisnummertoevoeging = tekst(10)
    postcode = tekst(6)
    woonplaats = tekst(100)
    gemeente = code()
    kadastrale_gemeente = tekst(60)
    sectie = tekst(3)
    perceelnummer = geheel()
    appartementsrechtvolgnummer = geheel()
    x = maat()
    y = maat()
    lengtegraad = maat()
    breedtegraad = maat()
    geometrie = models.TextField(null=True)

    class Meta(Objectvoorkomen.Meta):
        """Found by the act that wrote it; what is believed also by where it is (`kaartlezen`, `ogcgegevens`)."""

        indexes = list_indexen(
            "geoobject",
            models.Index(
                fields=["lengtegraad", "breedtegraad"],
                condition=models.Q(eind_registratie=OPEN_TIJDSTIP),
                name="geoobject_plek",
            ),
        )


class ToestemmingVoorkomen(Objectvoorkomen):
    """TOESTEMMING, the kernel: what legitimates an activity. Its conditions live in `vergunningen`."""

    kenmerk = tekst(100)
    onderwerp = tekst(300)
    toestemmingsoort = code()
    toestemmingtype = code()
    omschrijving = tekst(1000)
    inwerkingtredingsdatum = datum()
    vervaldatum = datum()

    class Meta(Objectvoorkomen.Meta):
        """Found by the act that wrote it."""

        indexes = list_indexen("toestemming")


class ActiviteitmeldingVoorkomen(Objectvoorkomen):
    """ACTIVITEITMELDING, the kernel: the statutory notification of Omgevingswet 4.4."""

    kenmerk = tekst(100)
    indiendatum = datum()
    geaccepteerd = janee()
    omschrijving = tekst(1000)

    class Meta(Objectvoorkomen.Meta):
        """Found by the act that wrote it."""

        indexes = list_indexen("activiteitmelding")
