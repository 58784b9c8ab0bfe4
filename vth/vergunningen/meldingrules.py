"""When a melding counts as made, and from when its activity may begin (Omgevingswet 4.4). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from vth.vormgeving.opmaak import format_datum


class MeldingError(Exception):
    """A melding or a judgement of it that cannot be: says what was seen, why it is wrong and what to do."""


@dataclass(frozen=True)
class Gemis:
    """One thing that a melding lacks, and why it counts as lacking."""

    code: str
    naam: str
    reden: str


@dataclass(frozen=True)
class Meldinguitkomst:
    """How a melding stands: complete since a day, and from which day the activity may begin; empty days while it is not made."""

    volledig_op: date | None
    begin_vanaf: date | None
    uitleg: str


def check_gemis(
    ontbreekt: Mapping[str, str], gegevens: Mapping[str, str], *, wat: str = "Een melding"
) -> tuple[Gemis, ...]:
    """Give what is lacking in the order of the list. Raises MeldingError for what is not asked, or lacks without a reason."""
    if vreemd := sorted(set(ontbreekt) - set(gegevens)):
        raise MeldingError(
            f"{wat} hoeft {', '.join(vreemd)[:100]} niet te bevatten. Kies uit: {', '.join(gegevens)}."
        )
    zonder = [gegevens[c] for c, reden in ontbreekt.items() if not reden.strip()]
    if zonder:
        raise MeldingError(
            f"Schrijf op wat er ontbreekt aan: {', '.join(zonder)}. Wie het indiende moet weten wat hij moet aanvullen."
        )
    return tuple(Gemis(c, n, ontbreekt[c].strip()) for c, n in gegevens.items() if c in ontbreekt)


def derive_melding(ontbreekt: bool, dag: date, weken: int, verwijzing: str) -> Meldinguitkomst:
    """Work out how a melding stands that was judged on what was there on `dag`.

    What is incomplete counts as not made, and nothing runs. The waiting runs from the day on which it was complete; it is
    counted back from the begin of the activity, so the Algemene termijnenwet does not lengthen it. `verwijzing` says where the
    rule stands that gives the weeks.
    """
    if ontbreekt:
        return Meldinguitkomst(
            None,
            None,
            "De melding is niet volledig en geldt als niet gedaan. De activiteit mag niet beginnen.",
        )
    begin = dag + timedelta(weeks=weken)
    return Meldinguitkomst(
        dag,
        begin,
        f"De melding is volledig sinds {format_datum(dag)}. De activiteit mag beginnen op {format_datum(begin)}, "
        f"{weken} weken later ({verwijzing}).",
    )
