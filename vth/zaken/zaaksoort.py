"""A kind of zaak as configuration: its steps, the one table of transitions, its terms, and what is expected and kept.

The definition lives in `regels/zaaksoorten.yaml` and is dated. A running zaak keeps the text of the definition it started
under (`models.Zaaksoortversie`), so that a later edit of the file never changes what may happen to it.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .rules import Overgang, ZaakError

SLEUTELS = {
    "naam",
    "vertrouwelijkheid",
    "taak",
    "stappen",
    "overgangen",
    "termijnen",
    "documenten",
    "resultaten",
    "bewaren",
}


EINDE_BEZWAARTERMIJN = "het einde van de bezwaartermijn"


@dataclass(frozen=True)
class Stap:
    """One step of a kind of zaak; `eind` closes it."""

    code: str
    naam: str
    begin: bool = False
    eind: bool = False


@dataclass(frozen=True)
class Termijnafspraak:
    """One term of a kind of zaak: which rule sets it, after what, and what the law lets one do with it.

    `verlenging` is the rule of the longest extension, `verlenging_eenmalig` that it may be used once, `verlengbesluit` that of the term within which one must decide to
    extend; `dwangsom` says that a late decision costs money (Awb 4:17); `eigen_dag` that it runs after a day of its own and not after the first day of the zaak, as
    that of a bezwaar does (Awb 7:10, first paragraph); `herinneringen` are (days before, role).
    """

    code: str
    naam: str
    regel: str
    na: str
    opschorten: bool = False
    verlenging: str = ""
    verlenging_eenmalig: bool = True
    verlengbesluit: str = ""
    dwangsom: bool = False
    eigen_dag: bool = False
    herinneringen: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Zaaksoort:
    """A kind of zaak as it was defined on a day."""

    code: str
    naam: str
    vertrouwelijkheid: str
    taak: str
    stappen: tuple[Stap, ...]
    overgangen: tuple[Overgang, ...]
    termijnen: tuple[Termijnafspraak, ...]
    documenten: tuple[str, ...]
    resultaten: Mapping[str, str]
    bewaren: str

    @property
    def beginstap(self) -> Stap:
        """Give the step in which a zaak opens."""
        return next(s for s in self.stappen if s.begin)

    def get_stap(self, code: str) -> Stap:
        """Give a step; raises ZaakError for one that this kind does not have."""
        stap = next((s for s in self.stappen if s.code == code), None)
        if stap is None:
            bekend = ", ".join(s.code for s in self.stappen)
            raise ZaakError(f"De stap {code!r} bestaat niet bij {self.naam}. Kies uit: {bekend}.")
        return stap

    def get_termijn(self, code: str) -> Termijnafspraak:
        """Give what is agreed of a term; raises ZaakError for one that this kind does not have."""
        termijn = next((t for t in self.termijnen if t.code == code), None)
        if termijn is None:
            bekend = ", ".join(t.code for t in self.termijnen) or "geen enkele"
            raise ZaakError(f"De termijn {code!r} bestaat niet bij {self.naam}. Deze soort kent: {bekend}.")
        return termijn


def derive_definitie(waarde: Mapping[str, Any], *, titel: str) -> str:
    """Write a definition as canonical text: what a zaak keeps, and of which the hash is its version."""
    return json.dumps(
        {"titel": titel, **waarde},
        default=_as_plain,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def derive_versie(definitie: str) -> str:
    """Give the version of a definition: the hash of its text."""
    return hashlib.sha256(definitie.encode()).hexdigest()


def read_zaaksoort(code: str, definitie: str) -> Zaaksoort:
    """Read a kind of zaak from the text of its definition; raises ZaakError that names what is wrong with it."""
    w = json.loads(definitie)
    if fouten := list_fouten(code, w):
        raise ZaakError(f"De zaaksoort {code} klopt niet:\n- " + "\n- ".join(fouten))
    return Zaaksoort(
        code=code,
        naam=w["naam"],
        vertrouwelijkheid=w["vertrouwelijkheid"],
        taak=w["taak"],
        stappen=tuple(
            Stap(c, s["naam"], s.get("begin", False), s.get("eind", False)) for c, s in _items(w["stappen"])
        ),
        overgangen=tuple(Overgang(**o) for o in w["overgangen"]),
        termijnen=tuple(_make_termijn(t) for t in w.get("termijnen", ())),
        documenten=tuple(w.get("documenten", ())),
        resultaten=dict(w["resultaten"]),
        bewaren=w["bewaren"],
    )


def list_fouten(code: str, w: Mapping[str, Any]) -> list[str]:
    """List in Dutch what is wrong with a definition: keys, steps nobody reaches, transitions to nowhere."""
    if onbekend := set(w) - SLEUTELS - {"titel"}:
        return [
            f"{', '.join(sorted(onbekend))}: geen bekende sleutel. Bekend zijn: {', '.join(sorted(SLEUTELS))}."
        ]
    if mist := SLEUTELS - {"termijnen", "documenten"} - set(w):
        return [f"{', '.join(sorted(mist))} ontbreekt."]
    stappen = {s["code"]: s for s in w["stappen"]}
    fouten = []
    if sum(bool(s.get("begin")) for s in stappen.values()) != 1:
        fouten.append("precies één stap is het begin (begin: true).")
    if not any(s.get("eind") for s in stappen.values()):
        fouten.append("geen enkele stap is een einde (eind: true); een zaak kan dan nooit dicht.")
    for o in w["overgangen"]:
        fouten += [
            f"de overgang {o.get('handeling')} noemt de stap {o[k]!r}, die er niet is."
            for k in ("van", "naar")
            if o.get(k) not in stappen
        ]
        fouten += [
            f"de overgang {o.get('handeling')} mist {k}." for k in ("handeling", "wie", "wet") if not o.get(k)
        ]
    paren = [(o.get("van"), o.get("handeling")) for o in w["overgangen"]]
    fouten += [
        f"de handeling {h} staat bij stap {v} meer dan eens."
        for v, h in sorted({p for p in paren if paren.count(p) > 1})
    ]
    bereikt = {c for c, s in stappen.items() if s.get("begin")} | {o.get("naar") for o in w["overgangen"]}
    return fouten + [f"de stap {c} is niet te bereiken." for c in stappen if c not in bereikt]


def _items(stappen: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    """Give the steps with their code, in their own order."""
    return [(s["code"], s) for s in stappen]


def _make_termijn(t: Mapping[str, Any]) -> Termijnafspraak:
    """Make one agreed term. What a running bezwaar keeps was written before `eigen_dag` was: its own words say it."""
    overig = {"eigen_dag": t["na"] == EINDE_BEZWAARTERMIJN} | {
        k: v for k, v in t.items() if k != "herinneringen"
    }
    return Termijnafspraak(
        **overig,
        herinneringen=tuple((int(h["dagen_ervoor"]), str(h["rol"])) for h in t.get("herinneringen", ())),
    )


def _as_plain(waarde: Any) -> Any:
    """Write frozen values of a rule as plain JSON."""
    return dict(waarde) if isinstance(waarde, Mapping) else list(waarde)
