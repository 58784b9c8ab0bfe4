"""Accounts, and the roles they hold for organisations (by code only)."""

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG


class Gebruiker(AbstractUser):
    """One person's or system's account."""

    naam = models.CharField(max_length=150, blank=True)

    def __str__(self) -> str:
        """Name the account as people do."""
        return self.naam or self.username


class Lidmaatschap(models.Model):
    """A role that an account holds for an organisation in a period.

    A replacement and on-call duty end by themselves, at a moment; who gave them and why stays with them. `gebieden`
    narrows the role to some municipalities of the organisation; empty does not.
    """

    class Soort(models.TextChoices):
        """Why the account holds the role."""

        VAST = "vast", "vast"
        VERVANGING = "vervanging", "vervanging"
        PIKET = "piket", "piket"

    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE, related_name="lidmaatschappen")
    organisatie = models.CharField(max_length=40)
    rol = models.CharField(max_length=40)
    begin = models.DateField()
    eind = models.DateField(default=OPEN_DAG)
    soort = models.CharField(max_length=20, choices=Soort, default=Soort.VAST)
    vervalt_op = models.DateTimeField(null=True)
    gebieden = models.JSONField(default=list)
    verleend_door = models.CharField(max_length=200, blank=True)
    reden = models.CharField(max_length=300, blank=True)

    class Meta:
        """A period is never empty."""

        constraints = [
            models.CheckConstraint(condition=Q(eind__gt=F("begin")), name="lidmaatschap_geldigheid"),
        ]

    def __str__(self) -> str:
        """Say who is what where."""
        return f"{self.gebruiker}: {self.rol} bij {self.organisatie}"


class Toegangstoken(models.Model):
    """A secret with which a program acts as an account, with some of its rights, until a day; kept as a hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE, related_name="toegangstokens")
    naam = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64, unique=True)
    rechten = models.JSONField(default=list)
    gemaakt_op = models.DateTimeField()
    vervalt_op = models.DateTimeField()
    gebruikt_op = models.DateTimeField(null=True)
    ingetrokken_op = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Name the token and never the secret."""
        return self.naam


class Zgwclient(models.Model):
    """A case system that signs in by the JWT of the ZGW standard: of one organisation, as one technical account.

    `geheim` is the shared secret, sealed with a key that is not in the database; of a client that was ended it is gone. A
    `client_id` is used once, so that what the log says of it stays true.
    """

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    client_id = models.CharField(max_length=50, unique=True)
    naam = models.CharField(max_length=100)
    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="zgwclients")
    organisatie = models.CharField(max_length=40)
    geheim = models.TextField(blank=True)
    rechten = models.JSONField(default=list)
    gemaakt_op = models.DateTimeField()
    ingetrokken_op = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Name the client and never the secret."""
        return f"{self.client_id} ({self.naam})"
