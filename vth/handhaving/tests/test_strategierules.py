"""The strategy without a database: cases that a jurist reads, what always holds of the matrix, aspects, and the leidraad."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import yaml
from django.test import override_settings
from hypothesis import given, settings
from hypothesis import strategies as st

from vth.handhaving.strategie.aspecten import Aspectfeiten, Drempels, Eerdere, derive_aspectvoorstellen
from vth.handhaving.strategie.fouten import StrategieError
from vth.handhaving.strategie.leidraad import list_te_motiveren, read_rijen
from vth.handhaving.strategie.matrix import (
    SPOREN,
    Cel,
    Matrix,
    Plaats,
    list_lichter,
    list_matrixfouten,
    list_plaatsen,
    read_plaats,
)
from vth.handhaving.strategie.regelset import find_andere_matrix, find_leidraad, read_strategieregels
from vth.handhaving.strategie.rules import (
    Stand,
    derive_interventieruimte,
    list_afwijkingen,
    list_bezwaren,
)
from vth.handhaving.strategie.vaststelling import find_vaststelling, list_ongelijk
from vth.regelgeving.rules import as_json, make_regel

from .strategiebuilders import GEVALLEN, VANDAAG, make_geval, make_nieuw

GELEZEN = yaml.safe_load((GEVALLEN / "strategie.yaml").read_text())
IN_LINDEVEEN = {"bevoegd_gezag": "GM9901"}
PLAATSEN = list(list_plaatsen())


@pytest.fixture(scope="module", autouse=True)
def eigen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let one invented authority have rules of its own; the files are read once."""
    begin = tmp_path_factory.mktemp("regels")
    map_ = begin / "gezag" / "GM9901"
    map_.mkdir(parents=True)
    shutil.copy(GEVALLEN / "strategie_eigen.yaml", map_ / "strategie.yaml")
    with override_settings(REGELS_DIR=str(begin)):
        yield


@pytest.fixture(scope="module")
def regels(eigen: None) -> Any:
    return read_strategieregels(VANDAAG)


def test_a_weighing_may_be_recorded_or_is_refused_with_the_field_and_why() -> None:
    """Every case of the file; one that fails is named."""
    mis = []
    for geval in GELEZEN:
        g, dan = geval["gegeven"], geval["dan"]
        nieuw, stand = make_geval(g)
        try:
            regels = read_strategieregels(g.get("op", VANDAAG), bevoegd_gezag=g.get("gezag", ""))
        except StrategieError as fout:
            assert dan.get("regelfout", "niet verwacht") in str(fout), geval["geval"]
            continue
        bezwaren = {b.veld: b.zin for b in list_bezwaren(nieuw, stand, regels, vandaag=g.get("op", VANDAAG))}
        verwacht = dan.get("weigert", {})
        if set(bezwaren) != set(verwacht) or any(zin not in bezwaren[v] for v, zin in verwacht.items()):
            mis.append((geval["geval"], bezwaren))
    assert not mis


def test_the_shipped_matrix_is_whole_and_never_lighter_where_it_is_graver(regels: Any) -> None:
    assert set(regels.matrix.cellen) == set(PLAATSEN) and len(PLAATSEN) == 16
    assert all(cel.mogelijk for cel in regels.matrix.cellen.values())
    assert list_lichter(regels.matrix, regels.zwaarte) == []
    assert regels.zekerheid == "aanname" and regels.matrix.grond.is_aanname
    gespoord = {i.code for i in regels.instrumenten.values() if i.spoor in SPOREN}
    assert gespoord == {c for s in SPOREN for c in regels.zwaarte.treden[s]}


CODES = st.sampled_from(
    [
        "informeren",
        "waarschuwing",
        "last_onder_dwangsom",
        "intrekking",
        "bestuurlijke_strafbeschikking",
        "proces_verbaal",
    ]
)


LADDER = (
    ("informeren",),
    ("informeren", "waarschuwing"),
    ("waarschuwing",),
    ("last_onder_dwangsom",),
    ("intrekking",),
)


@settings(max_examples=25)
@given(trap=st.lists(st.sampled_from(LADDER), min_size=7, max_size=7), gelijk=st.booleans())
def test_what_neighbours_tell_of_lighter_places_holds_for_every_two_places(
    regels: Any, trap: list[tuple[str, ...]], gelijk: bool
) -> None:
    """Against a definition that compares every two places; half of the matrices grow graver step by step."""
    treden = sorted(trap, key=LADDER.index) if gelijk else trap
    soorten = {p: treden[int(p.gevolg) - 1 + "ABCD".index(p.gedrag)] for p in PLAATSEN}
    cellen = {p: Cel(frozenset(s), frozenset()) for p, s in soorten.items()}
    rang = {p: regels.zwaarte.derive_bereik(s, "bestuursrecht") for p, s in soorten.items()}
    lichter = any(
        rang[b][i] < rang[a][i]
        for a in PLAATSEN
        for b in PLAATSEN
        for i in (0, 1)
        if a.gevolg <= b.gevolg and a.gedrag <= b.gedrag
    )
    assert bool(list_lichter(Matrix(cellen, regels.matrix.grond), regels.zwaarte)) is lichter
    assert not (gelijk and lichter)


@settings(max_examples=60)
@given(
    plaats=st.sampled_from(PLAATSEN),
    gekozen=st.sets(CODES, min_size=1, max_size=3),
    eerder=st.sets(CODES, max_size=3),
    afwijking=st.booleans(),
)
def test_what_may_be_recorded_lies_in_the_cell_or_is_motivated(
    regels: Any, plaats: Plaats, gekozen: set[str], eerder: set[str], afwijking: bool
) -> None:
    nieuw = make_nieuw(
        str(plaats),
        *sorted(gekozen),
        afwijking="Dit geval is anders." if afwijking else "",
        zonder_waarschuwing="Het heeft haast.",
    )
    velden = {b.veld for b in list_bezwaren(nieuw, Stand(), regels, vandaag=VANDAAG)}
    assert ("afwijking" in velden) is (bool(list_afwijkingen(plaats, gekozen, regels)) is not afwijking)
    if "afwijking" not in velden and not afwijking:
        assert gekozen <= regels.matrix.cellen[plaats].mogelijk
    z = regels.zwaarte
    assert not (z.is_zwaarder(gekozen, eerder) and z.is_zwaarder(eerder, gekozen))
    assert not z.is_zwaarder(gekozen, gekozen)


def test_a_place_is_written_with_its_letter_first_and_anything_else_is_refused(regels: Any) -> None:
    assert [str(read_plaats(t)) for t in ("B3", " b3 ", "D1")] == ["B3", "B3", "D1"]
    for fout in ("", "3B", "E1", "A5", "A12"):
        with pytest.raises(StrategieError, match="geen plaats in de matrix"):
            read_plaats(fout)
    uitleg = derive_interventieruimte(regels.matrix, read_plaats("D4"), regels).uitleg
    assert uitleg.startswith("Bij D4 past: last onder dwangsom, last onder bestuursdwang")
    assert "horen bestuursrecht en strafrecht bij elkaar" in uitleg and "overleg" in uitleg


FOUT = [
    ("er staat geen `cellen` in", lambda c: None),
    ("cel B3 ontbreekt", lambda c: {k: w for k, w in c.items() if k != "B3"}),
    ("cel 'E1' bestaat niet", lambda c: c | {"E1": c["A1"]}),
    ("‘schandpaal’ is bij bestuursrecht geen", lambda c: c | {"A1": {"bestuursrecht": ["schandpaal"]}}),
    (
        "‘proces_verbaal’ is bij bestuursrecht geen",
        lambda c: c | {"A1": {"bestuursrecht": ["proces_verbaal"]}},
    ),
    ("geen enkele interventie", lambda c: c | {"A1": {"bestuursrecht": [], "strafrecht": []}}),
    (
        "overleg is 'misschien'",
        lambda c: c | {"A1": {"bestuursrecht": ["informeren"], "overleg": "misschien"}},
    ),
    ("`samen` vraagt interventies", lambda c: c | {"A1": {"bestuursrecht": ["informeren"], "samen": True}}),
    ("hier mogen alleen", lambda c: c | {"A1": {"bestuur": ["informeren"]}}),
    ("hier mogen alleen", lambda c: c | {"A1": "informeren"}),
]


def test_a_matrix_that_cannot_be_used_is_refused_with_the_cell(regels: Any) -> None:
    goed = as_json(regels.matrix.grond.waarde)["cellen"]
    for melding, maak in FOUT:
        fouten = list_matrixfouten({"cellen": maak(dict(goed))}, regels.instrumenten, "eigen.yaml")
        assert any(melding in f and f.startswith("eigen.yaml") for f in fouten), (melding, fouten)


DREMPELS = Drempels(recidive_jaren=5, zelfde_norm=True, overtredingen=1, normen=2, duur_dagen=365)
DAG = date(2026, 3, 2)
ASPECTEN: list[tuple[dict[str, Any], str, bool | None, str]] = [
    ({}, "recidive", False, "geen andere overtreding"),
    ({"overtreder_bekend": False}, "recidive", None, "geen overtreder vastgelegd"),
    ({"eerdere": [Eerdere("O-9", date(2024, 1, 1), True)]}, "recidive", True, "O-9 (1 januari 2024)"),
    ({"eerdere": [Eerdere("O-9", date(2024, 1, 1))]}, "recidive", False, "een andere norm overtreden: O-9"),
    ({}, "combinatie", False, "de enige overtreding"),
    ({"naast": [Eerdere("O-8", DAG)]}, "combinatie", True, "heeft ook O-8"),
    ({"normen": 2}, "combinatie", True, "2 normen"),
    ({"begonnen_op": DAG - timedelta(days=364)}, "combinatie", False, "de enige"),
    ({"begonnen_op": DAG - timedelta(days=365)}, "combinatie", True, "365 dagen"),
    ({"gevolgen": ["3", "4"]}, "onomkeerbaar", True, "gevolg 4"),
    ({"gevolgen": ["3"]}, "onomkeerbaar", False, "geen gevolg 4"),
    ({}, "onomkeerbaar", None, "geen gevolg 4"),
    ({}, "voordeel", None, "niet in de gegevens"),
    ({"vastgelegd": {"voordeel": "€ 4.000 aan afvoerkosten."}}, "voordeel", True, "€ 4.000"),
    ({"direct_hersteld": True}, "direct_hersteld", True, "tijdens de controle hersteld"),
    ({}, "waarheidsvinding", None, "U beoordeelt het zelf"),
]


def test_aspects_are_proposed_from_facts_and_say_why(regels: Any) -> None:
    for velden, code, verwacht, deel in ASPECTEN:
        gevonden = derive_aspectvoorstellen(regels.aspecten, Aspectfeiten(DAG, **velden), DREMPELS)
        [voorstel] = [v for v in gevonden if v.aspect.code == code]
        assert voorstel.voorgesteld is verwacht and deel in voorstel.waarom, (code, voorstel)
    assert {a.zekerheid for c, a in regels.aspecten.items() if c in ("zelf_gemeld", "onrust")} == {"aanname"}
    veel = [Eerdere(f"O-{n}", DAG - timedelta(days=n), True) for n in range(1, 9)]
    [eerste] = [
        v
        for v in derive_aspectvoorstellen(regels.aspecten, Aspectfeiten(DAG, eerdere=veel), DREMPELS)
        if v.aspect.code == "recidive"
    ]
    assert "O-1 (1 maart 2026), O-2" in eerste.waarom and "en nog 3" in eerste.waarom


def test_an_authority_stands_as_its_own_file_says_and_another_as_the_program_does() -> None:
    eigen = find_vaststelling("GM9901", date(2025, 8, 1))
    assert (eigen.bindt, eigen.vastgesteld_op, eigen.regeling) == (True, date(2025, 3, 14), "CVDR000001")
    assert eigen.eigen_matrix and not eigen.fouten and not eigen.lichter
    assert eigen.mist == ("Hoe wordt opgetreden tegen overtredingen door of namens overheden",)
    ander = find_vaststelling("GM9902", date(2025, 8, 1))
    assert not ander.bindt and not ander.eigen_matrix and ander.matrix and ander.matrix.is_aanname
    assert "gold tot en met wo 31 december 2025" in find_vaststelling("GM9901", VANDAAG).vorige
    samen = [replace(v, dienst="OD-NOORD") for v in (eigen, ander)]
    assert list_ongelijk(samen) == {"OD-NOORD": ("GM9901", "GM9902")}
    assert list_ongelijk([eigen, ander]) == list_ongelijk([samen[0], replace(ander, dienst="OD-ZUID")]) == {}
    eerst = read_strategieregels(date(2025, 7, 1), **IN_LINDEVEEN).matrix
    toen = find_andere_matrix(eerst, date(2025, 6, 30), **IN_LINDEVEEN)
    assert toen and toen.vanaf == date(2025, 3, 14)
    assert find_andere_matrix(eerst, date(2025, 7, 2), **IN_LINDEVEEN) is None
    assert find_andere_matrix(eerst, date(2020, 1, 1), **IN_LINDEVEEN) is None


def test_the_leidraad_proposes_the_row_that_fits_or_says_which_file_lacks_it() -> None:
    dag = date(2025, 8, 1)
    op_norm = find_leidraad("Iets met geluid", ["bal  4.1141, lid 2"], dag, **IN_LINDEVEEN)
    assert op_norm.rij and op_norm.rij.code == "L3" and [r.code for r in op_norm.anderen] == ["L2"]
    op_woord = find_leidraad("De LEKBAK loopt over", [], dag, **IN_LINDEVEEN)
    assert op_woord.rij and op_woord.rij.zin == (
        "Lekbak is vol of lekt: 2 weken; € 500 per week, ten hoogste € 5.000."
    )
    assert op_woord.zekerheid == "vastgesteld" and op_woord.as_dict()["rij"] == "L1"
    niets = find_leidraad("Geur", [], dag, **IN_LINDEVEEN)
    assert niets.rij is None and "strategie.yaml" in niets.ontbreekt
    landelijk = find_leidraad("Geur van een asfaltcentrale", [], dag)
    assert "vth/handhaving/regels/leidraad.yaml" in landelijk.ontbreekt and landelijk.zekerheid == "aanname"
    assert [p.code for p in landelijk.precedenten][:2] == ["stein_asfalt_2022", "deventer_asfalt_2022"]
    with pytest.raises(StrategieError, match="geldt pas vanaf wo 12 oktober 2022"):
        find_leidraad("Geur", [], date(2022, 10, 11))


def test_who_departs_from_the_leidraad_is_told_in_what() -> None:
    voorstel = find_leidraad("lekbak", [], date(2025, 8, 1), **IN_LINDEVEEN)
    zelfde = {
        "bedrag": Decimal(500),
        "maximum": Decimal(5000),
        "modaliteit": "tijdseenheid",
        "termijn_dagen": 14,
    }
    assert list_te_motiveren(voorstel, **zelfde) == [
        "Motiveer de hoogte van de dwangsom en van het maximum (Awb 5:32b)."
    ]
    anders = zelfde | {"bedrag": Decimal(750), "modaliteit": "ineens", "termijn_dagen": 13}
    zinnen = " ".join(list_te_motiveren(voorstel, **anders))
    for deel in ("Het bedrag is € 750; de leidraad stelt € 500 voor", "is ineens", "13 dagen, korter"):
        assert deel in zinnen


GOED = {
    "code": "X",
    "aard": "Iets",
    "woorden": ["iets"],
    "bedrag": "500",
    "modaliteit": "ineens",
    "maximum": "500",
}
RIJFOUTEN = [
    ({"maximum": "499.99"}, "het maximum niet lager"),
    ({"bedrag": 0.1}, "Schrijf beide als"),
    ({"bedrag": "0"}, "Schrijf beide als"),
    ({"bedrag": "1.001", "maximum": "2"}, "Schrijf beide als"),
    ({"bedrag": "NaN"}, "Schrijf beide als"),
    ({"modaliteit": "soms"}, "de modaliteit is 'soms'"),
    ({"modaliteit": "tijdseenheid"}, "`per` hoort bij tijdseenheid"),
    ({"per": "week"}, "`per` hoort bij tijdseenheid"),
    ({"termijn": {"aantal": 0, "eenheid": "weken"}}, "de termijn is"),
    ({"termijn": 4}, "de termijn is"),
    ({"woorden": []}, "wordt zij nooit gevonden"),
    ({"prijs": 1}, "een rij heeft code en aard"),
]


def test_a_list_that_cannot_be_used_is_refused_with_the_row() -> None:
    def make(**anders: Any) -> Any:
        inhoud = {"rijen": [GOED, GOED | anders]}
        periode = {
            "vanaf": DAG,
            "waarde": inhoud,
            "bron": [{"regeling": "x", "plaats": "y"}],
            "zekerheid": "aanname",
        }
        regel = {"id": "handhaving.leidraad", "titel": "x", "eenheid": "geen", "perioden": [periode]}
        return make_regel(regel, "lijst.yaml").op(DAG)

    assert len(read_rijen(make())) == 2
    for anders, melding in RIJFOUTEN:
        with pytest.raises(StrategieError) as fout:
            read_rijen(make(**anders))
        assert melding in str(fout.value) and "lijst.yaml, rij 2" in str(fout.value), (anders, fout.value)
