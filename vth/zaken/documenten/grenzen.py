"""The frame of a program that runs apart (`apart`): its bounds, its one question and its one answer. Knows nothing of Django."""

import json
import resource
import sys
from collections.abc import Callable
from typing import Any


class LeesError(Exception):
    """A file that cannot be read; the message says why, in Dutch."""


def answer(doe: Callable[[dict[str, Any]], Any]) -> None:
    """Read the question, work within the bounds that it gives, and write the answer or what went wrong."""
    vraag = json.load(sys.stdin)
    grenzen = vraag["grenzen"]
    resource.setrlimit(resource.RLIMIT_CPU, (grenzen["seconden"], grenzen["seconden"] + 1))
    resource.setrlimit(resource.RLIMIT_AS, (grenzen["geheugen"], grenzen["geheugen"]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (grenzen["uit"], grenzen["uit"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        antwoord = {"uitkomst": doe(vraag["opdracht"])}
    except LeesError as fout:
        antwoord = {"fout": str(fout)}
    except MemoryError:
        antwoord = {"fout": "er is te veel geheugen voor nodig"}
    except RecursionError:
        antwoord = {"fout": "het is te diep in elkaar geschoven"}
    json.dump(antwoord, sys.stdout)
