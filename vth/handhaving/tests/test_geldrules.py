"""Forfeiture and limitation by the cases that a jurist can read, and against a day-by-day simulation written on its own."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from vth.handhaving.rules import HandhavingError
from vth.handhaving.selectors import find_regel
from vth.handhaving.verbeuren import Bedragen, Dwangsom, Verbeurd, derive_verbeurd
from vth.handhaving.verjaren import Handelingbeeld, Laststand, derive_stand, derive_waakdag
from vth.regelgeving.selectors import read_termijnregels, read_verjaringsregels
from vth.regelgeving.termijnen import GesteldIn, Opschorting, Termijn, Tijdseenheid, derive_einde

from .naspelen import make_dossiers, play_verbeuren, play_verjaring

GEVALLEN = Path(__file__).parent / "gevallen"
DAG = timedelta(days=1)
BEGIN = date(2026, 3, 2)


def read_gevallen(naam: str) -> list[Any]:
    return [
        pytest.param(g, id=g["geval"])
        for g in yaml.safe_load((GEVALLEN / f"{naam}.yaml").read_text(encoding="utf-8"))
    ]


def as_verbeurd(rijen: list[Any]) -> list[Verbeurd]:
    return [Verbeurd(vanaf, dag, Decimal(bedrag)) for vanaf, dag, bedrag in rijen]


@pytest.mark.parametrize("geval", read_gevallen("verbeuren"))
def test_what_is_forfeited(geval: dict[str, Any]) -> None:
    last = {"per": "", **geval["last"]}
    dwangsom = Dwangsom(
        last["modaliteit"],
        last["per"],
        Decimal(last["bedrag"]),
        Decimal(last["maximum"]),
        last["vanaf"],
        tuple(
            Bedragen(Decimal(bedrag), Decimal(maximum), vanaf)
            for vanaf, bedrag, maximum in geval.get("verlaagd", [])
        ),
    )
    uitkomst = derive_verbeurd(
        dwangsom,
        [tuple(p) for p in geval["gezien"]],
        eerder=as_verbeurd(geval.get("eerder", [])),
        geschorst=[tuple(p) for p in geval.get("geschorst", [])],
        telt=geval.get("telt", "volledig"),
    )
    assert list(uitkomst.nieuw) == as_verbeurd(geval["verbeurd"])
    assert uitkomst.vol is geval["vol"]


@pytest.mark.parametrize("geval", read_gevallen("verjaring"))
def test_until_when_it_can_be_claimed(geval: dict[str, Any]) -> None:
    dag = geval["verbeurd"]
    duurt = find_regel("handhaving.invorderingshandelingen", dag).waarde
    gedaan = [Handelingbeeld(h[0], h[1], *h[2:], duurt=duurt[h[0]]["duurt"]) for h in geval.get("gedaan", [])]
    uitkomst = derive_stand(
        dag,
        gedaan,
        Laststand(*geval["last"]),
        op=date(2026, 11, 26),
        regels=read_verjaringsregels("dwangsom", geldig_op=dag),
    )
    assert uitkomst.laatste_dag == geval["laatste_dag"]
    assert derive_waakdag(uitkomst) >= dag


def simulate(modaliteit: str, per: str, bedrag: int, maximum: int, dagen: set[date], einde: date) -> int:
    """Walk over the days one by one: the slow and independent way."""
    totaal, k, begin = 0, 0, BEGIN
    while begin <= einde and totaal < maximum:
        stap = {"dag": 1, "week": 7}.get(per, 1)
        vak = {begin + i * DAG for i in range(stap)}
        if modaliteit == "tijdseenheid" and vak <= dagen:
            totaal = min(maximum, totaal + bedrag)
        if modaliteit == "ineens" and begin in dagen:
            return bedrag
        k, begin = k + 1, begin + stap * DAG
    return totaal


def replay(aantal: int) -> tuple[int, list[str]]:
    """Play files again and give how many there were and where the two ways differ."""
    mis, gespeeld = [], 0
    for gespeeld, d in enumerate(make_dossiers(aantal), 1):
        anders = (Bedragen(d.verlaagd[1], d.verlaagd[2], d.verlaagd[0]),) if d.verlaagd else ()
        last = Dwangsom(d.modaliteit, d.per, d.bedrag, d.maximum, d.vanaf, anders)
        nieuw = derive_verbeurd(last, d.overtreden, geschorst=d.geschorst).nieuw
        if [(v.vanaf, v.dag, v.bedrag) for v in nieuw] != play_verbeuren(d):
            mis.append(f"verbeurd: {d}")
        gedaan = [Handelingbeeld(soort, op) for soort, op in d.gedaan]
        gedaan += [Handelingbeeld("uitstel_van_betaling", van, tot, duurt=True) for van, tot in d.uitstel]
        for v in nieuw[:3]:
            regels = read_verjaringsregels("dwangsom", geldig_op=v.dag)
            stand = derive_stand(
                v.dag, gedaan, Laststand(d.verzonden_op, d.onherroepelijk_op), op=v.dag, regels=regels
            )
            if stand.laatste_dag != play_verjaring(d, v.dag):
                mis.append(f"verjaring van {v.dag}: {stand.laatste_dag}, {play_verjaring(d, v.dag)}, {d}")
    return gespeeld, mis


PERIODEN = st.lists(st.tuples(st.integers(-5, 60), st.integers(0, 25)), max_size=5)


@settings(max_examples=60)
@given(
    perioden=PERIODEN,
    wijze=st.sampled_from([("ineens", ""), ("tijdseenheid", "dag"), ("tijdseenheid", "week")]),
    bedrag=st.integers(1, 900),
    maal=st.integers(1, 6),
)
def test_the_sum_is_that_of_every_day_and_never_passes_the_maximum(
    perioden: list[tuple[int, int]], wijze: tuple[str, str], bedrag: int, maal: int
) -> None:
    maximum = bedrag if wijze[0] == "ineens" else bedrag * maal - bedrag // 2 + 1
    gezien = [(BEGIN + van * DAG, BEGIN + (van + duur) * DAG) for van, duur in perioden]
    dwangsom = Dwangsom(*wijze, Decimal(bedrag), Decimal(max(maximum, bedrag)), BEGIN)
    uitkomst = derive_verbeurd(dwangsom, gezien)
    dagen = {van + i * DAG for van, tot in gezien for i in range((tot - van).days + 1)}
    som = sum(v.bedrag for v in uitkomst.nieuw)
    assert som == uitkomst.totaal <= dwangsom.maximum
    assert som == simulate(*wijze, bedrag, max(maximum, bedrag), dagen, BEGIN + 90 * DAG)
    nog = derive_verbeurd(dwangsom, gezien, eerder=uitkomst.nieuw)
    assert nog.nieuw == ()


@settings(max_examples=200)
@given(
    dag=st.dates(date(2021, 4, 1), date(2030, 12, 31)),
    eenheid=st.sampled_from(["dagen", "weken", "maanden", "jaren"]),
    aantal=st.integers(1, 30),
    meer=st.integers(1, 12),
    stil=st.none() | st.tuples(st.integers(0, 40), st.integers(1, 60)),
)
def test_a_longer_term_never_ends_earlier(
    dag: date, eenheid: str, aantal: int, meer: int, stil: tuple[int, int] | None
) -> None:
    regels = read_termijnregels(geldig_op=date(2026, 1, 1))
    stilstand = [Opschorting(dag + stil[0] * DAG, dag + sum(stil) * DAG, "proef")] if stil else []
    kort, lang = (
        derive_einde(
            Termijn(n, Tijdseenheid(eenheid), gesteld_in=GesteldIn.WET),
            dag,
            regels=regels,
            opschortingen=stilstand,
        ).laatste_dag
        for n in (aantal, aantal + meer)
    )
    assert kort is not None and lang is not None and dag < kort <= lang


@settings(max_examples=40)
@given(dag=st.dates(date(2021, 4, 1), date(2026, 1, 1)), stuit=st.lists(st.integers(1, 900), max_size=4))
def test_limitation_is_that_of_a_walk_over_the_acts(dag: date, stuit: list[int]) -> None:
    """A later act never lets a claim lapse earlier; the walk starts the year anew at every act in time."""
    handelingen = [Handelingbeeld("dwangbevel", dag + n * DAG) for n in stuit]
    regels = read_verjaringsregels("dwangsom", geldig_op=dag)
    uitkomst = derive_stand(dag, handelingen, Laststand(), op=date(2026, 11, 26), regels=regels)
    laatste = add_jaar(dag)
    for h in sorted(h.dag for h in handelingen):
        if h <= laatste:
            laatste = max(laatste, add_jaar(h))
    assert uitkomst.laatste_dag == laatste


def add_jaar(dag: date) -> date:
    """Give the last day of a year that begins the day after."""
    try:
        return dag.replace(year=dag.year + 1)
    except ValueError:
        return date(dag.year + 1, 2, 28)


def test_files_of_ten_years_played_again_day_by_day_give_the_same() -> None:
    """A hundred here; a hundred thousand by `python -m bench.handhaving`."""
    assert replay(100) == (100, [])


def test_what_cannot_be_counted_is_refused() -> None:
    dwangsom = Dwangsom("tijdseenheid", "jaar", Decimal(1), Decimal(2), BEGIN)
    with pytest.raises(HandhavingError, match=r"tijdseenheid.*jaar"):
        derive_verbeurd(dwangsom, [(BEGIN, BEGIN)])
    with pytest.raises(HandhavingError, match="einde ligt voor het begin"):
        derive_verbeurd(dwangsom, [(BEGIN, BEGIN - DAG)])
    with pytest.raises(HandhavingError, match="wijze van verbeuren"):
        derive_verbeurd(Dwangsom("soms", "", Decimal(1), Decimal(2), BEGIN), [(BEGIN, BEGIN)])
    with pytest.raises(HandhavingError, match=r"Voor vr 1 januari 2010 is er geen regel"):
        find_regel("handhaving.instrumenten", date(2010, 1, 1))
