"""What must always hold of limitation; a day-by-day simulation is the oracle."""

import json
from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vth.regelgeving.dagen import DAG
from vth.regelgeving.termijnen import TermijnError
from vth.regelgeving.tests.builders import make_verjaringsregels
from vth.regelgeving.verjaring import Stuiting, Verjaringsuitkomst, Verjaringsverlenging, derive_verjaring

REGELS = make_verjaringsregels()
VERBEURD = date(2022, 3, 1)
Stukken = list[tuple[str, int, int]]

soorten = st.sampled_from(["duur", "tot_einde", "duur_als_lopend"])
verlengingen_ = st.lists(st.tuples(soorten, st.integers(-60, 900), st.integers(0, 400)), max_size=5)
stuitingen_ = st.lists(st.integers(-10, 1200), max_size=4)


def maak_verlengingen(stukken: Stukken) -> list[Verjaringsverlenging]:
    return [
        Verjaringsverlenging(soort, VERBEURD + timedelta(days=na), VERBEURD + timedelta(days=na + lengte))
        for soort, na, lengte in stukken
    ]


def bereken(
    stukken: Stukken, stuitingen: Iterable[int] = (), *open_: Verjaringsverlenging
) -> Verjaringsuitkomst:
    return derive_verjaring(
        VERBEURD,
        op=VERBEURD,
        regels=REGELS,
        stuitingen=[Stuiting(VERBEURD + timedelta(days=na), "aanmaning") for na in stuitingen],
        verlengingen=[*maak_verlengingen(stukken), *open_],
    )


class Simulatie:
    """The oracle: days are spent one by one, with sets of days instead of arithmetic on periods."""

    def __init__(self, stukken: Stukken) -> None:
        self.dagen: dict[str, set[date]] = {"duur": set(), "tot_einde": set(), "duur_als_lopend": set()}
        for v in maak_verlengingen(stukken):
            assert v.tot is not None
            self.dagen[v.soort] |= {v.vanaf + timedelta(days=n) for n in range((v.tot - v.vanaf).days)}

    def spend(self, dag: date, aantal: int) -> date:
        """Spend so many days after `dag`, skipping days of deferral."""
        while aantal:
            dag += DAG
            aantal -= dag not in self.dagen["duur"]
        return dag

    def run_of(self, soort: str, dag: date) -> tuple[date, date]:
        """Give first and last day of the unbroken run of days around `dag`."""
        eerste = laatste = dag
        while eerste - DAG in self.dagen[soort]:
            eerste -= DAG
        while laatste + DAG in self.dagen[soort]:
            laatste += DAG
        return eerste, laatste

    def end_of_term(self, begin: date) -> date:
        """Give the last day of a term of a year after `begin`."""
        jaardag = date(begin.year + 1, begin.month, min(begin.day, 28) if begin.month == 2 else begin.day)
        dag, gebruikt = self.spend(begin, (jaardag - begin).days), set[date]()
        while True:
            if dag in self.dagen["tot_einde"] and dag + DAG in self.dagen["tot_einde"]:
                dag = self.run_of("tot_einde", dag)[1]
            elif dag in self.dagen["duur_als_lopend"]:
                eerste, laatste = self.run_of("duur_als_lopend", dag)
                if eerste in gebruikt:
                    return dag
                gebruikt.add(eerste)
                dag = self.spend(dag, (laatste - eerste).days + 1)
            else:
                return dag

    def follow(self, stuitingen: Iterable[int]) -> date:
        """Give the last day after every interruption that came in time."""
        laatste = self.end_of_term(VERBEURD)
        for na in sorted(stuitingen):
            dag = VERBEURD + timedelta(days=na)
            if VERBEURD < dag <= laatste:
                laatste = max(laatste, self.end_of_term(dag))
        return laatste


@given(verlengingen_, stuitingen_)
def test_verjaring_is_dag_voor_dag_tellen(stukken: Stukken, stuitingen: list[int]) -> None:
    assert bereken(stukken, stuitingen).laatste_dag == Simulatie(stukken).follow(stuitingen)


@given(verlengingen_, stuitingen_, st.integers(-10, 1200))
def test_stuiting_verkort_nooit(stukken: Stukken, stuitingen: list[int], extra: int) -> None:
    zonder, met = bereken(stukken, stuitingen), bereken(stukken, [*stuitingen, extra])
    assert zonder.laatste_dag is not None and met.laatste_dag is not None
    assert met.laatste_dag >= zonder.laatste_dag


@given(verlengingen_, st.tuples(st.just("duur"), st.integers(-60, 900), st.integers(0, 400)))
def test_uitstel_van_betaling_verkort_nooit_zonder_andere_verlenging(stukken: Stukken, extra: tuple) -> None:
    alleen_uitstel = [s for s in stukken if s[0] == "duur"]
    zonder, met = bereken(alleen_uitstel), bereken([*alleen_uitstel, extra])
    assert zonder.laatste_dag is not None and met.laatste_dag is not None
    assert met.laatste_dag >= zonder.laatste_dag


@given(verlengingen_, stuitingen_, st.integers(0, 2000))
def test_verjaard_is_precies_na_de_laatste_dag(stukken: Stukken, stuitingen: list[int], na: int) -> None:
    uitkomst, dag = bereken(stukken, stuitingen), VERBEURD + timedelta(days=na)
    assert uitkomst.laatste_dag is not None
    assert uitkomst.is_verjaard_op(dag) == (dag > uitkomst.laatste_dag)
    assert uitkomst.laatste_dag_als_nu_eindigt == uitkomst.laatste_dag


@given(verlengingen_, stuitingen_, st.integers(0, 365))
def test_open_beroep_houdt_de_vordering_levend(stukken: Stukken, stuitingen: list[int], na: int) -> None:
    beroep = Verjaringsverlenging("tot_einde", VERBEURD + timedelta(days=na))
    uitkomst = bereken(stukken, stuitingen, beroep)
    assert uitkomst.laatste_dag is None
    assert not uitkomst.is_verjaard_op(date(2099, 1, 1))
    assert uitkomst.open_verlengingen == (beroep,)
    assert any("tegengehouden" in tekst for tekst in uitkomst.waarschuwingen)


def test_open_beroep_dat_begint_na_de_laatste_dag_helpt_niet() -> None:
    uitkomst = bereken([], [], Verjaringsverlenging("tot_einde", date(2023, 3, 2)))
    assert uitkomst.laatste_dag == date(2023, 3, 1)
    assert uitkomst.open_verlengingen == ()


def test_stuiting_en_verlenging_staan_apart_in_de_redenering() -> None:
    uitkomst = bereken([("duur", 10, 30)], [100])
    teksten = [stap.tekst for stap in uitkomst.stappen]
    assert any(tekst.startswith("Verlengd met 30 dagen door duur") for tekst in teksten)
    assert any(tekst.startswith("Gestuit op do 9 juni 2022 door een aanmaning") for tekst in teksten)
    assert len(uitkomst.stuitingen) == 1


def test_nieuwe_termijn_is_nooit_langer_dan_vijf_jaar() -> None:
    uitkomst = derive_verjaring(
        VERBEURD,
        op=VERBEURD,
        regels=make_verjaringsregels(jaren=20),
        stuitingen=[Stuiting(date(2041, 1, 1), "aanmaning")],
    )
    assert uitkomst.laatste_dag == date(2046, 1, 1)


def test_onmogelijke_verlenging_wordt_geweigerd() -> None:
    with pytest.raises(TermijnError, match="Het einde ligt voor het begin"):
        Verjaringsverlenging("duur", date(2022, 2, 1), date(2022, 1, 1))
    with pytest.raises(TermijnError, match="Bekend zijn: duur, duur_als_lopend, tot_einde"):
        bereken([], [], Verjaringsverlenging("vakantie", date(2022, 2, 1)))


def test_uitkomst_is_als_json_op_te_slaan() -> None:
    tekst = json.dumps(bereken([("tot_einde", 10, 900)], [100]).as_dict())
    assert '"verjaard": false' in tekst
    assert "proef.einde_verlenging" in tekst
