"""The regelboek says what the rule files say, and notices when it does not."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from typer.testing import CliRunner

from vth.regelgeving.cli import app
from vth.regelgeving.regelboek import derive_bladzijden
from vth.regelgeving.rules import make_regel
from vth.regelgeving.tests.builders import make_inhoud, make_yaml

RUNNER = CliRunner()


def test_bladzijde_toont_waarde_periode_bron_en_aanname() -> None:
    bron = [{"regeling": "Awb", "plaats": "artikel 6:7", "url": "https://wetten.overheid.nl/x"}]
    inhoud = make_inhoud(bron=bron, toelichting="Nog na te gaan.", tot=date(2030, 1, 1))
    tekst = derive_bladzijden([make_regel(inhoud, "vth/proef/regels/x.yaml")])["proef.md"]
    assert "- van 2000-01-01 tot 2030-01-01: **6 weken**, ⚠ **AANNAME**" in tekst
    assert "[Awb, artikel 6:7](https://wetten.overheid.nl/x)" in tekst
    assert "Nog na te gaan." in tekst and "vth/proef/regels/x.yaml" in tekst


def test_samengestelde_waarde_staat_als_blok_op_de_bladzijde() -> None:
    inhoud = make_inhoud(eenheid="geen", waarde={"dagen": [date(2025, 1, 2)]}, zekerheid="vastgesteld")
    tekst = derive_bladzijden([make_regel(inhoud, "x.yaml")])["proef.md"]
    assert "  dagen:\n  - 2025-01-02\n" in tekst
    assert "AANNAME" not in tekst


def test_inhoud_telt_regels_met_een_aanname_per_kamer() -> None:
    regels = [
        make_regel(make_inhoud(id=i, zekerheid=z), "x")
        for i, z in (("b.x", "aanname"), ("a.y", "vastgesteld"))
    ]
    tekst = derive_bladzijden(regels)["README.md"]
    assert tekst.index("| [a](a.md) | 1 | 0 |") < tekst.index("| [b](b.md) | 1 | 1 |")


def test_maken_is_herhaalbaar_en_controleer_ziet_elk_verschil(
    kamers: Callable[..., Path], tmp_path: Path
) -> None:
    pad, doel = kamers(make_yaml()), ["--map", str(tmp_path / "boek")]
    assert RUNNER.invoke(app, ["controleer", *doel]).exit_code == 1
    assert "proef.md" in RUNNER.invoke(app, ["maak", *doel]).output
    assert "al bij" in RUNNER.invoke(app, ["maak", *doel]).output
    assert RUNNER.invoke(app, ["controleer", *doel]).exit_code == 0
    pad.write_text(make_yaml(waarde=7), encoding="utf-8")
    fout = RUNNER.invoke(app, ["controleer", *doel])
    assert (fout.exit_code, "proef.md is anders dan de regelbestanden" in fout.output) == (1, True)


def test_bladzijde_van_een_verdwenen_kamer_gaat_weg_en_andere_bestanden_blijven(
    kamers: Callable[..., Path], tmp_path: Path
) -> None:
    oud, boek = kamers(make_yaml(id="oud.regel"), "oud/regels/x.yaml"), tmp_path / "boek"
    kamers(make_yaml())
    RUNNER.invoke(app, ["maak", "--map", str(boek)])
    (boek / "eigen.md").write_text("met de hand", encoding="utf-8")
    oud.unlink()
    assert (
        "oud.md hoort bij geen regels meer" in RUNNER.invoke(app, ["controleer", "--map", str(boek)]).output
    )
    RUNNER.invoke(app, ["maak", "--map", str(boek)])
    assert sorted(p.name for p in boek.iterdir()) == ["README.md", "eigen.md", "proef.md"]


def test_fouten_in_regelbestanden_komen_in_de_uitvoer(kamers: Callable[..., Path], tmp_path: Path) -> None:
    kamers(make_yaml(titel=None))
    uitvoer = RUNNER.invoke(app, ["controleer", "--map", str(tmp_path)])
    assert (uitvoer.exit_code, "'titel' ontbreekt" in uitvoer.output) == (1, True)
