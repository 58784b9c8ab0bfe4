"""What a process pays before its first page; and that what cannot be paid stops nothing."""

import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.template import engines

from config import opwarmen

HUIS = Path(__file__).parents[2]
# Without any table: what asks the database fails, the rest is done.
PROEF = """
import sys, django
django.setup()
from config.opwarmen import warm_up
warm_up()
from django.db import connections
from django.template import engines
from django.urls import reverse
voor = set(sys.modules)
reverse("voortgang:overzicht"), reverse("monitoring:overzicht"), reverse("toegang:aanmelden")
(lader,) = engines["django"].engine.template_loaders
print(len(set(sys.modules) - voor), len(lader.get_template_cache), "vth.toezicht.web" in sys.modules, connections["default"].connection)
"""


@pytest.mark.traag
def test_a_fresh_process_has_its_addresses_and_templates_even_without_a_database(tmp_path: Path):
    omgeving = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path}/leeg.sqlite",
        "VTH_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    uit = subprocess.run(
        [sys.executable, "-c", PROEF], cwd=HUIS, env=omgeving, capture_output=True, text=True, check=True
    )
    nieuw, sjablonen, geladen, verbinding = uit.stdout.split()
    assert (nieuw, geladen, verbinding) == ("0", "True", "None") and int(sjablonen) > 150
    assert "Opwarmen van voortgang is niet gelukt" in uit.stderr


def test_what_fails_is_told_and_the_rest_is_done(monkeypatch: Any, caplog: Any):
    gedaan = []

    def fail() -> None:
        raise ValueError("kapot")

    monkeypatch.setattr(opwarmen, "load_adressen", fail)
    monkeypatch.setattr(opwarmen, "compile_sjablonen", lambda: gedaan.append("sjablonen"))
    monkeypatch.setattr(opwarmen, "iter_kamers", lambda: [("kamer", lambda: gedaan.append("kamer"))])
    monkeypatch.setattr(opwarmen.connections, "close_all", lambda: gedaan.append("dicht"))
    with caplog.at_level(logging.ERROR):
        opwarmen.warm_up()
    assert gedaan == ["sjablonen", "kamer", "dicht"]
    assert "Opwarmen van adressen is niet gelukt" in caplog.text and "kapot" in caplog.text


def test_every_room_that_keeps_something_is_found():
    gevonden = dict(opwarmen.iter_kamers())
    bestanden = {f.parent.name for f in [*HUIS.glob("vth/*/opwarmen.py"), *HUIS.glob("portaal/opwarmen.py")]}
    assert set(gevonden) == bestanden and "voortgang" in bestanden


def test_every_template_of_ours_compiles():
    opwarmen.compile_sjablonen()
    (lader,) = engines["django"].engine.template_loaders
    assert "voortgang/ronde.html" in lader.get_template_cache
