"""A list that a dienst hands in with its self-assessment: its staff per field of expertise, who pays what, or why a field falls short."""

from django.db import models

from .beoordeling import Zelfbeoordeling


class Lijst(models.Model):
    """One version of a list as it was handed in; the last of its kind counts, all stay. Staff is named by a code of the dienst, never by name."""

    class Soort(models.TextChoices):
        """What it lists."""

        BEZETTING = "bezetting", "bezetting per deskundigheidsgebied"
        UITLEG = "uitleg", "uitleg per deskundigheidsgebied"
        FINANCIERING = "financiering", "financiering per deelnemer en taak"

    zelfbeoordeling = models.ForeignKey(
        Zelfbeoordeling, models.PROTECT, related_name="lijsten", db_index=False
    )
    soort = models.CharField(max_length=20, choices=Soort)
    volgnummer = models.IntegerField()
    regels = models.JSONField()
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """In order."""

        constraints = [
            models.UniqueConstraint(
                fields=["zelfbeoordeling", "soort", "volgnummer"], name="lijst_volgnummer"
            ),
        ]

    def __str__(self) -> str:
        """What it lists."""
        return self.get_soort_display()
