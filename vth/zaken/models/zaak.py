"""ZAAK and VERZOEK of CIm VTH FLo, with the words of ZGW where those agree."""

from django.db import models
from django.db.models import Q

from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG

from .velden import Beschermd, Onderwerp

OPEN = Q(einddatum=None)


class Zaaksoortversie(models.Model):
    """The definition of a kind of zaak as it was when a zaak started under it; the text itself, and its hash as version."""

    versie = models.CharField(max_length=64, primary_key=True)
    zaaksoort = models.CharField(max_length=60)
    vanaf = models.DateField()
    definitie = models.TextField()
    laag = models.CharField(max_length=60)
    zekerheid = models.CharField(max_length=20)

    def __str__(self) -> str:
        """Name kind and version."""
        return f"{self.zaaksoort} {self.versie[:8]}"


class Zaak(Beschermd):
    """Work with an occasion and an outcome, under the kind and the law that it started with.

    `soort` is the kind of data (`zaak`), `zaaksoort` the kind of zaak. `leverancier` is the organisation whose zaak it is
    (ZGW bronorganisatie). `recht_op` is the day whose law it is handled under. `laatste_dag` is that of its most urgent
    term, the open end without one or while it stands still. With `vernietigd_op` only this frame of it is left. `versie` grows with every act: two who act at once are told.
    """

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    identificatie = models.CharField(max_length=40)
    omschrijving = models.CharField(max_length=300, blank=True)
    toelichting = models.CharField(max_length=4000, blank=True)
    zaaksoort = models.CharField(max_length=60)
    zaaksoortversie = models.ForeignKey(Zaaksoortversie, models.PROTECT, related_name="+", db_index=False)
    recht_op = models.DateField()
    bevoegd_gezag = models.CharField(max_length=40)
    behandelaar = models.CharField(max_length=200, blank=True)
    team = models.CharField(max_length=40, blank=True)
    registratiedatum = models.DateField()
    startdatum = models.DateField()
    einddatum_gepland = models.DateField(null=True)
    einddatum = models.DateField(null=True)
    laatste_dag = models.DateField(default=OPEN_DAG)
    status = models.CharField(max_length=60)
    resultaat = models.CharField(max_length=60, blank=True)
    # Most zaken are part of no other: an index over those as well tells a planner nothing, and is passed over.
    hoofdzaak = models.ForeignKey("self", models.PROTECT, null=True, related_name="deelzaken", db_index=False)
    vernietigd_op = models.DateTimeField(null=True)
    versie = models.IntegerField(default=0)

    class Meta:
        """A kenmerk is used once per organisation. Open ones are worked off by whoever's they are, the most urgent first."""

        constraints = [
            models.UniqueConstraint(fields=["leverancier", "identificatie"], name="zaak_identificatie"),
        ]
        indexes = [
            models.Index(fields=["hoofdzaak"], condition=Q(hoofdzaak__isnull=False), name="zaak_hoofdzaak"),
            models.Index(fields=["leverancier", "id"], name="zaak_van"),
            models.Index(fields=["gebied", "id"], name="zaak_in"),
            models.Index(fields=["laatste_dag", "id"], condition=OPEN, name="zaak_open"),
            models.Index(
                fields=["behandelaar", "laatste_dag", "id"], condition=OPEN, name="zaak_behandelaar"
            ),
            models.Index(fields=["team", "laatste_dag", "id"], condition=OPEN, name="zaak_team"),
            models.Index(fields=["gebied", "laatste_dag", "id"], condition=OPEN, name="zaak_gebied"),
            models.Index(
                fields=["leverancier", "laatste_dag", "id"], condition=OPEN, name="zaak_leverancier"
            ),
            models.Index(fields=["gebied", "-einddatum", "id"], condition=~OPEN, name="zaak_dicht_gebied"),
            models.Index(
                fields=["leverancier", "-einddatum", "id"], condition=~OPEN, name="zaak_dicht_leverancier"
            ),
        ]

    def __str__(self) -> str:
        """Name the zaak as its organisation does."""
        return self.identificatie


class Kenmerkreeks(models.Model):
    """How far the numbers of one organisation are in one year; its row is locked while the next one is given out."""

    organisatie = models.CharField(max_length=40)
    jaar = models.IntegerField()
    nummer = models.BigIntegerField(default=0)

    class Meta:
        """One row per organisation and year."""

        constraints = [
            models.UniqueConstraint(fields=["organisatie", "jaar"], name="kenmerkreeks_jaar"),
        ]

    def __str__(self) -> str:
        """Say how far it is."""
        return f"{self.organisatie} {self.jaar}: {self.nummer}"


class Zaakgebeurtenis(models.Model):
    """One act on a zaak: what, from which step to which, by whom, why, and on which ground. Only grows.

    Its number is the `versie` that the zaak had after it: so of two acts on one version one never gets in.
    """

    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="gebeurtenissen", db_index=False)
    volgnummer = models.IntegerField()
    handeling = models.CharField(max_length=60)
    van = models.CharField(max_length=200, blank=True)
    naar = models.CharField(max_length=200, blank=True)
    dag = models.DateField()
    op = models.DateTimeField()
    door = models.CharField(max_length=200)
    namens = models.CharField(max_length=40, blank=True)
    reden = models.CharField(max_length=1000, blank=True)
    grondslag = models.CharField(max_length=200, blank=True)

    class Meta:
        """Read per zaak, in order."""

        constraints = [
            models.UniqueConstraint(fields=["zaak", "volgnummer"], name="zaakgebeurtenis_volgnummer"),
        ]

    def __str__(self) -> str:
        """Say what was done."""
        return f"{self.handeling} door {self.door}"


class Zaakonderwerp(Onderwerp):
    """What a zaak is about; with `vervallen_op` it was, up to that day."""

    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="onderwerpen", db_index=False)
    vervallen_op = models.DateField(null=True)

    class Meta:
        """Once per record and role."""

        constraints = [
            models.UniqueConstraint(fields=["zaak", "bronobject", "rol"], name="zaakonderwerp_eenmaal"),
        ]


class Zaakrelatie(models.Model):
    """That two zaken belong together (ZGW aardRelatie)."""

    class Aard(models.TextChoices):
        """How the second stands to the first."""

        VERVOLG = "vervolg", "vervolg"
        ONDERWERP = "onderwerp", "onderwerp"
        BIJDRAGE = "bijdrage", "bijdrage"

    van = models.ForeignKey(Zaak, models.PROTECT, related_name="relaties_heen", db_index=False)
    naar = models.ForeignKey(Zaak, models.PROTECT, related_name="relaties_terug")
    aard = models.CharField(max_length=20, choices=Aard)

    class Meta:
        """Once per pair and kind; never of a zaak to itself."""

        constraints = [
            models.UniqueConstraint(fields=["van", "naar", "aard"], name="zaakrelatie_eenmaal"),
            models.CheckConstraint(condition=~Q(van=models.F("naar")), name="zaakrelatie_ander"),
        ]

    def __str__(self) -> str:
        """Say how they belong together."""
        return f"{self.van_id} {self.aard} {self.naar_id}"


class Verzoek(Beschermd):
    """VERZOEK: what somebody handed in with a bevoegd gezag, in the Omgevingsloket or elsewhere.

    Number and sequence number name it together; a later one with the same number completes or withdraws the first (`doel`).
    """

    class Type(models.TextChoices):
        """The kinds that DSO-LV tells apart."""

        AANVRAAG = "aanvraag_vergunning", "aanvraag vergunning"
        MELDING = "melding", "melding"
        INFORMATIE = "informatie", "informatie"
        ONGEWOON_VOORVAL = "informatie_ongewoon_voorval", "informatie ongewoon voorval"
        MAATWERK = "aanvraag_maatwerkvoorschrift", "aanvraag maatwerkvoorschrift"
        GELIJKWAARDIG = "aanvraag_gelijkwaardige_maatregel", "aanvraag toestemming gelijkwaardige maatregel"
        MELDING_GELIJKWAARDIG = "melding_gelijkwaardige_maatregel", "melding gelijkwaardige maatregel"
        HANDHAVING = "handhavingsverzoek", "verzoek om handhaving"
        BEZWAAR = "bezwaarschrift", "bezwaarschrift"

    class Doel(models.TextChoices):
        """Whether it starts something, completes it, or takes it back."""

        START = "start", "start van de behandeling"
        AANVULLING = "aanvulling", "aanvulling"
        INTREKKING = "intrekking", "intrekking"

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    verzoeknummer = models.CharField(max_length=60)
    verzoekvolgnummer = models.CharField(max_length=20, default="1")
    zaak = models.ForeignKey(Zaak, models.PROTECT, null=True, related_name="verzoeken")
    type = models.CharField(max_length=40, choices=Type)
    plichttype = models.CharField(max_length=40, blank=True)
    doel = models.CharField(max_length=20, choices=Doel, default=Doel.START)
    indiendatum = models.DateField()
    ontvangen_op = models.DateField()
    bevoegd_gezag = models.CharField(max_length=40)
    omschrijving = models.CharField(max_length=1000, blank=True)
    geregistreerd_op = models.DateTimeField()
    geregistreerd_door = models.CharField(max_length=200)

    class Meta:
        """Once per organisation, number and sequence number."""

        constraints = [
            models.UniqueConstraint(
                fields=["leverancier", "verzoeknummer", "verzoekvolgnummer"], name="verzoek_nummer"
            ),
        ]

    def __str__(self) -> str:
        """Name it as the Omgevingsloket does."""
        return f"{self.verzoeknummer}-{self.verzoekvolgnummer}"


class Verzoekonderwerp(Onderwerp):
    """What a verzoek is about."""

    verzoek = models.ForeignKey(Verzoek, models.PROTECT, related_name="onderwerpen", db_index=False)

    class Meta:
        """Once per record and role."""

        constraints = [
            models.UniqueConstraint(fields=["verzoek", "bronobject", "rol"], name="verzoekonderwerp_eenmaal"),
        ]
