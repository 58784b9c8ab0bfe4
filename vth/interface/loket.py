"""Taking requests in at whatever pace they come, and serving them one at a time: a slow client holds up nobody.

The server has many threads, and one request goes no quicker in two of them (`techniek.md` 7). So each thread only waits
for the body of its request, and the whole request then takes its turn in the one thread that runs Django. That thread
keeps the connections to the database as well. Whoever sends nothing at all keeps a thread of DRADEN until he goes
away: where the site is open to the world, a proxy in front of it ends that sooner.
"""

import tempfile
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

DRADEN = 128
IN_GEHEUGEN, BROK = 2**20, 2**16
# What goes with the file in the form of a delivery.
ERBIJ = 2**20

Omgeving = dict[str, Any]
Wsgi = Callable[[Omgeving, Callable[..., Any]], Iterable[bytes]]


class Loket:
    """A WSGI application around another: takes the body in first, then waits for its turn.

    `hoogstens` bytes are taken in at most, and below a path of `kleiner` as many as stand there. A longer body is left where
    it is, for the application refuses it unread.
    """

    def __init__(self, applicatie: Wsgi, *, hoogstens: int, kleiner: Mapping[str, int] | None = None) -> None:
        self.applicatie, self.hoogstens, self.kleiner = applicatie, hoogstens, kleiner or {}
        self.beurt = ThreadPoolExecutor(max_workers=1, thread_name_prefix="django")

    def __call__(self, environ: Omgeving, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Take in, wait, and pass on what the application answers; what it raises is raised here."""
        lengte = _read_lengte(environ)
        if 0 < lengte <= self._find_grens(str(environ.get("PATH_INFO") or "")) + ERBIJ:
            environ["wsgi.input"] = _take_in(environ["wsgi.input"], lengte)
        kop: list[Any] = []
        antwoord = self.beurt.submit(self.applicatie, environ, lambda *delen: kop.extend(delen)).result()
        start_response(*kop)
        return antwoord

    def _find_grens(self, pad: str) -> int:
        """Give how much is taken in at an address."""
        return next((n for begin, n in self.kleiner.items() if pad.startswith(begin)), self.hoogstens)


def list_serveropties(adres: str, poort: int, *, werkers: int) -> list[str]:
    """List the options with which granian serves a site that stands behind a Loket."""
    opties = {
        "interface": "wsgi",
        "host": adres,
        "port": poort,
        "workers": werkers,
        "blocking-threads": DRADEN,
    }
    return [deel for naam, waarde in opties.items() for deel in (f"--{naam}", str(waarde))]


def _read_lengte(environ: Omgeving) -> int:
    """Read how long the body says it is; nothing that can be read is nothing that is taken in."""
    tekst = str(environ.get("CONTENT_LENGTH") or "")
    return int(tekst) if tekst.isascii() and tekst.isdigit() else 0


def _take_in(stroom: Any, lengte: int) -> Any:
    """Read the body to its end, or as far as it comes, and give it from its beginning."""
    lichaam = tempfile.SpooledTemporaryFile(IN_GEHEUGEN)  # noqa: SIM115 - it goes with the request
    over = lengte
    while over > 0 and (brok := stroom.read(min(BROK, over))):
        lichaam.write(brok)
        over -= len(brok)
    lichaam.seek(0)
    return lichaam
