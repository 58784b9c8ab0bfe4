"""What decides about a delivery, without database or file: thresholds, order, and the score."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vth.regelgeving.dagen import as_dagtekst
from vth.tijd.rules import OPEN_DAG
from vth.vormgeving.opmaak import format_getal

from .profiel import Leverprofiel

SCOREDELEN = ("juistheid", "volledigheid", "plausibiliteit", "samenhang")


class AanleveringError(Exception):
    """A delivery that cannot go on; the message says what, why and what to do."""


@dataclass(frozen=True)
class Telling:
    """The rows of a delivery: all, refused ones, and those with a warning of two kinds."""

    rijen: int
    geweigerd: int
    met_waarschuwing: int = 0
    zonder_samenhang: int = 0
    volledigheid: float = 1.0


def check_drempel(telling: Telling, profiel: Leverprofiel) -> None:
    """Refuse a delivery as a whole when too many of its rows are wrong; nothing of it is registered then.

    Raises AanleveringError with the share and the threshold of the profile.
    """
    aandeel = 100 * telling.geweigerd / max(telling.rijen, 1)
    if aandeel > profiel.geweigerd_procent:
        raise AanleveringError(
            f"{telling.geweigerd} van de {telling.rijen} rijen zijn onbruikbaar ({format_getal(aandeel, 1)}%). Dat is meer dan de "
            f"afgesproken {format_getal(profiel.geweigerd_procent)}%; waarschijnlijk is er iets mis met het hele bestand. Er is niets "
            "gewijzigd. Bekijk het toetsverslag, verbeter het bestand en lever het opnieuw aan."
        )


def check_volgorde(peildatum: date, laatste: date | None, *, correctie: bool) -> None:
    """Refuse a snapshot that is older than the last one, unless it says that it corrects the past.

    Raises AanleveringError.
    """
    if laatste and peildatum < laatste and not correctie:
        raise AanleveringError(
            f"Deze stand is van {as_dagtekst(peildatum)}, maar er is al een stand van {as_dagtekst(laatste)} verwerkt. Een oudere stand zou de nieuwere "
            "overschrijven. Lever hem aan als correctie als het verleden anders was, of controleer de peildatum."
        )


def check_peildatum(peildatum: date, vandaag: date) -> None:
    """Refuse a reference date that cannot be. Raises AanleveringError."""
    if peildatum > vandaag:
        raise AanleveringError(
            f"De peildatum {as_dagtekst(peildatum)} ligt na vandaag ({as_dagtekst(vandaag)}). Een stand kan niet uit de toekomst komen. Verbeter de peildatum."
        )
    if peildatum.year < 1800:
        raise AanleveringError(
            f"De peildatum {as_dagtekst(peildatum)} ligt voor 1800. Schrijf het jaar met vier cijfers."
        )


def decide_wacht(einden: int, bekend: int, profiel: Leverprofiel, *, besloten: int | None = None) -> str:
    """Say why a person must look before objects end, or nothing when not too many do or a person decided about so many.

    `besloten` is the number of endings that a person let go on, if any.
    """
    aandeel = 100 * einden / max(bekend, 1)
    if not einden or aandeel <= profiel.einden_procent or (besloten is not None and einden <= besloten):
        return ""
    eerder = f"Het eerdere besluit ging over {besloten} objecten. " if besloten is not None else ""
    return (
        f"{einden} van de {bekend} bekende objecten ({format_getal(aandeel, 1)}%) staan niet meer in deze aanlevering. Dat is meer dan de "
        f"afgesproken {format_getal(profiel.einden_procent)}%. {eerder}Er is nog niets gewijzigd: iemand moet bekijken of dit klopt."
    )


def explain_niet_te_aanvaarden(ernst: str, sleutel: str | None, *, leegt: bool) -> str:
    """Say why a finding cannot be accepted, or nothing when it can: a warning about one object whose value is kept."""
    if ernst != "waarschuwing" or not sleutel:
        return "Alleen een waarschuwing bij één object kan worden aanvaard. Verbeter de gegevens."
    if leegt:
        return (
            "Deze waarde past niet in het register en is niet overgenomen. Aanvaarden maakt haar niet juist. Verbeter de "
            "waarde in uw systeem."
        )
    return ""


def derive_tot(peildatum: date, eerdere: list[date], *, correctie: bool) -> date:
    """Give until when a delivery speaks: a correction up to the next snapshot, any other without end."""
    later = [d for d in eerdere if d > peildatum]
    return min(later) if correctie and later else OPEN_DAG


def derive_score(telling: Telling, gewichten: Mapping[str, float]) -> dict[str, float]:
    """Give the four shares of a delivery and their weighted mean, each from 0 to 100 with one decimal.

    juistheid: rows that were accepted; volledigheid: how far important fields are filled; plausibiliteit: accepted
    rows without a warning; samenhang: rows whose references and keys are right.
    """
    rijen = max(telling.rijen, 1)
    goed = telling.rijen - telling.geweigerd
    delen = {
        "juistheid": 100 * goed / rijen,
        "volledigheid": 100 * telling.volledigheid,
        "plausibiliteit": max(0.0, 100 * (1 - telling.met_waarschuwing / goed)) if goed else 0.0,
        "samenhang": 100 * (1 - telling.zonder_samenhang / rijen),
    }
    som = sum(gewichten[d] for d in SCOREDELEN)
    delen["totaal"] = sum(delen[d] * gewichten[d] for d in SCOREDELEN) / som
    return {naam: round(waarde, 1) for naam, waarde in delen.items()}
