"""A run: links what is one, asks where it is not sure, writes nothing twice, and keeps ids through everything."""

import uuid
from typing import Any

import pytest

from vth.ontdubbeling import klaarzetting, ronde
from vth.ontdubbeling.models import (
    Entiteitgebeurtenis,
    Gelijkstelling,
    Koppelmodel,
    Koppelronde,
    Snede,
    derive_paar,
)
from vth.ontdubbeling.rules import OordeelError
from vth.register.models import Bronobject, Relatie, Toewijzing
from vth.register.selectors import find_identiteit
from vth.register.tests.builders import make_object
from vth.tijd import klok
from vth.tijd.models import Herkomst
from vth.tijd.rules import Peilmoment

from .builders import compare, judge, make_gelijkstelling, make_los, make_site

pytestmark = pytest.mark.usefixtures("verse_database")


def wie(bronobject: Bronobject) -> uuid.UUID:
    return find_identiteit(bronobject.pk, Peilmoment(klok.today(), klok.now()))


def read_alles() -> tuple[Any, ...]:
    """Everything that a run may write."""
    tabellen = (Gelijkstelling, Snede, Toewijzing, Entiteitgebeurtenis, Koppelronde, Koppelmodel, Herkomst)
    return tuple(list(m.objects.order_by("pk").values_list()) for m in tabellen)


def read_paren() -> dict[tuple[uuid.UUID, uuid.UUID], tuple[str, str]]:
    rijen = Gelijkstelling.objects.believed()
    return {(g.links_id, g.rechts_id): (g.uitkomst, g.grond) for g in rijen}


def test_the_same_business_of_two_suppliers_becomes_one_site_and_one_business():
    a, b = make_site("OD-NOORD"), make_site("OD-ZUID", naam="Bremlaar Verfhandel B.V.")
    make_site(
        "OD-ZUID", "2", naam="Garage Twisselhof", kvk="99000009", vestiging="990000000009", huisnummer=80
    )
    uitkomst = compare()
    assert wie(b) == a.pk
    eerste, tweede, derde = Bronobject.objects.filter(soort="vestiging").order_by("pk")
    assert (wie(tweede), wie(derde)) == (eerste.pk, derde.pk)
    assert uitkomst.volledig and uitkomst.tellingen["gekoppeld"] == 2


def test_a_second_run_with_nothing_new_writes_nothing():
    make_site("OD-NOORD"), make_site("OD-ZUID")
    compare()
    voor = read_alles()
    assert compare() is None
    assert read_alles() == voor


def test_a_run_after_a_delivery_that_changed_nothing_that_is_compared_writes_nothing():
    make_site("OD-NOORD"), make_site("OD-ZUID")
    compare()
    make_object("bodem", soort="geoobject", leverancier="OD-ZUID")
    voor = read_alles()
    assert compare() is None
    assert read_alles() == voor


def test_a_full_run_by_hand_over_the_same_gives_the_same():
    make_site("OD-NOORD"), make_site("OD-ZUID")
    compare()
    paren, toewijzingen = read_paren(), list(Toewijzing.objects.values_list())
    assert compare(volledig=True).volledig
    assert (read_paren(), list(Toewijzing.objects.values_list())) == (paren, toewijzingen)


@pytest.mark.parametrize("volgorde", [(0, 1, 2, 3), (3, 1, 0, 2), (2, 3, 1, 0)])
def test_increments_in_any_order_give_what_a_full_run_gives(volgorde):
    ander = {"naam": "Garage Twisselhof", "kvk": "99000009", "vestiging": "990000000009", "huisnummer": 80}
    maak = [
        lambda: make_site("OD-NOORD"),
        lambda: make_site("OD-ZUID", naam="Bremlaar Verfhandel B.V."),
        lambda: make_site("OD-ZUID", "2", **ander),
        lambda: make_site("PROV", "2", **ander),
    ]
    sites = {}
    for n in volgorde:
        sites[n] = maak[n]()
        compare()
    na_stappen = {n: wie(site) for n, site in sites.items()}
    compare(volledig=True)
    assert {n: wie(site) for n, site in sites.items()} == na_stappen
    assert na_stappen[0] == na_stappen[1] != na_stappen[2] == na_stappen[3]


def test_what_is_new_is_compared_with_what_was_there_already():
    a = make_site("OD-NOORD")
    for n in range(9):
        make_los("OD-NOORD", f"los{n}", f"Bedrijf {n}")
    compare()
    b = make_site("OD-ZUID")
    tweede = compare()
    assert not tweede.volledig
    assert tweede.tellingen["vergeleken"] == 2
    assert wie(b) == a.pk


def test_a_record_that_changes_into_something_else_leaves_and_the_id_stays():
    a, b, c = make_site("OD-NOORD"), make_site("OD-ZUID"), make_site("PROV")
    compare()
    make_site("PROV", naam="Zwembad De Golf", kvk="99000077", vestiging="990000000077", huisnummer=99, postcode="9902ZZ", openbare_ruimte="Kade", x=231500.0, y=583000.0)  # fmt: skip
    compare()
    assert (wie(a), wie(b), wie(c)) == (a.pk, a.pk, c.pk)
    assert Entiteitgebeurtenis.objects.filter(entiteit=a.pk, soort="eraf", bronobject=c).exists()


def test_what_people_judged_holds_in_every_later_run():
    a, b = make_site("OD-NOORD"), make_site("OD-ZUID")
    compare()
    judge(a, b, "verschillend", reden="Twee ingangen.")
    make_los("OD-NOORD", "x", "Iets anders")
    compare(volledig=True)
    assert wie(b) == b.pk


def test_what_people_made_one_stays_one_in_every_later_run():
    a, b = make_site("OD-NOORD"), make_los("PROV", "1", "Heel anders")
    compare()
    judge(a, b)
    assert compare(volledig=True).tellingen["verhuisd"] == 0
    assert wie(b) == a.pk


def test_a_key_that_name_and_place_contradict_becomes_a_question():
    a = make_site("OD-NOORD")
    b = make_site("OD-ZUID", naam="Zwembad De Golf", huisnummer=99, postcode="9902ZZ", openbare_ruimte="Kade", woonplaats="Turfloo", x=251500.0, y=583000.0)  # fmt: skip
    compare()
    assert read_paren()[(a.pk, b.pk)][0] == "te_beoordelen"
    assert wie(b) == b.pk


def test_two_of_one_supplier_that_a_third_looks_like_are_asked_about_and_counted():
    a, c = make_site("OD-NOORD"), make_site("PROV")
    b = make_site(
        "OD-NOORD", "2", naam="Garage Twisselhof", kvk="99000009", vestiging="990000000009", huisnummer=80
    )
    compare()
    make_gelijkstelling(b, c, uitkomst="gekoppeld", gewicht=0.5)
    make_los("WS", "x", "Iets anders")
    uitkomst = compare()
    snede = Snede.objects.believed().get()
    assert (snede.links_id, snede.rechts_id) == derive_paar(b.pk, c.pk)
    assert (wie(c), wie(b), uitkomst.tellingen["gesneden"]) == (a.pk, b.pk, 1)
    compare(volledig=True)
    assert not Snede.objects.believed().exists()


def test_a_judgement_about_what_no_run_compares_holds_too():
    tanks = []
    for leverancier in ("OD-NOORD", "OD-ZUID"):
        site = make_site(leverancier)
        tanks.append(make_object("tank", leverancier=leverancier, inhoud={"naam": "Tank", "hoofdtype": "installatie"}, relaties={"deel_van": [site]}))  # fmt: skip
    compare()
    judge(*tanks)
    make_los("OD-NOORD", "x", "Iets anders")
    compare()
    compare(volledig=True)
    assert wie(tanks[1]) == tanks[0].pk


def test_natural_persons_are_not_compared(settings):
    for leverancier in ("OD-NOORD", "OD-ZUID"):
        make_object(
            "p", soort="natuurlijkpersoon", leverancier=leverancier, inhoud={"geslachtsnaam": "Osselkamp"}
        )
    assert compare() is None or not Gelijkstelling.objects.exists()
    bestanden = (settings.VAR_DIR / "ontdubbeling").rglob("*.parquet")
    assert not any(b"Osselkamp" in b.read_bytes() for b in bestanden)


def test_a_part_of_a_site_is_not_compared_as_a_site():
    for leverancier in ("OD-NOORD", "OD-ZUID"):
        site = make_site(leverancier)
        for n in (1, 2):
            make_object(f"tank{n}", leverancier=leverancier, inhoud={"naam": "Tank", "hoofdtype": "installatie"}, relaties={"deel_van": [site]})  # fmt: skip
    compare()
    tanks = Bronobject.objects.filter(sleutel__startswith="tank")
    assert [wie(t) for t in tanks] == [t.pk for t in tanks]


def test_two_activities_of_another_type_in_one_site_are_two():
    for leverancier, codes in (("OD-NOORD", ("bal-3.2.9", "bal-3.8.6")), ("OD-ZUID", ("bal-3.2.9",))):
        site = make_site(leverancier)
        for code in codes:
            inhoud = {
                "activiteit": code,
                "omschrijving": "Verfhandel",
                "status": "uitvoering",
                "bevoegd_gezag": "GM9901",
            }
            make_object(code, soort="activiteituitvoering", leverancier=leverancier, inhoud=inhoud, relaties={"vindt_plaats_binnen": [site]})  # fmt: skip
    compare()
    verf, opslag, ook_verf = Bronobject.objects.filter(soort="activiteituitvoering").order_by("pk")
    assert (wie(verf), wie(opslag), wie(ook_verf)) == (verf.pk, opslag.pk, verf.pk)


def test_a_site_that_becomes_a_part_of_another_is_no_site_any_more():
    a, b, geheel = make_site("OD-NOORD"), make_site("OD-ZUID"), make_los("OD-ZUID", "x", "Bedrijvenpark")
    compare()
    inhoud = {"naam": "Verfhandel Bremlaar", "hoofdtype": "inrichting"}
    make_object("1", leverancier="OD-ZUID", inhoud=inhoud, relaties={"deel_van": [geheel]})
    compare()
    assert (wie(a), wie(b)) == (a.pk, b.pk)
    assert (a.pk, b.pk) not in read_paren()


def test_a_supplier_that_gives_its_records_new_numbers_keeps_the_things_it_knew():
    a = make_site("OD-NOORD", "oud")
    compare()
    b = make_site("OD-NOORD", "nieuw")
    compare()
    assert wie(b) == a.pk
    assert Koppelronde.objects.latest("afgerond_op").tellingen["per"][0]["dubbel"] == 2


@pytest.mark.parametrize("waar", ["record_verschil", "list_gevuld"])
def test_a_run_that_breaks_off_halfway_leaves_everything_as_it_was(monkeypatch, waar):
    a, b = make_site("OD-NOORD"), make_site("OD-ZUID")
    voor, echt = read_alles(), getattr(klaarzetting, waar)

    def breek(*args: Any) -> None:
        echt(*args)
        raise KeyboardInterrupt

    with monkeypatch.context() as m, pytest.raises(KeyboardInterrupt):
        m.setattr(klaarzetting, waar, breek)
        compare()
    assert read_alles() == voor
    compare()
    assert wie(b) == a.pk


def test_a_run_during_which_somebody_judged_compares_again(monkeypatch):
    a, b = make_site("OD-NOORD"), make_site("OD-ZUID")
    echt, gedaan = ronde.link_records, []

    def judge_meanwhile(*args: Any, **kwargs: Any) -> Any:
        if not gedaan:
            gedaan.append(judge(a, b, "verschillend", reden="Twee ingangen."))
        return echt(*args, **kwargs)

    monkeypatch.setattr(ronde, "link_records", judge_meanwhile)
    compare()
    assert wie(b) == b.pk


def test_a_run_that_is_overtaken_every_time_says_so_and_changes_nothing(monkeypatch):
    make_site("OD-NOORD"), make_site("OD-ZUID")
    monkeypatch.setattr(ronde, "read_merk", lambda: object())
    with pytest.raises(OordeelError, match="niets gewijzigd"):
        compare()
    assert not Gelijkstelling.objects.exists()


def test_a_run_touches_no_relation_and_no_record():
    make_site("OD-NOORD"), make_site("OD-ZUID")
    voor = [list(m.objects.order_by("pk").values_list()) for m in (Relatie, Bronobject)]
    compare()
    assert [list(m.objects.order_by("pk").values_list()) for m in (Relatie, Bronobject)] == voor
