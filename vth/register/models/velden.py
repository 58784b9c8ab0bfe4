"""What the voorkomens of all object types share, and the columns they are made of."""

from typing import Any

from django.db import models

from vth.tijd.models import Voorkomen, make_voedingsindexen

from .bronobject import Bronobject


class Objectvoorkomen(Voorkomen):
    """What a supplier says of one record in a period. An empty column means: nothing said.

    `voidredenen` tells of empty columns that the supplier says are unknown or do not apply (`naam:waardeOnbekend`).
    `inhoud_md5` is the hash of the canonical text of the content, with which deliveries are compared.
    """

    bronobject = models.ForeignKey(Bronobject, models.PROTECT, related_name="+")
    inhoud_md5 = models.CharField(max_length=32)
    voidredenen = models.CharField(max_length=500, null=True)

    class Meta(Voorkomen.Meta):
        """Only a frame for the tables of the object types."""

        abstract = True


def list_indexen(naam: str, *ook: models.Index) -> list[models.Index]:
    """List the indexes of one table of voorkomens, and those that it has beside them."""
    return [*ook, *make_voedingsindexen(naam, "bronobject")]


def tekst(lengte: int) -> "models.CharField[Any, Any]":
    """Make a column for text of at most `lengte` characters."""
    return models.CharField(max_length=lengte, null=True)


def code() -> "models.CharField[Any, Any]":
    """Make a column for a code; what it means on a date is told by `begrippen`."""
    return models.CharField(max_length=100, null=True)


def codes(lengte: int = 500) -> "models.CharField[Any, Any]":
    """Make a column for several values, sorted and parted by `;`."""
    return models.CharField(max_length=lengte, null=True)


def datum() -> "models.DateField[Any, Any]":
    """Make a column for a calendar day."""
    return models.DateField(null=True)


def geheel() -> "models.IntegerField[Any, Any]":
    """Make a column for a whole number."""
    return models.IntegerField(null=True)


def getal() -> "models.DecimalField[Any, Any]":
    """Make a column for an exact number with at most four decimals."""
    return models.DecimalField(max_digits=18, decimal_places=4, null=True)


def bedrag() -> "models.DecimalField[Any, Any]":
    """Make a column for an amount in euro, exact to the cent."""
    return models.DecimalField(max_digits=18, decimal_places=2, null=True)


def janee() -> "models.BooleanField[Any, Any]":
    """Make a column for yes, no or nothing said."""
    return models.BooleanField(null=True)


def maat() -> "models.FloatField[Any, Any]":
    """Make a column for a coordinate: metres in EPSG:28992, or degrees."""
    return models.FloatField(null=True)
