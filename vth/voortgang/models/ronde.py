"""The reporting round, what each owner writes in it, and how topics were judged."""

from django.db import models
from django.db.models import Q

from vth.tijd import klok

from ..rules import CONCEPT, GOEDGEKEURD, INGEDIEND, TERUGGEGEVEN, VERGRENDELD
from ..status import STANDEN
from .programma import Onderdeel, Programma


class Rapportageronde(models.Model):
    """One report of a programme: how it stood on `peildatum`. Once locked it is shown as it was known at `vergrendeld_op`."""

    class Stand(models.TextChoices):
        """How far it is."""

        OPEN = "open", "wordt geschreven"
        VERGRENDELD = VERGRENDELD, "is vergrendeld"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    programma = models.ForeignKey(Programma, models.PROTECT, related_name="rondes", db_index=False)
    naam = models.CharField(max_length=100)
    peildatum = models.DateField()
    indienen_voor = models.DateField()
    stand = models.CharField(max_length=20, choices=Stand, default=Stand.OPEN)
    geopend_op = models.DateTimeField()
    vergrendeld_op = models.DateTimeField(null=True)
    versie = models.IntegerField(default=0)

    class Meta:
        """One per name; what is locked has its moment; found by day."""

        constraints = [
            models.UniqueConstraint(fields=["programma", "naam"], name="rapportageronde_naam"),
            models.UniqueConstraint(fields=["programma", "peildatum"], name="rapportageronde_peildatum"),
            models.CheckConstraint(
                condition=Q(stand="open", vergrendeld_op=None)
                | Q(stand=VERGRENDELD, vergrendeld_op__isnull=False),
                name="rapportageronde_vergrendeld",
            ),
        ]

    def __str__(self) -> str:
        """Name it."""
        return self.naam


class Bijdrage(models.Model):
    """What is written of one topic or chapter in one round. `versie` grows with every act."""

    class Stand(models.TextChoices):
        """How far it is."""

        CONCEPT = CONCEPT, "concept"
        INGEDIEND = INGEDIEND, "ingediend"
        TERUGGEGEVEN = TERUGGEGEVEN, "teruggegeven"
        GOEDGEKEURD = GOEDGEKEURD, "goedgekeurd"
        VERGRENDELD = VERGRENDELD, "vergrendeld"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    programma = models.ForeignKey(Programma, models.PROTECT, related_name="+")
    ronde = models.ForeignKey(Rapportageronde, models.PROTECT, related_name="bijdragen", db_index=False)
    onderdeel = models.ForeignKey(Onderdeel, models.PROTECT, related_name="bijdragen")
    stand = models.CharField(max_length=20, choices=Stand, default=Stand.CONCEPT)
    versie = models.IntegerField(default=0)

    class Meta:
        """One per topic and round."""

        constraints = [models.UniqueConstraint(fields=["ronde", "onderdeel"], name="bijdrage_eenmaal")]

    def __str__(self) -> str:
        """How far it is."""
        return self.stand


class Bijdragetekst(models.Model):
    """The text of a contribution as somebody left it: progress and goal, planning and risks; the last counts, all stay."""

    programma = models.ForeignKey(Programma, models.PROTECT, related_name="+")
    bijdrage = models.ForeignKey(Bijdrage, models.PROTECT, related_name="teksten", db_index=False)
    volgnummer = models.IntegerField()
    voortgang = models.TextField(blank=True)
    planning = models.TextField(blank=True)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """In order."""

        constraints = [
            models.UniqueConstraint(fields=["bijdrage", "volgnummer"], name="bijdragetekst_volgnummer")
        ]

    def __str__(self) -> str:
        """The text itself."""
        return self.voortgang


class Rondegebeurtenis(models.Model):
    """An act on a round or on a contribution in it: who, when, why, and to which state."""

    programma = models.ForeignKey(Programma, models.PROTECT, related_name="+")
    ronde = models.ForeignKey(Rapportageronde, models.PROTECT, related_name="gebeurtenissen", db_index=False)
    bijdrage = models.ForeignKey(Bijdrage, models.PROTECT, null=True, related_name="gebeurtenissen")
    volgnummer = models.IntegerField()
    handeling = models.CharField(max_length=40)
    naar = models.CharField(max_length=20, blank=True)
    reden = models.CharField(max_length=2000, blank=True)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """In order."""

        constraints = [
            models.UniqueConstraint(fields=["ronde", "volgnummer"], name="rondegebeurtenis_volgnummer")
        ]

    def __str__(self) -> str:
        """Say what was done."""
        return self.handeling


class Statusoordeel(models.Model):
    """How a topic stands: by the rule with its reason, and what somebody put in its place with a motivation.

    Without a round it is the one that holds; with a round it is how it stood when that round was locked.
    """

    programma = models.ForeignKey(Programma, models.PROTECT, related_name="+")
    onderdeel = models.ForeignKey(Onderdeel, models.PROTECT, related_name="statusoordelen", db_index=False)
    ronde = models.ForeignKey(Rapportageronde, models.PROTECT, null=True, related_name="statusoordelen")
    volgnummer = models.IntegerField()
    regelstand = models.CharField(max_length=20, choices=[(s, s) for s in STANDEN])
    regelreden = models.TextField(blank=True)
    beeldstand = models.CharField(max_length=20, blank=True)
    merken = models.JSONField(default=list)
    stand = models.CharField(max_length=20, choices=[(s, s) for s in STANDEN], blank=True)
    motivering = models.CharField(max_length=2000, blank=True)
    bekend_op = models.DateField()
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """In order; what departs from the rule says why."""

        constraints = [
            models.UniqueConstraint(fields=["onderdeel", "volgnummer"], name="statusoordeel_volgnummer"),
            models.CheckConstraint(
                condition=Q(stand="") | ~Q(motivering=""), name="statusoordeel_motivering"
            ),
        ]

    def __str__(self) -> str:
        """Say it."""
        return self.stand or self.regelstand
