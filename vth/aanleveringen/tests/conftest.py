"""Every test of a delivery has a database of its own, and the profiles beside the tests."""

from collections.abc import Callable

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.toegang.rules import Viewer

from .builders import PROFIELEN


@pytest.fixture(autouse=True)
def eigen_profielen(settings: object) -> None:
    settings.PROFIELEN_DIR = str(PROFIELEN)  # type: ignore[attr-defined]


@pytest.fixture
def als(client: Client, monkeypatch: pytest.MonkeyPatch) -> Callable[[Viewer], Client]:
    """Look at the site as somebody."""
    return lambda viewer: log_in(client, monkeypatch, viewer)
