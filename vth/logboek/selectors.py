"""Reading the log and checking that it is whole."""

from collections.abc import Collection

from .models import Gebeurtenis, Zegel
from .rules import Breuk, Regel, check_keten


def as_regel(gebeurtenis: Gebeurtenis) -> Regel:
    """Give a stored line in the shape that is hashed."""
    return Regel(
        id=str(gebeurtenis.id),
        moment=gebeurtenis.moment,
        actor=gebeurtenis.actor,
        organisatie=gebeurtenis.organisatie,
        handeling=gebeurtenis.handeling,
        onderwerp_soort=gebeurtenis.onderwerp_soort,
        onderwerp_id=gebeurtenis.onderwerp_id,
        inhoud=gebeurtenis.inhoud,
        volgnummer=gebeurtenis.volgnummer,
        hash=gebeurtenis.hash,
    )


def list_breuken() -> list[Breuk]:
    """Read the sealed log from its first line and list every place where it was tampered with."""
    zegel = Zegel.objects.filter(pk=1).first()
    regels = Gebeurtenis.objects.exclude(volgnummer=None).order_by("volgnummer").iterator(chunk_size=2000)
    return check_keten(map(as_regel, regels), zegel.volgnummer if zegel else 0, zegel.hash if zegel else "")


def list_gebeurtenissen(soort: str, id_: str, *, hoogstens: int = 100) -> list[Gebeurtenis]:
    """List the latest acts on one subject, newest first."""
    return list(
        Gebeurtenis.objects.filter(onderwerp_soort=soort, onderwerp_id=str(id_)).order_by("-moment")[
            :hoogstens
        ]
    )


def list_laatste_daden(
    soorten: Collection[str], *, na: int, tot: int, behalve: str, hoogstens: int
) -> list[Gebeurtenis]:
    """List the latest acts on things of some kinds numbered after `na`, up to and with `tot`, but those of one actor; newest first.

    Who calls this asks the room of each thing whether the viewer may see it.
    """
    regels = Gebeurtenis.objects.filter(volgnummer__gt=na, volgnummer__lte=tot, onderwerp_soort__in=soorten)
    return list(regels.exclude(actor=behalve).order_by("-volgnummer")[:hoogstens])
