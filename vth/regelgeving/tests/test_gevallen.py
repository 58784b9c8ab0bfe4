"""The cases that a jurist reads, run against the rule files that come with the program."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from vth.regelgeving import selectors
from vth.regelgeving.rules import RegelError
from vth.regelgeving.termijnen import (
    Aanvang,
    GesteldIn,
    Opschorting,
    Richting,
    Termijn,
    TermijnError,
    Termijnuitkomst,
    Termijnverlenging,
    Tijdseenheid,
    derive_einde,
)
from vth.regelgeving.verjaring import Stuiting, Verjaringsverlenging, derive_verjaring

SOORTEN = {"aanvang": Aanvang, "richting": Richting, "gesteld_in": GesteldIn, "eenheid": Tijdseenheid}


def lees(naam: str) -> list[Any]:
    gevallen = yaml.safe_load(
        (Path(__file__).parent / "gevallen" / f"{naam}.yaml").read_text(encoding="utf-8")
    )
    return [pytest.param(geval, id=geval["geval"]) for geval in gevallen]


def maak_termijn(beschrijving: str | dict[str, Any], dag: date) -> Termijn:
    if isinstance(beschrijving, str):
        return selectors.find_termijn(beschrijving, geldig_op=dag)
    return Termijn(**{s: SOORTEN[s](w) if s in SOORTEN else w for s, w in beschrijving.items()})


def maak_uitkomst(gegeven: dict[str, Any]) -> Termijnuitkomst:
    dag = gegeven["dag"]
    return derive_einde(
        maak_termijn(gegeven["termijn"], dag),
        dag,
        regels=selectors.read_termijnregels(geldig_op=dag),
        gebeurtenis=gegeven.get("gebeurtenis", "de gebeurtenis"),
        opschortingen=[Opschorting(o["vanaf"], o["tot"], "proef") for o in gegeven.get("opschortingen", [])],
        verlengingen=[
            Termijnverlenging(
                duur=Termijn(v["weken"], Tijdseenheid.WEKEN),
                bekendgemaakt_op=v["bekendgemaakt_op"],
                hoogstens=selectors.find_termijn(v["hoogstens"], geldig_op=dag),
                eenmalig=True,
            )
            for v in gegeven.get("verlengingen", [])
        ],
    )


@pytest.mark.parametrize("geval", lees("termijnen"))
def test_termijn(geval: dict[str, Any]) -> None:
    uitkomst, dan = maak_uitkomst(geval["gegeven"]), geval["dan"]
    assert uitkomst.laatste_dag == dan["laatste_dag"]
    for veld in ("begin", "samenvatting", "zekerheid", "resterend_dagen"):
        if veld in dan:
            assert getattr(uitkomst, veld) == dan[veld]
    if "wegens" in dan:
        assert uitkomst.verlengd_wegens == dan["wegens"]
    assert dan.get("waarschuwing", "") in " ".join(uitkomst.waarschuwingen)
    assert dan.get("stap", "") in " ".join(stap.tekst for stap in uitkomst.stappen)


@pytest.mark.parametrize("geval", lees("termijnen"))
def test_geen_onverwachte_waarschuwing(geval: dict[str, Any]) -> None:
    if "waarschuwing" not in geval["dan"] and geval["gegeven"]["dag"].year >= 2019:
        assert maak_uitkomst(geval["gegeven"]).waarschuwingen == ()


@pytest.mark.parametrize("geval", lees("verjaring"))
def test_verjaring(geval: dict[str, Any]) -> None:
    gegeven, dan = geval["gegeven"], geval["dan"]
    feiten = {
        "op": gegeven.get("op", gegeven["dag"]),
        "regels": selectors.read_verjaringsregels(gegeven["soort"], geldig_op=gegeven["dag"]),
        "stuitingen": [Stuiting(s["dag"], s["soort"]) for s in gegeven.get("stuitingen", [])],
        "verlengingen": [Verjaringsverlenging(**v) for v in gegeven.get("verlengingen", [])],
    }
    if "fout" in dan:
        with pytest.raises(TermijnError, match=dan["fout"]):
            derive_verjaring(gegeven["dag"], **feiten)
        return
    uitkomst = derive_verjaring(gegeven["dag"], **feiten)
    for veld in ("laatste_dag", "verjaard", "samenvatting", "zekerheid"):
        if veld in dan:
            assert getattr(uitkomst, veld) == dan[veld]
    assert len(uitkomst.stuitingen) == dan.get("gestuit", len(uitkomst.stuitingen))
    assert uitkomst.laatste_dag_als_nu_eindigt == dan.get(
        "als_nu_eindigt", uitkomst.laatste_dag_als_nu_eindigt
    )
    assert dan.get("waarschuwing", "") in " ".join(uitkomst.waarschuwingen)


@pytest.mark.parametrize("geval", lees("feestdagen"))
def test_feestdagen(geval: dict[str, Any]) -> None:
    dagen = {f.naam: f.dag for f in selectors.read_kalender().list_feestdagen(geval["gegeven"]["jaar"])}
    assert {naam: dagen.get(naam) for naam in geval["dan"]} == geval["dan"]


@pytest.mark.parametrize("geval", lees("fouten"))
def test_fout_regelbestand_wordt_geweigerd(geval: dict[str, Any], kamers: Any) -> None:
    kamers(geval["bestand"], "proef/regels/fout.yaml")
    with pytest.raises(RegelError) as fout:
        selectors.list_regels()
    assert geval["dan"] in str(fout.value)
    assert "vth/proef/regels/fout.yaml" in str(fout.value)
