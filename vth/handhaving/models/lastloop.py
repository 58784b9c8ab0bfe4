"""What happened to a last after it was imposed, and what holds from when: kept as it was known each time."""

from django.db import models
from django.db.models import F, Q

from vth.zaken.models import Besluit

from .maatregel import Last, Lastadressaat


class Lastschorsing(models.Model):
    """That a last is suspended: from a day, until a day or until it is ended, by whom and why. Only grows.

    Without `adressaat` it is for everybody. A row that `sluit` another says that it ended on `tot`; a `tot` of the day before it began says that it
    was recorded by mistake.
    """

    class Instantie(models.TextChoices):
        """Who suspended it."""

        RECHTER = "rechter", "de rechter (voorlopige voorziening)"
        BESTUURSORGAAN = "bestuursorgaan", "het bestuursorgaan"

    last = models.ForeignKey(Last, models.PROTECT, related_name="schorsingen", db_index=False)
    volgnummer = models.IntegerField()
    adressaat = models.ForeignKey(
        Lastadressaat, models.PROTECT, null=True, related_name="schorsingen", db_index=False
    )
    van = models.DateField()
    tot = models.DateField(null=True)
    instantie = models.CharField(max_length=20, choices=Instantie)
    kenmerk = models.CharField(max_length=100, blank=True)
    sluit = models.OneToOneField("self", models.PROTECT, null=True, related_name="gesloten_door")
    reden = models.CharField(max_length=1000)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """In order; it does not end before it begins."""

        constraints = [
            models.UniqueConstraint(fields=["last", "volgnummer"], name="lastschorsing_volgnummer"),
            models.CheckConstraint(
                condition=Q(sluit=None) & (Q(tot=None) | Q(tot__gte=F("van")))
                | Q(sluit__isnull=False, tot__isnull=False),
                name="lastschorsing_tot",
            ),
        ]

    def __str__(self) -> str:
        """Say since when."""
        return f"geschorst vanaf {self.van}"


class Lasttermijn(models.Model):
    """That a last got a later last day of its begunstigingstermijn, by a decision: what it `was`, and until when it is since. Only grows; the last one stands with the last."""

    last = models.ForeignKey(Last, models.PROTECT, related_name="termijnen", db_index=False)
    volgnummer = models.IntegerField()
    was = models.DateField()
    tot = models.DateField()
    besloten_op = models.DateField()
    verzonden_op = models.DateField()
    kenmerk = models.CharField(max_length=100, blank=True)
    besluit = models.ForeignKey(Besluit, models.PROTECT, null=True, related_name="+", db_index=False)
    motivering = models.CharField(max_length=4000)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """In order; it only gets later."""

        constraints = [
            models.UniqueConstraint(fields=["last", "volgnummer"], name="lasttermijn_volgnummer"),
            models.CheckConstraint(condition=Q(tot__gt=F("was")), name="lasttermijn_later"),
        ]

    def __str__(self) -> str:
        """Say until when it is."""
        return f"tot en met {self.tot}"


class Lastverzoek(models.Model):
    """That an addressee asks to lift or suspend a last, or to lower what it costs (Awb 5:34), with the day by which is decided. Only grows."""

    class Vraag(models.TextChoices):
        """What is asked."""

        OPHEFFEN = "opheffen", "de last opheffen"
        OPSCHORTEN = "opschorten", "de last een tijd schorsen"
        VERMINDEREN = "verminderen", "de dwangsom verlagen"

    class Grond(models.TextChoices):
        """Why the law allows it."""

        ONMOGELIJK = "onmogelijk", "hij kan er geheel of deels niet aan voldoen (eerste lid)"
        ZONDER_VERBEURTE = "zonder_verbeurte", "een jaar van kracht zonder dat er iets verbeurde (tweede lid)"

    last = models.ForeignKey(Last, models.PROTECT, related_name="verzoeken", db_index=False)
    volgnummer = models.IntegerField()
    adressaat = models.ForeignKey(Lastadressaat, models.PROTECT, related_name="verzoeken", db_index=False)
    vraag = models.CharField(max_length=20, choices=Vraag)
    grond = models.CharField(max_length=20, choices=Grond)
    ontvangen_op = models.DateField()
    toelichting = models.CharField(max_length=2000)
    beslissen_voor = models.DateField()
    termijn = models.JSONField()
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """In order."""

        constraints = [
            models.UniqueConstraint(fields=["last", "volgnummer"], name="lastverzoek_volgnummer"),
        ]

    def __str__(self) -> str:
        """Say what is asked."""
        return f"{self.get_vraag_display()}, gevraagd op {self.ontvangen_op}"

    @property
    def stand(self) -> "Lastverzoek | Lastverzoekdag":
        """Give what holds the day and the term as they are known now: the request as it was taken in, or its last correction."""
        return max(self.dagen.all(), key=lambda d: d.volgnummer, default=self)


class Lastverzoekdag(models.Model):
    """That a request about a last came on another day than was written, why, and by when is decided since. Only grows; the last one holds."""

    verzoek = models.ForeignKey(Lastverzoek, models.PROTECT, related_name="dagen", db_index=False)
    volgnummer = models.IntegerField()
    ontvangen_op = models.DateField()
    beslissen_voor = models.DateField()
    termijn = models.JSONField()
    reden = models.CharField(max_length=1000)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """In order; of two at once one never gets in."""

        constraints = [
            models.UniqueConstraint(fields=["verzoek", "volgnummer"], name="lastverzoekdag_volgnummer"),
        ]

    def __str__(self) -> str:
        """Say on which day it came."""
        return f"ontvangen op {self.ontvangen_op}"


class Lastverzoekbesluit(models.Model):
    """What was decided on a request about a last: lifted, suspended, lowered or refused, from when and why. Only grows."""

    class Uitkomst(models.TextChoices):
        """How it ended."""

        OPGEHEVEN = "opgeheven", "opgeheven"
        GESCHORST = "geschorst", "geschorst"
        VERLAAGD = "verlaagd", "dwangsom verlaagd"
        AFGEWEZEN = "afgewezen", "afgewezen"

    verzoek = models.OneToOneField(Lastverzoek, models.PROTECT, primary_key=True, related_name="besluit")
    uitkomst = models.CharField(max_length=20, choices=Uitkomst)
    besloten_op = models.DateField()
    vanaf = models.DateField(null=True)
    kenmerk = models.CharField(max_length=100, blank=True)
    motivering = models.CharField(max_length=4000)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """What changes something says from when."""

        constraints = [
            models.CheckConstraint(
                condition=Q(uitkomst="afgewezen", vanaf=None)
                | ~Q(uitkomst="afgewezen") & Q(vanaf__isnull=False),
                name="lastverzoekbesluit_vanaf",
            ),
        ]

    def __str__(self) -> str:
        """Say how it ended."""
        return f"{self.uitkomst} op {self.besloten_op}"


class Lastbedrag(models.Model):
    """What an addressee forfeits from a day on, instead of what stands with him: two times, `vanaf` when it holds and `op` when it was told. Only grows.

    What was told last holds from its day on.
    """

    adressaat = models.ForeignKey(Lastadressaat, models.PROTECT, related_name="bedragen", db_index=False)
    volgnummer = models.IntegerField()
    vanaf = models.DateField()
    bedrag = models.DecimalField(max_digits=12, decimal_places=2)
    maximum = models.DecimalField(max_digits=12, decimal_places=2)
    verzoek = models.OneToOneField(Lastverzoek, models.PROTECT, related_name="bedrag")
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """In order; what is forfeited never passes the maximum."""

        constraints = [
            models.UniqueConstraint(fields=["adressaat", "volgnummer"], name="lastbedrag_volgnummer"),
            models.CheckConstraint(
                condition=Q(bedrag__gt=0, maximum__gte=F("bedrag")), name="lastbedrag_maximum"
            ),
        ]

    def __str__(self) -> str:
        """Say how much from when."""
        return f"€ {self.bedrag} vanaf {self.vanaf}"
