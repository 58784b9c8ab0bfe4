"""What must always hold of terms, whatever the day; day-by-day counting is the oracle."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from vth.regelgeving.dagen import DAG, derive_pasen, is_weekend
from vth.regelgeving.termijnen import (
    Aanvang,
    GesteldIn,
    Opschorting,
    Richting,
    Termijn,
    TermijnError,
    Termijnverlenging,
    check_verlenging,
    derive_einde,
    derive_opschorting,
    derive_tijdstip,
)
from vth.regelgeving.tests.builders import make_grond, make_termijn, make_termijnregels

REGELS = make_termijnregels()
dagen = st.dates(date(2015, 1, 1), date(2035, 12, 31))
gewone_termijnen = st.one_of(
    st.builds(make_termijn, st.integers(1, 90), st.just("dagen")),
    st.builds(make_termijn, st.integers(1, 12), st.just("weken")),
    st.builds(make_termijn, st.integers(1, 3), st.just("maanden")),
)
lange_termijnen = st.one_of(
    st.builds(make_termijn, st.integers(91, 400), st.just("dagen")),
    st.builds(make_termijn, st.integers(13, 60), st.just("weken")),
    st.builds(make_termijn, st.integers(4, 40), st.just("maanden")),
    st.builds(make_termijn, st.integers(1, 10), st.just("jaren")),
)
kalendertermijnen = st.builds(
    make_termijn,
    st.integers(1, 60),
    st.sampled_from(["dagen", "weken", "maanden", "jaren"]),
    aanvang=st.sampled_from(Aanvang),
    zonder_atw=st.just("proef"),
)
perioden = st.lists(st.tuples(st.integers(-30, 200), st.integers(0, 60)), max_size=5)


def laatste_dag(termijn: Termijn, dag: date, *opschortingen: Opschorting) -> date:
    uitkomst = derive_einde(termijn, dag, regels=REGELS, opschortingen=opschortingen)
    assert uitkomst.laatste_dag is not None
    return uitkomst.laatste_dag


def maak_opschortingen(dag: date, stukken: list[tuple[int, int]]) -> list[Opschorting]:
    begin = [(dag + timedelta(days=vanaf), lengte) for vanaf, lengte in stukken]
    return [Opschorting(vanaf, vanaf + timedelta(days=lengte), "proef") for vanaf, lengte in begin]


def tel_dag_voor_dag(begin: date, lengte: int, opschortingen: list[Opschorting]) -> date:
    """The oracle: walk the calendar and spend a day of the term on each day that is not suspended."""
    dag = begin - DAG
    while lengte:
        dag += DAG
        lengte -= not any(o.vanaf <= dag < o.tot for o in opschortingen)
    return dag


@given(kalendertermijnen, dagen)
def test_langere_termijn_eindigt_nooit_eerder_op_de_kalender(termijn: Termijn, dag: date) -> None:
    langer = Termijn(termijn.aantal + 1, termijn.eenheid, aanvang=termijn.aanvang, zonder_atw="proef")
    assert laatste_dag(langer, dag) >= laatste_dag(termijn, dag)


@given(gewone_termijnen, dagen)
def test_langere_gewone_termijn_eindigt_nooit_eerder(termijn: Termijn, dag: date) -> None:
    grens = {"dagen": 90, "weken": 12, "maanden": 3}[termijn.eenheid]
    assume(termijn.aantal < grens)
    assert laatste_dag(Termijn(termijn.aantal + 1, termijn.eenheid), dag) >= laatste_dag(termijn, dag)


@given(gewone_termijnen, dagen)
def test_latere_gebeurtenis_eindigt_nooit_eerder(termijn: Termijn, dag: date) -> None:
    assert laatste_dag(termijn, dag + DAG) >= laatste_dag(termijn, dag)


@given(gewone_termijnen, dagen)
def test_gewone_termijn_eindigt_nooit_op_weekend_of_feestdag(termijn: Termijn, dag: date) -> None:
    laatste = laatste_dag(termijn, dag)
    assert not is_weekend(laatste)
    assert REGELS.kalender.find_feestdag(laatste) is None


@given(gewone_termijnen, dagen)
def test_gewone_termijn_van_drie_dagen_heeft_twee_gewone_dagen(termijn: Termijn, dag: date) -> None:
    assume(termijn.eenheid != "dagen" or termijn.aantal >= 3)
    lengte = (laatste_dag(termijn, dag) - dag).days
    assert sum(REGELS.kalender.is_gewone_dag(dag + timedelta(days=n)) for n in range(1, lengte + 1)) >= 2


@given(gewone_termijnen, dagen)
def test_doorlopen_slaat_alleen_ongewone_dagen_over(termijn: Termijn, dag: date) -> None:
    kaal = laatste_dag(Termijn(termijn.aantal, termijn.eenheid, zonder_atw="proef"), dag)
    laatste = laatste_dag(termijn, dag)
    overgeslagen = [kaal + timedelta(days=n) for n in range((laatste - kaal).days)]
    gewoon = sum(map(REGELS.kalender.is_gewone_dag, overgeslagen))
    assert gewoon <= (1 if termijn.eenheid == "dagen" else 0)


@given(lange_termijnen, dagen, perioden)
def test_lange_termijn_loopt_nooit_door(termijn: Termijn, dag: date, stukken: list[tuple[int, int]]) -> None:
    kaal = Termijn(termijn.aantal, termijn.eenheid, zonder_atw="proef")
    stil = maak_opschortingen(dag, stukken)
    assert laatste_dag(termijn, dag, *stil) == laatste_dag(kaal, dag, *stil)


@given(gewone_termijnen, dagen, st.sets(dagen, max_size=3))
def test_later_aangewezen_feestdag_vervroegt_nooit(termijn: Termijn, dag: date, extra: set[date]) -> None:
    later = derive_einde(termijn, dag, regels=make_termijnregels(*extra)).laatste_dag
    assert later is not None
    assert later >= laatste_dag(termijn, dag)
    assert later not in extra


def test_later_aangewezen_feestdag_schuift_de_laatste_dag() -> None:
    assert laatste_dag(make_termijn(), date(2025, 10, 1)) == date(2025, 11, 12)
    uitkomst = derive_einde(make_termijn(), date(2025, 10, 1), regels=make_termijnregels(date(2025, 11, 12)))
    assert uitkomst.laatste_dag == date(2025, 11, 13)
    assert "proef.gelijkgesteld" in [grond.regel_id for grond in uitkomst.gronden]


@given(kalendertermijnen, dagen, perioden)
def test_opschorting_is_dag_voor_dag_tellen(
    termijn: Termijn, dag: date, stukken: list[tuple[int, int]]
) -> None:
    stil = maak_opschortingen(dag, stukken)
    uitkomst = derive_einde(termijn, dag, regels=REGELS, opschortingen=stil)
    lengte = (uitkomst.kaal_einde - uitkomst.begin).days + 1
    assert uitkomst.laatste_dag == tel_dag_voor_dag(uitkomst.begin, lengte, stil)
    assert uitkomst.laatste_dag == uitkomst.kaal_einde + timedelta(days=uitkomst.opgeschort_dagen)


@given(gewone_termijnen, dagen, perioden)
def test_opschorting_vervroegt_nooit(termijn: Termijn, dag: date, stukken: list[tuple[int, int]]) -> None:
    assert laatste_dag(termijn, dag, *maak_opschortingen(dag, stukken)) >= laatste_dag(termijn, dag)


@given(st.integers(1, 90), dagen, perioden, st.integers(0, 80))
def test_open_opschorting_bewaart_de_resterende_dagen(
    aantal: int, dag: date, stukken: list[tuple[int, int]], na: int
) -> None:
    termijn, vanaf = make_termijn(aantal, "dagen"), dag + timedelta(days=na)
    eerder = [o for o in maak_opschortingen(dag, stukken) if o.tot is not None and o.tot <= vanaf]
    open_ = derive_einde(
        termijn, dag, regels=REGELS, opschortingen=[*eerder, Opschorting(vanaf, None, "proef")]
    )
    assume(open_.laatste_dag is None)
    dicht = [*eerder, Opschorting(vanaf, vanaf + timedelta(days=500), "proef")]
    kaal = derive_einde(
        make_termijn(aantal, "dagen", zonder_atw="p"), dag, regels=REGELS, opschortingen=dicht
    )
    assert kaal.laatste_dag == vanaf + timedelta(days=499 + (open_.resterend_dagen or 0))
    assert open_.dagen_over(dag) is None


@given(gewone_termijnen, dagen)
def test_teruggerekende_termijn_is_de_kalender(termijn: Termijn, dag: date) -> None:
    terug = Termijn(termijn.aantal, termijn.eenheid, richting=Richting.TERUG)
    uitkomst = derive_einde(terug, dag, regels=REGELS)
    assert uitkomst.laatste_dag == uitkomst.kaal_einde < dag


@given(st.integers(1, 60), st.sampled_from(["dagen", "weken"]), dagen)
def test_termijn_die_op_de_dag_zelf_begint_eindigt_een_dag_eerder(
    aantal: int, eenheid: str, dag: date
) -> None:
    na = make_termijn(aantal, eenheid, zonder_atw="p")
    zelf = make_termijn(aantal, eenheid, zonder_atw="p", aanvang=Aanvang.DAG_ZELF)
    assert laatste_dag(zelf, dag) == laatste_dag(na, dag) - DAG


@given(dagen, st.integers(1, 8), st.integers(-5, 120))
def test_verlenging_verkort_nooit_en_gaat_nooit_voorbij_het_maximum(dag: date, weken: int, na: int) -> None:
    verlenging = Termijnverlenging(make_termijn(weken), dag + timedelta(days=na), hoogstens=make_termijn(6))
    uitkomst = derive_einde(make_termijn(8), dag, regels=REGELS, verlengingen=[verlenging])
    kaal = dag + timedelta(weeks=8)
    assert kaal <= uitkomst.kaal_einde <= kaal + timedelta(weeks=6)
    op_tijd = verlenging.bekendgemaakt_op <= laatste_dag(make_termijn(8), dag)
    assert (uitkomst.kaal_einde > kaal) == op_tijd


def test_check_verlenging_weigert_te_laat_en_te_lang() -> None:
    uitkomst = derive_einde(make_termijn(8), date(2025, 1, 6), regels=REGELS)
    laat = Termijnverlenging(make_termijn(6), date(2025, 3, 4), hoogstens=make_termijn(6))
    with pytest.raises(TermijnError, match="na de laatste dag van de termijn"):
        check_verlenging(laat, uitkomst)
    lang = Termijnverlenging(make_termijn(7), date(2025, 3, 3), hoogstens=make_termijn(6))
    with pytest.raises(TermijnError, match="De verlenging is 7 weken; ten hoogste mag 6 weken"):
        check_verlenging(lang, uitkomst)
    check_verlenging(
        Termijnverlenging(make_termijn(6), date(2025, 3, 3), hoogstens=make_termijn(6)), uitkomst
    )


@pytest.mark.parametrize(
    ("aangevuld", "laatste_telt", "tot"),
    [
        (date(2025, 1, 28), False, date(2025, 1, 28)),
        (None, False, date(2025, 2, 3)),
        (None, True, date(2025, 2, 4)),
        (date(2025, 2, 3), True, date(2025, 2, 3)),
        (date(2025, 2, 10), False, date(2025, 2, 3)),
        (date(2025, 1, 20), False, date(2025, 1, 21)),
    ],
)
def test_verzoek_om_aanvulling_schort_op_tot_de_aanvulling(
    aangevuld: date, laatste_telt: bool, tot: date
) -> None:
    opschorting = derive_opschorting(
        date(2025, 1, 20),
        hersteltermijn_tot_en_met=date(2025, 2, 3),
        aangevuld_op=aangevuld,
        begin=make_grond(1),
        einde=make_grond(laatste_telt),
    )
    assert opschorting.periode == (date(2025, 1, 21), tot)


def test_uren_tellen_door_de_wisseling_van_de_klok_heen() -> None:
    zaterdag = datetime(2025, 3, 29, 12, tzinfo=UTC)
    assert derive_tijdstip(make_termijn(48, "uren"), zaterdag) == datetime(2025, 3, 31, 12, tzinfo=UTC)
    terug = make_termijn(48, "uren", richting=Richting.TERUG)
    assert derive_tijdstip(terug, zaterdag) == datetime(2025, 3, 27, 12, tzinfo=UTC)


def test_onmogelijke_termijn_zegt_wat_er_mis_is() -> None:
    with pytest.raises(TermijnError, match="Een termijn is ten minste 1"):
        make_termijn(0)
    with pytest.raises(TermijnError, match="eindigt op een tijdstip, niet op een dag"):
        derive_einde(make_termijn(48, "uren"), date(2025, 1, 1), regels=REGELS)
    with pytest.raises(TermijnError, match="valt buiten de kalender"):
        derive_einde(make_termijn(99_999, "jaren"), date(2025, 1, 1), regels=REGELS)
    terug = make_termijn(2, richting=Richting.TERUG)
    with pytest.raises(TermijnError, match="kan niet worden opgeschort of verlengd"):
        derive_einde(
            terug, date(2025, 1, 1), regels=REGELS, opschortingen=[Opschorting(date(2025, 1, 1), None, "x")]
        )
    with pytest.raises(TermijnError, match="Het einde ligt voor het begin"):
        Opschorting(date(2025, 1, 2), date(2025, 1, 1), "proef")
    with pytest.raises(TermijnError, match="heeft geen tijdzone"):
        derive_tijdstip(make_termijn(48, "uren"), datetime(2025, 1, 1))


def test_termijn_in_besluit_zegt_dat_de_einddatum_erin_moet() -> None:
    besluit = make_termijn(4, gesteld_in=GesteldIn.BESLUIT)
    uitkomst = derive_einde(besluit, date(2025, 3, 29), regels=REGELS)
    assert uitkomst.waarschuwingen == ("Schrijf de einddatum op.",)
    assert is_weekend(uitkomst.laatste_dag or date.min)


def test_uitkomst_is_als_json_op_te_slaan_met_haar_gronden() -> None:
    termijn = make_termijn(grond=make_grond(6, naam="termijn", eenheid="weken"))
    dict_ = derive_einde(termijn, date(2025, 3, 10), regels=REGELS, gebeurtenis="verzending").as_dict()
    assert dict_["laatste_dag"] == "2025-04-22"
    assert [g["regel_id"] for g in dict_["gronden"]] == [
        "proef.termijn",
        "proef.feestdagen",
        "proef.gewone_dag",
    ]
    assert dict_["stappen"][0]["regel_id"] == "proef.termijn"


@given(st.integers(1900, 2200))
def test_pasen_is_een_zondag_tussen_22_maart_en_25_april(jaar: int) -> None:
    pasen = derive_pasen(jaar)
    assert pasen.weekday() == 6
    assert date(jaar, 3, 22) <= pasen <= date(jaar, 4, 25)
