"""Processes one delivery and dies at a given place, as a machine does: `python sterf.py AANLEVERING PLAATS`.

A place is the name of a step, `binnen` (inside the transaction, before the last writes), or a number of seconds.
"""

import os
import signal
import sys
import threading
import time
from typing import Any, NoReturn


def die(*_args: Any, **_kwargs: Any) -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def main() -> None:
    import django

    django.setup()
    from vth.aanleveringen import services
    from vth.register import services as register

    aanlevering_id, plaats = sys.argv[1:]
    if plaats == "binnen":
        register.write_zoekregels = die
    elif plaats.replace(".", "").isdigit():
        threading.Thread(target=lambda: (time.sleep(float(plaats)), die()), daemon=True).start()

    def meld(stap: str, _gedaan: int, _totaal: int) -> None:
        if stap == plaats:
            die()

    services.process_aanlevering(aanlevering_id, meld=meld)


if __name__ == "__main__":
    main()
