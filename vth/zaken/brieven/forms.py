"""The forms of letters and templates."""

from typing import Any

from django import forms

from vth.tijd import klok
from vth.vormgeving.formvelden import make_dag


class BriefForm(forms.Form):
    """Which template, and the day on which it will be sent."""

    sjabloon = forms.ChoiceField(label="Sjabloon")
    verzending = make_dag(
        "Verzending op", hint="De dag waarop de brief de deur uit gaat; termijnen lopen vanaf die dag."
    )

    def __init__(self, *args: Any, sjablonen: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the templates that can be used here."""
        super().__init__(*args, **kwargs)
        self.fields["sjabloon"].choices = sjablonen  # type: ignore[attr-defined]
        self.fields["verzending"].initial = klok.today()


class SjabloonForm(forms.Form):
    """A template that comes in."""

    bestand = forms.FileField(
        label="Bestand",
        allow_empty_file=True,
        help_text="Een Worddocument (.docx) zonder macro's, of de teksten van een brief (.yaml).",
        error_messages={"required": "Kies een bestand."},
    )
    organisatie = forms.ChoiceField(label="Organisatie")
    code = forms.CharField(
        label="Code",
        max_length=60,
        help_text="Met de code van een meegeleverd sjabloon (zoals besluit) gaat het uwe daarvoor.",
    )
    naam = forms.CharField(
        label="Naam", max_length=100, required=False, help_text="Bij Word: hoe het in de keuzelijst heet."
    )
    documentsoort = forms.CharField(
        label="Soort document",
        max_length=60,
        required=False,
        help_text="Bij Word: wat voor document de brief wordt.",
    )
    bij_besluit = forms.BooleanField(label="Hoort bij een besluit", required=False)

    def __init__(self, *args: Any, organisaties: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the organisations for which the viewer keeps templates."""
        super().__init__(*args, **kwargs)
        self.fields["organisatie"].choices = organisaties  # type: ignore[attr-defined]
