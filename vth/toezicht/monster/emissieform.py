"""What is filled in to hold an emission to air against its class: read as it is written in a report of a measurement, or told what is wrong."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms

from vth.tijd import klok
from vth.vormgeving.formvelden import make_dag, make_tekst

from .emissie import Deelmeting, Emissieregels
from .meting import Meting, Teken
from .parameter import Parameter

GETAL = r"[0-9]{1,12}(?:,[0-9]{1,9})?"
WAARDE = re.compile(rf"([<>]?)\s*({GETAL})")
MEESTE = 20


def read_getal(tekst: str) -> Decimal | None:
    """Read a number with a decimal comma, never below zero; None for what is none, such as `1.500`."""
    return Decimal(tekst.replace(",", ".")) if re.fullmatch(GETAL, tekst) else None


class Getalveld(forms.CharField):
    """A number as it is written in Dutch, without points for thousands: `1.500` is asked again and not guessed."""

    def __init__(self, label: str, hint: str) -> None:
        """Take what it is called."""
        super().__init__(label=label, required=False, max_length=30, help_text=hint)

    def clean(self, value: Any) -> Decimal | None:
        """Give the number; nothing when it is empty."""
        tekst = super().clean(value)
        if not tekst:
            return None
        getal = read_getal(tekst)
        if getal is None:
            raise forms.ValidationError(
                f"‘{tekst}’ is geen getal dat maar op één manier is te lezen. Schrijf 1500 of 0,5: een komma voor decimalen, geen punten."
            )
        return getal


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
    jaarvracht = Getalveld("Jaarvracht van de bron", "In kilogram per jaar; bij ERS in mg TEQ per jaar.")
    massastroom = Getalveld("Ongereinigde massastroom", "In gram per uur.")
    debiet = Getalveld("Debiet", "In normaalkubieke meter per uur.")

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
    getallen = [read_getal(c) for c in cellen[1:]]
    if gevonden is None or len(getallen) not in (1, 2) or None in getallen or getallen[0] == 0:
        raise forms.ValidationError(
            f"Regel {nummer} is ‘{regel[:60]}’. Schrijf waarde; minuten; meetonzekerheid, met een komma voor decimalen: 28,5; 30; 4."
        )
    minuten, onzekerheid = getallen[0], getallen[1] if len(getallen) == 2 else None
    assert minuten is not None
    if minuten > 24 * 60:
        raise forms.ValidationError(
            f"Regel {nummer} zou {cellen[1]} minuten duren, langer dan een dag. Controleer de minuten."
        )
    return gevonden[1], Decimal(gevonden[2].replace(",", ".")), timedelta(minutes=float(minuten)), onzekerheid
