"""What every act on a signal does: lock it, see that nobody was first, write the act, the line of the log and who worked on it.

The line holds codes and keys only: not the words of the message, not where it was seen, and never who told it.
"""

from vth.logboek.services import record_gebeurtenis
from vth.organisaties.services import record_betrokkenheid
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.zaken.services import SLUIT, record_stap

from .models import Incident, Incidentsignaal, Signaalgebeurtenis
from .rules import AnderWasVoorError

RECHT = "signaal.record"
ONTVANGEN = "ontvangen"


def make_zaakviewer(viewer: Viewer) -> Viewer:
    """Give the viewer who may keep the zaak of a signal, for an act that was already allowed."""
    return viewer.with_handeling("zaak.record").with_handeling("zaak.assign").with_handeling("zaak.reopen")


def lock_signaal(signaal: Incidentsignaal, gezien: int | None) -> Incidentsignaal:
    """Lock a signal that the viewer may see, and refuse when somebody changed it since version `gezien` was looked at."""
    vast = Incidentsignaal.objects.select_for_update().get(pk=signaal.pk)
    if gezien is not None and vast.versie != gezien:
        raise AnderWasVoorError(
            f"Bericht {vast.kenmerk} is intussen door iemand anders gewijzigd. Uw handeling is niet vastgelegd. Bekijk het opnieuw en kies dan."
        )
    return vast


def lock_incident(incident: Incident, gezien: int | None) -> Incident:
    """Lock an incident that the viewer may see, and refuse when somebody changed it since version `gezien` was looked at."""
    vast = Incident.objects.select_for_update().get(pk=incident.pk)
    if gezien is not None and vast.versie != gezien:
        raise AnderWasVoorError(
            f"Incident {vast.kenmerk} is intussen door iemand anders gewijzigd. Uw handeling is niet vastgelegd. Bekijk het opnieuw en kies dan."
        )
    return vast


def record_act(
    viewer: Viewer, signaal: Incidentsignaal, handeling: str, *, reden: str = "", **inhoud: object
) -> None:
    """Write one act on a locked signal: its version, the event, the line of the log, and who worked on it."""
    signaal.versie += 1
    signaal.save()
    Signaalgebeurtenis.objects.create(
        signaal=signaal,
        volgnummer=signaal.versie,
        handeling=handeling,
        op=klok.now(),
        door=viewer.actor,
        reden=reden.strip()[:1000],
    )
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=signaal.leverancier,
        handeling=f"signaal.{handeling}",
        onderwerp=("signaal", str(signaal.pk)),
        inhoud={"versie": signaal.versie, **{k: str(v) for k, v in inhoud.items()}},
    )
    record_betrokkenheid(
        viewer=viewer, onderwerp=("signaal", str(signaal.pk)), handeling=f"signaal.{handeling}"
    )


def record_incidentact(viewer: Viewer, incident: Incident, handeling: str, **inhoud: object) -> None:
    """Write one act on a locked incident: its version, the line of the log, and who worked on it."""
    incident.versie += 1
    incident.save()
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=incident.leverancier,
        handeling=f"incident.{handeling}",
        onderwerp=("incident", str(incident.pk)),
        inhoud={"versie": incident.versie, **{k: str(v) for k, v in inhoud.items()}},
    )
    record_betrokkenheid(
        viewer=viewer, onderwerp=("incident", str(incident.pk)), handeling=f"incident.{handeling}"
    )


def begin_zaak(viewer: Viewer, signaal: Incidentsignaal) -> None:
    """Let the zaak of a signal be worked on from the first act of somebody who handles it."""
    if signaal.zaak is not None and signaal.zaak.status == ONTVANGEN and signaal.zaak.einddatum is None:
        record_stap(viewer=make_zaakviewer(viewer), zaak_id=signaal.zaak.pk, handeling="neem_in_behandeling")


def end_zaak(viewer: Viewer, signaal: Incidentsignaal) -> None:
    """Close the zaak of a signal that ended, unless who told it still has to hear what came of it: that letter belongs in the zaak."""
    zaak = signaal.zaak
    if zaak is None or zaak.einddatum is not None or wants_antwoord(signaal):
        return
    record_stap(viewer=make_zaakviewer(viewer), zaak_id=zaak.pk, handeling=SLUIT, resultaat=signaal.afloop)


def reopen_zaak(viewer: Viewer, signaal: Incidentsignaal) -> None:
    """Open the zaak of a signal again when it was closed with it."""
    if signaal.zaak is not None and signaal.zaak.einddatum is not None:
        record_stap(
            viewer=make_zaakviewer(viewer),
            zaak_id=signaal.zaak.pk,
            handeling="heropen",
            reden=f"{signaal.kenmerk} is heropend.",
        )


def wants_antwoord(signaal: Incidentsignaal) -> bool:
    """Tell whether who told it asked to hear what came of it, and can still be reached."""
    melder = getattr(signaal, "melder", None)
    return melder is not None and melder.terugkoppeling and melder.vernietigd_op is None
