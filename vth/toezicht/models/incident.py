"""INCIDENT and INCIDENTSIGNAAL as work: taken in, weighed, referred, looked into, and how each ended."""

import uuid

from django.db import models
from django.db.models import Q

from vth.register.models import Bronobject
from vth.tijd import klok
from vth.zaken.models import Document, Verzoek, Zaak
from vth.zaken.models.velden import Beschermd

from .controle import Controle

OPEN = Q(afloop="")


class Incident(Beschermd):
    """One event that several people may tell of; the kernel that is shared stands in the register (`bronobject`)."""

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    kenmerk = models.CharField(max_length=40)
    omschrijving = models.CharField(max_length=1000)
    incidenteffect = models.CharField(max_length=100, blank=True)
    tijdstip = models.DateTimeField()
    indicatie_veroorzaker = models.CharField(max_length=100, blank=True)
    bij = models.ForeignKey(Bronobject, models.PROTECT, null=True, related_name="+")
    bronobject = models.OneToOneField(Bronobject, models.PROTECT, null=True, related_name="+")
    zaak = models.ForeignKey(Zaak, models.PROTECT, null=True, related_name="incidenten")
    afgesloten_op = models.DateTimeField(null=True)
    geregistreerd_op = models.DateTimeField()
    geregistreerd_door = models.CharField(max_length=200)
    versie = models.IntegerField(default=0)

    class Meta:
        """A kenmerk is used once per organisation."""

        constraints = [models.UniqueConstraint(fields=["leverancier", "kenmerk"], name="incident_kenmerk")]
        indexes = [
            models.Index(fields=["leverancier", "id"], name="incident_van"),
            models.Index(fields=["gebied", "id"], name="incident_in"),
        ]

    def __str__(self) -> str:
        """Name it as its organisation does."""
        return self.kenmerk


class Incidentsignaal(Beschermd):
    """A complaint, a signal, or what a company tells of itself; who told it stands in `Signaalmelder`.

    An empty `afloop` means that it is still being looked into. Of one that was not true, or that nobody could look into, that is what it
    ended in: those are counted too. `spoed` says that somebody must go now. `antwoorden` are those to the questions of triage, by the code
    of the question; `zaak` is where its documents and letters live.
    """

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    kenmerk = models.CharField(max_length=40)
    signaalsoort = models.CharField(max_length=100)
    signaalcategorie = models.CharField(max_length=100)
    omschrijving = models.CharField(max_length=4000)
    ontvangen_op = models.DateTimeField()
    gebeurd_op = models.DateTimeField(null=True)
    kanaal = models.CharField(max_length=40, blank=True)
    plek = models.CharField(max_length=300, blank=True)
    x = models.FloatField(null=True)
    y = models.FloatField(null=True)
    bij = models.ForeignKey(Bronobject, models.PROTECT, null=True, related_name="+")
    spoed = models.BooleanField(default=False)
    antwoorden = models.JSONField(default=dict)
    team = models.CharField(max_length=40, blank=True)
    behandelaar = models.CharField(max_length=200, blank=True)
    zaak = models.ForeignKey(Zaak, models.PROTECT, null=True, related_name="signalen")
    incident = models.ForeignKey(Incident, models.PROTECT, null=True, related_name="signalen")
    controle = models.ForeignKey(Controle, models.PROTECT, null=True, related_name="signalen")
    verzoek = models.ForeignKey(Verzoek, models.PROTECT, null=True, related_name="+")
    dubbel_van = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_index=False)
    afloop = models.CharField(max_length=100, blank=True)
    afloop_toelichting = models.CharField(max_length=2000, blank=True)
    doorverwezen_naar = models.CharField(max_length=200, blank=True)
    afgesloten_op = models.DateTimeField(null=True)
    bronobject = models.OneToOneField(Bronobject, models.PROTECT, null=True, related_name="+")
    geregistreerd_op = models.DateTimeField()
    geregistreerd_door = models.CharField(max_length=200)
    versie = models.IntegerField(default=0)

    class Meta:
        """A kenmerk is used once per organisation; what is open comes with what is urgent first, then the oldest."""

        constraints = [
            models.UniqueConstraint(fields=["leverancier", "kenmerk"], name="signaal_kenmerk"),
            models.CheckConstraint(
                condition=~Q(afloop="doorverwezen") | ~Q(doorverwezen_naar=""), name="signaal_doorverwezen"
            ),
            models.CheckConstraint(
                condition=~Q(afloop="dubbel") | Q(dubbel_van__isnull=False), name="signaal_dubbel"
            ),
        ]
        indexes = [
            models.Index(fields=["leverancier", "id"], name="signaal_van"),
            models.Index(fields=["gebied", "id"], name="signaal_in"),
            models.Index(
                fields=["leverancier", "-spoed", "ontvangen_op", "id"],
                condition=OPEN,
                name="signaal_open_van",
            ),
            models.Index(
                fields=["gebied", "-spoed", "ontvangen_op", "id"], condition=OPEN, name="signaal_open_in"
            ),
            models.Index(
                fields=["behandelaar", "-spoed", "ontvangen_op", "id"],
                condition=OPEN,
                name="signaal_open_wie",
            ),
            models.Index(fields=["-spoed", "ontvangen_op", "id"], condition=OPEN, name="signaal_open_alle"),
            models.Index(
                fields=["leverancier", "ontvangen_op", "signaalcategorie", "afloop"], name="signaal_cijfers"
            ),
        ]

    def __str__(self) -> str:
        """Name it as its organisation does."""
        return self.kenmerk


class Signaalmelder(models.Model):
    """Who told it: personal data under a key that means nothing, so that it can be erased. Nobody need say who he is.

    Who did say so has one row until its term has passed; then it is empty and says when (`vernietigd_op`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    signaal = models.OneToOneField(Incidentsignaal, models.PROTECT, related_name="melder")
    naam = models.CharField(max_length=200, blank=True)
    telefoon = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=200, blank=True)
    adres = models.CharField(max_length=300, blank=True)
    terugkoppeling = models.BooleanField(default=False)
    vernietigd_op = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Say of which signal; never who."""
        return str(self.signaal_id)


class Signaaldocument(models.Model):
    """A photo or letter that came with a signal."""

    signaal = models.ForeignKey(Incidentsignaal, models.PROTECT, related_name="documenten", db_index=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")

    class Meta:
        """Once per document."""

        constraints = [
            models.UniqueConstraint(fields=["signaal", "document"], name="signaaldocument_eenmaal"),
        ]

    def __str__(self) -> str:
        """Say which document."""
        return str(self.document_id)


class Signaalgebeurtenis(models.Model):
    """One act on a signal. Only grows; its number is the `versie` after it."""

    signaal = models.ForeignKey(
        Incidentsignaal, models.PROTECT, related_name="gebeurtenissen", db_index=False
    )
    volgnummer = models.IntegerField()
    handeling = models.CharField(max_length=60)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)
    reden = models.CharField(max_length=1000, blank=True)

    class Meta:
        """Read per signal, in order."""

        constraints = [
            models.UniqueConstraint(fields=["signaal", "volgnummer"], name="signaalgebeurtenis_volgnummer"),
        ]

    def __str__(self) -> str:
        """Say what was done."""
        return f"{self.handeling} door {self.door}"
