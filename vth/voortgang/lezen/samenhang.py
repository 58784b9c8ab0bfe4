"""What hangs together: a pijler, onderwerp or actie that a sentence leans on."""

import re

from .boom import Boom, Knoop, list_codes
from .koppen import ACTIEWOORDEN, ONDERWERPWOORDEN, PIJLERWOORDEN

_NR = r"(?:\d{1,2}|[IVX]{1,4}(?!\w)|[A-Z](?!\w))"
_MAAND = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_RIJ = rf"(?P<rij>{_NR}(?:(?:,\s?|\s(?:en|of)\s){_NR})*)"
_BAND = re.compile(
    r"verweven|samenhang|hangt .{0,40}samen|hangen .{0,40}samen|dwarsverband|raakvlak|\bnodig voor\b|afhankelijk van|verbonden|link met|koppeling met",
    re.IGNORECASE,
)
# Words that lead on from what the paragraph was about to the pijlers that are named now.
_VERDER = re.compile(
    r"effect op|gevolgen voor|randvoorwaarde voor|draagt bij aan|dragen bij aan|wisselwerking met|bouwt voort op",
    re.IGNORECASE,
)
_OP = (
    r"(?:volgt op|volgt na|start na|pas na|volgend op|afhankelijk van|hang(?:t|en) (?:\w+ ){0,2}(?:samen met|af van)|gerelateerd aan|vertraging (?:bij|van|in)|samenhang met|link met"
    r"|na afronding van|bouw(?:t|en) voort op|koppeling met|wacht(?:en)? op|relatie met|vervolg op|uit onderdeel|verbonden met|raakvlak(?:ken)? met)"
)
_LEUNT = re.compile(_OP, re.IGNORECASE)
# "Actie 3a" of another onderwerp: its number and letter in one.
_LEUNT_CODE = re.compile(
    rf"{_OP}\s(?:de |het )?(?:(?:{ACTIEWOORDEN})\s)?\(?(?:(?P<pijler>\d{{1,2}})\.)?(?P<nummer>\d{{1,2}})\.?(?P<letter>[A-Za-z])(?!\w)",
    re.IGNORECASE,
)
_LEUNT_ACTIE = re.compile(
    r"(?:volgt op|volgt na|start na|pas na|volgend op|afhankelijk van|gerelateerd aan|vertraging (?:bij|van|in)|samenhang met|link met|na afronding van|bouwt voort op|koppeling met)"
    r"(?:\s(?:het|de))?(?:\s\w+)?(?:\s\((?P<pad>\d{0,2}[A-Z]?)\)|(?<=actie|oject)\s(?P<los>[A-Z])(?!\w))",
    re.IGNORECASE,
)
_LEUNT_TITEL = re.compile(
    r"(?:volgt op|volgend op|start na|pas na|afhankelijk van|gerelateerd aan|na afronding van|bouwt voort op)\s(?:de |het )?(?:resultaten van )?(?:de |het )?(?:project|actie|deelproject|onderdeel|traject)\s[‘'“\"]?(?=[a-zA-Z]{3})",
    re.IGNORECASE,
)
_LEUNT_ONDERWERP = re.compile(
    rf"{_OP}\s(?:het |de )?(?:(?:de )?\w+ (?:uit|van|bij) )?(?:{ONDERWERPWOORDEN}|onderdeel|(?!(?:{PIJLERWOORDEN})\w{{0,2}}\b)\w{{4,16}}(?=\s\d))?\s?\(?(?:(?P<pijler>\d{{1,2}}|[A-Z])\.)?(?P<nummer>\d{{1,2}})\b(?!\.\d|\s(?:{_MAAND})|\s?(?:procent|%|dagen|weken|maanden|jaar))",
    re.IGNORECASE,
)


_LEUNT_NAAM = re.compile(
    r"\b(?:wacht(?:en)? op|in afwachting van|afhankelijk van|volgt op|start na|pas na|na afronding van|bouwt voort op)\b|\b(?:is|zijn)\b[^.]{0,80}\bnodig\b",
    re.IGNORECASE,
)


def find_pijlers(zin: str, boom: Boom) -> list[str]:
    """The keys of the pijlers that a sentence names, in its order."""
    woord = re.escape(boom.woord or "pijler")
    uit: list[str] = []
    for treffer in re.finditer(rf"\b{woord}(?:s|en|['’]s)?\s{_RIJ}", zin, re.IGNORECASE):
        uit.extend(boom.find_pijler(nummer) for nummer in re.findall(_NR, treffer["rij"]))
    uit = [sleutel for sleutel in uit if sleutel]
    return list(dict.fromkeys(uit))


def find_samenhang(zin: str, knoop: Knoop, boom: Boom, *, geheel: bool = False) -> list[str]:
    """The keys of what the sentence of a knoop leans on, outside itself; with `geheel` it is known to tell of nothing else ("Afhankelijk van: 2.1")."""
    eigen = knoop.sleutel.split(".")[0]
    uit = [sleutel for sleutel in find_pijlers(zin, boom) if sleutel != eigen]
    onderwerp = knoop
    while onderwerp.soort == "actie":
        onderwerp = boom.knopen[onderwerp.ouder]
    for treffer in _LEUNT_ACTIE.finditer(zin):
        pad = ".".join(re.findall(r"\d+|[A-Z]", treffer["pad"] or treffer["los"] or ""))
        actie = boom.knopen.get(f"{onderwerp.sleutel}.{pad}")
        if actie and actie is not knoop:
            uit.append(actie.sleutel)
    uit += _find_bij_titel(zin, knoop, onderwerp, boom)
    if _LEUNT_NAAM.search(zin):
        uit += [ander.sleutel for ander in _list_bij_naam(zin, boom) if ander is not onderwerp]
    uit += _find_bij_nummer(zin, onderwerp, boom)
    plekken = [(t.end(), t.end() + 60) for t in _LEUNT.finditer(zin)] + ([(0, 200)] if geheel else [])
    if geheel:
        uit += [ander.sleutel for ander in find_genoemd(zin, boom) if ander is not onderwerp]
    for begin, einde in plekken:
        codes = list_codes(zin[begin:einde])
        uit += [
            boom.codes[code] for code in codes if boom.codes.get(code, onderwerp.sleutel) != onderwerp.sleutel
        ]
    for treffer in _LEUNT_CODE.finditer(zin):
        achter = f".o{treffer['nummer']}.{treffer['letter']}"
        passen = [sleutel for sleutel in boom.knopen if sleutel.endswith(achter) and sleutel != knoop.sleutel]
        uit += passen if len(passen) == 1 else []
    return list(dict.fromkeys(uit))


def _find_bij_nummer(zin: str, onderwerp: Knoop, boom: Boom) -> list[str]:
    """The keys of the onderwerpen that a sentence leans on by their number, in a pijler it names or else its own."""
    uit = []
    for treffer in _LEUNT_ONDERWERP.finditer(zin):
        nummer = treffer["pijler"]
        boven = boom.find_pijler(nummer) if nummer else onderwerp.ouder
        sleutel = f"{boven}.o{treffer['nummer']}"
        if sleutel not in boom.knopen and not nummer:
            # Numbered on over the pijlers.
            gelijk = [
                k.sleutel
                for k in boom.knopen.values()
                if k.soort == "onderwerp" and k.nummer == treffer["nummer"]
            ]
            sleutel = gelijk[0] if len(gelijk) == 1 else ""
        if sleutel in boom.knopen and sleutel != onderwerp.sleutel:
            uit.append(sleutel)
    return uit


def find_banden(zin: str, boom: Boom, eerder: str = "") -> list[tuple[str, str]]:
    """The pijlers that a sentence of the general part ties together: the first that it names to each other one.

    A sentence that leads on goes from the only pijler that the last words before it in the paragraph (`eerder`) named.
    """
    genoemd = find_pijlers(zin, boom)
    if genoemd and eerder and _VERDER.search(zin):
        vorige = find_pijlers(eerder, boom)[-1:]
        return [(vorige[0], ander) for ander in genoemd if vorige and ander != vorige[0]]
    return [(genoemd[0], ander) for ander in genoemd[1:]] if _BAND.search(zin) else []


def find_genoemd(zin: str, boom: Boom) -> list[Knoop]:
    """The onderwerpen that a sentence names by their whole title; short titles are words like any other."""
    kaal = f" {_plain(zin)} "
    return [
        knoop
        for knoop in boom.knopen.values()
        if knoop.soort == "onderwerp" and len(knoop.titel) >= 8 and f" {_plain(knoop.titel)} " in kaal
    ]


def _list_bij_naam(zin: str, boom: Boom) -> list[Knoop]:
    """The onderwerpen that a sentence about leaning on something names by their title; a short title only as the name it is, with its capital."""
    lang = {knoop.sleutel for knoop in find_genoemd(zin, boom)}
    return [
        knoop
        for knoop in boom.knopen.values()
        if knoop.sleutel in lang
        or (
            knoop.soort == "onderwerp"
            and 4 <= len(knoop.titel) < 8
            and re.search(rf"(?<=[a-z,] ){re.escape(knoop.titel)}\b", zin)
        )
    ]


def _find_bij_titel(zin: str, knoop: Knoop, onderwerp: Knoop, boom: Boom) -> list[str]:
    """The acties beside a knoop that its sentence leans on by the words of their title instead of their letter."""
    uit: list[str] = []
    for treffer in _LEUNT_TITEL.finditer(zin):
        woorden = _plain(zin[treffer.end() : treffer.end() + 120].split(".")[0])
        passen = {
            actie.sleutel: aantal
            for actie in boom.list_acties(onderwerp)
            if actie is not knoop and (aantal := _count_gelijk(woorden, _plain(actie.titel)))
        }
        meeste = [sleutel for sleutel, aantal in passen.items() if aantal == max(passen.values())]
        uit += meeste if len(meeste) == 1 else []
    return uit


def _count_gelijk(woorden: str, titel: str) -> int:
    """How many words name a title: all of it, or the first of them that it holds; one short word names nothing."""
    if len(titel) < 10 or not woorden:
        return 0
    if f" {titel} " in f" {woorden} ":
        return len(titel.split())
    eerste = woorden.split()[:8]
    for aantal in range(len(eerste), 1, -1):
        kern = " ".join(eerste[:aantal])
        if len(kern) >= 14 and f" {kern} " in f" {titel} ":
            return aantal
    return 0


def _plain(tekst: str) -> str:
    return " ".join(re.findall(r"\w+", tekst.casefold()))
