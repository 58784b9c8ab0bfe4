"""BESLUIT and OVERWEGING of CIm VTH FLo, every version of the text, and the approval by a second person."""

from django.db import models
from django.db.models import Q

from vth.tijd import klok

from .velden import Beschermd, Onderwerp
from .zaak import Zaak


class Besluit(Beschermd):
    """A decision in one case: who decides, who signs for whom, its days, and the legal remedy against it.

    `soort` is the kind of data (`besluit`), `besluitsoort` the kind of decision. An old decision may have no zaak.
    `bevoegdheid` is what the check on mandate answered at the moment of signing. `rechtsmiddel_tot` is the last day of the
    remedy (ZGW uiterlijkeReactiedatum).
    """

    class Staat(models.TextChoices):
        """How far it is."""

        CONCEPT = "concept", "concept"
        VOORGELEGD = "voorgelegd", "voorgelegd ter goedkeuring"
        GOEDGEKEURD = "goedgekeurd", "goedgekeurd"
        ONDERTEKEND = "ondertekend", "ondertekend"
        BEKENDGEMAAKT = "bekendgemaakt", "bekendgemaakt"
        INGETROKKEN = "ingetrokken", "ingetrokken"

    class Rechtsmiddel(models.TextChoices):
        """What can be done against it."""

        BEZWAAR = "bezwaar", "bezwaar"
        BEROEP = "beroep", "beroep"
        VERZET = "verzet", "verzet"
        GEEN = "geen", "geen"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    identificatie = models.CharField(max_length=60)
    zaak = models.ForeignKey(Zaak, models.PROTECT, null=True, related_name="besluiten")
    besluitsoort = models.CharField(max_length=60)
    omschrijving = models.CharField(max_length=300)
    tekst = models.TextField(blank=True)
    bevoegd_gezag = models.CharField(max_length=40)
    staat = models.CharField(max_length=20, choices=Staat, default=Staat.CONCEPT)
    besluitdatum = models.DateField(null=True)
    verzenddatum = models.DateField(null=True)
    publicatiedatum = models.DateField(null=True)
    ter_inzage_vanaf = models.DateField(null=True)
    ter_inzage_tot = models.DateField(null=True)
    ingangsdatum = models.DateField(null=True)
    vervaldatum = models.DateField(null=True)
    rechtsmiddel = models.CharField(max_length=20, choices=Rechtsmiddel)
    rechtsmiddel_tot = models.DateField(null=True)
    rechtsmiddel_ingesteld_op = models.DateField(null=True)
    onherroepelijk_op = models.DateField(null=True)
    ondertekend_door = models.CharField(max_length=200, blank=True)
    ondertekend_namens = models.CharField(max_length=200, blank=True)
    ondertekend_op = models.DateTimeField(null=True)
    bevoegdheid = models.JSONField(default=dict)
    versie = models.IntegerField(default=0)
    geregistreerd_op = models.DateTimeField()
    geregistreerd_door = models.CharField(max_length=200)

    class Meta:
        """Once per organisation and number; what may become irrevocable is found by the last day of its remedy."""

        constraints = [
            models.UniqueConstraint(fields=["leverancier", "identificatie"], name="besluit_identificatie"),
        ]
        indexes = [
            models.Index(fields=["leverancier", "id"], name="besluit_van"),
            models.Index(fields=["gebied", "id"], name="besluit_in"),
            models.Index(fields=["staat", "id"], name="besluit_staat"),
            models.Index(
                fields=["rechtsmiddel_tot"],
                condition=Q(onherroepelijk_op=None, rechtsmiddel_ingesteld_op=None),
                name="besluit_rechtsmiddel",
            ),
            models.Index(
                fields=["onherroepelijk_op"],
                condition=Q(onherroepelijk_op__isnull=False),
                name="besluit_onherroepelijk",
            ),
        ]

    def __str__(self) -> str:
        """Name the decision as its organisation does."""
        return self.identificatie


class Besluitonderwerp(Onderwerp):
    """What a decision is about."""

    besluit = models.ForeignKey(Besluit, models.PROTECT, related_name="onderwerpen", db_index=False)

    class Meta:
        """Once per record and role."""

        constraints = [
            models.UniqueConstraint(fields=["besluit", "bronobject", "rol"], name="besluitonderwerp_eenmaal"),
        ]


class Rechtsmiddelprocedure(models.Model):
    """One bezwaar, beroep, hoger beroep or verzet against a decision, and how it ended; it runs while it has no outcome.

    `zaak` is the one in which we handle it, where that is ours.
    """

    class Soort(models.TextChoices):
        """Which remedy was used."""

        BEZWAAR = "bezwaar", "bezwaar"
        BEROEP = "beroep", "beroep"
        HOGER_BEROEP = "hoger_beroep", "hoger beroep"
        VERZET = "verzet", "verzet"

    class Uitkomst(models.TextChoices):
        """How it ended."""

        GEGROND = "gegrond", "gegrond"
        DEELS = "deels", "deels gegrond"
        ONGEGROND = "ongegrond", "ongegrond"
        NIET_ONTVANKELIJK = "niet_ontvankelijk", "niet-ontvankelijk"
        INGETROKKEN = "ingetrokken", "ingetrokken"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    besluit = models.ForeignKey(Besluit, models.PROTECT, related_name="procedures")
    soort = models.CharField(max_length=20, choices=Soort)
    ingesteld_op = models.DateField()
    zaak = models.ForeignKey(Zaak, models.PROTECT, null=True, related_name="procedures")
    uitkomst = models.CharField(max_length=20, choices=Uitkomst, blank=True)
    afgedaan_op = models.DateField(null=True)
    toelichting = models.CharField(max_length=1000, blank=True)
    geregistreerd_op = models.DateTimeField()
    geregistreerd_door = models.CharField(max_length=200)

    class Meta:
        """An outcome has its day, and that is never before it began."""

        constraints = [
            models.CheckConstraint(
                condition=Q(afgedaan_op=None, uitkomst="")
                | (Q(afgedaan_op__gte=models.F("ingesteld_op")) & ~Q(uitkomst="")),
                name="rechtsmiddelprocedure_uitkomst",
            ),
        ]

    def __str__(self) -> str:
        """Say which, and since when."""
        return f"{self.soort} van {self.ingesteld_op}"


class Overweging(models.Model):
    """One reason under a decision, as long as it is a draft; each version of the whole is kept (`Besluitversie`)."""

    class Aard(models.TextChoices):
        """Whether it is about the matter or about the procedure."""

        INHOUDELIJK = "inhoudelijk", "inhoudelijk"
        PROCEDUREEL = "procedureel", "procedureel"

    besluit = models.ForeignKey(Besluit, models.PROTECT, related_name="overwegingen", db_index=False)
    volgnummer = models.IntegerField()
    titel = models.CharField(max_length=200)
    omschrijving = models.TextField()
    aard = models.CharField(max_length=20, choices=Aard, default=Aard.INHOUDELIJK)
    begin_geldigheid = models.DateField(null=True)
    eind_geldigheid = models.DateField(null=True)

    class Meta:
        """In their own order."""

        constraints = [
            models.UniqueConstraint(fields=["besluit", "volgnummer"], name="overweging_volgnummer"),
        ]

    def __str__(self) -> str:
        """Name it."""
        return self.titel


class Besluitversie(models.Model):
    """The whole text of a decision, with its considerations, as somebody left it. Only grows."""

    besluit = models.ForeignKey(Besluit, models.PROTECT, related_name="versies", db_index=False)
    volgnummer = models.IntegerField()
    tekst = models.TextField()
    sha256 = models.CharField(max_length=64)
    door = models.CharField(max_length=200)
    op = models.DateTimeField()

    class Meta:
        """In order; of two at once one never gets in."""

        constraints = [
            models.UniqueConstraint(fields=["besluit", "volgnummer"], name="besluitversie_volgnummer"),
        ]

    def __str__(self) -> str:
        """Name decision and version."""
        return f"{self.besluit_id} {self.volgnummer}"


class Goedkeuring(models.Model):
    """That a second person was asked to agree with one version of a decision, and what that person said.

    `gevraagd_aan` is an account, or empty for whoever has the right; `namens` is for whom the one who answered stood in.
    """

    class Uitkomst(models.TextChoices):
        """What was said."""

        GEVRAAGD = "gevraagd", "gevraagd"
        AKKOORD = "akkoord", "akkoord"
        TERUG = "terug", "terug naar de opsteller"
        VERVALLEN = "vervallen", "vervallen"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    besluit = models.ForeignKey(Besluit, models.PROTECT, related_name="goedkeuringen")
    versie = models.ForeignKey(Besluitversie, models.PROTECT, related_name="+", db_index=False)
    gevraagd_door = models.CharField(max_length=200)
    gevraagd_aan = models.CharField(max_length=200, blank=True)
    gevraagd_op = models.DateTimeField()
    uitkomst = models.CharField(max_length=20, choices=Uitkomst, default=Uitkomst.GEVRAAGD)
    door = models.CharField(max_length=200, blank=True)
    namens = models.CharField(max_length=200, blank=True)
    op = models.DateTimeField(null=True)
    opmerking = models.CharField(max_length=2000, blank=True)

    class Meta:
        """One at a time per decision."""

        constraints = [
            models.UniqueConstraint(
                fields=["besluit"], condition=Q(uitkomst="gevraagd"), name="goedkeuring_een_open"
            ),
        ]
        indexes = [
            models.Index(
                fields=["gevraagd_aan", "gevraagd_op"],
                condition=Q(uitkomst="gevraagd"),
                name="goedkeuring_open",
            )
        ]

    def __str__(self) -> str:
        """Say how it stands."""
        return f"{self.besluit_id}: {self.uitkomst}"


class Goedkeuringsopmerking(models.Model):
    """A comment on a draft, by whoever may see it. Only grows."""

    besluit = models.ForeignKey(Besluit, models.PROTECT, related_name="opmerkingen")
    versie = models.ForeignKey(Besluitversie, models.PROTECT, related_name="+", db_index=False)
    tekst = models.CharField(max_length=2000)
    door = models.CharField(max_length=200)
    op = models.DateTimeField()

    def __str__(self) -> str:
        """Give its beginning."""
        return self.tekst[:60]
