"""A report that was read in, what it proposes, and statements that do not agree."""

from django.db import models
from django.db.models import Q

from vth.tijd import klok

from .programma import Onderdeel, Programma
from .ronde import Rapportageronde


class Inlezing(models.Model):
    """One report as it was read, for one round; the same bytes are read once per programme."""

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    programma = models.ForeignKey(Programma, models.PROTECT, related_name="inlezingen", db_index=False)
    ronde = models.ForeignKey(Rapportageronde, models.PROTECT, related_name="inlezingen")
    bestandsnaam = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    onbegrepen = models.JSONField(default=list)
    meldingen = models.JSONField(default=list)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """Once per programme."""

        constraints = [models.UniqueConstraint(fields=["programma", "sha256"], name="inlezing_eenmaal")]

    def __str__(self) -> str:
        """By its file."""
        return self.bestandsnaam


class Voorstelregel(models.Model):
    """One record that a report proposes, with the sentence it came from; open until somebody accepts or rejects it."""

    class Stand(models.TextChoices):
        """What was decided."""

        OPEN = "open", "wacht op een besluit"
        OVERGENOMEN = "overgenomen", "overgenomen"
        AFGEWEZEN = "afgewezen", "afgewezen"

    programma = models.ForeignKey(Programma, models.PROTECT, related_name="+")
    inlezing = models.ForeignKey(Inlezing, models.PROTECT, related_name="voorstellen", db_index=False)
    volgnummer = models.IntegerField()
    soort = models.CharField(max_length=20)
    sleutel = models.CharField(max_length=80)
    ouder = models.CharField(max_length=80, blank=True)
    velden = models.JSONField()
    regel = models.IntegerField()
    zin = models.TextField()
    kolom = models.CharField(max_length=200, blank=True)
    twijfel = models.CharField(max_length=1000, blank=True)
    stand = models.CharField(max_length=20, choices=Stand, default=Stand.OPEN)
    onderdeel = models.ForeignKey(Onderdeel, models.PROTECT, null=True, related_name="+")
    reden = models.CharField(max_length=1000, blank=True)
    besloten_op = models.DateTimeField(null=True)
    besloten_door = models.CharField(max_length=200, blank=True)

    class Meta:
        """In order; decided at a moment."""

        constraints = [
            models.UniqueConstraint(fields=["inlezing", "volgnummer"], name="leesvoorstel_volgnummer"),
            models.CheckConstraint(
                condition=Q(stand="open", besloten_op=None) | Q(besloten_op__isnull=False) & ~Q(stand="open"),
                name="leesvoorstel_besloten",
            ),
        ]

    def __str__(self) -> str:
        """What is proposed."""
        return f"{self.soort} {self.sleutel}"


class Tegenspraak(models.Model):
    """Two statements that do not agree; the owner says which holds, or that neither does, and why."""

    class Gekozen(models.TextChoices):
        """Which of the two holds."""

        EERSTE = "eerste", "de eerste zin klopt"
        TWEEDE = "tweede", "de tweede zin klopt"
        GEEN = "geen", "geen van beide klopt"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    programma = models.ForeignKey(Programma, models.PROTECT, related_name="tegenspraken", db_index=False)
    onderdeel = models.ForeignKey(Onderdeel, models.PROTECT, null=True, related_name="tegenspraken")
    kenmerk = models.CharField(max_length=64)
    uitleg = models.CharField(max_length=1000)
    eerste_zin = models.TextField()
    eerste_bron = models.CharField(max_length=200)
    tweede_zin = models.TextField()
    tweede_bron = models.CharField(max_length=200)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)
    gekozen = models.CharField(max_length=20, choices=Gekozen, blank=True)
    reden = models.CharField(max_length=2000, blank=True)
    besloten_op = models.DateTimeField(null=True)
    besloten_door = models.CharField(max_length=200, blank=True)

    class Meta:
        """Once per pair of sentences; settled with a reason."""

        constraints = [
            models.UniqueConstraint(fields=["programma", "kenmerk"], name="tegenspraak_eenmaal"),
            models.CheckConstraint(
                condition=Q(gekozen="", besloten_op=None)
                | Q(besloten_op__isnull=False) & ~Q(gekozen="") & ~Q(reden=""),
                name="tegenspraak_beslecht",
            ),
        ]

    def __str__(self) -> str:
        """What does not agree."""
        return self.uitleg
