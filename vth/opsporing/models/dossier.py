"""The file itself: of which organisation, from when there is a suspicion, who works on it, whom it is about, and what was done."""

import uuid

from django.db import models
from django.db.models import Q


class Persoonsoort(models.TextChoices):
    """What kind of person a suspect is: the tariff and the hearing differ."""

    NATUURLIJK = "natuurlijk_persoon", "natuurlijk persoon"
    RECHTSPERSOON = "rechtspersoon", "rechtspersoon"


class Opsporingsdossier(models.Model):
    """One criminal file. Its id is random and it has no number of any series.

    `verdenking_op` is when supervision became investigation: what came before was seen in supervision. `controle` and `overtreding` are ids of
    what gave rise to it, and no foreign keys: what is outside does not know of this. `vernietigd_op` opens the guard for its destruction.
    """

    class Staat(models.TextChoices):
        """How far it is."""

        OPEN = "open", "open"
        GESLOTEN = "gesloten", "gesloten"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisatie = models.CharField(max_length=40)
    titel = models.CharField(max_length=300)
    doel = models.CharField(max_length=40)
    staat = models.CharField(max_length=20, choices=Staat, default=Staat.OPEN)
    verdenking_op = models.DateTimeField()
    verdenking_grond = models.CharField(max_length=2000)
    controle = models.UUIDField(null=True)
    overtreding = models.UUIDField(null=True)
    geopend_op = models.DateTimeField()
    geopend_door = models.CharField(max_length=200)
    gesloten_op = models.DateField(null=True)
    gesloten_reden = models.CharField(max_length=1000, blank=True)
    bewaren_tot = models.DateField(null=True)
    vernietigd_op = models.DateTimeField(null=True)
    versie = models.IntegerField(default=0)

    class Meta:
        """What is closed has a day up to which it is kept; files are found by organisation and by that day."""

        constraints = [
            models.CheckConstraint(
                condition=Q(staat="open", gesloten_op=None, bewaren_tot=None)
                | Q(staat="gesloten", gesloten_op__isnull=False, bewaren_tot__isnull=False),
                name="opsporingsdossier_gesloten",
            ),
        ]
        indexes = [
            models.Index(fields=["organisatie", "geopend_op", "id"], name="opsporingsdossier_van"),
            models.Index(
                fields=["bewaren_tot"],
                condition=Q(bewaren_tot__isnull=False),
                name="opsporingsdossier_bewaren",
            ),
        ]

    def __str__(self) -> str:
        """Say nothing that anybody could read in passing."""
        return "opsporingsdossier"


class Dossierlid(models.Model):
    """That a boa works on a file, and so may see it."""

    dossier = models.ForeignKey(Opsporingsdossier, models.PROTECT, related_name="leden", db_index=False)
    betrokkene = models.CharField(max_length=200)
    vanaf = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """Once per person."""

        constraints = [models.UniqueConstraint(fields=["dossier", "betrokkene"], name="dossierlid_eenmaal")]
        indexes = [models.Index(fields=["betrokkene", "dossier"], name="dossierlid_van")]

    def __str__(self) -> str:
        """Name who."""
        return self.betrokkene


class Verdachte(models.Model):
    """Somebody who is suspected; `bronobject` is the id of the record in the register, when he stands there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Opsporingsdossier, models.PROTECT, related_name="verdachten")
    persoonsoort = models.CharField(max_length=20, choices=Persoonsoort)
    naam = models.CharField(max_length=300)
    gegevens = models.TextField(blank=True)
    bronobject = models.UUIDField(null=True)
    geregistreerd_op = models.DateTimeField()
    geregistreerd_door = models.CharField(max_length=200)

    def __str__(self) -> str:
        """Name who."""
        return self.naam


class Opsporingshandeling(models.Model):
    """One thing that was seen, said, done or discussed, when, and in which phase. Only grows; goes with its file."""

    class Soort(models.TextChoices):
        """What it is."""

        WAARNEMING = "waarneming", "waarneming"
        CAUTIE = "cautie", "cautie gegeven"
        VERKLARING_VERDACHTE = "verklaring_verdachte", "verklaring van een verdachte"
        VERKLARING_GETUIGE = "verklaring_getuige", "verklaring van een getuige"
        OVERLEG = "overleg", "overleg met de parketsecretaris"

    class Fase(models.TextChoices):
        """Whether it belongs to supervision or to investigation."""

        TOEZICHT = "toezicht", "toezicht"
        OPSPORING = "opsporing", "opsporing"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Opsporingsdossier, models.PROTECT, related_name="handelingen", db_index=False)
    volgnummer = models.IntegerField()
    soort = models.CharField(max_length=30, choices=Soort)
    fase = models.CharField(max_length=20, choices=Fase)
    verdachte = models.ForeignKey(
        Verdachte, models.PROTECT, null=True, related_name="handelingen", db_index=False
    )
    met = models.CharField(max_length=300, blank=True)
    op = models.DateTimeField()
    tekst = models.TextField(blank=True)
    geregistreerd_op = models.DateTimeField()
    geregistreerd_door = models.CharField(max_length=200)

    class Meta:
        """In order."""

        constraints = [
            models.UniqueConstraint(fields=["dossier", "volgnummer"], name="opsporingshandeling_volgnummer"),
        ]

    def __str__(self) -> str:
        """Say what kind."""
        return str(self.get_soort_display())
