"""Noting that a programme is shown to somebody of another organisation than the one that holds it."""

from vth.interface.inzage import note_inzage
from vth.interface.vraag import Vraag

from .boeking import SOORT
from .models import Programma


def note_gezien(request: Vraag, programma: Programma) -> None:
    """Note that a programme is about to be shown."""
    note_inzage(request, "programma.read", leveranciers={programma.organisatie}, soorten={SOORT}, aantal=1)
