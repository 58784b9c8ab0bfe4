"""With the second lock of PostgreSQL shut a delivery is taken in all the same; in a database in which nothing was delivered before."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from vth.aanleveringen.tests.builders import PROFIELEN, lever, make_site
from vth.interface.tests.builders import log_in
from vth.tijd.slot import SITE, WERKER
from vth.tijd.tests.rollen import work_as
from vth.toegang.rules import NIEMAND

from .test_zicht import LEVERT, read_tekst
from .wereld import ALZIEND

pytestmark = [
    pytest.mark.usefixtures("verse_database"),
    pytest.mark.traag,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="Alleen PostgreSQL heeft een tweede slot"),
]


def test_a_delivery_is_taken_in_by_the_worker_and_seen_by_who_may(
    verse_database: None, settings: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PROFIELEN_DIR = str(PROFIELEN)
    # What a role may in a database of its own is no part of the copy that a test gets.
    call_command("migrate", verbosity=0)
    with work_as(WERKER):
        assert lever([make_site("W1", NAAM="merk1x")], profiel="proef.einde").staat == "verwerkt"
    with work_as(SITE):
        for viewer, ziet in ((LEVERT, False), (ALZIEND, True), (NIEMAND, False)):
            log_in(client, monkeypatch, viewer)
            assert ("merk1x" in read_tekst(client.get("/api/v1/objecten?aantal=200"))) is ziet
