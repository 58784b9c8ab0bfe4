"""Letters: the templates of an organisation with each of their versions, and what a letter was made of."""

from django.db import models

from vth.tijd import klok

from .besluit import Besluitversie
from .document import Documentversie


class Briefsjabloon(models.Model):
    """A template of an organisation; with the same code as one that comes with the program it goes before that one."""

    class Vorm(models.TextChoices):
        """What it makes."""

        DOCX = "docx", "Word"
        PDF = "pdf", "PDF"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    organisatie = models.CharField(max_length=40)
    code = models.CharField(max_length=60)
    naam = models.CharField(max_length=100)
    documentsoort = models.CharField(max_length=60)
    bij_besluit = models.BooleanField(default=False)
    vorm = models.CharField(max_length=10, choices=Vorm)
    vervallen_op = models.DateTimeField(null=True)

    class Meta:
        """Once per organisation."""

        constraints = [
            models.UniqueConstraint(fields=["organisatie", "code"], name="briefsjabloon_code"),
        ]

    def __str__(self) -> str:
        """Name it."""
        return self.naam


class Briefsjabloonversie(models.Model):
    """The bytes of a template as somebody brought them, and the fields that it asks. Only grows."""

    sjabloon = models.ForeignKey(Briefsjabloon, models.PROTECT, related_name="versies", db_index=False)
    volgnummer = models.IntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    bestandsnaam = models.CharField(max_length=200)
    velden = models.JSONField(default=list)
    door = models.CharField(max_length=200)
    op = models.DateTimeField()

    class Meta:
        """In order; of two at once one never gets in."""

        constraints = [
            models.UniqueConstraint(fields=["sjabloon", "volgnummer"], name="briefsjabloonversie_volgnummer"),
        ]

    def __str__(self) -> str:
        """Name the file."""
        return f"{self.bestandsnaam} (versie {self.volgnummer})"


class Brief(models.Model):
    """That a version of a document was made as a letter: of which template, which text of the decision, which values.

    `herkomst` says of every field where its value came from; the value itself too, but never that of a natural person.
    Only grows.
    """

    documentversie = models.OneToOneField(Documentversie, models.PROTECT, related_name="brief")
    sjabloon = models.CharField(max_length=60)
    sjabloonversie = models.ForeignKey(Briefsjabloonversie, models.PROTECT, null=True, related_name="+")
    sjabloon_sha256 = models.CharField(max_length=64)
    besluitversie = models.ForeignKey(Besluitversie, models.PROTECT, null=True, related_name="brieven")
    verzending = models.DateField()
    herkomst = models.JSONField(default=list)
    door = models.CharField(max_length=200)
    op = models.DateTimeField()

    def __str__(self) -> str:
        """Say of which template it is."""
        return f"{self.sjabloon} {self.documentversie_id}"
