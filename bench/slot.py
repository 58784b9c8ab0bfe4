"""A second connection that tries to write all the time, to see how long a delivery locks others out."""

import time
import uuid
from pathlib import Path

from django.db import connection, transaction

from vth.register.models import Bronobject, GeoObjectVoorkomen
from vth.tijd import klok
from vth.tijd.models import Herkomst

PAUZE_S = 0.02
GEDULD_S = 3600


class _TerugError(Exception):
    """Takes a trial write back."""


def probe(klaar: str) -> dict[str, float]:
    """Write a record with a voorkomen and take it back, over and over, until the file `klaar` is there."""
    connection.settings_dict["OPTIONS"] |= {"timeout": GEDULD_S} if connection.vendor == "sqlite" else {}
    langste, aantal = 0.0, 0
    while not Path(klaar).exists():
        begin = time.perf_counter()
        _write_once()
        langste, aantal = max(langste, time.perf_counter() - begin), aantal + 1
        time.sleep(PAUZE_S)
    return {"langste_s": langste, "schrijfpogingen": aantal}


def _write_once() -> None:
    """Write what a person writes who records a place by hand, and take it back."""
    nu = klok.now()
    try:
        with transaction.atomic():
            herkomst = Herkomst.objects.create(leverancier="BENCH", soort="handeling", moment=nu)
            bronobject = Bronobject.objects.create(
                soort="geoobject",
                leverancier="BENCH",
                sleutel=uuid.uuid4().hex,
                reeks="bench",
                vertrouwelijkheid="intern",
                herkomst=herkomst,
            )
            GeoObjectVoorkomen.objects.create(
                bronobject=bronobject,
                inhoud_md5="",
                begin_geldigheid=klok.today(),
                tijdstip_registratie=nu,
                herkomst=herkomst,
            )
            raise _TerugError
    except _TerugError:
        return
