"""The forms of evidence as files, of visits, and of what a checker finds of a field: they read, and leave deciding to the services."""

from typing import Any

from django import forms

from vth.vormgeving.formvelden import make_dag, make_tekst
from vth.zaken.documenten.rules import PER_EXTENSIE

from .forms import GezienForm, Keuzes
from .models import Gebiedoordeel

NIEUW = ""


def _bestand(*, verplicht: bool = True) -> forms.FileField:
    """Make the field for a file; that it is empty is told in the words of the service."""
    return forms.FileField(
        label="Bestand",
        max_length=None,
        required=verplicht,
        allow_empty_file=True,
        help_text=f"PDF, Word, Excel, tekst, afbeelding of ZIP ({', '.join(f'.{e}' for e in PER_EXTENSIE)}).",
        error_messages={"required": "Kies een bestand."},
    )


class StukForm(GezienForm):
    """A document that shows something: one of the dienst that is there already, or a new file."""

    bewijsstuk_id = forms.ChoiceField(label="Welk stuk?", required=False)
    bestand = _bestand(verplicht=False)
    titel = forms.CharField(
        label="Wat is het?", max_length=200, required=False, help_text="Alleen bij een nieuw bestand."
    )
    voor = forms.MultipleChoiceField(label="Wat toont het aan?", widget=forms.CheckboxSelectMultiple)
    reden = make_tekst(
        "Waarom nu pas?", hoogstens=2000, hint="Alleen nodig na de dag waarvoor u moest indienen."
    )
    field_order = ("bewijsstuk_id", "bestand", "titel", "voor", "reden", "gezien")

    def __init__(self, *args: Any, stukken: Keuzes, plekken: Keuzes, **kwargs: Any) -> None:
        """Offer the documents of the dienst, and what can be shown."""
        super().__init__(*args, **kwargs)
        keuzes = [(NIEUW, "een nieuw bestand"), *stukken]
        self.fields["bewijsstuk_id"].choices = keuzes  # type: ignore[attr-defined]
        self.fields["voor"].choices = plekken  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """See that there is a file or a document, and not both."""
        v = self.cleaned_data
        if v.get("bewijsstuk_id") and v.get("bestand"):
            self.add_error(
                "bestand", "U koos een stuk dat er al is, en ook een bestand. Kies een van de twee."
            )
        if not v.get("bewijsstuk_id") and not v.get("bestand") and "bestand" not in self.errors:
            self.add_error("bestand", "Kies een bestand, of een stuk dat er al is.")
        if v.get("bestand") and not v.get("titel"):
            self.add_error("titel", "Geef het bewijs een titel, zodat de toetser weet wat het is.")
        return v


class NieuwStukForm(forms.Form):
    """A new document, not used anywhere yet."""

    dienst = forms.ChoiceField(label="Van welke dienst?")
    bestand = _bestand()
    titel = forms.CharField(label="Wat is het?", max_length=200)

    def __init__(self, *args: Any, diensten: Keuzes, **kwargs: Any) -> None:
        """Offer the own diensten."""
        super().__init__(*args, **kwargs)
        self.fields["dienst"].choices = diensten  # type: ignore[attr-defined]


class StukversieForm(forms.Form):
    """A next version of a document."""

    bewijsstuk_id = forms.ChoiceField(label="Van welk stuk?")
    bestand = _bestand()
    reden = make_tekst("Wat is er anders?", hoogstens=300)

    def __init__(self, *args: Any, stukken: Keuzes, **kwargs: Any) -> None:
        """Offer the documents that stand."""
        super().__init__(*args, **kwargs)
        self.fields["bewijsstuk_id"].choices = stukken  # type: ignore[attr-defined]


class StukintrekkenForm(forms.Form):
    """A document to take back wherever it was used."""

    bewijsstuk_id = forms.ChoiceField(label="Welk stuk?")
    reden = make_tekst("Waarom?", verplicht=True, hoogstens=2000)

    def __init__(self, *args: Any, stukken: Keuzes, **kwargs: Any) -> None:
        """Offer the documents that stand."""
        super().__init__(*args, **kwargs)
        self.fields["bewijsstuk_id"].choices = stukken  # type: ignore[attr-defined]


class VisitatieForm(forms.Form):
    """A visit by colleagues."""

    dienst = forms.ChoiceField(label="Bij welke dienst?")
    dag = make_dag("Op welke dag?")
    bezoekers = forms.CharField(
        label="Wie kwam er op bezoek?", max_length=300, help_text="Organisaties en functies, geen namen."
    )
    bezoekende = forms.MultipleChoiceField(
        label="Van welke omgevingsdiensten kwamen zij?",
        required=False,
        help_text="Deze diensten kunnen lezen wat u hier vastlegt, tot u het intrekt. De stukken zelf openen zij niet.",
        widget=forms.CheckboxSelectMultiple,
    )
    bewijsstukken = forms.MultipleChoiceField(
        label="Welke stukken zagen zij?", required=False, widget=forms.CheckboxSelectMultiple
    )
    uitkomst = make_tekst("Wat kwam eruit?", verplicht=True, hoogstens=4000, regels=4)

    def __init__(
        self, *args: Any, diensten: Keuzes, stukken: Keuzes, bezoekende: Keuzes, **kwargs: Any
    ) -> None:
        """Offer the own diensten, their documents, and the diensten that may have come."""
        super().__init__(*args, **kwargs)
        self.fields["dienst"].choices = diensten  # type: ignore[attr-defined]
        self.fields["bezoekende"].choices = bezoekende  # type: ignore[attr-defined]
        self.fields["bewijsstukken"].choices = stukken  # type: ignore[attr-defined]


class VisitatieintrekkenForm(forms.Form):
    """A visit to take back."""

    visitatie_id = forms.ChoiceField(label="Welke visitatie?")
    reden = make_tekst("Waarom?", verplicht=True, hoogstens=2000)

    def __init__(self, *args: Any, visitaties: Keuzes, **kwargs: Any) -> None:
        """Offer the visits that stand."""
        super().__init__(*args, **kwargs)
        self.fields["visitatie_id"].choices = visitaties  # type: ignore[attr-defined]


class GebiedoordeelForm(GezienForm):
    """What the checker finds of one field of expertise."""

    gebied = forms.ChoiceField(label="Welk gebied?")
    uitkomst = forms.ChoiceField(label="Oordeel", choices=Gebiedoordeel.Uitkomst.choices)
    motivering = make_tekst("Waarom?", verplicht=True, hoogstens=2000, regels=3)

    def __init__(self, *args: Any, gebieden: Keuzes, **kwargs: Any) -> None:
        """Offer the fields."""
        super().__init__(*args, **kwargs)
        self.fields["gebied"].choices = gebieden  # type: ignore[attr-defined]
