"""What is refused in a weighing: each fault with the field that it is about."""

from dataclasses import dataclass

from ..rules import HandhavingError


@dataclass(frozen=True)
class Bezwaar:
    """One thing that cannot be: the field of the form, and a sentence that says what was seen, why that is wrong and what to do."""

    veld: str
    zin: str


class StrategieError(HandhavingError):
    """A weighing or a rule file that cannot be used; `bezwaren` has one per fault."""

    def __init__(self, *bezwaren: Bezwaar | str) -> None:
        """Join the faults into one message."""
        self.bezwaren = tuple(b if isinstance(b, Bezwaar) else Bezwaar("", b) for b in bezwaren)
        super().__init__(" ".join(b.zin for b in self.bezwaren))
