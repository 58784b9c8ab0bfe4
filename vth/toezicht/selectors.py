"""Reading controles, findings and signals: only what the viewer may see, by the one filter of `toegang`."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from vth.register.models import VOORKOMENS, Bronobject
from vth.register.selectors import ZICHTVELDEN, find_zichtbaar, ziet_velden
from vth.tijd import klok
from vth.tijd.rules import AMSTERDAM, Peilmoment
from vth.toegang.rules import Viewer, derive_zicht_q
from vth.zaken.selectors import BestaatNietError, get_zichtbaar

from .models import (
    Bevinding,
    Bevindingnorm,
    Controle,
    Controlegebeurtenis,
    Controleonderwerp,
    Incident,
    Incidentsignaal,
    Veiligheidswaarschuwing,
)

# Somebody is looking, or was and has not concluded: then findings and samples can be written.
LOPEND = (Controle.Staat.BEZIG, Controle.Staat.BEZOCHT)
OPEN = (Controle.Staat.GEPLAND, *LOPEND)


def list_zichtbaar(viewer: Viewer) -> QuerySet[Controle]:
    """Give the controles the viewer may see."""
    return Controle.objects.filter(derive_zicht_q(viewer.zicht))


def list_zichtbare_signalen(viewer: Viewer) -> QuerySet[Incidentsignaal]:
    """Give the signals the viewer may see."""
    return Incidentsignaal.objects.filter(derive_zicht_q(viewer.zicht))


def is_zichtbare_melder(viewer: Viewer, melder_id: uuid.UUID) -> bool:
    """Tell whether this is the key of who told a signal that the viewer may see."""
    return list_zichtbare_signalen(viewer).filter(melder=melder_id).exists()


def list_zichtbare_incidenten(viewer: Viewer) -> QuerySet[Incident]:
    """Give the incidents the viewer may see."""
    return Incident.objects.filter(derive_zicht_q(viewer.zicht))


def get_controle(viewer: Viewer, controle_id: uuid.UUID | str) -> Controle:
    """Give one controle; raises BestaatNietError when it is not there for this viewer."""
    return get_zichtbaar(list_zichtbaar(viewer), controle_id, "Controle")


def get_signaal(viewer: Viewer, signaal_id: uuid.UUID | str) -> Incidentsignaal:
    """Give one signal; raises BestaatNietError when it is not there for this viewer."""
    return get_zichtbaar(list_zichtbare_signalen(viewer), signaal_id, "Melding van een klacht of signaal")


def get_incident(viewer: Viewer, incident_id: uuid.UUID | str) -> Incident:
    """Give one incident; raises BestaatNietError when it is not there for this viewer."""
    return get_zichtbaar(list_zichtbare_incidenten(viewer), incident_id, "Incident")


def get_bevinding(viewer: Viewer, bevinding_id: uuid.UUID | str) -> Bevinding:
    """Give one finding of a controle that the viewer may see. Raises BestaatNietError."""
    try:
        rijen = Bevinding.objects.filter(pk=bevinding_id).select_related("controle")
        gevonden = rijen.filter(derive_zicht_q(viewer.zicht, "controle__")).first()
    except ValidationError:
        gevonden = None
    if gevonden is None:
        raise BestaatNietError(f"Bevinding {str(bevinding_id)[:40]} bestaat niet, of u mag die niet zien.")
    return gevonden


def list_onderwerpen(viewer: Viewer, controle: Controle) -> list[tuple[Controleonderwerp, Bronobject]]:
    """Give what a controle is about, as far as the viewer may see that record."""
    rijen = list(Controleonderwerp.objects.filter(controle=controle))
    zichtbaar = find_zichtbaar(viewer, [o.bronobject_id for o in rijen])
    return [(o, zichtbaar[o.bronobject_id]) for o in rijen if o.bronobject_id in zichtbaar]


def list_bevindingen(controle: Controle) -> list[Bevinding]:
    """List the findings of a controle that the viewer was given, in their own order; withdrawn ones too."""
    return list(Bevinding.objects.filter(controle=controle).order_by("volgnummer"))


def list_normen(bevindingen: Iterable[Bevinding]) -> dict[uuid.UUID, list[Bevindingnorm]]:
    """Give the norms of findings, by finding, in order; one query for all."""
    gevonden: dict[uuid.UUID, list[Bevindingnorm]] = {}
    rijen = Bevindingnorm.objects.filter(bevinding__in=[b.pk for b in bevindingen])
    for norm in rijen.select_related("norm").order_by("bevinding_id", "volgnummer"):
        gevonden.setdefault(norm.bevinding_id, []).append(norm)
    return gevonden


def list_open_controles_van(
    viewer: Viewer,
    bronobject_ids: Iterable[uuid.UUID],
    *,
    hoogstens: int = 50,
    peilmoment: Peilmoment | None = None,
) -> list[Controle]:
    """List the controles of these records that are planned or run, newest first; what was concluded is told by `geschiedenis`.

    At a `peilmoment` those that were planned or run on that day: what was planned later is not there, what ended later is.
    """
    # Which there are is asked first: of most things there are none, and then nothing else is asked.
    over = Controleonderwerp.objects.filter(bronobject_id__in=list(bronobject_ids))
    gevonden = set(over.values_list("controle_id", flat=True))
    if not gevonden:
        return []
    rijen = list_zichtbaar(viewer).filter(pk__een_van=gevonden)
    rijen = rijen.filter(staat__in=OPEN) if peilmoment is None else _filter_open_op(rijen, peilmoment)
    return list(rijen.order_by("-id")[:hoogstens])


def _filter_open_op(controles: QuerySet[Controle], peilmoment: Peilmoment) -> QuerySet[Controle]:
    """Keep the controles that were planned or run at a moment, from when they were planned, visited and ended."""
    morgen = datetime.combine(peilmoment.geldig_op + timedelta(days=1), time.min, tzinfo=AMSTERDAM)
    tot = min(morgen, peilmoment.beschikbaar_op)
    laatste = Controlegebeurtenis.objects.filter(controle=OuterRef("pk"), handeling="vervalt")
    return controles.filter(
        Q(geregistreerd_op__lt=tot) | Q(controledatum__lte=peilmoment.geldig_op, staat__in=OPEN),
        Q(staat__in=OPEN)
        | Q(staat=Controle.Staat.AFGEROND, afgerond_op__gte=tot)
        | Q(Exists(laatste.filter(op__gte=tot)), staat=Controle.Staat.VERVALLEN),
        geregistreerd_op__lte=peilmoment.beschikbaar_op,
    )


def find_dossiers(viewer: Viewer, kernen: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Give of kernels in the register the controles of this room that they are of and that the viewer may see, kernel by kernel."""
    # By their ids alone, and `check_ziet` decides: with hundreds of municipalities the filter costs more than the rows.
    rijen = Controle.objects.filter(bronobject_id__een_van=set(kernen))
    gevonden = rijen.values_list("bronobject_id", "pk", *ZICHTVELDEN)
    return {kern: id_ for kern, id_, *zicht in gevonden if kern and ziet_velden(viewer, zicht)}


def list_waarschuwingen(viewer: Viewer, bronobject_ids: Iterable[uuid.UUID]) -> list[Veiligheidswaarschuwing]:
    """List the warnings for an inspector's safety at these records that hold now; nothing for who is no inspector."""
    rijen = Veiligheidswaarschuwing.objects.filter(
        derive_zicht_q(viewer.zicht), bronobject_id__in=list(bronobject_ids), ingetrokken_op=None
    )
    return list(rijen.filter(vanaf__lte=klok.today()).order_by("vanaf"))


def find_eerste_dag(bronobjecten: Iterable[Bronobject]) -> date | None:
    """Give the first day from which anything is believed of these records; None when nothing is."""
    per_soort: dict[str, list[uuid.UUID]] = {}
    for b in bronobjecten:
        per_soort.setdefault(b.soort, []).append(b.pk)
    dagen = [
        VOORKOMENS[soort]
        .objects.get_queryset()
        .believed()
        .filter(bronobject_id__in=ids)
        .aggregate(dag=Min("begin_geldigheid"))["dag"]
        for soort, ids in per_soort.items()
    ]
    return min((d for d in dagen if d is not None), default=None)
