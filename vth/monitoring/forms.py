"""The forms of this room: they read, and leave deciding to the services."""

from collections.abc import Mapping
from typing import Any

from django import forms

from vth.vormgeving.formvelden import Geheelveld, Getalveld, make_dag, make_tekst

from .fusie.model import Aannamen
from .kader import Criterium, Kader
from .plannen import NieuweMaatregel
from .rules import Criteriumoordeel

Keuzes = list[tuple[str, str]]
LIJSTEN = ("diensten", "anders_opgelost")
VOLDOET: Keuzes = [("ja", "voldoet"), ("nee", "voldoet niet")]


class GezienForm(forms.Form):
    """A form that says which version of the thing the page showed."""

    gezien = forms.IntegerField(required=False, widget=forms.HiddenInput)


class StapForm(GezienForm):
    """A step, with a reason where one is asked."""

    reden = make_tekst(
        "Toelichting", hoogstens=2000, hint="Verplicht als u te laat indient of iets terugstuurt."
    )


class RedenForm(GezienForm):
    """An act that asks a reason."""

    reden = make_tekst("Waarom?", verplicht=True, hoogstens=2000)


class OpgaveForm(GezienForm):
    """The figures of one criterion, as typed."""

    toelichting = make_tekst("Toelichting bij deze cijfers", hoogstens=2000)

    def __init__(self, *args: Any, kader: Kader, criterium: Criterium, **kwargs: Any) -> None:
        """Ask each figure once."""
        super().__init__(*args, **kwargs)
        self.codes = criterium.metingen
        for code in self.codes:
            meting = kader.metingen[code]
            hint = {
                "euro": "In hele euro's of met twee cijfers achter de komma.",
                "ja_nee": "Ja of nee.",
            }.get(meting.eenheid, "")
            self.fields[code] = forms.CharField(
                label=meting.naam.capitalize(), max_length=40, required=False, help_text=hint
            )
        self.order_fields([*self.codes, "toelichting", "gezien"])

    def clean(self) -> dict[str, Any]:
        """Give the figures as one thing."""
        v = self.cleaned_data
        waarden = {code: v[code] for code in self.codes if code in v}
        return {"waarden": waarden, "toelichting": v.get("toelichting", ""), "gezien": v.get("gezien")}


class StandForm(forms.Form):
    """Which period to freeze."""

    periode = forms.CharField(
        label="Over welke periode?",
        max_length=20,
        help_text="Een jaar (2025), een halfjaar (2025H1) of een kwartaal (2025Q3).",
    )
    reden = make_tekst(
        "Waarom opnieuw?",
        hoogstens=1000,
        hint="Alleen nodig als er over deze periode al een cijfer vastligt.",
    )


class LijstForm(GezienForm):
    """A list, pasted as it stands in a spreadsheet."""

    tekst = forms.CharField(
        label="Plak hier de tabel uit uw rekenblad, met de kop", max_length=1_000_000, widget=forms.Textarea
    )

    def __init__(self, *args: Any, kolommen: tuple[str, ...], **kwargs: Any) -> None:
        """Say which columns are asked."""
        super().__init__(*args, **kwargs)
        self.fields[
            "tekst"
        ].help_text = (
            f"Kolommen: {', '.join(kolommen)}. De nieuwe lijst vervangt de vorige; die blijft bewaard."
        )


class GebiedForm(GezienForm):
    """Why a field of expertise falls short, and how the work is done all the same."""

    gebied = forms.ChoiceField(label="Welk gebied?")
    uitleg = make_tekst("Hoe wordt het werk toch goed gedaan?", verplicht=True, hoogstens=2000)

    def __init__(self, *args: Any, gebieden: Keuzes, **kwargs: Any) -> None:
        """Offer the fields."""
        super().__init__(*args, **kwargs)
        self.fields["gebied"].choices = gebieden  # type: ignore[attr-defined]


class BewijsForm(GezienForm):
    """What shows a criterion."""

    titel = forms.CharField(label="Wat is het bewijs?", max_length=200)
    vindplaats = forms.CharField(
        label="Waar staat het?",
        max_length=500,
        help_text="Alleen voor wat geen bestand is: een adres op internet, of het nummer van een document elders.",
    )
    reden = make_tekst(
        "Waarom nu pas?", hoogstens=2000, hint="Alleen nodig na de dag waarvoor u moest indienen."
    )


class VraagForm(GezienForm):
    """A question of the checker."""

    criterium = forms.ChoiceField(label="Over welk criterium?")
    vraag = make_tekst("Vraag", verplicht=True, hoogstens=2000, regels=3)

    def __init__(self, *args: Any, kader: Kader, **kwargs: Any) -> None:
        """Offer the criteria."""
        super().__init__(*args, **kwargs)
        self.fields["criterium"].choices = [(c.code, c.titel) for c in kader.criteria]  # type: ignore[attr-defined]


class AntwoordForm(GezienForm):
    """The answer to an open question."""

    vraag_id = forms.TypedChoiceField(label="Op welke vraag?", coerce=int)
    antwoord = make_tekst("Antwoord", verplicht=True, hoogstens=4000, regels=4)

    def __init__(self, *args: Any, vragen: Keuzes, **kwargs: Any) -> None:
        """Offer the open questions."""
        super().__init__(*args, **kwargs)
        self.fields["vraag_id"].choices = vragen  # type: ignore[attr-defined]


class IntrekkenForm(RedenForm):
    """Evidence to take back."""

    bewijs_id = forms.TypedChoiceField(label="Welk bewijs?", coerce=int)

    def __init__(self, *args: Any, bewijzen: Keuzes, **kwargs: Any) -> None:
        """Offer what stands."""
        super().__init__(*args, **kwargs)
        self.fields["bewijs_id"].choices = bewijzen  # type: ignore[attr-defined]
        self.order_fields(["bewijs_id", "reden", "gezien"])


class OordeelForm(GezienForm):
    """The verdict per criterion and overall; the proposal is not filled in, for it is no verdict."""

    def __init__(self, *args: Any, kader: Kader, **kwargs: Any) -> None:
        """Ask each criterion."""
        super().__init__(*args, **kwargs)
        self.criteria = kader.criteria
        for c in kader.criteria:
            self.fields[f"oordeel_{c.code}"] = forms.ChoiceField(
                label=c.titel, choices=VOLDOET, widget=forms.RadioSelect
            )
            self.fields[f"motivering_{c.code}"] = make_tekst(
                f"Waarom ({c.titel.lower()})", verplicht=True, hoogstens=4000
            )
        self.fields["motivering"] = make_tekst(
            "Het oordeel over het geheel", verplicht=True, hoogstens=4000, regels=3
        )

    def clean(self) -> dict[str, Any]:
        """Give the verdicts as one thing, once every one is there."""
        v = self.cleaned_data
        if self.errors:
            return v
        oordelen = {
            c.code: Criteriumoordeel(v[f"oordeel_{c.code}"] == "ja", v[f"motivering_{c.code}"])
            for c in self.criteria
        }
        return {"oordelen": oordelen, "motivering": v["motivering"], "gezien": v["gezien"]}


class RondeForm(forms.Form):
    """A new round."""

    naam = forms.CharField(label="Naam van de ronde", max_length=100)
    peildatum = make_dag("Peildatum van de cijfers")
    indienen_voor = make_dag("Indienen vóór")
    diensten = forms.MultipleChoiceField(label="Wie wordt uitgenodigd?", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, diensten: Keuzes, **kwargs: Any) -> None:
        """Offer the omgevingsdiensten."""
        super().__init__(*args, **kwargs)
        self.fields["diensten"].choices = diensten  # type: ignore[attr-defined]


class PubliceerForm(forms.Form):
    """Before when a plan is made, and before when the dienst is robust."""

    plan_voor = make_dag("Plan van aanpak vóór", verplicht=False)
    robuust_voor = make_dag("Robuust vóór", verplicht=False)


class PlanmaatregelForm(GezienForm):
    """A measure of a plan."""

    criterium = forms.ChoiceField(label="Voor welk criterium?")
    omschrijving = forms.CharField(label="Wat wordt er gedaan?", max_length=500)
    eigenaar = forms.CharField(label="Wie zorgt ervoor?", max_length=200, help_text="Een functie, geen naam.")
    gereed_voor = make_dag("Klaar vóór")
    bedrag = Getalveld(label="Kosten (euro)", required=False, max_digits=12, decimal_places=2)
    besluit_door = forms.CharField(label="Welk bestuur besluit, en wanneer?", max_length=200, required=False)
    risico = make_tekst("Wat kan er misgaan, en wat doet u daartegen?")

    def __init__(self, *args: Any, criteria: Keuzes, **kwargs: Any) -> None:
        """Offer the criteria that were not met."""
        super().__init__(*args, **kwargs)
        self.fields["criterium"].choices = criteria  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Give the measure as one thing, once all of it is there."""
        v = self.cleaned_data
        if self.errors:
            return v
        return {"gezien": v.pop("gezien"), "nieuw": NieuweMaatregel(**v)}


class MaatregelkeuzeForm(GezienForm):
    """One measure that is not done yet."""

    maatregel_id = forms.ChoiceField(label="Welke maatregel?")

    def __init__(self, *args: Any, maatregelen: Keuzes, **kwargs: Any) -> None:
        """Offer the measures."""
        super().__init__(*args, **kwargs)
        self.fields["maatregel_id"].choices = maatregelen  # type: ignore[attr-defined]


class PlanningForm(MaatregelkeuzeForm):
    """Another day for a measure."""

    gereed_voor = make_dag("Nu klaar vóór")
    reden = make_tekst("Waarom verandert de planning?", verplicht=True)


class KlaarForm(MaatregelkeuzeForm):
    """That a measure was done."""

    op = make_dag("Klaar op")


class PlantoetsForm(GezienForm):
    """The checklist for each criterion that was not met."""

    toelichting = make_tekst("Toelichting", verplicht=True, hoogstens=4000, regels=3)

    def __init__(self, *args: Any, criteria: Keuzes, punten: Mapping[str, str], **kwargs: Any) -> None:
        """Ask which points are met, per criterion."""
        super().__init__(*args, **kwargs)
        self.criteria, self.punten = criteria, punten
        for code, titel in criteria:
            self.fields[f"punten_{code}"] = forms.MultipleChoiceField(
                label=f"{titel}: wat staat er in het plan?",
                choices=list(punten.items()),
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        self.order_fields([*(f"punten_{code}" for code, _ in criteria), "toelichting", "gezien"])

    def clean(self) -> dict[str, Any]:
        """Give yes or no per criterion and point."""
        v = self.cleaned_data
        antwoorden = {c: {p: p in v.get(f"punten_{c}", ()) for p in self.punten} for c, _ in self.criteria}
        return {"antwoorden": antwoorden, "toelichting": v.get("toelichting", ""), "gezien": v.get("gezien")}


class OpenstellingForm(forms.Form):
    """The decision of a board about the search."""

    dienst = forms.ChoiceField(label="Omgevingsdienst")
    is_open = forms.TypedChoiceField(
        label="Wat is besloten?",
        choices=[("ja", "zoeken openstellen"), ("nee", "zoeken sluiten")],
        coerce=lambda w: w == "ja",
    )
    besluit = make_tekst("Met welk besluit van het bestuur?", verplicht=True, hoogstens=500)

    def __init__(self, *args: Any, diensten: Keuzes, **kwargs: Any) -> None:
        """Offer the own diensten."""
        super().__init__(*args, **kwargs)
        self.fields["dienst"].choices = diensten  # type: ignore[attr-defined]


class AfstandenForm(forms.Form):
    """Distances by road, pasted as they stand in a spreadsheet."""

    organisatie = forms.ChoiceField(label="Voor welke organisatie?")
    bron = forms.CharField(
        label="Waar komen de afstanden vandaan?", max_length=300, help_text="De routeplanner en de dag."
    )
    tekst = forms.CharField(
        label="Plak hier de tabel uit uw rekenblad, met de kop", max_length=1_000_000, widget=forms.Textarea
    )

    def __init__(self, *args: Any, organisaties: Keuzes, kolommen: tuple[str, ...], **kwargs: Any) -> None:
        """Offer the own organisations, and say which columns are asked."""
        super().__init__(*args, **kwargs)
        self.fields["organisatie"].choices = organisaties  # type: ignore[attr-defined]
        uitleg = f"Kolommen: {', '.join(kolommen)}. Gebruik de codes van de omgevingsdiensten. De nieuwe lijst vervangt de vorige; die blijft bewaard."
        self.fields["tekst"].help_text = uitleg


class FusieForm(forms.Form):
    """Which diensten together, and under which assumptions; everything stands in the address of the page."""

    diensten = forms.MultipleChoiceField(
        label="Voeg samen", required=False, widget=forms.CheckboxSelectMultiple
    )
    anders_opgelost = forms.MultipleChoiceField(
        label="Tel deze criteria niet mee",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Wat een fusie niet oplost en de dienst zelf in orde maakt, zoals een strategie die nog niet is vastgesteld.",
    )
    hoogstens_diensten = Geheelveld(label="Hoogstens zoveel diensten in één fusie", min_value=1, max_value=28)
    aaneengesloten = forms.BooleanField(label="Alleen diensten die aan elkaar grenzen", required=False)
    binnen_provincie = forms.BooleanField(label="Alleen fusies binnen één provincie", required=False)
    gewicht_provincie = Geheelveld(label="Gewicht van elke provincie extra", min_value=0, max_value=10_000)
    gewicht_veiligheidsregio = Geheelveld(
        label="Gewicht van elke gebroken veiligheidsregio", min_value=0, max_value=10_000
    )
    gewicht_reisafstand_km = Geheelveld(
        label="Gewicht van elke kilometer naar de zetel", min_value=0, max_value=1000
    )
    omrijfactor = Getalveld(
        label="Hoeveel langer de weg is dan de rechte lijn",
        min_value=1,
        max_digits=4,
        decimal_places=2,
        help_text="Een aanname zonder bron, zoals 1,3. Waar u zelf een afstand over de weg opgaf, telt die.",
    )
    eenmalig_per_fusie = Getalveld(
        label="Eenmalige kosten per fusie (euro)", min_value=0, max_digits=12, decimal_places=2
    )
    eenmalig_per_fte = Getalveld(
        label="Eenmalige kosten per fte (euro)", min_value=0, max_digits=12, decimal_places=2
    )

    def __init__(self, data: Any, *, diensten: Keuzes, criteria: Keuzes, **kwargs: Any) -> None:
        """Offer the diensten and the criteria; what the address leaves out is as assumed."""
        if "hoogstens_diensten" not in data:
            lijsten = {naam: data.getlist(naam) for naam in LIJSTEN if naam in data}
            data = vars(Aannamen()) | {naam: data[naam] for naam in data} | lijsten
        elif "omrijfactor" not in data:
            # An address that was mailed before there was a factor.
            data = data.copy()
            data["omrijfactor"] = str(Aannamen().omrijfactor)
        super().__init__(data, **kwargs)
        self.fields["diensten"].choices = diensten  # type: ignore[attr-defined]
        self.fields["anders_opgelost"].choices = criteria  # type: ignore[attr-defined]

    def read_aannamen(self) -> Aannamen:
        """Give the assumptions."""
        waarden = {naam: waarde for naam, waarde in self.cleaned_data.items() if naam != "diensten"}
        return Aannamen(**waarden | {"anders_opgelost": tuple(waarden["anders_opgelost"])})
