"""The line of one act, and the seal that keeps the lines in their order."""

from collections.abc import Iterable

from django.db import models

from vth.tijd import klok
from vth.tijd.guard import (
    Wachtdeel,
    make_postgres_trigger,
    make_sqlite_trigger,
    make_vastlegging,
    register_wachtdelen,
)


class Gebeurtenis(models.Model):
    """One act: written in the act's own transaction without number, numbered and hashed when it is sealed.

    `actor` is text, for the log outlives accounts. A natural person is named by key only (`afspraken.md` 3).
    """

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    moment = models.DateTimeField()
    actor = models.CharField(max_length=200)
    organisatie = models.CharField(max_length=40, blank=True)
    handeling = models.CharField(max_length=80)
    onderwerp_soort = models.CharField(max_length=40, blank=True)
    onderwerp_id = models.CharField(max_length=100, blank=True)
    inhoud = models.JSONField(default=dict)
    volgnummer = models.BigIntegerField(null=True, unique=True)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        """Read by subject, and by what is not sealed yet."""

        indexes = [
            models.Index(fields=["onderwerp_soort", "onderwerp_id"], name="gebeurtenis_onderwerp"),
            models.Index(
                fields=["moment", "id"], condition=models.Q(volgnummer=None), name="gebeurtenis_open"
            ),
        ]

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.moment:%Y-%m-%d %H:%M:%S} {self.actor}: {self.handeling} {self.onderwerp_id}".strip()


class Zegel(models.Model):
    """The end of the chain: up to where the lines are sealed; a single row that each sealing moves on."""

    volgnummer = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)
    definitief_tot = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Name the last sealed line."""
        return f"tot en met {self.volgnummer}"


class Verwerking(models.Model):
    """That somebody saw or took along data of another: one line per request, committed before the answer leaves.

    In the shape of the standard Logboek Dataverwerkingen (a span of OpenTelemetry with `dpl.core` attributes). It holds
    the question and how much was seen, never what was seen. It stands in a database of its own, so that a read is
    noted while the register is being written, and outlives whatever the read was about. `client` is the case system that asked,
    and `eindgebruiker` the number that it has for who sat at it: no name, and the one thing that may be emptied.
    """

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    trace_id = models.CharField(max_length=32)
    span_id = models.CharField(max_length=16)
    ouder_span_id = models.CharField(max_length=16, blank=True)
    naam = models.CharField(max_length=80)
    begin = models.DateTimeField()
    eind = models.DateTimeField()
    gelukt = models.BooleanField(default=True)
    activiteit = models.CharField(max_length=80)
    actor = models.CharField(max_length=200)
    organisatie = models.CharField(max_length=200, blank=True)
    leveranciers = models.JSONField(default=list)
    soorten = models.JSONField(default=list)
    vraag = models.CharField(max_length=2000)
    aantal = models.IntegerField()
    eindgebruiker = models.CharField(max_length=255, null=True)
    client = models.CharField(max_length=50, null=True)

    class Meta:
        """Read by who looked, newest first, and by moment."""

        indexes = [
            models.Index(fields=["actor", "-begin"], name="verwerking_actor"),
            models.Index(fields=["organisatie", "-begin"], name="verwerking_organisatie"),
            models.Index(fields=["-begin"], name="verwerking_begin"),
        ]

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.begin:%Y-%m-%d %H:%M:%S} {self.actor}: {self.naam}"


class Verwerkingbetrokkene(models.Model):
    """That a read was about one natural person, named by the key of the record and nothing else."""

    verwerking = models.ForeignKey(Verwerking, models.CASCADE, related_name="betrokkenen")
    sleutel = models.UUIDField(db_index=True)

    def __str__(self) -> str:
        """Name the key."""
        return str(self.sleutel)


class Bezoek(models.Model):
    """When an account last looked, up to which sealed number of the log, and the same of the visit before that.

    It stands beside the log of reads, so that it can be written while the register is.
    """

    actor = models.CharField(max_length=200, unique=True)
    moment = models.DateTimeField()
    volgnummer = models.BigIntegerField()
    vorige_moment = models.DateTimeField(null=True)
    vorige_volgnummer = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        """Name who and when."""
        return f"{self.actor}: {self.moment:%Y-%m-%d %H:%M}"


def list_wachtdelen(vendor: str) -> Iterable[Wachtdeel]:
    """Guard the logs in the database: no line goes, of acts one changes only by being sealed once, of reads none but to empty an `eindgebruiker`."""
    delen = make_vastlegging(Gebeurtenis, vendor, vrij=("volgnummer", "hash"))
    delen += [
        *make_vastlegging(Verwerking, vendor, leeg=("eindgebruiker",)),
        *make_vastlegging(Verwerkingbetrokkene, vendor),
    ]
    return [*delen, *_seal_once(vendor)]


def _seal_once(vendor: str) -> list[Wachtdeel]:
    """Refuse to number or hash a line a second time."""
    tabel, melding = Gebeurtenis._meta.db_table, "een verzegelde regel wordt nooit gewijzigd"
    if vendor == "sqlite":
        return [make_sqlite_trigger(tabel, "zegel", "UPDATE", "OLD.volgnummer IS NOT NULL", melding)]
    return make_postgres_trigger(tabel, "zegel", "UPDATE", "OLD.volgnummer IS NOT NULL", melding)


register_wachtdelen(list_wachtdelen)
