"""Walks over the blocks and builds the tree: which heading opens what, and to what each paragraph belongs."""

import re
from dataclasses import replace

from ..wanneer import find_wanneers
from .blokken import NIVEAU_VET, Blok
from .boom import Deel
from .kopboom import is_algemeen
from .koppen import (
    ONDERWERPWOORDEN,
    find_deel,
    find_rol,
    read_onderwerp,
    read_pijler,
    read_telonderwerp,
    read_vrijonderwerp,
    read_woordkop,
    split_label,
)
from .labels import is_eerder, read_label, split_titellabel
from .rijen import Rijbouwer
from .staat import find_leeg
from .zinnen import Zin

# A status that says more than a colour: it is done.
_AF = re.compile(r"(?:afgerond|gereed|voltooid|opgeleverd|klaar|afgesloten)\b", re.IGNORECASE)
_ONDERWERPREGEL = re.compile(rf"(?i:{ONDERWERPWOORDEN})\s+[\d.]{{1,6}}\s?[:–-]\s?[A-Z]")


class Bouwer(Rijbouwer):
    """Takes in one block after the other."""

    __slots__ = ()

    def add(self, blok: Blok) -> None:
        """Take in one block."""
        if blok.soort == "rij":
            self.add_rij(blok)
        elif self.vrij.get(blok.regel) == "lijst" and self.boom.pijler:
            self._add_vrije_kop(blok, NIVEAU_VET + 1)
        elif (
            blok.soort == "kop"
            or (self.vrij.get(blok.regel) in ("pijler", "onderwerp") and blok.soort == "alinea")
            or self._is_kop(blok)
        ):
            self._add_kop(blok)
        else:
            self._add_alinea(blok)

    def _is_kop(self, blok: Blok) -> bool:
        """Whether a line without marks heads what follows: plain text and Word files without styles have those."""
        if blok.soort != "alinea" or len(blok.tekst) > 100 or blok.tekst.endswith((".", ",", ";")):
            return False
        if (
            find_rol(blok.tekst)
            and self.boom.onderwerp
            and len(blok.tekst.split()) <= 4
            and ":" not in blok.tekst
        ):
            return True
        if (
            self.boom.pijler
            and self.pijlerniveau
            and re.match(r"(?:\d{1,2}|[A-Z])\.\d{1,2}\.?\s+[A-Z]", blok.tekst)
            and not find_wanneers(blok.tekst)
        ):
            return True
        if self.boom.pijler and self.pijlerniveau and _ONDERWERPREGEL.match(blok.tekst):
            return True
        if self.boom.onderwerp and self._closes(blok.tekst):
            return True
        return read_pijler(blok.tekst, self.boom.woord) is not None

    def _closes(self, tekst: str) -> bool:
        """Whether a short line by itself heads a part of the report as a whole, after running text without marked headings."""
        kort = (
            len(tekst.split()) <= 6 and ":" not in tekst and tekst[:1].isupper() and not find_wanneers(tekst)
        )
        return kort and self.onderwerpniveau > NIVEAU_VET and is_algemeen(tekst)

    def _add_kop(self, blok: Blok) -> None:
        gelezen = read_pijler(blok.tekst, self.boom.woord)
        niveau = blok.niveau if blok.soort == "kop" else NIVEAU_VET
        if niveau == NIVEAU_VET and not gelezen:
            # Bold and plain lines have no level of their own: what they announce says how deep they stand.
            niveau += 2 if find_rol(blok.tekst) else 1 if read_onderwerp(blok.tekst) else 0
        if blok.regel in self.vrij and self.vrij[blok.regel] != "lijst":
            self._add_vrije_kop(blok, niveau)
        elif gelezen and self._is_lijst_per_pijler(niveau):
            self._add_lijstdeel(blok, gelezen[1].nummer)
        elif gelezen and not (self.boom.pijler and niveau > self.pijlerniveau and self.pijlerniveau):
            self.start_pijler(gelezen[0], gelezen[1].nummer, gelezen[1].titel, blok)
            self.pijlerniveau = niveau
        elif self._heads_rol(blok, niveau):
            self.rol, self.kop = find_rol(blok.tekst), blok.tekst
            if self.boom.onderwerp and (onder := self.verdelers.get(self.boom.onderwerp.sleutel)):
                onder.nu = []
        elif self._heads_onderwerp(blok, niveau):
            self.onderwerpniveau = niveau
        elif (
            self.boom.onderwerp
            and self.onderwerpniveau
            and niveau > self.onderwerpniveau
            and not find_deel(blok.tekst)
        ):
            # A heading within an onderwerp that announces nothing known: what follows is text of the onderwerp.
            self.rol, self.kop = "voortgang", blok.tekst
        elif not find_deel(blok.tekst) and (knoop := self.boom.find_onderwerp(blok.tekst)):
            # More of an onderwerp that a table told of before.
            self.boom.onderwerp, self.deel, self.hoofd = knoop, None, None
            self.rol, self.kop, self.onderwerpniveau, self.rijregel = "voortgang", blok.tekst, niveau, 0
        else:
            self._start_deel(blok, niveau)

    def _is_lijst_per_pijler(self, niveau: int) -> bool:
        """Whether a heading of a pijler stands within a list, such as that of the products: the pijler itself is told of elsewhere."""
        deel = self.deel
        return (
            deel is not None
            and deel.rol in ("product", "besluit", "risico", "samenhang")
            and niveau > deel.niveau
        )

    def _add_lijstdeel(self, blok: Blok, pijler: str) -> None:
        assert self.deel
        self.deel = Deel(self.deel.rol, self.deel.kop, self.deel.niveau, blok.regel, f"p{pijler}")
        self.boom.delen.append(self.deel)

    def _add_vrije_kop(self, blok: Blok, niveau: int) -> None:
        if self.vrij[blok.regel] == "woord" and (gelezen := read_woordkop(blok.tekst)):
            self.start_pijler(gelezen[0], "", gelezen[1], blok)
            self.pijlerniveau = niveau
            return
        kop = read_onderwerp(blok.tekst)
        if self.vrij[blok.regel] == "pijler":
            blok = replace(
                blok, tekst=re.sub(r"\Atabel\s\d{1,2}[.:]?\s+", "", blok.tekst, flags=re.IGNORECASE)
            )
            woord, titel = read_woordkop(blok.tekst) or ("", kop.titel if kop else blok.tekst)
            self.start_pijler(woord, kop.nummer if kop else "", titel, blok)
            self.pijlerniveau = niveau
            return
        kop = read_vrijonderwerp(blok.tekst)
        titel, label = split_titellabel(kop.titel)
        knoop = self.boom.start_onderwerp(kop.nummer, titel, blok.regel, blok.tekst)
        knoop.label = knoop.label or label
        self.rol, self.kop, self.hoofd, self.deel, self.onderwerpniveau = (
            "voortgang",
            blok.tekst,
            None,
            None,
            niveau,
        )

    def _heads_rol(self, blok: Blok, niveau: int) -> bool:
        return bool(
            self.boom.onderwerp
            and self.onderwerpniveau
            and niveau > self.onderwerpniveau
            and find_rol(blok.tekst)
        )

    def _heads_onderwerp(self, blok: Blok, niveau: int) -> bool:
        """Open an onderwerp when a heading under a pijler names one."""
        if not self.boom.pijler or niveau <= self.pijlerniveau or not self.pijlerniveau:
            return False
        if self.onderwerpniveau and self.boom.onderwerp and niveau > self.onderwerpniveau:
            return False
        kop = read_onderwerp(blok.tekst) or read_telonderwerp(blok.tekst)
        if kop is None and (find_deel(blok.tekst) or find_rol(blok.tekst) or niveau >= NIVEAU_VET):
            return False
        titel, label = split_titellabel(kop.titel if kop else blok.tekst)
        knoop = self.boom.start_onderwerp(
            kop.nummer if kop else "", titel, blok.regel, blok.tekst, self.boom.pijler.titel
        )
        knoop.label = knoop.label or label
        self.rol, self.kop, self.hoofd, self.deel = "voortgang", blok.tekst, None, None
        return True

    def _start_deel(self, blok: Blok, niveau: int) -> None:
        """Begin a part of the whole report; one under a pijler stays with that pijler."""
        self.rijregel = 0
        binnen = self.boom.pijler is not None and self.pijlerniveau and niveau > self.pijlerniveau
        if not binnen:
            self.boom.pijler, self.pijlerniveau = None, 0
        self.boom.onderwerp, self.onderwerpniveau, self.hoofd = None, 0, None
        pijler = self.boom.pijler.sleutel if binnen and self.boom.pijler else ""
        self.deel = Deel(find_deel(blok.tekst), blok.tekst, niveau, blok.regel, pijler)
        self.boom.delen.append(self.deel)

    def _add_alinea(self, blok: Blok) -> None:
        if self.boom.onderwerp and self.rijregel and not self.onderwerpniveau:
            self._add_na_rij(blok)
            return
        if self.boom.onderwerp is None or self.deel is not None:
            self.add_deel(blok)
            return
        rol, tekst = split_label(blok.tekst)
        if rol:
            self.rol = rol
            if onder := self.verdelers.get(self.boom.onderwerp.sleutel):
                onder.nu = []
        label = read_label(tekst)
        if rol == "label" or (label and is_eerder(label, self.peil) and self.rol != "planning"):
            self.boom.onderwerp.label = self.boom.onderwerp.label or label
            return
        if self.rol in ("eigenaar", "stand") and not _AF.match(tekst):
            self.rol = "voortgang"
        elif self.rol == "product":
            self._add_product(blok.regel, tekst)
        else:
            self.add_tekst(tekst, self.rol, Zin("", blok.regel, self.kop), blok.regels)

    def _add_product(self, regel: int, tekst: str) -> None:
        """Keep a product that an onderwerp names as its own."""
        assert self.boom.onderwerp is not None
        deel = Deel("product", "Opgeleverd product", NIVEAU_VET, regel, self.boom.onderwerp.sleutel)
        deel.alineas = [(regel, tekst, True)] if tekst and not find_leeg(tekst) else []
        self.boom.delen.append(deel)

    def _add_na_rij(self, blok: Blok) -> None:
        """A line right below a row is the rest of its last cell; text further on is no part of the table."""
        if blok.regel == self.rijregel + 1 and blok.soort == "alinea":
            self.boom.meld(
                blok.regel,
                "Deze regel hangt onder een rij van de tabel. Hij is gelezen als vervolg van de laatste cel.",
            )
            self.add_tekst(blok.tekst, "planning", Zin("", blok.regel, self.kop), blok.regels)
            self.rijregel += 1 + len(blok.regels)
            return
        self.boom.onderwerp, self.rijregel = None, 0
        self.boom.pijler = self.boom.pijler if self.pijlerniveau else None
        self.deel = None
        self.add_deel(blok)
