"""Lines and table rows out of a PDF with text, by where the words stand. Runs apart, without Django."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium

from vth.zaken.documenten.grenzen import LeesError
from vth.zaken.documenten.lezer import open_pdf

MEESTE_BLADEN, MEESTE_TEKENS = 1500, 3_000_000
# What PDFium gives for a hyphen that the typesetter put at the end of a line.
AFBREEKTEKENS = str.maketrans({"\x02": "-", "\ufffe": "-", "\xad": "-", "\r": " ", "\n": " ", "\0": " "})


@dataclass
class Stuk:
    """Some words that stand together on a line, and where."""

    links: float
    rechts: float
    tekst: str


@dataclass
class Lijn:
    """One line of a page: its pieces from left to right, and how high it stands."""

    onder: float
    boven: float
    stukken: list[Stuk] = field(default_factory=list)

    @property
    def hoogte(self) -> float:
        """How tall its letters are, and never nothing."""
        return max(self.boven - self.onder, 4.0)


def read_pdfregels(pad: str) -> list[dict[str, Any]]:
    """Give the lines of a PDF in order of reading; refuse a scan, and more than a permit can be."""
    pdf = open_pdf(pad)
    if len(pdf) > MEESTE_BLADEN:
        raise LeesError(
            f"het heeft {len(pdf)} bladzijden en ten hoogste {MEESTE_BLADEN} worden gelezen; splits het bestand, of lever alleen "
            "het deel met de voorschriften aan"
        )
    uit: list[dict[str, Any]] = []
    tekens = leeg = 0
    for nummer in range(len(pdf)):
        lijnen = _read_blad(pdf, nummer)
        leeg += not lijnen
        for regel in _make_regels(lijnen):
            tekens += len(regel["tekst"])
            uit.append(regel | {"blad": nummer + 1})
        if tekens > MEESTE_TEKENS:
            raise LeesError("er staat meer tekst in dan een vergunning kan hebben; splits het bestand")
    if not uit:
        raise LeesError(
            "er staat geen tekst in; het is een scan. Laat hem eerst herkennen (OCR), of plak de tekst"
        )
    if leeg > len(pdf) / 2:
        uit[0]["vraag"] = (
            f"{leeg} van de {len(pdf)} bladzijden hebben geen tekst en zijn niet gelezen. Zijn dat scans van voorschriften?"
        )
    return uit


def _read_blad(pdf: Any, nummer: int) -> list[Lijn]:
    """Give the lines of one page, from top to bottom."""
    try:
        blad = pdf[nummer].get_textpage()
        rechthoeken = [blad.get_rect(i) for i in range(blad.count_rects())]
        stukken = [(r, blad.get_text_bounded(*r).translate(AFBREEKTEKENS)) for r in rechthoeken]
    except pdfium.PdfiumError:
        return []
    lijnen: list[Lijn] = []
    for (links, onder, rechts, boven), tekst in stukken:
        if not tekst.strip():
            continue
        midden = (onder + boven) / 2
        lijn = next((li for li in lijnen[-40:] if li.onder - 1 <= midden <= li.boven + 1), None)
        if lijn is None:
            lijn = Lijn(onder, boven)
            lijnen.append(lijn)
        elif boven - onder > lijn.hoogte:
            lijn.onder, lijn.boven = onder, boven
        lijn.stukken.append(Stuk(links, rechts, tekst))
    for lijn in lijnen:
        lijn.stukken = list(_join_stukken(sorted(lijn.stukken, key=lambda s: s.links), lijn.hoogte))
    return sorted(lijnen, key=lambda li: -li.boven)


def _join_stukken(stukken: list[Stuk], hoogte: float) -> Iterator[Stuk]:
    """Join pieces that stand next to each other; a wide gap parts two cells."""
    nu: Stuk | None = None
    for stuk in stukken:
        if nu is None or stuk.links - nu.rechts > 0.9 * hoogte:
            if nu is not None:
                yield nu
            nu = Stuk(stuk.links, stuk.rechts, stuk.tekst)
            continue
        los = stuk.links - nu.rechts > 0.15 * hoogte and not nu.tekst.endswith(" ")
        nu.tekst += (" " if los else "") + stuk.tekst
        nu.rechts = max(nu.rechts, stuk.rechts)
    if nu is not None:
        yield nu


def _make_regels(lijnen: list[Lijn]) -> Iterator[dict[str, Any]]:
    """Make what is read of a page: plain lines, and the rows of its tables with their cells in columns."""
    i = 0
    while i < len(lijnen):
        if not _is_tabelregel(lijnen[i]):
            yield {"tekst": _clean(lijnen[i].stukken[0].tekst), "los": _is_los(lijnen, i)}
            i += 1
            continue
        einde = i + 1
        while einde < len(lijnen) and (_is_tabelregel(lijnen[einde]) or _is_vervolg(lijnen, i, einde)):
            einde += 1
        yield from _make_rijen(lijnen[i:einde])
        i = einde


def _is_tabelregel(lijn: Lijn) -> bool:
    """Tell whether a line has more than one cell; a number before a text is none."""
    if len(lijn.stukken) == 2 and len(lijn.stukken[0].tekst.strip()) <= 12:
        eerste = lijn.stukken[0].tekst.strip()
        if eerste.rstrip(".):").replace(".", "").isalnum() and (len(eerste) <= 2 or "." in eerste):
            lijn.stukken = [
                Stuk(lijn.stukken[0].links, lijn.stukken[1].rechts, f"{eerste}\t{lijn.stukken[1].tekst}")
            ]
    return len(lijn.stukken) > 1


def _is_los(lijnen: list[Lijn], i: int) -> bool:
    """Tell whether there is more white above a line than between lines of one paragraph."""
    return i == 0 or lijnen[i - 1].onder - lijnen[i].boven > 0.9 * lijnen[i].hoogte


def _is_vervolg(lijnen: list[Lijn], begin: int, i: int) -> bool:
    """Tell whether a line is the rest of a cell above it: it stands close below, and under a cell that is not the first."""
    lijn, boven = lijnen[i], lijnen[i - 1]
    kolommen = [s.links for li in lijnen[begin:i] for s in li.stukken]
    dichtbij = boven.onder - lijn.boven < 0.7 * lijn.hoogte
    return dichtbij and any(abs(lijn.stukken[0].links - k) < 3 for k in kolommen)


def _make_rijen(lijnen: list[Lijn]) -> Iterator[dict[str, Any]]:
    """Make the rows of one table; each piece goes to the column under whose begin it stands."""
    kolommen = sorted(s.links for s in max(lijnen, key=lambda li: len(li.stukken)).stukken)
    rijen: list[list[str]] = []
    for n, lijn in enumerate(lijnen):
        cellen = [""] * len(kolommen)
        for stuk in lijn.stukken:
            plek = max((k for k, x in enumerate(kolommen) if x <= stuk.links + 3), default=0)
            cellen[plek] = f"{cellen[plek]} {_clean(stuk.tekst)}".strip()
        minder = len(lijn.stukken) < len(kolommen)
        if n and minder and lijnen[n - 1].onder - lijn.boven < 0.7 * lijn.hoogte:
            rijen[-1] = [f"{a} {b}".strip() for a, b in zip(rijen[-1], cellen, strict=True)]
        else:
            rijen.append(cellen)
    for cellen in rijen:
        yield {"tekst": "\t".join(cellen), "cellen": cellen, "los": True}


def _clean(tekst: str) -> str:
    """Take away spaces that say nothing; a tab after a number stays."""
    return "\t".join(" ".join(deel.split()) for deel in tekst.split("\t"))
