"""What is due at which site: made of the register and the controles, and made again; and what somebody decided about it."""

from django.db import models

from vth.register.models import Bronobject
from vth.tijd import klok
from vth.zaken.models.velden import Beschermd

from .controle import Controle


class Vervaldag(Beschermd):
    """One thing that is due: what, at which site, counted from when, until when, by which rule. `bezoek` is the record of
    the visit that it follows.

    Worked out by `ritme.vervallijst`; sight is that of the record, for the order of the list.
    """

    class Vervalsoort(models.TextChoices):
        """What is due."""

        ROUTINE_IPPC = "routine_ippc", "routinecontrole ippc-installatie"
        ROUTINE_SEVESO = "routine_seveso", "routinecontrole Seveso-inrichting"
        ROUTINE_EIGEN = "routine_eigen", "routinecontrole naar eigen frequentie"
        NA_OVERTREDING = "na_overtreding", "controle na een ernstige overtreding"
        VERSLAG = "verslag", "verslag naar wie het aangaat"
        OPENBAAR = "openbaar", "verslag openbaar"

    bronobject = models.ForeignKey(Bronobject, models.PROTECT, related_name="+", db_index=False)
    vervalsoort = models.CharField(max_length=30, choices=Vervalsoort)
    bezoek = models.CharField(max_length=40, blank=True)
    regel = models.CharField(max_length=40)
    vanaf = models.DateField()
    uiterlijk = models.DateField()

    class Meta:
        """Once per thing; worked off in order of the day, of whoever and wherever it is."""

        constraints = [
            models.UniqueConstraint(fields=["bronobject", "vervalsoort", "bezoek"], name="vervaldag_eenmaal"),
        ]
        indexes = [
            models.Index(fields=["uiterlijk", "id"], name="vervaldag_dag"),
            models.Index(fields=["leverancier", "uiterlijk", "id"], name="vervaldag_van"),
            models.Index(fields=["gebied", "uiterlijk", "id"], name="vervaldag_in"),
        ]

    def __str__(self) -> str:
        """Say what and until when."""
        return f"{self.vervalsoort} {self.uiterlijk}"


class Toezichtrisico(models.Model):
    """What somebody decided about the rhythm of a site, and why; only grows, the last one counts.

    `risico` is that of the systematic appraisal of an ippc installation; `seveso_maanden` what the evaluation of the hazards set.
    """

    class Risico(models.TextChoices):
        """How large the risk to the environment is."""

        GROOT = "groot", "groot"
        BEPERKT = "beperkt", "beperkt"

    bronobject = models.ForeignKey(Bronobject, models.PROTECT, related_name="+")
    risico = models.CharField(max_length=20, choices=Risico, blank=True)
    seveso_maanden = models.IntegerField(default=0)
    motivering = models.CharField(max_length=1000)
    geregistreerd_op = models.DateTimeField(default=klok.now)
    geregistreerd_door = models.CharField(max_length=200)

    def __str__(self) -> str:
        """Say how large."""
        return self.risico or f"{self.seveso_maanden} maanden"


class Verslagopenbaar(models.Model):
    """The day on which the report of a controle became public, as long as the room for publication does not tell it."""

    controle = models.OneToOneField(
        Controle, models.PROTECT, primary_key=True, related_name="verslagopenbaar"
    )
    openbaar_op = models.DateField()
    geregistreerd_door = models.CharField(max_length=200)

    def __str__(self) -> str:
        """Say when."""
        return str(self.openbaar_op)
