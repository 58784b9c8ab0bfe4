"""A small country for the tests of this room: two omgevingsdiensten, on a day in 2024."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vth.monitoring.models import Ronde
from vth.organisaties.tests.builders import BASIS, load_map

from .builders import make_ronde


@pytest.fixture
def ronde(db: Any, tmp_path: Path, zet_klok: Callable[..., Any]) -> Ronde:
    """Open a round on 3 June 2024: figures of 1 January, to be handed in before 3 October."""
    leden = [{"omgevingsdienst": "OD-NOORD", "deelnemer": code} for code in ("GM9901", "GM9902", "PV99")]
    load_map(tmp_path / "land", {**BASIS, "deelnemingen": leden})
    zet_klok(2024, 6, 3, 9)
    return make_ronde()
