"""Checklists of an organisation, which a controle works with, and what an inspector filled in or made at the place."""

import uuid

from django.db import models
from django.db.models import Q

from vth.tijd import klok
from vth.zaken.models import Document, Documentontvangst

from .controle import Controle


class Checklistversie(models.Model):
    """One version of a checklist as an organisation works with it; `inhoud` is its plain form (`lijst.vorm`) and never changes.

    No secret: it tells of no place and nobody. A list of the program gets a row here when a controle first works with it.
    """

    class Staat(models.TextChoices):
        """Whether it may be used."""

        CONCEPT = "concept", "concept"
        VASTGESTELD = "vastgesteld", "vastgesteld"
        INGETROKKEN = "ingetrokken", "ingetrokken"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    organisatie = models.CharField(max_length=40)
    code = models.CharField(max_length=60)
    versie = models.CharField(max_length=60)
    titel = models.CharField(max_length=200)
    geldig_vanaf = models.DateField()
    inhoud = models.JSONField()
    sha256 = models.CharField(max_length=64)
    staat = models.CharField(max_length=20, choices=Staat, default=Staat.CONCEPT)
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = models.CharField(max_length=200)
    vastgesteld_op = models.DateTimeField(null=True)
    vastgesteld_door = models.CharField(max_length=200, blank=True)
    ingetrokken_op = models.DateTimeField(null=True)

    class Meta:
        """The same content once per organisation; what may be used was established by somebody."""

        constraints = [
            models.UniqueConstraint(fields=["organisatie", "code", "sha256"], name="checklistversie_eenmaal"),
            models.CheckConstraint(
                condition=Q(staat="concept") | Q(vastgesteld_op__isnull=False), name="checklistversie_staat"
            ),
        ]

    def __str__(self) -> str:
        """Name it as people do."""
        return f"{self.titel} (versie {self.versie})"


class Controlelijst(models.Model):
    """The version of a checklist that a controle works with, from its beginning to its end, and what was known of the site then."""

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    controle = models.ForeignKey(Controle, models.PROTECT, related_name="lijsten", db_index=False)
    checklistversie = models.ForeignKey(Checklistversie, models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=60)
    kenmerken = models.JSONField(default=dict)
    gekozen_op = models.DateTimeField()
    gekozen_door = models.CharField(max_length=200)

    class Meta:
        """A list once per controle, in one version."""

        constraints = [
            models.UniqueConstraint(fields=["controle", "code"], name="controlelijst_eenmaal"),
        ]

    def __str__(self) -> str:
        """Name the list."""
        return self.code


# What stands in the place of an answer or a piece that was destroyed.
VERNIETIGD: list[str] = []


class Veldgegeven(models.Model):
    """What came from a device, under the id that it made itself. Only grows.

    `toesteltijd` is what the clock of the device said, `klokverschil_ms` how far it was from ours when it was sent, `geldt_op` the
    moment that follows from both and that decides which of two counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    vraag = models.CharField(max_length=100, blank=True)
    inhoud = models.JSONField()
    toestel = models.CharField(max_length=40)
    toesteltijd = models.DateTimeField()
    klokverschil_ms = models.BigIntegerField()
    geldt_op = models.DateTimeField()
    ontvangen_op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """Only a frame."""

        abstract = True


class Antwoord(Veldgegeven):
    """One answer to one question of a checklist; of several the one with the latest `geldt_op` counts, and all stay."""

    controlelijst = models.ForeignKey(
        Controlelijst, models.PROTECT, related_name="antwoorden", db_index=False
    )

    class Meta:
        """Read per list, in order of question and moment."""

        indexes = [
            models.Index(fields=["controlelijst", "vraag", "geldt_op"], name="antwoord_van"),
        ]

    def __str__(self) -> str:
        """Name the question."""
        return self.vraag


class Veldstuk(Veldgegeven):
    """What an inspector made at the place beside answers: a note, a photo, a sample that was taken, the course of the visit.

    Of a photo the bytes come in parts (`ontvangst`) and become a document of the controle.
    """

    class Soort(models.TextChoices):
        """What it is."""

        NOTITIE = "notitie", "notitie"
        FOTO = "foto", "foto"
        MONSTER = "monster", "monster"
        BEZOEK = "bezoek", "verloop van het bezoek"

    controle = models.ForeignKey(Controle, models.PROTECT, related_name="veldstukken", db_index=False)
    soort = models.CharField(max_length=20, choices=Soort)
    ontvangst = models.ForeignKey(
        Documentontvangst, models.SET_NULL, null=True, related_name="+", db_index=True
    )
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        """Read per controle, by kind, in order of moment."""

        indexes = [
            models.Index(fields=["controle", "soort", "geldt_op"], name="veldstuk_van"),
        ]

    def __str__(self) -> str:
        """Say what it is."""
        return f"{self.soort} {self.vraag}"
