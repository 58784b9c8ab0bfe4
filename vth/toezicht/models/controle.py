"""CONTROLE as work: planned, visited and concluded, by whom, with which powers, and why there."""

import uuid

from django.db import models
from django.db.models import F, Q

from vth.register.models import Bronobject
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG
from vth.zaken.models import Document, Zaak
from vth.zaken.models.velden import Beschermd


class Controle(Beschermd):
    """One time that somebody goes to see, or reads, whether rules are complied with.

    The kernel that is shared stands in the register (`bronobject`, from the moment it is concluded). `gepland_op` is the day it is meant for,
    `controledatum` the day it was done. `uiterlijk_op` is the last day that it may be done, `grond` why it is to be done; `laatste_dag` is the most urgent of those days, by which work is
    ordered. `versie` grows with every act.
    """

    class Staat(models.TextChoices):
        """How far it is."""

        GEPLAND = "gepland", "gepland"
        BEZIG = "bezig", "bezig"
        BEZOCHT = "bezocht", "bezocht"
        AFGEROND = "afgerond", "afgerond"
        VERVALLEN = "vervallen", "niet doorgegaan"

    class Aanleiding(models.TextChoices):
        """Why it is done."""

        PROGRAMMA = "programma", "programma"
        HERCONTROLE = "hercontrole", "hercontrole"
        INCIDENT = "incident", "incident of klacht"
        VERZOEK = "verzoek", "verzoek om handhaving"
        MELDING = "melding", "melding"
        PROJECT = "project", "project of thema"
        KETEN = "keten", "ketentoezicht"
        EIGEN = "eigen", "eigen waarneming"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    kenmerk = models.CharField(max_length=40)
    omschrijving = models.CharField(max_length=300)
    bronobject = models.OneToOneField(Bronobject, models.PROTECT, null=True, related_name="+")
    zaak = models.ForeignKey(Zaak, models.PROTECT, null=True, related_name="controles")
    bevoegd_gezag = models.CharField(max_length=40)
    partners = models.JSONField(default=list)
    controletype = models.CharField(max_length=100)
    aanleiding = models.CharField(max_length=20, choices=Aanleiding)
    grond = models.CharField(max_length=300, blank=True)
    hercontrole_van = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="hercontroles", db_index=False
    )
    inspecteur = models.CharField(max_length=200, blank=True)
    team = models.CharField(max_length=40, blank=True)
    gepland_op = models.DateField(null=True)
    uiterlijk_op = models.DateField(null=True)
    laatste_dag = models.DateField(default=OPEN_DAG)
    uren = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    staat = models.CharField(max_length=20, choices=Staat, default=Staat.GEPLAND)
    controledatum = models.DateField(null=True)
    begonnen_op = models.DateTimeField(null=True)
    geeindigd_op = models.DateTimeField(null=True)
    uitkomst = models.CharField(max_length=100, blank=True)
    gesproken_met = models.CharField(max_length=300, blank=True)
    legitimatie_getoond = models.BooleanField(null=True)
    bevoegdheden = models.JSONField(default=list)
    cautie_op = models.DateTimeField(null=True)
    cautie_toelichting = models.CharField(max_length=1000, blank=True)
    bijzonderheden = models.CharField(max_length=4000, blank=True)
    rapport = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    rapport_op = models.DateTimeField(null=True)
    rapport_door = models.CharField(max_length=200, blank=True)
    akkoord_op = models.DateTimeField(null=True)
    akkoord_door = models.CharField(max_length=200, blank=True)
    rapport_verzonden_op = models.DateField(null=True)
    reactie = models.TextField(blank=True)
    reactie_op = models.DateField(null=True)
    afgerond_op = models.DateTimeField(null=True)
    geregistreerd_op = models.DateTimeField()
    geregistreerd_door = models.CharField(max_length=200)
    versie = models.IntegerField(default=0)

    class Meta:
        """A kenmerk is used once per organisation; open work is found by who does it, its team, whose it is and where."""

        constraints = [
            models.UniqueConstraint(fields=["leverancier", "kenmerk"], name="controle_kenmerk"),
            models.CheckConstraint(
                condition=Q(geeindigd_op=None) | Q(geeindigd_op__gte=F("begonnen_op")), name="controle_duur"
            ),
            models.CheckConstraint(
                condition=~Q(staat="afgerond") | Q(controledatum__isnull=False), name="controle_datum"
            ),
        ]
        indexes = [
            models.Index(fields=["leverancier", "id"], name="controle_van"),
            models.Index(fields=["gebied", "id"], name="controle_in"),
            models.Index(
                fields=["hercontrole_van"],
                condition=Q(hercontrole_van__isnull=False),
                name="controle_hercontrole",
            ),
            *(
                models.Index(
                    fields=[veld, "laatste_dag", "id"],
                    condition=Q(staat__in=("gepland", "bezig", "bezocht")),
                    name=f"controle_open_{veld}",
                )
                for veld in ("inspecteur", "team", "gebied", "leverancier")
            ),
            # For who sees so many gemeenten that the whole list is walked.
            models.Index(
                fields=["laatste_dag", "id"],
                condition=Q(staat__in=("gepland", "bezig", "bezocht")),
                name="controle_open",
            ),
        ]

    def __str__(self) -> str:
        """Name it as its organisation does."""
        return self.kenmerk


class Controleonderwerp(models.Model):
    """What is controlled: a VTH-object or an activity, as a record of the register."""

    class Rol(models.TextChoices):
        """As what the record is in it."""

        VTHOBJECT = "vthobject", "VTH-object"
        ACTIVITEITUITVOERING = "activiteituitvoering", "activiteit"

    controle = models.ForeignKey(Controle, models.PROTECT, related_name="onderwerpen", db_index=False)
    bronobject = models.ForeignKey(Bronobject, models.PROTECT, related_name="+")
    rol = models.CharField(max_length=30, choices=Rol)

    class Meta:
        """Once per record."""

        constraints = [
            models.UniqueConstraint(fields=["controle", "bronobject"], name="controleonderwerp_eenmaal"),
        ]

    def __str__(self) -> str:
        """Say which record."""
        return f"{self.rol}: {self.bronobject_id}"


class Controlegebeurtenis(models.Model):
    """One act on a controle: what, by whom, when, why. Only grows; its number is the `versie` after it."""

    controle = models.ForeignKey(Controle, models.PROTECT, related_name="gebeurtenissen", db_index=False)
    volgnummer = models.IntegerField()
    handeling = models.CharField(max_length=60)
    naar = models.CharField(max_length=20, blank=True)
    op = models.DateTimeField()
    door = models.CharField(max_length=200)
    reden = models.CharField(max_length=1000, blank=True)

    class Meta:
        """Read per controle, in order."""

        constraints = [
            models.UniqueConstraint(fields=["controle", "volgnummer"], name="controlegebeurtenis_volgnummer"),
        ]

    def __str__(self) -> str:
        """Say what was done."""
        return f"{self.handeling} door {self.door}"


class Veiligheidswaarschuwing(Beschermd):
    """What an inspector must know for his own safety before he goes to a place; only inspectors see it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    bronobject = models.ForeignKey(Bronobject, models.PROTECT, related_name="+")
    tekst = models.CharField(max_length=1000)
    reden = models.CharField(max_length=500)
    vanaf = models.DateField()
    herzien_op = models.DateField()
    ingetrokken_op = models.DateTimeField(null=True)
    geregistreerd_op = models.DateTimeField()
    geregistreerd_door = models.CharField(max_length=200)

    class Meta:
        """A warning is looked at again after it was given."""

        constraints = [
            models.CheckConstraint(condition=Q(herzien_op__gt=F("vanaf")), name="waarschuwing_herzien"),
        ]

    def __str__(self) -> str:
        """Say about which record; never what it says."""
        return str(self.bronobject_id)
