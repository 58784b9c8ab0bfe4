"""Looking every night at what changed or has its day; what is too much for one transaction goes on in the queue, share by share."""

import uuid
from collections.abc import Iterator
from datetime import date

from django.db.models import F, Q
from django_tasks import task

from vth.agenda.dagtaken import Dagtaak
from vth.interface.rij import enqueue_once
from vth.register.models import ActiviteituitvoeringVoorkomen
from vth.tijd import klok
from vth.tijd.models import Herkomst
from vth.toegang.claim import claim_alles

from .models import Toestemmingonderwerp, Vergunning, Verouderingsstand
from .verouderingboeking import Regelkast, refresh_veroudering

# So many at once: a few seconds of writing. A new rule can ask for all permits of the country.
HOOGSTENS = 2000


@task()
def run_veroudering() -> None:
    """Work out one more share of what waits, and go on with the next as long as there is more."""
    op = klok.today()
    with claim_alles():
        wacht = _list_wachtend(op, Regelkast(op))
        refresh_veroudering(wacht[:HOOGSTENS], op)
    if len(wacht) > HOOGSTENS:
        run_veroudering.enqueue()


def update_veroudering(na: date | None, op: date) -> int:
    """Work out again what changed since the last time or has its day; what did not change is not looked at.

    Gives how many now; what is more than one share waits with its day, and the queue goes on with it.
    """
    geraakt = set(_list_activiteiten(na))
    wacht = sorted({*_list_wachtend(op, Regelkast(op)), *geraakt})
    nu, later = wacht[:HOOGSTENS], wacht[HOOGSTENS:]
    if later:
        Verouderingsstand.objects.filter(pk__een_van=[i for i in later if i in geraakt]).update(opnieuw_op=op)
        enqueue_once(run_veroudering)
    return refresh_veroudering(nu, op)


def _list_wachtend(op: date, kast: Regelkast) -> list[uuid.UUID]:
    """List the permits that wait: acted on, with a day that has come, or worked out under other rules."""
    return sorted({*_list_gewijzigd(), *_list_dagen(op), *_list_andere_regels(kast)})


def _list_gewijzigd() -> Iterator[uuid.UUID]:
    """List permits that were never worked out, or acted on since."""
    nieuw = Q(verouderingsstand=None) | ~Q(verouderingsstand__versie=F("versie"))
    yield from Vergunning.objects.filter(nieuw).values_list("pk", flat=True)


def _list_dagen(op: date) -> Iterator[uuid.UUID]:
    """List permits whose day has come."""
    yield from Verouderingsstand.objects.filter(opnieuw_op__lte=op).values_list("vergunning_id", flat=True)


def _list_activiteiten(na: date | None) -> Iterator[uuid.UUID]:
    """List permits of which the register heard something about an activity since a day; by the acts of those days."""
    if na is None:
        return
    acten = Herkomst.objects.filter(moment__date__gte=na)
    geraakt = ActiviteituitvoeringVoorkomen.objects.filter(herkomst_id__in=acten.values("pk"))
    over = Toestemmingonderwerp.objects.filter(
        rol=Toestemmingonderwerp.Rol.ACTIVITEIT, bronobject_id__in=geraakt.values("bronobject_id")
    )
    yield from over.values_list("toestemming__vergunning_id", flat=True).distinct()


def _list_andere_regels(kast: Regelkast) -> Iterator[uuid.UUID]:
    """List permits that were worked out under other rules than hold now: all at once, and per authority with rules of its own."""
    rijen = Verouderingsstand.objects.all()
    eigen = Q(bevoegd_gezag__in=kast.list_codes("gezag")) | Q(leverancier__in=kast.list_codes("od"))
    merk = kast.get_regels("", "")[1]
    yield from rijen.exclude(eigen).exclude(regelmerk=merk).values_list("vergunning_id", flat=True)
    for gezag, dienst in rijen.filter(eigen).values_list("bevoegd_gezag", "leverancier").distinct():
        merk = kast.get_regels(gezag, dienst)[1]
        anders = rijen.filter(bevoegd_gezag=gezag, leverancier=dienst).exclude(regelmerk=merk)
        yield from anders.values_list("vergunning_id", flat=True)


DAGTAKEN = (Dagtaak("vergunningen.veroudering", "vergunningen bekeken op veroudering", update_veroudering),)
