"""VOORSTEL: a permit on paper as it was read for a draft, and what a person decided of each part of it."""

from django.db import models

from vth.tijd import klok
from vth.zaken.models import Documentversie

from .vergunning import Toestemming
from .voorschrift import Voorschrift


class Voorstel(models.Model):
    """One reading of one source (a version of a document, or a pasted text) for one toestemming that is a draft.

    `bronregels` are the lines of the source, each in exactly one part or piece of `rest`. Nothing of it is in the draft before
    somebody accepts it.
    """

    class Staat(models.TextChoices):
        """How far the reading is."""

        WACHT = "wacht", "wordt gelezen"
        GELEZEN = "gelezen", "gelezen"
        NIET_LEESBAAR = "niet_leesbaar", "niet leesbaar"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    toestemming = models.ForeignKey(Toestemming, models.PROTECT, related_name="voorstellen")
    documentversie = models.ForeignKey(Documentversie, models.PROTECT, null=True, related_name="+")
    naam = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    geplakt = models.TextField(blank=True)
    staat = models.CharField(max_length=20, choices=Staat, default=Staat.WACHT)
    uitleg = models.CharField(max_length=500, blank=True)
    bronregels = models.JSONField(default=list)
    rest = models.JSONField(default=list)
    vragen = models.JSONField(default=list)
    door = models.CharField(max_length=200)
    op = models.DateTimeField()
    gelezen_op = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Name the source."""
        return self.naam


class Voorstelregel(models.Model):
    """One proposed voorschrift: what was read where, what is doubtful, and what a person decided.

    `plekken` are its lines in the source; `voorschrift` is what it became when it was accepted, as read or adapted.
    """

    class Staat(models.TextChoices):
        """What was decided."""

        OPEN = "open", "te beoordelen"
        AANVAARD = "aanvaard", "aanvaard"
        AANGEPAST = "aangepast", "aangepast aanvaard"
        VERWORPEN = "verworpen", "verworpen"

    voorstel = models.ForeignKey(Voorstel, models.CASCADE, related_name="regels", db_index=False)
    volgnummer = models.IntegerField()
    ouder = models.ForeignKey("self", models.CASCADE, null=True, related_name="onderdelen")
    hoofdstuk = models.IntegerField()
    nummer = models.CharField(max_length=40)
    geschreven = models.CharField(max_length=60)
    titel = models.CharField(max_length=300, blank=True)
    tekst = models.TextField(blank=True)
    blad = models.IntegerField(null=True)
    plekken = models.JSONField(default=list)
    gegevens = models.JSONField(default=dict)
    vragen = models.JSONField(default=list)
    zeker = models.BooleanField()
    staat = models.CharField(max_length=20, choices=Staat, default=Staat.OPEN)
    voorschrift = models.ForeignKey(Voorschrift, models.PROTECT, null=True, related_name="+")
    door = models.CharField(max_length=200, blank=True)
    op = models.DateTimeField(null=True)

    class Meta:
        """In the order of the source."""

        constraints = [
            models.UniqueConstraint(fields=["voorstel", "volgnummer"], name="voorstelregel_volgnummer"),
        ]

    def __str__(self) -> str:
        """Name its number."""
        return self.nummer
