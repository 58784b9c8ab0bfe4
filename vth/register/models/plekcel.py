"""How many places lie in each cell of the country: made of the register, and made again when it changed.

A map of the whole country counts a million places at each look; these rows have counted them before.
"""

from django.db import models


class Plekcel(models.Model):
    """The places of one cell whose records, and whose places, are seen by the same people.

    `leverancier`, `gebied`, `vertrouwelijkheid` and `soort` are those of the records (`Bronobject`), so that the one filter
    holds for a row as it does for a record; `plek_gebied` and `plek_vertrouwelijkheid` are those of their places.
    """

    leverancier = models.CharField(max_length=40)
    soort = models.CharField(max_length=30)
    gebied = models.CharField(max_length=10, blank=True)
    vertrouwelijkheid = models.CharField(max_length=20)
    plek_gebied = models.CharField(max_length=10, blank=True)
    plek_vertrouwelijkheid = models.CharField(max_length=20)
    kolom = models.IntegerField()
    rij = models.IntegerField()
    aantal = models.IntegerField()
    lengtegraad = models.FloatField()
    breedtegraad = models.FloatField()

    class Meta:
        """Read by a box of cells, and replaced supplier by supplier."""

        indexes = [
            models.Index(fields=["kolom", "rij"], name="plekcel_plek"),
            models.Index(fields=["leverancier"], name="plekcel_leverancier"),
        ]

    def __str__(self) -> str:
        """Name the row."""
        return f"{self.leverancier} {self.soort} {self.kolom},{self.rij}: {self.aantal}"


class Plekcelstand(models.Model):
    """Of which state of a supplier's records its cells were made (`nummer`, the sum of its Stand), and for which days."""

    leverancier = models.CharField(max_length=40, unique=True)
    nummer = models.BigIntegerField()
    geldig_vanaf = models.DateField()
    geldig_tot = models.DateField()

    def __str__(self) -> str:
        """Name the row."""
        return f"{self.leverancier}: {self.nummer}"
