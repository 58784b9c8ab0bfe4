"""The world of marks, made once for the tests of one module: they read it, or undo what they did."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from vth.aanleveringen.tests.builders import PROFIELEN

from .wereld import Wereld, make_wereld


@pytest.fixture(scope="module")
def gemaakt(
    verse_moduledatabase: None,
    tmp_path_factory: pytest.TempPathFactory,
    mappen: Callable[[Path], dict[str, Path]],
) -> tuple[Wereld, dict[str, Any]]:
    """Make the world, and give it with the settings under which it was made."""
    instellingen = mappen(tmp_path_factory.mktemp("wereld")) | {"PROFIELEN_DIR": str(PROFIELEN)}
    with override_settings(TWEEDE_FACTOR="vrij", **instellingen):
        return make_wereld(), instellingen


@pytest.fixture
def wereld(gemaakt: tuple[Wereld, dict[str, Any]], settings: Any) -> Wereld:
    """Give the world of this module, with its files where they are."""
    wereld, instellingen = gemaakt
    for naam, waarde in instellingen.items():
        setattr(settings, naam, waarde)
    return wereld
