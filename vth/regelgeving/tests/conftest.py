"""Rule files are read once per process; a test that writes its own starts and ends with a clean slate."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from vth.regelgeving import bestanden, selectors


@pytest.fixture
def verse_regels() -> Iterator[None]:
    """Forget what was read, before and after: reading all files takes a tenth of a second, so only for who writes some."""
    selectors.clear_regels()
    yield
    selectors.clear_regels()


@pytest.fixture
def eigen_regels(verse_regels: None, settings: object, tmp_path: Path) -> Path:
    """The folder of an installation's own rule files, still empty."""
    pad = tmp_path / "regels"
    pad.mkdir()
    settings.REGELS_DIR = str(pad)  # type: ignore[attr-defined]
    return pad


@pytest.fixture
def kamers(verse_regels: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Path]:
    """Write a rule file of an invented room and read only those rooms."""

    def schrijf(inhoud: str, naam: str = "proef/regels/regel.yaml") -> Path:
        pad = tmp_path / "vth" / naam
        pad.parent.mkdir(parents=True, exist_ok=True)
        pad.write_text(inhoud, encoding="utf-8")
        monkeypatch.setattr(selectors, "KAMERS_DIR", tmp_path / "vth")
        return pad

    assert bestanden.KAMERS_DIR.name == "vth"
    return schrijf
