"""HANDHAVINGSMAATREGEL as work: which instrument against which violations, how far it is, and what a last asks of whom."""

from django.db import models
from django.db.models import F, Q

from vth.register.models import Bronobject
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG
from vth.zaken.models import Besluit, Zaak
from vth.zaken.models.velden import Beschermd

from .overtreding import Afweging, Overtreding


class Maatregel(Beschermd):
    """One measure against one or more violations: a warning, a last, a fine, a PV … Which law holds for it follows from `instrument`.

    A measure that is a decision has its `besluit` in `zaken`, where it is approved, signed and sent; `opgelegd_op` is the day it was sent, or the day a
    measure without a decision was taken. `versie` grows with every act.
    """

    class Staat(models.TextChoices):
        """How far it is. `uitgewerkt`: the full penalty was forfeited and the violation is still there."""

        CONCEPT = "concept", "in voorbereiding"
        VOORNEMEN = "voornemen", "voornemen verzonden"
        LOPEND = "lopend", "opgelegd"
        UITGEWERKT = "uitgewerkt", "uitgewerkt"
        AFGEROND = "afgerond", "afgerond"
        INGETROKKEN = "ingetrokken", "ingetrokken of opgeheven"
        VERNIETIGD = "vernietigd", "vernietigd"
        VERVALLEN = "vervallen", "niet opgelegd"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    kenmerk = models.CharField(max_length=40)
    omschrijving = models.CharField(max_length=300)
    bronobject = models.OneToOneField(Bronobject, models.PROTECT, null=True, related_name="+")
    instrument = models.CharField(max_length=60)
    bevoegd_gezag = models.CharField(max_length=40)
    zaak = models.ForeignKey(Zaak, models.PROTECT, null=True, related_name="maatregelen")
    besluit = models.OneToOneField(Besluit, models.PROTECT, null=True, related_name="+")
    afweging = models.ForeignKey(Afweging, models.PROTECT, null=True, related_name="+", db_index=False)
    staat = models.CharField(max_length=20, choices=Staat, default=Staat.CONCEPT)
    voornemen_op = models.DateField(null=True)
    zienswijze_tot = models.DateField(null=True)
    zienswijze_op = models.DateField(null=True)
    zienswijze_oordeel = models.CharField(max_length=4000, blank=True)
    niet_gehoord = models.CharField(max_length=1000, blank=True)
    boetegrond = models.CharField(max_length=20, blank=True)
    boetebedrag = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    opgelegd_op = models.DateField(null=True)
    tot = models.DateField(null=True)
    afgerond_op = models.DateField(null=True)
    motivering = models.TextField(blank=True)
    jurist = models.CharField(max_length=200, blank=True)
    laatste_dag = models.DateField(default=OPEN_DAG)
    waarom = models.CharField(max_length=100, blank=True)
    geregistreerd_op = models.DateTimeField()
    geregistreerd_door = models.CharField(max_length=200)
    versie = models.IntegerField(default=0)

    class Meta:
        """A kenmerk is used once per organisation; what was imposed has a day; running ones are found by their day."""

        constraints = [
            models.UniqueConstraint(fields=["leverancier", "kenmerk"], name="maatregel_kenmerk"),
            models.CheckConstraint(
                condition=Q(staat__in=("concept", "voornemen", "vervallen")) | Q(opgelegd_op__isnull=False),
                name="maatregel_opgelegd",
            ),
        ]
        indexes = [
            models.Index(fields=["leverancier", "id"], name="maatregel_van"),
            models.Index(fields=["gebied", "id"], name="maatregel_in"),
            *(
                models.Index(
                    fields=[veld, "laatste_dag", "id"],
                    condition=Q(staat__in=("concept", "voornemen", "lopend", "uitgewerkt")),
                    name=f"maatregel_open_{veld}",
                )
                for veld in ("jurist", "gebied", "leverancier")
            ),
            # For who sees so many gemeenten that the whole list is walked.
            models.Index(
                fields=["laatste_dag", "id"],
                condition=Q(staat__in=("concept", "voornemen", "lopend", "uitgewerkt")),
                name="maatregel_open",
            ),
        ]

    def __str__(self) -> str:
        """Name it as its organisation does."""
        return self.kenmerk


class Maatregelovertreding(models.Model):
    """That a measure is taken against a violation."""

    maatregel = models.ForeignKey(Maatregel, models.PROTECT, related_name="overtredingen", db_index=False)
    overtreding = models.ForeignKey(Overtreding, models.PROTECT, related_name="maatregelen")

    class Meta:
        """Once per violation."""

        constraints = [
            models.UniqueConstraint(fields=["maatregel", "overtreding"], name="maatregelovertreding_eenmaal"),
        ]

    def __str__(self) -> str:
        """Say which violation."""
        return str(self.overtreding_id)


class Maatregelgebeurtenis(models.Model):
    """One act on a measure: what, by whom, when, why. Only grows; its number is the `versie` after it."""

    maatregel = models.ForeignKey(Maatregel, models.PROTECT, related_name="gebeurtenissen", db_index=False)
    volgnummer = models.IntegerField()
    handeling = models.CharField(max_length=60)
    naar = models.CharField(max_length=20, blank=True)
    dag = models.DateField(null=True)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)
    reden = models.CharField(max_length=1000, blank=True)

    class Meta:
        """Read per measure, in order."""

        constraints = [
            models.UniqueConstraint(
                fields=["maatregel", "volgnummer"], name="maatregelgebeurtenis_volgnummer"
            ),
        ]

    def __str__(self) -> str:
        """Say what was done."""
        return f"{self.handeling} door {self.door}"


class Last(models.Model):
    """What a last under penalty or under bestuursdwang orders, and what happens when it is not obeyed (Awb 5:24, 5:32a, 5:32b).

    `begunstiging_tot` is the last day on which nothing is forfeited. Amounts are in euro. `per` is the unit of time that `modaliteit` counts.
    """

    class Modaliteit(models.TextChoices):
        """How a penalty is forfeited (Awb 5:32b lid 1)."""

        INEENS = "ineens", "ineens"
        TIJDSEENHEID = "tijdseenheid", "per tijdseenheid"
        OVERTREDING = "overtreding", "per overtreding"

    class Per(models.TextChoices):
        """The unit of time."""

        DAG = "dag", "dag"
        WEEK = "week", "week"
        MAAND = "maand", "maand"

    class Soort(models.TextChoices):
        """What the last is for."""

        ONGEDAAN = "ongedaan", "ongedaan maken"
        BEEINDIGEN = "beeindigen", "beëindigen of niet voortzetten"
        HERHALING = "herhaling", "herhaling voorkomen"
        PREVENTIEF = "preventief", "een dreigende overtreding voorkomen"

    maatregel = models.OneToOneField(Maatregel, models.PROTECT, primary_key=True, related_name="last")
    soort = models.CharField(max_length=20, choices=Soort)
    opdracht = models.TextField()
    begunstiging_tot = models.DateField(null=True)
    begunstiging_motivering = models.TextField(blank=True)
    modaliteit = models.CharField(max_length=20, choices=Modaliteit, blank=True)
    per = models.CharField(max_length=10, choices=Per, blank=True)
    bedrag_motivering = models.TextField(blank=True)
    leidraad = models.JSONField(default=dict)
    spoed = models.CharField(max_length=20, blank=True)
    spoed_motivering = models.TextField(blank=True)

    class Meta:
        """A penalty by time says by which time."""

        constraints = [
            models.CheckConstraint(
                condition=Q(modaliteit="tijdseenheid") & ~Q(per="")
                | ~Q(modaliteit="tijdseenheid") & Q(per=""),
                name="last_per",
            ),
        ]

    def __str__(self) -> str:
        """Say what is ordered."""
        return self.opdracht[:80]


class Lastadressaat(models.Model):
    """Who must obey a last, and what he forfeits: each his own amount and maximum."""

    last = models.ForeignKey(Last, models.PROTECT, related_name="adressaten", db_index=False)
    bronobject = models.ForeignKey(Bronobject, models.PROTECT, related_name="+")
    bedrag = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    maximum = models.DecimalField(max_digits=12, decimal_places=2, null=True)

    class Meta:
        """Once per person; what is forfeited never passes the maximum."""

        constraints = [
            models.UniqueConstraint(fields=["last", "bronobject"], name="lastadressaat_eenmaal"),
            models.CheckConstraint(
                condition=Q(bedrag=None, maximum=None) | Q(bedrag__gt=0, maximum__gte=F("bedrag")),
                name="lastadressaat_maximum",
            ),
        ]

    def __str__(self) -> str:
        """Say which person."""
        return str(self.bronobject_id)
