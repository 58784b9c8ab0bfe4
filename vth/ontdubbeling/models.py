"""What was compared, what was judged, and which real thing came of it; nothing here ever goes away."""

import uuid
from collections.abc import Iterable
from typing import ClassVar

from django.db import models

from vth.register.models import Bronobject
from vth.tijd import klok
from vth.tijd.guard import Wachtdeel, make_vastlegging, register_wachtdelen
from vth.tijd.models import Voorkomen
from vth.tijd.slot import ALLES_SQL, Slot, register_sloten


class Koppelmodel(models.Model):
    """What a full run learned, as text that gives the same model again: later runs weigh new records by it."""

    versie = models.CharField(max_length=64, primary_key=True)
    profiel = models.CharField(max_length=40)
    inhoud = models.TextField()
    gemaakt_op = models.DateTimeField()

    def __str__(self) -> str:
        """Name the model."""
        return f"{self.profiel} {self.versie}"


class Koppelronde(models.Model):
    """One run: with which model and thresholds which state of the register was compared, and what came of it.

    It is written in the transaction of its outcome, so that there is no run without one. `nummers` are the numbers of
    `register.stand` that were compared, `tellingen` the counts as a whole and per supplier.
    """

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    koppelmodel = models.ForeignKey(Koppelmodel, models.PROTECT, related_name="+")
    profiel = models.CharField(max_length=40)
    profiel_md5 = models.CharField(max_length=32)
    volledig = models.BooleanField()
    begonnen_op = models.DateTimeField()
    afgerond_op = models.DateTimeField(db_index=True)
    nummers = models.JSONField(default=dict)
    drempels = models.JSONField(default=dict)
    tellingen = models.JSONField(default=dict)

    def __str__(self) -> str:
        """Name the run."""
        return f"ronde van {self.afgerond_op:%Y-%m-%d %H:%M}"


class Gelijkstelling(Voorkomen):
    """That two records may be about one real thing: how likely, on which ground, and the evidence.

    Written by a run; the next one closes what it does not find any more. Which of the two stands left is the order of
    their ids. `rang` puts what a person should look at first in front.
    """

    class Uitkomst(models.TextChoices):
        """What a run makes of a pair; what is below both thresholds is not kept."""

        GEKOPPELD = "gekoppeld", "gekoppeld"
        TE_BEOORDELEN = "te_beoordelen", "te beoordelen"

    sleutelvelden: ClassVar[tuple[str, ...]] = ("links", "rechts")

    links = models.ForeignKey(Bronobject, models.PROTECT, related_name="+", db_index=False)
    rechts = models.ForeignKey(Bronobject, models.PROTECT, related_name="+", db_index=False)
    soort = models.CharField(max_length=30)
    kans = models.FloatField()
    gewicht = models.FloatField()
    rang = models.FloatField()
    grond = models.CharField(max_length=80)
    bewijs = models.TextField()
    uitkomst = models.CharField(max_length=20, choices=Uitkomst)
    versie = models.CharField(max_length=64)
    inhoud_md5 = models.CharField(max_length=32)

    class Meta(Voorkomen.Meta):
        """Found from both sides, and in the order in which they are worked off."""

        indexes = [
            models.Index(fields=["links", "rechts"], name="gelijkstelling_links"),
            models.Index(fields=["rechts"], name="gelijkstelling_rechts"),
            models.Index(
                fields=["uitkomst", "rang", "id"],
                condition=models.Q(eind_registratie="9999-12-31T00:00:00Z"),
                name="gelijkstelling_rang",
            ),
        ]


class Snede(Voorkomen):
    """That two records were linked, or judged the same, and yet are two things: for joining them a third thing would be wrong.

    Written by a run, and by a judgement for the records around it; what holds again, or was judged, is closed. Of two
    groups that are kept apart only the strongest tie stands here. `rang` puts what a person should look at first in front.
    """

    class Reden(models.TextChoices):
        """What keeps the two apart."""

        OORDEEL = "oordeel", "een oordeel over een ander paar houdt ze uit elkaar"
        LEVERANCIER = "leverancier", "één leverancier heeft hier twee gegevens"

    sleutelvelden: ClassVar[tuple[str, ...]] = ("links", "rechts")

    links = models.ForeignKey(Bronobject, models.PROTECT, related_name="+", db_index=False)
    rechts = models.ForeignKey(Bronobject, models.PROTECT, related_name="+", db_index=False)
    soort = models.CharField(max_length=30)
    reden = models.CharField(max_length=20, choices=Reden)
    rang = models.FloatField()

    class Meta(Voorkomen.Meta):
        """Found from both sides, and in the order in which they are worked off."""

        indexes = [
            models.Index(fields=["links", "rechts"], name="snede_links"),
            models.Index(fields=["rechts"], name="snede_rechts"),
            models.Index(
                fields=["rang", "id"],
                condition=models.Q(eind_registratie="9999-12-31T00:00:00Z"),
                name="snede_rang",
            ),
        ]


class Koppeloordeel(models.Model):
    """What a person said of two records, and why. It binds every later run until another one replaces it.

    None is ever changed or deleted: a judge who comes back on one gives the next (`vervangt`), and of each there is at
    most one next, so that two judges at once never overwrite each other.
    """

    class Keuze(models.TextChoices):
        """What one can say. With `opvolging` the place is one and who runs it is not."""

        GELIJK = "gelijk", "hetzelfde"
        VERSCHILLEND = "verschillend", "niet hetzelfde"
        OPVOLGING = "opvolging", "zelfde plek, nieuwe drijver"
        WEET_NIET = "weet_niet", "weet niet"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    links = models.ForeignKey(Bronobject, models.PROTECT, related_name="+", db_index=False)
    rechts = models.ForeignKey(Bronobject, models.PROTECT, related_name="+")
    keuze = models.CharField(max_length=20, choices=Keuze)
    reden = models.CharField(max_length=500, blank=True)
    kans = models.FloatField(null=True)
    uitkomst = models.CharField(max_length=20, blank=True)
    door = models.CharField(max_length=200)
    namens = models.CharField(max_length=40, blank=True)
    op = models.DateTimeField(db_index=True)
    vervangt = models.OneToOneField("self", models.PROTECT, null=True, related_name="opvolger")

    class Meta:
        """Of each pair one first judgement."""

        constraints = [
            models.UniqueConstraint(
                fields=["links", "rechts"], condition=models.Q(vervangt=None), name="oordeel_eerste"
            )
        ]
        indexes = [models.Index(fields=["links", "rechts"], name="oordeel_paar")]

    def __str__(self) -> str:
        """Say what was judged."""
        return f"{self.get_keuze_display()}: {self.links_id} en {self.rechts_id}"


class Entiteit(models.Model):
    """The persistent id of one real thing, from the moment that it is about more than the record that founded it.

    `opgegaan_in` is where it lives now when it was merged into another; empty while it lives itself.
    """

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    soort = models.CharField(max_length=30)
    ontstaan_op = models.DateTimeField()
    opgegaan_in = models.UUIDField(null=True)

    def __str__(self) -> str:
        """Name the thing."""
        return str(self.id)


class Entiteitgebeurtenis(models.Model):
    """What happened to an Entiteit: came to be, merged, split, a record joined or left, and by which run or judgement."""

    class Soort(models.TextChoices):
        """What happened, as seen from this Entiteit."""

        ONTSTAAN = "ontstaan", "ontstaan"
        SAMENGEVOEGD = "samengevoegd", "samengevoegd met een ander"
        OPGEGAAN = "opgegaan", "opgegaan in een ander"
        GESPLITST = "gesplitst", "gesplitst"
        ERBIJ = "erbij", "een gegeven erbij"
        ERAF = "eraf", "een gegeven eraf"

    entiteit = models.UUIDField()
    soort = models.CharField(max_length=20, choices=Soort)
    ander = models.UUIDField(null=True)
    bronobject = models.ForeignKey(Bronobject, models.PROTECT, null=True, related_name="+", db_index=False)
    herkomst = models.ForeignKey("tijd.Herkomst", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        """Read per Entiteit, oldest first."""

        indexes = [models.Index(fields=["entiteit", "id"], name="entiteitgebeurtenis_entiteit")]

    def __str__(self) -> str:
        """Say what happened."""
        return f"{self.entiteit}: {self.soort}"


def derive_paar(a: uuid.UUID, b: uuid.UUID) -> tuple[uuid.UUID, uuid.UUID]:
    """Put two records in the order in which their pair is kept."""
    return (a, b) if str(a) < str(b) else (b, a)


def list_wachtdelen(vendor: str) -> Iterable[Wachtdeel]:
    """Guard what must stay: judgements, runs and events only grow; of an Entiteit only where it lives can change."""
    return [
        *make_vastlegging(Koppeloordeel, vendor),
        *make_vastlegging(Koppelronde, vendor),
        *make_vastlegging(Koppelmodel, vendor),
        *make_vastlegging(Entiteit, vendor, vrij=("opgegaan_in",)),
        *make_vastlegging(Entiteitgebeurtenis, vendor),
    ]


def list_sloten() -> Iterable[Slot]:
    """Lock what tells of two records: it shows only to who may see both (`register.models.slot`)."""
    bron = Bronobject._meta.db_table
    for model in (Gelijkstelling, Snede, Koppeloordeel):
        tabel = model._meta.db_table
        kanten = " AND ".join(
            f'EXISTS (SELECT 1 FROM "{bron}" b WHERE b.id = "{tabel}".{kant} OFFSET 0)'
            for kant in ("links_id", "rechts_id")
        )
        yield Slot(tabel, f"{ALLES_SQL} OR ({kanten})")


register_wachtdelen(list_wachtdelen)
register_sloten(list_sloten)
