"""A sample as it was taken: where, how, when, who had it since, and what was asked of the laboratory. Pure.

A result counts only as far as the way of the sample is closed: `list_gebreken` says where it is not.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from vth.regelgeving.rules import Grond
from vth.tijd.rules import AMSTERDAM, derive_legal_day
from vth.vergunningen.inhoud import Medium

from .parameter import Parameter


class MonsterError(Exception):
    """A sample, package, profile or result that cannot be: says what was seen, why it is wrong and what to do."""

    def __init__(self, *fouten: str) -> None:
        """Keep each fault by itself; one sentence per fault."""
        self.fouten = fouten
        super().__init__(" ".join(fouten))


class Monsterwijze(StrEnum):
    """How a sample is taken."""

    STEEK = "steek"
    TIJDPROPORTIONEEL = "tijdproportioneel"
    DEBIETPROPORTIONEEL = "debietproportioneel"


@dataclass(frozen=True)
class Monsterpunt:
    """Where a sample is taken: the name on the spot, in what, and the emission point of the permit that it belongs to."""

    code: str
    omschrijving: str
    medium: Medium = Medium.WATER
    emissiepunt: str = ""


@dataclass(frozen=True)
class Overgave:
    """Who had the sample, from when, until when; without `tot` that is who has it now."""

    houder: str
    vanaf: datetime
    tot: datetime | None = None


@dataclass(frozen=True)
class Bemonstering:
    """A sample: its number on the bottle, where, how, from when to when, for what, and who had it."""

    nummer: str
    punt: Monsterpunt
    wijze: Monsterwijze
    begin: datetime
    eind: datetime
    parameters: tuple[Parameter, ...] = ()
    overgaven: tuple[Overgave, ...] = ()

    @property
    def dag(self) -> date:
        """Give the day in law on which the sample was complete: results are of that day or later."""
        return derive_legal_day(self.eind)


def derive_middeling(bemonstering: Bemonstering, etmaal: Grond) -> str:
    """Give over which time a sample averages: `steek`, `etmaal`, or the hours of another proportional sample."""
    if bemonstering.wijze is Monsterwijze.STEEK:
        return "steek"
    uren = (bemonstering.eind - bemonstering.begin) / timedelta(hours=1)
    return "etmaal" if etmaal.waarde["van"] <= uren <= etmaal.waarde["tot"] else f"{uren:.0f} uur"


def list_gebreken(bemonstering: Bemonstering, *, op: datetime) -> list[str]:
    """List what of a sample cannot be, in sentences for who recorded it; empty is a sample that can be relied on."""
    return [*_list_basis(bemonstering, op), *_list_keten(bemonstering, op)]


def _list_basis(b: Bemonstering, op: datetime) -> Iterator[str]:
    """Find what is wrong with the taking itself."""
    if not b.nummer.strip():
        yield "Het monster heeft geen nummer. Zonder nummer is geen uitslag eraan te koppelen. Neem het nummer van de fles over."
    if not b.parameters:
        yield f"Van monster {b.nummer} is niet gezegd wat het laboratorium onderzoekt. Kies een analysepakket of noem de stoffen."
    if b.eind < b.begin:
        yield (
            f"Het nemen van monster {b.nummer} eindigt op {_say(b.eind)}, voor het begin ({_say(b.begin)}). Controleer de klok "
            "en de twee tijden."
        )
    if b.eind > op:
        yield f"Monster {b.nummer} is genomen op {_say(b.eind)}; het is nu {_say(op)}. Een monster in de toekomst kan niet. Controleer de tijd."
    if b.wijze is not Monsterwijze.STEEK and b.begin == b.eind:
        yield (
            f"Monster {b.nummer} is {b.wijze.value} genomen maar begint en eindigt op {_say(b.begin)}. Een verzamelmonster duurt. "
            "Vul begin en einde in, of kies steekmonster."
        )


def _list_keten(b: Bemonstering, op: datetime) -> Iterator[str]:
    """Find where nobody had the sample, two people had it, or time runs back."""
    if not b.overgaven:
        yield f"Van monster {b.nummer} is niet bekend wie het had. Leg vast wie het monster nam en aan wie het is overgedragen."
        return
    for stuk in b.overgaven:
        if not stuk.houder.strip():
            yield f"Bij monster {b.nummer} staat vanaf {_say(stuk.vanaf)} geen naam. Vul in wie het monster toen had."
        if stuk.tot is not None and stuk.tot < stuk.vanaf:
            yield (
                f"{stuk.houder} had monster {b.nummer} van {_say(stuk.vanaf)} tot {_say(stuk.tot)}: dat loopt terug in de tijd. "
                "Controleer beide tijden."
            )
        if max(stuk.vanaf, stuk.tot or stuk.vanaf) > op:
            yield f"{stuk.houder} krijgt of geeft monster {b.nummer} na nu ({_say(op)}). Leg een overdracht vast als zij is gedaan."
    eerste = b.overgaven[0]
    if eerste.vanaf > b.eind:
        yield (
            f"Monster {b.nummer} is genomen tot {_say(b.eind)}, maar {eerste.houder} had het pas vanaf {_say(eerste.vanaf)}. Wie had "
            "het daarvoor? Leg dat vast."
        )
    for een, ander in pairwise(b.overgaven):
        yield from _list_overgang(b.nummer, een, ander)


def _list_overgang(nummer: str, een: Overgave, ander: Overgave) -> Iterator[str]:
    """Find what is wrong between two holders."""
    if een.tot is None:
        yield (
            f"Volgens de gegevens heeft {een.houder} monster {nummer} nog, en {ander.houder} ook. Vul in wanneer {een.houder} het "
            "overdroeg."
        )
    elif een.tot < ander.vanaf:
        yield (
            f"Van {_say(een.tot)} tot {_say(ander.vanaf)} had niemand monster {nummer}, tussen {een.houder} en {ander.houder}. "
            "Vul in wie het toen had; kan dat niet, dan is de keten verbroken en kan de uitslag worden betwist."
        )
    elif een.tot > ander.vanaf:
        yield (
            f"{een.houder} had monster {nummer} tot {_say(een.tot)}, maar {ander.houder} al vanaf {_say(ander.vanaf)}. Eén van beide "
            "tijden klopt niet. Controleer ze."
        )


def list_niet_onderzocht(
    gevraagd: Sequence[Parameter], gemeten: Mapping[str, object]
) -> tuple[Parameter, ...]:
    """List what was asked of the laboratory and is not among the results; `gemeten` is keyed by `Parameter.sleutel`."""
    return tuple(p for p in gevraagd if p.sleutel not in gemeten)


def _say(tijdstip: datetime) -> str:
    """Write a moment as people here read a clock."""
    return f"{tijdstip.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}"
