"""When a question is asked: a small language that professionals write and that can do nothing else. Pure, no eval.

    lozing = ja                          an answer
    stoffen in (olie, vet)               one of these; of several answers one is enough
    debiet > 10                          a number, in the unit of its question
    beantwoord(monsterpunt)              there is an answer
    activiteit = 3.8.4                   an activity of the site (code of bal_paragraaf)
    objecttype = tankstation             the type of the object (code of vthobject_subtype)
    locatie.ippc = ja                    something else that the register knows of the site (`KENMERKEN`)
    niet (a = ja of b = ja) en c != nvt  with niet, en, of and brackets

What is not known (no answer, or a question that is not asked) makes every comparison false, also `!=`.
The tree is plain lists, so that it can be kept as JSON and read by the phone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# ["of"|"en", [trees]] · ["niet", tree] · ["is", source, name, operator, [values]] · ["beantwoord", id]
Boom = list[Any]
BRONNEN = ("activiteit", "objecttype")
VERGELIJKING = ("<=", ">=", "!=", "=", "<", ">")
# What the register can say of a site, and the values that it can have.
KENMERKEN: dict[str, tuple[str, ...]] = {
    "ippc": ("ja", "nee"),
    "seveso": ("geen", "lagedrempel", "hogedrempel"),
    "vergunning": ("ja", "nee"),
    "eerdere_overtreding": ("ja", "nee"),
    "woning": ("ja", "nee"),
}
LENGTE = 2000
_TEKEN = re.compile(
    r"\s*(?:(<=|>=|!=|[=<>(),])|(-?\d+(?:\.\d+)?(?![A-Za-z0-9_.\-])|[A-Za-z0-9_][A-Za-z0-9_.\-]*)|(\S))"
)


class VoorwaardeError(Exception):
    """A condition that cannot be read; the message says where and what was expected."""


@dataclass
class _Lezer:
    """The signs of a condition, and how far reading is."""

    tekst: str
    tekens: list[str]
    plek: int = 0

    def peek(self) -> str:
        return self.tekens[self.plek] if self.plek < len(self.tekens) else ""

    def take(self) -> str:
        teken = self.peek()
        self.plek += 1
        return teken

    def expect(self, verwacht: str) -> None:
        if (teken := self.take()) != verwacht:
            raise self.fault(f"verwacht werd {verwacht!r}", teken)

    def fault(self, waarom: str, gezien: str) -> VoorwaardeError:
        return VoorwaardeError(
            f"De voorwaarde {self.tekst!r} is niet te lezen bij {gezien or 'het einde'!r}: {waarom}. "
            "Schrijf bijvoorbeeld: lozing = ja en activiteit = 3.8.4."
        )


def read_voorwaarde(tekst: str) -> Boom:
    """Read a condition as a tree; raises VoorwaardeError with the place that cannot be read."""
    if len(tekst) > LENGTE:
        raise VoorwaardeError(
            f"De voorwaarde is {len(tekst)} tekens lang; meer dan {LENGTE} kan niet. Splits de vraag."
        )
    tekens = []
    for teken, woord, vreemd in _TEKEN.findall(tekst.strip()):
        if vreemd:
            raise VoorwaardeError(
                f"De voorwaarde {tekst!r} bevat het teken {vreemd!r} en dat betekent hier niets. "
                "Gebruik namen, =, !=, <, >, in, en, of, niet en haakjes."
            )
        tekens.append(teken or woord)
    lezer = _Lezer(tekst, tekens)
    if not tekens:
        raise VoorwaardeError("De voorwaarde is leeg. Haal `als` weg, of schrijf er een voorwaarde achter.")
    boom = _read_of(lezer)
    if rest := lezer.peek():
        raise lezer.fault("hier houdt de voorwaarde niet op, en er staat geen en of of", rest)
    return boom


def list_verwijzingen(boom: Boom | None) -> list[tuple[str, str, str, list[str]]]:
    """Give everything that a condition looks at: source (`vraag`, `activiteit` …), name, operator and values."""
    return list(_iter_verwijzingen(boom)) if boom else []


def _iter_verwijzingen(boom: Boom) -> Iterator[tuple[str, str, str, list[str]]]:
    if boom[0] in ("of", "en"):
        for tak in boom[1]:
            yield from _iter_verwijzingen(tak)
    elif boom[0] == "niet":
        yield from _iter_verwijzingen(boom[1])
    elif boom[0] == "beantwoord":
        yield "vraag", boom[1], "beantwoord", []
    else:
        yield boom[1], boom[2], boom[3], boom[4]


def say_voorwaarde(boom: Boom) -> str:
    """Say a condition in words, as it could be written."""
    match boom:
        case ["of" | "en" as woord, takken]:
            return f" {woord} ".join(
                f"({say_voorwaarde(t)})" if t[0] == "of" else say_voorwaarde(t) for t in takken
            )
        case ["niet", tak]:
            return f"niet ({say_voorwaarde(tak)})"
        case ["beantwoord", vraag]:
            return f"beantwoord({vraag})"
        case ["is", bron, naam, teken, waarden]:
            links = {"vraag": naam, "locatie": f"locatie.{naam}"}.get(bron, bron)
            rechts = f"({', '.join(waarden)})" if teken == "in" else waarden[0]
            return f"{links} {teken} {rechts}"
    raise VoorwaardeError(f"{boom!r} is geen voorwaarde. Lees de checklist opnieuw in.")


def _read_of(lezer: _Lezer) -> Boom:
    takken = [_read_en(lezer)]
    while lezer.peek() == "of":
        lezer.take()
        takken.append(_read_en(lezer))
    return takken[0] if len(takken) == 1 else ["of", takken]


def _read_en(lezer: _Lezer) -> Boom:
    takken = [_read_niet(lezer)]
    while lezer.peek() == "en":
        lezer.take()
        takken.append(_read_niet(lezer))
    return takken[0] if len(takken) == 1 else ["en", takken]


def _read_niet(lezer: _Lezer) -> Boom:
    if lezer.peek() == "niet":
        lezer.take()
        return ["niet", _read_niet(lezer)]
    if lezer.peek() == "(":
        lezer.take()
        boom = _read_of(lezer)
        lezer.expect(")")
        return boom
    return _read_vergelijking(lezer)


def _read_vergelijking(lezer: _Lezer) -> Boom:
    naam = _read_woord(lezer, "een naam van een vraag, activiteit, objecttype of locatie")
    if naam == "beantwoord" and lezer.peek() == "(":
        lezer.take()
        vraag = _read_woord(lezer, "de id van een vraag")
        lezer.expect(")")
        return ["beantwoord", vraag]
    if naam.startswith("locatie."):
        bron, naam = "locatie", naam.removeprefix("locatie.")
    else:
        bron, naam = (naam, "") if naam in BRONNEN else ("vraag", naam)
    teken = lezer.take()
    if teken == "in":
        return ["is", bron, naam, "in", _read_waarden(lezer)]
    if teken not in VERGELIJKING:
        raise lezer.fault("verwacht werd =, !=, <, <=, >, >= of in", teken)
    waarde = _read_woord(lezer, "een waarde")
    if teken not in ("=", "!=") and not re.fullmatch(r"-?\d+(\.\d+)?", waarde):
        raise lezer.fault(
            "groter en kleiner kan alleen met een getal, met een punt voor de decimalen", waarde
        )
    return ["is", bron, naam, teken, [waarde]]


def _read_waarden(lezer: _Lezer) -> list[str]:
    lezer.expect("(")
    waarden = [_read_woord(lezer, "een waarde")]
    while lezer.peek() == ",":
        lezer.take()
        waarden.append(_read_woord(lezer, "een waarde"))
    lezer.expect(")")
    return waarden


def _read_woord(lezer: _Lezer, wat: str) -> str:
    teken = lezer.take()
    if not re.fullmatch(r"-?[A-Za-z0-9_][A-Za-z0-9_.\-]*", teken) or teken in ("en", "of", "niet", "in"):
        raise lezer.fault(f"verwacht werd {wat}", teken)
    return teken
