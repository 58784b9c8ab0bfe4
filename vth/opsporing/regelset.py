"""The rules of this room on one day, as pure values."""

from dataclasses import dataclass

from vth.regelgeving.rules import Grond


@dataclass(frozen=True)
class Regels:
    """What a strafbeschikking rests on, as it is on the day of the fact."""

    feiten: Grond
    hoordrempel: Grond
    contra_indicaties: Grond
    gebruik: Grond

    @property
    def gronden(self) -> tuple[Grond, ...]:
        """Give all of them, to store with what was decided."""
        return (self.feiten, self.hoordrempel, self.contra_indicaties, self.gebruik)
