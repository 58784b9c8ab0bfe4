"""ACTIVITEITINFORMATIE: what somebody hands in because an information duty asks it, whether in time, and judged as often as it is completed."""

from django.db import models

from vth.zaken.models import Verzoek


class Activiteitinformatie(models.Model):
    """What became of a verzoek that is information: by which article, before what, and the last day on which that was in time.

    While it is not known when the activity begins or changes, both days are empty. No decision follows and nothing waits for it.
    `grond` is the rule that set the term. Who may see it the verzoek says.
    """

    class Voor(models.TextChoices):
        """Before what the information has to be there."""

        BEGIN = "begin", "het begin van de activiteit"
        WIJZIGING = "wijziging", "een wijziging, zoals van de begrenzing"

    verzoek = models.OneToOneField(Verzoek, models.PROTECT, primary_key=True, related_name="informatie")
    artikel = models.CharField(max_length=60)
    voor = models.CharField(max_length=10, choices=Voor, default=Voor.BEGIN)
    begin_op = models.DateField(null=True)
    uiterlijk = models.DateField(null=True)
    volledig_op = models.DateField(null=True)
    grond = models.JSONField(default=dict)
    versie = models.IntegerField(default=0)

    def __str__(self) -> str:
        """Name it as its verzoek."""
        return str(self.verzoek_id)


class Informatieoordeel(models.Model):
    """One judgement whether information is complete: what is lacking, each with why. Only grows."""

    informatie = models.ForeignKey(
        Activiteitinformatie, models.PROTECT, related_name="oordelen", db_index=False
    )
    volgnummer = models.IntegerField()
    dag = models.DateField()
    begin_op = models.DateField(null=True)
    ontbreekt = models.JSONField(default=list)
    toelichting = models.CharField(max_length=1000, blank=True)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """In order; of two at once one never gets in."""

        constraints = [
            models.UniqueConstraint(fields=["informatie", "volgnummer"], name="informatieoordeel_volgnummer"),
        ]

    def __str__(self) -> str:
        """Say how it was judged."""
        return f"{'onvolledig' if self.ontbreekt else 'volledig'} op {self.dag}"
