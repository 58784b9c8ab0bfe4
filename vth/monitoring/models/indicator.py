"""A frozen figure: what was counted, from which dagstand, by which query; a correction is another row beside it."""

from django.db import models
from django.db.models import F, Q

from vth.tijd import klok
from vth.zaken.models.velden import Beschermd


class Indicatorstand(models.Model):
    """One indicator over a period (`tot` not included), computed once from one dagstand; the last `volgnummer` of a period holds.

    `sql` is the query as it was, `controlesom` that of the manifest of the dagstand, `logboek_tot` the last line of the log in it. The four numbers are those
    of the country, each real thing once.
    """

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    indicator = models.CharField(max_length=60)
    versie = models.CharField(max_length=20)
    van = models.DateField()
    tot = models.DateField()
    volgnummer = models.IntegerField()
    dagstand = models.DateField()
    controlesom = models.CharField(max_length=64)
    logboek_tot = models.BigIntegerField()
    sql = models.TextField()
    records = models.BigIntegerField()
    bruikbaar = models.BigIntegerField()
    teller = models.DecimalField(max_digits=18, decimal_places=2)
    noemer = models.DecimalField(max_digits=18, decimal_places=2)
    reden = models.CharField(max_length=1000, blank=True)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """In order per period; a correction says why."""

        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "van", "tot", "volgnummer"], name="indicatorstand_volgnummer"
            ),
            models.CheckConstraint(condition=Q(van__lt=F("tot")), name="indicatorstand_periode"),
            models.CheckConstraint(condition=Q(volgnummer=1) | ~Q(reden=""), name="indicatorstand_reden"),
        ]

    def __str__(self) -> str:
        """Name it."""
        return f"{self.indicator} {self.van} tot {self.tot}"


class Indicatorwaarde(Beschermd):
    """What one organisation (`dienst`) delivered for a frozen figure, as a row for each organisation (`leverancier`) that may see it: itself, and who froze it."""

    stand = models.ForeignKey(Indicatorstand, models.PROTECT, related_name="waarden", db_index=False)
    dienst = models.CharField(max_length=40)
    records = models.BigIntegerField()
    bruikbaar = models.BigIntegerField()
    teller = models.DecimalField(max_digits=18, decimal_places=2)
    noemer = models.DecimalField(max_digits=18, decimal_places=2)

    class Meta:
        """Once per organisation and reader."""

        constraints = [
            models.UniqueConstraint(
                fields=["stand", "leverancier", "dienst"], name="indicatorwaarde_eenmaal"
            ),
        ]

    def __str__(self) -> str:
        """Whose."""
        return self.dienst


class Vastlegging(models.Model):
    """That somebody asked to freeze indicators over a period from one dagstand, and how far that is; `uitkomst` names the figures that came of it.

    `sleutel` is what was asked: the same again by the same person (`door`) waits once. `account` is under whose rights it is done.
    """

    class Stand(models.TextChoices):
        """How far it is."""

        WACHT = "wacht", "wacht op haar beurt"
        KLAAR = "klaar", "klaar"
        MISLUKT = "mislukt", "niet gelukt"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    indicatoren = models.JSONField()
    van = models.DateField()
    tot = models.DateField()
    dagstand = models.DateField()
    reden = models.CharField(max_length=1000, blank=True)
    sleutel = models.CharField(max_length=64)
    account = models.BigIntegerField()
    stand = models.CharField(max_length=10, choices=Stand, default=Stand.WACHT)
    gedaan = models.IntegerField(default=0)
    uitkomst = models.JSONField(default=list)
    melding = models.CharField(max_length=1000, blank=True)
    gevraagd_op = models.DateTimeField()
    gemeld_op = models.DateTimeField()
    klaar_op = models.DateTimeField(null=True)
    door = models.CharField(max_length=200)

    class Meta:
        """The same waits once; found by who asked."""

        constraints = [
            models.UniqueConstraint(
                fields=["door", "sleutel"], condition=Q(stand="wacht"), name="vastlegging_eenmaal"
            ),
        ]
        indexes = [models.Index(fields=["door", "gevraagd_op"], name="vastlegging_van")]

    def __str__(self) -> str:
        """Whose."""
        return f"{self.door} {self.stand}"
