"""The kernel of a signal and of an incident in the register, where every party finds it: what CIm VTH FLo shares.

Not who told it, not the words of the message: a complaint is told in confidence. A relation runs within one supplier.
"""

from typing import Any

from vth.register.models import Bronobject
from vth.register.services import record_object
from vth.tijd import klok
from vth.tijd.rules import derive_legal_day
from vth.toegang.rules import Viewer

from .kern import REGISTER
from .models import Incident, Incidentsignaal


def record_signaalkern(viewer: Viewer, signaal: Incidentsignaal) -> Bronobject:
    """Write the kernel of a signal: first from the day it came in, a later ending from the day of that ending. Gives the record."""
    begin = klok.today() if signaal.bronobject_id else derive_legal_day(signaal.ontvangen_op)
    inhoud = {
        "kenmerk": signaal.kenmerk,
        "signaalsoort": signaal.signaalsoort,
        "signaalcategorie": signaal.signaalcategorie,
        "signaaldatum": derive_legal_day(signaal.ontvangen_op),
        "afloop": signaal.afloop or None,
        "x": signaal.x,
        "y": signaal.y,
    }
    return _record(viewer, signaal, "incidentsignaal", inhoud, begin, None)


def record_incidentkern(viewer: Viewer, incident: Incident) -> Bronobject:
    """Write the kernel of an incident with the signals that tell of it, and give the record; their kernels must be there."""
    dag = derive_legal_day(incident.tijdstip)
    begin = klok.today() if incident.bronobject_id else dag
    signalen = Incidentsignaal.objects.filter(incident=incident, leverancier=incident.leverancier)
    kernen = signalen.exclude(bronobject=None).select_related("bronobject").order_by("pk")
    relaties: dict[str, list[Bronobject]] = {
        "gemeld_met": [s.bronobject for s in kernen if s.bronobject],
        "incident_bij": [incident.bij]
        if incident.bij and incident.bij.leverancier == incident.leverancier
        else [],
    }
    inhoud = {
        "kenmerk": incident.kenmerk,
        "incidenteffect": incident.incidenteffect or None,
        "incidentdatum": dag,
        "indicatie_veroorzaker": incident.indicatie_veroorzaker or None,
        "omschrijving": incident.omschrijving,
    }
    return _record(viewer, incident, "incident", inhoud, begin, relaties)


def _record(
    viewer: Viewer,
    ding: Incident | Incidentsignaal,
    soort: str,
    inhoud: dict[str, Any],
    begin: Any,
    relaties: dict[str, list[Bronobject]] | None,
) -> Bronobject:
    """Write one record of the register with the sight of the signal or incident."""
    return record_object(
        viewer=viewer.with_handeling(REGISTER),
        leverancier=ding.leverancier,
        soort=soort,
        sleutel=str(ding.pk),
        inhoud={k: v for k, v in inhoud.items() if v is not None},
        begin_geldigheid=begin,
        relaties=relaties,
        gebied=ding.gebied,
        vertrouwelijkheid=ding.vertrouwelijkheid,
    )
