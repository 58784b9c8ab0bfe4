"""From the lines of a permit to a tree of proposed voorschriften; what is none of them stays as the rest. Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .alinea import get_breedte, split_titel
from .inlezen import read_inhoud
from .nummers import (
    EENHEIDACHTIG,
    Kandidaat,
    Sleutel,
    get_orde,
    get_volgende,
    is_eerste,
    is_titel,
    is_vervolg_van_zin,
    list_ontbrekend,
    read_kandidaat,
    write_nummer,
)
from .punt import Bronregel, Reststuk, Voorstelboom, Voorstelpunt
from .stijl import HOOFDSTUKWOORDEN, derive_stijl
from .zones import IN, KOP, derive_zones


@dataclass
class Bouwsel:
    """A point in the making."""

    sleutel: Sleutel
    nummer: str
    geschreven: str
    ouder: int | None
    eerste: str
    regels: list[Bronregel]
    lid: bool = False
    vragen: list[str] = field(default_factory=list)


class Bouwer:
    """Goes through the lines once and decides of each: a new voorschrift, more of the last one, or rest."""

    def __init__(self, regels: Sequence[Bronregel]) -> None:
        """Take the lines, and what kind each is."""
        self.regels = regels
        self.zones = derive_zones(regels)
        self.punten: list[Bouwsel] = []
        self.rest: dict[int, str] = {}
        self.gezien: dict[Sleutel, int] = {}
        # Of the children of one parent, numbers and letters apart, the highest.
        self.hoogste: dict[tuple[Sleutel, bool], Sleutel] = {}
        self.vorige: Bronregel | None = None
        self.stijl = derive_stijl([r for r in regels if self.zones[r.plek] == IN])

    def build(self) -> None:
        """Go through all lines."""
        for regel in self.regels:
            if self.zones[regel.plek] != IN:
                self.rest[regel.plek] = self.zones[regel.plek]
                continue
            kandidaat = self._find_kandidaat(regel)
            if kandidaat is not None and self._accepts(kandidaat, regel):
                self._start(kandidaat, regel)
            elif kandidaat is not None and self._is_lid(kandidaat, regel):
                self._start(kandidaat, regel, lid=True)
            elif not self.punten:
                self.rest[regel.plek] = "voor"
            elif self._is_tussenkop(regel):
                self.rest[regel.plek] = KOP
            else:
                self.punten[-1].regels.append(regel)
            self.vorige = regel

    def _find_kandidaat(self, regel: Bronregel) -> Kandidaat | None:
        """Read the number of a line; in a row of a table it stands alone in the first cell, and has parts."""
        if not regel.cellen:
            return read_kandidaat(regel.tekst)
        kandidaat = read_kandidaat(regel.cellen[0])
        cellen = [c for c in regel.cellen[1:] if c.strip()]
        if kandidaat is None or kandidaat.letter or not kandidaat.sterk or not cellen or kandidaat.rest:
            return None
        if not re.search(r"[A-Za-z]{3}", cellen[0]):
            return None
        return replace(kandidaat, rest="\t".join(cellen))

    def _accepts(self, k: Kandidaat, regel: Bronregel) -> bool:
        """Decide whether a number at the begin of a line starts a voorschrift."""
        doorlopend = not regel.los and not regel.heel and not regel.cellen
        if k.letter:
            return self._accepts_letter(k, doorlopend)
        if EENHEIDACHTIG.match(k.rest) and not k.woord and doorlopend:
            return False
        if doorlopend and self.vorige is not None and is_vervolg_van_zin(self.vorige.tekst):
            return False
        if (
            k.woord
            and k.rest[:1]
            and not k.rest[0].isupper()
            and k.woord.lower() in ("artikel", "art", "paragraaf")
        ):
            return False
        if len(k.sleutel) > 1:
            if doorlopend and k.rest and not k.rest[0].isupper() and not k.woord:
                return False
            return not EENHEIDACHTIG.match(k.rest) and (
                self._is_verwacht(k.sleutel) or not doorlopend or bool(k.woord)
            )
        return self._accepts_hoofdstuk(k, regel, doorlopend)

    def _accepts_letter(self, k: Kandidaat, doorlopend: bool) -> bool:
        """Decide whether a letter starts a part: the first or the next in its row, under a voorschrift with a number."""
        if not self.punten:
            return False
        laatste = self.punten[-1].sleutel
        letter = k.sleutel[0]
        if isinstance(laatste[-1], str) and laatste[-1].islower() and len(laatste) > 1:
            verwacht = get_volgende(laatste[-1]) == letter
        else:
            verwacht = letter == "a"
        vorige = self.vorige.tekst.rstrip() if self.vorige else ""
        return verwacht and (not doorlopend or vorige.endswith((":", ";", ",", ".")))

    def _accepts_hoofdstuk(self, k: Kandidaat, regel: Bronregel, doorlopend: bool) -> bool:
        """Decide whether a single number or capital starts a chapter, or in a flat permit a voorschrift."""
        verwacht = self._is_verwacht(k.sleutel)
        if k.woord:
            return verwacht or not doorlopend
        if not k.rest or (self.stijl.met_woord and not self.stijl.doorlopend):
            return False
        if doorlopend:
            # Printed without white above it: a heading after a whole sentence or another heading.
            voor = self.regels[regel.plek - 1].tekst.rstrip() if regel.plek else ""
            return (
                verwacht
                and is_titel(k.rest)
                and (voor.endswith((".", ";")) or (len(voor) < 60 and is_titel(voor)))
            )
        if is_titel(k.rest):
            return verwacht or k.rest.isupper()
        return self.stijl.plat and verwacht and k.rest[0].isupper()

    def _is_lid(self, k: Kandidaat, regel: Bronregel) -> bool:
        """Tell whether a bare number starts a part (lid) of the voorschrift above: the first, or the next in its row."""
        if not self.punten or k.letter or k.woord or len(k.sleutel) > 1 or regel.cellen or not k.rest:
            return False
        if not re.match(r"\s*\d{1,2}\.\s", regel.tekst) or EENHEIDACHTIG.match(k.rest):
            return False
        vorige = self.vorige.tekst.rstrip() if self.vorige else ""
        begint = regel.los or regel.heel or vorige.endswith((":", ";", "."))
        return begint and self._get_lid() == k.sleutel[0]

    def _get_lid(self) -> int:
        """Give the number that the next part of the open voorschrift has."""
        drager = self._get_drager()
        return int(self.punten[drager].sleutel[-1]) + 1 if self.punten[drager].lid else 1

    def _get_drager(self) -> int:
        """Give the place of the point with a number under which the last line stands."""
        return self.gezien.get(self._get_nummerdrager(), len(self.punten) - 1)

    def _is_verwacht(self, sleutel: Sleutel) -> bool:
        """Tell whether a number can come now: a first child, or the next brother of what is open."""
        if sleutel in self.gezien:
            return False
        if not self.punten:
            return True
        if is_eerste(sleutel[-1]) and (len(sleutel) == 1 or sleutel[:-1] in self.gezien):
            return True
        open_ = self.punten[-1].sleutel
        if self.stijl.doorlopend and len(sleutel) == 1 and isinstance(sleutel[0], int):
            return (sleutel[0] - 1,) in self.gezien or sleutel[0] == 1
        return any(
            sleutel == (*open_[:n], get_volgende(open_[n]))
            for n in range(len(open_))
            if type(open_[n]) is type(sleutel[-1])
        )

    def _start(self, k: Kandidaat, regel: Bronregel, *, lid: bool = False) -> None:
        """Open a new point with its parent and what is doubtful about its number."""
        sleutel = self._derive_sleutel(k, lid)
        boven = self.gezien.get(sleutel[:-1]) if k.letter or lid else None
        nummer = f"{self.punten[boven].nummer}.{k.sleutel[0]}" if boven is not None else k.nummer
        if isinstance(sleutel[0], str) and sleutel[0].startswith(k.woord or " "):
            nummer = sleutel[0]
        ouder = next(
            (self.gezien[sleutel[:n]] for n in range(len(sleutel) - 1, 0, -1) if sleutel[:n] in self.gezien),
            None,
        )
        if self.stijl.doorlopend and len(sleutel) == 1 and isinstance(sleutel[0], int):
            ouder = self._get_hoofdstuk()
        vragen = self._ask_nummer(sleutel)
        self._append(Bouwsel(sleutel, nummer, k.geschreven, ouder, k.rest, [regel], lid, vragen))

    def _derive_sleutel(self, k: Kandidaat, lid: bool) -> Sleutel:
        """Give the whole number of a candidate: a letter or a bare part stands under what is open."""
        if k.letter:
            return (*self._get_nummerdrager(), k.sleutel[0])
        if lid:
            drager = self.punten[self._get_drager()]
            return (*(drager.sleutel[:-1] if drager.lid else drager.sleutel), k.sleutel[0])
        if k.woord.lower() in HOOFDSTUKWOORDEN and self.stijl.doorlopend and isinstance(k.sleutel[0], int):
            return (f"{k.woord} {write_nummer(k.sleutel)}",)
        return k.sleutel

    def _append(self, bouwsel: Bouwsel) -> None:
        """Add a point."""
        self.punten.append(bouwsel)
        sleutel = bouwsel.sleutel
        self.gezien[sleutel] = len(self.punten) - 1
        broers = (sleutel[:-1], isinstance(sleutel[-1], int))
        self.hoogste[broers] = max(self.hoogste.get(broers, sleutel), sleutel, key=get_orde)

    def _get_hoofdstuk(self) -> int | None:
        """Give the place of the last chapter with a name."""
        return next(
            (n for n in range(len(self.punten) - 1, -1, -1) if isinstance(self.punten[n].sleutel[0], str)),
            None,
        )

    def _get_nummerdrager(self) -> Sleutel:
        """Give the number under which a letter stands."""
        laatste = self.punten[-1].sleutel
        return (
            laatste[:-1]
            if isinstance(laatste[-1], str) and laatste[-1].islower() and len(laatste) > 1
            else laatste
        )

    def _ask_nummer(self, sleutel: Sleutel) -> list[str]:
        """Ask what is strange about a number: skipped, twice, or before one that stood earlier."""
        nummer = write_nummer(sleutel)
        if sleutel in self.gezien:
            return [f"Het nummer {nummer} komt twee keer voor. Welk nummer hoort dit voorschrift te hebben?"]
        hoogste = self.hoogste.get((sleutel[:-1], isinstance(sleutel[-1], int)))
        if hoogste is not None and get_orde(hoogste) > get_orde(sleutel):
            return [f"Nummer {nummer} staat na {write_nummer(hoogste)}. Staat het op de goede plek?"]
        vragen = []
        if ontbreekt := list_ontbrekend(hoogste, sleutel):
            vragen.append(
                f"Voor {nummer} ontbreekt {', '.join(ontbreekt)}. Is dat vervallen, of niet gelezen?"
            )
        if len(sleutel) > 2 and sleutel[:-1] not in self.gezien and hoogste is None:
            vragen.append(
                f"Boven {nummer} staat geen {write_nummer(sleutel[:-1])}. Onder welk voorschrift hoort het?"
            )
        return vragen

    def _is_tussenkop(self, regel: Bronregel) -> bool:
        """Tell whether a line without a number is a heading between voorschriften: short, and a number follows."""
        if (
            regel.cellen
            or not (regel.los or regel.heel)
            or not is_titel(regel.tekst)
            or read_kandidaat(regel.tekst) is not None
        ):
            return False
        volgende = next((r for r in self.regels[regel.plek + 1 :] if self.zones[r.plek] == IN), None)
        k = self._find_kandidaat(volgende) if volgende is not None else None
        vorige = self.punten[-1].regels[-1].tekst.rstrip()
        alleen_titel = len(self.punten[-1].regels) == 1 and is_titel(self.punten[-1].eerste)
        return k is not None and not k.letter and not alleen_titel and vorige.endswith((".", ";", ")"))


def make_voorstel(regels: Sequence[Bronregel]) -> Voorstelboom:
    """Propose the voorschriften in the lines of a permit, with what of them is data and what is doubtful.

    Every line is in exactly one point or one piece of the rest; without any number everything is rest, and that is said.
    """
    bouwer = Bouwer(regels)
    bouwer.build()
    breedte = get_breedte(regels)
    dubbel = {s for s, n in Counter(b.sleutel for b in bouwer.punten).items() if n > 1}
    punten: list[Voorstelpunt] = []
    for bouwsel in bouwer.punten:
        if bouwsel.sleutel in dubbel and not bouwsel.vragen:
            bouwsel.vragen.append(
                f"Het nummer {write_nummer(bouwsel.sleutel)} komt twee keer voor. Welk nummer hoort dit voorschrift te hebben?"
            )
        titel, tekst = split_titel(bouwsel.eerste, bouwsel.regels, breedte)
        if not titel and not tekst:
            bouwsel.vragen.append(
                f"Achter het nummer {write_nummer(bouwsel.sleutel)} staat geen tekst. Is het een voorschrift?"
            )
        boven = punten[bouwsel.ouder] if bouwsel.ouder is not None else None
        punten.append(
            Voorstelpunt(
                nummer=bouwsel.nummer,
                geschreven=bouwsel.geschreven,
                ouder=bouwsel.ouder,
                titel=titel,
                tekst=tekst,
                regels=tuple(r.plek for r in bouwsel.regels),
                blad=bouwsel.regels[0].blad,
                gelezen=read_inhoud(titel, tekst, [r.cellen for r in bouwsel.regels if r.cellen], boven),
                vragen=tuple(bouwsel.vragen),
            )
        )
    return Voorstelboom(tuple(regels), tuple(punten), _make_rest(bouwer), _ask_geheel(punten))


def _ask_geheel(punten: Sequence[Voorstelpunt]) -> tuple[str, ...]:
    """Ask about the whole."""
    if punten:
        return ()
    return (
        "Er zijn geen genummerde voorschriften gevonden. Is dit de vergunning? Zo ja: neem de voorschriften met de hand over.",
    )


def _make_rest(bouwer: Bouwer) -> tuple[Reststuk, ...]:
    """Put the lines that are no voorschrift together by what they are; before and after stay apart."""
    per_soort: dict[str, list[int]] = defaultdict(list)
    for plek, soort in sorted(bouwer.rest.items()):
        per_soort[soort].append(plek)
    return tuple(Reststuk(soort, tuple(plekken)) for soort, plekken in per_soort.items())
