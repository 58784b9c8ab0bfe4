"""Decisions that a sentence tells of: which body, which day, and what it did."""

import re
from dataclasses import dataclass, replace
from datetime import date

from ..wanneer import Wanneer
from .jaarloos import find_tijden, say_jaar

ORGANEN = (
    r"(?:stuur|regie|programma|kern|klankbord|advies|directie|eigenaren|opdrachtgevers|portefeuillehouders|wethouders|bestuurders|burgemeesters|directeuren|coördinatie|afstemmings|keten|driehoeks|deelnemers)(?:raad|groep|overleg|beraad|team|commissie)|bestuurlijk overleg|bestuurlijk omgevingsberaad|tweede kamer|eerste kamer|regiegroep|programmaraad|programmateam|kerngroep"
    "|programmabestuur|gemeenteraad|provinciale staten|gedeputeerde staten|college van b en w|college van burgemeester en wethouders|eigenarenraad|opdrachtgeversberaad|"
    "algemeen bestuur|dagelijks bestuur|directeurenoverleg|directieoverleg|ambtelijk overleg|bestuurlijke tafel|klankbordgroep|ministerraad|projectgroep"
)
ORGAAN = re.compile(rf"\b(?:{ORGANEN})\b", re.IGNORECASE)
# What was done, strongest word first: where a sentence has two, the decision counts and not the talk.
_AARD = (
    ("vastgesteld", r"vastgesteld|vastgelegd door|stelden?\b.{0,80} vast"),
    ("geaccordeerd", r"geaccordeerd"),
    ("ingestemd", r"ingestemd|stem(?:t|de|den)\b.{0,80} in(?= met)"),
    ("goedgekeurd", r"goedgekeurd|keurden?\b.{0,80} goed"),
    ("akkoord", r"akkoord (?:gegaan|gegeven|bevonden|met)|ging(?:en)?\b.{0,60} akkoord"),
    ("besloten", r"besloten|besloot|besluit (?:over )?(?:hierover )?genomen|besluit over"),
    (
        "ter informatie",
        r"ter informatie|ter kennisname|geïnformeerd|kennisgenomen|n(?:am|amen)\b.{0,60} kennis(?= van)",
    ),
    ("voorgelegd", r"voorgelegd|aangeboden|ingebracht|toegezonden aan|toegestuurd aan"),
    ("verzocht", r"verzocht|(?:heeft|hebben)\b.{0,120} gevraagd om|vroeg(?:en)?\b.{0,60} om"),
    (
        "besproken",
        r"(?:be)?sproken|gedeeld met|gesproken|behandeld|(?:zorg|zorgen|risico['’]s|knelpunten|aandachtspunten)\b.{0,160} (?:benoemd|geuit|gedeeld|aangekaart)",
    ),
)
_AARDEN = tuple((aard, re.compile(rf"\b(?:{woorden})\b", re.IGNORECASE)) for aard, woorden in _AARD)
# A sentence about what is still to come decides nothing.
_KOMT = re.compile(
    r"\b(?<!te )(?:wordt|worden|zal|zullen|moet|moeten|volgt|gepland|beoogd|gaat|gaan|nog niet|nog geen|voorziet)\b",
    re.IGNORECASE,
)
# Two decisions in one sentence, each with its own object.
_OOK = (
    re.compile(
        r"\b(?:vastgesteld|goedgekeurd|geaccordeerd)\b,? en (?:is |heeft )?(?:ook |daarbij )?(?P<ook>ingestemd met|besloten (?:tot|om|dat|over))",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bingestemd met\b[^.;]{3,120}? en [^.;]{3,100}? (?P<ook>vastgesteld|goedgekeurd)\b", re.IGNORECASE
    ),
)
GEEN_ORGAAN = "Welk overleg dit besloot, staat er niet bij."
# "11 mrt. 2041" and "d.d. 4 mei" end no sentence.
_GRENS = re.compile(r";|,? maar |\. (?=[^\d\W_a-z])")


@dataclass(frozen=True, slots=True)
class Besluit:
    """One decision of one body."""

    orgaan: str
    datum: Wanneer | None
    aard: str
    onderwerp: str
    plek: tuple[int, int] | None  # where the date stands
    twijfel: str = ""


def read_besluiten(zin: str, peil: date | None = None, orgaan: str = "") -> list[Besluit]:
    """List the decisions that a sentence tells of; one that is still to come is none. `peil` is the last day that the report tells of, `orgaan` the body that heads the list."""
    uit: list[Besluit] = []
    if not any(vorm.search(zin) for _, vorm in _AARDEN):
        return uit
    tijden, begin = find_tijden(zin, peil, voorbij=True), 0
    for einde in [*(t.end() for t in _GRENS.finditer(zin)), len(zin)]:
        if not _KOMT.search(zin, begin, einde):
            uit.extend(_read_deel(zin, begin, einde, tijden))
        begin = einde
    if orgaan and not ORGAAN.search(zin):
        return _list_onder(zin, tijden, orgaan)
    return uit


def _list_onder(zin: str, tijden: list[tuple[int, int, Wanneer]], orgaan: str) -> list[Besluit]:
    """The decision of an item in the list of one body, that does not name it again."""
    aarden = [aard for aard, vorm in _AARDEN if vorm.search(zin)]
    if not aarden or len(tijden) > 1 or _KOMT.search(zin):
        return []
    dag = tijden[0] if tijden else None
    twijfel = "Het overleg staat in de kop van de lijst." + ("" if dag else " Er staat geen datum bij.")
    return [
        Besluit(orgaan.lower(), dag[2] if dag else None, aarden[0], zin, dag[:2] if dag else None, twijfel)
    ]


def _read_deel(zin: str, begin: int, einde: int, tijden: list[tuple[int, int, Wanneer]]) -> list[Besluit]:
    organen = [
        t
        for t in ORGAAN.finditer(zin, begin, einde)
        if not re.search(r"akkoord van de\s\Z", zin[: t.start()])
    ]
    data = [(a, b, w) for a, b, w in tijden if begin <= a < einde and w.soort in ("dag", "maand", "kwartaal")]
    aarden = sorted((t.start(), aard) for aard, vorm in _AARDEN for t in vorm.finditer(zin, begin, einde))
    if not aarden:
        return []
    if not organen:
        dag = data[0] if len(data) == 1 and data[0][2].soort == "dag" else None
        if dag is None or aarden[0][1] not in ("vastgesteld", "geaccordeerd", "goedgekeurd"):
            return []
        return [Besluit("", dag[2], aarden[0][1], zin, dag[:2], f"{GEEN_ORGAAN} {say_jaar(dag[2])}".strip())]
    uit = []
    for nummer, orgaan in enumerate(organen):
        volgende = organen[nummer + 1].start() if nummer + 1 < len(organen) else einde
        datum = _pick_datum(zin, nummer, organen, data, volgende)
        aard = _pick_aard(aarden, orgaan.start(), volgende)
        if aard == "verzocht" and re.search(r"\baan (?:de|het) \Z", zin[: orgaan.start()], re.IGNORECASE):
            continue  # who is asked, not who asks
        twijfel = say_jaar(datum[2]) if datum else "Er staat geen volledige datum bij."
        if aard == "verzocht":
            twijfel = f"{twijfel} Dit is een verzoek; wie het opvolgt, staat er niet bij.".strip()
        uit.append(
            Besluit(
                orgaan.group().lower().replace("kamer", "Kamer").replace("tweede", "Tweede"),
                datum[2] if datum else None,
                aard,
                zin,
                datum[:2] if datum else None,
                twijfel,
            )
        )
    return [*uit, *_list_ook(zin[begin:einde], uit)]


def _list_ook(zinsdeel: str, gevonden: list[Besluit]) -> list[Besluit]:
    """The second decision of a body that did two things: it adopted one and agreed to another."""
    treffer = next((t for vorm in _OOK if (t := vorm.search(zinsdeel))), None)
    if treffer is None or len(gevonden) != 1:
        return []
    aard = treffer["ook"].split()[0].casefold()
    if aard == gevonden[0].aard:
        aard = "ingestemd"
    return [replace(gevonden[0], aard=aard, plek=None)] if aard != gevonden[0].aard else []


def _pick_datum(
    zin: str, nummer: int, organen: list[re.Match[str]], data: list[tuple[int, int, Wanneer]], volgende: int
) -> tuple[int, int, Wanneer] | None:
    """The day that belongs to a body: in turn after "respectievelijk", else the first after it, else the only one."""
    if "respectievelijk" in zin or "resp." in zin:
        return data[nummer] if len(data) == len(organen) else None
    erna = [d for d in data if organen[nummer].start() < d[0] < volgende]
    if erna:
        return erna[0]
    return (
        data[0]
        if len(data) == 1
        and (len(organen) == 1 or data[0][0] > organen[-1].start() or data[0][0] < organen[0].start())
        else None
    )


def _pick_aard(aarden: list[tuple[int, str]], begin: int, volgende: int) -> str:
    """What the body did: a word between it and the next body, else one of the sentence; the strongest counts."""
    rang = [aard for aard, _ in _AARDEN]
    tussen = [aard for plek, aard in aarden if begin < plek < volgende]
    alle = [aard for _, aard in aarden]
    beste = min(tussen or alle, key=rang.index)
    # "ter informatie aan de stuurgroep voorgelegd": why it was brought says more than that it was.
    return "ter informatie" if beste in ("voorgelegd", "besproken") and "ter informatie" in alle else beste
