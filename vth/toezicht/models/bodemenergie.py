"""Closed ground energy systems: what was notified and reported, in the state of each act; the registration by law is the BRO."""

from django.db import models

from vth.register.models import Bronobject
from vth.tijd import klok


class Bodemenergiestand(models.Model):
    """What is known of a system after one act; only grows, the last one counts. `gegevens` is what `monster.bodemenergie` reads."""

    bronobject = models.ForeignKey(Bronobject, models.PROTECT, related_name="+", db_index=False)
    versie = models.IntegerField()
    bro_id = models.CharField(max_length=60, blank=True)
    gegevens = models.JSONField()
    reden = models.CharField(max_length=500, blank=True)
    geregistreerd_op = models.DateTimeField(default=klok.now)
    geregistreerd_door = models.CharField(max_length=200)

    class Meta:
        """Numbered per site."""

        constraints = [
            models.UniqueConstraint(fields=["bronobject", "versie"], name="bodemenergiestand_versie"),
        ]

    def __str__(self) -> str:
        """Say which version."""
        return f"{self.bro_id or self.bronobject_id} versie {self.versie}"
