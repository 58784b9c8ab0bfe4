"""Reading the catalogue and the frozen figures: the country to all, an organisation to who may see that organisation."""

import uuid
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Max, OuterRef, QuerySet, Subquery

from vth.toegang.rules import Viewer, derive_zicht_q
from vth.zaken.selectors import get_zichtbaar

from ..models import Indicatorstand, Indicatorwaarde
from .catalogus import AANTAL, list_indicatoren
from .rekenen import Telling


def list_geldend(code: str = "") -> QuerySet[Indicatorstand]:
    """Give the frozen figures that hold, of one indicator or of all, in order of period: of each period the last."""
    zelfde = Indicatorstand.objects.filter(
        indicator=OuterRef("indicator"), van=OuterRef("van"), tot=OuterRef("tot")
    )
    laatste = zelfde.values("indicator").annotate(n=Max("volgnummer")).values("n")
    alle = Indicatorstand.objects.filter(volgnummer=Subquery(laatste))
    return (alle.filter(indicator=code) if code else alle).order_by("indicator", "van", "tot")


def list_standen(code: str) -> QuerySet[Indicatorstand]:
    """Give every frozen figure of an indicator, corrected ones too, the newest first."""
    return Indicatorstand.objects.filter(indicator=code).order_by("-van", "-tot", "-volgnummer")


def get_stand(stand_id: uuid.UUID | str) -> Indicatorstand:
    """Give a frozen figure; raises BestaatNietError."""
    return get_zichtbaar(Indicatorstand.objects.all(), stand_id, "Vastgelegd cijfer")


def list_waarden(viewer: Viewer, standen: Iterable[Indicatorstand]) -> list[Indicatorwaarde]:
    """Give what each organisation that the viewer may see delivered for some figures, by organisation and period."""
    rijen = (
        Indicatorwaarde.objects.filter(derive_zicht_q(viewer.zicht), stand__in=[s.pk for s in standen])
        .select_related("stand")
        .order_by("dienst", "stand__van", "stand__tot")
    )
    return list({(rij.dienst, rij.stand_id): rij for rij in rijen}.values())


def derive_waarde(code: str, telling: Telling | Indicatorstand | Indicatorwaarde) -> Decimal | None:
    """Give the figure itself: the number, or the share in percents; None where nothing is usable."""
    indicator = list_indicatoren().get(code)
    if not telling.bruikbaar:
        return None
    if indicator and indicator.soort == AANTAL:
        return telling.teller
    return None if not telling.noemer else telling.teller * 100 / telling.noemer


def derive_volledigheid(telling: Telling | Indicatorstand | Indicatorwaarde) -> Decimal | None:
    """Give which share of the records is usable, in percents; None where there are none."""
    return Decimal(telling.bruikbaar) * 100 / telling.records if telling.records else None
