"""The forms about a last after it was imposed."""

from typing import Any

from django import forms

from vth.vormgeving.formvelden import make_bedrag, make_dag, make_tekst

from .forms import GezienForm, Keuzes, RedenForm
from .models import Lastschorsing, Lastverzoek, Lastverzoekbesluit


def make_adressaat(label: str = "Voor wie?") -> forms.TypedChoiceField:
    """Make a field for one addressee, or all."""
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, required=False)


class TermijnbesluitForm(GezienForm):
    """Until when the term of a last gets, and why."""

    tot = make_dag("Nieuwe laatste dag", hint="Later dan de dag die er nu staat.")
    motivering = make_tekst(
        "Waarom krijgt de overtreder meer tijd?", verplicht=True, hoogstens=4000, regels=3
    )


class TermijnForm(TermijnbesluitForm):
    """That the term of a last was lengthened by a decision."""

    besloten_op = make_dag("Besloten op")
    verzonden_op = make_dag("Verzonden op", hint="Die dag liep de termijn nog.")
    kenmerk = forms.CharField(label="Nummer van het besluit", max_length=100, required=False)
    field_order = ("gezien", "tot", "besloten_op", "verzonden_op", "kenmerk", "motivering")


class SchorsForm(RedenForm):
    """That a last was suspended."""

    instantie = forms.ChoiceField(label="Wie schorst?", choices=Lastschorsing.Instantie.choices)
    van = make_dag("Geschorst vanaf")
    tot = make_dag("Tot en met", verplicht=False, hint="Leeg als nog niet bekend is tot wanneer.")
    adressaat_id = make_adressaat()
    kenmerk = forms.CharField(label="Nummer van de uitspraak of het besluit", max_length=100, required=False)
    field_order = ("instantie", "van", "tot", "adressaat_id", "kenmerk", "reden")

    def __init__(self, *args: Any, adressaten: Keuzes, **kwargs: Any) -> None:
        """Offer the addressees."""
        super().__init__(*args, **kwargs)
        self.fields["adressaat_id"].choices = [("", "iedereen"), *adressaten]  # type: ignore[attr-defined]


class SchorseindeForm(RedenForm):
    """That a suspension ended."""

    schorsing_id = forms.TypedChoiceField(label="Welke schorsing?", coerce=int)
    tot = make_dag(
        "Laatste dag van de schorsing", hint="Was zij een vergissing, kies dan de dag voor het begin."
    )
    field_order = ("schorsing_id", "tot", "reden")

    def __init__(self, *args: Any, schorsingen: Keuzes, **kwargs: Any) -> None:
        """Offer the suspensions that run."""
        super().__init__(*args, **kwargs)
        self.fields["schorsing_id"].choices = schorsingen  # type: ignore[attr-defined]


class LastverzoekForm(GezienForm):
    """What an addressee asks about a last (Awb 5:34)."""

    adressaat_id = forms.TypedChoiceField(label="Wie vraagt het?", coerce=int)
    vraag = forms.ChoiceField(label="Wat vraagt hij?", choices=Lastverzoek.Vraag.choices)
    grond = forms.ChoiceField(label="Waarom mag dat?", choices=Lastverzoek.Grond.choices)
    ontvangen_op = make_dag("Ontvangen op")
    toelichting = make_tekst("Wat schrijft hij?", verplicht=True, hoogstens=2000, regels=3)

    def __init__(self, *args: Any, adressaten: Keuzes, **kwargs: Any) -> None:
        """Offer the addressees."""
        super().__init__(*args, **kwargs)
        self.fields["adressaat_id"].choices = adressaten  # type: ignore[attr-defined]


class LastverzoekdagForm(RedenForm):
    """On which day a request came, when another one was written."""

    verzoek_id = forms.TypedChoiceField(label="Welk verzoek?", coerce=int)
    ontvangen_op = make_dag("Ontvangen op", hint="De termijn om te beslissen wordt opnieuw berekend.")
    field_order = ("verzoek_id", "ontvangen_op", "reden")

    def __init__(self, *args: Any, verzoeken: Keuzes, **kwargs: Any) -> None:
        """Offer the requests about this last."""
        super().__init__(*args, **kwargs)
        self.fields["verzoek_id"].choices = verzoeken  # type: ignore[attr-defined]


class LastbeslissingForm(GezienForm):
    """What is decided on a request about a last."""

    verzoek_id = forms.TypedChoiceField(label="Welk verzoek?", coerce=int)
    uitkomst = forms.ChoiceField(label="Beslissing", choices=Lastverzoekbesluit.Uitkomst.choices)
    besloten_op = make_dag("Besloten op")
    vanaf = make_dag("Vanaf", verplicht=False, hint="Niet bij afwijzen.")
    tot = make_dag(
        "Geschorst tot en met", verplicht=False, hint="Alleen bij schorsen, als het einde bekend is."
    )
    bedrag = make_bedrag("Nieuw bedrag in euro", verplicht=False, hint="Alleen bij verlagen.")
    maximum = make_bedrag("Nieuw maximum in euro", verplicht=False, hint="Alleen bij verlagen.")
    kenmerk = forms.CharField(label="Nummer van het besluit", max_length=100, required=False)
    motivering = make_tekst("Waarom?", verplicht=True, hoogstens=4000, regels=4)

    def __init__(self, *args: Any, verzoeken: Keuzes, **kwargs: Any) -> None:
        """Offer the requests that are not decided."""
        super().__init__(*args, **kwargs)
        self.fields["verzoek_id"].choices = verzoeken  # type: ignore[attr-defined]
