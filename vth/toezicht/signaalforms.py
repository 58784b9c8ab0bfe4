"""The forms of signals and incidents: they read, and leave deciding to the services."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from vth.begrippen.selectors import list_waarden
from vth.tijd import klok
from vth.tijd.rules import AMSTERDAM
from vth.vormgeving.formvelden import Maatveld, make_dag, make_tekst

from .forms import GezienForm
from .signaalinvoer import Melder, NieuwSignaal
from .signaalrules import Triagevraag

Keuzes = list[tuple[str, str]]
KANALEN: Keuzes = [
    ("", "niet ingevuld"),
    ("telefoon", "telefoon"),
    ("website", "website of app"),
    ("email", "e-mail"),
    ("brief", "brief"),
    ("balie", "aan de balie of buiten"),
    ("instantie", "een andere instantie"),
]
MELDER = "melder_"


def list_codes(lijst: str, leeg: str = "") -> Keuzes:
    """List the codes of a list that hold today, with an empty one in front when that may be."""
    codes = [(w.code, w.naam) for w in list_waarden(lijst, klok.today())]
    return [("", leeg), *codes] if leeg else codes


def make_moment(label: str, *, verplicht: bool = True, hint: str = "") -> forms.DateTimeField:
    """Make a field for a day with its time, in Dutch time."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, required=verplicht, help_text=hint, widget=widget)


class SignaalForm(forms.Form):
    """What is needed to take in a message; all of who told it may stay empty."""

    organisatie = forms.ChoiceField(label="Organisatie")
    gebied = forms.ChoiceField(label="Gemeente")
    signaalsoort = forms.ChoiceField(label="Soort bericht")
    signaalcategorie = forms.ChoiceField(label="Waar gaat het over?")
    omschrijving = make_tekst(
        "Wat is er gezien, gehoord of geroken?",
        verplicht=True,
        hoogstens=4000,
        regels=4,
        hint="Schrijf geen namen van mensen op.",
    )
    plek = forms.CharField(
        label="Waar?",
        required=False,
        max_length=300,
        help_text="Het adres of een omschrijving van de plek waar het was.",
    )
    bij = forms.UUIDField(
        label="Nummer van de plek in het register",
        required=False,
        help_text="Het laatste deel van het adres van de plek. Mag leeg blijven.",
    )
    x = Maatveld(label="X", required=False, help_text="In meters (Rijksdriehoek). Mag leeg blijven.")
    y = Maatveld(label="Y", required=False)
    gebeurd_op = make_moment("Wanneer was het?", verplicht=False)
    ontvangen_op = make_moment("Bericht ontvangen op")
    kanaal = forms.ChoiceField(label="Hoe kwam het binnen?", required=False, choices=KANALEN)
    spoed = forms.BooleanField(label="Iemand moet er nu naartoe", required=False)
    bestand = forms.FileField(
        label="Foto of brief",
        required=False,
        max_length=None,
        allow_empty_file=True,
        help_text="Meer stukken voegt u daarna toe aan de zaak.",
    )
    melder_naam = forms.CharField(
        label="Naam van de melder",
        required=False,
        max_length=200,
        help_text="Alleen als de melder dat wil. Wie meldde ziet alleen wie het bericht behandelt, en wordt na de termijn vernietigd.",
    )
    melder_telefoon = forms.CharField(label="Telefoon van de melder", required=False, max_length=40)
    melder_email = forms.EmailField(label="E-mail van de melder", required=False, max_length=200)
    melder_adres = forms.CharField(label="Adres van de melder", required=False, max_length=300)
    melder_terugkoppeling = forms.BooleanField(label="De melder wil horen wat eruit kwam", required=False)

    def __init__(self, *args: Any, organisaties: Keuzes, gebieden: Keuzes, **kwargs: Any) -> None:
        """Offer what this viewer can choose."""
        super().__init__(*args, **kwargs)
        keuzes = {
            "organisatie": organisaties,
            "gebied": gebieden,
            "signaalsoort": list_codes("signaalsoort"),
            "signaalcategorie": list_codes("signaalcategorie", "kies"),
        }
        for naam, waarden in keuzes.items():
            self.fields[naam].choices = waarden  # type: ignore[attr-defined]
        self.fields["ontvangen_op"].initial = (
            klok.now().astimezone(AMSTERDAM).replace(second=0, microsecond=0)
        )

    def make_nieuw(self, **vast: Any) -> NieuwSignaal:
        """Give the message as the service takes it."""
        velden = {k: v for k, v in self.cleaned_data.items() if k != "bestand"}
        melder = {k.removeprefix(MELDER): velden.pop(k) for k in list(velden) if k.startswith(MELDER)}
        return NieuwSignaal(melder=Melder(**melder), **velden, **vast)


class TriageForm(GezienForm):
    """The questions of a category, as they are asked after the answers so far."""

    def __init__(self, *args: Any, vragen: Sequence[Triagevraag], **kwargs: Any) -> None:
        """Ask each question; nothing needs an answer."""
        super().__init__(*args, **kwargs)
        self.codes = [v.code for v in vragen]
        for vraag in vragen:
            self.fields[f"vraag_{vraag.code}"] = forms.ChoiceField(
                label=vraag.tekst,
                required=False,
                choices=list(vraag.antwoorden.items()),
                widget=forms.RadioSelect,
            )

    def list_antwoorden(self) -> dict[str, str]:
        """Give what was answered: code of the question and code of the answer."""
        return {c: a for c in self.codes if (a := self.cleaned_data[f"vraag_{c}"])}


class OverdraagForm(GezienForm):
    """To whom, and why."""

    naar = forms.ChoiceField(label="Aan wie?")
    reden = make_tekst("Waarom?", verplicht=True, hint="Wie het krijgt, leest dat als eerste.")

    def __init__(self, *args: Any, collegas: Keuzes, **kwargs: Any) -> None:
        """Offer the colleagues of this viewer."""
        super().__init__(*args, **kwargs)
        self.fields["naar"].choices = [("", "kies"), *collegas]  # type: ignore[attr-defined]


class IncidentForm(GezienForm):
    """The event that a message tells of, in the words of who looked into it."""

    omschrijving = make_tekst(
        "Wat is er gebeurd?",
        verplicht=True,
        hoogstens=1000,
        hint="In uw eigen woorden, zonder namen: dit zien alle partijen.",
    )
    tijdstip = make_moment("Wanneer?", verplicht=False, hint="Leeg is het moment uit het bericht.")
    incidenteffect = forms.ChoiceField(label="Effect", required=False)
    indicatie_veroorzaker = forms.ChoiceField(label="Hoe zeker is de veroorzaker?", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the codes of today."""
        super().__init__(*args, **kwargs)
        for naam in ("incidenteffect", "indicatie_veroorzaker"):
            self.fields[naam].choices = list_codes(naam, "weet ik nog niet")  # type: ignore[attr-defined]


class BijIncidentForm(GezienForm):
    """Which incident a message tells of."""

    incident = forms.ChoiceField(label="Bij welk incident?")

    def __init__(self, *args: Any, incidenten: Keuzes, **kwargs: Any) -> None:
        """Offer the incidents that are open."""
        super().__init__(*args, **kwargs)
        self.fields["incident"].choices = [("", "kies"), *incidenten]  # type: ignore[attr-defined]


class SignaalcontroleForm(GezienForm):
    """A visit because of a message."""

    onderwerp = forms.UUIDField(
        label="Nummer van de plek of activiteit in het register",
        help_text="Het laatste deel van het adres ervan.",
    )
    omschrijving = forms.CharField(label="Omschrijving", max_length=300)
    controletype = forms.ChoiceField(label="Type")
    gepland_op = make_dag("Gepland op", verplicht=False)
    uiterlijk_op = make_dag("Moet gedaan zijn op", verplicht=False)
    zelf = forms.BooleanField(label="Ik doe deze controle zelf", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the codes of today."""
        super().__init__(*args, **kwargs)
        self.fields["controletype"].choices = list_codes("controletype")  # type: ignore[attr-defined]


class SluitForm(GezienForm):
    """How a message ended."""

    afloop = forms.ChoiceField(label="Hoe liep het af?")
    toelichting = make_tekst(
        "Toelichting",
        hoogstens=2000,
        hint="Verplicht bij ongegrond, niet na te gaan en doorverwezen. Schrijf geen namen van mensen op.",
    )
    doorverwezen_naar = forms.CharField(
        label="Naar welke organisatie?", required=False, max_length=200, help_text="Alleen bij doorverwezen."
    )
    dubbel_van = forms.CharField(
        label="Kenmerk van het eerdere bericht",
        required=False,
        max_length=40,
        help_text="Alleen bij al bekend, zoals S2026-000012.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the codes of today."""
        super().__init__(*args, **kwargs)
        self.fields["afloop"].choices = list_codes("signaalafloop", "kies")  # type: ignore[attr-defined]


class HeropenForm(GezienForm):
    """Why a message is opened again."""

    reden = make_tekst("Waarom?", verplicht=True)


class TriageproefForm(forms.Form):
    """A proposed file of questions, and on which messages it is tried."""

    organisatie = forms.ChoiceField(label="Organisatie")
    bestand = forms.FileField(
        label="Bestand met vragen",
        allow_empty_file=True,
        help_text="YAML, zoals het in de map met regels van uw organisatie komt te staan.",
    )
    van = make_dag("Berichten van")
    tot = make_dag("Tot en met")

    def __init__(self, *args: Any, organisaties: Keuzes, van: date, tot: date, **kwargs: Any) -> None:
        """Offer the viewer's organisations, and last month."""
        super().__init__(*args, **kwargs)
        self.fields["organisatie"].choices = organisaties  # type: ignore[attr-defined]
        self.fields["van"].initial, self.fields["tot"].initial = van, tot
