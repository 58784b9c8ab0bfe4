"""INFORMATIEOBJECT of CIm VTH FLo, with the words of ZGW where those agree: what it is, and each version of its bytes."""

from django.db import models
from django.db.models import Q

from vth.tijd import klok

from .besluit import Besluit
from .velden import Beschermd
from .zaak import Verzoek, Zaak


class Document(Beschermd):
    """One document, whatever version: what it is and where it belongs (ZGW enkelvoudiginformatieobject).

    `soort` is the kind of data (`document`), `documentsoort` what its zaak expects it to be, or another name. It is never
    less confidential than its zaak, and may be more. `openbare_delen` says that parts of it can be made public.
    """

    class Status(models.TextChoices):
        """How far it is (ZGW); a definitive one gets no other version."""

        IN_BEWERKING = "in_bewerking", "in bewerking"
        DEFINITIEF = "definitief", "definitief"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    identificatie = models.CharField(max_length=40)
    zaak = models.ForeignKey(Zaak, models.PROTECT, null=True, related_name="documenten")
    verzoek = models.ForeignKey(Verzoek, models.PROTECT, null=True, related_name="documenten")
    besluit = models.ForeignKey(Besluit, models.PROTECT, null=True, related_name="documenten")
    documentsoort = models.CharField(max_length=60)
    titel = models.CharField(max_length=200)
    beschrijving = models.CharField(max_length=1000, blank=True)
    auteur = models.CharField(max_length=200)
    creatiedatum = models.DateField()
    ontvangstdatum = models.DateField(null=True)
    verzenddatum = models.DateField(null=True)
    openbare_delen = models.BooleanField(default=False)
    status = models.CharField(max_length=20, choices=Status, default=Status.IN_BEWERKING)
    versie = models.IntegerField(default=0)
    vernietigd_op = models.DateTimeField(null=True)
    geregistreerd_op = models.DateTimeField()
    geregistreerd_door = models.CharField(max_length=200)

    class Meta:
        """A kenmerk is used once per organisation; a document belongs to something. One finds back what one brought last."""

        constraints = [
            models.UniqueConstraint(fields=["leverancier", "identificatie"], name="document_identificatie"),
            models.CheckConstraint(
                condition=Q(zaak__isnull=False) | Q(verzoek__isnull=False) | Q(besluit__isnull=False),
                name="document_ergens",
            ),
        ]
        indexes = [
            models.Index(fields=["leverancier", "id"], name="document_bron"),
            models.Index(fields=["gebied", "id"], name="document_in"),
            models.Index(fields=["geregistreerd_door", "-id"], name="document_van"),
        ]

    def __str__(self) -> str:
        """Name it as people do."""
        return f"{self.identificatie} {self.titel}"


class Documentversie(models.Model):
    """The bytes of a document as somebody brought them: their hash, size and kind, and what they were called. Only grows.

    The bytes themselves stand in the store (`documenten.opslag`) under their hash. `naam_gegeven` is the name as it was
    given, `bestandsnaam` the one that is safe to show and to save under.
    """

    class Scan(models.TextChoices):
        """What the virus scanner said when it came in."""

        SCHOON = "schoon", "geen virus gevonden"
        NIET_GESCAND = "niet_gescand", "niet gescand"

    document = models.ForeignKey(Document, models.PROTECT, related_name="versies", db_index=False)
    volgnummer = models.IntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    bestandsomvang = models.BigIntegerField()
    formaat = models.CharField(max_length=100)
    bestandsnaam = models.CharField(max_length=200)
    naam_gegeven = models.TextField()
    scan = models.CharField(max_length=20, choices=Scan)
    reden = models.CharField(max_length=300, blank=True)
    door = models.CharField(max_length=200)
    op = models.DateTimeField()

    class Meta:
        """In order; of two at once one never gets in."""

        constraints = [
            models.UniqueConstraint(fields=["document", "volgnummer"], name="documentversie_volgnummer"),
        ]

    def __str__(self) -> str:
        """Name the file."""
        return f"{self.bestandsnaam} (versie {self.volgnummer})"


class Documenttekst(models.Model):
    """The text that was read out of one version, for finding and for a preview; and how far that is."""

    class Staat(models.TextChoices):
        """How far the reading is."""

        WACHT = "wacht", "wacht op lezen"
        GELEZEN = "gelezen", "gelezen"
        NIET_LEESBAAR = "niet_leesbaar", "niet leesbaar"

    documentversie = models.OneToOneField(Documentversie, models.PROTECT, related_name="lezing")
    staat = models.CharField(max_length=20, choices=Staat, default=Staat.WACHT)
    uitleg = models.CharField(max_length=500, blank=True)
    tekst = models.TextField(blank=True)
    op = models.DateTimeField()

    def __str__(self) -> str:
        """Say how it stands."""
        return f"{self.documentversie_id}: {self.staat}"


class Documentontvangst(Beschermd):
    """A file that comes in parts: for which zaak, or as which document's next version, and how much is there.

    It has the sight of what it will be, and only who began it goes on with it. What is not finished in time is swept away.
    """

    class Staat(models.TextChoices):
        """How far it is."""

        BEZIG = "bezig", "bezig"
        KLAAR = "klaar", "klaar"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    zaak = models.ForeignKey(Zaak, models.PROTECT, null=True, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    gegevens = models.JSONField(default=dict)
    bestandsnaam = models.TextField()
    bestandsomvang = models.BigIntegerField()
    ontvangen = models.BigIntegerField(default=0)
    staat = models.CharField(max_length=20, choices=Staat, default=Staat.BEZIG)
    resultaat = models.ForeignKey(Documentversie, models.PROTECT, null=True, related_name="+")
    begonnen_op = models.DateTimeField()
    begonnen_door = models.CharField(max_length=200)
    vervalt_op = models.DateTimeField()

    class Meta:
        """What lapsed is found by its moment."""

        indexes = [models.Index(fields=["vervalt_op"], condition=Q(staat="bezig"), name="ontvangst_vervalt")]

    def __str__(self) -> str:
        """Say how much is there."""
        return f"{self.ontvangen} van {self.bestandsomvang} bytes"
