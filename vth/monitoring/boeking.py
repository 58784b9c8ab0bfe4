"""What every act on a self-assessment does: lock it, see that nobody was first, write the act, the log and who may see it."""

from collections.abc import Iterable

from vth.logboek.services import record_gebeurtenis
from vth.tijd import klok
from vth.toegang.rules import Viewer

from .agendapunten import write_agenda
from .models import Lezer, Zelfbeoordeling, Zelfbeoordelinggebeurtenis
from .rules import UITGENODIGD, AnderWasVoorError, MonitoringError

SOORT, NIVEAU = "zelfbeoordeling", "intern"


def share_zelfbeoordeling(zelfbeoordeling: Zelfbeoordeling, organisaties: Iterable[str]) -> None:
    """Let organisations see it from now on; twice is once."""
    Lezer.objects.bulk_create(
        [
            Lezer(
                zelfbeoordeling=zelfbeoordeling,
                soort=SOORT,
                leverancier=code,
                gebied="",
                vertrouwelijkheid=NIVEAU,
                vanaf=klok.now(),
            )
            for code in organisaties
        ],
        ignore_conflicts=True,
    )


def lock_zelfbeoordeling(zelfbeoordeling: Zelfbeoordeling, gezien: int | None) -> Zelfbeoordeling:
    """Lock a self-assessment that the viewer may see, and refuse when somebody changed it since version `gezien` was looked at."""
    vast = Zelfbeoordeling.objects.select_for_update().get(pk=zelfbeoordeling.pk)
    if gezien is not None and vast.versie != gezien:
        raise AnderWasVoorError(
            f"De zelfbeoordeling van {vast.dienst} is intussen door iemand anders gewijzigd. Uw handeling is niet vastgelegd. "
            "Bekijk opnieuw hoe het er voor staat."
        )
    return vast


def lock_open(zelfbeoordeling: Zelfbeoordeling, gezien: int | None) -> Zelfbeoordeling:
    """Lock one that is being filled in. Raises MonitoringError once it lies with the board or was handed in."""
    zelfbeoordeling = lock_zelfbeoordeling(zelfbeoordeling, gezien)
    if zelfbeoordeling.stand != UITGENODIGD:
        raise MonitoringError(
            f"De zelfbeoordeling {zelfbeoordeling.get_stand_display()}, en is dan niet te wijzigen. Haal haar terug van het bestuur, of vraag "
            "de toetser haar terug te sturen."
        )
    return zelfbeoordeling


def record_act(
    viewer: Viewer,
    zelfbeoordeling: Zelfbeoordeling,
    handeling: str,
    *,
    naar: str = "",
    reden: str = "",
    **inhoud: object,
) -> None:
    """Write one act when all else of it is written: state and version, the event, the agenda and the line of the log."""
    if naar:
        zelfbeoordeling.stand = naar
    zelfbeoordeling.versie += 1
    zelfbeoordeling.save()
    Zelfbeoordelinggebeurtenis.objects.create(
        zelfbeoordeling=zelfbeoordeling,
        volgnummer=zelfbeoordeling.versie,
        handeling=handeling,
        naar=naar,
        op=klok.now(),
        door=viewer.actor,
        reden=reden.strip()[:2000],
    )
    write_agenda(zelfbeoordeling)
    record_gebeurtenis(
        actor=viewer.actor,
        handeling=f"zelfbeoordeling.{handeling}",
        organisatie=zelfbeoordeling.dienst,
        onderwerp=(SOORT, str(zelfbeoordeling.pk)),
        inhoud=inhoud,
    )
