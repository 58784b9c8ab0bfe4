"""Which permits are out of date, worked out beforehand so that a work list need not: made of the others, and made again."""

from django.db import models

from vth.register.models import Bronobject
from vth.tijd.rules import OPEN_DAG

from .vergunning import Vergunning


class Verouderingsstand(models.Model):
    """How out of date one permit is, and when that was worked out: under which version of it, and under which rules.

    `gewicht` is that of its signs together. On `opnieuw_op` the passing of time alone can change them. `leverancier` and
    `gebied` are those of the permit, for the order of the list; who may see it the permit itself says.
    """

    vergunning = models.OneToOneField(
        Vergunning, models.PROTECT, primary_key=True, related_name="verouderingsstand"
    )
    leverancier = models.CharField(max_length=40)
    gebied = models.CharField(max_length=10, blank=True)
    bevoegd_gezag = models.CharField(max_length=40)
    gewicht = models.IntegerField(default=0)
    versie = models.IntegerField()
    regelmerk = models.CharField(max_length=64)
    opnieuw_op = models.DateField(default=OPEN_DAG)
    berekend_op = models.DateTimeField()

    class Meta:
        """Worked off by weight, of whoever they are; made again on a day."""

        indexes = [
            models.Index(fields=["-gewicht", "vergunning"], name="verouderingsstand_gewicht"),
            models.Index(fields=["leverancier", "-gewicht", "vergunning"], name="verouderingsstand_van"),
            models.Index(fields=["gebied", "-gewicht", "vergunning"], name="verouderingsstand_in"),
            models.Index(fields=["opnieuw_op"], name="verouderingsstand_opnieuw"),
        ]

    def __str__(self) -> str:
        """Say how heavy."""
        return f"{self.vergunning_id}: {self.gewicht}"


class Verouderingsvlag(models.Model):
    """One sign that a permit is out of date: which kind, how heavy, why, about which voorschriften, and by which rule.

    What it tells of an `activiteit` shows only to who may see that record.
    """

    vergunning = models.ForeignKey(Vergunning, models.PROTECT, related_name="vlaggen", db_index=False)
    code = models.CharField(max_length=40)
    gewicht = models.IntegerField()
    reden = models.CharField(max_length=1000)
    voorschriften = models.JSONField(default=list)
    activiteit = models.ForeignKey(Bronobject, models.PROTECT, null=True, related_name="+", db_index=False)
    regel = models.CharField(max_length=100)
    zekerheid = models.CharField(max_length=20)
    laag = models.CharField(max_length=60)

    class Meta:
        """Read per permit; the list is narrowed by kind."""

        indexes = [models.Index(fields=["vergunning", "code"], name="verouderingsvlag_vergunning")]

    def __str__(self) -> str:
        """Say which kind and of which permit."""
        return f"{self.code}: {self.vergunning_id}"
