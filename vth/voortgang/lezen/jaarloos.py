"""Days and months that are told without their year: the year follows from the day of the report and from whether the sentence tells of what was or of what will be."""

import re
from datetime import date

from vth.tijd.dagtekst import MAANDEN

from ..wanneer import Wanneer, find_wanneers, read_wanneer

Tijd = tuple[int, int, Wanneer]
_MAAND = "|".join(MAANDEN)
_VORM = re.compile(
    r"(?<![\w/-])(?P<voor>(?:in|op|per|van|vanaf|voor|vóór|na|uiterlijk|tot|naar|rond|is|start|begin|medio|half|eind|einde|en)\s(?:de\s|het\s)?(?:maand\s)?)?"
    rf"(?P<woorden>(?:(?P<dag>\d{{1,2}})(?:e|ste|de)?\s|(?:begin|medio|half|eind)\s)?(?:{_MAAND})(?:\s?(?:t/m|tot en met|–|-)\s?(?:{_MAAND}))?)"
    r"(?![\w-])(?!,?\s?(?:van\s|in\s)?(?:het jaar\s)?(?:20|19)\d\d|\s?['’]\d\d|\s(?:en|tot|t/m|tot en met)\s(?:\w+\s){1,2}(?:20|19)\d\d)",
    re.IGNORECASE,
)
# A quarter or season by itself; "na" and "vóór" a season are part of it.
_DEEL = re.compile(
    r"(?<![\w/-])(?P<woorden>(?:(?:begin|medio|eind|einde) (?:van )?)?(?:Q[1-4]|K[1-4]|(?:eerste|tweede|derde|vierde|[1-4]e) kwartaal)"
    r"|(?:(?:vóór|voor|na) (?:de |het ))?(?:voorjaar|lente|zomer|najaar|herfst)|(?:eerste|tweede) (?:helft|halfjaar))"
    r"(?![\w'’-])(?!,?\s?(?:van\s|in\s|-\s?)?(?:het jaar\s|dit jaar|volgend jaar|vorig jaar|elk jaar|ieder jaar)?(?:20|19)\d\d|\s?['’]\d\d|\s?(?:/|en|of|t/m|tot en met|-|–)\s?(?:het )?(?:Q|K|\d|eerste|tweede|derde|vierde|voorjaar|zomer|najaar))"
    r"(?!\s(?:van )?(?:dit|volgend|vorig|elk|ieder|het) )",
    re.IGNORECASE,
)
_ROND = re.compile(r"(?:vóór|voor|na) (?:de|het) ", re.IGNORECASE)
_KOMEND = re.compile(
    r"(?<!\w)(?:(?P<deel>begin|medio|halverwege|eind)\s(?:van\s)?)?(?P<welk>dit|deze|volgend|volgende|komend|komende)\s(?P<wat>(?:kalender)?jaar|voorjaar|najaar|zomer|herfst)(?!\w)",
    re.IGNORECASE,
)
_ELLIPS = re.compile(
    rf"\bvan (?:het |de )?(?P<woorden>(?:(?:begin|medio|eind) )?(?:(?:Q|Kw?\.? ?|T)[1-4]|(?:eerste|tweede|derde|vierde|[1-4]e) (?:kwartaal|helft|halfjaar)|(?:\d{{1,2}} )?(?:{_MAAND})|voorjaar|zomer|najaar)) naar (?:het |de )?",
    re.IGNORECASE,
)
_VOOR_DEEL = re.compile(
    r"(?:\b(?:in|per|van|vanaf|voor|vóór|uiterlijk|tot|tot en met|t/m|naar|rond|is|nu|medio|planning|voorzien|gereed|klaar|oplevering)(?:\s(?:het|de|in))?\s|[(:;]\s?|^)\Z",
    re.IGNORECASE,
)
_KOMT = re.compile(
    r"\b(?:wordt|worden|zal|zullen|volgt|volgen|moet|moeten|start|starten|gepland|voorzien|uiterlijk|verwacht\w*|vindt|vinden|gaat|gaan|komt|komen|levert|leveren|oplevering|afronding)\b",
    re.IGNORECASE,
)
_WAS = re.compile(
    r"\b(?:is|zijn|was|waren|heeft|hebben|werd|werden|stond|stonden|stemden?|ging|gingen|liep|liepen|begon|begonnen|kwam|kwamen|vond|vonden|bleek|lukte)\b",
    re.IGNORECASE,
)
_VOORBIJ = re.compile(
    r"\b(?:was|waren|heeft|hebben|werd|werden|stond|stonden|stemden?|ging|gingen|liep|liepen|begon|begonnen|kwam|kwamen|vond|vonden|bleek|lukte)\b",
    re.IGNORECASE,
)
_IEDER = re.compile(r"\bjaarlijks\w*|\b(?:ieder|elk) (?:jaar|kwartaal)\b", re.IGNORECASE)


def find_tijden(zin: str, peil: date | None, *, voorbij: bool = False, gepland: bool = False) -> list[Tijd]:
    """List the times that a sentence names, also those without a year when the day of the report is known; those say no year in their words.

    With `voorbij` the sentence is known to tell of what was, as of a decision; with `gepland` it stands in the planning, and "is klaar in" is still to come.
    """
    vast = find_wanneers(zin)
    vast = sorted([*vast, *_find_ellips(zin, vast)], key=lambda tijd: tijd[:2])
    # "In de laatste vergadering van 2023 (20 december)": there the sentence itself says which year.
    if peil is None or _IEDER.search(zin) or any(w.soort == "jaar" for _, _, w in vast):
        return vast
    erbij = [
        tijd
        for treffer in _VORM.finditer(zin)
        if (treffer["dag"] or (treffer["voor"] and treffer["woorden"].islower()))
        and not _overlaps(treffer.span("woorden"), vast)
        if (tijd := _read(treffer, peil, komt=not voorbij and _is_komend(zin, treffer.start(), gepland)))
    ]
    if not vast or gepland:
        delen = _find_delen(zin, peil, voorbij=voorbij, gepland=gepland)
        # Beside another time only "na de zomer", that no year can follow.
        erbij += [t for t in delen if not vast or (_ROND.match(t[2].tekst) and not _overlaps(t[:2], vast))]
    if not vast:
        erbij += [tijd for tijd in _find_komende(zin, peil) if not _overlaps(tijd[:2], erbij)]
    return sorted([*vast, *erbij], key=lambda tijd: tijd[:2])


def _find_ellips(zin: str, vast: list[Tijd]) -> list[Tijd]:
    """The time before "naar" that shares the year after it: "van Q1 naar Q3 2025"; when it would be later than that, it is of the year before."""
    uit = []
    for treffer in _ELLIPS.finditer(zin):
        volgende = next((w for begin, _, w in vast if 0 <= begin - treffer.end() <= 8 and w.van), None)
        for jaar in (volgende.van.year, volgende.van.year - 1) if volgende and volgende.van else ():
            wanneer = read_wanneer(f"{treffer['woorden']} {jaar}")
            if wanneer.van and volgende and volgende.van and wanneer.van <= volgende.van:
                uit.append((*treffer.span("woorden"), wanneer))
                break
    return uit


def _find_komende(zin: str, peil: date) -> list[Tijd]:
    """Times that are told from the day of the report: "eind volgend jaar", "komend voorjaar"."""
    uit = []
    for treffer in _KOMEND.finditer(zin):
        woord = treffer["wat"].casefold()
        if woord.endswith("jaar") and woord not in ("voorjaar", "najaar"):
            jaar = peil.year + (treffer["welk"].casefold() != "dit")
            deel = (treffer["deel"] or "").casefold()
            if not deel and treffer["welk"].casefold() == "dit":
                continue
            wanneer = read_wanneer(f"{deel} {jaar}".strip())
        else:
            eerste = read_wanneer(f"{woord} {peil.year}")
            wanneer = eerste if eerste.van and eerste.van > peil else read_wanneer(f"{woord} {peil.year + 1}")
        if wanneer.tot and wanneer.tot > peil:
            uit.append((*treffer.span(), Wanneer(wanneer.soort, treffer.group(), wanneer.van, wanneer.tot)))
    return uit


def _find_delen(zin: str, peil: date, *, voorbij: bool, gepland: bool) -> list[Tijd]:
    """Quarters and seasons without their year, where no other time in the sentence could give it. The one that the report itself falls in is not worked out."""
    uit = []
    for treffer in _DEEL.finditer(zin):
        if re.match(r"(?:v[óo]{2}r|na)\s", treffer["woorden"], re.IGNORECASE) or _VOOR_DEEL.search(
            zin[: treffer.start()]
        ):
            komt = not voorbij and _is_komend(zin, treffer.start(), gepland)
            tijd = _read(treffer, peil, komt=komt)
            if tijd and not (komt and tijd[2].van and tijd[2].van <= peil):
                uit.append(tijd)
    return uit


def _overlaps(plek: tuple[int, int], tijden: list[Tijd]) -> bool:
    return any(begin < plek[1] and plek[0] < einde for begin, einde, _ in tijden)


def _read(treffer: re.Match[str], peil: date, *, komt: bool) -> Tijd | None:
    """The time with the year that it must be of: the last one that was, or the first one that comes."""
    woorden = treffer["woorden"]
    for jaar in (peil.year, peil.year - 1 if not komt else peil.year + 1):
        wanneer = read_wanneer(f"{woorden} {jaar}")
        if wanneer.van is None or wanneer.tot is None:
            return None
        if (wanneer.tot >= peil.replace(day=1)) if komt else (wanneer.van <= peil):
            plek = treffer.span("woorden")
            return (*plek, Wanneer(wanneer.soort, woorden, wanneer.van, wanneer.tot))
    return None


def _is_komend(zin: str, plek: int, gepland: bool) -> bool:
    """Whether the clause around a time tells of what is still to come."""
    begin = max((t.end() for t in re.finditer(r"[;:]\s|, (?:maar|en|waarna) ", zin[:plek])), default=0)
    einde = next((t.start() + plek for t in re.finditer(r"[;]\s|, (?:maar|waarna) ", zin[plek:])), len(zin))
    zinsdeel = zin[begin:einde]
    return bool(_KOMT.search(zinsdeel)) or not (_VOORBIJ if gepland else _WAS).search(zinsdeel)


def is_jaarloos(wanneer: Wanneer | None) -> bool:
    """Whether the year of a time was worked out."""
    return bool(wanneer and wanneer.tot and not re.search(r"\d{4}|['’]\d\d", wanneer.tekst))


def say_jaar(wanneer: Wanneer | None) -> str:
    """Say which year was worked out; nothing where the source says it."""
    if wanneer is None or wanneer.tot is None or not is_jaarloos(wanneer):
        return ""
    return f"Het jaar staat er niet bij; gerekend is met {wanneer.tot.year}."


def say_seizoen(wanneer: Wanneer) -> str:
    """Say as what a time before or after a season was read; nothing for another one."""
    if wanneer.tot is None or not re.match(
        r"(?:vóór|voor|na)\s.*(?:voorjaar|lente|zomer|najaar|herfst)", wanneer.tekst, re.IGNORECASE
    ):
        return ""
    van, tot = MAANDEN[wanneer.van.month - 1] if wanneer.van else "", MAANDEN[wanneer.tot.month - 1]
    return f"‘{wanneer.tekst}’ is gelezen als {van} tot en met {tot}."
