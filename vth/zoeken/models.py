"""One row per thing that can be found; the index itself is SQLite FTS5 or a PostgreSQL tsvector (migration 0002)."""

from django.db import models
from django.db.models.functions import Lower


class Zoekregel(models.Model):
    """What can be found of one thing: written by the room that owns it, in the same transaction as the thing."""

    soort = models.CharField(max_length=30)
    onderwerp = models.UUIDField(unique=True)
    titel = models.CharField(max_length=300)
    tekst = models.TextField()
    zicht = models.CharField(max_length=300)

    class Meta:
        """Read in the order of titles, per kind."""

        indexes = [models.Index("soort", Lower("titel"), "onderwerp", name="zoekregel_titel")]

    def __str__(self) -> str:
        """Name what is found."""
        return self.titel
