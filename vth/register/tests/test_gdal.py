"""GDAL, and with it QGIS, opens the register with nothing but its address and a token."""

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.handlers.wsgi import WSGIHandler

from vth.interface.stelsel import RD
from vth.organisaties.selectors import make_viewer
from vth.organisaties.tests.builders import load_map, make_gebruiker
from vth.tijd import klok
from vth.toegang.tokens import record_toegangstoken

from .builders import ADRES, make_object

OGRINFO = shutil.which("ogrinfo")
pytestmark = [
    pytest.mark.traag,
    pytest.mark.usefixtures("verse_database"),
    pytest.mark.skipif(OGRINFO is None, reason="ogrinfo is er niet; op Debian zit het in gdal-bin"),
]
PLEKKEN = [(5.10 + n / 100, 52.10) for n in range(25)]
KADER = ("5.095", "52.05", "5.145", "52.15")


class _Server(ThreadingMixIn, WSGIServer):
    """Answers several questions at once."""

    daemon_threads = True


class _Stil(WSGIRequestHandler):
    """Writes nothing about it."""

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@dataclass(frozen=True)
class Site:
    """A site that runs, and a token with which one may read it."""

    adres: str
    token: str

    def ask(self, *opdracht: str, token: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run ogrinfo; the token goes along as GDAL's own setting."""
        env = os.environ | {
            "GDAL_HTTP_HEADERS": f"Authorization: Bearer {self.token if token is None else token}"
        }
        assert OGRINFO
        return subprocess.run(
            [OGRINFO, "-ro", *opdracht], env=env, capture_output=True, text=True, timeout=120, check=False
        )


@pytest.fixture
def site(verse_database: None, tmp_path: Path) -> Iterator[Site]:
    load_map(tmp_path / "stam")
    gebruiker = make_gebruiker(("OD-NOORD", "functioneel_beheerder"))
    _, geheim = record_toegangstoken(
        viewer=make_viewer(gebruiker, klok.today()), naam="GDAL", rechten=["register.read"], dagen=1
    )
    for n, (lon, lat) in enumerate(PLEKKEN):
        inhoud = {**ADRES, "lengtegraad": lon, "breedtegraad": lat, "x": 136000.0 + n, "y": 456000.0}
        plaats = make_object(f"G{n}", soort="geoobject", inhoud=inhoud)
        make_object(f"T{n}", relaties={"locatie": [plaats]})
    make_object("T-elders", leverancier="OD-ZUID", gebied="GM9903")
    server = make_server("127.0.0.1", 0, WSGIHandler(), server_class=_Server, handler_class=_Stil)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Site(f"http://127.0.0.1:{server.server_port}/ogc/v1", geheim.waarde)
    finally:
        server.shutdown()
        server.server_close()


def test_gdal_reads_layers_features_a_box_and_dutch_coordinates(site: Site) -> None:
    lagen = site.ask(f"OAPIF:{site.adres}")
    assert "vthobjecten" in lagen.stdout and "activiteituitvoeringen" in lagen.stdout, lagen.stderr
    # More features than fit on the page that GDAL asks: it follows the links, and sees none of another area.
    alles = site.ask("-so", f"OAPIF:{site.adres}", "vthobjecten")
    assert f"Feature Count: {len(PLEKKEN)}" in alles.stdout, alles.stdout + alles.stderr
    assert "Geometry: Point" in alles.stdout and "naam: String" in alles.stdout
    kader = site.ask("-so", "-spat", *KADER, f"OAPIF:{site.adres}", "vthobjecten")
    assert "Feature Count: 5\n" in kader.stdout, kader.stdout + kader.stderr
    rd = site.ask("-al", f"{site.adres}/collections/vthobjecten/items?crs={RD}&limit=1")
    assert "POINT (136000 456000)" in rd.stdout, rd.stdout + rd.stderr


def test_gdal_without_a_token_that_is_worth_something_sees_no_features(site: Site) -> None:
    antwoord = site.ask("-al", f"OAPIF:{site.adres}", "vthobjecten", token="vth_verzonnen")
    assert "OGRFeature" not in antwoord.stdout
    assert '"status":401' in antwoord.stderr
