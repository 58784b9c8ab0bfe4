"""How far the register is with one supplier's records of one kind, and who is writing them now."""

from django.db import models


class Stand(models.Model):
    """A number that grows with every write of a supplier's records of one kind, and the lock of a delivery.

    Whoever keeps a copy of these records beside the register (`aanleveringen`) knows by the number whether it is
    still right. `bezet_door` names the delivery that is at work until `bezet_tot`.
    """

    leverancier = models.CharField(max_length=40)
    soort = models.CharField(max_length=30)
    nummer = models.BigIntegerField(default=0)
    bezet_door = models.CharField(max_length=40, blank=True)
    bezet_tot = models.DateTimeField(null=True)

    class Meta:
        """One row per supplier and kind."""

        constraints = [
            models.UniqueConstraint(fields=["leverancier", "soort"], name="stand_leverancier_soort")
        ]

    def __str__(self) -> str:
        """Name the row."""
        return f"{self.leverancier} {self.soort}: {self.nummer}"
