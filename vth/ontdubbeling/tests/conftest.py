"""Looking at this room as somebody."""

from collections.abc import Callable

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.toegang.rules import Viewer


@pytest.fixture
def als(client: Client, monkeypatch: pytest.MonkeyPatch) -> Callable[[Viewer], Client]:
    return lambda viewer: log_in(client, monkeypatch, viewer)
