"""What is filled in to hold an emission to air against its class: read as it is written in a report of a measurement, or told what is wrong."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms

from vth.tijd import klok
from vth.vormgeving.formvelden import Getalveld, make_dag, make_tekst
from vth.vormgeving.getallen import GetalError, read_getal, write_gelezen

from .emissie import Deelmeting, Emissieregels
from .meting import Meting, Teken
from .parameter import Parameter

WAARDE = re.compile(r"([<>]?)\s*([0-9][0-9.,]*)")
MEESTE, HOOGSTE = 20, Decimal(10) ** 12


def _make_getal(label: str, hint: str) -> Getalveld:
    """Make a field for what may be left empty and is never below zero."""
    return Getalveld(
        label=label,
        required=False,
        min_value=0,
        max_value=HOOGSTE,
        help_text=f"{hint} 1.500 is vijftienhonderd.",
    )


class EmissieForm(forms.Form):
    """A measurement of one source and one class, and what leaves the source when its cleaning fails."""

    klasse = forms.ChoiceField(label="Stofklasse")
    dag = make_dag("Gemeten op")
    delen = make_tekst(
        "Deelmetingen",
        hoogstens=2000,
        regels=4,
        hint="Per regel: waarde; minuten; meetonzekerheid, zoals ‘28,5; 30; 4’. De onzekerheid mag weg. Beneden de detectiegrens: ‘<0,5; 30’.",
    )
    eenheid = forms.ChoiceField(
        label="In", choices=[(e, e) for e in ("mg/Nm3", "ug/Nm3", "g/Nm3", "ng TEQ/Nm3", "mg/m3")]
    )
    jaarvracht = _make_getal("Jaarvracht van de bron", "In kilogram per jaar; bij ERS in mg TEQ per jaar.")
    massastroom = _make_getal("Ongereinigde massastroom", "In gram per uur.")
    debiet = _make_getal("Debiet", "In normaalkubieke meter per uur.")

    def __init__(self, *args: Any, regels: Emissieregels, **kwargs: Any) -> None:
        """Offer the classes of a day."""
        super().__init__(*args, **kwargs)
        self.fields["klasse"].choices = [  # type: ignore[attr-defined]
            (code, f"{code} ({rij['grens'].replace('.', ',')} {rij['eenheid']})")
            for code, rij in regels.klassen.waarde.items()
        ]
        self.fields["dag"].initial = klok.today()

    def clean_delen(self) -> list[tuple[str, Decimal, timedelta, Decimal | None]]:
        """Read each part: sign, value, how long, and uncertainty."""
        regels = [r.strip() for r in self.cleaned_data["delen"].splitlines() if r.strip()]
        if len(regels) > MEESTE:
            raise forms.ValidationError(
                f"Er staan {len(regels)} regels; dit zijn er te veel voor één meting. Geef één meting tegelijk."
            )
        return [_read_deel(n, regel) for n, regel in enumerate(regels, 1)]

    def clean(self) -> dict[str, Any]:
        """Refuse half of what a regime is worked out from, and nothing at all."""
        v = super().clean() or {}
        if not self.errors:
            if (v["massastroom"] is None) != (v["debiet"] is None):
                raise forms.ValidationError(
                    "Voor het controleregime zijn de massastroom én het debiet nodig. Vul beide in, of geen van beide."
                )
            if not v["delen"] and v["massastroom"] is None:
                raise forms.ValidationError(
                    "Er is niets om te toetsen. Vul de deelmetingen in, of de massastroom en het debiet."
                )
        return v

    def describe_delen(self) -> str:
        """Say how the parts were read, so that who meant another number sees it."""
        v = self.cleaned_data
        return "; ".join(
            f"{teken}{write_gelezen(waarde)} {v['eenheid']} in {duur.total_seconds() / 60:g} minuten"
            for teken, waarde, duur, _ in v["delen"]
        )

    def make_delen(self) -> list[Deelmeting]:
        """Give the parts as the rules take them."""
        v = self.cleaned_data
        stof = Parameter(v["klasse"])
        return [
            Deelmeting(Meting(stof, waarde, v["eenheid"], Teken(teken or "="), onzekerheid), duur)
            for teken, waarde, duur, onzekerheid in v["delen"]
        ]


def _read_deel(nummer: int, regel: str) -> tuple[str, Decimal, timedelta, Decimal | None]:
    """Read one part. Raises ValidationError."""
    cellen = [c.strip() for c in regel.split(";")]
    gevonden = WAARDE.fullmatch(cellen[0])
    try:
        if gevonden is None or len(cellen) not in (2, 3):
            raise GetalError
        waarde, minuten, *rest = [read_getal(c) for c in (gevonden[2], *cellen[1:])]
        if waarde >= HOOGSTE or minuten <= 0 or min(rest, default=0) < 0:
            raise GetalError
    except GetalError as fout:
        raise forms.ValidationError(
            f"Regel {nummer} is ‘{regel[:60]}’. Schrijf waarde; minuten; meetonzekerheid, met een komma voor decimalen: 28,5; 30; 4."
        ) from fout
    if minuten > 24 * 60:
        raise forms.ValidationError(
            f"Regel {nummer} zou {cellen[1]} minuten duren, langer dan een dag. Controleer de minuten."
        )
    return gevonden[1], waarde, timedelta(minutes=float(minuten)), rest[0] if rest else None
