"""What the page of one permit's signs shows: each sign with its reason, its rule, and the voorschriften it is about."""

import uuid
from dataclasses import dataclass
from datetime import date

from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG, Peilmoment
from vth.toegang.rules import Viewer

from .consolidatie import read_stand
from .models import Vergunning, Verouderingsstand, Verouderingsvlag
from .selectors import get_vergunning
from .verouderinglijst import EIGEN, list_codes, list_vlaggen


@dataclass(frozen=True)
class Vlagblok:
    """One sign as it is shown: its name, and number and title of the voorschriften that still stand."""

    vlag: Verouderingsvlag
    naam: str
    voorschriften: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Verouderingpagina:
    """The signs of one permit, when they were worked out, and when that will be done again without anybody acting."""

    vergunning: Vergunning
    stand: Verouderingsstand | None
    vlaggen: tuple[Vlagblok, ...]
    opnieuw_op: date | None


def make_verouderingpagina(viewer: Viewer, vergunning_id: uuid.UUID) -> Verouderingpagina:
    """Give the signs of one permit. Raises BestaatNietError when it is not there for this viewer."""
    vergunning = get_vergunning(viewer, vergunning_id)
    stand = Verouderingsstand.objects.filter(pk=vergunning.pk).first()
    regels = {
        str(r.voorschrift_id): r for r in read_stand(vergunning.pk, Peilmoment(klok.today(), klok.now()))
    }
    codes = list_codes()
    blokken = [
        Vlagblok(
            vlag,
            codes.get(vlag.code, codes[EIGEN]),
            tuple((v, regels[v].nummer, regels[v].titel) for v in vlag.voorschriften if v in regels),
        )
        for vlag in list_vlaggen(viewer, [vergunning.pk])[vergunning.pk]
    ]
    opnieuw = stand.opnieuw_op if stand and stand.opnieuw_op < OPEN_DAG else None
    return Verouderingpagina(vergunning, stand, tuple(blokken), opnieuw)
