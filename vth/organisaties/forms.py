"""The forms of this room: the question who may sign, a table to take in, what a mandator did, and who holds a function."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from vth.tijd import klok

from .mandaten.omvangform import OmvangForm
from .models import Mandaatingreep

GEEN_DAG = {
    "invalid": "Dit is geen dag. Kies een dag, of schrijf haar als 2026-04-22.",
    "required": "Kies een dag.",
}
Keuzes = Sequence[tuple[str, str]]


def make_dagveld(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """Make a field for a day, as a browser gives it."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label, required=required, help_text=help_text, widget=widget, error_messages=GEEN_DAG
    )


class TekenForm(OmvangForm):
    """What is to be signed; asked as an address, so that the answer can be mailed."""

    gezag = forms.ChoiceField(label="Namens welk bestuursorgaan?")
    bevoegdheid = forms.ChoiceField(label="Op welke bevoegdheid?")
    besluitsoort = forms.ChoiceField(label="Wat voor besluit is het?")
    processtap = forms.ChoiceField(label="In welke stap?", initial="besluiten")
    gebied = forms.ChoiceField(label="In welke gemeente?", required=False)
    activiteiten = forms.CharField(
        label="Activiteiten",
        required=False,
        max_length=1000,
        help_text="Codes, zoals bal-3.2.1. Leeg als het besluit er geen noemt.",
    )
    dag = make_dagveld("Op welke dag wordt getekend?")

    field_order = ("gezag", "bevoegdheid", "besluitsoort", "processtap", "gebied", "activiteiten")

    def __init__(self, *args: Any, keuzes: Mapping[str, Keuzes], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam, lijst in keuzes.items():
            veld = self.fields[naam]
            veld.choices = [("", "Kies"), *lijst] if naam != "processtap" else list(lijst)  # type: ignore[attr-defined]
            veld.error_messages |= {
                "required": "Kies er een.",
                "invalid_choice": "Dit bestaat hier niet. Kies uit de lijst.",
            }
        self.fields["dag"].initial = klok.today


class InvoerForm(forms.Form):
    """A table of mandates."""

    bestand = forms.FileField(
        label="Tabel",
        help_text="CSV of Excel (xlsx), met de kolommen die hieronder staan.",
        error_messages={
            "required": "Kies een bestand.",
            "empty": "Dit bestand is leeg. Kies een tabel met rijen.",
        },
    )


class IntrekForm(forms.Form):
    """From which day a mandate is withdrawn, and why."""

    per = make_dagveld("Vanaf welke dag geldt het niet meer?")
    reden = forms.CharField(
        label="Waarom, en in welk besluit staat dat?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf op waarom."},
    )


class IngreepForm(forms.Form):
    """What the mandator did beside the mandate."""

    soort = forms.ChoiceField(
        label="Wat deed de mandaatgever?",
        choices=[
            (s.value, str(s.label).capitalize())
            for s in Mandaatingreep.Soort
            if s != Mandaatingreep.Soort.INTREKKING
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat de mandaatgever deed."},
    )
    op = make_dagveld("Op welke dag?")
    onderwerp_soort = forms.CharField(
        label="Waarover: soort",
        required=False,
        max_length=40,
        help_text="Bijvoorbeeld zaak of besluit. Leeg bij een algemene instructie.",
    )
    onderwerp_id = forms.CharField(label="Waarover: nummer", required=False, max_length=100)
    inhoud = forms.CharField(
        label="Wat zei de mandaatgever?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reden = forms.CharField(
        label="Waarom?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf op waarom."},
    )


class FunctieForm(forms.Form):
    """That an account holds a function, or replaces who holds it."""

    organisatie = forms.ChoiceField(label="Organisatie")
    functie = forms.CharField(
        label="Functie",
        max_length=100,
        help_text="Zoals zij in het mandaat staat.",
        error_messages={"required": "Vul de functie in."},
    )
    betrokkene = forms.ChoiceField(label="Wie")
    plaatsvervanger = forms.BooleanField(label="Als plaatsvervanger", required=False)
    vanaf = make_dagveld("Vanaf")
    tot = make_dagveld(label="Tot", required=False, help_text="De eerste dag waarop het niet meer geldt.")

    def __init__(self, *args: Any, organisaties: Keuzes, mensen: Keuzes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam, lijst in (("organisatie", organisaties), ("betrokkene", mensen)):
            veld = self.fields[naam]
            veld.choices = [("", "Kies"), *lijst] if len(lijst) != 1 else list(lijst)  # type: ignore[attr-defined]
            veld.error_messages |= {
                "required": "Kies er een.",
                "invalid_choice": "Dit bestaat hier niet. Kies uit de lijst.",
            }
        self.fields["vanaf"].initial = klok.today


class ModelForm(forms.Form):
    """For whom the model mandate is filled in."""

    gever = forms.ChoiceField(label="Mandaatgever")
    gever_functie = forms.CharField(
        label="Bestuursorgaan", max_length=100, initial="college van burgemeester en wethouders"
    )
    nemer = forms.ChoiceField(label="Mandaatnemer")
    nemer_functie = forms.CharField(label="Functie", max_length=100, initial="directeur")
    begin = make_dagveld("Geldt vanaf")

    def __init__(self, *args: Any, gevers: Keuzes, nemers: Keuzes, eigen: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam, lijst in (("gever", gevers), ("nemer", nemers)):
            self.fields[naam].choices = list(lijst)  # type: ignore[attr-defined]
        self.fields["nemer"].initial = eigen
        self.fields["begin"].initial = klok.today
