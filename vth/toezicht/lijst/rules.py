"""The engine: which questions are asked, what is missing, what is wrong, and which findings the answers propose. Pure.

Answers to questions that are not asked any more are kept and do not count: hidden and shown again, they are there. What
comes out depends on which answers there are, never on the order in which they were given. `static/toezicht/lijst.js` does
the same on the phone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .antwoord import WIT, Antwoord, Gelezen, read_antwoord
from .voorwaarde import Boom
from .vorm import (
    ANTWOORDNAMEN,
    BINNEN,
    BUITEN,
    HERSTELD,
    INGEVULD,
    NVT,
    ONBEKEND,
    RESULTATEN,
    Bevindingsregel,
    Checklist,
    Norm,
    Vraag,
)

STANDAARD = {
    NVT: Bevindingsregel("niet_van_toepassing"),
    ONBEKEND: Bevindingsregel("nader_onderzoek"),
    HERSTELD: Bevindingsregel("akkoord_na_aanwijzing"),
}
NAMEN = ANTWOORDNAMEN | {BINNEN: "binnen de grens", BUITEN: "buiten de grens", INGEVULD: "ingevuld"}


@dataclass(frozen=True)
class Locatiefeiten:
    """What the register knows of the site on the day of the visit; a feature that is not there is not known."""

    activiteiten: tuple[str, ...] = ()
    objecttypen: tuple[str, ...] = ()
    kenmerken: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Gemis:
    """What a question that is asked still lacks: `antwoord`, `foto` or `toelichting`."""

    vraag: str
    wat: str


@dataclass(frozen=True)
class Foutantwoord:
    """An answer that does not fit its question, and why. It is kept, and counts as no answer."""

    vraag: str
    melding: str


@dataclass(frozen=True)
class Bevindingvoorstel:
    """What the answer to one question proposes; a person accepts or changes it."""

    vraag: str
    norm: Norm
    resultaat: str
    toelichting: str
    onderwerp: str
    aandachtspunt: str
    gevolg: str = ""
    gedrag: str = ""
    sevesocategorie: str = ""


@dataclass(frozen=True)
class Lijststand:
    """How a checklist stands with the answers of now."""

    zichtbaar: tuple[str, ...]
    ontbreekt: tuple[Gemis, ...]
    fout: tuple[Foutantwoord, ...]
    voorstellen: tuple[Bevindingvoorstel, ...]
    beantwoord: int
    telt_niet: tuple[str, ...]

    @property
    def totaal(self) -> int:
        """How many questions are asked now."""
        return len(self.zichtbaar)


@dataclass
class _Doorloop:
    """One walk through a list: what was worked out of each question so far."""

    lijst: Checklist
    feiten: Locatiefeiten
    antwoorden: Mapping[str, Antwoord]
    dag: date
    gezien: dict[str, bool] = field(default_factory=dict)
    gelezen: dict[str, Gelezen] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.vragen = {v.id: (h, v) for h, v in self.lijst.iter_vragen()}

    def is_gesteld(self, id_: str) -> bool:
        """Whether a question is asked; a circle, which `keuring` refuses, is not followed."""
        if id_ not in self.gezien:
            self.gezien[id_] = False
            hoofdstuk, vraag = self.vragen[id_]
            self.gezien[id_] = self.holds(hoofdstuk.als) and self.holds(vraag.als)
        return self.gezien[id_]

    def read(self, id_: str) -> Gelezen:
        """What the answer to a question means, whether or not it is asked."""
        if id_ not in self.gelezen:
            self.gelezen[id_] = read_antwoord(self.vragen[id_][1], self.antwoorden.get(id_), dag=self.dag)
        return self.gelezen[id_]

    def holds(self, boom: Boom | None) -> bool:
        """Whether a condition is met."""
        match boom:
            case None:
                return True
            case ["of", takken]:
                return any(self.holds(t) for t in takken)
            case ["en", takken]:
                return all(self.holds(t) for t in takken)
            case ["niet", tak]:
                return not self.holds(tak)
            case ["beantwoord", vraag]:
                return self._counts(vraag)
            case ["is", bron, naam, teken, waarden]:
                return self._compare(bron, naam, teken, waarden)
        raise ValueError(f"{boom!r} is geen voorwaarde.")

    def _counts(self, id_: str) -> bool:
        """Whether a question is asked and has an answer."""
        return id_ in self.vragen and self.is_gesteld(id_) and self.read(id_).is_beantwoord

    def _compare(self, bron: str, naam: str, teken: str, waarden: list[str]) -> bool:
        """Compare what is known with values; what is not known compares with nothing."""
        if bron == "vraag" and not self._counts(naam):
            return False
        if teken in ("<", "<=", ">", ">="):
            getal = self.read(naam).getal
            return getal is not None and _compare_getal(getal, teken, float(waarden[0]))
        bekend = {
            "vraag": lambda: self.read(naam).codes,
            "activiteit": lambda: self.feiten.activiteiten,
            "objecttype": lambda: self.feiten.objecttypen,
            "locatie": lambda: tuple(filter(None, [self.feiten.kenmerken.get(naam, "")])),
        }[bron]()
        raak = any(w in bekend for w in waarden)
        return bool(bekend) and not raak if teken == "!=" else raak


def derive_stand(
    lijst: Checklist, feiten: Locatiefeiten, antwoorden: Mapping[str, Antwoord], *, dag: date
) -> Lijststand:
    """Work out how a checklist stands for a site on the day of the visit.

    Answers to questions that the list does not have, and to those that are not asked, are in `telt_niet`.
    """
    loop = _Doorloop(lijst, feiten, antwoorden, dag)
    zichtbaar = [v for _, v in lijst.iter_vragen() if loop.is_gesteld(v.id)]
    ids = {v.id for v in zichtbaar}
    return Lijststand(
        zichtbaar=tuple(v.id for v in zichtbaar),
        ontbreekt=tuple(g for v in zichtbaar for g in _list_gemis(v, loop)),
        fout=tuple(Foutantwoord(v.id, f) for v in zichtbaar if (f := loop.read(v.id).fout)),
        voorstellen=tuple(p for v in zichtbaar if (p := _derive_voorstel(v, loop))),
        beantwoord=sum(loop.read(v.id).is_beantwoord for v in zichtbaar),
        telt_niet=tuple(sorted(id_ for id_ in antwoorden if id_ not in ids)),
    )


def is_gesteld(lijst: Checklist, id_: str, feiten: Locatiefeiten, antwoorden: Mapping[str, Antwoord]) -> bool:
    """Say whether one question is asked for a site with these answers, for who tries a list out."""
    return _Doorloop(lijst, feiten, antwoorden, date(2026, 1, 1)).is_gesteld(id_)


def stand_as_dict(stand: Lijststand) -> dict[str, Any]:
    """Give the stand in the form in which the phone gives it too."""
    return {
        "zichtbaar": list(stand.zichtbaar),
        "ontbreekt": [{"vraag": g.vraag, "wat": g.wat} for g in stand.ontbreekt],
        "fout": [{"vraag": f.vraag, "melding": f.melding} for f in stand.fout],
        "voorstellen": [
            {
                "vraag": p.vraag,
                "resultaat": p.resultaat,
                "toelichting": p.toelichting,
                "gevolg": p.gevolg,
                "gedrag": p.gedrag,
                "sevesocategorie": p.sevesocategorie,
            }
            for p in stand.voorstellen
        ],
        "beantwoord": stand.beantwoord,
        "totaal": stand.totaal,
        "telt_niet": list(stand.telt_niet),
    }


def _list_gemis(vraag: Vraag, loop: _Doorloop) -> list[Gemis]:
    """List what a question still lacks: an answer, or what must come with the answer that there is."""
    gelezen, antwoord = loop.read(vraag.id), loop.antwoorden.get(vraag.id) or Antwoord()
    if not gelezen.is_beantwoord:
        return [Gemis(vraag.id, "antwoord")] if vraag.verplicht else []
    gemis = []
    if set(gelezen.uitkomsten) & set(vraag.foto_bij) and not antwoord.fotos:
        gemis.append(Gemis(vraag.id, "foto"))
    if set(gelezen.uitkomsten) & set(vraag.toelichting_bij) and not antwoord.toelichting.strip(WIT):
        gemis.append(Gemis(vraag.id, "toelichting"))
    return gemis


def _derive_voorstel(vraag: Vraag, loop: _Doorloop) -> Bevindingvoorstel | None:
    """Propose a finding for an answer: the worst of what its outcomes propose; none where nothing is tested."""
    gelezen = loop.read(vraag.id)
    if vraag.norm is None or not gelezen.is_beantwoord:
        return None
    regels = [(u, r) for u in gelezen.uitkomsten if (r := _find_regel(vraag, u))]
    if not regels:
        return None
    # Of two that are as bad the one with the gravest gevolg.
    ergste = min((r for _, r in regels), key=lambda r: (RESULTATEN.index(r.resultaat), -int(r.gevolg or 0)))
    zelfde = [(u, r) for u, r in regels if r.resultaat == ergste.resultaat]
    delen = [f"{vraag.tekst} Antwoord: {_say_antwoord(vraag, gelezen, [u for u, _ in zelfde])}."]
    delen += list(dict.fromkeys(r.toelichting for _, r in zelfde if r.toelichting))
    antwoord = loop.antwoorden.get(vraag.id) or Antwoord()
    if antwoord.toelichting.strip(WIT):
        delen.append(f"Toelichting: {antwoord.toelichting.strip(WIT)}")
    return Bevindingvoorstel(
        vraag=vraag.id,
        norm=vraag.norm,
        resultaat=ergste.resultaat,
        toelichting=" ".join(delen),
        onderwerp=vraag.onderwerp,
        aandachtspunt=vraag.aandachtspunt,
        gevolg=ergste.gevolg,
        gedrag=ergste.gedrag,
        sevesocategorie=ergste.sevesocategorie,
    )


def _find_regel(vraag: Vraag, uitkomst: str) -> Bevindingsregel | None:
    """Find what an outcome proposes: as the question says, or what holds for every question."""
    return vraag.bevinding.get(uitkomst) or (STANDAARD.get(uitkomst) if vraag.bevinding else None)


def _say_antwoord(vraag: Vraag, gelezen: Gelezen, uitkomsten: list[str]) -> str:
    """Say an answer in words: the chosen ones, or what was typed."""
    if gelezen.codes == (INGEVULD,):
        return gelezen.tekst
    return ", ".join(vraag.keuzes.get(u) or NAMEN.get(u, u) for u in uitkomsten)


def _compare_getal(links: float, teken: str, rechts: float) -> bool:
    """Compare two numbers."""
    return {"<": links < rechts, "<=": links <= rechts, ">": links > rechts, ">=": links >= rechts}[teken]
