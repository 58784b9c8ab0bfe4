"""How the limitation of one claim stands, read from its rows and from the decision that the last is."""

from collections.abc import Sequence
from datetime import date

from vth.regelgeving.selectors import read_verjaringsregels
from vth.regelgeving.verjaring import Verjaringsuitkomst

from .models import Invorderingshandeling, Maatregel, Verbeurte
from .selectors import find_regel
from .verjaren import Handelingbeeld, Laststand, derive_stand


def read_verjaring(
    verbeurte: Verbeurte, *, op: date, erbij: Sequence[Handelingbeeld] = ()
) -> Verjaringsuitkomst:
    """Work out until when a claim can be enforced as seen on a day, with every step and its ground; `erbij` is what would be done to it besides."""
    duurt = find_regel("handhaving.invorderingshandelingen", verbeurte.dag).waarde
    rijen = Invorderingshandeling.objects.filter(verbeurte=verbeurte, sluit=None).order_by(
        "dag", "volgnummer"
    )
    beelden = [
        Handelingbeeld(
            rij.soort,
            rij.dag,
            rij.tot or (einde.dag if (einde := getattr(rij, "gesloten_door", None)) else None),
            duurt[rij.soort]["duurt"],
        )
        for rij in rijen.select_related("gesloten_door")
    ]
    kosten = verbeurte.aard == Verbeurte.Aard.KOSTEN
    # Awb 4:104: of a debt that a decision sets, the term begins after the last day to pay.
    dag = verbeurte.betalen_voor if kosten else verbeurte.dag
    return derive_stand(
        dag,
        [*beelden, *erbij],
        read_laststand(verbeurte),
        op=op,
        regels=read_verjaringsregels("geldschuld" if kosten else "dwangsom", geldig_op=dag),
        gebeurtenis="de laatste dag om te betalen" if kosten else "verbeurte",
    )


def read_laststand(verbeurte: Verbeurte) -> Laststand:
    """Give since when the decision that the last is could be appealed, and since when no more; empty when it has no decision here."""
    van = Maatregel.objects.filter(last__adressaten=verbeurte.adressaat_id)
    rij = van.values_list("besluit__verzenddatum", "besluit__onherroepelijk_op").first()
    return Laststand(*rij) if rij else Laststand()
