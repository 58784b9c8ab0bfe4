"""Norms beside voorschriften and the Bal: what an omgevingsplan, the bruidsschat, a zorgplicht or a waterschapsverordening asks."""

from django.db import models
from django.db.models import F, Q

from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG


class Norm(models.Model):
    """One article of a regulation as it can be cited: what it asks, where, since when, and where that was read.

    Law is public, so everybody sees it. Without `gebied` it holds everywhere; without `bal_paragraaf` whatever is done there.
    """

    class Soort(models.TextChoices):
        """Which kind of regulation it stands in."""

        OMGEVINGSPLAN = "omgevingsplan", "omgevingsplan"
        BRUIDSSCHAT = "bruidsschat", "bruidsschat in het omgevingsplan"
        ZORGPLICHT = "zorgplicht", "zorgplicht"
        WATERSCHAPSVERORDENING = "waterschapsverordening", "waterschapsverordening"
        OMGEVINGSVERORDENING = "omgevingsverordening", "omgevingsverordening"
        RIJKSREGEL = "rijksregel", "algemene rijksregel"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    organisatie = models.CharField(max_length=40)
    soort = models.CharField(max_length=30, choices=Soort)
    regeling = models.CharField(max_length=200)
    artikel = models.CharField(max_length=60)
    omschrijving = models.CharField(max_length=2000)
    gebied = models.CharField(max_length=10, blank=True)
    bal_paragraaf = models.CharField(max_length=20, blank=True)
    begin_geldigheid = models.DateField()
    eind_geldigheid = models.DateField(default=OPEN_DAG)
    bron = models.CharField(max_length=500, blank=True)
    zekerheid = models.CharField(max_length=20)
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = models.CharField(max_length=200)

    class Meta:
        """Never empty in time; found by area; one article is recorded once per first day."""

        constraints = [
            models.CheckConstraint(
                condition=Q(eind_geldigheid__gt=F("begin_geldigheid")), name="norm_geldigheid"
            ),
            models.UniqueConstraint(
                fields=["organisatie", "regeling", "artikel", "gebied", "bal_paragraaf", "begin_geldigheid"],
                name="norm_eenmaal",
            ),
        ]
        indexes = [models.Index(fields=["gebied", "begin_geldigheid"], name="norm_gebied")]

    def __str__(self) -> str:
        """Cite it as lawyers do."""
        return f"{self.regeling}, artikel {self.artikel}"
