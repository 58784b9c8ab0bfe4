"""The report as a tree that grows while it is read: pijlers, onderwerpen and acties, each with its own sentences."""

import re
from dataclasses import dataclass, field

from .uitkomst import Melding
from .zinnen import Zin

_GEHEEL = "Deze rapportage noemt boven haar onderwerpen geen hoofddeel. Zij staan onder een dat naar de rapportage zelf heet; kijk of dat klopt."


@dataclass(slots=True)
class Knoop:
    """A pijler, an onderwerp or an actie, with what was said of it."""

    soort: str
    sleutel: str
    ouder: str
    nummer: str
    titel: str
    regel: int
    zin: str
    kolom: str = ""
    label: str = ""
    twijfel: str = ""
    zinnen: list[Zin] = field(default_factory=list)


@dataclass(slots=True)
class Deel:
    """A part of the report outside the pijlers: its kind, its heading, its paragraphs and list items."""

    rol: str
    kop: str
    niveau: int
    regel: int
    pijler: str = ""
    alineas: list[tuple[int, str, bool]] = field(
        default_factory=list
    )  # line, text, whether it is a list item
    zinnen: list[Zin] = field(default_factory=list)


@dataclass(slots=True)
class Boom:
    """Everything found so far, and what was odd about it."""

    knopen: dict[str, Knoop] = field(default_factory=dict)
    delen: list[Deel] = field(default_factory=list)
    meldingen: list[Melding] = field(default_factory=list)
    woord: str = ""  # what this report calls its main parts
    pijler: Knoop | None = None
    onderwerp: Knoop | None = None
    kinderen: dict[str, list[Knoop]] = field(default_factory=dict)
    codes: dict[str, str] = field(
        default_factory=dict
    )  # how an onderwerp is numbered ("2.1.3", "A1") to its key
    namen: dict[str, str] = field(default_factory=dict)  # a number as it is written to the key of its pijler

    def meld(self, regel: int, tekst: str) -> None:
        """Say once what is odd."""
        melding = Melding(regel, tekst)
        if melding not in self.meldingen[-50:]:
            self.meldingen.append(melding)

    def start_pijler(self, nummer: str, titel: str, regel: int, zin: str) -> Knoop:
        """Begin a pijler, or go on with it when its number was seen under the same or no title."""
        self.onderwerp = None
        sleutel = f"p{nummer}" if nummer else f"p-{_plain(titel)[:40]}"
        bestaand = self.knopen.get(sleutel)
        if bestaand and (not titel or not bestaand.titel or _plain(titel) == _plain(bestaand.titel)):
            bestaand.titel = bestaand.titel or titel
            self.pijler = bestaand
            return bestaand
        if bestaand:
            self.meld(
                regel,
                f"Nummer {nummer} is twee keer gebruikt voor een hoofddeel: ‘{bestaand.titel}’ en ‘{titel}’. Beide zijn opgenomen.",
            )
        self.pijler = self._add(Knoop("pijler", sleutel, "r", nummer, titel, regel, zin))
        return self.pijler

    def start_onderwerp(self, nummer: str, titel: str, regel: int, zin: str, kolom: str = "") -> Knoop:
        """Begin an onderwerp under the pijler that is open; the same number and title again goes on with it."""
        ouder = self.pijler.sleutel if self.pijler else "r"
        voor = f"{ouder}." if self.pijler else ""
        sleutel = f"{voor}o{nummer}" if nummer else f"{voor}o-{_plain(titel)[:40]}"
        bestaand = self.knopen.get(sleutel)
        if bestaand and _plain(bestaand.titel) == _plain(titel):
            self.onderwerp = bestaand
            return bestaand
        if bestaand:
            self.meld(
                regel,
                f"Onderwerp {nummer} staat er twee keer: ‘{bestaand.titel}’ en ‘{titel}’. Beide zijn opgenomen; kijk welk nummer klopt.",
            )
        elif nummer:
            self._check_volgorde(voor, nummer, titel, regel)
        else:
            self.meld(regel, f"Onderwerp ‘{titel}’ heeft geen nummer. Het is zonder nummer opgenomen.")
        self.onderwerp = self._add(Knoop("onderwerp", sleutel, ouder, nummer, titel, regel, zin, kolom))
        if code := read_code(zin):
            self.codes.setdefault(code, self.onderwerp.sleutel)
        if self.pijler and nummer:
            self.codes.setdefault(f"{self.pijler.sleutel[1:]}.{nummer}", self.onderwerp.sleutel)
        return self.onderwerp

    def add_actie(self, ouder: Knoop, letter: str, titel: str, zin: Zin) -> Knoop:
        """Add an actie, or give back the one that is there."""
        sleutel = f"{ouder.sleutel}.{letter}"
        if sleutel not in self.knopen:
            self._add(Knoop("actie", sleutel, ouder.sleutel, letter, titel, zin.regel, zin.tekst, zin.kolom))
        return self.knopen[sleutel]

    def list_acties(self, onderwerp: Knoop) -> list[Knoop]:
        """The acties under an onderwerp, nested ones too."""
        uit: list[Knoop] = []
        for knoop in self.list_onder(onderwerp):
            uit += [knoop, *self.list_acties(knoop)]
        return uit

    def find_pijler(self, nummer: str) -> str:
        """The key of the pijler that has this number, as figures or as the report writes it; nothing when there is none."""
        sleutel = self.namen.get(nummer, f"p{nummer}")
        return sleutel if sleutel in self.knopen else ""

    def find_onderwerp(self, tekst: str) -> Knoop | None:
        """The onderwerp that a text names: "1.2", "A1", "1.2 Berichtenbox", or its whole title; None when there is none or more than one."""
        onderwerpen = [k for k in self.knopen.values() if k.soort == "onderwerp"]
        code = read_code(tekst)
        los = re.fullmatch(r"(?:\w+\s)?(\d{1,3})", tekst)
        passen = [self.knopen[self.codes[code]]] if code in self.codes else []
        if los and not passen:
            passen = [k for k in onderwerpen if k.nummer == los[1]]
        passen = passen or [k for k in onderwerpen if k.titel and _plain(k.titel) == _plain(tekst)]
        return passen[0] if len(passen) == 1 else None

    def settle_delen(self) -> None:
        """A part that stands once, under the last pijler, in a report with more of them is of the whole report: its heading is only as deep as those of onderwerpen."""
        pijlers = [k.sleutel for k in self.kinderen.get("r", ()) if k.soort == "pijler"]
        for deel in self.delen if len(pijlers) > 1 else ():
            gelijk = [d.pijler for d in self.delen if d.rol == deel.rol and d.kop == deel.kop]
            if deel.rol and deel.pijler == pijlers[-1] and set(gelijk) == {pijlers[-1]}:
                deel.pijler = ""

    def give_pijler(self, titel: str, regel: int) -> None:
        """Put what stands under no pijler under one that is named after the report: a person must say whether there is such a part."""
        los = [k for k in self.kinderen.get("r", ()) if k.soort == "onderwerp"]
        if not los:
            return
        pijler = Knoop(
            "pijler", "p-geheel", "r", "", titel or "Hele programma", regel, titel, twijfel=_GEHEEL
        )
        weg = {knoop.sleutel for knoop in self.knopen.values() if knoop.sleutel[:1] == "o"}
        nieuw = {"p-geheel": pijler}
        for sleutel, knoop in list(self.knopen.items()):
            if sleutel in weg:
                knoop.sleutel = f"p-geheel.{sleutel}"
                knoop.ouder = "p-geheel" if knoop.ouder == "r" else f"p-geheel.{knoop.ouder}"
            nieuw[knoop.sleutel] = knoop
        self.knopen = nieuw
        kinderen = {f"p-geheel.{k}" if k in weg else k: rij for k, rij in self.kinderen.items()}
        self.kinderen = kinderen | {
            "r": [pijler, *(k for k in kinderen["r"] if k not in los)],
            "p-geheel": los,
        }
        self.codes = {code: f"p-geheel.{s}" if s in weg else s for code, s in self.codes.items()}
        for deel in self.delen:
            deel.pijler = f"p-geheel.{deel.pijler}" if deel.pijler in weg else deel.pijler
        self.meld(regel, _GEHEEL)

    def find_pijlertitel(self, titel: str) -> str:
        """The key of the pijler that has this title; nothing when there is none."""
        return next(
            (
                k.sleutel
                for k in self.kinderen.get("r", ())
                if k.soort == "pijler" and _plain(k.titel) == _plain(titel)
            ),
            "",
        )

    def list_onder(self, knoop: Knoop) -> list[Knoop]:
        """The acties directly under an onderwerp or actie."""
        return [kind for kind in self.kinderen.get(knoop.sleutel, ()) if kind.soort == "actie"]

    def _add(self, knoop: Knoop) -> Knoop:
        basis, keer = knoop.sleutel, 1
        while knoop.sleutel in self.knopen:
            keer += 1
            knoop.sleutel = f"{basis}~{keer}"
        self.knopen[knoop.sleutel] = knoop
        self.kinderen.setdefault(knoop.ouder, []).append(knoop)
        return knoop

    def _check_volgorde(self, voor: str, nummer: str, titel: str, regel: int) -> None:
        """Say which number is missing before this one."""
        vorige = next((k for k in reversed(self.knopen.values()) if k.soort == "onderwerp"), None)
        if vorige and nummer.isdigit() and vorige.nummer == str(int(nummer) - 1):
            return  # numbered on over the pijlers
        if nummer.isdigit() and 1 < int(nummer) < 200 and f"{voor}o{int(nummer) - 1}" not in self.knopen:
            self.meld(
                regel, f"Onderwerp {int(nummer) - 1} ontbreekt: vóór ‘{nummer} {titel}’ is het niet gezien."
            )


_CODE = re.compile(r"(?:(?:\d{1,2}|[A-Z])(?:\.\d{1,3}){1,3}|[A-Z]\d{1,2})(?![\w.]*\d)")


def read_code(tekst: str) -> str:
    """The number in parts with which a text begins ("2.1.3 Gezinsteams", "Project A1: Kaden"); empty when it has none."""
    treffer = _CODE.match(re.sub(r"\A[A-Za-zë]{3,20}\s", "", tekst, count=1))
    return treffer.group() if treffer else ""


def list_codes(tekst: str) -> list[str]:
    """All such numbers in a text."""
    return [
        treffer.group()
        for treffer in _CODE.finditer(tekst)
        if treffer.start() == 0 or not tekst[treffer.start() - 1].isalnum()
    ]


def _plain(tekst: str) -> str:
    return "-".join("".join(t if t.isalnum() else " " for t in tekst.casefold()).split())
