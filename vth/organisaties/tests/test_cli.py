"""`vth organisaties`: what an administrator sees."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from vth.organisaties.cli import app

from .builders import BASIS, make_geojson, make_map, make_vierkant


@pytest.fixture(autouse=True)
def systeem(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from .builders import BEHEERDER  # noqa: PLC0415

    monkeypatch.setattr("vth.organisaties.cli.make_systeemviewer", lambda *_, **__: BEHEERDER)


def run(*woorden: object) -> tuple[int, str]:
    uitkomst = CliRunner().invoke(app, [str(w) for w in woorden])
    return uitkomst.exit_code, uitkomst.output


def test_laad_tells_what_was_written(tmp_path: Path) -> None:
    map_ = make_map(tmp_path, BASIS)
    assert run("laad", map_)[0] == 0
    code, tekst = run("laad", map_)
    assert (code, "0 organisaties toegevoegd" in tekst) == (0, True)


def test_laad_without_folder_loads_the_national_list() -> None:
    assert "420 organisaties toegevoegd" in run("laad")[1]


def test_grenzen_tells_what_is_missing(tmp_path: Path) -> None:
    run("laad", make_map(tmp_path, BASIS))
    bestand = make_geojson(tmp_path / "grenzen.geojson", {"GM9901": make_vierkant(5.0, 52.0, 0.1)})
    code, tekst = run("grenzen", bestand, "--geldig-vanaf", "2024-01-01")
    assert code == 0
    assert "niet in het bestand: GM9902, GM9903" in tekst
    assert "1 grenzen gelezen" in tekst


def test_faults_end_with_a_message_and_an_exit_code(tmp_path: Path) -> None:
    for woorden in (("laad", tmp_path), ("grenzen", tmp_path / "geen", "--geldig-vanaf", "2024-01-01")):
        code, tekst = run(*woorden)
        assert code == 1
        assert "Geef de map" in tekst or "bestaat niet" in tekst
