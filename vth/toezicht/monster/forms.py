"""The forms of samples and results: they read, and leave deciding to the services."""

from typing import Any

from django import forms

from vth.regelgeving.rules import Grond
from vth.tijd import klok
from vth.tijd.rules import AMSTERDAM
from vth.vergunningen.inhoud import Medium
from vth.vormgeving.formvelden import make_tekst

from ..models import Monster
from .bemonstering import Monsterwijze
from .bestanden import list_labprofielen, list_pakketten
from .boeking import NieuwMonster
from .lozing import list_branches

VORM = "%Y-%m-%dT%H:%M"
ROUTES = [
    ("vuilwaterriool", "vuilwaterriool"),
    ("hemelwater", "hemelwaterriool"),
    ("oppervlaktewater", "oppervlaktewater"),
]
MEDIA = [(Medium.WATER.value, "water"), (Medium.LUCHT.value, "lucht"), (Medium.BODEM.value, "bodem")]


def make_moment(label: str, hint: str = "") -> forms.DateTimeField:
    """Make a field for a moment, in Dutch legal time."""
    return forms.DateTimeField(
        label=label,
        help_text=hint,
        input_formats=[VORM, "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=VORM),
    )


class MonsterForm(forms.Form):
    """What is recorded of a sample when it is taken."""

    nummer = forms.CharField(label="Monsternummer", max_length=60, help_text="Het nummer op de fles.")
    punt = forms.CharField(
        label="Monsterpunt", max_length=200, help_text="Zoals: controleput achter de olieafscheider."
    )
    emissiepunt = forms.CharField(
        label="Emissiepunt in de vergunning",
        required=False,
        max_length=100,
        help_text="Zoals het in de vergunning heet; leeg als de vergunning geen punten onderscheidt.",
    )
    medium = forms.ChoiceField(label="Waarin", choices=MEDIA)
    wijze = forms.ChoiceField(label="Wijze", choices=Monster.Wijze.choices)
    begin = make_moment("Begin")
    eind = make_moment("Einde", "Bij een steekmonster gelijk aan het begin.")
    pakket = forms.ChoiceField(label="Analysepakket", required=False)
    stoffen = forms.CharField(
        label="Ook onderzoeken",
        required=False,
        max_length=1000,
        help_text="Namen van stoffen met een komma ertussen, zoals: koper, CZV.",
    )
    branche = forms.ChoiceField(
        label="Branche",
        required=False,
        help_text="Bepaalt met welke algemene grenzen wordt vergeleken, naast de vergunning.",
    )
    route = forms.ChoiceField(label="Loost op", choices=ROUTES)
    voorzieningen = forms.MultipleChoiceField(
        label="Voorzieningen voor het monsterpunt",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Achter sommige voorzieningen mag er meer in het water zitten.",
    )
    opmerking = make_tekst("Opmerking")

    def __init__(self, *args: Any, grenzen: Grond, **kwargs: Any) -> None:
        """Offer the packages and branches of today."""
        super().__init__(*args, **kwargs)
        pakketten = [(p.id, f"{p.naam} (versie {p.versie})") for p in list_pakketten(klok.today())]
        voorzieningen = sorted({r["voorziening"] for r in grenzen.waarde if "voorziening" in r})
        for naam, keuzes in (
            ("pakket", [("", "geen pakket"), *pakketten]),
            ("branche", [("", "geen branche"), *((b, b) for b in list_branches(grenzen))]),
            ("voorzieningen", [(v, v) for v in voorzieningen]),
        ):
            self.fields[naam].choices = keuzes  # type: ignore[attr-defined]
        nu = klok.now().astimezone(AMSTERDAM).strftime(VORM)
        for naam in ("begin", "eind"):
            self.fields[naam].initial = nu

    def make_monster(self) -> NieuwMonster:
        """Give what was filled in."""
        v = self.cleaned_data
        return NieuwMonster(
            nummer=v["nummer"],
            punt=v["punt"],
            wijze=Monsterwijze(v["wijze"]),
            begin=v["begin"],
            eind=v["eind"],
            pakket=v["pakket"],
            stoffen=v["stoffen"].split(","),
            medium=Medium(v["medium"]),
            emissiepunt=v["emissiepunt"],
            branche=v["branche"],
            route=v["route"],
            voorzieningen=v["voorzieningen"],
            opmerking=v["opmerking"],
        )


class OvergaveForm(forms.Form):
    """To whom a sample went, and when."""

    houder = forms.CharField(
        label="Aan wie",
        max_length=200,
        help_text="De functie en de organisatie, zoals: koerier van het laboratorium.",
    )
    op = make_moment("Wanneer")


class LabForm(forms.Form):
    """A file of a laboratory."""

    organisatie = forms.ChoiceField(label="Voor welke organisatie")
    profiel = forms.ChoiceField(label="Laboratorium", help_text="Het profiel zegt welke kolom wat is.")
    bestand = forms.FileField(label="Bestand", help_text="CSV of Excel, hoogstens 20 MB.")
    correctie = forms.BooleanField(
        label="Dit is een correctie op een eerdere uitslag",
        required=False,
        help_text="Wat er stond blijft te zien; het nieuwe resultaat komt ernaast en telt.",
    )

    def __init__(self, *args: Any, organisaties: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the organisations that the viewer works for, and the profiles."""
        super().__init__(*args, **kwargs)
        profielen = [(p.id, p.naam) for p in list_labprofielen().values()]
        for naam, keuzes in (("organisatie", organisaties), ("profiel", profielen)):
            self.fields[naam].choices = keuzes  # type: ignore[attr-defined]
