"""What the merger explorer needs to know of a dienst beside its figures, and for whom the search is open."""

from django.db import models

from vth.tijd import klok
from vth.zaken.models.velden import Beschermd


class Dienstbeeld(models.Model):
    """Where a dienst lies, from a day: seat (EPSG:28992, metres), provinces, safety regions and the diensten it adjoins.

    `kolom` and `rij` are its place on the tile map.
    """

    dienst = models.CharField(max_length=40)
    vanaf = models.DateField()
    x = models.IntegerField()
    y = models.IntegerField()
    kolom = models.IntegerField()
    rij = models.IntegerField()
    provincies = models.JSONField(default=list)
    veiligheidsregios = models.JSONField(default=list)
    buren = models.JSONField(default=list)
    bron = models.CharField(max_length=300)

    class Meta:
        """One per dienst and day."""

        constraints = [models.UniqueConstraint(fields=["dienst", "vanaf"], name="dienstbeeld_eenmaal")]

    def __str__(self) -> str:
        """Of whom."""
        return self.dienst


class Afstandenlijst(Beschermd):
    """Distances by road between diensten that an organisation (`leverancier`) brought from a route planner; its last list counts, all stay."""

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    regels = models.JSONField()
    bron = models.CharField(max_length=300)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """Found by whose it is, last first."""

        indexes = [models.Index(fields=["leverancier", "op"], name="afstandenlijst_van")]

    def __str__(self) -> str:
        """From where."""
        return self.bron


class Openstelling(models.Model):
    """That the board of a dienst opened or closed the search for mergers in which it takes part; the last one holds."""

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    dienst = models.CharField(max_length=40)
    open = models.BooleanField()
    besluit = models.CharField(max_length=500)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """Found by dienst, last first."""

        indexes = [models.Index(fields=["dienst", "op"], name="openstelling_van")]

    def __str__(self) -> str:
        """Say what was decided."""
        return f"{self.dienst} {'open' if self.open else 'dicht'}"


class Verkenning(models.Model):
    """A search for divisions of the country, asked by `door` under these assumptions; what was found is kept with what it rested on.

    `uitkomst` holds the divisions as codes, and `grondslag` the figures and the versions, so that the same search can be done again.
    """

    class Stand(models.TextChoices):
        """How far it is."""

        WACHT = "wacht", "wacht op haar beurt"
        KLAAR = "klaar", "klaar"
        MISLUKT = "mislukt", "niet gelukt"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    ronde = models.ForeignKey("monitoring.Ronde", models.PROTECT, related_name="verkenningen")
    aannamen = models.JSONField()
    grondslag = models.JSONField()
    stand = models.CharField(max_length=10, choices=Stand, default=Stand.WACHT)
    uitkomst = models.JSONField(default=dict)
    melding = models.CharField(max_length=1000, blank=True)
    gevraagd_op = models.DateTimeField()
    klaar_op = models.DateTimeField(null=True)
    door = models.CharField(max_length=200)

    class Meta:
        """Found by who asked."""

        indexes = [models.Index(fields=["door", "id"], name="verkenning_van")]

    def __str__(self) -> str:
        """Whose."""
        return f"{self.door} {self.stand}"
