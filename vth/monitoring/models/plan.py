"""The plan van aanpak of a dienst that is not robust: its measures with every planning they had, and how the plan was checked."""

from django.db import models
from django.db.models import Q

from vth.tijd import klok

from .beoordeling import Zelfbeoordeling


class Plan(models.Model):
    """What one dienst will do to become robust, made after a verdict. `versie` grows with every act."""

    class Stand(models.TextChoices):
        """How far it is."""

        CONCEPT = "concept", "wordt gemaakt"
        INGEDIEND = "ingediend", "is ingediend"
        GETOETST = "getoetst", "is getoetst"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    zelfbeoordeling = models.OneToOneField(Zelfbeoordeling, models.PROTECT, related_name="plan")
    stand = models.CharField(max_length=20, choices=Stand, default=Stand.CONCEPT)
    ingediend_op = models.DateTimeField(null=True)
    op_tijd = models.BooleanField(null=True)
    versie = models.IntegerField(default=0)

    def __str__(self) -> str:
        """Whose."""
        return str(self.zelfbeoordeling_id)


class Planmaatregel(models.Model):
    """One measure for a criterion that was not met: who does it, what it costs, who decides; its planning stands apart."""

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="maatregelen")
    criterium = models.CharField(max_length=60)
    omschrijving = models.CharField(max_length=500)
    eigenaar = models.CharField(max_length=200)
    bedrag = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    besluit_door = models.CharField(max_length=200, blank=True)
    risico = models.CharField(max_length=1000, blank=True)
    afgerond_op = models.DateField(null=True)

    class Meta:
        """An amount is not below zero."""

        constraints = [
            models.CheckConstraint(condition=Q(bedrag=None) | Q(bedrag__gte=0), name="planmaatregel_bedrag"),
        ]

    def __str__(self) -> str:
        """What is done."""
        return self.omschrijving


class Planning(models.Model):
    """By when a measure is to be ready, as it was planned on a day; the last one holds, each later one has its reason."""

    planmaatregel = models.ForeignKey(
        Planmaatregel, models.PROTECT, related_name="planningen", db_index=False
    )
    volgnummer = models.IntegerField()
    gereed_voor = models.DateField()
    reden = models.CharField(max_length=1000, blank=True)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """In order; another planning has a reason."""

        constraints = [
            models.UniqueConstraint(fields=["planmaatregel", "volgnummer"], name="planning_volgnummer"),
            models.CheckConstraint(condition=Q(volgnummer=1) | ~Q(reden=""), name="planning_reden"),
        ]

    def __str__(self) -> str:
        """By when."""
        return str(self.gereed_voor)


class Plantoets(models.Model):
    """How a plan scored on the checklist, per criterion and point; again makes another one, all stay."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="toetsen", db_index=False)
    volgnummer = models.IntegerField()
    checklist = models.CharField(max_length=20)
    antwoorden = models.JSONField()
    toelichting = models.TextField()
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """In order."""

        constraints = [models.UniqueConstraint(fields=["plan", "volgnummer"], name="plantoets_volgnummer")]

    def __str__(self) -> str:
        """By which checklist."""
        return self.checklist
