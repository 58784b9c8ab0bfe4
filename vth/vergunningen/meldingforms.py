"""The forms of meldingen: they read, and leave deciding to the services."""

from collections.abc import Mapping
from typing import Any

from django import forms

from vth.tijd import klok


def make_dag(label: str) -> forms.DateField:
    """Make a field for a day."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class MeldingForm(forms.Form):
    """What is needed to take in a melding."""

    organisatie = forms.ChoiceField(label="Organisatie")
    gebied = forms.ChoiceField(label="Gemeente")
    verzoeknummer = forms.CharField(
        label="Nummer", max_length=60, help_text="Het nummer uit het Omgevingsloket, of een eigen nummer."
    )
    omschrijving = forms.CharField(
        label="Wat wordt er gemeld?", max_length=1000, help_text="Noem geen namen van mensen."
    )
    indiendatum = make_dag("Ingediend op")
    ontvangen_op = make_dag("Ontvangen op")
    vthobject = forms.UUIDField(
        label="Nummer van de plek in het register",
        required=False,
        help_text="Het laatste deel van het adres van de plek. Mag leeg blijven.",
    )

    def __init__(
        self, *args: Any, organisaties: list[tuple[str, str]], gebieden: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        """Offer what this viewer can choose."""
        super().__init__(*args, **kwargs)
        for naam, keuzes in (("organisatie", organisaties), ("gebied", gebieden)):
            self.fields[naam].choices = keuzes  # type: ignore[attr-defined]
        for naam in ("indiendatum", "ontvangen_op"):
            self.fields[naam].initial = klok.today()


class OordeelForm(forms.Form):
    """Whether a melding is complete: per thing that it must hold what lacks of it, empty where it is there."""

    gezien = forms.IntegerField(required=False, widget=forms.HiddenInput)
    dag = make_dag("Beoordeeld naar wat er was op")
    toelichting = forms.CharField(
        label="Toelichting", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, gegevens: Mapping[str, str], **kwargs: Any) -> None:
        """Ask of each thing what lacks."""
        super().__init__(*args, **kwargs)
        self.codes = list(gegevens)
        for code, naam in gegevens.items():
            self.fields[f"gemis_{code}"] = forms.CharField(
                label=naam,
                required=False,
                max_length=300,
                help_text="Wat ontbreekt hieraan? Laat leeg wat in orde is.",
            )
        self.order_fields(["gezien", "dag", *(f"gemis_{c}" for c in self.codes), "toelichting"])
        self.fields["dag"].initial = klok.today()

    def list_gemis(self) -> dict[str, str]:
        """Give what lacks: code and reason."""
        return {c: self.cleaned_data[f"gemis_{c}"] for c in self.codes if self.cleaned_data[f"gemis_{c}"]}
