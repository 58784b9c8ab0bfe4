"""The golden record: of one thing with several suppliers, per field the value that stands first, by stated rules.

Nothing is stored and nothing is lost: it is an order in what all suppliers say, made anew for each reader from what he may
see, so that no value and no source leaks through it.
"""

from collections import Counter
from dataclasses import dataclass, replace

from vth.regelgeving.selectors import find_grond
from vth.register.selectors import Objectbeeld, Waardebeeld
from vth.tijd import klok

from .rules import Gezegd, decide_gouden_waarde

REGEL = "ontdubbeling.gouden"
ZINNEN = {
    "vertrouwdste": "voorop omdat deze bron voor dit gegeven het meest wordt vertrouwd",
    "recentste": "voorop omdat dit het laatst is gezegd",
    "volledigste": "voorop omdat deze leverancier het meeste over dit object zegt",
}
GELIJK = "wie dit opgeeft, zegt hetzelfde; er hoefde niets te worden gekozen"
GEEN_REGEL = "geen regel besliste; voorop staat wie op alfabet het eerst komt"


@dataclass(frozen=True)
class Gouden:
    """A thing with its values in order, the golden one of each field first, and by which rule it stands there.

    `zekerheden` tells of the fields where a rule chose how certain that rule is; where nobody differs there was no choice.
    """

    beeld: Objectbeeld
    redenen: dict[str, str]
    zekerheden: dict[str, str]


def choose_gouden(beeld: Objectbeeld) -> Gouden:
    """Put the values of a thing in order by the rules that hold today (`ontdubbeling.gouden`), on whatever day it is shown.

    Most trusted first: the suppliers that the rules name for a field, then the bronhouder; of equals the most recent, then
    the one that tells most. Suppliers that say the same need no rule.
    """
    if len(beeld.bronobjecten) < 2:
        return Gouden(beeld, {}, {})
    grond = find_grond(REGEL, geldig_op=klok.today())
    regel = grond.waarde
    gevuld = Counter(w.bronobject.pk for w in beeld.waarden if w.waarde is not None)
    waarden, redenen, zekerheden = list[Waardebeeld](), dict[str, str](), dict[str, str]()
    for attribuut in dict.fromkeys(w.attribuut for w in beeld.waarden):
        gezegd = {
            Gezegd(w.bronobject.leverancier, w.waarde, w.sinds, w.herkomst.moment, gevuld[w.bronobject.pk]): w
            for w in beeld.waarden
            if w.attribuut == attribuut
        }
        vertrouwen = [*regel["vertrouwen"].get(attribuut.naam, ()), beeld.bronhouder]
        gekozen = decide_gouden_waarde(list(gezegd), volgorde=regel["volgorde"], vertrouwen=vertrouwen)
        if gekozen is None:
            continue
        waarden += [gezegd[gekozen.gezegd], *(gezegd[g] for g in gekozen.anderen)]
        verschilt = len({str(g.waarde) for g in gezegd if g.waarde is not None}) > 1
        redenen[attribuut.naam] = ZINNEN.get(gekozen.regel, GEEN_REGEL) if verschilt else GELIJK
        if verschilt:
            zekerheden[attribuut.naam] = grond.zekerheid
    return Gouden(replace(beeld, waarden=tuple(waarden)), redenen, zekerheden)
