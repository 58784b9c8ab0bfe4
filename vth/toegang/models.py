"""Accounts, and the roles they hold for organisations (by code only)."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

from vth.tijd.rules import OPEN_DAG


class Gebruiker(AbstractUser):
    """One person's or system's account."""

    naam = models.CharField(max_length=150, blank=True)

    def __str__(self) -> str:
        """Name the account as people do."""
        return self.naam or self.username


class Lidmaatschap(models.Model):
    """A role that an account holds for an organisation in a period."""

    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE, related_name="lidmaatschappen")
    organisatie = models.CharField(max_length=40)
    rol = models.CharField(max_length=40)
    begin = models.DateField()
    eind = models.DateField(default=OPEN_DAG)

    class Meta:
        """A period is never empty."""

        constraints = [
            models.CheckConstraint(condition=Q(eind__gt=F("begin")), name="lidmaatschap_geldigheid"),
        ]

    def __str__(self) -> str:
        """Say who is what where."""
        return f"{self.gebruiker}: {self.rol} bij {self.organisatie}"
