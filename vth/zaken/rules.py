"""What may happen to a zaak and to a decision: pure, on values that are handed in."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from vth.vormgeving.opmaak import format_datum


class ZaakError(Exception):
    """Something that cannot happen to a zaak, a request or a decision; the message says why, and what can be done."""


class AnderWasVoorError(ZaakError):
    """Somebody else acted on the zaak since it was looked at; the message says who did what, and when."""


@dataclass(frozen=True)
class Overgang:
    """One row of the table of transitions: in which step, by which act, to which step, by whom (a right), by which law.

    `resultaat` says that the act closes the zaak with a result, `besluit` that a signed decision must be there, `opschort`
    and `hervat` that the terms that can stand still stop or go on with it.
    """

    van: str
    handeling: str
    naar: str
    wie: str
    wet: str
    naam: str = ""
    resultaat: bool = False
    besluit: bool = False
    opschort: bool = False
    hervat: bool = False

    @property
    def titel(self) -> str:
        """Say the act in words, as a button does."""
        return self.naam or self.handeling.replace("_", " ").capitalize()


@dataclass(frozen=True)
class Datums:
    """The days of a decision as they are known; empty is not (yet)."""

    besluitdatum: date | None = None
    verzenddatum: date | None = None
    ter_inzage_vanaf: date | None = None
    ter_inzage_tot: date | None = None
    publicatiedatum: date | None = None
    ingangsdatum: date | None = None
    vervaldatum: date | None = None
    onherroepelijk_op: date | None = None


def list_mogelijk(overgangen: Sequence[Overgang], stap: str, rechten: Collection[str]) -> list[Overgang]:
    """List the transitions out of a step that somebody with these rights may do, in the order of the table."""
    return [o for o in overgangen if o.van == stap and o.wie in rechten]


def check_overgang(
    overgangen: Sequence[Overgang], stap: str, handeling: str, rechten: Collection[str]
) -> Overgang:
    """Give the row of the table for an act in a step. Raises ZaakError when there is none, or when it is not for this person."""
    rij = next((o for o in overgangen if (o.van, o.handeling) == (stap, handeling)), None)
    mogelijk = list_mogelijk(overgangen, stap, rechten)
    kan = ", ".join(o.titel for o in mogelijk) or "niets"
    if rij is None:
        raise ZaakError(
            f"‘{handeling.replace('_', ' ')}’ kan niet zolang de zaak in de stap ‘{stap.replace('_', ' ')}’ is. U kunt nu: {kan}."
        )
    if rij not in mogelijk:
        raise ZaakError(
            f"‘{rij.titel}’ vraagt het recht {rij.wie} ({rij.wet}), en dat hebt u niet. Draag de zaak over aan iemand die het "
            f"wel heeft. U kunt nu: {kan}."
        )
    return rij


def check_resultaat(overgang: Overgang, resultaat: str, mogelijk: Collection[str]) -> None:
    """Refuse to close without a result of this kind of zaak, or to give a result when nothing is closed. Raises ZaakError."""
    keuze = ", ".join(mogelijk)
    if overgang.resultaat and resultaat not in mogelijk:
        raise ZaakError(
            f"Een zaak sluit met een resultaat. ‘{resultaat[:40]}’ hoort niet bij deze soort zaak. Kies uit: {keuze}."
            if resultaat
            else f"Een zaak sluit met een resultaat. Kies uit: {keuze}."
        )
    if resultaat and not overgang.resultaat:
        raise ZaakError("Een resultaat hoort alleen bij het sluiten. Laat het leeg.")


# Which day of a decision never comes before which other; each pair with why.
VOLGORDE = (
    ("besluitdatum", "verzenddatum", "Een besluit wordt pas verzonden als het is genomen."),
    ("besluitdatum", "ter_inzage_vanaf", "Een besluit ligt pas ter inzage als het is genomen."),
    ("besluitdatum", "publicatiedatum", "Een besluit wordt pas gepubliceerd als het is genomen."),
    ("ter_inzage_vanaf", "ter_inzage_tot", "De inzage eindigt niet voordat zij begint."),
    ("ingangsdatum", "vervaldatum", "Een besluit vervalt niet voordat het ingaat."),
    ("besluitdatum", "onherroepelijk_op", "Een besluit is pas onherroepelijk als het is genomen."),
)


def check_datums(datums: Datums) -> None:
    """Refuse days of a decision that contradict each other. Raises ZaakError that names each pair."""
    fouten = []
    for eerst, later, waarom in VOLGORDE:
        een, twee = getattr(datums, eerst), getattr(datums, later)
        if een is not None and twee is not None and twee < een:
            namen = (
                f"{later.replace('_', ' ')} {format_datum(twee)} ligt voor "
                f"{eerst.replace('_', ' ')} {format_datum(een)}"
            )
            fouten.append(f"{namen}. {waarom}")
    if fouten:
        raise ZaakError(" ".join(fouten) + " Verbeter een van de datums.")


def check_goedkeurder(
    door: str, *, opstellers: Collection[str], gevraagd_aan: str, vervangt: Collection[str]
) -> str:
    """Say for whom somebody approves: for himself (empty), or for whom he replaces. Raises ZaakError when he may not.

    Whoever wrote any part of what is asked about never approves it, for himself or in another's place.
    """
    if door in opstellers:
        raise ZaakError(
            "U hebt aan dit besluit geschreven. Een tweede persoon moet het goedkeuren. Vraag een collega die er niet aan "
            "heeft meegeschreven."
        )
    if not gevraagd_aan or gevraagd_aan == door:
        return ""
    if gevraagd_aan in vervangt:
        return gevraagd_aan
    raise ZaakError(
        "De goedkeuring is aan iemand anders gevraagd, en u vervangt die persoon vandaag niet. Vraag om een vervanging, of laat "
        "de goedkeuring opnieuw vragen."
    )
