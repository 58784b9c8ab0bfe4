"""The forms of documents: they read, and leave deciding to the services."""

from typing import Any

from django import forms

from vth.vormgeving.formvelden import make_dag, make_tekst
from vth.zaken.forms import GezienForm

from .plek import OVERIG
from .rules import PER_EXTENSIE

ANDERS = "anders"


def _bestand() -> forms.FileField:
    """Make the field for a file; that it is empty is told in the words of the service."""
    return forms.FileField(
        label="Bestand",
        max_length=None,
        allow_empty_file=True,
        help_text=f"PDF, Word, Excel, tekst, afbeelding of ZIP ({', '.join(f'.{e}' for e in PER_EXTENSIE)}).",
        error_messages={"required": "Kies een bestand."},
    )


class GegevensForm(GezienForm):
    """What is told of a document."""

    titel = forms.CharField(
        label="Titel", max_length=200, help_text="Waaraan herkent een collega dit document?"
    )
    documentsoort = forms.ChoiceField(label="Soort document")
    andere_soort = forms.CharField(
        label="Welke andere soort?",
        max_length=60,
        required=False,
        help_text="Alleen als u bij de soort ‘anders’ koos.",
    )
    vertrouwelijkheid = forms.ChoiceField(label="Vertrouwelijkheid")
    openbare_delen = forms.BooleanField(
        label="Delen ervan kunnen openbaar worden",
        required=False,
        help_text="Wie publiceert, haalt eerst weg wat niet openbaar mag zijn.",
    )
    ontvangstdatum = make_dag("Ontvangen op", verplicht=False, hint="Alleen als het van buiten kwam.")
    verzenddatum = make_dag("Verzonden op", verplicht=False, hint="Alleen als het naar buiten ging.")
    beschrijving = make_tekst("Beschrijving", hoogstens=1000)

    def __init__(
        self, *args: Any, soorten: list[tuple[str, str]], niveaus: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        """Offer what the zaak expects, and what the viewer may choose."""
        super().__init__(*args, **kwargs)
        keuzes = [*soorten, (OVERIG, "overig"), (ANDERS, "anders")]
        self.fields["documentsoort"].choices = keuzes  # type: ignore[attr-defined]
        self.fields["vertrouwelijkheid"].choices = niveaus  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Put another kind in the place of the choice."""
        velden: dict[str, Any] = super().clean() or {}
        anders = velden.pop("andere_soort", "").strip()
        if velden.get("documentsoort") == ANDERS:
            if not anders:
                self.add_error("andere_soort", "Schrijf op wat voor document het is.")
            velden["documentsoort"] = anders
        return velden


class DocumentForm(GegevensForm):
    """A new document."""

    bestand = _bestand()
    field_order = ("bestand", "titel")


class VersieForm(GezienForm):
    """The next version of a document."""

    bestand = _bestand()
    reden = make_tekst("Wat is er anders?", hoogstens=300)
