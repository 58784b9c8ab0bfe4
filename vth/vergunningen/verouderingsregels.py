"""Which rules tell that a permit is out of date, for the authority of the permit on a day, and a mark of them to see a change by."""

import hashlib
import json
from dataclasses import fields
from datetime import date

from vth.begrippen.selectors import read_lijst
from vth.regelgeving.rules import Grond
from vth.regelgeving.selectors import find_grond

from .veroudering import Verouderingsregels

REGELS = {
    "vlaggen": "vergunningen.veroudering_vlaggen",
    "leeftijd": "vergunningen.veroudering_leeftijd",
    "actualisatie": "vergunningen.veroudering_actualisatie",
    "bbt_termijn": "vergunningen.bbt_actualisatietermijn",
    "bbt_waarschuwing": "vergunningen.bbt_waarschuwing",
    "bbt": "vergunningen.bbt_conclusies",
    "zzs_plicht": "vergunningen.zzs_informatieplicht",
    "recht": "vergunningen.vervallen_recht",
    "eigen": "vergunningen.veroudering_eigen",
}
STOFFEN = "stof"


def read_verouderingsregels(op: date, *, bevoegd_gezag: str, omgevingsdienst: str) -> Verouderingsregels:
    """Give the rules that hold for an authority on a day. Raises RegelError for a day before the first."""
    gronden = {
        naam: find_grond(id_, geldig_op=op, bevoegd_gezag=bevoegd_gezag, omgevingsdienst=omgevingsdienst)
        for naam, id_ in REGELS.items()
    }
    return Verouderingsregels(**gronden, zzs=list_zzs(op))


def list_zzs(op: date) -> dict[str, tuple[str, ...]]:
    """Give the substances of very high concern by CAS number, each with the names it goes by, the usual one first."""
    rijen = (w for w in read_lijst(STOFFEN).waarden if w.holds_on(op) and w.extra.get("zzs") == "ja")
    return {
        w.code: (w.naam, *(s.strip() for s in w.extra.get("synoniemen", "").split(";") if s.strip()))
        for w in rijen
    }


def derive_merk(regels: Verouderingsregels) -> str:
    """Give the mark of a set of rules: signs that were worked out under another are worked out again."""
    gronden = [getattr(regels, f.name) for f in fields(regels) if f.name != "zzs"]
    waarden = [g.as_dict() | {"volgorde": None} for g in gronden if isinstance(g, Grond)]
    tekst = json.dumps([waarden, sorted(regels.zzs.items())], sort_keys=True, default=str)
    return hashlib.sha256(tekst.encode()).hexdigest()
