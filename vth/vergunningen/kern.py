"""The kernel of a toestemming in the register, where every party finds it: what CIm VTH FLo shares, and to whom and what it is.

The act that establishes it was allowed; that its kernel is written needs no right of its own.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from django.db.models import Min

from vth.register.bijstelling import close_object
from vth.register.models import Bronobject, ToestemmingVoorkomen
from vth.register.rules import RegisterError
from vth.register.services import record_object
from vth.tijd.rules import Geldigheid
from vth.toegang.rules import ALLE_SOORTEN, VERTROUWELIJKHEDEN, Viewer, Zicht
from vth.vormgeving.opmaak import format_datum

from .controle import check_dagen
from .houderrules import Wissel, derive_houders, list_wisseldagen
from .models import Ingreep, Toestemming, Toestemmingonderwerp
from .rules import Ingreepdeel, Ingreepsoort, VergunningError, derive_perioden
from .selectors import read_eerste_houders, read_wissels

# What a kernel leads to does not hang of what who acts may see.
ALLES = Zicht(niveaus=frozenset(VERTROUWELIJKHEDEN), landelijk=True, soorten=ALLE_SOORTEN)
Rol = Toestemmingonderwerp.Rol


def record_kern(viewer: Viewer, toestemming: Toestemming) -> Bronobject:
    """Write the kernel of an established toestemming under its organisation, and give the record.

    It holds on the days on which the toestemming as a whole works: a court can suspend it, or take it away as if it never was.
    A relation runs within one supplier: a record of another one stays with the toestemming in this room. Raises VergunningError
    when it works on no day, and for what the register refuses: a code that its list does not have on the first day of a period.
    """
    mag = replace(viewer.with_handeling("register.record"), zicht=ALLES)
    heel = toestemming.ingrepen.filter(herroepen_op=None, mutaties=[])
    perioden = derive_kernperioden(toestemming, list(heel))
    bronobject = toestemming.bronobject
    begin = _find_begin(bronobject) if bronobject is not None else None
    # What is said of a record from a day on leaves the days before it as they were.
    if bronobject is not None and begin is not None and (not perioden or begin < perioden[0].begin):
        close_object(viewer=mag, bronobject_id=bronobject.pk, vanaf=begin)
    wissels = read_wissels([toestemming]).get(toestemming.pk, [])
    for periode in perioden:
        for stuk in _split(periode, wissels):
            bronobject = _record(mag, toestemming, stuk, wissels)
    if bronobject is None:
        raise VergunningError(
            f"Toestemming {toestemming.kenmerk} werkt op geen enkele dag. Controleer haar dagen."
        )
    return bronobject


def derive_kernperioden(toestemming: Toestemming, heel: Iterable[Ingreep]) -> list[Geldigheid]:
    """Give when a toestemming as a whole works, with what happened to all of it."""
    dag = check_dagen(None, toestemming.ingangsdatum, None)
    delen = [Ingreepdeel(Ingreepsoort(i.soort), i.begin, i.eind) for i in heel]
    return derive_perioden(dag, toestemming.vervaldatum, delen)


def _split(periode: Geldigheid, wissels: Sequence[Wissel[uuid.UUID]]) -> list[Geldigheid]:
    """Give the pieces of a period in which the holders stay the same."""
    grenzen = [periode.begin, *list_wisseldagen(wissels, periode.begin, periode.eind), periode.eind]
    return [Geldigheid(begin, eind) for begin, eind in pairwise(grenzen)]


def _find_begin(bronobject: Bronobject) -> date | None:
    """Give the first day on which the register holds that a toestemming works."""
    rijen = ToestemmingVoorkomen.objects.filter(bronobject=bronobject).believed()
    return rijen.aggregate(Min("begin_geldigheid"))["begin_geldigheid__min"]


def _list_relaties(
    toestemming: Toestemming, dag: date, wissels: Sequence[Wissel[uuid.UUID]]
) -> dict[str, list[Bronobject]]:
    """Give what a toestemming leads to on a day, of the records of its own supplier: its activities, and who hold it then."""
    activiteiten = toestemming.onderwerpen.filter(rol=Rol.ACTIVITEIT).values_list("bronobject_id", flat=True)
    houders = derive_houders(read_eerste_houders([toestemming]).get(toestemming.pk, ()), dag, wissels, dag)
    records = {Rol.ACTIVITEIT: list(activiteiten), Rol.HOUDER: list(houders)}
    eigen = Bronobject.objects.filter(leverancier=toestemming.vergunning.leverancier).in_bulk(
        [id_ for ids in records.values() for id_ in ids]
    )
    return {rol.value: [eigen[id_] for id_ in ids if id_ in eigen] for rol, ids in records.items()}


def _record(
    viewer: Viewer, toestemming: Toestemming, periode: Geldigheid, wissels: Sequence[Wissel[uuid.UUID]]
) -> Bronobject:
    """Write the kernel for one period, from its first day on."""
    vergunning = toestemming.vergunning
    inhoud = {
        "kenmerk": toestemming.kenmerk,
        "onderwerp": toestemming.onderwerp,
        "toestemmingsoort": toestemming.toestemmingsoort,
        "toestemmingtype": toestemming.toestemmingtype,
        "inwerkingtredingsdatum": toestemming.ingangsdatum,
        "vervaldatum": toestemming.vervaldatum,
    }
    try:
        return record_object(
            viewer=viewer,
            leverancier=vergunning.leverancier,
            soort="toestemming",
            sleutel=str(toestemming.pk),
            inhoud={k: v for k, v in inhoud.items() if v is not None},
            begin_geldigheid=periode.begin,
            eind_geldigheid=periode.eind,
            relaties=_list_relaties(toestemming, periode.begin, wissels),
            gebied=vergunning.gebied,
            vertrouwelijkheid=vergunning.vertrouwelijkheid,
        )
    except RegisterError as fout:
        raise VergunningError(
            f"Het register neemt toestemming {toestemming.kenmerk} niet op vanaf {format_datum(periode.begin)}. {fout}"
        ) from fout
