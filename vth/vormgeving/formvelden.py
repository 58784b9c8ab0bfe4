"""Fields that forms of every room have: a day, a number, an amount, some lines of text."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from .getallen import GetalError, read_getal, write_gelezen


class _Gelezen(forms.Field):
    """What the fields for numbers share: text is read by `read_getal`, and shown back as it was read."""

    def to_python(self, value: Any) -> Any:
        """Read what was typed; nothing when it is empty."""
        if isinstance(value, str):
            try:
                value = self.read(value) if value.strip() else ""
            except GetalError as fout:
                raise ValidationError(str(fout), code="invalid") from fout
        return super().to_python(value)

    def read(self, tekst: str) -> Any:
        """Read the number in a text. Raises GetalError."""
        return read_getal(tekst)

    def prepare_value(self, value: Any) -> Any:
        """Show what was typed as the number that it was read as; what is no number stays as it was."""
        if isinstance(value, str):
            try:
                return write_gelezen(read_getal(value))
            except GetalError:
                return value
        return super().prepare_value(value)


class Getalveld(_Gelezen, forms.DecimalField):
    """A number with decimals."""

    def __init__(self, **velden: Any) -> None:
        """Ask for it as text: what a browser makes of a number differs with its language."""
        velden.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**velden, localize=True)


class Maatveld(Getalveld):
    """A length, a place or hours, with which is calculated and that needs not be exact."""

    def clean(self, value: Any) -> Any:
        """Give the number as a float."""
        getal = super().clean(value)
        return None if getal is None else float(getal)


class Geheelveld(_Gelezen, forms.IntegerField):
    """A whole number: `1.000` is a thousand (to Django it is one)."""

    def __init__(self, **velden: Any) -> None:
        """Ask for it as text, with the keys for numbers on a phone."""
        velden.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric"}))
        super().__init__(**velden, localize=True)

    def read(self, tekst: str) -> Any:
        """Read it, and refuse what is not whole."""
        getal = super().read(tekst)
        if getal != getal.to_integral_value():
            raise GetalError(f"‘{tekst.strip()}’ is geen heel getal. Schrijf het zonder decimalen.")
        return int(getal)


def make_dag(label: str, *, verplicht: bool = True, hint: str = "") -> forms.DateField:
    """Make a field for a day."""
    return forms.DateField(
        label=label,
        required=verplicht,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def make_tekst(
    label: str, *, verplicht: bool = False, hoogstens: int = 1000, regels: int = 2, hint: str = ""
) -> forms.CharField:
    """Make a field for some lines."""
    return forms.CharField(
        label=label,
        required=verplicht,
        max_length=hoogstens,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": regels}),
    )


def make_bedrag(label: str, *, verplicht: bool = True, hint: str = "") -> Getalveld:
    """Make a field for an amount in euro, as it is written in Dutch: `1.500` is fifteen hundred."""
    return Getalveld(label=label, required=verplicht, max_digits=12, decimal_places=2, help_text=hint)
