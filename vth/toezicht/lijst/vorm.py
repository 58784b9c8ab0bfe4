"""What a checklist is: chapters of questions, each with a norm, when it is asked, and what an answer proposes. Pure.

Two forms of one thing: the dataclasses here, and the plain mapping (`as_dict`) that is kept with a visit and goes to the
phone. In the plain form nothing has to be looked up or parsed any more: units carry their factors, conditions are trees.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from .voorwaarde import Boom

JA, NEE, HERSTELD, NVT, ONBEKEND = "ja", "nee", "hersteld", "nvt", "onbekend"
BINNEN, BUITEN, INGEVULD = "binnen", "buiten", "ingevuld"
# Worst first: of several answers to one question the worst is proposed.
RESULTATEN = ("overtreden", "nader_onderzoek", "akkoord_na_aanwijzing", "nageleefd", "niet_van_toepassing")
ANTWOORDNAMEN = {
    JA: "ja",
    NEE: "nee",
    HERSTELD: "nee, maar tijdens het bezoek hersteld",
    NVT: "niet van toepassing",
    ONBEKEND: "niet vast te stellen",
}


class LijstError(Exception):
    """A checklist that cannot be used; the message says what was seen, why that is wrong and what to do."""


class Vraagsoort(StrEnum):
    """What kind of answer a question asks."""

    JA_NEE = "ja_nee"
    KEUZE = "keuze"
    MEERKEUZE = "meerkeuze"
    GETAL = "getal"
    TEKST = "tekst"
    DATUM = "datum"
    FOTO = "foto"
    MONSTER = "monster"


class Normsoort(StrEnum):
    """Where the rule stands that a question tests."""

    BAL = "bal"
    PARAGRAAF = "paragraaf"
    ZORGPLICHT = "zorgplicht"
    VOORSCHRIFT = "voorschrift"
    REGEL = "regel"


@dataclass(frozen=True)
class Norm:
    """The rule that a question tests; `voorschrift` is chosen from the permit at the visit, found by `trefwoorden`."""

    soort: Normsoort
    plaats: str = ""
    omschrijving: str = ""
    zekerheid: str = "aanname"
    trefwoorden: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bevindingsregel:
    """What one answer proposes: one of the five results, and perhaps the words, the gevolg, the gedrag and the category at a Seveso site."""

    resultaat: str
    toelichting: str = ""
    gevolg: str = ""
    gedrag: str = ""
    sevesocategorie: str = ""


@dataclass(frozen=True)
class Eenheidsmaat:
    """A unit in which a number may be given: `waarde * factor + plus` is the value in the base unit."""

    code: str
    factor: float
    plus: float = 0.0


@dataclass(frozen=True)
class Grens:
    """What an answer is held against: a number between two bounds, or a date that is not older than some months."""

    minimum: float | None = None
    maximum: float | None = None
    eenheid: str = ""
    hoogstens_maanden: int | None = None


@dataclass(frozen=True)
class Vraag:
    """One question, with an id that stays the same over versions."""

    id: str
    tekst: str
    soort: Vraagsoort
    hulp: str = ""
    norm: Norm | None = None
    onderwerp: str = "niet_van_toepassing"
    aandachtspunt: str = ""
    als: Boom | None = None
    keuzes: Mapping[str, str] = field(default_factory=dict)
    eenheden: tuple[Eenheidsmaat, ...] = ()
    grens: Grens | None = None
    bevinding: Mapping[str, Bevindingsregel] = field(default_factory=dict)
    verplicht: bool = True
    foto_bij: tuple[str, ...] = ()
    toelichting_bij: tuple[str, ...] = ()

    @property
    def eenheid(self) -> str:
        """The unit in which the question asks its number."""
        return self.eenheden[0].code if self.eenheden else ""


@dataclass(frozen=True)
class Hoofdstuk:
    """Questions that are asked together, and when."""

    code: str
    titel: str
    vragen: tuple[Vraag, ...]
    als: Boom | None = None
    uitleg: str = ""


@dataclass(frozen=True)
class Checklist:
    """One version of a list: for which activities (codes of `bal_paragraaf`) and object types it was written."""

    code: str
    versie: str
    titel: str
    geldig_vanaf: date
    hoofdstukken: tuple[Hoofdstuk, ...]
    uitleg: str = ""
    activiteiten: tuple[str, ...] = ()
    objecttypen: tuple[str, ...] = ()
    bronnen: tuple[str, ...] = ()
    zekerheid: str = "aanname"

    def iter_vragen(self) -> Iterator[tuple[Hoofdstuk, Vraag]]:
        """Each question in its order, with the chapter that it stands in."""
        return ((h, v) for h in self.hoofdstukken for v in h.vragen)

    def as_dict(self) -> dict[str, Any]:
        """Give the plain form, fit for JSON: what a visit keeps and a phone takes along."""
        return {
            "code": self.code,
            "versie": self.versie,
            "titel": self.titel,
            "geldig_vanaf": self.geldig_vanaf.isoformat(),
            "uitleg": self.uitleg,
            "activiteiten": list(self.activiteiten),
            "objecttypen": list(self.objecttypen),
            "bronnen": list(self.bronnen),
            "zekerheid": self.zekerheid,
            "hoofdstukken": [_chapter_dict(h) for h in self.hoofdstukken],
        }


def list_antwoorden(vraag: Vraag) -> tuple[str, ...]:
    """Give every answer that a question can get, as far as they can be listed; what is typed is `ingevuld`."""
    if vraag.soort == Vraagsoort.JA_NEE:
        eigen: tuple[str, ...] = (JA, NEE, *((HERSTELD,) if HERSTELD in vraag.bevinding else ()))
    elif vraag.soort in (Vraagsoort.KEUZE, Vraagsoort.MEERKEUZE):
        eigen = tuple(vraag.keuzes)
    elif vraag.grens:
        eigen = (BINNEN, BUITEN)
    else:
        eigen = (INGEVULD,)
    return (*eigen, *((NVT, ONBEKEND) if vraag.norm else ()))


def make_checklist(vorm: Mapping[str, Any]) -> Checklist:
    """Make a checklist of its plain form, as it was kept; raises LijstError for what is not such a form."""
    try:
        return Checklist(
            code=vorm["code"],
            versie=vorm["versie"],
            titel=vorm["titel"],
            geldig_vanaf=date.fromisoformat(vorm["geldig_vanaf"]),
            uitleg=vorm["uitleg"],
            activiteiten=tuple(vorm["activiteiten"]),
            objecttypen=tuple(vorm["objecttypen"]),
            bronnen=tuple(vorm["bronnen"]),
            zekerheid=vorm["zekerheid"],
            hoofdstukken=tuple(_make_hoofdstuk(h) for h in vorm["hoofdstukken"]),
        )
    except (KeyError, TypeError, ValueError) as fout:
        raise LijstError(
            f"Dit is geen vastgelegde checklist ({fout!r}). Lees de lijst opnieuw in uit haar YAML-bestand."
        ) from fout


def _chapter_dict(hoofdstuk: Hoofdstuk) -> dict[str, Any]:
    """The plain form of a chapter."""
    return {
        "code": hoofdstuk.code,
        "titel": hoofdstuk.titel,
        "uitleg": hoofdstuk.uitleg,
        "als": hoofdstuk.als,
        "vragen": [_question_dict(v) for v in hoofdstuk.vragen],
    }


def _question_dict(vraag: Vraag) -> dict[str, Any]:
    """The plain form of a question."""
    return {
        "id": vraag.id,
        "tekst": vraag.tekst,
        "soort": str(vraag.soort),
        "hulp": vraag.hulp,
        "norm": vraag.norm
        and {
            "soort": str(vraag.norm.soort),
            "plaats": vraag.norm.plaats,
            "omschrijving": vraag.norm.omschrijving,
            "zekerheid": vraag.norm.zekerheid,
            "trefwoorden": list(vraag.norm.trefwoorden),
        },
        "onderwerp": vraag.onderwerp,
        "aandachtspunt": vraag.aandachtspunt,
        "als": vraag.als,
        # A list, for not every store keeps the order of a mapping.
        "keuzes": [{"code": code, "tekst": tekst} for code, tekst in vraag.keuzes.items()],
        "eenheden": [{"code": e.code, "factor": e.factor, "plus": e.plus} for e in vraag.eenheden],
        "grens": vraag.grens
        and {
            "minimum": vraag.grens.minimum,
            "maximum": vraag.grens.maximum,
            "eenheid": vraag.grens.eenheid,
            "hoogstens_maanden": vraag.grens.hoogstens_maanden,
        },
        "bevinding": {antwoord: _regel_dict(r) for antwoord, r in vraag.bevinding.items()},
        "verplicht": vraag.verplicht,
        "foto_bij": list(vraag.foto_bij),
        "toelichting_bij": list(vraag.toelichting_bij),
    }


def _regel_dict(regel: Bevindingsregel) -> dict[str, str]:
    """Give what one answer proposes in its plain form."""
    vast = {n: getattr(regel, n) for n in ("resultaat", "toelichting", "gevolg", "gedrag")}
    # Left out where there is none: a list of before there were categories stays the same list.
    return vast | ({"sevesocategorie": regel.sevesocategorie} if regel.sevesocategorie else {})


def _make_hoofdstuk(vorm: Mapping[str, Any]) -> Hoofdstuk:
    """Make a chapter of its plain form."""
    return Hoofdstuk(
        code=vorm["code"],
        titel=vorm["titel"],
        uitleg=vorm["uitleg"],
        als=vorm["als"],
        vragen=tuple(_make_vraag(v) for v in vorm["vragen"]),
    )


def _make_vraag(vorm: Mapping[str, Any]) -> Vraag:
    """Make a question of its plain form."""
    norm, grens = vorm["norm"], vorm["grens"]
    return Vraag(
        **{
            naam: vorm[naam]
            for naam in ("id", "tekst", "hulp", "onderwerp", "aandachtspunt", "als", "verplicht")
        },
        soort=Vraagsoort(vorm["soort"]),
        keuzes={k["code"]: k["tekst"] for k in vorm["keuzes"]},
        norm=norm
        and Norm(**norm | {"soort": Normsoort(norm["soort"]), "trefwoorden": tuple(norm["trefwoorden"])}),
        eenheden=tuple(Eenheidsmaat(**e) for e in vorm["eenheden"]),
        grens=grens and Grens(**grens),
        bevinding={antwoord: Bevindingsregel(**r) for antwoord, r in vorm["bevinding"].items()},
        foto_bij=tuple(vorm["foto_bij"]),
        toelichting_bij=tuple(vorm["toelichting_bij"]),
    )
