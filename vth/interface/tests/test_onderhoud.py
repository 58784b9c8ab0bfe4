"""While a long write goes on, reading works and a write is refused with when to try again."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from vth.interface.onderhoud import announce_onderhoud, read_onderhoud


def test_short_write_is_not_announced() -> None:
    with announce_onderhoud(lang=False):
        assert read_onderhoud() is None


def test_long_write_is_announced_and_the_announcement_goes_with_it() -> None:
    with announce_onderhoud(lang=True):
        assert read_onderhoud()
    assert read_onderhoud() is None


def test_announcement_of_a_dead_process_runs_out(zet_klok: Callable[..., datetime]) -> None:
    zet_klok(2025, 1, 1, 12, 0)
    bestand = Path(settings.VAR_DIR) / "onderhoud.json"
    bestand.parent.mkdir(parents=True, exist_ok=True)
    bestand.write_text(json.dumps({"sinds": "2025-01-01T11:49:00+00:00"}))
    assert read_onderhoud() is None


@pytest.mark.django_db
def test_write_is_refused_and_reading_goes_on(client: Client) -> None:
    with announce_onderhoud(lang=True):
        lezen, schrijven = client.get("/"), client.post("/aanmelden", {"username": "x"})
    assert (lezen.status_code, schrijven.status_code) == (200, 503)
    assert schrijven["Retry-After"] == "60"
    assert "niet</strong> opgeslagen" in schrijven.content.decode()
    assert "grote aanlevering" in lezen.content.decode()
