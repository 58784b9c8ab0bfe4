"""What belongs to a permit beside its voorschriften: documents, and that an obligation was met."""

from django.db import models

from vth.tijd import klok
from vth.zaken.models import Document

from .vergunning import Toestemming, Vergunning
from .voorschrift import Voorschrift


class Vergunningdocument(models.Model):
    """That a document is part of a toestemming: the application, a drawing; for everybody to read, or not.

    A document of which parts are confidential is there twice: whole, and as the version that everybody may read.
    """

    class Onderdeel(models.TextChoices):
        """As what it is part of the permit."""

        BESLUIT = "besluit", "tekst van het besluit"
        AANVRAAG = "aanvraag", "aanvraag"
        TEKENING = "tekening", "tekening"
        RAPPORT = "rapport", "onderzoek of rapport"
        BIJLAGE = "bijlage", "andere bijlage"

    toestemming = models.ForeignKey(Toestemming, models.PROTECT, related_name="documenten", db_index=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    onderdeel = models.CharField(max_length=20, choices=Onderdeel)
    openbaar = models.BooleanField(default=False)
    vervallen_op = models.DateTimeField(null=True)

    class Meta:
        """Once per toestemming."""

        constraints = [
            models.UniqueConstraint(fields=["toestemming", "document"], name="vergunningdocument_eenmaal"),
        ]

    def __str__(self) -> str:
        """Say as what."""
        return f"{self.onderdeel} {self.document_id}"


class Plichtafdoening(models.Model):
    """That an obligation of one day was met: when, and where that can be read. Only grows.

    `dag` is the day by which it had to be; `plicht` which of the obligations of the voorschrift it was.
    """

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    vergunning = models.ForeignKey(Vergunning, models.PROTECT, related_name="+", db_index=False)
    voorschrift = models.ForeignKey(Voorschrift, models.PROTECT, related_name="+")
    plicht = models.IntegerField()
    dag = models.DateField()
    voldaan_op = models.DateField()
    toelichting = models.CharField(max_length=1000, blank=True)
    door = models.CharField(max_length=200)
    op = models.DateTimeField()

    class Meta:
        """Once per obligation and day."""

        constraints = [
            models.UniqueConstraint(
                fields=["vergunning", "voorschrift", "plicht", "dag"], name="plichtafdoening_eenmaal"
            ),
        ]

    def __str__(self) -> str:
        """Say of which day."""
        return f"{self.voorschrift_id} {self.dag}"
