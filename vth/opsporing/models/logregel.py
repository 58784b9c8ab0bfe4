"""The log of this room: every act and every look, with a hash where the file would stand, in a chain of its own."""

import uuid

from django.db import models
from django.db.models import Q


class Opsporingslogregel(models.Model):
    """One act on a file or one look at it: who, when, what, for which purpose. The file is named by the SHA-256 of its id.

    So a line says something only to who knows the file, and when that is destroyed it says nothing of it to anybody.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    moment = models.DateTimeField()
    actor = models.CharField(max_length=200)
    organisatie = models.CharField(max_length=40)
    handeling = models.CharField(max_length=80)
    doel = models.CharField(max_length=40, blank=True)
    sleutel = models.CharField(max_length=64)
    volgnummer = models.BigIntegerField(null=True, unique=True)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        """Read per file, newest first; what is not sealed is found at once."""

        indexes = [
            models.Index(fields=["sleutel", "-moment"], name="opsporingslog_dossier"),
            models.Index(fields=["moment", "id"], condition=Q(volgnummer=None), name="opsporingslog_open"),
        ]

    def __str__(self) -> str:
        """Say what was done."""
        return self.handeling


class Opsporingsanker(models.Model):
    """The end of the chain on a day, hidden by `zout`: the hash of both stands in the log of everybody, every day, whether there are files or not."""

    dag = models.DateField(unique=True)
    volgnummer = models.BigIntegerField()
    hash = models.CharField(max_length=64, blank=True)
    zout = models.CharField(max_length=64)
    anker = models.CharField(max_length=64)

    def __str__(self) -> str:
        """Name the day."""
        return str(self.dag)
