"""What this package needs of its room: reading one violation, and what every act on one does."""

import uuid

from django.db.models import QuerySet

from vth.logboek.services import record_gebeurtenis
from vth.organisaties.services import record_betrokkenheid
from vth.tijd import klok
from vth.toegang.rules import Viewer, derive_zicht_q
from vth.zaken.selectors import get_zichtbaar

from ..models import Overtreding, Overtredingsgebeurtenis
from .fouten import AnderWasVoorError

OVERTREDING = "overtreding.record"


def list_zichtbaar(viewer: Viewer) -> QuerySet[Overtreding]:
    """Give the violations the viewer may see."""
    return Overtreding.objects.filter(derive_zicht_q(viewer.zicht))


def get_overtreding(viewer: Viewer, overtreding_id: uuid.UUID | str) -> Overtreding:
    """Give one violation; raises BestaatNietError when it is not there for this viewer."""
    return get_zichtbaar(list_zichtbaar(viewer), overtreding_id, "Overtreding")


def lock_overtreding(overtreding: Overtreding, gezien: int | None) -> Overtreding:
    """Lock a violation that the viewer may see, and refuse when somebody changed it since version `gezien` was looked at."""
    vast = Overtreding.objects.select_for_update().get(pk=overtreding.pk)
    if gezien is not None and vast.versie != gezien:
        raise AnderWasVoorError(
            f"Overtreding {vast.kenmerk} is intussen door iemand anders gewijzigd. Uw handeling is niet vastgelegd. Bekijk haar opnieuw "
            "en kies dan."
        )
    return vast


def record_overtredingact(
    viewer: Viewer, overtreding: Overtreding, handeling: str, *, reden: str = "", **inhoud: object
) -> None:
    """Write one act on a locked violation: its version, the event, the line of the log, and who worked on it."""
    overtreding.versie += 1
    overtreding.save()
    Overtredingsgebeurtenis.objects.create(
        overtreding=overtreding,
        volgnummer=overtreding.versie,
        handeling=handeling,
        op=klok.now(),
        door=viewer.actor,
        reden=reden.strip()[:1000],
    )
    onderwerp = ("overtreding", str(overtreding.pk))
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=overtreding.leverancier,
        handeling=f"overtreding.{handeling}",
        onderwerp=onderwerp,
        inhoud={"versie": overtreding.versie, **{k: str(v) for k, v in inhoud.items()}},
    )
    record_betrokkenheid(viewer=viewer, onderwerp=onderwerp, handeling=f"overtreding.{handeling}")
