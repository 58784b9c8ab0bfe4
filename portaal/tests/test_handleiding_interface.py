"""The examples in the manual for programs are run as they stand there, against a running site."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from vth.ontdubbeling.tests.builders import make_gelijkstelling, make_los
from vth.organisaties.selectors import make_viewer
from vth.organisaties.tests.builders import BEHEERDER, load_map, make_gebruiker
from vth.register.tests.builders import make_object
from vth.tijd import klok
from vth.toegang.tokens import record_client, record_toegangstoken

from .site import start_site

HANDLEIDING = Path(__file__).parents[2] / "docs/handleiding/interface.md"
VOORBEELDEN = re.findall(r"```sh\n(.*?)```", HANDLEIDING.read_text(), re.DOTALL)
ADRES = "https://vth.example.nl"
pytestmark = pytest.mark.skipif(not shutil.which("curl"), reason="curl ontbreekt: apt-get install curl")


@pytest.fixture
def omgeving(verse_database: None, tmp_path: Path) -> Iterator[dict[str, str]]:
    """A site with one object, and what its reader has: a token, and a client with its secret."""
    load_map(tmp_path / "stam")
    gebruiker = make_gebruiker(("OD-NOORD", "functioneel_beheerder"))
    rechten = ["register.read", "ontdubbeling.decide"]
    _, token = record_toegangstoken(
        viewer=make_viewer(gebruiker, klok.today()), naam="handleiding", rechten=rechten, dagen=1
    )
    client = record_client(viewer=BEHEERDER, gebruiker=gebruiker, naam="koppeling", rechten=rechten)
    make_object("T1", relaties={"locatie": [make_object("G1", soort="geoobject")]})
    with start_site() as adres:
        yield os.environ | {
            "SITE": adres, "TOKEN": token.waarde, "CLIENT": client.naam, "GEHEIM": client.waarde
        }  # fmt: skip


def run(voorbeeld: str, omgeving: dict[str, str]) -> str:
    """Run one example in a shell, with our site for the one that it names, and give what it says."""
    opdracht = voorbeeld.replace(ADRES, omgeving["SITE"])
    klaar = subprocess.run(
        ["bash", "-euc", opdracht], env=omgeving, capture_output=True, text=True, timeout=60, check=False
    )
    assert klaar.returncode == 0, klaar.stderr
    return klaar.stdout


def test_every_example_of_the_manual_answers_as_it_says(omgeving: dict[str, str]) -> None:
    oauth, lijst, *rest = VOORBEELDEN
    token = json.loads(run(oauth, omgeving))["access_token"]
    for geheim in (omgeving["TOKEN"], token):
        objecten = json.loads(run(lijst, omgeving | {"TOKEN": geheim}))["objecten"]
        assert [o["leveranciersleutel"] for o in objecten] == ["T1"]
    assert all(ADRES in voorbeeld for voorbeeld in VOORBEELDEN)
    for voorbeeld in (v for v in rest if "ogrinfo" in v and shutil.which("ogrinfo")):
        assert "vthobjecten" in run(voorbeeld, omgeving)


def test_the_examples_of_judging_lead_from_a_pair_to_one_thing(omgeving: dict[str, str]) -> None:
    a, b = make_los("OD-NOORD", "verf", "Verfhandel"), make_los("OD-NOORD", "lak", "Lakhandel")
    make_gelijkstelling(a, b)
    lijst, paar, oordeel, entiteit = [v for v in VOORBEELDEN if "/paren" in v or "/entiteiten" in v]
    gevonden = json.loads(run(lijst, omgeving))["paren"][0]
    omgeving |= {"LINKS": gevonden["links"]["id"], "RECHTS": gevonden["rechts"]["id"]}
    assert json.loads(run(paar, omgeving))["bewijs"][0]["uitleg"] == "De namen zijn gelijk."
    assert json.loads(run(oordeel, omgeving))["keuze"] == "gelijk"
    assert json.loads(run(oordeel, omgeving))["code"] == "ander_oordeel"
    samen = json.loads(run(entiteit, omgeving))
    assert samen["id"] == str(a.pk) and len(samen["bronobjecten"]) == 2


def test_an_example_with_a_wrong_token_gives_no_objects(omgeving: dict[str, str]) -> None:
    assert json.loads(run(VOORBEELDEN[1], omgeving | {"TOKEN": "vth_fout"}))["status"] == 401
