"""Carries a list of destruction out and dies at a given place, as a machine does: `python sterf.py LIJST PLAATS`."""

import os
import signal
import sys
from typing import Any, NoReturn


def die(*_args: Any, **_kwargs: Any) -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def main() -> None:
    import django

    django.setup()
    from vth.zaken.bewaring import services
    from vth.zaken.tests.test_bewaring import ARCHIVARIS

    lijst, plaats = sys.argv[1:]
    wis = services.erase_inhoud

    def wis_en_sterf(ids: Any) -> NoReturn:
        wis(ids)
        die()

    plaatsen = {
        "begin": ("_note_weg", die),
        "gewist": ("erase_inhoud", wis_en_sterf),
        "verklaring": ("make_verklaring", die),
        "logboek": ("_log", die),
    }
    if plaats in plaatsen:
        naam, hoe = plaatsen[plaats]
        setattr(services, naam, hoe)
    services.carry_out_vernietiging(viewer=ARCHIVARIS, vernietiging_id=lijst)
    die()


if __name__ == "__main__":
    main()
