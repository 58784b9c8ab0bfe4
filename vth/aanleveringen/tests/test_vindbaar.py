"""What a delivery leaves beside the register's own rows: the search index, who may see a record, and the kept state."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from vth.aanleveringen.models import Aanlevering
from vth.register.models import Bronobject, Relatie, VthObjectVoorkomen
from vth.register.zoekregels import write_zoekregels
from vth.zoeken.models import Zoekregel
from vth.zoeken.selectors import find_treffers

from .builders import BEHEERDER, lever, load_organisaties, make_csv, make_site

pytestmark = pytest.mark.usefixtures("verse_database")
MAART, MEI = date(2024, 3, 1), date(2024, 5, 1)
KOP = "NR;NAAM;PLEK;GEMEENTE;KVK;VEST;BEDRIJF"


def list_zoekregels() -> list[tuple[Any, ...]]:
    regels = Zoekregel.objects.order_by("onderwerp")
    return list(regels.values_list("soort", "onderwerp", "titel", "tekst", "zicht"))


def make_rij(nr: str, plek: str, gemeente: str) -> dict[str, str]:
    """A row of the profile with a municipality; each site has its own business."""
    site = make_site(nr)
    namen = ("NR", "NAAM", "KVK", "VEST", "BEDRIJF")
    return {n: site[n] for n in namen} | {"PLEK": plek, "GEMEENTE": gemeente}


def lever_gemeenten(*rijen: dict[str, str], peildatum: date = date(2024, 1, 1)) -> Aanlevering:
    return lever(make_csv(rijen, KOP), profiel="proef.gemeenten", peildatum=peildatum)


def list_gebieden(sleutel: str) -> dict[str, str]:
    """The municipality of a site, and of the business that runs it."""
    site = Bronobject.objects.get(soort="vthobject", sleutel=sleutel)
    drijver = Relatie.objects.believed().get(van=site, soort="drijver").naar
    return {"vthobject": site.gebied, "vestiging": drijver.gebied}


def test_index_of_a_delivery_says_what_the_register_itself_would_write() -> None:
    lever([make_site("A1"), make_site("A2", NAAM="Verfhandel", PLAATS="", HNR=""), make_site("A3", BRZO="H")])
    lever([make_site("A1", NAAM="Ander"), make_site("A2"), make_site("A3"), make_site("A4")], peildatum=MAART)
    geleverd = list_zoekregels()
    with transaction.atomic():
        write_zoekregels("SELECT id FROM register_bronobject")
    assert list_zoekregels() == geleverd
    assert len(geleverd) == 8
    assert "Tankstation De Linde" in next(tekst for *_, tekst, _ in geleverd if "Ander" in tekst)


def test_persons_of_a_delivery_are_found_by_the_name_they_have_and_had() -> None:
    kop = "BSN;LETTERS;NAAM\n"
    lever(f"{kop}123456782;J.;Veenstra\n111222333;K.;Linde\n", profiel="proef.personen")
    lever(f"{kop}123456782;J.;Zanden\n111222333;K.;Linde\n", profiel="proef.personen", peildatum=MAART)
    geleverd = list_zoekregels()
    assert sorted((soort, titel, sorted(tekst.split())) for soort, _, titel, tekst, _ in geleverd) == [
        ("natuurlijkpersoon", "natuurlijk persoon", ["J.", "J.", "Veenstra", "Zanden"]),
        ("natuurlijkpersoon", "natuurlijk persoon", ["K.", "Linde"]),
    ]
    with transaction.atomic():
        write_zoekregels("SELECT id FROM register_bronobject")
    assert list_zoekregels() == geleverd


BENAMINGEN = "NR;NAAM;WAT;PAR;RIE;SUB;STATUS;GEZAG"


def lever_benaming(nr: str, **velden: str) -> Aanlevering:
    """Deliver one activity and one site, by the codes of their lists."""
    rij = {"NR": nr, "NAAM": "De Kwast", "STATUS": "uitvoering", "GEZAG": "ILT"} | velden
    load_organisaties()
    uit = lever(make_csv([rij], BENAMINGEN), profiel="proef.benamingen")
    assert uit.staat == "verwerkt", uit.tellingen
    return uit


def find_soorten(vraag: str) -> set[str]:
    return {t.soort for t in find_treffers(BEHEERDER, vraag)}


def test_kind_is_found_by_its_words_after_a_delivery_as_after_the_register_wrote_it() -> None:
    lever_benaming("A1", WAT="bal-3.4.1", PAR="3.4.1", RIE="4.1", SUB="chemisch_bedrijf")
    geleverd = list_zoekregels()
    vragen = {
        "chemische producten": {"activiteituitvoering"},
        "drinkwaterbedrijf": {"activiteituitvoering"},
        "chemisch bedrijf": {"vthobject"},
        "inrichting": {"vthobject"},
        "bal 3.4.1": {"activiteituitvoering"},
    }
    assert {v: find_soorten(v) for v in vragen} == vragen
    with transaction.atomic():
        write_zoekregels("SELECT id FROM register_bronobject")
    assert list_zoekregels() == geleverd
    assert {v: find_soorten(v) for v in vragen} == vragen


def test_kind_that_changed_is_found_by_the_words_of_both() -> None:
    lever_benaming("A1", WAT="bal-3.4.1", SUB="chemisch_bedrijf")
    rij = {"NR": "A1", "NAAM": "De Kwast", "WAT": "bal-3.4.4", "STATUS": "uitvoering", "GEZAG": "ILT"}
    lever(make_csv([rij], BENAMINGEN), profiel="proef.benamingen", peildatum=MAART)
    assert (
        find_soorten("drinkwaterbedrijf")
        == {"activiteituitvoering"}
        == find_soorten("metaalproductenindustrie")
    )


@pytest.mark.parametrize("label", ["het '; DROP TABLE x; --", "100% %s echt", 'dubbel "citaat" \\'])
def test_label_of_a_list_is_only_words(label: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vth.register.zoekregels.list_labels", lambda _: (("chemisch_bedrijf", label),))
    lever_benaming("A1", WAT="bal-3.4.1", SUB="chemisch_bedrijf")
    geleverd = list_zoekregels()
    with transaction.atomic():
        write_zoekregels("SELECT id FROM register_bronobject")
    assert list_zoekregels() == geleverd
    assert any(label.replace("%", " ") in tekst for *_, tekst, _ in geleverd)


def test_record_gets_the_municipality_of_its_place_and_passes_it_on() -> None:
    load_organisaties()
    lever_gemeenten(make_rij("A1", "P1", "GM0363"))
    assert list_gebieden("A1") == {"vthobject": "GM0363", "vestiging": "GM0363"}


@pytest.mark.parametrize(("eerst", "dan"), [("GM0344", "GM0363"), ("GM0363", "GM0344")])
def test_place_that_gets_another_municipality_takes_its_records_along(eerst: str, dan: str) -> None:
    load_organisaties()
    lever_gemeenten(make_rij("A1", "P1", eerst))
    lever_gemeenten(make_rij("A1", "P1", dan), peildatum=MAART)
    assert list_gebieden("A1") == {"vthobject": dan, "vestiging": dan}


@pytest.mark.parametrize(("eerst", "dan"), [("GM0344", "GM0363"), ("GM0363", "GM0344")])
def test_record_that_moves_to_another_place_belongs_to_the_municipality_there(eerst: str, dan: str) -> None:
    load_organisaties()
    lever_gemeenten(make_rij("A1", "P1", eerst), make_rij("A2", "P2", dan))
    lever_gemeenten(make_rij("A1", "P2", dan), make_rij("A2", "P2", dan), peildatum=MAART)
    assert list_gebieden("A1") == {"vthobject": dan, "vestiging": dan}


def test_kept_state_and_the_register_lead_to_the_same(settings: Any) -> None:
    rijen = [make_site(f"A{n}") for n in range(6)]
    lever(rijen)
    lever([make_site("A0", NAAM="Anders", KVK="76543210"), *rijen[1:5]], peildatum=MAART)
    for file in (Path(settings.AANLEVERINGEN_DIR) / "standen").rglob("*.parquet"):
        file.write_bytes(b"")
    voor = VthObjectVoorkomen.objects.count(), Relatie.objects.count()
    zonder = lever([make_site("A0", NAAM="Anders", KVK="76543210"), *rijen[1:5]], peildatum=MEI)
    assert zonder.tellingen["verschil"]["vthobject"]["gewijzigd"] == 0
    assert (VthObjectVoorkomen.objects.count(), Relatie.objects.count()) == voor
