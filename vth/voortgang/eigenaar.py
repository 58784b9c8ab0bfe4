"""Who owns a part of a programme."""

from .beeld import Deel
from .models import Onderdeel, Programma
from .selectors import read_beeld


def find_eigenaar(programma: Programma, deel: Onderdeel) -> str:
    """Name the organisation that owns a part: that of the nearest part above it which names one."""
    beeld = read_beeld(programma)
    hier: Deel | None = beeld.delen.get(deel.pk)
    while hier is not None and not hier.partij:
        hier = beeld.delen.get(hier.ouder) if hier.ouder else None
    return hier.partij if hier else ""
