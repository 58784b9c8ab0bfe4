"""Rows of tables: which onderwerp or actie each opens, and to what each cell belongs."""

import re

from ..wanneer import read_wanneer
from .acties import Verdeler
from .blokken import Blok, Cel
from .boom import Deel, Knoop
from .kolommen import read_groep
from .koppen import KORTE_STAND, read_onderwerp, read_pijler, read_woordkop, split_label
from .labels import is_eerder, read_kleuren, read_label, split_labels, split_titellabel
from .rijmijlpaal import join_kruisen
from .staat import Staat
from .tabellen import Hoofd, align_rij, guess_hoofd, join_hoofd, read_hoofd, read_pijlercel
from .zinnen import Zin

# Columns that are read in another way than as text.
_ZONDER_TEKST = (
    "pijler",
    "onderwerp",
    "nr",
    "stand",
    "eigenaar",
    "mijlpaal",
    "was",
    "datum",
    "orgaan",
    "product",
)

_KLAAR = re.compile(r"(?:gereed|afgerond|opgeleverd|klaar|voltooid|gehaald)\.?", re.IGNORECASE)


class Rijbouwer(Staat):
    """Takes in rows."""

    __slots__ = ()

    def add_rij(self, blok: Blok) -> None:
        """Take in one row."""
        if not any(blok.cellen):
            return
        if kleuren := read_kleuren(" ".join(" ".join(cel) for cel in blok.cellen)):
            self.add_kleuren(kleuren, blok.regel)
            return
        self.rijregel = blok.regel
        if self._open_brede_pijler(blok):
            return
        binnen = self.boom.onderwerp is not None and self.onderwerpniveau > 0
        hoofd = self.hoofden.get(blok.regel) or read_hoofd(blok, self.boom.woord, binnen=binnen)
        vers, self.vers = self.vers, False
        if self.hoofd and vers and (samen := join_hoofd(self.hoofd, blok, self.boom.woord)):
            self.hoofd = samen
            return
        if hoofd:
            self.hoofd, self.vers = hoofd, True
            return
        if self.hoofd is None:
            self.hoofd = guess_hoofd(blok)
            if self.hoofd is None:
                self._add_losse_rij(blok)
                return
            self.boom.meld(
                blok.regel,
                "Deze tabel heeft geen kop. De kolommen zijn gelezen als onderwerp, voortgang en planning.",
            )
        if (
            binnen
            and self.hoofd.place("onderwerp") < 0
            and {"actie", "mijlpaal", "planning"} & set(self.hoofd.rollen)
        ):
            self._add_actierij(blok, self.hoofd)
        elif binnen and "risico" in self.hoofd.rollen:
            self.add_tekst(self._read_risicorij(blok, self.hoofd), "risico", Zin("", blok.regel, self.kop))
        elif self.hoofd.place("onderwerp") < 0 or self._is_lijst(self.hoofd):
            self._add_losse_rij(blok)
        else:
            self._add_onderwerprij(blok, self.hoofd)

    def _open_brede_pijler(self, blok: Blok) -> bool:
        """Open a pijler that heads the rows below it: the only cell of its row, in a table without a column for pijlers."""
        if self.vrij.get(blok.regel) == "pijler" and (oud := self.hoofd):
            self.start_pijler(
                "", *read_groep(blok), Blok("kop", blok.regel, " ".join(read_groep(blok)).strip())
            )
            self.hoofd, self.vers = oud, False
            return True
        if self.hoofd is None or self.hoofd.place("pijler") >= 0 or any(blok.cellen[1:]):
            return False
        tekst, oud = " ".join(blok.cellen[0]), self.hoofd
        genummerd = read_pijler(tekst, self.boom.woord)
        los = read_woordkop(tekst) if self.vrij.get(blok.regel) == "woord" else None
        if genummerd:
            self.start_pijler(
                genummerd[0], genummerd[1].nummer, genummerd[1].titel, Blok("kop", blok.regel, tekst)
            )
        elif los:
            self.start_pijler(los[0], "", los[1], Blok("kop", blok.regel, tekst))
        self.hoofd = oud
        return bool(genummerd or los)

    def _is_lijst(self, hoofd: Hoofd) -> bool:
        """Whether a table lists decisions, risks or milestones of onderwerpen that were told of elsewhere, beside the pijlers."""
        rollen = set(hoofd.rollen)
        over = {"besluit", "mijlpaal", "risico"} & rollen and not {"voortgang", "pijler"} & rollen
        return bool(over and self.boom.knopen and self.deel is not None and not self.boom.pijler)

    def _find_genoemde(self, blok: Blok) -> Knoop | None:
        """The onderwerp that a row of such a table is about, by its number or its title."""
        assert self.hoofd is not None
        plekken = [
            p for rol in ("nr", "onderwerp", "pijler") if 0 <= (p := self.hoofd.place(rol)) < len(blok.cellen)
        ]
        for tekst in (" ".join(blok.cellen[p]).strip(" .()") for p in plekken):
            if knoop := self.boom.find_onderwerp(tekst):
                return knoop
        return None

    def _add_bij_onderwerp(self, blok: Blok, hoofd: Hoofd) -> bool:
        """Give a row of such a table to its onderwerp; whether that was done."""
        knoop = self._find_genoemde(blok) if self._is_lijst(hoofd) else None
        if knoop is None:
            return False
        rollen, rij = set(hoofd.rollen), list(blok.cellen)
        tekst = ", ".join(" ".join(cel) for cel in rij if cel)
        kop = self.deel.kop if self.deel else self.kop
        if "mijlpaal" in rollen:
            eerder, self.boom.onderwerp = self.boom.onderwerp, knoop
            self._add_mijlpaalrij(rij, hoofd, blok)
            self.boom.onderwerp = eerder
        elif "besluit" in rollen:
            knoop.zinnen.append(Zin(tekst, blok.regel, kop, "besluit"))
        else:
            knoop.zinnen.append(Zin(self._read_risicorij(blok, hoofd), blok.regel, kop, "risico"))
        return True

    def _add_losse_rij(self, blok: Blok) -> None:
        """Keep a row of a table that is not about onderwerpen, under the heads of its columns."""
        if self.hoofd and self._add_bij_onderwerp(blok, self.hoofd):
            return
        if self.deel is None:
            self.deel = Deel("", self.kop, 0, blok.regel)
            self.boom.delen.append(self.deel)
        tekst = ", ".join(" ".join(cel) for cel in blok.cellen if cel)
        if self.hoofd and {"pijler", "product"} <= set(self.hoofd.rollen):
            velden = dict(zip(self.hoofd.rollen, (" ".join(cel) for cel in blok.cellen), strict=False))
            tekst = f"{self.boom.woord or 'pijler'} {velden['pijler']}: {velden['product']}"
        if self.hoofd and "risico" in self.hoofd.rollen:
            tekst = self._read_risicorij(blok, self.hoofd)
        rol = "besluit" if self.hoofd and "besluit" in self.hoofd.rollen else self.deel.rol
        self.deel.alineas.append((blok.regel, tekst, True))
        self.deel.zinnen.append(Zin(tekst, blok.regel, self.deel.kop, rol))

    def _read_risicorij(self, blok: Blok, hoofd: Hoofd) -> str:
        """A row of a table of risks as one text, with its consequence and measure named."""
        velden = {
            rol: " ".join(cel).strip(" .") for rol, cel in zip(hoofd.rollen, blok.cellen, strict=False) if cel
        }
        delen = [
            velden.get("risico", ""),
            *(f"{rol.capitalize()}: {velden[rol]}" for rol in ("gevolg", "maatregel") if rol in velden),
        ]
        return ". ".join(deel for deel in delen if deel)

    def _add_actierij(self, blok: Blok, hoofd: Hoofd) -> None:
        """A row of a table within an onderwerp: an actie when it has a letter, else a milestone or text of the onderwerp."""
        rij = list(blok.cellen)
        plek, nr = hoofd.place("actie"), hoofd.place("nr")
        if 0 <= plek < len(rij) and 0 <= nr < len(rij) and rij[nr] and rij[plek]:
            rij[plek] = (f"({' '.join(rij[nr]).strip(' .()')}) {' '.join(rij[plek])}",)
        assert self.boom.onderwerp is not None
        self._add_cellen(rij, hoofd, blok, {k.sleutel for k in self.boom.list_acties(self.boom.onderwerp)})

    def _add_onderwerprij(self, blok: Blok, hoofd: Hoofd) -> None:
        rij, verschoven = align_rij(blok.cellen, hoofd)
        if verschoven:
            self.boom.meld(
                blok.regel,
                "De cellen van deze rij staan een kolom verschoven. Zij zijn gelezen onder de kolommen waar zij horen.",
            )
        if self._join_titel(rij, hoofd):
            return
        self._open_pijler(rij, hoofd, blok)
        nieuw = self._open_onderwerp(rij, hoofd, blok)
        onderwerp = self.boom.onderwerp
        if onderwerp is None:
            self._add_losse_rij(blok)
            self.boom.meld(
                blok.regel,
                "Deze rij staat onder geen onderwerp: de tabel lijkt half. De zinnen zijn niet opgenomen.",
            )
            return
        self.deel = None
        bekend = {k.sleutel for k in self.boom.list_acties(onderwerp)}
        labels = self._add_cellen(rij, hoofd, blok, bekend)
        erbij = [k for k in self.boom.list_acties(onderwerp) if k.sleutel not in bekend]
        for label in labels:
            self._give_label(label, onderwerp, erbij, nieuw, self._list_geplande(rij, hoofd, onderwerp))

    def _join_titel(self, rij: list[Cel], hoofd: Hoofd) -> bool:
        """Whether a row is nothing but the rest of a title that was broken off in the row above."""
        gevuld = [plek for plek, cel in enumerate(rij) if cel]
        knoop = {hoofd.place("pijler"): self.boom.pijler, hoofd.place("onderwerp"): self.boom.onderwerp}.get(
            gevuld[0]
        )
        tekst = " ".join(rij[gevuld[0]])
        if len(gevuld) > 1 or knoop is None or not tekst[:1].islower() or len(tekst) > 80:
            return False
        knoop.titel = knoop.titel[:-1] + tekst if knoop.titel.endswith("-") else f"{knoop.titel} {tekst}"
        return True

    def _open_pijler(self, rij: list[Cel], hoofd: Hoofd, blok: Blok) -> None:
        plek = hoofd.place("pijler")
        gelezen = read_pijlercel(rij[plek], self.boom.woord) if 0 <= plek < len(rij) and rij[plek] else None
        if gelezen:
            woord = gelezen[0] or re.split(r"[/\s]", hoofd.word(plek).casefold())[0]
            oud = self.hoofd
            self.start_pijler(woord, gelezen[1], gelezen[2], Blok("kop", blok.regel, " ".join(rij[plek])))
            self.hoofd = oud
        elif (
            hoofd.woorden
            and 0 <= plek < hoofd.place("onderwerp") < len(rij)
            and self._is_naam(" ".join(rij[plek]))
        ):
            oud = self.hoofd
            self.start_pijler("", "", " ".join(rij[plek]), Blok("kop", blok.regel, " ".join(rij[plek])))
            self.hoofd = oud

    def _is_naam(self, tekst: str) -> bool:
        """Whether a cell in the column of pijlers names one without a number, in a report that numbers none."""
        genummerd = any(k.nummer for k in self.boom.kinderen.get("r", ()) if k.soort == "pijler")
        return not genummerd and 3 <= len(tekst) <= 80 and tekst[0].isupper() and tekst[-1] not in ".:;,-"

    def _open_onderwerp(self, rij: list[Cel], hoofd: Hoofd, blok: Blok) -> bool:
        plek = hoofd.place("onderwerp")
        tekst = " ".join(rij[plek]) if plek < len(rij) else ""
        if not tekst:
            return False
        nr = hoofd.place("nr")
        nummer = " ".join(rij[nr]).strip(" .()") if 0 <= nr < len(rij) else ""
        kop = read_onderwerp(tekst)
        titel, label = split_titellabel(kop.titel if kop and not nummer else tekst)
        knoop = self.boom.start_onderwerp(
            nummer.split(".")[-1] or (kop.nummer if kop else ""), titel, blok.regel, tekst, hoofd.word(plek)
        )
        knoop.label = knoop.label or label
        return True

    def _add_cellen(self, rij: list[Cel], hoofd: Hoofd, blok: Blok, bekend: set[str]) -> list[str]:
        """Take in the text of a row under its columns; gives the labels that stood in a cell by themselves."""
        labels: list[str] = []
        vorige = "voortgang"
        kruisen = join_kruisen(rij, hoofd)
        for kolom, cel in enumerate(rij):
            rol = hoofd.rollen[kolom] if kolom < len(hoofd.rollen) else ""
            if (rol in _ZONDER_TEKST and rol != "stand") or not cel:
                continue
            if heel := self._read_labelcel(cel, rol, kolom, hoofd):
                labels.append(heel)
                continue
            if not rol and len(hoofd.rollen) <= kolom:
                tekst = (
                    "Deze rij heeft meer cellen dan de kop. Wat te veel was, is bij de cel ervoor gelezen."
                )
                self.boom.meld(blok.regel, tekst)
            if rol == "tijd":
                cel, rol = (kruisen.get(kolom, f"{hoofd.word(kolom)}: {' '.join(cel)}"),), "planning"
                if not cel[0]:
                    continue
            elif rol == "planning" and (was := self._find_was(rij, cel, hoofd)):
                cel = (f"was {was}, wordt {' '.join(cel)}",)
            elif rol == "planning" and (klaar := self._is_klaar(rij, cel, hoofd)):
                cel = (f"{klaar}: {' '.join(cel)}",)
            if rol == "stand" and hoofd.place("mijlpaal") < 0 and len(" ".join(cel).split()) > KORTE_STAND:
                rol = "voortgang"  # a column of colours that tells how it goes in sentences
            elif rol in _ZONDER_TEKST:
                continue
            rol = rol if rol not in ("", "?", "label") else vorige
            vorige = rol
            if not (rol == "planning" and hoofd.place("mijlpaal") >= 0):
                labels.extend(self._add_cel(cel, rol, Zin("", blok.regel, hoofd.word(kolom)), bekend))
        if hoofd.place("mijlpaal") >= 0 and self.boom.onderwerp:
            self._add_mijlpaalrij(rij, hoofd, blok)
        return labels

    def _find_was(self, rij: list[Cel], cel: Cel, hoofd: Hoofd) -> str:
        """The other time in the column for how it was planned, beside a column that holds no more than a time; empty when there is none."""
        plek, nu = hoofd.place("was"), read_wanneer(" ".join(cel))
        was = read_wanneer(" ".join(rij[plek])) if 0 <= plek < len(rij) and rij[plek] else None
        anders = was and was.tot and nu.tot and (was.van, was.tot) != (nu.van, nu.tot)
        return was.tekst if was and anders and hoofd.place("mijlpaal") < 0 else ""

    def _is_klaar(self, rij: list[Cel], cel: Cel, hoofd: Hoofd) -> str:
        """The word in the column of states that says that it is done, beside a time that is past; empty when there is none."""
        plek, tijd = hoofd.place("stand"), read_wanneer(" ".join(cel)).tot
        stand = " ".join(rij[plek]) if 0 <= plek < len(rij) else ""
        return stand if tijd and self.peil and tijd <= self.peil and _KLAAR.fullmatch(stand) else ""

    def _read_labelcel(self, cel: Cel, rol: str, kolom: int, hoofd: Hoofd) -> str:
        """The label that a cell by itself is, when it stands in a column for it, in one without a head, or past the planning."""
        heel = read_label(" ".join(cel))
        plek = rol in ("label", "") or (
            rol not in ("tijd", "planning") and kolom > hoofd.place("planning") >= 0
        )
        return heel if heel and plek and is_eerder(heel, self.peil) else ""

    def _add_cel(self, cel: Cel, rol: str, plaats: Zin, bekend: set[str]) -> list[str]:
        """Take in the paragraphs of a cell; a label inside it belongs to what was told just before.

        Where a row brings one actie, its planning is of that actie unless it names another.
        """
        over: list[str] = []
        onderwerp = self.boom.onderwerp
        assert onderwerp is not None
        verdeler = self.verdelers.setdefault(onderwerp.sleutel, Verdeler(self.boom, onderwerp))
        if rol == "planning":
            erbij = [k for k in self.boom.list_acties(onderwerp) if k.sleutel not in bekend]
            verdeler.nu = erbij if len(erbij) == 1 else []
        for nummer, alinea in enumerate(cel):
            alleen = read_label(alinea)
            if nummer and alleen and is_eerder(alleen, self.peil):
                over.append(alleen)
                continue
            for tekst, label in split_labels(alinea, self.peil):
                eigen, rest = split_label(tekst)
                anders = eigen in ("planning", "mijlpaal", "besluit") and rol == "voortgang"
                self.add_tekst(rest if anders else tekst, eigen if anders else rol, plaats)
                for knoop in (verdeler.nu or [onderwerp]) if label else ():
                    knoop.label = knoop.label or label
                    if knoop is onderwerp:
                        knoop.twijfel = (
                            f"Het label ‘{label}’ staat in een cel; het kan ook bij één zin daarvan horen."
                        )
        return over

    def _add_mijlpaalrij(self, rij: list[Cel], hoofd: Hoofd, blok: Blok) -> None:
        """A row that is one milestone: its title, when it was planned, when it is planned now, how it stands."""
        assert self.boom.onderwerp is not None
        velden = {
            rol: " ".join(rij[p])
            for rol in ("mijlpaal", "was", "planning", "stand")
            if 0 <= (p := hoofd.place(rol)) < len(rij)
        }
        if any(velden.values()):
            tekst = " | ".join(f"{rol}={waarde}" for rol, waarde in velden.items())
            self.boom.onderwerp.zinnen.append(
                Zin(tekst, blok.regel, hoofd.word(hoofd.place("mijlpaal")), "mijlpaalrij")
            )

    def _list_geplande(self, rij: list[Cel], hoofd: Hoofd, onderwerp: Knoop) -> list[Knoop]:
        """The acties that the planning of a row names."""
        verdeler = self.verdelers.get(onderwerp.sleutel)
        teksten = [
            " ".join(rij[p])
            for p in range(len(rij))
            if p < len(hoofd.rollen) and hoofd.rollen[p] == "planning"
        ]
        return verdeler.find_onderwerpen_van(" ".join(teksten)) if verdeler and teksten else []

    def _give_label(
        self, label: str, onderwerp: Knoop, erbij: list[Knoop], nieuw: bool, gepland: list[Knoop]
    ) -> None:
        """Give the label of a row to what the row tells of; where that is more than one, a person must look."""
        doel = (
            erbij
            if erbij and not nieuw
            else gepland
            if len(gepland) == 1
            else [onderwerp]
            if nieuw
            else gepland or [onderwerp]
        )
        for knoop in doel:
            knoop.label = knoop.label or label
            if len(doel) > 1 or (doel == [onderwerp] and self.boom.list_acties(onderwerp)):
                knoop.twijfel = f"Het label ‘{label}’ staat naast een rij met meer dan één actie; niet te zien is bij welke het hoort."
