"""OVERTREDING as work: which norm was broken by whom, whether it has ended, and what was weighed."""

from django.db import models
from django.db.models import F, Q

from vth.register.models import Bronobject
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG
from vth.toezicht.models import Bevinding, Bevindingnorm
from vth.zaken.models import Verzoek, Zaak
from vth.zaken.models.velden import Beschermd


class Overtreding(Beschermd):
    """That somebody broke a norm, as a lawyer establishes it from one or more findings.

    `overtredingsdatum` is the day it was seen, `begonnen_op` since when it is known to last, `recht_op` the day whose law holds for it. It ended on
    `hersteldatum`, seen as `hersteld_hoe` says. `indicatie_handhaving` tells whether a measure is taken, and `reden_geen` why not. `versie` grows with every act.
    """

    class Staat(models.TextChoices):
        """How far it is."""

        VASTGESTELD = "vastgesteld", "vastgesteld"
        BEEINDIGD = "beeindigd", "beëindigd"
        VERVALLEN = "vervallen", "vervallen"

    class Herstel(models.TextChoices):
        """How it was seen that it ended."""

        HERCONTROLE = "hercontrole", "gezien bij een hercontrole"
        BEWIJS = "bewijs", "bewijs van de overtreder"
        BESTUURSDWANG = "bestuursdwang", "bestuursdwang toegepast"
        GELEGALISEERD = "gelegaliseerd", "toegestaan door een besluit"
        ACTIVITEIT_GESTOPT = "activiteit_gestopt", "activiteit gestopt"

    class Legalisatie(models.TextChoices):
        """Whether it may become allowed (concreet zicht op legalisatie)."""

        ONBEKEND = "onbekend", "nog niet nagegaan"
        GEEN = "geen", "geen concreet zicht"
        CONCREET = "concreet", "concreet zicht op legalisatie"
        NIET_MOGELIJK = "niet_mogelijk", "kan niet worden toegestaan"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    kenmerk = models.CharField(max_length=40)
    aard = models.CharField(max_length=300)
    bronobject = models.OneToOneField(Bronobject, models.PROTECT, null=True, related_name="+")
    zaak = models.ForeignKey(Zaak, models.PROTECT, null=True, related_name="overtredingen")
    bevoegd_gezag = models.CharField(max_length=40)
    overtredingsdatum = models.DateField()
    begonnen_op = models.DateField(null=True)
    recht_op = models.DateField()
    staat = models.CharField(max_length=20, choices=Staat, default=Staat.VASTGESTELD)
    hersteldatum = models.DateField(null=True)
    hersteld_hoe = models.CharField(max_length=30, choices=Herstel, blank=True)
    hersteld_door = models.ForeignKey(Bevinding, models.PROTECT, null=True, related_name="+", db_index=False)
    legalisatie = models.CharField(max_length=20, choices=Legalisatie, default=Legalisatie.ONBEKEND)
    legalisatie_toelichting = models.CharField(max_length=2000, blank=True)
    indicatie_handhaving = models.BooleanField(null=True)
    reden_geen = models.CharField(max_length=2000, blank=True)
    toelichting = models.TextField(blank=True)
    jurist = models.CharField(max_length=200, blank=True)
    team = models.CharField(max_length=40, blank=True)
    # What is to be done first, by when, and why: worked out at every act and at night; work is ordered by it.
    laatste_dag = models.DateField(default=OPEN_DAG)
    waarom = models.CharField(max_length=100, blank=True)
    geregistreerd_op = models.DateTimeField()
    geregistreerd_door = models.CharField(max_length=200)
    versie = models.IntegerField(default=0)

    class Meta:
        """A kenmerk is used once per organisation; an end has a way in which it was seen; open work is found by whose it is."""

        constraints = [
            models.UniqueConstraint(fields=["leverancier", "kenmerk"], name="overtreding_kenmerk"),
            models.CheckConstraint(
                condition=Q(hersteldatum=None)
                | ~Q(hersteld_hoe="") & Q(hersteldatum__gte=F("overtredingsdatum")),
                name="overtreding_herstel",
            ),
            models.CheckConstraint(
                condition=Q(begonnen_op=None) | Q(begonnen_op__lte=F("overtredingsdatum")),
                name="overtreding_begin",
            ),
            models.CheckConstraint(
                condition=~Q(indicatie_handhaving=False) | ~Q(reden_geen=""), name="overtreding_reden_geen"
            ),
        ]
        indexes = [
            models.Index(fields=["leverancier", "id"], name="overtreding_van"),
            models.Index(fields=["gebied", "id"], name="overtreding_in"),
            *(
                models.Index(
                    fields=[veld, "laatste_dag", "id"],
                    condition=Q(staat="vastgesteld"),
                    name=f"overtreding_open_{veld}",
                )
                for veld in ("jurist", "team", "gebied", "leverancier")
            ),
            # For who sees so many gemeenten that the whole list is walked.
            models.Index(
                fields=["laatste_dag", "id"], condition=Q(staat="vastgesteld"), name="overtreding_open"
            ),
        ]

    def __str__(self) -> str:
        """Name it as its organisation does."""
        return self.kenmerk


class Overtredingsbevinding(models.Model):
    """A finding that an overtreding was established from."""

    overtreding = models.ForeignKey(Overtreding, models.PROTECT, related_name="bevindingen", db_index=False)
    bevinding = models.ForeignKey(Bevinding, models.PROTECT, related_name="overtredingen")

    class Meta:
        """Once per finding."""

        constraints = [
            models.UniqueConstraint(
                fields=["overtreding", "bevinding"], name="overtredingsbevinding_eenmaal"
            ),
        ]

    def __str__(self) -> str:
        """Say which finding."""
        return str(self.bevinding_id)


class Overtredingsnorm(models.Model):
    """A norm that was broken, in its version of that day: as a finding tested it, or as it is cited."""

    overtreding = models.ForeignKey(Overtreding, models.PROTECT, related_name="normen", db_index=False)
    volgnummer = models.IntegerField()
    bevindingnorm = models.ForeignKey(
        Bevindingnorm, models.PROTECT, null=True, related_name="+", db_index=False
    )
    citaat = models.CharField(max_length=300)
    tekst = models.TextField(blank=True)

    class Meta:
        """In order."""

        constraints = [
            models.UniqueConstraint(fields=["overtreding", "volgnummer"], name="overtredingsnorm_volgnummer"),
        ]

    def __str__(self) -> str:
        """Cite it."""
        return self.citaat


class Overtreder(models.Model):
    """Who broke it: a natural or legal person or a vestiging, never the site. Several can have, each on his own ground."""

    overtreding = models.ForeignKey(Overtreding, models.PROTECT, related_name="overtreders", db_index=False)
    bronobject = models.ForeignKey(Bronobject, models.PROTECT, related_name="+")
    grond = models.CharField(max_length=500)

    class Meta:
        """Once per person."""

        constraints = [
            models.UniqueConstraint(fields=["overtreding", "bronobject"], name="overtreder_eenmaal"),
        ]

    def __str__(self) -> str:
        """Say which person."""
        return str(self.bronobject_id)


class Overtredingsonderwerp(models.Model):
    """At which VTH-object or activity it was."""

    overtreding = models.ForeignKey(Overtreding, models.PROTECT, related_name="onderwerpen", db_index=False)
    bronobject = models.ForeignKey(Bronobject, models.PROTECT, related_name="+")

    class Meta:
        """Once per record."""

        constraints = [
            models.UniqueConstraint(
                fields=["overtreding", "bronobject"], name="overtredingsonderwerp_eenmaal"
            ),
        ]

    def __str__(self) -> str:
        """Say which record."""
        return str(self.bronobject_id)


class Overtredingsgebeurtenis(models.Model):
    """One act on an overtreding: what, by whom, when, why. Only grows; its number is the `versie` after it."""

    overtreding = models.ForeignKey(
        Overtreding, models.PROTECT, related_name="gebeurtenissen", db_index=False
    )
    volgnummer = models.IntegerField()
    handeling = models.CharField(max_length=60)
    naar = models.CharField(max_length=20, blank=True)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)
    reden = models.CharField(max_length=1000, blank=True)

    class Meta:
        """Read per overtreding, in order."""

        constraints = [
            models.UniqueConstraint(
                fields=["overtreding", "volgnummer"], name="overtredingsgebeurtenis_volgnummer"
            ),
        ]

    def __str__(self) -> str:
        """Say what was done."""
        return f"{self.handeling} door {self.door}"


class Afweging(models.Model):
    """One weighing by the LHSO: where a violation stands in the matrix, what was looked at, what was chosen and what not, and why. Only grows.

    `matrix`, `aspecten` and `overleg` keep what was shown at that moment, with the rule and its certainty, so that it can be read back when the rule has changed.
    """

    class Aard(models.TextChoices):
        """Why it was made."""

        EERSTE = "eerste", "eerste afweging"
        HERZIEN = "herzien", "herzien"
        ESCALATIE = "escalatie", "zwaarder, omdat de overtreding doorgaat"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    overtreding = models.ForeignKey(Overtreding, models.PROTECT, related_name="afwegingen", db_index=False)
    volgnummer = models.IntegerField()
    aard = models.CharField(max_length=20, choices=Aard)
    gevolg = models.CharField(max_length=100)
    gevolg_grond = models.TextField()
    gedrag = models.CharField(max_length=100)
    gedrag_grond = models.TextField()
    # The inspector's judgements that this one replaces, e.g. ["B3"].
    voorgesteld = models.JSONField(default=list)
    bewijzen = models.JSONField(default=list)
    matrix = models.JSONField()
    aspecten = models.JSONField(default=list)
    overleg = models.JSONField(default=dict)
    gekozen = models.JSONField()
    verworpen = models.JSONField(default=list)
    motivering = models.TextField()
    afwijking = models.TextField(blank=True)
    zonder_waarschuwing = models.TextField(blank=True)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """The last one holds."""

        constraints = [
            models.UniqueConstraint(fields=["overtreding", "volgnummer"], name="afweging_volgnummer"),
        ]

    def __str__(self) -> str:
        """Give its place, as B3."""
        return f"{self.gedrag}{self.gevolg}"


class Handhavingsverzoek(Beschermd):
    """A request of a third party to enforce; its term and decision run in its zaak. Who asks stands with the verzoek in `zaken`, not here."""

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    bronobject = models.OneToOneField(Bronobject, models.PROTECT, null=True, related_name="+")
    verzoek = models.OneToOneField(Verzoek, models.PROTECT, related_name="+")
    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="handhavingsverzoeken")
    vthobject = models.ForeignKey(Bronobject, models.PROTECT, related_name="+")
    betrokkene = models.ForeignKey(Bronobject, models.PROTECT, null=True, related_name="+", db_index=False)
    omschrijving = models.CharField(max_length=1000)
    ontvangen_op = models.DateField()
    geregistreerd_op = models.DateTimeField()
    geregistreerd_door = models.CharField(max_length=200)

    class Meta:
        """Found by where it is about."""

        indexes = [
            models.Index(fields=["leverancier", "id"], name="hhverzoek_van"),
            models.Index(fields=["gebied", "id"], name="hhverzoek_in"),
        ]

    def __str__(self) -> str:
        """Say what is asked."""
        return self.omschrijving[:80]


class Handhavingsverzoekversie(models.Model):
    """What a request to enforce was said to be about and when it came: as it was taken in, and as it was corrected, by whom and why. Only grows; the last one holds.

    `vthobject` and `betrokkene` are ids of the register as text: of a version that counts no more nobody can be asked, and who it was about can be erased.
    """

    handhavingsverzoek = models.ForeignKey(
        Handhavingsverzoek, models.PROTECT, related_name="versies", db_index=False
    )
    volgnummer = models.IntegerField()
    omschrijving = models.CharField(max_length=1000)
    vthobject = models.CharField(max_length=36)
    betrokkene = models.CharField(max_length=36, blank=True)
    # Empty in versions of before the day could be corrected: it is that of the version after it.
    ontvangen_op = models.DateField(null=True)
    reden = models.CharField(max_length=1000, blank=True)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        """In order; of two at once one never gets in."""

        constraints = [
            models.UniqueConstraint(
                fields=["handhavingsverzoek", "volgnummer"], name="hhverzoekversie_volgnummer"
            ),
        ]

    def __str__(self) -> str:
        """Say which version."""
        return f"versie {self.volgnummer}"


class Verzoekovertreding(models.Model):
    """That an overtreding was established because somebody asked."""

    handhavingsverzoek = models.ForeignKey(
        Handhavingsverzoek, models.PROTECT, related_name="overtredingen", db_index=False
    )
    overtreding = models.ForeignKey(Overtreding, models.PROTECT, related_name="verzoeken")

    class Meta:
        """Once per pair."""

        constraints = [
            models.UniqueConstraint(
                fields=["handhavingsverzoek", "overtreding"], name="verzoekovertreding_eenmaal"
            ),
        ]

    def __str__(self) -> str:
        """Say which overtreding."""
        return str(self.overtreding_id)
