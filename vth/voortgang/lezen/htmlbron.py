"""A source with HTML tables or headings, as Word and web editors export: the same blocks as Markdown gives; what stands outside the tags is Markdown still."""

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from .blokken import NIVEAU_VET, Blok, Cel, read_blokken
from .opmaak import clean_tekst, drop_open_tags, list_binnenrijen

_HTML = re.compile(r"<(?:table|h[1-6])\b[^<>]{0,500}>", re.IGNORECASE)
_STIJL = re.compile(r"(?:mso)?(?:heading|kop)\s?([1-6])", re.IGNORECASE)
_ALINEA = frozenset(("p", "div", "li", "ul", "ol", "br", "h1", "h2", "h3", "h4", "h5", "h6"))
_VET = frozenset(("b", "strong"))
_STIL = frozenset(("style", "script", "head", "title"))
HOOGSTENS_SPAN = 50
HOOGSTENS_DIEPTE = 20
HOOGSTENS_BREED = 500


def is_html(tekst: str) -> bool:
    """Whether a source has tables or headings as tags."""
    return bool(_HTML.search(tekst))


def read_html(tekst: str) -> list[Blok]:
    """Divide such a source in blocks, each with its line."""
    lezer = _Lezer()
    lezer.feed(drop_open_tags(drop_commentaar(tekst)))
    lezer.close()
    return lezer.finish()


def drop_commentaar(tekst: str) -> str:
    """The source without its comments, each line where it was; one that never ends is text (the parser of Python would look for its end again and again)."""
    eerste, *rest = tekst.split("<!--")
    uit = [eerste]
    for stuk in rest:
        weg, einde, erna = stuk.partition("-->")
        uit.append("\n" * weg.count("\n") + erna if einde else f"‹!--{stuk}")
    return "".join(uit)


@dataclass(slots=True)
class _Tabel:
    """A table that is open: its rows so far, and which columns a cell of an earlier row still fills."""

    regel: int
    rijen: list[tuple[int, list[Cel]]] = field(default_factory=list)
    hoog: dict[int, int] = field(default_factory=dict)
    cel: list[str] | None = None  # the paragraphs of the cell that is open
    breed: int = 1
    lijsten: list[list[str | int]] = field(default_factory=list)

    def start_rij(self, regel: int) -> None:
        self.end_cel()
        self.rijen.append((regel, []))
        self._fill()

    def start_cel(self, regel: int, breed: int, hoog: int) -> None:
        if not self.rijen:
            self.start_rij(regel)
        self.end_cel()
        plek = len(self.rijen[-1][1])
        if plek > HOOGSTENS_BREED:
            breed, hoog = 1, 1  # no table is so wide; its cells are kept as they come
        for kolom in range(plek, plek + breed if hoog > 1 else plek):
            self.hoog[kolom] = hoog - 1
        self.cel, self.breed = [""], breed

    def end_cel(self) -> None:
        if self.cel is None:
            return
        alineas = tuple(schoon for alinea in self.cel if (schoon := clean_tekst(alinea.replace("<", "‹"))))
        self.rijen[-1][1].extend([alineas, *[()] * (self.breed - 1)])
        self.cel = None
        self._fill(self.breed)

    def _fill(self, verder: int = 0) -> None:
        """Leave empty what a cell of a row above still fills; the columns that this row's own cell began do so from the next row."""
        rij = self.rijen[-1][1]
        eigen = set(range(len(rij) - verder, len(rij)))
        while (kolom := len(rij)) in self.hoog and kolom not in eigen:
            rij.append(())
            self.hoog[kolom] -= 1
            if not self.hoog[kolom]:
                del self.hoog[kolom]


class _Lezer(HTMLParser):
    """Gathers blocks; never fails, whatever is not closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.uit: list[Blok] = []
        self._los: list[str] = []  # what stands outside the tags, as Markdown
        self._losregel = 1
        self._open: tuple[str, int, int] | None = None  # kind, line and level of the block that is open
        self._nu: list[str] = []
        self._gewoon = False  # whether the open block holds words that are not bold
        self._vet = 0
        self._stil = 0
        self._lijsten: list[list[str | int]] = []
        self._tabellen: list[_Tabel] = []

    def finish(self) -> list[Blok]:
        """Close what is open."""
        while self._tabellen:
            self._end_tabel()
        self._end_blok()
        self._end_los()
        return self.uit

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._stil += tag in _STIL
        self._vet += tag in _VET
        regel, eigen = self.getpos()[0], dict(attrs)
        if tag == "table" and len(self._tabellen) < HOOGSTENS_DIEPTE:
            self._end_blok()
            self._end_los()
            self._tabellen.append(_Tabel(regel))
        elif self._tabellen:
            self._start_in_tabel(tag, eigen, regel)
        elif tag in _ALINEA and tag not in ("br", "div"):
            self._start_blok(tag, eigen, regel)
        elif self._open is not None:
            self._nu.append(" " if tag == "br" else "")
        elif tag != "div":
            self._los.append(self.get_starttag_text() or "")

    def _start_in_tabel(self, tag: str, eigen: dict[str, str | None], regel: int) -> None:
        tabel = self._tabellen[-1]
        if tag == "tr":
            tabel.start_rij(regel)
        elif tag in ("td", "th"):
            tabel.start_cel(regel, _span(eigen.get("colspan")), _span(eigen.get("rowspan")))
        elif tabel.cel is not None and tag in _ALINEA:
            if tag in ("ol", "ul"):
                tabel.lijsten.append(_start_lijst(tag, eigen))
            tabel.cel.append(_mark(tabel.lijsten) if tag == "li" else "")

    def _start_blok(self, tag: str, eigen: dict[str, str | None], regel: int) -> None:
        if tag == "p" and self._open and self._open[0] == "punt":
            self._nu.append(" ")
            return
        self._end_blok()
        self._end_los()
        if tag in ("ul", "ol"):
            if len(self._lijsten) < HOOGSTENS_DIEPTE:
                self._lijsten.append(_start_lijst(tag, eigen))
            return
        stijl = _STIJL.match(eigen.get("class") or "")
        niveau = int(tag[1]) if tag[0] == "h" else int(stijl[1]) if stijl else 0
        if re.match(r"mso(?:title|titel)", eigen.get("class") or "", re.IGNORECASE):
            niveau = 1
        self._gewoon = False
        self._nu = [_mark(self._lijsten)] if tag == "li" else []
        soort = "punt" if tag == "li" else "kop" if niveau else "alinea"
        self._open = (soort, regel, niveau or max(len(self._lijsten) - 1, 0))

    def handle_endtag(self, tag: str) -> None:
        self._stil = max(self._stil - (tag in _STIL), 0)
        self._vet = max(self._vet - (tag in _VET), 0)
        if tag == "table" and self._tabellen:
            self._end_tabel()
        elif self._tabellen:
            tabel = self._tabellen[-1]
            if tag in ("td", "th", "tr"):
                tabel.end_cel()
            elif tag in ("ul", "ol") and tabel.lijsten:
                tabel.lijsten.pop()
            elif tabel.cel is not None and tag in _ALINEA:
                tabel.cel.append("")
        elif tag in ("ul", "ol"):
            self._end_blok()
            self._lijsten = self._lijsten[:-1]
        elif tag in _ALINEA and tag != "div" and not (tag == "p" and self._open and self._open[0] == "punt"):
            self._end_blok()
        elif self._open is None and tag != "div":
            self._los.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self._stil:
            return
        if self._tabellen:
            if self._tabellen[-1].cel:
                self._tabellen[-1].cel[-1] += re.sub(r"\s", " ", data)
        elif self._open is not None:
            self._nu.append(data)
            self._gewoon = self._gewoon or (not self._vet and bool(data.strip()))
        else:
            if not self._los:
                self._losregel = self.getpos()[0]
            self._los.append(data)

    def _end_blok(self) -> None:
        if self._open is None:
            return
        soort, regel, niveau = self._open
        tekst = clean_tekst("".join(self._nu).replace("<", "‹"))
        if soort == "alinea" and tekst and not self._gewoon and len(tekst) <= 120:
            soort, niveau = "kop", NIVEAU_VET  # a bold line by itself heads what follows
        self._open, self._nu = None, []
        if tekst:
            self.uit.append(Blok(soort, regel, tekst, niveau))

    def _end_los(self) -> None:
        """Read what stood outside the tags as Markdown, on the lines where it stands."""
        tekst = "".join(self._los)
        self._los = []
        if tekst.strip():
            erbij = self._losregel - 1
            for blok in read_blokken(tekst):
                regels = tuple((plek, regel + erbij) for plek, regel in blok.regels)
                self.uit.append(replace(blok, regel=blok.regel + erbij, regels=regels))

    def _end_tabel(self) -> None:
        tabel = self._tabellen.pop()
        tabel.end_cel()
        if self._tabellen:
            buiten = self._tabellen[-1]
            if buiten.cel is not None:
                rijen = [[" ".join(cel) for cel in rij] for _, rij in tabel.rijen]
                buiten.cel.extend([*list_binnenrijen(rijen), ""])
            return
        self.uit.extend(Blok("rij", regel, cellen=tuple(rij)) for regel, rij in tabel.rijen if any(rij))


def _span(waarde: str | None) -> int:
    return min(max(int(waarde), 1), HOOGSTENS_SPAN) if waarde and waarde.strip().isdecimal() else 1


def _start_lijst(tag: str, eigen: dict[str, str | None]) -> list[str | int]:
    """A list that begins: how its items are marked, and how many it had."""
    return [(eigen.get("type") or "1") if tag == "ol" else "", 0]


def _mark(lijsten: list[list[str | int]]) -> str:
    """The number or letter before an item of an ordered list; nothing before another."""
    if not lijsten or not lijsten[-1][0]:
        return ""
    soort, aantal = str(lijsten[-1][0]), int(lijsten[-1][1])
    lijsten[-1][1] = aantal + 1
    if soort in ("a", "A") and aantal < 26:
        return f"{chr(ord(soort) + aantal)}) "
    return f"{aantal + 1}. "
