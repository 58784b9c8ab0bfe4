"""Judging: it holds at once, is never lost, never contradicts what was judged before, and can be taken back."""

import uuid

import pytest
from django.db import connection
from django.db.utils import DatabaseError

from vth.logboek.models import Gebeurtenis
from vth.ontdubbeling.models import Entiteit, Entiteitgebeurtenis, Koppeloordeel
from vth.ontdubbeling.rules import AnderOordeelError, KringError, OordeelError
from vth.ontdubbeling.selectors import find_entiteit
from vth.register.models import Bronobject, Relatie, Toewijzing
from vth.register.selectors import BestaatNietError, find_identiteit, read_object
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import ALLE_SOORTEN, GeenToegangError, Viewer, Zicht, derive_niveaus

from .builders import BEOORDELAAR, judge, make_gelijkstelling, make_los, make_site

pytestmark = pytest.mark.django_db
NOORD = Viewer(
    "noord",
    Zicht(
        soorten=ALLE_SOORTEN, leveranciers=frozenset({"OD-NOORD"}), niveaus=derive_niveaus("vertrouwelijk")
    ),
    handelingen=frozenset({"ontdubbeling.decide"}),
)


def nu() -> Peilmoment:
    return Peilmoment(klok.today(), klok.now())


def wie(bronobject: Bronobject) -> uuid.UUID:
    return find_identiteit(bronobject.pk, nu())


@pytest.fixture
def drie() -> list[Bronobject]:
    return [
        make_los(lev, "1", naam)
        for lev, naam in (("OD-NOORD", "Verf"), ("OD-ZUID", "Lak"), ("PROV", "Coating"))
    ]


def test_two_that_are_judged_one_get_the_id_of_the_oldest_at_once(drie):
    a, b, c = drie
    judge(a, b)
    assert (wie(a), wie(b), wie(c)) == (a.pk, a.pk, c.pk)
    assert {x.pk for x in read_object(BEOORDELAAR, a.pk, nu()).bronobjecten} == {a.pk, b.pk}


def test_no_foreign_key_changes_when_records_become_one():
    a, b = make_site("OD-NOORD"), make_site("OD-ZUID")
    voor = list(Relatie.objects.order_by("pk").values_list("van_id", "naar_id", "eind_registratie"))
    judge(a, b)
    assert list(Relatie.objects.order_by("pk").values_list("van_id", "naar_id", "eind_registratie")) == voor


def test_a_judgement_taken_back_leaves_everything_as_it_was_and_both_judgements_to_read(drie):
    a, b, _ = drie
    eerste = judge(a, b)
    judge(a, b, "verschillend", na=eerste, reden="Een muur ertussen.")
    assert (wie(a), wie(b)) == (a.pk, b.pk)
    assert [o.keuze for o in Koppeloordeel.objects.order_by("op")] == ["gelijk", "verschillend"]
    assert not Toewijzing.objects.believed().exists()


def test_the_largest_part_keeps_the_id_and_the_rest_goes_back_to_its_own(drie):
    a, b, c = drie
    judge(a, b)
    eerste = judge(b, c)
    judge(b, c, "verschillend", na=eerste, reden="Andere ingang.")
    assert (wie(a), wie(b), wie(c)) == (a.pk, a.pk, c.pk)


def test_when_the_founder_leaves_it_takes_its_id_along_and_the_others_go_by_the_oldest_of_them(drie):
    a, b, c = drie
    eerste = judge(a, b)
    judge(b, c)
    judge(a, b, "verschillend", na=eerste, reden="Toch een ander.")
    assert (wie(a), wie(b), wie(c)) == (a.pk, b.pk, b.pk)
    assert {x.pk for x in read_object(BEOORDELAAR, c.pk, nu()).bronobjecten} == {b.pk, c.pk}
    assert Entiteitgebeurtenis.objects.filter(entiteit=a.pk, soort="gesplitst", ander=b.pk).exists()


def test_the_page_of_a_record_is_always_the_page_of_its_thing(drie):
    a, b, _ = drie
    judge(a, b)
    toen = nu()
    assert read_object(BEOORDELAAR, b.pk, toen) == read_object(BEOORDELAAR, a.pk, toen)


def test_what_was_known_before_a_merge_is_still_to_be_read(drie):
    a, b, _ = drie
    toen = nu()
    judge(a, b)
    assert find_identiteit(b.pk, toen) == b.pk
    assert {x.pk for x in read_object(BEOORDELAAR, a.pk, toen).bronobjecten} == {a.pk}


def test_an_id_that_went_into_another_leads_on(drie):
    a, b, c = drie
    vierde = make_los("WS", "1", "Vernis")
    judge(c, vierde)
    judge(a, b)
    judge(b, c)
    assert find_entiteit(c.pk, nu()) == find_entiteit(vierde.pk, nu()) == a.pk
    assert Entiteit.objects.get(pk=c.pk).opgegaan_in == a.pk
    soorten = Entiteitgebeurtenis.objects.filter(entiteit=a.pk).values_list("soort", flat=True)
    assert {"ontstaan", "erbij", "samengevoegd"} <= set(soorten)


def test_an_id_that_comes_back_lives_again(drie):
    a, b, c = drie
    vierde = make_los("WS", "1", "Vernis")
    judge(c, vierde)
    judge(a, b)
    samen = judge(b, c)
    judge(b, c, "verschillend", na=samen, reden="Toch niet.")
    assert wie(c) == wie(vierde) == c.pk
    assert find_entiteit(c.pk, nu()) == c.pk


def test_a_is_b_and_b_is_c_so_a_cannot_be_another_than_c(drie):
    a, b, c = drie
    judge(a, b)
    judge(b, c)
    with pytest.raises(KringError, match="al één") as fout:
        judge(a, c, "verschillend")
    assert fout.value.pad == (a.pk, b.pk, c.pk)
    assert not Koppeloordeel.objects.filter(links=a, rechts=c).exists()


def test_what_was_judged_two_is_not_made_one_through_a_third(drie):
    a, b, c = drie
    judge(a, b)
    judge(a, c, "verschillend")
    with pytest.raises(KringError, match="niet hetzelfde zijn"):
        judge(b, c)
    assert wie(c) == c.pk


def test_the_second_of_two_judges_is_told_and_nothing_is_lost(drie):
    a, b, _ = drie
    judge(a, b)
    with pytest.raises(AnderOordeelError, match="intussen beoordeeld: ‘hetzelfde’"):
        judge(a, b, "verschillend", reden="Nee.")
    assert Koppeloordeel.objects.count() == 1


def test_two_judgements_at_the_very_same_moment_do_not_both_stand(drie):
    a, b, _ = drie
    eerste = judge(a, b)
    with pytest.raises(DatabaseError):
        Koppeloordeel.objects.create(links=a, rechts=b, keuze="verschillend", door="x", op=eerste.op)


def test_a_link_that_a_judge_denies_is_cut_and_needs_a_reason(drie):
    a, b, _ = drie
    make_gelijkstelling(a, b, uitkomst="gekoppeld", kans=0.999)
    with pytest.raises(OordeelError, match="waarom"):
        judge(a, b, "verschillend")
    judge(a, b, "verschillend", reden="Twee ingangen.")
    assert wie(a) != wie(b)


def test_who_does_not_know_changes_nothing(drie):
    a, b, _ = drie
    judge(a, b, "weet_niet")
    assert wie(b) == b.pk


def test_with_a_succession_the_place_is_one_and_who_runs_it_is_not():
    a, b = (
        make_site("OD-NOORD"),
        make_site("OD-ZUID", naam="Bremlaar Coatings", kvk="99000002", vestiging="990000000002"),
    )
    with pytest.raises(OordeelError, match="nieuwe drijver"):
        judge(a, b, "opvolging")
    judge(a, b, "opvolging", reden="Overgenomen in 2025.")
    drijvers = Bronobject.objects.filter(soort="vestiging").order_by("pk")
    assert wie(a) == wie(b) == a.pk
    assert [wie(d) for d in drijvers] == [d.pk for d in drijvers]
    assert Koppeloordeel.objects.get(links=drijvers[0], rechts=drijvers[1]).keuze == "verschillend"


def test_of_a_business_there_is_no_succession():
    a, b = make_site("OD-NOORD"), make_site("OD-ZUID")
    d1, d2 = Bronobject.objects.filter(soort="vestiging").order_by("pk")
    with pytest.raises(OordeelError, match="alleen bij een VTH-object"):
        judge(d1, d2, "opvolging", reden="x")
    assert a.pk != b.pk


def test_who_does_not_see_one_of_the_two_cannot_judge_them(drie):
    a, b, _ = drie
    with pytest.raises(BestaatNietError):
        judge(a, b, viewer=NOORD)


def test_who_may_not_judge_is_refused(drie):
    a, b, _ = drie
    with pytest.raises(GeenToegangError, match=r"ontdubbeling\.decide"):
        judge(a, b, viewer=Viewer("kijker", BEOORDELAAR.zicht))


def test_a_record_that_ended_after_it_was_judged_stays_judged(drie):
    a, b, _ = drie
    judge(a, b)
    make_los("OD-ZUID", "1", "Lak bv")
    assert wie(b) == a.pk


def test_records_of_different_kinds_are_no_pair(drie):
    make_site("OD-NOORD", "9")
    vestiging = Bronobject.objects.get(soort="vestiging")
    with pytest.raises(OordeelError, match="dezelfde soort"):
        judge(drie[0], vestiging)


def test_a_judgement_leaves_one_line_in_the_log_and_cannot_be_changed(drie):
    oordeel = judge(*drie[:2])
    assert Gebeurtenis.objects.filter(handeling="ontdubbeling.decide").count() == 1
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("UPDATE ontdubbeling_koppeloordeel SET keuze = 'verschillend'")
    assert oordeel.keuze == "gelijk"
