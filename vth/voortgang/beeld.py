"""A programme as it was known at one moment, in memory: its parts, plannings, baselines and judgements, and how each stands. Pure."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from vth.regelgeving.dagen import as_dagtekst

from .keten import Knoop, Pijl, derive_verwacht, find_kritieke_keten
from .rules import ONBEKEND, derive_volgorde
from .status import Drempels, Mijlpaalvraag, Uitkomst, derive_merken, derive_mijlpaal, derive_samen
from .wanneer import Wanneer

Id = uuid.UUID


class Deel(NamedTuple):
    """One part as it was known: `sinds` it was first known, `gewijzigd` when what stands here came."""

    id: Id
    soort: str
    sleutel: str
    ouder: Id | None
    titel: str
    inhoud: Mapping[str, Any]
    partij: str
    versie: int
    sinds: date
    gewijzigd: date
    zin: str = ""

    @property
    def nummer(self) -> str:
        """Give the number or letter by which the report knows it."""
        return str(self.inhoud.get("nummer") or self.inhoud.get("letter") or "")

    @property
    def naam(self) -> str:
        """Give its number or letter with its title."""
        return (
            f"({self.nummer}) {self.titel}"
            if self.nummer and self.soort != "pijler"
            else f"{self.nummer} {self.titel}".strip()
        )


class Gepland(NamedTuple):
    """One planning of a milestone: so since `bekend_op`. Who planned it so and why is read where it is shown (`selectors.list_planningen`)."""

    nummer: int
    wanneer: Wanneer
    stand: str
    bekend_op: date


@dataclass(frozen=True, slots=True)
class Oordeel:
    """What somebody put in the place of the rule's outcome; an empty state gives the rule its place back."""

    stand: str
    motivering: str
    bekend_op: date
    door: str


@dataclass
class Programmabeeld:
    """The whole programme at one moment."""

    naam: str
    einddatum: date
    dag: date
    drempels: Drempels
    delen: dict[Id, Deel]
    planningen: Mapping[Id, tuple[Gepland, ...]]
    basis: Mapping[Id, Wanneer]
    oordelen: Mapping[Id, Oordeel]
    _kinderen: dict[Id | None, dict[str, list[Deel]]] = field(default_factory=dict)
    _soorten: dict[str, list[Deel]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Put the parts in the order of their numbers once, and so under each other."""
        kinderen: dict[Id | None, dict[str, list[Deel]]] = {}
        soorten: dict[str, list[Deel]] = defaultdict(list)
        for deel in sorted(self.delen.values(), key=lambda d: (derive_volgorde(d.sleutel), d.sinds, d.id)):
            kinderen.setdefault(deel.ouder, {}).setdefault(deel.soort, []).append(deel)
            soorten[deel.soort].append(deel)
        self._kinderen, self._soorten = kinderen, dict(soorten)

    def list_soort(self, soort: str, ouder: Id | None = None) -> list[Deel]:
        """List the parts of a kind right under another, or under the programme itself."""
        return self._kinderen.get(ouder, {}).get(soort, [])

    def list_alle(self, soort: str) -> list[Deel]:
        """List all parts of a kind, in order."""
        return list(self._soorten.get(soort, ()))

    def list_onder(self, soort: str, boven: Id) -> list[Deel]:
        """List the parts of a kind under another, at any depth."""
        eigen = list(self.list_soort(soort, boven))
        for tussen in ("onderwerp", "actie"):
            for kind in self.list_soort(tussen, boven):
                eigen += self.list_onder(soort, kind.id)
        return eigen

    def find_boven(self, deel: Deel, soort: str) -> Deel | None:
        """Find the part of a kind above another, or itself."""
        hier: Deel | None = deel
        while hier is not None and hier.soort != soort:
            hier = self.delen.get(hier.ouder) if hier.ouder else None
        return hier

    def find_partij(self, deel: Deel) -> str:
        """Name the organisation that owns a part: that of the nearest part above it which names one."""
        hier: Deel | None = deel
        while hier is not None and not hier.partij:
            hier = self.delen.get(hier.ouder) if hier.ouder else None
        return hier.partij if hier else ""

    def find_sleutel(self, sleutel: str) -> Deel | None:
        """Find a part by its key."""
        return self._per_sleutel.get(sleutel)

    @cached_property
    def _per_sleutel(self) -> dict[str, Deel]:
        return {d.sleutel: d for d in self.delen.values()}

    def find_planning(self, id_: Id) -> Gepland | None:
        """Give the planning of a milestone as it was last known."""
        rij = self.planningen.get(id_)
        return rij[-1] if rij else None

    def find_basis(self, id_: Id) -> Wanneer | None:
        """Give the baseline: that of the pijlerplan, or else the first planning where a later one took its place."""
        if id_ in self.basis:
            return self.basis[id_]
        rij = self.planningen.get(id_, ())
        return rij[0].wanneer if len(rij) > 1 else None

    @cached_property
    def knopen(self) -> list[Knoop]:
        """Give what has a day of its own (milestones that are not done), and what is done when its parts are."""
        knopen = []
        for deel in self.delen.values():
            if deel.soort == "mijlpaal":
                plan = self.find_planning(deel.id)
                knopen.append(Knoop(str(deel.id), deel.titel, plan.wanneer.tot if plan else None))
            elif deel.soort in ("onderwerp", "actie"):
                knopen.append(Knoop(str(deel.id), deel.naam, None))
        return knopen

    @cached_property
    def pijlen(self) -> list[Pijl]:
        """Give what waits for what: parts before their whole, and the dependencies that were recorded."""
        pijlen = [
            Pijl(str(d.id), str(d.ouder))
            for d in self.delen.values()
            if d.soort in ("mijlpaal", "actie") and d.ouder and self.delen[d.ouder].soort != "pijler"
        ]
        return [*pijlen, *(pijl for _, pijl in self.iter_afhankelijk())]

    def iter_afhankelijk(self) -> Iterator[tuple[Deel, Pijl]]:
        """Give each recorded dependency with its arrow."""
        for deel in self.list_soort("samenhang"):
            van, naar = (self.find_sleutel(str(deel.inhoud.get(k, ""))) for k in ("van", "naar"))
            if deel.inhoud.get("aard") == "afhankelijk" and van and naar:
                yield deel, Pijl(str(van.id), str(naar.id), int(deel.inhoud.get("dagen", 0)))

    @cached_property
    def gebonden(self) -> tuple[list[Knoop], list[Pijl]]:
        """Give what is bound by the dependencies that were recorded: their ends, the parts of these, and what those wait for.

        A whole counts with its parts where it is itself an end of a dependency; that it has parts makes no chain.
        """
        vastgelegd = [pijl for _, pijl in self.iter_afhankelijk()]
        if not vastgelegd:
            return [], []
        naar: dict[str, list[Pijl]] = defaultdict(list)
        for pijl in self.pijlen:
            naar[pijl.naar].append(pijl)
        rij = list(dict.fromkeys(k for pijl in vastgelegd for k in (pijl.van, pijl.naar)))
        gezien, mee = set(rij), set(vastgelegd)
        for id_ in rij:
            mee.update(naar[id_])
            erbij = [pijl.van for pijl in naar[id_] if pijl.van not in gezien]
            gezien.update(erbij)
            rij += erbij
        return [k for k in self.knopen if k.id in gezien], sorted(mee, key=str)

    @cached_property
    def verwacht(self) -> dict[str, tuple[date, str]]:
        """Give of what is bound by a dependency when it can be done at the earliest, and for what it waits."""
        return derive_verwacht(*self.gebonden)

    @cached_property
    def kritieke_keten(self) -> tuple[str, ...]:
        """Give the chain with the least room before the end, of dependencies that were recorded."""
        knopen, pijlen = self.gebonden
        return find_kritieke_keten(knopen, pijlen, self.einddatum) if pijlen else ()

    @cached_property
    def risicos(self) -> Counter[Id]:
        """Count the risks under each part, at any depth."""
        telling: Counter[Id] = Counter()
        for risico in self._soorten.get("risico", ()):
            hier = self.delen.get(risico.ouder) if risico.ouder else None
            while hier is not None:
                telling[hier.id] += 1
                hier = self.delen.get(hier.ouder) if hier.ouder else None
        return telling

    @cached_property
    def statussen(self) -> dict[Id, Uitkomst]:
        """Give how each milestone, action, topic and pijler stands by the rule, with what was put in its place."""
        uit: dict[Id, Uitkomst] = {}
        for pijler in self.list_soort("pijler"):
            self._derive(pijler, uit)
        for mijlpaal in self.list_alle("mijlpaal"):
            if mijlpaal.id not in uit:
                self._derive(mijlpaal, uit)
        return uit

    def _derive(self, deel: Deel, uit: dict[Id, Uitkomst]) -> Uitkomst:
        """Work out one part after its own parts."""
        if deel.soort == "mijlpaal":
            uitkomst = self._derive_mijlpaal(deel)
        else:
            kinderen = self._kinderen.get(deel.id, {})
            uitkomst = derive_samen(
                [
                    self._derive(kind, uit)
                    for soort in ("onderwerp", "actie", "mijlpaal")
                    for kind in kinderen.get(soort, ())
                ]
            )
        oordeel = self.oordelen.get(deel.id) if self.oordelen else None
        if oordeel and oordeel.stand:
            uitkomst = Uitkomst(
                oordeel.stand,
                f"{oordeel.motivering} (vastgesteld op {as_dagtekst(oordeel.bekend_op)}; de regel zegt: {uitkomst.reden})",
                uitkomst.afgerond,
                uitkomst.kwartalen,
            )
        uit[deel.id] = uitkomst
        return uitkomst

    def _derive_mijlpaal(self, deel: Deel) -> Uitkomst:
        rij = self.planningen.get(deel.id)
        plan = rij[-1] if rij else None
        wacht, door = self.verwacht.get(str(deel.id), (None, "")) if self.verwacht else (None, "")
        vraag = Mijlpaalvraag(
            deel.titel,
            self.find_basis(deel.id),
            plan.wanneer if plan else None,
            plan.stand if plan else ONBEKEND,
            wacht if door else None,
            self.delen[uuid.UUID(door)].naam if door else "",
        )
        return derive_mijlpaal(vraag, op=self.dag, einde=self.einddatum, drempels=self.drempels)

    def derive_merken(self, deel: Deel) -> tuple[str, ...]:
        """Give the markers of a topic or action."""
        nieuw = bool(deel.inhoud.get("eerst_gemeld"))
        return derive_merken(self.statussen[deel.id], nieuw=nieuw, risicos=self.risicos[deel.id])
