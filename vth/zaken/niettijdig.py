"""A decision that is late (Awb 4:17): what the authority owes after an ingebrekestelling, per day and in all."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from vth.regelgeving.rules import Grond
from vth.regelgeving.termijnen import Termijn, Termijnregels, Termijnuitkomst, derive_einde

DAG = timedelta(days=1)


@dataclass(frozen=True)
class Dwangsomregels:
    """The law of a late decision: how long after the ingebrekestelling, over how many days, how much a day, and for how many
    days each amount holds."""

    wachttijd: Termijn
    dagen: Termijn
    bedragen: Grond
    deel: Grond
    regels: Termijnregels


@dataclass(frozen=True)
class Dwangsom:
    """What is owed: from which day, over how many days so far, and how much; with the grounds."""

    wacht: Termijnuitkomst
    eerste_dag: date
    laatste_dag: date
    dagen: int
    bedrag: int
    hoogstens: int
    gronden: tuple[Grond, ...]

    def as_dict(self) -> dict[str, Any]:
        """Give the answer as plain JSON, to store with the decision that sets the amount (Awb 4:18)."""
        return {
            "eerste_dag": self.eerste_dag.isoformat(),
            "laatste_dag": self.laatste_dag.isoformat(),
            "dagen": self.dagen,
            "bedrag": self.bedrag,
            "hoogstens": self.hoogstens,
            "gronden": [g.as_dict() for g in self.gronden],
        }


def derive_dwangsom(
    ingebreke_op: date, *, besloten_op: date | None, op: date, regels: Dwangsomregels
) -> Dwangsom:
    """Work out what is owed up to and with `op` for a decision that is late since before `ingebreke_op`.

    The first day is the one after two weeks after the ingebrekestelling; the last is the day before the decision, at the
    latest the 42nd. The amounts are those of the day on which the ingebrekestelling came.
    """
    wacht = derive_einde(
        regels.wachttijd, ingebreke_op, regels=regels.regels, gebeurtenis="ontvangst van de ingebrekestelling"
    )
    assert wacht.laatste_dag is not None
    eerste = wacht.laatste_dag + DAG
    laatste = eerste + (regels.dagen.aantal - 1) * DAG
    tot = min([op + DAG, laatste + DAG, *([besloten_op] if besloten_op else [])])
    dagen = max((tot - eerste).days, 0)
    per_dag, deel = [int(b) for b in regels.bedragen.waarde], int(regels.deel.waarde)
    return Dwangsom(
        wacht=wacht,
        eerste_dag=eerste,
        laatste_dag=laatste,
        dagen=dagen,
        bedrag=sum(_find_bedrag(n, per_dag, deel) for n in range(dagen)),
        hoogstens=sum(_find_bedrag(n, per_dag, deel) for n in range(regels.dagen.aantal)),
        gronden=(
            *wacht.gronden,
            *([regels.dagen.grond] if regels.dagen.grond else []),
            regels.bedragen,
            regels.deel,
        ),
    )


def _find_bedrag(dag: int, per_dag: list[int], deel: int) -> int:
    """Give what the n-th day costs: the first `deel` days the first amount, and so on."""
    return per_dag[min(dag // deel, len(per_dag) - 1)]
