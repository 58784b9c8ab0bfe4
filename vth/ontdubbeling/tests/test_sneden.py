"""Pairs that seem one and are kept apart: they stand in the queue with their reason until somebody judged them."""

import uuid
from contextlib import suppress
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vth.analyse.motor import open_duckdb
from vth.ontdubbeling import klaarzetting
from vth.ontdubbeling.lezen import get_map, load_records
from vth.ontdubbeling.models import Koppeloordeel, Snede, derive_paar
from vth.ontdubbeling.ronde import _make_uitkomst
from vth.ontdubbeling.rules import KringError
from vth.ontdubbeling.selectors import Paarfilter, count_te_beoordelen, filter_paren, list_sneden
from vth.ontdubbeling.services import _apply
from vth.register.koppellezen import read_standen
from vth.register.models import Bronobject
from vth.register.selectors import find_identiteit
from vth.tijd import klok
from vth.tijd.models import Herkomst
from vth.tijd.rules import Peilmoment
from vth.tijd.services import record_herkomst

from .builders import BEOORDELAAR, judge, make_gelijkstelling, make_los

pytestmark = pytest.mark.django_db
GESNEDEN = Paarfilter(uitkomst="gesneden")


def wie(bronobject: Bronobject) -> uuid.UUID:
    return find_identiteit(bronobject.pk, Peilmoment(klok.today(), klok.now()))


def read_sneden() -> dict[tuple[uuid.UUID, uuid.UUID], str]:
    return {(s.links_id, s.rechts_id): s.reden for s in Snede.objects.believed()}


@pytest.fixture
def rij() -> list[Bronobject]:
    """Three that a run linked in a row, the last link the weakest."""
    a, b, c = (make_los(lev, "1", naam) for lev, naam in (("OD-NOORD", "Verf"), ("OD-ZUID", "Lak"), ("PROV", "Coating")))  # fmt: skip
    make_gelijkstelling(a, b, uitkomst="gekoppeld", kans=0.999, gewicht=9.0)
    make_gelijkstelling(b, c, uitkomst="gekoppeld", kans=0.99, gewicht=4.0)
    return [a, b, c]


def test_a_judgement_that_two_differ_cuts_what_would_join_them_and_that_waits_for_a_judge(rij):
    a, b, c = rij
    judge(a, c, "verschillend")
    assert (wie(a), wie(b), wie(c)) == (a.pk, a.pk, c.pk)
    assert read_sneden() == {(b.pk, c.pk): "oordeel"}
    assert [(s.links, s.rechts) for s in list_sneden(BEOORDELAAR, GESNEDEN)] == [(b, c)]


def test_who_judges_a_cut_pair_two_resolves_it_without_having_to_say_why(rij):
    a, b, c = rij
    judge(a, c, "verschillend")
    oordeel = judge(b, c, "verschillend")
    assert read_sneden() == {}
    assert oordeel.uitkomst == "gesneden"


def test_who_judges_a_cut_pair_one_moves_the_cut_to_the_other_link(rij):
    a, b, c = rij
    judge(a, c, "verschillend")
    judge(b, c)
    assert (wie(a), wie(b), wie(c)) == (a.pk, c.pk, c.pk)
    assert read_sneden() == {(a.pk, b.pk): "oordeel"}
    with pytest.raises(KringError):
        judge(a, b)


def test_who_takes_the_judgement_back_ends_the_cut(rij):
    a, b, c = rij
    eerste = judge(a, c, "verschillend")
    judge(a, c, na=eerste, reden="Toch hetzelfde.")
    assert wie(c) == wie(b) == a.pk
    assert read_sneden() == {}


def test_what_a_judgement_cut_is_kept_to_read_back(rij):
    a, b, c = rij
    eerste = judge(a, c, "verschillend")
    toen = Peilmoment(klok.today(), klok.now())
    judge(a, c, na=eerste, reden="Toch hetzelfde.")
    assert Snede.objects.seen_at(toen).get().links == b


def test_a_cut_pair_of_which_somebody_does_not_know_asks_nobody_again(rij):
    a, b, c = rij
    judge(a, c, "verschillend")
    judge(b, c, "weet_niet")
    assert (b.pk, c.pk) in read_sneden()
    assert list_sneden(BEOORDELAAR, GESNEDEN) == []


def test_a_judgement_parts_two_of_one_supplier_as_a_run_does():
    a, b, c = (
        make_los("OD-NOORD", "1", "Verf"),
        make_los("OD-NOORD", "2", "Lak"),
        make_los("PROV", "1", "Coating"),
    )
    make_gelijkstelling(a, c, uitkomst="gekoppeld", gewicht=9.0)
    make_gelijkstelling(b, c, uitkomst="gekoppeld", gewicht=4.0)
    ander = make_los("WS", "1", "Vernis")
    judge(a, ander)
    assert wie(b) == b.pk and wie(c) == a.pk
    assert read_sneden() == {derive_paar(b.pk, c.pk): "leverancier"}
    judge(a, b)
    assert wie(a) == wie(b) == wie(c) == wie(ander)
    assert read_sneden() == {}


def test_of_what_keeps_two_things_apart_one_pair_waits_and_not_every_link_between_them():
    a, b = make_los("OD-NOORD", "1", "Verf"), make_los("OD-NOORD", "2", "Lak")
    c, d = make_los("PROV", "1", "Verf"), make_los("PROV", "2", "Lak")
    for x, y, gewicht in ((a, c, 9.0), (b, d, 9.0), (a, d, 5.0), (b, c, 4.0)):
        make_gelijkstelling(x, y, uitkomst="gekoppeld", gewicht=gewicht)
    judge(a, make_los("WS", "1", "Vernis"))
    assert read_sneden() == {derive_paar(a.pk, d.pk): "leverancier"}


def test_cut_pairs_count_among_what_waits(rij):
    a, _, c = rij
    make_gelijkstelling(make_los("OD-NOORD", "9", "Garage"), make_los("PROV", "9", "Garage"))
    judge(a, c, "verschillend")
    assert filter_paren(BEOORDELAAR, Paarfilter()).count() == 1
    assert count_te_beoordelen(BEOORDELAAR) == 2
    assert count_te_beoordelen(BEOORDELAAR, grens=1) == 1


def find_verschil() -> dict[str, int]:
    """Give what a run that finds no new pair would change, by table: what hangs together is worked out anew from all there is."""
    leeg = "links VARCHAR, rechts VARCHAR, soort VARCHAR, kans DOUBLE, gewicht DOUBLE, grond VARCHAR, uitkomst VARCHAR, bewijs JSON"
    get_map().mkdir(parents=True, exist_ok=True)
    with open_duckdb(get_map() / "proef") as con:
        load_records(con, read_standen())
        con.execute(f"CREATE TABLE paren ({leeg}); CREATE TABLE geraakt (id VARCHAR)")
        _make_uitkomst(con, versie="proef", volledig=False)
        return klaarzetting.list_gevuld(con)


PLEKKEN = list(combinations(range(6), 2))
OORDEEL = st.tuples(st.sampled_from(PLEKKEN), st.sampled_from(["gelijk", "verschillend", "weet_niet"]))


@pytest.mark.traag
@given(
    leveranciers=st.lists(st.sampled_from(["OD-NOORD", "OD-ZUID", "PROV"]), min_size=6, max_size=6),
    paren=st.dictionaries(st.sampled_from(PLEKKEN), st.integers(1, 4), max_size=9),
    oordelen=st.lists(OORDEEL, max_size=5),
)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_judgements_a_run_finds_nothing_to_change(
    leveranciers: list[str], paren: dict[tuple[int, int], int], oordelen: list[tuple[tuple[int, int], str]]
) -> None:
    n = Bronobject.objects.count()
    records = [make_los(lev, f"{n + i}", f"Bedrijf {n + i}") for i, lev in enumerate(leveranciers)]
    for (x, y), gewicht in paren.items():
        make_gelijkstelling(records[x], records[y], uitkomst="gekoppeld", gewicht=float(gewicht))
    herkomst = record_herkomst(leverancier="ontdubbeling", soort=Herkomst.Soort.HANDELING)
    for record in records:
        _apply(BEOORDELAAR, {record.pk}, herkomst)
    for (x, y), keuze in oordelen:
        a, b = derive_paar(records[x].pk, records[y].pk)
        eerder = Koppeloordeel.objects.filter(links=a, rechts=b, opvolger=None).first()
        with suppress(KringError):
            judge(records[x], records[y], keuze, na=eerder, reden="Nagekeken.")
        assert find_verschil() == {}
