"""Who may decide for whom, who holds which function, what a mandator did beside its mandates, and who worked on what."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from vth.tijd import klok
from vth.tijd.models import Herkomst, Voorkomen

from .organisatie import Organisatie


class Mandaat(models.Model):
    """One power given by one organisation to another (Awb afdeling 10.1.1); its content stands in the voorkomens.

    `kenmerk` is the mandator's own number of it: by that number a table that comes again is recognised.
    """

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    mandaatgever = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")
    mandaatnemer = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")
    kenmerk = models.CharField(max_length=60, blank=True)
    ondermandaat_van = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    herkomst = models.ForeignKey(Herkomst, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        """A number is given once."""

        constraints = [
            models.UniqueConstraint(
                fields=["mandaatgever", "kenmerk"], condition=~Q(kenmerk=""), name="mandaat_kenmerk"
            )
        ]

    def __str__(self) -> str:
        """Say who gave whom."""
        return f"{self.kenmerk} {self.mandaatgever_id} aan {self.mandaatnemer_id}".strip()


class MandaatVoorkomen(Voorkomen):
    """What a mandate holds in a period: the power, its extent and conditions. The mandator stays competent (Awb 10:7).

    The extent (`besluitsoorten` up to `processtappen`) is codes with a space between, sorted, or `*` for all; an empty
    extent covers nothing.
    """

    class Soort(models.TextChoices):
        """What may be done for the mandator (Awb 10:1, 10:11 and 10:12)."""

        MANDAAT = "mandaat", "mandaat"
        VOLMACHT = "volmacht", "volmacht"
        MACHTIGING = "machtiging", "machtiging"
        ONDERTEKENING = "ondertekening", "ondertekeningsmandaat"

    sleutelvelden: ClassVar[tuple[str, ...]] = ("mandaat",)

    mandaat = models.ForeignKey(Mandaat, models.PROTECT, related_name="voorkomens")
    soort = models.CharField(max_length=20, choices=Soort)
    mandaatgever_functie = models.CharField(max_length=100)
    mandaatnemer_functie = models.CharField(max_length=100)
    regeling = models.CharField(max_length=100)
    artikel = models.CharField(max_length=60)
    lid = models.CharField(max_length=10, blank=True)
    besluitsoorten = models.CharField(max_length=2000, default="*")
    activiteiten = models.CharField(max_length=4000, default="*")
    categorieen = models.CharField(max_length=500, default="*")
    gebieden = models.CharField(max_length=4000, default="*")
    processtappen = models.CharField(max_length=1000, default="*")
    hoogste_bedrag_euro = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    gevoelig_terug = models.BooleanField(default=False)
    omvang = models.CharField(max_length=1000, blank=True)
    beperkingen = models.CharField(max_length=2000, blank=True)
    ondermandaat_niveaus = models.PositiveSmallIntegerField(default=0)
    instructies = models.CharField(max_length=2000, blank=True)
    ondergeschikt = models.BooleanField(default=False)
    instemming_op = models.DateField(null=True)
    instemming_leiding_op = models.DateField(null=True)
    mandaatbesluit = models.CharField(max_length=200, blank=True)
    publicatie = models.CharField(max_length=300, blank=True)
    gepubliceerd_op = models.DateField(null=True)

    class Meta(Voorkomen.Meta):
        """Found by the power."""

        indexes = [models.Index(fields=["regeling", "artikel"], name="mandaat_bevoegdheid")]

    def __str__(self) -> str:
        """Name the power."""
        return f"{self.soort} {self.regeling} {self.artikel}"


class Functievervulling(Voorkomen):
    """That an account holds a function at an organisation in a period, or replaces who holds it.

    `betrokkene` is the key of an account (`gebruiker 12`), never a person's name.
    """

    sleutelvelden: ClassVar[tuple[str, ...]] = ("organisatie", "functie", "betrokkene")

    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")
    functie = models.CharField(max_length=100)
    betrokkene = models.CharField(max_length=200)
    plaatsvervanger = models.BooleanField(default=False)

    class Meta(Voorkomen.Meta):
        """Read by who and by function."""

        indexes = [
            models.Index(fields=["betrokkene"], name="functievervulling_betrokkene"),
            models.Index(fields=["organisatie", "functie"], name="functievervulling_functie"),
        ]

    def __str__(self) -> str:
        """Say who is what."""
        return f"{self.betrokkene}: {self.functie} van {self.organisatie_id}"


class Mandaatingreep(models.Model):
    """What a mandator did beside its mandates (report 5.3; Awb 10:6-10:8): an instruction, or a power taken back. Only grows.

    A subject (kind, id) makes it about one case; without a subject it is about the mandate as a whole.
    """

    class Soort(models.TextChoices):
        """What the mandator did."""

        ALGEMEEN = "algemene_instructie", "algemene instructie"
        BIJZONDER = "bijzondere_instructie", "instructie in één geval"
        TERUGNAME = "terugname", "bevoegdheid teruggenomen in één geval"
        TERUGGAVE = "teruggave", "bevoegdheid teruggegeven in één geval"
        INTREKKING = "intrekking", "mandaat ingetrokken"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    mandaat = models.ForeignKey(Mandaat, models.PROTECT, related_name="ingrepen")
    soort = models.CharField(max_length=30, choices=Soort)
    onderwerp_soort = models.CharField(max_length=40, blank=True)
    onderwerp_id = models.CharField(max_length=100, blank=True)
    op = models.DateField()
    inhoud = models.CharField(max_length=2000, blank=True)
    reden = models.CharField(max_length=1000)
    door = models.CharField(max_length=200)
    moment = models.DateTimeField()

    class Meta:
        """Read by mandate, and newest first."""

        indexes = [models.Index(fields=["moment"], name="mandaatingreep_moment")]

    def __str__(self) -> str:
        """Say what was done."""
        return f"{self.get_soort_display()} op {self.op}"


class Betrokkenheid(models.Model):
    """That somebody worked on something: read later to keep duties apart (Omgevingsbesluit 13.9). Only grows.

    `betrokkene` is the key of an account (`gebruiker 12`) or the name of a process, never a person's name.
    """

    betrokkene = models.CharField(max_length=200)
    organisatie = models.CharField(max_length=40, blank=True)
    onderwerp_soort = models.CharField(max_length=40)
    onderwerp_id = models.CharField(max_length=100)
    handeling = models.CharField(max_length=80)
    moment = models.DateTimeField()

    class Meta:
        """Read by subject and by who."""

        indexes = [
            models.Index(fields=["onderwerp_soort", "onderwerp_id"], name="betrokkenheid_onderwerp"),
            models.Index(fields=["betrokkene", "moment"], name="betrokkenheid_betrokkene"),
        ]

    def __str__(self) -> str:
        """Say who did what."""
        return f"{self.betrokkene}: {self.handeling} {self.onderwerp_soort} {self.onderwerp_id}"


class Scheidingsafwijking(models.Model):
    """That duties were not kept apart, or nobody rotated, for once and with a reason (Omgevingsbesluit 13.9). Only grows.

    `onderwerp` is the VTH-object or activity; `taak` what was done although the rule said that somebody else should.
    """

    class Regel(models.TextChoices):
        """Which rule was broken."""

        SCHEIDING = "scheiding", "scheiding van taken"
        ROULATIE = "roulatie", "roulatie"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    regel = models.CharField(max_length=20, choices=Regel)
    betrokkene = models.CharField(max_length=200)
    organisatie = models.CharField(max_length=40)
    onderwerp_soort = models.CharField(max_length=40)
    onderwerp_id = models.CharField(max_length=100)
    taak = models.CharField(max_length=40)
    reden = models.CharField(max_length=1000)
    door = models.CharField(max_length=200)
    moment = models.DateTimeField()

    class Meta:
        """Counted per organisation and time."""

        indexes = [models.Index(fields=["organisatie", "moment"], name="scheidingsafwijking_moment")]

    def __str__(self) -> str:
        """Say what was broken by whom."""
        return f"{self.get_regel_display()}: {self.betrokkene}"
