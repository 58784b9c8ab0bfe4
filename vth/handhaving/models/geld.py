"""Money: what was forfeited by operation of law or cost bestuursdwang, what was done to claim it, and what was paid. Each amount lapses on its own day."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG
from vth.toezicht.models import Bevinding
from vth.zaken.models import Besluit
from vth.zaken.models.velden import Beschermd

from .maatregel import Lastadressaat


class Verbeurte(Beschermd):
    """One amount that one addressee of a last owes, with its own limitation: forfeited on a day (Awb 5:33 and 5:35), or the costs of bestuursdwang that a
    decision of that day claims (5:25 and 4:104).

    `vanaf` is the first day of the unit of time that it is for, or the day of the violation. `laatste_dag` is the last day on which it can be interrupted,
    as worked out last; while something extends it without an end, that is the day if all ended today and `verlengd` says so.
    """

    class Staat(models.TextChoices):
        """What has become of it."""

        OPEN = "open", "open"
        BETAALD = "betaald", "betaald"
        KWIJTGESCHOLDEN = "kwijtgescholden", "kwijtgescholden"
        VERJAARD = "verjaard", "verjaard"
        VERNIETIGD = "vernietigd", "vernietigd"

    class Aard(models.TextChoices):
        """What it is for."""

        DWANGSOM = "dwangsom", "dwangsom"
        KOSTEN = "kosten", "kosten van bestuursdwang"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    aard = models.CharField(max_length=20, choices=Aard, default=Aard.DWANGSOM)
    adressaat = models.ForeignKey(Lastadressaat, models.PROTECT, related_name="verbeurten")
    vanaf = models.DateField()
    dag = models.DateField()
    bedrag = models.DecimalField(max_digits=12, decimal_places=2)
    bevinding = models.ForeignKey(Bevinding, models.PROTECT, null=True, related_name="+", db_index=False)
    grond = models.CharField(max_length=1000)
    staat = models.CharField(max_length=20, choices=Staat, default=Staat.OPEN)
    betaald = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    kwijtgescholden = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    betalen_voor = models.DateField()
    laatste_dag = models.DateField(default=OPEN_DAG)
    verlengd = models.BooleanField(default=False)
    ingevorderd_op = models.DateField(null=True)
    geregistreerd_op = models.DateTimeField()
    geregistreerd_door = models.CharField(max_length=200)

    class Meta:
        """The same unit is forfeited once; what is open is found by the day on which it lapses."""

        constraints = [
            models.UniqueConstraint(
                fields=["adressaat", "vanaf", "aard"],
                condition=~Q(staat="vernietigd"),
                name="verbeurte_eenmaal",
            ),
            models.CheckConstraint(condition=Q(bedrag__gt=0, vanaf__lte=F("dag")), name="verbeurte_bedrag"),
        ]
        indexes = [
            *(
                models.Index(
                    fields=[veld, "laatste_dag", "id"],
                    condition=Q(staat="open"),
                    name=f"verbeurte_open_{veld}",
                )
                for veld in ("gebied", "leverancier")
            ),
            # For who sees so many gemeenten that the whole list is walked.
            models.Index(fields=["laatste_dag", "id"], condition=Q(staat="open"), name="verbeurte_open"),
        ]

    @property
    def rest(self) -> Decimal:
        """Give what of it is still to be paid."""
        return self.bedrag - self.betaald - self.kwijtgescholden

    def __str__(self) -> str:
        """Say how much and when."""
        return f"€ {self.bedrag} op {self.dag}"


class Invorderingshandeling(models.Model):
    """Something that was done or happened to one claim: what interrupts limitation, what extends it, and what only must be kept. Only grows.

    `soort` is one of `handhaving.invorderingshandelingen`. What extends runs from `dag` until a row that `sluit` it, or `tot` when that was known at once.
    """

    verbeurte = models.ForeignKey(Verbeurte, models.PROTECT, related_name="handelingen", db_index=False)
    volgnummer = models.IntegerField()
    soort = models.CharField(max_length=40)
    dag = models.DateField()
    tot = models.DateField(null=True)
    sluit = models.OneToOneField("self", models.PROTECT, null=True, related_name="gesloten_door")
    besluit = models.ForeignKey(Besluit, models.PROTECT, null=True, related_name="+", db_index=False)
    toelichting = models.CharField(max_length=1000, blank=True)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """In order."""

        constraints = [
            models.UniqueConstraint(fields=["verbeurte", "volgnummer"], name="invordering_volgnummer"),
            models.CheckConstraint(condition=Q(tot=None) | Q(tot__gte=F("dag")), name="invordering_tot"),
        ]

    def __str__(self) -> str:
        """Say what was done."""
        return f"{self.soort} op {self.dag}"


class Betaling(models.Model):
    """What the financial administration tells of one claim: paid, paid back, or waived with a reason. Only grows."""

    class Soort(models.TextChoices):
        """What it is."""

        BETALING = "betaling", "betaald"
        TERUGBETALING = "terugbetaling", "terugbetaald"
        KWIJTSCHELDING = "kwijtschelding", "kwijtgescholden"

    verbeurte = models.ForeignKey(Verbeurte, models.PROTECT, related_name="betalingen", db_index=False)
    leverancier = models.CharField(max_length=40)
    kenmerk = models.CharField(max_length=100)
    soort = models.CharField(max_length=20, choices=Soort)
    bedrag = models.DecimalField(max_digits=12, decimal_places=2)
    dag = models.DateField()
    reden = models.CharField(max_length=1000, blank=True)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """The administration's own number makes the same payment that comes twice one."""

        constraints = [
            models.UniqueConstraint(fields=["leverancier", "kenmerk"], name="betaling_kenmerk"),
            models.CheckConstraint(condition=Q(bedrag__gt=0), name="betaling_bedrag"),
        ]
        indexes = [models.Index(fields=["verbeurte", "dag"], name="betaling_van")]

    def __str__(self) -> str:
        """Say how much."""
        return f"{self.soort} € {self.bedrag}"
