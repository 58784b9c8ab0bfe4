"""The forms of rhythm and day plan: they read, and leave deciding to the services."""

from collections.abc import Sequence
from typing import Any

from django import forms

from vth.vormgeving.formvelden import Geheelveld, Maatveld, make_dag, make_tekst

from ..models import Toezichtrisico


class RisicoForm(forms.Form):
    """What the systematic appraisal of a site says."""

    risico = forms.ChoiceField(
        label="Milieurisico",
        required=False,
        choices=[("", "niet beoordeeld"), *Toezichtrisico.Risico.choices],
        help_text="Groot: ten minste ieder jaar een routinecontrole. Beperkt: ten minste eens in de drie jaar.",
    )
    seveso_maanden = Geheelveld(
        label="Maanden tussen routinecontroles volgens de evaluatie van de gevaren",
        required=False,
        min_value=0,
        max_value=120,
        help_text="Alleen voor een Seveso-inrichting; leeg laat de termijn van het besluit gelden.",
    )
    motivering = make_tekst(
        "Waarop rust dit?",
        verplicht=True,
        hint="Milieurisico, naleving en een gecertificeerd milieuzorgsysteem. Noem geen namen van mensen.",
    )


class OpenbaarForm(forms.Form):
    """On which day the report of which controle became public."""

    controle = forms.ChoiceField(label="Van welke controle")
    openbaar_op = make_dag("Openbaar op")

    def __init__(self, *args: Any, controles: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the controles whose report is not public."""
        super().__init__(*args, **kwargs)
        self.fields["controle"].choices = controles  # type: ignore[attr-defined]


class DagplanForm(forms.Form):
    """Which day, how many hours, and where it begins."""

    dag = make_dag("Dag")
    uren = Maatveld(label="Uren", min_value=0, max_value=24, initial=8, help_text="Met de reistijd mee.")
    x = Maatveld(
        label="Vertrek, x",
        required=False,
        min_value=-7000,
        max_value=300000,
        help_text="Rijksdriehoek, in meters. Leeg: het midden van de bezoeken.",
    )
    y = Maatveld(label="Vertrek, y", required=False, min_value=289000, max_value=629000)
