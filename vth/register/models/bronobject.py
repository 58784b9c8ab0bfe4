"""A supplier's record, how records hang together, and which real thing each record is about."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models

from vth.tijd import klok
from vth.tijd.guard import Wachtdeel, make_vastlegging, register_wachtdelen
from vth.tijd.models import Herkomst, Voorkomen, make_voedingsindexen


class Bronobject(models.Model):
    """One record of one supplier, under the supplier's own id: the identity that all voorkomens belong to.

    It is also the identity of the real thing at first sight; a Toewijzing says otherwise (`docs/adr/0015`).
    What decides who may see it (supplier, area, confidentiality) stands here and nowhere else.
    """

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    soort = models.CharField(max_length=30)
    leverancier = models.CharField(max_length=40)
    sleutel = models.CharField(max_length=200)
    reeks = models.CharField(max_length=80)
    gebied = models.CharField(max_length=10, blank=True)
    vertrouwelijkheid = models.CharField(max_length=20)
    herkomst = models.ForeignKey(Herkomst, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        """A supplier's id is used once per kind of object."""

        constraints = [
            models.UniqueConstraint(fields=["leverancier", "soort", "sleutel"], name="bronobject_sleutel"),
        ]
        indexes = [models.Index(fields=["soort", "gebied", "id"], name="bronobject_gebied")]

    def __str__(self) -> str:
        """Name the record as its supplier does."""
        return f"{self.leverancier} {self.soort} {self.sleutel}"


class Relatie(Voorkomen):
    """A relation between two records of one supplier, in a period; the kinds stand in `begrippen/model`."""

    sleutelvelden: ClassVar[tuple[str, ...]] = ("van", "soort", "naar")

    van = models.ForeignKey(Bronobject, models.PROTECT, related_name="+", db_index=False)
    soort = models.CharField(max_length=30)
    naar = models.ForeignKey(Bronobject, models.PROTECT, related_name="+", db_index=False)

    class Meta(Voorkomen.Meta):
        """Walked from both sides, and found by the act that wrote it."""

        indexes = [
            models.Index(fields=["van", "soort"], name="relatie_van"),
            models.Index(fields=["naar", "soort"], name="relatie_naar"),
            *make_voedingsindexen("relatie", "van"),
        ]


class Leverstatus(Voorkomen):
    """That a record is not kept up to date by its supplier: refused in a delivery, or no longer in it.

    A record without a status is delivered as it should be. This says nothing about the thing itself.
    """

    class Status(models.TextChoices):
        """Why the last state may be old."""

        NIET_BIJGEWERKT = "niet_bijgewerkt", "niet bijgewerkt: de laatste regel is geweigerd"
        NIET_MEER_AANGELEVERD = "niet_meer_aangeleverd", "niet meer aangeleverd"

    bronobject = models.ForeignKey(Bronobject, models.PROTECT, related_name="+")
    status = models.CharField(max_length=30, choices=Status)

    class Meta(Voorkomen.Meta):
        """Found by the act that wrote it."""

        indexes = make_voedingsindexen("leverstatus", "bronobject")


class Zichtwijziging(models.Model):
    """That an act made other people see a record than before: what decided who saw it until then.

    With it the feed can tell whoever saw the record that it is gone from sight, and whoever did not that it is there.
    """

    bronobject = models.ForeignKey(Bronobject, models.PROTECT, related_name="+", db_index=False)
    herkomst = models.ForeignKey(Herkomst, models.PROTECT, related_name="+", db_index=False)
    gebied = models.CharField(max_length=10, blank=True)
    vertrouwelijkheid = models.CharField(max_length=20)

    class Meta:
        """Once per record and act."""

        constraints = [
            models.UniqueConstraint(fields=["herkomst", "bronobject"], name="zichtwijziging_eenmaal"),
        ]

    def __str__(self) -> str:
        """Say what decided before."""
        return f"{self.bronobject_id}: {self.gebied} {self.vertrouwelijkheid}"


class Toewijzing(Voorkomen):
    """That a record is about another real thing than the one it founded; written only by `ontdubbeling`."""

    bronobject = models.ForeignKey(Bronobject, models.PROTECT, related_name="+")
    identiteit = models.UUIDField(db_index=True)


def list_wachtdelen(vendor: str) -> Iterable[Wachtdeel]:
    """Guard the records: none goes, and only what decides who may see it can change; that it did stays as well."""
    return [
        *make_vastlegging(Bronobject, vendor, vrij=("gebied", "vertrouwelijkheid")),
        *make_vastlegging(Zichtwijziging, vendor),
    ]


register_wachtdelen(list_wachtdelen)
