"""Rendering a piece of template, and reading HTML back as a browser would."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.template import Context, Template
from django.test import RequestFactory

VIJANDIG = """"><script>alert('x')</script><img src=x onerror=alert(1)> & 'co'"""
LEEG = {"br", "hr", "img", "input", "link", "meta", "path", "circle", "rect", "line", "polyline"}


def make_html(sjabloon: str, adres: str = "/lijst", **context: Any) -> str:
    """Render a piece of template with this room's tags, for a request to `adres`."""
    request = RequestFactory().get(adres)
    return Template("{% load vormgeving %}" + sjabloon).render(Context({"request": request, **context}))


@dataclass
class Gelezen:
    """What stands in a piece of HTML: its elements with attributes, and its text."""

    elementen: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    tekst: str = ""

    def list(self, naam: str) -> list[dict[str, str]]:
        """List the attributes of every element with this name."""
        return [attributen for element, attributen in self.elementen if element == naam]


class _Lezer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.gelezen = Gelezen()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.gelezen.elementen.append((tag, {naam: waarde or "" for naam, waarde in attrs}))
        if tag not in LEEG:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.gelezen.elementen.append((tag, {naam: waarde or "" for naam, waarde in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> sluit {self.open[-1:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.gelezen.tekst += data


def read_html(html: str) -> Gelezen:
    """Read HTML strictly: every element that opens must close, in order."""
    lezer = _Lezer()
    lezer.feed(html)
    lezer.close()
    assert not lezer.open, f"niet gesloten: {lezer.open}"
    return lezer.gelezen


def check_onschadelijk(html: str, tekst: str = VIJANDIG) -> Gelezen:
    """Assert that hostile text came out as text: nothing runs, and nobody lost a character."""
    gelezen = read_html(html)
    assert not gelezen.list("script") and not gelezen.list("img")
    assert not [
        a for _, attributen in gelezen.elementen for a in attributen if a.startswith("on") or a == "style"
    ]
    assert tekst in gelezen.tekst or any(tekst in w for _, a in gelezen.elementen for w in a.values())
    return gelezen
