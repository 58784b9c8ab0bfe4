"""How the limitation of one claim stands, read from its rows and from the decision that the last is."""

import uuid
from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from vth.regelgeving.selectors import read_verjaringsregels
from vth.regelgeving.verjaring import Verjaringsuitkomst

from .models import Invorderingshandeling, Lastadressaat, Maatregel, Verbeurte
from .selectors import find_regel
from .verjaren import Handelingbeeld, Laststand, derive_stand


def read_verjaring(
    verbeurte: Verbeurte, *, op: date, erbij: Sequence[Handelingbeeld] = ()
) -> Verjaringsuitkomst:
    """Work out until when a claim can be enforced as seen on a day, with every step and its ground; `erbij` is what would be done to it besides."""
    beelden = [_make_beeld(verbeurte, rij) for rij in _list_handelingen([verbeurte.pk])]
    return _derive(verbeurte, [*beelden, *erbij], read_laststand(verbeurte), op)


def read_verjaringen(verbeurten: Sequence[Verbeurte], *, op: date) -> dict[uuid.UUID, Verjaringsuitkomst]:
    """Work the same out for many claims, by their key; whatever their number it asks the same."""
    beelden: dict[uuid.UUID, list[Handelingbeeld]] = {v.pk: [] for v in verbeurten}
    per = {v.pk: v for v in verbeurten}
    for rij in _list_handelingen(list(per)):
        beelden[rij.verbeurte_id].append(_make_beeld(per[rij.verbeurte_id], rij))
    van = Lastadressaat.objects.filter(verbeurten__id__een_van=list(per))
    standen = {
        id_: Laststand(verzonden, vast)
        for id_, verzonden, vast in van.values_list(
            "pk", "last__maatregel__besluit__verzenddatum", "last__maatregel__besluit__onherroepelijk_op"
        )
    }
    return {v.pk: _derive(v, beelden[v.pk], standen[v.adressaat_id], op) for v in verbeurten}


def _list_handelingen(ids: Sequence[uuid.UUID]) -> QuerySet[Invorderingshandeling]:
    """List what was done to claims, in order, each with what ended it."""
    rijen = Invorderingshandeling.objects.filter(verbeurte_id__een_van=ids, sluit=None)
    return rijen.select_related("gesloten_door").order_by("dag", "volgnummer")


def _make_beeld(verbeurte: Verbeurte, rij: Invorderingshandeling) -> Handelingbeeld:
    """Give what of an act counts for limitation."""
    duurt = find_regel("handhaving.invorderingshandelingen", verbeurte.dag).waarde
    einde = getattr(rij, "gesloten_door", None)
    return Handelingbeeld(
        rij.soort, rij.dag, rij.tot or (einde.dag if einde else None), duurt[rij.soort]["duurt"]
    )


def _derive(
    verbeurte: Verbeurte, beelden: Sequence[Handelingbeeld], last: Laststand, op: date
) -> Verjaringsuitkomst:
    """Work it out from what was read."""
    kosten = verbeurte.aard == Verbeurte.Aard.KOSTEN
    # Awb 4:104: of a debt that a decision sets, the term begins after the last day to pay.
    dag = verbeurte.betalen_voor if kosten else verbeurte.dag
    return derive_stand(
        dag,
        beelden,
        last,
        op=op,
        regels=read_verjaringsregels("geldschuld" if kosten else "dwangsom", geldig_op=dag),
        gebeurtenis="de laatste dag om te betalen" if kosten else "verbeurte",
    )


def read_laststand(verbeurte: Verbeurte) -> Laststand:
    """Give since when the decision that the last is could be appealed, and since when no more; empty when it has no decision here."""
    van = Maatregel.objects.filter(last__adressaten=verbeurte.adressaat_id)
    rij = van.values_list("besluit__verzenddatum", "besluit__onherroepelijk_op").first()
    return Laststand(*rij) if rij else Laststand()
