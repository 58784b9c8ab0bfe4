"""The forms of this room: they read, and leave deciding to the services."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms

from vth.begrippen.selectors import list_waarden
from vth.regelgeving.selectors import find_grond
from vth.tijd import klok
from vth.tijd.rules import AMSTERDAM
from vth.vormgeving.formvelden import Getalveld, make_dag, make_tekst

from .invoer import Bezoek, NieuweBevinding, Normkeuze
from .models import Controle

Keuzes = list[tuple[str, str]]
JANEE = [("", "niet ingevuld"), ("ja", "ja"), ("nee", "nee")]


def list_codes(lijst: str, leeg: str = "") -> Keuzes:
    """List the codes of a list that hold today, with an empty one in front when that may be."""
    codes = [(w.code, w.naam) for w in list_waarden(lijst, klok.today())]
    return [("", leeg), *codes] if leeg else codes


class GezienForm(forms.Form):
    """A form that says which version of the controle the page showed."""

    gezien = forms.IntegerField(required=False, widget=forms.HiddenInput)


class PlanForm(GezienForm):
    """When and by whom."""

    gepland_op = make_dag("Gepland op", verplicht=False)
    uiterlijk_op = make_dag("Moet gedaan zijn op", verplicht=False)
    inspecteur = forms.ChoiceField(label="Toezichthouder", required=False)
    team = forms.ChoiceField(label="Team", required=False)
    uren = Getalveld(label="Uren", required=False, min_value=0, max_digits=5, decimal_places=2)
    reden = forms.CharField(label="Waarom deze wijziging?", required=False, max_length=300)

    def __init__(self, *args: Any, collegas: Keuzes, teams: Keuzes, **kwargs: Any) -> None:
        """Offer the colleagues and teams of this viewer."""
        super().__init__(*args, **kwargs)
        self.fields["inspecteur"].choices = [("", "nog niemand"), *collegas]  # type: ignore[attr-defined]
        self.fields["team"].choices = [("", "geen team"), *teams]  # type: ignore[attr-defined]


class ControleForm(PlanForm):
    """What is needed to plan a controle of a record of the register."""

    organisatie = forms.ChoiceField(label="Organisatie")
    omschrijving = forms.CharField(
        label="Omschrijving", max_length=300, help_text="Bijvoorbeeld: integrale controle."
    )
    controletype = forms.ChoiceField(label="Type")
    aanleiding = forms.ChoiceField(label="Aanleiding", choices=Controle.Aanleiding.choices)
    grond = forms.CharField(label="Waarom?", required=False, max_length=300)
    partners = forms.CharField(
        label="Samen met",
        required=False,
        max_length=200,
        help_text="Codes van organisaties, met komma's ertussen.",
    )
    activiteiten = forms.MultipleChoiceField(
        label="Alleen deze activiteiten",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Niets gekozen is de hele locatie.",
    )
    field_order = ("organisatie", "omschrijving", "controletype", "aanleiding", "grond", "activiteiten")

    def __init__(self, *args: Any, organisaties: Keuzes, activiteiten: Keuzes, **kwargs: Any) -> None:
        """Offer what this viewer can choose here."""
        super().__init__(*args, **kwargs)
        self.fields["organisatie"].choices = organisaties  # type: ignore[attr-defined]
        self.fields["controletype"].choices = list_codes("controletype")  # type: ignore[attr-defined]
        self.fields["activiteiten"].choices = activiteiten  # type: ignore[attr-defined]
        del self.fields["reden"], self.fields["gezien"]
        if not activiteiten:
            del self.fields["activiteiten"]

    def clean_partners(self) -> list[str]:
        """Read the codes."""
        return [deel.strip() for deel in self.cleaned_data["partners"].split(",") if deel.strip()]

    def clean_activiteiten(self) -> list[uuid.UUID]:
        """Read the ids."""
        return [uuid.UUID(id_) for id_ in self.cleaned_data["activiteiten"]]


class BezoekForm(GezienForm):
    """What happened at a visit."""

    controledatum = make_dag("Gecontroleerd op")
    begon = forms.TimeField(
        label="Begonnen om", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    eind = forms.TimeField(
        label="Geëindigd om", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    uitkomst = forms.ChoiceField(label="Uitkomst", required=False)
    gesproken_met = forms.CharField(
        label="Gesproken met",
        required=False,
        max_length=300,
        help_text="De functie is genoeg: bedrijfsleider, voorman.",
    )
    legitimatie = forms.ChoiceField(label="Gelegitimeerd?", required=False, choices=JANEE)
    bevoegdheden = forms.MultipleChoiceField(
        label="Gebruikte bevoegdheden", required=False, widget=forms.CheckboxSelectMultiple
    )
    cautie = forms.TimeField(
        label="Cautie gegeven om",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text="Vanaf het moment dat u iemand van een overtreding verdenkt en verhoort.",
    )
    cautie_toelichting = forms.CharField(label="Waarom toen?", required=False, max_length=1000)
    bijzonderheden = make_tekst("Bijzonderheden", hoogstens=4000, regels=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the outcomes and powers of today."""
        super().__init__(*args, **kwargs)
        self.fields["uitkomst"].choices = list_codes("controleuitkomst", "nog niet")  # type: ignore[attr-defined]
        grond = find_grond("toezicht.bevoegdheden", geldig_op=klok.today())
        if grond.zekerheid == "aanname":
            self.fields[
                "bevoegdheden"
            ].help_text = "Aanname: welk artikel welke bevoegdheid geeft, is niet nagelezen."
        self.fields["bevoegdheden"].choices = [  # type: ignore[attr-defined]
            (code, f"{b['naam']} ({b['artikel']})") for code, b in grond.waarde.items()
        ]

    def make_bezoek(self) -> Bezoek:
        """Give what was filled in; times are of the day of the controle, on the clock of here."""
        v = self.cleaned_data
        dag = v["controledatum"]
        tijden = {
            naam: datetime.combine(dag, v[veld]).replace(tzinfo=AMSTERDAM) if v[veld] else None
            for naam, veld in (("begonnen_op", "begon"), ("geeindigd_op", "eind"), ("cautie_op", "cautie"))
        }
        return Bezoek(
            controledatum=dag,
            **tijden,
            uitkomst=v["uitkomst"],
            gesproken_met=v["gesproken_met"],
            legitimatie_getoond={"ja": True, "nee": False}.get(v["legitimatie"]),
            bevoegdheden=v["bevoegdheden"],
            cautie_toelichting=v["cautie_toelichting"],
            bijzonderheden=v["bijzonderheden"],
        )


class RedenForm(GezienForm):
    """Why."""

    reden = forms.CharField(label="Waarom?", max_length=500)


class HercontroleForm(forms.Form):
    """What is looked at again, and by when."""

    bevindingen = forms.MultipleChoiceField(
        label="Welke bevindingen?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Niets gekozen is alles wat niet in orde was.",
    )
    gepland_op = make_dag("Gepland op", verplicht=False)
    uiterlijk_op = make_dag("Moet gedaan zijn op", verplicht=False)

    def __init__(self, *args: Any, bevindingen: Keuzes, **kwargs: Any) -> None:
        """Offer what was wrong."""
        super().__init__(*args, **kwargs)
        self.fields["bevindingen"].choices = bevindingen  # type: ignore[attr-defined]

    def clean_bevindingen(self) -> list[int]:
        """Read the numbers."""
        return [int(nr) for nr in self.cleaned_data["bevindingen"]]


class BevindingForm(GezienForm):
    """What was seen on one point, against which norms."""

    voorschriften = forms.MultipleChoiceField(
        label="Voorschriften van de vergunning", required=False, widget=forms.CheckboxSelectMultiple
    )
    normen = forms.MultipleChoiceField(
        label="Andere normen hier", required=False, widget=forms.CheckboxSelectMultiple
    )
    artikel = forms.CharField(
        label="Of een artikel",
        required=False,
        max_length=300,
        help_text="Zoals een jurist het aanhaalt: Bal 4.1141. Meer dan één met puntkomma's.",
    )
    onderwerp = forms.ChoiceField(label="Onderwerp")
    aandachtspunt = forms.CharField(label="Waar is naar gekeken?", required=False, max_length=500)
    resultaat = forms.ChoiceField(label="Resultaat")
    bijzonderheden = make_tekst("Wat is er gezien?", hoogstens=20_000, regels=4)
    gevolg = forms.ChoiceField(
        label="Gevolg", required=False, help_text="Alleen als de norm niet wordt nageleefd."
    )
    gedrag = forms.ChoiceField(label="Gedrag", required=False)
    motivering = make_tekst("Waarom dit gevolg en dit gedrag?", hoogstens=4000, regels=3)
    sevesocategorie = forms.ChoiceField(
        label="Categorie bij een Seveso-inrichting",
        required=False,
        help_text="Een aanname: de landelijke strategie voor Seveso-inrichtingen zegt wat een categorie is.",
    )
    herstel_voor = make_dag("Hersteld voor", verplicht=False)

    def __init__(
        self, *args: Any, voorschriften: Keuzes, normen: Keuzes, seveso: Keuzes, **kwargs: Any
    ) -> None:
        """Offer the codes of today and the norms that hold here."""
        super().__init__(*args, **kwargs)
        keuzes = {
            "voorschriften": voorschriften,
            "normen": normen,
            "onderwerp": list_codes("controle_onderwerp"),
            "resultaat": list_codes("resultaat_bevinding"),
            "gevolg": list_codes("gevolg", "geen oordeel"),
            "gedrag": list_codes("gedrag", "geen oordeel"),
            "sevesocategorie": [("", "geen categorie"), *seveso],
        }
        for naam, lijst in keuzes.items():
            self.fields[naam].choices = lijst  # type: ignore[attr-defined]
        for naam in ("voorschriften", "normen"):
            if not keuzes[naam]:
                del self.fields[naam]
        if not seveso:
            del self.fields["sevesocategorie"]

    def make_bevinding(self, bron: str = "", bewijzen: Sequence[uuid.UUID] = ()) -> NieuweBevinding:
        """Give the finding as it was filled in."""
        v = self.cleaned_data
        keuzes = [Normkeuze(voorschrift_id=uuid.UUID(id_)) for id_ in v.get("voorschriften", ())]
        keuzes += [Normkeuze(norm_id=uuid.UUID(id_)) for id_ in v.get("normen", ())]
        keuzes += [Normkeuze(citaat=deel.strip()) for deel in v["artikel"].split(";") if deel.strip()]
        vast = (
            "onderwerp",
            "aandachtspunt",
            "resultaat",
            "bijzonderheden",
            "gevolg",
            "gedrag",
            "motivering",
            "herstel_voor",
        )
        return NieuweBevinding(
            **{k: v[k] for k in vast},
            sevesocategorie=v.get("sevesocategorie", ""),
            normen=keuzes,
            bron=bron,
            bewijzen=bewijzen,
        )


class VerzondenForm(GezienForm):
    """When the report was sent."""

    verzonden_op = make_dag("Verzonden op")


class ReactieForm(GezienForm):
    """What the operator says of the report."""

    reactie = make_tekst("Reactie van het bedrijf", verplicht=True, hoogstens=20_000, regels=5)
    reactie_op = make_dag("Ontvangen op")


class WaarschuwingForm(forms.Form):
    """What an inspector must know for his safety."""

    tekst = make_tekst("Waarvoor moet iemand oppassen?", verplicht=True, hoogstens=1000, regels=3)
    reden = forms.CharField(label="Hoe weten wij dit?", max_length=500)
    herzien_op = make_dag("Opnieuw bekijken op")
