"""Limits in sentences. Pure.

A value with a unit is a limit when the sentence says so (`ten hoogste`, `niet meer dan`, `overschrijden`) or when the unit is
one that only limits have (mg/Nm3, dB(A)); the last gives a question when nothing says what kind of bound it is.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ..eenheden import find_eenheid
from ..inhoud import Grenswaarde, Medium, Vergelijking
from ..stoffen import Genoemd, Grootheid, find_grootheid, list_genoemd
from .getallen import GETAL, Waarde, list_waarden, read_getal
from .omstandigheden import find_middeling, find_punt, list_dagdelen

# Measures of things, which no one holds a measurement against: walls, distances, surfaces, speeds of vehicles, light.
GEEN_GRENS = {"m", "cm", "mm", "m2", "m/s", "km/u", "lux", "kW", "MW"}
HOEVEELHEDEN = {"kg", "g", "t", "l", "m3"}
# Units that also tell how big a tank or a stock is: only with a bound just before the value.
NAUW = {
    "kg",
    "g",
    "t",
    "l",
    "m3",
    "%",
    "°C",
    "K",
    "vol%",
    "gew%",
    "bar",
    "mbar",
    "kPa",
    "Pa",
    "t/j",
    "t/d",
    "t/u",
    "m3/u",
    "m3/d",
    "m3/j",
    "dB",
    "mg/kg",
    "g/kg",
    "ppm",
}
GRENSWOORD = re.compile(
    r"≤|<|\b(?:ten hoogste|hoogstens|maxima(?:al|le)|maximum|beperkt tot|geen hogere|geen grotere|(?:kleiner|lager|minder) dan of gelijk aan|grenswaarden?|niet boven)\b|"
    r"\b(?:niet|geen)\b(?:\s+[\w,]+){0,5}?\s+(?:meer|hoger|groter|langer)\b|\boverschrijd|\bte boven\b|"
    r"≥|\b(?:ten ?minste|minimaal|minimum|minstens)\b|\bniet\b(?:\s+\w+){0,3}?\s+(?:lager|minder|kleiner)\b|\btussen\b",
    re.IGNORECASE,
)
VAN_TOEPASSING = re.compile(
    r"\b(?:inhoud|capaciteit|vermogen|zuurstof\w*|volume|O2|referentie\w*|druk|vochtgehalte)\b(?:\s+(?:van|bij|is|met|meer|groter|dan|minder|kleiner))*\s*$",
    re.IGNORECASE,
)
# What a sentence can be about without saying of which substance.
ALGEMEEN = re.compile(
    r"hoeveelheid|voorraad|opslag|inhoud|inrichting|\b(?:deze|die|dit|daar|er|tank|totale)\b|installatie",
    re.IGNORECASE,
)
ERAAN = re.compile(r"\s+(?:(?:aan|van|voor)\s+)?(?:de\s+)?", re.IGNORECASE)
JAAR = re.compile(r"\b(?:over|in|binnen|gedurende) (?:een|elk|ieder) (?:kalender)?jaar\b", re.IGNORECASE)
BUITEN = re.compile(
    rf"lager dan\s+(?P<een>{GETAL})\s+(?:of|en|noch)\s+hoger dan\s+(?P<twee>{GETAL})(?![\d.,]*\w)"
)
ZIN = re.compile(r"(?<!\bgr\.)(?<!\bnr\.)(?<!\bart\.)(?<!\bmax\.)(?<=[.;!?])\s+(?=[A-ZÉ•–-])|\n+")
NA_WAARDE = re.compile(
    r"\s*(?:aan\s+|van\s+)?((?:[a-zéëï-]+\s+){0,3}?[a-zéëï-]+)(?=\s*(?:,|;|\.|\(|$|\b(?:en|of|per|worden|wordt|aanwezig|opgeslagen|is|zijn|in de|in het|verwerkt|geloosd|mag)\b))"
)
LEEG = {
    "worden",
    "wordt",
    "per",
    "is",
    "zijn",
    "en",
    "of",
    "als",
    "bij",
    "in",
    "voor",
    "uit",
    "naar",
    "op",
    "met",
    "aanwezig",
    "bedragen",
    "liggen",
    "niet",
    "mag",
    "moet",
}


def split_zinnen(tekst: str) -> list[str]:
    """Split a text into sentences and paragraphs; a point inside a number ends none."""
    return [z.strip() for z in ZIN.split(tekst) if z.strip()]


def list_tekstgrenzen(
    tekst: str, *, aanhef: str = "", titel: str = ""
) -> tuple[list[Grenswaarde], list[str]]:
    """List the limits in a text and what must be asked; `aanhef` is what the voorschrift above says, for a part of it."""
    grenzen: list[Grenswaarde] = []
    vragen: list[str] = []
    eerder = aanhef
    for zin in split_zinnen(tekst):
        # What a note adds is no limit of its own.
        if re.match(r"(?:\d{1,2}\)|[¹²³*])\s", zin):
            continue
        gevonden, vraag = _read_zin(zin, eerder, titel)
        grenzen += gevonden
        vragen += vraag
        # A list after a colon stands under the sentence that opened it.
        if zin.endswith(":") or not re.match(r"[-–•]", zin):
            eerder = zin if zin.endswith(":") or not aanhef else f"{aanhef} {zin}"
    return grenzen, vragen


def _read_zin(zin: str, eerder: str, titel: str) -> tuple[list[Grenswaarde], list[str]]:
    """Read the limits of one sentence."""
    genoemd = list(list_genoemd(zin))
    vorige = list(list_genoemd(eerder))
    waarden = [w for w in (*list_waarden(zin), *_list_zuurgraad(zin, genoemd)) if _is_grens(zin, w, eerder)]
    dagdelen = list_dagdelen(zin)
    grenzen, vragen = [], []
    for n, waarde in enumerate(waarden):
        grootheid = _find_grootheid(zin, waarde, genoemd, vorige)
        if grootheid is None:
            grootheid = Grootheid(titel or "niet genoemd")
            vragen.append(f"Waarvoor geldt de grens {_say(waarde)}?")
        if not waarde.bekend:
            vragen.append(f"De eenheid {waarde.eenheid!r} is onbekend. Wat is er bedoeld?")
        elif not GRENSWOORD.search(zin) and not GRENSWOORD.search(eerder):
            vragen.append(
                f"Is {_say(waarde)} een grenswaarde? De zin zegt niet of het ten hoogste of ten minste is."
            )
        waarde = _as_jaarvracht(waarde, grootheid, zin)
        middeling = _find_middeling(zin, waarde, waarden, n, dagdelen) or find_middeling(_as_aanhef(eerder))
        punt = find_punt(zin) or find_punt(_as_aanhef(eerder))
        grenzen.append(make_grens(grootheid, waarde, _fit_middeling(middeling, waarde, zin), punt))
    return grenzen, vragen


def make_grens(
    grootheid: Grootheid, waarde: Waarde, middeling: str, punt: str, methode: str = ""
) -> Grenswaarde:
    """Make a limit of a quantity and a value; where it is measured follows from the quantity, or else from the unit."""
    eenheid = find_eenheid(waarde.eenheid)
    medium = (eenheid.medium if eenheid else None) or grootheid.medium or Medium.OVERIG
    if waarde.eenheid in HOEVEELHEDEN:
        medium = Medium.OVERIG
    return Grenswaarde(
        naam=grootheid.naam[:200],
        medium=medium,
        waarde=waarde.waarde,
        eenheid=waarde.eenheid,
        stof=grootheid.cas,
        vergelijking=waarde.vergelijking,
        waarde_tot=waarde.tot,
        middeling=middeling,
        emissiepunt=punt[:200],
        methode=methode[:200],
    )


def _as_aanhef(eerder: str) -> str:
    """Give what was said before as far as it opens a list; an earlier sentence of its own says nothing about this one."""
    return "" if eerder.rstrip().endswith((".", ";")) else eerder


def _is_grens(zin: str, waarde: Waarde, eerder: str) -> bool:
    """Tell whether a value is a limit in its sentence."""
    voor = zin[max(0, waarde.begin - 90) : waarde.begin]
    # `met ten hoogste 10 dB(A) overschrijden` is a step above another limit.
    if re.search(r"\bmet\s+(?:ten hoogste|maximaal|hoogstens)?\s*$", voor) and re.match(
        r"\s*overschrijd", zin[waarde.eind :]
    ):
        return False
    if waarde.eenheid in ("%", "vol%") and re.match(r"\s*(?:zuurstof|O2)\b", zin[waarde.eind :]):
        return False
    if waarde.eenheid in GEEN_GRENS or VAN_TOEPASSING.search(zin[: waarde.begin].rstrip(" <>≤≥")):
        return False
    woord = GRENSWOORD.search(voor) or re.search(
        r"niet\s+(?:\w+\s+){0,2}(?:overschrijd|te boven)", zin[waarde.eind :]
    )
    if waarde.eenheid in NAUW:
        return bool(woord or (_as_aanhef(eerder) and GRENSWOORD.search(eerder)))
    if not waarde.bekend:
        return bool(woord)
    return not re.search(r"\b(?:meer|groter|hoger|minder|lager) dan\s*$", voor) or bool(woord)


def _list_zuurgraad(zin: str, genoemd: Sequence[Genoemd]) -> list[Waarde]:
    """List the acidity that is written without a unit: `de zuurgraad moet liggen tussen 6,5 en 8,5`."""
    plek = next((g.eind for g in genoemd if g.grootheid.naam == "zuurgraad"), None)
    if plek is None:
        return []
    bereik = re.compile(
        rf"\b(?:tussen|van)?\s*(?:de\s+)?(?P<een>{GETAL})\s*(?:en(?: de)?|-|–|tot(?: en met)?)\s*(?P<twee>{GETAL})(?![\d.,]*\w)"
    )
    treffer = bereik.search(zin, plek) or BUITEN.search(zin, plek)
    if treffer is None or any(w.begin <= treffer.start("een") < w.eind for w in list_waarden(zin)):
        return []
    een, twee = read_getal(treffer["een"]), read_getal(treffer["twee"])
    if not Decimal(0) <= een < twee <= Decimal(14):
        return []
    return [Waarde(treffer.start(), treffer.end(), een, twee, "pH", Vergelijking.TUSSEN)]


def _find_grootheid(
    zin: str, waarde: Waarde, genoemd: Sequence[Genoemd], vorige: Sequence[Genoemd]
) -> Grootheid | None:
    """Find what a value is of: what was named last before it, or just after it, or in the sentence above."""
    eenheid = find_eenheid(waarde.eenheid)
    passend = [g for g in genoemd if _fits(g.grootheid, waarde)]
    erna = next((g for g in passend if waarde.eind <= g.begin <= waarde.eind + 25), None)
    # `5 mg/Nm3 fenol` is of what follows at once; `fenol 5 mg/Nm3` of what stood before.
    geluid = waarde.eenheid.startswith("dB")
    if erna is not None and not geluid and ERAAN.fullmatch(zin[waarde.eind : erna.begin]):
        return erna.grootheid
    ervoor = next((g.grootheid for g in reversed(passend) if g.eind <= waarde.begin), None)
    if waarde.eenheid in HOEVEELHEDEN:
        return (
            (erna.grootheid if erna else None)
            or _read_hoeveelheid(zin, waarde)
            or _read_onderwerp(zin)
            or ervoor
        )
    vanzelf = next(
        (
            g.grootheid
            for g in (*reversed(passend), *reversed(vorige))
            if g.grootheid.eenheid == waarde.eenheid
        ),
        None,
    )
    if ervoor or vanzelf or erna:
        return ervoor or vanzelf or (erna.grootheid if erna else None)
    boven = next((g.grootheid for g in reversed(vorige) if _fits(g.grootheid, waarde)), None)
    return boven or _as_vanzelf(waarde, eenheid.medium if eenheid else None)


def _fits(grootheid: Grootheid, waarde: Waarde) -> bool:
    """Tell whether a quantity can have this unit: a temperature is no concentration, and a sound is in decibels."""
    geluid = waarde.eenheid.startswith("dB")
    if grootheid.eenheid:
        return grootheid.eenheid == waarde.eenheid
    if grootheid.naam in ("geurimmissie", "geuremissie"):
        return waarde.eenheid.startswith(("ou", "ge/", "Mou"))
    if grootheid.naam == "debiet":
        return waarde.eenheid.startswith(("m3", "l/", "Nm3"))
    return not geluid and not waarde.eenheid.startswith(("ou", "ge/", "Mou", "°C", "pH", "m3/", "l/"))


def _as_vanzelf(waarde: Waarde, medium: Medium | None) -> Grootheid | None:
    """Give the quantity that a unit alone tells of."""
    namen = {
        "°C": "temperatuur",
        "pH": "zuurgraad",
        "m3/u": "debiet",
        "m3/d": "debiet",
        "l/s": "debiet",
        "ouE/m3": "geurimmissie",
        "ouE/u": "geuremissie",
    }
    if waarde.eenheid.startswith("dB"):
        return Grootheid("geluidsniveau", medium=Medium.GELUID)
    naam = namen.get(waarde.eenheid)
    return Grootheid(naam, medium=medium) if naam else None


def _read_hoeveelheid(zin: str, waarde: Waarde) -> Grootheid | None:
    """Read what an amount is of from the words after it: `10.000 kg gevaarlijke stoffen in verpakking`."""
    treffer = NA_WAARDE.match(zin[waarde.eind :])
    if treffer is None:
        return None
    woorden = treffer[1].split()
    while woorden and woorden[-1] in LEEG:
        woorden.pop()
    return Grootheid(" ".join(woorden)) if woorden and woorden[0] not in LEEG else None


def _read_onderwerp(zin: str) -> Grootheid | None:
    """Read what a sentence is about from its first words: `Accu's mogen ...`."""
    treffer = re.match(
        r"(?:De\s+|Het\s+|Een\s+)?((?:[\w'’-]+\s+){0,3}?[\w'’-]+)\s+(?:moet|moeten|mag|mogen|wordt|worden|is|zijn)\b",
        zin,
    )
    if treffer is None or ALGEMEEN.search(treffer[1]):
        return None
    return Grootheid(treffer[1][0].lower() + treffer[1][1:])


def _find_middeling(
    zin: str, waarde: Waarde, waarden: Sequence[Waarde], n: int, dagdelen: Sequence[tuple[int, str]]
) -> str:
    """Find over what a value is averaged, or in which part of the day it holds."""
    if waarde.eenheid != "dB(A)":
        return find_middeling(zin)
    delen = list(dict.fromkeys(code for _, code in dagdelen))
    if not delen:
        return ""
    if len(delen) == len(waarden):
        return delen[n]
    volgende = waarden[n + 1].begin if n + 1 < len(waarden) else len(zin) + 1
    erna = next((code for plek, code in dagdelen if waarde.eind <= plek < volgende), "")
    return erna or (delen[0] if len(delen) == 1 else "")


def _as_jaarvracht(waarde: Waarde, grootheid: Grootheid, zin: str) -> Waarde:
    """Read an amount of a substance `over een kalenderjaar` as a load per year."""
    per_jaar = find_eenheid(f"{waarde.eenheid}/j")
    bekend = find_grootheid(grootheid.naam) is not None
    if per_jaar is None or not bekend or waarde.eenheid not in HOEVEELHEDEN or not JAAR.search(zin):
        return waarde
    return replace(waarde, eenheid=per_jaar.code)


def _fit_middeling(middeling: str, waarde: Waarde, zin: str) -> str:
    """Keep a time only where it says something of this value: a load per hour is not averaged, a yearly load is the year."""
    if waarde.eenheid.endswith("/j") and (re.search(r"jaarvracht", zin, re.IGNORECASE) or JAAR.search(zin)):
        return "jaar"
    per_tijd = waarde.eenheid.endswith(("/u", "/d", "/j", "/s"))
    return "" if per_tijd and middeling not in ("", "jaar") else middeling


def _say(waarde: Waarde) -> str:
    """Say a value as people write it."""
    bereik = f" tot {waarde.tot:f}" if waarde.tot is not None else ""
    return f"{waarde.waarde:f}{bereik} {waarde.eenheid}".replace(".", ",")


def set_methode(grenzen: Sequence[Grenswaarde], methode: str) -> list[Grenswaarde]:
    """Give limits without a method the one that the text states."""
    return [g if g.methode else replace(g, methode=methode) for g in grenzen]
