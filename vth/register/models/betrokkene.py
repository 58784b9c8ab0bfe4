"""The voorkomens of betrokkenen; what is said of natural persons stands apart, where it can be erased."""

import uuid

from django.db import models

from .velden import Objectvoorkomen, code, codes, datum, geheel, janee, list_indexen, tekst


class Bereikbaarheid(models.Model):
    """How a betrokkene can be reached: BETROKKENE's own attributes, shared by its three kinds."""

    telefoonnummer = tekst(20)
    adresaanduidingsoort = code()
    openbare_ruimte = tekst(120)
    huisnummer = geheel()
    huisletter = tekst(1)
    huisnummertoevoeging = tekst(10)
    postcode = tekst(6)
    woonplaats = tekst(100)
    bag_nummeraanduiding = tekst(16)
    postadrestype = code()
    postbusnummer = geheel()
    postadres_postcode = tekst(6)
    postadres_woonplaats = tekst(100)
    adres_buitenland_1 = tekst(120)
    adres_buitenland_2 = tekst(120)
    adres_buitenland_3 = tekst(120)
    land = tekst(60)

    class Meta:
        """Only a frame."""

        abstract = True


class VestigingVoorkomen(Bereikbaarheid, Objectvoorkomen):
    """VESTIGING: a business at its place, as somebody one deals with."""

    kvk_nummer = tekst(8)
    vestigingsnummer = tekst(12)
    naam = tekst(200)
    verkorte_naam = tekst(45)
    toevoeging_adres = tekst(100)
    hoofdvestiging = janee()
    sbi = codes(60)
    datum_aanvang = datum()
    datum_beeindiging = datum()

    class Meta(Objectvoorkomen.Meta):
        """Found by its number in the Handelsregister, and by the act that wrote it."""

        indexes = list_indexen(
            "vestiging", models.Index(fields=["kvk_nummer", "vestigingsnummer"], name="vestiging_kvk")
        )


class NietNatuurlijkPersoonVoorkomen(Bereikbaarheid, Objectvoorkomen):
    """NIET-NATUURLIJK PERSOON: an organisation."""

    rsin = tekst(9)
    kvk_nummer = tekst(8)
    naam = tekst(200)
    verkorte_naam = tekst(45)
    datum_aanvang = datum()
    datum_beeindiging = datum()

    class Meta(Objectvoorkomen.Meta):
        """Found by its number in the Handelsregister, and by the act that wrote it."""

        indexes = list_indexen("nietnatuurlijkpersoon", models.Index(fields=["kvk_nummer"], name="nnp_kvk"))


class Persoonsgegeven(Bereikbaarheid):
    """What is said of a natural person, under a random key: outside the guard, so that it can be erased.

    Log, dagstand and task arguments hold only the key (`afspraken.md` 3). After erasure the row stays, empty.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    inhoud_md5 = models.CharField(max_length=32, blank=True)
    burgerservicenummer = tekst(9)
    voorletters = tekst(20)
    voorvoegsel = tekst(20)
    geslachtsnaam = tekst(200)
    geslachtsaanduiding = code()
    overlijdendatum = datum()
    vernietigd_op = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Name the key and never the person."""
        return str(self.id)


class NatuurlijkPersoonVoorkomen(Objectvoorkomen):
    """NATUURLIJK PERSOON: in which period which Persoonsgegeven held; the values themselves stand there."""

    persoonsgegeven = models.ForeignKey(Persoonsgegeven, models.PROTECT, related_name="+")

    class Meta(Objectvoorkomen.Meta):
        """Found by the act that wrote it."""

        indexes = list_indexen("natuurlijkpersoon")


class Pseudoniemsleutel(models.Model):
    """The secret with which a supplier's own numbers of natural persons are made unreadable."""

    leverancier = models.CharField(max_length=40, primary_key=True)
    geheim = models.CharField(max_length=64)

    def __str__(self) -> str:
        """Name the supplier and never the secret."""
        return self.leverancier
