"""The forms of reading from paper: they read, and leave deciding to the services."""

from typing import Any

import yaml
from django import forms

from vth.vormgeving.formvelden import make_tekst

from ..inhoud import VoorschriftError, Voorschrifttype
from ..models import Voorstelregel
from ..mutatieforms import VOORBEELD
from .services import MEESTE_TEKENS
from .vorm import make_puntinhoud


class BronForm(forms.Form):
    """Where a permit is read from: a document by its number, or a text that is pasted."""

    documentnummer = forms.CharField(
        label="Nummer van het document",
        required=False,
        max_length=40,
        help_text="Staat op de pagina van het document. Word (docx), PDF met tekst, ODT, tekst, CSV of JSON.",
    )
    naam = forms.CharField(
        label="Of plak de tekst. Wat is het?",
        required=False,
        max_length=300,
        help_text="Bijvoorbeeld: revisievergunning van 4 mei 1998.",
    )
    tekst = make_tekst(
        "Tekst van de vergunning",
        hoogstens=MEESTE_TEKENS,
        regels=8,
        hint="Een tabel plakt u met een tab tussen de kolommen.",
    )


class AanpasForm(forms.Form):
    """A proposed voorschrift as it is to be taken over; what of it is data as lines of YAML, as in a draft."""

    nummer = forms.CharField(label="Nummer", max_length=40)
    titel = forms.CharField(label="Titel", required=False, max_length=300)
    tekst = make_tekst("Tekst", hoogstens=100_000, regels=8)
    voorschrifttype = forms.ChoiceField(
        label="Soort voorschrift", choices=[(t.value, t.value) for t in Voorschrifttype], initial="standaard"
    )
    gegevens = make_tekst(
        "Grenswaarden, verplichtingen en verwijzingen",
        hoogstens=40_000,
        regels=10,
        hint=f"Als YAML, bijvoorbeeld: {VOORBEELD.replace(chr(10), ' ')}. Een verplichting die terugkomt krijgt een eerste_dag "
        "(2027-01-31); zonder die dag komt zij niet in de kalender.",
    )

    def clean(self) -> dict[str, Any]:
        """Make the voorschrift that was given."""
        velden = super().clean() or {}
        if self.errors:
            return velden
        try:
            self.cleaned_data["inhoud"] = make_puntinhoud(
                velden["nummer"],
                velden["titel"],
                velden["tekst"],
                yaml.safe_load(velden["gegevens"] or "{}") or {},
                voorschrifttype=velden["voorschrifttype"],
            )
        except VoorschriftError as fout:
            self.add_error(None, str(fout))
        except (yaml.YAMLError, AttributeError, TypeError) as fout:
            self.add_error(
                "gegevens", f"Dit is niet te lezen: {str(fout)[:200]}. Schrijf het zoals in het voorbeeld."
            )
        return velden


def make_begin(regel: Voorstelregel) -> dict[str, Any]:
    """Fill the form with what was read."""
    gegevens = {k: v for k, v in regel.gegevens.items() if v}
    return {
        "nummer": regel.nummer,
        "titel": regel.titel,
        "tekst": regel.tekst,
        "voorschrifttype": Voorschrifttype.STANDAARD.value,
        "gegevens": yaml.safe_dump(gegevens, allow_unicode=True, sort_keys=False) if gegevens else "",
    }
