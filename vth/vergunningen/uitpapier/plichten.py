"""Obligations in sentences: what somebody must do, and how often. Pure."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from vth.tijd.dagtekst import MAANDEN

from ..inhoud import Plichtsoort
from .punt import Plichtvoorstel
from .tekstgrenzen import split_zinnen

S = Plichtsoort
WERKWOORD: tuple[tuple[Plichtsoort, re.Pattern[str]], ...] = tuple(
    (soort, re.compile(patroon, re.IGNORECASE))
    for soort, patroon in (
        (
            S.METEN,
            r"\b(?:gemeten|bemonsterd|geanalyseerd|doorgemeten|geanalyseerd)\b|\b(?:meet|bemonstert|analyseert|meten en registreren)\b|\blaat\b.{0,80}\b(?:analyseren|meten|bemonsteren)\b|\bmeting(?:en)?\b(?:\s+\w+){0,6}\s+(?:uitgevoerd|verricht)\b|monsters?\b(?:\s+\w+){0,4}\s+(?:genomen|nemen)\b|\bmeet de\b",
        ),
        (
            S.KEUREN,
            r"\b(?:gekeurd|herkeurd|geïnspecteerd|geinspecteerd|beproefd|keurt|inspecteert|geijkt|gekalibreerd)\b|\b(?:jaarlijks|maandelijks|jaar|kwartaal|maand)(?: \w+){0,3} gecontroleerd\b|\b(?:keuring|inspectie)\b(?:\s+\w+){0,5}\s+(?:uitgevoerd|verricht|ondergaan)\b",
        ),
        (
            S.ONDERZOEKEN,
            r"onderzoek\b(?:\s+\w+){0,8}\s+(?:uitgevoerd|verricht|ingesteld|uitvoeren|verrichten|aangetoond|uit)\b|\b(?:voert|verricht|laat)\b(?:\s+\w+){1,6}onderzoek|\bdoet\b(?:\s+\w+){0,4}\s+onderzoek\b|\bonderzocht\b|\bonderzoekt\b",
        ),
        (
            S.RAPPORTEREN,
            r"\b(?:gerapporteerd|rapporteert|rapporteren|overgelegd|toegezonden|toegestuurd|ingediend|verstrekt|opgestuurd|gestuurd|gezonden|overlegt|zendt|stuurt)\b|\bontvang(?:t|en)\b(?:\s+\w+){1,5}\s+(?:overzicht|rapport|verslag|opgave)|\bdoet\b(?:\s+\w+){0,6}\s+opgave",
        ),
        (
            S.REGISTREREN,
            r"\b(?:geregistreerd|registreert|registreren|opgetekend|genoteerd|bijgehouden|aangetekend)\b|\baantekening\b(?:\s+\w+){0,3}\s+gehouden|\bvastgelegd in (?:een|het) (?:\w+)?(?:logboek|register|journaal)",
        ),
        (S.BEWAREN, r"\b(?:bewaard|bewaart|bewaren)\b"),
        (
            S.MELDEN,
            r"\b(?:gemeld|meldt|melden|kennis gesteld|kennis stellen|hoogte gesteld|hoogte stellen)\b|\bstelt\b(?:\s+\w+){1,6}\s+op de hoogte|\bmaakt\b(?:\s+\w+){1,5}\s+bekend\b|\b(?:mededeling|melding|kennisgeving)\b(?:\s+\w+){0,4}\s+gedaan",
        ),
    )
)
GETALWOORD = {
    "een": 1,
    "één": 1,
    "twee": 2,
    "drie": 3,
    "vier": 4,
    "vijf": 5,
    "zes": 6,
    "zeven": 7,
    "acht": 8,
    "negen": 9,
    "tien": 10,
    "twaalf": 12,
    "vijftien": 15,
    "twintig": 20,
}
N = rf"(?P<n>{'|'.join(GETALWOORD)}|\d{{1,2}})"
MAAL = r"(?:een|één|1)\s?(?:maal|keer|s)|eens"
RITMES: tuple[tuple[re.Pattern[str], int], ...] = tuple(
    (re.compile(patroon, re.IGNORECASE), maanden)
    for patroon, maanden in (
        (rf"\b(?:(?:{MAAL})\s+in(?: de)?|per|elke|iedere|om de)\s+{N}\s+(?:kalender)?ja(?:ar|ren)\b", -12),
        (rf"\b(?:(?:{MAAL})\s+in(?: de)?|per|elke|iedere|om de)\s+{N}\s+maanden\b", -1),
        (r"\btweejaarlijks", 24),
        (r"\bdriejaarlijks", 36),
        (r"\bvijfjaarlijks", 60),
        (
            r"\b(?:halfjaarlijks|(?:twee|2)\s?(?:maal|keer) per (?:kalender)?jaar|per half jaar|ieder half jaar|elk half jaar)",
            6,
        ),
        (
            r"\b(?:driemaandelijks|per kwartaal|ieder kwartaal|elk kwartaal|(?:vier|4)\s?(?:maal|keer) per jaar)",
            3,
        ),
        (r"\b(?:maandelijks|per maand|iedere maand|elke maand)\b", 1),
        (r"\b(?:jaarlijks|per (?:kalender)?jaar|ieder (?:kalender)?jaar|elk (?:kalender)?jaar)\b", 12),
    )
)
# Units of a limit end in `per jaar` as well, and that is no rhythm.
EENHEID_PER = re.compile(
    r"\d\s*(?:m3|m³|kg|ton|g|mg|uur|liter|kilogram|mol/ha)\s+per\s+(?:jaar|maand)", re.IGNORECASE
)
BEWAARDUUR = re.compile(r"\bja(?:ar|ren)\b|\bmaanden\b|aanwezig", re.IGNORECASE)
STUK = re.compile(
    r"registra|gegevens|rapport|logboek|journaal|keuring|register|certifica|document|bewij[sz]|resultaten|meting|afschrift|boek|bonnen|formulier|administratie|aantekening",
    re.IGNORECASE,
)
HOE = re.compile(r"\b(?:volgens|overeenkomstig|conform)\b", re.IGNORECASE)
ALTIJD = re.compile(r"\b(?:continu|ononderbroken|voortdurend|dagelijks|wekelijks)\b", re.IGNORECASE)
MOET = re.compile(r"\b(?:moet(?:en)?|dient|dienen|wordt|worden)\b", re.IGNORECASE)
WANNEER = re.compile(
    r"\b(?:binnen|uiterlijk|voor\s+\d|eenmaal|jaarlijks|maandelijks|wekelijks|dagelijks|continu|per\s+\w+|iedere|elke|ieder|elk|om de|na)\b",
    re.IGNORECASE,
)
DAG = re.compile(
    rf"\b(?:uiterlijk(?: op)?|voor|vóór|op|vanaf)\s+(\d{{1,2}})\s+({'|'.join(MAANDEN)})\s+(\d{{4}})",
    re.IGNORECASE,
)


def list_plichten(tekst: str) -> list[Plichtvoorstel]:
    """List the obligations in a text, each kind and rhythm once; a sentence that only repeats gives the one before its rhythm."""
    plichten: list[Plichtvoorstel] = []
    for zin in split_zinnen(tekst):
        if re.match(r"(?:\d{1,2}\)|[¹²³*])", zin):
            continue
        gevonden = list(_read_zin(zin))
        if not gevonden and plichten and re.search(r"\bherhaald\b", zin) and (maanden := find_ritme(zin)):
            plichten[-1] = replace(plichten[-1], iedere_maanden=maanden)
        plichten += gevonden
    uit: dict[tuple[Plichtsoort, int], Plichtvoorstel] = {}
    for plicht in plichten:
        uit.setdefault((plicht.soort, plicht.iedere_maanden), plicht)
    met_ritme = {soort for soort, maanden in uit if maanden}
    return [
        p
        for (soort, maanden), p in uit.items()
        if maanden or soort not in met_ritme or ALTIJD.search(p.omschrijving)
    ]


def _read_zin(zin: str) -> Iterator[Plichtvoorstel]:
    """Read the obligations of one sentence."""
    gevonden = False
    for soort, patroon in WERKWOORD:
        treffers = list(patroon.finditer(zin))
        if not treffers or not _counts(soort, zin):
            continue
        gevonden = True
        for maanden in dict.fromkeys(_find_ritme_van(zin, t.start()) for t in treffers):
            yield Plichtvoorstel(soort, zin[:1000], maanden, _find_dag(zin))
    if not gevonden and MOET.search(zin) and (maanden := find_ritme(zin)) and "herhaald" not in zin:
        yield Plichtvoorstel(S.ANDERS, zin[:1000], maanden, _find_dag(zin))


def _counts(soort: Plichtsoort, zin: str) -> bool:
    """Tell whether a verb makes an obligation here: not how something is measured, nor how a substance is kept."""
    if soort is S.METEN and re.search(r"\bgemeten\s+(?:als|op|over|ter plaatse|aan)\b", zin, re.IGNORECASE):
        return False
    if soort is S.METEN and HOE.search(zin):
        return WANNEER.search(EENHEID_PER.sub(" ", zin)) is not None
    if soort is S.BEWAREN:
        return BEWAARDUUR.search(zin) is not None and STUK.search(zin) is not None
    if soort is S.ONDERZOEKEN:
        return not re.search(r"\bmonsters?\b", zin, re.IGNORECASE)
    if soort is S.RAPPORTEREN:
        return not re.search(r"\b(?:op|desgevraagd).{0,20}\bverzoek\b|\bverstrekte\b", zin, re.IGNORECASE)
    return True


def find_ritme(zin: str) -> int:
    """Find after how many months something comes back, or 0 for once, always, or more often than a month."""
    return _find_ritme_van(zin, 0)


def _find_ritme_van(zin: str, plek: int) -> int:
    """Find the rhythm of the sentence; of two the one nearest to the verb."""
    schoon = EENHEID_PER.sub(lambda m: " " * len(m[0]), zin)
    treffers = [(t, maanden) for patroon, maanden in RITMES for t in patroon.finditer(schoon)]
    # `twee keer per jaar` holds `per jaar`, which says something else.
    heel = [
        (t, maanden)
        for t, maanden in treffers
        if not any(
            a is not t and a.start() <= t.start() and t.end() <= a.end() and a[0] != t[0] for a, _ in treffers
        )
    ]
    dichtst = min(heel, key=lambda tm: abs(tm[0].start() - plek), default=None)
    return _count_maanden(*dichtst) if dichtst else 0


def _count_maanden(treffer: re.Match[str], maanden: int) -> int:
    """Count the months of a rhythm; a negative number is months per written number."""
    if maanden > 0:
        return maanden
    woord = treffer["n"].lower()
    return -maanden * (int(woord) if woord.isdigit() else GETALWOORD[woord])


def _find_dag(zin: str) -> date | None:
    """Find the day that a sentence names, with its year."""
    treffer = DAG.search(zin)
    if treffer is None:
        return None
    try:
        return date(int(treffer[3]), MAANDEN.index(treffer[2].lower()) + 1, int(treffer[1]))
    except ValueError:
        return None
