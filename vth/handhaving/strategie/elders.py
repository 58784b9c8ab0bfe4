"""What other organisations established of the same offender: from the kernels in the register, only on a ground for that kind of data and within the viewer's own sight.

Without a ground, outside one's area, or when there is nothing, the answer is the same: nothing. It is shown when somebody weighs and never kept with the weighing, so
that nobody reads it there later. What stands in `opsporing`, or was positioned in criminal law, is in no kernel.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from vth.organisaties.selectors import list_namen
from vth.register.models import Bronobject, OvertredingVoorkomen, Relatie
from vth.register.selectors import list_zichtbare_ids
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer, decide_inzage
from vth.toezicht.geschiedenislezen import list_records

from ..models import Overtreder, Overtreding
from .aspecten import Drempels, Eerdere
from .feiten import MEESTE, list_normen, shift_jaren

SOORT = "overtreding"
VERVALLEN = "vervallen"


@dataclass(frozen=True)
class Elders:
    """Violations that others established, why one may see that, and the records that are shown, for the log of reads."""

    eerdere: tuple[Eerdere, ...] = ()
    rijen: tuple[dict[str, Any], ...] = ()
    grond: str = ""
    records: tuple[Bronobject, ...] = ()


GEEN = Elders()


def read_elders(
    viewer: Viewer, overtreding: Overtreding, drempels: Drempels, *, behalve: Collection[UUID | None] = ()
) -> Elders:
    """Read the violations of other organisations by the same offender in the years that the rule looks back; `behalve` are kernels of files that were looked at already."""
    beslissing = decide_inzage(viewer, SOORT)
    overtreders = Overtreder.objects.filter(overtreding=overtreding).values("bronobject_id")
    wie = list(Bronobject.objects.filter(pk__in=overtreders)) if beslissing.mag else []
    if not wie:
        return GEEN
    nu, dag = Peilmoment(klok.today(), klok.now()), overtreding.overtredingsdatum
    # Who is the same is what `ontdubbeling` judged.
    records = list_records(viewer, wie, nu) | {b.pk for b in wie}
    relaties = Relatie.objects.filter(naar_id__een_van=records, soort="begaan_door").seen_at(nu)
    ids = list_zichtbare_ids(viewer, set(relaties.values_list("van_id", flat=True)) - set(behalve))
    gevonden = (
        OvertredingVoorkomen.objects.filter(
            bronobject__een_van=ids,
            overtredingsdatum__gte=shift_jaren(dag, -drempels.recidive_jaren),
            overtredingsdatum__lte=dag,
        )
        .exclude(bronobject__leverancier=overtreding.leverancier)
        .exclude(aard=VERVALLEN)
        .seen_at(nu)
        .select_related("bronobject")
        .order_by("-overtredingsdatum", "-bronobject_id")[:MEESTE]
    )
    if not gevonden:
        return GEEN
    return _make_elders(list(gevonden), overtreding, str(beslissing.reden))


def _make_elders(gevonden: list[OvertredingVoorkomen], overtreding: Overtreding, grond: str) -> Elders:
    """Put together what is shown of them."""
    eigen = list_normen([overtreding.pk]).get(overtreding.pk, set())
    namen = list_namen({v.bronobject.leverancier for v in gevonden}, klok.today())
    eerdere, rijen = [], []
    for v in gevonden:
        bij = namen.get(v.bronobject.leverancier, v.bronobject.leverancier)
        assert isinstance(v.overtredingsdatum, date)
        eerdere.append(
            Eerdere(
                v.kenmerk or v.bronobject.sleutel,
                v.overtredingsdatum,
                bool(_read_normen(v.norm) & eigen),
                bij,
            )
        )
        rijen.append(
            {
                "bij": bij,
                "wat": v.aard or v.kenmerk or v.bronobject.sleutel,
                "dag": v.overtredingsdatum,
                "plaats": f"{v.gedrag}{v.gevolg}" if v.gedrag and v.gevolg else "",
                "hersteld": v.hersteldatum,
            }
        )
    return Elders(tuple(eerdere), tuple(rijen), grond, tuple(v.bronobject for v in gevonden))


def _read_normen(norm: str | None) -> set[str]:
    """Read the norms of a kernel, written so that they compare with those of a file."""
    return {" ".join(deel.casefold().split()) for deel in (norm or "").split(";") if deel.strip()}
