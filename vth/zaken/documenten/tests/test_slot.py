"""Behind the second lock nobody sees whose bytes these are; they are thrown away only when nobody at all has them."""

from typing import Any

import pytest
from django.db import connection

from vth.tijd.slot import SITE
from vth.tijd.tests.rollen import work_as
from vth.zaken.documenten.bewaarplaats import get_opslag
from vth.zaken.documenten.opruimen import sweep_opslag
from vth.zaken.documenten.vernietiging import drop_bytes, erase_document
from vth.zaken.services import close_zaak
from vth.zaken.tests.builders import CHEF, make_zaak

from .builders import make_document
from .test_vernietiging import ARCHIVARIS, make_oud


@pytest.mark.usefixtures("verse_database")
@pytest.mark.skipif(connection.vendor != "postgresql", reason="Alleen PostgreSQL heeft een tweede slot")
def test_bytes_that_another_document_has_too_stay_behind_the_second_lock(settings: Any):
    zaak, ander = make_zaak(), make_zaak()
    weg, blijft = make_document(zaak), make_document(ander)
    close_zaak(viewer=CHEF, zaak_id=zaak.pk, resultaat="ingetrokken")
    make_oud(settings)
    sha256 = blijft.versies.get().sha256
    with work_as(SITE):
        erase_document(viewer=ARCHIVARIS, document_id=weg.pk, grond="lijst 1")
        assert sweep_opslag(rust=0) == 0
    assert get_opslag().has(sha256)
    with work_as(SITE):
        drop_bytes([sha256, "0" * 64])
    assert get_opslag().has(sha256)
