"""The first page of a process: `python -m bench.eerste SESSIE ADRES [--koud]` starts the site as a worker does, and asks one page once and then again.

`--koud` leaves out what a worker does before its first page (`config.opwarmen`), to see what that is worth. Asked as granian asks: the application, an environ, a cookie.
"""

import io
import json
import sys
import time
from typing import Any
from unittest import mock
from wsgiref.util import setup_testing_defaults

KEER = 5


def main() -> int:
    """Start, ask and print."""
    sessie, adres, *rest = sys.argv[1:]
    begin = time.perf_counter()
    application = _start(koud="--koud" in rest)
    gestart = time.perf_counter()
    tijden = [_ask(application, adres, sessie) for _ in range(KEER)]
    print(
        json.dumps(
            {"start_s": gestart - begin, "eerste_ms": tijden[0] * 1000, "daarna_ms": min(tijden[1:]) * 1000}
        )
    )
    return 0


def _start(*, koud: bool) -> Any:
    """Import the application, which does all that a worker does before it answers."""
    from importlib import import_module

    if koud:
        with mock.patch("config.opwarmen.warm_up"):
            return import_module("config.wsgi").application
    return import_module("config.wsgi").application


def _ask(application: Any, adres: str, sessie: str) -> float:
    from django.conf import settings

    environ: dict[str, Any] = {
        "HTTP_HOST": "localhost",
        "PATH_INFO": adres,
        "HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={sessie}",
        "wsgi.input": io.BytesIO(),
    }
    setup_testing_defaults(environ)
    standen: list[str] = []
    begin = time.perf_counter()
    b"".join(application(environ, lambda stand, *_: standen.append(stand)))
    duur = time.perf_counter() - begin
    if not standen[0].startswith("200"):
        raise SystemExit(f"{adres} geeft {standen[0]}: de maat deugt niet.")
    return duur


if __name__ == "__main__":
    sys.exit(main())
