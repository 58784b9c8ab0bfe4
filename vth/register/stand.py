"""One writer at a time per supplier and kind of record, and a number that tells that something was written."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q

from vth.tijd import klok

from .models import Stand

SLOTDUUR = timedelta(minutes=15)


class StandBezetError(Exception):
    """Another delivery of the same supplier and kind is at work."""


@transaction.atomic
def claim_stand(leverancier: str, soorten: Iterable[str], houder: str) -> None:
    """Take the lock of a supplier's records of these kinds for one delivery, or none at all.

    `houder` is the id of the delivery, and behind a point what tells one try of it from another.

    A lock that was not renewed for a quarter of an hour belongs to a process that died, and is taken over.
    Raises StandBezetError that names the delivery that is at work.
    """
    nu = klok.now()
    for soort in sorted(soorten):
        Stand.objects.get_or_create(leverancier=leverancier, soort=soort)
        vrij = Q(bezet_door__in=["", houder]) | Q(bezet_tot__lt=nu)
        rijen = Stand.objects.filter(vrij, leverancier=leverancier, soort=soort)
        if not rijen.update(bezet_door=houder, bezet_tot=nu + SLOTDUUR):
            bezet = Stand.objects.get(leverancier=leverancier, soort=soort)
            raise StandBezetError(
                f"Aanlevering {bezet.bezet_door.partition('.')[0]} van {leverancier} ({soort}) wordt nu verwerkt. Twee aanleveringen "
                "tegelijk zouden elkaar tegenspreken. Wacht tot die klaar is; deze blijft bewaard."
            )


def renew_stand(leverancier: str, houder: str) -> None:
    """Keep the lock for another quarter of an hour."""
    Stand.objects.filter(leverancier=leverancier, bezet_door=houder).update(bezet_tot=klok.now() + SLOTDUUR)


def holds_stand(leverancier: str, houder: str) -> bool:
    """Tell whether the lock is still held under this name: one that ran out may have been taken over."""
    return Stand.objects.filter(leverancier=leverancier, bezet_door=houder).exists()


def is_bezet(leverancier: str, aanlevering_id: str) -> bool:
    """Tell whether some try of a delivery is at work now."""
    rijen = Stand.objects.filter(leverancier=leverancier, bezet_door__startswith=aanlevering_id)
    return rijen.filter(bezet_tot__gte=klok.now()).exists()


def release_stand(leverancier: str, houder: str) -> None:
    """Give the lock back."""
    Stand.objects.filter(leverancier=leverancier, bezet_door=houder).update(bezet_door="", bezet_tot=None)


def read_nummers(leverancier: str, soorten: Iterable[str]) -> dict[str, int]:
    """Give the present number per kind; 0 when nothing was ever written."""
    rijen = Stand.objects.filter(leverancier=leverancier, soort__in=list(soorten))
    return dict.fromkeys(soorten, 0) | {s.soort: s.nummer for s in rijen}


def raise_nummer(leverancier: str, soort: str) -> int:
    """Raise the number, inside the transaction that writes, and give the new one."""
    Stand.objects.get_or_create(leverancier=leverancier, soort=soort)
    Stand.objects.filter(leverancier=leverancier, soort=soort).update(nummer=F("nummer") + 1)
    return Stand.objects.get(leverancier=leverancier, soort=soort).nummer
