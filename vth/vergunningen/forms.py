"""The forms of this room: they read, and leave deciding to the services."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from vth.begrippen.selectors import list_waarden
from vth.tijd import klok
from vth.vormgeving.formvelden import Geheelveld, make_dag, make_tekst

from .models import Ingreep, Vergunningdocument

Keuzes = Sequence[tuple[str, str]]


class GezienForm(forms.Form):
    """A form that says which version of the permit the page showed."""

    gezien = forms.IntegerField(required=False, widget=forms.HiddenInput)


class VergunningForm(forms.Form):
    """What is needed to record a permit."""

    organisatie = forms.ChoiceField(label="Organisatie die de vergunning bijhoudt")
    gebied = forms.ChoiceField(label="Gemeente")
    kenmerk = forms.CharField(label="Kenmerk", max_length=100)
    titel = forms.CharField(label="Titel", max_length=300, help_text="Bijvoorbeeld de naam van de locatie.")
    bevoegd_gezag = forms.CharField(
        label="Bevoegd gezag", required=False, max_length=40, help_text="De code. Leeg is de gemeente."
    )
    vthobject_id = forms.UUIDField(
        label="Nummer van de locatie in het register",
        required=False,
        help_text="Staat onder de naam op de pagina van de locatie.",
    )
    vertrouwelijkheid = forms.ChoiceField(
        label="Vertrouwelijkheid",
        choices=[("openbaar", "openbaar"), ("intern", "intern"), ("zaakvertrouwelijk", "zaakvertrouwelijk")],
    )

    def __init__(self, *args: Any, organisaties: Keuzes, gebieden: Keuzes, **kwargs: Any) -> None:
        """Offer the organisations and places of this viewer."""
        super().__init__(*args, **kwargs)
        self.fields["organisatie"].choices = organisaties  # type: ignore[attr-defined]
        self.fields["gebied"].choices = gebieden  # type: ignore[attr-defined]


class ToestemmingForm(GezienForm):
    """What is needed to begin a toestemming."""

    kenmerk = forms.CharField(label="Kenmerk", max_length=100)
    onderwerp = forms.CharField(label="Onderwerp", max_length=300)
    toestemmingsoort = forms.ChoiceField(label="Soort")
    toestemmingtype = forms.ChoiceField(label="Wat het besluit doet")
    besluit_id = forms.UUIDField(
        label="Nummer van het besluit",
        required=False,
        help_text="Het lange nummer in het adres van de pagina van het besluit. Kan later.",
    )
    grondslag = forms.CharField(
        label="Of: van rechtswege, op grond van",
        required=False,
        max_length=300,
        help_text="Alleen als er geen besluit is, zoals bij de overgang op 1 januari 2024.",
    )
    dictum = make_tekst(
        "Dictum", hoogstens=20000, regels=4, hint="Wat het besluit zelf zegt: verleend, geweigerd, gewijzigd."
    )
    activiteiten = forms.MultipleChoiceField(
        label="Voor welke activiteiten", required=False, help_text="De activiteiten die het besluit toestaat."
    )
    houders = forms.MultipleChoiceField(label="Voor wie", required=False, help_text="De vergunninghouder.")

    def __init__(self, *args: Any, activiteiten: Keuzes = (), houders: Keuzes = (), **kwargs: Any) -> None:
        """Offer the kinds of the standard, and what and who is at the place; where nothing is known that is not asked."""
        super().__init__(*args, **kwargs)
        put_onderwerpen(self, activiteiten, houders)
        for naam in ("toestemmingsoort", "toestemmingtype"):
            keuzes = [(w.code, w.naam) for w in list_waarden(naam, klok.today())]
            self.fields[naam].choices = keuzes  # type: ignore[attr-defined]


class VaststelForm(GezienForm):
    """The days of a toestemming that is established, where those of the decision do not hold."""

    ingangsdatum = make_dag("In werking op", verplicht=False, hint="Leeg is de dag van het besluit.")
    vervaldatum = make_dag("Vervalt op", verplicht=False)
    volgorde = Geheelveld(
        label="Volgorde",
        required=False,
        min_value=0,
        max_value=999,
        help_text="Alleen als op één dag meer besluiten zijn genomen: het hoogste nummer gaat voor.",
    )


class IngreepForm(GezienForm):
    """What happened to a toestemming."""

    soort = forms.ChoiceField(label="Wat is er gebeurd?", choices=Ingreep.Soort.choices)
    begin = make_dag("Vanaf")
    eind = make_dag("Tot", verplicht=False, hint="Alleen bij een schorsing.")
    grond = forms.CharField(
        label="Waarop rust dit?",
        max_length=300,
        help_text="De uitspraak of het bericht, met datum en nummer.",
    )
    mutaties = forms.CharField(
        label="Alleen voor volgnummers",
        required=False,
        max_length=400,
        help_text="Met komma's ertussen. Leeg is het hele besluit.",
    )
    met_gevolgen = forms.BooleanField(
        label="Wat latere besluiten hierop bouwden, geldt dan ook niet", required=False
    )

    def clean_mutaties(self) -> list[int]:
        """Read the numbers."""
        try:
            return [
                int(deel)
                for deel in self.cleaned_data["mutaties"].replace(";", ",").split(",")
                if deel.strip()
            ]
        except ValueError:
            raise forms.ValidationError("Geef volgnummers met komma's ertussen, zoals 3, 4.") from None


class HerroepForm(GezienForm):
    """Why an ingreep counts no more."""

    ingreep_id = forms.ChoiceField(label="Welke?")
    reden = forms.CharField(label="Waarom telt zij niet meer?", max_length=300)
    met_gevolgen = forms.BooleanField(label="Ook als daardoor andere onderdelen niet gelden", required=False)

    def __init__(self, *args: Any, ingrepen: Keuzes, **kwargs: Any) -> None:
        """Offer what counts now."""
        super().__init__(*args, **kwargs)
        self.fields["ingreep_id"].choices = ingrepen  # type: ignore[attr-defined]


class OpForm(forms.Form):
    """A day to look at."""

    op = make_dag("Op")


class VerschilForm(forms.Form):
    """Two days to compare."""

    van = make_dag("Van")
    tot = make_dag("Met")


class BesluitverschilForm(forms.Form):
    """Two decisions to compare: the permit as the one left it and as the other did."""

    van_besluit = forms.ChoiceField(label="Zoals na besluit")
    tot_besluit = forms.ChoiceField(label="En zoals na besluit")

    def __init__(self, *args: Any, besluiten: Keuzes, **kwargs: Any) -> None:
        """Offer the established decisions of the permit."""
        super().__init__(*args, **kwargs)
        for naam in ("van_besluit", "tot_besluit"):
            self.fields[naam].choices = besluiten  # type: ignore[attr-defined]


class AfdoenForm(forms.Form):
    """That an obligation was met."""

    plichtdag = forms.ChoiceField(label="Welke verplichting?")
    voldaan_op = make_dag("Voldaan op")
    toelichting = make_tekst("Toelichting", hint="Bijvoorbeeld het kenmerk van het rapport.")

    def __init__(self, *args: Any, dagen: Keuzes, **kwargs: Any) -> None:
        """Offer the days that are open."""
        super().__init__(*args, **kwargs)
        self.fields["plichtdag"].choices = dagen  # type: ignore[attr-defined]


class StandaardForm(forms.Form):
    """How a standard text runs from a day on."""

    organisatie = forms.ChoiceField(label="Organisatie")
    code = forms.CharField(label="Code", max_length=60)
    onderwerp = forms.CharField(label="Onderwerp", max_length=200)
    titel = forms.CharField(label="Titel", required=False, max_length=300)
    tekst = make_tekst("Tekst", verplicht=True, hoogstens=100_000, regels=6)
    vanaf = make_dag("Geldt vanaf")

    def __init__(self, *args: Any, organisaties: Keuzes, **kwargs: Any) -> None:
        """Offer the organisations of this viewer."""
        super().__init__(*args, **kwargs)
        self.fields["organisatie"].choices = organisaties  # type: ignore[attr-defined]


class StukForm(forms.Form):
    """A document that is part of a toestemming."""

    document_id = forms.ChoiceField(label="Document uit de zaak", required=False)
    documentnummer = forms.CharField(
        label="Of het nummer van een ander document",
        required=False,
        max_length=100,
        help_text="Staat op de pagina van het document.",
    )
    onderdeel = forms.ChoiceField(label="Als", choices=Vergunningdocument.Onderdeel.choices)
    openbaar = forms.BooleanField(label="Iedereen mag dit stuk lezen", required=False)

    def __init__(self, *args: Any, documenten: Keuzes, **kwargs: Any) -> None:
        """Offer the documents of the zaak and the decision; without any only the number is asked."""
        super().__init__(*args, **kwargs)
        self.fields["document_id"].choices = [("", "kies een document"), *documenten]  # type: ignore[attr-defined]
        if not documenten:
            del self.fields["document_id"]

    def clean(self) -> dict[str, Any]:
        """Ask for one document."""
        velden = super().clean() or {}
        if bool(velden.get("document_id")) == bool(velden.get("documentnummer", "").strip()):
            self.add_error(
                "documentnummer", "Kies een document uit de zaak, of geef het nummer van een ander document."
            )
        return velden


class DagcorrectieForm(GezienForm):
    """The days of a toestemming as they are in the decision, and what was wrong."""

    ingangsdatum = make_dag("In werking op")
    vervaldatum = make_dag("Vervalt op", verplicht=False)
    reden = forms.CharField(label="Wat was verkeerd overgenomen?", max_length=300)


class OnderwerpenForm(GezienForm):
    """For which activities and whom a draft is."""

    activiteiten = forms.MultipleChoiceField(label="Voor welke activiteiten", required=False)
    houders = forms.MultipleChoiceField(label="Voor wie", required=False)

    def __init__(self, *args: Any, activiteiten: Keuzes, houders: Keuzes, **kwargs: Any) -> None:
        """Offer what and who is at the place; where nothing is known that is not asked."""
        super().__init__(*args, **kwargs)
        put_onderwerpen(self, activiteiten, houders)


class OverdrachtForm(GezienForm):
    """Who holds a toestemming from a day on."""

    houder = forms.ChoiceField(label="Nieuwe houder", required=False)
    houdernummer = forms.UUIDField(
        label="Of het nummer van een andere betrokkene in het register",
        required=False,
        help_text="Het lange nummer in het adres van zijn pagina.",
    )
    vorige = forms.ChoiceField(label="In plaats van", required=False)
    vanaf = make_dag("Vanaf")
    gemeld_op = make_dag("Gemeld op", verplicht=False, hint="De dag waarop het bericht kwam.")
    grond = forms.CharField(
        label="Waaruit blijkt dit?", max_length=300, help_text="Het bericht, met datum en nummer."
    )
    hele_vergunning = forms.BooleanField(
        label="Ook voor de andere besluiten van deze vergunning met dezelfde houder",
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, houders: Keuzes, vorigen: Keuzes, **kwargs: Any) -> None:
        """Offer who is at the place, and who holds it now."""
        super().__init__(*args, **kwargs)
        self.fields["houder"].choices = [("", "kies een betrokkene"), *houders]  # type: ignore[attr-defined]
        self.fields["vorige"].choices = [("", "alle houders van die dag"), *vorigen]  # type: ignore[attr-defined]
        for naam, keuzes in (("houder", houders), ("vorige", vorigen)):
            if not keuzes:
                del self.fields[naam]

    def clean(self) -> dict[str, Any]:
        """Ask for one new holder."""
        velden = super().clean() or {}
        gekozen = velden.pop("houder", ""), velden.pop("houdernummer", None)
        if bool(gekozen[0]) == bool(gekozen[1]):
            if "houdernummer" not in self.errors:
                self.add_error(
                    "houdernummer", "Kies een nieuwe houder, of geef het nummer van een andere betrokkene."
                )
        else:
            velden["houder"] = uuid.UUID(str(gekozen[0] or gekozen[1]))
        velden["vorige"] = uuid.UUID(velden["vorige"]) if velden.get("vorige") else None
        return velden


class OverdrachtherroepForm(GezienForm):
    """Why a change of holder counts no more."""

    houderwissel_id = forms.ChoiceField(label="Welke overdracht?")
    reden = forms.CharField(label="Waarom telt zij niet?", max_length=300)

    def __init__(self, *args: Any, wissels: Keuzes, **kwargs: Any) -> None:
        """Offer what counts now."""
        super().__init__(*args, **kwargs)
        self.fields["houderwissel_id"].choices = wissels  # type: ignore[attr-defined]


def put_onderwerpen(form: forms.Form, activiteiten: Keuzes, houders: Keuzes) -> None:
    """Offer in a form for what and whom a toestemming can be; a field without anything to choose goes."""
    for naam, records in (("activiteiten", activiteiten), ("houders", houders)):
        form.fields[naam].choices = records  # type: ignore[attr-defined]
        if not records:
            del form.fields[naam]
