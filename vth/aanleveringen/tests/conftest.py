"""Every test of a delivery has a database of its own, and the profiles beside the tests."""

import pytest

from .builders import PROFIELEN


@pytest.fixture(autouse=True)
def eigen_profielen(settings: object) -> None:
    settings.PROFIELEN_DIR = str(PROFIELEN)  # type: ignore[attr-defined]
