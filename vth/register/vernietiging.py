"""Which natural persons have had no role for so long that what is said of them may go."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from vth.logboek.vernietiging import Vernietigbaar
from vth.regelgeving.dagen import derive_dag_in_maand
from vth.regelgeving.rules import Grond
from vth.regelgeving.selectors import find_grond
from vth.tijd.rules import OPEN_DAG
from vth.toegang.rules import Viewer

from .models import VOORKOMENS, Bronobject, Leverstatus, NatuurlijkPersoonVoorkomen, Relatie
from .selectors import list_zichtbaar

KAMER, SOORT = "register", "natuurlijkpersoon"
TERMIJN = "register.bewaartermijn_persoonsgegevens"
PER = 500
# The day that closes a case of enforcement: who had a role in it has none from then on, though the record of it stays.
AFGEDAAN = {
    "overtreding": "hersteldatum",
    "handhavingsmaatregel": "afgerond_op",
    "handhavingsverzoek": "beslist_op",
}


def find_termijn(leverancier: str, op: date) -> Grond:
    """Give the term that a supplier keeps on a day; its own rule file comes before that of the country."""
    return find_grond(TERMIJN, geldig_op=op, omgevingsdienst=leverancier)


def list_te_vernietigen(viewer: Viewer, *, op: date, hoogstens: int) -> list[Vernietigbaar]:
    """List the persons whose data may go on a day, as far as the viewer may see them, in order of id.

    A person may go when the term has passed since the last day on which anybody said that the person was there, or
    had a role in something that was there. Who is still delivered, or still has a role, stays.
    """
    gevonden: list[Vernietigbaar] = []
    personen = list_zichtbaar(viewer).filter(soort=SOORT)
    for leverancier in sorted(set(personen.order_by().values_list("leverancier", flat=True).distinct())):
        grond = find_termijn(leverancier, op)
        grens, _ = derive_dag_in_maand(op, -12 * int(grond.waarde))
        for stuk in _chunk(_list_kandidaten(personen.filter(leverancier=leverancier), grens, op)):
            laatste = list_laatste_dagen(stuk, op)
            gevonden += [
                Vernietigbaar(KAMER, SOORT, str(id_), leverancier, dag, f"{grond.waarde} {grond.eenheid}")
                for id_, dag in sorted(laatste.items())
                if dag <= grens
            ]
            if len(gevonden) >= hoogstens:
                return gevonden[:hoogstens]
    return gevonden


def is_te_vernietigen(bronobject: Bronobject, *, op: date) -> bool:
    """Tell whether what is said of one person may go on a day."""
    grens, _ = derive_dag_in_maand(op, -12 * int(find_termijn(bronobject.leverancier, op).waarde))
    return list_laatste_dagen([bronobject.pk], op)[bronobject.pk] <= grens


def _list_kandidaten(personen: QuerySet[Bronobject], grens: date, op: date) -> Iterator[uuid.UUID]:
    """Find the persons of whom something is still kept and who, by themselves, are long gone."""
    eigen = NatuurlijkPersoonVoorkomen.objects.filter(bronobject_id=OuterRef("pk"))
    stil = _list_stil().filter(
        bronobject_id=OuterRef("pk"), begin_geldigheid__lte=grens, eind_geldigheid__gt=op
    )
    over = eigen.filter(persoonsgegeven__vernietigd_op=None)
    levend = eigen.believed().filter(eind_geldigheid__gt=grens)
    rijen = personen.filter(Exists(over)).exclude(Exists(levend) & ~Exists(stil))
    yield from rijen.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=PER)


def _chunk(ids: Iterator[uuid.UUID]) -> Iterator[list[uuid.UUID]]:
    """Give ids in pieces that fit in one question."""
    stuk: list[uuid.UUID] = []
    for id_ in ids:
        stuk.append(id_)
        if len(stuk) == PER:
            yield stuk
            stuk = []
    if stuk:
        yield stuk


def list_laatste_dagen(personen: Collection[uuid.UUID], op: date) -> dict[uuid.UUID, date]:
    """Give for each person the last day of being there or having a role; an open end when that is still so."""
    laatste = _list_einden(SOORT, personen, op)
    relaties = list(Relatie.objects.filter(naar_id__in=personen).believed().select_related("van"))
    per_soort: dict[str, set[uuid.UUID]] = defaultdict(set)
    for relatie in relaties:
        per_soort[relatie.van.soort].add(relatie.van_id)
    einden = {
        id_: dag for soort, ids in per_soort.items() for id_, dag in _list_einden(soort, ids, op).items()
    }
    for relatie in relaties:
        rol = min(relatie.eind_geldigheid, einden[relatie.van_id])
        laatste[relatie.naar_id] = max(laatste[relatie.naar_id], rol)
    return laatste


def _list_einden(soort: str, ids: Collection[uuid.UUID], op: date) -> dict[uuid.UUID, date]:
    """Give for each record the day from which nobody says any more that it is there.

    What its supplier does not deliver any more is known up to the day on which that began. Of a record about which
    nothing is believed any more, it is the day on which the last of it was taken back. A case of enforcement ends when it is closed.
    """
    einden = dict.fromkeys(ids, date.min)
    voorkomens = VOORKOMENS[soort].objects.filter(bronobject_id__in=ids)
    dicht = [AFGEDAAN[soort]] if soort in AFGEDAAN else []
    rijen = voorkomens.values_list("bronobject_id", "eind_geldigheid", "eind_registratie", *dicht)
    geloofd = set()
    for id_, eind, tot, *klaar in rijen:
        if tot.date() == OPEN_DAG:
            geloofd.add(id_)
            einden[id_] = max(einden[id_], min([eind, *filter(None, klaar)]))
    for id_, _, tot, *_ in rijen:
        if id_ not in geloofd:
            einden[id_] = max(einden[id_], tot.date())
    for status in _list_stil().filter(
        bronobject_id__in=ids, begin_geldigheid__lte=op, eind_geldigheid__gt=op
    ):
        einden[status.bronobject_id] = min(einden[status.bronobject_id], status.begin_geldigheid)
    return einden


def _list_stil() -> "QuerySet[Leverstatus]":
    """Give the statuses that say that a record is not delivered any more."""
    return Leverstatus.objects.believed().filter(status=Leverstatus.Status.NIET_MEER_AANGELEVERD)
