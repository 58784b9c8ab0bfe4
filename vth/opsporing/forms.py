"""The forms of this room: they read, and leave deciding to the services."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms

from vth.vormgeving.formvelden import Getalveld, make_dag, make_tekst

from .models import Opsporingshandeling, Persoonsoort
from .rules import JA, NEE, NVT

Keuzes = list[tuple[str, str]]
ANTWOORDEN = [(JA, "ja"), (NEE, "nee"), (NVT, "niet van toepassing")]


def make_moment(label: str, hint: str = "") -> forms.DateTimeField:
    """Make a field for a day with its time, here in the Netherlands."""
    return forms.DateTimeField(
        label=label,
        help_text=hint,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


def as_uuid(waarde: str) -> uuid.UUID | None:
    """Read an id of a choice; nothing was chosen when it is empty."""
    return uuid.UUID(waarde) if waarde else None


class GezienForm(forms.Form):
    """A form that says which version of the file the page showed."""

    gezien = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, keuzes: Mapping[str, Keuzes] | None = None, **kwargs: Any) -> None:
        """Offer what can be chosen, per field."""
        super().__init__(*args, **kwargs)
        for veld, welke in (keuzes or {}).items():
            leeg = [] if self.fields[veld].required else [("", "geen")]
            meer = isinstance(self.fields[veld], forms.MultipleChoiceField)
            self.fields[veld].choices = welke if meer else [*leeg, *welke]  # type: ignore[attr-defined]


class DoelForm(GezienForm):
    """For which purpose somebody opens a file."""

    doel = forms.ChoiceField(label="Waarvoor opent u dit dossier?", widget=forms.RadioSelect)


class DossierForm(GezienForm):
    """What is needed to open a file."""

    organisatie = forms.ChoiceField(label="Organisatie")
    titel = forms.CharField(
        label="Waar gaat het over?", max_length=300, help_text="In een paar woorden, zoals: storten van puin."
    )
    doel = forms.ChoiceField(label="Waarvoor opent u dit dossier?", widget=forms.RadioSelect)
    verdenking_op = make_moment(
        "Verdenking sinds", "Vanaf dit moment is het opsporing, en gaat een cautie aan vragen vooraf."
    )
    verdenking_grond = make_tekst("Waaruit blijkt de verdenking?", verplicht=True, hoogstens=2000, regels=3)


class VerdachteForm(GezienForm):
    """Who is suspected."""

    persoonsoort = forms.ChoiceField(
        label="Soort persoon", choices=Persoonsoort.choices, widget=forms.RadioSelect
    )
    naam = forms.CharField(
        label="Naam",
        max_length=300,
        help_text="Is de naam niet bekend, schrijf dan een aanduiding, zoals NN1.",
    )
    gegevens = make_tekst("Andere gegevens", hoogstens=4000, regels=3)
    bronobject = forms.ChoiceField(label="Wie is dit in het register?", required=False)

    def clean_bronobject(self) -> uuid.UUID | None:
        """Read the id."""
        return as_uuid(self.cleaned_data["bronobject"])


class HandelingForm(GezienForm):
    """What was seen, said or done."""

    soort = forms.ChoiceField(label="Wat?", choices=Opsporingshandeling.Soort.choices)
    op = make_moment("Wanneer?")
    verdachte = forms.ChoiceField(
        label="Welke verdachte?",
        required=False,
        help_text="Bij een cautie en bij een verklaring van een verdachte.",
    )
    met = forms.CharField(
        label="Met wie?", required=False, max_length=300, help_text="De getuige, of de parketsecretaris."
    )
    tekst = make_tekst("Wat is er gezien of gezegd?", hoogstens=20000, regels=6)

    def clean_verdachte(self) -> uuid.UUID | None:
        """Read the id."""
        return as_uuid(self.cleaned_data["verdachte"])


class WegingForm(GezienForm):
    """Whether a strafbeschikking may be given."""

    verdachte = forms.ChoiceField(label="Verdachte")
    feitdatum = make_dag("Gepleegd op", hint="De regels van die dag gelden.")
    feiten = forms.MultipleChoiceField(label="Feiten", widget=forms.CheckboxSelectMultiple)
    gering = forms.BooleanField(label="Het feit is gering van ernst", required=False)
    eenvoudig = forms.BooleanField(label="Het feit is eenvoudig van aard", required=False)
    contra_indicaties = forms.MultipleChoiceField(
        label="Contra-indicaties", required=False, widget=forms.CheckboxSelectMultiple
    )
    twijfel = forms.BooleanField(label="Ik twijfel of een strafbeschikking past", required=False)
    overleg = forms.ChoiceField(label="Overleg dat de twijfel wegnam", required=False)
    motivering = make_tekst("Motivering", verplicht=True, hoogstens=4000, regels=3)

    def clean_verdachte(self) -> uuid.UUID | None:
        """Read the id."""
        return as_uuid(self.cleaned_data["verdachte"])

    def clean_overleg(self) -> uuid.UUID | None:
        """Read the id."""
        return as_uuid(self.cleaned_data["overleg"])


class StrafbeschikkingForm(GezienForm):
    """Draft one at the tariff."""

    verdachte = forms.ChoiceField(label="Verdachte")
    bedrag = Getalveld(
        label="Bedrag in euro",
        max_digits=9,
        decimal_places=2,
        help_text="Het bedrag staat vast en is al ingevuld als er één verdachte is.",
    )

    def clean_verdachte(self) -> uuid.UUID | None:
        """Read the id."""
        return as_uuid(self.cleaned_data["verdachte"])


class WelkeForm(GezienForm):
    """An act on one strafbeschikking."""

    strafbeschikking = forms.ChoiceField(label="Strafbeschikking")

    def clean_strafbeschikking(self) -> uuid.UUID | None:
        """Read the id."""
        return as_uuid(self.cleaned_data["strafbeschikking"])


class GehoordForm(WelkeForm):
    """That somebody was heard."""

    op = make_dag("Gehoord op")
    verslag = make_tekst("Wat is er gezegd?", verplicht=True, hoogstens=20000, regels=5)


class UitgeefForm(WelkeForm):
    """Giving it out."""

    op = make_dag("Verzonden op")
    mandaat = forms.CharField(
        label="Op grond van welk mandaat?",
        max_length=300,
        help_text="De bevoegdheid is van de directeur. Mandaat gaat alleen naar leidinggevenden en coördinatoren.",
    )


class VerzetForm(WelkeForm):
    """That verzet was done."""

    op = make_dag("Verzet gedaan op")
    toelichting = make_tekst("Toelichting")


class ProcesverbaalForm(GezienForm):
    """Begin a proces-verbaal."""

    titel = forms.CharField(label="Titel", max_length=300)
    verdachte = forms.ChoiceField(label="Verdachte", required=False)
    tekst = make_tekst("Tekst", verplicht=True, hoogstens=100000, regels=6)

    def clean_verdachte(self) -> uuid.UUID | None:
        """Read the id."""
        return as_uuid(self.cleaned_data["verdachte"])


class KwaliteitForm(GezienForm):
    """The points on which a proces-verbaal is looked over, with its text."""

    tekst = make_tekst("Tekst", verplicht=True, hoogstens=100000, regels=6)

    def __init__(self, *args: Any, punten: Mapping[str, Mapping[str, Any]], **kwargs: Any) -> None:
        """Ask every point of the list."""
        super().__init__(*args, **kwargs)
        self.punten = list(punten)
        for code, punt in punten.items():
            keuzes = ANTWOORDEN if punt["mag_niet_van_toepassing"] else ANTWOORDEN[:2]
            self.fields[f"punt_{code}"] = forms.ChoiceField(
                label=punt["vraag"], choices=keuzes, required=False, widget=forms.RadioSelect
            )
            if punt["mag_niet_van_toepassing"]:
                self.fields[f"waarom_{code}"] = forms.CharField(
                    label="Waarom speelt dit hier niet?", required=False, max_length=500
                )

    def make_antwoorden(self) -> dict[str, dict[str, str]]:
        """Give the answers per point."""
        v = self.cleaned_data
        return {
            code: {"oordeel": v[f"punt_{code}"], "toelichting": v.get(f"waarom_{code}", "")}
            for code in self.punten
        }


class OverdrachtForm(GezienForm):
    """Handing over."""

    aan = forms.ChoiceField(label="Aan wie?")
    grond = forms.ChoiceField(label="Op welke grond?")
    procesverbaal = forms.ChoiceField(label="Proces-verbaal", required=False)
    stukken = make_tekst(
        "Wat hebt u gedeeld?", verplicht=True, hoogstens=4000, regels=4, hint="Elk stuk op een eigen regel."
    )
    op = make_dag("Overgedragen op")
    toelichting = make_tekst("Toelichting", hoogstens=2000)

    def clean_procesverbaal(self) -> uuid.UUID | None:
        """Read the id."""
        return as_uuid(self.cleaned_data["procesverbaal"])

    def clean_stukken(self) -> list[str]:
        """Read one per line."""
        return [str(regel) for regel in self.cleaned_data["stukken"].splitlines()]


class UitkomstForm(GezienForm):
    """What came of a hand-over."""

    overdracht = forms.ChoiceField(label="Van welke overdracht?")
    soort = forms.ChoiceField(label="Wat kwam ervan?")
    dag = make_dag("Op welke dag?")
    toelichting = make_tekst("Toelichting", hoogstens=2000)

    def clean_overdracht(self) -> uuid.UUID | None:
        """Read the id."""
        return as_uuid(self.cleaned_data["overdracht"])


class LidForm(GezienForm):
    """A colleague who works on the file from now on."""

    betrokkene = forms.ChoiceField(label="Collega")


class SluitForm(GezienForm):
    """Closing the file."""

    reden = make_tekst("Waarom sluit het dossier?", verplicht=True)
