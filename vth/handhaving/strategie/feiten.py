"""Looking up what the data know of a violation when it is weighed: only what the viewer may see, and no further back than the rule looks."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from vth.register.models import Bronobject
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer, derive_zicht_q
from vth.toezicht.geschiedenislezen import list_records
from vth.toezicht.models import Bevinding, Bevindingbewijs
from vth.toezicht.rules import NA_AANWIJZING, derive_oordeel

from ..models import Afweging, Maatregel, Overtreder, Overtreding, Overtredingsnorm
from ..selectors import list_zichtbaar
from .aspecten import Aspectfeiten, Drempels, Eerdere
from .matrix import Plaats
from .rules import WAARSCHUWING, Stand

# So many other violations of one offender are looked at, the newest.
MEESTE = 200
OPGELEGD = ("lopend", "uitgewerkt", "afgerond")


@dataclass(frozen=True)
class Bewijs:
    """Something in the file that a weighing can rest on: a finding, or a document that shows it."""

    code: str
    naam: str


@dataclass(frozen=True)
class Dossierfeiten:
    """What of the file a weighing looks at: what inspectors judged and what they saw, and the facts for the aspects.

    `ander` are the other violations that were looked at, for the log of reads.
    """

    voorgesteld: tuple[str, ...]
    bevindingen: tuple[Bevinding, ...]
    bewijzen: tuple[Bewijs, ...]
    feiten: Aspectfeiten
    ander: tuple[Overtreding, ...]


def read_dossierfeiten(viewer: Viewer, overtreding: Overtreding, drempels: Drempels) -> Dossierfeiten:
    """Read what is known of a violation that the viewer was given."""
    bevindingen = list_bevindingen(viewer, overtreding)
    ander = _list_van_overtreder(viewer, overtreding, drempels)
    return Dossierfeiten(
        voorgesteld=tuple(
            dict.fromkeys(derive_oordeel(b.gevolg, b.gedrag) for b in bevindingen if b.gevolg and b.gedrag)
        ),
        bevindingen=tuple(bevindingen),
        bewijzen=tuple(_list_bewijzen(bevindingen)),
        feiten=_make_feiten(overtreding, bevindingen, ander or [], drempels, bekend=ander is not None),
        ander=tuple(ander or ()),
    )


def list_bevindingen(viewer: Viewer, overtreding: Overtreding) -> list[Bevinding]:
    """List the findings of a violation that the viewer may see and that were not withdrawn."""
    rijen = Bevinding.objects.filter(
        derive_zicht_q(viewer.zicht, "controle__"),
        overtredingen__overtreding=overtreding,
        ingetrokken_op=None,
    )
    return list(rijen.select_related("controle").order_by("geregistreerd_op", "volgnummer"))


def _list_bewijzen(bevindingen: Sequence[Bevinding]) -> list[Bewijs]:
    """List what a weighing can rest on: each finding, and the documents that go with it."""
    uit = [Bewijs(f"bevinding:{b.pk}", f"{b} van {b.controle.kenmerk}") for b in bevindingen]
    rijen = Bevindingbewijs.objects.filter(bevinding__in=[b.pk for b in bevindingen])
    stukken = {r.document_id: r.document for r in rijen.select_related("document").order_by("document_id")}
    return uit + [Bewijs(f"document:{id_}", str(document)) for id_, document in stukken.items()]


def _list_van_overtreder(
    viewer: Viewer, overtreding: Overtreding, drempels: Drempels
) -> list[Overtreding] | None:
    """List the other violations by the same offender that the viewer may see, in the years that the rule looks back; None when nobody is named.

    Who is the same is what `ontdubbeling` judged.
    """
    overtreders = Overtreder.objects.filter(overtreding=overtreding).values("bronobject_id")
    wie = list(Bronobject.objects.filter(pk__in=overtreders))
    if not wie:
        return None
    records = list_records(viewer, wie, Peilmoment(klok.today(), klok.now())) | {b.pk for b in wie}
    dag = overtreding.overtredingsdatum
    # What still runs counts beside it, also when it was seen later.
    tijd = Q(overtredingsdatum__gte=shift_jaren(dag, -drempels.recidive_jaren), overtredingsdatum__lte=dag)
    rijen = list_zichtbaar(viewer).filter(
        tijd | Q(staat=Overtreding.Staat.VASTGESTELD, overtredingsdatum__gte=dag),
        pk__in=Overtreder.objects.filter(bronobject__een_van=records).values("overtreding_id"),
    )
    rijen = rijen.exclude(pk=overtreding.pk).exclude(staat=Overtreding.Staat.VERVALLEN)
    return list(rijen.order_by("-overtredingsdatum", "-pk")[:MEESTE])


def shift_jaren(dag: date, jaren: int) -> date:
    """Give the same day so many years on; the last of February where there is no 29th."""
    try:
        return dag.replace(year=dag.year + jaren)
    except ValueError:
        return dag.replace(year=dag.year + jaren, day=28)


def _make_feiten(
    overtreding: Overtreding,
    bevindingen: Sequence[Bevinding],
    ander: Sequence[Overtreding],
    drempels: Drempels,
    *,
    bekend: bool,
) -> Aspectfeiten:
    """Put the facts for the aspects together; before is before, and beside is what runs or was seen on the same day."""
    dag = overtreding.overtredingsdatum
    normen = list_normen([overtreding.pk, *(o.pk for o in ander)])
    eigen = normen.get(overtreding.pk, set())
    beelden = [
        (o, Eerdere(o.kenmerk, o.overtredingsdatum, bool(normen.get(o.pk, set()) & eigen))) for o in ander
    ]
    laatste = find_laatste(overtreding)
    return Aspectfeiten(
        dag=dag,
        overtreder_bekend=bekend,
        eerdere=[e for o, e in beelden if o.overtredingsdatum < dag],
        naast=[
            e for o, e in beelden if o.overtredingsdatum == dag or o.staat == Overtreding.Staat.VASTGESTELD
        ],
        normen=len(eigen),
        begonnen_op=overtreding.begonnen_op,
        gevolgen=[b.gevolg for b in bevindingen if b.gevolg],
        direct_hersteld=bool(bevindingen) and all(b.resultaat == NA_AANWIJZING for b in bevindingen),
        vastgelegd={a["code"]: a["grond"] for a in (laatste.aspecten if laatste else ()) if a.get("telt")},
    )


def list_normen(overtredingen: Iterable[uuid.UUID]) -> dict[uuid.UUID, set[str]]:
    """Give the norms of violations, written so that they compare; one query."""
    uit: dict[uuid.UUID, set[str]] = {}
    rijen = Overtredingsnorm.objects.filter(overtreding__in=list(overtredingen))
    for id_, citaat in rijen.values_list("overtreding_id", "citaat"):
        uit.setdefault(id_, set()).add(" ".join(citaat.casefold().split()))
    return uit


def find_laatste(overtreding: Overtreding) -> Afweging | None:
    """Give the weighing that holds, if there is one."""
    return Afweging.objects.filter(overtreding=overtreding).order_by("-volgnummer").first()


def read_stand(overtreding: Overtreding) -> Stand:
    """Give how a violation stands for a next weighing."""
    laatste = find_laatste(overtreding)
    gewaarschuwd = Maatregel.objects.filter(
        overtredingen__overtreding=overtreding, instrument=WAARSCHUWING, staat__in=OPGELEGD
    )
    return Stand(
        staat=overtreding.staat,
        gewaarschuwd=gewaarschuwd.exists(),
        plaats=Plaats(laatste.gevolg, laatste.gedrag) if laatste else None,
        gekozen=tuple(laatste.gekozen) if laatste else (),
    )
