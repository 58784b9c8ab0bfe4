"""What was erased is gone from the file of the database too, not only from its tables."""

from pathlib import Path

import pytest
from django.db import connection

from vth.register.models import Persoonsgegeven
from vth.register.services import erase_persoonsgegevens, erase_resten

from .builders import LANDELIJK, make_object

pytestmark = pytest.mark.usefixtures("verse_database")
PERSOON = {
    "geslachtsnaam": "Zonderlingstra",
    "telefoonnummer": "0699999999",
    "burgerservicenummer": "123456782",
}


def test_nothing_of_an_erased_person_is_left_in_the_file_of_the_database() -> None:
    persoon = make_object("P1", soort="natuurlijkpersoon", inhoud=PERSOON)
    make_object()
    erase_persoonsgegevens(viewer=LANDELIJK, bronobject_id=persoon.pk, grond="proef")
    erase_resten()
    assert Persoonsgegeven.objects.get().vernietigd_op
    if connection.vendor == "sqlite":
        bestand = Path(connection.settings_dict["NAME"])
        inhoud = b"".join(p.read_bytes() for p in bestand.parent.glob(f"{bestand.name}*"))
        assert b"Tankstation De Linde" in inhoud
        assert not [s for s in PERSOON.values() if s.encode() in inhoud]
