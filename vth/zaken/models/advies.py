"""Advice in both roles: that we ask another for it, and that another asks us; what became of it, and the test on practice."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from vth.tijd import klok
from vth.tijd.guard import Wachtdeel, make_vastlegging, register_wachtdelen
from vth.tijd.slot import ALLES_SQL, Slot, register_sloten
from vth.toegang.rules import derive_eigen_slot, derive_zicht_slot

from .besluit import Besluit
from .velden import Beschermd
from .zaak import Zaak


class Adviesverzoek(Beschermd):
    """One request for advice: `leverancier` is whose record it is, and `richting` tells whether it asks or is asked.

    The other side is `partij` (a code), or `partijnaam` where it has no code. `uiterlijk_op` rests on `termijnregel`, or on the
    ground that was given with an own day. `over` names an omgevingsplan or what else it is about when there is no zaak.
    `strekking` is what the advice comes down to, `opvolging` what who decides did with it. Where both sides work here each
    has a record (`over_en_weer`): that of the adviser came of that of who asks, its `tegenhanger`, and goes by the rules of
    who asks, with those of `regelgezag`. Of the two each side sees its own, also where they share an area; another who may look
    there sees that of who asks.
    """

    class Richting(models.TextChoices):
        """Who asks whom."""

        GEVRAAGD = "gevraagd", "wij vragen advies"
        TE_GEVEN = "te_geven", "ons is advies gevraagd"

    class Staat(models.TextChoices):
        """How far it is."""

        LOOPT = "loopt", "wacht op advies"
        UITGEBRACHT = "uitgebracht", "advies is er"
        AFGEROND = "afgerond", "afgerond"
        INGETROKKEN = "ingetrokken", "ingetrokken"

    class Strekking(models.TextChoices):
        """What the advice comes down to."""

        POSITIEF = "positief", "positief"
        VOORWAARDEN = "voorwaarden", "positief onder voorwaarden"
        NEGATIEF = "negatief", "negatief"
        GEEN_ADVIES = "geen_advies", "geen advies uitgebracht"

    class Opvolging(models.TextChoices):
        """What was done with it."""

        GEVOLGD = "gevolgd", "gevolgd"
        DEELS = "deels", "deels gevolgd"
        NIET_GEVOLGD = "niet_gevolgd", "niet gevolgd"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    identificatie = models.CharField(max_length=40)
    zaak = models.ForeignKey(Zaak, models.PROTECT, null=True, related_name="adviesverzoeken")
    richting = models.CharField(max_length=20, choices=Richting)
    adviessoort = models.CharField(max_length=60)
    over = models.CharField(max_length=300, blank=True)
    partij = models.CharField(max_length=40, blank=True)
    partijnaam = models.CharField(max_length=200, blank=True)
    behandelaar = models.CharField(max_length=200, blank=True)
    vraag = models.TextField()
    gevraagd_op = models.DateField()
    termijnregel = models.CharField(max_length=100, blank=True)
    uiterlijk_op = models.DateField()
    grondslag = models.CharField(max_length=300)
    staat = models.CharField(max_length=20, choices=Staat, default=Staat.LOOPT)
    uitgebracht_op = models.DateField(null=True)
    strekking = models.CharField(max_length=20, choices=Strekking, blank=True)
    advies = models.TextField(blank=True)
    opvolging = models.CharField(max_length=20, choices=Opvolging, blank=True)
    opvolging_reden = models.TextField(blank=True)
    opvolging_op = models.DateField(null=True)
    besluit = models.ForeignKey(Besluit, models.PROTECT, null=True, related_name="adviesverzoeken")
    tegenhanger = models.OneToOneField("self", models.PROTECT, null=True, related_name="bij_adviseur")
    over_en_weer = models.BooleanField(default=False)
    regelgezag = models.CharField(max_length=40, blank=True)
    versie = models.IntegerField(default=0)
    geregistreerd_op = models.DateTimeField()
    geregistreerd_door = models.CharField(max_length=200)

    class Meta:
        """Days follow each other, and there is always another side. Listed by whose it is, by area, and by who has the work."""

        constraints = [
            models.UniqueConstraint(
                fields=["leverancier", "identificatie"], name="adviesverzoek_identificatie"
            ),
            models.CheckConstraint(
                condition=Q(uiterlijk_op__gte=models.F("gevraagd_op")), name="adviesverzoek_termijn"
            ),
            models.CheckConstraint(condition=~Q(partij="", partijnaam=""), name="adviesverzoek_partij"),
        ]
        indexes = [
            models.Index(fields=["leverancier", "uiterlijk_op", "id"], name="adviesverzoek_leverancier"),
            models.Index(fields=["gebied", "uiterlijk_op", "id"], name="adviesverzoek_gebied"),
            models.Index(fields=["uiterlijk_op", "id"], name="adviesverzoek_uiterlijk"),
            models.Index(
                fields=["behandelaar", "uiterlijk_op"],
                condition=Q(staat="loopt"),
                name="adviesverzoek_behandelaar",
            ),
        ]

    def __str__(self) -> str:
        """Name it as its organisation does."""
        return self.identificatie


class Adviesgebeurtenis(models.Model):
    """One act on a request for advice; its number is the `versie` after it. Only grows."""

    adviesverzoek = models.ForeignKey(
        Adviesverzoek, models.PROTECT, related_name="gebeurtenissen", db_index=False
    )
    volgnummer = models.IntegerField()
    handeling = models.CharField(max_length=60)
    dag = models.DateField()
    reden = models.CharField(max_length=1000, blank=True)
    door = models.CharField(max_length=200)
    op = models.DateTimeField()

    class Meta:
        """In order; of two at once one never gets in."""

        constraints = [
            models.UniqueConstraint(
                fields=["adviesverzoek", "volgnummer"], name="adviesgebeurtenis_volgnummer"
            ),
        ]

    def __str__(self) -> str:
        """Say what was done."""
        return f"{self.handeling} door {self.door}"


class Uitvoeringstoetspunt(models.Model):
    """The answer to one question of the uitvoeringstoets: can what is planned be carried out, supervised and enforced?"""

    class Oordeel(models.TextChoices):
        """The answer."""

        JA = "ja", "ja"
        DEELS = "deels", "deels"
        NEE = "nee", "nee"
        NIET_VAN_TOEPASSING = "niet_van_toepassing", "niet van toepassing"

    adviesverzoek = models.ForeignKey(
        Adviesverzoek, models.PROTECT, related_name="toetspunten", db_index=False
    )
    vraag = models.CharField(max_length=60)
    oordeel = models.CharField(max_length=30, choices=Oordeel)
    toelichting = models.CharField(max_length=2000, blank=True)

    class Meta:
        """One answer per question."""

        constraints = [
            models.UniqueConstraint(fields=["adviesverzoek", "vraag"], name="uitvoeringstoetspunt_vraag"),
        ]

    def __str__(self) -> str:
        """Give the question and its answer."""
        return f"{self.vraag}: {self.oordeel}"


def list_wachtdelen(vendor: str) -> Iterable[Wachtdeel]:
    """Guard what was done."""
    return make_vastlegging(Adviesgebeurtenis, vendor, leeg=("reden",))


def list_sloten() -> Iterable[Slot]:
    """Lock a request by its own columns, that of an adviser for who does not work there, and what hangs to it by the request."""
    verzoek = Adviesverzoek._meta.db_table
    eigen = f"tegenhanger_id IS NULL OR {derive_eigen_slot()}"
    yield Slot(verzoek, f"({derive_zicht_slot()}) AND ({eigen})")
    delen: tuple[type[models.Model], ...] = (Adviesgebeurtenis, Uitvoeringstoetspunt)
    for deel in delen:
        tabel = deel._meta.db_table
        ziet = f'EXISTS (SELECT 1 FROM "{verzoek}" d WHERE d.id = "{tabel}".adviesverzoek_id OFFSET 0)'
        yield Slot(tabel, f"{ALLES_SQL} OR {ziet}")


register_wachtdelen(list_wachtdelen)
register_sloten(list_sloten)
