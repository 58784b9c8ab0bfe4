"""The forms of this room: they read, and leave deciding to the services."""

import uuid
from typing import Any

from django import forms

from vth.tijd import klok
from vth.vormgeving.formvelden import make_bedrag, make_dag, make_tekst

from .invoer import Adressaatkeuze, Lastinhoud
from .models import Betaling, Last, Overtreding
from .rules import BOETE, MET_EINDE
from .selectors import find_regel, read_instrumenten

Keuzes = list[tuple[str, str]]


class GezienForm(forms.Form):
    """A form that says which version of the thing the page showed."""

    gezien = forms.IntegerField(required=False, widget=forms.HiddenInput)


class RedenForm(GezienForm):
    """An act that asks a reason."""

    reden = make_tekst("Waarom?", verplicht=True)


class OvertredingForm(forms.Form):
    """What is needed to establish a violation from a finding."""

    aard = forms.CharField(
        label="Wat is er overtreden?", max_length=300, help_text="In een paar woorden, zoals: lekbak vol."
    )
    overtreder = forms.ChoiceField(
        label="Overtreder", help_text="Wie de overtreding beging: een persoon of bedrijf, niet de locatie."
    )
    grond = forms.CharField(
        label="Waarom is dit de overtreder?",
        max_length=500,
        initial="drijft de activiteit en kon de overtreding beëindigen",
    )
    bevindingen = forms.MultipleChoiceField(label="Bevindingen", widget=forms.CheckboxSelectMultiple)
    begonnen_op = make_dag("Duurt sinds", verplicht=False)
    toelichting = make_tekst("Toelichting", hoogstens=4000, regels=3)

    def __init__(self, *args: Any, overtreders: Keuzes, bevindingen: Keuzes, **kwargs: Any) -> None:
        """Offer who can be the offender here, and what was found at this visit."""
        super().__init__(*args, **kwargs)
        self.fields["overtreder"].choices = overtreders  # type: ignore[attr-defined]
        self.fields["bevindingen"].choices = bevindingen  # type: ignore[attr-defined]

    def clean_bevindingen(self) -> list[uuid.UUID]:
        """Read the ids."""
        return [uuid.UUID(id_) for id_ in self.cleaned_data["bevindingen"]]

    def clean_overtreder(self) -> uuid.UUID:
        """Read the id."""
        return uuid.UUID(self.cleaned_data["overtreder"])


class OvertrederForm(GezienForm):
    """Somebody else who committed the violation."""

    overtreder = forms.ChoiceField(label="Wie ook?")
    grond = forms.CharField(label="Waarom is dit een overtreder?", max_length=500)

    def __init__(self, *args: Any, overtreders: Keuzes, **kwargs: Any) -> None:
        """Offer who belongs to what was visited."""
        super().__init__(*args, **kwargs)
        self.fields["overtreder"].choices = overtreders  # type: ignore[attr-defined]


class VerzoekForm(GezienForm):
    """A request to enforce that the violation answers."""

    verzoek = forms.ChoiceField(label="Welk verzoek?")

    def __init__(self, *args: Any, verzoeken: Keuzes, **kwargs: Any) -> None:
        """Offer the requests about these places."""
        super().__init__(*args, **kwargs)
        self.fields["verzoek"].choices = verzoeken  # type: ignore[attr-defined]


class VerdeelForm(GezienForm):
    """Who has the work."""

    jurist = forms.ChoiceField(label="Jurist")

    def __init__(self, *args: Any, collegas: Keuzes, **kwargs: Any) -> None:
        """Offer the colleagues of this viewer."""
        super().__init__(*args, **kwargs)
        self.fields["jurist"].choices = collegas  # type: ignore[attr-defined]


class LegalisatieForm(GezienForm):
    """Whether it may become allowed."""

    keuze = forms.ChoiceField(label="Zicht op legalisatie", choices=Overtreding.Legalisatie.choices)
    toelichting = make_tekst("Waaruit blijkt dat?", hoogstens=2000, regels=3)


class EindeForm(GezienForm):
    """That a violation ended."""

    hersteldatum = make_dag("Beëindigd op")
    hoe = forms.ChoiceField(label="Hoe is dat gezien?", choices=Overtreding.Herstel.choices)
    bevinding_id = forms.ChoiceField(
        label="Bevinding", required=False, help_text="Alleen als het bij een hercontrole is gezien."
    )
    toelichting = make_tekst("Toelichting")

    def __init__(self, *args: Any, bevindingen: Keuzes, **kwargs: Any) -> None:
        """Offer what re-inspections found."""
        super().__init__(*args, **kwargs)
        self.fields["bevinding_id"].choices = [("", "geen"), *bevindingen]  # type: ignore[attr-defined]

    def clean_bevinding_id(self) -> uuid.UUID | None:
        """Read the id."""
        return uuid.UUID(id_) if (id_ := self.cleaned_data["bevinding_id"]) else None


class MaatregelForm(forms.Form):
    """What is needed to prepare a measure."""

    instrument = forms.ChoiceField(label="Instrument")
    samen = forms.MultipleChoiceField(
        label="Ook tegen deze overtredingen",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Van dezelfde overtreder of op dezelfde plek. Eén besluit kan tegen meer overtredingen zijn (Awb 5:8).",
    )
    omschrijving = forms.CharField(label="Omschrijving", max_length=300, required=False)
    motivering = make_tekst("Waarom deze maatregel, tegen deze overtreder?", hoogstens=8000, regels=5)
    boetegrond = forms.ChoiceField(
        label="Grond voor een boete", required=False, help_text="Alleen bij een bestuurlijke boete (Awb 5:4)."
    )
    boetebedrag = make_bedrag("Bedrag van de boete in euro", verplicht=False)
    tot = make_dag(
        "Tot en met",
        verplicht=False,
        hint="Bij gedogen en verscherpt toezicht tot wanneer het geldt; bij een waarschuwing tot wanneer het in orde moet zijn.",
    )

    def __init__(self, *args: Any, samen: Keuzes, **kwargs: Any) -> None:
        """Offer the instruments and grounds of today, and the violations that can be met by the same decision."""
        super().__init__(*args, **kwargs)
        dag = klok.today()
        self.fields["samen"].choices = samen  # type: ignore[attr-defined]
        if not samen:
            del self.fields["samen"]
        self.fields["instrument"].choices = [(c, d["naam"]) for c, d in read_instrumenten(dag).items()]  # type: ignore[attr-defined]
        gronden = find_regel("handhaving.boetegronden", dag).waarde
        self.fields["boetegrond"].choices = [("", "geen"), *((g, f"Omgevingswet {g}") for g in gronden)]  # type: ignore[attr-defined]

    def clean_samen(self) -> list[uuid.UUID]:
        """Read the ids."""
        return [uuid.UUID(id_) for id_ in self.cleaned_data["samen"]]


class MotiveringForm(GezienForm):
    """Why this measure; of a fine how much, and of what is for a time until when."""

    motivering = make_tekst(
        "Waarom deze maatregel, tegen deze overtreder?", verplicht=True, hoogstens=8000, regels=5
    )
    boetebedrag = make_bedrag("Bedrag van de boete in euro", verplicht=False)
    tot = make_dag("Tot en met", verplicht=False)

    def __init__(self, *args: Any, instrument: str, **kwargs: Any) -> None:
        """Ask only what this instrument has."""
        super().__init__(*args, **kwargs)
        if instrument != BOETE:
            del self.fields["boetebedrag"]
        if instrument not in MET_EINDE:
            del self.fields["tot"]


class LastForm(GezienForm):
    """What a last orders; the amounts are those of each addressee that is chosen, but for who has amounts of his own."""

    soort = forms.ChoiceField(label="Wat moet de last bereiken?", choices=Last.Soort.choices)
    opdracht = make_tekst(
        "Wat moet de overtreder doen?",
        verplicht=True,
        hoogstens=8000,
        regels=4,
        hint="Zo dat hij weet wanneer hij klaar is.",
    )
    adressaten = forms.MultipleChoiceField(label="Wie moet dat doen?", widget=forms.CheckboxSelectMultiple)
    begunstiging_tot = make_dag(
        "Begunstigingstermijn tot en met",
        verplicht=False,
        hint="Niet nodig bij een last die alleen herhaling voorkomt.",
    )
    begunstiging_motivering = make_tekst("Waarom is die termijn nodig en genoeg?", hoogstens=2000)
    modaliteit = forms.ChoiceField(label="Hoe verbeurt de dwangsom?", required=False)
    per = forms.ChoiceField(label="Per", required=False)
    bedrag = make_bedrag("Bedrag in euro", verplicht=False)
    maximum = make_bedrag("Maximum in euro", verplicht=False)
    bedrag_motivering = make_tekst("Waarom past dit bedrag?", hoogstens=4000, regels=3)
    spoed = forms.BooleanField(label="Spoed: zonder termijn (alleen bestuursdwang)", required=False)
    spoed_motivering = make_tekst("Waarom heeft het spoed?", hoogstens=2000)

    def __init__(self, *args: Any, adressaten: Keuzes, **kwargs: Any) -> None:
        """Offer the offenders."""
        super().__init__(*args, **kwargs)
        self.fields["adressaten"].choices = adressaten  # type: ignore[attr-defined]
        for id_, naam in adressaten if len(adressaten) > 1 else ():
            for veld, wat in (("bedrag", "Bedrag"), ("maximum", "Maximum")):
                self.fields[f"eigen_{veld}_{id_}"] = make_bedrag(
                    f"{wat} in euro voor {naam}", verplicht=False, hint="Leeg: zoals hierboven."
                )
        self.fields["modaliteit"].choices = [("", "geen dwangsom"), *Last.Modaliteit.choices]  # type: ignore[attr-defined]
        self.fields["per"].choices = [("", "niet per tijdseenheid"), *Last.Per.choices]  # type: ignore[attr-defined]

    def make_inhoud(self) -> Lastinhoud:
        """Give the last as it was filled in."""
        v = dict(self.cleaned_data)
        eigen = {naam: v.pop(naam) for naam in list(v) if naam.startswith("eigen_")}
        v.pop("gezien")
        bedrag, maximum = v.pop("bedrag"), v.pop("maximum")
        wie = []
        for id_ in v.pop("adressaten"):
            a, b = eigen.get(f"eigen_bedrag_{id_}"), eigen.get(f"eigen_maximum_{id_}")
            wie.append(
                Adressaatkeuze(uuid.UUID(id_), bedrag if a is None else a, maximum if b is None else b)
            )
        return Lastinhoud(adressaten=wie, **(v | {"spoed": "spoed" if v["spoed"] else ""}))


class VoornemenForm(GezienForm):
    """That the voornemen was sent."""

    op = make_dag("Verzonden op")
    zienswijze_tot = make_dag(
        "Zienswijze tot en met", verplicht=False, hint="Leeg is de termijn van de regel."
    )


class ZienswijzeForm(GezienForm):
    """What the offender answered."""

    op = make_dag("Ontvangen op")
    oordeel = make_tekst("Wat vindt u daarvan?", verplicht=True, hoogstens=4000, regels=4)


class NietHorenForm(GezienForm):
    """Why the offender is not heard first."""

    waarom = forms.ChoiceField(label="Waarom niet vooraf horen?")
    toelichting = make_tekst("Waaruit blijkt dat hier?", verplicht=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the reasons of the law."""
        super().__init__(*args, **kwargs)
        self.fields["waarom"].choices = list(find_regel("handhaving.niet_horen", klok.today()).waarde.items())  # type: ignore[attr-defined]


class OpleggenForm(GezienForm):
    """That a measure without a decision was taken."""

    op = make_dag("Genomen op")


class AfloopForm(RedenForm):
    """That a measure ended."""

    hoe = forms.ChoiceField(label="Hoe eindigt de maatregel?")
    op = make_dag("Op")
    field_order = ("hoe", "op", "reden")

    def __init__(self, *args: Any, keuzes: Keuzes, **kwargs: Any) -> None:
        """Offer the ends that are possible now."""
        super().__init__(*args, **kwargs)
        self.fields["hoe"].choices = keuzes  # type: ignore[attr-defined]


class VerbeurtForm(GezienForm):
    """That a last was seen not to be obeyed."""

    adressaat_id = forms.TypedChoiceField(label="Door wie?", coerce=int)
    van = make_dag("Niet nageleefd vanaf")
    tot = make_dag("Tot en met")
    bevinding_id = forms.TypedChoiceField(
        label="Uit welke bevinding blijkt dat?", coerce=uuid.UUID, required=False, empty_value=None
    )
    grond = make_tekst(
        "Waaruit blijkt het anders?",
        regels=3,
        hint="Zonder bevinding: het bewijs, zo dat een ander het kan nagaan.",
    )

    def __init__(self, *args: Any, adressaten: Keuzes, bevindingen: Keuzes, **kwargs: Any) -> None:
        """Offer the addressees, and what later visits to the same places found."""
        super().__init__(*args, **kwargs)
        self.fields["adressaat_id"].choices = adressaten  # type: ignore[attr-defined]
        self.fields["bevinding_id"].choices = [("", "geen van deze"), *bevindingen]  # type: ignore[attr-defined]


class HandelingForm(forms.Form):
    """What was done to claims."""

    verbeurten = forms.MultipleChoiceField(label="Welke bedragen?", widget=forms.CheckboxSelectMultiple)
    soort = forms.ChoiceField(label="Wat is er gebeurd?")
    dag = make_dag("Op")
    tot = make_dag("Tot en met", verplicht=False, hint="Alleen als het duurt en het einde bekend is.")
    toelichting = make_tekst("Toelichting")

    def __init__(self, *args: Any, verbeurten: Keuzes, aard: str = "dwangsom", **kwargs: Any) -> None:
        """Offer the open claims and what can happen to them."""
        super().__init__(*args, **kwargs)
        self.fields["verbeurten"].choices = verbeurten  # type: ignore[attr-defined]
        soorten = find_regel("handhaving.invorderingshandelingen", klok.today()).waarde
        self.fields["soort"].choices = [  # type: ignore[attr-defined]
            (c, d["naam"]) for c, d in soorten.items() if not d.get("zelf") and d.get("alleen", aard) == aard
        ]

    def clean_verbeurten(self) -> list[uuid.UUID]:
        """Read the ids."""
        return [uuid.UUID(id_) for id_ in self.cleaned_data["verbeurten"]]


class SluitForm(forms.Form):
    """That what extended a claim ended."""

    handeling_id = forms.TypedChoiceField(label="Wat is geëindigd?", coerce=int)
    dag = make_dag("Op")
    toelichting = make_tekst("Toelichting")

    def __init__(self, *args: Any, handelingen: list[tuple[int, str]], **kwargs: Any) -> None:
        """Offer what runs."""
        super().__init__(*args, **kwargs)
        self.fields["handeling_id"].choices = handelingen  # type: ignore[attr-defined]


class BetalingForm(forms.Form):
    """What the financial administration tells."""

    soort = forms.ChoiceField(label="Wat?", choices=Betaling.Soort.choices)
    bedrag = make_bedrag("Bedrag in euro")
    dag = make_dag("Geboekt op")
    kenmerk = forms.CharField(label="Nummer van de boeking", max_length=100)
    reden = forms.CharField(
        label="Reden", required=False, max_length=1000, help_text="Verplicht bij kwijtschelden."
    )
