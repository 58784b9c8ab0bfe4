"""The rules of samples that hold on a day for an authority, as the pure modules take them."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from vth.regelgeving.rules import Grond
from vth.regelgeving.selectors import find_grond, read_termijnregels

from .bodemenergie import Bodemenergieregels
from .emissie import Emissieregels


@dataclass(frozen=True)
class Monsterregels:
    """What testing a sample of waste water rests on."""

    grenzen: Grond
    etmaal: Grond


def read_monsterregels(op: date, *, bevoegd_gezag: str = "", omgevingsdienst: str = "") -> Monsterregels:
    """Give the limits for waste water of the day of the sample. Raises RegelError for a day before the first."""
    find = partial(find_grond, geldig_op=op, bevoegd_gezag=bevoegd_gezag, omgevingsdienst=omgevingsdienst)
    return Monsterregels(grenzen=find("toezicht.lozingsgrenzen"), etmaal=find("toezicht.etmaalmonster"))


def read_emissieregels(op: date, *, bevoegd_gezag: str = "", omgevingsdienst: str = "") -> Emissieregels:
    """Give the rules on emissions to air of the day of the measurement. Raises RegelError for a day before the first."""
    find = partial(find_grond, geldig_op=op, bevoegd_gezag=bevoegd_gezag, omgevingsdienst=omgevingsdienst)
    return Emissieregels(
        klassen=find("toezicht.emissieklassen"),
        regimes=find("toezicht.controleregimes"),
        deelmetingen=find("toezicht.deelmetingen"),
        onzekerheid=find("toezicht.meetonzekerheid"),
        continu=find("toezicht.continumeting"),
    )


def read_bodemenergieregels(
    op: date, *, bevoegd_gezag: str = "", omgevingsdienst: str = ""
) -> Bodemenergieregels:
    """Give the rules on closed ground energy systems of a day. Raises RegelError for a day before the first."""
    find = partial(find_grond, geldig_op=op, bevoegd_gezag=bevoegd_gezag, omgevingsdienst=omgevingsdienst)
    return Bodemenergieregels(
        melding=find("toezicht.bodemenergie_melding"),
        gegevens=find("toezicht.bodemenergie_gegevens"),
        einde=find("toezicht.bodemenergie_einde"),
        retourtemperatuur=find("toezicht.bodemenergie_retourtemperatuur"),
        certificaten=find("toezicht.bodemenergie_certificaten"),
        balans=find("toezicht.bodemenergie_balans"),
        jaaropgave=find("toezicht.bodemenergie_jaaropgave"),
        bestaand=find("toezicht.bodemenergie_bestaand"),
        termijnregels=read_termijnregels(
            geldig_op=op, bevoegd_gezag=bevoegd_gezag, omgevingsdienst=omgevingsdienst
        ),
    )
