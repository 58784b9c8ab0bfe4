"""A small country with a programme, on a day in December 2023."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vth.organisaties.tests.builders import BASIS, load_map
from vth.voortgang.models import Programma

from .builders import make_programma


@pytest.fixture
def programma(db: Any, tmp_path: Path, zet_klok: Callable[..., Any]) -> Programma:
    """Start the programme, on 20 December 2023."""
    load_map(tmp_path / "land", {**BASIS})
    zet_klok(2024, 1, 15, 9)
    return make_programma()
