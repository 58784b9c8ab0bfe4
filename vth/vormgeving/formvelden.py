"""Fields that forms of every room have: a day, an amount, some lines of text."""

from django import forms


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


def make_bedrag(label: str, *, verplicht: bool = True, hint: str = "") -> forms.DecimalField:
    """Make a field for an amount in euro, as it is written in Dutch: `1.500` is fifteen hundred."""
    return forms.DecimalField(
        label=label, required=verplicht, max_digits=12, decimal_places=2, localize=True, help_text=hint
    )
