"""Who may be put to which task at one activity: duties apart, and a turn for somebody else (Omgevingsbesluit 13.9 lid 2). Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

SCHEIDING, ROULATIE = "scheiding", "roulatie"
TOEZICHT = "toezicht"
ARTIKEL = {SCHEIDING: "Omgevingsbesluit 13.9 lid 2 onder b", ROULATIE: "Omgevingsbesluit 13.9 lid 2 onder c"}


class TaakscheidingError(Exception):
    """A breaking of the separation of duties that cannot be written down."""


@dataclass(frozen=True)
class Inzet:
    """That somebody did a task at the activity on a day."""

    betrokkene: str
    taak: str
    dag: date


@dataclass(frozen=True)
class Bezwaar:
    """Why somebody had better not be put to a task here: the rule, the reason, the article."""

    regel: str
    reden: str
    artikel: str


def check_inzet(
    betrokkene: str,
    taak: str,
    eerdere: Sequence[Inzet],
    *,
    scheiding: Mapping[str, Collection[str]],
    roulatie_keer: int,
    namen: Mapping[str, str],
) -> list[Bezwaar]:
    """List what speaks against putting somebody to a task at an activity, given who did what there before; empty is free.

    `scheiding` says per task which tasks do not go with it, `roulatie_keer` after how many days of supervision in a row
    by one person another must do it, `namen` what the tasks are called.
    """
    bezwaren = []
    ander = sorted(
        {i.taak for i in eerdere if i.betrokkene == betrokkene and i.taak in scheiding.get(taak, ())}
    )
    if ander:
        wat = " en ".join(namen.get(t, t).lower() for t in ander)
        reden = f"Deed hier al {wat}; dat gaat niet samen met {namen.get(taak, taak).lower()}."
        bezwaren.append(Bezwaar(SCHEIDING, reden, ARTIKEL[SCHEIDING]))
    if taak == TOEZICHT and (keer := count_achtereen(betrokkene, eerdere)) >= roulatie_keer:
        reden = f"Deed hier de laatste {keer} keer het toezicht. Na {roulatie_keer} keer is een ander aan de beurt."
        bezwaren.append(Bezwaar(ROULATIE, reden, ARTIKEL[ROULATIE]))
    return bezwaren


def count_achtereen(betrokkene: str, eerdere: Sequence[Inzet]) -> int:
    """Count on how many days in a row, the last ones, only this person supervised."""
    per_dag: dict[date, set[str]] = {}
    for inzet in eerdere:
        if inzet.taak == TOEZICHT:
            per_dag.setdefault(inzet.dag, set()).add(inzet.betrokkene)
    keer = 0
    for dag in sorted(per_dag, reverse=True):
        if per_dag[dag] != {betrokkene}:
            break
        keer += 1
    return keer
