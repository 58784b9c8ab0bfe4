"""ACTIVITEITMELDING (Omgevingswet 4.4): whether it is complete, judged as often as it is completed, and from when one may begin."""

from django.db import models

from vth.register.models import Bronobject
from vth.zaken.models import Verzoek


class Melding(models.Model):
    """What became of a verzoek that is a melding: since when it is complete, and from which day the activity may begin.

    While it is not complete both days are empty: by law it was then not made. `bronobject` is its kernel in the register,
    `grond` the rule that set the waiting time. Who may see it the verzoek says.
    """

    verzoek = models.OneToOneField(Verzoek, models.PROTECT, primary_key=True, related_name="melding")
    bronobject = models.OneToOneField(Bronobject, models.PROTECT, related_name="+")
    volledig_op = models.DateField(null=True)
    begin_vanaf = models.DateField(null=True)
    grond = models.JSONField(default=dict)
    versie = models.IntegerField(default=0)

    def __str__(self) -> str:
        """Name it as its verzoek."""
        return str(self.verzoek_id)


class Meldingoordeel(models.Model):
    """One judgement whether a melding is complete: what is lacking, each with why. Only grows."""

    melding = models.ForeignKey(Melding, models.PROTECT, related_name="oordelen", db_index=False)
    volgnummer = models.IntegerField()
    dag = models.DateField()
    ontbreekt = models.JSONField(default=list)
    toelichting = models.CharField(max_length=1000, blank=True)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """In order; of two at once one never gets in."""

        constraints = [
            models.UniqueConstraint(fields=["melding", "volgnummer"], name="meldingoordeel_volgnummer"),
        ]

    def __str__(self) -> str:
        """Say how it was judged."""
        return f"{'onvolledig' if self.ontbreekt else 'volledig'} op {self.dag}"
