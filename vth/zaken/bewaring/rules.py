"""From when a closed zaak may be destroyed, and what stands in the way: pure, on values that are handed in."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from vth.regelgeving.dagen import derive_dag_in_maand
from vth.vormgeving.opmaak import format_datum

from ..rules import ZaakError

DAG = timedelta(days=1)
VERNIETIGEN, BLIJVEND = "vernietigen", "blijvend_bewaren"
AFHANDELING, ONHERROEPELIJK, EINDE_WERKING = "afhandeling", "onherroepelijk", "einde_werking"
WOORDEN = {
    AFHANDELING: "het sluiten van de zaak",
    ONHERROEPELIJK: "het onherroepelijk worden van het laatste besluit",
    EINDE_WERKING: "het einde van het laatste besluit",
}


@dataclass(frozen=True)
class Bewaarregel:
    """What becomes of a zaak of one kind with one result: destroyed so many years after an event, or kept for ever."""

    wijze: str
    jaren: int | None = None
    vanaf: str = AFHANDELING


@dataclass(frozen=True)
class Besluitdagen:
    """The days of one signed decision that count for retention; without a remedy it is irrevocable once it is taken."""

    besluitdatum: date
    rechtsmiddel: str = "geen"
    onherroepelijk_op: date | None = None
    vervaldatum: date | None = None


@dataclass(frozen=True)
class Bewaaruitkomst:
    """From which day a zaak may be destroyed, counted from when, and why in words; no day while it is not known, or never."""

    vanaf: date | None
    vernietigen_op: date | None
    waarom: str


@dataclass(frozen=True)
class Stand:
    """How a zaak stands when somebody wants to destroy it."""

    identificatie: str
    gesloten: bool
    vernietigd: bool
    wijze: str
    vernietigen_op: date | None
    uitzondering: str = ""
    overgebracht: bool = False
    termijnen: int = 0
    procedures: int = 0
    rechtsmiddel_tot: date | None = None
    niet_bekendgemaakt: int = 0
    open_zaken: int = 0
    adviezen: int = 0


def make_bewaarregel(bewaren: str, resultaat: str, regels: Mapping[str, Mapping[str, Any]]) -> Bewaarregel:
    """Give what the selection list says of a kind and a result; the line of the result goes before. Raises ZaakError."""
    if bewaren not in regels:
        raise ZaakError(
            f"De selectielijst zegt niets over ‘{bewaren[:40]}’. Zij kent: {', '.join(sorted(regels))}. Vul de lijst aan."
        )
    regel = regels[bewaren]
    w = dict(regel.get("resultaten", {})).get(resultaat, regel)
    wijze, vanaf, jaren = str(w.get("wijze")), str(w.get("vanaf", AFHANDELING)), w.get("jaren")
    if wijze not in (VERNIETIGEN, BLIJVEND) or vanaf not in WOORDEN:
        raise ZaakError(f"De regel voor {bewaren} klopt niet: {wijze}, {vanaf}. Verbeter de selectielijst.")
    if wijze == VERNIETIGEN and (not isinstance(jaren, int) or isinstance(jaren, bool) or jaren < 0):
        raise ZaakError(
            f"De regel voor {bewaren} noemt geen aantal jaren ({jaren!r}). Verbeter de selectielijst."
        )
    return Bewaarregel(wijze, jaren if wijze == VERNIETIGEN else None, vanaf)


def derive_bewaring(
    regel: Bewaarregel, *, einddatum: date, besluiten: Sequence[Besluitdagen]
) -> Bewaaruitkomst:
    """Work out from which day a zaak that closed may be destroyed: the day after so many years, never before it closed."""
    if regel.wijze == BLIJVEND:
        return Bewaaruitkomst(None, None, "Deze zaak wordt blijvend bewaard.")
    dag = _derive_vanaf(regel.vanaf, einddatum, besluiten)
    if dag is None:
        return Bewaaruitkomst(
            None,
            None,
            f"{regel.jaren} jaar na {WOORDEN[regel.vanaf]}; die dag is nog niet bekend.",
        )
    na, _ = derive_dag_in_maand(max(dag, einddatum), 12 * (regel.jaren or 0))
    return Bewaaruitkomst(
        dag, na + DAG, f"{regel.jaren} jaar na {WOORDEN[regel.vanaf]} op {format_datum(dag)}."
    )


def _derive_vanaf(vanaf: str, einddatum: date, besluiten: Sequence[Besluitdagen]) -> date | None:
    """Give the day from which is counted; of a zaak without decisions that is always its closing."""
    if vanaf == AFHANDELING or not besluiten:
        return einddatum
    dagen = [_get_onherroepelijk(b) if vanaf == ONHERROEPELIJK else b.vervaldatum for b in besluiten]
    bekend = [d for d in dagen if d is not None]
    return max(bekend) if len(bekend) == len(dagen) else None


def _get_onherroepelijk(besluit: Besluitdagen) -> date | None:
    """Give the day on which a decision became irrevocable; against which nothing is open, it is when it is taken."""
    return besluit.besluitdatum if besluit.rechtsmiddel == "geen" else besluit.onherroepelijk_op


def list_bezwaren(stand: Stand, op: date) -> list[str]:
    """List in Dutch all that stands in the way of destroying a zaak on a day; nothing when it may go."""
    if stand.vernietigd:
        return ["Deze zaak is al vernietigd."]
    gevonden = [] if stand.gesloten else ["De zaak is niet gesloten."]
    if stand.wijze == BLIJVEND:
        gevonden.append("De zaak wordt blijvend bewaard.")
    elif stand.gesloten and stand.vernietigen_op is None:
        gevonden.append("Vanaf wanneer de zaak weg mag is nog niet bekend.")
    elif stand.vernietigen_op is not None and stand.vernietigen_op > op:
        gevonden.append(
            f"De bewaartermijn loopt: de zaak mag weg vanaf {format_datum(stand.vernietigen_op)}."
        )
    toetsen: tuple[tuple[bool, str], ...] = (
        (bool(stand.uitzondering), f"De zaak is uitgezonderd ({stand.uitzondering})."),
        (stand.termijnen > 0, f"Er lopen nog {stand.termijnen} termijnen."),
        (stand.procedures > 0, f"Er lopen nog {stand.procedures} procedures tegen een besluit."),
        (
            stand.rechtsmiddel_tot is not None and stand.rechtsmiddel_tot >= op,
            f"Tegen een besluit staat tot en met {format_datum(stand.rechtsmiddel_tot or op)} nog iets open.",
        ),
        (
            stand.niet_bekendgemaakt > 0,
            f"{stand.niet_bekendgemaakt} ondertekende besluiten zijn nog niet bekendgemaakt.",
        ),
        (stand.adviezen > 0, f"Er wachten nog {stand.adviezen} adviezen."),
        (stand.open_zaken > 0, f"Er horen nog {stand.open_zaken} zaken bij die open zijn."),
    )
    return gevonden + [zin for geldt, zin in toetsen if geldt]


def check_tweede(opsteller: str, beoordelaar: str) -> None:
    """Refuse that who made a list judges it himself. Raises ZaakError."""
    if opsteller == beoordelaar:
        raise ZaakError(
            "U hebt deze lijst gemaakt. Een tweede persoon moet haar beoordelen. Vraag een collega met dit recht."
        )


def derive_controlegetal(sleutels: Iterable[str]) -> str:
    """Give one sum over what is on a list: another list has another sum."""
    return hashlib.sha256("\n".join(sorted(sleutels)).encode()).hexdigest()


def check_uitzondering(soort: str, reden: str, soorten: Collection[str]) -> None:
    """Refuse an exception of a kind that does not exist, or without a reason. Raises ZaakError."""
    if soort not in soorten:
        raise ZaakError(f"De uitzondering {soort[:40]!r} bestaat niet. Kies uit: {', '.join(soorten)}.")
    if not reden.strip():
        raise ZaakError(
            "Schrijf op waarom deze zaak langer wordt bewaard. Wie haar later beoordeelt leest dat."
        )
