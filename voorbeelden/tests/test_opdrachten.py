"""The commands of the whole house."""

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as instellingen
from typer.testing import CliRunner, Result

from config.opdracht import make_app
from portaal import cli, voorbeeldregio, werk
from voorbeelden.demo import DemoError, Demoverslag
from voorbeelden.wereld import read_gegevens


def run(*delen: str) -> Result:
    """Run `vth` with these words."""
    return CliRunner().invoke(make_app(), list(delen))


def test_voorbeeld_writes_what_was_asked_for(tmp_path: Path) -> None:
    keuze = ["--leverancier", "OD-VEENRAND", "--soort", "inrichtingen", "--peildatum", "2024-10-01"]
    uitkomst = run("voorbeeld", "--map", str(tmp_path / "nieuw"), "--omvang", "50", *keuze, "--wijzig", "2")
    assert uitkomst.exit_code == 0, uitkomst.output
    namen = sorted(f.name for f in (tmp_path / "nieuw").rglob("*.csv"))
    assert namen == [
        "2024-10-01-inrichtingen.csv",
        "2025-01-01-inrichtingen.csv",
        "fouten.csv",
        "waarheid.csv",
    ]


def test_voorbeeld_tells_what_cannot_be_made(tmp_path: Path) -> None:
    uitkomst = run("voorbeeld", "--map", str(tmp_path), "--leverancier", "OD-MAAN")
    assert uitkomst.exit_code == 1
    assert "bestaat niet. Kies uit" in uitkomst.output


@pytest.fixture
def stappen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which steps a command took, without taking them."""
    gedaan: list[str] = []

    def note(naam: str, uitkomst: Any = None) -> Callable[..., Any]:
        return lambda *delen, **namen: (gedaan.append(naam), uitkomst)[1]

    monkeypatch.setattr(cli, "call_command", lambda naam, *d, **n: gedaan.append(naam))
    for instelling in ("VERWERKINGEN_MIGRATIE", "OPSPORING_DATABASE"):
        monkeypatch.setattr(cli.settings, instelling, "default")
    monkeypatch.setattr(cli, "check_guard", note("bewaking"))
    monkeypatch.setattr(voorbeeldregio, "make_demo", note("demo", Demoverslag()))
    monkeypatch.setattr(voorbeeldregio, "place_regels", note("regels", True))
    monkeypatch.setattr(werk, "run_dagtaken", note("dagtaken", []))
    monkeypatch.setattr(werk, "seal_gebeurtenissen", note("zegel", 0))
    monkeypatch.setattr(werk, "refresh_plekcellen", note("kaart", 0))
    monkeypatch.setattr(werk, "make_dagstand", note("dagstand", Path("dagstand/vandaag")))
    monkeypatch.setattr(werk, "make_systeemviewer", note("viewer"))
    monkeypatch.setattr(werk, "record_ronde", note("ronde"))
    monkeypatch.setattr(cli.os, "execv", note("granian"))
    monkeypatch.setattr(cli.os, "chdir", note("map"))
    monkeypatch.setattr(cli, "refuse_bezet", note("poort"))
    monkeypatch.setenv("VTH_PROCESSEN", "")
    return gedaan


def test_demo_migrates_loads_seals_and_shows_the_accounts(stappen: list[str]) -> None:
    uitkomst = run("demo", "--niet-starten")
    assert uitkomst.exit_code == 0, uitkomst.output
    assert stappen == ["migrate", "bewaking", "regels", "demo", "zegel"]
    for account in read_gegevens("accounts"):
        assert account["wachtwoord"] in uitkomst.output
        assert len(account["wachtwoord"]) >= 12
    assert "http://127.0.0.1:8000/" in uitkomst.output


def test_demo_starts_the_site_unless_asked_not_to(stappen: list[str]) -> None:
    run("demo")
    assert stappen[-5:] == ["bewaking", "poort", "collectstatic", "map", "granian"]
    assert os.environ["VTH_PROCESSEN"] == str(cli.WERKERS)


def test_demo_that_fails_says_why(stappen: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: Any) -> Demoverslag:
        raise DemoError("Het verhaal klopt niet.")

    monkeypatch.setattr(voorbeeldregio, "make_demo", fail)
    uitkomst = run("demo", "--niet-starten")
    assert (uitkomst.exit_code, "Het verhaal klopt niet" in uitkomst.output) == (1, True)


def test_daily_work_seals_and_makes_the_dagstand(stappen: list[str]) -> None:
    uitkomst = run("dagelijks")
    assert uitkomst.exit_code == 0
    assert stappen == ["dagtaken", "zegel", "kaart", "dagstand", "viewer", "ronde"]


def test_site_does_not_start_on_a_taken_port() -> None:
    with socket.socket() as deur:
        deur.bind(("127.0.0.1", 0))
        deur.listen()
        with pytest.raises(cli.typer.Exit):
            cli.refuse_bezet("127.0.0.1", deur.getsockname()[1])


def test_check_names_what_is_not_in_order(monkeypatch: pytest.MonkeyPatch, stappen: list[str]) -> None:
    def fail(**_: Any) -> None:
        raise cli.typer.Exit(1)

    monkeypatch.setattr(cli, "check_bewaking_in_nieuwe_database", lambda: None)
    monkeypatch.setattr(cli.begrippen, "controleer", lambda **_: None)
    monkeypatch.setattr(cli.regelgeving, "controleer", fail)
    uitkomst = run("controleer")
    assert uitkomst.exit_code == 1
    assert "Niet in orde: regelboek." in uitkomst.output
    assert stappen == ["check", "makemigrations"]


@pytest.mark.traag
def test_empty_database_is_guarded_after_migrating(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Path(instellingen.BASE_DIR).is_dir()
    cli.check_bewaking_in_nieuwe_database()
