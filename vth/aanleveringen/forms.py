"""The forms of this room: deliver a file, decide about a delivery, accept a warning."""

from collections.abc import Sequence
from typing import Any

from django import forms

from vth.tijd import klok

from .models import Terugmelding
from .profiel import Leverprofiel


class AanleverForm(forms.Form):
    """A file, in which agreed form it is, and of which day it tells."""

    profiel = forms.ChoiceField(
        label="Wat levert u aan?",
        help_text="De afspraak over kolommen en codes waarin uw bestand is gemaakt.",
    )
    bestand = forms.FileField(
        label="Bestand",
        help_text="CSV, Excel (xlsx), JSON, GeoJSON of Parquet.",
        error_messages={
            "required": "Kies een bestand.",
            "empty": "Dit bestand is leeg. Kies een bestand met rijen.",
        },
    )
    peildatum = forms.DateField(
        label="Van welke dag is deze stand?",
        help_text="De dag waarop uw gegevens zo waren. Waar een rij zelf geen begindatum heeft, geldt zij vanaf deze dag.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Dit is geen dag. Kies een dag, of schrijf haar als 2025-04-22."},
    )
    correctie = forms.BooleanField(
        label="Dit verbetert een stand van vroeger",
        help_text="Vink dit alleen aan als het verleden anders was dan u eerder aanleverde.",
        required=False,
    )

    def __init__(self, *args: Any, profielen: Sequence[Leverprofiel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes = [(p.id, p.titel) for p in profielen]
        veld = self.fields["profiel"]
        veld.choices = keuzes if len(keuzes) == 1 else [("", "Kies een afspraak"), *keuzes]  # type: ignore[attr-defined]
        veld.error_messages |= {
            "required": "Kies een afspraak.",
            "invalid_choice": "Met deze afspraak mag u niet aanleveren.",
        }
        self.fields["peildatum"].initial = klok.today


class BesluitForm(forms.Form):
    """Why a waiting delivery may go on, or not."""

    reden = forms.CharField(
        label="Waarom?",
        help_text="Wie later terugkijkt, moet het besluit kunnen begrijpen. Bijvoorbeeld: 40 locaties zijn overgedragen aan een andere dienst.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf op waarom."},
    )


class AanvaardForm(forms.Form):
    """Why a value that a check warns of is right as it is."""

    reden = forms.CharField(
        label="Waarom klopt deze waarde?",
        help_text="De waarschuwing blijft daarna stil bij dit object. Bijvoorbeeld: de tank ligt net over de gemeentegrens.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf op waarom de waarde klopt."},
    )


class TerugmeldForm(forms.Form):
    """What is wrong with a value, and how one knows."""

    toelichting = forms.CharField(
        label="Wat klopt er niet, en hoe weet u dat?",
        help_text="Bijvoorbeeld: bij het bezoek van 3 maart stond er een ander bedrijf. Noem geen namen van mensen.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Schrijf op wat er niet klopt."},
    )


class AntwoordForm(forms.Form):
    """What the bronhouder found."""

    staat = forms.ChoiceField(
        label="Wat hebt u gevonden?",
        choices=[
            (Terugmelding.Staat.VERBETERD, "De waarde was fout en wordt bij de bron verbeterd"),
            (Terugmelding.Staat.JUIST, "De waarde klopt"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat u hebt gevonden."},
    )
    antwoord = forms.CharField(
        label="Uw antwoord",
        help_text="De melder leest dit.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Schrijf op wat u hebt gevonden."},
    )
