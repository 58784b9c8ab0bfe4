"""Deliveries, what the checks found in them, and what was agreed about it."""

from django.db import models

from vth.tijd import klok
from vth.tijd.models import Herkomst


class Leverancier(models.Model):
    """A party that delivers, under the code with which all its records are marked."""

    code = models.CharField(max_length=40, primary_key=True)
    naam = models.CharField(max_length=200)

    def __str__(self) -> str:
        """Name the party."""
        return self.naam


class Aanlevering(models.Model):
    """One delivered file: its bytes are kept untouched until their term has passed; this row tells what became of it."""

    class Staat(models.TextChoices):
        """How far the delivery is; the last three are final."""

        ONTVANGEN = "ontvangen", "ontvangen"
        BEZIG = "bezig", "wordt verwerkt"
        WACHT = "wacht_op_besluit", "wacht op een besluit"
        VERWERKT = "verwerkt", "verwerkt"
        GEWEIGERD = "geweigerd", "geweigerd"
        MISLUKT = "mislukt", "mislukt"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    leverancier = models.ForeignKey(Leverancier, models.PROTECT, related_name="aanleveringen")
    profiel = models.CharField(max_length=80)
    reeks = models.CharField(max_length=80)
    bestandsnaam = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    bytes = models.BigIntegerField()
    peildatum = models.DateField()
    correctie = models.BooleanField(default=False)
    ontvangen_op = models.DateTimeField()
    ingediend_door = models.CharField(max_length=200)
    staat = models.CharField(max_length=20, choices=Staat, default=Staat.ONTVANGEN)
    stap = models.CharField(max_length=80, blank=True)
    gedaan = models.IntegerField(default=0)
    totaal = models.IntegerField(default=0)
    uitleg = models.TextField(blank=True)
    opmerkingen = models.JSONField(default=list)
    tellingen = models.JSONField(default=dict)
    besluit = models.CharField(max_length=300, blank=True)
    besloten_door = models.CharField(max_length=200, blank=True)
    afgerond_op = models.DateTimeField(null=True)
    vernietigd_op = models.DateTimeField(null=True)
    herkomst = models.ForeignKey(Herkomst, models.PROTECT, null=True, related_name="aanleveringen")
    stand = models.JSONField(default=dict)

    class Meta:
        """Listed per supplier, newest first."""

        indexes = [
            models.Index(fields=["leverancier", "-ontvangen_op"], name="aanlevering_leverancier"),
            models.Index(fields=["reeks", "staat", "peildatum"], name="aanlevering_reeks"),
        ]

    def __str__(self) -> str:
        """Name the delivery as people do."""
        return f"{self.bestandsnaam} van {self.leverancier_id}, peildatum {self.peildatum}"


class Toetstelling(models.Model):
    """How often one check found something in one field of a delivery."""

    aanlevering = models.ForeignKey(Aanlevering, models.CASCADE, related_name="toetstellingen")
    gegevensset = models.CharField(max_length=30)
    toets = models.CharField(max_length=80)
    ernst = models.CharField(max_length=20)
    veld = models.CharField(max_length=60, blank=True)
    aantal = models.IntegerField()

    def __str__(self) -> str:
        """Say what was found how often."""
        return f"{self.toets} {self.veld}: {self.aantal}"


class Kengetal(models.Model):
    """How a supplier fills one field in one delivery: with which the next, and other suppliers, are compared."""

    aanlevering = models.ForeignKey(Aanlevering, models.CASCADE, related_name="kengetallen")
    gegevensset = models.CharField(max_length=30)
    veld = models.CharField(max_length=60)
    rijen = models.IntegerField()
    gevuld = models.IntegerField()
    verschillend = models.IntegerField()
    waarden = models.JSONField(default=dict)
    vormen = models.JSONField(default=dict)

    def __str__(self) -> str:
        """Name the field."""
        return f"{self.gegevensset}.{self.veld}"


class Score(models.Model):
    """The quality of a delivery in four shares and one mark, 0 to 100, with the weights it was made with."""

    aanlevering = models.OneToOneField(Aanlevering, models.CASCADE, related_name="score")
    juistheid = models.FloatField()
    volledigheid = models.FloatField()
    plausibiliteit = models.FloatField()
    samenhang = models.FloatField()
    totaal = models.FloatField()
    grond = models.JSONField(default=dict)

    def __str__(self) -> str:
        """Give the mark."""
        return f"{self.totaal:.0f}"


class Aanvaarding(models.Model):
    """That a warning about one field of one object was looked at and is right as it is: it stays quiet from then on."""

    leverancier = models.ForeignKey(Leverancier, models.PROTECT, related_name="aanvaardingen")
    gegevensset = models.CharField(max_length=30)
    sleutel = models.CharField(max_length=200)
    toets = models.CharField(max_length=80)
    veld = models.CharField(max_length=60, blank=True)
    reden = models.CharField(max_length=500)
    door = models.CharField(max_length=200)
    op = models.DateTimeField()
    ingetrokken_op = models.DateTimeField(null=True)

    class Meta:
        """Once per warning and object."""

        constraints = [
            models.UniqueConstraint(
                fields=["leverancier", "gegevensset", "sleutel", "toets", "veld"],
                condition=models.Q(ingetrokken_op=None),
                name="aanvaarding_eenmaal",
            )
        ]

    def __str__(self) -> str:
        """Say what was accepted."""
        return f"{self.toets} bij {self.sleutel}"
