"""Whatever a program sends, the interface answers as its own document says, and never breaks (Schemathesis)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from vth.logboek.services import seal_gebeurtenissen
from vth.organisaties.selectors import make_viewer
from vth.organisaties.tests.builders import load_map, make_gebruiker
from vth.register.tests.builders import make_object
from vth.tijd import klok
from vth.toegang.tokens import record_toegangstoken

pytestmark = [pytest.mark.django_db, pytest.mark.traag]
CONTROLES = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
PROEVEN = 15
DOCUMENTEN = {
    adres: schemathesis.openapi.from_wsgi(adres, get_wsgi_application())
    for adres in ("/api/v1/openapi.json", "/ogc/v1/api?f=json")
}
OPERATIES = [
    (adres, pad, methode)
    for adres, document in DOCUMENTEN.items()
    for pad in document.raw_schema["paths"]
    for methode in document.raw_schema["paths"][pad]
]


@pytest.fixture
def open_verbinding() -> Iterator[None]:
    """Keep the connection of the test: a request of its own would close it."""
    for signaal in (request_started, request_finished):
        signaal.disconnect(close_old_connections)
    yield
    for signaal in (request_started, request_finished):
        signaal.connect(close_old_connections)


@pytest.fixture
def token(open_verbinding: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A token of somebody who may see something, and who is not told to slow down."""
    monkeypatch.setattr("vth.interface.aanmelding.Tempo.allow_request", lambda *_: True)
    load_map(tmp_path / "stam")
    viewer = make_viewer(make_gebruiker(("OD-NOORD", "functioneel_beheerder")), klok.today())
    rechten = ["register.read", "aanlevering.accept", "ontdubbeling.decide", "zaak.record"]
    _, geheim = record_toegangstoken(viewer=viewer, naam="proef", rechten=rechten, dagen=1)
    plaats = make_object("G1", soort="geoobject")
    make_object("T1", relaties={"locatie": [plaats]})
    seal_gebeurtenissen()
    return geheim.waarde


@pytest.mark.parametrize("wie", ["bekend", "niemand"])
@pytest.mark.parametrize(("adres", "pad", "methode"), OPERATIES)
def test_answer_is_as_the_document_says(token: str, adres: str, pad: str, methode: str, wie: str) -> None:
    operatie = DOCUMENTEN[adres][pad][methode.upper()]
    gevallen = st.one_of(
        operatie.as_strategy(generation_mode=GenerationMode.POSITIVE),
        operatie.as_strategy(generation_mode=GenerationMode.NEGATIVE),
    )
    kop = {"Authorization": f"Bearer {token}"} if wie == "bekend" else {}

    @settings(
        max_examples=PROEVEN if wie == "bekend" else PROEVEN // 4,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(geval=gevallen)
    def ask(geval: Any) -> None:
        antwoord = geval.call(headers=kop)
        geval.validate_response(antwoord, checks=CONTROLES)
        if wie == "niemand" and operatie.definition.raw.get("security"):
            assert antwoord.status_code in (302, 400, 401, 403, 405, 413)

    ask()
