"""What drafts and decided voorschriften share: the place in the tree, the words, and the data in them."""

from django.db import models

from ..inhoud import Voorschriftinhoud, Voorschrifttype, make_inhoud


class Mutatiesoort(models.TextChoices):
    """What a toestemming does to a voorschrift (CIm VTH FLo, Soort mutatie)."""

    VAN_KRACHT = "van_kracht", "van kracht"
    GEWIJZIGD = "gewijzigd", "gewijzigd"
    VERVALLEN = "vervallen", "vervallen"


class Mutatievelden(models.Model):
    """What is done to a voorschrift, and what it says from then on; of one that lapses the words are empty.

    `ouder` is the voorschrift it stands under, `plaats` its place among its brothers. `vanaf` and `tot` depart from the days of
    the toestemming; with a `voorwaarde` it works only from the day on which that was met.
    """

    volgnummer = models.IntegerField()
    soort = models.CharField(max_length=20, choices=Mutatiesoort)
    ouder = models.ForeignKey(
        "vergunningen.Voorschrift", models.PROTECT, null=True, related_name="+", db_index=False
    )
    plaats = models.IntegerField(default=0)
    nummer = models.CharField(max_length=40, blank=True)
    titel = models.CharField(max_length=300, blank=True)
    tekst = models.TextField(blank=True)
    voorschrifttype = models.CharField(
        max_length=20,
        choices=[(t.value, t.value) for t in Voorschrifttype],
        default=Voorschrifttype.STANDAARD.value,
    )
    gegevens = models.JSONField(default=dict)
    openbaar = models.BooleanField(default=True)
    vanaf = models.DateField(null=True)
    tot = models.DateField(null=True)
    voorwaarde = models.CharField(max_length=1000, blank=True)
    standaard = models.ForeignKey(
        "vergunningen.Standaardversie", models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        """Only a frame."""

        abstract = True

    @property
    def inhoud(self) -> Voorschriftinhoud:
        """What it says. Raises VoorschriftError for one that lapses: that says nothing."""
        return make_inhoud(
            self.nummer,
            self.titel,
            self.tekst,
            self.gegevens,
            voorschrifttype=self.voorschrifttype,
            openbaar=self.openbaar,
        )
