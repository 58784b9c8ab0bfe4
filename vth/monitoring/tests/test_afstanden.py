"""Travel distances: a straight line times a factor that one sees and changes, and distances by road that replace it where they are given."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from vth.monitoring.afstanden import find_afstandenlijst, record_afstanden
from vth.monitoring.fusie.blokken import list_blokken
from vth.monitoring.fusie.model import Aannamen, FusieError, measure_reis_m
from vth.monitoring.fusie.samen import derive_groep
from vth.monitoring.models import Afstandenlijst, Ronde, Verkenning
from vth.monitoring.rules import MonitoringError
from vth.monitoring.services import record_openstelling
from vth.monitoring.verkennen import read_aannamen, record_verkenning, search
from vth.toegang.rules import GeenToegangError

from .builders import BESTUUR, BUUR, MINISTER, NOORD, OPSTELLER, REDEN, ZUID
from .landen import EISEN, make_land
from .test_web import make_beelden, publish, sign_in

pytestmark = pytest.mark.django_db
KOP = "van;naar;km\n"


def test_the_straight_line_is_multiplied_and_a_road_that_was_measured_replaces_it():
    een, ander = make_land({}, {})
    assert measure_reis_m(een, ander, Decimal("1.3")) == 26_000
    assert measure_reis_m(een, ander, Decimal(1)) == 20_000
    gemeten = replace(een, afstanden={ander.code: Decimal("31.4")})
    assert measure_reis_m(gemeten, ander, Decimal("1.3")) == 31_400
    assert measure_reis_m(ander, gemeten, Decimal("1.3")) == 31_400
    beide = replace(ander, afstanden={een.code: Decimal(40)})
    assert measure_reis_m(beide, gemeten, Decimal("1.3")) == 40_000


@pytest.mark.parametrize("factor", ["0.99", "0", "-1", "5.01"])
def test_a_factor_that_cannot_be_is_refused(factor: str):
    with pytest.raises(FusieError, match="nooit korter dan de rechte lijn"):
        Aannamen(omrijfactor=Decimal(factor))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 90_000)), max_size=12),
    st.decimals(1, 3, places=2),
)
def test_all_groups_at_once_travel_as_one_by_one(paren: Any, factor: Decimal):
    land = make_land(*({} for _ in range(6)))
    weg: dict[int, dict[str, Decimal]] = {}
    for van, naar, meter in paren:
        if van != naar:
            weg.setdefault(van, {})[land[naar].code] = Decimal(meter) / 1000
    land = [replace(d, afstanden=weg.get(n, {})) for n, d in enumerate(land)]
    aannamen = Aannamen(omrijfactor=factor)
    blokken = list_blokken(land, land, EISEN, aannamen)
    per_code = {d.code: d for d in land}
    for leden, onnatuurlijk in zip(blokken.leden, blokken.onnatuurlijk, strict=True):
        codes = [d.code for d, erin in zip(land, leden, strict=True) if erin]
        assert derive_groep(codes, per_code, EISEN, aannamen).onnatuurlijk == onnatuurlijk


def test_a_search_from_before_the_factor_is_done_over_the_straight_line():
    assert read_aannamen({"hoogstens_diensten": 3}).omrijfactor == 1
    assert read_aannamen({"omrijfactor": "1.45"}).omrijfactor == Decimal("1.45")


@pytest.mark.parametrize(
    ("rij", "zegt"),
    [
        ("OD-NOORD;OD-NERGENS;30", "OD-NERGENS’ is geen omgevingsdienst"),
        ("GM9901;OD-ZUID;30", "GM9901’ is geen omgevingsdienst"),
        ("OD-NOORD;OD-NOORD;30", "naar zichzelf"),
        ("OD-NOORD;OD-ZUID;ver", "geen getal"),
        ("OD-NOORD;OD-ZUID;", "geen getal"),
        ("OD-NOORD;OD-ZUID;NaN", "geen getal"),
        ("OD-NOORD;OD-ZUID;-30", "boven 0"),
        ("OD-NOORD;OD-ZUID;0", "boven 0"),
        ("OD-NOORD;OD-ZUID;30000", "hoogstens 600"),
        ("OD-NOORD;OD-ZUID;30,123", "twee cijfers"),
        ("OD-NOORD;OD-ZUID;12", "in een rechte lijn is het al 20.0 km"),
        ("OD-NOORD;OD-ZUID;30\nOD-NOORD;OD-ZUID;31", "twee keer"),
        ("", "geen enkele afstand"),
    ],
)
def test_nonsense_is_refused_with_the_row_and_nothing_is_kept(ronde: Ronde, rij: str, zegt: str):
    make_beelden()
    with pytest.raises(MonitoringError, match=zegt):
        record_afstanden(viewer=OPSTELLER, organisatie=NOORD, tekst=KOP + rij, bron="proef")
    assert not Afstandenlijst.objects.exists()


def test_a_list_needs_a_heading_a_source_and_the_right(ronde: Ronde):
    goed = f"{KOP}OD-NOORD;OD-ZUID;30"
    with pytest.raises(MonitoringError, match="mist van, naar, km"):
        record_afstanden(viewer=OPSTELLER, organisatie=NOORD, tekst="a;b\n1;2", bron="proef")
    with pytest.raises(MonitoringError, match="waar de afstanden vandaan komen"):
        record_afstanden(viewer=OPSTELLER, organisatie=NOORD, tekst=goed, bron=" ")
    with pytest.raises(GeenToegangError):
        record_afstanden(viewer=BUUR, organisatie=ZUID, tekst=goed, bron="proef")
    with pytest.raises(GeenToegangError):
        record_afstanden(viewer=OPSTELLER, organisatie=ZUID, tekst=goed, bron="proef")


def test_the_last_list_of_the_own_organisation_counts_and_a_search_keeps_what_it_used(ronde: Ronde):
    make_beelden()
    publish(ronde)
    for km in ("35", "41,5 km"):
        record_afstanden(
            viewer=BESTUUR, organisatie=NOORD, tekst=f"{KOP}OD-NOORD;OD-ZUID;{km}", bron="planner, 3 juni"
        )
    lijst = find_afstandenlijst(BESTUUR)
    assert lijst is not None and lijst.regels[0]["km"] == "41.5"
    assert find_afstandenlijst(MINISTER) is None
    record_openstelling(viewer=BESTUUR, dienst=NOORD, is_open=True, besluit=REDEN)
    verkenning = record_verkenning(viewer=BESTUUR, ronde=ronde, aannamen=Aannamen())
    kop = Verkenning.objects.get(pk=verkenning.pk).grondslag["diensten"][0]
    assert kop["afstanden"] == {ZUID: "41.5"}
    assert search(verkenning) == search(verkenning)


def test_the_page_says_how_far_it_is_and_how_that_was_found(ronde: Ronde):
    make_beelden()
    publish(ronde)
    client: Client = sign_in(NOORD, "bestuurder")
    adres = reverse("monitoring:fusies", args=[ronde.pk])
    tekst = client.get(adres, {"diensten": [NOORD, ZUID]}).content.decode()
    assert "rechte lijn, keer 1,3" in tekst and "26,0" in tekst
    oud = {"diensten": [NOORD, ZUID], "hoogstens_diensten": 6, "gewicht_provincie": 30}
    oud |= {"gewicht_veiligheidsregio": 20, "gewicht_reisafstand_km": 1}
    oud |= {"eenmalig_per_fusie": 0, "eenmalig_per_fte": 0}
    assert client.get(adres, oud).status_code == 200
    assert client.get(adres, oud | {"omrijfactor": "0,5"}).status_code == 422
    velden = {"organisatie": NOORD, "bron": "planner", "tekst": f"{KOP}OD-NOORD;OD-ZUID;12"}
    fout = client.post(reverse("monitoring:afstanden"), velden)
    assert fout.status_code == 422 and "rechte lijn is het al 20.0 km" in fout.content.decode()
    velden["tekst"] = f"{KOP}OD-ZUID;OD-NOORD;33"
    assert client.post(reverse("monitoring:afstanden"), velden).status_code == 302
    tekst = client.get(adres, {"diensten": [NOORD, ZUID]}).content.decode()
    assert "over de weg, opgegeven" in tekst and "33,0" in tekst and "planner" in tekst
    assert sign_in("GM9901", "lezer").get(reverse("monitoring:afstanden")).status_code == 403
