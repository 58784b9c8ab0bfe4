"""What is due when, for one site and for all at once; and which visits fit in a day."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from vth.regelgeving.selectors import find_grond
from vth.toezicht.ritme.dagplan import DagplanError, Dagvraag, Kandidaat, Keuze, Plek, make_dagplan
from vth.toezicht.ritme.regelset import read_ritmeregels
from vth.toezicht.ritme.ritme import Ritmebezoek, Ritmeobject, derive_eigen_maanden, derive_vervaldagen
from vth.toezicht.ritme.vervallijst import make_feitentabellen, make_vervallijst

OP = date(2026, 11, 26)
GEVALLEN = yaml.safe_load(Path(__file__).with_name("gevallen").joinpath("ritme.yaml").read_text())
DAGPLAN = "toezicht.dagplan"
dagen = st.dates(date(2020, 1, 1), OP + timedelta(days=30))
objecten = st.builds(
    Ritmeobject,
    id=st.just(""),
    sinds=st.dates(date(2018, 1, 1), OP),
    is_ippc=st.booleans(),
    risico=st.sampled_from(["", "groot", "beperkt"]),
    seveso=st.sampled_from(["", "hogedrempel", "lagedrempel"]),
    seveso_maanden=st.sampled_from([0, 0, 18]),
    eigen_maanden=st.sampled_from([0, 1, 24]),
)
bezoeken = st.builds(
    Ritmebezoek,
    id=st.just(""),
    dag=dagen,
    is_routine=st.booleans(),
    is_ernstig=st.booleans(),
    verslag_op=st.one_of(st.none(), dagen),
    openbaar_op=st.one_of(st.none(), dagen),
)


@pytest.mark.parametrize("geval", [pytest.param(g, id=g["geval"]) for g in GEVALLEN])
def test_what_is_due_for_a_site_follows_from_its_facts_and_its_visits(geval: dict[str, Any]) -> None:
    object_ = Ritmeobject("o", **{"sinds": date(2020, 1, 1)} | geval["object"])
    geweest = [Ritmebezoek(str(n), **b) for n, b in enumerate(geval.get("bezoeken", ()))]
    gevonden = derive_vervaldagen(object_, geweest, read_ritmeregels(OP), op=OP)
    assert [[v.soort.value, v.uiterlijk] for v in gevonden] == geval["dan"]
    assert all(v.gronden and v.uitleg.endswith(".") for v in gevonden)


def test_a_risk_that_nobody_assessed_is_an_assumption_and_says_so() -> None:
    (dag,) = derive_vervaldagen(
        Ritmeobject("o", date(2020, 1, 1), is_ippc=True), [], read_ritmeregels(OP), op=OP
    )
    assert dag.zekerheid == "aanname" and "niet vastgesteld" in dag.uitleg and dag.dagen_over(OP) < 0


@pytest.mark.parametrize(
    ("is_ippc", "seveso", "verslag", "openbaar"),
    [
        (
            True,
            "hogedrempel",
            "want zij eindigt eerder dan die van ‘Toezichtrapport van een Seveso-inrichting naar wie de inrichting drijft’: 9 februari 2027",
            "Seveso-inrichting openbaar’ eindigt op die dag",
        ),
        (False, "hogedrempel", "4 maanden na het bezoek", "deze termijn is een aanname"),
        (True, "", "2 maanden na het bezoek", "4 maanden na het bezoek"),
    ],
)
def test_which_term_of_a_report_counts_and_why_is_said(
    is_ippc: bool, seveso: str, verslag: str, openbaar: str
) -> None:
    """What is law is not made an assumption by a term beside it that does not count."""
    object_ = Ritmeobject("o", date(2020, 1, 1), is_ippc=is_ippc, risico="groot", seveso=seveso)
    dagen = derive_vervaldagen(object_, [Ritmebezoek("b", date(2026, 10, 9))], read_ritmeregels(OP), op=OP)
    per = {v.soort.value: v for v in dagen}
    assert verslag in per["verslag"].uitleg and openbaar in per["openbaar"].uitleg
    assert ("aanname" in per["openbaar"].uitleg) is (not is_ippc)
    assert per["verslag"].zekerheid == "vastgesteld"
    assert per["openbaar"].zekerheid == ("vastgesteld" if is_ippc else "aanname")


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(objecten, st.lists(bezoeken, max_size=4)), max_size=6))
def test_the_list_of_all_sites_is_that_of_each_site(
    rijen: list[tuple[Ritmeobject, list[Ritmebezoek]]],
) -> None:
    regels = read_ritmeregels(OP)
    verwacht, con = set(), duckdb.connect()
    make_feitentabellen(con)
    for n, (o, geweest) in enumerate(rijen):
        eigen = Ritmeobject(str(n), o.sinds, o.is_ippc, o.risico, o.seveso, o.seveso_maanden, o.eigen_maanden)
        los = [
            Ritmebezoek(f"{n}-{m}", b.dag, b.is_routine, b.is_ernstig, b.verslag_op, b.openbaar_op)
            for m, b in enumerate(geweest)
        ]
        verwacht |= {
            (
                v.object,
                v.soort.value,
                v.aanleiding,
                v.vanaf,
                v.uiterlijk,
                v.gronden[0].regel_id.removeprefix("toezicht.ritme_"),
            )
            for v in derive_vervaldagen(eigen, los, regels, op=OP)
        }
        con.execute("INSERT INTO ritmeobject VALUES (?, ?, ?, ?, ?, ?, ?)", [*vars(eigen).values()])
        for b in los:
            con.execute("INSERT INTO ritmebezoek VALUES (?, ?, ?, ?, ?, ?, ?)", [eigen.id, *vars(b).values()])
    make_vervallijst(con, regels, op=OP)
    assert set(con.execute("FROM vervallijst").fetchall()) == verwacht


def test_an_authority_may_visit_more_often_than_the_law_asks() -> None:
    eigen = find_grond("toezicht.ritme_eigen", geldig_op=OP)
    assert derive_eigen_maanden(["x"], "inrichting", eigen) == 0
    strenger = type(eigen)(
        **vars(eigen) | {"waarde": {"activiteiten": {"x": 24, "y": 6}, "hoofdtypen": {"inrichting": 12}}}
    )
    assert derive_eigen_maanden(["x"], "inrichting", strenger) == 12
    assert derive_eigen_maanden(["y"], "", strenger) == 6


plekken = st.builds(Plek, st.integers(0, 40_000), st.integers(0, 40_000))
kandidaten = st.lists(
    st.builds(
        Kandidaat,
        id=st.uuids().map(str),
        naam=st.just("x"),
        uren=st.sampled_from([0.5, 1.0, 2.5]),
        gewicht=st.sampled_from([0.0, 1.0, 5.0]),
        uiterlijk=st.one_of(st.none(), dagen),
        plek=st.one_of(st.none(), plekken),
        is_verplicht=st.booleans(),
    ),
    max_size=7,
    unique_by=lambda k: k.id,
)


@settings(max_examples=60, deadline=None)
@given(kandidaten, st.sampled_from([0.0, 4.0, 8.0]), st.data())
def test_a_plan_keeps_to_the_hours_unless_what_must_be_done_does_not(
    lijst: list[Kandidaat], uren: float, data: st.DataObject
) -> None:
    vast = frozenset(data.draw(st.sets(st.sampled_from([k.id for k in lijst] or ["-"])))) & {
        k.id for k in lijst
    }
    vraag = Dagvraag(OP, uren, Plek(0, 0), vastgezet=vast)
    regel = find_grond(DAGPLAN, geldig_op=OP)
    plan = make_dagplan(lijst, vraag, regel)
    erin = {k.id for k in plan.route}
    moet = {k.id for k in lijst if k.is_verplicht} | vast
    assert moet <= erin
    assert plan.uren <= uren + 1e-9 or (erin == moet and plan.waarschuwingen)
    assert {k.kandidaat.id for k in plan.keuzes} == {k.id for k in lijst}
    assert all(k.uitleg and k.is_erin == (k.kandidaat.id in erin) for k in plan.keuzes)
    assert make_dagplan(lijst[::-1], vraag, regel) == plan


def test_the_late_and_heavy_one_goes_before_the_one_that_can_wait() -> None:
    regel = find_grond(DAGPLAN, geldig_op=OP)
    hier = Plek(1000, 0)
    laat = Kandidaat("a", "laat", 3, 2, OP - timedelta(days=1), hier)
    wacht = Kandidaat("b", "wacht", 3, 2, OP + timedelta(days=300), hier)
    plan = make_dagplan([wacht, laat], Dagvraag(OP, 4, Plek(0, 0)), regel)
    assert [k.id for k in plan.route] == ["a"]
    assert "1 dagen te laat" in plan.keuzes[0].uitleg and "Past niet meer" in plan.keuzes[1].uitleg
    zonder = make_dagplan([wacht, laat], Dagvraag(OP, 4, Plek(0, 0), weggelaten=frozenset("a")), regel)
    assert [k.keuze for k in zonder.keuzes] == [Keuze.WEGGELATEN, Keuze.GEKOZEN]


@pytest.mark.parametrize(
    ("vraag", "woorden"),
    [
        (Dagvraag(OP, -1, Plek(0, 0)), "0 tot en met 24"),
        (Dagvraag(OP, 8, Plek(0, 0), vastgezet=frozenset("z")), "niet meer worden gekozen"),
        (Dagvraag(OP, 8, Plek(0, 0), vastgezet=frozenset("a"), weggelaten=frozenset("a")), "een van de twee"),
    ],
)
def test_a_plan_that_cannot_be_made_says_why(vraag: Dagvraag, woorden: str) -> None:
    with pytest.raises(DagplanError, match=woorden):
        make_dagplan([Kandidaat("a", "x", 1)], vraag, find_grond(DAGPLAN, geldig_op=OP))
