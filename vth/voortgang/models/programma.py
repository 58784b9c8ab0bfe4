"""A programme and its parts. What a part is stays; what is said of it grows, with when that was so and when it was written down."""

from django.db import models
from django.db.models import Q

from vth.tijd import klok
from vth.zaken.models.velden import Beschermd

from ..lezen.uitkomst import STANDEN
from ..rules import SOORTEN
from ..wanneer import SOORTEN as TIJDEN


class Programma(models.Model):
    """A programme held by `organisatie`, as it is now; how it is made up stands in the file of its `code`. `stempel` is that of the last act.

    Name, end and participants as they were stand in `Programmaversie`. One that was ended (`geeindigd_op`) is read and no longer written.
    """

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    code = models.CharField(max_length=40, unique=True)
    naam = models.CharField(max_length=200)
    organisatie = models.CharField(max_length=40)
    einddatum = models.DateField()
    geeindigd_op = models.DateField(null=True)
    stempel = models.UUIDField(default=klok.make_uuid7)

    def __str__(self) -> str:
        """Name it."""
        return self.naam


class Programmaversie(models.Model):
    """What a programme was called, until when it was to run, who took part and whether it was ended: so since `bekend_op`, written down at `op`."""

    programma = models.ForeignKey(Programma, models.PROTECT, related_name="versies", db_index=False)
    volgnummer = models.IntegerField()
    naam = models.CharField(max_length=200)
    einddatum = models.DateField()
    deelnemers = models.JSONField()
    geeindigd = models.BooleanField(default=False)
    reden = models.CharField(max_length=1000, blank=True)
    bekend_op = models.DateField()
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """In order; what is changed has a reason."""

        constraints = [
            models.UniqueConstraint(fields=["programma", "volgnummer"], name="programmaversie_volgnummer"),
            models.CheckConstraint(condition=Q(volgnummer=1) | ~Q(reden=""), name="programmaversie_reden"),
        ]

    def __str__(self) -> str:
        """What it was called."""
        return self.naam


class Deelname(Beschermd):
    """That an organisation (`leverancier`) takes part in a programme now, and so may see it; who took part before stands in `Programmaversie`."""

    programma = models.ForeignKey(Programma, models.PROTECT, related_name="deelnames")
    vanaf = models.DateTimeField()

    class Meta:
        """Once per organisation, and found by it."""

        constraints = [models.UniqueConstraint(fields=["leverancier", "programma"], name="deelname_eenmaal")]

    def __str__(self) -> str:
        """Who."""
        return self.leverancier


class Onderdeel(models.Model):
    """One thing of a programme, of a kind, under another or under the programme itself; `sleutel` is how the reports know it."""

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    programma = models.ForeignKey(Programma, models.PROTECT, related_name="onderdelen", db_index=False)
    soort = models.CharField(max_length=20, choices=[(s, v.naam) for s, v in SOORTEN.items()])
    sleutel = models.CharField(max_length=80)
    ouder = models.ForeignKey("self", models.PROTECT, null=True, related_name="kinderen")

    class Meta:
        """One per key."""

        constraints = [models.UniqueConstraint(fields=["programma", "sleutel"], name="onderdeel_sleutel")]

    def __str__(self) -> str:
        """By its key."""
        return self.sleutel


class Onderdeelversie(models.Model):
    """What was said of a part: so since `bekend_op`, written down at `op`. The last that was known on a day holds for that day."""

    programma = models.ForeignKey(Programma, models.PROTECT, related_name="+")
    onderdeel = models.ForeignKey(Onderdeel, models.PROTECT, related_name="versies", db_index=False)
    volgnummer = models.IntegerField()
    titel = models.TextField()
    inhoud = models.JSONField(default=dict)
    partij = models.CharField(max_length=40, blank=True)
    vervallen = models.BooleanField(default=False)
    zin = models.TextField(blank=True)
    reden = models.CharField(max_length=1000, blank=True)
    bekend_op = models.DateField()
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """In order; what is changed has a reason."""

        constraints = [
            models.UniqueConstraint(fields=["onderdeel", "volgnummer"], name="onderdeelversie_volgnummer"),
            models.CheckConstraint(condition=Q(volgnummer=1) | ~Q(reden=""), name="onderdeelversie_reden"),
        ]

    def __str__(self) -> str:
        """What it was called."""
        return self.titel


class Planning(models.Model):
    """When a milestone was planned and how it stood: so since `bekend_op`, written down at `op`; who decided it, and why it changed."""

    programma = models.ForeignKey(Programma, models.PROTECT, related_name="+")
    onderdeel = models.ForeignKey(Onderdeel, models.PROTECT, related_name="planningen", db_index=False)
    volgnummer = models.IntegerField()
    soort = models.CharField(max_length=20, choices=[(s, s) for s in TIJDEN])
    tekst = models.CharField(max_length=200, blank=True)
    van = models.DateField(null=True)
    tot = models.DateField(null=True)
    stand = models.CharField(max_length=20, choices=[(s, s) for s in STANDEN])
    besloten_door = models.CharField(max_length=200, blank=True)
    zin = models.TextField(blank=True)
    reden = models.CharField(max_length=1000, blank=True)
    bekend_op = models.DateField()
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """In order; another planning has a reason, and days come in pairs."""

        constraints = [
            models.UniqueConstraint(fields=["onderdeel", "volgnummer"], name="mijlpaalplanning_volgnummer"),
            models.CheckConstraint(condition=Q(volgnummer=1) | ~Q(reden=""), name="mijlpaalplanning_reden"),
            models.CheckConstraint(
                condition=Q(van=None, tot=None) | Q(van__isnull=False, tot__gte=models.F("van")),
                name="mijlpaalplanning_dagen",
            ),
        ]

    def __str__(self) -> str:
        """As it was written."""
        return self.tekst


class Pijlerplanversie(models.Model):
    """A version of a pijlerplan, adopted on a day: the baseline. `mijlpalen` keeps when each milestone was planned by it."""

    programma = models.ForeignKey(Programma, models.PROTECT, related_name="+")
    onderdeel = models.ForeignKey(Onderdeel, models.PROTECT, related_name="pijlerplannen", db_index=False)
    volgnummer = models.IntegerField()
    besluit = models.CharField(max_length=500)
    mijlpalen = models.JSONField()
    bekend_op = models.DateField()
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """In order."""

        constraints = [
            models.UniqueConstraint(fields=["onderdeel", "volgnummer"], name="pijlerplanversie_volgnummer")
        ]

    def __str__(self) -> str:
        """Which version."""
        return f"versie {self.volgnummer}"


class Middel(models.Model):
    """Money for a topic and a participant from one scheme: awarded and spent, as it stood on `bekend_op`; the last counts."""

    programma = models.ForeignKey(Programma, models.PROTECT, related_name="+")
    onderdeel = models.ForeignKey(Onderdeel, models.PROTECT, related_name="middelen", db_index=False)
    regeling = models.CharField(max_length=100)
    deelnemer = models.CharField(max_length=40)
    volgnummer = models.IntegerField()
    toegekend = models.DecimalField(max_digits=13, decimal_places=2)
    besteed = models.DecimalField(max_digits=13, decimal_places=2)
    toelichting = models.CharField(max_length=1000, blank=True)
    bekend_op = models.DateField()
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """In order; no amount below zero."""

        constraints = [
            models.UniqueConstraint(
                fields=["onderdeel", "regeling", "deelnemer", "volgnummer"], name="middel_volgnummer"
            ),
            models.CheckConstraint(condition=Q(toegekend__gte=0, besteed__gte=0), name="middel_bedragen"),
        ]

    def __str__(self) -> str:
        """Whose."""
        return f"{self.regeling}: {self.deelnemer}"
