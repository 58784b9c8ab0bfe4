"""Days on which something is asked, how far the daily work is, and the secret of a calendar."""

import uuid
from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from vth.tijd.slot import Slot, register_sloten
from vth.toegang.models import Gebruiker
from vth.toegang.rules import derive_zicht_slot

OPEN = Q(gedaan_op=None)


class Agendapunt(models.Model):
    """One day on which something is asked about one thing, and of whom: an account, or else a role at an organisation.

    The room that owns the thing writes them (`services.replace_agendapunten`), with the sight of the thing: `soort` is the
    kind of data, as `toegang` knows it. `sleutel` says which of the thing's points it is. When the day has come, the daily
    work sets `gemeld_op`; when what was asked is done, the room sets `gedaan_op`.
    """

    class Aard(models.TextChoices):
        """What kind of day it is."""

        TERMIJN = "termijn", "laatste dag van een termijn"
        HERINNERING = "herinnering", "herinnering"
        TE_LAAT = "te_laat", "termijn voorbij"

    soort = models.CharField(max_length=30)
    onderwerp = models.UUIDField()
    sleutel = models.CharField(max_length=120)
    aard = models.CharField(max_length=20, choices=Aard)
    dag = models.DateField()
    rol = models.CharField(max_length=40, blank=True)
    voor = models.CharField(max_length=200, blank=True)
    namens = models.CharField(max_length=40)
    titel = models.CharField(max_length=300)
    leverancier = models.CharField(max_length=40)
    gebied = models.CharField(max_length=10, blank=True)
    vertrouwelijkheid = models.CharField(max_length=20)
    gemeld_op = models.DateTimeField(null=True)
    gedaan_op = models.DateTimeField(null=True)

    class Meta:
        """Once per thing and key; found by the day, by who it is for, and by whose organisation."""

        constraints = [
            models.UniqueConstraint(fields=["soort", "onderwerp", "sleutel"], name="agendapunt_sleutel"),
        ]
        indexes = [
            models.Index(fields=["dag"], condition=OPEN & Q(gemeld_op=None), name="agendapunt_dag"),
            models.Index(fields=["voor", "dag", "id"], condition=OPEN, name="agendapunt_voor"),
            models.Index(fields=["namens", "dag", "id"], condition=OPEN, name="agendapunt_namens"),
        ]

    def __str__(self) -> str:
        """Say the day and what it is."""
        return f"{self.dag}: {self.titel}"


class Dagtaakstand(models.Model):
    """Up to and with which day a daily job was done; its row is the lock of whoever does it."""

    naam = models.CharField(max_length=60, primary_key=True)
    gedaan_tot = models.DateField(null=True)
    klaar_op = models.DateTimeField(null=True)
    aantal = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        """Say how far it is."""
        return f"{self.naam}: {self.gedaan_tot}"


class Agendasleutel(models.Model):
    """The secret with which a calendar program reads the days of an account; kept as a hash, one at a time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE, related_name="+")
    sha256 = models.CharField(max_length=64, unique=True)
    gemaakt_op = models.DateTimeField()
    ingetrokken_op = models.DateTimeField(null=True)

    class Meta:
        """One that counts per account."""

        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker"], condition=Q(ingetrokken_op=None), name="agendasleutel_een"
            ),
        ]

    def __str__(self) -> str:
        """Name the account and never the secret."""
        return f"agenda van {self.gebruiker_id}"


def list_sloten() -> Iterable[Slot]:
    """Lock the days of what a viewer may not see."""
    yield Slot(Agendapunt._meta.db_table, derive_zicht_slot())


register_sloten(list_sloten)
