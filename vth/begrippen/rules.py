"""The shapes of the shared language, and how an object type is made from a file or refused."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from typing import Any

from vth.tijd.dagtekst import write_dag
from vth.tijd.rules import BEGIN_DAG, OPEN_DAG

# What an attribute can hold; the canonical text of each is described in `docs/adr/0016`.
SOORTEN = (
    "tekst",
    "code",
    "organisatie",
    "datum",
    "getal",
    "bedrag",
    "geheel",
    "janee",
    "coordinaat",
    "graad",
    "geometrie",
)

# How sure a fact is: read in its source, derived from it, or not checked against it yet.
ZEKERHEDEN = ("vastgesteld", "afgeleid", "aanname")

# The pieces of a name: a word with or without capital, capitals in a row, and digits that belong to a word.
_NAAMDEEL = re.compile(r"[A-Z]?[a-z]+[0-9]*|[A-Z]+(?![a-z])[0-9]*")


class BegripError(Exception):
    """A file of the shared language that cannot be used."""


@dataclass(frozen=True)
class Attribuut:
    """One property of an object type, as the standard or a stated extension has it."""

    naam: str
    titel: str
    soort: str
    definitie: str
    cim: str = ""
    cim_ook: tuple[str, ...] = ()
    uitbreiding: str = ""
    lijst: str = ""
    lengte: int = 0
    patroon: str = ""
    vorm: str = ""
    ondergrens: float | None = None
    bovengrens: float | None = None
    meervoudig: bool = False
    verplicht: bool = False
    belangrijk: bool = False
    # Added after rows were written: it is part of what is compared only where it is filled, so that older rows stay as they were.
    later: bool = False


@dataclass(frozen=True)
class Relatiesoort:
    """One kind of relation from an object type to others."""

    naam: str
    titel: str
    naar: tuple[str, ...]
    definitie: str
    cim: str = ""
    cim_ook: tuple[str, ...] = ()
    uitbreiding: str = ""
    meervoudig: bool = False
    verplicht: bool = False


@dataclass(frozen=True)
class Objecttype:
    """One noun of the register, with its attributes and relations."""

    naam: str
    titel: str
    meervoud: str
    cim: str
    definitie: str
    attributen: tuple[Attribuut, ...]
    relaties: tuple[Relatiesoort, ...] = ()
    persoonsgegevens: bool = False

    def get_attribuut(self, naam: str) -> Attribuut | None:
        """Give the attribute of this name, if there is one."""
        return next((a for a in self.attributen if a.naam == naam), None)

    def get_relatie(self, naam: str) -> Relatiesoort | None:
        """Give the kind of relation of this name, if there is one."""
        return next((r for r in self.relaties if r.naam == naam), None)


@dataclass(frozen=True)
class Bron:
    """Where something comes from: a title, and an address when it can be read on the web."""

    titel: str
    url: str = ""


@dataclass(frozen=True)
class Waarde:
    """One code of a list: what it means, since when and until when it may be used, and what came in its place."""

    code: str
    naam: str
    definitie: str = ""
    begin: date = BEGIN_DAG
    eind: date = OPEN_DAG
    vervangen_door: tuple[str, ...] = ()
    bron: str = ""
    zekerheid: str = "vastgesteld"
    extra: Mapping[str, str] = field(default_factory=dict)

    def holds_on(self, dag: date) -> bool:
        """Tell whether the code may be used on `dag`."""
        return self.begin <= dag < self.eind


@dataclass(frozen=True)
class Waardelijst:
    """A code list with its meaning and source; `extra` says what each further column of its values means.

    One code can stand in the list more than once, each time for another period.
    """

    id: str
    titel: str
    definitie: str
    bron: str
    waarden: tuple[Waarde, ...]
    zekerheid: str = "vastgesteld"
    cim: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    samengesteld_uit: tuple[str, ...] = ()

    @cached_property
    def _per_code(self) -> Mapping[str, tuple[Waarde, ...]]:
        """Index the values by code, so that a list of thousands answers at once."""
        per_code: dict[str, tuple[Waarde, ...]] = {}
        for waarde in sorted(self.waarden, key=lambda w: w.begin):
            per_code[waarde.code] = (*per_code.get(waarde.code, ()), waarde)
        return per_code

    @property
    def codes(self) -> Collection[str]:
        """Give every code once, whatever its validity."""
        return self._per_code.keys()

    def get_waarde(self, code: str) -> Waarde | None:
        """Give the value with this code, whatever its validity; of several the latest."""
        versies = self._per_code.get(code)
        return versies[-1] if versies else None

    def get_waarde_op(self, code: str, dag: date) -> Waarde | None:
        """Give the value that this code stands for on `dag`, if it may be used then."""
        return next((w for w in self._per_code.get(code, ()) if w.holds_on(dag)), None)

    def list_versies(self, code: str) -> tuple[Waarde, ...]:
        """Give all that this code has stood for, oldest first."""
        return self._per_code.get(code, ())


@dataclass(frozen=True)
class Begrip:
    """One noun of the shared language: what it means, who says so, and which room owns it.

    `breder`, `nauwer`, `gerelateerd` and `vervangen_door` name other concepts by id; `nauwer` is derived.
    """

    id: str
    naam: str
    definitie: str
    kamer: str
    bron: tuple[str, ...]
    meervoud: str = ""
    uitleg: str = ""
    cim: str = ""
    breder: tuple[str, ...] = ()
    nauwer: tuple[str, ...] = ()
    gerelateerd: tuple[str, ...] = ()
    synoniemen: tuple[str, ...] = ()
    begin: date = BEGIN_DAG
    eind: date = OPEN_DAG
    vervangen_door: tuple[str, ...] = ()
    zekerheid: str = "vastgesteld"


def make_objecttype(inhoud: Mapping[str, Any], plaats: str) -> Objecttype:
    """Make an object type from the content of its file, or refuse it loudly with the place and the reason."""
    rest = dict(inhoud)
    attributen = tuple(_make(Attribuut, a, plaats) for a in rest.pop("attributen", ()))
    relaties = tuple(_make(Relatiesoort, r, plaats) for r in rest.pop("relaties", ()))
    objecttype: Objecttype = _make(
        Objecttype, rest | {"attributen": attributen, "relaties": relaties}, plaats
    )
    _check_namen([a.naam for a in attributen] + [r.naam for r in relaties], plaats)
    for attribuut in attributen:
        _check_attribuut(attribuut, plaats)
    for relatie in relaties:
        if not relatie.cim and not relatie.uitbreiding:
            raise BegripError(_geen_grond(plaats, relatie.naam))
    return objecttype


def derive_label(lijst: Waardelijst, code: str, dag: date) -> str:
    """Give what people read for a code on a day; what the list does not know or allow then is marked as such."""
    if waarde := lijst.get_waarde_op(code, dag):
        return waarde.naam
    if waarde := lijst.get_waarde(code):
        return f"{waarde.naam} (geldt niet op {write_dag(dag)})"
    return f"{code} (onbekende code)"


def derive_woorden(naam: str) -> tuple[str, ...]:
    """Split a name in code or text into its words: small letters, without accents, digits alone left out."""
    plat = unicodedata.normalize("NFKD", naam).encode("ascii", "ignore").decode()
    return tuple(woord.lower() for woord in _NAAMDEEL.findall(plat))


def derive_woordenlijst(namen: Iterable[str]) -> frozenset[str]:
    """Collect the words of many names: each word alone, and each name written as one word."""
    delen = [derive_woorden(naam) for naam in namen]
    return frozenset(woord for deel in delen for woord in (*deel, "".join(deel)))


def derive_onbekende_woorden(naam: str, woorden: Collection[str]) -> tuple[str, ...]:
    """Name the words of `naam` that do not stand in `woorden`; words written together count as one word too."""
    delen, onbekend, n = derive_woorden(naam), [], 0
    while n < len(delen):
        eind = next((m for m in range(len(delen), n, -1) if "".join(delen[n:m]) in woorden), 0)
        if not eind:
            onbekend.append(delen[n])
        n = eind or n + 1
    return tuple(onbekend)


def _check_attribuut(attribuut: Attribuut, plaats: str) -> None:
    """Refuse an attribute of an unknown kind, a code without list, or an extension without reason."""
    if attribuut.soort not in SOORTEN:
        raise BegripError(
            f"{plaats}: attribuut {attribuut.naam} heeft soort {attribuut.soort!r}. Kies uit: {', '.join(SOORTEN)}."
        )
    if (attribuut.soort == "code") != bool(attribuut.lijst):
        raise BegripError(
            f"{plaats}: attribuut {attribuut.naam}: een code heeft een lijst, en alleen een code."
        )
    if attribuut.soort == "tekst" and not attribuut.lengte:
        raise BegripError(
            f"{plaats}: attribuut {attribuut.naam} is tekst zonder lengte. Noem de grootste lengte."
        )
    if not attribuut.cim and not attribuut.uitbreiding:
        raise BegripError(_geen_grond(plaats, attribuut.naam))


def _geen_grond(plaats: str, naam: str) -> str:
    """Say that something stands neither in the standard nor has a reason of its own."""
    return (
        f"{plaats}: {naam} noemt geen naam uit CIm VTH FLo (cim) en geen reden waarom het erbij komt (uitbreiding). "
        "Vul een van de twee in."
    )


def _check_namen(namen: Sequence[str], plaats: str) -> None:
    """Refuse a name that stands twice."""
    dubbel = sorted({naam for naam in namen if namen.count(naam) > 1})
    if dubbel:
        raise BegripError(f"{plaats}: {', '.join(dubbel)} staat er twee keer in. Haal er een weg.")


def _make(soort: type[Any], inhoud: Mapping[str, Any], plaats: str) -> Any:
    """Fill a dataclass from a mapping; lists become tuples, an unknown or missing name is refused."""
    bekend = {f.name for f in fields(soort)}
    if onbekend := sorted(set(inhoud) - bekend):
        raise BegripError(
            f"{plaats}: {soort.__name__} kent {', '.join(onbekend)} niet. Kies uit: {', '.join(sorted(bekend))}."
        )
    waarden = {k: tuple(v) if isinstance(v, list) else v for k, v in inhoud.items()}
    try:
        return soort(**waarden)
    except TypeError as fout:
        raise BegripError(
            f"{plaats}: {soort.__name__} is onvolledig ({fout}). Vul aan wat ontbreekt."
        ) from fout
