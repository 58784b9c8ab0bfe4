"""Reading rule files: the value of a day, who goes before whom, and all faults at once."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vth.regelgeving import selectors
from vth.regelgeving.dagen import as_dagtekst
from vth.regelgeving.feestdagen import derive_dagen
from vth.regelgeving.rules import RegelError, derive_zekerheid, make_regel
from vth.regelgeving.tests.builders import BEGIN, make_grond, make_inhoud, make_yaml

Kamers = Callable[..., Path]
DAG = date(2025, 6, 1)


def schrijf(pad: Path, **anders: Any) -> None:
    pad.parent.mkdir(parents=True, exist_ok=True)
    pad.write_text(make_yaml(**anders), encoding="utf-8")


def find(**wie: str) -> Any:
    return selectors.find_grond("proef.regel", geldig_op=DAG, **wie)


def test_alle_meegeleverde_regels_zijn_te_lezen() -> None:
    ids = [regel.id for regel in selectors.list_regels()]
    assert {"regelgeving.bezwaartermijn", "toegang.rollen"} <= set(ids)
    assert ids == sorted(ids)


def test_elke_meegeleverde_termijn_is_te_tellen() -> None:
    telbaar = [
        r
        for r in selectors.list_regels()
        if r.kamer == "regelgeving" and r.eenheid in ("weken", "maanden", "uren", "jaren")
    ]
    assert len(telbaar) > 30
    for regel in telbaar:
        assert selectors.find_termijn(regel.id, geldig_op=DAG).grond is not None


def test_elke_gelijkgestelde_dag_is_een_werkdag_in_zijn_eigen_periode() -> None:
    for periode in selectors.read_regel("regelgeving.gelijkgestelde_dagen").perioden:
        for dag in periode.waarde:
            assert dag["op"].weekday() < 5
            assert periode.geldigheid.contains(dag["op"])


@given(st.lists(st.integers(1, 400), min_size=2, max_size=8), st.integers(-500, 4000))
def test_op_een_dag_geldt_de_waarde_van_de_periode_die_hem_dekt(lengten: list[int], na: int) -> None:
    grenzen = [BEGIN]
    for lengte in lengten:
        grenzen.append(grenzen[-1] + timedelta(days=lengte))
    basis = make_inhoud()["perioden"][0]
    perioden = [
        basis | {"vanaf": a, "tot": b, "waarde": n} for n, (a, b) in enumerate(pairwise(grenzen)) if n % 3
    ]
    regel = make_regel(make_inhoud(perioden=list(reversed(perioden))), "proef.yaml")
    dag = BEGIN + timedelta(days=na)
    verwacht = next((p for p in perioden if p["vanaf"] <= dag < p["tot"]), None)
    if verwacht is None:
        with pytest.raises(RegelError, match=as_dagtekst(dag)):
            regel.op(dag)
    else:
        assert regel.op(dag).waarde == verwacht["waarde"]


def test_vraag_buiten_de_perioden_noemt_de_grens_en_het_bestand() -> None:
    basis = make_inhoud()["perioden"][0]
    perioden = [
        basis | {"vanaf": date(2010, 1, 1), "tot": date(2012, 1, 1)},
        basis | {"vanaf": date(2014, 1, 1), "tot": date(2016, 1, 1)},
    ]
    regel = make_regel(make_inhoud(perioden=perioden), "vth/proef/regels/x.yaml")
    for dag, tekst in (
        (date(2009, 1, 1), "geldt pas vanaf vr 1 januari 2010; gevraagd is do 1 januari 2009"),
        (date(2013, 1, 1), "heeft geen waarde van zo 1 januari 2012 tot wo 1 januari 2014"),
        (date(2016, 1, 1), "geldt tot vr 1 januari 2016"),
    ):
        with pytest.raises(RegelError, match=tekst) as fout:
            regel.op(dag)
        assert "regelbestand vth/proef/regels/x.yaml" in str(fout.value)


def test_gezag_gaat_voor_od_voor_installatie_voor_land(kamers: Kamers, eigen_regels: Path) -> None:
    kamers(make_yaml(waarde=1))
    assert (find(bevoegd_gezag="GM0363", omgevingsdienst="OD1").waarde, find().laag) == (1, "landelijk")
    schrijf(eigen_regels / "landelijk" / "a.yaml", waarde=2)
    schrijf(eigen_regels / "od" / "OD1" / "a.yaml", waarde=3)
    schrijf(eigen_regels / "gezag" / "GM0363" / "a.yaml", waarde=4)
    selectors.clear_regels()
    beide = find(bevoegd_gezag="GM0363", omgevingsdienst="OD1")
    assert (beide.waarde, beide.laag) == (4, "gezag GM0363")
    assert beide.volgorde == ("gezag GM0363", "od OD1", "landelijk (deze installatie)", "landelijk")
    assert (find(omgevingsdienst="OD1").waarde, find(omgevingsdienst="OD1").laag) == (3, "od OD1")
    assert (find(bevoegd_gezag="GM9999").waarde, find().laag) == (2, "landelijk (deze installatie)")


def test_afwijking_geldt_alleen_op_de_dagen_die_zij_dekt(kamers: Kamers, eigen_regels: Path) -> None:
    kamers(make_yaml(waarde=1))
    schrijf(eigen_regels / "gezag" / "GM0363" / "a.yaml", waarde=4, vanaf=date(2025, 6, 2))
    assert find(bevoegd_gezag="GM0363").waarde == 1
    later = selectors.find_grond("proef.regel", geldig_op=date(2025, 6, 2), bevoegd_gezag="GM0363")
    assert later.waarde == 4


@pytest.mark.parametrize(
    ("pad", "anders", "melding"),
    [
        ("gezag/GM0363/a.yaml", {"id": "proef.regl"}, "Bedoeld is misschien proef.regel"),
        ("gezag/GM0363/a.yaml", {"eenheid": "dagen"}, "is in dagen, landelijk in weken"),
        ("gezag/a.yaml", {}, "wordt op deze plaats niet gelezen"),
        ("provincie/PV27/a.yaml", {}, "wordt op deze plaats niet gelezen"),
        ("gezag/GM0363/a.yml", {}, "eindigt op .yaml"),
        ("landelijk/a.yaml", {"titel": None}, "'titel' ontbreekt"),
    ],
)
def test_foute_afwijking_wordt_geweigerd(
    kamers: Kamers, eigen_regels: Path, pad: str, anders: dict[str, Any], melding: str
) -> None:
    kamers(make_yaml())
    schrijf(eigen_regels / pad, **anders)
    with pytest.raises(RegelError, match=melding):
        find()


def test_map_die_niet_bestaat_wordt_gemeld(kamers: Kamers, settings: Any, tmp_path: Path) -> None:
    kamers(make_yaml())
    settings.REGELS_DIR = str(tmp_path / "weg")
    with pytest.raises(RegelError, match=r"bestaat niet. Maak de map, of maak de instelling VTH_REGELS leeg"):
        find()


def test_alle_fouten_van_alle_bestanden_komen_in_een_keer(kamers: Kamers, eigen_regels: Path) -> None:
    kamers(make_yaml(titel=None, zekerheid="zeker"), "proef/regels/a.yaml")
    kamers("id: [", "ander/regels/b.yaml")
    schrijf(eigen_regels / "gezag" / "GM0363" / "c.yaml", bron=[])
    with pytest.raises(RegelError) as fout:
        selectors.list_regels()
    assert len(fout.value.fouten) == 4
    assert "Er zijn 4 fouten in de regelbestanden" in str(fout.value)
    assert all(
        naam in str(fout.value) for naam in ("proef/regels/a.yaml", "ander/regels/b.yaml", "GM0363/c.yaml")
    )


def test_zelfde_id_in_twee_bestanden_noemt_beide(kamers: Kamers) -> None:
    kamers(make_yaml(), "proef/regels/a.yaml")
    kamers(make_yaml(), "proef/regels/b.yaml")
    with pytest.raises(RegelError, match=r"b.yaml: regel proef.regel staat ook in vth/proef/regels/a.yaml"):
        selectors.list_regels()


def test_onbekende_regel_noemt_wat_erop_lijkt() -> None:
    with pytest.raises(RegelError, match=r"Bedoeld is misschien regelgeving.bezwaartermijn"):
        selectors.read_regel("regelgeving.bezwaartermijnen")


def test_grond_is_als_json_op_te_slaan() -> None:
    grond = selectors.find_grond("regelgeving.gelijkgestelde_dagen", geldig_op=DAG, bevoegd_gezag="GM0363")
    terug = json.loads(json.dumps(grond.as_dict()))
    assert terug["volgorde"][0] == "gezag GM0363"
    assert terug["waarde"][-1] == {"naam": "gelijkgestelde dag (vrijdag na Hemelvaart)", "op": "2025-05-30"}
    assert (terug["vanaf"], terug["tot"]) == ("2023-01-01", "2026-01-01")
    assert selectors.find_grond("toegang.rollen", geldig_op=DAG).as_dict()["tot"] is None


def test_waarde_van_een_regel_is_niet_te_wijzigen() -> None:
    rollen = selectors.find_grond("toegang.rollen", geldig_op=DAG).waarde
    with pytest.raises(TypeError):
        rollen["hacker"] = {}


def test_termijn_met_onbekend_veld_wordt_geweigerd(kamers: Kamers) -> None:
    kamers(make_yaml(waarde={"aantal": 6, "anvang": "dag_zelf"}))
    with pytest.raises(RegelError, match="een blok met aantal en eventueel aanvang"):
        selectors.find_termijn("proef.regel", geldig_op=DAG)


def test_zekerheid_van_een_antwoord_is_die_van_de_zwakste_grond() -> None:
    zeker = make_grond(1)
    zwak = make_regel(make_inhoud(zekerheid="aanname"), "x").op(DAG)
    assert derive_zekerheid((zeker,)) == "vastgesteld"
    assert derive_zekerheid((zeker, zwak)) == "aanname"


def test_gezag_voegt_een_feestdag_toe_zonder_er_een_te_verliezen(eigen_regels: Path) -> None:
    dag = date(2027, 3, 15)
    schrijf(
        eigen_regels / "gezag" / "GM0363" / "dag.yaml",
        id="regelgeving.gelijkgestelde_dagen",
        eenheid="geen",
        vanaf=date(2027, 1, 1),
        tot=date(2028, 1, 1),
        waarde=[{"naam": "plaatselijke dag", "op": dag}],
    )
    kalender = selectors.read_kalender(bevoegd_gezag="GM0363")
    feestdag = kalender.find_feestdag(dag)
    assert feestdag is not None and feestdag.grond.laag == "gezag GM0363"
    assert kalender.find_feestdag(date(2027, 5, 7)) is not None
    assert selectors.read_kalender().find_feestdag(dag) is None


def test_dag_die_geen_feestdag_beschrijft_wordt_geweigerd(eigen_regels: Path) -> None:
    schrijf(
        eigen_regels / "landelijk" / "dag.yaml",
        id="regelgeving.gelijkgestelde_dagen",
        eenheid="geen",
        waarde=[{"naam": "ooit", "wanneer": "in mei"}],
    )
    with pytest.raises(RegelError, match=r"beschrijft geen feestdag. Geef naam en een van: op"):
        selectors.read_kalender().find_feestdag(DAG)


def test_eenmalige_dag_bestaat_alleen_in_zijn_eigen_jaar() -> None:
    waarde = [{"naam": "eenmalig", "op": date(2025, 5, 30)}]
    assert derive_dagen(waarde, 2025, plaats="x") == {date(2025, 5, 30): "eenmalig"}
    assert derive_dagen(waarde, 2026, plaats="x") == {}


def test_kalender_weigert_een_dag_voor_de_regels() -> None:
    with pytest.raises(RegelError, match="geldt pas vanaf ma 1 januari 1990"):
        selectors.read_kalender().find_feestdag(date(1989, 12, 31))
