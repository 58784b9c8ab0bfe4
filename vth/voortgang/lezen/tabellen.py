"""Tables of onderwerpen: which column plays which part, also in rows that shifted, split or have no head."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from ..wanneer import read_wanneer
from .blokken import Blok, Cel
from .koppen import ONDERWERPWOORDEN, PIJLERWOORDEN, clean_titel, find_rol, read_onderwerp, read_pijler

_PIJLERKOP = re.compile(rf"(?i:{PIJLERWOORDEN})(?:\s?/\s?titel|s|en|['’]s|\s?nummer)?\Z", re.IGNORECASE)
_ONDERWERPKOP = re.compile(
    rf"(?:{ONDERWERPWOORDEN})(?:en|s|['’]s|\s?/\s?titel)?\Z|onderwerp|project", re.IGNORECASE
)
_LETTERKOP = re.compile(r"([A-Z]|[IVX]{1,4})[.:)]\s+([^\W\d].{2,100})\Z")
_DATUMKOP = re.compile(
    r"\b(?:(?P<was>oorspronkelijke?|eerste|eerdere?|vorige|oude?|was|baseline|initiële)|(?P<nu>nu|nieuwe?|actuele?|actueel|huidige?|verwachte?|herziene?|bijgestelde?))\b",
    re.IGNORECASE,
)
HOOGSTENS_KOLOMMEN = 60
_NUMMERKOP = re.compile(r"(?:nr|nrs|nummer|no|#)\.?\Z", re.IGNORECASE)
_VASTE = (
    ("product", re.compile(r"(?:deel|tussen)?product(?:en)?\Z", re.IGNORECASE)),
    ("datum", re.compile(r"datum", re.IGNORECASE)),
    ("orgaan", re.compile(r"orgaan|gremium|overleg|door\Z", re.IGNORECASE)),
    ("actie", re.compile(r"acties?\Z|deelacties?\Z|letter\Z", re.IGNORECASE)),
    ("gevolg", re.compile(r"gevolg|effect|impact", re.IGNORECASE)),
    ("maatregel", re.compile(r"(?:beheers|tegen)?maatregel", re.IGNORECASE)),
)


# Words that tell what a column holds wherever they stand in its head: "Eerstvolgende mijlpaal", "Toprisico".
_ERGENS = (
    ("stand", re.compile(r"%|percentage", re.IGNORECASE)),
    ("risico", re.compile(r"risi[ck]o|zorgpunt|knelpunt|aandachtspunt", re.IGNORECASE)),
    ("planning", re.compile(r"(?:volgende|komende|eerste) (?:mijlpa|stap)|planning|vervolg|vooruitblik|wanneer|oplever|streefdatum", re.IGNORECASE)),
    ("mijlpaal", re.compile(r"mijlpa", re.IGNORECASE)),
    ("stand", re.compile(r"\A(?:tijd|geld|kwaliteit|scope|capaciteit|middelen|budget|mensen|kleur|rag|trend|score)\Z|stoplicht|status", re.IGNORECASE)),
    ("voortgang", re.compile(r"\A(?:hoe|waar) (?:gaat|staa[tn]|loopt|ligt)|voortgang|stand van|resultaat|toelichting|omschrijving|opmerking|bijzonderhe|rapportage|verloop|situatie|gedaan|bereikt|bericht", re.IGNORECASE)),
)  # fmt: skip


@dataclass(slots=True)
class Hoofd:
    """The head of a table: the part that each column plays, and its words."""

    rollen: list[str]
    woorden: list[str] = field(default_factory=list)

    def place(self, rol: str) -> int:
        """The column of a part, or -1."""
        return self.rollen.index(rol) if rol in self.rollen else -1

    def word(self, kolom: int) -> str:
        """The words above a column."""
        return self.woorden[kolom] if 0 <= kolom < len(self.woorden) else ""


def read_hoofd(blok: Blok, woord: str = "", *, binnen: bool = False) -> Hoofd | None:
    """Read a row as the head of a table; None when it is none. Of a table within an onderwerp (`binnen`) the rows can be its acties."""
    if len(blok.cellen) > HOOGSTENS_KOLOMMEN:
        return None
    woorden = [" ".join(cel) for cel in blok.cellen]
    gevuld = [w for w in woorden if w]
    if len(gevuld) < 2 or any(len(w) > 60 or (w.endswith(".") and not _NUMMERKOP.match(w)) for w in gevuld):
        return None
    rollen = [_read_rol(w, woord) for w in woorden]
    if "gepland" in rollen:
        # Beside a column for how it is planned now, "Gepland" is how it was.
        rollen[rollen.index("gepland")] = (
            "was" if "planning" in rollen and "was" not in rollen else "planning"
        )
        rollen = ["?" if rol == "gepland" else rol for rol in rollen]
    if (
        "onderwerp" not in rollen
        and "pijler" in rollen
        and ({"voortgang", "planning", "mijlpaal"} & set(rollen))
    ):
        rollen[rollen.index("pijler")] = "onderwerp"
    if "onderwerp" not in rollen and "actie" in rollen and not binnen:
        rollen[rollen.index("actie")] = "onderwerp"
    rollen = _name_stappen(rollen) if binnen else rollen
    if not {"onderwerp", "actie", "pijler", "mijlpaal", "nr"} & set(rollen):
        # A row that holds times is no head by those alone.
        rollen = ["?" if rol == "tijd" else rol for rol in rollen]
    bekend = [rol for rol in rollen if rol not in ("", "?")]
    if len(bekend) < 2 or len(bekend) * 2 < len(gevuld):
        return None
    return Hoofd(rollen, woorden)


_GEEN_STAP = frozenset(
    ("onderwerp", "actie", "mijlpaal", "nr", "besluit", "orgaan", "product", "risico", "tijd")
)


def _name_stappen(rollen: list[str]) -> list[str]:
    """The columns of a table within an onderwerp: what has a time of its own and no other name is a step, and so a milestone."""
    tijd = next((n for n, rol in enumerate(rollen) if rol in ("planning", "datum")), 0)
    if rollen[0] != "?" or not tijd or _GEEN_STAP & set(rollen):
        return rollen
    return ["mijlpaal" if n == 0 else "planning" if n == tijd else rol for n, rol in enumerate(rollen)]


def join_hoofd(boven: Hoofd, blok: Blok, woord: str = "") -> Hoofd | None:
    """Join a head with the row right below it, when that only says more of some of its columns (a head of two rows); None when it is no part of the head."""
    onder = [" ".join(cel) for cel in blok.cellen]
    gevuld = [w for w in onder if w]
    leeg = [n for n, w in enumerate(boven.woorden) if not w and n < len(onder) and onder[n]]
    if not leeg or len(onder) != len(boven.woorden) or any(len(w) > 40 or w.endswith(".") for w in gevuld):
        return None
    if any(onder[n] and boven.rollen[n] in ("onderwerp", "pijler") for n in range(len(onder))):
        return None
    rollen = [_read_rol(w, woord) if w else rol for w, rol in zip(onder, boven.rollen, strict=True)]
    rollen = [oud if rol == "?" else rol for rol, oud in zip(rollen, boven.rollen, strict=True)]
    return Hoofd(rollen, [laag or hoog for laag, hoog in zip(onder, boven.woorden, strict=True)])


@lru_cache(maxsize=4096)
def _read_rol(tekst: str, woord: str) -> str:
    kaal = tekst.strip(" *:")
    if not kaal:
        return ""
    if _NUMMERKOP.match(kaal):
        return "nr"
    if _PIJLERKOP.match(kaal) and (not woord or kaal.casefold().startswith(woord)):
        return "pijler"
    if re.match(r"planning|wordt\b|nu\b|nieuw\b(?! (?:sinds|in)\b)", kaal, re.IGNORECASE):
        return "planning"
    if read_wanneer(kaal).tot:
        return "tijd"
    if re.match(
        r"(?:oorspronkelijk |eerst )?gepland(?:e datum)?\Z|(?:plan|streef)datum", kaal, re.IGNORECASE
    ):
        return "gepland"
    if re.search(r"datum|planning", kaal, re.IGNORECASE) and (tijd := _DATUMKOP.search(kaal)):
        return "was" if tijd["was"] else "planning"
    if re.match(r"(?:start|begin|eind)(?:e|datum)?\Z", kaal, re.IGNORECASE):
        return "planning"
    vast = next((rol for rol, vorm in _VASTE if vorm.match(kaal)), "") or find_rol(kaal)
    if vast or _ONDERWERPKOP.match(kaal):
        return vast or "onderwerp"
    return next((rol for rol, vorm in _ERGENS if vorm.search(kaal)), "?")


def guess_hoofd(blok: Blok) -> Hoofd | None:
    """Guess the columns of a table without head by its first row that has a numbered onderwerp; None when there is none."""
    for plek, cel in enumerate(blok.cellen):
        if cel and read_onderwerp(cel[0], los=False):
            rollen = ["pijler" if p == plek - 1 else "" for p in range(plek)] + [
                "onderwerp",
                "voortgang",
                "planning",
            ]
            return Hoofd(rollen)
    return None


def align_rij(cellen: tuple[Cel, ...], hoofd: Hoofd) -> tuple[list[Cel], bool]:
    """Put the cells of a row under the columns where they belong; tells whether they stood somewhere else."""
    rij = list(cellen)
    onder, eerste = hoofd.place("onderwerp"), next((p for p, cel in enumerate(rij) if cel), -1)
    if eerste < 0 or onder < 0:
        return rij, False
    doel = onder
    if not (0 <= eerste < onder and _is_onderwerp(rij, eerste, onder)):
        voortgang = hoofd.place("voortgang")
        if not (eerste < voortgang and re.match(r"\([A-Z]\)", rij[eerste][0])):
            return rij, False
        doel = voortgang
    if eerste == doel:
        return rij, False
    return [()] * (doel - eerste) + rij, True


def _is_onderwerp(rij: list[Cel], plek: int, onder: int) -> bool:
    """Whether a cell left of the column of onderwerpen holds one all the same: the row has shifted."""
    kop = read_onderwerp(rij[plek][0], los=False)
    daar = rij[onder][0] if onder < len(rij) and rij[onder] else ""
    return kop is not None and not read_onderwerp(daar, los=False)


def read_pijlercel(cel: Cel, woord: str) -> tuple[str, str, str] | None:
    """Read number and title of a pijler in the first cell: "1 Robuust", "Spoor A: Kaden"; gives the word, the number, the title."""
    tekst = " ".join(cel)
    if not tekst or len(tekst) > 200:
        return None
    if gelezen := read_pijler(tekst):
        return gelezen[0], gelezen[1].nummer, gelezen[1].titel
    kop = read_onderwerp(tekst)
    if letter := _LETTERKOP.match(tekst):
        return woord, letter[1], clean_titel(letter[2])
    return (woord, kop.nummer, kop.titel) if kop else None
