"""Zelfbeoordeling, what is told in it, and what was judged: grown, never rewritten."""

from django.db import models
from django.db.models import F, Q

from vth.monitoring.rules import BEOORDEELD, BIJ_BESTUUR, GETOETST, IN_TOETS, INGEDIEND, UITGENODIGD
from vth.tijd import klok
from vth.zaken.models.velden import Beschermd

from .bewijs import Bewijsstuk


class Ronde(models.Model):
    """One assessment of all omgevingsdiensten, held by `organisatie`: the figures of `peildatum`, by the kader that holds on `kader_op`.

    Before `indienen_voor` they are handed in. Until `gepubliceerd_op` a dienst sees only its own verdict. Who is not robust makes a plan before `plan_voor`,
    to be robust before `robuust_voor`.
    """

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    naam = models.CharField(max_length=100, unique=True)
    organisatie = models.CharField(max_length=40)
    peildatum = models.DateField()
    kader_op = models.DateField()
    uitgenodigd_op = models.DateTimeField()
    uitgenodigd_door = models.CharField(max_length=200)
    indienen_voor = models.DateField()
    gepubliceerd_op = models.DateTimeField(null=True)
    plan_voor = models.DateField(null=True)
    robuust_voor = models.DateField(null=True)
    versie = models.IntegerField(default=0)

    class Meta:
        """A deadline lies after the day the figures are of."""

        constraints = [
            models.CheckConstraint(condition=Q(indienen_voor__gt=F("peildatum")), name="ronde_termijn"),
        ]

    def __str__(self) -> str:
        """Name it."""
        return self.naam


class Zelfbeoordeling(models.Model):
    """How one dienst judges itself in a round. `versie` grows with every act; `robuust` is the verdict that holds.

    Who may see it stands in `Lezer`, a row per organisation.
    """

    class Stand(models.TextChoices):
        """How far it is."""

        UITGENODIGD = UITGENODIGD, "wordt ingevuld"
        BIJ_BESTUUR = BIJ_BESTUUR, "ligt bij het bestuur"
        INGEDIEND = INGEDIEND, "is ingediend"
        IN_TOETS = IN_TOETS, "wordt getoetst"
        GETOETST = GETOETST, "is getoetst"
        BEOORDEELD = BEOORDEELD, "is beoordeeld"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    ronde = models.ForeignKey(Ronde, models.PROTECT, related_name="zelfbeoordelingen", db_index=False)
    dienst = models.CharField(max_length=40)
    stand = models.CharField(max_length=20, choices=Stand, default=Stand.UITGENODIGD)
    ingediend_op = models.DateTimeField(null=True)
    op_tijd = models.BooleanField(null=True)
    robuust = models.BooleanField(null=True)
    versie = models.IntegerField(default=0)

    class Meta:
        """One per dienst and round; a verdict only of what was judged."""

        constraints = [
            models.UniqueConstraint(fields=["ronde", "dienst"], name="zelfbeoordeling_eenmaal"),
            models.CheckConstraint(
                condition=Q(robuust=None) | Q(stand=BEOORDEELD), name="zelfbeoordeling_oordeel"
            ),
        ]

    def __str__(self) -> str:
        """Whose it is."""
        return f"{self.dienst} in {self.ronde_id}"


class Lezer(Beschermd):
    """That an organisation (`leverancier`) may see a zelfbeoordeling: the dienst at once, its participants with the board, the ministry once handed in."""

    zelfbeoordeling = models.ForeignKey(Zelfbeoordeling, models.PROTECT, related_name="lezers")
    vanaf = models.DateTimeField()

    class Meta:
        """Once per organisation, and found by it."""

        constraints = [
            models.UniqueConstraint(fields=["leverancier", "zelfbeoordeling"], name="lezer_eenmaal"),
        ]

    def __str__(self) -> str:
        """Who."""
        return self.leverancier


class Zelfbeoordelinggebeurtenis(models.Model):
    """An act on a zelfbeoordeling: who, when, why, and to which state."""

    zelfbeoordeling = models.ForeignKey(
        Zelfbeoordeling, models.PROTECT, related_name="gebeurtenissen", db_index=False
    )
    volgnummer = models.IntegerField()
    handeling = models.CharField(max_length=40)
    naar = models.CharField(max_length=20, blank=True)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)
    reden = models.CharField(max_length=2000, blank=True)

    class Meta:
        """In order."""

        constraints = [
            models.UniqueConstraint(
                fields=["zelfbeoordeling", "volgnummer"], name="zelfbeoordelinggebeurtenis_volgnummer"
            ),
        ]

    def __str__(self) -> str:
        """Say what was done."""
        return self.handeling


class Opgave(models.Model):
    """A figure as it was told; a later one of the same figure counts, and an empty one takes it back."""

    zelfbeoordeling = models.ForeignKey(
        Zelfbeoordeling, models.PROTECT, related_name="opgaven", db_index=False
    )
    volgnummer = models.IntegerField()
    meting = models.CharField(max_length=60)
    waarde = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    toelichting = models.CharField(max_length=2000, blank=True)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """In order."""

        constraints = [
            models.UniqueConstraint(
                fields=["zelfbeoordeling", "volgnummer", "meting"], name="opgave_volgnummer"
            ),
        ]

    def __str__(self) -> str:
        """Say which figure."""
        return f"{self.meting}: {self.waarde}"


class Bewijs(models.Model):
    """What shows that a criterion is met: a version of a document of the dienst, or where it stands elsewhere. Taken back with a reason, never removed.

    With `gebied` it shows one field of expertise of that criterion.
    """

    zelfbeoordeling = models.ForeignKey(Zelfbeoordeling, models.PROTECT, related_name="bewijzen")
    criterium = models.CharField(max_length=60)
    gebied = models.CharField(max_length=60, blank=True)
    titel = models.CharField(max_length=200)
    vindplaats = models.CharField(max_length=500, blank=True)
    bewijsstuk = models.ForeignKey(Bewijsstuk, models.PROTECT, null=True, related_name="gebruik")
    stukversie = models.IntegerField(null=True)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)
    ingetrokken_op = models.DateTimeField(null=True)
    ingetrokken_door = models.CharField(max_length=200, blank=True)
    reden_intrekking = models.CharField(max_length=2000, blank=True)

    class Meta:
        """A document or a place, of one thing once; taken back with a reason."""

        constraints = [
            models.CheckConstraint(
                condition=Q(ingetrokken_op=None) | ~Q(reden_intrekking=""), name="bewijs_reden"
            ),
            models.CheckConstraint(
                condition=Q(bewijsstuk__isnull=False, stukversie__isnull=False, vindplaats="")
                | Q(bewijsstuk=None, stukversie=None) & ~Q(vindplaats=""),
                name="bewijs_plek",
            ),
            models.UniqueConstraint(
                fields=["zelfbeoordeling", "criterium", "gebied", "bewijsstuk"],
                condition=Q(ingetrokken_op=None),
                name="bewijs_eenmaal",
            ),
        ]

    def __str__(self) -> str:
        """Name it."""
        return self.titel


class Toetsvraag(models.Model):
    """A question of the checker about one criterion, and the answer of the dienst."""

    zelfbeoordeling = models.ForeignKey(Zelfbeoordeling, models.PROTECT, related_name="toetsvragen")
    criterium = models.CharField(max_length=60)
    vraag = models.CharField(max_length=2000)
    gevraagd_op = models.DateTimeField()
    gevraagd_door = models.CharField(max_length=200)
    antwoord_voor = models.DateField()
    antwoord = models.CharField(max_length=4000, blank=True)
    beantwoord_op = models.DateTimeField(null=True)
    beantwoord_door = models.CharField(max_length=200, blank=True)

    class Meta:
        """An answer has a moment."""

        constraints = [
            models.CheckConstraint(
                condition=Q(beantwoord_op=None, antwoord="")
                | Q(beantwoord_op__isnull=False) & ~Q(antwoord=""),
                name="toetsvraag_antwoord",
            ),
        ]

    def __str__(self) -> str:
        """The question itself."""
        return self.vraag


class Oordeel(models.Model):
    """A verdict on behalf of the bewindspersoon; the last one holds, all stay.

    `criteria` keeps per criterion whether it is met and why; `grondslag` the version of kader and kwaliteitscriteria and the figures as they stood.
    """

    zelfbeoordeling = models.ForeignKey(
        Zelfbeoordeling, models.PROTECT, related_name="oordelen", db_index=False
    )
    volgnummer = models.IntegerField()
    robuust = models.BooleanField()
    criteria = models.JSONField()
    motivering = models.TextField()
    grondslag = models.JSONField()
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """In order."""

        constraints = [
            models.UniqueConstraint(fields=["zelfbeoordeling", "volgnummer"], name="oordeel_volgnummer"),
        ]

    def __str__(self) -> str:
        """Say it."""
        return "robuust" if self.robuust else "niet robuust"


class Gebiedoordeel(models.Model):
    """What the checker finds of one field of expertise, over what the figures say (`afgeleid`); the last of a field holds, all stay."""

    class Uitkomst(models.TextChoices):
        """Comply or explain."""

        VOLDOET = "voldoet", "voldoet"
        UITLEG_VOLSTAAT = "uitleg_volstaat", "voldoet niet, de uitleg volstaat"
        VOLDOET_NIET = "voldoet_niet", "voldoet niet"

    zelfbeoordeling = models.ForeignKey(
        Zelfbeoordeling, models.PROTECT, related_name="gebiedoordelen", db_index=False
    )
    gebied = models.CharField(max_length=60)
    volgnummer = models.IntegerField()
    uitkomst = models.CharField(max_length=20, choices=Uitkomst)
    afgeleid = models.CharField(max_length=20)
    motivering = models.CharField(max_length=2000)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """In order."""

        constraints = [
            models.UniqueConstraint(
                fields=["zelfbeoordeling", "gebied", "volgnummer"], name="gebiedoordeel_volgnummer"
            ),
        ]

    def __str__(self) -> str:
        """Say it."""
        return f"{self.gebied}: {self.get_uitkomst_display()}"
