"""Shared by the stories across rooms."""

import pytest


@pytest.fixture(autouse=True)
def ongeremd(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one viewer ask as often as a story does: how often somebody may ask in a minute is tested in `interface`."""
    monkeypatch.setattr("vth.interface.aanmelding.Tempo.allow_request", lambda *_: True)
