"""What the page of one thing says: its state, values, relations, place and history, on any two dates."""

from datetime import date

import pytest

from portaal.objectpagina import Objectpagina, derive_stappen, make_objectpagina
from portaal.objectrelaties import GROEPEN
from vth.begrippen.selectors import read_model
from vth.register.models import Bronobject
from vth.register.models.controle import VAN_BEZOEKEN
from vth.register.selectors import BestaatNietError
from vth.register.tests.builders import ADRES, LANDELIJK, make_object
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer

from .builders import (
    BUUR,
    GEMEENTE,
    JAN,
    JULI,
    MAART,
    TOEZICHT,
    count_queries,
    make_activiteit,
    make_plek,
    make_site,
    make_toewijzing,
    make_vestiging,
)

pytestmark = pytest.mark.django_db
BUITEN = {"gebied": "GM9902"}
# So many questions the page of a site with visits and activities asks at most; it was fifty-three.
MEESTE_VRAGEN = 30


def make(bronobject: Bronobject, dag: date | None = None, viewer: Viewer = LANDELIJK) -> Objectpagina:
    return make_objectpagina(viewer, bronobject.pk, Peilmoment(dag or klok.today(), klok.now()))


def list_waarden(pagina: Objectpagina) -> dict[str, object]:
    return {k.label: k.waarde for k in pagina.kenmerken}


def get_rijen(pagina: Objectpagina, titel: str) -> list[dict]:
    return [dict(rij) for groep in pagina.groepen if groep.titel == titel for rij in groep.rijen]


def test_values_of_the_day_are_shown_and_not_those_of_now() -> None:
    make_object(inhoud={"naam": "Verf", "hoofdtype": "inrichting"})
    site = make_object(inhoud={"naam": "Verfhandel", "hoofdtype": "inrichting"}, begin=JULI)
    toen, nu = make(site, MAART), make(site)
    assert (toen.titel, nu.titel) == ("Verf", "Verfhandel")
    assert (list_waarden(toen)["Naam"], list_waarden(nu)["Naam"]) == ("Verf", "Verfhandel")


def test_value_says_who_gave_it_and_since_when_it_holds() -> None:
    make_object(inhoud={"naam": "Verf", "hoofdtype": "inrichting"})
    site = make_object(inhoud={"naam": "Verf", "hoofdtype": "installatie"}, begin=MAART)
    bron = {k.label: k.bron for k in make(site).kenmerken}
    assert bron["Naam"] and bron["Hoofdtype"]
    assert (bron["Naam"].leverancier, bron["Naam"].sinds) == ("OD-NOORD", JAN)
    assert bron["Hoofdtype"].sinds == MAART


def test_important_value_that_nobody_gave_is_shown_as_missing() -> None:
    assert list_waarden(make(make_object(inhoud={"hoofdtype": "inrichting"})))["Naam"] is None


def test_capacity_is_one_line_with_its_unit() -> None:
    inhoud = {"hoofdtype": "inrichting", "capaciteit": 1450, "capaciteit_eenheid": "ton per jaar"}
    kenmerken = {k.label: k for k in make(make_object(inhoud=inhoud)).kenmerken}
    assert kenmerken["Capaciteit"].eenheid == "ton per jaar"
    assert "Eenheid van de capaciteit" not in kenmerken


def test_what_another_supplier_says_of_the_same_thing_stands_beside_it() -> None:
    een = make_object(inhoud={"naam": "Verf", "hoofdtype": "inrichting"})
    ander = make_object("X9", leverancier="PV99", inhoud={"naam": "Verfhandel BV", "hoofdtype": "inrichting"})
    make_toewijzing(ander, een)
    pagina = make(een)
    naam = next(k for k in pagina.kenmerken if k.label == "Naam")
    assert (naam.waarde, [b.waarde for b in naam.anderen]) == ("Verfhandel BV", ["Verf"])
    assert naam.bron.regel == "voorop omdat dit het laatst is gezegd"
    assert (naam.bron.zekerheid, naam.bron.regel_url) == ("aanname", "/ontdubbeling/voorop")
    hoofdtype = next(k for k in pagina.kenmerken if k.label == "Hoofdtype")
    assert hoofdtype.bron.regel.startswith("wie dit opgeeft, zegt hetzelfde") and not hoofdtype.bron.zekerheid
    assert [(r["leverancier"], r["naam"]) for r in pagina.records] == [
        ("OD-NOORD", "Verf"),
        ("PV99", "Verfhandel BV"),
    ]
    assert pagina.leveranciers == ("OD-NOORD", "PV99")


def test_what_another_supplier_says_is_not_told_to_who_may_not_see_it() -> None:
    een = make_object(inhoud={"naam": "Verf", "hoofdtype": "inrichting"})
    ander = make_object(
        "X9", leverancier="PV99", inhoud={"naam": "Geheim", "hoofdtype": "inrichting"}, gebied="GM9902"
    )
    make_toewijzing(ander, een)
    assert make(een, viewer=TOEZICHT).leveranciers == ("OD-NOORD",)
    assert "Geheim" not in str(make(een, viewer=TOEZICHT))


def test_thing_that_nobody_may_see_does_not_exist() -> None:
    with pytest.raises(BestaatNietError):
        make(make_site(), viewer=BUUR)


def test_before_anything_was_known_there_is_nothing_to_show() -> None:
    site = make_object()
    toen = Peilmoment(klok.today(), site.herkomst.moment.replace(year=2020))
    pagina = make_objectpagina(LANDELIJK, site.pk, toen)
    assert (pagina.kenmerken, pagina.tijdlijn, pagina.toestand.woord) == ((), (), "niet bekend")


def test_before_its_first_day_the_first_known_state_is_shown_as_such() -> None:
    inhoud = {"naam": "Verf", "hoofdtype": "inrichting", "ontstaansdatum": date(1987, 5, 11)}
    site = make_object(inhoud=inhoud)
    assert make(site, date(1950, 1, 1)).toestand.woord == "bestond nog niet"
    assert make(site, date(2000, 1, 1)).toestand.woord == "nog geen gegevens"
    assert "11 mei 1987" in make(site, date(2000, 1, 1)).toestand.zin
    assert make(site, JAN).toestand.woord == "bestaat"


def test_ended_thing_keeps_its_last_state_in_sight() -> None:
    pagina = make(make_object(eind=MAART), JULI)
    assert (pagina.toestand.woord, pagina.titel) == ("beëindigd", "Tankstation De Linde")


def test_steps_lead_to_the_state_before_and_after_a_change() -> None:
    vorige, volgende = derive_stappen([JAN, MAART, JULI, MAART], date(2024, 5, 1))
    assert (vorige.waarde, volgende.waarde) == ("2024-02-29", JULI.isoformat())
    assert derive_stappen([JAN], JULI) == derive_stappen([], JULI) == ()


def test_what_one_act_told_of_one_day_is_one_event() -> None:
    make_object(inhoud={"naam": "Verf", "hoofdtype": "inrichting"})
    inhoud = {"naam": "Verfhandel", "hoofdtype": "inrichting", "ippc": True}
    site = make_object(inhoud=inhoud, begin=MAART)
    gebeurtenissen = make(site).tijdlijn
    assert [g.moment for g in gebeurtenissen] == [MAART, JAN]
    assert gebeurtenissen[0].zin == "Naam werd Verfhandel (was Verf)."
    assert list(gebeurtenissen[0].verder) == ["Ippc-installatie is ingevuld: ja."]


def test_kind_is_named_by_its_most_telling_code() -> None:
    inhoud = {"hoofdtype": "installatie", "subtype": "opslagtank", "naam": "Tank 1"}
    assert make(make_object(inhoud=inhoud)).wat == "VTH-object: opslagtank"
    assert make(make_vestiging()).wat == "Vestiging"


def test_place_is_given_with_address_coordinates_and_a_map() -> None:
    locatie = make(make_site()).locatie
    assert locatie and locatie.kaart
    plek = locatie.plekken[0]
    assert (plek.adres, plek.coordinaten) == ("Dorpsstraat 12, 9901 AB Lindeveen", "230000, 580000")


def test_activity_without_a_place_lies_with_its_site() -> None:
    pagina = make(make_activiteit(make_site()))
    assert pagina.locatie and pagina.locatie.bij == "Tankstation De Linde"


def test_place_that_one_may_not_see_is_not_shown() -> None:
    site = make_object(relaties={"locatie": [make_plek(**BUITEN)]})
    assert make(site, viewer=GEMEENTE).locatie is None
    assert make(site).locatie is not None


def test_only_what_can_have_a_place_speaks_of_one() -> None:
    melding = make_object("M1", soort="activiteitmelding", inhoud={"kenmerk": "M-1"})
    heeft = [make(b).heeft_plek for b in (make_site(), make_plek(), make_vestiging(), melding)]
    assert heeft == [True, True, False, False]


def test_place_without_coordinates_has_no_map() -> None:
    plek = make_object("G1", soort="geoobject", inhoud={k: v for k, v in ADRES.items() if k not in "xy"})
    locatie = make(plek).locatie
    assert locatie and locatie.kaart is None and locatie.plekken[0].coordinaten == ""


def test_relations_are_grouped_as_people_ask_for_them() -> None:
    site = make_site()
    activiteit = make_activiteit(site)
    vergunning = {"kenmerk": "Z-1", "toestemmingsoort": "vergunning"}
    make_object("Z1", soort="toestemming", inhoud=vergunning, relaties={"legitimeert": [activiteit]})
    make_object("T2", inhoud={"naam": "Tank", "hoofdtype": "installatie"}, relaties={"deel_van": [site]})
    pagina = make(site)
    assert [g.titel for g in pagina.groepen] == [
        "Activiteiten",
        "Onderdelen",
        "Betrokkenen",
        "Toestemmingen en meldingen",
    ]
    assert get_rijen(pagina, "Toestemmingen en meldingen")[0]["voor"] == "Kas"
    drijver = get_rijen(pagina, "Betrokkenen")[0]
    assert (drijver["rol"], drijver["kvk_nummer"], drijver["vestigingsnummer"]) == (
        "Drijver",
        "01234567",
        "000012345678",
    )


def make_overtreding(site: Bronobject, **anders: object) -> Bronobject:
    """A violation at a site, by its operator and a person together."""
    persoon = make_object("P1", soort="natuurlijkpersoon", inhoud={"geslachtsnaam": "Veenstra"})
    inhoud = {"aard": "Olie in de sloot", "overtredingsdatum": JAN, "norm": "Bal 2.11"} | anders
    relaties = {"overtreding_bij": [site], "begaan_door": [make_vestiging("V2"), persoon]}
    return make_object("O1", soort="overtreding", inhoud=inhoud, relaties=relaties)


def test_violation_leads_to_where_it_is_who_did_it_and_what_was_done() -> None:
    site = make_site()
    overtreding = make_overtreding(site)
    last = {
        "handhavingsinstrument": "last_onder_dwangsom",
        "opgelegd_door": "GM9901",
        "status": "in_uitvoering",
    }
    tegen = {"ter_bestrijding_van": [overtreding]}
    maatregel = make_object(
        "M1", soort="handhavingsmaatregel", inhoud=last | {"dwangsombedrag": 1500}, relaties=tegen
    )
    pagina = make(overtreding)
    assert [g.titel for g in pagina.groepen] == ["Overtreding bij", "Maatregelen"]
    assert {r["naam"] for r in get_rijen(pagina, "Overtreding bij")} == {
        "Tankstation De Linde",
        "De Linde BV",
        "natuurlijk persoon",
    }
    (rij,) = get_rijen(pagina, "Maatregelen")
    assert (rij["wat"], rij["status"]) == ("last onder dwangsom", "in uitvoering")
    assert get_rijen(make(site), "Overtredingen")[0]["naam"] == "Olie in de sloot"
    assert list_waarden(make(maatregel))["Dwangsom"] == "€\u00a01.500,00"


def test_violation_that_was_put_right_is_said_to_be_over() -> None:
    assert make(make_overtreding(make_site(), hersteldatum=MAART)).toestand.woord == "beëindigd"


def test_every_relation_leads_on_from_both_sides() -> None:
    """But for a place, which is on the map, and for visits, which the history of toezicht tells."""
    gegroepeerd = {paar for _, soorten, _ in GROEPEN for paar in soorten}
    alle = {(r.naam, heen) for o in read_model().values() for r in o.relaties for heen in (True, False)}
    assert alle - gegroepeerd == {("locatie", True), *((soort, False) for soort in VAN_BEZOEKEN)}


def test_relation_of_another_day_is_not_shown_and_one_that_lasts_tells_since_when() -> None:
    drijver = make_vestiging()
    make_object(relaties={"drijver": [drijver]})
    site = make_object(begin=JULI, relaties={"drijver": []})
    assert get_rijen(make(site, MAART), "Betrokkenen")[0]["sinds"] == JAN
    assert get_rijen(make(site), "Betrokkenen") == []


def test_relation_with_what_one_may_not_see_is_not_shown() -> None:
    site = make_object(relaties={"drijver": [make_vestiging(naam="Geheim BV", **BUITEN)]})
    assert "Geheim" not in str(make(site, viewer=GEMEENTE))
    assert get_rijen(make(site), "Betrokkenen")[0]["naam"] == "Geheim BV"


def test_natural_person_is_named_on_the_own_page_alone() -> None:
    persoon = make_object(
        "123456782", soort="natuurlijkpersoon", inhoud={"voorletters": "J.", "geslachtsnaam": "Veenstra"}
    )
    site = make_object(relaties={"drijver": [persoon]})
    assert make(persoon).titel == "J. Veenstra"
    assert get_rijen(make(site), "Betrokkenen")[0]["naam"] == "natuurlijk persoon"
    assert "Veenstra" not in str(make(site))


def test_page_asks_as_much_of_the_database_for_two_activities_as_for_twenty() -> None:
    klein, groot = make_site("T1"), make_site("T2")
    for n in range(2):
        make_activiteit(klein, f"K{n}")
    for n in range(20):
        make_activiteit(groot, f"G{n}")
    make(klein)
    assert count_queries(lambda: make(klein)) == count_queries(lambda: make(groot))


def make_bezoek(site: Bronobject, n: int, leverancier: str = "OD-NOORD") -> None:
    """A visit to a site with one violation."""
    inhoud = {"kenmerk": f"C-{n}", "controletype": "regulier", "controledatum": JAN}
    controle = make_object(
        f"C{n}", soort="controle", leverancier=leverancier, inhoud=inhoud, relaties={"controle_van": [site]}
    )
    gezien = {"volgnummer": 1, "resultaat": "overtreden", "onderwerp": "geluid", "norm": "Bal 2.11"}
    make_object(f"B{n}", soort="bevinding", inhoud=gezien, relaties={"uitkomst_van": [controle]})


def test_page_of_a_site_asks_a_fixed_number_of_questions_whatever_its_history() -> None:
    """What is known of a record, its relations and its organisations is asked once for the whole page."""
    kort, lang = make_site("T1"), make_site("T2")
    for site in (kort, lang):
        make_activiteit(site, f"A-{site.sleutel}")
    make_bezoek(kort, 0)
    for n in range(1, 13):
        make_bezoek(lang, n)
    for dag in (MAART, JULI):
        make_object("T2", inhoud={"naam": f"Naam van {dag}", "hoofdtype": "inrichting"}, begin=dag)
    make(kort)
    gevraagd = count_queries(lambda: make(lang))
    assert gevraagd == count_queries(lambda: make(kort)) <= MEESTE_VRAGEN


def test_page_of_a_thing_asks_as_much_for_three_suppliers_as_for_two() -> None:
    groepen = []
    for n, leveranciers in enumerate((("OD-NOORD", "PV99"), ("OD-NOORD", "PV99", "WS9901"))):
        eerste, *rest = (make_object(f"S{n}", leverancier=lev) for lev in leveranciers)
        for ander in rest:
            make_toewijzing(ander, eerste)
        groepen.append(eerste)
    make(groepen[0])
    een, twee = (count_queries(lambda g=g: make(g)) for g in groepen)  # type: ignore[misc]
    assert een == twee


def test_a_thing_of_which_two_suppliers_tell_is_named_once_among_the_relations() -> None:
    drijvers = [
        make_object("B1", soort="vestiging", leverancier=lev, inhoud={"naam": "Verf BV"})
        for lev in ("OD-NOORD", "PV99")
    ]
    sites = [
        make_object(
            "S1", leverancier=d.leverancier, relaties={"drijver": [d]}, inhoud={"hoofdtype": "inrichting"}
        )
        for d in drijvers
    ]
    make_toewijzing(sites[1], sites[0])
    betrokkenen = [g for g in make(sites[0]).groepen if g.titel == "Betrokkenen"]
    assert len(betrokkenen[0].rijen) == 2
    make_toewijzing(drijvers[1], drijvers[0])
    betrokkenen = [g for g in make(sites[0]).groepen if g.titel == "Betrokkenen"]
    assert len(betrokkenen[0].rijen) == 1


def test_each_supplier_keeps_its_own_unit() -> None:
    ton = {"hoofdtype": "inrichting", "capaciteit": 1450, "capaciteit_eenheid": "ton per jaar"}
    kuub = {"hoofdtype": "inrichting", "capaciteit": 30, "capaciteit_eenheid": "m3 per dag"}
    een, ander = make_object(inhoud=ton), make_object("X9", leverancier="PV99", inhoud=kuub)
    make_toewijzing(ander, een)
    capaciteit = next(k for k in make(een).kenmerken if k.label == "Capaciteit")
    assert (capaciteit.waarde, [b.waarde for b in capaciteit.anderen]) == (
        "30 m3 per dag",
        ["1.450 ton per jaar"],
    )
    assert capaciteit.eenheid == ""
