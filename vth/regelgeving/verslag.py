"""The reasoning behind an answer: sentences in plain Dutch, with the rules that they rest on."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .rules import Grond


@dataclass(frozen=True)
class Stap:
    """One step of a reasoning: a sentence, the day that it leads to, and the rule that it rests on."""

    tekst: str
    dag: date | None = None
    regel_id: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Give it as plain JSON values."""
        return {"tekst": self.tekst, "dag": self.dag and self.dag.isoformat(), "regel_id": self.regel_id}


@dataclass
class Verslag:
    """A reasoning in the making; it only grows."""

    stappen: list[Stap] = field(default_factory=list)
    waarschuwingen: list[str] = field(default_factory=list)
    gronden: list[Grond] = field(default_factory=list)

    def say(self, tekst: str, *, dag: date | None = None, grond: Grond | None = None) -> None:
        """Add a step; the citation of its ground is put behind the sentence."""
        if grond is not None:
            self.rest_on(grond)
            tekst = f"{tekst} ({grond.verwijzing}{'; aanname' if grond.is_aanname else ''})"
        self.stappen.append(Stap(f"{tekst}.", dag, grond.regel_id if grond else ""))

    def warn(self, tekst: str, *, grond: Grond | None = None) -> None:
        """Add what the reader must know before relying on the answer."""
        if grond is not None:
            self.rest_on(grond)
        self.waarschuwingen.append(tekst)

    def rest_on(self, grond: Grond) -> None:
        """Add a ground, once."""
        if grond not in self.gronden:
            self.gronden.append(grond)
