"""Areas: which organisation serves which gemeente for which task, and where the borders run."""

from typing import ClassVar

from django.db import models

from vth.tijd.models import Voorkomen

from .organisatie import Organisatie, Stamvoorkomen


class Werkgebied(Stamvoorkomen):
    """That an organisation serves an area for a task; the area is a gemeente, or NL for the whole country."""

    class Taak(models.TextChoices):
        """For what the organisation serves the area."""

        GRONDGEBIED = "grondgebied", "eigen grondgebied"
        BASISTAKEN = "basistaken", "basistaken (Omgevingsbesluit 13.12)"
        SEVESO = "seveso", "Seveso en RIE-categorie 4 (Omgevingsbesluit bijlage VII)"

    sleutelvelden: ClassVar[tuple[str, ...]] = ("organisatie", "taak", "gebied")

    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")
    taak = models.CharField(max_length=20, choices=Taak)
    gebied = models.CharField(max_length=10)

    class Meta(Stamvoorkomen.Meta):
        """Read from the area too."""

        indexes = [models.Index(fields=["gebied", "taak"], name="werkgebied_gebied")]

    def __str__(self) -> str:
        """Say who serves what."""
        return f"{self.organisatie_id}: {self.gebied} ({self.taak})"


class Gebiedsgrens(Voorkomen):
    """The border of an area as WKT in EPSG:28992 (Amersfoort / RD New, metres)."""

    sleutelvelden: ClassVar[tuple[str, ...]] = ("gebied",)

    gebied = models.CharField(max_length=10)
    geometrie = models.TextField()
    inhoud_md5 = models.CharField(max_length=32)
    bron = models.CharField(max_length=300)

    class Meta(Voorkomen.Meta):
        """Read by area."""

        indexes = [models.Index(fields=["gebied"], name="gebiedsgrens_gebied")]

    def __str__(self) -> str:
        """Name the area."""
        return self.gebied
