"""BEVINDING as work: what was seen on one point, against which norm on which day, with which evidence."""

from django.db import models
from django.db.models import Q

from vth.register.models import Bronobject
from vth.tijd import klok
from vth.vergunningen.models import Mutatie, Norm, Voorschrift
from vth.zaken.models import Document

from .controle import Controle


class Bevinding(models.Model):
    """One finding of a controle; `norm_op` is the day whose norms it tests.

    `gevolg` and `gedrag` are what the inspector proposes; the place of a violation is decided in `handhaving`. A finding of a concluded controle
    is withdrawn with a reason or succeeded by a better one, never changed or taken away. `herstel_voor` is the day by which the inspector asked
    to have it put right, `sevesocategorie` how bad it is at a Seveso site (rule `toezicht.sevesocategorieen`), `bron` what it came from (a question of a checklist, a sample), so that it is not proposed twice.
    """

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    controle = models.ForeignKey(Controle, models.PROTECT, related_name="bevindingen", db_index=False)
    volgnummer = models.IntegerField()
    bronobject = models.OneToOneField(Bronobject, models.PROTECT, null=True, related_name="+")
    onderwerp = models.CharField(max_length=100)
    aandachtspunt = models.CharField(max_length=500, blank=True)
    resultaat = models.CharField(max_length=100)
    bijzonderheden = models.TextField(blank=True)
    gevolg = models.CharField(max_length=100, blank=True)
    gedrag = models.CharField(max_length=100, blank=True)
    motivering = models.TextField(blank=True)
    sevesocategorie = models.CharField(max_length=20, blank=True, default="")
    norm_op = models.DateField()
    herstel_voor = models.DateField(null=True)
    bron = models.CharField(max_length=200, blank=True)
    eerdere = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_index=False)
    ingetrokken_op = models.DateTimeField(null=True)
    ingetrokken_reden = models.CharField(max_length=500, blank=True)
    geregistreerd_op = models.DateTimeField()
    geregistreerd_door = models.CharField(max_length=200)

    class Meta:
        """Numbered per controle; one source gives one finding; what is withdrawn has a reason."""

        constraints = [
            models.UniqueConstraint(fields=["controle", "volgnummer"], name="bevinding_volgnummer"),
            models.UniqueConstraint(
                fields=["controle", "bron"],
                condition=~Q(bron="") & Q(ingetrokken_op=None),
                name="bevinding_bron",
            ),
            models.CheckConstraint(
                condition=Q(ingetrokken_op=None) | ~Q(ingetrokken_reden=""), name="bevinding_ingetrokken"
            ),
        ]

    def __str__(self) -> str:
        """Name it as the report does."""
        return f"bevinding {self.volgnummer}"


class Bevindingnorm(models.Model):
    """One norm that a finding tests: a voorschrift of a permit in its version of that day, a recorded norm, or an article that is cited.

    `tekst` is how the norm read on the day of the finding, so that the report is whole; the address of the norm stays beside it.
    """

    class Soort(models.TextChoices):
        """Which kind of norm."""

        VOORSCHRIFT = "voorschrift", "voorschrift van een vergunning"
        NORM = "norm", "vastgelegde norm"
        ARTIKEL = "artikel", "artikel van een algemene regel"

    bevinding = models.ForeignKey(Bevinding, models.PROTECT, related_name="normen", db_index=False)
    volgnummer = models.IntegerField()
    soort = models.CharField(max_length=20, choices=Soort)
    voorschrift = models.ForeignKey(Voorschrift, models.PROTECT, null=True, related_name="+")
    mutatie = models.ForeignKey(Mutatie, models.PROTECT, null=True, related_name="+", db_index=False)
    norm = models.ForeignKey(Norm, models.PROTECT, null=True, related_name="+")
    citaat = models.CharField(max_length=300)
    tekst = models.TextField(blank=True)

    class Meta:
        """In order; each kind leads to what it is."""

        constraints = [
            models.UniqueConstraint(fields=["bevinding", "volgnummer"], name="bevindingnorm_volgnummer"),
            models.CheckConstraint(
                condition=(
                    Q(soort="voorschrift", voorschrift__isnull=False, mutatie__isnull=False, norm=None)
                    | Q(soort="norm", norm__isnull=False, voorschrift=None, mutatie=None)
                    | Q(soort="artikel", norm=None, voorschrift=None, mutatie=None)
                ),
                name="bevindingnorm_soort",
            ),
        ]

    def __str__(self) -> str:
        """Cite it."""
        return self.citaat


class Bevindingbewijs(models.Model):
    """A document that shows what a finding says: a photo, a measurement, a statement."""

    bevinding = models.ForeignKey(Bevinding, models.PROTECT, related_name="bewijzen", db_index=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")

    class Meta:
        """Once per document."""

        constraints = [
            models.UniqueConstraint(fields=["bevinding", "document"], name="bevindingbewijs_eenmaal"),
        ]

    def __str__(self) -> str:
        """Say which document."""
        return str(self.document_id)


class Bevindingonderwerp(models.Model):
    """What of that which is controlled a finding is about; without rows it is about all of it."""

    bevinding = models.ForeignKey(Bevinding, models.PROTECT, related_name="onderwerpen", db_index=False)
    bronobject = models.ForeignKey(Bronobject, models.PROTECT, related_name="+")

    class Meta:
        """Once per record."""

        constraints = [
            models.UniqueConstraint(fields=["bevinding", "bronobject"], name="bevindingonderwerp_eenmaal"),
        ]

    def __str__(self) -> str:
        """Say which record."""
        return str(self.bronobject_id)
