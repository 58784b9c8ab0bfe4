"""Who may decide for whom, and who worked on what."""

from typing import ClassVar

from django.db import models

from vth.tijd import klok
from vth.tijd.models import Herkomst, Voorkomen

from .organisatie import Organisatie


class Mandaat(models.Model):
    """One power given by one organisation to another (Awb afdeling 10.1.1); its content stands in the voorkomens."""

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    mandaatgever = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")
    mandaatnemer = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")
    ondermandaat_van = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    herkomst = models.ForeignKey(Herkomst, models.PROTECT, related_name="+", db_index=False)

    def __str__(self) -> str:
        """Say who gave whom."""
        return f"{self.mandaatgever_id} aan {self.mandaatnemer_id}"


class MandaatVoorkomen(Voorkomen):
    """What a mandate holds in a period: the power, its extent and conditions. The mandator stays competent (Awb 10:7)."""

    class Soort(models.TextChoices):
        """What may be done for the mandator (Awb 10:1 and 10:12)."""

        MANDAAT = "mandaat", "mandaat"
        VOLMACHT = "volmacht", "volmacht"
        MACHTIGING = "machtiging", "machtiging"

    sleutelvelden: ClassVar[tuple[str, ...]] = ("mandaat",)

    mandaat = models.ForeignKey(Mandaat, models.PROTECT, related_name="+")
    soort = models.CharField(max_length=20, choices=Soort)
    mandaatgever_rol = models.CharField(max_length=100)
    mandaatnemer_rol = models.CharField(max_length=100)
    regeling = models.CharField(max_length=100)
    artikel = models.CharField(max_length=60)
    omvang = models.CharField(max_length=1000, blank=True)
    ondermandaat_toegestaan = models.BooleanField(default=False)
    instructies = models.CharField(max_length=2000, blank=True)
    instemming_op = models.DateField(null=True)
    publicatie = models.CharField(max_length=300, blank=True)

    class Meta(Voorkomen.Meta):
        """Found by the power."""

        indexes = [models.Index(fields=["regeling", "artikel"], name="mandaat_bevoegdheid")]

    def __str__(self) -> str:
        """Name the power."""
        return f"{self.soort} {self.regeling} {self.artikel}"


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
