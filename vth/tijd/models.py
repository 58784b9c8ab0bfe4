"""Origin, and the abstract voorkomen that every register table is made of."""

from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import F, Q

from .rules import OPEN_DAG, OPEN_TIJDSTIP, Peilmoment


class Herkomst(models.Model):
    """Who made register rows, by what kind of act, and when: an aanlevering or an act points to it."""

    class Soort(models.TextChoices):
        """What kind of act made the rows."""

        AANLEVERING = "aanlevering", "aanlevering"
        HANDELING = "handeling", "handeling in Open VTH"
        STAMGEGEVENS = "stamgegevens", "stamgegevens van Open VTH"

    leverancier = models.CharField(max_length=40)
    soort = models.CharField(max_length=20, choices=Soort)
    moment = models.DateTimeField()

    class Meta:
        """Read by supplier and moment."""

        indexes = [models.Index(fields=["leverancier", "moment"], name="herkomst_leverancier_moment")]

    def __str__(self) -> str:
        """Name the act in words."""
        return f"{self.get_soort_display()} van {self.leverancier} op {self.moment:%Y-%m-%d %H:%M:%S}"


M = TypeVar("M", bound=models.Model, covariant=True)


class VoorkomenQuerySet(models.QuerySet[M]):
    """The readings of a register table on the two time axes."""

    def seen_at(self, peilmoment: Peilmoment) -> Self:
        """Keep what held on `geldig_op` as it was known at `beschikbaar_op`."""
        return self.known_at(peilmoment).filter(
            begin_geldigheid__lte=peilmoment.geldig_op, eind_geldigheid__gt=peilmoment.geldig_op
        )

    def known_at(self, peilmoment: Peilmoment) -> Self:
        """Keep the whole timeline as it was known at `beschikbaar_op`, whatever day it is about."""
        op = peilmoment.beschikbaar_op
        return self.filter(tijdstip_registratie__lte=op, eind_registratie__gt=op)

    def believed(self) -> Self:
        """Keep the timeline as it is known now: the rows that nothing has replaced."""
        return self.filter(eind_registratie=OPEN_TIJDSTIP)


class VoorkomenManager(models.Manager[M]):
    """The readings of `VoorkomenQuerySet`, written out: then mypy knows of which table the rows are."""

    def get_queryset(self) -> VoorkomenQuerySet[M]:
        """Give all rows."""
        return VoorkomenQuerySet(self.model, using=self._db)

    def filter(self, *args: Any, **kwargs: Any) -> VoorkomenQuerySet[M]:
        """Keep some rows, with the readings still at hand."""
        return self.get_queryset().filter(*args, **kwargs)

    def seen_at(self, peilmoment: Peilmoment) -> VoorkomenQuerySet[M]:
        """Keep what held on `geldig_op` as it was known at `beschikbaar_op`."""
        return self.get_queryset().seen_at(peilmoment)

    def known_at(self, peilmoment: Peilmoment) -> VoorkomenQuerySet[M]:
        """Keep the whole timeline as it was known at `beschikbaar_op`."""
        return self.get_queryset().known_at(peilmoment)

    def believed(self) -> VoorkomenQuerySet[M]:
        """Keep the timeline as it is known now."""
        return self.get_queryset().believed()


class Voorkomen(models.Model):
    """One state of one thing in one period, as somebody said it: closed and added, never changed.

    A register table names in `sleutelvelden` the columns within which periods may not overlap. The database
    itself refuses an overlap, a deletion, and every update but the closing of `eind_registratie` (`guard.py`).
    """

    sleutelvelden: ClassVar[tuple[str, ...]] = ("bronobject",)

    begin_geldigheid = models.DateField()
    eind_geldigheid = models.DateField(default=OPEN_DAG)
    tijdstip_registratie = models.DateTimeField()
    eind_registratie = models.DateTimeField(default=OPEN_TIJDSTIP)
    herkomst = models.ForeignKey(Herkomst, models.PROTECT, related_name="+", db_index=False)

    objects: ClassVar["VoorkomenManager[Self]"] = VoorkomenManager()

    class Meta:
        """Periods are never empty, on both axes."""

        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(eind_geldigheid__gt=F("begin_geldigheid")), name="%(class)s_geldigheid"
            ),
            models.CheckConstraint(
                condition=Q(eind_registratie__gt=F("tijdstip_registratie")), name="%(class)s_registratie"
            ),
        ]

    def __str__(self) -> str:
        """Name the period."""
        return f"{self.begin_geldigheid} tot {self.eind_geldigheid}"


def make_voedingsindexen(naam: str, sleutel: str) -> list[models.Index]:
    """Make the indexes by which the rows of one act are found: those it added, and those it closed.

    An open row is in the first only, at its end, so that a bulk write pays little for them.
    """
    return [
        models.Index(fields=["herkomst", sleutel], name=f"{naam}_herkomst"),
        models.Index(
            fields=["eind_registratie", sleutel],
            condition=Q(eind_registratie__lt=OPEN_TIJDSTIP),
            name=f"{naam}_gesloten",
        ),
    ]


def list_tijdvelden() -> tuple[str, ...]:
    """Name the columns that every voorkomen has beside its key and content."""
    return ("begin_geldigheid", "eind_geldigheid", "tijdstip_registratie", "eind_registratie", "herkomst_id")


def list_sleutelkolommen(model: type[Voorkomen]) -> list[str]:
    """Name the database columns of the key within which the periods of `model` may not overlap."""
    return [_get_column(model._meta.get_field(naam)) for naam in model.sleutelvelden]


def list_inhoudskolommen(model: type[Voorkomen]) -> list[str]:
    """Name the database columns that hold what was said: all but id, key, the four dates and the origin."""
    elders = {"id", *list_sleutelkolommen(model), *list_tijdvelden()}
    kolommen = [_get_column(field) for field in model._meta.concrete_fields]
    return [kolom for kolom in kolommen if kolom not in elders]


def _get_column(field: Any) -> str:
    """Give the database column of a field."""
    return str(field.column)
