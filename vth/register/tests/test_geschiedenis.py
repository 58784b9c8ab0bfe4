"""What happened to one thing, in sentences that a stranger understands."""

from datetime import date
from decimal import Decimal

import pytest

from vth.begrippen.selectors import read_objecttype
from vth.register.geschiedenis import format_waarde, list_geschiedenis, list_relatiebegin
from vth.register.models import Bronobject, Leverstatus, Relatie
from vth.register.selectors import list_relaties
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG, Peilmoment
from vth.toegang.rules import Viewer, Zicht, derive_niveaus

from .builders import LANDELIJK, make_object

pytestmark = pytest.mark.django_db
JAN, MAART, JULI = date(2024, 1, 1), date(2024, 3, 1), date(2024, 7, 1)


def tell(bronobject: Bronobject, viewer: Viewer = LANDELIJK) -> list[tuple[date, str]]:
    regels = list_geschiedenis(viewer, [bronobject], Peilmoment(klok.today(), klok.now()))
    return [(r.dag, r.zin) for r in regels]


def test_appearing_changing_and_ending_are_told_newest_first() -> None:
    make_object(inhoud={"naam": "Verf", "hoofdtype": "inrichting"})
    site = make_object(inhoud={"naam": "Verfhandel", "hoofdtype": "inrichting"}, begin=MAART, eind=JULI)
    assert tell(site) == [
        (JULI, "Eindigde volgens de leverancier."),
        (MAART, "Naam werd Verfhandel (was Verf)."),
        (JAN, "Verscheen in het register als ‘Verf’."),
    ]


def test_value_that_comes_and_goes_is_told() -> None:
    make_object(inhoud={"hoofdtype": "inrichting"})
    make_object(inhoud={"hoofdtype": "inrichting", "ippc": True}, begin=MAART)
    site = make_object(inhoud={"hoofdtype": "inrichting"}, begin=JULI)
    zinnen = [zin for _, zin in tell(site)]
    assert "Ippc-installatie is ingevuld: ja." in zinnen
    assert "Ippc-installatie (ja) is niet meer gegeven." in zinnen


def test_codes_are_told_by_their_label() -> None:
    make_object(inhoud={"hoofdtype": "inrichting"})
    site = make_object(inhoud={"hoofdtype": "inrichting", "seveso_niveau": "hogedrempel"}, begin=MAART)
    assert tell(site)[0][1].startswith("Seveso-niveau is ingevuld: ")
    assert "hogedrempel." not in tell(site)[0][1]


def test_relation_is_told_and_its_end_too() -> None:
    drijver = make_object("V1", soort="vestiging", inhoud={"naam": "De Linde BV"})
    make_object(relaties={"drijver": [drijver]})
    site = make_object(begin=MAART, relaties={"drijver": []})
    zinnen = dict(tell(site))
    assert zinnen[MAART] == "Drijver: niet langer De Linde BV."
    assert (JAN, "Drijver: De Linde BV.") in tell(site)


def test_relation_whose_period_was_split_is_told_once() -> None:
    drijver = make_object("V1", soort="vestiging", inhoud={"naam": "De Linde BV"})
    site = make_object(relaties={"drijver": [drijver]})
    rij = Relatie.objects.get(van=site)
    Relatie.objects.filter(pk=rij.pk).update(eind_registratie=klok.now())
    for begin, eind in ((JAN, MAART), (MAART, OPEN_DAG)):
        Relatie.objects.create(
            van=site,
            naar=drijver,
            soort="drijver",
            begin_geldigheid=begin,
            eind_geldigheid=eind,
            tijdstip_registratie=klok.now(),
            herkomst=site.herkomst,
        )
    peilmoment = Peilmoment(klok.today(), klok.now())
    beelden = list_relaties(LANDELIJK, [site.pk], peilmoment)
    assert [zin for _, zin in tell(site) if "Drijver" in zin] == ["Drijver: De Linde BV."]
    assert list_relatiebegin(beelden, peilmoment) == {(site.pk, drijver.pk, "drijver"): JAN}


def test_number_is_told_with_its_unit_and_as_people_write_it() -> None:
    make_object(inhoud={"hoofdtype": "inrichting"})
    inhoud = {
        "hoofdtype": "inrichting",
        "capaciteit": Decimal("1450.5"),
        "capaciteit_eenheid": "ton per jaar",
    }
    site = make_object(inhoud=inhoud, begin=MAART)
    zinnen = [zin for dag, zin in tell(site) if dag == MAART]
    assert zinnen == ["Capaciteit is ingevuld: 1.450,5 ton per jaar."]


def test_relation_with_what_one_may_not_see_is_not_told() -> None:
    drijver = make_object("V1", soort="vestiging", inhoud={"naam": "Geheim BV"}, gebied="GM9902")
    site = make_object(relaties={"drijver": [drijver]})
    buur = Viewer("buur", Zicht(gebieden=frozenset({"GM9901"}), niveaus=derive_niveaus("intern")))
    assert not any("Geheim" in zin for _, zin in tell(site, buur))


def test_natural_person_is_not_named() -> None:
    persoon = make_object("123456782", soort="natuurlijkpersoon", inhoud={"geslachtsnaam": "Veenstra"})
    site = make_object(relaties={"drijver": [persoon]})
    assert "Drijver: natuurlijk persoon." in [zin for _, zin in tell(site)]


def test_supplier_that_stops_and_starts_again_is_told() -> None:
    site = make_object()
    Leverstatus.objects.create(
        bronobject=site,
        status="niet_meer_aangeleverd",
        begin_geldigheid=MAART,
        eind_geldigheid=JULI,
        tijdstip_registratie=klok.now(),
        herkomst=site.herkomst,
    )
    zinnen = dict(tell(site))
    assert zinnen[MAART] == "De leverancier houdt dit niet bij: niet meer aangeleverd."
    assert zinnen[JULI] == "De leverancier houdt dit weer bij."


def test_history_as_it_was_known_before_a_correction() -> None:
    site = make_object(inhoud={"naam": "Verf", "hoofdtype": "inrichting"})
    toen = klok.now()
    make_object(inhoud={"naam": "Anders", "hoofdtype": "inrichting"})
    regels = list_geschiedenis(LANDELIJK, [site], Peilmoment(JULI, toen))
    assert [r.zin for r in regels] == ["Verscheen in het register als ‘Verf’."]


def test_nothing_said_is_told_as_not_known() -> None:
    attribuut = read_objecttype("vthobject").get_attribuut("naam")
    assert attribuut
    assert format_waarde(attribuut, None, JAN) == "niet bekend"
