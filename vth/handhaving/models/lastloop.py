"""What happened to a last after it was imposed, and what holds from when: kept as it was known each time."""

from django.db import models
from django.db.models import F, Q

from .maatregel import Last, Lastadressaat


class Lastschorsing(models.Model):
    """That a last is suspended: from a day, until a day or until it is ended, by whom and why. Only grows.

    Without `adressaat` it is for everybody. A row that `sluit` another says that it ended on `tot`; a `tot` of the day before it began says that it
    was recorded by mistake.
    """

    class Instantie(models.TextChoices):
        """Who suspended it."""

        RECHTER = "rechter", "de rechter (voorlopige voorziening)"
        BESTUURSORGAAN = "bestuursorgaan", "het bestuursorgaan"

    last = models.ForeignKey(Last, models.PROTECT, related_name="schorsingen", db_index=False)
    volgnummer = models.IntegerField()
    adressaat = models.ForeignKey(
        Lastadressaat, models.PROTECT, null=True, related_name="schorsingen", db_index=False
    )
    van = models.DateField()
    tot = models.DateField(null=True)
    instantie = models.CharField(max_length=20, choices=Instantie)
    kenmerk = models.CharField(max_length=100, blank=True)
    sluit = models.OneToOneField("self", models.PROTECT, null=True, related_name="gesloten_door")
    reden = models.CharField(max_length=1000)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """In order; it does not end before it begins."""

        constraints = [
            models.UniqueConstraint(fields=["last", "volgnummer"], name="lastschorsing_volgnummer"),
            models.CheckConstraint(
                condition=Q(sluit=None) & (Q(tot=None) | Q(tot__gte=F("van")))
                | Q(sluit__isnull=False, tot__isnull=False),
                name="lastschorsing_tot",
            ),
        ]

    def __str__(self) -> str:
        """Say since when."""
        return f"geschorst vanaf {self.van}"
