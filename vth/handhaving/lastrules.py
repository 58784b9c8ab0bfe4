"""What the law asks of a request about a last (Awb 5:34), and from when a last was in force for a year without forfeiture. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta

from vth.regelgeving.dagen import as_dagtekst
from vth.regelgeving.termijn import Termijn, derive_kaal_einde
from vth.tijd.rules import OPEN_DAG

from .rules import HandhavingError
from .verbeuren import Periode

DAG = timedelta(days=1)
ONMOGELIJK, ZONDER_VERBEURTE = "onmogelijk", "zonder_verbeurte"
# What each outcome is the answer to, and on which ground it can be given.
UITKOMSTEN = {
    "opgeheven": (ONMOGELIJK, ZONDER_VERBEURTE),
    "geschorst": (ONMOGELIJK,),
    "verlaagd": (ONMOGELIJK,),
    "afgewezen": (ONMOGELIJK, ZONDER_VERBEURTE),
}
VRAGEN = {
    "opheffen": (ONMOGELIJK, ZONDER_VERBEURTE),
    "opschorten": (ONMOGELIJK,),
    "verminderen": (ONMOGELIJK,),
}


def check_grond(vraag: str, grond: str) -> None:
    """Refuse a question that the law does not know on this ground: after a year without forfeiture a last can be lifted, and nothing else."""
    if vraag not in VRAGEN:
        raise HandhavingError(f"‘{vraag[:40]}’ kan niet worden gevraagd. Kies uit: {', '.join(VRAGEN)}.")
    if grond not in VRAGEN[vraag]:
        raise HandhavingError(
            f"Op deze grond kan niet worden gevraagd om {vraag} (Awb 5:34). Na een jaar zonder verbeurte kan een last alleen worden opgeheven."
        )


def derive_jaar_om(opgelegd_op: date, geschorst: Sequence[Periode], termijn: Termijn) -> date:
    """Give the first day on which a last was in force for the term of Awb 5:34 lid 2; days on which it was suspended do not count."""
    laatste = derive_kaal_einde(termijn, opgelegd_op)
    for van, tot in sorted(geschorst):
        van = max(van, opgelegd_op + DAG)
        if van <= laatste and tot >= van:
            if tot == OPEN_DAG:
                return OPEN_DAG
            laatste += (tot - van) + DAG
    return laatste + DAG


def check_jaar(
    opgelegd_op: date,
    geschorst: Sequence[Periode],
    verbeurd: Sequence[date],
    besloten_op: date,
    termijn: Termijn,
) -> None:
    """Refuse to lift a last on the ground of a year without forfeiture when the year is not over, or something was forfeited (Awb 5:34 lid 2)."""
    if verbeurd:
        raise HandhavingError(
            f"Onder deze last is verbeurd, voor het eerst op {as_dagtekst(min(verbeurd))}. Opheffen omdat er een jaar niets verbeurde kan dan niet (Awb 5:34, "
            "tweede lid)."
        )
    om = derive_jaar_om(opgelegd_op, geschorst, termijn)
    if besloten_op < om:
        wanneer = (
            "nog niet te zeggen, want de last is geschorst" if om == OPEN_DAG else f"op {as_dagtekst(om)}"
        )
        raise HandhavingError(
            f"Op {as_dagtekst(besloten_op)} was de last nog geen {termijn} van kracht; dat is zij {wanneer} (Awb 5:34, tweede lid). Wijs het verzoek af, of beslis "
            "later."
        )
