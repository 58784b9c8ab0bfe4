"""Organisations: the identity, what is said of it in a period, who follows whom and who takes part in what."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from vth.tijd.models import Herkomst, Voorkomen


class Organisatie(models.Model):
    """VTH-INSTANTIE and who else delivers or is named: a code that is never reused and never changes its meaning."""

    class Soort(models.TextChoices):
        """What kind of organisation it is."""

        GEMEENTE = "gemeente", "gemeente"
        PROVINCIE = "provincie", "provincie"
        WATERSCHAP = "waterschap", "waterschap"
        OMGEVINGSDIENST = "omgevingsdienst", "omgevingsdienst"
        MINISTERIE = "ministerie", "ministerie"
        RIJKSINSPECTIE = "rijksinspectie", "rijksinspectie"
        RIJKSDIENST = "rijksdienst", "rijksdienst"
        POLITIE = "politie", "politie"
        OM = "om", "Openbaar Ministerie"
        VEILIGHEIDSREGIO = "veiligheidsregio", "veiligheidsregio"
        GGD = "ggd", "GGD"
        RIVM = "rivm", "RIVM"
        LABORATORIUM = "laboratorium", "laboratorium"
        LEVERANCIER = "leverancier", "leverancier"
        OVERIG = "overig", "overig"

    code = models.CharField(max_length=40, primary_key=True)
    soort = models.CharField(max_length=20, choices=Soort)
    herkomst = models.ForeignKey(Herkomst, models.PROTECT, related_name="+", db_index=False)

    def __str__(self) -> str:
        """Name the organisation by its code: its name depends on the day."""
        return self.code


class Stamvoorkomen(Voorkomen):
    """A state that was read from a list: how sure it is, where it was read, and whether its begin is known.

    `begin_bekend` is false when `begin_geldigheid` is only the peildatum of the list. What was before that day is
    then unknown, and readers take the first known state for it.
    """

    zekerheid = models.CharField(max_length=20)
    bron = models.CharField(max_length=300)
    begin_bekend = models.BooleanField(default=True)

    class Meta(Voorkomen.Meta):
        """Only a frame."""

        abstract = True


class OrganisatieVoorkomen(Stamvoorkomen):
    """What an organisation is called, and where it is found, in a period; outside its periods it does not exist."""

    sleutelvelden: ClassVar[tuple[str, ...]] = ("organisatie",)

    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")
    naam = models.CharField(max_length=200)
    afkorting = models.CharField(max_length=40, blank=True)
    oin = models.CharField(max_length=20, blank=True)
    website = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        """Give the name."""
        return self.naam


class Deelneming(Stamvoorkomen):
    """That a gemeente, provincie or waterschap takes part in an omgevingsdienst."""

    sleutelvelden: ClassVar[tuple[str, ...]] = ("omgevingsdienst", "deelnemer")

    omgevingsdienst = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")
    deelnemer = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        """Say who takes part in what."""
        return f"{self.deelnemer_id} in {self.omgevingsdienst_id}"


class Bronhouderschap(Stamvoorkomen):
    """Who is the source of truth for a gegevensset in an area, where that is not the omgevingsdienst of the area.

    `gegevensset` is an object type of `begrippen/model`; `gebied` a gemeente, or NL for the whole country.
    """

    sleutelvelden: ClassVar[tuple[str, ...]] = ("gegevensset", "gebied")

    gegevensset = models.CharField(max_length=30)
    gebied = models.CharField(max_length=10)
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        """Say who holds what where."""
        return f"{self.gegevensset} in {self.gebied}: {self.organisatie_id}"


class Opvolging(models.Model):
    """That an organisation went on as another from a day; a wrong one is withdrawn, never changed."""

    voorganger = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")
    opvolger = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")
    datum = models.DateField()
    zekerheid = models.CharField(max_length=20)
    bron = models.CharField(max_length=300)
    herkomst = models.ForeignKey(Herkomst, models.PROTECT, related_name="+", db_index=False)
    ingetrokken_op = models.DateTimeField(null=True)

    class Meta:
        """Nobody follows himself, and one pair is in force once."""

        constraints = [
            models.CheckConstraint(condition=~Q(voorganger=F("opvolger")), name="opvolging_ander"),
            models.UniqueConstraint(
                fields=["voorganger", "opvolger"], condition=Q(ingetrokken_op=None), name="opvolging_paar"
            ),
        ]

    def __str__(self) -> str:
        """Say who follows whom."""
        return f"{self.voorganger_id} -> {self.opvolger_id} op {self.datum}"
