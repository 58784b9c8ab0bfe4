"""The writers of incidents: one event that several messages may tell of."""

import uuid

from django.db import transaction

from vth.tijd import klok
from vth.tijd.rules import derive_legal_day
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.zaken.boeking import make_kenmerk

from .models import Incident, Incidentsignaal
from .selectors import get_incident, get_signaal
from .signaalboeking import RECHT, begin_zaak, lock_incident, lock_signaal, record_act, record_incidentact
from .signaalinvoer import NieuwIncident, check_incident
from .signaalkern import record_incidentkern, record_signaalkern
from .signaalrules import SignaalError


@transaction.atomic
@claim_alles()
def record_incident(
    *, viewer: Viewer, signaal_id: uuid.UUID, nieuw: NieuwIncident, gezien: int | None = None
) -> Incident:
    """Record the event that a signal tells of; it and the signal stand in the register from then on, without the words of the message.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and ToezichtError for a signal that has an incident or what cannot be.
    """
    signaal = get_signaal(viewer, signaal_id)
    check_bevoegd(viewer, RECHT, namens=signaal.leverancier)
    signaal = _lock_vrij(signaal, gezien)
    tijdstip = nieuw.tijdstip or signaal.gebeurd_op or signaal.ontvangen_op
    bij = check_incident(viewer, nieuw, derive_legal_day(tijdstip))
    incident = Incident.objects.create(
        soort="incidentdossier",
        leverancier=signaal.leverancier,
        gebied=signaal.gebied,
        vertrouwelijkheid=signaal.vertrouwelijkheid,
        kenmerk=make_kenmerk(signaal.leverancier, "I", klok.today()),
        omschrijving=nieuw.omschrijving.strip()[:1000],
        incidenteffect=nieuw.incidenteffect,
        indicatie_veroorzaker=nieuw.indicatie_veroorzaker,
        tijdstip=tijdstip,
        bij=bij or signaal.bij,
        zaak=signaal.zaak,
        geregistreerd_op=klok.now(),
        geregistreerd_door=viewer.actor,
    )
    _join(viewer, signaal, incident, "record")
    return incident


@transaction.atomic
@claim_alles()
def join_incident(
    *, viewer: Viewer, signaal_id: uuid.UUID, incident_id: uuid.UUID, gezien: int | None = None
) -> Incident:
    """Say that a signal tells of an incident that is known already.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and SignaalError for a signal that has an incident, or one of another organisation.
    """
    signaal = get_signaal(viewer, signaal_id)
    check_bevoegd(viewer, RECHT, namens=signaal.leverancier)
    signaal = _lock_vrij(signaal, gezien)
    incident = lock_incident(get_incident(viewer, incident_id), None)
    if incident.leverancier != signaal.leverancier:
        raise SignaalError(
            f"Incident {incident.kenmerk} is van {incident.leverancier}. Kies een incident van {signaal.leverancier}."
        )
    if incident.afgesloten_op is not None:
        raise SignaalError(f"Incident {incident.kenmerk} is afgesloten. Leg een nieuw incident vast.")
    _join(viewer, signaal, incident, "join")
    return incident


def _lock_vrij(signaal: Incidentsignaal, gezien: int | None) -> Incidentsignaal:
    """Lock a signal that the viewer may handle, and refuse when it belongs to an incident already."""
    signaal = lock_signaal(signaal, gezien)
    if signaal.incident is not None:
        raise SignaalError(
            f"Bericht {signaal.kenmerk} hoort al bij incident {signaal.incident.kenmerk}. Ga daar verder."
        )
    return signaal


def _join(viewer: Viewer, signaal: Incidentsignaal, incident: Incident, handeling: str) -> None:
    """Bring a locked signal to a locked incident, and write the kernels of both."""
    signaal.incident = incident
    signaal.bronobject = signaal.bronobject or record_signaalkern(viewer, signaal)
    if not signaal.afloop:
        begin_zaak(viewer, signaal)
    record_act(viewer, signaal, "incident", incident=incident.pk)
    incident.bronobject = record_incidentkern(viewer, incident)
    record_incidentact(viewer, incident, handeling, signaal=signaal.pk)


@transaction.atomic
@claim_alles()
def close_incident(*, viewer: Viewer, incident_id: uuid.UUID, gezien: int | None = None) -> Incident:
    """Say that nothing more is to be done about an incident; its signals must have ended first.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and SignaalError.
    """
    incident = get_incident(viewer, incident_id)
    check_bevoegd(viewer, RECHT, namens=incident.leverancier)
    incident = lock_incident(incident, gezien)
    if incident.afgesloten_op is not None:
        raise SignaalError(f"Incident {incident.kenmerk} is al afgesloten.")
    if open_ := Incidentsignaal.objects.filter(incident=incident, afloop="").count():
        raise SignaalError(
            f"Van incident {incident.kenmerk} zijn nog {open_} berichten niet afgehandeld. Sluit die eerst, elk met zijn eigen afloop."
        )
    incident.afgesloten_op = klok.now()
    record_incidentact(viewer, incident, "sluit")
    return incident
