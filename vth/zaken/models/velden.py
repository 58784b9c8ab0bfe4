"""What protected things of this room share: the four columns that decide who may see them, and what they are about."""

from django.db import models

from vth.register.models import Bronobject


class Beschermd(models.Model):
    """A thing with its own sight: kind of data, whose it is, in which gemeente, and how confidential (`toegang.rules`)."""

    soort = models.CharField(max_length=30)
    leverancier = models.CharField(max_length=40)
    gebied = models.CharField(max_length=10, blank=True)
    vertrouwelijkheid = models.CharField(max_length=20)

    class Meta:
        """Only a frame."""

        abstract = True


class Onderwerp(models.Model):
    """That something is about a record of the register, in a role; which real thing that is, the register knows."""

    class Rol(models.TextChoices):
        """As what the record is in it."""

        VTHOBJECT = "vthobject", "VTH-object"
        ACTIVITEITUITVOERING = "activiteituitvoering", "activiteit"
        AANVRAGER = "aanvrager", "aanvrager"
        GEMACHTIGDE = "gemachtigde", "gemachtigde"
        DRIJVER = "drijver", "drijver"
        OVERTREDER = "overtreder", "overtreder"
        BELANGHEBBENDE = "belanghebbende", "belanghebbende"

    bronobject = models.ForeignKey(Bronobject, models.PROTECT, related_name="+")
    rol = models.CharField(max_length=30, choices=Rol)

    class Meta:
        """Only a frame."""

        abstract = True

    def __str__(self) -> str:
        """Say which record, and as what."""
        return f"{self.rol}: {self.bronobject_id}"
