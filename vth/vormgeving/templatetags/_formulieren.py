"""Tags of forms: a field, a whole form, its summary of errors, a button."""

from typing import Any

from django import template
from django.forms import BaseForm, BoundField, widgets

from ..onderdelen import Fout

register = template.Library()
ONDERDELEN = "vormgeving/onderdelen/"

# From special to general: the first kind that fits gives the classes of NL Design System.
KLASSEN: tuple[tuple[type[widgets.Widget], str], ...] = (
    (widgets.CheckboxInput, "utrecht-checkbox utrecht-checkbox--custom utrecht-checkbox--html-input"),
    (widgets.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (widgets.FileInput, "vth-bestand"),
    (widgets.Select, "utrecht-select utrecht-select--html-select"),
    (widgets.Input, "utrecht-textbox utrecht-textbox--html-input"),
)
KNOPPEN = {
    "primair": "primary-action",
    "secundair": "secondary-action",
    "stil": "subtle",
    "gevaar": "primary-action utrecht-button--danger",
}


@register.inclusion_tag(ONDERDELEN + "veld.html")
def veld(veld: BoundField) -> dict[str, Any]:
    """Show a form field: label, hint, error and control, tied together for a screen reader."""
    widget = veld.field.widget
    soort = "gewoon"
    if isinstance(widget, widgets.RadioSelect | widgets.CheckboxSelectMultiple):
        soort = "groep"
    elif isinstance(widget, widgets.CheckboxInput):
        soort = "vink"
    elif veld.is_hidden:
        soort = "verborgen"
    return {"veld": veld, "soort": soort, "invoer": "" if soort == "groep" else _render_invoer(veld)}


def _render_invoer(veld: BoundField) -> str:
    """Render the control with its classes; a class that the form gave itself stays."""
    widget = veld.field.widget
    klasse = next((k for soort, k in KLASSEN if isinstance(widget, soort)), "")
    eigen = widget.attrs.get("class", "")
    attrs: dict[str, str | bool] = {"class": f"{klasse} {eigen}".strip()}
    if isinstance(widget, widgets.Textarea):
        attrs["rows"] = str(min(int(widget.attrs.get("rows", 6)), 6))
    return veld.as_widget(attrs=attrs)


@register.inclusion_tag(ONDERDELEN + "keuze.html")
def keuze(veld: BoundField, keuze: Any) -> dict[str, Any]:
    """Show one choice of a group: the input and its label."""
    # Django's widget for several choices is a kind of RadioSelect, so it is asked for first.
    meer = isinstance(veld.field.widget, widgets.CheckboxSelectMultiple)
    return {"keuze": keuze.data, "soort": "checkbox" if meer else "radio"}


@register.inclusion_tag(ONDERDELEN + "formulier.html")
def formulier(form: BaseForm, focus: bool = True) -> dict[str, Any]:
    """Show the summary of errors and all fields; the `<form>`, its token and buttons are the page's."""
    return {"form": form, "focus": focus}


@register.inclusion_tag(ONDERDELEN + "fout.html")
def foutoverzicht(form: BaseForm, focus: bool = True) -> dict[str, Any]:
    """Sum up the errors of a form with a link to each field, and take the focus; nothing without errors."""
    fouten = [Fout(mis=str(tekst)) for tekst in form.non_field_errors()]
    for naam, teksten in form.errors.items():
        if naam in form.fields:
            bound = form[naam]
            kop = f"{bound.label}" if str(bound.label).endswith("?") else f"{bound.label}:"
            fouten += [Fout(mis=f"{kop} {tekst}", veld=_find_id(bound)) for tekst in teksten]
    aantal = len(fouten)
    return {
        "focus": focus,
        "fouten": fouten,
        "titel": "Er is 1 fout" if aantal == 1 else f"Er zijn {aantal} fouten",
    }


def _find_id(veld: BoundField) -> str:
    """Give the HTML id that takes the focus: in a group that is its first choice."""
    return veld.id_for_label or f"{veld.auto_id}_0"


@register.inclusion_tag(ONDERDELEN + "knop.html")
def knop(
    tekst: str, soort: str = "primair", url: str = "", naam: str = "", waarde: str = ""
) -> dict[str, Any]:
    """Show a button, or with `url` a link that looks like one; the text is a verb. Kinds: see KNOPPEN."""
    if soort not in KNOPPEN:
        raise ValueError(
            f"De knopsoort {soort!r} bestaat niet. Een knop is een van: {', '.join(KNOPPEN)}. "
            "Geef een van die soorten."
        )
    return {"tekst": tekst, "klasse": KNOPPEN[soort], "url": url, "naam": naam, "waarde": waarde}
