"""VERGUNNING and TOESTEMMING: what is allowed where, decision by decision, and what a court or the law did to a decision."""

from django.db import models
from django.db.models import F, Q

from vth.register.models import Bronobject
from vth.tijd import klok
from vth.zaken.models import Besluit, Rechtsmiddelprocedure
from vth.zaken.models.velden import Beschermd


class Vergunning(Beschermd):
    """What toestemmingen make together for one place: the permit that is read as one text.

    `vthobject` is the record of the place under which it was first recorded; what each toestemming is about stands with it.
    """

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    kenmerk = models.CharField(max_length=100)
    titel = models.CharField(max_length=300)
    bevoegd_gezag = models.CharField(max_length=40)
    vthobject = models.ForeignKey(Bronobject, models.PROTECT, null=True, related_name="+")
    versie = models.IntegerField(default=0)
    geregistreerd_op = models.DateTimeField()
    geregistreerd_door = models.CharField(max_length=200)

    class Meta:
        """A kenmerk is used once per organisation; lists go by whose it is and by area."""

        constraints = [models.UniqueConstraint(fields=["leverancier", "kenmerk"], name="vergunning_kenmerk")]
        indexes = [
            models.Index(fields=["leverancier", "id"], name="vergunning_van"),
            models.Index(fields=["gebied", "id"], name="vergunning_in"),
        ]

    def __str__(self) -> str:
        """Name it as its organisation does."""
        return self.kenmerk


class Toestemming(models.Model):
    """TOESTEMMING: one decision, or one passage by operation of law, in the life of a permit.

    The kernel that is shared stands in the register (`bronobject`, from the moment it is established). `volgorde` orders what
    takes effect on one day. Without a besluit it rests on the law itself, and `grondslag` says which.
    """

    class Staat(models.TextChoices):
        """How far it is."""

        CONCEPT = "concept", "concept"
        VASTGESTELD = "vastgesteld", "vastgesteld"
        VERVALLEN = "vervallen", "niet doorgegaan"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    vergunning = models.ForeignKey(Vergunning, models.PROTECT, related_name="toestemmingen")
    bronobject = models.OneToOneField(Bronobject, models.PROTECT, null=True, related_name="+")
    besluit = models.ForeignKey(Besluit, models.PROTECT, null=True, related_name="toestemmingen")
    grondslag = models.CharField(max_length=300, blank=True)
    toestemmingsoort = models.CharField(max_length=60)
    toestemmingtype = models.CharField(max_length=60)
    kenmerk = models.CharField(max_length=100)
    onderwerp = models.CharField(max_length=300)
    dictum = models.TextField(blank=True)
    besluitdatum = models.DateField(null=True)
    ingangsdatum = models.DateField(null=True)
    vervaldatum = models.DateField(null=True)
    volgorde = models.IntegerField(default=0)
    staat = models.CharField(max_length=20, choices=Staat, default=Staat.CONCEPT)
    vastgesteld_op = models.DateTimeField(null=True)
    vastgesteld_door = models.CharField(max_length=200, blank=True)

    class Meta:
        """Established ones have their days, and never end before they begin."""

        constraints = [
            models.CheckConstraint(
                condition=~Q(staat="vastgesteld") | Q(ingangsdatum__isnull=False),
                name="toestemming_ingangsdatum",
            ),
            models.CheckConstraint(
                condition=Q(vervaldatum=None) | Q(vervaldatum__gt=F("ingangsdatum")),
                name="toestemming_vervaldatum",
            ),
        ]

    def __str__(self) -> str:
        """Name it as letters do."""
        return self.kenmerk


class Toestemmingonderwerp(models.Model):
    """What a toestemming legitimates, and to whom it was given, as records of the register."""

    class Rol(models.TextChoices):
        """As what the record is in it."""

        ACTIVITEIT = "legitimeert", "activiteit"
        HOUDER = "houder", "houder"

    toestemming = models.ForeignKey(Toestemming, models.PROTECT, related_name="onderwerpen", db_index=False)
    bronobject = models.ForeignKey(Bronobject, models.PROTECT, related_name="+")
    rol = models.CharField(max_length=20, choices=Rol)

    class Meta:
        """Once per record and role."""

        constraints = [
            models.UniqueConstraint(
                fields=["toestemming", "bronobject", "rol"], name="toestemmingonderwerp_eenmaal"
            ),
        ]

    def __str__(self) -> str:
        """Say which record, and as what."""
        return f"{self.rol}: {self.bronobject_id}"


class Ingreep(models.Model):
    """What happened to a toestemming after it was taken, other than by a later one: it stands still, or never worked.

    `mutaties` are the volgnummers of what it is about; empty is everything. What was taken back (`herroepen_op`) counts no more.
    """

    class Soort(models.TextChoices):
        """What was done."""

        SCHORSING = "schorsing", "geschorst door de rechter"
        VERNIETIGING = "vernietiging", "vernietigd door de rechter"
        INSTANDLATING = "instandlating", "vernietigd door de rechter, rechtsgevolgen in stand gelaten"
        HERROEPING = "herroeping", "herroepen in bezwaar"
        VOORWAARDE = "voorwaarde", "voorwaarde vervuld"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    toestemming = models.ForeignKey(Toestemming, models.PROTECT, related_name="ingrepen")
    soort = models.CharField(max_length=20, choices=Soort)
    begin = models.DateField()
    eind = models.DateField(null=True)
    mutaties = models.JSONField(default=list)
    grond = models.CharField(max_length=300)
    procedure = models.ForeignKey(Rechtsmiddelprocedure, models.PROTECT, null=True, related_name="+")
    geregistreerd_op = models.DateTimeField()
    geregistreerd_door = models.CharField(max_length=200)
    herroepen_op = models.DateTimeField(null=True)
    herroepen_reden = models.CharField(max_length=300, blank=True)

    class Meta:
        """A stretch of time is never empty."""

        constraints = [
            models.CheckConstraint(condition=Q(eind=None) | Q(eind__gt=F("begin")), name="ingreep_periode"),
        ]

    def __str__(self) -> str:
        """Say what, and since when."""
        return f"{self.get_soort_display()} van {self.begin}"


class Houderwissel(models.Model):
    """That somebody else holds a toestemming from a day on: to whom it went, and from whom (`vorige`; empty is from all who held it).

    To whom it was given stands in `Toestemmingonderwerp`. The day it holds from and the moment it was registered are kept both;
    `gemeld_op` is when the authority was told. What was taken back (`herroepen_op`) counts no more.
    """

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    toestemming = models.ForeignKey(Toestemming, models.PROTECT, related_name="houderwissels")
    vanaf = models.DateField()
    houder = models.ForeignKey(Bronobject, models.PROTECT, related_name="+")
    vorige = models.ForeignKey(Bronobject, models.PROTECT, null=True, related_name="+")
    gemeld_op = models.DateField(null=True)
    grond = models.CharField(max_length=300)
    geregistreerd_op = models.DateTimeField()
    geregistreerd_door = models.CharField(max_length=200)
    herroepen_op = models.DateTimeField(null=True)
    herroepen_reden = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        """Say since when."""
        return f"andere houder vanaf {self.vanaf}"
