"""What a decision cannot do besides what breaks a permit: work before it was taken, never work, or replace what is not there. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from vth.vormgeving.opmaak import format_datum

from .rules import Werking, derive_stand, group_werkingen


@dataclass(frozen=True)
class Ontwerpdagen:
    """From when until when one mutation is to work, where that is not with its decision, and how people know it."""

    naam: str
    vanaf: date | None = None
    tot: date | None = None


def list_dagbezwaren(
    regels: Iterable[Ontwerpdagen], *, besluitdatum: date | None, ingangsdatum: date, vervaldatum: date | None
) -> list[str]:
    """Say of which mutations the days cannot be: before the decision was taken, or over before they begin.

    What works by operation of law is not taken: it works from its own day at the earliest.
    """
    bezwaren = []
    for r in regels:
        begin = r.vanaf or ingangsdatum
        if begin < (besluitdatum or ingangsdatum):
            wat = (
                f"het besluit op {format_datum(besluitdatum)} is genomen"
                if besluitdatum
                else f"de toestemming op {format_datum(ingangsdatum)} ingaat"
            )
            bezwaren.append(
                f"{r.naam} zou werken vanaf {format_datum(begin)}, voordat {wat}. Controleer ‘werkt vanaf’."
            )
        eind = min((d for d in (r.tot, vervaldatum) if d is not None), default=None)
        if eind is not None and eind <= begin:
            bezwaren.append(
                f"{r.naam} zou werken tot {format_datum(eind)}, maar begint op {format_datum(begin)}: het zou nooit gelden. Controleer beide dagen."
            )
    return bezwaren


def list_vervangbezwaren(
    vervangt: Mapping[UUID, UUID], voor: Sequence[Werking], na: Sequence[Werking]
) -> list[str]:
    """Say which new voorschriften would replace one that does not stand when they begin, or that goes on beside them.

    `vervangt` gives for each new one that which it replaces; `voor` and `na` are all that works without and with the decision.
    """
    nummers = {w.voorschrift: w.nummer for w in sorted(na, key=lambda w: w.rang) if w.nummer}
    begin = {w.voorschrift: w.periode.begin for w in sorted(na, key=lambda w: w.rang, reverse=True)}
    vooraf, daarna = (group_werkingen(kant) for kant in (voor, na))
    bezwaren = []
    for nieuw, oud in vervangt.items():
        if (dag := begin.get(nieuw)) is None:
            continue
        namen = f"Voorschrift {nummers.get(nieuw, '')} komt in de plaats van {nummers.get(oud, 'een ander')}"
        stond = any(oud in derive_stand(vooraf.get(oud, ()), d) for d in (dag, dag - timedelta(days=1)))
        if not stond:
            bezwaren.append(
                f"{namen}, maar dat geldt op {format_datum(dag)} niet: het is vervallen of was er nog niet. Haal het nieuwe uit het concept en voeg "
                "het toe zonder iets te vervangen."
            )
        elif oud in derive_stand(daarna.get(oud, ()), dag):
            bezwaren.append(
                f"{namen}, maar dat blijft op {format_datum(dag)} gelden. Laat het oude vervallen."
            )
    return bezwaren
