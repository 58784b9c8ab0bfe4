"""Samples: what of a sample can be relied on, and what a result says of a limit."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from vth.regelgeving.selectors import find_grond
from vth.toezicht.monster.bemonstering import (
    Bemonstering,
    MonsterError,
    Monsterpunt,
    Monsterwijze,
    Overgave,
    derive_middeling,
    list_gebreken,
)
from vth.toezicht.monster.emissie import (
    Deelmeting,
    check_continu,
    check_emissie,
    derive_controleregime,
    derive_klassevrachten,
    derive_storingsemissie,
    make_klassenorm,
)
from vth.toezicht.monster.lozing import check_monster, list_lozingsnormen, list_zonder_grens
from vth.toezicht.monster.meting import Bereik, Meting, Teken, add_bereiken, derive_bereik
from vth.toezicht.monster.pakket import list_geldige_pakketten, list_pakketfouten, read_pakketten
from vth.toezicht.monster.parameter import Parameter, find_parameter
from vth.toezicht.monster.regelset import read_emissieregels, read_monsterregels
from vth.toezicht.monster.toetsing import Toetsnorm, Toetsoordeel, Toetsreden, check_bereik
from vth.toezicht.monster.zzs import derive_zzs
from vth.vergunningen.inhoud import Grenswaarde, Medium, Vergelijking
from vth.vergunningen.verouderingsregels import list_zzs

GEVALLEN = Path(__file__).with_name("gevallen")
DAG = date(2026, 5, 1)
UUR = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)


def read_gevallen(naam: str) -> list[Any]:
    rijen = yaml.safe_load((GEVALLEN / naam).read_text(encoding="utf-8"))
    return [pytest.param(r, id=r["geval"]) for r in rijen]


def make_meting(naam: str, waarde: str, eenheid: str = "mg/l", onzekerheid: str | None = None) -> Meting:
    parameter = find_parameter(naam) or Parameter(naam)
    teken = Teken(waarde[0]) if waarde[0] in "<>" else Teken.GELIJK
    return Meting(
        parameter,
        Decimal(waarde.lstrip("<>")),
        eenheid,
        teken,
        Decimal(onzekerheid) if onzekerheid else None,
    )


def make_monster(**anders: Any) -> Bemonstering:
    gegeven = {
        "nummer": "M-1",
        "punt": Monsterpunt("P1", "controleput achter de afscheider"),
        "wijze": Monsterwijze.STEEK,
        "begin": UUR,
        "eind": UUR,
        "parameters": (Parameter("koper"),),
        "overgaven": (Overgave("toezichthouder", UUR),),
    }
    return Bemonstering(**(gegeven | anders))


@pytest.mark.parametrize("geval", read_gevallen("lozing.yaml"))
def test_waste_water_is_held_against_the_limits_of_its_branch(geval: dict[str, Any]) -> None:
    wat = geval["gegeven"]
    normen = list_lozingsnormen(
        read_monsterregels(DAG).grenzen, branche=wat["branche"], voorzieningen=wat.get("voorzieningen", ())
    )
    uitkomsten = check_monster([make_meting(*u) for u in wat["uitslag"]], normen, middeling=wat["middeling"])
    gezien = {
        u.norm.grens.naam: "/".join(filter(None, (u.oordeel.value, u.reden.value)))
        for u in uitkomsten
        if u.reden is not Toetsreden.NIET_GEMETEN
    }
    assert gezien == geval["dan"]
    assert all(u.zekerheid == "aanname" and u.uitleg and u.gronden for u in uitkomsten)


@pytest.mark.parametrize("geval", read_gevallen("emissie.yaml"))
def test_an_emission_is_held_against_the_limit_of_its_class(geval: dict[str, Any]) -> None:
    wat = geval["gegeven"]
    delen = [
        Deelmeting(make_meting(wat["klasse"], w, wat.get("eenheid", "mg/Nm3"), o), timedelta(minutes=minuten))
        for w, o, minuten in wat["delen"]
    ]
    vracht = make_meting(wat["klasse"], wat["jaarvracht"], "kg/j") if "jaarvracht" in wat else None
    uitkomst = check_emissie(delen, wat["klasse"], read_emissieregels(DAG), jaarvracht=vracht)
    assert uitkomst.oordeel.value == geval["dan"]["oordeel"], uitkomst.uitleg
    assert uitkomst.reden.value == geval["dan"].get("reden", "")
    if "gemeten" in geval["dan"]:
        assert str(uitkomst.gemeten) == geval["dan"]["gemeten"]


@pytest.mark.parametrize("geval", read_gevallen("regime.yaml"))
def test_the_regime_follows_from_the_emission_at_failure(geval: dict[str, Any]) -> None:
    regime = derive_controleregime(Decimal(geval["storing"]), geval["klasse"], read_emissieregels(DAG))
    assert regime.regime == geval["dan"]


def test_the_emission_at_failure_is_what_is_emitted_above_the_limit() -> None:
    grens = make_klassenorm("gA.3", read_emissieregels(DAG)).grens
    assert derive_storingsemissie(Decimal(500), Decimal(1000), grens) == Decimal(470)
    assert derive_storingsemissie(Decimal(20), Decimal(1000), grens) == 0


@pytest.mark.parametrize(
    ("dagen", "halfuren", "oordelen"),
    [
        (["29", "30"], ["59", "60"], ["voldoet", "voldoet"]),
        (["29", "30.1"], ["59"], ["overschrijding", "voldoet"]),
        (["29"], ["60.1"], ["voldoet", "overschrijding"]),
        ([], ["59"], ["niet_te_toetsen", "voldoet"]),
    ],
)
def test_of_continuous_measuring_the_highest_day_and_half_hour_count(
    dagen: list[str], halfuren: list[str], oordelen: list[str]
) -> None:
    """Bal 5.37: no day mean above the limit (gA.3: 30), no half hour above twice the limit."""
    regels = read_emissieregels(DAG)
    reeksen = [[make_meting("gA.3", w, "mg/Nm3") for w in reeks] for reeks in (dagen, halfuren)]
    uitkomsten = check_continu(*reeksen, make_klassenorm("gA.3", regels), regels)
    assert [u.oordeel.value for u in uitkomsten] == oordelen


def test_before_2024_a_class_counts_in_the_next_higher_one() -> None:
    sommatie = find_grond("toezicht.sommatie_oud", geldig_op=date(2020, 1, 1))
    vrachten = {
        v.klasse: v
        for v in derive_klassevrachten(
            {"sA.1": Decimal("0.2"), "sA.2": Decimal("2.4"), "gA.1": Decimal(2)}, sommatie
        )
    }
    assert not vrachten["sA.1"].boven
    assert vrachten["sA.2"].boven and vrachten["sA.2"].vracht == Decimal("2.6")
    assert "sA.3" in vrachten and not vrachten["sA.3"].boven
    assert vrachten["gA.1"].telt_mee == ("gA.1",)
    with pytest.raises(MonsterError, match="geen grensmassastroom"):
        derive_klassevrachten({"ZZZ": Decimal(1)}, sommatie)


getallen = st.decimals(0, 100, places=2, allow_nan=False)


@given(getallen, getallen, getallen, st.sampled_from(list(Vergelijking)[:2]), st.booleans())
def test_a_judgement_on_a_range_is_that_of_every_value_in_it(
    een: Decimal, ander: Decimal, grens: Decimal, hoe: Vergelijking, streng: bool
) -> None:
    laag, hoog = sorted((een, ander))
    norm = Toetsnorm(Grenswaarde("x", Medium.WATER, grens, "mg/l", vergelijking=hoe), "v 1.1", streng=streng)

    def judge(van: Decimal, tot: Decimal) -> Toetsoordeel:
        return check_bereik(Bereik(van, tot, "mg/l"), norm, middeling="steek").oordeel

    los = {judge(w, w) for w in (laag, hoog)}
    geheel = judge(laag, hoog)
    assert Toetsoordeel.NIET_TE_TOETSEN not in los or laag != hoog
    assert geheel in los if len(los) == 1 else geheel is Toetsoordeel.NIET_TE_TOETSEN


@given(st.lists(st.tuples(getallen, st.booleans()), min_size=1, max_size=5))
def test_a_sum_holds_every_sum_that_can_be(rijen: list[tuple[Decimal, bool]]) -> None:
    metingen = [make_meting("koper", f"{'<' if onder else ''}{w}") for w, onder in rijen]
    som = add_bereiken([derive_bereik(m) for m in metingen])
    assert som.laag == sum(w for w, onder in rijen if not onder)
    assert som.hoog == sum(w for w, _ in rijen)


def test_the_way_of_a_sample_is_closed_or_said_to_be_broken() -> None:
    later, nog = UUR + timedelta(hours=2), UUR + timedelta(hours=3)
    goed = (Overgave("toezichthouder", UUR, later), Overgave("koerier", later, nog), Overgave("lab", nog))
    assert list_gebreken(make_monster(overgaven=goed), op=nog) == []
    gevallen = {
        "had niemand": (Overgave("a", UUR, later), Overgave("b", nog)),
        "al vanaf": (Overgave("a", UUR, nog), Overgave("b", later)),
        "nog, en": (Overgave("a", UUR), Overgave("b", later)),
        "loopt terug": (Overgave("a", UUR, UUR - timedelta(hours=1)),),
        "pas vanaf": (Overgave("a", later),),
        "niet bekend wie": (),
        "na nu": (Overgave("a", UUR, nog + timedelta(days=1)),),
        "geen naam": (Overgave(" ", UUR),),
    }
    for woorden, overgaven in gevallen.items():
        assert any(woorden in g for g in list_gebreken(make_monster(overgaven=overgaven), op=nog)), woorden


def test_a_sample_of_a_day_is_known_by_its_length() -> None:
    etmaal = read_monsterregels(DAG).etmaal
    dag = {"wijze": Monsterwijze.TIJDPROPORTIONEEL, "eind": UUR + timedelta(hours=24)}
    assert derive_middeling(make_monster(**dag), etmaal) == "etmaal"
    assert derive_middeling(make_monster(**dag | {"eind": UUR + timedelta(hours=8)}), etmaal) == "8 uur"
    assert derive_middeling(make_monster(), etmaal) == "steek"
    fout = list_gebreken(make_monster(wijze=Monsterwijze.DEBIETPROPORTIONEEL, nummer=""), op=UUR)
    assert len(fout) == 2


def test_shipped_packages_are_whole_and_a_newer_version_goes_before() -> None:
    pakketten = read_pakketten()
    assert {p.branche for p in pakketten.values()} >= {"oppervlaktebehandeling metalen", "tandheelkunde"}
    assert all(p.zekerheid == "aanname" and p.bron for p in pakketten.values())
    assert list_geldige_pakketten(date(2023, 1, 1)) == []
    goed = {
        "id": "a.b",
        "naam": "n",
        "branche": "b",
        "versie": "1",
        "vanaf": DAG,
        "bron": "x",
        "zekerheid": "aanname",
    }
    fouten = list_pakketfouten(
        goed
        | {
            "parameters": [
                {"naam": "onzin", "eenheid": "mg/l"},
                {"naam": "koper", "eenheid": "lepels"},
                {"naam": "benzeen", "cas": "1-1-1", "eenheid": "mg/l"},
            ]
        },
        "p.yaml",
    )
    assert len(fouten) == 3 and "lepels" in fouten[1]
    dubbel = [{"naam": "PER", "eenheid": "mg/l"}, {"naam": "tetrachlooretheen", "eenheid": "mg/l"}]
    assert "dezelfde stof" in list_pakketfouten(goed | {"parameters": dubbel}, "p.yaml")[0]


def test_substances_of_very_high_concern_are_found_by_number_and_only_when_measured() -> None:
    beeld = derive_zzs(
        [
            make_meting("benzeen", "0.1"),
            make_meting("PFOS", "<5", "ng/l"),
            make_meting("lood", "1"),
            make_meting("tolueen", "1"),
        ],
        list_zzs(DAG),
    )
    assert [m.parameter.naam for m in beeld.gevonden] == ["benzeen"]
    assert [m.parameter.naam for m in beeld.niet_aangetoond] == ["perfluoroctaansulfonzuur"]
    assert [m.parameter.naam for m in beeld.onbekend] == ["lood"]
    assert "niet na te gaan" in beeld.samenvatting


def test_what_was_found_without_a_limit_is_named() -> None:
    normen = list_lozingsnormen(read_monsterregels(DAG).grenzen, branche="reviseren van motoren")
    metingen = [make_meting("benzeen", "1"), make_meting("cadmium", "1")]
    assert [m.parameter.naam for m in list_zonder_grens(metingen, normen)] == ["cadmium"]
