"""The forms of meldingen and of information: they read, and leave deciding to the services."""

from collections.abc import Mapping
from typing import Any

from django import forms

from vth.organisaties.selectors import list_namen
from vth.tijd import klok
from vth.toegang.rules import ALLE_ORGANISATIES, Viewer

from .informatie import Plicht
from .models import Activiteitinformatie


def make_dag(label: str) -> forms.DateField:
    """Make a field for a day."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def list_keuzes(viewer: Viewer) -> dict[str, list[tuple[str, str]]]:
    """Give the organisations and gemeenten for which this viewer takes something in, with their names."""
    eigen = sorted(viewer.organisaties - {ALLE_ORGANISATIES})
    gebieden = sorted(viewer.zicht.gebieden)[:400]
    namen = list_namen([*eigen, *gebieden], klok.today())
    return {
        "organisaties": [(c, namen.get(c, c)) for c in eigen],
        "gebieden": sorted(((c, namen.get(c, c)) for c in gebieden), key=lambda p: p[1]),
    }


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


class PlichtForm(forms.Form):
    """Which duty information answers, and when the activity begins or changes."""

    artikel = forms.CharField(
        label="Artikel dat de informatie vraagt", max_length=60, help_text="Zoals ‘Bal 3.204’."
    )
    voor = forms.ChoiceField(label="Gegeven voor", choices=Activiteitinformatie.Voor.choices)
    begin_op = make_dag("Dag waarop de activiteit begint of wijzigt")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Let the day be unknown."""
        super().__init__(*args, **kwargs)
        self.fields["begin_op"].required = False
        self.fields["begin_op"].help_text = "Laat leeg als het er niet bij staat."

    def make_plicht(self) -> Plicht:
        """Give what was filled in."""
        return Plicht(**{n: self.cleaned_data[n] for n in PlichtForm.base_fields})


class InformatieForm(PlichtForm, MeldingForm):
    """What is needed to take in information: as for a melding, with its duty."""

    field_order = [*MeldingForm.base_fields, *PlichtForm.base_fields]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask what it is about."""
        super().__init__(*args, **kwargs)
        self.fields["omschrijving"].label = "Waarover gaat de informatie?"


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


class InformatieoordeelForm(OordeelForm):
    """The same of information, with the day on which the activity begins or changes as far as it is known."""

    begin_op = make_dag("Dag waarop de activiteit begint of wijzigt")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Let the day be unknown, and ask it before what lacks."""
        super().__init__(*args, **kwargs)
        self.fields["begin_op"].required = False
        self.order_fields(["gezien", "dag", "begin_op"])
