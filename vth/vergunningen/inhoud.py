"""What a voorschrift says, as data: its text, the limits and obligations in it, and what it cites. Pure.

Everyone in this room speaks these classes: the draft, the reader of paper, the consolidated permit and its outputs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any


class VoorschriftError(Exception):
    """What was given is no voorschrift, limit or obligation: says what was seen, why it is wrong and what to do."""


class Medium(StrEnum):
    """In what a limit is measured."""

    LUCHT = "lucht"
    WATER = "water"
    BODEM = "bodem"
    GELUID = "geluid"
    GEUR = "geur"
    OVERIG = "overig"


class Vergelijking(StrEnum):
    """How a measured value is held against a limit."""

    HOOGSTENS = "hoogstens"
    MINSTENS = "minstens"
    TUSSEN = "tussen"


class Plichtsoort(StrEnum):
    """What somebody has to do in time."""

    METEN = "meten"
    RAPPORTEREN = "rapporteren"
    REGISTREREN = "registreren"
    BEWAREN = "bewaren"
    MELDEN = "melden"
    KEUREN = "keuren"
    ONDERZOEKEN = "onderzoeken"
    ANDERS = "anders"


class Voorschrifttype(StrEnum):
    """Whether the condition departs from general rules (CIm VTH FLo, Voorschrifttype)."""

    STANDAARD = "standaard"
    MAATWERK = "maatwerk"


@dataclass(frozen=True)
class Grenswaarde:
    """One limit: of which substance or quantity (`stof`, its CAS number where it has one), in what, and how much.

    `waarde` is the bound; of a range it is the lower one and `waarde_tot` the upper. `eenheid` is written as in
    `grenswaarden.yaml` (`mg/Nm3`, `dB(A)`); `middeling` is the time over which is averaged (`uur`, `etmaal`, `jaar`).
    """

    naam: str
    medium: Medium
    waarde: Decimal
    eenheid: str
    stof: str = ""
    vergelijking: Vergelijking = Vergelijking.HOOGSTENS
    waarde_tot: Decimal | None = None
    middeling: str = ""
    emissiepunt: str = ""
    methode: str = ""

    def __post_init__(self) -> None:
        """Refuse a limit of nothing, without a unit, or with a range that is none."""
        if not self.naam.strip() or not self.eenheid.strip():
            raise VoorschriftError(
                f"De grenswaarde {self.naam!r} {self.waarde} {self.eenheid!r} is niet volledig. Geef wat er wordt begrensd en de "
                "eenheid."
            )
        if not self.waarde.is_finite() or (self.waarde_tot is not None and not self.waarde_tot.is_finite()):
            raise VoorschriftError(
                f"De grenswaarde voor {self.naam} is {self.waarde}: dat is geen getal. Geef een getal."
            )
        if (self.vergelijking is Vergelijking.TUSSEN) != (self.waarde_tot is not None):
            raise VoorschriftError(
                f"De grenswaarde voor {self.naam} is {self.vergelijking.value}. Een bereik heeft twee getallen, een gewone grens een. "
                "Vul het tweede getal in, of kies hoogstens of minstens."
            )
        if self.waarde_tot is not None and self.waarde_tot <= self.waarde:
            raise VoorschriftError(
                f"Het bereik van {self.naam} loopt van {self.waarde} tot {self.waarde_tot}. Het tweede getal moet groter zijn."
            )


@dataclass(frozen=True)
class Verplichting:
    """Something that the holder does in time: once on `eerste_dag`, or again every so many months after it.

    Without `eerste_dag` it has no day of its own (`binnen een maand na de meting`): then `omschrijving` says when.
    """

    soort: Plichtsoort
    omschrijving: str
    eerste_dag: date | None = None
    iedere_maanden: int = 0

    def __post_init__(self) -> None:
        """Refuse an obligation without words, or one that comes back before it ends."""
        if not self.omschrijving.strip():
            raise VoorschriftError(
                "Een verplichting zonder omschrijving kan niemand nakomen. Schrijf op wat er moet."
            )
        if not 0 <= self.iedere_maanden <= 1200:
            raise VoorschriftError(
                f"Een verplichting die iedere {self.iedere_maanden} maanden terugkomt, bestaat niet. Geef 0 voor eenmaal, of 1 tot en met 1200."
            )
        if self.iedere_maanden and self.eerste_dag is None:
            raise VoorschriftError(
                f"De verplichting {self.omschrijving[:60]!r} komt terug, maar heeft geen eerste dag. Geef de eerste dag."
            )


@dataclass(frozen=True)
class Voorschriftinhoud:
    """What a voorschrift says: number and words as they stand in the decision, and what of it is data.

    `verwijzingen` are the norms and voorschriften that it cites, as written. `openbaar` is False for a part that is kept from
    publication.
    """

    nummer: str
    titel: str
    tekst: str
    voorschrifttype: Voorschrifttype = Voorschrifttype.STANDAARD
    grenswaarden: tuple[Grenswaarde, ...] = ()
    verplichtingen: tuple[Verplichting, ...] = ()
    verwijzingen: tuple[str, ...] = ()
    openbaar: bool = True

    def __post_init__(self) -> None:
        """Refuse a voorschrift that nobody can name or that says nothing."""
        if not self.nummer.strip():
            raise VoorschriftError(
                f"Het voorschrift {self.titel[:60]!r} heeft geen nummer. Geef het nummer uit het besluit."
            )
        if not self.titel.strip() and not self.tekst.strip():
            raise VoorschriftError(
                f"Voorschrift {self.nummer} heeft geen titel en geen tekst. Geef ten minste een van beide."
            )


def as_gegevens(inhoud: Voorschriftinhoud) -> dict[str, Any]:
    """Write what of a voorschrift is data, for a JSON column; `make_inhoud` reads it back."""
    return {
        "grenswaarden": [_plain(g) for g in inhoud.grenswaarden],
        "verplichtingen": [_plain(v) for v in inhoud.verplichtingen],
        "verwijzingen": list(inhoud.verwijzingen),
    }


def make_inhoud(
    nummer: str,
    titel: str,
    tekst: str,
    gegevens: Mapping[str, Any],
    *,
    voorschrifttype: str = "standaard",
    openbaar: bool = True,
) -> Voorschriftinhoud:
    """Read a voorschrift back from its columns. Raises VoorschriftError for data that is none."""
    try:
        return Voorschriftinhoud(
            nummer=nummer,
            titel=titel,
            tekst=tekst,
            voorschrifttype=Voorschrifttype(voorschrifttype),
            grenswaarden=tuple(make_grenswaarde(g) for g in gegevens.get("grenswaarden", ())),
            verplichtingen=tuple(make_verplichting(v) for v in gegevens.get("verplichtingen", ())),
            verwijzingen=_texts(gegevens.get("verwijzingen", ())),
            openbaar=openbaar,
        )
    except ValueError as fout:
        raise VoorschriftError(f"Voorschrift {nummer}: {fout}") from fout


def make_grenswaarde(gegevens: Mapping[str, Any]) -> Grenswaarde:
    """Read a limit from plain values. Raises VoorschriftError that names what is wrong."""
    _check_namen(Grenswaarde, gegevens)
    try:
        tot = gegevens.get("waarde_tot")
        return Grenswaarde(
            **{
                **gegevens,
                "medium": Medium(gegevens.get("medium", Medium.OVERIG)),
                "waarde": Decimal(str(gegevens["waarde"])),
                "vergelijking": Vergelijking(gegevens.get("vergelijking", Vergelijking.HOOGSTENS)),
                "waarde_tot": None if tot in (None, "") else Decimal(str(tot)),
            }
        )
    except (KeyError, TypeError, ValueError, InvalidOperation) as fout:
        raise VoorschriftError(
            f"De grenswaarde {dict(gegevens)!r} is niet te lezen ({fout}). Geef naam, medium, waarde en eenheid."
        ) from fout


def make_verplichting(gegevens: Mapping[str, Any]) -> Verplichting:
    """Read an obligation from plain values. Raises VoorschriftError that names what is wrong."""
    _check_namen(Verplichting, gegevens)
    dag = gegevens.get("eerste_dag")
    try:
        return Verplichting(
            soort=Plichtsoort(gegevens["soort"]),
            omschrijving=str(gegevens["omschrijving"]),
            eerste_dag=dag if isinstance(dag, date) or not dag else date.fromisoformat(str(dag)),
            iedere_maanden=int(gegevens.get("iedere_maanden") or 0),
        )
    except (KeyError, TypeError, ValueError) as fout:
        raise VoorschriftError(
            f"De verplichting {dict(gegevens)!r} is niet te lezen ({fout}). Geef soort en omschrijving."
        ) from fout


def _check_namen(klasse: type, gegevens: Mapping[str, Any]) -> None:
    """Refuse a field that does not exist."""
    bekend = {f.name for f in fields(klasse)}
    if vreemd := sorted(set(gegevens) - bekend):
        raise VoorschriftError(
            f"Het veld {', '.join(vreemd)} bestaat niet bij een {klasse.__name__.lower()}. Kies uit: {', '.join(sorted(bekend))}."
        )


def _texts(waarden: Sequence[Any]) -> tuple[str, ...]:
    """Take a list of texts, and nothing else."""
    return tuple(str(w) for w in waarden)


def _plain(ding: Grenswaarde | Verplichting) -> dict[str, Any]:
    """Write a dataclass as plain values, without what was left empty."""
    paren = ((f.name, getattr(ding, f.name)) for f in fields(ding))
    return {k: _value(v) for k, v in paren if v not in (None, "", 0) or k == "waarde"}


def _value(waarde: Any) -> Any:
    """Write one value so that JSON can hold it; a number as it was written."""
    if isinstance(waarde, StrEnum):
        return waarde.value
    if isinstance(waarde, Decimal):
        return format(waarde, "f")
    return waarde.isoformat() if isinstance(waarde, date) else waarde
