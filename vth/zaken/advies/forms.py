"""The forms of advice: they read, and leave deciding to the services."""

from collections.abc import Mapping
from typing import Any

from django import forms

from vth.tijd import klok
from vth.vormgeving.formvelden import make_dag, make_tekst

from ..forms import GezienForm
from ..models import Adviesverzoek, Uitvoeringstoetspunt
from .rules import ADVIESLENGTE, VRAAGLENGTE


class AdviesForm(forms.Form):
    """What is asked, by whom or of whom, and by when; without a zaak also of which organisation and about what."""

    richting = forms.ChoiceField(
        label="Wie vraagt?", choices=Adviesverzoek.Richting.choices, widget=forms.RadioSelect
    )
    organisatie = forms.ChoiceField(label="Uw organisatie")
    gebied = forms.ChoiceField(label="Gemeente", required=False)
    adviessoort = forms.ChoiceField(label="Soort advies")
    partij = forms.ChoiceField(label="Andere organisatie", required=False)
    partijnaam = forms.CharField(
        label="Of anders: naam van de commissie of afdeling",
        max_length=200,
        required=False,
        help_text="Alleen als zij niet in de lijst staat. Noem geen naam van een mens.",
    )
    over = forms.CharField(
        label="Waar gaat het over?",
        max_length=300,
        required=False,
        help_text="Zoals de naam van het omgevingsplan.",
    )
    vraag = make_tekst("Wat is de vraag?", verplicht=True, hoogstens=VRAAGLENGTE, regels=4)
    gevraagd_op = make_dag("Gevraagd op")
    uiterlijk_op = make_dag(
        "Uiterlijk op", verplicht=False, hint="Laat leeg als de gewone termijn van deze soort geldt."
    )
    grondslag = forms.CharField(
        label="Grond van die dag",
        max_length=300,
        required=False,
        help_text="Alleen bij een eigen dag: het artikel of de afspraak.",
    )

    def __init__(
        self,
        *args: Any,
        soorten: list[tuple[str, str]],
        partijen: list[tuple[str, str]],
        organisaties: list[tuple[str, str]],
        gebieden: list[tuple[str, str]],
        met_zaak: bool,
        **kwargs: Any,
    ) -> None:
        """Offer what this viewer can choose; in a zaak, place and organisation are known."""
        super().__init__(*args, **kwargs)
        keuzes = {
            "adviessoort": soorten,
            "partij": [("", "kies een organisatie"), *partijen],
            "organisatie": organisaties,
            "gebied": [("", "geen of meer dan een"), *gebieden],
        }
        for naam, keuze in keuzes.items():
            self.fields[naam].choices = keuze  # type: ignore[attr-defined]
        self.fields["gevraagd_op"].initial = klok.today()
        self.fields["richting"].initial = "gevraagd" if met_zaak else "te_geven"
        if met_zaak:
            del self.fields["organisatie"], self.fields["gebied"], self.fields["over"]


class UitstelForm(GezienForm):
    """Until when, and why."""

    uiterlijk_op = make_dag("Nieuwe laatste dag")
    reden = make_tekst("Waarom, en wie gaf het uitstel?", verplicht=True)


class HerinnerForm(GezienForm):
    """When the adviser was reminded."""

    op = make_dag("Herinnerd op")
    reden = make_tekst("Hoe?", hint="Zoals: gebeld, gemaild.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin with today."""
        super().__init__(*args, **kwargs)
        self.fields["op"].initial = klok.today()


class ToetsForm(GezienForm):
    """The questions of the uitvoeringstoets, each with an answer and words."""

    def __init__(
        self, *args: Any, vragen: Mapping[str, str], antwoorden: Mapping[str, tuple[str, str]], **kwargs: Any
    ) -> None:
        """Ask each question, with the answer that is there already."""
        super().__init__(*args, **kwargs)
        self.vragen = vragen
        for code, zin in vragen.items():
            oordeel, toelichting = antwoorden.get(code, ("", ""))
            self.fields[f"toets_{code}"] = forms.ChoiceField(
                label=zin,
                required=False,
                initial=oordeel,
                choices=[("", "nog geen antwoord"), *Uitvoeringstoetspunt.Oordeel.choices],
            )
            veld = make_tekst("Toelichting", hoogstens=2000)
            veld.initial = toelichting
            self.fields[f"toelichting_{code}"] = veld

    def list_antwoorden(self) -> dict[str, tuple[str, str]]:
        """Give the questions that were answered."""
        return {
            code: (self.cleaned_data[f"toets_{code}"], self.cleaned_data[f"toelichting_{code}"])
            for code in self.vragen
            if self.cleaned_data[f"toets_{code}"]
        }


class UitgebrachtForm(ToetsForm):
    """An advice: when, what it comes down to, and what it says; with the uitvoeringstoets where that belongs to it."""

    op = make_dag("Uitgebracht op")
    strekking = forms.ChoiceField(label="Waar komt het op neer?", choices=Adviesverzoek.Strekking.choices)
    advies = make_tekst("Advies", verplicht=True, hoogstens=ADVIESLENGTE, regels=6)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin with today."""
        super().__init__(*args, **kwargs)
        self.fields["op"].initial = klok.today()


class OpvolgForm(GezienForm):
    """Whether the advice was followed, in which decision, and why not."""

    opvolging = forms.ChoiceField(label="Is het advies gevolgd?", choices=Adviesverzoek.Opvolging.choices)
    op = make_dag("Op")
    besluit_id = forms.ChoiceField(label="In welk besluit?", required=False)
    reden = make_tekst("Waarom?", hoogstens=4000, hint="Moet als het advies niet of deels is gevolgd.")

    def __init__(self, *args: Any, besluiten: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the decisions of the zaak."""
        super().__init__(*args, **kwargs)
        self.fields["besluit_id"].choices = [("", "geen of een ander"), *besluiten]  # type: ignore[attr-defined]
        self.fields["op"].initial = klok.today()


class IntrekForm(GezienForm):
    """Why the advice is not needed any more."""

    reden = make_tekst("Waarom is het advies niet meer nodig?", verplicht=True)
