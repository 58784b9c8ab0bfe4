"""What the register must be able to say (issue 2, "The register"), each told once by hand and read back as people do."""

from datetime import date, timedelta
from typing import Any

import pytest

from vth.organisaties.tests.builders import load_map
from vth.register.geschiedenis import list_geschiedenis
from vth.register.kaartlezen import Kader, list_punten
from vth.register.models import Bronobject
from vth.register.overzicht import read_bladzij
from vth.register.selectors import Filter, Objectbeeld, list_objecten, read_object
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG, Peilmoment

from .builders import ADRES, LANDELIJK, TANKSTATION, make_object

pytestmark = pytest.mark.django_db
JAN, MAART, MEI = date(2024, 1, 1), date(2024, 3, 1), date(2024, 5, 1)
PLEK = ADRES | {"lengtegraad": 6.5, "breedtegraad": 53.2}
BEDRIJF = {"naam": "Sloopwerken Zwartveen BV", "kvk_nummer": "99000001", "vestigingsnummer": "990000000001"}
ACTIVITEIT = {"status": "uitvoering", "bevoegd_gezag": "GM9901"}
# Ground work, demolition, asbestos and a soil energy system at a house: none of them has a site.
ZONDER_SITE = [
    ("bal-3.2.21", "Graven in de bodem bij de nieuwbouw"),
    ("ovt-slopen", "Sloop van een schuur"),
    ("ovt-asbest-verwijderen", "Verwijderen van asbest uit een dak"),
    ("bal-3.2.6", "Gesloten bodemenergiesysteem bij een woning"),
]


def read(object_: Bronobject, dag: date | None = None) -> Objectbeeld:
    return read_object(LANDELIJK, object_.pk, Peilmoment(dag or klok.today(), klok.now()))


def list_rollen(object_: Bronobject, dag: date) -> set[tuple[str, str]]:
    return {(r.soort, r.ander.sleutel) for r in read(object_, dag).relaties if r.heen}


@pytest.mark.parametrize(("activiteit", "omschrijving"), ZONDER_SITE)
def test_activity_without_a_site_is_registered_found_and_mapped_as_a_factory_is(
    activiteit: str, omschrijving: str
) -> None:
    plek = make_object("P1", soort="geoobject", inhoud=PLEK)
    bedrijf = make_object("B1", soort="vestiging", inhoud=BEDRIJF)
    gedaan = make_object(
        "A1",
        soort="activiteituitvoering",
        inhoud=ACTIVITEIT | {"activiteit": activiteit, "omschrijving": omschrijving},
        relaties={"locatie": [plek], "uitvoerder": [bedrijf]},
    )
    for vraag in (omschrijving.split()[-1], "dorpsstraat 12", "9901 ab", "zwartveen", "99000001", "A1"):
        assert gedaan in list_objecten(LANDELIJK, Filter(soort="activiteituitvoering", vraag=vraag)), vraag
    (regel,) = read_bladzij(LANDELIJK, Filter(soort="activiteituitvoering")).regels
    assert (regel.naam, regel.plaats) == (omschrijving, "Dorpsstraat 12, 9901 AB Lindeveen")
    wereld = Kader(-180, -90, 180, 90)
    assert [p.id for p in list_punten(LANDELIJK, Filter(soort=""), wereld)[0]] == [gedaan.pk]
    assert not [r for r in read(gedaan).relaties if r.ander.soort == "vthobject"]


def test_installation_is_part_of_a_site_and_the_site_shows_its_parts() -> None:
    site = make_object()
    tank = make_object(
        "T1-a",
        inhoud={"naam": "Tank 1", "hoofdtype": "installatie", "subtype": "opslagtank"},
        relaties={"deel_van": [site]},
    )
    assert {(r.soort, r.heen, r.ander) for r in read(site).relaties} == {("deel_van", False, tank)}


def test_roles_of_betrokkenen_go_through_time() -> None:
    oud = make_object("B1", soort="vestiging", inhoud={"naam": "Oud BV"})
    nieuw = make_object("B2", soort="vestiging", inhoud={"naam": "Nieuw BV"})
    persoon = make_object("P1", soort="natuurlijkpersoon", inhoud={"geslachtsnaam": "Veenstra"})
    site = make_object(
        begin=JAN, relaties={"drijver": [oud], "eigenaar": [persoon], "verantwoordelijke": [oud]}
    )
    make_object(begin=MAART, relaties={"drijver": [nieuw]})
    assert list_rollen(site, MAART - timedelta(1)) == {
        ("drijver", "B1"), ("eigenaar", persoon.sleutel), ("verantwoordelijke", "B1"),
    }  # fmt: skip
    assert list_rollen(site, MAART) == {
        ("drijver", "B2"), ("eigenaar", persoon.sleutel), ("verantwoordelijke", "B1"),
    }  # fmt: skip
    zinnen = [
        r.zin for r in list_geschiedenis(LANDELIJK, [site], Peilmoment(MEI, klok.now())) if r.dag == MAART
    ]
    assert sorted(zinnen) == ["Drijver: Nieuw BV.", "Drijver: niet langer Oud BV."]


def test_role_with_an_end_that_is_known_beforehand_ends_on_that_day() -> None:
    houder = make_object("B1", soort="vestiging", inhoud={"naam": "Houder BV"})
    inhoud = {"kenmerk": "Z-2024-0012", "toestemmingsoort": "vergunning", "vervaldatum": MEI}
    vergunning = make_object(
        "V1", soort="toestemming", inhoud=inhoud, eind=MEI, relaties={"houder": [houder]}
    )
    assert list_rollen(vergunning, MEI - timedelta(1)) == {("houder", "B1")}
    assert list_rollen(vergunning, MEI) == set()


def test_permit_and_notification_legitimate_an_activity_and_are_found_by_their_number() -> None:
    melder = make_object("B1", soort="vestiging", inhoud=BEDRIJF)
    activiteit = make_object(
        "A1",
        soort="activiteituitvoering",
        inhoud=ACTIVITEIT | {"activiteit": "bal-3.2.1", "omschrijving": "Stoken"},
    )
    vergunning = make_object(
        "V1",
        soort="toestemming",
        inhoud={
            "kenmerk": "Z-2024-0012",
            "toestemmingsoort": "vergunning",
            "onderwerp": "Stookinstallatie",
        },
        relaties={"legitimeert": [activiteit]},
    )
    melding = make_object(
        "M1",
        soort="activiteitmelding",
        inhoud={"kenmerk": "M-77", "indiendatum": JAN},
        relaties={"betreft": [activiteit], "melder": [melder]},
    )
    assert {(r.soort, r.ander) for r in read(activiteit).relaties} == {
        ("legitimeert", vergunning),
        ("betreft", melding),
    }
    assert list_objecten(LANDELIJK, Filter(soort="", vraag="z-2024-0012")) == [vergunning]
    assert list_objecten(LANDELIJK, Filter(soort="toestemming", vraag="stookinst")) == [vergunning]
    assert list_objecten(LANDELIJK, Filter(soort="", vraag="M-77")) == [melding]


UITBREIDING: dict[str, dict[str, Any]] = {
    "vthobject": TANKSTATION
    | {
        "seveso_niveau": "hogedrempel",
        "ippc": True,
        "eu_registry_id": "NL.OVT/0001.SITE",
        "ets_id": "NL-204",
        "capaciteit": 12.5,
        "capaciteit_eenheid": "ton per dag",
    },
    "activiteituitvoering": ACTIVITEIT
    | {
        "activiteit": "bal-3.6.2",
        "bal_paragraaf": "3.6.2",
        "rie_categorie": "1.1",
        "kwalificatie": "vergunningplicht",
        "toezichtinstantie": "OD-NOORD",
        "capaciteit": 300,
        "capaciteit_eenheid": "MW",
    },
}


@pytest.mark.parametrize("soort", sorted(UITBREIDING))
def test_what_later_exports_need_is_kept_and_told_with_its_source(soort: str) -> None:
    object_ = make_object(soort=soort, inhoud=UITBREIDING[soort])
    waarden = {w.attribuut.naam: w for w in read(object_).waarden}
    assert {naam: w.waarde for naam, w in waarden.items()} == UITBREIDING[soort]
    assert {w.herkomst for w in waarden.values()} == {object_.herkomst}
    assert {(w.bronobject.leverancier, w.sinds) for w in waarden.values()} == {("OD-NOORD", JAN)}


def test_numbers_of_other_registers_find_the_site() -> None:
    site = make_object(inhoud=UITBREIDING["vthobject"])
    for vraag in ("NL.OVT/0001.SITE", "NL-204", "0001.site"):
        assert list_objecten(LANDELIJK, Filter(vraag=vraag)) == [site], vraag


def test_unknown_is_a_value_with_its_reason_and_not_the_same_as_nothing_said() -> None:
    site = make_object(inhoud=TANKSTATION | {"voidredenen": "seveso_niveau:waardeOnbekend"})
    redenen = {w.attribuut.naam: (w.waarde, w.voidreden) for w in read(site).waarden}
    assert redenen["seveso_niveau"] == (None, "waardeOnbekend")
    assert "ippc" not in redenen


def test_bronhouder_is_read_from_data_per_kind_of_object_area_and_day(tmp_path: Any) -> None:
    load_map(tmp_path / "basis")
    rij = {
        "gegevensset": "vthobject",
        "gebied": "GM9901",
        "organisatie": "PV99",
        "begin_geldigheid": "2024-03-01",
    }
    load_map(tmp_path / "bron", {"bronhouderschappen": [rij]})
    site, elders = make_object(), make_object("T2", gebied="GM9903")
    melding = make_object("M1", soort="activiteitmelding", inhoud={"kenmerk": "M-77"})
    nergens = make_object("T3", gebied="", inhoud=TANKSTATION)
    assert [read(site, dag).bronhouder for dag in (JAN, MAART)] == ["OD-NOORD", "PV99"]
    assert [read(o, MAART).bronhouder for o in (elders, melding, nergens)] == ["OD-ZUID", "OD-NOORD", ""]


def test_history_tells_when_a_thing_appeared_what_it_was_called_and_when_it_ended() -> None:
    site = make_object(begin=JAN)
    make_object(inhoud=TANKSTATION | {"naam": "Verfhandel"}, begin=MAART, eind=MEI)
    regels = list_geschiedenis(LANDELIJK, [site], Peilmoment(klok.today(), klok.now()))
    assert [(r.dag, r.soort) for r in regels] == [(MEI, "einde"), (MAART, "wijziging"), (JAN, "begin")]
    assert "Tankstation De Linde" in regels[2].zin
    assert read(site).laatste_dag == MEI != OPEN_DAG
