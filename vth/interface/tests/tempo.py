"""A site of one page that counts who asks too often, served by more processes than one; for the test of the rate."""

import os
from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402

from vth.interface.aanmelding import Tempo  # noqa: E402

TEMPO = Tempo(settings.API_TEMPO)
WIE: Any = SimpleNamespace(viewer=SimpleNamespace(gebruiker_id=7))


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Let the question through or not, and say which process answered."""
    mag = TEMPO.allow_request(WIE)
    start_response("200 OK" if mag else "429 Too Many Requests", [("Content-Type", "text/plain")])
    return [str(os.getpid()).encode()]
