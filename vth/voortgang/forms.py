"""The forms of this room: they read, and leave deciding to the services."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from vth.vormgeving.formvelden import Geheelveld, make_bedrag, make_dag, make_tekst

from .inlezen import HOOGSTENS
from .lezen.uitkomst import STANDEN
from .models import Tegenspraak
from .rondes import LANGST
from .rules import SOORTEN, Veld
from .wanneer import Wanneer, read_wanneer

Keuzes = Sequence[tuple[str, str]]
EIGEN = ("gezien", "reden", "bekend_op", "partij", "vervallen", "titel")
BEKEND = "Sinds wanneer is dit bekend? Leeg is vandaag."


class GezienForm(forms.Form):
    """A form that says which version of the thing the page showed."""

    gezien = forms.IntegerField(required=False, widget=forms.HiddenInput)


def renew_gezien(form: forms.Form, versie: int) -> None:
    """Let a form that came too late say that its sender now sees this version: else sending it again could never do."""
    form.data = {**{naam: form.data.get(naam) for naam in form.data}, "gezien": versie}


class StapForm(GezienForm):
    """A step that asks a comment."""

    reden = make_tekst(
        "Opmerking", hoogstens=2000, hint="Wat moet er anders? De eigenaar leest dit bovenaan."
    )


class SluitForm(GezienForm):
    """An act that asks nothing but that one saw how it stands."""


class LeegForm(forms.Form):
    """An act that asks nothing."""


class RedenForm(GezienForm):
    """An act that asks a reason."""

    reden = make_tekst("Waarom?", verplicht=True, hoogstens=1000)


class BijdrageForm(GezienForm):
    """What an owner writes in a round."""

    voortgang = make_tekst(
        "Voortgang en doel", hoogstens=LANGST, regels=10, hint="Wat is er bereikt, en waar werkt u naartoe?"
    )
    planning = make_tekst(
        "Planning en risico's",
        hoogstens=LANGST,
        regels=6,
        hint="Wanneer is wat klaar, en wat staat dat in de weg?",
    )


class InleesForm(forms.Form):
    """A report that exists already, and the round that it is of."""

    bestand = forms.FileField(
        label="Het rapport",
        help_text="Markdown, tekst of Word. Er wordt nog niets overgenomen: u beslist per voorstel.",
        widget=forms.FileInput(attrs={"accept": ".md,.markdown,.txt,.docx"}),
    )
    ronde = forms.CharField(
        label="Bij welke ronde hoort het?",
        max_length=100,
        required=False,
        help_text="Laat leeg om de periode te nemen die het rapport zelf noemt.",
    )

    def clean_bestand(self) -> Any:
        """Refuse what is larger than any report."""
        bestand = self.cleaned_data["bestand"]
        if bestand.size > HOOGSTENS:
            raise forms.ValidationError(
                f"{bestand.name[:100]} is groter dan {HOOGSTENS // 2**20} MB. Geef alleen het rapport zelf."
            )
        return bestand


class ProgrammaForm(forms.Form):
    """Which programme starts, and who take part."""

    code = forms.ChoiceField(
        label="Welk programma?", help_text="Een programma staat in een bestand; zie de handleiding."
    )
    deelnemers = forms.CharField(
        label="Deelnemers",
        required=False,
        max_length=4000,
        help_text="Codes van organisaties, met komma's ertussen.",
    )

    def __init__(self, *args: Any, codes: Keuzes, **kwargs: Any) -> None:
        """Offer the programmes of which there is a file."""
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = codes  # type: ignore[attr-defined]

    def clean_deelnemers(self) -> list[str]:
        """Give the codes."""
        return [code.strip() for code in self.cleaned_data["deelnemers"].split(",") if code.strip()]


class WijzigForm(GezienForm):
    """Another name or end of a programme."""

    naam = forms.CharField(label="Naam van het programma", max_length=200)
    einddatum = make_dag("Loopt tot en met")
    reden = make_tekst("Waarom verandert dit?", verplicht=True, hoogstens=1000)
    bekend_op = make_dag("Bekend op", verplicht=False, hint=BEKEND)


class DeelnemerForm(forms.Form):
    """An organisation that comes in, or leaves where `leden` are given to choose from."""

    organisatie = forms.CharField(label="Organisatie (code)", max_length=40)
    reden = make_tekst("Waarom?", verplicht=True, hoogstens=1000)
    bekend_op = make_dag("Bekend op", verplicht=False, hint=BEKEND)

    def __init__(self, *args: Any, leden: Keuzes = (), **kwargs: Any) -> None:
        """Offer who takes part."""
        super().__init__(*args, **kwargs)
        if leden:
            self.fields["organisatie"] = forms.ChoiceField(label="Organisatie", choices=leden)


class EindeForm(RedenForm):
    """Ending a programme."""

    bekend_op = make_dag("Geëindigd op", verplicht=False, hint="Leeg is vandaag.")


class RondeForm(forms.Form):
    """A new round."""

    naam = forms.CharField(label="Naam van de ronde", max_length=100, help_text="Bijvoorbeeld Juni 2024.")
    peildatum = make_dag("Peildatum", hint="De dag waarover het rapport gaat.")
    indienen_voor = make_dag("Indienen vóór")


class OnderdeelForm(GezienForm):
    """A part of a kind: its title and the fields of that kind."""

    titel = make_tekst("Titel of tekst", verplicht=True, hoogstens=4000)

    def __init__(
        self,
        *args: Any,
        soort: str,
        delen: Sequence[tuple[str, str]] = (),
        partijen: bool = False,
        wijzigen: bool = False,
        **kwargs: Any,
    ) -> None:
        """Ask the fields of the kind; `wijzigen` asks why as well."""
        super().__init__(*args, **kwargs)
        self.soort = soort
        for veld in SOORTEN[soort].velden:
            self.fields[veld.naam] = _make_veld(veld, delen)
        if partijen:
            self.fields["partij"] = forms.CharField(
                label="Eigenaar (code van een organisatie)", max_length=40, required=False
            )
        if wijzigen:
            self.fields["vervallen"] = forms.BooleanField(label="Dit vervalt", required=False)
            self.fields["reden"] = make_tekst("Waarom verandert dit?", verplicht=True, hoogstens=1000)
        self.fields["bekend_op"] = make_dag("Bekend op", verplicht=False, hint=BEKEND)

    def clean(self) -> dict[str, Any]:
        """Give what the service asks, with the fields of the kind as one thing."""
        v = self.cleaned_data
        inhoud = {naam: waarde for naam, waarde in v.items() if naam not in EIGEN}
        uit = {naam: v[naam] for naam in EIGEN if naam in v and (naam != "gezien" or "reden" in self.fields)}
        return uit | {"inhoud": inhoud}


def _make_veld(veld: Veld, delen: Sequence[tuple[str, str]]) -> forms.Field:
    if veld.vorm == "datum":
        return make_dag(veld.titel, verplicht=False)
    if veld.vorm == "schaal":
        keuzes = [("", "niet bekend"), *((str(n), str(n)) for n in range(1, 6))]
        return forms.ChoiceField(label=veld.titel, required=False, choices=keuzes)
    if veld.vorm == "getal":
        return Geheelveld(label=veld.titel, required=False, min_value=0, max_value=3650)
    if veld.vorm == "keuze":
        return forms.ChoiceField(
            label=veld.titel, required=False, choices=[("", "niet bekend"), *((k, k) for k in veld.keuzes)]
        )
    if veld.vorm == "sleutel":
        return forms.ChoiceField(label=veld.titel, choices=list(delen))
    return make_tekst(veld.titel, hoogstens=4000)


class PlanningForm(GezienForm):
    """A planning of a milestone, in the words of a planning."""

    wanneer = forms.CharField(
        label="Wanneer?",
        max_length=200,
        required=False,
        help_text="Bijvoorbeeld Q2 van 2024, eind 2024, 31 maart 2024 of doorlopend. Leeg: de dag blijft zoals hij is.",
    )
    stand = forms.ChoiceField(label="Stand", choices=[(s, s) for s in STANDEN])
    besloten_door = forms.CharField(label="Wie besloot dit?", max_length=200, required=False)
    reden = make_tekst(
        "Waarom verandert de planning?", hoogstens=1000, hint="Verplicht als er al een planning was."
    )
    bekend_op = make_dag("Bekend op", verplicht=False, hint=BEKEND)

    def clean_wanneer(self) -> Wanneer | None:
        """Give the time that the words mean."""
        tekst = self.cleaned_data["wanneer"].strip()
        return read_wanneer(tekst) if tekst else None


class PijlerplanForm(forms.Form):
    """The adoption of a pijlerplan."""

    besluit = make_tekst("Met welk besluit?", verplicht=True, hoogstens=500)
    bekend_op = make_dag(
        "Vastgesteld op", verplicht=False, hint="Wat op die dag is gepland, wordt de maat. Leeg is vandaag."
    )


class OordeelForm(forms.Form):
    """Another state than the rule gives."""

    stand = forms.ChoiceField(label="Stand", required=False)
    motivering = make_tekst("Waarom?", verplicht=True, hoogstens=2000)

    def __init__(self, *args: Any, standen: Mapping[str, str], **kwargs: Any) -> None:
        """Offer the states of the legend."""
        super().__init__(*args, **kwargs)
        self.fields["stand"].choices = [("", "zoals de regel zegt"), *standen.items()]  # type: ignore[attr-defined]


class MiddelForm(forms.Form):
    """Money for a topic and a participant."""

    regeling = forms.CharField(label="Regeling", max_length=100, help_text="Bijvoorbeeld SPUK IBP VTH.")
    deelnemer = forms.CharField(label="Deelnemer (code van een organisatie)", max_length=40)
    toegekend = make_bedrag("Toegekend in euro", hint="Bijvoorbeeld 12.500,50.")
    besteed = make_bedrag("Besteed in euro")
    toelichting = make_tekst("Toelichting", hint="Verplicht als er meer is besteed dan toegekend.")
    bekend_op = make_dag("Stand op", verplicht=False, hint="Leeg is vandaag.")


class TegenspraakForm(forms.Form):
    """Which of two statements holds."""

    gekozen = forms.ChoiceField(label="Wat klopt?", choices=Tegenspraak.Gekozen.choices)
    reden = make_tekst("Waarom?", verplicht=True, hoogstens=2000)


class WatalsForm(forms.Form):
    """A milestone that moves, to see what it pushes."""

    mijlpaal = forms.ChoiceField(label="Welke mijlpaal?")
    kwartalen = Geheelveld(label="Hoeveel kwartalen later?", min_value=-40, max_value=40, initial=1)

    def __init__(self, data: Any, *, mijlpalen: Keuzes) -> None:
        """Offer the milestones with a day."""
        super().__init__(data)
        self.fields["mijlpaal"].choices = mijlpalen  # type: ignore[attr-defined]


class AllesForm(forms.Form):
    """Taking over all of a report, or of one part of it."""

    onder = forms.ChoiceField(label="Waarvan?", required=False)
    met_twijfel = forms.BooleanField(label="Ook waar Open VTH over twijfelt", required=False)

    def __init__(self, *args: Any, delen: Keuzes, **kwargs: Any) -> None:
        """Offer the parts that a report tells of."""
        super().__init__(*args, **kwargs)
        self.fields["onder"].choices = [("", "alles"), *delen]  # type: ignore[attr-defined]
