"""The rules of rhythm and day plan that hold on a day for an authority."""

from datetime import date

from vth.regelgeving.selectors import find_grond, read_termijnregels

from .ritme import Ritmeregels

NAMEN = (
    "ippc_groot",
    "ippc_beperkt",
    "seveso_hogedrempel",
    "seveso_lagedrempel",
    "na_overtreding_ippc",
    "na_overtreding_seveso",
    "verslag_ippc",
    "verslag_seveso",
    "openbaar_ippc",
    "eigen",
    "onbekend_risico",
)


def read_ritmeregels(op: date, *, bevoegd_gezag: str = "", omgevingsdienst: str = "") -> Ritmeregels:
    """Give the rhythm of a day for an authority and its service. Raises RegelError for a day before the first."""
    gronden = {
        naam: find_grond(
            f"toezicht.ritme_{naam}",
            geldig_op=op,
            bevoegd_gezag=bevoegd_gezag,
            omgevingsdienst=omgevingsdienst,
        )
        for naam in NAMEN
    }
    termijnregels = read_termijnregels(
        geldig_op=op, bevoegd_gezag=bevoegd_gezag, omgevingsdienst=omgevingsdienst
    )
    return Ritmeregels(gronden, termijnregels)
