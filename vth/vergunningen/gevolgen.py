"""What follows when what works in a permit changes: its days in the agenda, and whether it is out of date. In the act itself."""

from .models import Vergunning
from .plichten import write_agenda
from .verouderingboeking import refresh_veroudering


def follow_vergunning(vergunning: Vergunning) -> None:
    """Bring up to date what is made of a permit; the last thing in an act, after its version was written."""
    write_agenda(vergunning)
    refresh_veroudering([vergunning.pk])
