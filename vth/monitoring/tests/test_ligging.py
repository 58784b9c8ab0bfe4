"""Where real diensten lie ships with the project; what an installation says itself goes before it, and only a real seat measures a road."""

from datetime import date
from typing import Any

import pytest

from vth.monitoring.afstanden import read_afstandentabel
from vth.monitoring.kaart import Gebied, make_kaart
from vth.monitoring.ligging import list_liggingen, read_liggingen
from vth.monitoring.models import Dienstbeeld
from vth.monitoring.selectors import list_beelden, list_zetels
from vth.regelgeving.rules import RegelError

OUD, NIEUW = date(2025, 12, 31), date(2026, 1, 1)


@pytest.mark.parametrize(("dag", "aantal", "regio_s"), [(OUD, 28, 25), (NIEUW, 26, 25)])
def test_every_real_dienst_has_its_place_its_neighbours_and_its_regions(dag: date, aantal: int, regio_s: int):
    liggingen, gronden = read_liggingen(dag)
    assert len(liggingen) == aantal and all(w.volledig for w in liggingen.values())
    assert len({(w.kolom, w.rij) for w in liggingen.values()}) == aantal
    assert len({r for w in liggingen.values() for r in w.veiligheidsregios}) == regio_s
    assert len({p for w in liggingen.values() for p in w.provincies}) == 12
    for code, w in liggingen.items():
        assert w.buren and code not in w.buren and all(code in liggingen[b].buren for b in w.buren)
        assert 10_000 < w.x < 290_000 and 300_000 < w.y < 620_000
    assert {str(g.zekerheid) for g in gronden.values()} == {"afgeleid", "aanname"}


def test_who_went_on_as_one_takes_over_the_neighbours_of_its_parts():
    oud, nieuw = list_liggingen(OUD), list_liggingen(NIEUW)
    assert nieuw["OD-ODU"].buren == (oud["OD-ODRU"].buren | oud["OD-RUDU"].buren) - {"OD-ODRU", "OD-RUDU"}
    assert nieuw["OD-ODGM"].buren == (oud["OD-ODRA"].buren | oud["OD-ODRN"].buren) - {"OD-ODRA", "OD-ODRN"}
    assert "OD-ODGM" in nieuw["OD-ODV"].buren and "OD-ODRA" not in nieuw["OD-ODV"].buren


def test_of_a_day_before_the_facts_nothing_is_known_and_that_is_no_error_on_a_page():
    assert list_liggingen(date(2023, 12, 31)) == {}
    with pytest.raises(RegelError, match="aangrenzend"):
        read_liggingen(date(2023, 12, 31))


@pytest.mark.django_db
def test_what_an_installation_says_itself_goes_before_it_and_only_that_is_a_seat():
    assert list_beelden(OUD)["OD-ODRU"].veiligheidsregios == ["Utrecht"] and list_zetels(OUD) == {}
    velden: dict[str, Any] = {"x": 136_000, "y": 455_000, "kolom": 9, "rij": 9, "bron": "eigen opgave"}
    Dienstbeeld.objects.create(dienst="OD-ODRU", vanaf=date(2025, 1, 1), buren=["OD-RUDU"], **velden)
    beelden = list_beelden(OUD)
    assert beelden["OD-ODRU"].buren == ["OD-RUDU"] and beelden["OD-ODRU"].bron == "eigen opgave"
    assert len(beelden) == 28 and list(list_zetels(OUD)) == ["OD-ODRU"]
    # The middle of an area is no seat: a road may be shorter than the line between two of them.
    tabel = "van;naar;km\nOD-ODRU;OD-RUDU;0,4"
    assert read_afstandentabel(tabel, {"OD-ODRU", "OD-RUDU"}, list_zetels(OUD))


@pytest.mark.django_db
def test_the_country_of_real_diensten_is_drawn_without_anything_imported():
    gebieden = [Gebied(c, w.feiten.naam, "neutraal", "geen oordeel") for c, w in list_liggingen(OUD).items()]
    kaart = make_kaart("Nederland", gebieden, OUD, bron="proef")
    assert kaart is not None and len(kaart.rijen) == 28
