"""Takes the marks out of text: half HTML, stars and underscores of Markdown, links; what a person reads stays."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from html.parser import HTMLParser

from ..wanneer import find_wanneers

_LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\([^)\n]{0,500}\)")
_STERREN = re.compile(r"\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=[\w:.!?])_{1,3}(?!\w)|`")
_ALINEA = frozenset(("p", "div", "li", "ul", "ol", "br", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table"))
_DUBBEL = re.compile(r"(?<=[.:;!?)])[ \u00a0]{2,}(?=\S)|[ \u00a0]{2,}(?=[A-Z(])|\n")
_OPEN = re.compile(r"<(?=[^<>]*(?:<|\Z))")
HOOGSTENS_OPEN = 100
_RISICO = re.compile(r"risi[ck]o['’]?s?\b", re.IGNORECASE)


def clean_tekst(tekst: str) -> str:
    """Take the marks out of one line."""
    if "<" in tekst:
        tekst = " ".join(split_html(tekst))
    tekst = unescape(_LINK.sub(r"\1", tekst)) if "&" in tekst or "[" in tekst else tekst
    return " ".join(_STERREN.sub("", tekst).replace("\\|", "|").split())


def split_cel(cel: str) -> tuple[str, ...]:
    """Divide a cell in its paragraphs: by its tags, or where two spaces after a full stop tell of a line that was lost."""
    delen = split_html(cel) if "<" in cel else [cel]
    uit: list[str] = []
    for deel in delen:
        stukken = [clean_tekst(stuk) for stuk in _DUBBEL.split(deel)]
        uit.extend(stuk for stuk in stukken if stuk)
    return tuple(uit)


def split_html(tekst: str) -> list[str]:
    """Divide half HTML in paragraphs; a box about a risk stays one paragraph."""
    lezer = _Lezer()
    lezer.feed(drop_open_tags(tekst))
    lezer.close()
    lezer.end_alinea()
    return lezer.alineas


def drop_open_tags(tekst: str) -> str:
    """The source with each `<` that no `>` ends as text, where there are many: the parser of Python would look for their end again and again."""
    return _OPEN.sub("‹", tekst) if tekst.count("<") - tekst.count(">") > HOOGSTENS_OPEN else tekst


def list_binnenrijen(rijen: Sequence[Sequence[str]]) -> Iterator[str]:
    """The rows of a table within a cell as sentences: "Inspraak: was maart 2041, wordt september 2041."."""
    kop, *rest = rijen or [[]]
    if not rest or not all(kop) or any(find_wanneers(cel) for cel in kop):
        rest, kop = list(rijen), []
    for eerste, *cellen in (rij for rij in rest if any(rij)):
        namen = [naam.lower() + " " for naam in kop[1:]] or [""] * len(cellen)
        velden = ", ".join(f"{naam}{cel}" for naam, cel in zip(namen, cellen, strict=False) if cel)
        yield ": ".join(deel for deel in (eerste, velden) if deel).rstrip(".") + "."


class _Lezer(HTMLParser):
    """Gathers paragraphs; never fails, whatever is not closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.alineas: list[str] = []
        self._nu: list[str] = []
        self._dozen: list[int] = []  # per open div: how many paragraphs there were before it

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _ALINEA:
            self.end_alinea()
        if tag == "div":
            self._dozen.append(len(self.alineas))

    def handle_endtag(self, tag: str) -> None:
        if tag in _ALINEA:
            self.end_alinea()
        if tag == "div" and self._dozen:
            self._join_risico(self._dozen.pop())

    def handle_data(self, data: str) -> None:
        self._nu.append(data)

    def end_alinea(self) -> None:
        """Close the paragraph that is open."""
        alinea = "".join(self._nu).strip()
        self._nu.clear()
        if alinea:
            self.alineas.append(alinea)

    def _join_risico(self, vanaf: int) -> None:
        doos = self.alineas[vanaf:]
        if doos and _RISICO.match(doos[0]):
            self.alineas[vanaf:] = [" ".join(" ".join(doos).split())]
