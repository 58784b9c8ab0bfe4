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
    persoon = make_object(
        "P1", soort="natuurlijkpersoon", inhoud=PERSOON | {"openbare_ruimte": "Verborgenlaan" * 9}
    )
    for n in range(8):
        make_object(f"P2-{n}", soort="natuurlijkpersoon", inhoud={"geslachtsnaam": f"Buur{n}"})
    make_object()
    erase_resten()
    erase_persoonsgegevens(viewer=LANDELIJK, bronobject_id=persoon.pk, grond="proef")
    erase_resten()
    assert Persoonsgegeven.objects.exclude(vernietigd_op=None).count() == 1
    if connection.vendor == "sqlite":
        bestand = Path(connection.settings_dict["NAME"])
        inhoud = b"".join(p.read_bytes() for p in bestand.parent.glob(f"{bestand.name}*"))
        assert b"Tankstation De Linde" in inhoud
        # The search index holds words in small letters, each without the letters that it shares with the one before.
        woorden = (*PERSOON.values(), "Verborgenlaan", "derlingstra")
        assert not [s for s in woorden if s.encode() in inhoud]
