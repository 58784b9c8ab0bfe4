"""The form of searching in voorschriften."""

from typing import Any

from django import forms

from vth.vormgeving.formvelden import Getalveld, make_dag

from .inhoud import Medium


class ZoekForm(forms.Form):
    """What is looked for in voorschriften: words, a limit, or both."""

    woorden = forms.CharField(
        label="Woorden", required=False, max_length=200, help_text="Bijvoorbeeld: opslagtank."
    )
    stof = forms.CharField(
        label="Stof of grootheid",
        required=False,
        max_length=100,
        help_text="Een naam of een CAS-nummer, zoals benzeen of 71-43-2.",
    )
    medium = forms.ChoiceField(
        label="In", required=False, choices=[("", "alles"), *((m.value, m.value) for m in Medium)]
    )
    hoe = forms.ChoiceField(
        label="Grenswaarde",
        required=False,
        choices=[("boven", "boven"), ("onder", "onder"), ("gelijk", "gelijk aan")],
    )
    waarde = Getalveld(label="Waarde", required=False, max_digits=20)
    eenheid = forms.CharField(
        label="Eenheid", required=False, max_length=40, help_text="Bijvoorbeeld mg/Nm3 of dB(A)."
    )
    op = make_dag("Geldig op", verplicht=False, hint="Leeg is vandaag.")

    def clean(self) -> dict[str, Any]:
        """Ask for a unit with a value."""
        velden = super().clean() or {}
        if velden.get("waarde") is not None and not velden.get("eenheid"):
            self.add_error(
                "eenheid",
                "Geef de eenheid van de waarde, zoals mg/Nm3. Zonder eenheid is er niets te vergelijken.",
            )
        return velden
