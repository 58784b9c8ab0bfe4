"""Decisions in `zaken` about what follows a last: that what is owed is claimed, what bestuursdwang cost, what was asked about it. Only grows."""

from django.db import models
from django.db.models import Q

from vth.zaken.models import Besluit

from .geld import Verbeurte
from .lastloop import Lastverzoek, Lastverzoekbesluit
from .maatregel import Lastadressaat, Maatregel


class Vervolgbesluit(models.Model):
    """That a decision is about what follows a measure: its text is drafted from the record, and it is approved, signed and sent in `zaken`.

    What it will do when it was sent stands here: `bedrag` that is claimed or forfeited from now on, with its `maximum`; of a longer term its last day `tot`; of a request its `uitkomst`, with
    effect `vanaf` a day and `tot` another. Without that (a decision drafted before it was kept) somebody records the effect by hand.
    """

    class Soort(models.TextChoices):
        """What is decided; each is a kind of decision of `zaken`, but that a longer term is decided as the last itself was."""

        INVORDERING = "invorderingsbeschikking", "invorderingsbeschikking"
        KOSTEN = "kostenbeschikking", "kostenbeschikking"
        LASTVERZOEK = "opheffing_last", "beslissing op een verzoek over de last"
        TERMIJN = "begunstigingstermijn", "verlenging van de begunstigingstermijn"

    besluit = models.OneToOneField(Besluit, models.PROTECT, primary_key=True, related_name="+")
    maatregel = models.ForeignKey(Maatregel, models.PROTECT, related_name="vervolgbesluiten")
    soort = models.CharField(max_length=40, choices=Soort)
    adressaat = models.ForeignKey(Lastadressaat, models.PROTECT, null=True, related_name="+", db_index=False)
    lastverzoek = models.ForeignKey(Lastverzoek, models.PROTECT, null=True, related_name="+", db_index=False)
    uitkomst = models.CharField(max_length=20, choices=Lastverzoekbesluit.Uitkomst, blank=True)
    vanaf = models.DateField(null=True)
    tot = models.DateField(null=True)
    bedrag = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    maximum = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """A decision on a request says on which."""

        constraints = [
            models.CheckConstraint(
                condition=Q(soort="opheffing_last", lastverzoek__isnull=False)
                | ~Q(soort="opheffing_last") & Q(lastverzoek=None),
                name="vervolgbesluit_verzoek",
            ),
        ]

    def __str__(self) -> str:
        """Say what is decided."""
        return f"{self.get_soort_display()} {self.besluit_id}"


class Vervolguitvoering(models.Model):
    """That what a decision says was carried out here, after it was sent. Only grows."""

    vervolgbesluit = models.OneToOneField(
        Vervolgbesluit, models.PROTECT, primary_key=True, related_name="uitvoering"
    )
    dag = models.DateField()
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    def __str__(self) -> str:
        """Say when it was sent."""
        return f"verzonden op {self.dag}"


class Vervolgwacht(models.Model):
    """Why a decision that was sent could not be carried out at night, since when, and how the measure stood then; gone once it was carried out."""

    vervolgbesluit = models.OneToOneField(
        Vervolgbesluit, models.PROTECT, primary_key=True, related_name="wacht"
    )
    waarom = models.CharField(max_length=300)
    sinds = models.DateField()
    geprobeerd_op = models.DateField()
    maatregelversie = models.IntegerField()

    def __str__(self) -> str:
        """Say why."""
        return self.waarom


class Vervolgverbeurte(models.Model):
    """An amount that an invorderingsbeschikking claims."""

    vervolgbesluit = models.ForeignKey(
        Vervolgbesluit, models.PROTECT, related_name="verbeurten", db_index=False
    )
    verbeurte = models.ForeignKey(Verbeurte, models.PROTECT, related_name="vervolgbesluiten")

    class Meta:
        """Once per decision."""

        constraints = [
            models.UniqueConstraint(fields=["vervolgbesluit", "verbeurte"], name="vervolgverbeurte_eenmaal"),
        ]

    def __str__(self) -> str:
        """Say which amount."""
        return str(self.verbeurte_id)
