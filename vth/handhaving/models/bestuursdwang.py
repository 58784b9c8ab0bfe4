"""What was done under a last under bestuursdwang, and what that cost (Awb 5:25, 5:31). Each only grows."""

from django.db import models
from django.db.models import F, Q

from .maatregel import Last


class Bestuursdwang(models.Model):
    """One act of applying bestuursdwang; `vooraf` when it was so urgent that it came before the decision (Awb 5:31 lid 2)."""

    last = models.ForeignKey(Last, models.PROTECT, related_name="bestuursdwang", db_index=False)
    volgnummer = models.IntegerField()
    van = models.DateField()
    tot = models.DateField()
    omschrijving = models.CharField(max_length=2000)
    vooraf = models.BooleanField(default=False)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """In order."""

        constraints = [
            models.UniqueConstraint(fields=["last", "volgnummer"], name="bestuursdwang_volgnummer"),
            models.CheckConstraint(condition=Q(tot__gte=F("van")), name="bestuursdwang_dagen"),
        ]

    def __str__(self) -> str:
        """Say what was done."""
        return self.omschrijving[:80]


class Kostenregel(models.Model):
    """One line of what it cost, in euro. A line that `sluit` another says that that one was wrong."""

    bestuursdwang = models.ForeignKey(Bestuursdwang, models.PROTECT, related_name="kosten", db_index=False)
    volgnummer = models.IntegerField()
    omschrijving = models.CharField(max_length=300)
    bedrag = models.DecimalField(max_digits=12, decimal_places=2)
    dag = models.DateField()
    kenmerk = models.CharField(max_length=100, blank=True)
    sluit = models.OneToOneField("self", models.PROTECT, null=True, related_name="ingetrokken_door")
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """In order."""

        constraints = [
            models.UniqueConstraint(fields=["bestuursdwang", "volgnummer"], name="kostenregel_volgnummer"),
            models.CheckConstraint(condition=Q(bedrag__gt=0), name="kostenregel_bedrag"),
        ]

    def __str__(self) -> str:
        """Say what cost how much."""
        return f"{self.omschrijving} € {self.bedrag}"
