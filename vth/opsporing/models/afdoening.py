"""How it goes on: weighed, a bestuurlijke strafbeschikking or a proces-verbaal, handed over, and what came of it."""

import uuid

from django.db import models
from django.db.models import F, Q

from .dossier import Opsporingsdossier, Opsporingshandeling, Verdachte


class Strafweging(models.Model):
    """Whether a bestuurlijke strafbeschikking may be given to one suspect, for which facts. Only grows; the last one holds.

    `gronden` are the rules that were used, with their source, as they were that day.
    """

    class Uitkomst(models.TextChoices):
        """Where it leads."""

        STRAFBESCHIKKING = "strafbeschikking", "bestuurlijke strafbeschikking"
        OVERLEG = "overleg", "eerst overleg met de parketsecretaris"
        PROCESVERBAAL = "procesverbaal", "proces-verbaal voor het Functioneel Parket"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Opsporingsdossier, models.PROTECT, related_name="wegingen", db_index=False)
    verdachte = models.ForeignKey(Verdachte, models.PROTECT, related_name="wegingen", db_index=False)
    volgnummer = models.IntegerField()
    feitdatum = models.DateField()
    feiten = models.JSONField(default=list)
    gering = models.BooleanField()
    eenvoudig = models.BooleanField()
    contra_indicaties = models.JSONField(default=list)
    twijfel = models.BooleanField(default=False)
    overleg = models.ForeignKey(
        Opsporingshandeling, models.PROTECT, null=True, related_name="+", db_index=False
    )
    uitkomst = models.CharField(max_length=20, choices=Uitkomst)
    motivering = models.CharField(max_length=4000)
    gronden = models.JSONField(default=list)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """In order per suspect."""

        constraints = [
            models.UniqueConstraint(fields=["dossier", "volgnummer"], name="strafweging_volgnummer"),
        ]

    def __str__(self) -> str:
        """Say where it leads."""
        return str(self.get_uitkomst_display())


class Strafbeschikking(models.Model):
    """A bestuurlijke strafbeschikking to one suspect, by one weighing: drafted, heard when the amount asks it, given out, and met with verzet or not.

    `verzettermijn` is the term as it was worked out when it was sent, with its reasoning.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Opsporingsdossier, models.PROTECT, related_name="strafbeschikkingen")
    weging = models.OneToOneField(Strafweging, models.PROTECT, related_name="strafbeschikking")
    bedrag = models.DecimalField(max_digits=9, decimal_places=2)
    opgesteld_op = models.DateTimeField()
    opgesteld_door = models.CharField(max_length=200)
    gehoord_op = models.DateField(null=True)
    gehoord_verslag = models.TextField(blank=True)
    verzenddatum = models.DateField(null=True)
    ondertekend_door = models.CharField(max_length=200, blank=True)
    mandaat = models.CharField(max_length=300, blank=True)
    verzettermijn = models.JSONField(default=dict)
    verzet_tot = models.DateField(null=True)
    verzet_op = models.DateField(null=True)
    verzet_toelichting = models.CharField(max_length=1000, blank=True)

    class Meta:
        """What was sent has somebody who signed and a last day for verzet; verzet comes after sending."""

        constraints = [
            models.CheckConstraint(
                condition=Q(verzenddatum=None, verzet_tot=None, ondertekend_door="")
                | (Q(verzenddatum__isnull=False, verzet_tot__isnull=False) & ~Q(ondertekend_door="")),
                name="strafbeschikking_verzonden",
            ),
            models.CheckConstraint(
                condition=Q(verzet_op=None) | Q(verzet_op__gte=F("verzenddatum")),
                name="strafbeschikking_verzet",
            ),
            models.CheckConstraint(condition=Q(bedrag__gt=0), name="strafbeschikking_bedrag"),
        ]

    def __str__(self) -> str:
        """Say how much."""
        return f"strafbeschikking van € {self.bedrag}"


class Procesverbaal(models.Model):
    """A proces-verbaal with the points on which it was looked over; once closed nothing changes.

    `kwaliteit` holds per point of `opsporing.pv_kwaliteit` the answer and, where it does not apply, why.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Opsporingsdossier, models.PROTECT, related_name="processenverbaal")
    verdachte = models.ForeignKey(Verdachte, models.PROTECT, null=True, related_name="processenverbaal")
    titel = models.CharField(max_length=300)
    tekst = models.TextField()
    kwaliteit = models.JSONField(default=dict)
    opgesteld_op = models.DateTimeField()
    opgesteld_door = models.CharField(max_length=200)
    gesloten_op = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Name it."""
        return self.titel


class Overdracht(models.Model):
    """That something of a file was given to police or prosecutor: to whom, what, on which ground. Only grows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Opsporingsdossier, models.PROTECT, related_name="overdrachten")
    aan = models.CharField(max_length=40)
    grond = models.CharField(max_length=40)
    stukken = models.JSONField(default=list)
    procesverbaal = models.ForeignKey(Procesverbaal, models.PROTECT, null=True, related_name="overdrachten")
    op = models.DateField()
    toelichting = models.CharField(max_length=2000, blank=True)
    geregistreerd_op = models.DateTimeField()
    geregistreerd_door = models.CharField(max_length=200)

    def __str__(self) -> str:
        """Say to whom."""
        return self.aan


class Overdrachtuitkomst(models.Model):
    """What came of a hand-over, once per hand-over. Only grows."""

    overdracht = models.OneToOneField(Overdracht, models.PROTECT, related_name="uitkomst")
    dossier = models.ForeignKey(Opsporingsdossier, models.PROTECT, related_name="uitkomsten")
    soort = models.CharField(max_length=40)
    dag = models.DateField()
    toelichting = models.CharField(max_length=2000, blank=True)
    geregistreerd_op = models.DateTimeField()
    geregistreerd_door = models.CharField(max_length=200)

    def __str__(self) -> str:
        """Say what."""
        return self.soort
