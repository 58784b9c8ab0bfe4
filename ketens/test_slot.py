"""With the second lock of PostgreSQL shut, the whole site says to each viewer just what it says without it."""

import pytest
from django.db import connection
from django.db.models import Q
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.tijd.slot import SITE
from vth.tijd.tests.rollen import work_as
from vth.toegang.rules import NIEMAND, Viewer

from .test_zicht import BREED, BUUR, LEVERT, NOORD, list_paden, read_tekst
from .wereld import ALZIEND, Wereld, find_merken

pytestmark = [
    pytest.mark.usefixtures("verse_moduledatabase"),
    pytest.mark.traag,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="Alleen PostgreSQL heeft een tweede slot"),
]

# The lock is of the table: some files of each kind tell as much as all of them.
DOSSIERS = [0, 10]


def read_alles(client: Client, wereld: Wereld, viewer: Viewer) -> dict[str, tuple[int, set[str]]]:
    """Give for every address the state of its answer and the marks in it."""
    antwoorden = {}
    for pad, _ in list_paden(wereld, sorted(wereld.objecten)[::30], DOSSIERS):
        antwoord = client.get(pad)
        antwoorden[pad] = (antwoord.status_code, find_merken(read_tekst(antwoord)))
    return antwoorden


@pytest.mark.parametrize("viewer", [ALZIEND, NOORD, BUUR, BREED, LEVERT, NIEMAND], ids=lambda v: v.actor)
def test_the_site_says_the_same_with_the_second_lock_shut(
    wereld: Wereld, client: Client, monkeypatch: pytest.MonkeyPatch, viewer: Viewer
) -> None:
    log_in(client, monkeypatch, viewer)
    open_ = read_alles(client, wereld, viewer)
    with work_as(SITE):
        assert read_alles(client, wereld, viewer) == open_


def test_a_site_without_any_filter_still_tells_nobody_what_is_not_his(
    wereld: Wereld, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The filter is taken out of the lists: what is then told is still no more than may be seen."""
    log_in(client, monkeypatch, NOORD)
    mag = find_merken(read_tekst(client.get("/api/v1/objecten?aantal=200")))
    monkeypatch.setattr("vth.register.selectors.derive_zicht_q", lambda zicht: Q())
    zonder = find_merken(read_tekst(client.get("/api/v1/objecten?aantal=200")))
    assert zonder > mag
    with work_as(SITE):
        assert find_merken(read_tekst(client.get("/api/v1/objecten?aantal=200"))) == mag
