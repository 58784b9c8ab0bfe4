"""The forms of this room: they read, and leave deciding to the services."""

from typing import Any

from django import forms

from vth.organisaties.mandaten.omvangform import OmvangForm
from vth.tijd import klok
from vth.vormgeving.formvelden import Geheelveld, make_dag, make_tekst

from .models import Overweging, Rechtsmiddelprocedure, Verzoek


class GezienForm(forms.Form):
    """A form that says which version the page showed."""

    gezien = forms.IntegerField(required=False, widget=forms.HiddenInput)


class OndertekenForm(OmvangForm, GezienForm):
    """How far the decision reaches, for the mandate register, and what an objection is against."""

    bevoegdheid = forms.ChoiceField(
        label="Op welke bevoegdheid rust het besluit?",
        help_text="Deze soort besluit rust niet op één vast artikel. De lijst komt uit het mandaatregister.",
    )
    bezwaar_tegen = forms.CharField(
        label="Kenmerk van het besluit waartegen bezwaar is gemaakt", required=False, max_length=60
    )

    def __init__(
        self, *args: Any, op_bezwaar: bool, bevoegdheden: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        """Ask what the objection is against only where there is one, and the power only where the kind leaves it open."""
        super().__init__(*args, **kwargs)
        if not op_bezwaar:
            del self.fields["bezwaar_tegen"]
        self.fields["bevoegdheid"].choices = [("", "kies"), *bevoegdheden]  # type: ignore[attr-defined]
        if not bevoegdheden:
            del self.fields["bevoegdheid"]


class ZaakForm(forms.Form):
    """What is needed to open a zaak."""

    zaaksoort = forms.ChoiceField(label="Soort zaak")
    organisatie = forms.ChoiceField(label="Organisatie")
    gebied = forms.ChoiceField(label="Gemeente")
    omschrijving = forms.CharField(
        label="Omschrijving", max_length=300, help_text="Waar gaat het over? Noem geen namen van mensen."
    )
    startdatum = make_dag("Ontvangen of begonnen op")
    termijn_vanaf = make_dag(
        "De termijn loopt na",
        verplicht=False,
        hint="Alleen bij een bezwaar: de laatste dag waarop bezwaar kon worden gemaakt (Awb 7:10). Anders leeg.",
    )
    toelichting = make_tekst("Toelichting", hoogstens=4000)

    def __init__(
        self,
        *args: Any,
        soorten: list[tuple[str, str]],
        organisaties: list[tuple[str, str]],
        gebieden: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        """Offer what this viewer can choose."""
        super().__init__(*args, **kwargs)
        for naam, keuzes in (("zaaksoort", soorten), ("organisatie", organisaties), ("gebied", gebieden)):
            self.fields[naam].choices = keuzes  # type: ignore[attr-defined]
        self.fields["startdatum"].initial = klok.today()


class StapForm(GezienForm):
    """One step: which, why, and with what result when it closes."""

    handeling = forms.CharField(max_length=60, widget=forms.HiddenInput)
    resultaat = forms.ChoiceField(label="Resultaat", required=False)
    reden = make_tekst("Waarom?", hint="Wordt bij de handeling bewaard.")

    def __init__(self, *args: Any, resultaten: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the results of this kind of zaak."""
        super().__init__(*args, **kwargs)
        self.fields["resultaat"].choices = [("", "kies"), *resultaten]  # type: ignore[attr-defined]


class OverdrachtForm(forms.Form):
    """To whom, to which team, and why."""

    naar = forms.ChoiceField(label="Draag over aan")
    team = forms.ChoiceField(label="Team", required=False)
    reden = make_tekst(
        "Waarom?", verplicht=True, hoogstens=300, hint="Wie de zaak krijgt, leest dit als eerste."
    )

    def __init__(
        self, *args: Any, collegas: list[tuple[str, str]], teams: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        """Offer colleagues and teams of the viewer's organisations."""
        super().__init__(*args, **kwargs)
        self.fields["naar"].choices = [("", "kies een collega"), *collegas]  # type: ignore[attr-defined]
        self.fields["team"].choices = [("", "blijft zoals het is"), *teams]  # type: ignore[attr-defined]


class OpschortForm(GezienForm):
    """From when a term stands still, why, and by which article."""

    vanaf = make_dag("Staat stil vanaf")
    reden = make_tekst("Waarom?", verplicht=True)
    grondslag = forms.CharField(
        label="Artikel", max_length=200, help_text="Zoals Awb 4:15, tweede lid, onder a."
    )


class HervatForm(GezienForm):
    """From when it goes on."""

    op = make_dag("Loopt weer vanaf")


class VerlengForm(GezienForm):
    """How much longer, made known when, and why."""

    aantal = Geheelveld(label="Hoeveel langer", min_value=1, max_value=60)
    eenheid = forms.ChoiceField(
        label="Eenheid", choices=[("weken", "weken"), ("dagen", "dagen"), ("maanden", "maanden")]
    )
    bekendgemaakt_op = make_dag("Bekendgemaakt op")
    reden = make_tekst("Waarom?", verplicht=True)


class IngebrekeForm(GezienForm):
    """When it came in."""

    ontvangen_op = make_dag("Ingebrekestelling ontvangen op")
    reden = make_tekst(
        "Waarom verbetert u een eerdere dag?", hint="Alleen als er al een dag stond die niet klopt."
    )


class BegindagForm(GezienForm):
    """After which day a term runs, when another one was written, and why."""

    dag = make_dag(
        "De goede dag",
        hint="De dag waarop het binnenkwam, of waarna de termijn loopt. Alle termijnen worden opnieuw berekend.",
    )
    reden = make_tekst("Waarom verbetert u dit, en waaruit blijkt de goede dag?", verplicht=True)


class VerzoekForm(forms.Form):
    """What was handed in."""

    verzoeknummer = forms.CharField(label="Verzoeknummer", max_length=60)
    verzoekvolgnummer = forms.CharField(label="Volgnummer", max_length=20, initial="1")
    type = forms.ChoiceField(label="Soort verzoek", choices=Verzoek.Type.choices)
    doel = forms.ChoiceField(label="Doel", choices=Verzoek.Doel.choices)
    indiendatum = make_dag("Ingediend op")
    ontvangen_op = make_dag("Ontvangen op")
    omschrijving = make_tekst("Omschrijving")


class BesluitForm(forms.Form):
    """A draft: which kind, what it is about, and its text."""

    besluitsoort = forms.ChoiceField(label="Soort besluit")
    omschrijving = forms.CharField(label="Omschrijving", max_length=300)
    tekst = make_tekst("Wat wordt besloten", hoogstens=100_000, regels=4)
    overweging_titel = forms.CharField(label="Opschrift van de overweging", max_length=200, required=False)
    overweging = make_tekst("Overweging", hoogstens=100_000, regels=4)

    def __init__(self, *args: Any, soorten: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the kinds of decision."""
        super().__init__(*args, **kwargs)
        self.fields["besluitsoort"].choices = soorten  # type: ignore[attr-defined]


class TekstForm(GezienForm):
    """Another text for a draft, with its considerations; one that is emptied goes, and there is room for two more."""

    tekst = make_tekst("Wat wordt besloten", hoogstens=100_000, regels=6, verplicht=True)

    def __init__(self, *args: Any, overwegingen: list[tuple[str, str, str]], **kwargs: Any) -> None:
        """Show each consideration as it is (heading, words, kind)."""
        super().__init__(*args, **kwargs)
        self.eerder = overwegingen
        gegeven = sum(naam.startswith("titel_") for naam in self.data)
        self.rijen = max(gegeven, len(overwegingen) + (0 if gegeven else 2))
        for n in range(min(self.rijen, 50)):
            titel, omschrijving, aard = overwegingen[n] if n < len(overwegingen) else ("", "", "inhoudelijk")
            self.fields[f"titel_{n}"] = forms.CharField(
                label=f"Overweging {n + 1}: opschrift", max_length=200, required=False, initial=titel
            )
            tekst = make_tekst(f"Overweging {n + 1}: tekst", hoogstens=100_000, regels=4)
            tekst.initial = omschrijving
            self.fields[f"omschrijving_{n}"] = tekst
            self.fields[f"aard_{n}"] = forms.ChoiceField(
                label=f"Overweging {n + 1}: aard",
                choices=Overweging.Aard.choices,
                initial=aard,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """Give the considerations that have words; without any field of them they stay as they are."""
        velden = super().clean() or {}
        rijen = [
            (velden.pop(f"titel_{n}", ""), velden.pop(f"omschrijving_{n}", ""), velden.pop(f"aard_{n}", ""))
            for n in range(self.rijen)
        ]
        gevuld = [(t, o, a or "inhoudelijk") for t, o, a in rijen if t.strip() or o.strip()]
        return velden | {"overwegingen": gevuld if "titel_0" in self.data else self.eerder}


class VraagForm(GezienForm):
    """Whom to ask for approval."""

    aan = forms.ChoiceField(label="Vraag goedkeuring aan", required=False)

    def __init__(self, *args: Any, collegas: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer colleagues."""
        super().__init__(*args, **kwargs)
        self.fields["aan"].choices = [("", "wie het recht heeft"), *collegas]  # type: ignore[attr-defined]


class KeurForm(forms.Form):
    """Agree, or send back with what must change."""

    akkoord = forms.ChoiceField(
        label="Uw oordeel",
        choices=[("ja", "akkoord"), ("nee", "terug naar de opsteller")],
        widget=forms.RadioSelect,
    )
    opmerking = make_tekst("Opmerking", hoogstens=2000)


class OpmerkForm(forms.Form):
    """Say something of a draft."""

    tekst = make_tekst("Opmerking", hoogstens=2000, verplicht=True)


class IntrekForm(GezienForm):
    """Why a draft goes on no more."""

    reden = make_tekst("Waarom trekt u dit concept in?", hoogstens=1000, verplicht=True)


class BekendForm(GezienForm):
    """When it was sent, laid open, published."""

    verzenddatum = make_dag("Verzonden op", verplicht=False)
    ter_inzage_vanaf = make_dag("Ter inzage vanaf", verplicht=False)
    ter_inzage_tot = make_dag("Ter inzage tot en met", verplicht=False)
    publicatiedatum = make_dag("Gepubliceerd op", verplicht=False)
    ingangsdatum = make_dag(
        "Treedt in werking op", verplicht=False, hint="Laat leeg als de wet de dag bepaalt."
    )


class RechtsmiddelForm(GezienForm):
    """That bezwaar, beroep or verzet was made."""

    soort = forms.ChoiceField(label="Wat is ingesteld?")
    ingesteld_op = make_dag("Ingesteld op")

    def __init__(self, *args: Any, rechtsmiddel: str, **kwargs: Any) -> None:
        """Offer what is open against this decision, and what may come after a beroep."""
        super().__init__(*args, **kwargs)
        mag = {rechtsmiddel, *(["hoger_beroep"] if rechtsmiddel == "beroep" else [])}
        keuzes = [(c, n) for c, n in Rechtsmiddelprocedure.Soort.choices if c in mag]
        self.fields["soort"].choices = keuzes  # type: ignore[attr-defined]


class UitkomstForm(forms.Form):
    """How a bezwaar, beroep or verzet ended."""

    procedure_id = forms.ChoiceField(label="Welke procedure?")
    uitkomst = forms.ChoiceField(label="Uitkomst", choices=Rechtsmiddelprocedure.Uitkomst.choices)
    afgedaan_op = make_dag("Afgedaan op")
    toelichting = make_tekst("Toelichting", hint="Noem geen namen van mensen.")
    onherroepelijk_op = make_dag(
        "Besluit onherroepelijk op", verplicht=False, hint="Alleen als er niets meer openstaat."
    )

    def __init__(self, *args: Any, lopend: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer what runs."""
        super().__init__(*args, **kwargs)
        self.fields["procedure_id"].choices = lopend  # type: ignore[attr-defined]


class BestaandForm(forms.Form):
    """A decision that was taken elsewhere or long ago, as it is known."""

    organisatie = forms.ChoiceField(label="Organisatie")
    gebied = forms.ChoiceField(label="Gemeente")
    identificatie = forms.CharField(label="Kenmerk van het besluit", max_length=60)
    besluitsoort = forms.ChoiceField(label="Soort besluit")
    omschrijving = forms.CharField(
        label="Omschrijving", max_length=300, help_text="Noem geen namen van mensen."
    )
    tekst = make_tekst("Wat is besloten", hoogstens=100_000, regels=4)
    besluitdatum = make_dag("Genomen op")
    verzenddatum = make_dag("Verzonden op", verplicht=False)
    ter_inzage_vanaf = make_dag("Ter inzage vanaf", verplicht=False)
    publicatiedatum = make_dag("Gepubliceerd op", verplicht=False)
    ingangsdatum = make_dag("Trad in werking op", verplicht=False)
    vervaldatum = make_dag("Vervalt op", verplicht=False)
    onherroepelijk_op = make_dag("Onherroepelijk op", verplicht=False)
    vertrouwelijkheid = forms.ChoiceField(label="Vertrouwelijkheid", initial="intern")

    def __init__(self, *args: Any, keuzes: dict[str, list[tuple[str, str]]], **kwargs: Any) -> None:
        """Offer what this viewer can choose."""
        super().__init__(*args, **kwargs)
        for naam, lijst in keuzes.items():
            self.fields[naam].choices = lijst  # type: ignore[attr-defined]
