"""Reading who hold toestemmingen on a day as it was known then, and how that came: only what the viewer may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from vth.regelgeving.rules import Grond, RegelError
from vth.regelgeving.selectors import find_grond
from vth.register.models import Bronobject
from vth.register.selectors import find_zichtbaar, list_namen
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer

from .besluitstand import find_werkend
from .houderrules import Overdrachtmelding, derive_houders, derive_overdrachtmelding
from .models import Houderwissel, Toestemming
from .selectors import list_houderwissels, read_eerste_houders, read_wissels

REGEL, VERGUNNING = "vergunningen.overdracht_termijn", "vergunning"
ONZICHTBAAR = "iemand die u niet mag zien"


@dataclass(frozen=True)
class Houder:
    """Who holds one toestemming, since which day; `naam` is what lists call him."""

    toestemming: Toestemming
    bronobject: Bronobject
    naam: str
    sinds: date

    @property
    def adres(self) -> str:
        """Give the address of the record."""
        return reverse("portaal:object", args=[self.bronobject.pk])


@dataclass(frozen=True)
class Wisselbeeld:
    """One change of holder as the page of a toestemming shows it: who took over from whom, and whether it was told in time."""

    wissel: Houderwissel
    zichtbaar: bool
    houder: str
    vorige: str
    melding: Overdrachtmelding


def read_houders(
    viewer: Viewer, toestemmingen: Sequence[Toestemming], peilmoment: Peilmoment
) -> list[Houder]:
    """Give who hold toestemmingen of one permit on a day, as it was known then, as far as the viewer may see who that is.

    Of a draft, of what does not work yet or any more, and of what was taken away as a whole nobody is the holder. What a court
    suspended keeps its holder.
    """
    werkend = find_werkend(toestemmingen, peilmoment)
    eerste, wissels = read_eerste_houders(werkend), read_wissels(werkend, peilmoment.beschikbaar_op)
    gevonden = [
        (t, id_, max(sinds, begin))
        for t, begin in werkend.items()
        for id_, sinds in derive_houders(
            eerste.get(t.pk, ()), begin, wissels.get(t.pk, ()), peilmoment.geldig_op
        ).items()
    ]
    zichtbaar = find_zichtbaar(viewer, {id_ for _, id_, _ in gevonden})
    namen = list_namen(zichtbaar.values(), peilmoment)
    return [
        Houder(t, zichtbaar[id_], namen.get(id_) or zichtbaar[id_].sleutel, sinds)
        for t, id_, sinds in gevonden
        if id_ in zichtbaar
    ]


def list_wisselbeelden(viewer: Viewer, toestemming: Toestemming, peilmoment: Peilmoment) -> list[Wisselbeeld]:
    """List how the holders of a toestemming changed, in words; who may not be seen is not named."""
    rijen = list_houderwissels([toestemming])
    zichtbaar = find_zichtbaar(viewer, {id_ for w in rijen for id_ in (w.houder_id, w.vorige_id) if id_})
    namen = list_namen(zichtbaar.values(), peilmoment)
    return [
        Wisselbeeld(
            w,
            w.houder_id in zichtbaar,
            namen.get(w.houder_id, ONZICHTBAAR),
            namen.get(w.vorige_id, ONZICHTBAAR) if w.vorige_id else "",
            derive_overdrachtmelding(w.vanaf, w.gemeld_op, _read_weken(toestemming, w.vanaf)),
        )
        for w in rijen
    ]


def find_overdrachtgrond(toestemming: Toestemming, dag: date) -> Grond | None:
    """Find the rule of a day that says how long before it a change of holder is told; None when none is known for that day.

    It is about a vergunning (Ow 5.37): of another kind of toestemming nothing is judged.
    """
    if toestemming.toestemmingsoort != VERGUNNING:
        return None
    try:
        return find_grond(REGEL, geldig_op=dag)
    except RegelError:
        return None


def _read_weken(toestemming: Toestemming, dag: date) -> int | None:
    """Give how many weeks before it a change of holder is told; None when no rule is known for it."""
    grond = find_overdrachtgrond(toestemming, dag)
    return int(grond.waarde) if grond else None
