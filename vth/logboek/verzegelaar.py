"""Sealing in the background of a process that runs all the time, so that what was done is soon final."""

import logging
import threading

from django.db import DatabaseError, connection

from .models import Gebeurtenis
from .services import seal_gebeurtenissen

logger = logging.getLogger("vth.logboek")
ELKE_SECONDEN = 5.0
PER_ZEGEL = 5000


def seal_alles() -> int:
    """Seal all committed lines, batch by batch, and give how many; writes nothing when there are none."""
    totaal = 0
    while Gebeurtenis.objects.filter(volgnummer=None).exists():
        totaal += seal_gebeurtenissen(hoogstens=PER_ZEGEL)
    return totaal


def start_verzegelaar(stop: threading.Event, *, elke_s: float = ELKE_SECONDEN) -> threading.Thread:
    """Seal every few seconds until `stop` is set. A database that cannot be reached is tried again next time."""
    draad = threading.Thread(target=_run, args=(stop, elke_s), name="verzegelaar", daemon=True)
    draad.start()
    return draad


def _run(stop: threading.Event, elke_s: float) -> None:
    """Seal, wait, and again."""
    while not stop.wait(elke_s):
        try:
            seal_alles()
        except DatabaseError:
            logger.warning("Verzegelen lukte niet; over %s seconden weer.", elke_s, exc_info=True)
        finally:
            connection.close()
