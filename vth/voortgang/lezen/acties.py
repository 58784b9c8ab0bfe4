"""Divides what is said of an onderwerp over its lettered and numbered acties, also nested: "(1) … (A)", "(B) 1."."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .boom import Boom, Knoop
from .koppen import ACTIEWOORDEN
from .labels import read_zinlabel, split_titellabel
from .zinnen import Zin, split_zinnen

_TEKEN = re.compile(
    rf"\((?P<haak>[A-Z]|\d{{1,2}}|[a-z])\)\s*(?P<sub>\d{{1,2}}\.\s)?"
    rf"|(?P<woord>(?i:{ACTIEWOORDEN})\s)(?P<kop>\d{{1,2}}\.?)?(?P<los>[A-Z]|(?<=[\d.])[a-z]|[a-z](?=\)))"
    r"(?:\s?\((?P<wie>[^()]{2,60})\))?(?P<na>\s*[:–.)-]|\s(?=(?:betreft|is|gaat|omvat)\b))\s*"
    r"|(?<![\w(])(?P<reeks>[a-z])(?:\)|(?<=[:;]\s[a-z])\.)\s+(?=\S)"
    r"|\d{1,2}\.(?P<dkop>\d{1,3})\.?(?P<diep>[a-z])[.:)]?\s+(?=[^\W\d_])"
    r"|(?P<pkop>\d{1,2})?(?P<punt>[A-Za-z])[.)]\s+(?=\S)"
    r"|(?P<cijfer>\d{1,2})\.\s+(?=[A-Z])"
)
_TITEL = re.compile(r"[;:](?=\s|\Z)|\s[–-]\s")
_HAAKREF = re.compile(r"\((\d{0,2})([A-Za-z]?)\)(?:\s(\d)\.)?")
_RIJREF = re.compile(
    rf"\b(?i:{ACTIEWOORDEN}|acties|deelprojecten|projecten|thema['’]s|onderdelen|voor|van)\s+(?P<rij>[A-Z](?:,\s?[A-Z]|\s(?:en|of|t/m)\s[A-Z])*)(?![\w'’&-])"
)
# An actie named after one of these is what the sentence leans on, not what it is about.
_LEUNT = re.compile(
    r"(?:volgt op|volgend op|afhankelijk van|vertraging (?:bij|van)|gerelateerd aan|samenhang met|link met|na afronding van|op basis van|uit|bij|na|vanwege|ten opzichte van)"
    rf"(?:\s(?:het|de|dit))?(?:\s(?:{ACTIEWOORDEN}))?\s*\Z",
    re.IGNORECASE,
)


# A sentence that counts parts is about all of them.
_TELT = re.compile(
    r"\b(?:beide|twee|drie|vier|vijf|zes|zeven|acht|\d{1,2})\s(?:\w+\s)?(?:onderdelen|acties|deelacties|deelprojecten|deeltrajecten)\b",
    re.IGNORECASE,
)
_LOOPT = re.compile(
    r"\s(?:zal|zullen)\s.*\b(?:worden|zijn)(?:\s\w+)?\Z|\swordt\s(?:\w+\s){0,3}(?:in|als|per|vanaf|door)\s.*\b\w*(?:en|d|t)\Z"
)


@dataclass(slots=True)
class Verdeler:
    """Gives each sentence of an onderwerp to the actie it tells of; keeps where the numbering is."""

    boom: Boom
    onderwerp: Knoop
    nu: list[Knoop] = field(default_factory=list)
    regels: tuple[tuple[int, int], ...] = ()
    alinea: str = ""
    _opgesomd: bool = False  # whether the letters of this paragraph were counted up within one sentence
    _hier: Zin = field(default_factory=lambda: Zin("", 0))

    def split_stukken(self, tekst: str) -> Iterator[tuple[str, str]]:
        """Divide a paragraph at its letters and numbers: the path ("A", "1", "B.1") or nothing, and the text after it."""
        begin, pad, reeks, self._opgesomd = 0, "", "", False
        heeft_b = re.search(r"\bb[.)]\s", tekst) is not None
        for treffer in _TEKEN.finditer(tekst):
            if treffer["reeks"] and reeks:
                self._opgesomd = tekst.find(".", begin, treffer.start()) < 0
            if treffer["reeks"]:
                # "a) …, b) … en c) …": letters that go on where the one before stopped, wherever they stand in the sentence.
                volgende = chr(ord(reeks) + 1) if reeks else "a"
                los = treffer["reeks"] == volgende and (bool(reeks) or heeft_b)
                if not los and not self._is_begin(tekst, begin, treffer):
                    continue
                reeks = treffer["reeks"]
            elif not self._is_begin(tekst, begin, treffer):
                continue
            elif treffer["woord"] and (treffer["los"] or "").islower():
                reeks = treffer["los"]
            yield pad, tekst[begin : treffer.start()].strip(" ,")
            letter = next(filter(None, treffer.group("haak", "los", "reeks", "diep", "punt", "cijfer")))
            pad = letter + (f".{treffer['sub'].strip(' .')}" if treffer["sub"] else "")
            begin = treffer.end()
        yield pad, tekst[begin:].strip()

    def begins_actie(self, tekst: str) -> bool:
        """Whether a paragraph begins with the mark of an actie and has no other."""
        return [bool(pad) for pad, stuk in self.split_stukken(tekst) if pad or stuk] == [True]

    def _is_begin(self, tekst: str, vanaf: int, treffer: re.Match[str]) -> bool:
        """Whether a mark begins an actie rather than naming one in a sentence."""
        # Only what is near: of a text without end the whole before and after each mark is too much.
        voor = tekst[max(vanaf, treffer.start() - 40) : treffer.start()].rstrip()
        na = tekst[treffer.end() : treffer.end() + 40].lstrip()
        kop = (treffer["kop"] or treffer["pkop"] or treffer["dkop"] or "").rstrip(".")
        if kop and self.onderwerp.nummer not in ("", kop):
            return False  # an actie of another onderwerp
        if treffer["punt"] or treffer["reeks"] or treffer["diep"]:
            return not voor and vanaf == 0
        if treffer["cijfer"]:
            if treffer.start() > vanaf and not tekst[treffer.start() - 1].isspace():
                return False  # the end of "A.2."
            return (not voor and vanaf == 0) or voor.endswith((".", ":", ";"))
        if treffer["sub"]:
            return True
        if voor and voor[-1] not in ".:;!?)]’”":
            return False
        return bool(treffer["los"]) or (
            bool(na) and (not voor or na[0].isupper() or na[0].isdigit() or voor[-1] in ".:;")
        )

    def add_voortgang(self, alinea: str, zin: Zin) -> None:
        """Take in a paragraph that may define acties; one without letters is about the onderwerp."""
        self._hier = zin
        doel = [self.onderwerp]
        for pad, tekst in self.split_stukken(alinea):
            if not pad:
                self._add_zinnen(doel, tekst, zin)
                continue
            knoop = self._find_plek(pad, tekst)
            if knoop is None:
                self._add_zinnen(doel, f"({pad}) {tekst}", zin)
                continue
            doel = self.nu = [knoop]
            self._add_eigen(doel, self._take_titel(knoop, tekst), zin)
        self.nu = doel if doel[0] is not self.onderwerp else []

    def add_planning(self, alinea: str, zin: Zin) -> None:
        """Take in a paragraph of planning: each sentence goes to the acties that it names, or those named last."""
        self._hier = zin
        for pad, tekst in self.split_stukken(alinea):
            if pad:
                knoop = self.find_actie(pad)
                if knoop is None:
                    knoop = self._find_plek(pad, tekst)
                    if knoop is not None:
                        knoop.twijfel = "Deze actie is alleen in de planning gevonden."
                self.nu = [knoop] if knoop else []
            for _, woorden in split_zinnen(tekst):
                genoemd = self.find_onderwerpen_van(woorden)
                if genoemd:
                    self.nu = genoemd
                elif _TELT.search(woorden):
                    self.nu = []
                self._add_zin(self.nu or [self.onderwerp], woorden, zin)

    def find_actie(self, pad: str) -> Knoop | None:
        """The actie that a path or a letter names under this onderwerp; None when there is none or more than one."""
        recht = self.boom.knopen.get(f"{self.onderwerp.sleutel}.{pad}")
        if recht:
            return recht
        einde = [k for k in self.boom.list_acties(self.onderwerp) if k.sleutel.endswith(f".{pad}")]
        return einde[0] if len(einde) == 1 else None

    def find_onderwerpen_van(self, zin: str) -> list[Knoop]:
        """The acties that a sentence is about, by the letters that it names."""
        paden = [
            pad for plek, pad in list_verwijzingen(zin) if not _LEUNT.search(zin[max(0, plek - 60) : plek])
        ]
        return list({knoop.sleutel: knoop for pad in paden if (knoop := self.find_actie(pad))}.values())

    def _find_plek(self, pad: str, tekst: str) -> Knoop | None:
        """Where a mark hangs in the numbering; None when it does not follow on what was there."""
        delen = pad.split(".")
        knoop: Knoop | None = self.onderwerp
        for nummer, deel in enumerate(delen):
            knoop = self._step(knoop, deel, tekst, laatst=nummer == len(delen) - 1) if knoop else None
        return knoop

    def _step(self, onder: Knoop, deel: str, tekst: str, *, laatst: bool) -> Knoop | None:
        zin = Zin(tekst, self._hier.regel, self._hier.kolom)
        if onder is self.onderwerp and deel.isalpha():
            onder = self._find_cijfer() or onder
        elif onder is self.onderwerp and deel.isdigit() and self.nu and self._follows(self.nu[0], deel):
            # "(B) 1. …" and then "2. …": the numbers hang under the letter.
            onder = self.nu[0] if self.nu[0].nummer.isalpha() else self.boom.knopen[self.nu[0].ouder]
        bestaand = self.boom.knopen.get(f"{onder.sleutel}.{deel}")
        if bestaand:
            return bestaand
        broers = [k.nummer for k in self.boom.list_onder(onder)]
        if not self._fits(broers, deel):
            return None
        return self.boom.add_actie(onder, deel, "", zin)

    def _follows(self, laatst: Knoop, deel: str) -> bool:
        if laatst.nummer.isdigit() and laatst.ouder != self.onderwerp.sleutel:
            return int(deel) == int(laatst.nummer) + 1
        return laatst.nummer.isalpha() and deel == "1" and "." in laatst.sleutel

    def _find_cijfer(self) -> Knoop | None:
        """The numbered actie that is open: letters hang under it."""
        cijfers = self.boom.list_onder(self.onderwerp)
        return cijfers[-1] if cijfers and cijfers[-1].nummer.isdigit() else None

    def _fits(self, broers: list[str], deel: str) -> bool:
        """Whether a letter or number goes on where the others stopped; letters may skip, and that is said."""
        if deel.isdigit():
            return int(deel) == (int(broers[-1]) if broers and broers[-1].isdigit() else 0) + 1
        vorige = broers[-1] if broers else chr(ord("A" if deel.isupper() else "a") - 1)
        if len(vorige) != 1 or not ord(vorige) < ord(deel) <= ord(vorige) + 8:
            return False
        if ord(deel) != ord(vorige) + 1:
            self.boom.meld(
                self._hier.regel,
                f"Bij ‘{self.onderwerp.titel}’ volgt actie {deel} niet op {vorige if broers else 'het begin'}: er lijkt er een te ontbreken.",
            )
        return True

    def _take_titel(self, knoop: Knoop, tekst: str) -> str:
        """Give an actie its title when it has none yet; returns what is said after the title."""
        if knoop.titel:
            return tekst
        genoemd = re.match(r"(?:betreft|omvat|gaat over|is)\s+", tekst)
        tekst = tekst[genoemd.end() :] if genoemd else tekst
        zinnen = split_zinnen(tekst)
        knoop.zin = zinnen[0][1] if zinnen else ""
        einde = next((t for t in _TITEL.finditer(knoop.zin) if not _in_haken(knoop.zin, t.start())), None)
        titel = (knoop.zin[: einde.start()] if einde else knoop.zin).strip().rstrip(".,;")
        titel = re.sub(r"\s(?:en|of|alsmede)(?: (?:tot slot|ten slotte))?\Z", "", titel)
        titel, label = split_titellabel(titel)
        knoop.label = knoop.label or label
        # "Register zal later worden opgenomen": what is told of the actie is no part of its name.
        loopt = _LOOPT.search(titel)
        knoop.titel = titel[: loopt.start()].rstrip(" ,") if loopt and loopt.start() >= 8 else titel
        ouder = self.boom.knopen.get(knoop.ouder)
        if ouder and ouder.soort == "actie" and not ouder.titel:
            ouder.titel = knoop.titel
        return tekst[einde.end() if einde else len(knoop.zin) :].strip()

    def _add_eigen(self, doel: list[Knoop], tekst: str, zin: Zin) -> None:
        """Sentences after a title; one that ends in a colon leads in the next actie and is about the onderwerp."""
        for nummer, (_, woorden) in enumerate(split_zinnen(tekst)):
            # After letters counted up in one sentence, each later sentence tells of the actie that it names.
            genoemd = self.find_onderwerpen_van(woorden) if self._opgesomd else []
            ander = genoemd or ([k] if self._opgesomd and (k := self._find_bij_woord(woorden)) else [])
            if self._opgesomd and nummer == 0 and not ander and not re.match(r"[A-Z(]", woorden):
                pass
            elif self._opgesomd:
                doel = ander or [self.onderwerp]
            leidt_in = woorden.endswith(":") and len(woorden) < 80
            self._add_zin([self.onderwerp] if leidt_in else doel, woorden, zin)

    def _add_zinnen(self, doel: list[Knoop], tekst: str, zin: Zin) -> None:
        for _, woorden in split_zinnen(tekst):
            genoemd = self.find_onderwerpen_van(woorden) if doel == [self.onderwerp] else []
            self._add_zin(genoemd if len(genoemd) > 1 else doel, woorden, zin)

    def _find_bij_woord(self, zin: str) -> Knoop | None:
        """The actie that a sentence begins with by the first word of its title: "De koppeling stond voor …"; None when there is none or more than one."""
        begin = re.match(r"(?:de|het)\s([\w-]{5,})\b", zin, re.IGNORECASE)
        if begin is None:
            return None
        woord = begin[1].casefold()
        passen = [
            k
            for k in self.boom.list_acties(self.onderwerp)
            if woord in re.findall(r"[\w-]+", re.sub(r"\A(?:de|het|een|één)\s", "", k.titel.casefold()))[:2]
        ]
        return passen[0] if len(passen) == 1 else None

    def _add_zin(self, knopen: list[Knoop], woorden: str, zin: Zin) -> None:
        plek = self.alinea.find(woorden[:40]) if self.regels else 0
        regel = max([regel for begin, regel in self.regels if begin <= plek], default=zin.regel)
        label = read_zinlabel(woorden)
        for knoop in knopen:
            knoop.label = knoop.label or label
            knoop.zinnen.append(Zin(woorden, regel, zin.kolom, zin.rol))


def list_verwijzingen(zin: str) -> list[tuple[int, str]]:
    """The acties that a sentence names, each with its place: "(A)", "(1B)", "acties A, B en C"."""
    uit: list[tuple[int, str]] = []
    for treffer in _HAAKREF.finditer(zin):
        pad = ".".join(deel for deel in treffer.groups() if deel)
        if pad:
            uit.append((treffer.start(), pad))
    for treffer in _RIJREF.finditer(zin):
        uit.extend((treffer.start("rij"), letter) for letter in re.findall(r"[A-Z]", treffer["rij"]))
    return sorted(uit)


def _in_haken(tekst: str, plek: int) -> bool:
    return tekst.count("(", 0, plek) > tekst.count(")", 0, plek)
