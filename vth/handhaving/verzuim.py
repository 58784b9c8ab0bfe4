"""Whether who owes an amount is in default, without which nobody can be reminded (Awb 4:112): not while he still has time to pay."""

from datetime import date, timedelta

from vth.regelgeving.dagen import as_dagtekst
from vth.tijd.rules import OPEN_DAG

from .models import Invorderingshandeling, Verbeurte
from .rules import HandhavingError
from .selectors import find_regel

DAG = timedelta(days=1)
# What somebody can record instead of a reminder that came too early.
ANDERS = "Ging er eerder een brief uit, leg die dan vast als factuur of betalingsherinnering; die stuit de verjaring niet."


def check_verzuim(verbeurte: Verbeurte, dag: date) -> None:
    """Refuse a reminder of a day on which the term to pay was not over, or on which payment or claiming was put off."""
    regel = find_regel("handhaving.aanmaning_verzuim", dag)
    if regel.waarde["na_betaaltermijn"] and dag <= verbeurte.betalen_voor:
        raise HandhavingError(
            f"Een aanmaning van {as_dagtekst(dag)} kan niet: dit bedrag kan tot en met {as_dagtekst(verbeurte.betalen_voor)} worden betaald. Wie nog tijd heeft, is niet in verzuim "
            f"(Awb 4:112). Maan aan vanaf {as_dagtekst(verbeurte.betalen_voor + DAG)}. {ANDERS}"
        )
    stil = regel.waarde["niet_tijdens"]
    rijen = Invorderingshandeling.objects.filter(
        verbeurte=verbeurte, soort__in=list(stil), sluit=None, dag__lte=dag
    )
    for rij in rijen.select_related("gesloten_door").order_by("dag", "volgnummer"):
        einde = getattr(rij, "gesloten_door", None)
        tot = rij.tot or (einde.dag if einde else OPEN_DAG)
        if dag <= tot:
            lang = "zonder einde" if tot == OPEN_DAG else f"tot en met {as_dagtekst(tot)}"
            daarna = (
                "Leg eerst vast wanneer dat eindigde."
                if tot == OPEN_DAG
                else f"Maan aan vanaf {as_dagtekst(tot + DAG)}."
            )
            raise HandhavingError(
                f"Een aanmaning van {as_dagtekst(dag)} kan niet: vanaf {as_dagtekst(rij.dag)}, {lang}, geldt: {stil[rij.soort]['naam']} ({stil[rij.soort]['wet']}). {daarna} {ANDERS}"
            )
