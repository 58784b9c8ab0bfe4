"""A site of this room alone: no database, no sessions, no other room's context."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

HIER = Path(__file__).parent
CHROMIUM = Path("/usr/bin/chromium")
AXE = HIER / "vendor" / "axe.min.js"
VLAGGEN = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    # Only the map draws by the graphics card, which is a program here; pages are drawn as they are, in a tenth of the time.
    "--disable-gpu-rasterization",
    "--disable-gpu-compositing",
]


@pytest.fixture
def eigen_site(settings: Any) -> Any:
    settings.ROOT_URLCONF = "vth.vormgeving.tests.urls"
    settings.VORMGEVING_THEMA = "voorbeeld"
    settings.MIDDLEWARE = [
        "django.middleware.security.SecurityMiddleware",
        "vth.vormgeving.middleware.ContentSecurityPolicy",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ]
    sjablonen = dict(settings.TEMPLATES[0])
    sjablonen["DIRS"] = [HIER / "templates"]
    sjablonen["OPTIONS"] = {
        "context_processors": [
            "django.template.context_processors.request",
            "vth.vormgeving.tests.urls.list_navigatie",
            "vth.vormgeving.tests.urls.noem_account",
        ]
    }
    settings.TEMPLATES = [sjablonen]
    return settings


class StilleHandler(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def adres(eigen_site: Any) -> Iterator[str]:
    """The address of a running server that serves the pages and the static files of this room."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), StilleHandler)
    server.set_app(StaticFilesHandler(WSGIHandler()))
    draad = threading.Thread(target=server.serve_forever, daemon=True)
    draad.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    draad.join()
