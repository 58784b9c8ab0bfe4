"""Delivering: what comes in, what goes back, what is registered."""

from datetime import date

import pytest

from vth.aanleveringen.models import Aanlevering
from vth.aanleveringen.selectors import list_verslag
from vth.register.models import (
    Bronobject,
    GeoObjectVoorkomen,
    Relatie,
    VestigingVoorkomen,
    VthObjectVoorkomen,
)

from .builders import lever, make_site

pytestmark = pytest.mark.usefixtures("verse_database")


def test_good_rows_are_registered_with_place_and_business() -> None:
    aanlevering = lever([make_site("A1"), make_site("A2", NAAM="Verfhandel")])
    assert aanlevering.staat == Aanlevering.Staat.VERWERKT, aanlevering.uitleg
    assert set(VthObjectVoorkomen.objects.believed().values_list("naam", flat=True)) == {
        "Tankstation De Linde",
        "Verfhandel",
    }
    assert GeoObjectVoorkomen.objects.believed().filter(postcode="9901AB", huisnummer=12).count() == 2
    assert VestigingVoorkomen.objects.believed().count() == 2
    assert Relatie.objects.believed().count() == 4
