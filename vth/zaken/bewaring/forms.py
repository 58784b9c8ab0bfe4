"""The forms of retention: they read, and leave deciding to the services."""

from django import forms

from vth.vormgeving.formvelden import make_dag, make_tekst

from ..forms import GezienForm
from ..models import Zaakbewaring


class UitzonderForm(GezienForm):
    """Why a zaak is kept longer."""

    soort = forms.ChoiceField(label="Soort uitzondering", choices=Zaakbewaring.Uitzondering.choices)
    reden = make_tekst("Waarom?", verplicht=True, hint="Wie de zaak later beoordeelt, leest dit.")


class OpheffenForm(GezienForm):
    """Why it is not kept longer any more."""

    reden = make_tekst("Waarom is de uitzondering niet meer nodig?", verplicht=True)


class OverbrengForm(GezienForm):
    """To which archive, and when."""

    naar = forms.CharField(label="Naar welk archief?", max_length=200)
    op = make_dag("Overgebracht op")


class OordeelForm(forms.Form):
    """Sign a list, or refuse it."""

    akkoord = forms.ChoiceField(
        label="Uw oordeel",
        choices=[("ja", "akkoord: dit mag weg"), ("nee", "niet akkoord")],
        widget=forms.RadioSelect,
    )
    reden = make_tekst("Opmerking", hint="Moet als u niet akkoord gaat.")


class UitvoerForm(forms.Form):
    """Say that one knows that it cannot be undone."""

    zeker = forms.BooleanField(label="Ik weet dat vernietigen niet terug kan")
