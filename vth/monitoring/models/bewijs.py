"""Evidence as files: a document of a dienst, entered once and used wherever it shows something; and a collegial visit that used it."""

from collections.abc import Collection

from django.db import models
from django.db.models import Q

from vth.tijd import klok
from vth.zaken.documenten.gebruik import register_gebruik
from vth.zaken.models.velden import Beschermd


class Bewijsstuk(Beschermd):
    """A document of a dienst (`leverancier`) that shows something; where it is used stands in `Bewijs`. Taken back with a reason, never removed."""

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    titel = models.CharField(max_length=200)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)
    versie = models.IntegerField(default=0)
    ingetrokken_op = models.DateTimeField(null=True)
    ingetrokken_door = models.CharField(max_length=200, blank=True)
    reden_intrekking = models.CharField(max_length=2000, blank=True)

    class Meta:
        """Found by whose it is; taken back with a reason."""

        indexes = [models.Index(fields=["leverancier", "id"], name="bewijsstuk_van")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ingetrokken_op=None) | ~Q(reden_intrekking=""), name="bewijsstuk_reden"
            ),
        ]

    def __str__(self) -> str:
        """Name it."""
        return self.titel


class Bewijsversie(models.Model):
    """The bytes of a document as somebody of the dienst brought them; they stand in the store of `zaken.documenten` under their hash."""

    bewijsstuk = models.ForeignKey(Bewijsstuk, models.PROTECT, related_name="versies", db_index=False)
    dienst = models.CharField(max_length=40)
    volgnummer = models.IntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    bestandsomvang = models.BigIntegerField()
    formaat = models.CharField(max_length=100)
    bestandsnaam = models.CharField(max_length=200)
    naam_gegeven = models.TextField()
    scan = models.CharField(max_length=20)
    reden = models.CharField(max_length=300, blank=True)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """In order; the same bytes stand once in a dienst, also when two bring them at once."""

        constraints = [
            models.UniqueConstraint(fields=["bewijsstuk", "volgnummer"], name="bewijsversie_volgnummer"),
            models.UniqueConstraint(fields=["dienst", "sha256"], name="bewijsversie_eenmaal"),
        ]

    def __str__(self) -> str:
        """Name the file."""
        return f"{self.bestandsnaam} (versie {self.volgnummer})"


class Visitatie(Beschermd):
    """A visit by colleagues to a dienst (`leverancier`): when, by whom, and what came of it. Taken back with a reason, never changed."""

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    dag = models.DateField()
    bezoekers = models.CharField(max_length=300)
    uitkomst = models.TextField()
    op = models.DateTimeField()
    door = models.CharField(max_length=200)
    ingetrokken_op = models.DateTimeField(null=True)
    ingetrokken_door = models.CharField(max_length=200, blank=True)
    reden_intrekking = models.CharField(max_length=2000, blank=True)

    class Meta:
        """Found by whom was visited; taken back with a reason."""

        indexes = [models.Index(fields=["leverancier", "dag"], name="visitatie_bij")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ingetrokken_op=None) | ~Q(reden_intrekking=""), name="visitatie_reden"
            ),
        ]

    def __str__(self) -> str:
        """When."""
        return f"visitatie van {self.dag}"


class Visitatiebezoeker(Beschermd):
    """A dienst (`leverancier`) whose people came on a visit: it may read what came of it, as long as that stands."""

    visitatie = models.ForeignKey(Visitatie, models.PROTECT, related_name="bezoekende", db_index=False)

    class Meta:
        """Once; found by who came."""

        constraints = [
            models.UniqueConstraint(fields=["visitatie", "leverancier"], name="visitatiebezoeker_eenmaal"),
        ]
        indexes = [models.Index(fields=["leverancier"], name="visitatiebezoeker_van")]

    def __str__(self) -> str:
        """Whose."""
        return self.leverancier


class Visitatiebewijs(models.Model):
    """That a visit saw a version of a document."""

    visitatie = models.ForeignKey(Visitatie, models.PROTECT, related_name="bewijzen", db_index=False)
    bewijsstuk = models.ForeignKey(Bewijsstuk, models.PROTECT, related_name="visitaties")
    stukversie = models.IntegerField()

    class Meta:
        """Once."""

        constraints = [
            models.UniqueConstraint(fields=["visitatie", "bewijsstuk"], name="visitatiebewijs_eenmaal"),
        ]

    def __str__(self) -> str:
        """Which."""
        return f"{self.bewijsstuk_id} versie {self.stukversie}"


def find_gebruikt(hashes: Collection[str]) -> set[str]:
    """Give which bytes of the store are evidence, also what was taken back: a verdict may rest on it."""
    return set(Bewijsversie.objects.filter(sha256__in=hashes).values_list("sha256", flat=True))


register_gebruik(find_gebruikt)
