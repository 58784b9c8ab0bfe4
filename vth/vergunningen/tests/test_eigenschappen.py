"""What must hold of any permit, whatever was registered in whatever order: in the database as in the rules."""

import uuid
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.vergunningen.boeking import read_werkingen
from vth.vergunningen.consolidatie import find_verschil, read_mutaties, read_stand, read_toestanden
from vth.vergunningen.ingrepen import record_ingreep
from vth.vergunningen.models import Toestemming, Vergunning
from vth.vergunningen.omgeving import read_opvolgers
from vth.vergunningen.rules import VergunningError, derive_stand
from vth.vergunningen.services import record_alles_vervallen, record_vaststelling
from vth.vergunningen.verschil import Toestand, apply_verschil

from .builders import VERA, make_toestemming, make_vergunning, stel, trek_in, wijzig

pytestmark = pytest.mark.django_db

REEKS = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.sampled_from(["stel", "wijzig", "trek_in"]),
        st.integers(0, 2),
        st.booleans(),
    ),
    max_size=6,
)
ENKELE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
DAGEN = [date(2020 + jaar, maand, 1) for jaar in range(7) for maand in (1, 9)]


def record_reeks(reeks: list[tuple[int, str, int, bool]]) -> Vergunning:
    """Register decisions in the order given, each of one mutation; what cannot be is refused and left out."""
    v = make_vergunning(kenmerk=uuid.uuid4().hex)
    add_reeks(v, [uuid.uuid4() for _ in range(3)], reeks)
    return v


def add_reeks(v: Vergunning, namen: list[uuid.UUID], reeks: list[tuple[int, str, int, bool]]) -> None:
    """Register more decisions about these voorschriften."""
    for n, (jaar, wat, welk, tijdelijk) in enumerate(reeks):
        tot = {"tot": date(2020 + jaar, 9, 1)} if tijdelijk else {}
        voorstel = {
            "stel": lambda: stel(str(welk), f"{n}", id_=namen[welk], **tot),
            "wijzig": lambda: wijzig(namen[welk], str(welk), f"{n}", **tot),
            "trek_in": lambda: trek_in(namen[welk], **tot),
        }[wat]()
        try:
            make_toestemming(v, date(2020 + jaar, 1, 1), voorstel)
        except VergunningError:
            continue


def read_toestand(v: Vergunning, dag: date) -> dict[uuid.UUID, Toestand]:
    """Give a permit on a day as what differences are taken of."""
    mutaties = read_mutaties(v.pk, Peilmoment(dag, klok.now()))
    per_mutatie = read_toestanden(mutaties.values())
    return {voorschrift: per_mutatie[m] for voorschrift, m in mutaties.items()}


@settings(ENKELE, max_examples=15)
@given(REEKS)
def test_the_database_and_the_rules_give_the_same_permit(reeks: list[tuple[int, str, int, bool]]) -> None:
    """Whatever is registered in whatever order: the SQL and the replay of the rules agree on every day, and so do differences."""
    v = record_reeks(reeks)
    werkingen, vorige, dag_ervoor = read_werkingen(v), dict[uuid.UUID, Toestand](), date(2019, 1, 1)
    for dag in DAGEN:
        stand = read_stand(v.pk, Peilmoment(dag, klok.now()))
        verwacht = derive_stand(werkingen, dag)
        assert [r.voorschrift_id for r in stand] == list({r.voorschrift_id: 0 for r in stand})
        assert {r.voorschrift_id: (r.nummer, r.sinds) for r in stand} == {
            k: (w.nummer, date.fromisoformat(w.rang[:10])) for k, w in verwacht.items()
        }
        toestand, nu = read_toestand(v, dag), klok.now()
        verschil = find_verschil(v.pk, Peilmoment(dag_ervoor, nu), Peilmoment(dag, nu))
        assert apply_verschil(vorige, verschil) == toestand
        vorige, dag_ervoor = toestand, dag
    assert Toestemming.objects.filter(vergunning=v, staat="vastgesteld").count() <= len(reeks)


@settings(ENKELE, max_examples=8)
@given(REEKS, st.sampled_from(DAGEN))
def test_a_withdrawal_that_is_annulled_leaves_every_day_as_it_was(
    reeks: list[tuple[int, str, int, bool]], dag: date
) -> None:
    """Withdrawing all that stands and having that annulled is the identity; while it works, nothing of it stands."""
    v = record_reeks([(0, "stel", 0, False), *reeks])
    voor = [read_toestand(v, d) for d in DAGEN]
    concept = make_toestemming(v, None)
    if not record_alles_vervallen(viewer=VERA, toestemming_id=concept.pk, op=dag):
        return
    try:
        t = record_vaststelling(viewer=VERA, toestemming_id=concept.pk, ingangsdatum=dag)
    except VergunningError:
        return
    assert read_toestand(v, dag) == {}
    weg = {"viewer": VERA, "soort": "vernietiging", "begin": dag, "grond": "uitspraak"}
    record_ingreep(toestemming_id=t.pk, **weg)
    assert [read_toestand(v, d) for d in DAGEN] == voor


def is_elders(daad: tuple[int, str, int, bool], dag: date) -> bool:
    """Tell whether a decision of a series does not work on a day."""
    jaar, _, _, tijdelijk = daad
    return dag < date(2020 + jaar, 1, 1) or (tijdelijk and dag >= date(2020 + jaar, 9, 1))


@settings(ENKELE, max_examples=12)
@given(REEKS, REEKS, st.sampled_from(DAGEN))
def test_what_is_registered_later_about_another_day_changes_nothing_of_a_day(
    reeks: list[tuple[int, str, int, bool]], later: list[tuple[int, str, int, bool]], dag: date
) -> None:
    """Neither as it is known now, nor as it was known before: each voorschrift of that day has its words from the same mutation."""
    v, namen = make_vergunning(kenmerk=uuid.uuid4().hex), [uuid.uuid4() for _ in range(3)]
    add_reeks(v, namen, reeks)
    toen = klok.now()
    voor = read_mutaties(v.pk, Peilmoment(dag, toen))
    elders = [daad for daad in later if is_elders(daad, dag)]
    add_reeks(v, namen, elders)
    assert read_mutaties(v.pk, Peilmoment(dag, klok.now())) == voor
    assert read_mutaties(v.pk, Peilmoment(dag, toen)) == voor


@settings(ENKELE, max_examples=12)
@given(REEKS, st.sampled_from(DAGEN))
def test_what_comes_after_a_voorschrift_is_the_first_day_on_which_it_runs_otherwise(
    reeks: list[tuple[int, str, int, bool]], dag: date
) -> None:
    """On each later day before it the same mutation; on that day another or none, and where nothing comes it runs on for good."""
    v = record_reeks(reeks)
    nu = klok.now()
    stand, opvolgers = read_mutaties(v.pk, Peilmoment(dag, nu)), read_opvolgers(v.pk, Peilmoment(dag, nu))
    assert opvolgers.keys() <= stand.keys()
    for later in (d for d in DAGEN if d > dag):
        dan = read_mutaties(v.pk, Peilmoment(later, nu))
        for voorschrift, mutatie in stand.items():
            o = opvolgers.get(voorschrift)
            if o is None or later < o.opvolging.dag:
                assert dan.get(voorschrift) == mutatie
            elif later == o.opvolging.dag:
                assert dan.get(voorschrift) != mutatie
                assert (voorschrift in dan) == (o.opvolging.soort in ("gewijzigd", "herleeft"))
                assert (o.toestemming_id is None) == (o.opvolging.soort == "eindigt")
