"""Takes in a document, or a part of one, and dies at a given place, as a machine does: `python sterf.py WAT ID PLAATS`."""

import hashlib
import os
import signal
import sys
import uuid
from typing import Any, NoReturn

INHOUD = b"Het geluid blijft onder de norm.\n" * 1000


def die(*_args: Any, **_kwargs: Any) -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def main() -> None:
    import django

    django.setup()
    from vth.zaken.documenten import ontvangst, opslag, services
    from vth.zaken.documenten.plek import NieuwDocument
    from vth.zaken.tests.builders import ANNA

    wat, id_, plaats = sys.argv[1], uuid.UUID(sys.argv[2]), sys.argv[3]
    if plaats == "voor_opslag":
        opslag.Schijf.put = die
    elif plaats == "na_opslag":
        services.add_document = ontvangst.add_document = die
    elif plaats == "in_transactie":
        services._write_versie = die
    elif plaats == "voor_commit":
        services.record_act = die
    elif plaats == "deel_op_schijf":
        ontvangst.sync_bestand = die
    if wat == "document":
        services.accept_document(
            viewer=ANNA, nieuw=NieuwDocument("x", zaak_id=id_), brokken=[INHOUD], bestandsnaam="a.txt"
        )
    elif wat == "deel":
        deel = INHOUD[:5000]
        ontvangst.accept_deel(
            viewer=ANNA, ontvangst_id=id_, vanaf=0, brokken=[deel], sha256=hashlib.sha256(deel).hexdigest()
        )
    else:
        ontvangst.close_ontvangst(viewer=ANNA, ontvangst_id=id_, sha256=hashlib.sha256(INHOUD).hexdigest())


if __name__ == "__main__":
    main()
