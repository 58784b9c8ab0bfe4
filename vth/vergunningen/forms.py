"""The forms of this room: they read, and leave deciding to the services."""

import uuid
from collections.abc import Sequence
from typing import Any

import yaml
from django import forms

from vth.begrippen.selectors import list_waarden
from vth.tijd import klok
from vth.vormgeving.formvelden import Geheelveld, make_dag, make_tekst

from .controle import Mutatievoorstel
from .inhoud import VoorschriftError, Voorschriftinhoud, Voorschrifttype, make_inhoud
from .models import Ingreep, Mutatie, Mutatiesoort, Ontwerpmutatie, Standaardversie, Vergunningdocument
from .overgang import Lot, Overgangskeuze

VOORBEELD = "grenswaarden:\n- {naam: benzeen, stof: 71-43-2, medium: lucht, waarde: 1, eenheid: mg/Nm3}"
Keuzes = list[tuple[str, str]]


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the kinds of the standard."""
        super().__init__(*args, **kwargs)
        for naam in ("toestemmingsoort", "toestemmingtype"):
            keuzes = [(w.code, w.naam) for w in list_waarden(naam, klok.today())]
            self.fields[naam].choices = keuzes  # type: ignore[attr-defined]


class MutatieForm(forms.Form):
    """What a draft does to one voorschrift; limits and obligations as lines of YAML, for there can be any number of them."""

    soort = forms.ChoiceField(label="Wat gebeurt er met het voorschrift?", choices=Mutatiesoort.choices)
    voorschrift_id = forms.ChoiceField(
        label="Welk voorschrift?", required=False, help_text="Leeg is een nieuw voorschrift."
    )
    standaard = forms.ChoiceField(
        label="Standaardtekst",
        required=False,
        help_text="Neemt titel, tekst en gegevens over die u hieronder leeg laat, en onthoudt welke versie het was.",
    )
    nummer = forms.CharField(label="Nummer", required=False, max_length=40)
    titel = forms.CharField(label="Titel", required=False, max_length=300)
    tekst = make_tekst("Tekst", hoogstens=100_000, regels=6)
    ouder_id = forms.ChoiceField(label="Staat onder", required=False)
    plaats = Geheelveld(label="Plaats onder dat voorschrift", required=False, min_value=0, max_value=100_000)
    voorschrifttype = forms.ChoiceField(
        label="Soort voorschrift", choices=[(t.value, t.value) for t in Voorschrifttype], initial="standaard"
    )
    openbaar = forms.BooleanField(label="Openbaar", required=False, initial=True)
    gegevens = make_tekst(
        "Grenswaarden en verplichtingen",
        hoogstens=20_000,
        regels=4,
        hint=f"Als YAML, bijvoorbeeld: {VOORBEELD.replace(chr(10), ' ')}",
    )
    vanaf = make_dag("Werkt vanaf", verplicht=False, hint="Leeg is de ingangsdatum van het besluit.")
    tot = make_dag("Werkt tot", verplicht=False, hint="Alleen voor een tijdelijk voorschrift.")
    voorwaarde = forms.CharField(
        label="Gaat pas werken als",
        required=False,
        max_length=1000,
        help_text="Een voorwaarde die eerst vervuld moet zijn.",
    )

    def __init__(
        self, *args: Any, voorschriften: Keuzes, standaarden: Sequence[Standaardversie] = (), **kwargs: Any
    ) -> None:
        """Offer the voorschriften that stand or that the draft makes, and the standard texts of the authority."""
        super().__init__(*args, **kwargs)
        self.standaarden = {str(v.pk): v for v in standaarden}
        namen = [(pk, f"{v.standaardvoorschrift.code} {v.titel}"[:120]) for pk, v in self.standaarden.items()]
        self.fields["standaard"].choices = [("", "geen"), *namen]  # type: ignore[attr-defined]
        if not namen:
            del self.fields["standaard"]
        for naam, leeg in (("voorschrift_id", "een nieuw voorschrift"), ("ouder_id", "het hoogste niveau")):
            self.fields[naam].choices = [("", leeg), *voorschriften]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Read the mutation, with the limits and obligations in it."""
        velden = super().clean() or {}
        if self.errors:
            return velden
        try:
            self.cleaned_data["voorstel"] = self._make_voorstel(velden)
        except VoorschriftError as fout:
            self.add_error(None, str(fout))
        except (yaml.YAMLError, AttributeError, TypeError) as fout:
            self.add_error(
                "gegevens", f"Dit is niet te lezen: {str(fout)[:200]}. Schrijf het zoals in het voorbeeld."
            )
        return velden

    def _make_voorstel(self, velden: dict[str, Any]) -> Mutatievoorstel:
        """Make the mutation that was given."""
        inhoud: Voorschriftinhoud | None = None
        standaard = self.standaarden.get(velden.get("standaard") or "")
        if velden["soort"] != Mutatiesoort.VERVALLEN:
            gegevens = yaml.safe_load(velden["gegevens"] or "{}") or {}
            inhoud = make_inhoud(
                velden["nummer"],
                velden["titel"] or (standaard.titel if standaard else ""),
                velden["tekst"] or (standaard.tekst if standaard else ""),
                gegevens or (standaard.gegevens if standaard else {}),
                voorschrifttype=velden["voorschrifttype"],
                openbaar=velden["openbaar"],
            )
        return Mutatievoorstel(
            soort=velden["soort"],
            inhoud=inhoud,
            voorschrift_id=uuid.UUID(velden["voorschrift_id"]) if velden["voorschrift_id"] else None,
            ouder_id=uuid.UUID(velden["ouder_id"]) if velden["ouder_id"] else None,
            plaats=velden["plaats"] or 0,
            vanaf=velden["vanaf"],
            tot=velden["tot"],
            voorwaarde=velden["voorwaarde"],
            standaard_id=standaard.pk if standaard and inhoud else None,
        )


def make_begin(rij: Mutatie | Ontwerpmutatie) -> dict[str, Any]:
    """Fill the form of a mutation with what stands there."""
    vast = (
        "soort",
        "nummer",
        "titel",
        "tekst",
        "plaats",
        "voorschrifttype",
        "openbaar",
        "vanaf",
        "tot",
        "voorwaarde",
    )
    gegevens = {k: v for k, v in rij.gegevens.items() if v}
    return {veld: getattr(rij, veld) for veld in vast} | {
        "voorschrift_id": str(rij.voorschrift_id),
        "ouder_id": str(rij.ouder_id or ""),
        "standaard": str(rij.standaard_id or ""),
        "gegevens": yaml.safe_dump(gegevens, allow_unicode=True, sort_keys=False) if gegevens else "",
    }


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


class CorrectieForm(MutatieForm):
    """How a mutation should have been taken over, and what went wrong."""

    reden = forms.CharField(label="Wat was verkeerd overgenomen?", max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leave out which voorschrift: that stays."""
        super().__init__(*args, **kwargs)
        del self.fields["voorschrift_id"]

    def clean(self) -> dict[str, Any]:
        """Read it as a mutation of the same voorschrift."""
        self.cleaned_data["voorschrift_id"] = str(uuid.UUID(int=0))
        return super().clean()


class OvergangForm(forms.Form):
    """What becomes of each voorschrift on 1 January 2024, and for which activities it is since then."""

    def __init__(
        self, *args: Any, voorschriften: Sequence[tuple[str, str]], records: Keuzes, **kwargs: Any
    ) -> None:
        """Ask it of each voorschrift that stood the day before."""
        super().__init__(*args, **kwargs)
        for id_, naam in voorschriften:
            self.fields[f"lot_{id_}"] = forms.ChoiceField(
                label=naam, choices=[(k.value, k.value) for k in Lot], initial="blijft"
            )
            if records:
                self.fields[f"bereik_{id_}"] = forms.MultipleChoiceField(
                    label=f"{naam}: alleen voor", choices=records, required=False
                )

    def make_keuzes(self) -> dict[uuid.UUID, Overgangskeuze]:
        """Give the choices that change something."""
        keuzes = {}
        for veld, waarde in self.cleaned_data.items():
            if not veld.startswith("lot_"):
                continue
            id_ = veld.removeprefix("lot_")
            bereik = tuple(uuid.UUID(b) for b in self.cleaned_data.get(f"bereik_{id_}", ()))
            if waarde != Lot.BLIJFT or bereik:
                keuzes[uuid.UUID(id_)] = Overgangskeuze(Lot(waarde), bereik)
        return keuzes
