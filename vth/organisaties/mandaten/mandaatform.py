"""One mandate by form: the columns of the table that is taken in, asked one by one and read in the same way."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from ..models import MandaatVoorkomen
from .invoer import KOLOMMEN, make_rij
from .toetsing import Mandaatrij, Rijfout

LABELS = {
    "kenmerk": "Kenmerk",
    "mandaatgever": "Mandaatgever",
    "mandaatgever_functie": "Bestuursorgaan of functie die het geeft",
    "mandaatnemer": "Mandaatnemer",
    "mandaatnemer_functie": "Functie die het krijgt",
    "soort": "Soort",
    "regeling": "Regeling",
    "artikel": "Artikel",
    "lid": "Lid",
    "besluitsoorten": "Voor welke besluitsoorten?",
    "activiteiten": "Voor welke activiteiten?",
    "categorieen": "Voor welke categorieën van bijlage VI?",
    "gebieden": "In welke gemeenten?",
    "processtappen": "In welke processtappen?",
    "hoogste_bedrag_euro": "Tot welk bedrag in euro?",
    "gevoelig_terug": "Gaat wat politiek gevoelig is terug naar de mandaatgever?",
    "ondermandaat_niveaus": "Hoeveel keer mag het worden doorgegeven?",
    "ondermandaat_van": "Kenmerk van het mandaat waarvan dit een ondermandaat is",
    "ondergeschikt": "Werkt de mandaatnemer onder de mandaatgever?",
    "instemming_op": "Mandaatnemer stemde in op",
    "instemming_leiding_op": "Wie leiding geeft stemde in op",
    "mandaatbesluit": "Besluit waarin het mandaat staat",
    "publicatie": "Waar is het gepubliceerd?",
    "gepubliceerd_op": "Gepubliceerd op",
    "omvang": "Omvang in woorden",
    "beperkingen": "Beperkingen",
    "instructies": "Instructies",
    "begin_geldigheid": "Geldt vanaf",
    "eind_geldigheid": "Geldt tot",
}
CODES = "Codes met een spatie ertussen, of ‘alle’."
HINTS = {
    **dict.fromkeys(("besluitsoorten", "activiteiten", "categorieen", "gebieden", "processtappen"), CODES),
    "regeling": "Zoals Ow of Awb.",
    "hoogste_bedrag_euro": "Leeg is zonder grens.",
    "eind_geldigheid": "De eerste dag waarop het niet meer geldt; leeg is tot nader order.",
    "mandaatnemer_functie": "Een functie, geen persoon.",
}
JANEE = [("nee", "nee"), ("ja", "ja")]
DAGEN = ("instemming_op", "instemming_leiding_op", "gepubliceerd_op", "begin_geldigheid", "eind_geldigheid")
LANG = ("omvang", "beperkingen", "instructies")
KEUZES = ("mandaatgever", "mandaatnemer", "soort", "gevoelig_terug", "ondergeschikt")


class MandaatForm(forms.Form):
    """Every column of a mandate; what is wrong with it is said per column, in the words of the import."""

    def __init__(self, *args: Any, organisaties: Sequence[tuple[str, str]], op: date, **kwargs: Any) -> None:
        """Offer organisations, and ask each column."""
        super().__init__(*args, **kwargs)
        keuzes = {
            "mandaatgever": [("", "kies"), *organisaties],
            "mandaatnemer": [("", "kies"), *organisaties],
            "soort": [(str(c), str(n)) for c, n in MandaatVoorkomen.Soort.choices],
            "gevoelig_terug": JANEE,
            "ondergeschikt": JANEE,
        }
        for kolom in KOLOMMEN:
            self.fields[kolom] = self._make_veld(kolom, keuzes)
        self.fields["begin_geldigheid"].initial = op.isoformat()
        self.fields["ondermandaat_niveaus"].initial = "0"

    def _make_veld(self, kolom: str, keuzes: dict[str, list[tuple[str, str]]]) -> forms.Field:
        """Make the field of one column; everything is text, as in a table."""
        vast: dict[str, Any] = {
            "label": LABELS[kolom],
            "help_text": HINTS.get(kolom, ""),
            "required": False,
        }
        if kolom in keuzes:
            return forms.ChoiceField(choices=keuzes[kolom], **vast)
        widget: forms.Widget | None = forms.Textarea(attrs={"rows": 2}) if kolom in LANG else None
        if kolom in DAGEN:
            widget = forms.DateInput(attrs={"type": "date"})
        return forms.CharField(max_length=20_000, widget=widget, **vast)

    def read_rij(self) -> tuple[Mandaatrij | None, list[Rijfout]]:
        """Read the row that was filled in, and what cannot be read in it."""
        fouten: list[Rijfout] = []
        cellen = {k: str(w).strip() for k, w in self.cleaned_data.items()}
        return make_rij(0, cellen, fouten), fouten

    def add_fouten(self, fouten: Sequence[Rijfout]) -> None:
        """Put what is wrong at its column."""
        for fout in fouten:
            self.add_error(fout.kolom if fout.kolom in self.fields else None, fout.melding)
