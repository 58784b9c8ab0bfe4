"""Who holds a toestemming on a day: to whom it was given, and who took it over since (Ow 5.37). Pure."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from vth.regelgeving.dagen import as_dagental
from vth.vormgeving.opmaak import format_datum

from .rules import VergunningError

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Wissel(Generic[K]):
    """That `houder` holds a toestemming from a day on instead of `vorige`; None is instead of all who held it then."""

    vanaf: date
    houder: K
    vorige: K | None = None


def derive_houders(
    eerste: Iterable[K], begin: date, wissels: Iterable[Wissel[K]], dag: date
) -> dict[K, date]:
    """Give who hold a toestemming on a day, each with the day since when: the first ones, with what changed up to that day.

    Of changes of one day the order given decides. Who stays keeps his first day.
    """
    houders = dict.fromkeys(eerste, begin)
    for w in sorted(wissels, key=_vanaf):
        if w.vanaf > dag:
            break
        houders = _apply(houders, w)
    return houders


def list_wisseldagen(wissels: Iterable[Wissel[K]], begin: date, eind: date) -> list[date]:
    """List the days within a period, its first not among them, on which somebody else comes to hold a toestemming."""
    return sorted({w.vanaf for w in wissels if begin < w.vanaf < eind})


def check_wissels(eerste: Sequence[K], wissels: Iterable[Wissel[K]], al: Iterable[Wissel[K]] = ()) -> None:
    """Refuse a row of changes in which one changes nothing, or is from somebody who does not hold it then. Raises VergunningError.

    What was wrong already in the row `al` refuses nothing: the register can have learned since that two are one.
    """
    for fout in Counter(list_wisselfouten(eerste, wissels)) - Counter(list_wisselfouten(eerste, al)):
        raise VergunningError(fout)


def list_wisselfouten(eerste: Sequence[K], wissels: Iterable[Wissel[K]]) -> list[str]:
    """List what is wrong in a row of changes, in words."""
    houders = dict.fromkeys(eerste, date.min)
    fouten: list[str] = []
    for w in sorted(wissels, key=_vanaf):
        if w.vorige is not None and w.vorige not in houders:
            fouten.append(
                f"De gekozen vorige houder houdt deze toestemming op {format_datum(w.vanaf)} niet. Kies een houder van die dag, of leg eerst "
                "vast hoe hij houder werd."
            )
        na = _apply(houders, w)
        if na.keys() == houders.keys():
            fouten.append(
                f"De gekozen betrokkene is op {format_datum(w.vanaf)} al de houder. Er verandert niets. Kies een andere houder of een andere dag."
            )
        houders = na
    return fouten


@dataclass(frozen=True)
class Overdrachtmelding:
    """Whether the authority was told in time that somebody else will hold a toestemming, and that in words."""

    te_laat: bool
    uitleg: str


def derive_overdrachtmelding(vanaf: date, gemeld_op: date | None, weken: int | None) -> Overdrachtmelding:
    """Work out whether a change of holder was told at least so many weeks before (Ow 5.37).

    Telling late or not at all stops nothing: the vergunning holds for whoever does the activity, unless it says otherwise. The weeks are counted back,
    so the Algemene termijnenwet does not move the last day. Without `weken` no rule is known for the day, and nothing is judged.
    """
    if gemeld_op is None:
        return Overdrachtmelding(False, "Wanneer dit is gemeld, is niet bekend.")
    if weken is None:
        return Overdrachtmelding(False, f"Gemeld op {format_datum(gemeld_op)}.")
    uiterlijk = vanaf - timedelta(weeks=weken)
    dagen = (gemeld_op - uiterlijk).days
    if dagen <= 0:
        return Overdrachtmelding(False, f"Gemeld op {format_datum(gemeld_op)}, op tijd.")
    return Overdrachtmelding(
        True,
        f"Gemeld op {format_datum(gemeld_op)}, {as_dagental(dagen)} te laat: het moest uiterlijk {format_datum(uiterlijk)}, ten minste "
        f"{weken} weken ervoor. De vergunning geldt wel voor de nieuwe houder, tenzij het besluit anders bepaalt.",
    )


def _apply(houders: dict[K, date], w: Wissel[K]) -> dict[K, date]:
    """Give who hold it after one change."""
    blijft = {} if w.vorige is None else {h: d for h, d in houders.items() if h != w.vorige}
    return blijft | {w.houder: houders.get(w.houder, w.vanaf)}


def _vanaf(w: Wissel[K]) -> date:
    """Give the day to sort by."""
    return w.vanaf
