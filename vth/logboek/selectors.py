"""Reading the log and checking that it is whole."""

from collections.abc import Collection, Iterator
from dataclasses import fields

from django.db.models import QuerySet, Subquery

from .models import Gebeurtenis, Zegel
from .rules import Breuk, Regel, check_keten

PER_GREEP = 5000
KOLOMMEN = [veld.name for veld in fields(Regel)]


def read_regels(rijen: QuerySet[Gebeurtenis]) -> list[Regel]:
    """Read stored lines in the shape that is hashed; no row becomes an object of the ORM, for a log is long."""
    return [Regel(str(id_), *rest) for id_, *rest in rijen.values_list(*KOLOMMEN)]


def list_breuken() -> list[Breuk]:
    """Read the sealed log from its first line and list every place where it was tampered with.

    Seal and last line are read in one question, and lines that are sealed while this reads are left for the next time: on a
    site at work they would look like an end that was replaced.
    """
    laatste = Gebeurtenis.objects.exclude(volgnummer=None).order_by("-volgnummer").values("volgnummer")[:1]
    zegel = Zegel.objects.filter(pk=1).values_list("volgnummer", "hash", Subquery(laatste)).first()
    nummer, hash_, tot = zegel or (0, "", laatste.values_list("volgnummer", flat=True).first())
    return check_keten(_list_regels(tot or 0), nummer, hash_)


def _list_regels(tot: int) -> Iterator[Regel]:
    """Read the sealed lines up to a number in their order, some thousands at a time: no cursor holds the whole log."""
    rijen, na = Gebeurtenis.objects.filter(volgnummer__lte=tot).order_by("volgnummer"), None
    while regels := read_regels((rijen if na is None else rijen.filter(volgnummer__gt=na))[:PER_GREEP]):
        yield from regels
        na = regels[-1].volgnummer


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
