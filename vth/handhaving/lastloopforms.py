"""The forms about a last after it was imposed."""

from typing import Any

from django import forms

from vth.vormgeving.formvelden import make_dag

from .forms import Keuzes, RedenForm
from .models import Lastschorsing


def make_adressaat(label: str = "Voor wie?") -> forms.TypedChoiceField:
    """Make a field for one addressee, or all."""
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, required=False)


class SchorsForm(RedenForm):
    """That a last was suspended."""

    instantie = forms.ChoiceField(label="Wie schorst?", choices=Lastschorsing.Instantie.choices)
    van = make_dag("Geschorst vanaf")
    tot = make_dag("Tot en met", verplicht=False, hint="Leeg als nog niet bekend is tot wanneer.")
    adressaat_id = make_adressaat()
    kenmerk = forms.CharField(
        label="Nummer van de uitspraak of het besluit", max_length=100, required=False
    )
    field_order = ("instantie", "van", "tot", "adressaat_id", "kenmerk", "reden")

    def __init__(self, *args: Any, adressaten: Keuzes, **kwargs: Any) -> None:
        """Offer the addressees."""
        super().__init__(*args, **kwargs)
        self.fields["adressaat_id"].choices = [("", "iedereen"), *adressaten]  # type: ignore[attr-defined]


class SchorseindeForm(RedenForm):
    """That a suspension ended."""

    schorsing_id = forms.TypedChoiceField(label="Welke schorsing?", coerce=int)
    tot = make_dag("Laatste dag van de schorsing", hint="Was zij een vergissing, kies dan de dag voor het begin.")
    field_order = ("schorsing_id", "tot", "reden")

    def __init__(self, *args: Any, schorsingen: Keuzes, **kwargs: Any) -> None:
        """Offer the suspensions that run."""
        super().__init__(*args, **kwargs)
        self.fields["schorsing_id"].choices = schorsingen  # type: ignore[attr-defined]
