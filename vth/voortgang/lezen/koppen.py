"""What a heading, a column head or the first words of a paragraph announce: a pijler, an onderwerp, a part such as planning or risks."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

# The words programmes use for their main parts; the first that heads one with a number is the word of the report.
PIJLERWOORDEN = (
    "pijler|spoor|programmalijn|actielijn|hoofdlijn|lijn|thema|opgave|werkstroom|cluster|ambitie|doelstelling"
)
ONDERWERPWOORDEN = "onderwerp|deelonderwerp|project|deelproject|traject|deeltraject|werkpakket|maatregel|resultaat|thema|opgave|activiteit"
ACTIEWOORDEN = "deelactie|actie|deelproject|project|thema|onderdeel|activiteit|deeltraject|stap"
_NUMMER = r"(?P<nummer>\d{1,2}|[A-Z](?![A-Za-z])|[IVX]{1,4}(?![A-Za-z]))"
# The number that a word processor gives a heading, before the words of it: "2.1 Actielijn 1: Toegang".
KOPNUMMER = r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+)?"
_GEEN_TITEL = re.compile(r"(?:en|van|is|zijn|gaat|richt|heeft|wordt|betreft|loopt)\b")
_ONDERWERP = (
    re.compile(r"\((?P<nummer>\d{1,3})\)\s*(?P<titel>\S.*)\Z"),
    re.compile(
        rf"(?i:{ONDERWERPWOORDEN})\s+(?:(?:\d{{1,2}}|[A-Z])\.)?(?P<nummer>\d{{1,3}})\b\s*[:.)–-]?\s*(?P<titel>\S.*)\Z"
    ),
    re.compile(r"(?:(?:\d{1,2}|[A-Z])\.){1,4}(?P<nummer>\d{1,3})[.:)]?\s+(?P<titel>\S.*)\Z"),
    # "A1. Kaden"; not "Q1 2026".
    re.compile(r"(?!Q\d)[A-Z](?P<nummer>\d{1,2})(?:[.:)]|\s[–-])?\s+(?P<titel>[^\W\d].*)\Z"),
    re.compile(r"(?P<nummer>\d{1,3})[.:)]?\s+(?P<titel>\S.*)\Z"),
)
_ROMEINS = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}

# Parts of an onderwerp, by the words that head them; the first that fits counts.
ROLLEN = (
    (
        "label",
        r"(?:voor het )?eerst (?:gemeld|opgenomen|genoemd)|nieuw sinds|(?:opgenomen |in beeld )?sinds\b|vgr\b",
    ),
    (
        "risico",
        r"risi[ck]o|aandachtspunt|knelpunt|zorgen\b|(?:waar|waarover) maken (?:we|wij) ons zorgen|wat kan er mis|(?:waar )?(?:let op|letten (?:we|wij) op)",
    ),
    ("samenhang", r"samenhang|afhankelijk|raakvlak|relatie met"),
    ("was", r"oorspronkelijk|vorige planning|eerdere planning|was\b|planning was|baseline"),
    (
        "planning",
        r"planning|nieuwe planning|actueel|actuele (?:planning|datum)|prognose|herzien|nieuwe datum|wanneer|vooruitblik|volgende stap|wat doen we|komende periode|(?:nog )?te doen|oplever|wat gaan we|wat gaat er|wat komt er|komend|vervolg|deadline|gereed\b|mijlpalen|verwacht",
    ),
    ("mijlpaal", r"mijlpaal"),
    ("besluit", r"beslu[iy]t"),
    ("product", r"(?:opgeleverde? )?product(?:en)?\Z"),
    ("acties", r"acties|deelprojecten|deelacties|lopende acties"),
    ("stand", r"status\b|stand\b(?! van zaken)|kleur|stoplicht"),
    (
        "voortgang",
        r"voortgang|stand van zaken|wat speelt|resultaten|toelichting|doel\b|behaald|terugblik|afgelopen|wat is (?:er )?(?:gedaan|bereikt|gebeurd|klaar)|wat (?:hebben|deden) we|gerealiseerd|gedaan\b",
    ),
    ("eigenaar", r"eigenaar|trekker|opdrachtgever|projectleider|verantwoordelijk"),
)
_ROLLEN = tuple((rol, re.compile(rf"(?:{woorden})", re.IGNORECASE)) for rol, woorden in ROLLEN)
# Parts of the whole report.
DELEN = (
    ("tryout", r"try-?outs?\b|proeftuin|pilots?\b"),
    ("onderzoek", r"(?:thematische?|signalerende) onderzoek|thema-?onderzoek|onderzoeken\b"),
    (
        "product",
        r"\bproducten\b|\(tussen\)producten|opbrengsten|^(?:opgeleverd|afgerond|gereed|klaar|wat (?:er )?(?:klaar|af|gereed|opgeleverd) is|wat is er (?:klaar|af|gereed|opgeleverd))(?:\s(?:dit|deze|in|sinds|de afgelopen)\s.{1,40})?\??\s*$|^(?:behaalde |belangrijkste )?resultaten\s*$",
    ),
    ("legenda", r"\blegenda\b"),
    ("besluit", r"\bbesluiten|besluitenlijst"),
    (
        "risico",
        r"\brisi[ck]o|^(?:[\d.]{1,5}\s+)?(?:waar|waarover|wat) (?:maken (?:we|wij) ons zorgen|letten (?:we|wij) op|kan er (?:nog )?mis)|^(?:\w+ )?(?:zorgen|zorgpunten|knelpunten|aandachtspunten)\b",
    ),
    ("samenhang", r"\bsamenhang"),
)
_DELEN = tuple((rol, re.compile(woorden, re.IGNORECASE)) for rol, woorden in DELEN)
_LABEL = re.compile(
    r"(?P<woord>gedaan|(?:nog )?te doen|voortgang(?: en doel)?|stand van zaken|doel|(?:nieuwe |actuele |huidige |herziene )?planning|risi[ck]o(?:['’]?s)?|samenhang|resulta(?:at|ten)|toelichting"
    r"|(?:voor het )?eerst (?:gemeld|opgenomen)|nieuw sinds|(?:in beeld |opgenomen )?sinds|status|stand|acties|besluit(?:en)?|vooruitblik|terugblik|vervolg(?:stap(?:pen)?)?|knelpunt(?:en)?|aandachtspunt(?:en)?|zorgen"
    r"|mijlpa(?:al|len)|(?:opgeleverde? )?product(?:en)?|afhankelijk(?:heid|heden)?(?: van)?|raakvlak(?:ken)?|prognose|deadline|gerealiseerd|behaald|kleur|stoplicht"
    r"|trekker|eigenaar|opdrachtgever|projectleider|verantwoordelijke?|wat (?:is|hebben|deden|gaat|gaan|doen|komt|moet)\b[^:?.]{2,40}?|(?:volgende |eerstvolgende |nieuwe )(?:stap(?:pen)?|mijlpa(?:al|len))"
    r"|(?:afgelopen|komende?) (?:periode|maanden|half ?jaar|kwartaal))(?:\sen\s\w{1,30})?\s*:\s*",
    re.IGNORECASE,
)


_VRAAG = re.compile(r"(?P<vraag>(?:wat|waar|wanneer)\s[^?.:]{3,50})\?\s+(?=\S)", re.IGNORECASE)


KORTE_STAND = 4


@dataclass(frozen=True, slots=True)
class Kop:
    """What a heading announces: its kind, its number or letter, its title."""

    soort: str
    nummer: str = ""
    titel: str = ""


@cache
def _form_of(woord: str) -> re.Pattern[str]:
    """How a heading of a main part looks, with the words programmes use or the one that this report uses."""
    return re.compile(
        rf"{KOPNUMMER}(?P<woord>(?i:{re.escape(woord) if woord else PIJLERWOORDEN}))\s+{_NUMMER}\s*[:.)–|-]?\s*(?P<titel>.*)\Z"
    )


def read_pijler(tekst: str, woord: str = "") -> tuple[str, Kop] | None:
    """Read the heading of a main part; `woord` is the word that this report was seen to use, when one was."""
    treffer = _form_of(woord).match(tekst.strip()) if len(tekst) <= 160 else None
    if treffer is None:
        return None
    titel = clean_titel(treffer["titel"])
    if re.match(_GEEN_TITEL, titel) or titel.endswith((".", "?")):
        return None
    return treffer["woord"].casefold(), Kop("pijler", treffer["nummer"], titel)


_WOORDKOP = re.compile(
    rf"{KOPNUMMER}(?P<woord>(?i:{PIJLERWOORDEN}|onderdeel|domein|deelprogramma|bouwsteen))\s+(?:[:–-]\s*)?[‘'“\"]?(?P<titel>[A-Z][^.?:]{{2,80}}?)[’'”\"]?\Z"
)


def read_woordkop(tekst: str) -> tuple[str, str] | None:
    """Read the heading of a main part that has the word for it and no number: "Lijn Bewaren"; gives the word and the title."""
    treffer = _WOORDKOP.match(tekst.strip(" *")) if len(tekst) <= 110 else None
    if treffer is None or read_pijler(tekst) or _GEEN_TITEL.match(treffer["titel"]):
        return None
    return treffer["woord"].casefold(), clean_titel(treffer["titel"])


def read_pijlernummer(nummer: str, eerdere: int) -> str:
    """The number of a main part: Roman figures become figures when they follow on the parts before."""
    return str(_ROMEINS[nummer]) if _ROMEINS.get(nummer) == eerdere + 1 else nummer


def read_onderwerp(tekst: str, *, los: bool = True) -> Kop | None:
    """Read number and title of an onderwerp; with `los` false only a number in brackets counts."""
    if len(tekst) > 220:
        return None
    for vorm in _ONDERWERP if los else _ONDERWERP[:1]:
        if treffer := vorm.match(tekst.strip()):
            return Kop("onderwerp", treffer["nummer"], clean_titel(treffer["titel"]))
    return None


_WOORDTITEL = re.compile(rf"(?:{ONDERWERPWOORDEN}|naam|titel)\s?:\s+(?=\S)", re.IGNORECASE)
# Coloured dots and signs behind a title.
_STIPPEN = re.compile(r"(?:\s?[\U0001F300-\U0001FAFF\u2600-\u27BF\u25A0-\u25FF\uFE0F]){1,6}\Z")
_STANDHAAK = re.compile(
    r"\s\((?:op (?:schema|koers|tijd)|volgens planning|vertraagd|vertraging|gereed|afgerond|klaar|(?:nog )?niet gestart|loopt(?: achter)?|in uitvoering|stilgelegd|uitgesteld|groen|oranje|geel|rood)\)\s?\Z",
    re.IGNORECASE,
)
_NUMMERTITEL = re.compile(r"[A-Z][a-zë]{3,20}\s(?P<nummer>\d{1,3})\s?[:.–-]\s?(?P<titel>[^\W\d].*)\Z")
_LETTERTITEL = re.compile(r"\(?(?P<letter>[A-Z])[.)]\s+(?P<titel>[^\W\d].*)\Z")


def read_telonderwerp(tekst: str) -> Kop | None:
    """Number and title of a heading with any word before its number: "Opdracht 2 – Kerken"."""
    treffer = _NUMMERTITEL.match(tekst[:220])
    return Kop("onderwerp", treffer["nummer"], clean_titel(treffer["titel"])) if treffer else None


def read_vrijonderwerp(tekst: str) -> Kop:
    """Number and title of a line that is known to head an onderwerp: "Project: Techniekhal", "A. Natuurnetwerk", "2.1 Beheer", or a mere title."""
    kaal = _WOORDTITEL.sub("", tekst, count=1)
    if genummerd := read_telonderwerp(kaal):
        return genummerd
    if letter := _LETTERTITEL.match(kaal):
        return Kop("onderwerp", letter["letter"], clean_titel(letter["titel"]))
    return read_onderwerp(kaal) or Kop("onderwerp", "", clean_titel(kaal))


def clean_titel(titel: str) -> str:
    """A title as one line: a word that was broken over two lines is whole again, and no mark stands at its end."""
    heel = re.sub(r"(?<=[a-zë])- (?!(?:en|of)\b)(?=[a-z])", "", " ".join(titel.split()))
    heel = _STANDHAAK.sub("", _STIPPEN.sub("", heel[:300]))
    return heel.strip(" |*:;–-") + ("-" if re.search(r"\w-\Z", heel) else "")


@lru_cache(maxsize=4096)
def find_rol(tekst: str) -> str:
    """The part that a short heading or column head announces, or nothing."""
    if len(tekst) > 60:
        return ""
    return next((rol for rol, vorm in _ROLLEN if vorm.match(tekst.strip(" *:").casefold())), "")


def find_deel(tekst: str) -> str:
    """The part of the whole report that a heading announces, or nothing."""
    return next((rol for rol, vorm in _DELEN if len(tekst) <= 120 and vorm.search(tekst)), "")


def split_label(tekst: str) -> tuple[str, str]:
    """The part that the first words of a paragraph announce ("Planning: ..."), and what follows; no part when they announce none."""
    vraag = _VRAAG.match(tekst)
    if vraag and (rol := find_rol(vraag["vraag"])):
        return rol, tekst[vraag.end() :]
    treffer = _LABEL.match(tekst)
    if not treffer:
        return "", tekst
    rol, rest = find_rol(treffer["woord"]) or "voortgang", tekst[treffer.end() :]
    if re.search(r"mijlpa", treffer["woord"], re.IGNORECASE):
        rol = "mijlpaal"
    if treffer["woord"].casefold().startswith(("nieuwe planning", "herziene planning")):
        rest = tekst  # that it is a new one says that it was planned otherwise
    # "Status: op schema" is a colour in words; a whole sentence tells how it goes.
    return ("voortgang" if rol == "stand" and len(rest.split()) > KORTE_STAND else rol), rest
