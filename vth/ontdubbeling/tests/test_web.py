"""The pages of this room: the next pair at once, nobody overwritten, and nothing of records that one may not see."""

from dataclasses import replace

import pytest
from django.urls import reverse

from vth.logboek.models import Verwerking
from vth.ontdubbeling.gevolgen import Gevolg, _tellers, register_gevolgen
from vth.ontdubbeling.models import Koppeloordeel, derive_paar
from vth.register.models import Bronobject
from vth.toegang.rules import ALLE_SOORTEN, Zicht, derive_niveaus

from .builders import BEOORDELAAR, judge, make_gelijkstelling, make_los, make_site

pytestmark = pytest.mark.django_db
NOORD = replace(
    BEOORDELAAR,
    actor="noord",
    zicht=Zicht(soorten=ALLE_SOORTEN, leveranciers=frozenset({"OD-NOORD"}), niveaus=derive_niveaus("intern")),
    organisaties=frozenset({"OD-NOORD"}),
)
KIJKER = replace(BEOORDELAAR, actor="kijker", handelingen=frozenset({"register.read"}))


def adres(a: Bronobject, b: Bronobject) -> str:
    return reverse("ontdubbeling:paar", args=derive_paar(a.pk, b.pk))


@pytest.fixture
def vier() -> list[Bronobject]:
    namen = (
        ("OD-NOORD", "Verfhandel"),
        ("OD-ZUID", "Lakhandel"),
        ("OD-NOORD", "Garage"),
        ("PROV", "Autopoets"),
    )
    vier = [make_los(lev, naam, naam) for lev, naam in namen]
    make_gelijkstelling(vier[0], vier[1], rang=0.4, grond="tegenspraak:kvk_vestiging")
    make_gelijkstelling(vier[2], vier[3], rang=1.3)
    return vier


def test_the_strangest_pair_stands_first_with_its_reason(als, vier):
    tekst = als(BEOORDELAAR).get("/ontdubbeling/").content.decode()
    assert tekst.index("Verfhandel") < tekst.index("Garage")
    assert "naam en plek spreken dat tegen" in tekst


def test_a_filter_that_leaves_nothing_does_not_say_that_nothing_waits(als, vier):
    client = als(BEOORDELAAR)
    assert "er is iets te beoordelen" in client.get("/ontdubbeling/").content.decode()
    for uitkomst in ("gesneden", "gekoppeld"):
        assert (
            "te beoordelen</"
            not in client.get(f"/ontdubbeling/?uitkomst={uitkomst}").content.decode().split("<form")[0]
        )


def test_who_sees_only_one_of_two_records_sees_no_pair(als, vier):
    client = als(NOORD)
    tekst = client.get("/ontdubbeling/").content.decode()
    assert "Verfhandel" not in tekst and "Lakhandel" not in tekst
    assert client.get(adres(*vier[:2])).status_code == 404
    assert client.post(adres(*vier[:2]), {"keuze": "gelijk"}).status_code == 404


def test_a_judgement_leads_to_the_next_pair_in_the_same_list(als, vier):
    client = als(BEOORDELAAR)
    antwoord = client.post(adres(*vier[:2]) + "?soort=vthobject", {"keuze": "gelijk", "gezien": ""})
    assert antwoord.status_code == 302
    assert antwoord.url == adres(*vier[2:]) + "?soort=vthobject"
    assert Koppeloordeel.objects.get().keuze == "gelijk"


def test_after_the_last_pair_comes_the_list(als, vier):
    client = als(BEOORDELAAR)
    client.post(adres(*vier[:2]), {"keuze": "weet_niet", "gezien": ""})
    antwoord = client.post(adres(*vier[2:]), {"keuze": "verschillend", "gezien": ""})
    assert antwoord.url == "/ontdubbeling/"
    assert "Er is niets te beoordelen" in client.get("/ontdubbeling/").content.decode() or "nog niet vergeleken" in client.get("/ontdubbeling/").content.decode()  # fmt: skip


def test_the_second_judge_is_told_and_keeps_what_he_wrote(als, vier):
    judge(*vier[:2], "verschillend", viewer=replace(BEOORDELAAR, actor="collega"))
    antwoord = als(BEOORDELAAR).post(
        adres(*vier[:2]), {"keuze": "gelijk", "gezien": "", "reden": "Zelfde gevel."}
    )
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert "collega heeft dit paar intussen beoordeeld" in tekst and "Zelfde gevel." in tekst
    assert Koppeloordeel.objects.get().keuze == "verschillend"


def test_a_judgement_that_contradicts_shows_the_ones_it_contradicts(als, vier):
    a, b, c, _ = vier
    judge(a, b)
    judge(b, c)
    antwoord = als(BEOORDELAAR).post(adres(a, c), {"keuze": "verschillend", "gezien": ""})
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "Deze oordelen spreken elkaar tegen" in tekst
    assert adres(a, b) in tekst and adres(b, c) in tekst


def test_coming_back_needs_a_reason_and_both_judgements_stay_to_read(als, vier):
    eerste = judge(*vier[:2])
    client = als(BEOORDELAAR)
    zonder = client.post(adres(*vier[:2]), {"keuze": "verschillend", "gezien": str(eerste.pk)})
    assert zonder.status_code == 422 and "Schrijf op waarom" in zonder.content.decode()
    client.post(
        adres(*vier[:2]), {"keuze": "verschillend", "gezien": str(eerste.pk), "reden": "Twee hallen."}
    )
    tekst = client.get(adres(*vier[:2])).content.decode()
    assert "Twee hallen." in tekst and "niet hetzelfde" in tekst and "hetzelfde" in tekst


def test_who_may_only_look_sees_why_and_no_buttons(als, vier):
    client = als(KIJKER)
    tekst = client.get(adres(*vier[:2])).content.decode()
    assert "De namen zijn gelijk." in tekst and 'name="keuze"' not in tekst
    assert client.post(adres(*vier[:2]), {"keuze": "gelijk"}).status_code == 403


def test_the_page_says_what_a_merge_does_before_it_is_done(als, vier):
    register_gevolgen(
        tel := lambda viewer, ids: [Gevolg("lopende zaken", len(ids), "die blijven bij hun gegeven.")]
    )
    try:
        tekst = als(BEOORDELAAR).get(adres(*vier[:2])).content.decode()
    finally:
        _tellers.remove(tel)
    assert "2 gegevens worden één VTH-object: van OD-NOORD en OD-ZUID" in tekst
    assert "2 lopende zaken: die blijven bij hun gegeven." in tekst


def test_what_a_merge_does_tells_nothing_of_a_record_that_one_may_not_see(als, vier):
    a, b, _c, d = vier
    judge(a, d)
    beide = replace(NOORD, zicht=replace(NOORD.zicht, leveranciers=frozenset({"OD-NOORD", "OD-ZUID"})))
    tekst = als(beide).get(adres(a, b)).content.decode()
    assert "2 gegevens worden één" in tekst and "Autopoets" not in tekst and "PROV" not in tekst


@pytest.fixture
def apart(vier) -> list[Bronobject]:
    """Two of one supplier that were linked to one of another, and so are kept apart."""
    a, b, c = (
        make_los("OD-NOORD", "1", "Verf Oost"),
        make_los("OD-NOORD", "2", "Verf West"),
        make_los("PROV", "1", "Verf"),
    )
    make_gelijkstelling(a, c, uitkomst="gekoppeld", gewicht=9.0)
    make_gelijkstelling(b, c, uitkomst="gekoppeld", gewicht=4.0, kans=0.987)
    judge(a, make_los("WS", "1", "Waterlozing Verf"))
    return [a, b, c]


def test_a_pair_that_is_kept_apart_stands_in_a_list_of_its_own_with_the_reason(als, apart):
    client = als(BEOORDELAAR)
    assert (
        "wacht 1 paar dat is gekoppeld en toch uit elkaar wordt gehouden"
        in client.get("/ontdubbeling/").content.decode()
    )
    antwoord = client.get("/ontdubbeling/?uitkomst=gesneden")
    rij = antwoord.context["pagina"].rijen[0]
    assert (rij["links"], rij["rechts"], rij["kans"]) == ("Verf West (OD-NOORD)", "Verf (PROV)", "98,7%")
    assert "één leverancier heeft hier twee gegevens" in antwoord.content.decode()


def test_the_page_of_a_pair_that_is_kept_apart_says_by_what_and_what_to_do(als, apart):
    a, b, c = apart
    tekst = als(BEOORDELAAR).get(adres(b, c)).content.decode()
    assert (
        "Waarom zij toch twee zijn" in tekst
        and "Verf Oost (1) en Verf West (2)" in tekst
        and adres(a, b) in tekst
    )
    judge(b, c, "verschillend")
    assert "Waarom zij toch twee zijn" not in als(BEOORDELAAR).get(adres(b, c)).content.decode()


def test_a_judgement_that_keeps_two_apart_is_named_with_who_gave_it(als, vier):
    a, b, c, _ = vier
    make_gelijkstelling(a, c, uitkomst="gekoppeld", gewicht=9.0)
    make_gelijkstelling(b, c, uitkomst="gekoppeld", gewicht=4.0)
    judge(a, b, "verschillend", reden="Twee hallen.")
    tekst = als(BEOORDELAAR).get(adres(b, c)).content.decode()
    assert (
        "Er is een oordeel over" in tekst and "Verfhandel en Lakhandel" in tekst and "Twee hallen." in tekst
    )


def test_what_keeps_two_apart_is_not_told_to_who_may_not_see_it(als, apart):
    a, b, c = apart
    Bronobject.objects.filter(pk=a.pk).update(vertrouwelijkheid="geheim")
    smal = replace(BEOORDELAAR, zicht=replace(BEOORDELAAR.zicht, niveaus=derive_niveaus("intern")))
    tekst = als(smal).get(adres(b, c)).content.decode()
    assert "Verf Oost" not in tekst and "gegevens die u niet mag zien" in tekst


def test_after_the_last_unsure_pair_come_those_that_are_kept_apart(als, apart, vier):
    client = als(BEOORDELAAR)
    client.post(adres(*vier[:2]), {"keuze": "weet_niet", "gezien": ""})
    antwoord = client.post(adres(*vier[2:]), {"keuze": "verschillend", "gezien": ""})
    assert antwoord.url == adres(*apart[1:]) + "?uitkomst=gesneden"
    antwoord = client.post(antwoord.url, {"keuze": "verschillend", "gezien": ""})
    assert antwoord.url == "/ontdubbeling/?uitkomst=gesneden"
    assert "Geen paar past bij deze filters" in client.get(antwoord.url).content.decode()


def test_differences_are_said_in_words(als):
    a, b = make_site("OD-NOORD"), make_site("OD-ZUID", naam="Bremlaar Coatings")
    tekst = als(BEOORDELAAR).get(adres(a, b)).content.decode()
    assert "verschilt" in tekst and "gelijk" in tekst
    assert "Dorpsstraat 12" in tekst


def test_two_records_of_another_kind_are_no_pair(als):
    a = make_site("OD-NOORD")
    drijver = Bronobject.objects.get(soort="vestiging")
    assert als(BEOORDELAAR).get(adres(a, drijver)).status_code == 404


@pytest.mark.parametrize(
    "vraag",
    [
        "?soort=raket",
        "?uitkomst=x",
        "?grond=x",
        "?leverancier=x",
        "?vanaf=x",
        "oordelen?keuze=x",
        "oordelen?vanaf=x",
    ],
)
def test_an_address_that_cannot_be_read_is_said_to_be_so(als, vraag):
    assert als(BEOORDELAAR).get(f"/ontdubbeling/{vraag}").status_code == 400


def test_the_list_goes_on_a_page_at_a_time_and_skips_nothing(als, vier, monkeypatch):
    monkeypatch.setattr("vth.ontdubbeling.lijstpagina.PER_BLADZIJ", 1)
    client = als(BEOORDELAAR)
    eerste = client.get("/ontdubbeling/")
    plek = eerste.context["pagina"].volgende
    tweede = client.get("/ontdubbeling/", {"vanaf": plek})
    assert [p.rijen[0]["links"] for p in (eerste.context["pagina"], tweede.context["pagina"])] == [
        "Verfhandel (OD-NOORD)",
        "Garage (OD-NOORD)",
    ]
    assert tweede.context["pagina"].volgende == ""


def test_what_was_judged_can_be_found_back(als, vier):
    judge(*vier[:2], "verschillend")
    tekst = als(BEOORDELAAR).get("/ontdubbeling/oordelen?keuze=verschillend").content.decode()
    assert "Verfhandel en Lakhandel" in tekst
    assert "Verfhandel" not in als(NOORD).get("/ontdubbeling/oordelen").content.decode()


def test_an_old_id_leads_to_where_the_thing_lives_now(als, vier):
    a, b = vier[:2]
    judge(a, b)
    client = als(BEOORDELAAR)
    assert client.get(f"/id/entiteit/{b.pk}").url == f"/objecten/{a.pk}"
    assert client.get(f"/id/vthobject/{b.pk}").url == f"/objecten/{a.pk}"
    tekst = client.get(f"/ontdubbeling/entiteit/{b.pk}").content.decode()
    assert "ging verder onder een ander nummer" in tekst and str(a.pk) in tekst
    assert (
        "Lakhandel van OD-ZUID hoort erbij" in client.get(f"/ontdubbeling/entiteit/{a.pk}").content.decode()
    )


def test_the_rule_by_which_a_value_stands_first_says_that_it_is_an_assumption(als):
    tekst = als(KIJKER).get("/ontdubbeling/voorop").content.decode()
    assert "vth-toestand--aanname" in tekst and "ontdubbeling.gouden" in tekst
    assert tekst.index("meest wordt vertrouwd") < tekst.index("laatst is gezegd")


def test_of_an_id_of_which_one_may_see_nothing_nothing_is_said(als, vier):
    d = vier[3]
    assert als(NOORD).get(f"/ontdubbeling/entiteit/{d.pk}").status_code == 404


def test_looking_at_a_pair_of_others_is_noted(als, vier):
    als(BEOORDELAAR).get(adres(*vier[:2]))
    assert Verwerking.objects.filter(naam="paar.read").exists()
