"""Reports whose parts have no word and no label ("Stand van zaken", "Planning"): the tree of headings itself tells which are onderwerpen, when the title says that it is a progress report."""

import re
from dataclasses import dataclass, field

from ..wanneer import find_wanneers
from .blokken import NIVEAU_VET, Blok
from .koppen import find_deel, find_rol
from .losse import find_titel
from .verslag import is_verslag, read_tekst

_ALGEMEEN = re.compile(
    r"(?:[\d.]+\s+)?(?:inleiding|algemeen|algemene|samenvatting|vooraf|voorwoord|leeswijzer|aanleiding|achtergrond|conclusie|slot|tot slot|bijlage|colofon|inhoud|financi|budget|begroting|kosten|communicatie|organisatie"
    r"|over (?:deze|dit|het)|het geheel|beeld|hoofdlijn|overzicht|terugblik|vooruitblik|doel|opdracht|versie|legenda|dashboard|management)",
    re.IGNORECASE,
)
_VERLOOP = re.compile(
    r"\b(?:gereed|afgerond|gestart|opgeleverd|vertraag\w*|planning|gepland|volgt|verwacht\w*|loopt|klaar|vastgesteld)\b",
    re.IGNORECASE,
)
MINSTENS = 2


@dataclass(slots=True)
class _Kop:
    blok: Blok
    boven: "_Kop | None"
    tekst: list[str] = field(default_factory=list)
    kinderen: int = 0

    def tells(self) -> bool:
        """Whether what stands right under a heading tells how something goes."""
        return any(
            _VERLOOP.search(t) or any(w.tot for _, _, w in find_wanneers(t[:1000])) for t in self.tekst
        )


def is_algemeen(tekst: str) -> bool:
    """Whether a heading is of the report as a whole and of no part of the programme."""
    return bool(_ALGEMEEN.match(tekst) or find_deel(tekst))


def find_kopboom(blokken: list[Blok]) -> dict[int, str]:
    """Per line of a heading: `onderwerp` for the lowest headings that tell how something goes, `pijler` for those above them; empty when the title is of no progress report."""
    if not is_verslag(blokken):
        return {}
    koppen = _list_koppen(blokken)
    kandidaten = [kop for kop in koppen if not kop.kinderen and kop.tells()]
    per: dict[int, list[_Kop]] = {}
    for kop in kandidaten:
        per.setdefault(kop.blok.niveau, []).append(kop)
    onder = max(per.values(), key=len, default=[])
    if len(onder) < MINSTENS:
        return {}
    gelijk = [
        kop for kop in koppen if kop.blok.niveau == onder[0].blok.niveau and not kop.kinderen and kop.tekst
    ]
    onder = gelijk if len(onder) * 2 >= len(gelijk) else onder
    uit = {kop.blok.regel: "onderwerp" for kop in onder}
    uit |= {kop.boven.blok.regel: "pijler" for kop in onder if kop.boven}
    return uit


def _list_koppen(blokken: list[Blok]) -> list[_Kop]:
    """The headings as a tree, without the title, those of the report as a whole and those within an onderwerp."""
    uit: list[_Kop] = []
    open_: list[_Kop] = []
    eerste = find_titel(blokken)
    weg = NIVEAU_VET + 1  # the level of a heading that is left out with all below it
    for blok in blokken:
        if blok.soort != "kop":
            if open_ and weg > NIVEAU_VET and (tekst := read_tekst(blok)):
                open_[-1].tekst.append(tekst)
            continue
        if (
            blok.niveau > weg
            or blok.regel == eerste
            or (find_rol(blok.tekst) and not re.match(r"[\d.]+\s", blok.tekst))
        ):
            continue
        weg = blok.niveau if is_algemeen(blok.tekst) else NIVEAU_VET + 1
        open_ = [kop for kop in open_ if kop.blok.niveau < blok.niveau]
        if weg <= NIVEAU_VET:
            continue
        boven = open_[-1] if open_ else None
        if boven:
            boven.kinderen += 1
        open_.append(_Kop(blok, boven))
        uit.append(open_[-1])
    return uit
