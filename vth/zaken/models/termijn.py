"""The terms of a zaak, and all that happened to each: the last day follows from the events."""

from django.db import models
from django.db.models import Q

from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG

from .zaak import Zaak

LOOPT = Q(voldaan_op=None, vervallen_op=None)


class Zaaktermijn(models.Model):
    """One term in a zaak. What is not an event here is worked out from the events (`termijnklok`), for lists and the agenda.

    `dag` is the day of the event it runs after; `eenvoudig` says that nothing happened to it but its begin, so that all
    such terms of one rule and day have one last day. While it stands still `laatste_dag` is the open end.
    """

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="termijnen", db_index=False)
    code = models.CharField(max_length=40)
    naam = models.CharField(max_length=100)
    regel = models.CharField(max_length=100)
    recht_op = models.DateField()
    bevoegd_gezag = models.CharField(max_length=40)
    omgevingsdienst = models.CharField(max_length=40, blank=True)
    dag = models.DateField()
    eenvoudig = models.BooleanField(default=True)
    laatste_dag = models.DateField(default=OPEN_DAG)
    opgeschort_sinds = models.DateField(null=True)
    voldaan_op = models.DateField(null=True)
    vervallen_op = models.DateField(null=True)

    class Meta:
        """Once per zaak; those that run are found by their last day."""

        constraints = [models.UniqueConstraint(fields=["zaak", "code"], name="zaaktermijn_code")]
        indexes = [models.Index(fields=["laatste_dag"], condition=LOOPT, name="zaaktermijn_laatste_dag")]

    def __str__(self) -> str:
        """Name the term."""
        return f"{self.naam}: {self.laatste_dag}"


class Termijngebeurtenis(models.Model):
    """One thing that happened to a term. Only grows; the order is that of `volgnummer`."""

    class Soort(models.TextChoices):
        """What happened."""

        BEGIN = "begin", "begonnen"
        VERBETERING = "verbetering", "begin verbeterd"
        OPSCHORTING = "opschorting", "opgeschort"
        HERVATTING = "hervatting", "hervat"
        VERLENGING = "verlenging", "verlengd"
        INGEBREKESTELLING = "ingebrekestelling", "ingebrekestelling ontvangen"
        VOLDAAN = "voldaan", "voldaan"
        VERVALLEN = "vervallen", "vervallen"

    termijn = models.ForeignKey(Zaaktermijn, models.PROTECT, related_name="gebeurtenissen", db_index=False)
    volgnummer = models.IntegerField()
    soort = models.CharField(max_length=20, choices=Soort)
    dag = models.DateField()
    aantal = models.IntegerField(default=0)
    eenheid = models.CharField(max_length=10, blank=True)
    reden = models.CharField(max_length=1000, blank=True)
    grondslag = models.CharField(max_length=200, blank=True)
    door = models.CharField(max_length=200)
    op = models.DateTimeField()

    class Meta:
        """Read per term, in order; of two at once one never gets in."""

        constraints = [
            models.UniqueConstraint(fields=["termijn", "volgnummer"], name="termijngebeurtenis_volgnummer"),
        ]

    def __str__(self) -> str:
        """Say what happened."""
        return f"{self.soort} op {self.dag}"


class Kalenderstand(models.Model):
    """Which holidays were counted with at the last daily work, nationally (`*`) or for one authority that has its own.

    A day that is declared afterwards differs from what stands here: the terms around it are then worked out anew.
    """

    wie = models.CharField(max_length=80, primary_key=True)
    tot_jaar = models.IntegerField()
    dagen = models.JSONField(default=list)

    def __str__(self) -> str:
        """Name whose days."""
        return self.wie
