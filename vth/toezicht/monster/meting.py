"""One measured value as the laboratory gave it, and what is known of the true value because of it. Pure.

`<0,05` is not 0,05 and not 0: it is somewhere from 0 to 0,05. That range goes through every sum and every comparison, and becomes a
number nowhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from vth.vergunningen.eenheden import find_eenheid

from .bemonstering import MonsterError
from .parameter import Parameter

MICRO = Decimal("0.000001")


class Teken(StrEnum):
    """How a value is to be read: as it is, below what could be measured, or above it."""

    GELIJK = "="
    ONDER = "<"
    BOVEN = ">"


@dataclass(frozen=True)
class Bereik:
    """Where a true value lies, in a base unit; without `hoog` there is no upper end."""

    laag: Decimal
    hoog: Decimal | None
    eenheid: str

    @property
    def is_punt(self) -> bool:
        """Tell whether it is one value."""
        return self.laag == self.hoog

    def __str__(self) -> str:
        """Write it with a decimal comma: `0,3 mg/l`, `<0,05 mg/l`, `tussen 0,2 en 0,25 mg/l`."""
        if self.hoog is None:
            return f">{as_getal(self.laag)} {self.eenheid}"
        if self.is_punt:
            return f"{as_getal(self.laag)} {self.eenheid}"
        if not self.laag:
            return f"<{as_getal(self.hoog)} {self.eenheid}"
        return f"tussen {as_getal(self.laag)} en {as_getal(self.hoog)} {self.eenheid}"


@dataclass(frozen=True)
class Meting:
    """A result: of what, the number and sign as they were given, and the uncertainty in the same unit where it was reported."""

    parameter: Parameter
    waarde: Decimal
    eenheid: str
    teken: Teken = Teken.GELIJK
    onzekerheid: Decimal | None = None
    methode: str = ""

    def __str__(self) -> str:
        """Write it as the laboratory did."""
        teken = "" if self.teken is Teken.GELIJK else self.teken.value
        return f"{teken}{as_getal(self.waarde)} {self.eenheid}"


def derive_bereik(meting: Meting) -> Bereik:
    """Give what a result says of the true value, in the base unit. Raises MonsterError for a unit that we do not know."""
    waarde, eenheid = convert(meting.waarde, meting.eenheid)
    if meting.teken is Teken.ONDER:
        return Bereik(min(Decimal(0), waarde), waarde, eenheid)
    return Bereik(waarde, None if meting.teken is Teken.BOVEN else waarde, eenheid)


def convert(waarde: Decimal, eenheid: str) -> tuple[Decimal, str]:
    """Give a value in the base unit of its unit, without rounding. Raises MonsterError for a unit that we do not know."""
    bekend = find_eenheid(eenheid)
    if bekend is None:
        raise MonsterError(
            f"De eenheid {eenheid!r} bij {as_getal(waarde)} is niet bekend en niet om te rekenen. Controleer de eenheid, of laat haar "
            "toevoegen aan de lijst met eenheden."
        )
    return waarde * bekend.factor + bekend.plus, bekend.basis


def add_bereiken(bereiken: Sequence[Bereik]) -> Bereik:
    """Add what is known of several values. Raises MonsterError when they are not in one unit, or there are none."""
    eenheden = {b.eenheid for b in bereiken}
    if len(eenheden) != 1:
        raise MonsterError(
            f"De waarden staan in {', '.join(sorted(eenheden)) or 'geen enkele eenheid'} en zijn niet op te tellen. Vraag het laboratorium "
            "om één eenheid."
        )
    hoog = [b.hoog for b in bereiken]
    return Bereik(
        sum((b.laag for b in bereiken), Decimal(0)),
        None if None in hoog else sum((h for h in hoog if h is not None), Decimal(0)),
        eenheden.pop(),
    )


def find_som(
    metingen: Mapping[str, Meting], uit: Sequence[str], aantal: int = 0
) -> tuple[Bereik | None, tuple[Meting, ...], tuple[str, ...]]:
    """Add the results of a list of substances, or of the `aantal` highest of them.

    Gives the sum (nothing without any result), the results that are in it, and the substances that were not measured: those
    leave the sum without an upper end, for they may hold anything.
    """
    aanwezig = [(naam, metingen[naam]) for naam in uit if naam in metingen]
    ontbreekt = tuple(naam for naam in uit if naam not in metingen)
    if not aanwezig:
        return None, (), ontbreekt
    bereiken = [derive_bereik(m) for _, m in aanwezig]
    if aantal and len(bereiken) > aantal:
        add_bereiken(bereiken)
        som = _add_hoogste(bereiken, aantal)
    else:
        som = add_bereiken(bereiken)
    if ontbreekt:
        som = Bereik(som.laag, None, som.eenheid)
    return som, tuple(m for _, m in aanwezig), ontbreekt


def _add_hoogste(bereiken: Sequence[Bereik], aantal: int) -> Bereik:
    """Add the highest of some values, at the least and at the most."""
    laag = sorted((b.laag for b in bereiken), reverse=True)[:aantal]
    hoog = [b.hoog for b in bereiken if b.hoog is not None]
    top = sum(sorted(hoog, reverse=True)[:aantal], Decimal(0)) if len(hoog) == len(bereiken) else None
    return Bereik(sum(laag, Decimal(0)), top, bereiken[0].eenheid)


def as_getal(waarde: Decimal) -> str:
    """Write a number as people here do: a decimal comma, no powers of ten, no zeros at the end.

    A mean that does not end, such as a third, is written with six decimals and says so; nothing is worked out with what is written.
    """
    macht = waarde.as_tuple().exponent
    eindeloos = isinstance(macht, int) and macht < -12 and waarde.adjusted() < 20
    afgerond = waarde.quantize(MICRO) if eindeloos else waarde
    ongeveer = "ongeveer " if eindeloos and afgerond != waarde else ""
    tekst = format(afgerond, "f")
    tekst = tekst.rstrip("0").rstrip(".") if "." in tekst else tekst
    return ongeveer + (tekst or "0").replace(".", ",")
