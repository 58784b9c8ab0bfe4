"""What a rule file says: a value, the period in which it holds, its source and how sure we are of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from vth.regelgeving.dagen import as_dagtekst
from vth.tijd.rules import OPEN_DAG, Geldigheid

from .keuring import check_regel

LANDELIJK = "landelijk"
LANDELIJK_EIGEN = "landelijk (deze installatie)"

# From sure to unsure; the order is used to find the weakest ground under an answer.
ZEKERHEDEN = ("vastgesteld", "afgeleid", "aanname")


class RegelError(Exception):
    """Rule files that cannot be used, or a value that they do not hold; `fouten` has one sentence per fault."""

    def __init__(self, *fouten: str) -> None:
        """Join the faults into one message."""
        self.fouten = fouten
        kop = f"Er zijn {len(fouten)} fouten in de regelbestanden:\n- "
        super().__init__(fouten[0] if len(fouten) == 1 else kop + "\n- ".join(fouten))


@dataclass(frozen=True)
class Bron:
    """Where a value was read: the regulation, the place in it, and an address to look it up."""

    regeling: str
    plaats: str
    url: str = ""

    def __str__(self) -> str:
        """Write it as a citation."""
        return f"{self.regeling}, {self.plaats}"


@dataclass(frozen=True)
class Periode:
    """A value and the days on which it holds."""

    geldigheid: Geldigheid
    waarde: Any
    bronnen: tuple[Bron, ...]
    zekerheid: str
    toelichting: str = ""


@dataclass(frozen=True)
class Grond:
    """A legal value as it was used: with its source, its certainty and the layer that it came from.

    `volgorde` lists the layers in the order in which they were asked, `laag` is the one that answered. Every
    decision stores `as_dict()` of the grounds it used.
    """

    waarde: Any
    regel_id: str
    titel: str
    eenheid: str
    vanaf: date
    tot: date
    bronnen: tuple[Bron, ...]
    zekerheid: str
    laag: str = LANDELIJK
    volgorde: tuple[str, ...] = (LANDELIJK,)
    bestand: str = ""
    toelichting: str = ""

    @property
    def verwijzing(self) -> str:
        """Cite the sources in one line."""
        return "; ".join(str(bron) for bron in self.bronnen)

    @property
    def is_aanname(self) -> bool:
        """Tell whether nobody has checked this value against the text of the law."""
        return self.zekerheid == "aanname"

    def as_dict(self) -> dict[str, Any]:
        """Give everything as plain JSON values; an open end is left empty."""
        return {
            "regel_id": self.regel_id,
            "titel": self.titel,
            "waarde": as_json(self.waarde),
            "eenheid": self.eenheid,
            "vanaf": self.vanaf.isoformat(),
            "tot": None if self.tot == OPEN_DAG else self.tot.isoformat(),
            "bronnen": [{"regeling": b.regeling, "plaats": b.plaats, "url": b.url} for b in self.bronnen],
            "zekerheid": self.zekerheid,
            "toelichting": self.toelichting,
            "laag": self.laag,
            "volgorde": list(self.volgorde),
            "bestand": self.bestand,
        }


@dataclass(frozen=True)
class Regel:
    """One rule: a legal value through time, as one file of one layer gives it; periods in order of time."""

    id: str
    titel: str
    eenheid: str
    perioden: tuple[Periode, ...]
    plaats: str
    laag: str = LANDELIJK
    toelichting: str = ""

    @property
    def kamer(self) -> str:
        """Give the room that the rule belongs to: the first word of its id."""
        return self.id.partition(".")[0]

    def find_periode(self, geldig_op: date) -> Periode | None:
        """Give the period that covers a day, if there is one."""
        return next((p for p in self.perioden if p.geldigheid.contains(geldig_op)), None)

    def op(self, geldig_op: date, *, volgorde: tuple[str, ...] = ()) -> Grond:
        """Give the value in force on `geldig_op` with its ground.

        Raises RegelError when no period covers the day: law that nobody has written down is not guessed.
        """
        periode = self.find_periode(geldig_op)
        if periode is None:
            raise RegelError(self._say_missing(geldig_op))
        return Grond(
            waarde=periode.waarde,
            regel_id=self.id,
            titel=self.titel,
            eenheid=self.eenheid,
            vanaf=periode.geldigheid.begin,
            tot=periode.geldigheid.eind,
            bronnen=periode.bronnen,
            zekerheid=periode.zekerheid,
            laag=self.laag,
            volgorde=volgorde or (self.laag,),
            bestand=self.plaats,
            toelichting=" ".join(t for t in (self.toelichting, periode.toelichting) if t),
        )

    def _say_missing(self, geldig_op: date) -> str:
        """Say when the rule does hold, and what to do."""
        eerder = [p for p in self.perioden if p.geldigheid.eind <= geldig_op]
        later = [p for p in self.perioden if p.geldigheid.begin > geldig_op]
        if not eerder:
            wanneer, ontbreekt = f"geldt pas vanaf {as_dagtekst(later[0].geldigheid.begin)}", "eerdere"
        elif not later:
            wanneer, ontbreekt = f"geldt tot {as_dagtekst(eerder[-1].geldigheid.eind)}", "latere"
        else:
            gat = f"{as_dagtekst(eerder[-1].geldigheid.eind)} tot {as_dagtekst(later[0].geldigheid.begin)}"
            wanneer, ontbreekt = f"heeft geen waarde van {gat}", "ontbrekende"
        return (
            f"Regel {self.id} {wanneer}; gevraagd is {as_dagtekst(geldig_op)}. Controleer de peildatum, of voeg de "
            f"{ontbreekt} waarde met bron toe aan het regelbestand {self.plaats}."
        )


def make_regel(inhoud: object, plaats: str, *, kamer: str = "", laag: str = LANDELIJK) -> Regel:
    """Make a rule from what a file says; `plaats` is the file, `kamer` the room whose folder it lies in.

    Raises RegelError with every fault in the rule: missing or unknown keys, an id outside the room, days that
    are no dates, periods that overlap, values without source or certainty.
    """
    if fouten := check_regel(inhoud, plaats, kamer=kamer, zekerheden=ZEKERHEDEN):
        raise RegelError(*fouten)
    assert isinstance(inhoud, Mapping)
    perioden = [_make_periode(p) for p in inhoud["perioden"]]
    return Regel(
        id=inhoud["id"],
        titel=inhoud["titel"].strip(),
        eenheid=inhoud["eenheid"],
        perioden=tuple(sorted(perioden, key=lambda p: p.geldigheid.begin)),
        plaats=plaats,
        laag=laag,
        toelichting=inhoud.get("toelichting", "").strip(),
    )


def derive_zekerheid(gronden: tuple[Grond, ...]) -> str:
    """Give the certainty of an answer: that of its weakest ground; without grounds nothing was assumed."""
    return max((g.zekerheid for g in gronden), key=ZEKERHEDEN.index, default=ZEKERHEDEN[0])


def freeze(waarde: Any) -> Any:
    """Make a value that nobody can change by accident: rules are shared by everything that reads them."""
    if isinstance(waarde, Mapping):
        return MappingProxyType({sleutel: freeze(w) for sleutel, w in waarde.items()})
    return tuple(freeze(w) for w in waarde) if isinstance(waarde, list | tuple) else waarde


def as_json(waarde: Any) -> Any:
    """Give a value of a rule as plain JSON."""
    if isinstance(waarde, Mapping):
        return {str(sleutel): as_json(w) for sleutel, w in waarde.items()}
    if isinstance(waarde, list | tuple):
        return [as_json(w) for w in waarde]
    return waarde.isoformat() if isinstance(waarde, date) else waarde


def _make_periode(inhoud: Mapping[str, Any]) -> Periode:
    """Make one period from checked content."""
    return Periode(
        geldigheid=Geldigheid(inhoud["vanaf"], inhoud.get("tot", OPEN_DAG)),
        waarde=freeze(inhoud["waarde"]),
        bronnen=tuple(Bron(b["regeling"], b["plaats"], b.get("url", "")) for b in inhoud["bron"]),
        zekerheid=inhoud["zekerheid"],
        toelichting=inhoud.get("toelichting", "").strip(),
    )
