"""What may be done with a controle and a finding, and what must be there before one is concluded. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from vth.regelgeving.dagen import as_dagtekst

NAGELEEFD, OVERTREDEN, NA_AANWIJZING = "nageleefd", "overtreden", "akkoord_na_aanwijzing"
NADER, NIET_VAN_TOEPASSING = "nader_onderzoek", "niet_van_toepassing"
# Results that say that a norm was not complied with when the inspector looked.
MET_OORDEEL = (OVERTREDEN, NA_AANWIJZING)
GEDAAN = ("uitgevoerd", "deels_uitgevoerd")
OP_PAPIER = ("administratief",)
# What ended and may not be seen: that it ended is told to who must write what was there, its name and its day are not.
ONZICHTBAAR = "plek die u niet mag zien"
# From which states each act leads where.
OVERGANGEN: dict[str, tuple[tuple[str, ...], str]] = {
    "begin": (("gepland",), "bezig"),
    "eindig": (("bezig",), "bezocht"),
    "rond_af": (("bezig", "bezocht"), "afgerond"),
    "vervalt": (("gepland", "bezig"), "vervallen"),
    "heropen": (("afgerond",), "bezocht"),
}
NAMEN = {
    "gepland": "nog gepland",
    "bezig": "bezig",
    "bezocht": "bezocht",
    "afgerond": "al afgerond",
    "vervallen": "niet doorgegaan",
}


class ToezichtError(Exception):
    """Something in this room that cannot be; the message says what was seen, why that is wrong and what to do."""


class AnderWasVoorError(ToezichtError):
    """Somebody changed it since the page was shown; nothing was written."""


@dataclass(frozen=True)
class Bevindingbeeld:
    """What of a finding decides whether its controle can be concluded."""

    volgnummer: int
    resultaat: str
    gevolg: str
    gedrag: str
    motivering: str
    bijzonderheden: str
    normen: int


@dataclass(frozen=True)
class Einde:
    """A place or activity that had ended, and since when; without a name for who may not see it."""

    naam: str
    dag: date


@dataclass(frozen=True)
class Bezoekbeeld:
    """What of a controle decides whether it can be concluded; `einden` is what had ended on its day."""

    controletype: str
    controledatum: date | None
    uitkomst: str
    legitimatie_getoond: bool | None
    bijzonderheden: str
    bevindingen: Sequence[Bevindingbeeld]
    einden: Sequence[Einde] = ()


def check_overgang(staat: str, handeling: str) -> str:
    """Give the state that an act leads to. Raises ToezichtError when it cannot be done from here."""
    van, naar = OVERGANGEN[handeling]
    if staat not in van:
        kan = " of ".join(NAMEN[v] for v in van)
        raise ToezichtError(
            f"Deze controle is {NAMEN[staat]}. Dit kan alleen als zij {kan} is. Bekijk haar opnieuw."
        )
    return naar


def check_dag(dag: date, *, vandaag: date, bestaat_vanaf: date | None = None) -> None:
    """Refuse a day on which nobody can have been there: in the future, or before the place was known to exist."""
    if dag > vandaag:
        raise ToezichtError(
            f"De controle zou gedaan zijn op {as_dagtekst(dag)}, en dat is nog niet geweest. Controleer de datum, ook die van het toestel."
        )
    if bestaat_vanaf is not None and dag < bestaat_vanaf:
        raise ToezichtError(
            f"De controle zou gedaan zijn op {as_dagtekst(dag)}. Volgens het register is er hier pas iets vanaf {as_dagtekst(bestaat_vanaf)}. "
            "Controleer de datum en de locatie, of doe een terugmelding."
        )


def check_duur(begonnen: datetime | None, geeindigd: datetime | None) -> None:
    """Refuse a visit that ends before it begins, or that lasts longer than a day and a night."""
    if begonnen is None or geeindigd is None:
        return
    if geeindigd < begonnen:
        raise ToezichtError(
            f"Het bezoek eindigt ({geeindigd:%H:%M}) voordat het begint ({begonnen:%H:%M}). Controleer de tijden."
        )
    if (geeindigd - begonnen).total_seconds() > 36 * 3600:
        raise ToezichtError("Het bezoek zou langer dan anderhalve dag duren. Controleer de datums.")


def check_bevindinginhoud(resultaat: str, gevolg: str, gedrag: str, normen: int) -> None:
    """Refuse a finding without a norm, half a judgement, and a judgement where nothing was wrong.

    A finding always rests on a norm; only where the inspector says that more must be looked into may that still be open.
    """
    if not normen and resultaat != NADER:
        raise ToezichtError(
            "Er staat niet aan welke norm is getoetst. Kies een voorschrift, een vastgelegde norm of een artikel. Weet u het nog "
            "niet? Kies dan als resultaat: nader onderzoek noodzakelijk."
        )
    if bool(gevolg) != bool(gedrag):
        raise ToezichtError(
            "Gevolg en gedrag horen bij elkaar: samen zijn zij het oordeel, zoals B3. Vul beide in, of geen van beide."
        )
    if gevolg and resultaat not in MET_OORDEEL:
        raise ToezichtError(
            "Er is een oordeel over gevolg en gedrag ingevuld, maar volgens het resultaat is er niets overtreden. Haal het oordeel "
            "weg, of kies een ander resultaat."
        )


def derive_gebreken(bezoek: Bezoekbeeld) -> list[str]:
    """List what still lacks before a controle can be concluded; empty when it can be. Each sentence says what to do."""
    gebreken = []
    if bezoek.controledatum is None:
        gebreken.append("De dag van de controle ontbreekt.")
    if not bezoek.uitkomst:
        gebreken.append("De uitkomst ontbreekt: is de controle gedaan, en zo niet, waardoor?")
    elif bezoek.uitkomst not in GEDAAN:
        if not bezoek.bijzonderheden.strip():
            gebreken.append("Schrijf bij de bijzonderheden op waarom de controle niet is gedaan.")
        if (
            any(b.resultaat == OVERTREDEN for b in bezoek.bevindingen)
            and bezoek.uitkomst != "toegang_geweigerd"
        ):
            gebreken.append(
                "Er is een overtreding gevonden; kies dan als uitkomst: uitgevoerd of deels uitgevoerd."
            )
        return gebreken
    if bezoek.controletype not in OP_PAPIER and bezoek.legitimatie_getoond is None:
        gebreken.append("Vul in of u zich hebt gelegitimeerd.")
    if not bezoek.bevindingen:
        gebreken.append("Er is geen enkele bevinding. Ook dat een norm wordt nageleefd, is een bevinding.")
    if bezoek.einden and not bezoek.bijzonderheden.strip():
        namen = ", ".join(dict.fromkeys(e.naam or f"een {ONZICHTBAAR}" for e in bezoek.einden))
        gebreken.append(
            f"Volgens het register was er op de dag van het bezoek niets meer: {namen}. Schrijf bij de bijzonderheden op wat u aantrof."
        )
    for b in bezoek.bevindingen:
        gebreken += _list_bevindinggebreken(b)
    return gebreken


def _list_bevindinggebreken(b: Bevindingbeeld) -> list[str]:
    """List what one finding lacks."""
    gebreken = []
    if not b.normen:
        gebreken.append(f"Bevinding {b.volgnummer} noemt geen norm.")
    if b.resultaat == OVERTREDEN:
        if not b.gevolg:
            gebreken.append(
                f"Bevinding {b.volgnummer} is een overtreding; geef uw oordeel over gevolg en gedrag."
            )
        elif not b.motivering.strip():
            gebreken.append(
                f"Schrijf bij bevinding {b.volgnummer} op waarom u dit gevolg en dit gedrag kiest."
            )
        if not b.bijzonderheden.strip():
            gebreken.append(f"Schrijf bij bevinding {b.volgnummer} op wat u hebt gezien.")
    return gebreken


def derive_oordeel(gevolg: str, gedrag: str) -> str:
    """Write the judgement of an inspector as one cell of the matrix, such as B3; empty without one.

    The codes are those of CIm VTH FLo: gedrag A to D, gevolg 1 to 4.
    """
    return f"{gedrag}{gevolg}" if gevolg and gedrag else ""


def derive_naleving(resultaten: Sequence[str]) -> tuple[int, int]:
    """Count the findings in which the norm was complied with when the inspector looked, and those that count at all.

    What does not apply, or must still be looked into, says nothing about compliance.
    """
    tellend = [r for r in resultaten if r in (NAGELEEFD, *MET_OORDEEL)]
    return sum(r == NAGELEEFD for r in tellend), len(tellend)
