"""What a process remembers of programmes before the first page: of those that changed last, how they are now and in their last two rounds.

Reading a programme of five hundred topics for the first time takes longer than showing any page of it.
"""

from vth.toegang.claim import claim_alles

from .beeld import Programmabeeld
from .configuratie import read_configuratie
from .models import Programma
from .rules import VoortgangError
from .selectors import list_rondes, read_beeld, read_koppen, read_rondebeeld

# With their rounds they stay well within what is kept (`selectors`).
MEESTE_PROGRAMMAS, MEESTE_RONDES = 5, 2


def warm_up() -> None:
    """Read the programmes that changed last and still run. Nobody sees anything by it: each page asks for itself who may see a programme."""
    with claim_alles():
        # A stamp is made of its moment, so the last act comes first.
        for programma in Programma.objects.filter(geeindigd_op=None).order_by("-stempel")[:MEESTE_PROGRAMMAS]:
            read_programma(programma)


def read_programma(programma: Programma) -> None:
    """Read one programme as its pages do. One whose file or rule is not there is left to its pages, which say so."""
    try:
        read_configuratie(programma.code)
        read_koppen(programma)
        for beeld in [
            read_beeld(programma),
            *(read_rondebeeld(ronde) for ronde in list_rondes(programma)[:MEESTE_RONDES]),
        ]:
            _derive_alles(beeld)
    except VoortgangError:
        return


def _derive_alles(beeld: Programmabeeld) -> None:
    """Work out what pages ask of a programme; it is kept with it."""
    _ = beeld.statussen, beeld.risicos, beeld.kritieke_keten
