"""How decisions make a permit: what must hold for any of them, and what cannot be."""

import itertools
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vth.tijd.rules import OPEN_DAG, Geldigheid
from vth.vergunningen.controle import check_dagen
from vth.vergunningen.rules import (
    Gebreksoort,
    Ingreepdeel,
    Ingreepsoort,
    VergunningError,
    Werking,
    derive_boom,
    derive_perioden,
    derive_rang,
    derive_stand,
    derive_vanaf,
    list_gebreken,
    list_kringen,
    list_nieuwe_gebreken,
)
from vth.vergunningen.verschil import Toestand, apply_verschil, derive_verschil
from vth.vormgeving.renvooi import Merk, derive_renvooi

A, B, C = UUID(int=1), UUID(int=2), UUID(int=3)
DAG0 = date(2020, 1, 1)
dagen = st.integers(0, 400).map(lambda n: DAG0 + timedelta(days=n))
ids = st.sampled_from([A, B, C])


@st.composite
def werkingen(draw: st.DrawFn) -> list[Werking]:
    """Draw mutations of three voorschriften, each of its own decision."""
    rijen = []
    for n in range(draw(st.integers(0, 8))):
        begin = draw(dagen)
        eind = draw(
            st.one_of(st.just(OPEN_DAG), st.integers(1, 200).map(lambda d, b=begin: b + timedelta(days=d)))
        )
        soort = draw(st.sampled_from(["van_kracht", "gewijzigd", "vervallen"]))
        rijen.append(
            Werking(draw(ids), soort, derive_rang(begin, begin, 0, n), Geldigheid(begin, eind), str(n))
        )
    return rijen


@given(werkingen(), dagen)
def test_the_stand_of_a_day_is_the_decisions_replayed_one_by_one(rijen: list[Werking], dag: date) -> None:
    """Whatever the order in which they are given; each voorschrift that stands has exactly one origin, and that works that day."""
    stand: dict[UUID, Werking] = {}
    for w in sorted(rijen, key=lambda w: w.rang):
        if not w.periode.contains(dag):
            continue
        if w.soort == "vervallen":
            stand.pop(w.voorschrift, None)
        elif w.soort == "van_kracht" or w.voorschrift in stand:
            stand[w.voorschrift] = w
    assert derive_stand(reversed(rijen), dag) == stand
    assert all(w.voorschrift == v and w.periode.contains(dag) for v, w in stand.items())


@given(werkingen(), dagen, werkingen())
def test_what_is_about_another_day_changes_nothing(
    rijen: list[Werking], dag: date, later: list[Werking]
) -> None:
    """A mutation that does not work on a day leaves what stands on it as it is."""
    anders = [w for w in later if not w.periode.contains(dag)]
    assert derive_stand([*rijen, *anders], dag) == derive_stand(rijen, dag)


@given(werkingen(), dagen, ids)
def test_a_withdrawal_that_is_undone_leaves_everything_as_it_was(
    rijen: list[Werking], dag: date, v: UUID
) -> None:
    """Withdrawing and annulling the withdrawal is the identity; while it works, the voorschrift does not stand."""
    intrekking = Werking(v, "vervallen", derive_rang(date(2021, 12, 31), DAG0, 0, 0), Geldigheid(DAG0))
    assert v not in derive_stand([*rijen, intrekking], dag)
    vernietigd = derive_perioden(DAG0, None, [Ingreepdeel(Ingreepsoort.VERNIETIGING, dag)])
    assert vernietigd == []
    terug = [Werking(v, "vervallen", intrekking.rang, p) for p in vernietigd]
    assert derive_stand([*rijen, *terug], dag) == derive_stand(rijen, dag)


@given(dagen, dagen, st.lists(st.tuples(dagen, st.integers(1, 100)), max_size=4), dagen)
def test_a_mutation_works_on_each_day_that_no_court_took(
    begin: date, eind: date, stil: list[tuple[date, int]], dag: date
) -> None:
    """The periods hold exactly the days between begin and end that no suspension covers."""
    schorsingen = [Ingreepdeel(Ingreepsoort.SCHORSING, van, van + timedelta(days=n)) for van, n in stil]
    perioden = derive_perioden(begin, eind, schorsingen)
    werkt = begin <= dag < eind and not any(s.begin <= dag < (s.eind or OPEN_DAG) for s in schorsingen)
    assert any(p.contains(dag) for p in perioden) == werkt
    assert all(a.eind < b.begin for a, b in itertools.pairwise(perioden))


def test_a_mutation_under_a_condition_works_from_the_day_that_it_was_met() -> None:
    """Not before the decision itself, however early that was."""
    vervuld = [Ingreepdeel(Ingreepsoort.VOORWAARDE, date(2020, 5, 1))]
    assert derive_vanaf(DAG0, None, [], voorwaarde=True) is None
    assert derive_vanaf(DAG0, None, vervuld, voorwaarde=True) == date(2020, 5, 1)
    assert derive_vanaf(date(2020, 6, 1), None, vervuld, voorwaarde=True) == date(2020, 6, 1)


@pytest.mark.parametrize(
    ("besluit", "ingang", "verval", "melding"),
    [
        (DAG0, None, None, "geen ingangsdatum"),
        (DAG0, date(2019, 12, 31), None, "voordat zij op 1 januari 2020 is genomen"),
        (None, DAG0, DAG0, "op of voor de dag dat zij ingaat"),
    ],
)
def test_days_that_contradict_each_other_are_refused(
    besluit: date | None, ingang: date | None, verval: date | None, melding: str
) -> None:
    """In force before it was taken, over before it begins, or on no day at all."""
    with pytest.raises(VergunningError, match=melding):
        check_dagen(besluit, ingang, verval)


def test_two_decisions_of_one_day_stand_in_the_order_in_which_they_were_taken() -> None:
    """Whichever was registered first."""
    eerst = derive_rang(DAG0, date(2019, 12, 1), 0, 1)
    laatst = derive_rang(DAG0, date(2019, 12, 2), 0, 1)
    assert eerst < laatst < derive_rang(DAG0, date(2019, 12, 2), 1, 0)


@pytest.mark.parametrize(
    ("rijen", "gebrek"),
    [
        ([("a", "gewijzigd")], Gebreksoort.BESTAAT_NIET),
        ([("a", "van_kracht"), ("a", "vervallen"), ("a", "gewijzigd")], Gebreksoort.BESTAAT_NIET),
        ([("a", "van_kracht"), ("a", "van_kracht")], Gebreksoort.BESTAAT_AL),
        ([("a", "van_kracht"), ("b", "van_kracht", "a"), ("a", "vervallen")], Gebreksoort.ZONDER_OUDER),
        ([("a", "van_kracht", "b"), ("b", "van_kracht", "a")], Gebreksoort.KRING),
        ([("a", "van_kracht", None, "9"), ("b", "van_kracht", None, "9")], Gebreksoort.NUMMER_DUBBEL),
    ],
)
def test_what_cannot_be_is_named(rijen: list[tuple], gebrek: Gebreksoort) -> None:
    """One thing is wrong in each, and that is what is said of it."""
    namen = {"a": A, "b": B}
    lijst = [
        Werking(
            namen[rij[0]],
            rij[1],
            derive_rang(DAG0, DAG0, 0, n),
            Geldigheid(DAG0),
            rij[3] if len(rij) > 3 else f"{rij[0]}",
            namen[rij[2]] if len(rij) > 2 and rij[2] else None,
        )
        for n, rij in enumerate(rijen)
    ]
    assert {g.soort for g in list_gebreken(lijst, DAG0)} == {gebrek}


def test_an_act_is_refused_for_what_it_breaks_and_for_nothing_older() -> None:
    """What was wrong before stays out of it; what goes wrong later is told with its first day."""
    basis = [
        Werking(A, "van_kracht", derive_rang(DAG0, DAG0, 0, 0), Geldigheid(DAG0), "1"),
        Werking(B, "gewijzigd", derive_rang(DAG0, DAG0, 0, 1), Geldigheid(DAG0), "2"),
        Werking(A, "gewijzigd", derive_rang(date(2021, 1, 1), DAG0, 0, 2), Geldigheid(date(2021, 1, 1)), "1"),
    ]
    eerder = Werking(A, "vervallen", derive_rang(date(2020, 6, 1), DAG0, 0, 3), Geldigheid(date(2020, 6, 1)))
    ((dag, gebrek),) = list_nieuwe_gebreken(basis, [*basis, eerder])
    assert (dag, gebrek.soort, gebrek.voorschrift) == (date(2021, 1, 1), Gebreksoort.BESTAAT_NIET, A)


@given(st.dictionaries(st.integers(0, 12), st.one_of(st.none(), st.integers(0, 14)), max_size=13))
def test_a_tree_shows_every_voorschrift_once_whatever_its_parents(ouders: dict[int, int | None]) -> None:
    """Those in a circle and those under what does not stand are read as well, and the circles are exactly the loops."""
    boom = {UUID(int=k + 1): UUID(int=v + 1) if v is not None else None for k, v in ouders.items()}
    gelezen = [v for v, _ in derive_boom(boom, lambda v: v.int)]
    assert sorted(gelezen, key=lambda v: v.int) == sorted(boom, key=lambda v: v.int)
    for v in list_kringen(boom):
        hier, stappen = boom[v], 1
        while hier != v and stappen <= len(boom):
            hier, stappen = boom[hier], stappen + 1
        assert hier == v


toestanden = st.dictionaries(
    ids,
    st.builds(
        Toestand, st.none(), st.integers(0, 2), st.sampled_from("12"), st.just("t"), st.sampled_from("xy")
    ),
)


@given(toestanden, toestanden)
def test_the_difference_of_two_states_applied_to_the_one_gives_the_other(
    a: dict[UUID, Toestand], b: dict[UUID, Toestand]
) -> None:
    """And a difference of equal states is empty."""
    assert apply_verschil(a, derive_verschil(a, b)) == b
    assert derive_verschil(a, a) == []


@given(st.text("ab .,\n", max_size=60), st.text("ab .,\n", max_size=60))
def test_both_texts_can_be_read_back_from_the_renvooi(voor: str, na: str) -> None:
    """What stayed and went is the old text, what stayed and came the new one."""
    stukjes = derive_renvooi(voor, na)
    assert "".join(s.tekst for s in stukjes if s.merk is not Merk.ERBIJ) == voor
    assert "".join(s.tekst for s in stukjes if s.merk is not Merk.WEG) == na
