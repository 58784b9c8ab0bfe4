"""What a mandate may be limited by, asked the same way wherever somebody says what is to be signed."""

from django import forms

from vth.vormgeving.formvelden import Getalveld


class OmvangForm(forms.Form):
    """How far a decision reaches, for mandates that are limited; also asked at signing (`zaken`). Empty counts as not known."""

    categorieen = forms.CharField(
        label="Categorieën van bijlage VI",
        required=False,
        max_length=100,
        help_text="Nummers, zoals 1 of 5.",
    )
    bedrag_euro = Getalveld(
        label="Bedrag in euro",
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
    )
    gevoelig = forms.BooleanField(label="Het besluit is politiek gevoelig", required=False)
    gezag_besloot = forms.BooleanField(
        label="Het bestuur besluit zelf; het gaat alleen om de ondertekening", required=False
    )
