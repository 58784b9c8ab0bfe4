"""A destruction that is killed, or asked for twice at once, leaves the zaken whole or gone, and never half."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from vth.zaken.bewaring.services import carry_out_vernietiging
from vth.zaken.models import Zaak, Zaakvernietiging
from vth.zaken.rules import AnderWasVoorError

from .test_bewaring import ARCHIVARIS, GEHEIM, TWEEDE, make_getekend, make_oud, read_alles

pytestmark = [pytest.mark.usefixtures("verse_database"), pytest.mark.traag]


def make_url() -> str:
    """The address of this test's own database, for another process."""
    stand = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{stand['NAME']}"
    return f"postgresql://{stand['USER']}@/{stand['NAME']}?host={stand['HOST']}"


@pytest.mark.parametrize(
    ("plaats", "weg"),
    [("begin", False), ("gewist", False), ("verklaring", False), ("logboek", False), ("erna", True)],
)
def test_killed_destruction_is_before_or_after_and_can_be_done_again(plaats: str, weg: bool, settings: Any):
    lijst = make_getekend(make_oud(), make_oud("controle"))
    connection.close()
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": make_url(),
        "VTH_VAR": str(settings.VAR_DIR),
        "VTH_SLEUTEL": "proef",
        "PYTHONPATH": str(settings.BASE_DIR),
    }
    opdracht = [sys.executable, str(Path(__file__).with_name("sterf.py")), str(lijst.pk), plaats]
    af = subprocess.run(opdracht, env=env, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)
    assert af.returncode == -9, af.stderr
    lijst.refresh_from_db()
    assert (lijst.staat == "uitgevoerd") is weg
    assert (GEHEIM in read_alles()) is not weg
    assert Zaak.objects.exclude(vernietigd_op=None).count() == (2 if weg else 0)
    if not weg:
        assert carry_out_vernietiging(viewer=TWEEDE, vernietiging_id=lijst.pk).verklaring["zaken"]
        assert GEHEIM not in read_alles()


def test_of_two_at_once_one_destroys_and_the_other_is_told():
    lijst, slag = make_getekend(make_oud()), Barrier(2)

    def doe(viewer: Any) -> str:
        try:
            slag.wait(10)
            carry_out_vernietiging(viewer=viewer, vernietiging_id=lijst.pk)
        except AnderWasVoorError as fout:
            return str(fout)
        finally:
            connection.close()
        return "gedaan"

    with ThreadPoolExecutor(2) as pool:
        fout, goed = sorted(pool.map(doe, (ARCHIVARIS, TWEEDE)))
    assert goed == "gedaan" and "uitgevoerd" in fout
    assert Zaakvernietiging.objects.get().verklaring["zaken"] == {"melding": 1}
