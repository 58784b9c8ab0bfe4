"""SPECIFIEK VOORSCHRIFT: what identifies it, what each toestemming does to it, and in which periods that works."""

from typing import ClassVar

from django.db import models

from vth.register.models import Bronobject
from vth.tijd import klok
from vth.tijd.models import Voorkomen
from vth.tijd.rules import OPEN_TIJDSTIP

from .velden import Mutatiesoort, Mutatievelden
from .vergunning import Toestemming, Vergunning


class Voorschrift(models.Model):
    """One condition of a permit, whatever it says and whatever number it has in time; its address is permanent.

    `vervangt` is the condition whose place it took.
    """

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    vergunning = models.ForeignKey(Vergunning, models.PROTECT, related_name="voorschriften")
    vervangt = models.ForeignKey("self", models.PROTECT, null=True, related_name="opvolgers")

    def __str__(self) -> str:
        """Name it by its id: its number changes."""
        return str(self.id)


class Ontwerpmutatie(Mutatievelden):
    """What a toestemming that is a draft will do to a voorschrift; can be changed and thrown away until it is established."""

    toestemming = models.ForeignKey(Toestemming, models.CASCADE, related_name="ontwerp")
    voorschrift = models.ForeignKey(Voorschrift, models.PROTECT, related_name="+")
    bereik = models.JSONField(default=list)

    class Meta:
        """One per voorschrift in a draft, in its own order."""

        constraints = [
            models.UniqueConstraint(fields=["toestemming", "voorschrift"], name="ontwerpmutatie_eenmaal"),
        ]

    def __str__(self) -> str:
        """Say what and of which."""
        return f"{self.soort} {self.nummer}"


class Mutatie(Mutatievelden):
    """Mutatie specifiek voorschrift (CIm VTH FLo): what one established toestemming does to one voorschrift. Only grows.

    A mistake in taking over is another row that says which it corrects (`corrigeert`).
    """

    toestemming = models.ForeignKey(Toestemming, models.PROTECT, related_name="mutaties", db_index=False)
    voorschrift = models.ForeignKey(Voorschrift, models.PROTECT, related_name="mutaties")
    corrigeert = models.OneToOneField("self", models.PROTECT, null=True, related_name="correctie")

    class Meta:
        """In the order of the decision; what it put under a voorschrift is found by that."""

        indexes = [
            models.Index(fields=["toestemming", "volgnummer"], name="mutatie_volgorde"),
            models.Index(fields=["ouder"], condition=models.Q(ouder__isnull=False), name="mutatie_onder"),
        ]

    def __str__(self) -> str:
        """Say what and of which."""
        return f"{self.soort} {self.nummer}"


class Mutatiewerking(Voorkomen):
    """In which period a mutation works, as it was known: less what a court suspended, nothing of what it annulled.

    `rang` orders the mutations of one voorschrift: the day from which it was to work, the order of decisions, its place in it.
    """

    sleutelvelden: ClassVar[tuple[str, ...]] = ("mutatie",)

    mutatie = models.ForeignKey(Mutatie, models.PROTECT, related_name="werkingen")
    vergunning = models.ForeignKey(Vergunning, models.PROTECT, related_name="+", db_index=False)
    voorschrift = models.ForeignKey(Voorschrift, models.PROTECT, related_name="+", db_index=False)
    soort = models.CharField(max_length=20, choices=Mutatiesoort)
    rang = models.CharField(max_length=40)

    class Meta(Voorkomen.Meta):
        """Read for a whole permit, or for one voorschrift; what is believed now is most of what is asked."""

        indexes = [
            models.Index(fields=["vergunning", "voorschrift", "rang"], name="mutatiewerking_vergunning"),
            models.Index(
                fields=["voorschrift"],
                condition=models.Q(eind_registratie=OPEN_TIJDSTIP),
                name="mutatiewerking_nu",
            ),
        ]


class Mutatiebereik(models.Model):
    """That a voorschrift, as a mutation leaves it, is only for this activity or VTH-object; without any it is for the whole."""

    mutatie = models.ForeignKey(Mutatie, models.PROTECT, related_name="bereik", db_index=False)
    bronobject = models.ForeignKey(Bronobject, models.PROTECT, related_name="+")

    class Meta:
        """Once per record."""

        constraints = [
            models.UniqueConstraint(fields=["mutatie", "bronobject"], name="mutatiebereik_eenmaal")
        ]

    def __str__(self) -> str:
        """Say of which record."""
        return str(self.bronobject_id)


class Grenswaarderegel(models.Model):
    """One limit of one mutation as columns, to search by; the mutation itself holds it as it was written.

    `basiswaarde` is in `basiseenheid`, so that 1 g/Nm3 and 1000 mg/Nm3 are the same. `sleutel` is the CAS number, or the name where
    there is none. `leverancier` and `gebied` are those of the permit, to walk by; who may see it the permit itself says.
    """

    mutatie = models.ForeignKey(Mutatie, models.PROTECT, related_name="grenswaarden")
    stof = models.CharField(max_length=60, blank=True)
    naam = models.CharField(max_length=200)
    medium = models.CharField(max_length=20)
    vergelijking = models.CharField(max_length=20)
    waarde = models.DecimalField(max_digits=24, decimal_places=10)
    waarde_tot = models.DecimalField(max_digits=24, decimal_places=10, null=True)
    eenheid = models.CharField(max_length=40)
    basiswaarde = models.FloatField()
    basiseenheid = models.CharField(max_length=40)
    middeling = models.CharField(max_length=60, blank=True)
    emissiepunt = models.CharField(max_length=200, blank=True)
    methode = models.CharField(max_length=200, blank=True)
    sleutel = models.CharField(max_length=200, blank=True)
    leverancier = models.CharField(max_length=40, blank=True)
    gebied = models.CharField(max_length=10, blank=True)

    class Meta:
        """Found by substance and how much, of everybody or of one owner; and by a name that is not that of its number."""

        indexes = [
            models.Index(fields=["sleutel", "basiseenheid", "basiswaarde"], name="grenswaarderegel_sleutel"),
            models.Index(
                fields=["leverancier", "sleutel", "basiseenheid", "basiswaarde"], name="grenswaarderegel_van"
            ),
            models.Index(
                fields=["gebied", "sleutel", "basiseenheid", "basiswaarde"], name="grenswaarderegel_in"
            ),
            models.Index(
                fields=["naam", "basiseenheid", "basiswaarde"],
                condition=models.Q(stof__gt=""),
                name="grenswaarderegel_naam",
            ),
        ]

    def __str__(self) -> str:
        """Say what and how much."""
        return f"{self.naam} {self.waarde} {self.eenheid}"


class Standaardvoorschrift(models.Model):
    """A text that an authority takes over in its permits; the words are in its versions."""

    id = models.UUIDField(primary_key=True, default=klok.make_uuid7)
    organisatie = models.CharField(max_length=40)
    code = models.CharField(max_length=60)
    onderwerp = models.CharField(max_length=200)
    vervallen_op = models.DateField(null=True)

    class Meta:
        """A code is used once per organisation."""

        constraints = [
            models.UniqueConstraint(fields=["organisatie", "code"], name="standaardvoorschrift_code"),
        ]

    def __str__(self) -> str:
        """Name it."""
        return self.code


class Standaardversie(models.Model):
    """How a standard text ran from a day on. Only grows."""

    standaardvoorschrift = models.ForeignKey(
        Standaardvoorschrift, models.PROTECT, related_name="versies", db_index=False
    )
    volgnummer = models.IntegerField()
    titel = models.CharField(max_length=300, blank=True)
    tekst = models.TextField()
    gegevens = models.JSONField(default=dict)
    vanaf = models.DateField()
    door = models.CharField(max_length=200)
    op = models.DateTimeField()

    class Meta:
        """In order; of two at once one never gets in."""

        constraints = [
            models.UniqueConstraint(
                fields=["standaardvoorschrift", "volgnummer"], name="standaardversie_volgnummer"
            ),
        ]

    def __str__(self) -> str:
        """Name text and version."""
        return f"{self.standaardvoorschrift_id} {self.volgnummer}"
