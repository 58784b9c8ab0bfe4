"""Where the reading of a report has come: what is open, and how text and parts are added to it."""

import re
from dataclasses import dataclass, field
from datetime import date

from ..wanneer import find_wanneers
from .acties import Verdeler
from .blokken import Blok
from .boom import Boom, Deel, Knoop
from .koppen import read_pijlernummer, split_label
from .labels import read_kleuren
from .tabellen import Hoofd
from .zinnen import Zin, split_zinnen

_RISICO = re.compile(r"risi[ck]o['’]?s?\s*:\s*", re.IGNORECASE)
_RISICO_ERNA = re.compile(r"(?<=[.!?])\s+(?=risi[ck]o['’]?s?\s*:)", re.IGNORECASE)
# A label halfway a paragraph: what follows is of that part.
_LABEL_ERNA = re.compile(
    r"(?<=[.!?;])\s+(?=(?:planning|nieuwe planning|vervolg|vooruitblik)\s?:\s)", re.IGNORECASE
)
_LABEL = re.compile(r"(?:planning|vervolg|vooruitblik)\s?:\s+", re.IGNORECASE)
_GEVOLG = re.compile(
    r"(?:daardoor|hierdoor|dan|als|indien|wanneer|gevolg|maatregel|dit|dat)\b", re.IGNORECASE
)
_LEEG = re.compile(r"(?:-|–|n\.?v\.?t\.?|geen|x)\.?\Z", re.IGNORECASE)


@dataclass(slots=True)
class Staat:
    """What is open while the blocks are walked over."""

    boom: Boom
    peil: date | None
    rol: str = "voortgang"
    kop: str = ""
    hoofd: Hoofd | None = None
    pijlerniveau: int = 0
    onderwerpniveau: int = 0
    deel: Deel | None = None
    vrij: dict[int, str] = field(
        default_factory=dict
    )  # headings that are a pijler or onderwerp by what stands under them
    vers: bool = False  # whether the row before was the head of its table
    hoofden: dict[int, Hoofd] = field(default_factory=dict)  # heads that were read by what stands under them
    rijregel: int = 0  # the line of the last row of a table
    verdelers: dict[str, Verdeler] = field(default_factory=dict)

    def start_pijler(self, woord: str, nummer: str, titel: str, blok: Blok) -> None:
        """Open a pijler; what was open below it is closed."""
        aantal = sum(k.soort == "pijler" for k in self.boom.kinderen.get("r", ()))
        self.boom.woord = self.boom.woord or woord
        pijler = self.boom.start_pijler(read_pijlernummer(nummer, aantal), titel, blok.regel, blok.tekst)
        self.boom.namen.setdefault(nummer, pijler.sleutel)
        self.onderwerpniveau, self.deel, self.hoofd = 0, None, None
        self.rol, self.kop = "voortgang", blok.tekst

    def add_deel(self, blok: Blok) -> None:
        """Give a paragraph to the part that is open, or to one without a heading."""
        if self.deel is None:
            self.deel = Deel(
                "", self.kop, 0, blok.regel, self.boom.pijler.sleutel if self.boom.pijler else ""
            )
            self.boom.delen.append(self.deel)
        if kleuren := read_kleuren(blok.tekst):
            self.add_kleuren(kleuren, blok.regel)
            return
        rol, tekst = split_label(blok.tekst) if not self.deel.rol else ("", "")
        if rol in ("risico", "besluit", "product") and not tekst:
            self.deel = Deel(rol, blok.tekst.rstrip(" :"), self.deel.niveau, blok.regel, self.deel.pijler)
            self.boom.delen.append(self.deel)
            return
        self.deel.alineas.append((blok.regel, blok.tekst, blok.soort == "punt"))
        if rol in ("risico", "besluit"):
            self.deel.zinnen.append(Zin(tekst, blok.regel, self.deel.kop, rol))
            return
        for plek, zin in split_zinnen(blok.tekst):
            regel = max([regel for begin, regel in blok.regels if begin <= plek], default=blok.regel)
            self.deel.zinnen.append(Zin(zin, regel, self.deel.kop, self.deel.rol))

    def add_kleuren(self, kleuren: list[str], regel: int) -> None:
        """Keep what coloured dots mean as a legend."""
        legenda = Deel("legenda", kleuren[0] or "Legenda", 0, regel)
        legenda.alineas = [(regel, kleur, True) for kleur in kleuren[1:]]
        self.boom.delen.append(legenda)

    def add_tekst(self, tekst: str, rol: str, plaats: Zin, regels: tuple[tuple[int, int], ...] = ()) -> None:
        """Give a paragraph to the onderwerp that is open, by the part it plays; a risk may stand anywhere."""
        onderwerp = self.boom.onderwerp
        if not tekst or _LEEG.match(tekst) or onderwerp is None:
            return
        tekst, *risicos = _RISICO_ERNA.split(tekst)
        if (risico := _RISICO.match(tekst)) or rol == "risico":
            zonder, gepland = _split_risico(tekst[risico.end() :] if risico else tekst)
            onderwerp.zinnen.append(Zin(zonder, plaats.regel, plaats.kolom, "risico"))
            if gepland:
                self.add_tekst(gepland, "planning", plaats)
            self._add_risicos(risicos, plaats, [])
            return
        tekst, *gepland_erna = _LABEL_ERNA.split(tekst) if rol not in ("planning", "mijlpaal") else [tekst]
        verdeler = self.verdelers.setdefault(onderwerp.sleutel, Verdeler(self.boom, onderwerp))
        verdeler.regels, verdeler.alinea = regels, tekst
        deel = Zin(
            "",
            plaats.regel,
            plaats.kolom,
            rol if rol in ("planning", "mijlpaal", "besluit", "samenhang") else "voortgang",
        )
        if rol in ("planning", "mijlpaal"):
            verdeler.add_planning(tekst, deel)
        else:
            verdeler.add_voortgang(tekst, deel)
        for erna in gepland_erna:
            self.add_tekst(_LABEL.sub("", erna, count=1), "planning", plaats)
        self._add_risicos(risicos, plaats, verdeler.nu if risicos and verdeler.begins_actie(tekst) else [])

    def _add_risicos(self, risicos: list[str], plaats: Zin, van: list[Knoop]) -> None:
        """Add the risks that stand at the end of a paragraph: of its one actie when the paragraph tells of nothing else."""
        for erna in risicos:
            if len(van) == 1:
                van[0].zinnen.append(
                    Zin(_RISICO.sub("", erna, count=1), plaats.regel, plaats.kolom, "risico")
                )
            else:
                self.add_tekst(erna, "risico", plaats)


def find_leeg(tekst: str) -> bool:
    """Whether a text only says that there is nothing."""
    return bool(_LEEG.match(tekst))


def _split_risico(tekst: str) -> tuple[str, str]:
    """A paragraph about a risk, and what in it is planning after all: later sentences with a time that do not tell what the risk leads to."""
    eerste, *rest = [zin for _, zin in split_zinnen(tekst)] or [tekst]
    gepland = [
        z
        for z in rest
        if find_wanneers(z)
        and re.search(r"\b(?:wordt|worden|zal|zullen|volgt|gepland)\b", z)
        and not _GEVOLG.match(z)
    ]
    return " ".join([eerste, *(z for z in rest if z not in gepland)]), " ".join(gepland)
