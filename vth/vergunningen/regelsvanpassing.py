"""Which rules hold at a place on a day: those of the Bal for its activities, its own permits, and other norms. Reads only."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from vth.begrippen.selectors import read_lijst
from vth.register.models import ActiviteituitvoeringVoorkomen, Bronobject
from vth.register.selectors import Objectbeeld, list_namen, read_object
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer

from .balregels import Algemeneregels, Balactiviteit, derive_regels
from .consolidatie import read_stand
from .models import Norm, Vergunning
from .onderwerpkeuzes import list_plaatsactiviteiten
from .selectors import list_vergunningen_van
from .verouderinglezen import BEEINDIGD, LIJST, derive_paragraaf


@dataclass(frozen=True)
class Eigenvergunning:
    """A permit for the place, and how many voorschriften of it stand on the day."""

    vergunning: Vergunning
    aantal: int


@dataclass(frozen=True)
class Regelsvanpassing:
    """What holds at one place: rules of the Bal, own permits, other norms."""

    beeld: Objectbeeld
    algemeen: Algemeneregels
    vergunningen: tuple[Eigenvergunning, ...]
    normen: tuple[Norm, ...]


def read_regelsvanpassing(
    viewer: Viewer, bronobject_id: uuid.UUID | str, peilmoment: Peilmoment
) -> Regelsvanpassing:
    """Give what holds at a place, or for one activity, at a moment: from what the viewer may see there.

    Raises the BestaatNietError of the register when it is not there for this viewer.
    """
    beeld = read_object(viewer, bronobject_id, peilmoment)
    records = list_plaatsactiviteiten(beeld)
    activiteiten = _read_activiteiten(records, peilmoment)
    algemeen = derive_regels(activiteiten, read_lijst(LIJST).waarden, peilmoment.geldig_op)
    ids = [*(b.pk for b in beeld.bronobjecten), *(r.pk for r in records)]
    vergunningen = list_vergunningen_van(viewer, ids)
    return Regelsvanpassing(
        beeld=beeld,
        algemeen=algemeen,
        vergunningen=tuple(Eigenvergunning(v, len(read_stand(v.pk, peilmoment))) for v in vergunningen),
        normen=tuple(
            list_normen(
                peilmoment.geldig_op,
                gebieden={b.gebied for b in beeld.bronobjecten},
                paragrafen=[p.code for p in algemeen.paragrafen],
            )
        ),
    )


def _read_activiteiten(records: Sequence[Bronobject], peilmoment: Peilmoment) -> list[Balactiviteit]:
    """Read the activities that are carried out at a moment; what was ended is left out."""
    rijen = ActiviteituitvoeringVoorkomen.objects.filter(bronobject__in=[r.pk for r in records])
    namen = list_namen(records, peilmoment)
    dag = peilmoment.geldig_op
    return [
        Balactiviteit(namen[v.bronobject_id], derive_paragraaf(v))
        for v in rijen.seen_at(peilmoment).order_by("bronobject_id")
        if v.status != BEEINDIGD and not (v.beeindigingsdatum and v.beeindigingsdatum <= dag)
    ]


def list_normen(
    dag: date, *, gebieden: Iterable[str] = (), paragrafen: Iterable[str] | None = None
) -> list[Norm]:
    """List the norms that hold on a day in some areas, those of everywhere too; with `paragrafen` only of those or of none."""
    rijen = Norm.objects.filter(
        Q(gebied="") | Q(gebied__in=sorted(set(gebieden) - {""})),
        begin_geldigheid__lte=dag,
        eind_geldigheid__gt=dag,
    )
    if paragrafen is not None:
        rijen = rijen.filter(Q(bal_paragraaf="") | Q(bal_paragraaf__in=list(paragrafen)))
    return list(rijen.order_by("soort", "regeling", "artikel", "pk"))
