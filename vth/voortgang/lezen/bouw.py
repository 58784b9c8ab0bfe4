"""Walks over the blocks and builds the tree: which heading or row opens what, and to what each paragraph belongs."""

import re
from dataclasses import dataclass, field
from datetime import date

from ..wanneer import find_wanneers
from .acties import Verdeler
from .blokken import NIVEAU_VET, Blok, Cel
from .boom import Boom, Deel, Knoop
from .koppen import find_deel, find_rol, read_onderwerp, read_pijler, read_pijlernummer, split_label
from .labels import is_eerder, read_label, split_labels, split_titellabel
from .tabellen import Hoofd, align_rij, guess_hoofd, read_hoofd, read_pijlercel
from .zinnen import Zin, split_zinnen

_RISICO = re.compile(r"risi[ck]o['’]?s?\s*:\s*", re.IGNORECASE)
_RISICO_ERNA = re.compile(r"(?<=[.!?])\s+(?=risi[ck]o['’]?s?\s*:)", re.IGNORECASE)
_GEVOLG = re.compile(r"(?:daardoor|hierdoor|dan|als|indien|wanneer|gevolg|maatregel|dit|dat)\b", re.IGNORECASE)
_LEEG = re.compile(r"(?:-|–|n\.?v\.?t\.?|geen|x)\.?\Z", re.IGNORECASE)


@dataclass(slots=True)
class Bouwer:
    """Takes in one block after the other."""

    boom: Boom
    peil: date | None
    rol: str = "voortgang"
    kop: str = ""
    hoofd: Hoofd | None = None
    pijlerniveau: int = 0
    onderwerpniveau: int = 0
    deel: Deel | None = None
    vrij: dict[int, str] = field(default_factory=dict)  # headings that are a pijler or onderwerp by what stands under them
    rijregel: int = 0  # the line of the last row of a table
    verdelers: dict[str, Verdeler] = field(default_factory=dict)

    def add(self, blok: Blok) -> None:
        """Take in one block."""
        if blok.soort == "rij":
            self._add_rij(blok)
        elif blok.soort == "kop" or self._is_kop(blok):
            self._add_kop(blok)
        else:
            self._add_alinea(blok)

    # Headings

    def _is_kop(self, blok: Blok) -> bool:
        """Whether a line without marks heads what follows: plain text and Word files without styles have those."""
        if blok.soort != "alinea" or len(blok.tekst) > 100 or blok.tekst.endswith((".", ",", ";")):
            return False
        if find_rol(blok.tekst) and self.boom.onderwerp and len(blok.tekst.split()) <= 4 and ":" not in blok.tekst:
            return True
        if self.boom.pijler and self.pijlerniveau and re.match(r"\d{1,2}\.\d{1,2}\.?\s+[A-Z]", blok.tekst) and not find_wanneers(blok.tekst):
            return True
        return read_pijler(blok.tekst, self.boom.woord) is not None

    def _add_kop(self, blok: Blok) -> None:
        gelezen = read_pijler(blok.tekst, self.boom.woord)
        niveau = blok.niveau if blok.soort == "kop" else NIVEAU_VET
        if niveau == NIVEAU_VET and not gelezen:
            # Bold and plain lines have no level of their own: what they announce says how deep they stand.
            niveau += 2 if find_rol(blok.tekst) else 1 if read_onderwerp(blok.tekst) else 0
        if blok.regel in self.vrij:
            self._add_vrije_kop(blok, niveau)
        elif gelezen and self.deel and self.deel.rol in ("product", "besluit", "risico", "samenhang") and niveau > self.deel.niveau:
            # A list per pijler, such as that of the products: the pijler itself is told of elsewhere.
            self.deel = Deel(self.deel.rol, self.deel.kop, self.deel.niveau, blok.regel, f"p{gelezen[1].nummer}")
            self.boom.delen.append(self.deel)
        elif gelezen and not (self.boom.pijler and niveau > self.pijlerniveau and self.pijlerniveau):
            self._start_pijler(gelezen[0], gelezen[1].nummer, gelezen[1].titel, blok)
            self.pijlerniveau = niveau
        elif self._heads_rol(blok, niveau):
            self.rol, self.kop = find_rol(blok.tekst), blok.tekst
            if self.boom.onderwerp and (onder := self.verdelers.get(self.boom.onderwerp.sleutel)):
                onder.nu = []
        elif self._heads_onderwerp(blok, niveau):
            self.onderwerpniveau = niveau
        else:
            self._start_deel(blok, niveau)

    def _add_vrije_kop(self, blok: Blok, niveau: int) -> None:
        kop = read_onderwerp(blok.tekst)
        if self.vrij[blok.regel] == "pijler":
            self._start_pijler("", kop.nummer if kop else "", kop.titel if kop else blok.tekst, blok)
            self.pijlerniveau = niveau
            return
        titel, label = split_titellabel(kop.titel if kop else blok.tekst)
        knoop = self.boom.start_onderwerp(kop.nummer if kop else "", titel, blok.regel, blok.tekst)
        knoop.label = knoop.label or label
        self.rol, self.kop, self.hoofd, self.deel, self.onderwerpniveau = "voortgang", blok.tekst, None, None, niveau

    def _heads_rol(self, blok: Blok, niveau: int) -> bool:
        return bool(self.boom.onderwerp and self.onderwerpniveau and niveau > self.onderwerpniveau and find_rol(blok.tekst))

    def _heads_onderwerp(self, blok: Blok, niveau: int) -> bool:
        """Open an onderwerp when a heading under a pijler names one."""
        if not self.boom.pijler or niveau <= self.pijlerniveau or not self.pijlerniveau:
            return False
        if self.onderwerpniveau and self.boom.onderwerp and niveau > self.onderwerpniveau:
            return False
        kop = read_onderwerp(blok.tekst)
        if kop is None and (find_deel(blok.tekst) or find_rol(blok.tekst) or niveau >= NIVEAU_VET):
            return False
        titel, label = split_titellabel(kop.titel if kop else blok.tekst)
        knoop = self.boom.start_onderwerp(kop.nummer if kop else "", titel, blok.regel, blok.tekst, self.boom.pijler.titel)
        knoop.label = knoop.label or label
        self.rol, self.kop, self.hoofd, self.deel = "voortgang", blok.tekst, None, None
        return True

    def _start_pijler(self, woord: str, nummer: str, titel: str, blok: Blok) -> None:
        aantal = sum(k.soort == "pijler" for k in self.boom.kinderen.get("r", ()))
        self.boom.woord = self.boom.woord or woord
        pijler = self.boom.start_pijler(read_pijlernummer(nummer, aantal), titel, blok.regel, blok.tekst)
        self.boom.namen.setdefault(nummer, pijler.sleutel)
        self.onderwerpniveau, self.deel, self.hoofd = 0, None, None
        self.rol, self.kop = "voortgang", blok.tekst

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

    # Running text

    def _add_alinea(self, blok: Blok) -> None:
        if self.boom.onderwerp and self.rijregel and not self.onderwerpniveau:
            self._add_na_rij(blok)
            return
        if self.boom.onderwerp is None or self.deel is not None:
            self._add_deel(blok)
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
        self._add_tekst(tekst, self.rol, Zin("", blok.regel, self.kop), blok.regels)

    def _add_na_rij(self, blok: Blok) -> None:
        """A line right below a row is the rest of its last cell; text further on is no part of the table."""
        if blok.regel == self.rijregel + 1 and blok.soort == "alinea":
            self.boom.meld(blok.regel, "Deze regel hangt onder een rij van de tabel. Hij is gelezen als vervolg van de laatste cel.")
            self._add_tekst(blok.tekst, "planning", Zin("", blok.regel, self.kop), blok.regels)
            self.rijregel += 1 + len(blok.regels)
            return
        self.boom.onderwerp, self.rijregel = None, 0
        self.boom.pijler = self.boom.pijler if self.pijlerniveau else None
        self.deel = None
        self._add_deel(blok)

    def _add_deel(self, blok: Blok) -> None:
        if self.deel is None:
            self.deel = Deel("", self.kop, 0, blok.regel, self.boom.pijler.sleutel if self.boom.pijler else "")
            self.boom.delen.append(self.deel)
        self.deel.alineas.append((blok.regel, blok.tekst, blok.soort == "punt"))
        for plek, zin in split_zinnen(blok.tekst):
            regel = max([regel for begin, regel in blok.regels if begin <= plek], default=blok.regel)
            self.deel.zinnen.append(Zin(zin, regel, self.deel.kop, self.deel.rol))

    def _add_tekst(self, tekst: str, rol: str, plaats: Zin, regels: tuple[tuple[int, int], ...] = ()) -> None:
        """Give a paragraph to the onderwerp that is open, by the part it plays; a risk may stand anywhere."""
        onderwerp = self.boom.onderwerp
        if not tekst or _LEEG.match(tekst) or onderwerp is None:
            return
        tekst, *risicos = _RISICO_ERNA.split(tekst)
        for erna in risicos:
            self._add_tekst(erna, "risico", plaats)
        if (risico := _RISICO.match(tekst)) or rol == "risico":
            zonder, gepland = _split_risico(tekst[risico.end() :] if risico else tekst)
            onderwerp.zinnen.append(Zin(zonder, plaats.regel, plaats.kolom, "risico"))
            if gepland:
                self._add_tekst(gepland, "planning", plaats)
            return
        verdeler = self.verdelers.setdefault(onderwerp.sleutel, Verdeler(self.boom, onderwerp))
        verdeler.regels, verdeler.alinea = regels, tekst
        deel = Zin("", plaats.regel, plaats.kolom, rol if rol in ("planning", "besluit", "samenhang") else "voortgang")
        if rol == "planning":
            verdeler.add_planning(tekst, deel)
        else:
            verdeler.add_voortgang(tekst, deel)

    # Rows

    def _add_rij(self, blok: Blok) -> None:
        if not any(blok.cellen):
            return
        self.rijregel = blok.regel
        binnen = self.boom.onderwerp is not None and self.onderwerpniveau > 0
        hoofd = read_hoofd(blok, self.boom.woord, binnen=binnen)
        if hoofd:
            self.hoofd = hoofd
            return
        if self.hoofd is None:
            self.hoofd = guess_hoofd(blok)
            if self.hoofd is None:
                self._add_losse_rij(blok)
                return
            self.boom.meld(blok.regel, "Deze tabel heeft geen kop. De kolommen zijn gelezen als onderwerp, voortgang en planning.")
        if binnen and self.hoofd.place("onderwerp") < 0 and {"actie", "mijlpaal", "planning"} & set(self.hoofd.rollen):
            self._add_actierij(blok, self.hoofd)
        elif self.hoofd.place("onderwerp") < 0:
            self._add_losse_rij(blok)
        else:
            self._add_onderwerprij(blok, self.hoofd)

    def _add_losse_rij(self, blok: Blok) -> None:
        """Keep a row of a table that is not about onderwerpen, under the heads of its columns."""
        if self.deel is None:
            self.deel = Deel("", self.kop, 0, blok.regel)
            self.boom.delen.append(self.deel)
        tekst = ", ".join(" ".join(cel) for cel in blok.cellen if cel)
        if self.hoofd and "risico" in self.hoofd.rollen:
            tekst = self._read_risicorij(blok, self.hoofd)
        rol = "besluit" if self.hoofd and "besluit" in self.hoofd.rollen else self.deel.rol
        self.deel.alineas.append((blok.regel, tekst, True))
        self.deel.zinnen.append(Zin(tekst, blok.regel, self.deel.kop, rol))

    def _read_risicorij(self, blok: Blok, hoofd: Hoofd) -> str:
        """A row of a table of risks as one text, with its consequence and measure named."""
        velden = {rol: " ".join(cel).strip(" .") for rol, cel in zip(hoofd.rollen, blok.cellen, strict=False) if cel}
        delen = [velden.get("risico", ""), *(f"{rol.capitalize()}: {velden[rol]}" for rol in ("gevolg", "maatregel") if rol in velden)]
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
            self.boom.meld(blok.regel, "De cellen van deze rij staan een kolom verschoven. Zij zijn gelezen onder de kolommen waar zij horen.")
        self._open_pijler(rij, hoofd, blok)
        nieuw = self._open_onderwerp(rij, hoofd, blok)
        onderwerp = self.boom.onderwerp
        if onderwerp is None:
            self._add_losse_rij(blok)
            self.boom.meld(blok.regel, "Deze rij staat onder geen onderwerp: de tabel lijkt half. De zinnen zijn niet opgenomen.")
            return
        self.deel = None
        bekend = {k.sleutel for k in self.boom.list_acties(onderwerp)}
        labels = self._add_cellen(rij, hoofd, blok, bekend)
        erbij = [k for k in self.boom.list_acties(onderwerp) if k.sleutel not in bekend]
        for label in labels:
            self._give_label(label, onderwerp, erbij, nieuw, self._list_geplande(rij, hoofd, onderwerp))

    def _open_pijler(self, rij: list[Cel], hoofd: Hoofd, blok: Blok) -> None:
        plek = hoofd.place("pijler")
        gelezen = read_pijlercel(rij[plek], self.boom.woord) if 0 <= plek < len(rij) and rij[plek] else None
        if gelezen:
            woord = gelezen[0] or re.split(r"[/\s]", hoofd.word(plek).casefold())[0]
            oud = self.hoofd
            self._start_pijler(woord, gelezen[1], gelezen[2], Blok("kop", blok.regel, " ".join(rij[plek])))
            self.hoofd = oud

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
        for kolom, cel in enumerate(rij):
            rol = hoofd.rollen[kolom] if kolom < len(hoofd.rollen) else ""
            if rol in ("pijler", "onderwerp", "nr", "stand", "eigenaar", "mijlpaal", "was", "datum", "orgaan") or not cel:
                continue
            heel = read_label(" ".join(cel))
            if heel and (rol in ("label", "") or kolom > hoofd.place("planning")) and is_eerder(heel, self.peil):
                labels.append(heel)
                continue
            if not rol and len(hoofd.rollen) <= kolom and not heel:
                self.boom.meld(blok.regel, "Deze rij heeft meer cellen dan de kop. Wat te veel was, is bij de cel ervoor gelezen.")
            rol = rol if rol not in ("", "?", "label") else vorige
            vorige = rol
            if not (rol == "planning" and hoofd.place("mijlpaal") >= 0):
                labels.extend(self._add_cel(cel, rol, Zin("", blok.regel, hoofd.word(kolom)), bekend))
        if hoofd.place("mijlpaal") >= 0 and self.boom.onderwerp:
            self._add_mijlpaalrij(rij, hoofd, blok)
        return labels

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
                self._add_tekst(tekst, rol, plaats)
                for knoop in (verdeler.nu or [onderwerp]) if label else ():
                    knoop.label = knoop.label or label
                    if knoop is onderwerp:
                        knoop.twijfel = f"Het label ‘{label}’ staat in een cel; het kan ook bij één zin daarvan horen."
        return over

    def _add_mijlpaalrij(self, rij: list[Cel], hoofd: Hoofd, blok: Blok) -> None:
        """A row that is one milestone: its title, when it was planned, when it is planned now, how it stands."""
        assert self.boom.onderwerp is not None
        velden = {rol: " ".join(rij[p]) for rol in ("mijlpaal", "was", "planning", "stand") if 0 <= (p := hoofd.place(rol)) < len(rij)}
        if any(velden.values()):
            tekst = " | ".join(f"{rol}={waarde}" for rol, waarde in velden.items())
            self.boom.onderwerp.zinnen.append(Zin(tekst, blok.regel, hoofd.word(hoofd.place("mijlpaal")), "mijlpaalrij"))

    def _list_geplande(self, rij: list[Cel], hoofd: Hoofd, onderwerp: Knoop) -> list[Knoop]:
        """The acties that the planning of a row names."""
        verdeler = self.verdelers.get(onderwerp.sleutel)
        teksten = [" ".join(rij[p]) for p in range(len(rij)) if p < len(hoofd.rollen) and hoofd.rollen[p] == "planning"]
        return verdeler.find_onderwerpen_van(" ".join(teksten)) if verdeler and teksten else []

    def _give_label(self, label: str, onderwerp: Knoop, erbij: list[Knoop], nieuw: bool, gepland: list[Knoop]) -> None:
        """Give the label of a row to what the row tells of; where that is more than one, a person must look."""
        doel = erbij if erbij and not nieuw else gepland if len(gepland) == 1 else [onderwerp] if nieuw else gepland or [onderwerp]
        for knoop in doel:
            knoop.label = knoop.label or label
            if len(doel) > 1 or (doel == [onderwerp] and self.boom.list_acties(onderwerp)):
                knoop.twijfel = f"Het label ‘{label}’ staat naast een rij met meer dan één actie; niet te zien is bij welke het hoort."


def _split_risico(tekst: str) -> tuple[str, str]:
    """A paragraph about a risk, and what in it is planning after all: later sentences with a time that do not tell what the risk leads to."""
    eerste, *rest = [zin for _, zin in split_zinnen(tekst)] or [tekst]
    gepland = [z for z in rest if find_wanneers(z) and re.search(r"\b(?:wordt|worden|zal|zullen|volgt|gepland)\b", z) and not _GEVOLG.match(z)]
    return " ".join([eerste, *(z for z in rest if z not in gepland)]), " ".join(gepland)
