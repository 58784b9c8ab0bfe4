"""The form of this room: what one says of a pair, and why."""

from django import forms

from .models import Koppeloordeel


class OordeelForm(forms.Form):
    """One choice, the reason for it, and which judgement the judge saw."""

    keuze = forms.ChoiceField(
        choices=Koppeloordeel.Keuze.choices,
        error_messages={"required": "Kies een van de knoppen.", "invalid_choice": "Kies een van de knoppen."},
    )
    reden = forms.CharField(
        label="Waarom?",
        help_text="Nodig als u terugkomt op een oordeel of een koppeling, en bij een nieuwe drijver. Noem geen namen van mensen.",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_reden(self) -> str:
        """Refuse half a character: a database cannot keep it."""
        reden: str = self.cleaned_data["reden"]
        if any("\ud800" <= teken <= "\udfff" for teken in reden):
            raise forms.ValidationError("In de reden staat een half teken. Haal het weg.", code="teken")
        return reden

    gezien = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
