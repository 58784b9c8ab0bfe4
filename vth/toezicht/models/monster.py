"""Samples: how each was taken, who had it, what files the laboratory sent, and what it found."""

from django.db import models
from django.db.models import F, Q

from vth.tijd import klok
from vth.zaken.models.velden import Beschermd

from .controle import Controle


class Monster(models.Model):
    """One sample of a controle: where, how and when it was taken, and what was asked of the laboratory.

    `nummer` is what stands on the bottle, and all that the laboratory knows of it. `gevraagd` holds what was asked in the version of the
    package of that day: name, CAS number and unit. `voorzieningen` are those before the sampling point, which may widen a limit.
    """

    class Wijze(models.TextChoices):
        """How it was taken."""

        STEEK = "steek", "steekmonster"
        TIJDPROPORTIONEEL = "tijdproportioneel", "tijdproportioneel"
        DEBIETPROPORTIONEEL = "debietproportioneel", "debietproportioneel"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    controle = models.ForeignKey(Controle, models.PROTECT, related_name="monsters")
    leverancier = models.CharField(max_length=40)
    nummer = models.CharField(max_length=60)
    punt = models.CharField(max_length=200)
    medium = models.CharField(max_length=20)
    emissiepunt = models.CharField(max_length=100, blank=True)
    wijze = models.CharField(max_length=30, choices=Wijze)
    begonnen_op = models.DateTimeField()
    geeindigd_op = models.DateTimeField()
    branche = models.CharField(max_length=100, blank=True)
    route = models.CharField(max_length=60, blank=True)
    voorzieningen = models.JSONField(default=list)
    pakket = models.CharField(max_length=100, blank=True)
    pakketversie = models.CharField(max_length=40, blank=True)
    gevraagd = models.JSONField(default=list)
    opmerking = models.CharField(max_length=1000, blank=True)
    geregistreerd_op = models.DateTimeField()
    geregistreerd_door = models.CharField(max_length=200)

    class Meta:
        """A number is used once per organisation: the laboratory has nothing else to find it by."""

        constraints = [
            models.UniqueConstraint(fields=["leverancier", "nummer"], name="monster_nummer"),
            models.CheckConstraint(condition=Q(geeindigd_op__gte=F("begonnen_op")), name="monster_duur"),
        ]

    def __str__(self) -> str:
        """Name it as the bottle does."""
        return self.nummer


class Monsterovergave(models.Model):
    """Who had a sample, from when until when; who has it now has no `tot`. Only the last one can be closed."""

    monster = models.ForeignKey(Monster, models.PROTECT, related_name="overgaven", db_index=False)
    volgnummer = models.IntegerField()
    houder = models.CharField(max_length=200)
    vanaf = models.DateTimeField()
    tot = models.DateTimeField(null=True)
    geregistreerd_door = models.CharField(max_length=200)

    class Meta:
        """In order; time does not run back."""

        constraints = [
            models.UniqueConstraint(fields=["monster", "volgnummer"], name="monsterovergave_volgnummer"),
            models.CheckConstraint(
                condition=Q(tot=None) | Q(tot__gte=F("vanaf")), name="monsterovergave_duur"
            ),
        ]

    def __str__(self) -> str:
        """Say who had it."""
        return self.houder


class Lablevering(Beschermd):
    """One file of a laboratory: by which profile it was read, what was taken over, and everything that was said of its rows.

    `correctie` says that results in it stand beside earlier ones of the same substance. Its bytes are in `Labbestand`.
    """

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    profiel = models.CharField(max_length=100)
    bestandsnaam = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    correctie = models.BooleanField(default=False)
    rijen = models.IntegerField()
    overgenomen = models.IntegerField()
    geweigerd = models.IntegerField()
    opmerkingen = models.JSONField(default=list)
    ontvangen_op = models.DateTimeField()
    geregistreerd_door = models.CharField(max_length=200)

    class Meta:
        """Read per organisation, newest first."""

        indexes = [models.Index(fields=["leverancier", "id"], name="lablevering_van")]

    @property
    def naam(self) -> str:
        """Name the file; one that went with its visits has no name any more."""
        return self.bestandsnaam or "vernietigd bestand"

    def __str__(self) -> str:
        """Name the file."""
        return self.naam


class Labbestand(models.Model):
    """The bytes of a file of a laboratory as they came; never changed."""

    levering = models.OneToOneField(Lablevering, models.PROTECT, primary_key=True, related_name="bestand")
    inhoud = models.BinaryField()

    def __str__(self) -> str:
        """Say of which delivery."""
        return str(self.levering_id)


class Labmelding(models.Model):
    """What was said of one row of a file: what was seen, why that is wrong, and what to do. Without `rijnummer` it is about the file."""

    levering = models.ForeignKey(Lablevering, models.PROTECT, related_name="meldingen", db_index=False)
    volgnummer = models.IntegerField()
    toets = models.CharField(max_length=60)
    ernst = models.CharField(max_length=20)
    rijnummer = models.IntegerField(null=True)
    veld = models.CharField(max_length=40)
    waarde = models.CharField(max_length=200, blank=True)
    melding = models.CharField(max_length=1000)

    class Meta:
        """In order of the file."""

        constraints = [
            models.UniqueConstraint(fields=["levering", "volgnummer"], name="labmelding_volgnummer"),
        ]

    def __str__(self) -> str:
        """Say it."""
        return self.melding


class Meetresultaat(models.Model):
    """One result of a sample, as the laboratory gave it; only grows. A correction is another row that names the one it corrects.

    `teken` and `getal` are what was written (`<` with the detection limit), `basiswaarde` the same in the unit in which values compare.
    """

    monster = models.ForeignKey(Monster, models.PROTECT, related_name="resultaten")
    levering = models.ForeignKey(
        Lablevering, models.PROTECT, null=True, related_name="resultaten", db_index=False
    )
    rijnummer = models.IntegerField(null=True)
    sleutel = models.CharField(max_length=200)
    naam = models.CharField(max_length=200)
    cas = models.CharField(max_length=20, blank=True)
    teken = models.CharField(max_length=1)
    getal = models.DecimalField(max_digits=20, decimal_places=9)
    eenheid = models.CharField(max_length=40)
    onzekerheid = models.DecimalField(max_digits=20, decimal_places=9, null=True)
    methode = models.CharField(max_length=200, blank=True)
    dag = models.DateField(null=True)
    basiswaarde = models.DecimalField(max_digits=33, decimal_places=12)
    basiseenheid = models.CharField(max_length=40)
    geschreven = models.CharField(max_length=200)
    corrigeert = models.OneToOneField("self", models.PROTECT, null=True, related_name="verbetering")
    geregistreerd_op = models.DateTimeField()
    geregistreerd_door = models.CharField(max_length=200)

    class Meta:
        """One first result per substance of a sample; what comes after it corrects it."""

        constraints = [
            models.UniqueConstraint(
                fields=["monster", "sleutel"],
                condition=Q(corrigeert=None),
                name="meetresultaat_eerste",
            ),
        ]

    def __str__(self) -> str:
        """Write it as the laboratory did."""
        return f"{self.naam} {self.geschreven} {self.eenheid}"
