"""What a first visit to a page takes from the line: the page and all that it asks for, as the site sends it (whitenoise, gzip)."""

import gzip
import posixpath
import re
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from whitenoise.compress import Compressor  # type: ignore[import-untyped]

VRAAGT = {
    ".html": re.compile(r'<(?:link|script|img)\b[^>]*?\b(?:href|src)="(/[^"]+)"'),
    ".css": re.compile(r'url\("?([^")]+\.(?:woff2|svg|png))"?\)|@import "([^"]+)"'),
    ".js": re.compile(r'\b(?:from|import\()\s*"(\.[^"]+\.js)"'),
}
# What whitenoise does to the files that `vth start` collects; brotli only where somebody installed it.
PERS = Compressor(use_brotli=False, quiet=True)


def weigh(client: Client, adres: str) -> dict[str, int]:
    """Give the bytes of a page and of each file that it asks for, by address; nothing was in the browser yet.

    A font counts when a letter of the page is in its range: a browser asks for no other.
    """
    antwoord = client.get(adres, headers={"accept-encoding": "gzip"})
    assert antwoord.status_code == 200, adres
    ruw = antwoord.content
    html = gzip.decompress(ruw) if antwoord.headers.get("content-encoding") == "gzip" else ruw
    tekens = set(map(ord, unescape(html.decode())))
    gewicht, wachtrij = {adres: len(ruw)}, list_gevraagd(adres, ".html", html)
    while wachtrij:
        pad = wachtrij.pop()
        if pad in gewicht:
            continue
        if pad.startswith(settings.STATIC_URL):
            inhoud = read_bestand(pad)
            gewicht[pad] = len(press(pad, inhoud))
            gelezen = drop_letters(inhoud, tekens) if pad.endswith(".css") else inhoud
            wachtrij += list_gevraagd(pad, Path(pad).suffix, gelezen)
        else:
            gewicht[pad] = len(client.get(pad).content)
    return gewicht


def drop_letters(stijl: bytes, tekens: set[int]) -> bytes:
    """Leave out the fonts of a style of which no letter is on the page."""

    def keep(blok: re.Match[bytes]) -> bytes:
        bereik = re.search(rb"unicode-range:([^;}]+)", blok[0])
        delen = re.findall(r"U\+([0-9A-Fa-f]+)(?:-([0-9A-Fa-f]+))?", bereik[1].decode()) if bereik else []
        raak = any(int(a, 16) <= t <= int(b or a, 16) for a, b in delen for t in tekens)
        return blok[0] if raak or not bereik else b""

    return re.sub(rb"@font-face\s*\{[^}]*\}", keep, stijl)


def list_gevraagd(adres: str, vorm: str, inhoud: bytes) -> list[str]:
    """List the addresses that a page, style or module asks for by itself; another page that it links to is none of them."""
    if vorm not in VRAAGT:
        return []
    gevonden = ["".join(t.groups(default="")) for t in VRAAGT[vorm].finditer(inhoud.decode())]
    return [posixpath.normpath(posixpath.join(posixpath.dirname(adres), urlsplit(g).path)) for g in gevonden]


def read_bestand(pad: str) -> bytes:
    """Read a static file where its room has it."""
    file = finders.find(pad.removeprefix(settings.STATIC_URL))
    assert isinstance(file, str), f"{pad} is er niet"
    return Path(file).read_bytes()


def press(pad: str, inhoud: bytes) -> bytes:
    """Give the bytes that whitenoise sends of a file: pressed when that is worth it."""
    if not PERS.should_compress(pad):
        return inhoud
    klein = PERS.compress_gzip(inhoud)
    return klein if PERS.is_compressed_effectively("gzip", pad, len(inhoud), klein) else inhoud
