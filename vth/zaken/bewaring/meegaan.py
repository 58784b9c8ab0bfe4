"""What a room above keeps of a zaak goes when the zaak was destroyed: by which term, what may not go yet, and how; the same for every such room."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Model, Q

from vth.logboek.services import record_gebeurtenis
from vth.logboek.vernietiging import Vernietigbaar
from vth.regelgeving.rules import Grond
from vth.regelgeving.selectors import find_grond
from vth.tijd.rules import derive_legal_day
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd, derive_zicht_q
from vth.zaken.models import Zaak
from vth.zaken.selectors import BestaatNietError

HANDELING = "register.erase"


@dataclass(frozen=True)
class Meegaand:
    """What a room keeps of a zaak: `dingen` are its tables, each with how a row that still says something is known.

    `termijn` is the rule that says how long it stays after the zaak, `loopt` tells that something of it still goes on, and `empty` takes the words away.
    `via` is the way from the tables to what hangs to the zaak and says who may see it, empty when they do so themselves.
    """

    kamer: str
    soort: str
    termijn: str
    dingen: Mapping[type[Model], Q]
    loopt: Callable[[Zaak], bool]
    empty: Callable[[Zaak], None]
    via: str = ""


def find_termijn(wat: Meegaand, leverancier: str, op: date) -> Grond:
    """Give how long words stay after the zaak was destroyed; an organisation's own rule file comes before that of the country."""
    return find_grond(wat.termijn, geldig_op=op, omgevingsdienst=leverancier)


def list_te_vernietigen(wat: Meegaand, viewer: Viewer, *, op: date, hoogstens: int) -> list[Vernietigbaar]:
    """List the zaken that were destroyed while something of them still says something, as far as the viewer may see that; never one of which something goes on."""
    gevonden: list[Vernietigbaar] = []
    # Some of those that were destroyed first may not go yet: they may not keep the others waiting.
    for zaak in Zaak.objects.filter(pk__in=_list_zaken(wat, viewer)).order_by("pk"):
        if len(gevonden) == hoogstens:
            break
        if not _may_go(wat, zaak, op):
            continue
        assert zaak.vernietigd_op is not None
        grond = find_termijn(wat, zaak.leverancier, op)
        dag, termijn = derive_legal_day(zaak.vernietigd_op), f"{grond.waarde} {grond.eenheid}"
        gevonden.append(Vernietigbaar(wat.kamer, wat.soort, str(zaak.pk), zaak.leverancier, dag, termijn))
    return gevonden


def _list_zaken(wat: Meegaand, viewer: Viewer) -> set[uuid.UUID]:
    """List the destroyed zaken of which something that the viewer may see still says something."""
    ids: set[uuid.UUID] = set()
    vernietigd = Q(**{f"{wat.via}zaak__vernietigd_op__isnull": False})
    ziet = derive_zicht_q(viewer.zicht, wat.via)
    for model, zegt_iets in wat.dingen.items():
        rijen = model._default_manager.filter(ziet, vernietigd, zegt_iets)
        ids |= set(rijen.order_by().values_list(f"{wat.via}zaak_id", flat=True).distinct())
    return ids


def _may_go(wat: Meegaand, zaak: Zaak, op: date) -> bool:
    """Tell whether the term passed and nothing goes on."""
    if zaak.vernietigd_op is None:
        return False
    termijn = timedelta(days=int(find_termijn(wat, zaak.leverancier, op).waarde))
    return derive_legal_day(zaak.vernietigd_op) + termijn <= op and not wat.loopt(zaak)


def is_te_vernietigen(wat: Meegaand, viewer: Viewer, zaak_id: uuid.UUID | str, *, op: date) -> bool:
    """Tell whether what one zaak left may go on a day. Raises BestaatNietError."""
    return _may_go(wat, _get_zaak(wat, viewer, zaak_id), op)


def _get_zaak(wat: Meegaand, viewer: Viewer, zaak_id: uuid.UUID | str) -> Zaak:
    """Give the zaak of which the viewer may see something. Raises BestaatNietError."""
    id_ = str(zaak_id)
    ziet = derive_zicht_q(viewer.zicht, wat.via) & Q(**{f"{wat.via}zaak_id": id_})
    if not any(model._default_manager.filter(ziet).exists() for model in wat.dingen):
        raise BestaatNietError(f"Dossier {id_[:40]} bestaat niet, of u mag het niet zien.")
    return Zaak.objects.get(pk=id_)


@transaction.atomic
@claim_alles()
def erase_dossiers(*, wat: Meegaand, viewer: Viewer, zaak_id: uuid.UUID | str, grond: str) -> int:
    """Erase what the things of one destroyed zaak say; gives how many were emptied.

    Part of the controlled destruction (`vth vernietig`); `grond` is the ground that the log keeps. What was erased before writes no line.
    Raises GeenToegangError and BestaatNietError.
    """
    check_bevoegd(viewer, HANDELING)
    zaak = _get_zaak(wat, viewer, zaak_id)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
    aantal = sum(
        model._default_manager.filter(zegt_iets, **{f"{wat.via}zaak": zaak}).count()
        for model, zegt_iets in wat.dingen.items()
    )
    wat.empty(zaak)
    if aantal:
        record_gebeurtenis(
            actor=viewer.actor,
            organisatie=zaak.leverancier,
            handeling=f"{wat.soort}.erase",
            onderwerp=(wat.soort, str(zaak.pk)),
            inhoud={"aantal": aantal, "grond": grond},
        )
    return aantal
