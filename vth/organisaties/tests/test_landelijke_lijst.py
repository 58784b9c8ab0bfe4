"""The list that comes with the program: complete, consistent, and with its mergers as history."""

import csv
from collections import Counter
from datetime import date

import pytest

from vth.organisaties import selectors
from vth.organisaties.models import Deelneming, OrganisatieVoorkomen, Werkgebied
from vth.organisaties.services import record_stamgegevens
from vth.tijd.models import Herkomst

from .builders import BEHEERDER, SHARED, read_echte_gemeenten

VOOR, NA = date(2024, 6, 1), date(2026, 6, 1)
FUSIES = {"OD-ODRN": "OD-ODGM", "OD-ODRA": "OD-ODGM", "OD-ODRU": "OD-ODU", "OD-RUDU": "OD-ODU"}

FEITEN = SHARED / "feiten"
met_feiten = pytest.mark.skipif(
    not FEITEN.is_dir(), reason=f"{FEITEN} is er niet (VTH_SHARED): niet met de feiten vergeleken"
)


def read_feiten(naam: str) -> list[dict[str, str]]:
    with (FEITEN / naam).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def landelijk(db: None) -> None:
    record_stamgegevens(viewer=BEHEERDER)


@pytest.mark.parametrize(
    ("op", "aantal"), [(VOOR, 28), (date(2025, 12, 31), 28), (date(2026, 1, 1), 26), (NA, 26)]
)
def test_number_of_omgevingsdiensten_follows_the_mergers(landelijk: None, op: date, aantal: int) -> None:
    assert len(selectors.list_organisaties(soort="omgevingsdienst", op=op)) == aantal


def test_number_of_each_kind_is_known(landelijk: None) -> None:
    soorten = Counter(v.organisatie.soort for v in selectors.list_organisaties(op=VOOR))
    assert (soorten["gemeente"], soorten["provincie"], soorten["waterschap"]) == (342, 12, 21)


@pytest.mark.parametrize("op", [VOOR, NA])
@pytest.mark.parametrize("taak", ["basistaken", "seveso"])
def test_every_gemeente_has_exactly_one_omgevingsdienst(landelijk: None, op: date, taak: str) -> None:
    rijen = Werkgebied.objects.believed().filter(taak=taak, begin_geldigheid__lte=op, eind_geldigheid__gt=op)
    gemeenten = Counter(rijen.values_list("gebied", flat=True))
    assert set(gemeenten) == {rij["code"] for rij in read_echte_gemeenten()}
    assert set(gemeenten.values()) == {1}


@pytest.mark.parametrize(("taak", "aantal"), [("basistaken", 26), ("seveso", 6)])
def test_all_and_only_the_existing_diensten_serve(landelijk: None, taak: str, aantal: int) -> None:
    diensten = set(selectors.list_omgevingsdiensten(NA, taak=taak).values())
    assert len(diensten) == aantal
    assert diensten <= selectors.list_codes(NA, soort="omgevingsdienst")


@pytest.mark.parametrize("op", [VOOR, NA])
def test_every_gemeente_lies_in_one_provincie(landelijk: None, op: date) -> None:
    provincies = selectors.list_codes(op, soort="provincie")
    gemeenten = Counter(g for code in provincies for g in selectors.list_gebieden(code, op))
    assert len(gemeenten) == 342
    assert set(gemeenten.values()) == {1}


@pytest.mark.parametrize("oud", FUSIES)
def test_merged_diensten_lead_to_their_successor(landelijk: None, oud: str) -> None:
    assert selectors.list_opvolgers(oud, date(2025, 12, 31)) == {oud}
    assert selectors.list_opvolgers(oud, NA) == {FUSIES[oud]}
    assert selectors.list_gebieden(oud, NA) == frozenset()
    assert selectors.list_gebieden(oud, VOOR) <= selectors.list_gebieden(FUSIES[oud], NA)


@met_feiten
def test_gemeenten_and_their_dienst_are_those_of_the_facts(landelijk: None) -> None:
    diensten = selectors.list_omgevingsdiensten(NA)
    anders = {
        feit["gm_code"]: (feit["gemeente_cbs"], feit["omgevingsdienst"])
        for feit in read_feiten("gemeente_omgevingsdienst.csv")
        if feit["gemeente_cbs"] != selectors.find_naam(feit["gm_code"], NA)
        or feit["omgevingsdienst"] != selectors.find_naam(diensten[feit["gm_code"]], NA)
    }
    assert not anders


@met_feiten
def test_diensten_of_2026_and_their_seveso_task_are_those_of_the_facts(landelijk: None) -> None:
    feiten = {f["naam"]: f["seveso_od_2024"] for f in read_feiten("omgevingsdiensten.csv")}
    namen = {v.naam for v in selectors.list_organisaties(soort="omgevingsdienst", op=NA)}
    assert namen == set(feiten)
    seveso = set(selectors.list_omgevingsdiensten(NA, taak="seveso").values())
    assert {selectors.find_naam(code, NA) for code in seveso} == {n for n, ja in feiten.items() if ja == "ja"}


def test_successor_did_not_exist_before_the_merger(landelijk: None) -> None:
    assert {"OD-ODGM", "OD-ODU"}.isdisjoint(selectors.list_codes(VOOR))


def test_loading_twice_writes_nothing(landelijk: None) -> None:
    voor = (Herkomst.objects.count(), OrganisatieVoorkomen.objects.count(), Werkgebied.objects.count())
    assert record_stamgegevens(viewer=BEHEERDER).aantal == 0
    assert (
        Herkomst.objects.count(),
        OrganisatieVoorkomen.objects.count(),
        Werkgebied.objects.count(),
    ) == voor


@pytest.mark.parametrize("op", [VOOR, NA])
def test_participants_are_the_served_gemeenten_and_provincies(landelijk: None, op: date) -> None:
    rijen = Deelneming.objects.believed().filter(begin_geldigheid__lte=op, eind_geldigheid__gt=op)
    deelnemers = set(
        rijen.filter(deelnemer__soort="gemeente").values_list("deelnemer_id", "omgevingsdienst_id")
    )
    assert deelnemers == set(selectors.list_omgevingsdiensten(op).items())
    assert set(rijen.exclude(deelnemer__soort="gemeente").values_list("deelnemer__soort", flat=True)) == {
        "provincie"
    }


def test_unknown_history_reads_as_the_first_known_state(landelijk: None) -> None:
    lang_geleden = date(2012, 1, 1)
    assert selectors.find_naam("GM0014", lang_geleden) == "Groningen"
    assert selectors.find_omgevingsdienst("GM0268", lang_geleden) == "OD-ODRN"
    assert "OD-ODGM" not in selectors.list_codes(lang_geleden)
    assert not OrganisatieVoorkomen.objects.get(organisatie_id="GM0014").begin_bekend
