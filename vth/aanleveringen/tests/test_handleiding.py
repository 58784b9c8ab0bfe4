"""The manual of the data steward tells everything that can be met, and its examples work."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from vth.aanleveringen import cli
from vth.aanleveringen.models import Aanlevering
from vth.aanleveringen.profiel import Bestandsvorm, Leverprofiel, Stroom, Veld
from vth.aanleveringen.profielbestanden import read_profielbestand
from vth.aanleveringen.toetsing import find_bestand, list_bestanden
from vth.regelgeving.selectors import find_grond
from vth.tijd import klok

HANDLEIDING = Path(__file__).resolve().parents[3] / "docs" / "handleiding" / "aanleveringen.md"
TEKST = HANDLEIDING.read_text()
REGELS = [
    [*re.findall(r"`([a-z]+\.[a-z_]+)`", regel.split("|")[1]), regel]
    for regel in TEKST.splitlines()
    if regel.startswith("| `")
]
VOORBEELDEN = [b for b in re.findall(r"```yaml\n(.*?)```", TEKST, re.S) if b.startswith("id:")]


def test_every_check_is_explained_once_with_its_weight() -> None:
    genoemd = {naam: regel for *namen, regel in REGELS for naam in namen}
    assert set(genoemd) == {b.kop["id"] for b in list_bestanden()}
    for naam, regel in genoemd.items():
        bestand = find_bestand(naam)
        assert bestand
        if not naam.startswith("verloop."):
            assert bestand.kop["ernst"] in regel, regel


def test_every_state_of_a_delivery_is_explained() -> None:
    for staat in Aanlevering.Staat:
        assert f"| {staat.label} |" in TEKST


def test_every_exit_code_is_explained() -> None:
    for code in (0, cli.GEWEIGERD, cli.OPDRACHT, cli.WACHT, cli.BEZET):
        assert f"\n| {code} | " in TEKST


@pytest.mark.parametrize("soort", [Leverprofiel, Bestandsvorm, Stroom, Veld], ids=lambda s: s.__name__)
def test_every_key_of_a_profile_is_explained(soort: type) -> None:
    zelf = {"plaats", "geweigerd_procent", "einden_procent"}
    assert not [f.name for f in fields(soort) if f"`{f.name}`" not in TEKST and f.name not in zelf]


@pytest.mark.parametrize("voorbeeld", VOORBEELDEN, ids=lambda v: v.split("\n")[0])
def test_example_of_a_profile_can_be_used(voorbeeld: str, tmp_path: Path) -> None:
    file = tmp_path / "voorbeeld.yaml"
    file.write_text(voorbeeld)
    profiel = read_profielbestand(file)
    assert profiel.leverancier == "OD-VOORBEELD"
    assert yaml.safe_load(voorbeeld)["id"] == profiel.id


def test_weights_of_the_score_are_those_of_the_rule() -> None:
    for deel, gewicht in find_grond("aanleveringen.score", geldig_op=klok.today()).waarde.items():
        assert re.search(rf"\| {deel} \| .* \| {gewicht:.0%} \|", TEKST)
