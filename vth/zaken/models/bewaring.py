"""How long a closed zaak is kept and why, and its destruction: a list that one person makes, another signs, and a protocol that stays."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from vth.tijd import klok
from vth.tijd.guard import Wachtdeel, make_vastlegging, register_wachtdelen
from vth.tijd.slot import ALLES_SQL, Slot, register_sloten

from .zaak import Zaak


class Zaakbewaring(models.Model):
    """What is to become of one closed zaak: from when it may be destroyed, or that it is kept for ever, and by which rule.

    `vernietigen_op` is empty as long as the day is not known, such as while a permit holds. An exception keeps the zaak,
    whatever the rule says, until it is lifted.
    """

    class Wijze(models.TextChoices):
        """What happens to it in the end."""

        VERNIETIGEN = "vernietigen", "vernietigen"
        BLIJVEND_BEWAREN = "blijvend_bewaren", "blijvend bewaren"

    class Uitzondering(models.TextChoices):
        """Why it is kept whatever the rule says."""

        HOTSPOT = "hotspot", "hotspot: gebeurtenis die veel losmaakte"
        RECHTSVORDERING = "rechtsvordering", "rechtszaak of onderzoek dat kan komen of loopt"
        ANDERS = "anders", "andere reden"

    zaak = models.OneToOneField(Zaak, models.PROTECT, primary_key=True, related_name="bewaring")
    wijze = models.CharField(max_length=20, choices=Wijze)
    jaren = models.IntegerField(null=True)
    vanaf = models.DateField(null=True)
    vernietigen_op = models.DateField(null=True)
    waarom = models.CharField(max_length=500)
    grond = models.JSONField(default=dict)
    uitzondering = models.CharField(max_length=20, choices=Uitzondering, blank=True)
    uitzondering_reden = models.CharField(max_length=1000, blank=True)
    uitzondering_door = models.CharField(max_length=200, blank=True)
    uitzondering_op = models.DateTimeField(null=True)
    overgebracht_op = models.DateField(null=True)
    overgebracht_naar = models.CharField(max_length=200, blank=True)

    class Meta:
        """Found by the day on which it may go; an exception has its reason."""

        constraints = [
            models.CheckConstraint(
                condition=Q(uitzondering="") | ~Q(uitzondering_reden=""), name="zaakbewaring_uitzondering"
            ),
        ]
        indexes = [
            models.Index(fields=["vernietigen_op", "zaak"], name="zaakbewaring_vernietigen"),
            models.Index(fields=["wijze", "vernietigen_op"], name="zaakbewaring_wijze"),
        ]

    def __str__(self) -> str:
        """Say what becomes of it."""
        return f"{self.zaak_id}: {self.wijze} {self.vernietigen_op or ''}".strip()


class Zaakvernietiging(models.Model):
    """A list of zaken to be destroyed by one organisation: made by one person, signed by another, carried out in one act.

    `verklaring` is the protocol: who, when, by which rules, what went and what did not. It stays.
    """

    class Staat(models.TextChoices):
        """How far it is."""

        VOORGELEGD = "voorgelegd", "wacht op een tweede persoon"
        ONDERTEKEND = "ondertekend", "ondertekend"
        UITGEVOERD = "uitgevoerd", "uitgevoerd"
        GEWEIGERD = "geweigerd", "geweigerd"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    identificatie = models.CharField(max_length=40)
    organisatie = models.CharField(max_length=40)
    controlegetal = models.CharField(max_length=64)
    opgesteld_door = models.CharField(max_length=200)
    opgesteld_op = models.DateTimeField()
    staat = models.CharField(max_length=20, choices=Staat, default=Staat.VOORGELEGD)
    beoordeeld_door = models.CharField(max_length=200, blank=True)
    beoordeeld_op = models.DateTimeField(null=True)
    reden = models.CharField(max_length=1000, blank=True)
    uitgevoerd_door = models.CharField(max_length=200, blank=True)
    uitgevoerd_op = models.DateTimeField(null=True)
    verklaring = models.JSONField(default=dict)

    class Meta:
        """Once per organisation and number; who made it never judged it."""

        constraints = [
            models.UniqueConstraint(fields=["organisatie", "identificatie"], name="zaakvernietiging_nummer"),
            models.CheckConstraint(
                condition=~Q(opgesteld_door=models.F("beoordeeld_door")), name="zaakvernietiging_tweede"
            ),
        ]
        indexes = [models.Index(fields=["organisatie", "-opgesteld_op"], name="zaakvernietiging_lijst")]

    def __str__(self) -> str:
        """Name it as its organisation does."""
        return self.identificatie


class Zaakvernietigingsregel(models.Model):
    """One zaak on a list, as it was when it was put there; and what became of it."""

    class Uitkomst(models.TextChoices):
        """What became of it."""

        VOORGESTELD = "voorgesteld", "voorgesteld"
        VERNIETIGD = "vernietigd", "vernietigd"
        OVERGESLAGEN = "overgeslagen", "niet vernietigd"

    vernietiging = models.ForeignKey(Zaakvernietiging, models.PROTECT, related_name="regels", db_index=False)
    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="vernietigingsregels")
    identificatie = models.CharField(max_length=40)
    zaaksoort = models.CharField(max_length=60)
    resultaat = models.CharField(max_length=60, blank=True)
    einddatum = models.DateField()
    vernietigen_op = models.DateField()
    waarom = models.CharField(max_length=500)
    uitkomst = models.CharField(max_length=20, choices=Uitkomst, default=Uitkomst.VOORGESTELD)
    reden = models.CharField(max_length=1000, blank=True)

    class Meta:
        """Once per list."""

        constraints = [
            models.UniqueConstraint(fields=["vernietiging", "zaak"], name="zaakvernietigingsregel_eenmaal"),
        ]

    def __str__(self) -> str:
        """Name the zaak and what became of it."""
        return f"{self.identificatie}: {self.uitkomst}"


def list_wachtdelen(vendor: str) -> Iterable[Wachtdeel]:
    """Guard lists and their lines: what was proposed, by whom and when, never changes and never goes."""
    yield from make_vastlegging(
        Zaakvernietiging,
        vendor,
        vrij=(
            "staat",
            "beoordeeld_door",
            "beoordeeld_op",
            "reden",
            "uitgevoerd_door",
            "uitgevoerd_op",
            "verklaring",
        ),
    )
    yield from make_vastlegging(Zaakvernietigingsregel, vendor, vrij=("uitkomst", "reden"))


def list_sloten() -> Iterable[Slot]:
    """Lock what tells of one zaak by that zaak; a list by its organisation stands open only to its own lines."""
    zaak = Zaak._meta.db_table
    for model in (Zaakbewaring, Zaakvernietigingsregel):
        tabel = model._meta.db_table
        ziet = f'EXISTS (SELECT 1 FROM "{zaak}" d WHERE d.id = "{tabel}".zaak_id OFFSET 0)'
        yield Slot(tabel, f"{ALLES_SQL} OR {ziet}")


register_wachtdelen(list_wachtdelen)
register_sloten(list_sloten)
