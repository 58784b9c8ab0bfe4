"""The terms that the law sets in this room, counted with the holidays as they are known now: to pay, and to decide a request about a last."""

from datetime import date

from vth.regelgeving.selectors import find_termijn, read_termijnregels
from vth.regelgeving.termijnen import Termijnuitkomst, derive_einde

from .models import Verbeurte

# By which rule each amount is to be paid, and after what.
BETAALTERMIJNEN = {
    Verbeurte.Aard.DWANGSOM: ("regelgeving.betaaltermijn_dwangsom", "de verbeurte"),
    Verbeurte.Aard.KOSTEN: ("regelgeving.betaaltermijn_geldschuld", "de bekendmaking"),
}
BESLISTERMIJN = "regelgeving.redelijke_beslistermijn"


def derive_betaaltermijn(aard: str, dag: date) -> Termijnuitkomst:
    """Work out until when an amount that became due on a day is to be paid (Awb 5:33 or 4:87)."""
    regel, gebeurtenis = BETAALTERMIJNEN[Verbeurte.Aard(aard)]
    return derive_einde(
        find_termijn(regel, geldig_op=dag),
        dag,
        regels=read_termijnregels(geldig_op=dag),
        gebeurtenis=gebeurtenis,
    )


def derive_beslistermijn(ontvangen_op: date) -> Termijnuitkomst:
    """Work out until when is decided on a request about a last that came on a day (Awb 4:13)."""
    return derive_einde(
        find_termijn(BESLISTERMIJN, geldig_op=ontvangen_op),
        ontvangen_op,
        regels=read_termijnregels(geldig_op=ontvangen_op),
        gebeurtenis="ontvangst van het verzoek",
    )
